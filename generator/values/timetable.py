"""Opening hours as a week that people can read: seasons of the year, special days of the month, and dates.

A timetable is made of the rules and then held against the library's own evaluation, day for day. Where the two differ,
there is no timetable: hours are rather not put into words than put into wrong ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from generator.values.opening import OpeningHours, State, legible
from generator.values.opening_rules import FULL_DAY, LENGTHS, MonthDay, NotInWordsError, Rule, Season, Span, read_rules
from generator.values.timetable_parts import Day, Monthly, Section, Special, Timetable, Week, is_in_season

HELD_AGAINST = (date(2027, 1, 1), date(2028, 12, 31))
"""Two years, one of them with a 29 February, for which words and library must agree; and all dates that are named."""
EVERY_KIND_OF_YEAR = (2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2036, 2040, 2044, 2048, 2052)
"""For each weekday on which a year can begin, one with and one without a 29 February."""
MOST_DATES = 4000
"""Days with hours of their own."""
MOST_EXCEPTIONAL = 10
"""Days of the year that are told as an exception rather than as a season."""
_ONE = timedelta(days=1)
_YEAR = [(month, day) for month, length in enumerate(LENGTHS, 1) for day in range(1, length + 1)]
_OTHERWISE = re.compile(r' \|\| 24/7(?: unknown)? "([^"]+)"$')


@lru_cache(maxsize=1024)
def timetable(hours: OpeningHours) -> Timetable | None:
    """The timetable of hours; nothing where they cannot be said, or not without doubt."""
    text, otherwise = hours.canonical, ""
    if found := _OTHERWISE.search(text):
        text, otherwise = text[: found.start()], found[1]
        hours = OpeningHours.parse(legible(text))
    try:
        made = replace(_in_time(read_rules(text)), otherwise=otherwise)
    except NotInWordsError:
        return None
    return made if all(_agrees(made, hours, *window) for window in _windows(made)) else None


def overlapping(hours: OpeningHours) -> bool:
    """Whether a day has two stretches that lie over each other."""
    made = timetable(hours)
    if made is None:
        return False
    days = [day for section in made.sections for day in section.week]
    return any(a.end > b.start for day in days for a, b in zip(day.spans, day.spans[1:], strict=False))


# --------------------------------------------------------------------------------------------------------- making


def _in_time(rules: Sequence[Rule]) -> Timetable:
    """The timetable of today's rules and those to come, with what holds until each of them begins."""
    starts = [rule.since for rule in rules if rule.since]
    if not starts:
        return _made(rules)
    latest = max(starts)
    before = [rule for rule in rules if rule.since != latest]
    return replace(_made(rules), since=latest, before=_in_time(before))


def _made(rules: Sequence[Rule]) -> Timetable:
    yearly = [rule for rule in rules if not rule.dates and (rule.weekdays or not rule.nth)]
    sections = tuple(_sections(yearly))
    exceptions = tuple(season for section in sections if section.is_exception for season in section.seasons)
    return Timetable(sections, tuple(_monthly(rules, exceptions)), tuple(_specials(rules)))


def _sections(rules: Sequence[Rule]) -> Iterator[Section]:
    def week_of(month_day: MonthDay) -> Week:
        held = [rule for rule in rules if is_in_season(month_day, rule.seasons)]
        return tuple(_fold(r for r in held if r.is_for_any_weekday or weekday in r.weekdays) for weekday in range(7))

    if not any(rule.seasons for rule in rules):
        yield Section((), week_of((1, 1)))
        return
    runs: list[tuple[Week, list[MonthDay]]] = []
    for week, days in groupby(_YEAR, key=week_of):
        runs.append((week, list(days)))
    if len(runs) > 1 and runs[0][0] == runs[-1][0]:
        # What goes over the end of the year is one season.
        runs[-1][1].extend(runs.pop(0)[1])
    exceptions = list(_exceptions(runs))
    if len(runs) > 1 and runs[0][0] == runs[-1][0]:
        runs[-1][1].extend(runs.pop(0)[1])
    weeks: dict[Week, list[Season]] = {}
    for week, listed in runs:
        weeks.setdefault(week, []).append((listed[0], listed[-1]))
    for week, seasons in weeks.items():
        yield Section(() if len(weeks) == 1 else tuple(sorted(seasons)), week)
    yield from exceptions


