"""Opening hours as data for the reader's browser, which alone knows what time it is (``assets/opening.js``).

Hours that can be put into words go there as a week, its seasons and its dates, so that a page built long ago is still
right. Others, and those that follow the sun, go as the moments that the library computed, and end with them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from generator.values.opening import OpeningHours, State, Stretch
from generator.values.opening_rules import FULL_DAY, Season, Span
from generator.values.timetable import timetable
from generator.values.timetable_parts import Day, Timetable

COMPUTED_DAYS = 400
"""Days ahead for which moments are computed where there is no week."""
_EPOCH = datetime(1970, 1, 1)

Data = dict[str, Any]


def opening_data(
    hours: OpeningHours, today: date | None, point: tuple[float, float] | None, zone: ZoneInfo
) -> Data | None:
    """What the script needs; nothing where the hours can only be read, not computed.

    ``week`` form: ``parts`` (``in``: spans of the year as month*100+day, ``week``: Monday to Sunday, ``few`` for an
    exception), ``nth`` (weekday from 0, number, day, spans of the year), ``dates`` (first, last, seven days or null),
    ``since`` with what held ``before``. A day is a list of spans in minutes from its midnight, with a third item 1
    where nobody knows. ``moments`` form: spans in minutes of the local clock since 1970, and the last day for which
    they hold.
    """
    table = timetable(hours)
    if table is not None and not hours.needs_sun:
        return _week_form(table, today)
    if hours.repeats or today is None or (hours.needs_sun and point is None):
        return None
    last = today + timedelta(days=COMPUTED_DAYS)
    found = hours.stretches(today - timedelta(days=1), last, point, zone)
    return {"moments": [_moments(one) for one in found], "until": last.isoformat()}


def _week_form(table: Timetable, today: date | None) -> Data:
    data: Data = {
        "parts": [
            {"in": _spans(section.seasons), "week": [_day(day) for day in section.week]}
            | ({"few": 1} if section.is_exception else {})
            for section in table.sections
        ]
    }
    if table.since and table.before and (today is None or today < table.since):
        data |= {"since": table.since.isoformat(), "before": _week_form(table.before, today)}
    if table.monthly:
        data["nth"] = [[one.weekday, one.number, _day(one.day), _spans(one.seasons)] for one in table.monthly]
    if table.special:
        data["dates"] = [
            [one.first.isoformat(), one.last.isoformat(), [_day(day) if day is not None else None for day in one.days]]
            for one in table.special
        ]
    if table.otherwise:
        data["otherwise"] = 1
    return data


def _spans(seasons: tuple[Season, ...]) -> list[list[int]]:
    return [[first[0] * 100 + first[1], last[0] * 100 + last[1]] for first, last in seasons]


def _day(day: Day) -> list[list[int]]:
    return [part for span in day.spans for part in _parts(span)]


def _parts(span: Span) -> list[list[int]]:
    """A span; what has no stated end, or is only a remark, is not known to be open."""
    if span.is_open_ended:
        if span.end >= FULL_DAY:
            return [[span.start, span.end, 1]]
        return [[span.start, span.end], [span.end, FULL_DAY, 1]]
    if span.is_remark or span.state is State.UNKNOWN:
        return [[span.start, span.end, 1]]
    return [[span.start, span.end]]


def _moments(one: Stretch) -> list[int]:
    start, end = (int((moment - _EPOCH).total_seconds()) // 60 for moment in (one.start, one.end))
    is_remark = bool(one.comment) and end - start >= FULL_DAY
    return [start, end, 1] if one.state is State.UNKNOWN or is_remark else [start, end]
