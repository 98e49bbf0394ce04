"""No barrier that axe-core knows of on any kind of page, and everything within reach of a keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Observed, Serve, watched
from tests.browser.sites import LANGUAGES, one_of_each

AXE = Axe()
PHONE, DESK = 390, 1280
HARD = ("home", "projects", "one of projects", "one of sites", "map frame", "not there")
"""Kinds of page that between them show every component."""


def barriers(context: BrowserContext, url: str, addresses: dict[str, str]) -> dict[str, list[tuple[str, list[str]]]]:
    """Kind of page → what axe-core finds on it: rule and places."""
    page = context.new_page()
    found = {}
    for kind, address in addresses.items():
        page.goto(f"{url}/{address}", wait_until="load")
        if kind == "map frame":
            page.locator('.m-frame[data-state="ready"]').wait_for()
        violations = AXE.run(page).response["violations"]
        if violations:
            found[kind] = [(one["id"], [str(node["target"]) for node in one["nodes"]][:5]) for one in violations]
    return found


@pytest.fixture(params=["real", "gallery"])
def site(request: pytest.FixtureRequest) -> Path:
    """The real publication's site, and the synthetic one's."""
    found: Path = request.getfixturevalue(f"{request.param}_site")
    return found


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("zh", PHONE, "light"), ("zh", DESK, "dark"), ("en", PHONE, "dark"), ("en", DESK, "light")],
)
def test_no_kind_of_page_has_a_barrier(
    browser: Browser, serve: Serve, site: Path, language: str, width: int, scheme: str
) -> None:
    addresses = one_of_each(site, language)
    if width == PHONE and "synthetic" in (site / "index.html").read_text(encoding="utf-8"):
        addresses = {kind: addresses[kind] for kind in HARD if kind in addresses}
    with watched(
        browser, Observed(), viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        assert barriers(context, serve(site, kept=True).url, addresses) == {}


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_large_text_and_high_contrast_have_no_barrier(
    browser: Browser, serve: Serve, real_site: Path, language: str, theme: str
) -> None:
    addresses = {kind: address for kind, address in one_of_each(real_site, language).items() if kind in HARD}
    choice = json.dumps({"theme": theme, "text": "large", "contrast": "high"})
    with watched(browser, Observed(), viewport={"width": PHONE, "height": 844}, reduced_motion="reduce") as context:
        context.add_init_script(f"localStorage.setItem('display', {json.dumps(choice)})")
        assert barriers(context, serve(real_site, kept=True).url, addresses) == {}


@pytest.fixture
def url(serve: Serve, real_site: Path) -> Iterator[str]:
    """The address of the real site."""
    yield serve(real_site).url


def focused(page: Page) -> str:
    """The words of what has the focus, or its address where it has none."""
    return str(page.evaluate("(document.activeElement.innerText || document.activeElement.id || '').trim()"))


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Page, url: str) -> None:
    page.goto(f"{url}/sites/taer-monastery/")
    page.keyboard.press("Tab")
    skip = page.locator(".p-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("address", ["", "projects/", "map/"])
def test_the_keyboard_comes_to_everything_and_out_again(page: Page, url: str, address: str) -> None:
    page.goto(f"{url}/{address}")
    page.locator(".p-footer a").last.wait_for()
    stops = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary, iframe")]
            .filter((one) => one.tagName !== "IFRAME" && one.checkVisibility({visibilityProperty: true})).length"""
    )
    for stop in range(stops + 60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === [...document.querySelectorAll('.p-footer a')].pop()"):
            break
        shown = page.evaluate(
            """() => { const one = document.activeElement;
                if (one.tagName === "IFRAME" || one === document.body) return true;
                const box = one.getBoundingClientRect(), style = getComputedStyle(one);
                return box.width > 0 && box.height > 0 && (style.outlineStyle !== "none" || style.boxShadow !== "none");
            }"""
        )
        assert shown, f"stop {stop}: {focused(page)}"
    else:
        pytest.fail("the keyboard never came to the end of the page")


@pytest.mark.parametrize("name", ["p-menu", "p-display"])
def test_menu_and_display_options_open_and_close_by_keyboard(browser: Browser, url: str, name: str) -> None:
    with watched(browser, Observed(), viewport={"width": PHONE, "height": 844}) as context:
        page = context.new_page()
        page.goto(url)
        summary, panel = page.locator(f".{name} > summary"), page.locator(f".{name}-panel")
        summary.focus()
        page.keyboard.press("Enter")
        expect(panel).to_be_visible()
        page.keyboard.press("Tab")
        assert page.evaluate(f"document.activeElement.closest('.{name}-panel') !== null")
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(summary).to_be_focused()


def test_a_list_is_filtered_and_sorted_by_keyboard(page: Page, url: str) -> None:
    page.goto(f"{url}/places/")
    page.locator(".x-search input").focus()
    page.keyboard.type("大通")
    expect(page.locator(".x-status")).to_contain_text("符合条件")
    page.keyboard.press("Tab")
    expect(page.locator(".x-order select")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    clear = page.locator(".x-line > .x-link").first
    clear.focus()
    page.keyboard.press("Space")
    expect(page.locator(".x-search input")).to_be_focused()


def test_a_point_of_the_map_is_opened_and_left_by_keyboard(page: Page, url: str) -> None:
    page.goto(f"{url}/map/")
    frame = page.frame_locator("iframe[data-map]")
    frame.locator('.m-frame[data-state="ready"]').wait_for()
    point = frame.locator(".m-point[role=button], .m-point").first
    point.focus()
    page.keyboard.press("Enter")
    expect(frame.locator(".leaflet-popup-content a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(frame.locator(".leaflet-popup-content")).to_have_count(0)


def test_each_page_names_its_language_and_has_one_main_heading(page: Page, serve: Serve, real_site: Path) -> None:
    served = serve(real_site, kept=True)
    for language in LANGUAGES:
        for kind, address in one_of_each(real_site, language).items():
            page.goto(f"{served.url}/{address}")
            assert str(page.evaluate("document.documentElement.lang")).startswith(language), kind
            assert page.locator("h1").count() == 1, kind
            expect(page.locator("main")).to_have_count(1)
