"""Opening hours in words: a week that people can read, its seasons, and the dates on which it differs.

Hours that cannot be said without doubt (:func:`generator.values.timetable.timetable` gives none) are not said: pages
show them as written, beside what the library makes of the next days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.language import Language
from generator.values.dates import PartialDate
from generator.values.opening import LastEntry, OpeningHours, State, Stretch
from generator.values.opening_rules import FULL_DAY, LENGTHS, Season, Span, Sun
from generator.values.timetable import Day, Monthly, Special, Timetable, timetable

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_LAST_ENTRY = re.compile(
    r"(?:last (?:entry|admission)|最[后晚](?:入场|入园|入寺)(?:时间)?)[:：]?\s*(\d{1,2}:\d{2})", re.IGNORECASE
)
_APPOINTMENT = re.compile(r"(?:only )?(?:by|on) appointment(?: only)?|(?:需|请)?(?:提前)?预约", re.IGNORECASE)


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
    made, apart = [], []
    for section in table.sections:
        when = seasons_in_words(section.seasons, language)
        if section.is_exception:
            apart.append(HoursLine(when, _times(section.week[0], language)))
        else:
            # Where something is said of all other times, a day without hours is not simply closed.
            week = [day if day.spans or not table.otherwise else None for day in section.week]
            made.append(HoursBlock(when, _week(week, language)))
    apart += [HoursLine(_once_a_month(one, language), _times(one.day, language)) for one in table.monthly]
    for special in table.special:
        if since is not None and special.last < since:
            continue
        known = [day for day in special.days if day is not None]
        when = _dates(special, language)
        if len(set(known)) == 1:
            apart.append(HoursLine(when, _times(known[0], language)))
        else:
            made.append(HoursBlock(when, _week(special.days, language)))
    if table.otherwise:
        apart.append(HoursLine(language.word("hours.otherwise"), _remark(table.otherwise, language)))
    if set(table.sections[0].week) == {Day()} and len(table.sections) == 1 and (apart or len(made) > 1):
        # Open on certain days only: those first, the rest of the year last.
        made.pop(0)
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
        times = _times(Day(tuple(_on(day, found))), language)
        label = language.word("hours.dated_day", date=_short(day, language), day=_day_name(day.weekday(), language))
        lines.append(HoursLine(label, times))
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
    return tuple(HoursLine(weekdays(days, language), _times(day, language)) for day, days in same.items())


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
    return language.word(f"hours.nth.{one.number}", day=_day_name(one.weekday, language))


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


# ----------------------------------------------------------------------------------------------------------- times


def _times(day: Day, language: Language) -> str:
    if not day.spans:
        closed = language.word("hours.closed")
        return language.word("hours.noted", text=closed, note=_remark(day.reason, language)) if day.reason else closed
    comments = {(span.comment, span.state) for span in day.spans}
    if len(comments) == 1 and len(day.spans) > 1 and (span := day.spans[0]).comment:
        # What holds for all of the day's hours is said once.
        bare = [_clock_span(one, language) for one in day.spans]
        return _noted(language.word("joined").join(bare), span.state, span.comment, language)
    return language.word("joined").join(_span(span, language) for span in day.spans)


def _span(span: Span, language: Language) -> str:
    if span.is_remark:
        return _remark(span.comment, language)
    return _noted(_clock_span(span, language), span.state, span.comment, language)


def _noted(text: str, state: State, comment: str, language: Language) -> str:
    if state is State.UNKNOWN and not comment:
        return language.word("hours.noted", text=text, note=language.word("hours.unsure"))
    if state is State.UNKNOWN:
        note = language.word("hours.both", first=language.word("hours.unsure"), second=_remark(comment, language))
        return language.word("hours.noted", text=text, note=note)
    return language.word("hours.noted", text=text, note=_remark(comment, language)) if comment else text


def _remark(comment: str, language: Language) -> str:
    """A comment: what many signs say in words, anything else as it was written."""
    if found := _LAST_ENTRY.fullmatch(comment.strip()):
        return language.word("hours.last_entry", time=found[1].zfill(5))
    if _APPOINTMENT.fullmatch(comment.strip()):
        return language.word("hours.appointment")
    return language.word("hours.quoted", text=comment)


def _clock_span(span: Span, language: Language) -> str:
    start = _moment(span.start, span.starts_with, language)
    if span.is_open_ended and span.ends_with is None and span.end == FULL_DAY:
        return language.word("hours.open_end", start=start)
    if span.start == 0 and span.end == FULL_DAY and span.starts_with is None and span.ends_with is None:
        return language.word("hours.all_day")
    end = _moment(span.end, span.ends_with, language)
    if span.ends_with is None and span.end - span.start == FULL_DAY:
        return language.word("hours.round_the_clock", start=start)
    follows = any(sun and sun.offset for sun in (span.starts_with, span.ends_with))
    text = language.word("hours.from_to_sun" if follows else "hours.from_to", start=start, end=end)
    return language.word("hours.or_later", text=text) if span.is_open_ended else text


def _moment(minutes: int, sun: Sun | None, language: Language) -> str:
    if sun is not None:
        event = language.word(f"hours.sun.{sun.event}")
        if not sun.offset:
            return event
        key = "hours.after_sun" if sun.offset > 0 else "hours.before_sun"
        return language.word(key, event=event, span=duration(abs(sun.offset), language))
    if minutes > FULL_DAY:
        return language.word("hours.next_day", time=clock(minutes - FULL_DAY))
    return clock(minutes)


def clock(minutes: int) -> str:
    """Minutes from midnight as a time of day."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def last_entry(value: LastEntry, language: Language) -> str:
    """When the last visitors are let in."""
    if value.is_before_closing:
        return language.word("hours.before_closing", span=duration(value.minutes, language))
    return clock(value.minutes)


def duration(minutes: int, language: Language) -> str:
    """So many minutes, in hours where they are whole ones."""
    if minutes % 60 == 0:
        return language.word("hours.hours_long", count=minutes // 60)
    return language.word("hours.minutes_long", count=minutes)
