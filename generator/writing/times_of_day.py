"""The hours of one day in words: from when until when, by the clock or the sun, and what is remarked on them."""

from __future__ import annotations

import re

from generator.language import Language
from generator.values.opening import LastEntry, State
from generator.values.opening_rules import FULL_DAY, Span, Sun
from generator.values.timetable_parts import Day

_LAST_ENTRY = re.compile(
    r"(?:last (?:entry|admission)|最[后晚](?:入场|入园|入寺)(?:时间)?)[:：]?\s*(\d{1,2}:\d{2})", re.IGNORECASE
)
_APPOINTMENT = re.compile(r"(?:only )?(?:by|on) appointment(?: only)?|(?:需|请)?(?:提前)?预约", re.IGNORECASE)


def times(day: Day, language: Language) -> str:
    """The hours of a day in one line; that it is closed, where there are none."""
    said = _open_times(day, language)
    for gap in day.gaps:
        closed = language.word("hours.gap", times=_clock_span(gap, language), note=remark(gap.comment, language))
        said = language.word("hours.noted", text=said, note=closed)
    return said


def _open_times(day: Day, language: Language) -> str:
    if not day.spans:
        closed = language.word("hours.closed")
        return language.word("hours.noted", text=closed, note=remark(day.reason, language)) if day.reason else closed
    comments = {(span.comment, span.state) for span in day.spans}
    if len(comments) == 1 and len(day.spans) > 1 and (span := day.spans[0]).comment:
        # What holds for all of the day's hours is said once.
        bare = [_clock_span(one, language) for one in day.spans]
        return _noted(language.word("joined").join(bare), span.state, span.comment, language)
    return language.word("joined").join(_span(span, language) for span in day.spans)


def _span(span: Span, language: Language) -> str:
    if span.is_remark:
        return remark(span.comment, language)
    return _noted(_clock_span(span, language), span.state, span.comment, language)


def _noted(text: str, state: State, comment: str, language: Language) -> str:
    if state is State.UNKNOWN and not comment:
        return language.word("hours.noted", text=text, note=language.word("hours.unsure"))
    if state is State.UNKNOWN:
        note = language.word("hours.both", first=language.word("hours.unsure"), second=remark(comment, language))
        return language.word("hours.noted", text=text, note=note)
    return language.word("hours.noted", text=text, note=remark(comment, language)) if comment else text


def remark(comment: str, language: Language) -> str:
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
