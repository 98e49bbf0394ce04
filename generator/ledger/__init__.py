"""Every amount of money in the records as one line of a ledger, and exact sums over any choice of them.

Three rules keep a sum honest. Amounts of different bases are never added up: a sum is always of one basis. A total and
what it is made of are lines of different sorts, and only lines of one :class:`Stage` are ever added up. A line is
counted once in every sum: where it belongs to several places, its group says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from generator.catalogue import Catalogue, Key, key_of
from generator.ledger.groups import Dimension, Group, Places, Sum, group_by, total, totals
from generator.ledger.lines import STAGE_OF, Kind, Line, Lines, Stage, Years
from generator.loader import Entry
from generator.values.stated import Basis

__all__ = [
    "Basis", "Dimension", "Group", "Kind", "Ledger", "Line", "Stage", "Sum", "Years", "ledger_of", "total", "totals",
]  # fmt: skip


class Ledger:
    """The lines of the published records; for the checks, of drafts too."""

    def __init__(self, catalogue: Catalogue, *, drafts: bool = False) -> None:
        self.catalogue = catalogue
        self._drafts = drafts

    @cached_property
    def everything(self) -> tuple[Line, ...]:
        """All lines, those without a figure too: ``fen`` is zero there, and ``amount.value`` nothing."""
        return tuple(Lines(self.catalogue, drafts=self._drafts))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines with a figure in the publication's currency; other currencies cannot be added to them."""
        own = ("", self.catalogue.publication.currency)
        return tuple(line for line in self.everything if line.amount.value and line.amount.value.currency in own)

    def at(self, stage: Stage) -> tuple[Line, ...]:
        """The lines of one stage, which may be added up."""
        return self._by_stage.get(stage, ())

    def of(self, entry: Entry) -> tuple[Line, ...]:
        """The lines that are written in a record."""
        return self._by_entry.get(key_of(entry), ())

    def given_by(self, giver: Entry) -> tuple[Line, ...]:
        """What a fund allocates; of an organisation, what its funds and it itself give."""
        return self._given_by.get(key_of(giver), ())

    def given_to(self, project: Entry) -> tuple[Line, ...]:
        """Where a project's money comes from: allocations of funds, then its own funding lines."""
        return self._given_to.get(key_of(project), ())

    def paid_from(self, fund: Entry) -> tuple[Line, ...]:
        """Payments that name the fund."""
        return tuple(line for line in self._moved_to_fund(fund) if line.kind is Kind.PAYMENT)

    def returned_to(self, fund: Entry) -> tuple[Line, ...]:
        """What projects gave back to the fund."""
        return tuple(line for line in self._moved_to_fund(fund) if line.kind is Kind.RETURN)

    def received_by(self, organisation: Entry) -> tuple[Line, ...]:
        """What was paid to an organisation, or given back to it."""
        return self._received_by.get(key_of(organisation), ())

    def within(self, place: Entry, lines: Iterable[Line] | None = None) -> tuple[Line, ...]:
        """The lines for a place and all that lies below it, each once; of all that is given where none are named."""
        below = self.catalogue.places_within(place.id)
        if lines is not None:
            return tuple(line for line in lines if not below.isdisjoint(line.places))
        found = {number for id_ in below for number in self._given_at.get(id_, ())}
        given = self.at(Stage.GIVEN)
        return tuple(given[number] for number in sorted(found))

    def by(self, dimension: Dimension, lines: Iterable[Line] | None = None) -> tuple[Group, ...]:
        """The lines sorted into groups; of all that is given where none are named.

        Every line is in exactly one group, except by place: there it is in the group of every place that it is for
        and of all that those lie in, once in each.
        """
        chosen = self.at(Stage.GIVEN) if lines is None else tuple(lines)
        if dimension is Dimension.PLACE:
            return self._places.groups(chosen)
        return group_by(self.catalogue, chosen, dimension)

    # How they are found

    @cached_property
    def _places(self) -> Places:
        return Places(self.catalogue)

    @cached_property
    def _by_stage(self) -> Mapping[Stage, tuple[Line, ...]]:
        return _sorted_by(self.lines, lambda line: (STAGE_OF[line.kind],))

    @cached_property
    def _by_entry(self) -> Mapping[Key, tuple[Line, ...]]:
        return _sorted_by(self.lines, lambda line: (key_of(line.entry),))

    @cached_property
    def _given_by(self) -> Mapping[Key, tuple[Line, ...]]:
        return _sorted_by(self.at(Stage.GIVEN), lambda line: _keys(line.giver, line.organisation))

    @cached_property
    def _given_to(self) -> Mapping[Key, tuple[Line, ...]]:
        return _sorted_by(self.at(Stage.GIVEN), lambda line: _keys(line.project))

    @cached_property
    def _given_at(self) -> Mapping[str, list[int]]:
        """Place → the numbers of the lines that are for it."""
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self.at(Stage.GIVEN)):
            for place in line.places:
                found.setdefault(place, []).append(number)
        return found

    @cached_property
    def _received_by(self) -> Mapping[Key, tuple[Line, ...]]:
        moved = (line for line in self.lines if line.kind in (Kind.PAYMENT, Kind.RETURN))
        return _sorted_by(moved, lambda line: _keys(line.receiver))

    @cached_property
    def _moved(self) -> Mapping[Key, tuple[Line, ...]]:
        from_projects = (line for line in self.lines if line.entry.kind.name == "project" and line.fund)
        return _sorted_by(from_projects, lambda line: _keys(line.fund))

    def _moved_to_fund(self, fund: Entry) -> tuple[Line, ...]:
        return self._moved.get(key_of(fund), ())


@lru_cache(maxsize=4)
def ledger_of(catalogue: Catalogue, *, drafts: bool = False) -> Ledger:
    """The ledger of what is published, made once for all who ask; for the checks, of drafts too."""
    return Ledger(catalogue, drafts=drafts)


def _keys(*entries: Entry | None) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(key_of(entry) for entry in entries if entry))


def _sorted_by(lines: Iterable[Line], keys: Callable[[Line], Iterable[Any]]) -> dict[Any, tuple[Line, ...]]:
    found: dict[Any, list[Line]] = {}
    for line in lines:
        for key in keys(line):
            found.setdefault(key, []).append(line)
    return {key: tuple(of_key) for key, of_key in found.items()}
