"""Opening hours that are read, but can hardly be meant: rules that never apply, hours that lie over each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from generator.batches import Batch
from generator.findings import Finding, Refusal
from generator.loader import Entry
from generator.records.base import Path
from generator.records.visiting import Current
from generator.values.dates import PartialDate
from generator.values.opening import OpeningHours, legible
from generator.values.opening_rules import NotInWordsError, read_rules, split
from generator.values.timetable import overlapping, timetable

COMPARED = (date(2025, 1, 1), date(2028, 12, 31))
"""Days that rules are tried on, beside the years that they name."""


def check(batch: Batch) -> Iterator[Finding]:
    """``hours-…`` and ``verify-by-order``."""
    for entry, path, hours in batch.values(OpeningHours):
        for code, text in _doubts(hours):
            if code == "hours-writing":
                yield entry.warning(code, path, suggestion=text)
            else:
                yield entry.warning(code, path, given=text[:60])
    for entry, path, fact in batch.values(Current):
        yield from _verified_before(entry, path, fact.as_of, fact.verify_by)


def _verified_before(
    entry: Entry, path: Path, as_of: PartialDate | None, verify_by: PartialDate | None
) -> Iterator[Finding]:
    if as_of and verify_by and verify_by.last < as_of.first:
        related = (entry.position((*path, "as_of")),)
        yield entry.error("verify-by-order", (*path, "verify_by"), related=related, earlier=as_of, later=verify_by)


Doubt = tuple[str, str]


@lru_cache(maxsize=512)
def _doubts(hours: OpeningHours) -> tuple[Doubt, ...]:
    """What is doubtful about hours: the code of each finding, and the part of them that it is about."""
    found: list[Doubt] = []
    if hours.warnings:
        found.append(("hours-writing", hours.usual))
    table = timetable(hours)
    if not next(hours.stretches(*COMPARED), None) and not (table and table.special):
        found.append(("hours-never", hours.written))
        return tuple(found)
    for rule in _without_effect(hours):
        found.append(("hours-no-effect", rule))
    if overlapping(hours):
        found.append(("hours-overlap", hours.written))
    if _names_days_only(hours):
        found.append(("hours-no-times", hours.written))
    return tuple(found)


def _without_effect(hours: OpeningHours) -> Iterator[str]:
    """Rules without which everything would be the same; that something is closed may be said twice."""
    try:
        parts = list(split(hours.canonical))
        rules = read_rules(hours.canonical)
    except NotInWordsError:
        return
    if len(parts) < 2:
        return
    years = [day.year for rule in rules for span in rule.dates for day in span]
    first, last = date(min([2025, *years]), 1, 1), date(max([2028, *years]), 12, 31)
    if last.year - first.year > 12:
        return
    whole = list(hours.stretches(first, last))
    for number, (text, _) in enumerate(parts):
        if rules[number].state == "closed":
            continue
        rest = [part for place, part in enumerate(parts) if place != number]
        joined = "".join((separator or "; " if place else "") + part for place, (part, separator) in enumerate(rest))
        try:
            if list(OpeningHours.parse(legible(joined)).stretches(first, last)) == whole:
                yield text
        except Refusal:
            continue


def _names_days_only(hours: OpeningHours) -> bool:
    """``Mo-Fr`` alone means day and night, which is seldom what is meant."""
    try:
        rules = read_rules(hours.canonical)
    except NotInWordsError:
        return False
    return any(
        rule.state == "open" and not rule.spans and not rule.comment and (rule.weekdays or rule.nth) for rule in rules
    ) and "24/7" not in hours.written and "00:00-24:00" not in hours.written
