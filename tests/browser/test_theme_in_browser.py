"""The theme in a browser: lists that sort and filter, display settings that stay, no barriers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Observed, Serve, Served
from tests.browser.theme_site import STYLE_PAGE, built

LIST_PAGE = """---
kind: listing
---

# 项目

<div class="p-list-tools" data-facets="1"></div>
<table class="p-list" data-list data-records="records.json" data-total="250">
<thead><tr><th scope="col" data-key="title" data-sort="text">名称</th>
<th scope="col" data-key="place" data-facet>地点</th>
<th scope="col" class="p-num" data-key="amount" data-sort="number">金额</th></tr></thead>
<tbody>
<tr><th scope="row">第1号</th><td data-label="地点">甲县</td>
<td class="p-num" data-label="金额" data-value="1">1</td></tr>
<tr><th scope="row">第2号</th><td data-label="地点">乙县</td>
<td class="p-num" data-label="金额" data-value="2">2</td></tr>
</tbody>
</table>
<ul class="p-pages"><li><span aria-current="page">1</span></li><li><a href="2/">2</a></li></ul>
"""


def row(number: int) -> list[object]:
    """A row as records.json holds it: every tenth without an amount, the seventh with another name in wide letters."""
    amount: dict[str, object] = (
        {"text": str(number), "sort": number} if number % 10 else {"text": "未说明", "absent": True}
    )
    cells: list[object] = [{"text": f"第{number}号", "href": "x/"}, ("甲县", "乙县")[number % 2], amount]
    return [*cells, "別名 ＡＢＣ"] if number == 7 else cells


@pytest.fixture(scope="module")
def style_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("style"), STYLE_PAGE.read_text("utf-8"), synthetic=True)


@pytest.fixture(scope="module")
def list_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = built(tmp_path_factory.mktemp("list"), LIST_PAGE)
    (folder / "page" / "records.json").write_text(
        json.dumps({"rows": [row(number) for number in range(1, 251)]}), "utf-8"
    )
    return folder


@pytest.fixture
def style_site(style_folder: Path, serve: Serve) -> Iterator[Served]:
    yield serve(style_folder)


@pytest.fixture
def list_site(list_folder: Path, serve: Serve) -> Iterator[Served]:
    yield serve(list_folder)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "contrast"), [("normal", "normal"), ("large", "high")])
def test_the_style_page_has_no_barrier_and_no_sideways_scrolling(
    browser: Browser, style_site: Served, width: int, theme: str, text: str, contrast: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True)
    choice = json.dumps({"theme": theme, "text": text, "contrast": contrast})
    context.add_init_script(f"localStorage.setItem('display', {json.dumps(choice)})")
    page = context.new_page()
    page.goto(f"{style_site.url}/page/")
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_list_of_several_pages_fetches_its_rows_once_something_is_chosen(page: Page, list_site: Served) -> None:
    page.goto(f"{list_site.url}/page/")
    expect(page.get_by_role("status")).to_have_text("共 250 条")
    assert "/page/records.json" not in list_site.requests
    page.get_by_label("筛选").fill("第24")
    expect(page.get_by_role("status")).to_have_text("符合条件 11 条，共 250 条")
    expect(page.locator(".p-pages")).to_be_hidden()
    assert list_site.requests.count("/page/records.json") == 1


def test_a_filter_finds_other_names_whatever_their_width_and_case(page: Page, list_site: Served) -> None:
    page.goto(f"{list_site.url}/page/?q=abc")
    expect(page.locator(".p-list tbody th")).to_have_text(["第7号"])


def test_numbers_sort_by_value_with_the_largest_first_and_the_missing_last(page: Page, list_site: Served) -> None:
    page.goto(f"{list_site.url}/page/?place=甲县")
    page.get_by_role("button", name="金额").click()
    expect(page.locator("th[data-key=amount]")).to_have_attribute("aria-sort", "descending")
    expect(page.locator(".p-list tbody th").first).to_have_text("第248号")
    expect(page.locator(".p-list tbody th").last).to_have_text("第250号")
    page.get_by_role("button", name="金额").click()
    expect(page.locator(".p-list tbody th").first).to_have_text("第2号")
    expect(page.locator(".p-list tbody th").last).to_have_text("第250号")


def test_what_was_chosen_is_in_the_address_and_can_be_cleared(page: Page, list_site: Served) -> None:
    page.goto(f"{list_site.url}/page/?place=乙县&sort=-amount")
    expect(page.get_by_role("status")).to_have_text("符合条件 125 条，共 250 条")
    expect(page.locator(".p-list tbody th").first).to_have_text("第249号")
    page.get_by_role("button", name="清除条件").click()
    expect(page.locator(".p-list tbody th")).to_have_text(["第1号", "第2号"])
    expect(page.locator(".p-pages")).to_be_visible()
    assert page.url.endswith("/page/")


def test_at_most_two_hundred_rows_are_shown_until_more_are_asked_for(page: Page, list_site: Served) -> None:
    page.goto(f"{list_site.url}/page/?sort=title")
    expect(page.locator(".p-list tbody tr")).to_have_count(200)
    page.get_by_role("button", name="再显示 50 条").click()
    expect(page.locator(".p-list tbody tr")).to_have_count(250)


def test_display_settings_work_by_keyboard_and_stay(page: Page, style_site: Served, observed: Observed) -> None:
    page.goto(f"{style_site.url}/page/")
    page.locator(".p-display summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="大字").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".p-display")).not_to_have_attribute("open", "")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    assert observed.errors == []


def test_without_script_lists_are_whole_and_nothing_dead_is_offered(browser: Browser, list_site: Served) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{list_site.url}/page/")
    expect(page.locator(".p-list tbody tr")).to_have_count(2)
    expect(page.locator(".p-display")).to_be_hidden()
    expect(page.locator(".p-list-tools")).to_be_hidden()
    page.locator(".p-menu summary").click()
    expect(page.locator(".p-menu").get_by_role("link", name="项目")).to_be_visible()
    context.close()


def test_a_click_on_the_language_stays_on_the_page(page: Page, style_site: Served) -> None:
    page.goto(f"{style_site.url}/page/")
    switch = page.locator(".p-languages a")
    assert switch.evaluate("link => link.href") == f"{style_site.url}/en/page/"
    assert switch.get_attribute("hreflang") == switch.get_attribute("lang") == "en"
