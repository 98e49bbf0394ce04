"""Opening hours in words: a week that people can read, its seasons, and the dates on which it differs.

Hours that cannot be said without doubt (:func:`generator.values.timetable.timetable` gives none) are not said: pages
show them as written, beside what the library makes of the next days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from generator.language import Language
from generator.values.dates import PartialDate
from generator.values.opening import OpeningHours, Stretch
from generator.values.opening_rules import FULL_DAY, LENGTHS, Season, Span
from generator.values.timetable import timetable
from generator.values.timetable_parts import Day, Monthly, Special, Timetable
from generator.writing.times_of_day import remark, times

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One line of a week: which days, and what holds on them."""

    days: str
    times: str


@dataclass(frozen=True, slots=True)
class HoursBlock:
    """Lines that belong together; ``when`` is the season or the dates that they are for, empty for always."""

    when: str
    lines: tuple[HoursLine, ...]


def blocks(table: Timetable, language: Language, since: date | None = None) -> tuple[HoursBlock, ...]:
    """The week, season by season, then what differs: once a month, and on dates that are not over on ``since``."""
    if table.since and table.before and (since is None or since < table.since):
        return (*_until(table, language, since), *_from(table, language, since))
    return _blocks(table, language, since)


def _until(table: Timetable, language: Language, since: date | None) -> tuple[HoursBlock, ...]:
    """What holds before hours that begin on a certain day; nothing where it is simply closed until then."""
    assert table.since and table.before
    if table.before.is_never_open:
        return ()
    return _headed(language.word("hours.until", date=_begin(table.since, language)), table.before, language, since)


def _from(table: Timetable, language: Language, since: date | None) -> tuple[HoursBlock, ...]:
    assert table.since
    later = replace(table, since=None, before=None)
    return _headed(language.word("hours.since", date=_begin(table.since, language)), later, language, since)


def _headed(head: str, table: Timetable, language: Language, since: date | None) -> tuple[HoursBlock, ...]:
    return tuple(
        HoursBlock(language.word("hours.in_time", time=head, when=one.when) if one.when else head, one.lines)
        for one in blocks(table, language, since)
    )


def _begin(day: date, language: Language) -> str:
    return language.date(PartialDate(day.year)) if (day.month, day.day) == (1, 1) else _long(day, language)


def _blocks(table: Timetable, language: Language, since: date | None) -> tuple[HoursBlock, ...]:
    made, apart = [], []
    for section in table.sections:
        when = seasons_in_words(section.seasons, language)
        if section.is_exception:
            apart.append(HoursLine(when, times(section.week[0], language)))
        else:
            # Where something is said of all other times, a day without hours is not simply closed.
            week = [day if day.spans or not table.otherwise else None for day in section.week]
            made.append(HoursBlock(when, _week(week, language)))
    apart += [HoursLine(_once_a_month(one, language), times(one.day, language)) for one in table.monthly]
    for special in table.special:
        if since is not None and special.last < since:
            continue
        known = [day for day in special.days if day is not None]
        when = _dates(special, language)
        if len(set(known)) == 1:
            apart.append(HoursLine(when, times(known[0], language)))
        else:
            made.append(HoursBlock(when, _week(special.days, language)))
    if table.otherwise:
        apart.append(HoursLine(language.word("hours.otherwise"), remark(table.otherwise, language)))
    if set(table.sections[0].week) == {Day()} and len(table.sections) == 1 and (apart or len(made) > 1):
        # Open on certain days only: those first, the rest of the year last.
        made.pop(0)
        if not table.otherwise:
            apart.append(HoursLine(language.word("hours.other_days"), language.word("hours.closed")))
    if apart:
        made.append(HoursBlock("", tuple(apart)))
    return tuple(block for block in made if block.lines)


def in_words(hours: OpeningHours, language: Language) -> str | None:
    """The hours in one line; nothing where they are not put into words."""
    table = timetable(hours)
    if table is None:
        return None
    said = []
    for block in blocks(table, language):
        lines = [language.word("hours.rule", days=line.days, times=line.times) for line in block.lines]
        text = language.word("hours.then").join(lines)
        said.append(language.word("hours.season", when=block.when, text=text) if block.when else text)
    return language.word("hours.then").join(said)


