"""Every amount of money in the records as one line of a ledger, and exact sums over any choice of them.

Three rules keep a sum honest. Amounts of different bases are never added up: a sum is always of one basis. A total and
what it is made of are lines of different sorts, and only lines of one :class:`Stage` are ever added up. A line is
counted once in every sum: where it belongs to several places, its group says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

from generator.catalogue import Catalogue, Key, key_of
from generator.ledger.around import Around, around
from generator.ledger.groups import Dimension, Group, Lot, Places, Sum, group_by, lot_of, total, totals
from generator.ledger.lines import STAGE_OF, Kind, Line, Lines, Stage, Years
from generator.loader import Entry
from generator.tracing import GROUNDS, answers, apart, ask, derived
from generator.values.stated import Basis

__all__ = [
    "Around", "Basis", "Dimension", "Group", "Kind", "Ledger", "Line", "Lot", "Stage", "Sum", "Years", "around",
    "ledger_of", "lot_of", "total", "totals",
]  # fmt: skip


class Ledger:
    """The lines of the published records; for the checks, of drafts too."""

    def __init__(self, catalogue: Catalogue, *, drafts: bool = False) -> None:
        self.catalogue = catalogue
        self._drafts = drafts
        self._within: dict[str, Lot] = {}
        self._made = Lines(catalogue, drafts=drafts)
        self._written: dict[Key, tuple[Line, ...]] = {}

    @derived
    def everything(self) -> tuple[Line, ...]:
        """All lines, those without a figure too: ``fen`` is zero there, and ``amount.value`` nothing."""
        return tuple(chain.from_iterable(map(self._written_in, self._made.entries)))

    @derived
    def lines(self) -> tuple[Line, ...]:
        """The lines with a figure in the publication's currency; other currencies cannot be added to them."""
        return self._with_figure(self.everything)

    def at(self, stage: Stage) -> tuple[Line, ...]:
        """The lines of one stage, which may be added up."""
        ask("ledger-at", stage)
        return self._by_stage.get(stage, ())

    def of(self, entry: Entry) -> tuple[Line, ...]:
        """The lines that are written in a record."""
        return self._with_figure(self.written_in(entry))

    def written_in(self, entry: Entry) -> tuple[Line, ...]:
        """The same with those that have no figure."""
        ask("ledger-of", *key_of(entry))
        return self._written_in(entry) if self._drafts or not entry.is_draft else ()

    def given_by(self, giver: Entry) -> tuple[Line, ...]:
        """What a fund allocates; of an organisation, what its funds and it itself give."""
        ask("ledger-given-by", *key_of(giver))
        return self._given_by.get(key_of(giver), ())

    def given_to(self, project: Entry, *, without_figure: bool = False) -> tuple[Line, ...]:
        """Where a project's money comes from: allocations of funds, then its own funding lines."""
        ask("ledger-given-to", *key_of(project))
        with apart():  # found by the funds that name it: for one project not all lines need be made
            funds = self.catalogue.all_naming("project", project.id, "allocations")
            lines = chain.from_iterable(self.written_in(entry) for entry in (*funds, project))
            own = (line for line in lines if STAGE_OF[line.kind] is Stage.GIVEN)
            given = [line for line in own if line.project and key_of(line.project) == key_of(project)]
        return tuple(given) if without_figure else self._with_figure(given)

    def paid_from(self, fund: Entry) -> tuple[Line, ...]:
        """Payments that name the fund."""
        return tuple(line for line in self._moved_to_fund(fund) if line.kind is Kind.PAYMENT)

    def returned_to(self, fund: Entry) -> tuple[Line, ...]:
        """What projects gave back to the fund."""
        return tuple(line for line in self._moved_to_fund(fund) if line.kind is Kind.RETURN)

    def received_by(self, organisation: Entry) -> tuple[Line, ...]:
        """What was paid to an organisation, or given back to it."""
        ask("ledger-received-by", *key_of(organisation))
        return self._received_by.get(key_of(organisation), ())

    def within(self, place: Entry, lines: Iterable[Line] | None = None) -> Lot:
        """The lines for a place and all that lies below it, each once; of all that is given where none are named."""
        below = self.catalogue.places_within(place.id)
        if lines is not None:
            return Lot(line for line in lines if not below.isdisjoint(line.places))
        ask("ledger-within", *key_of(place))
        if place.id not in self._within:
            found = {number for id_ in below for number in self._given_at.get(id_, ())}
            given = self.at(Stage.GIVEN)
            self._within[place.id] = Lot(given[number] for number in sorted(found))
        return self._within[place.id]

    def by(self, dimension: Dimension, lines: Iterable[Line] | None = None) -> tuple[Group, ...]:
        """The lines sorted into groups; of all that is given where none are named.

        Every line is in exactly one group, except by place: there it is in the group of every place that it is for
        and of all that those lie in, once in each.
        """
        chosen = self._given if lines is None else lot_of(lines)
        ask("places")
        if lines is None:
            ask("ledger-at", Stage.GIVEN)
        if dimension not in chosen.groups:
            is_place = dimension is Dimension.PLACE
            with apart():
                made = self._places.groups(chosen) if is_place else group_by(self.catalogue, chosen, dimension)
            chosen.groups[dimension] = made
        return chosen.groups[dimension]

    # How they are found

    @derived
    def _given(self) -> Lot:
        return Lot(self.at(Stage.GIVEN))

    @derived
    def _places(self) -> Places:
        return Places(self.catalogue)

    @derived
    def _by_stage(self) -> Mapping[Stage, tuple[Line, ...]]:
        return _sorted_by(self.lines, lambda line: (STAGE_OF[line.kind],))

    def _written_in(self, entry: Entry) -> tuple[Line, ...]:
        """The lines of a record; each is made once, however it is found."""
        key = key_of(entry)
        if key not in self._written:
            with apart():
                self._written[key] = tuple(self._made.of(entry))
        return self._written[key]

    def _with_figure(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        own = ("", self.catalogue.publication.currency)
        return tuple(line for line in lines if line.amount.value and line.amount.value.currency in own)

    @derived
    def _all_by_entry(self) -> Mapping[Key, tuple[Line, ...]]:
        return _sorted_by(self.everything, lambda line: (key_of(line.entry),))

    @derived
    def _given_by(self) -> Mapping[Key, tuple[Line, ...]]:
        return _sorted_by(self.at(Stage.GIVEN), lambda line: _keys(line.giver, line.organisation))

    @derived
    def _all_given_to(self) -> Mapping[Key, tuple[Line, ...]]:
        given = (line for line in self.everything if STAGE_OF[line.kind] is Stage.GIVEN)
        return _sorted_by(given, lambda line: _keys(line.project))

    @derived
    def _given_at(self) -> Mapping[str, list[int]]:
        """Place → the numbers of the lines that are for it."""
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self.at(Stage.GIVEN)):
            for place in line.places:
                found.setdefault(place, []).append(number)
        return found

    @derived
    def _received_by(self) -> Mapping[Key, tuple[Line, ...]]:
        moved = (line for line in self.lines if line.kind in (Kind.PAYMENT, Kind.RETURN))
        return _sorted_by(moved, lambda line: _keys(line.receiver))

    @derived
    def _moved(self) -> Mapping[Key, tuple[Line, ...]]:
        from_projects = (line for line in self.lines if line.entry.kind.name == "project" and line.fund)
        return _sorted_by(from_projects, lambda line: _keys(line.fund))

    def _moved_to_fund(self, fund: Entry) -> tuple[Line, ...]:
        ask("ledger-moved", *key_of(fund))
        return self._moved.get(key_of(fund), ())


