"""What a change does to the figures that are published: two states of the records held against each other.

Pure: both states come in as catalogues. Sums of different bases stay apart, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction

from generator.catalogue import Catalogue, key_of
from generator.chronicle import Key
from generator.comparison import Change, changes, figure
from generator.ledger import Dimension, Stage, ledger_of
from generator.loader import Entry
from generator.pledges import Standing, pledge
from generator.reckoning import Verdict, reckonings
from generator.validity import State, validity
from generator.values.money import Money
from generator.values.quantity import Quantity
from generator.values.stated import Basis

JUMP = 10
"""So many times more or less is suspicious."""
SLIP = 10_000
"""Yuan for 万元, or the other way about."""
ALIKE = 0.8
"""How much of a file two records share, of which one came and one went, if it was renamed."""
MOST_COMPARED = 400
"""Pairs of records that are compared for that."""
STAGES = (Stage.GIVEN, Stage.PAID, Stage.BUDGETS)


@dataclass(frozen=True)
class Figure:
    """A figure that is not what it was."""

    entry: Entry
    """The record as it is now, or was last."""
    change: Change

    @property
    def values(self) -> tuple[Fraction, Fraction] | None:
        """Both values in one unit (fen, or what is counted); nothing where one is missing or the units differ."""
        was, now = (figure(text, self.change.kind) for text in (self.change.was, self.change.now))
        if isinstance(was, Money) and isinstance(now, Money):
            return (Fraction(was.fen), Fraction(now.fen)) if _agree(was.currency, now.currency) else None
        if isinstance(was, Quantity) and isinstance(now, Quantity):
            return (Fraction(was.number), Fraction(now.number)) if _agree(was.unit, now.unit) else None
        return None

    @property
    def difference(self) -> Money | Quantity | None:
        """What was added or taken away, in the figure's unit; as exact as the finer of the two."""
        values = self.values
        if values is None:
            return None
        was, now = (figure(text, self.change.kind) for text in (self.change.was, self.change.now))
        if isinstance(was, Money) and isinstance(now, Money):
            return Money(now.fen - was.fen, min(was.step, now.step), now.currency, "")
        assert isinstance(was, Quantity) and isinstance(now, Quantity)
        return Quantity(now.number - was.number, min(was.step, now.step), now.unit, "")

    @property
    def percent(self) -> Decimal | None:
        """The difference as a percentage of what it was, to a hundredth; nothing where it was nought."""
        values = self.values
        if values is None or values[0] == 0:
            return None
        share = (values[1] - values[0]) / abs(values[0]) * 100
        return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(Decimal("0.01"))

    @property
    def times(self) -> Fraction | None:
        """How many times the smaller the larger is."""
        values = self.values
        if values is None or 0 in values:
            return None
        low, high = sorted(abs(value) for value in values)
        return high / low

    @property
    def is_jump(self) -> bool:
        """Whether it is ten times more or less, or more than that."""
        return self.times is not None and self.times >= JUMP

    @property
    def is_slip(self) -> bool:
        """Whether it is ten thousand times more or less: most likely one was written in 元 and one in 万元."""
        return self.times is not None and SLIP * Fraction(99, 100) <= self.times <= SLIP * Fraction(101, 100)


def _agree(one: str, other: str) -> bool:
    """Whether two units are the same, as far as they are written."""
    return one == other or not one or not other


@dataclass(frozen=True)
class Total:
    """A sum before and after, in fen; nothing where there was no line."""

    stage: Stage
    dimension: Dimension
    key: str
    """Year, or id of the place; empty where the records do not say."""
    basis: Basis
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Judged:
    """A claim whose verdict is another; nothing on the side on which there is no such claim."""

    entry: Entry
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True)
class Stood:
    """A commitment or a policy that stands otherwise than before, on one and the same day."""

    entry: Entry
    before: Standing | State
    after: Standing | State


@dataclass(frozen=True)
class Differences:
    """Everything that differs between two states."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    renamed: tuple[tuple[Entry, Entry], ...]
    figures: tuple[Figure, ...]
    """Suspicious ones first, then by record."""
    others: Mapping[Key, int]
    """Record → how many of its other values changed."""
    totals: tuple[Total, ...]
    verdicts: tuple[Judged, ...]
    standings: tuple[Stood, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs that anybody can see."""
        return not (self.added or self.removed or self.renamed or self.figures or self.others)


