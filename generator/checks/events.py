"""Events that cannot be held as they are written: nowhere, on days that no calendar has, on dates that do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from generator.almanac import CALENDARS, longest
from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.loader import Entry
from generator.occasions import computed
from generator.records.base import Path
from generator.records.event import Event, EventYear
from generator.values.calendar_days import CalendarDay
from generator.values.dates import PartialDate

FAR = 3
"""Days that an announced date may lie from the computed one: calendars of one name differ by a day or two."""


def check(batch: Batch) -> Iterator[Finding]:
    """``event-nowhere``, ``event-without-dates``, ``event-day-impossible`` and what else is wrong with events."""
    for entry in batch.entries:
        if entry.kind.name != "event":
            continue
        event: Event = entry.record
        if event.site is None and event.place is None:
            yield entry.error("event-nowhere")
        # What could not be read was left out of a record, and is a finding of its own.
        if entry.is_whole and event.rule is None and not any(year.dates for year in event.years):
            yield entry.error("event-without-dates")
        yield from _rule(batch.catalogue, entry, event)
        yield from _years(entry, event)


def _rule(catalogue: Catalogue, entry: Entry, event: Event) -> Iterator[Finding]:
    calendar = event.calendar.value.id if event.calendar.value else ""
    if event.rule and calendar not in CALENDARS:
        known = catalogue.vocabularies.get("calendar", {})
        # A word that no vocabulary has is found already.
        if not calendar or calendar in known:
            yield entry.error("event-calendar", ("calendar",), given=calendar, allowed=", ".join(CALENDARS))
    if calendar in CALENDARS:
        for path, day in _days(event):
            if day.day > longest(calendar, day.month):
                yield entry.error(
                    "event-day-impossible", path, given=day, calendar=calendar, longest=longest(calendar, day.month)
                )
    first = event.rule.first.value if event.rule else None
    last = event.rule.last.value if event.rule and event.rule.last else first
    if first and last:
        for number, named in enumerate(event.days):
            if named.value and not _lies(first, named.value, last):
                here: Path = ("days", number, "value")
                yield entry.warning("event-day-outside", here, given=named.value, first=first, last=last)


def _days(event: Event) -> Iterator[tuple[Path, CalendarDay]]:
    """Every day of the event's calendar that is written in it."""
    if event.rule:
        for name in ("first", "last"):
            stated = getattr(event.rule, name)
            if stated is not None:
                if stated.value:
                    yield ("rule", name, "value"), stated.value
                for number, other in enumerate(stated.alternatives):
                    if other.value:
                        yield ("rule", name, "alternatives", number, "value"), other.value
    for number, day in enumerate(event.days):
        if day.value:
            yield ("days", number, "value"), day.value
        for place, other in enumerate(day.alternatives):
            if other.value:
                yield ("days", number, "alternatives", place, "value"), other.value


def _lies(first: CalendarDay, day: CalendarDay, last: CalendarDay) -> bool:
    """Whether a day is one of a span, which may go over the end of the year."""
    return first <= day <= last if first <= last else day >= first or day <= last


def _years(entry: Entry, event: Event) -> Iterator[Finding]:
    seen: set[int] = set()
    named = {day.value for day in event.days}
    for number, known in enumerate(event.years):
        path: Path = ("years", number)
        if known.year.year in seen:
            yield entry.error("event-year-twice", (*path, "year"), year=known.year)
        seen.add(known.year.year)
        yield from _announced(entry, event, known, path)
        for place, told in enumerate(known.days):
            here = (*path, "days", place)
            if told.day not in named:
                listed = ", ".join(str(day) for day in sorted(day for day in named if day))
                yield entry.error("event-day-unknown", (*here, "day"), given=told.day, named=listed)
            if told.date and told.date.value:
                yield from _dated(entry, (*here, "date"), told.date.value, told.date.value, known.year.year)
                if not told.date.sources:
                    yield entry.error("event-announced-unsourced", (*here, "date"))
                period = known.dates.value if known.dates else None
                if period and period.start and period.end and not _during(told.date.value, period.start, period.end):
                    yield entry.warning("event-announced-outside", (*here, "date"), given=told.date.value, dates=period)


def _announced(entry: Entry, event: Event, known: EventYear, path: Path) -> Iterator[Finding]:
    """Announced dates: to the day, in their year, with a source, and not far from where the calendar has them."""
    period = known.dates.value if known.dates else None
    if known.dates is None or period is None:
        return
    here = (*path, "dates")
    first = period.start or period.end
    assert first is not None
    wrong = list(_dated(entry, here, first, period.end or first, known.year.year))
    yield from wrong
    if not known.dates.sources:
        yield entry.error("event-announced-unsourced", here)
    if wrong:
        return
    days = [span.first.near for span in computed(event, known.year.year)]
    nearest = min(days, key=lambda day: abs(day - first.first), default=None)
    if nearest is not None and abs((nearest - first.first).days) > FAR:
        apart = abs((nearest - first.first).days)
        yield entry.warning("event-announced-far", here, given=first, computed=nearest.isoformat(), days=apart)


def _dated(entry: Entry, path: Path, first: PartialDate, last: PartialDate, year: int) -> Iterator[Finding]:
    if first.day is None or last.day is None:
        yield entry.error("event-announced-imprecise", path, given=first if first.day is None else last)
    elif first.year != year and path[-1] == "dates":
        yield entry.error("event-announced-year", path, given=first, year=year)


def _during(day: PartialDate, first: PartialDate, last: PartialDate) -> bool:
    return first.first <= day.first and day.last <= last.last
