"""When an event is held: each time that falls between two days, computed from its calendar or announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.almanac import CALENDARS, years
from generator.almanac.falling import Oddity, Span, spans, within
from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records.event import Event, EventYear
from generator.values.calendar_days import CalendarDay
from generator.values.stated import Stated, Statement
from generator.values.text import LocalizedText

SCHEDULED, UNCONFIRMED = "scheduled", "unconfirmed"
CANCELLED, CLOSED = "cancelled", "closed-to-the-public"
_LONGEST = timedelta(days=400)
"""No festival that is known is longer; one that began so long ago is over."""
_AHEAD = 12
"""Years that are looked through for the next times; a leap-month rule may wait for several."""


@dataclass(frozen=True)
class NamedDay:
    """A day with a name of its own, as it falls once."""

    number: int
    """Which of the record's ``days``."""
    name: LocalizedText
    of: CalendarDay
    day: date | None
    """Empty where the calendar skips it."""
    status: str
    announced: Statement[Any] | None
    """What the date rests on, where it was announced."""
    oddities: tuple[Oddity, ...]


@dataclass(frozen=True)
class Occasion:
    """An event as it is held once."""

    entry: Entry
    key: str
    """The same whatever is announced: the calendar's own year, with ``-leap`` for a leap month."""
    start: date | None
    """Empty where the calendar skips its only day."""
    end: date | None
    near: date
    """Its start; where it has none, about when it would be."""
    status: str
    announced: Statement[Any] | None
    """What the dates rest on, where they were announced."""
    oddities: tuple[tuple[CalendarDay, Oddity], ...]
    days: tuple[NamedDay, ...]
    note: LocalizedText | None

    @property
    def last(self) -> date:
        """The day after which it is over."""
        return self.end or self.near

    @property
    def is_provisional(self) -> bool:
        """Whether libraries differ about its days."""
        return any(oddity is Oddity.PROVISIONAL for _, oddity in self.oddities)


def occasions(entry: Entry, first: date, last: date) -> tuple[Occasion, ...]:
    """Every time that an event is held from one day to another, both included, in their order."""
    event: Event = entry.record
    found = list(_held(entry, event, first, last))
    return tuple(sorted((one for one in found if one.last >= first and one.near <= last), key=_order))


def coming(entry: Entry, today: date, count: int) -> tuple[Occasion, ...]:
    """The next times from a day on, what is going on included."""
    return occasions(entry, today, _later(today, _AHEAD))[:count]


def ahead(entries: Iterable[Entry], today: date, days: int) -> tuple[Occasion, ...]:
    """What is held in the days to come, of several events."""
    last = today + timedelta(days=days)
    return tuple(sorted((one for entry in entries for one in occasions(entry, today, last)), key=_order))


def events_at(catalogue: Catalogue, entry: Entry) -> tuple[Entry, ...]:
    """The events of a site, or of a place with everything that lies in it."""
    found = catalogue.of_kind("event")
    if entry.kind.name == "site":
        return tuple(event for event in found if event.record.site and event.record.site.id == entry.id)
    within_ = catalogue.places_within(entry.id)
    return tuple(event for event in found if (place := place_of(catalogue, event)) and place.id in within_)


def place_of(catalogue: Catalogue, event: Entry) -> Entry | None:
    """The place where an event is held: its own, or that of its site."""
    site = catalogue.find(event.record.site)
    return catalogue.find(event.record.place) or (catalogue.find(site.record.place) if site else None)


def _order(one: Occasion) -> tuple[date, date, str]:
    return one.near, one.last, one.entry.id


def _later(day: date, years_: int) -> date:
    return date(day.year + years_, day.month, min(day.day, 28))


def _held(entry: Entry, event: Event, first: date, last: date) -> Iterator[Occasion]:
    told = {year.year.year: year for year in event.years}
    found = list(_computed(event, first - _LONGEST, last))
    for span in found:
        known = told.get(span.first.near.year)
        if known and known.dates and known.dates.value and _nearest(found, known.dates) is not span:
            known = None
        yield _of_span(entry, event, span, known)
    held = {span.first.near.year for span in found}
    for number, year in told.items():
        if number not in held and year.dates is not None and year.dates.value is not None:
            yield _announced_only(entry, event, year)


