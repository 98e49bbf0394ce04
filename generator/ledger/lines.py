"""Every amount of money in the records as one line: what it is, where it is written, whose it is and what it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from generator.catalogue import Catalogue
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
    step: int
    """The precision of its writing, in fen; zero where there is no figure."""
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

    @cached_property
    def said(self) -> tuple[object, ...]:
        """Everything that the line says, in plain values; of its record what it rests on, and nothing else."""
        others = (self.giver, self.organisation, self.receiver, self.project)
        rests_on = self.amount.sources or self.entry.record.sources
        return (
            self.kind, self.entry.kind.name, self.entry.id, repr(self.amount.__dict__), repr(rests_on), self.path,
            tuple((one.kind.name, one.id) if one else None for one in others), self.places, self.years,
            self.category, self.level,
        )  # fmt: skip

    @property
    def interval(self) -> Interval:
        """Where the true amount lies, in fen, given how it was rounded."""
        return rounded(self.fen, self.step)

    @property
    def basis(self) -> Basis:
        """What the amount is: planned, approved, allocated …"""
        return self.amount.basis

    @property
    def fund(self) -> Entry | None:
        """The recorded fund that the money is of."""
        return self.giver if self.giver and self.giver.kind.name == "fund" else None


class Lines:
    """Makes the lines of a catalogue: of what is published; for the checks, of drafts too."""

    def __init__(self, catalogue: Catalogue, *, drafts: bool = False) -> None:
        self.catalogue = catalogue
        self._drafts = drafts

    @property
    def entries(self) -> Iterator[Entry]:
        """The records that may have lines, in the order of the lines."""
        yield from self._entries("fund")
        yield from self._entries("project")

    def of(self, entry: Entry) -> Iterator[Line]:
        """The lines that are written in one record."""
        match entry.kind.name:
            case "fund":
                yield from self._of_fund(entry)
            case "project":
                yield from self._of_project(entry)

    def _entries(self, kind: str) -> Iterable[Entry]:
        if not self._drafts:
            return self.catalogue.of_kind(kind)
        return (entry for entry in self.catalogue.everything if entry.kind.name == kind)

    def _find(self, reference: Reference | None) -> Entry | None:
        if reference is None or not self._drafts:
            return self.catalogue.find(reference)
        return self.catalogue.at(reference.kind, reference.id)

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


def rounded(fen: int, step: int) -> Interval:
    """Half a step to each side of a sum, made of whole numbers: fractions are slow to divide."""
    return Interval(Fraction(2 * fen - step, 2), Fraction(2 * fen + step, 2))


def _line(kind: Kind, entry: Entry, path: Path, amount: Amount, **facts: Any) -> Line:
    money = amount.value
    if money is None:
        return Line(kind, entry, path, amount, 0, 0, **facts)
    return Line(kind, entry, path, amount, abs(money.fen) if kind is Kind.RETURN else money.fen, money.step, **facts)


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
