"""The civil calendar, so that a festival on a fixed date is computed like any other."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from generator.almanac.month import Month

LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def months(year: int, month: int) -> tuple[Month, ...]:
    """The month; in most years the 29th of February is a day that is skipped."""
    if not date.min.year <= year <= date.max.year:
        return ()
    days = {day: (date(year, month, day),) for day in range(1, monthrange(year, month)[1] + 1)}
    return (Month(year, month, False, days),)
