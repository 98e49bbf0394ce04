"""A claim held against the itemised records behind it, exactly.

Figures of a claim are in the smallest unit of the currency (fen), or in what is counted. A figure that was rounded is
an interval, so what is itemised of it is an interval too. Three rules keep the sum honest: only figures of the same
basis and the same unit are added up; what a record merely may belong to is kept apart from what a source states to
belong; and nothing is counted twice, neither a programme with its parts nor a fund with the projects it gives to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from generator.catalogue import Catalogue, Key, key_of
from generator.ledger import Stage, ledger_of
from generator.ledger.lines import STAGE_OF
from generator.loader import Entry
from generator.records.claim import Claim, Included, Possible
from generator.scoping import Belonging, candidates
from generator.values.interval import Interval
from generator.values.stated import Amount, Count, Statement

COUNTED_AS = "project"
"""The unit in which records are counted: a project record is one project. Works, villages and programmes are not."""


class Verdict(StrEnum):
    """What the records make of a claim."""

    FULLY_ITEMISED = "fully-itemised"
    PARTLY_ITEMISED = "partly-itemised"
    EXCEEDS_CLAIM = "exceeds-claim"
    NOTHING_ITEMISED = "nothing-itemised"
    NOT_COMPARABLE = "not-comparable"


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

    @property
    def value(self) -> Fraction:
        """What it adds, as written."""
        return sum((held.value for held in self.held), Fraction(0))


@dataclass(frozen=True)
class Itemised:
    """Some items and what they come to."""

    items: tuple[Item, ...] = ()

    @property
    def counted(self) -> tuple[Item, ...]:
        """Those that add something."""
        return tuple(item for item in self.items if item.held)

    @property
    def value(self) -> Fraction:
        """The sum as written, exact."""
        return sum((item.value for item in self.items), Fraction(0))

    @property
    def interval(self) -> Interval:
        """Where the true sum lies."""
        return Interval.total(held.interval for item in self.items for held in item.held)


@dataclass(frozen=True)
class Reckoning:
    """What a claim says and what the records say, side by side; amounts in fen, quantities in the claim's unit."""

    entry: Entry
    value: Fraction
    claimed: Interval
    stated: Itemised
    """What a source states to belong."""
    possible: Itemised
    """What may belong."""
    verdict: Verdict
    obstacle: Obstacle | None = None
    """Why it is not comparable."""

    @property
    def claim(self) -> Claim:
        """The record."""
        record: Claim = self.entry.record
        return record

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money."""
        return isinstance(self.claim.figure, Amount)

    @property
    def coverage(self) -> Interval | None:
        """What is stated to belong as a share of the claim."""
        return self.stated.interval.share_of(self.claimed)

    @property
    def possible_coverage(self) -> Interval | None:
        """The share of the claim that would be itemised if everything belonged that may."""
        both = Interval.total([self.stated.interval, self.possible.interval])
        return both.share_of(self.claimed)

    @property
    def unexplained(self) -> Interval:
        """What is claimed and not itemised; below nought where more is itemised than claimed."""
        return self.claimed - self.stated.interval


Reckonings = Mapping[str, Reckoning]
"""Claim → its reckoning, in the order of the claims."""


@lru_cache(maxsize=4)
def reckonings(catalogue: Catalogue) -> Reckonings:
    """Every published claim with a figure, held against the records."""
    return {
        entry.id: reckon(catalogue, entry)
        for entry in catalogue.of_kind("claim")
        if entry.record.figure.value is not None
    }


@lru_cache(maxsize=4)
def claims_about(catalogue: Catalogue) -> Mapping[Key, tuple[Entry, ...]]:
    """Record → the claims that it stands for, belongs to, or may belong to."""
    found: dict[Key, dict[str, Entry]] = {}
    for entry in catalogue.of_kind("claim"):
        claim: Claim = entry.record
        about = {("project", reference.id) for reference in claim.projects}
        about |= {("fund", reference.id) for reference in claim.funds}
        reckoning = reckonings(catalogue).get(entry.id)
        if reckoning is not None:
            about |= {key_of(item.entry) for item in (*reckoning.stated.items, *reckoning.possible.items)}
        for key in about:
            found.setdefault(key, {})[entry.id] = entry
    return {key: tuple(claims.values()) for key, claims in found.items()}


def reckon(catalogue: Catalogue, entry: Entry) -> Reckoning:
    """One claim held against the records; it must have a figure."""
    claim: Claim = entry.record
    whole = _held(entry, claim.figure)
    by_belonging: dict[Belonging, list[Item]] = {belonging: [] for belonging in Belonging}
    for found in candidates(catalogue, claim):
        item = _item(catalogue, claim, found.entry)
        by_belonging[found.belonging].append(replace(item, by=found.by))
    stated, possible = _once(catalogue, by_belonging)
    verdict, obstacle = _verdict(claim, whole.interval, stated)
    return Reckoning(entry, whole.value, whole.interval, stated, possible, verdict, obstacle)


def _verdict(claim: Claim, claimed: Interval, stated: Itemised) -> tuple[Verdict, Obstacle | None]:
    if stated.counted:
        itemised = stated.interval
        if itemised.overlaps(claimed):
            return Verdict.FULLY_ITEMISED, None
        return (Verdict.PARTLY_ITEMISED if itemised.high < claimed.low else Verdict.EXCEEDS_CLAIM), None
    if claim.scope is None and not claim.includes:
        return Verdict.NOT_COMPARABLE, Obstacle.SCOPE_NOT_STATED
    reasons = {item.obstacle for item in stated.items}
    for obstacle in (Obstacle.OTHER_BASIS, Obstacle.OTHER_UNIT):
        if obstacle in reasons:
            return Verdict.NOT_COMPARABLE, obstacle
    return Verdict.NOTHING_ITEMISED, None


def _item(catalogue: Catalogue, claim: Claim, entry: Entry) -> Item:
    """What a record adds to a claim of this measure, basis and unit."""
    if claim.measure.id == "records":
        return _one_record(catalogue, claim, entry)
    held, obstacle = (
        _money(catalogue, claim, entry) if isinstance(claim.figure, Amount) else _quantity(catalogue, claim, entry)
    )
    return Item(entry, held, None if held else obstacle)


def _one_record(catalogue: Catalogue, claim: Claim, entry: Entry) -> Item:
    """One project record counts as one project; what is counted in works or villages is not counted in records."""
    form = getattr(entry.record, "form", None)
    is_project = entry.kind.name == "project" and not (form and form.id == "programme")
    if not is_project or unit_of(catalogue, claim.figure) != COUNTED_AS:
        return Item(entry, obstacle=Obstacle.OTHER_UNIT)
    one = Fraction(1)
    return Item(entry, (Held(entry, Statement[Any](value=entry.id), one, Interval.exactly(one)),))


def _money(catalogue: Catalogue, claim: Claim, entry: Entry) -> tuple[tuple[Held, ...], Obstacle]:
    """What a record states on the claim's own basis; else what is given for it, else what is paid, on that basis."""
    basis = getattr(claim.figure, "basis", None)
    fund = claim.scope.fund if claim.scope else None
    ledger = ledger_of(catalogue)
    lines = [line for line in (*ledger.of(entry), *ledger.given_to(entry)) if line.amount.value is not None]
    if fund is not None:
        lines = [line for line in lines if line.fund and line.fund.id == fund.id]
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
            return tuple(_held(line.entry, line.amount) for line in kept), Obstacle.NO_FIGURE
    return (), Obstacle.OTHER_BASIS if lines else Obstacle.NO_FIGURE


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
    return tuple(_held(entry, count) for count in same), obstacle


