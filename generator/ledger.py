"""Every amount of money in the records as one line of a ledger, and exact sums over any choice of them.

Three rules keep a sum honest. Amounts of different bases are never added up: a sum is always of one basis. A total and
what it is made of are lines of different sorts, and only lines of one :class:`Stage` are ever added up. A line is
counted once in every sum: where it belongs to several places, years or none, its group says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from generator.catalogue import Catalogue, Key, key_of
from generator.loader import Entry
from generator.records.base import Path
from generator.values.dates import PartialDate, Period
from generator.values.interval import Interval
from generator.values.names import Reference, Term
from generator.values.stated import Amount, Basis


class Kind(StrEnum):
    """What a line says."""

    TOTAL = "total"
    """The whole of a fund."""
    COMPONENT = "component"
    """A part of a fund's total, by source of money."""
    ALLOCATION = "allocation"
    """What a fund gives to a project, a place or a purpose."""
    BUDGET = "budget"
    """What a project costs or may cost."""
    FUNDING = "funding"
    """Money for a project from outside the recorded funds."""
    PAYMENT = "payment"
    RETURN = "return"


class Stage(StrEnum):
    """Lines that may stand in one sum: the same money is never in one stage twice."""

    FUNDS = "funds"
    COMPONENTS = "components"
    GIVEN = "given"
    """Allocations of funds, and funding from outside them."""
    BUDGETS = "budgets"
    PAID = "paid"
    RETURNED = "returned"


STAGE_OF: Mapping[Kind, Stage] = {
    Kind.TOTAL: Stage.FUNDS,
    Kind.COMPONENT: Stage.COMPONENTS,
    Kind.ALLOCATION: Stage.GIVEN,
    Kind.FUNDING: Stage.GIVEN,
    Kind.BUDGET: Stage.BUDGETS,
    Kind.PAYMENT: Stage.PAID,
    Kind.RETURN: Stage.RETURNED,
}


class Dimension(StrEnum):
    """What lines can be sorted by."""

    YEAR = "year"
    PLACE = "place"
    CATEGORY = "category"
    FUND = "fund"
    LEVEL = "level"
    ORGANISATION = "organisation"
    """Who gives the money."""


Years = tuple[int | None, int | None]
"""The first and the last year; one of them open. A line that covers several years cannot be divided among them."""


@dataclass(frozen=True, eq=False)
class Line:
    """One amount in the place where it is written. Two lines are the same only if they are written in one place."""

    kind: Kind
    entry: Entry
    path: Path
    """Of the amount in its record, such as ``("allocations", 0)``."""
    amount: Amount
    fen: int
    """Exact, as stated; what is given back is positive, with or without a minus sign in the record."""
    interval: Interval
    """Where the true amount lies, in fen, given how it was rounded."""
    giver: Entry | None = None
    """The recorded fund that the money is of; else the organisation that gives it."""
    organisation: Entry | None = None
    """Who gives it; for a fund's lines, the fund's funder. Who it goes to, for payments and returns: ``receiver``."""
    receiver: Entry | None = None
    """The project or the place that it goes to; whom it is paid or given back to."""
    project: Entry | None = None
    places: tuple[str, ...] = ()
    """Ids of the places that it is for, as named by the line or by its project."""
    years: Years | None = None
    category: Term | None = None
    level: Term | None = None

    @property
    def basis(self) -> Basis:
        """What the amount is: planned, approved, allocated …"""
        return self.amount.basis

    @property
    def fund(self) -> Entry | None:
        """The recorded fund that the money is of."""
        return self.giver if self.giver and self.giver.kind.name == "fund" else None


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


