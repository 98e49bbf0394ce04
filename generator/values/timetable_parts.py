"""What a timetable is made of: weeks by season, days of the month, dates; and which of them goes before which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.values.opening_rules import MonthDay, Season, Span


@dataclass(frozen=True, slots=True)
class Day:
    """The hours of one day; closed where there are none, with the reason if one is given."""

    spans: tuple[Span, ...] = ()
    reason: str = ""
    gaps: tuple[Span, ...] = ()
    """Times taken out of the hours for a reason that is given: ``12:00-14:00 off "Friday prayer"``."""


Week = tuple[Day, ...]
"""Monday to Sunday."""


@dataclass(frozen=True, slots=True)
class Section:
    """Part of the year and its week; without seasons it is the whole year."""

    seasons: tuple[Season, ...]
    week: Week
    is_exception: bool = False
    """A few days that are all alike, such as a holiday, within a season that goes on after them."""


@dataclass(frozen=True, slots=True)
class Monthly:
    """A weekday that differs once a month: the first, or the last (-1); in all months, or in those of its seasons."""

    weekday: int
    number: int
    day: Day
    seasons: tuple[Season, ...] = ()

    def __contains__(self, day: date) -> bool:
        if day.weekday() != self.weekday or not is_in_season(day, self.seasons):
            return False
        if self.number > 0:
            return (day.day - 1) // 7 + 1 == self.number
        return (day + timedelta(days=7 * -self.number)).month != day.month and (
            day + timedelta(days=7 * (-self.number - 1))
        ).month == day.month


@dataclass(frozen=True, slots=True)
class Special:
    """Days of one certain year; ``days`` from Monday to Sunday, nothing for a weekday that is not among them."""

    first: date
    last: date
    days: tuple[Day | None, ...]


@dataclass(frozen=True, slots=True)
class Timetable:
    """Hours in a form that can be said. Dates go before the few days that are an exception, these before days of the
    month, and those before the week of a season."""

    sections: tuple[Section, ...]
    monthly: tuple[Monthly, ...] = ()
    special: tuple[Special, ...] = ()
    otherwise: str = ""
    """What is said of all other times, in the editor's words: ``by appointment``."""
    since: date | None = None
    """The day from which on all this holds."""
    before: Timetable | None = None
    """What held until then."""

    def day(self, day: date) -> Day:
        """The hours of a day."""
        if self.since and self.before and day < self.since:
            return self.before.day(day)
        for special in self.special:
            if special.first <= day <= special.last and (found := special.days[day.weekday()]) is not None:
                return found
        held = [one for one in self.sections if is_in_season(day, one.seasons)]
        for section in held:
            if section.is_exception:
                return section.week[day.weekday()]
        for monthly in reversed(self.monthly):
            if day in monthly:
                return monthly.day
        return held[0].week[day.weekday()]

    @property
    def is_never_open(self) -> bool:
        """Whether it is closed, and nothing more is said of it."""
        week = {day for section in self.sections for day in section.week}
        return week == {Day()} and not (self.monthly or self.special or self.otherwise or self.before)


def is_in_season(day: date | MonthDay, seasons: tuple[Season, ...]) -> bool:
    """Whether a day of the year lies in one of the seasons; always, where there are none."""
    month_day = (day.month, day.day) if isinstance(day, date) else day
    return not seasons or any(
        first <= month_day <= last if first <= last else month_day >= first or month_day <= last
        for first, last in seasons
    )
