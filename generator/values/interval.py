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

    def __contains__(self, value: int | Fraction) -> bool:
        return self.low <= value <= self.high

    def overlaps(self, other: Interval) -> bool:
        """Whether both may be the same true value."""
        return self.low <= other.high and other.low <= self.high
