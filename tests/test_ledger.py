"""The ledger against an oracle that knows nothing of it: SQLite adds whole fen, fractions keep the true amounts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.catalogue import Catalogue
from generator.ledger import Basis, Dimension, Group, Kind, Ledger, Line, Stage, total, totals
from generator.loader import Entry
from generator.publication import Publication
from generator.reading import read_document
from generator.records import BY_NAME
from tests.publications import PUBLICATION

WRITINGS = (("元", 1, 2), ("元", 100, 0), ("万元", 10_000, 2), ("万元", 1_000_000, 0), ("亿元", 10**9, 1))
"""Unit, its step in fen, and its decimals."""
PLACES = {
    "990100": None,
    "990101": "990100",
    "990102": "990100",
    "990101001": "990101",
    "990101002": "990101",
    "990102001": "990102",
    "980100": None,
}
BASES = [str(basis) for basis in Basis]
CATEGORIES = ("roads", "water", None)
OFFICES = {"office-one": "city", "office-two": "county", "office-three": None}


@dataclass
class Written:
    """An amount as the oracle knows it: what it truly is, and what its writing says, in fen."""

    true: Fraction
    fen: int
    text: str


@dataclass
class Books:
    """Random records, and beside them what an accountant would note of each line."""

    entries: list[Entry] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    written: int = 0
    """Amounts of every sort that the records have."""

    @property
    def catalogue(self) -> Catalogue:
        document, _ = read_document(PUBLICATION.encode(), "publication.yml")
        assert document is not None
        return Catalogue(Publication.model_validate(document.data), {}, self.entries)

    def add(self, kind: str, id_: str, data: dict[str, Any]) -> None:
        record = BY_NAME[kind].model.model_validate({"title": "甲", "sources": [], **data})
        self.entries.append(Entry(BY_NAME[kind], id_, f"data/{id_}.yml", record, b""))


def amount(rng: Random) -> Written:
    """A true amount, to the fen, and a writing that rounds it."""
    unit, step, decimals = rng.choice(WRITINGS)
    true = Fraction(rng.randint(1, 10 ** rng.randint(3, 13)))
    steps = round(true / step)
    digits = f"{steps:0{decimals + 1}d}"
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return Written(true, steps * step, text + unit)


def some(rng: Random, options: Any, most: int) -> list[Any]:
    return rng.sample(list(options), rng.randint(0, min(most, len(options))))


def books(seed: int) -> Books:
    rng, made = Random(seed), Books()
    for code, parent in PLACES.items():
        level = "town" if len(code) == 9 else "county"
        data = {"name": code, "code": code, "level": level} | ({"parent": parent} if parent else {})
        record = BY_NAME["place"].model.model_validate({**data, "sources": []})
        made.entries.append(Entry(BY_NAME["place"], code, f"data/places/{code}.yml", record, b""))
    for id_, of_level in OFFICES.items():
        data = {"name": id_, "type": "department"} | ({"level": of_level} if of_level else {})
        record = BY_NAME["organisation"].model.model_validate({**data, "sources": []})
        made.entries.append(Entry(BY_NAME["organisation"], id_, f"data/organisations/{id_}.yml", record, b""))
    projects = {f"p{n:02}": (rng.choice(CATEGORIES), some(rng, PLACES, 3)) for n in range(rng.randint(0, 6))}
    funds = [f"f{n:02}" for n in range(rng.randint(0, 4))]
    for id_, (category, places) in projects.items():
        _project(rng, made, id_, category, places, funds)
    for id_ in funds:
        _fund(rng, made, id_, projects)
    return made


def _line(rng: Random, made: Books, stage: str, **known: Any) -> dict[str, Any]:
    """An amount for a record; what the oracle notes of it besides."""
    drawn, basis = amount(rng), rng.choice(BASES)
    made.written += 1
    noted = {"fund": "", "level": "", "organisation": "", "category": "", "year": "", "places": [], "project": ""}
    made.lines.append({**noted, **known, "stage": stage, "basis": basis, "fen": drawn.fen, "true": drawn.true})
    return {"value": drawn.text, "basis": basis}


def _dated(rng: Random, line: dict[str, Any], noted: dict[str, Any], fallback: str = "") -> dict[str, Any]:
    year = rng.choice(("", "2020", "2021-05", "2022-03-08"))
    noted["year"] = year[:4] or fallback
    return line | ({"date": year} if year else {})


def _project(rng: Random, made: Books, id_: str, category: str | None, places: list[str], funds: list[str]) -> None:
    shared = {"category": category or "", "places": places, "project": id_}
    data: dict[str, Any] = {"places": places} | ({"category": category} if category else {})
    data["budget"] = [_line(rng, made, "budgets", **shared) for _ in range(rng.randint(0, 2))]
    data["funding"] = []
    for _ in range(rng.randint(0, 3)):
        office = rng.choice([*OFFICES, None])
        line = _line(
            rng, made, "given", **shared, organisation=office or "", level=OFFICES.get(office or "") or ""
        )
        data["funding"].append(_dated(rng, line, made.lines[-1]) | ({"funder": office} if office else {}))
    for name, stage in (("payments", "paid"), ("returns", "returned")):
        data[name] = []
        for _ in range(rng.randint(0, 2)):
            line = _line(rng, made, stage, **shared)
            minus = "-" if stage == "returned" and rng.random() < 0.5 else ""
            data[name].append(line | {"value": minus + line["value"]} | ({"fund": rng.choice(funds)} if funds else {}))
    made.add("project", id_, data)


def _fund(rng: Random, made: Books, id_: str, projects: dict[str, tuple[str | None, list[str]]]) -> None:
    office, level = rng.choice([*OFFICES, None]), rng.choice(("city", "county", None))
    period, as_key = rng.choice((("", ""), ("2019", "2019"), ("2018/2020", "2018/2020"), ("2018/", "2018/")))
    data: dict[str, Any] = {"total": [_line(rng, made, "funds") for _ in range(rng.randint(0, 2))]}
    data |= {"funder": office} if office else {}
    data |= {"level": level} if level else {}
    data |= {"period": period} if period else {}
    # A part of the total may come from somebody else, and its lines with it.
    parts = {
        f"part-{number}": (rng.choice([*OFFICES, None]), rng.choice(("national", None)))
        for number in range(rng.randint(0, 2))
    }
    data["components"] = [
        _line(rng, made, "components")
        | {"id": part, "title": part}
        | {name: value for name, value in (("funder", of), ("level", at)) if value}
        for part, (of, at) in parts.items()
    ]
    data["allocations"] = []
    for _ in range(rng.randint(0, 6)):
        project = rng.choice([*projects, None])
        place = rng.choice([*PLACES, None, None])
        category, places = projects[project] if project else (None, [])
        part = rng.choice([*parts, None])
        of, at = parts[part] if part else (None, None)
        line = _line(
            rng, made, "given",
            fund=id_, level=at or level or "", organisation=of or office or "", category=category or "",
            project=project or "", places=[place] if place else places,
        )  # fmt: skip
        line = _dated(rng, line, made.lines[-1], as_key)
        named = {"project": project, "place": place, "component": part}
        data["allocations"].append(line | {name: value for name, value in named.items() if value})
    made.add("fund", id_, data)


def oracle(made: Books) -> sqlite3.Connection:
    """The accountant's notes as tables; ``within`` says of each place which places it lies in, itself among them."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "create table line (id, stage, basis, fen integer, fund, level, organisation, category, year, project)"
    )
    base.execute("create table at (line, place)")
    base.execute("create table within (place, above)")
    columns = ("stage", "basis", "fen", "fund", "level", "organisation", "category", "year", "project")
    for number, line in enumerate(made.lines):
        base.execute("insert into line values (?,?,?,?,?,?,?,?,?,?)", (number, *(line[name] for name in columns)))
        base.executemany("insert into at values (?, ?)", [(number, place) for place in line["places"]])
    for place in PLACES:
        above: str | None = place
        while above:
            base.execute("insert into within values (?, ?)", (place, above))
            above = PLACES[above]
    return base


