"""Where the days of a rule fall in a year, by the rule's policies for leap months, skipped and doubled days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.almanac import is_provisional, months
from generator.almanac.month import Month
from generator.values.calendar_days import CalendarDay

_DAY = timedelta(days=1)


class LeapMonth(StrEnum):
    """In which of two months with the same number a festival is held; in other years there is only the one."""

    REGULAR = "regular"
    LEAP = "leap"
    BOTH = "both"


class SkippedDay(StrEnum):
    """Which day stands in for one that the calendar skips."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"


class DoubledDay(StrEnum):
    """Which of two civil days that carry the same name is meant."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Policies:
    """What a rule says of days that a year lacks or has twice."""

    leap_month: LeapMonth = LeapMonth.REGULAR
    skipped_day: SkippedDay = SkippedDay.NONE
    doubled_day: DoubledDay = DoubledDay.FIRST


class Oddity(StrEnum):
    """What is unusual about a day as it falls in a certain year; each has words that explain it."""

    SKIPPED = "skipped"
    """The calendar skips it, and the rule says of no other day."""
    HELD_BEFORE = "held-before"
    HELD_AFTER = "held-after"
    DOUBLED_FIRST = "doubled-first"
    DOUBLED_SECOND = "doubled-second"
    LEAP = "leap"
    """It falls in a leap month."""
    NOT_LEAP = "not-leap"
    """Its month comes twice, and it falls in the regular one."""
    PROVISIONAL = "provisional"
    """Libraries differ about the day."""


@dataclass(frozen=True, slots=True)
class Fall:
    """The civil day of a calendar's day in one year; ``day`` is empty where the calendar skips it."""

    of: CalendarDay
    day: date | None
    near: date
    """The same day; where it is skipped, the one that comes next."""
    oddities: tuple[Oddity, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A rule in one year of its calendar: from its first to its last day."""

    year: int
    is_leap: bool
    first: Fall
    last: Fall

    @property
    def oddities(self) -> tuple[tuple[CalendarDay, Oddity], ...]:
        """What is unusual about its ends, each said once."""
        both = [(fall.of, oddity) for fall in (self.first, self.last) for oddity in fall.oddities]
        return tuple(dict.fromkeys(both))


def spans(calendar: str, first: CalendarDay, last: CalendarDay, policies: Policies, year: int) -> Iterator[Span]:
    """A rule in one year of a calendar: once; twice where it is held in the leap month too; never beyond the tables.

    Where the rule's end comes before its beginning in the calendar, it ends in the year after.
    """
    for month in _chosen(months(calendar, year, first.month), policies.leap_month):
        if last.month == first.month and last.day >= first.day:
            end: Month | None = month
        else:
            following = year if (last.month, last.day) >= (first.month, first.day) else year + 1
            # A leap month before the last one lies within the festival; its end is in the regular month.
            regular = [one for one in months(calendar, following, last.month) if not one.is_leap]
            end = regular[0] if regular else None
        if end is None:
            continue
        if first == last:
            fall = falls(calendar, month, first, policies)
            yield Span(year, month.is_leap, fall, fall)
        else:
            # A festival of several days whose first is skipped begins with the next, inside it; so with its last.
            begins = falls(calendar, month, first, _with(policies, SkippedDay.AFTER))
            ends = falls(calendar, end, last, _with(policies, SkippedDay.BEFORE))
            yield Span(year, month.is_leap, begins, ends)


def within(calendar: str, span: Span, rule: CalendarDay, day: CalendarDay, policies: Policies) -> Fall | None:
    """Where a named day falls in a span whose rule begins on ``rule``; nothing beyond the tables."""
    year = span.year if day >= rule else span.year + 1
    found = months(calendar, year, day.month)
    leap = [month for month in found if month.is_leap is (span.is_leap and day.month == rule.month)]
    return falls(calendar, (leap or found)[0], day, policies) if found else None


def falls(calendar: str, month: Month, day: CalendarDay, policies: Policies) -> Fall:
    """The civil day of one day of a month."""
    oddities: list[Oddity] = []
    number, dates = day.day, month.days.get(day.day, ())
    if not dates and policies.skipped_day is not SkippedDay.NONE:
        step = -1 if policies.skipped_day is SkippedDay.BEFORE else 1
        while not dates and 1 <= number + step <= 31:
            number += step
            dates = month.days.get(number, ())
        oddities.append(Oddity.HELD_BEFORE if step < 0 else Oddity.HELD_AFTER)
    if not dates and oddities:
        dates = _beside(month, policies.skipped_day)
    if not dates:
        return Fall(day, None, _near(month, day.day), (Oddity.SKIPPED,))
    chosen = dates[0] if policies.doubled_day is DoubledDay.FIRST else dates[-1]
    if len(dates) > 1 and not oddities:
        first = policies.doubled_day is DoubledDay.FIRST
        oddities.append(Oddity.DOUBLED_FIRST if first else Oddity.DOUBLED_SECOND)
    if month.is_leap:
        oddities.append(Oddity.LEAP)
    elif len(months(calendar, month.year, month.number)) > 1:
        oddities.append(Oddity.NOT_LEAP)
    if is_provisional(calendar, chosen):
        oddities.append(Oddity.PROVISIONAL)
    return Fall(day, chosen, chosen, tuple(oddities))


def _beside(month: Month, side: SkippedDay) -> tuple[date, ...]:
    """The civil day before a month or after it: where its first day is skipped, or its last."""
    found = sorted(day for days in month.days.values() for day in days)
    return (found[0] - _DAY,) if side is SkippedDay.BEFORE else (found[-1] + _DAY,)


def _near(month: Month, number: int) -> date:
    """The civil day on which the day after a skipped one falls."""
    later = [dates[0] for day, dates in sorted(month.days.items()) if day > number]
    return later[0] if later else _beside(month, SkippedDay.AFTER)[0]


def _with(policies: Policies, skipped: SkippedDay) -> Policies:
    return Policies(policies.leap_month, skipped, policies.doubled_day)


def _chosen(found: tuple[Month, ...], policy: LeapMonth) -> tuple[Month, ...]:
    """The months in which a festival is held; where there is no leap month, the only one."""
    if len(found) < 2 or policy is LeapMonth.BOTH:
        return found
    return tuple(month for month in found if month.is_leap is (policy is LeapMonth.LEAP))