@lru_cache(maxsize=4)
def ledger_of(catalogue: Catalogue, *, drafts: bool = False) -> Ledger:
    """The ledger of what is published, made once for all who ask; for the checks, of drafts too."""
    return Ledger(catalogue, drafts=drafts)


def _lines(lines: Iterable[Line]) -> list[object]:
    """Everything that lines say, in plain values."""
    return [line.said for line in lines]


@answers("ledger-at")
def _at(catalogue: Catalogue, stage: str) -> object:
    return _lines(ledger_of(catalogue).at(Stage(stage)))


@answers("ledger-within")
def _within(catalogue: Catalogue, kind: str, id_: str) -> object:
    place = catalogue.by_key.get((kind, id_))
    return _lines(ledger_of(catalogue).within(place)) if place else None


def _answer_of(key: Key, found: Mapping[Key, tuple[Line, ...]]) -> object:
    return _lines(found.get(key, ()))


answers("ledger-of")(lambda catalogue, *key: _answer_of(key, ledger_of(catalogue)._all_by_entry))
answers("ledger-given-by")(lambda catalogue, *key: _answer_of(key, ledger_of(catalogue)._given_by))
answers("ledger-given-to")(lambda catalogue, *key: _answer_of(key, ledger_of(catalogue)._all_given_to))
answers("ledger-received-by")(lambda catalogue, *key: _answer_of(key, ledger_of(catalogue)._received_by))
answers("ledger-moved")(lambda catalogue, *key: _answer_of(key, ledger_of(catalogue)._moved))


READ = ("fund", "organisation", "place", "project")
"""Kinds of the records that lines are made of."""


@answers("money")
def _money(catalogue: Catalogue) -> object:
    """All that a ledger is made of: of which records, as far as they do not differ in words alone."""
    return [(key, entry.core) for key, entry in catalogue.by_key.items() if key[0] in READ]


for _sort in ("at", "within", "of", "given-by", "given-to", "received-by", "moved"):
    GROUNDS[f"ledger-{_sort}"] = lambda _: ("money",)


def _keys(*entries: Entry | None) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(key_of(entry) for entry in entries if entry))


def _sorted_by(lines: Iterable[Line], keys: Callable[[Line], Iterable[Any]]) -> dict[Any, tuple[Line, ...]]:
    found: dict[Any, list[Line]] = {}
    for line in lines:
        for key in keys(line):
            found.setdefault(key, []).append(line)
    return {key: tuple(of_key) for key, of_key in found.items()}