def unit_of(catalogue: Catalogue, figure: object) -> str | None:
    """The unit that a count is in, by its id; nothing for money."""
    if not isinstance(figure, Count) or figure.value is None:
        return None
    return figure.unit.id if figure.unit else catalogue.unit(figure.value.unit)


def _held(entry: Entry, statement: Amount | Count) -> Held:
    assert statement.value is not None
    if isinstance(statement, Amount):
        exact = Fraction(statement.value.fen)
        # An amount that is written to the fen is exact.
        interval = Interval.exactly(exact) if statement.value.step == 1 else statement.value.interval
        return Held(entry, statement, exact, interval)
    number: Decimal = statement.value.number
    return Held(entry, statement, Fraction(number), statement.value.interval)


def _once(catalogue: Catalogue, found: Mapping[Belonging, list[Item]]) -> tuple[Itemised, Itemised]:
    """Each amount once: what a programme or a fund already counts is not added again for its parts and projects."""
    everything = [*found[Belonging.STATED], *found[Belonging.POSSIBLE]]
    counting = {key_of(item.entry) for item in everything if item.held}
    funded = {
        line.project.id
        for item in everything
        if item.held and item.entry.kind.name == "fund"
        for line in item.entry.record.allocations
        if line.project
    }

    def only_once(item: Item) -> Item:
        inside = item.entry.kind.name == "project" and (
            item.entry.id in funded or any(("project", id_) in counting for id_ in _above(catalogue, item.entry))
        )
        return replace(item, held=(), obstacle=Obstacle.COUNTED_ELSEWHERE) if item.held and inside else item

    stated, possible = (Itemised(tuple(map(only_once, found[belonging]))) for belonging in Belonging)
    return stated, possible


def _above(catalogue: Catalogue, entry: Entry) -> Iterator[str]:
    """The programmes that a project is part of, from the nearest on; a circle is followed once."""
    seen = {entry.id}
    above = entry.record.part_of
    while above is not None and above.id not in seen:
        seen.add(above.id)
        yield above.id
        whole = catalogue.find(above)
        above = whole.record.part_of if whole else None