def _exceptions(runs: list[tuple[Week, list[MonthDay]]]) -> Iterator[Section]:
    """Takes the few days out of the runs between which the same week goes on."""
    number = 0
    while number < len(runs) and len(runs) > 1:
        week, days = runs[number]
        before, after = runs[number - 1], runs[(number + 1) % len(runs)]
        if len(days) > MOST_EXCEPTIONAL or len(set(week)) > 1 or before[0] != after[0]:
            number += 1
            continue
        yield Section(((days[0], days[-1]),), week, is_exception=True)
        if before is after:
            del runs[number]
            continue
        before[1].extend([*days, *after[1]])
        runs[:] = [run for place, run in enumerate(runs) if place != number and run is not after]
        number = 0


def _monthly(rules: Sequence[Rule], exceptions: tuple[Season, ...]) -> Iterator[Monthly]:
    """The nth weekdays, each with the seasons in which it has these hours."""
    ordinary = [rule for rule in rules if not rule.dates]
    year = [day for day in _YEAR if not (exceptions and is_in_season(day, exceptions))]
    for weekday, number in sorted({pair for rule in rules for pair in rule.nth}, key=lambda p: (p[1] < 0, p[1], p[0])):

        def hours_of(month_day: MonthDay, weekday: int = weekday, number: int = number) -> Day | None:
            held = [rule for rule in ordinary if is_in_season(month_day, rule.seasons)]
            if not any((weekday, number) in rule.nth for rule in held):
                return None
            return _fold(
                rule for rule in held
                if rule.is_for_any_weekday or weekday in rule.weekdays or (weekday, number) in rule.nth
            )  # fmt: skip

        runs = [(day, list(days)) for day, days in groupby(year, key=hours_of)]
        if len(runs) > 1 and runs[0][0] == runs[-1][0]:
            # What goes over the end of the year is one season.
            runs[-1][1].extend(runs.pop(0)[1])
        seasons: dict[Day, list[Season]] = {}
        for day, days in runs:
            if day is not None:
                seasons.setdefault(day, []).append((days[0], days[-1]))
        for day, listed in seasons.items():
            yield Monthly(weekday, number, day, () if len(runs) == 1 else tuple(sorted(listed)))


def _specials(rules: Sequence[Rule]) -> Iterator[Special]:
    ranges = sorted(span for rule in rules for span in rule.dates)
    if sum((last - first).days + 1 for first, last in ranges) > MOST_DATES or any(a > b for a, b in ranges):
        raise NotInWordsError
    days = sorted({first + n * _ONE for first, last in ranges for n in range((last - first).days + 1)})
    kept: list[date] = []
    found: dict[int, Day] = {}
    mark: tuple[int, ...] = ()
    for day in days:
        held = [number for number, rule in enumerate(rules) if _holds(rule, day)]
        of_date = tuple(n for n, rule in enumerate(rules) if any(a <= day <= b for a, b in rule.dates))
        hours = _fold(rules[number] for number in held)
        fits = found.get(day.weekday(), hours) == hours
        if kept and (day - kept[-1] != _ONE or of_date != mark or not fits):
            yield _special(kept, found)
            kept, found = [], {}
        kept.append(day)
        found[day.weekday()] = hours
        mark = of_date
    if kept:
        yield _special(kept, found)


def _special(days: list[date], found: dict[int, Day]) -> Special:
    return Special(days[0], days[-1], tuple(found.get(weekday) for weekday in range(7)))


