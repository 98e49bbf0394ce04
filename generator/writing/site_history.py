"""The founding and history of a site: events with how firm they are, as a table and as a line of years."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.drawing.timeline import Moment, TimelineText, draw_timeline
from generator.loader import Entry
from generator.records.site import FoundingEvent
from generator.values.dates import Period
from generator.values.stated import Statement
from generator.writing.escaping import assembled, element, escape, trusted
from generator.writing.page import Page
from generator.writing.shown import show, statement

FEWEST = 3
"""So many dates make a line of years worth its room."""
SHORTEST = 20
"""Years between the first and the last of them."""


def rows(page: Page, entry: Entry) -> list[list[Markup]]:
    """A line for each event: when, as the sources' calendar has it too, and what."""
    return [[_when(page, event, entry), _what(page, event)] for event in entry.record.founding]


def timeline(page: Page, entry: Entry) -> Markup:
    """The events as a drawing; empty where there are too few of them, or they lie too close to each other."""
    moments = [moment for event in entry.record.founding for moment in _moments(page, event)]
    if len(moments) < FEWEST:
        return Markup()
    first, last = min(one.first for one in moments), max(one.last for one in moments)
    if last - first < SHORTEST:
        return Markup()
    language = page.language
    dated = [(event.value, language.plain(event.event)) for event in entry.record.founding if event.value]
    told = page.word("hours.then").join(f"{language.period(when)} {what}" for when, what in dated)
    name = language.plain(entry.record.heading)
    text = TimelineText(page.word("site_page.timeline_title", title=name), told)
    legend = [
        element("span", page.word(f"site_page.standing.{standing}"), class_=f"p-when p-when-{standing}")
        for standing in ("high", "medium", "low", "tradition", "other")
        if any(moment.standing == standing for moment in moments)
    ]
    drawing = trusted(draw_timeline(moments, text))  # it escapes its own words
    return element("figure", drawing + element("figcaption", assembled(legend, " ")), class_="p-figure p-timeline")


def _moments(page: Page, event: FoundingEvent) -> Iterator[Moment]:
    stated: list[tuple[Statement[Period], bool]] = [(event, True), *((other, False) for other in event.alternatives)]
    for statement_, chosen in stated:
        period = statement_.value
        if period is None:
            continue
        first, last = period.start or period.end, period.end or period.start
        assert first is not None and last is not None
        standing = str(statement_.confidence or "medium") if chosen else "other"
        if chosen and event.traditional:
            standing = "tradition"
        label = f"{first.year}–{last.year}" if last.year > first.year else str(first.year)
        if event.circa:
            label = page.word("site_page.circa", year=label)
        yield Moment(first.year, last.year, label, standing)


def _when(page: Page, event: FoundingEvent, entry: Entry) -> Markup:
    """The date with everything that belongs to it before the mark and what other sources say."""
    if event.value is None:
        return statement(page, event, entry)
    words = ([page.word("traditional")] if event.traditional else []) + ([page.word("circa")] if event.circa else [])
    shown = assembled([*words, show(page, event.value, entry)], " ")
    if event.calendar:
        shown += Markup(" ") + element("span", page.text(event.calendar), class_="p-as-of")
    return statement(page, event, entry, shown=shown)


def _what(page: Page, event: FoundingEvent) -> Markup:
    written = page.text(event.event)
    return written + element("small", page.text(event.note), class_="p-remark") if event.note else escape(written)