def next_days(
    hours: OpeningHours, first: date, language: Language, stretches: Sequence[Stretch] | None = None, count: int = 7
) -> tuple[HoursLine, ...]:
    """What the library makes of the days from ``first`` on, without understanding why."""
    last = first + timedelta(days=count - 1)
    found = stretches if stretches is not None else tuple(hours.stretches(first - timedelta(days=1), last))
    lines = []
    for day in (first + timedelta(days=number) for number in range(count)):
        said = times(Day(tuple(_on(day, found))), language)
        label = language.word("hours.dated_day", date=_short(day, language), day=_day_name(day.weekday(), language))
        lines.append(HoursLine(label, said))
    return tuple(lines)


def _on(day: date, stretches: Iterable[Stretch]) -> Iterator[Span]:
    """What belongs to a day: a night to the day on which it begins, what is longer than a day to each of its days."""
    midnight = datetime.combine(day, time())
    for one in stretches:
        start, end = (int((moment - midnight).total_seconds()) // 60 for moment in (one.start, one.end))
        if end - start > FULL_DAY:
            start, end = max(start, 0), min(end, FULL_DAY)
        if start < end and 0 <= start < FULL_DAY:
            is_remark = bool(one.comment) and end - start == FULL_DAY
            yield Span(start, end, state=one.state, comment=one.comment, is_remark=is_remark)


# ------------------------------------------------------------------------------------------------------------ days


def _week(week: Sequence[Day | None], language: Language) -> tuple[HoursLine, ...]:
    """Days that have the same hours in one line, in the order of the week."""
    same: dict[Day, list[int]] = {}
    for weekday, day in enumerate(week):
        if day is not None:
            same.setdefault(day, []).append(weekday)
    return tuple(HoursLine(weekdays(days, language), times(day, language)) for day, days in same.items())


def weekdays(days: Iterable[int], language: Language) -> str:
    """Days of the week, 0 is Monday: three and more in a row as a span."""
    days = sorted(set(days))
    if len(days) == 7:
        return language.word("hours.daily")
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said = []
    for run in runs:
        names = [_day_name(day, language) for day in run]
        said += [language.word("hours.span", first=names[0], last=names[-1])] if len(run) > 2 else names
    return language.word("joined").join(said)


def _day_name(weekday: int, language: Language) -> str:
    return language.word(f"hours.days.{DAYS[weekday]}")


def _once_a_month(one: Monthly, language: Language) -> str:
    said = language.word(f"hours.nth.{one.number}", day=_day_name(one.weekday, language))
    if not one.seasons:
        return said
    return language.word("hours.nth_in", nth=said, when=seasons_in_words(one.seasons, language))


def seasons_in_words(seasons: Iterable[Season], language: Language) -> str:
    """Spans of the year as people say them."""
    return language.word("joined").join(season_in_words(season, language) for season in seasons)


def season_in_words(season: Season, language: Language) -> str:
    """``((11, 1), (3, 31))`` as people say it: 11月至次年3月."""
    (month, day), (last_month, last_day) = season
    goes_over = (last_month, last_day) < (month, day)
    if day == 1 and last_day >= LENGTHS[last_month - 1]:
        first, last = (_month(number, language) for number in (month, last_month))
        if month == last_month and not goes_over:
            return first
    else:
        first, last = (
            language.word("hours.month_day", month=_month(m, language), day=d)
            for m, d in ((month, day), (last_month, last_day))
        )
        if first == last:
            return first
        if month == last_month and not goes_over:
            return language.word("hours.days_of_month", month=_month(month, language), first=day, last=last_day)
    return language.word("hours.over_year" if goes_over else "hours.through", first=first, last=last)


def _month(number: int, language: Language) -> str:
    return language.word("hours.months").split()[number - 1]


def _dates(special: Special, language: Language) -> str:
    first, last = special.first, special.last
    if first == last:
        return _long(first, language)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = [language.date(PartialDate(one.year)) for one in (first, last)]
        return years[0] if years[0] == years[1] else language.word("hours.through", first=years[0], last=years[1])
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole and (first.year, first.month) == (last.year, last.month):
        return language.date(PartialDate(first.year, first.month))
    if first.year == last.year:
        said = season_in_words(((first.month, first.day), (last.month, last.day)), language)
        return language.word("hours.in_year", year=first.year, days=said)
    return language.word("hours.through", first=_long(first, language), last=_long(last, language))


def _long(day: date, language: Language) -> str:
    return language.date(PartialDate(day.year, day.month, day.day))


def _short(day: date, language: Language) -> str:
    return language.word("hours.month_day", month=_month(day.month, language), day=day.day)
