"""The columns behind a list that is explored are the records, number by number."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.ledger import Kind as LineKind
from generator.ledger import ledger_of
from generator.loader import Entry, load
from generator.records import BY_NAME, KINDS
from generator.render.listings import render
from generator.values.names import Reference
from generator.values.stated import Basis
from generator.writing.explore.columns import choices_of, columns, moneys, points
from generator.writing.explore.shards import folded, packed
from tests.synthetic import write_synthetic


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("explored")
    write_synthetic(folder, records=600, seed=5)
    loaded = load(folder)
    assert loaded.publication is not None
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries)


@pytest.fixture(scope="module")
def written(catalogue: Catalogue) -> dict[str, dict[str, bytes]]:
    """Language → path → bytes of everything that belongs to lists."""
    return {
        code: {one.path: one.content for one in render(catalogue, Language(code, catalogue.publication))}
        for code in ("zh", "en")
    }


def opened(content: bytes) -> Any:
    return json.loads(gzip.decompress(content))


def facets(catalogue: Catalogue, kind: str) -> dict[str, dict[str, Any]]:
    return {facet["key"]: facet for facet in columns(catalogue, BY_NAME[kind])["facets"]}


def chosen(facet: dict[str, Any]) -> Iterator[set[str]]:
    """The ids of the options of each record."""
    for codes in facet["codes"]:
        listed = codes if isinstance(codes, list) else [codes] * bool(codes)
        yield {facet["options"][code - 1] for code in listed}


def test_a_facet_holds_for_each_record_what_its_field_says(catalogue: Catalogue) -> None:
    found = facets(catalogue, "project")
    projects = catalogue.of_kind("project")
    said: dict[str, list[set[str]]] = {
        "category": [{entry.record.category.id} for entry in projects],
        "status": [
            {entry.record.status.value.id} if entry.record.status and entry.record.status.value else set()
            for entry in projects
        ],
        "places": [{place.id for place in entry.record.places} for entry in projects],
        "responsible": [
            {entry.record.responsible.id} if entry.record.responsible else set() for entry in projects
        ],
    }
    for key, expected in said.items():
        assert list(chosen(found[key])) == expected


def test_a_period_is_chosen_by_each_of_its_years_an_open_one_by_the_year_that_is_known(catalogue: Catalogue) -> None:
    found = list(chosen(facets(catalogue, "project")["actual"]))
    for entry, years in zip(catalogue.of_kind("project"), found, strict=True):
        period = entry.record.actual.value if entry.record.actual else None
        if period is None:
            assert years == set()
        else:
            last = (period.end or period.start).year
            assert years == {str(year) for year in range(period.start.year, last + 1)}


def test_places_come_with_all_that_they_lie_in_each_before_what_lies_in_it(catalogue: Catalogue) -> None:
    tree = facets(catalogue, "project")["places"]
    for number, (id_, above) in enumerate(zip(tree["options"], tree["above"], strict=True), 1):
        place = catalogue.find(Reference("place", id_))
        assert place is not None
        parent = place.record.parent
        assert (tree["options"][above - 1] if above else None) == (parent.id if parent else None)
        assert above < number


def test_funds_and_levels_of_a_project_are_those_of_the_lines_that_give_to_it(catalogue: Catalogue) -> None:
    found = facets(catalogue, "project")
    ledger = ledger_of(catalogue)
    for entry, funds, levels in zip(
        catalogue.of_kind("project"), chosen(found["fund"]), chosen(found["level"]), strict=True
    ):
        lines = ledger.given_to(entry)
        assert funds == {line.fund.id for line in lines if line.fund}
        assert levels == {line.level.id for line in lines if line.level}


def test_the_amounts_of_the_columns_are_the_lines_of_the_ledger(catalogue: Catalogue) -> None:
    money = moneys(catalogue, BY_NAME["project"])
    (sums,) = money["sums"]
    bases, at = list(Basis), 0
    for number, entry in enumerate(catalogue.of_kind("project")):
        lines = [line for line in ledger_of(catalogue).of(entry) if line.kind is LineKind.BUDGET]
        here = range(at, at + sums["each"][number])
        assert [(bases[sums["basis"][n]], int(sums["fen"][n]), sums["step"][n]) for n in here] == [
            (line.basis, line.fen, line.step) for line in lines
        ]
        at += len(here)
    assert at == len(sums["fen"])


def test_a_part_names_its_whole(catalogue: Catalogue) -> None:
    projects = catalogue.of_kind("project")
    whole = moneys(catalogue, BY_NAME["project"])["whole"]
    assert any(whole)
    for entry, above in zip(projects, whole, strict=True):
        named = entry.record.part_of.id if entry.record.part_of else None
        assert (projects[above - 1].id if above else None) == named


def test_a_record_without_a_point_is_drawn_at_its_places_and_says_so(catalogue: Catalogue) -> None:
    for kind in ("project", "site", "place"):
        for entry, steps in zip(catalogue.of_kind(kind), points(catalogue, BY_NAME[kind]), strict=True):
            own = catalogue.point_of(entry)
            if own is not None:
                assert steps == [int(own.lat * 10**5), int(own.lon * 10**5)]
            elif steps:
                assert steps[0] == 1 and len(steps) % 2 and len(steps) // 2 <= len(catalogue.places_of(entry))


def test_every_kind_with_more_records_than_can_be_seen_at_a_glance_is_explored(
    catalogue: Catalogue, written: dict[str, dict[str, bytes]]
) -> None:
    for kind in KINDS:
        if kind.name == "claim":
            continue
        page = written["zh"][addresses.markdown_file(addresses.listing(kind))].decode()
        explored = len(catalogue.of_kind(kind)) > 5
        assert ("data-explore" in page) == explored, kind.name
        assert (f"{kind.folder}/explore/columns.bin" in written["zh"]) == explored
        assert f"{kind.folder}/explore/columns.bin" not in written["en"]  # all languages share it
        assert (f"{kind.folder}/explore/labels.bin" in written["en"]) == explored


def test_each_option_has_a_name_in_each_language(
    catalogue: Catalogue, written: dict[str, dict[str, bytes]]
) -> None:
    for code, files in written.items():
        for kind in KINDS:
            path = f"{kind.folder}/explore/labels.bin"
            if path not in files:
                continue
            labels = opened(files[path])
            assert labels["language"] == code
            made = choices_of(catalogue, kind)
            assert len(labels["facets"]) == len(made)
            for facet, (choice, options, _) in zip(labels["facets"], made, strict=True):
                assert facet["label"]
                assert facet["names"] is None or len(facet["names"]) == len(options), choice.key


def test_rows_and_texts_stand_in_the_order_of_the_columns(
    catalogue: Catalogue, written: dict[str, dict[str, bytes]]
) -> None:
    projects = catalogue.of_kind("project")
    for code, files in written.items():
        rows = _all(files, "projects/explore/rows")
        texts = _all(files, "projects/explore/texts")
        assert len(rows) == len(texts) == len(projects)
        for entry, (first, *_), text in zip(projects, rows, texts, strict=True):
            assert first["href"] == f"{entry.id}/"
            assert folded(first["text"]) in text
            for other in _texts(entry, code):
                assert folded(other) in text


def _all(files: dict[str, bytes], stem: str) -> list[Any]:
    numbers = range(sum(path.startswith(f"{stem}-") for path in files))
    return [item for number in numbers for item in opened(files[f"{stem}-{number}.bin"])]


def _texts(entry: Entry, code: str) -> Iterator[str]:
    yield from (text for _, text in entry.record.heading)
    yield entry.id
    if entry.record.summary and entry.record.summary.has(code, code):
        yield entry.record.summary.pick(code, "zh")[0]


def test_the_pages_of_a_long_list_are_short_and_hold_each_record_once(
    catalogue: Catalogue, written: dict[str, dict[str, bytes]]
) -> None:
    lists = [path for path in written["zh"] if path.startswith("projects/") and path.endswith(".md")]
    pages = [written["zh"][path].decode() for path in lists]
    counts = [page.count('<tr><th scope="row">') for page in pages]
    assert len(counts) > 10 and set(counts[:-1]) == {40} and max(counts) == 40
    assert sum(counts) == len(catalogue.of_kind("project"))
    assert max(len(page.encode()) for page in pages) < 48_000


def test_the_same_data_is_packed_into_the_same_bytes() -> None:
    assert packed({"a": [1, "塔尔寺"]}) == packed({"a": [1, "塔尔寺"]})
    assert opened(packed([None, 2**60])) == [None, 2**60]
