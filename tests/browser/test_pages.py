"""The built site as its readers use it: languages, search, lists, the map, paper, phones, display settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests import websites
from tests.browser.conftest import Observed, Serve, Served, Visited, serving, watched
from tests.browser.sites import LANGUAGES, one_of_each
from tests.publications import PUBLICATION
from tests.synthetic import write_synthetic

PHONE = {"width": 390, "height": 844}
MANY = 700
"""Synthetic records: more projects than two pages of a list hold."""


@pytest.fixture(scope="module")
def real(real_site: Path) -> Iterator[Served]:
    """The real site, served."""
    with serving(real_site, kept=True) as served:
        yield served


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose list of projects has several pages."""
    root = tmp_path_factory.mktemp("long") / "publication"
    write_synthetic(root, records=MANY)
    return websites.built(root)


@pytest.fixture(scope="module")
def long(long_site: Path) -> Iterator[Served]:
    """That site, served."""
    with serving(long_site, kept=True) as served:
        yield served


def rows(page: Page) -> list[str]:
    """The first cell of every row that is shown."""
    return [text.strip() for text in page.locator(".p-list tbody th").all_inner_texts()]


# --- languages


@pytest.mark.parametrize("kind", ["home", "projects", "one of sites", "one of places", "map", "search", "fields"])
def test_the_language_switch_stays_on_the_page_and_leads_back(
    page: Page, real: Served, real_site: Path, kind: str
) -> None:
    here, there = (real.url + "/" + one_of_each(real_site, language)[kind] for language in ("zh", "en"))
    page.goto(here)
    page.locator(".p-languages a").click()
    page.wait_for_url(re.sub(r"/[^/]*/$", "/**", there) if kind.startswith("one") else there)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".p-languages a").click()
    page.wait_for_url(here)
    expect(page.locator("html")).to_have_attribute("lang", re.compile("^zh"))


def test_search_engines_are_told_of_both_languages_by_whole_addresses_where_one_is_known(
    tmp_path: Path, real_site: Path
) -> None:
    publication = PUBLICATION + "url: https://example.org/town/\n"
    site = websites.built(websites.write_small(tmp_path / "publication", publication=publication))
    page = (site / "en" / "projects" / "index.html").read_text(encoding="utf-8")
    told = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
    here, there = "https://example.org/town/en/projects/", "https://example.org/town/projects/"
    assert told == {"zh": there, "en": here, "x-default": there}
    assert f'<link rel="canonical" href="{here}">' in page
    assert '<link rel="alternate" hreflang' not in (real_site / "index.html").read_text(encoding="utf-8")


def test_a_text_without_translation_is_shown_in_the_other_language_and_says_which(
    page: Page, serve: Serve, gallery_site: Path
) -> None:
    page.goto(f"{serve(gallery_site).url}/en/projects/syn-chinese-only/")
    title = page.locator("h1 .p-foreign")
    expect(title).to_have_attribute("lang", re.compile("^zh"))
    assert title.evaluate("one => getComputedStyle(one, '::after').content").strip('"').startswith("zh")


# --- search


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("zh", "塔尔寺", "塔尔寺"),
        ("zh", "Kumbum", "塔尔寺"),
        ("zh", "大通", "大通回族土族自治县"),
        ("en", "kumbum", "Kumbum Monastery"),
        ("en", "塔尔寺", "Kumbum Monastery"),
        ("en", "datong", "Datong Hui and Tu Autonomous County"),
    ],
)
def test_a_search_from_any_page_finds_a_record_by_each_of_its_names(
    page: Page, real: Served, language: str, words: str, found: str
) -> None:
    page.goto(f"{real.url}/{LANGUAGES[language]}places/")
    box = page.locator(".p-header-search input")
    box.fill(words)
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".p-hits").get_by_role("link", name=found, exact=True).first).to_be_visible()


def test_a_search_finds_nothing_in_words(page: Page, real: Served) -> None:
    page.goto(f"{real.url}/search/?q=不存在的名字")
    expect(page.get_by_role("status")).to_contain_text("不存在的名字")
    expect(page.locator(".p-hits")).to_have_count(0)


# --- lists