def _nearest(found: Iterable[Span], dates: Stated[Any]) -> Span:
    """The one that announced dates are about, where a civil year has two: months come twice, lunar years are short."""
    first, _ = _ends(dates)
    return min(
        (span for span in found if span.first.near.year == first.year), key=lambda span: abs(span.first.near - first)
    )


def computed(event: Event, year: int) -> tuple[Span, ...]:
    """Where an event's rule falls in a civil year, whatever was announced."""
    found = _computed(event, date(year, 1, 1), date(year, 12, 31))
    return tuple(span for span in found if span.first.near.year == year)


def _computed(event: Event, first: date, last: date) -> Iterator[Span]:
    calendar = event.calendar.value.id if event.calendar.value else ""
    rule = event.rule
    if rule is None or calendar not in CALENDARS or rule.first.value is None:
        return
    begin = rule.first.value
    end = rule.last.value if rule.last and rule.last.value else begin
    for year in years(calendar, first, last):
        yield from spans(calendar, begin, end, rule.policies, year)


def _of_span(entry: Entry, event: Event, span: Span, known: EventYear | None) -> Occasion:
    announced = known.dates if known and known.dates and known.dates.value else None
    start, end = span.first.day, span.last.day
    oddities = span.oddities
    if announced is not None and announced.value is not None:
        start, end = _ends(announced)
        oddities = ()
    status = _status(event, known)
    return Occasion(
        entry=entry,
        key=f"{span.year}-leap" if span.is_leap else str(span.year),
        start=start,
        end=end,
        near=start or span.first.near,
        status=status,
        announced=announced,
        oddities=oddities,
        days=tuple(_named(event, span, known, status, moved=announced is not None)),
        note=known.note if known else None,
    )


def _announced_only(entry: Entry, event: Event, known: EventYear) -> Occasion:
    """A time that no rule gives."""
    assert known.dates is not None
    start, end = _ends(known.dates)
    status = _status(event, known)
    days = _named(event, None, known, status, moved=True)
    return Occasion(entry, str(known.year), start, end, start, status, known.dates, (), tuple(days), known.note)


def _ends(dates: Stated[Any]) -> tuple[date, date]:
    """The days of an announced period; one whose end is open is taken for a single day."""
    period = dates.value
    start, end = getattr(period, "start", None), getattr(period, "end", None)
    one = start or end
    assert one is not None
    return one.first, (end or one).last


def _status(event: Event, known: EventYear | None) -> str:
    """What is known of a year, else of the event; dates that were announced are scheduled, others not confirmed."""
    if known and known.status and known.status.value:
        return known.status.value.id
    if known and known.dates and known.dates.value:
        return SCHEDULED
    return event.status.value.id if event.status and event.status.value else UNCONFIRMED


def _named(
    event: Event, span: Span | None, known: EventYear | None, whole: str, *, moved: bool
) -> Iterator[NamedDay]:
    """The named days of one time. Where the dates were announced, a day that was not is not computed either."""
    rule, calendar = event.rule, event.calendar.value.id if event.calendar.value else ""
    told = {one.day: one for one in known.days} if known else {}
    for number, day in enumerate(event.days):
        of = day.value
        if of is None:
            continue
        said = told.get(of)
        date_ = said.date if said and said.date and said.date.value else None
        status = said.status.value.id if said and said.status and said.status.value else None
        status = status or (CANCELLED if whole == CANCELLED else day.status.id if day.status else whole)
        if date_ is not None and date_.value is not None:
            yield NamedDay(number, day.name, of, date_.value.first, status, date_, ())
        elif span is not None and not moved and rule is not None and rule.first.value is not None:
            fall = within(calendar, span, rule.first.value, of, rule.policies)
            if fall is not None:
                yield NamedDay(number, day.name, of, fall.day, status, None, fall.oddities)