class Ledger:
    """The lines of the published records; for the checks, of drafts too."""

    def __init__(self, catalogue: Catalogue, *, drafts: bool = False) -> None:
        self.catalogue = catalogue
        self._drafts = drafts

    @cached_property
    def everything(self) -> tuple[Line, ...]:
        """All lines, those without a figure too: ``fen`` is zero there, and ``amount.value`` nothing."""
        found: list[Line] = []
        for entry in self._entries("fund"):
            found += self._of_fund(entry)
        for entry in self._entries("project"):
            found += self._of_project(entry)
        return tuple(found)

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
        """The lines for a place and for all that lies below it, each once; of all that is given where none are named."""
        if lines is None:
            found = (line for id_ in self.catalogue.places_within(place.id) for line in self._given_at.get(id_, ()))
            chosen = {id(line): line for line in found}
            return tuple(line for line in self.at(Stage.GIVEN) if id(line) in chosen) if chosen else ()
        below = self.catalogue.places_within(place.id)
        return tuple(line for line in lines if not below.isdisjoint(line.places))

    def by(self, dimension: Dimension, lines: Iterable[Line] | None = None) -> tuple[Group, ...]:
        """The lines sorted into groups; of all that is given where none are named.

        Every line is in exactly one group, except by place: there it is in the group of every place that it is for
        and of all that those lie in, once in each.
        """
        chosen = self.at(Stage.GIVEN) if lines is None else tuple(lines)
        if dimension is Dimension.PLACE:
            return self._by_place(chosen)
        groups: dict[str, list[Line]] = {}
        for line in chosen:
            groups.setdefault(_key(line, dimension), []).append(line)
        made = [_group(key, tuple(found), dimension) for key, found in groups.items()]
        return tuple(sorted(made, key=lambda group: (not group.key, self._order(group, dimension))))

    # How the lines are made

    def _entries(self, kind: str) -> Iterable[Entry]:
        if not self._drafts:
            return self.catalogue.of_kind(kind)
        return (entry for entry in self.catalogue.everything if entry.kind.name == kind)

    def _find(self, reference: Reference | None) -> Entry | None:
        if reference is None or not self._drafts:
            return self.catalogue.find(reference)
        return self.catalogue.by_key.get((reference.kind, reference.id))

    def _of_fund(self, fund: Entry) -> Iterator[Line]:
        record = fund.record
        funder = self._find(record.funder)
        period = record.period.value if record.period else None
        shared: dict[str, Any] = {"giver": fund, "organisation": funder, "level": record.level}
        for path, amount in _amounts(record, "total"):
            yield _line(Kind.TOTAL, fund, path, amount, years=_years(period, amount.as_of), **shared)
        for path, amount in _amounts(record, "components"):
            own = {"organisation": self._find(amount.funder) or funder, "level": amount.level or record.level}
            years = _years(period, amount.as_of)
            yield _line(Kind.COMPONENT, fund, path, amount, years=years, **shared | own)
        components = {component.id: component for component in record.components}
        for path, amount in _amounts(record, "allocations"):
            part = components.get(amount.component) if amount.component else None
            project = self._find(amount.project)
            place = self._find(amount.place)
            yield _line(
                Kind.ALLOCATION, fund, path, amount,
                giver=fund,
                organisation=(self._find(part.funder) if part else None) or funder,
                level=(part.level if part else None) or record.level,
                receiver=project or place,
                project=project,
                places=(amount.place.id,) if amount.place else self._places(project),
                years=_years(amount.date, period, amount.as_of),
                category=project.record.category if project else None,
            )  # fmt: skip
        for path, amount in _amounts(record, "returns"):
            receiver = self._find(amount.to) or funder
            years = _years(amount.date, amount.as_of)
            yield _line(Kind.RETURN, fund, path, amount, receiver=receiver, years=years, **shared)

    def _of_project(self, project: Entry) -> Iterator[Line]:
        record = project.record
        shared: dict[str, Any] = {
            "project": project, "places": self._places(project), "category": record.category,
        }  # fmt: skip
        for path, amount in _amounts(record, "budget"):
            yield _line(Kind.BUDGET, project, path, amount, years=_years(amount.as_of), **shared)
        for path, amount in _amounts(record, "funding"):
            funder = self._find(amount.funder)
            yield _line(
                Kind.FUNDING, project, path, amount,
                giver=funder, organisation=funder, level=funder.record.level if funder else None, receiver=project,
                years=_years(amount.date, amount.as_of), **shared,
            )  # fmt: skip
        for name, kind in (("payments", Kind.PAYMENT), ("returns", Kind.RETURN)):
            for path, amount in _amounts(record, name):
                fund = self._find(amount.fund)
                yield _line(
                    kind, project, path, amount,
                    giver=fund, organisation=self._find(fund.record.funder) if fund else None,
                    level=fund.record.level if fund else None, receiver=self._find(amount.to),
                    years=_years(amount.date, amount.as_of), **shared,
                )  # fmt: skip

    @staticmethod
    def _places(project: Entry | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.id for place in project.record.places)) if project else ()

    # How they are found

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
    def _given_at(self) -> Mapping[str, tuple[Line, ...]]:
        return _sorted_by(self.at(Stage.GIVEN), lambda line: line.places)

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


@lru_cache(maxsize=4)
def ledger_of(catalogue: Catalogue) -> Ledger:
    """The ledger of what is published, made once for all who ask."""
    return Ledger(catalogue)


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


def _line(kind: Kind, entry: Entry, path: Path, amount: Amount, **facts: Any) -> Line:
    money = amount.value
    if money is None:
        return Line(kind, entry, path, amount, 0, Interval.around(0, 0), **facts)
    fen = abs(money.fen) if kind is Kind.RETURN else money.fen
    return Line(kind, entry, path, amount, fen, Interval.around(fen, money.step), **facts)


def _amounts(record: Any, name: str) -> Iterator[tuple[Path, Any]]:
    for number, amount in enumerate(getattr(record, name)):
        yield (name, number), amount


def _years(*known: PartialDate | Period | None) -> Years | None:
    """The years of the first that is known."""
    for one in known:
        if isinstance(one, PartialDate):
            return (one.year, one.year)
        if one is not None:
            return (one.start.year if one.start else None, one.end.year if one.end else None)
    return None


def _keys(*entries: Entry | None) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(key_of(entry) for entry in entries if entry))


def _sorted_by(lines: Iterable[Line], keys: Callable[[Line], Iterable[Any]]) -> dict[Any, tuple[Line, ...]]:
    found: dict[Any, list[Line]] = {}
    for line in lines:
        for key in keys(line):
            found.setdefault(key, []).append(line)
    return {key: tuple(of_key) for key, of_key in found.items()}


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