def test_a_list_is_chosen_from_and_sorted_and_its_address_shows_the_same_again(page: Page, real: Served) -> None:
    explored = page.locator("[data-explore][data-state=ready]")
    page.goto(f"{real.url}/places/")
    explored.wait_for()
    everything = rows(page)
    page.locator('[data-key="level"] input').first.check()
    page.locator('[data-key="level"] input').nth(1).check()
    expect(page.locator(".x-chip")).to_have_count(2)
    chosen = rows(page)
    assert 1 < len(chosen) < len(everything)
    page.get_by_label("排序").select_option("-title")
    expect(page).to_have_url(re.compile("sort=-title.*level="))
    expect(page.locator("[data-explore] th[aria-sort=descending]")).to_have_count(1)
    sorted_rows = rows(page)
    assert sorted(sorted_rows) == sorted(chosen) and sorted_rows != chosen
    address = page.url
    page.goto(f"{real.url}/")
    page.goto(address)
    explored.wait_for()
    assert rows(page) == sorted_rows
    page.get_by_role("button", name="清除全部条件").click()
    expect(page).to_have_url(f"{real.url}/places/")
    assert rows(page) == everything


def test_amounts_are_sorted_by_value_and_the_unknown_stand_last(page: Page, long: Served) -> None:
    explored = page.locator("[data-explore][data-state=ready]")
    page.goto(f"{long.url}/projects/?sort=-budget")
    explored.wait_for()
    expect(page.locator(".p-list tbody tr")).to_have_count(50)
    assert page.locator(".p-list tbody tr:has(.p-number)").count() > 20
    page.goto(f"{long.url}/projects/?sort=budget")
    explored.wait_for()
    more = page.get_by_role("button", name=re.compile("^再看"))
    while more.is_visible():
        more.click()
    every = page.locator(".p-list tbody tr")
    known = every.evaluate_all("all => all.map(row => Boolean(row.querySelector('.p-number')))")
    assert known == sorted(known, reverse=True) and any(known) and not all(known)


def test_a_long_list_is_whole_in_pages_without_script(browser: Browser, long: Served) -> None:
    with watched(browser, Observed(), viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{long.url}/projects/")
        names: list[str] = []
        links: set[str] = set()
        for number in range(1, 20):
            expect(page.locator(".p-pages [aria-current]")).to_have_text(str(number))
            here = rows(page)
            assert len(here) <= 200
            names += here
            links |= {
                str(one) for one in page.locator(".p-list tbody th a").evaluate_all("all => all.map(a => a.href)")
            }
            following = page.locator(".p-pages a", has_text=re.compile(rf"^{number + 1}$"))
            if not following.count():
                break
            following.click()
        count = int(re.sub(r"\D", "", page.locator(".p-list caption small").inner_text()))
    assert number > 1 and len(names) == len(links) == count


def test_without_script_a_letter_of_many_names_is_read_page_by_page(browser: Browser, long: Served) -> None:
    with watched(browser, Observed(), viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{long.url}/en/search/a-z/s/")
        parts, further = page.locator(".p-pages li"), page.get_by_role("link", name="Next page")
        count = parts.count()
        for number in range(1, count):
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            further.click()
            expect(parts.nth(number).locator("[aria-current]")).to_be_visible()
        expect(further).to_have_count(0)
    assert count > 2


def test_no_page_of_names_is_heavy(long_site: Path) -> None:
    of_names = re.compile("(en/)?(search/a-z|sources/[^/]+/records)/")
    sizes = {path.relative_to(long_site).as_posix(): path.stat().st_size for path in long_site.rglob("*.html")}
    named = {path: size for path, size in sizes.items() if of_names.match(path)}
    assert len(named) > 10 and {path: size for path, size in named.items() if size > 60_000} == {}


@pytest.mark.parametrize("address", ["search/a-z/h/page-2/", "en/search/a-z/s/"])
def test_a_letter_of_many_names_has_no_barrier(page: Page, long: Served, address: str) -> None:
    page.goto(f"{long.url}/{address}", wait_until="networkidle")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("address", ["projects/", "en/projects/"])
def test_a_filter_on_a_long_list_is_over_all_rows_and_its_links_lead_somewhere(
    page: Page, long: Served, observed: Observed, address: str
) -> None:
    page.goto(f"{long.url}/{address}")
    before = rows(page)
    page.locator(".x-search input").fill("syn-project-00003 ")
    link = page.locator(".p-list tbody th a")
    expect(link).to_have_count(1)
    expect(page.locator(".p-pages")).to_be_hidden()
    link.click()
    page.wait_for_url("**/projects/syn-project-00003/")
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{long.url}/{address}")
    assert rows(page) == before and observed.errors == []


def test_the_rows_that_the_script_writes_look_like_those_of_the_page(page: Page, long: Served) -> None:
    read = """() => Object.fromEntries([...document.querySelectorAll(".p-list tbody tr")].map((row) => [
        row.querySelector("a").href,
        [...row.cells].map((cell) =>
            [cell.className, cell.dataset.label || "", cell.innerText.replace(/\\s+/g, " ").trim()])]))"""
    page.goto(f"{long.url}/projects/")
    written = page.evaluate(read)
    page.locator(".x-search input").fill("syn-project")
    expect(page.locator(".p-pages")).to_be_hidden()
    made = page.evaluate(read)
    both = written.keys() & made.keys()
    assert len(both) >= 40
    assert {href: made[href] for href in both} == {href: written[href] for href in both}


# --- the map


@pytest.mark.parametrize("base", LANGUAGES.values())
def test_an_address_of_the_map_opens_the_record_that_it_names(page: Page, real: Served, base: str) -> None:
    page.goto(f"{real.url}/{base}map/#site/taer-monastery")
    popup = page.frame_locator("iframe[data-map]").locator(".leaflet-popup-content")
    expect(popup).to_be_visible()
    popup.get_by_role("link").click()
    page.wait_for_url(f"{real.url}/{base}sites/taer-monastery/")


def test_everything_on_the_map_stands_in_the_table_beside_it(page: Page, real: Served) -> None:
    page.goto(f"{real.url}/map/")
    listed = set(page.locator(".p-ledger").first.locator("tbody th a").evaluate_all("all => all.map(a => a.href)"))
    points = page.evaluate(
        "fetch('../maps/overview.geojson').then(answer => answer.json())"
        ".then(all => all.features.map(one => one.properties.url))"
    )
    assert {f"{real.url}/{url}" for url in points} == listed and listed


def test_without_script_the_map_says_where_its_records_are_listed(browser: Browser, real: Served) -> None:
    with watched(browser, Observed(), viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{real.url}/map/")
        expect(page.frame_locator("iframe[data-map]").locator(".m-noscript")).to_be_visible()
        expect(page.locator(".p-ledger").first.locator("tbody tr").first).to_be_visible()


# --- paper, phones, display settings


def test_on_paper_there_is_the_record_and_nothing_to_press(page: Page, real: Served) -> None:
    page.goto(f"{real.url}/projects/datong-industry/")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".p-nav", ".p-tools", ".p-header-search", ".p-skip", ".p-pager"):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".p-notes")).to_be_visible()
    back, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]"
    )
    assert "255, 255, 255" in back or back == "rgba(0, 0, 0, 0)"
    assert sum(int(part) for part in re.findall(r"\d+", ink)[:3]) < 200


