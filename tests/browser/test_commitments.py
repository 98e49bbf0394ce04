"""Commitments and the chart of organisations in a browser: by the reader's day, on a phone, by keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

import generator
from generator.language import Language
from generator.render import record_pages
from generator.wordlists import read_words
from tests.browser.conftest import Served, serving
from tests.publications import write_publication
from tests.render.test_organisation_pages import RECORDS, catalogue_of

ASSETS = Path(generator.__file__).parent / "theme" / "assets"
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def real(real_site: Path) -> Iterator[Served]:
    """The real site, served."""
    with serving(real_site, kept=True) as served:
        yield served


def test_a_step_turns_overdue_on_the_readers_day_and_not_before(browser: Browser, tmp_path: Path) -> None:
    made = catalogue_of(write_publication(tmp_path / "data", RECORDS))
    pages = {one.path: one.content.decode() for one in record_pages.render(made, Language("en", made.publication))}
    body = pages["commitments/roads.md"].partition("\n---\n")[2]
    words = escape(json.dumps(read_words("theme.en")["opening"]))
    (tmp_path / "opening.js").write_bytes((ASSETS / "opening.js").read_bytes())
    (tmp_path / "a.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>{body}'
        f'<script src="opening.js" defer data-words="{words}"></script></html>',
        encoding="utf-8",
    )
    with serving(tmp_path) as served:
        page = browser.new_page()
        # The 31st of December 2026 in Xining, and a second into the new year there.
        for instant, whole, step in (
            ("2026-12-31T15:59:00Z", "on time", "not due yet"), ("2026-12-31T16:00:01Z", "late", "overdue"),
        ):  # fmt: skip
            page.clock.set_fixed_time(instant)
            page.goto(f"{served.url}/a.html")
            assert page.locator(".p-kicker .k-standing").inner_text() == whole
            assert page.locator(".k-steps > li").last.locator(".k-standing").inner_text() == step
        page.close()


def test_the_chart_is_a_tree_on_a_desk_and_indented_on_a_phone(browser: Browser, real: Served) -> None:
    for width, shown, hidden in ((390, "indented", "across"), (1280, "across", "indented")):
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.goto(f"{real.url}/organisations/chart/")
        first = page.locator(".o-chart").first
        expect(first.locator(f".d-organigram-{shown}")).to_be_visible()
        expect(first.locator(f".d-organigram-{hidden}")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # What is drawn is read at its own size.
        size = first.locator(f".d-organigram-{shown} .d-label").first.evaluate("e => e.getBoundingClientRect().height")
        assert size >= 12
        page.close()


def test_every_body_of_the_chart_is_reached_by_keyboard(browser: Browser, real: Served) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{real.url}/en/organisations/chart/")
    page.locator(".o-chart a").first.focus()
    reached = []
    for _ in range(9):
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        page.keyboard.press("Tab")
    assert {"../joint-meeting/", "../tax-department/", "../poverty-relief-department/"} <= set(reached)
    page.close()
