"""Exact sums, a basis each, and lines sorted by what they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain

from generator.catalogue import Catalogue
from generator.ledger.lines import Line, Years, rounded
from generator.loader import Entry
from generator.values.interval import Interval
from generator.values.names import Reference, Term
from generator.values.stated import Basis, Citation


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


class Lot(tuple[Line, ...]):
    """Lines that several pages or cells show together: added up, and asked for their sources, only once."""

    @cached_property
    def by_basis(self) -> Mapping[Basis, Lot]:
        """The lines of each basis that there are lines of, in the order of :class:`Basis`."""
        found: dict[Basis, list[Line]] = {}
        for line in self:
            found.setdefault(line.amount.basis, []).append(line)
        return {basis: Lot(found[basis]) for basis in Basis if basis in found} if found else {}

    @cached_property
    def sums(self) -> Mapping[Basis, Sum]:
        """A sum for each basis."""
        return {basis: _added(lines, basis) for basis, lines in self.by_basis.items()}

    @cached_property
    def sources(self) -> tuple[Citation, ...]:
        """What the lines rest on, each once."""
        cited = (line.amount.sources or line.entry.sources for line in self)
        return tuple(dict.fromkeys(chain.from_iterable(cited)))

    @cached_property
    def givers(self) -> tuple[Entry, ...]:
        """Who gives, each once."""
        return tuple({id(line.giver): line.giver for line in self if line.giver}.values())

    @cached_property
    def groups(self) -> dict[Dimension, tuple[Group, ...]]:
        """What the lines have been sorted into, by those who sorted them."""
        return {}


def lot_of(lines: Iterable[Line]) -> Lot:
    """The lines as a lot; one that is a lot remembers what was asked of it."""
    return lines if isinstance(lines, Lot) else Lot(lines)


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
    """The part of the sums that is for places outside this one as well; sums above them all count it once."""

    @property
    def counted(self) -> str:
        """How it was counted, as the last part of a word's key."""
        return "shared" if self.shared else "once"


def total(lines: Iterable[Line], basis: Basis) -> Sum:
    """The lines of one basis added up, exactly."""
    return _added([line for line in lines if line.basis is basis], basis)


def _added(lines: Sequence[Line], basis: Basis) -> Sum:
    fen, steps = sum(line.fen for line in lines), [line.step for line in lines]
    # Each amount may be half its step off, and all of them in one direction.
    return Sum(basis, fen, rounded(fen, sum(steps)), len(lines), max([1, *steps]))


def totals(lines: Iterable[Line]) -> Mapping[Basis, Sum]:
    """A sum for each basis that the lines have, in the order of :class:`Basis`; they are never added up together."""
    return lot_of(lines).sums


class Places:
    """The tree of places, for counting each line once in every place that it is for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def groups(self, lines: Iterable[Line]) -> tuple[Group, ...]:
        """Places from the top down, each with what lies below it; last what is for no place."""
        found: dict[str, list[Line]] = {}
        crossing: dict[str, list[Line]] = {}
        for line in lines:
            named = set(line.places)
            counted = {above: None for id_ in line.places for above in self._chain(id_)}
            for id_ in counted or ("",):
                found.setdefault(id_, []).append(line)
                if len(named) > 1 and any(id_ not in self._chain(other) for other in named):
                    crossing.setdefault(id_, []).append(line)
        groups = [
            Group(
                key=id_,
                lines=of_place,
                sums=of_place.sums,
                entry=self.catalogue.find(Reference("place", id_)) if id_ else None,
                depth=len(self._chain(id_)) - 1,
                shared=totals(crossing.get(id_, ())),
            )
            for id_, of_place in ((id_, Lot(lines)) for id_, lines in found.items())
        ]
        order = self._order
        return tuple(sorted(groups, key=lambda group: (not group.key, order.get(group.key, len(order)), group.key)))

    def _chain(self, id_: str) -> tuple[str, ...]:
        """The place and all that it lies in."""
        return self._chains.get(id_, (id_,))

    @cached_property
    def _chains(self) -> Mapping[str, tuple[str, ...]]:
        return {
            place.id: (place.id, *(above.id for above in reversed(self.catalogue.ancestors(place))))
            for place in self.catalogue.of_kind("place")
        }

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """The number of each place, when each is followed by what lies in it."""
        children = self.catalogue.children
        tops = [place for place in self.catalogue.of_kind("place") if not self.catalogue.find(place.record.parent)]
        found: dict[str, int] = {}
        waiting = sorted(tops, key=lambda place: str(place.record.code), reverse=True)
        while waiting:
            place = waiting.pop()
            if place.id not in found:
                found[place.id] = len(found)
                waiting += reversed(children.get(place.id, ()))
        return found


def group_by(catalogue: Catalogue, lines: Iterable[Line], dimension: Dimension) -> tuple[Group, ...]:
    """Each line in exactly one group: years in order, words as their vocabulary has them, last what is unknown."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(_key(line, dimension), []).append(line)
    made = [_group(key, Lot(found), dimension) for key, found in groups.items()]
    return tuple(sorted(made, key=lambda group: (not group.key, _rank(catalogue, group))))


def _rank(catalogue: Catalogue, group: Group) -> tuple[int, int, str]:
    if group.years:
        return group.years[0] or 0, group.years[1] or 9999, group.key
    if group.term:
        known = list(catalogue.vocabularies.get(group.term.vocabulary, {}))
        return (known.index(group.key) if group.key in known else len(known)), 0, group.key
    return 0, 0, group.key


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


def _group(key: str, lines: Lot, dimension: Dimension) -> Group:
    first = lines[0]
    entry = {Dimension.FUND: first.fund, Dimension.ORGANISATION: first.organisation}.get(dimension)
    term = {Dimension.CATEGORY: first.category, Dimension.LEVEL: first.level}.get(dimension)
    years = first.years if dimension is Dimension.YEAR else None
    return Group(key=key, lines=lines, sums=lines.sums, entry=entry, term=term, years=years)
