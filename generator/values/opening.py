"""Opening hours in the ``opening_hours`` syntax of OpenStreetMap, read and evaluated by the library of that name.

Nothing here knows of sites: an office, a clinic or a bus has hours too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

import opening_hours

from generator.findings import Refusal
from generator.values.base import Written, text_of
from generator.values.opening_hints import rewritten

LONGEST = 400
_HOLIDAY = re.compile(r"(?<![A-Za-z])(PH|SH)(?![A-Za-z])")
_QUOTED = re.compile(r'"[^"]*"')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(rf"(?:(\d{{4}}) )?\b({'|'.join(_MONTHS)}) (\d{{1,2}})(?![\d:])")
_PLACE = re.compile(r"--> \d+:(\d+)")


class State(StrEnum):
    """What holds for a stretch of time."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment of the local clock to another: open, or nobody knows; ``comment`` as the editor wrote it."""

    start: datetime
    end: datetime
    state: State
    comment: str


@dataclass(frozen=True, slots=True)
class OpeningHours(Written):
    """Hours as an editor wrote them, and as the library writes the same."""

    written: str
    canonical: str

    json_schema: ClassVar = {"type": "string"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``Mo-Fr 08:00-17:00; 2026 Feb 17-23 off``; raises :class:`Refusal` with what to write instead."""
        text = text_of(data).strip()
        if not text:
            raise Refusal("value-missing")
        if len(text) > LONGEST:
            raise Refusal("text-length", limit=LONGEST)
        if found := re.search(r"[<>`]|\{[{%#]|[\x00-\x1f]", text):
            raise Refusal("text-form", found=found[0])
        if found := _HOLIDAY.search(_QUOTED.sub("", text)):
            # Public holidays in China move by a yearly decree that also turns Sundays into working days.
            raise Refusal("hours-holiday", given=found[1])
        canonical = _canonical(text)
        if canonical is None:
            suggestion = rewritten(text)
            known = suggestion if suggestion != text and _canonical(suggestion) else ""
            if known and _HOLIDAY.search(_QUOTED.sub("", known)):
                known = ""
            raise Refusal("hours-form", given=text[:60], at=_stumble(text), suggestion=known)
        if absent := _absent_date(canonical):
            raise Refusal("hours-form", given=text[:60], at=absent, suggestion="")
        return cls(text, canonical)

    def stretches(
        self, first: date, last: date, point: tuple[float, float] | None = None, zone: ZoneInfo | None = None
    ) -> Iterator[Stretch]:
        """What is not closed from the beginning of one day to the end of another, as the library sees it.

        ``point`` (latitude, longitude, degrees) and ``zone`` say when the sun rises; without them it does at seven
        and sets at nineteen, every day.
        """
        evaluator = _evaluator(self.written, point, zone)
        before: Stretch | None = None
        # Day by day: over several days the library skips changes (2.1.4, rules with `||`).
        for number in range((last - first).days + 1):
            midnight = datetime.combine(first + timedelta(days=number), time())
            for begins, ends, state, comment in evaluator.intervals(midnight, midnight + timedelta(days=1)):
                here = Stretch(begins.replace(tzinfo=None), ends.replace(tzinfo=None), State(str(state)), comment)
                if before and before.end == here.start and (before.state, before.comment) == (here.state, comment):
                    before = replace(before, end=here.end)
                    continue
                if before and before.state is not State.CLOSED:
                    yield before
                before = here
        if before and before.state is not State.CLOSED:
            yield before

    @property
    def usual(self) -> str:
        """The same as it is usually written."""
        return legible(self.canonical)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the library reads, but would have written otherwise."""
        return tuple(_evaluator(self.written, None, None).warnings)

    @property
    def needs_sun(self) -> bool:
        """Whether the hours follow the sun."""
        return bool(re.search(r"dawn|sunrise|sunset|dusk", _QUOTED.sub("", self.canonical)))

    @property
    def repeats(self) -> bool:
        """Whether it names moments again and again, as mail boxes do: the library takes them for a whole span."""
        return bool(re.search(r":\d\d/\d", _QUOTED.sub("", self.canonical)))

    def __str__(self) -> str:
        return self.written


def legible(canonical: str) -> str:
    """The library's writing as the library reads it: it writes 2026Dec, and takes that for a single day (2.1.4)."""
    return re.sub(rf"(\d{{4}})(?=(?:{'|'.join(_MONTHS)})\b)", r"\1 ", canonical)


@lru_cache(maxsize=256)
def _evaluator(
    text: str, point: tuple[float, float] | None, zone: ZoneInfo | None
) -> opening_hours.OpeningHours:
    # With `auto_timezone=False` the library (2.1.4) does not look at the point at all.
    sun = point is not None
    return opening_hours.OpeningHours(text, coords=point, timezone=zone, auto_country=False, auto_timezone=sun)


@lru_cache(maxsize=1024)
def _canonical(text: str) -> str | None:
    """The library's writing of what it reads; nothing for what it refuses."""
    # Its errors have no common base that it exports by name, and a fault of its own is no reason to stop.
    try:
        return str(_evaluator(text, None, None))
    except Exception:
        return None


def _absent_date(canonical: str) -> str:
    """A date that no calendar has, such as the 30th of February: the library takes it without a word."""
    for found in _DATE.finditer(_QUOTED.sub("", canonical)):
        try:
            date(int(found[1] or 2028), _MONTHS.index(found[2]) + 1, int(found[3]))
        except ValueError:
            return found[0]
    return ""


def _stumble(text: str) -> str:
    """Where the library no longer understood: the rest of the text from there."""
    try:
        opening_hours.OpeningHours(text)
    except Exception as error:
        found = _PLACE.search(str(error))
        return text[int(found[1]) - 1 :][:20] if found else ""
    return ""


@dataclass(frozen=True, slots=True)
class LastEntry(Written):
    """When the last visitors are let in: at a time of day, or so many minutes before closing."""

    minutes: int
    is_before_closing: bool
    written: str

    json_schema: ClassVar = {"type": ["string", "number"]}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``16:30`` or ``30 min``; raises :class:`Refusal`."""
        written = text_of(data).strip()
        if found := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", written, re.ASCII):
            return cls(int(found[1]) * 60 + int(found[2]), False, written)
        if found := re.fullmatch(r"(\d{1,3})\s*(?:min|minutes|分钟)", written, re.ASCII):
            return cls(int(found[1]), True, written)
        raise Refusal("last-entry-form", given=written[:40])

    def __str__(self) -> str:
        return self.written
