"""Opening hours as schema.org has them: told whole, with the last day on which they may be relied on, or not at all.

``openingHours``, the short text form, is not used: it knows neither seasons nor an end, so that a copy of it would go
on to promise what nobody has confirmed; and most classes of sites do not have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.values.opening import OpeningHours, State
from generator.values.opening_rules import FULL_DAY, Season, Span
from generator.values.timetable import timetable
from generator.values.timetable_parts import Day, Special, Timetable, Week
from generator.writing.linked_data.nodes import Node, listed

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_MINUTE = FULL_DAY - 1


def specifications(hours: OpeningHours, today: date | None, last: date) -> list[Node] | None:
    """``OpeningHoursSpecification`` of the seasons that run or come next; nothing for hours that it cannot say.

    It cannot say: the nth weekday of a month, the sun, an open end, "by appointment", and hours that are only probable;
    hours that are yet to begin are not told before they do.
    """
    table = timetable(hours)
    if table is None or (table.since and (today is None or today < table.since)):
        return None
    if table.monthly or table.otherwise or not all(_is_plain(day) for day in _days_of(table)):
        return None
    found: list[Node] = []
    for section in table.sections:
        span = running(section.seasons, today) if section.seasons else None
        if section.seasons and span is None:
            return None
        if span is None or span[0] <= last:
            found += _of_week(section.week, span, last, closed=section.is_exception)
    for special in table.special:
        if (today is None or special.last >= today) and special.first <= last:
            found += _of_dates(special, last)
    return found or None


def running(seasons: Iterable[Season], today: date | None) -> tuple[date, date] | None:
    """The first and last day of the season that runs on a day, else of the one that comes next."""
    if today is None:
        return None
    spans = [
        (_day(year, first), _day(year + (last < first), last))
        for first, last in seasons
        for year in (today.year - 1, today.year, today.year + 1)
    ]
    return min((span for span in spans if span[1] >= today), default=None)


def _day(year: int, month_day: tuple[int, int]) -> date:
    month, day = month_day
    try:
        return date(year, month, day)
    except ValueError:  # the 29th of February
        return date(year, 2, 28)


def _days_of(table: Timetable) -> Iterator[Day]:
    for section in table.sections:
        yield from section.week
    for special in table.special:
        yield from (day for day in special.days if day is not None)


def _is_plain(day: Day) -> bool:
    return all(span.is_fixed and span.state is State.OPEN and not span.comment for span in day.spans)


def _of_week(week: Week, span: tuple[date, date] | None, last: date, *, closed: bool) -> Iterator[Node]:
    """A node for each time of day; days without one are closed, which is said only where other weeks would be meant."""
    times: dict[tuple[str, str], list[str]] = {}
    for name, day in zip(DAYS, week, strict=True):
        for pair in _times(day, closed=closed):
            times.setdefault(pair, []).append(name)
    for (opens, closes), days in times.items():
        yield _node(days, opens, closes, span[0] if span else None, min(last, span[1]) if span else last)


def _of_dates(special: Special, last: date) -> Iterator[Node]:
    days = {(special.first.toordinal() + number - 1) % 7 for number in range((special.last - special.first).days + 1)}
    times: dict[tuple[str, str], list[str]] = {}
    for number, (name, day) in enumerate(zip(DAYS, special.days, strict=True)):
        if day is not None and number in days:
            for pair in _times(day, closed=True):
                times.setdefault(pair, []).append(name)
    for (opens, closes), names in times.items():
        yield _node(names, opens, closes, special.first, min(last, special.last))


def _times(day: Day, *, closed: bool) -> Iterator[tuple[str, str]]:
    for span in day.spans:
        yield _clock(span, start=True), _clock(span, start=False)
    if closed and not day.spans:
        yield "00:00", "00:00"  # how schema.org's users say that it is closed on a day


def _clock(span: Span, *, start: bool) -> str:
    minutes = span.start if start else span.end
    # There is no 24:00; what ends after midnight ends on the next day, which readers know by its being earlier.
    minutes = _LAST_MINUTE if minutes == FULL_DAY else minutes % FULL_DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _node(days: list[str], opens: str, closes: str, first: date | None, last: date) -> Node:
    node: Node = {"@type": "OpeningHoursSpecification", "dayOfWeek": listed(days), "opens": opens, "closes": closes}
    if first:
        node["validFrom"] = first.isoformat()
    return node | {"validThrough": last.isoformat()}
