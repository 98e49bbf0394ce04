"""The Chinese lunar calendar (农历), by the library borax: a table of the years 1900 to 2100.

The library was held against lunar_python, sxtwl and lunardate (``tests/almanac``): from 2000 to 2056 all agree. Later
some new moons fall so close to midnight that the libraries put the month's beginning on different days.
"""

from __future__ import annotations

from datetime import date, timedelta

from borax.calendars.lunardate import MAX_LUNAR_YEAR, MIN_LUNAR_YEAR, LCalendars, LunarDate

from generator.almanac.month import Month

DISPUTED = (
    (date(2057, 9, 28), date(2057, 10, 27)),
    (date(2089, 9, 4), date(2089, 10, 3)),
    (date(2097, 8, 7), date(2097, 9, 5)),
)
"""From the first to the last day about which the libraries differ, by one day each."""
_DAY = timedelta(days=1)


def months(year: int, month: int) -> tuple[Month, ...]:
    """The month, and the leap month that follows it in some years."""
    if not MIN_LUNAR_YEAR <= year <= MAX_LUNAR_YEAR:
        return ()
    found = [(length, leap) for number, length, leap in LCalendars.iter_year_month(year) if number == month]
    return tuple(_month(year, month, length, bool(leap)) for length, leap in found)


def _month(year: int, month: int, length: int, is_leap: bool) -> Month:
    first = LunarDate(year, month, 1, int(is_leap)).to_solar_date()
    return Month(year, month, is_leap, {day: (first + (day - 1) * _DAY,) for day in range(1, length + 1)})


def is_disputed(day: date) -> bool:
    """Whether the libraries that were compared give different lunar dates for a day."""
    return day.year >= DISPUTED[0][0].year and any(first <= day <= last for first, last in DISPUTED)