def sums_of(groups: tuple[Group, ...]) -> dict[tuple[str, str], tuple[int, int]]:
    """Group and basis → fen and number of lines."""
    return {(g.key, str(basis)): (sum_.fen, sum_.count) for g in groups for basis, sum_ in g.sums.items()}


def asked(base: sqlite3.Connection, query: str) -> dict[tuple[str, str], tuple[int, int]]:
    return {(key, basis): (fen, count) for key, basis, fen, count in base.execute(query)}


SEEDS = st.integers(min_value=0, max_value=2**32)
OFTEN = settings(max_examples=50, deadline=None)


@OFTEN
@given(SEEDS)
@pytest.mark.parametrize("dimension", [one for one in Dimension if one is not Dimension.PLACE])
def test_sums_by_anything_agree_with_sqlite_to_the_fen(dimension: Dimension, seed: int) -> None:
    made = books(seed)
    query = f"select {dimension}, basis, sum(fen), count(*) from line where stage = 'given' group by 1, 2"
    assert sums_of(Ledger(made.catalogue).by(dimension)) == asked(oracle(made), query)


@OFTEN
@given(SEEDS)
def test_sums_by_place_count_a_line_once_in_every_place_that_it_lies_in(seed: int) -> None:
    made = books(seed)
    base = oracle(made)
    ledger = Ledger(made.catalogue)
    groups = ledger.by(Dimension.PLACE)
    chosen = "select distinct above, basis, fen, id from line join at on at.line = id join within using (place)"
    expected = asked(
        base,
        f"select above, basis, sum(fen), count(*) from ({chosen} where stage = 'given') group by 1, 2"
        " union select '', basis, sum(fen), count(*) from line"
        " where stage = 'given' and id not in (select line from at) group by 2",
    )
    assert sums_of(groups) == expected
    for group in groups:
        if group.entry:
            assert group.lines == ledger.within(group.entry)
            # What is marked as shared is just what is for a place outside.
            below = made.catalogue.places_within(group.key)
            crossing = [line for line in group.lines if not below.issuperset(line.places)]
            assert group.shared == totals(crossing)