def test_no_page_is_wider_than_a_phone(visited: dict[str, Visited]) -> None:
    assert {address: page.overflow for address, page in visited.items() if page.overflow > 0} == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_the_gallery_is_wider_than_the_screen(
    browser: Browser, serve: Serve, gallery_site: Path, width: int
) -> None:
    url, wide = serve(gallery_site, kept=True).url, {}
    with watched(browser, Observed(), viewport={"width": width, "height": 844}) as context:
        page = context.new_page()
        for path in sorted(gallery_site.glob("**/syn-*/index.html")):
            address = path.parent.relative_to(gallery_site).as_posix() + "/"
            page.goto(f"{url}/{address}")
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if overflow > 0:
                wide[address] = overflow
    assert wide == {}


@pytest.mark.parametrize(("width", "text"), [(320, "large"), (768, "normal"), (768, "large"), (1024, "normal")])
def test_every_kind_of_page_fits_the_screens_between_phone_and_desk(
    browser: Browser, real: Served, real_site: Path, width: int, text: str
) -> None:
    wide = {}
    with watched(browser, Observed(), viewport={"width": width, "height": 844}) as context:
        context.add_init_script(f"localStorage.setItem('display', '{{\"text\": \"{text}\"}}')")
        page = context.new_page()
        for address in one_of_each(real_site, "en").values():
            page.goto(f"{real.url}/{address}")
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if overflow > 0:
                wide[address] = overflow
    assert wide == {}


def test_what_a_reader_chose_holds_on_every_page_and_in_the_map(page: Page, real: Served, observed: Observed) -> None:
    page.goto(real.url)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".p-display > summary").click()
    for name, value in (("theme", "dark"), ("text", "large"), ("contrast", "high")):
        page.locator(f"[data-display={name}][data-value={value}]").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    for address in ("projects/", "en/sites/taer-monastery/", "maps/overview.html", "404.html"):
        page.goto(f"{real.url}/{address}")
        for name, value in (("theme", "dark"), ("text", "large"), ("contrast", "high")):
            expect(page.locator("html")).to_have_attribute(f"data-{name}", value)
    assert [said for said in observed.errors if "404" not in said] == []


def test_dark_colours_come_by_themselves_where_the_reader_has_them(browser: Browser, real: Served) -> None:
    with watched(browser, Observed(), color_scheme="dark") as context:
        page = context.new_page()
        page.goto(real.url)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    with watched(browser, Observed(), color_scheme="dark", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(real.url)
        back = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert sum(int(part) for part in re.findall(r"\d+", back)[:3]) < 200
