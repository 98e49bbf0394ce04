"""Finding help and reporting a mistake: whole without a script, quicker with one, and never a request elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Observed, Serve, watched
from tests.browser.sites import LANGUAGES, one_of_each

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("base", LANGUAGES.values(), ids=LANGUAGES)
def test_without_a_script_every_way_of_finding_help_leads_to_a_list(
    browser: Browser, serve: Serve, real_site: Path, base: str
) -> None:
    with watched(browser, Observed(), viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{serve(real_site).url}/{base}help/")
        for anchor in ("needs", "audiences", "places"):
            link = page.locator(f"h2#{anchor} + ul a").first
            there = context.new_page()
            there.goto(page.url + str(link.get_attribute("href")))
            expect(there.locator(".h-answers > li").first).to_be_visible()
            there.close()
        rows = page.locator("table.p-list tbody tr")
        assert rows.count() > 10
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_with_a_script_the_list_is_narrowed_by_whom_it_is_for(browser: Browser, serve: Serve, real_site: Path) -> None:
    with watched(browser, Observed()) as context:
        page = context.new_page()
        page.goto(f"{serve(real_site).url}/en/help/?audiences=Schools")
        expect(page.locator("table.p-list tbody tr")).to_have_count(1)
        expect(page.locator("table.p-list tbody tr")).to_contain_text("four audiences")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_says_how_to_report_a_mistake_in_the_same_place(
    browser: Browser, serve: Serve, real_site: Path, language: str
) -> None:
    with watched(browser, Observed(), java_script_enabled=False) as context:
        page, url = context.new_page(), serve(real_site).url
        for kind, address in one_of_each(real_site, language).items():
            if kind == "map frame":
                continue
            page.goto(f"{url}/{address}")
            expect(page.locator("main > .p-feedback:last-child")).to_have_count(1)