@OFTEN
@given(SEEDS)
def test_sums_of_every_stage_agree_with_sqlite_and_contain_the_truth(seed: int) -> None:
    made = books(seed)
    base, ledger = oracle(made), Ledger(made.catalogue)
    for stage in Stage:
        query = f"select stage, basis, sum(fen), count(*) from line where stage = '{stage}' group by 2"
        found = totals(ledger.at(stage))
        assert {(str(stage), str(b)): (s.fen, s.count) for b, s in found.items()} == asked(base, query)
        for basis, sum_ in found.items():
            of_sum = [line for line in made.lines if (line["stage"], line["basis"]) == (stage, basis)]
            assert sum((line["true"] for line in of_sum), Fraction(0)) in sum_.interval
            assert sum_.fen in sum_.interval


@OFTEN
@given(SEEDS)
def test_nothing_is_counted_twice_and_nothing_is_lost(seed: int) -> None:
    made = books(seed)
    ledger = Ledger(made.catalogue)
    assert len(ledger.lines) == made.written
    assert len({(line.entry.file, line.path) for line in ledger.lines}) == made.written
    by_stage = [line for stage in Stage for line in ledger.at(stage)]
    assert sorted(map(id, by_stage)) == sorted(map(id, ledger.lines))
    given_ = ledger.at(Stage.GIVEN)
    for dimension in Dimension:
        groups = ledger.by(dimension)
        for group in groups:
            assert len(set(map(id, group.lines))) == len(group.lines)
            assert sum(sum_.count for sum_ in group.sums.values()) == len(group.lines)
        if dimension is not Dimension.PLACE:
            assert sorted(id(line) for group in groups for line in group.lines) == sorted(map(id, given_))


@OFTEN
@given(SEEDS)
def test_a_funds_lines_are_its_projects_lines(seed: int) -> None:
    made = books(seed)
    ledger = Ledger(made.catalogue)
    from_funds: list[Line] = []
    for fund in made.catalogue.of_kind("fund"):
        given_by = ledger.given_by(fund)
        assert list(given_by) == [line for line in ledger.of(fund) if line.kind is Kind.ALLOCATION]
        from_funds += [line for line in given_by if line.project]
    at_projects = [line for project in made.catalogue.of_kind("project") for line in ledger.given_to(project)]
    assert {id(line) for line in from_funds} == {id(line) for line in at_projects if line.kind is Kind.ALLOCATION}
    moved = [line for line in ledger.lines if line.fund and line.entry.kind.name == "project"]
    back = [
        line for fund in made.catalogue.of_kind("fund") for line in (*ledger.paid_from(fund), *ledger.returned_to(fund))
    ]
    assert {id(line) for line in moved} == {id(line) for line in back} and len(moved) == len(back)


@OFTEN
@given(SEEDS)
def test_lines_found_for_one_record_are_those_among_all(seed: int) -> None:
    catalogue = books(seed).catalogue
    alone, all_ = Ledger(catalogue), Ledger(catalogue)
    for entry in catalogue.everything:
        own = [line.said for line in all_.everything if line.entry is entry]
        assert [line.said for line in alone.written_in(entry)] == own
    for project in catalogue.of_kind("project"):
        given_ = [line for line in all_.at(Stage.GIVEN) if line.project is project]
        assert [line.said for line in alone.given_to(project)] == [line.said for line in given_]
    made = {id(line) for entry in catalogue.everything for line in alone.written_in(entry)}
    assert made == {id(line) for line in alone.everything}  # each once, however it is found


def test_amounts_of_different_bases_are_never_in_one_sum() -> None:
    lines = [line for seed in range(40) for line in Ledger(books(seed).catalogue).at(Stage.GIVEN)]
    for basis, sum_ in totals(lines).items():
        assert sum_ == total(lines, basis)
        assert sum_.fen == sum(line.fen for line in lines if line.basis is basis)
    assert set(totals(lines)) == set(Basis)


def test_a_line_in_another_currency_or_without_a_figure_is_in_no_sum() -> None:
    made = Books()
    made.add("project", "road", {"budget": ["300万美元", "not-stated", "300 万元", "CNY 20,000"]})
    ledger = Ledger(made.catalogue)
    assert [line.fen for line in ledger.lines] == [300_000_000, 2_000_000]
    assert len(ledger.everything) == 4


def test_drafts_are_in_the_ledger_of_the_checks_only() -> None:
    made = Books()
    made.add("project", "road", {"budget": ["300 万元"], "draft": "true"})
    assert Ledger(made.catalogue).lines == ()
    assert len(Ledger(made.catalogue, drafts=True).lines) == 1
