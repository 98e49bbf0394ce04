"""Festivals and other events that come again, or come once: by the calendar they follow, or on announced dates."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.almanac.falling import DoubledDay, LeapMonth, Policies, SkippedDay
from generator.records.base import Facet, Linked, Record
from generator.values.calendar_days import CalendarDay
from generator.values.dates import PartialDate, Period, Year
from generator.values.names import Reference, RefersTo, Term, WebAddress, WordOf
from generator.values.stated import Citations, Part, Stated, choice
from generator.values.text import LocalizedProse, LocalizedText


class Rule(Part):
    """The days of every year on which it is held, in its own calendar."""

    first: Stated[CalendarDay]
    last: Stated[CalendarDay] | None = None
    """Left out where it is a single day; before ``first`` where it ends in the following year."""
    leap_month: Annotated[LeapMonth, choice(LeapMonth)] = LeapMonth.REGULAR
    """In years in which the calendar has the month twice."""
    skipped_day: Annotated[SkippedDay, choice(SkippedDay)] = SkippedDay.NONE
    """Which day stands in for one that the calendar skips; ``none`` where no source says so."""
    doubled_day: Annotated[DoubledDay, choice(DoubledDay)] = DoubledDay.FIRST
    sources: Citations = ()
    """Where the choice between such days is stated."""

    @property
    def policies(self) -> Policies:
        """The choices by which a day is found in every year."""
        return Policies(self.leap_month, self.skipped_day, self.doubled_day)


class FestivalDay(Stated[CalendarDay]):
    """One of its days that has a name of its own."""

    name: LocalizedText
    status: Annotated[Term | None, WordOf("event_status")] = None
    """Where that is another one than the status of the whole."""


class AnnouncedDay(Part):
    """What is known of a named day in one year."""

    day: CalendarDay
    """Which of the named days, in the event's calendar."""
    date: Stated[PartialDate] | None = None
    """The announced date, in place of the computed one."""
    status: Stated[Annotated[Term, WordOf("event_status")]] | None = None


class EventYear(Part):
    """What is known of one year: announced dates, a cancellation, a day that was closed to the public."""

    year: Year
    """The civil year in which it begins."""
    dates: Stated[Period] | None = None
    """Announced dates; they take the place of computed ones."""
    status: Stated[Annotated[Term, WordOf("event_status")]] | None = None
    days: tuple[AnnouncedDay, ...] = ()
    note: LocalizedText | None = None


class Event(Record):
    """A festival, a fair, a rite that is open to visitors, or another event at a site or in a place."""

    title: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:description")] = None
    site: Annotated[Reference | None, RefersTo("site"), Facet(), Linked("schema:location")] = None
    place: Annotated[Reference | None, RefersTo("place"), Facet(), Linked("schema:location")] = None
    """Where it is held at no recorded site."""
    calendar: Annotated[Stated[Annotated[Term, WordOf("calendar")]], Facet()]
    rule: Annotated[Rule | None, Linked("schema:eventSchedule")] = None
    days: Annotated[tuple[FestivalDay, ...], Linked("schema:subEvent")] = ()
    status: Annotated[
        Stated[Annotated[Term, WordOf("event_status")]] | None, Facet(), Linked("schema:eventStatus")
    ] = None
    visitors: Stated[Annotated[Term, WordOf("event_access")]] | None = None
    """Whether visitors may come."""
    etiquette: tuple[Stated[LocalizedText], ...] = ()
    """What is asked of guests at the event; what holds at the site stands there."""
    notices: tuple[Stated[LocalizedText], ...] = ()
    """What somebody who plans to come should know."""
    years: Annotated[tuple[EventYear, ...], Linked("schema:startDate")] = ()
    description: Annotated[LocalizedProse | None, Linked("schema:description")] = None
    website: Annotated[WebAddress | None, Linked("schema:url")] = None
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""
    sources: Annotated[Citations, Field(min_length=1), Linked("dcterms:source")]
    """An event that no source tells of is none."""

    @property
    def heading(self) -> LocalizedText:
        return self.title
