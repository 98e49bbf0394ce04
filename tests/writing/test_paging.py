"""Tables and lists cut into pages: each row once and in order, no page too heavy, and every page to be reached."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from generator import addresses
from generator.basemaps import ground
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import load
from generator.render import designations, map_pages, money, visit
from generator.surroundings import Surroundings
from generator.writing.page import Page
from generator.writing.paging import MOST_WRITTEN, address_of, fill, numbered, numbers
from tests.publications import write_publication
from tests.synthetic import write_synthetic


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A publication with so many sites that a visitor chooses among places."""
    folder = tmp_path_factory.mktemp("many")
    write_synthetic(folder, records=1_500, seed=3)
    loaded = load(folder)
    assert loaded.publication is not None
    around = Surroundings(as_of=date(2026, 6, 30))
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around)


@pytest.fixture(scope="module")
def pages(many: Catalogue) -> dict[str, str]:
    """``en/visit/index.md`` → its text, of the pages that are cut."""
    made = {}
    for code in ("zh", "en"):
        language, drawn = Language(code, many.publication), ground(many.publication.map, {}, lang=code, shared_url="")
        for artifact in (
            *visit.render(many, language, drawn),
            *map_pages.render(many, language, drawn),
            *designations.render(many, language),
            *money.render(many, language),
        ):
            made[f"{code}/{artifact.path}"] = artifact.content.decode()
    return made


@pytest.fixture
def page(tmp_path: Path) -> Page:
    loaded = load(write_publication(tmp_path, {}))
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings())
    return Page(catalogue, Language("en", loaded.publication), "long/")


def test_a_table_is_cut_where_a_line_has_no_room_and_each_line_is_written_for_its_page(page: Page) -> None:
    def line(on: Page, row: int) -> list[object]:
        return [f"{row} {on.address}", "x" * 8_000]

    filled = fill(range(12), "long/", lambda address: Page(page.catalogue, page.language, address), line)
    assert [on.address for on, _ in filled] == ["long/", "long/page-2/", "long/page-3/"]
    written = [cells[0] for _, lines in filled for cells in lines]
    assert written == [f"{n} {filled[n // 5][0].address}" for n in range(12)]
    assert all(sum(len(str(cell)) for cells in lines for cell in cells) <= MOST_WRITTEN for _, lines in filled)


def test_a_line_heavier_than_a_page_has_one_of_its_own_and_no_lines_are_one_page(page: Page) -> None:
    def new_page(address: str) -> Page:
        return Page(page.catalogue, page.language, address)

    filled = fill([1, 50_000, 2], "long/", new_page, lambda _, size: ["x" * size])
    assert [len(lines) for _, lines in filled] == [1, 1, 1]
    assert [(on.address, lines) for on, lines in fill([], "long/", new_page, lambda _, row: [row])] == [("long/", [])]


def test_of_many_pages_the_near_ones_the_ends_and_round_numbers_have_links() -> None:
    assert numbers(15, 4) == list(range(1, 16))
    assert numbers(42, 7) == [1, 5, 6, 7, 8, 9, 10, 20, 30, 40, 42]
    for count in (16, 229, 3_000, 40_000):
        for number in (1, 2, count // 2, count):
            found = numbers(count, number)
            assert {1, number, count} <= set(found) and len(found) < 50 and found == sorted(set(found))


def test_a_gap_between_pages_is_seen_and_no_link(page: Page) -> None:
    shown = numbered(page, "long/", 42, 7)
    assert shown.count('<li aria-hidden="true">…</li>') == 5
    assert '<span aria-current="page">7</span>' in shown and len(re.findall("<a ", shown)) == 10
    assert numbered(page, "long/", 1, 1) == Markup()


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_visitor_finds_each_of_many_sites_once_in_the_district_where_it_lies(
    many: Catalogue, pages: dict[str, str], code: str
) -> None:
    sites = many.of_kind("site")
    overview = pages[f"{code}/visit/index.md"]
    assert "v-plan" not in overview and 'id="etiquette"' not in overview and "maps/visit.html" in overview
    listed: list[str] = []
    for place, found in visit.by_place(many, sites):
        assert place is not None and all(site in many.lying_in(place, "site") for site in found)
        address = addresses.visit_in(place)
        assert f'href="{place.id}/"' in overview
        texts = [text for path, text in pages.items() if re.fullmatch(rf"{code}/{address[:-1]}(/page-\d+)?\.md", path)]
        shown = re.findall(r'v-plan-name"><a href="[^"]*sites/([^/"]*)/"', "".join(texts))
        assert shown == [site.id for site in found]
        listed += shown
    assert sorted(listed) == sorted(site.id for site in sites)


def test_sites_that_name_no_place_are_by_themselves_and_last(many: Catalogue) -> None:
    sites = many.of_kind("site")
    lost = sites[0]
    last, without = visit.by_place(Without(many, lost.record.place.id), sites)[-1]  # type: ignore[arg-type]
    assert last is None and lost in without and addresses.visit_in(None) == "visit/nowhere/"


class Without:
    """A catalogue in which one place is not published."""

    def __init__(self, catalogue: Catalogue, place: str) -> None:
        self._catalogue, self._place = catalogue, place

    def find(self, reference: object) -> object:
        return None if getattr(reference, "id", "") == self._place else self._catalogue.find(reference)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._catalogue, name)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_cut_page_is_light_and_leads_to_the_others(pages: dict[str, str], code: str) -> None:
    cut = {path: text for path, text in pages.items() if path.startswith(code) and path.endswith(".md")}
    assert max(len(text.encode()) for text in cut.values()) < 48_000
    for path, text in cut.items():
        if number := re.search(r"/page-(\d+)\.md$", path):
            assert f'<span aria-current="page">{number[1]}</span>' in text, path


def test_a_place_with_many_sums_has_its_drawings_beside_them(pages: dict[str, str], many: Catalogue) -> None:
    for code in ("zh", "en"):
        texts = [text for path, text in pages.items() if path.startswith(f"{code}/places/990101/money")]
        for chart in ("chart-year", "chart-category"):
            assert sum(f'id="{chart}-name"' in text for text in texts) == 1
    assert address_of("places/990101/money/", 2) == "places/990101/money/page-2/"
