"""Claims, the glossary and citations as a reader meets them: by keyboard, by address, on paper, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.conftest import Served, serving

PHONE: ViewportSize = {"width": 390, "height": 844}
FUND = "funds/state-support-funds/"


@pytest.fixture(scope="module")
def real(real_site: Path) -> Iterator[Served]:
    """The real site, served."""
    with serving(real_site, kept=True) as served:
        yield served


def test_a_figure_is_cited_by_keyboard_from_its_note(browser: Browser, real: Served) -> None:
    page = browser.new_page()
    page.goto(f"{real.url}/{FUND}")
    note = page.locator(".p-cite-this").first
    note.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(note).to_contain_text("“9949万元”（口径未说明）")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#allocations.0")
    expect(page.locator(":target")).to_contain_text("9,949")
    page.close()


def test_a_citation_is_on_paper_without_being_opened(browser: Browser, real: Served) -> None:
    page = browser.new_page()
    page.goto(f"{real.url}/{FUND}")
    height = "document.querySelector('.p-cite-this').getBoundingClientRect().height"
    closed = page.evaluate(height)
    page.emulate_media(media="print")
    assert page.evaluate(height) > closed * 0.9
    link = page.locator(".p-cite-this a").first
    assert link.evaluate("link => link.checkVisibility({contentVisibilityAuto: true})")
    page.close()


ADDRESSES = ("claims/", "en/claims/", "en/claims/development-and-livelihood-money/", "glossary/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_cut_off_on_a_phone(browser: Browser, real: Served, address: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{real.url}/{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.close()


def test_from_the_home_page_the_unexplained_difference_leads_to_its_records(browser: Browser, real: Served) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(real.url + "/")
    page.locator(".p-open a").first.click()
    expect(page.locator("h1")).to_have_text("138个项目涉及资金71.9亿元")
    expect(page.get_by_text("列明的也最多占1.4%")).to_be_visible()
    page.get_by_role("link", name="大通县人口较少民族所在地区产业发展").first.click()
    expect(page.locator("#claims")).to_have_text("有关的说法")
    page.close()
