"""Exact sums, a basis each, and lines sorted by what they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from generator.catalogue import Catalogue
from generator.ledger.lines import Line, Years
from generator.loader import Entry
from generator.values.interval import Interval
from generator.values.names import Reference, Term
from generator.values.stated import Basis


class Dimension(StrEnum):
    """What lines can be sorted by."""

    YEAR = "year"
    PLACE = "place"
    CATEGORY = "category"
    FUND = "fund"
    LEVEL = "level"
    ORGANISATION = "organisation"
    """Who gives the money."""


@dataclass(frozen=True)
class Sum:
    """So many amounts of one basis, added up."""

    basis: Basis
    fen: int
    interval: Interval
    count: int
    step: int
    """The coarsest precision among them, in fen: no more of the sum is known."""


@dataclass(frozen=True)
class Group:
    """The lines that belong together, and their sums: one for each basis."""

    key: str
    """For sorting and addresses; empty where the records do not say."""
    lines: tuple[Line, ...]
    sums: Mapping[Basis, Sum]
    entry: Entry | None = None
    term: Term | None = None
    years: Years | None = None
    depth: int = 0
    """Of a place: how many places it lies in."""
    shared: Mapping[Basis, Sum] = field(default_factory=dict)
    """The part of the sums that a group beside this one counts as well; sums above both count it once."""

    @property
    def counted(self) -> str:
        """How it was counted, as the last part of a word's key."""
        return "shared" if self.shared else "once"


def total(lines: Iterable[Line], basis: Basis) -> Sum:
    """The lines of one basis added up, exactly."""
    fen = count = step = 0
    intervals = []
    for line in lines:
        if line.basis is basis:
            fen += line.fen
            count += 1
            step = max(step, line.amount.value.step if line.amount.value else 0)
            intervals.append(line.interval)
    return Sum(basis, fen, Interval.total(intervals), count, max(step, 1))


def totals(lines: Iterable[Line]) -> Mapping[Basis, Sum]:
    """A sum for each basis that the lines have, in the order of :class:`Basis`; they are never added up together."""
    chosen: dict[Basis, list[Line]] = {}
    for line in lines:
        chosen.setdefault(line.basis, []).append(line)
    return {basis: total(chosen[basis], basis) for basis in Basis if basis in chosen}


class Places:
    """The tree of places, for counting each line once in every place that it is for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    # How they are sorted

    def _by_place(self, lines: tuple[Line, ...]) -> tuple[Group, ...]:
        """Places from the top down, each with what lies below it; last what is for no place."""
        chains = self._chains
        found: dict[str, list[Line]] = {}
        crossing: dict[str, list[Line]] = {}
        for line in lines:
            counted: dict[str, int] = {}
            for id_ in line.places:
                for above in chains.get(id_, (id_,)):
                    counted[above] = counted.get(above, 0) + 1
            for id_ in counted or ("",):
                found.setdefault(id_, []).append(line)
                # Shared with a place that is neither above nor below: some place it is for does not lie in this one.
                if counted and counted[id_] < len(line.places) and not self._lies_on_one_way(id_, line.places):
                    crossing.setdefault(id_, []).append(line)
        order = {place: number for number, place in enumerate(self._order_of_places)}
        groups = [
            Group(
                key=id_,
                lines=tuple(of_place),
                sums=totals(of_place),
                entry=self.catalogue.find(Reference("place", id_)) if id_ else None,
                depth=len(chains.get(id_, (id_,))) - 1,
                shared=totals(crossing.get(id_, ())),
            )
            for id_, of_place in found.items()
        ]
        return tuple(sorted(groups, key=lambda group: (not group.key, order.get(group.key, len(order)), group.key)))

    def _lies_on_one_way(self, id_: str, places: Iterable[str]) -> bool:
        """Whether each of the places lies in this one, or this one in it."""
        chain = self._chains.get(id_, (id_,))
        return all(id_ in self._chains.get(other, (other,)) or other in chain for other in places)

    @cached_property
    def _chains(self) -> Mapping[str, tuple[str, ...]]:
        """Place → itself and all that it lies in."""
        return {
            place.id: (place.id, *(above.id for above in reversed(self.catalogue.ancestors(place))))
            for place in self.catalogue.of_kind("place")
        }

    @cached_property
    def _order_of_places(self) -> tuple[str, ...]:
        """Every place, each followed by what lies in it."""
        children = self.catalogue.children
        tops = [p for p in self.catalogue.of_kind("place") if self.catalogue.find(p.record.parent) is None]
        found: list[str] = []
        waiting = sorted(tops, key=lambda place: place.record.code.digits, reverse=True)
        while waiting:
            place = waiting.pop()
            if place.id not in found:
                found.append(place.id)
                waiting += reversed(children.get(place.id, ()))
        return tuple(found)

    def _order(self, group: Group, dimension: Dimension) -> tuple[Any, ...]:
        if group.years:
            return (group.years[0] or 0, group.years[1] or 9999)
        if group.term:
            known = list(self.catalogue.vocabularies.get(group.term.vocabulary, {}))
            return (known.index(group.term.id) if group.term.id in known else len(known), group.term.id)
        return (group.key,)


def _key(line: Line, dimension: Dimension) -> str:
    match dimension:
        case Dimension.YEAR:
            return "" if line.years is None else "/".join(str(year or "") for year in dict.fromkeys(line.years))
        case Dimension.CATEGORY:
            return line.category.id if line.category else ""
        case Dimension.FUND:
            return line.fund.id if line.fund else ""
        case Dimension.LEVEL:
            return line.level.id if line.level else ""
        case Dimension.ORGANISATION:
            return line.organisation.id if line.organisation else ""
    raise ValueError(dimension)


def _group(key: str, lines: tuple[Line, ...], dimension: Dimension) -> Group:
    first = lines[0]
    entry = {Dimension.FUND: first.fund, Dimension.ORGANISATION: first.organisation}.get(dimension)
    term = {Dimension.CATEGORY: first.category, Dimension.LEVEL: first.level}.get(dimension)
    years = first.years if dimension is Dimension.YEAR else None
    return Group(key=key, lines=lines, sums=totals(lines), entry=entry, term=term, years=years)
