"""A claim held against the itemised records behind it, exactly.

Figures of a claim are in the smallest unit of the currency (fen), or in what is counted. A figure that was rounded is
an interval, so what is itemised of it is an interval too. Three rules keep the sum honest: only figures of the same
basis and the same unit are added up; what a record merely may belong to is kept apart from what a source states to
belong; and nothing is counted twice, neither a programme with its parts nor a fund with the projects it gives to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from generator.catalogue import Catalogue, Key, key_of
from generator.itemising import Item, Obstacle, held_in, item_of, item_of_line
from generator.loader import Entry
from generator.records.claim import Claim
from generator.scoping import Belonging, candidates
from generator.tracing import Asked, answers, derived_from
from generator.values.interval import Interval
from generator.values.stated import Amount


class Verdict(StrEnum):
    """What the records make of a claim."""

    FULLY_ITEMISED = "fully-itemised"
    PARTLY_ITEMISED = "partly-itemised"
    EXCEEDS_CLAIM = "exceeds-claim"
    NOTHING_ITEMISED = "nothing-itemised"
    NOT_COMPARABLE = "not-comparable"


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
        return Interval.total(item.interval for item in self.items)


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


@derived_from
def reckonings(catalogue: Catalogue) -> Reckonings:
    """Every published claim with a figure, held against the records."""
    return Asked("reckoning", {
        entry.id: reckon(catalogue, entry)
        for entry in catalogue.of_kind("claim")
        if entry.record.figure.value is not None
    })  # fmt: skip


@derived_from
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
    return Asked("claims-about", {key: tuple(claims.values()) for key, claims in found.items()})


@answers("reckoning")
def _said(catalogue: Catalogue, id_: str = "") -> object:
    """What the records make of one claim, or of all of them, in plain values."""
    return [
        (one.entry.id, one.entry.version, one.verdict, one.obstacle, one.value, one.claimed, _items(one.stated),
         _items(one.possible))
        for one in reckonings(catalogue).values() if id_ in ("", one.entry.id)
    ]  # fmt: skip


def _items(found: Itemised) -> object:
    return [
        (key_of(item.entry), item.entry.version, item.obstacle, item.by, item.line and item.line.said, item.unstated,
         [[(key_of(held.entry), held.value, held.interval) for held in both] for both in (item.held, item.already)])
        for item in found.items
    ]  # fmt: skip


@answers("claims-about")
def _claims(catalogue: Catalogue, *key: str) -> object:
    found = claims_about(catalogue)
    return [claim.id for claim in found.get((key[0], key[1]), ())] if key else sorted(found)


def reckon(catalogue: Catalogue, entry: Entry) -> Reckoning:
    """One claim held against the records; it must have a figure."""
    claim: Claim = entry.record
    whole = held_in(entry, claim.figure)
    by_belonging: dict[Belonging, list[Item]] = {belonging: [] for belonging in Belonging}
    for found in candidates(catalogue, claim):
        item = item_of_line(claim, found.line) if found.line else item_of(catalogue, claim, found.entry)
        by_belonging[found.belonging].append(replace(item, by=found.by))
    stated, possible = _once(catalogue, claim, by_belonging)
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


def _once(catalogue: Catalogue, claim: Claim, found: Mapping[Belonging, list[Item]]) -> tuple[Itemised, Itemised]:
    """Each amount once. What a programme or a fund counts is not added again for its parts and the projects it gives
    to; what only may belong never takes anything from what is stated to, but adds what goes beyond it."""
    fund = catalogue.find(claim.scope.fund) if claim.scope else None
    # The lines of a fund that are said to be all of them are no two the same money, not even those for a programme
    # and for a part of it.
    complete = fund if fund is not None and fund.record.allocations_complete else None
    sure, perhaps = found[Belonging.STATED], found[Belonging.POSSIBLE]
    stated = _without_inner(catalogue, sure, sure, complete)
    possible = _without_inner(catalogue, perhaps, [*stated, *perhaps], complete)
    return Itemised(tuple(stated)), Itemised(tuple(_beyond(catalogue, item, stated, complete) for item in possible))


def _without_inner(
    catalogue: Catalogue, items: Iterable[Item], others: Iterable[Item], complete: Entry | None
) -> list[Item]:
    """The items, those counting for nothing that lie in a programme or are money of a fund among the others."""
    counting = [item for item in others if item.held and item.line is None]
    funds = {item.entry.id: item.entry for item in counting if item.entry.kind.name == "fund"}
    funded = {line.project.id for fund in funds.values() for line in fund.record.allocations if line.project}
    programmes = {item.entry.id: item for item in counting if item.entry.kind.name == "project"}

    def is_inside(item: Item) -> bool:
        if item.line is not None:
            return item.entry.id in funds
        if item.entry.kind.name != "project":
            return False
        above = [programmes[id_] for id_ in _above(catalogue, item.entry) if id_ in programmes]
        return item.entry.id in funded or any(not _are_apart(item, one, complete) for one in above)

    return [
        replace(item, held=(), obstacle=Obstacle.COUNTED_ELSEWHERE) if item.held and is_inside(item) else item
        for item in items
    ]


def _are_apart(one: Item, other: Item, complete: Entry | None) -> bool:
    """Whether both count lines of the fund whose lines are complete."""
    return complete is not None and all(held.entry is complete for held in (*one.held, *other.held))


def _beyond(catalogue: Catalogue, item: Item, stated: Iterable[Item], complete: Entry | None) -> Item:
    """A programme or fund that may belong, with what is counted already of what is inside it."""
    if not item.held or item.line is not None:
        return item
    counted = [one for one in stated if one.held]
    projects = {one.entry.id: one for one in counted if one.entry.kind.name == "project"}
    if item.entry.kind.name == "fund":
        basis = getattr(item.held[0].statement, "basis", None)
        lines = (line for line in item.entry.record.allocations if line.value is not None and line.basis == basis)
        inner = [held_in(item.entry, line) for line in lines if line.project and line.project.id in projects]
        inner += [held for one in counted if one.line is not None and one.entry is item.entry for held in one.held]
    else:
        within = (one for one in projects.values() if item.entry.id in _above(catalogue, one.entry))
        inner = [held for one in within if not _are_apart(item, one, complete) for held in one.held]
    return replace(item, already=tuple(inner))


def _above(catalogue: Catalogue, entry: Entry) -> Iterator[str]:
    """The programmes that a project is part of, from the nearest on; a circle is followed once."""
    seen = {entry.id}
    above = entry.record.part_of
    while above is not None and above.id not in seen:
        seen.add(above.id)
        yield above.id
        whole = catalogue.find(above)
        above = whole.record.part_of if whole else None