def _holds(rule: Rule, day: date) -> bool:
    if rule.dates and not any(first <= day <= last for first, last in rule.dates):
        return False
    if not is_in_season(day, rule.seasons):
        return False
    if rule.is_for_any_weekday or day.weekday() in rule.weekdays:
        return True
    return any(day in Monthly(weekday, number, Day()) for weekday, number in rule.nth)


def _fold(rules: Iterable[Rule]) -> Day:
    """What rules that hold on a day make of it, one after the other."""
    spans: tuple[Span, ...] = ()
    gaps: tuple[Span, ...] = ()
    reason = ""
    for rule in rules:
        own = tuple(_said(span, rule) for span in rule.spans or (Span(),))
        if rule.is_fallback:
            if rule.state is not State.CLOSED:
                spans += tuple(left for span in own for left in _without(span, spans))
        elif rule.state is State.CLOSED and rule.spans:
            spans = tuple(left for span in spans for left in _without(span, rule.spans))
            gaps += own if rule.comment else ()
        elif rule.state is State.CLOSED:
            spans, gaps, reason = (), (), rule.comment
        else:
            spans, gaps, reason = (*spans, *own) if rule.is_added else own, gaps if rule.is_added else (), ""
    return Day(tuple(sorted(spans, key=lambda span: (span.start, span.end))), reason, gaps if spans else ())


def _said(span: Span, rule: Rule) -> Span:
    is_remark = bool(rule.comment) and not rule.spans and rule.state is State.OPEN
    return replace(span, state=rule.state, comment=rule.comment, is_remark=is_remark)


def _without(span: Span, gaps: Iterable[Span]) -> Iterator[Span]:
    left = [span]
    for gap in gaps:
        if not (gap.is_fixed and span.is_fixed):
            raise NotInWordsError
        left = [
            replace(one, start=start, end=end)
            for one in left
            for start, end in ((one.start, min(one.end, gap.start)), (max(one.start, gap.end), one.end))
            if start < end
        ]
    yield from left


# ------------------------------------------------------------------------------------------------ held against it

_Piece = tuple[datetime, datetime, State, str]


def _windows(made: Timetable) -> Iterator[tuple[date, date]]:
    yield HELD_AGAINST
    yield from ((one.first - 8 * _ONE, one.last + 8 * _ONE) for one in made.special)
    if made.monthly and (any(one.seasons for one in made.monthly) or any(one.seasons for one in made.sections)):
        yield from ((date(year, 1, 1), date(year, 12, 31)) for year in EVERY_KIND_OF_YEAR)
    if made.since and made.before:
        yield made.since - 740 * _ONE, made.since + 740 * _ONE
        yield from _windows(made.before)


def _agrees(made: Timetable, hours: OpeningHours, first: date, last: date) -> bool:
    said = []
    for number in range(-2, (last - first).days + 1):
        day = first + number * _ONE
        midnight = datetime.combine(day, time())
        for span in made.day(day).spans:
            start, end = (midnight + timedelta(minutes=minutes) for minutes in (span.start, span.end))
            if span.is_open_ended and not span.ends_with and span.end == FULL_DAY:
                end = midnight + _ONE
            said.append((start, end, span.state, span.comment))
    start, end = datetime.combine(first, time()), datetime.combine(last + _ONE, time())
    cut = [(max(a, start), min(b, end), state, comment) for a, b, state, comment in said if b > start and a < end]
    known = [(one.start, one.end, one.state, one.comment) for one in hours.stretches(first, last)]
    return _joined(cut) == _joined(known)


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The same with what touches and says the same put together."""
    joined: list[_Piece] = []
    for piece in sorted(pieces):
        if joined and joined[-1][2:] == piece[2:] and piece[0] <= joined[-1][1]:
            before = joined[-1]
            joined[-1] = (before[0], max(before[1], piece[1]), *piece[2:])
        else:
            joined.append(piece)
    return joined
