"""What one record adds to a claim: its own figure of the claim's measure, basis and unit, or why it adds nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from generator.catalogue import Catalogue, key_of
from generator.ledger import Line, Stage, ledger_of
from generator.ledger.lines import STAGE_OF
from generator.loader import Entry
from generator.records.claim import Claim, Included, Possible
from generator.values.interval import Interval
from generator.values.stated import Amount, Count, Statement

COUNTED_AS = "project"
"""The unit in which records are counted: a project record is one project. Works, villages and programmes are not."""
LINES_AS = "allocation"
"""The unit in which lines of a fund are counted: each is one, with a figure or without."""


class Obstacle(StrEnum):
    """Why a claim cannot be held against the records, or why a record that belongs to it does not count."""

    OTHER_BASIS = "other-basis"
    OTHER_UNIT = "other-unit"
    SCOPE_NOT_STATED = "scope-not-stated"
    NO_FIGURE = "no-figure"
    SEVERAL_FIGURES = "several-figures"
    COUNTED_ELSEWHERE = "counted-elsewhere"


@dataclass(frozen=True)
class Held:
    """One figure of a record: the record it is written in, the statement, and its exact value."""

    entry: Entry
    statement: Statement[Any]
    value: Fraction
    interval: Interval


@dataclass(frozen=True)
class Item:
    """A record that belongs to a claim or may, and what it adds: ``held`` is empty where it adds nothing."""

    entry: Entry
    held: tuple[Held, ...] = ()
    obstacle: Obstacle | None = None
    by: Included | Possible | None = None
    """The line of the claim that names the record; nothing where its scope found it."""
    line: Line | None = None
    """The one line of the record that is meant; nothing where it is the whole record."""
    unstated: int = 0
    """Lines that belong to it and state no amount: they are not in the sum."""
    already: tuple[Held, ...] = ()
    """What of it is counted already, in records inside it that are stated to belong; it adds the rest."""

    @property
    def value(self) -> Fraction:
        """What it adds, as written."""
        already = sum((held.value for held in self.already), Fraction(0))
        return max(sum((held.value for held in self.held), Fraction(0)) - already, Fraction(0))

    @property
    def interval(self) -> Interval:
        """Where what it adds truly lies."""
        whole = Interval.total(held.interval for held in self.held)
        left = whole - Interval.total(held.interval for held in self.already)
        return Interval(max(left.low, Fraction(0)), max(left.high, Fraction(0))) if self.already else left


def item_of(catalogue: Catalogue, claim: Claim, entry: Entry) -> Item:
    """What a record adds to a claim of this measure, basis and unit."""
    if claim.measure.id == "records":
        return _one_record(catalogue, claim, entry)
    if isinstance(claim.figure, Amount):
        return _money(catalogue, claim, entry)
    held, obstacle = _quantity(catalogue, claim, entry)
    return Item(entry, held, None if held else obstacle)


def item_of_line(claim: Claim, line: Line) -> Item:
    """What a fund's line adds to a claim: one where lines are counted; else its amount, if that is of this basis."""
    if not isinstance(claim.figure, Amount):
        return Item(line.entry, (_one(line.entry),), line=line)
    if line.amount.value is None:
        return Item(line.entry, obstacle=Obstacle.NO_FIGURE, line=line)
    if line.basis is not getattr(claim.figure, "basis", None):
        return Item(line.entry, obstacle=Obstacle.OTHER_BASIS, line=line)
    return Item(line.entry, (held_in(line.entry, line.amount),), line=line)


def _one_record(catalogue: Catalogue, claim: Claim, entry: Entry) -> Item:
    """One project record counts as one project; what is counted in works or villages is not counted in records."""
    form = getattr(entry.record, "form", None)
    is_project = entry.kind.name == "project" and not (form and form.id == "programme")
    if not is_project or unit_of(catalogue, claim.figure) != COUNTED_AS:
        return Item(entry, obstacle=Obstacle.OTHER_UNIT)
    return Item(entry, (_one(entry),))


def _one(entry: Entry) -> Held:
    one = Fraction(1)
    return Held(entry, Statement[Any](value=entry.id), one, Interval.exactly(one))


def counts_lines(catalogue: Catalogue, claim: Claim) -> bool:
    """Whether the claim says how many lines of money there are."""
    return claim.measure.id == "records" and unit_of(catalogue, claim.figure) == LINES_AS


def _money(catalogue: Catalogue, claim: Claim, entry: Entry) -> Item:
    """What a record states on the claim's own basis; else what is given for it, else what is paid, on that basis."""
    basis = getattr(claim.figure, "basis", None)
    fund = claim.scope.fund if claim.scope else None
    ledger = ledger_of(catalogue)
    lines = [*ledger.written_in(entry), *ledger.given_to(entry, without_figure=True)]
    if fund is not None:
        lines = [line for line in lines if line.fund and line.fund.id == fund.id]
    open_ = {
        stage: len({line for line in lines if line.amount.value is None and STAGE_OF[line.kind] is stage})
        for stage in (Stage.GIVEN, Stage.PAID)
    }
    lines = [line for line in lines if line.amount.value is not None]
    for stage in (Stage.FUNDS, Stage.BUDGETS, Stage.GIVEN, Stage.PAID):
        chosen = {
            (key_of(line.entry), line.path): line
            for line in lines
            if line.basis == basis and STAGE_OF[line.kind] is stage
        }
        if chosen:
            # A total or a budget is one figure; what is given or paid is the sum of its lines.
            single = stage in (Stage.FUNDS, Stage.BUDGETS)
            kept = list(chosen.values())[: 1 if single else None]
            held = tuple(held_in(line.entry, line.amount) for line in kept)
            return Item(entry, held, unstated=open_.get(stage, 0))
    return Item(entry, obstacle=Obstacle.OTHER_BASIS if lines else Obstacle.NO_FIGURE)


def _quantity(catalogue: Catalogue, claim: Claim, entry: Entry) -> tuple[tuple[Held, ...], Obstacle]:
    """The one thing that a project says it has done in the claim's unit; of several, the one put in the same words."""
    figure = claim.figure
    assert isinstance(figure, Count)
    counts = [
        count
        for name in ("outputs", "beneficiaries")
        for count in getattr(entry.record, name, ())
        if count.value is not None
    ]
    same = [count for count in counts if unit_of(catalogue, count) == unit_of(catalogue, figure)]
    if len(same) > 1:
        same = [count for count in same if count.counts == figure.counts]
        if len(same) != 1:
            return (), Obstacle.SEVERAL_FIGURES
    obstacle = Obstacle.OTHER_UNIT if counts else Obstacle.NO_FIGURE
    return tuple(held_in(entry, count) for count in same), obstacle


def unit_of(catalogue: Catalogue, figure: object) -> str | None:
    """The unit that a count is in, by its id; nothing for money."""
    if not isinstance(figure, Count) or figure.value is None:
        return None
    return figure.unit.id if figure.unit else catalogue.unit(figure.value.unit)


def held_in(entry: Entry, statement: Amount | Count) -> Held:
    """A figure of a record, exactly; it must have a value."""
    assert statement.value is not None
    if isinstance(statement, Amount):
        exact = Fraction(statement.value.fen)
        # An amount that is written to the fen is exact.
        interval = Interval.exactly(exact) if statement.value.step == 1 else statement.value.interval
        return Held(entry, statement, exact, interval)
    number: Decimal = statement.value.number
    return Held(entry, statement, Fraction(number), statement.value.interval)
