"""The times at which an event is held next, as events of their own."""

from __future__ import annotations

from typing import Any

from generator.occasions import CANCELLED, CLOSED, SCHEDULED, Occasion, coming
from generator.records.event import Event
from generator.values.stated import Statement
from generator.writing.festival_words import calendar_name
from generator.writing.linked_data.nodes import Node, listed, text
from generator.writing.linked_data.values import Telling, told

NEXT = 3
"""The times to come that are told."""
_LOOKED_AT = 6


def occurrences(at: Telling) -> Node:
    """What an event is once its calendar is known: a series with its next times, or a single time with its dates.

    Left out are times that are cancelled, closed to the public, skipped by the calendar or provisional, and dates that
    rest on a doubtful day. Of computed dates the description says that nobody has announced them, and ``eventStatus``
    stands only where somebody has.
    """
    event: Event = at.entry.record
    if at.today is None:
        return {}
    whole: Node = {"@type": "EventSeries"} if event.rule else {}
    held = [one for one in coming(at.entry, at.today, _LOOKED_AT) if _is_told(event, one)][:NEXT]
    if not held:
        return whole
    if not event.rule and len(held) == 1:
        return {name: value for name, value in _time(at, held[0]).items() if name not in ("@type", "name", "location")}
    return whole | {"subEvent": listed([_time(at, one) for one in held])}


def _is_told(event: Event, one: Occasion) -> bool:
    if one.start is None or one.is_provisional or one.status in (CANCELLED, CLOSED) or _excludes_visitors(event):
        return False
    rests_on: list[Statement[Any]] = [one.announced] if one.announced else [event.calendar]
    if one.announced is None and event.rule:
        rests_on += [event.rule.first, *filter(None, [event.rule.last])]
    return all(stated.confidence != "low" for stated in rests_on)


def _excludes_visitors(event: Event) -> bool:
    return bool(event.visitors and event.visitors.value and event.visitors.value.id == "closed")


def _time(at: Telling, one: Occasion) -> Node:
    event: Event = at.entry.record
    assert one.start is not None
    node: Node = {"@type": "Event", "name": text(at.page, event.title), "startDate": one.start.isoformat()}
    if one.end:
        node["endDate"] = one.end.isoformat()
    where = event.site or event.place
    location = told(where, at) if where else None
    if location:
        node["location"] = location
    if one.announced is None:
        word = at.page.word("linked_data.computed", calendar=calendar_name(at.page, event))
        return node | {"description": word}
    if one.status == SCHEDULED:
        node["eventStatus"] = "https://schema.org/EventScheduled"
    return node
