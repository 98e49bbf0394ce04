"""The rules of opening hours, taken from the library's own writing of them.

Read are those that can be said in words: weekdays, the nth weekday of a month, seasons, dates, times, the sun. What is
not read here (weeks of the year, Easter, repetitions) is still hours; it is only not put into words.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from generator.values.opening import State

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FULL_DAY = 24 * 60
SUN = {"dawn": 6 * 60, "sunrise": 7 * 60, "sunset": 19 * 60, "dusk": 20 * 60}
"""When the library has the sun rise and set where it does not know the place."""
MOST_YEARS = 12
"""Years that are written out; rules for more of them are not put into words."""
LAST_START = 2200
"""The last year in which hours may begin that have no end; the library writes such an end as the year 9999."""
ENDLESS = 9999
FALLBACK = " || "

MonthDay = tuple[int, int]
Season = tuple[MonthDay, MonthDay]
"""From one day of the year to another, both included; it may go over the end of the year."""


class NotInWordsError(Exception):
    """A rule is of a kind that is not put into words."""


@dataclass(frozen=True, slots=True)
class Sun:
    """A moment that follows the sun, and how many minutes after it."""

    event: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a day, in minutes from its midnight; ``end`` may lie in the next day."""

    start: int = 0
    end: int = FULL_DAY
    starts_with: Sun | None = None
    ends_with: Sun | None = None
    is_open_ended: bool = False
    state: State = State.OPEN
    comment: str = ""
    is_remark: bool = False
    """Nothing is said but the comment: ``Mo "by appointment"``."""

    @property
    def is_fixed(self) -> bool:
        """Whether it goes by the clock alone."""
        return not (self.starts_with or self.ends_with or self.is_open_ended)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: on which days it holds, and what it says of them."""

    is_added: bool
    """Whether it adds to the rules before it instead of taking their place."""
    is_fallback: bool = False
    """Whether it speaks only of times at which the rules before it leave everything closed."""
    since: date | None = None
    """The day from which on it holds, without an end."""
    seasons: tuple[Season, ...] = ()
    dates: tuple[tuple[date, date], ...] = ()
    weekdays: frozenset[int] = frozenset()
    nth: frozenset[tuple[int, int]] = frozenset()
    """Weekday and its number in the month, from the end where it is negative."""
    spans: tuple[Span, ...] = ()
    """None: the whole day."""
    state: State = State.OPEN
    comment: str = ""

    @property
    def is_for_any_weekday(self) -> bool:
        """Whether it names no day of the week."""
        return not (self.weekdays or self.nth)


def read_rules(canonical: str) -> tuple[Rule, ...]:
    """The rules; raises :class:`NotInWordsError`."""
    return tuple(_Reader(text, separator).rule() for text, separator in split(canonical))


def split(canonical: str) -> Iterator[tuple[str, str]]:
    """Each rule, and what stands between it and the one before: nothing, a semicolon, a comma, or two bars."""
    start, quoted, separator = 0, False, ""
    for found in re.finditer(r'"|; |, | \|\| ', canonical):
        if found[0] == '"':
            quoted = not quoted
        elif not quoted:
            yield canonical[start : found.start()], separator
            start, separator = found.end(), found[0]
    yield canonical[start:], separator


_MONTH = "|".join(MONTHS)
_DAY = "|".join(DAYS)
_DATE = rf"(?:(\d{{4}}) )?({_MONTH}) (\d{{1,2}})"
_DATES = re.compile(rf"{_DATE}(?:-{_DATE})?(?=[ ,]|$)(?! [+-])")
_OF_MONTHS = re.compile(rf"(\d{{4}})?({_MONTH})(?:-({_MONTH}))?(?! \d{{1,2}}(?!\d*:))(?=[ ,]|$)")
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?(?![\d/:+]| (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")
_WEEKDAYS = re.compile(rf"({_DAY})(?:-({_DAY})|\[([\d,-]+)\])?(?=[ ,]|$)(?! [+-])")
_MOMENT = r"(\d{2}:\d{2}|dawn|sunrise|sunset|dusk|\((?:dawn|sunrise|sunset|dusk)[+-]\d{2}:\d{2}\))"
_SPAN = re.compile(rf"{_MOMENT}(?:(\+)|-{_MOMENT}(\+)?)(?=[ ,]|$)")
_END = re.compile(r'\s*(closed|unknown|open)?\s*(?:"([^"]*)")?$')


@dataclass
class _Reader:
    """Reads one rule from left to right."""

    text: str
    separator: str
    place: int = field(default=0)
    since: date | None = field(default=None)

    def rule(self) -> Rule:
        """The whole of it; raises where something is left over."""
        if self.text.startswith("24/7"):
            self.place = 4
        years = self._years()
        seasons, dates = self._wide(years)
        weekdays, nth = self._weekdays()
        spans = tuple(_span(found) for found in self._listed(_SPAN))
        end = _END.match(self.text, self.place)
        if end is None:
            raise NotInWordsError
        state = State(end[1]) if end[1] else State.OPEN
        comment = end[2] or ""
        return Rule(
            self.separator == ", ", self.separator == FALLBACK, self.since,
            seasons, dates, weekdays, nth, spans, state, comment,
        )  # fmt: skip

    def _listed(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        found: list[re.Match[str]] = []
        place = self.place + (self.text[self.place : self.place + 1] == " ")
        while one := pattern.match(self.text, place):
            found.append(one)
            self.place = place = one.end()
            if self.text[place : place + 1] != ",":
                break
            place += 1
            if not pattern.match(self.text, place):
                raise NotInWordsError
        return found

    def _years(self) -> list[int]:
        years: list[int] = []
        for found in self._listed(_YEARS):
            first, last = int(found[1]), int(found[2] or found[1])
            if last == ENDLESS:
                self._begin(_day(first, (1, 1)))
                continue
            if last - first >= MOST_YEARS:
                raise NotInWordsError
            years.extend(range(first, last + 1))
        return years

    def _begin(self, day: date) -> None:
        if self.since or day.year > LAST_START:
            raise NotInWordsError
        self.since = day

    def _wide(self, years: list[int]) -> tuple[tuple[Season, ...], tuple[tuple[date, date], ...]]:
        seasons: list[Season] = []
        dates: list[tuple[date, date]] = []
        place = self.place + (self.text[self.place : self.place + 1] == " ")
        while found := _DATES.match(self.text, place) or _OF_MONTHS.match(self.text, place):
            if found.re is _DATES:
                self._of_dates(found, seasons, dates)
            else:
                first, last = MONTHS.index(found[2]) + 1, MONTHS.index(found[3] or found[2]) + 1
                whole = ((first, 1), (last, LENGTHS[last - 1]))
                if found[1]:
                    dates.append(_in_year(whole, int(found[1])))
                else:
                    seasons.append(whole)
            self.place = place = found.end()
            if self.text[place : place + 1] != ",":
                break
            place += 1
        if self.since and (dates or years):
            raise NotInWordsError
        if years:
            in_years = [_in_year(season, year) for year in years for season in seasons or [((1, 1), (12, 31))]]
            if dates:
                raise NotInWordsError
            return (), tuple(in_years)
        return tuple(seasons), tuple(dates)

    def _of_dates(self, found: re.Match[str], seasons: list[Season], dates: list[tuple[date, date]]) -> None:
        first = (MONTHS.index(found[2]) + 1, int(found[3]))
        last = (MONTHS.index(found[5]) + 1, int(found[6])) if found[5] else first
        if not found[1]:
            if found[4]:
                raise NotInWordsError
            seasons.append((first, last))
            return
        start = int(found[1])
        if found[4] and int(found[4]) == ENDLESS and last == (12, 31):
            self._begin(_day(start, first))
            return
        end = int(found[4]) if found[4] else start + (last < first)
        if end - start >= MOST_YEARS:
            raise NotInWordsError
        dates.append((_day(start, first), _day(end, last)))

    def _weekdays(self) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
        plain: set[int] = set()
        nth: set[tuple[int, int]] = set()
        for found in self._listed(_WEEKDAYS):
            first = DAYS.index(found[1])
            if found[3]:
                nth |= {(first, int(number)) for number in found[3].split(",") if re.fullmatch(r"-?\d", number)}
                continue
            last = DAYS.index(found[2]) if found[2] else first
            plain |= {day % 7 for day in range(first, (last if last >= first else last + 7) + 1)}
        return frozenset(plain), frozenset(nth)


def _day(year: int, month_day: MonthDay) -> date:
    try:
        return date(year, *month_day)
    except ValueError:
        raise NotInWordsError from None


def _in_year(season: Season, year: int) -> tuple[date, date]:
    (month, day), (last_month, last_day) = season
    if (last_month, last_day) < (month, day):
        raise NotInWordsError  # the library has its own view of where such a season belongs
    last_day = min(last_day, 28) if last_month == 2 and not isleap(year) else last_day
    return _day(year, (month, day)), _day(year, (last_month, last_day))


def _moment(text: str) -> tuple[int, Sun | None]:
    if found := re.fullmatch(r"(\d{2}):(\d{2})", text):
        return int(found[1]) * 60 + int(found[2]), None
    found = re.fullmatch(r"\(?([a-z]+)(?:([+-])(\d{2}):(\d{2})\))?", text)
    assert found is not None
    offset = (int(found[3]) * 60 + int(found[4])) * (-1 if found[2] == "-" else 1) if found[2] else 0
    return SUN[found[1]] + offset, Sun(found[1], offset)


def _span(found: re.Match[str]) -> Span:
    start, rises = _moment(found[1])
    if found[2]:
        return Span(start, FULL_DAY, rises, is_open_ended=True)
    end, sets = _moment(found[3])
    if end <= start:
        end += FULL_DAY
    return Span(start, end, rises, sets, is_open_ended=bool(found[4]))
