"""The Islamic calendar as it is computed in Umm al-Qura, by the library hijridate: the years 1343 to 1500.

Observance follows the sighting of the new moon and may be a day earlier or later. A day begins at sunset of the civil
day before the one that is given.
"""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from generator.almanac.month import Month

FIRST_YEAR, LAST_YEAR = 1343, 1500


def months(year: int, month: int) -> tuple[Month, ...]:
    """The month; this calendar has no leap months."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    start = Hijri(year, month, 1)
    converted = start.to_gregorian()
    first = date(converted.year, converted.month, converted.day)
    length = start.month_length()
    return (Month(year, month, False, {day: (first + timedelta(days=day - 1),) for day in range(1, length + 1)}),)


def year_about(day: date) -> int:
    """The Islamic year of a day, or the nearest one that is known."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except OverflowError:
        return FIRST_YEAR if day.year < 1950 else LAST_YEAR
