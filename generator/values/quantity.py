"""Quantities: an exact number, the precision of its writing, and what it is counted in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Self

from generator.findings import Refusal
from generator.values.base import Written, text_of
from generator.values.interval import Interval
from generator.values.numbers import LONGEST, halfwidth, is_approximate, read_figure


@dataclass(frozen=True, slots=True)
class Quantity(Written):
    """A number with a unit, as in ``6.7万户``: 67 000 in steps of 1 000, counted in 户.

    ``unit`` is the word as written, empty where the record names the unit beside it; the ``unit`` vocabulary knows
    what it means.
    """

    number: Decimal
    step: Decimal
    unit: str
    written: str

    json_schema: ClassVar = {"type": ["string", "number"]}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``1951``, ``6.7万户`` or ``3 km``; raises :class:`Refusal`."""
        written = text_of(data).strip()
        if is_approximate(written):
            raise Refusal("quantity-form", given=written[:LONGEST], suggestion="")
        figure = read_figure(written)
        if figure is None or len(figure.rest) > 20:
            meant = halfwidth(written)
            again = read_figure(meant) if meant != written else None
            raise Refusal("quantity-form", given=written[:LONGEST], suggestion=meant if again else "")
        return cls(number=figure.number, step=figure.step, unit=figure.rest, written=written)

    @property
    def interval(self) -> Interval:
        """Where the true number lies; a bare count is exact."""
        step = Fraction(self.step)
        return Interval.around(Fraction(self.number), 0 if step == 1 else step)

    def __str__(self) -> str:
        return self.written
