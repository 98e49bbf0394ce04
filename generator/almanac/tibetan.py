"""The Tibetan calendar of the Phugpa school, by the library caltib.

A lunar day takes the name of the civil day at whose dawn it runs: one that begins and ends between two dawns is
skipped, one that lasts through two comes twice. Of two months with one number the first is the leap month.
"""

from __future__ import annotations

import warnings
from datetime import date
from functools import cache
from typing import Any

from generator.almanac.month import Month

ENGINE = "phugpa"
FIRST_YEAR, LAST_YEAR = 1900, 2200
DISPUTED = (date(2099, 10, 14),)
"""Days until 2100 to which exact fractions give another name than the library, 0.3.2 (``tests/almanac/phugpa.py``)."""


@cache
def _library() -> Any:
    """Loaded only where a Tibetan day is to be found."""
    with warnings.catch_warnings():
        # Some of its other calendars warn of their own parameters when the library is imported; none of them is used.
        warnings.simplefilter("ignore")
        import caltib
    return caltib


def months(year: int, month: int) -> tuple[Month, ...]:
    """The month, before it the leap month in some years."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    several = len(_library().get_calendar(ENGINE).month.get_lunations(year, month)) > 1
    return tuple(_month(year, month, is_leap) for is_leap in ((True, False) if several else (False,)))


def is_disputed(day: date) -> bool:
    """Whether the computations that were compared give different names to a day."""
    return day in DISPUTED


def _month(year: int, month: int, is_leap: bool) -> Month:
    info: Any = _library().month_info(year, month, is_leap_month=is_leap, engine=ENGINE)
    days: dict[int, tuple[date, ...]] = {}
    for day in info.days:
        days[day.tibetan.tithi] = (*days.get(day.tibetan.tithi, ()), day.civil_date)
    return Month(year, month, is_leap, days)
