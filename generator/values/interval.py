"""Closed intervals of exact numbers: what a rounded figure says about the true one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Self


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, both included, in the unit of whoever made it."""

    low: Fraction
    high: Fraction

    @classmethod
    def around(cls, value: int | Fraction, step: int | Fraction) -> Self:
        """Half a step to each side: a figure rounded to ``step``."""
        half = Fraction(step) / 2
        return cls(Fraction(value) - half, Fraction(value) + half)

    @classmethod
    def total(cls, intervals: Iterable[Interval]) -> Self:
        """The sum of figures that are each known so far only."""
        low = high = Fraction(0)
        for interval in intervals:
            low += interval.low
            high += interval.high
        return cls(low, high)

    @classmethod
    def exactly(cls, value: int | Fraction) -> Self:
        """A figure that is known to the last digit."""
        return cls(Fraction(value), Fraction(value))

    @property
    def is_exact(self) -> bool:
        """Whether only one value is possible."""
        return self.low == self.high

    def __sub__(self, other: Interval) -> Interval:
        """What may be left of this when ``other`` is taken from it."""
        return Interval(self.low - other.high, self.high - other.low)

    def share_of(self, whole: Interval) -> Interval | None:
        """This as a share of ``whole``, 1 being all of it; nothing where the whole may be nought."""
        if whole.low <= 0:
            return None
        corners = [end / of for end in (self.low, self.high) for of in (whole.low, whole.high)]
        return Interval(min(corners), max(corners))

    def __contains__(self, value: int | Fraction) -> bool:
        return self.low <= value <= self.high

    def overlaps(self, other: Interval) -> bool:
        """Whether both may be the same true value."""
        return self.low <= other.high and other.low <= self.high