def differences(before: Catalogue, after: Catalogue, renames: Mapping[Key, Key] | None = None) -> Differences:
    """What differs; ``renames`` are the redirects of the later state (old → new)."""
    old = {key_of(entry): entry for entry in before.published}
    new = {key_of(entry): entry for entry in after.published}
    gone = [entry for key, entry in old.items() if key not in new]
    come = [entry for key, entry in new.items() if key not in old]
    renamed = tuple(_renamed(gone, come, renames or {}))
    moved = {key_of(one): other for one, other in renamed}
    arrived = {key_of(other) for _, other in renamed}
    figures: list[Figure] = []
    others: dict[Key, int] = {}
    for key, entry in old.items():
        later = moved.get(key) or new.get(key)
        if later is None or later.raw == entry.raw:
            continue
        found = changes(entry.document.data, later.document.data, later.kind.model)
        figures += [Figure(later, change) for change in found if change.is_figure and not change.is_new_writing]
        rest = sum(not change.is_figure or change.is_new_writing for change in found)
        if rest:
            others[key_of(later)] = rest
    figures.sort(key=lambda one: (not one.is_slip, not one.is_jump))
    return Differences(
        added=tuple(entry for entry in come if key_of(entry) not in arrived),
        removed=tuple(entry for entry in gone if key_of(entry) not in moved),
        renamed=renamed,
        figures=tuple(figures),
        others=others,
        totals=tuple(_totals(before, after)),
        verdicts=tuple(_verdicts(before, after)),
        standings=tuple(_standings(before, old, after, {**new, **moved})),
    )


def _renamed(gone: list[Entry], come: list[Entry], renames: Mapping[Key, Key]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of what went and what came: as the redirects say, the same bytes, or much alike."""
    left = {key_of(entry): entry for entry in come}
    compared = 0
    for entry in gone:
        there = left.get(renames.get(key_of(entry), key_of(entry)))
        same_kind = [other for other in left.values() if other.kind is entry.kind]
        there = there or next((other for other in same_kind if other.raw == entry.raw), None)
        if there is None and key_of(entry) not in renames and compared + len(same_kind) <= MOST_COMPARED:
            compared += len(same_kind)
            alike = [(_likeness(entry.raw, other.raw), number) for number, other in enumerate(same_kind)]
            best, number = max(alike, default=(0.0, 0))
            there = same_kind[number] if best >= ALIKE else None
        if there is not None:
            del left[key_of(there)]
            yield entry, there


def _likeness(one: bytes, other: bytes) -> float:
    """How much of two files is the same, word by word, from 0 to 1."""
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _totals(before: Catalogue, after: Catalogue) -> Iterator[Total]:
    for stage in STAGES:
        for dimension in (Dimension.YEAR, Dimension.PLACE):
            was, now = (_sums(catalogue, stage, dimension) for catalogue in (before, after))
            for key, basis in dict.fromkeys((*now, *was)):
                sides = was.get((key, basis)), now.get((key, basis))
                if sides[0] != sides[1]:
                    yield Total(stage, dimension, key, basis, *sides)


def _sums(catalogue: Catalogue, stage: Stage, dimension: Dimension) -> dict[tuple[str, Basis], int]:
    ledger = ledger_of(catalogue)
    groups = ledger.by(dimension, ledger.at(stage))
    return {(group.key, basis): sum_.fen for group in groups for basis, sum_ in group.sums.items()}


def _verdicts(before: Catalogue, after: Catalogue) -> Iterable[Judged]:
    was, now = reckonings(before), reckonings(after)
    for id_ in sorted({*was, *now}):
        sides = [one[id_].verdict if id_ in one else None for one in (was, now)]
        if sides[0] is not sides[1]:
            yield Judged((now.get(id_) or was[id_]).entry, sides[0], sides[1])


def _standings(
    before: Catalogue, old: Mapping[Key, Entry], after: Catalogue, new: Mapping[Key, Entry]
) -> Iterator[Stood]:
    """Records of both states, by the key of the earlier one."""
    for key, entry in old.items():
        if key[0] in ("commitment", "policy") and key in new:
            was, now = (_standing(one, of) for one, of in ((before, entry), (after, new[key])))
            if was is not now:
                yield Stood(new[key], was, now)


def _standing(catalogue: Catalogue, entry: Entry) -> Standing | State:
    if entry.kind.name == "commitment":
        return pledge(catalogue, entry).standing
    return validity(catalogue, entry, catalogue.surroundings.as_of).state
