"""Calendars: on which days of the civil calendar the days of another one fall.

A module for each calendar, each with ``months(year, month)``: the month with that number, and its leap month in years
that have one; nothing where its library knows of none. :mod:`generator.almanac.falling` applies a record's policies.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from generator.almanac import chinese, gregorian, islamic, tibetan
from generator.almanac.month import Month

_CALENDARS: dict[str, Callable[[int, int], tuple[Month, ...]]] = {
    "gregorian": gregorian.months,
    "chinese_lunar": chinese.months,
    "tibetan_phugpa": tibetan.months,
    "islamic": islamic.months,
}
CALENDARS = tuple(_CALENDARS)
"""The calendars in which dates can be computed; the words of the vocabulary ``calendar``."""
_DISPUTED: dict[str, Callable[[date], bool]] = {
    "chinese_lunar": chinese.is_disputed,
    "tibetan_phugpa": tibetan.is_disputed,
    "islamic": islamic.is_disputed,
}


@lru_cache(maxsize=4096)
def months(calendar: str, year: int, month: int) -> tuple[Month, ...]:
    """The months with that number in a year of a calendar, in their order; nothing beyond what its library knows."""
    return _CALENDARS[calendar](year, month)


def longest(calendar: str, month: int) -> int:
    """How many days the month may have at the most."""
    return gregorian.LONGEST[month - 1] if calendar == "gregorian" else 30


def years(calendar: str, first: date, last: date) -> range:
    """The years of a calendar that have days between two days, with one more at either end to be safe."""
    if calendar == "islamic":
        return range(islamic.year_about(first) - 1, islamic.year_about(last) + 2)
    return range(first.year - 1, last.year + 1)


def is_provisional(calendar: str, day: date) -> bool:
    """Whether the tables of the libraries for a calendar differ about a day, as far as they were compared."""
    return calendar in _DISPUTED and _DISPUTED[calendar](day)
