"""The search page in the browser: the same answers as the index's reader in Python, and everything by keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from generator.searching.building import FOLDER
from generator.searching.reader import Reader
from generator.searching.stemming import stem
from tests.browser.conftest import Observed, Serve, Served
from tests.browser.sites import LANGUAGES
from tests.searching.scanning import Scan
from tests.websites import searched_pages

HOSTILE = [
    ".*",
    "[a-z]+(",
    "\\d$^",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "a" * 10_000,
    "塔" * 3_000,
    "x\0y",
    "\0",
    "😀",
    "👨‍👩‍👧",
    "\u202etes\u202c",
    "שלום",
    '"',
    '""',
    "'",
    "__proto__",
    "constructor",
    "%00",
    "&amp;",
    "\ud83d",
    " ",
    "\t\n",
    "ﷺ",
]
ASK = """async ([base, queries]) => {
  const { SearchIndex } = await import(base + "assets/search-index.js");
  const index = new SearchIndex(new URL(base + "search/index/"));
  return Promise.all(queries.map(async (query) => [...await index.search(query)]));
}"""


@pytest.fixture
def served(serve: Serve, real_site: Path) -> Served:
    return serve(real_site)


def results(page: Page) -> list[str]:
    return page.locator(".p-hits a").all_inner_texts()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_browser_finds_what_is_there(
    page: Page, served: Served, real_root: Path, real_site: Path, language: str
) -> None:
    pages = searched_pages(real_root, language)
    scan = Scan(pages, language)
    queries = [
        *scan.pieces(Random(7), 40),
        *scan.frequent(10),
        *scan.false_joins(Random(8), 10),
        "taersi",
        "tes",
        "monasteries",
    ]
    folder = real_site / LANGUAGES[language] / FOLDER
    reader = Reader(lambda path: (folder / path).read_bytes())
    page.goto(f"{served.url}/{LANGUAGES[language]}search/")
    base = f"{served.url}/{LANGUAGES[language]}"
    found = [dict(map(tuple, one)) for one in page.evaluate(ASK, [base, queries + HOSTILE])]
    truth = [scan.search(query) for query in queries] + [reader.search(query) for query in HOSTILE]
    assert [query for query, one, other in zip(queries + HOSTILE, found, truth, strict=True) if one != other] == []


def test_stems_are_the_same_in_both_languages_of_the_program(page: Page, served: Served, real_root: Path) -> None:
    pages = searched_pages(real_root, "en")
    words = sorted({word for one in pages for text in one.text for word in re.findall("[a-z]{3,}", text.lower())})
    page.goto(f"{served.url}/en/search/")
    ask = "async ([base, words]) => words.map((await import(base + 'assets/search-stem.js')).stem)"
    assert page.evaluate(ask, [f"{served.url}/", words]) == [stem(word) for word in words]


def test_nothing_of_the_index_is_fetched_before_a_search(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/search/", wait_until="networkidle")
    assert not [path for path in served.requests if "/index/" in path]
    page.get_by_label("找什么").fill("塔尔寺")
    expect(page.locator(".p-hits a").first).to_have_text("塔尔寺")
    assert [path for path in served.requests if "/index/" in path]


def test_everything_is_within_reach_of_the_keyboard(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/search/")
    box = page.get_by_label("找什么")
    expect(box).to_be_focused()
    page.keyboard.type("塔尔寺")
    expect(page.get_by_role("status")).to_contain_text("找到")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".p-hits a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".p-hits a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(page.locator(".p-hits")).to_have_count(0)


def test_more_of_a_kind_comes_when_asked_for_and_has_the_focus(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/search/?q=西宁")
    button = page.get_by_role("button", name=re.compile("来源"))
    expect(button).to_be_visible()
    before = len(results(page))
    button.click()
    expect(page.locator(".p-hits a")).not_to_have_count(before)
    expect(page.locator(".p-hits a:focus")).to_have_count(1)


def test_the_query_is_in_the_address_and_in_history(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/search/?q=塔尔寺")
    expect(page.locator(".p-hits a").first).to_have_text("塔尔寺")
    box = page.get_by_label("找什么")
    box.fill("大通")
    box.press("Enter")
    expect(page.locator(".p-hits a").first).to_contain_text("大通")
    page.go_back()
    expect(box).to_have_value("塔尔寺")
    expect(page.locator(".p-hits a").first).to_have_text("塔尔寺")


def test_the_same_search_in_the_other_language_is_one_click_away(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/search/?q=taersi")
    page.get_by_role("link", name="English", exact=False).last.click()
    page.wait_for_url("**/en/search/?q=taersi")
    expect(page.locator(".p-hits a").first).to_have_text("Kumbum Monastery")


@pytest.mark.parametrize(
    ("address", "near"), [("search/?q=塔耳寺", "塔尔寺"), ("en/search/?q=monastry", "monastery")], ids=["zh", "en"]
)
def test_what_is_misspelt_is_answered_with_what_may_be_meant(
    page: Page, served: Served, address: str, near: str
) -> None:
    page.goto(f"{served.url}/{address}")
    page.locator(".p-found-none a", has_text=near).first.click()
    expect(page.locator(".p-hits a").first).to_contain_text(re.compile(near, re.IGNORECASE))


def test_a_match_is_marked_and_nothing_typed_becomes_markup(page: Page, served: Served, observed: Observed) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{served.url}/en/search/?q=monasteries")
    expect(page.locator(".p-hits mark").first).to_have_text(re.compile("monaster", re.IGNORECASE))
    box = page.get_by_label("What are you looking for?")
    for query in ("<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "(.*", "&lt;b&gt;"):
        box.fill(query)
        box.press("Enter")
        expect(page.get_by_role("status")).to_contain_text(query)
        assert page.locator("[data-finder] :is(img, script, b)").count() == 0
    assert observed.errors == []


def test_what_is_outdated_never_replaces_what_is_wanted(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/search/")
    box = page.get_by_label("找什么")
    for query in ("西", "西宁", "塔", "塔尔", "塔尔寺"):
        box.fill(query)
        page.wait_for_timeout(60)
    expect(page.locator(".p-hits a").first).to_have_text("塔尔寺")
    page.wait_for_timeout(400)
    assert results(page)[0] == "塔尔寺"


@pytest.mark.parametrize("address", ["search/?q=塔尔寺", "en/search/?q=zzzzzz", "search/a-z/", "en/search/a-z/k/"])
def test_the_search_and_its_letters_have_no_barrier(page: Page, served: Served, address: str) -> None:
    page.goto(f"{served.url}/{address}", wait_until="networkidle")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_a_script_everything_is_listed_and_found_by_its_letter(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/search/")
    assert page.locator(".p-list tbody tr").count() > 20
    expect(page.locator("[data-finder]")).to_be_hidden()
    page.locator(".p-finder-rest a").click()
    page.get_by_role("link", name=re.compile("^T")).click()
    expect(page.locator(".p-by-letter").get_by_role("link", name="塔尔寺", exact=True)).to_be_visible()
