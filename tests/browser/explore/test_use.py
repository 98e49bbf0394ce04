"""A list that is explored, as it is used: by address, keyboard and thumb, without a barrier and without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Observed, Served
from tests.browser.explore.lists import READY, count, opened, sums

KILOBYTE = 1024
BUDGET = 400 * KILOBYTE
"""What may be moved until a list can be used."""


def test_a_selection_is_in_the_address_and_the_address_gives_the_same_selection(page: Page, site: Served) -> None:
    opened(page, site)
    page.locator('[data-key="category"] input').nth(1).check()
    page.locator('[data-key="status"] input').nth(2).check()
    page.get_by_label("找字").fill("合成")
    page.get_by_label("排序").select_option("-budget")
    expect(page).to_have_url(re.compile(r"\?q=.+&sort=-budget&.*status="))
    page.locator(READY).wait_for()
    before = (count(page), sums(page), page.locator(".p-list tbody th").all_inner_texts())
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(READY).wait_for()
    assert (count(other), sums(other), other.locator(".p-list tbody th").all_inner_texts()) == before
    assert other.get_by_label("找字").input_value() == "合成"
    english = other.locator(".p-languages a").first.evaluate("link => link.href")
    other.goto(english)
    other.locator(READY).wait_for()
    assert "/en/projects/" in other.url
    assert sums(other) == before[1]


def test_back_and_forward_lead_through_the_selections(page: Page, site: Served) -> None:
    opened(page, site)
    whole = count(page)
    box = page.locator('[data-key="category"] input').first
    box.check()
    one = count(page)
    page.locator('[data-key="form"] input').first.check()
    two = count(page)
    assert whole > one > two
    page.go_back()
    expect(page.locator(".x-chip")).to_have_count(1)
    assert count(page) == one
    page.go_back()
    expect(page.locator(".x-chip")).to_have_count(0)
    assert count(page) == whole
    expect(box).not_to_be_checked()
    page.go_forward()
    page.go_forward()
    expect(page.locator(".x-chip")).to_have_count(2)
    assert count(page) == two


def test_everything_can_be_done_by_keyboard(page: Page, site: Served) -> None:
    opened(page, site)
    whole = count(page)
    page.locator('[data-key="category"] input').first.focus()
    page.keyboard.press("Space")
    assert count(page) < whole
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-key=category] input')")
    expect(page.locator(".x-status")).to_have_attribute("role", "status")
    chip = page.locator(".x-chip").first
    chip.focus()
    page.keyboard.press("Enter")
    assert count(page) == whole
    assert page.evaluate("document.activeElement.matches('.x-status')")  # not lost with the chip


def test_on_a_phone_the_choices_are_a_dialog_and_the_views_are_one_at_a_time(
    browser: Browser, site: Served, observed: Observed
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = opened(context.new_page(), site)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opener = page.locator(".x-open")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.locator('[data-key="status"] input').first.check()
    found = count(page)
    expect(dialog.get_by_role("button", name=f"看这 {found} 条")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.x-open')")
    expect(page.locator(".x-view-chart")).to_be_hidden()
    page.get_by_role("button", name="图表", exact=True).click()
    expect(page.locator(".x-view-chart svg")).to_be_visible()
    expect(page.locator(".p-list")).to_be_hidden()
    page.get_by_role("button", name="地图", exact=True).click()
    page.frame_locator(".x-frame").locator(".m-cluster, .m-point").first.wait_for()
    page.go_back()
    expect(page.locator(".x-view-chart svg")).to_be_visible()
    assert errors == []
    context.close()


def test_the_map_shows_what_is_selected_with_few_signs_and_names_what_is_opened(
    page: Page, site: Served, observed: Observed
) -> None:
    opened(page, site, "?category=infrastructure&show=map")
    frame = page.frame_locator(".x-frame")
    frame.locator(".m-cluster, .m-point").first.wait_for()
    assert 0 < frame.locator(".leaflet-marker-icon").count() < 500
    placed, missing = map(int, re.findall(r"(\d+) 条", page.locator(".x-view-map .x-note").inner_text()))
    assert placed + missing == count(page)
    for _ in range(8):
        sign = frame.locator(".m-cluster, .m-point").first
        sign.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(150)
        if frame.locator(".m-popup a").count():
            break
    link = frame.locator(".m-popup a").first
    expect(link).to_have_attribute("target", "_top")
    assert "/projects/syn-project-" in (link.get_attribute("href") or "")
    assert observed.errors == []


def test_nothing_moves_while_the_tools_are_written(page: Page, site: Served) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) "
        "window.moved += one.value; }).observe({ type: 'layout-shift', buffered: true })"
    )
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        opened(page, site)
        page.wait_for_timeout(200)
        assert page.evaluate("window.moved") < 0.01, width


def test_without_script_the_list_is_whole_and_no_empty_room_is_left(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{site.url}/projects/")
    expect(page.locator(".p-list tbody tr")).to_have_count(40)
    expect(page.locator(".x-side, .x-tools, .x-views").first).to_be_hidden()
    page.locator(".p-pages a").first.click()
    expect(page.locator(".p-list tbody tr").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("look", [{}, {"theme": "dark"}, {"text": "large", "contrast": "high"}])
def test_an_explored_list_has_no_barrier_and_no_sideways_scrolling(
    browser: Browser, site: Served, width: int, look: dict[str, str]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True)
    choice = json.dumps({"theme": "light", "text": "normal", "contrast": "normal"} | look)
    context.add_init_script(f"localStorage.setItem('display', {json.dumps(choice)})")
    page = opened(context.new_page(), site, "?status=completion&status=-&places=990102")
    if width == 390:
        page.locator(".x-open").click()
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.fixture
def moved(page: Page) -> Iterator[Callable[[], int]]:
    """How many bytes have come over the network so far."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    yield lambda: sum(sizes)


def test_little_is_moved_until_a_list_can_be_used(page: Page, site: Served, moved: Callable[[], int]) -> None:
    opened(page, site)
    assert moved() < BUDGET * 0.6  # with ten thousand records, columns and labels are some 100 KB more
