"""The Islamic calendar as it is computed in Umm al-Qura, by the library hijridate: the years 1343 to 1500.

Observance follows the sighting of the new moon and may be a day earlier or later. A day begins at sunset of the civil
day before the one that is given.
"""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from generator.almanac.month import Month

FIRST_YEAR, LAST_YEAR = 1343, 1500
# fmt: off
DISPUTED: dict[int, tuple[int, ...]] = {
    1451: (4, 7, 11), 1452: (1, 2, 5, 8), 1453: (2, 7, 9), 1454: (2, 8, 10, 12), 1455: (3, 6, 8, 11),
    1456: (1, 4, 6, 8, 12), 1457: (2, 5, 8, 11, 12), 1458: (1, 3, 6, 9, 12), 1459: (1, 4, 7, 10),
    1460: (1, 4, 6, 8, 11), 1461: (4, 11), 1462: (7, 9, 12), 1463: (5, 7, 10, 11), 1464: (1, 3, 6, 10, 11),
    1465: (2, 4, 7, 10, 11), 1466: (3, 5, 12), 1467: (3, 6, 9, 11), 1468: (1, 3, 6, 8, 10, 12), 1469: (3, 6, 9),
    1470: (1, 4, 7, 9, 10), 1471: (2, 5, 7, 10), 1472: (1, 3, 8, 10, 11), 1473: (1, 3, 6, 9, 11),
    1474: (1, 4, 7, 10, 12), 1475: (4, 8, 11), 1476: (2, 4, 8, 12), 1477: (3, 8, 9), 1478: (1, 4, 6, 9, 12),
    1479: (2, 5, 7, 9, 12), 1480: (2, 6, 8, 10, 12), 1481: (2, 5, 11), 1482: (6, 7, 9, 12), 1483: (3, 6, 7, 10),
    1484: (1, 4, 7, 8, 10), 1485: (2, 5, 8, 10, 11), 1486: (3, 11), 1487: (2, 4, 6, 9, 11), 1488: (2, 5, 7, 10, 12),
    1489: (2, 6, 8, 11), 1490: (1, 3, 6, 9, 12), 1491: (2, 6, 9, 11), 1492: (3, 7, 9, 12), 1493: (4, 6, 9, 12),
    1494: (1, 5, 7, 8, 12), 1495: (1, 4, 6, 9), 1496: (1, 5, 7, 10), 1497: (2, 5, 9, 11),
    1498: (1, 3, 5, 8, 10, 12), 1499: (2, 4, 8, 10), 1500: (1, 5, 8, 10),
}
# fmt: on
"""Months by year that the tables of other programs (ICU, which browsers have, and Java) begin a day later.

Until the year 1450, which ends in May 2029, all agree. Umm al-Qura is announced for few years ahead; what lies further
on is computed, and not by everybody alike.
"""


def months(year: int, month: int) -> tuple[Month, ...]:
    """The month; this calendar has no leap months."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    start = Hijri(year, month, 1)
    converted = start.to_gregorian()
    first = date(converted.year, converted.month, converted.day)
    length = start.month_length()
    return (Month(year, month, False, {day: (first + timedelta(days=day - 1),) for day in range(1, length + 1)}),)


def is_disputed(day: date) -> bool:
    """Whether a day lies in a month about whose beginning the tables differ, so that each of its days has two names."""
    if day.year < 2029:
        return False
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return False
    return found.month in DISPUTED.get(found.year, ())


def year_about(day: date) -> int:
    """The Islamic year of a day, or the nearest one that is known."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except OverflowError:
        return FIRST_YEAR if day.year < 1950 else LAST_YEAR
