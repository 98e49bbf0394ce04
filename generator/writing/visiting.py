"""What a visitor plans by: whether one can come in, when, for how much, how to get there, and what the hosts ask.

A fact that may be out of date is told with its date first, and never as a promise; the reader's own date decides in the
end, since a page may be read years after it was built (``assets/opening.js``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator.loader import Entry
from generator.records.visiting import Altitude, Fee, Hours, Manner, Visiting, Way, standing
from generator.values.dates import PartialDate
from generator.values.stated import Statement
from generator.values.timetable import timetable
from generator.writing import facts
from generator.writing.escaping import assembled, element, escape
from generator.writing.hours import HoursBlock, blocks, next_days
from generator.writing.opening_data import opening_data
from generator.writing.page import Page
from generator.writing.shown import others, show, statement

FIRST = ("closure", "safety")
"""Topics of access that are said before everything else."""


def visiting_section(page: Page, entry: Entry) -> Markup:
    """Whether it is open now, then hours, last entry, fees, steps, height, and what can be reached."""
    visiting: Visiting = entry.record.visiting or Visiting()
    rows: list[Markup] = []
    if visiting.status:
        rows.append(facts.row(page.word("visiting.status"), _fact(page, visiting.status, entry)))
    rows += _access(page, visiting, entry, first=True)
    hours = visiting.hours
    rows.append(
        facts.row(page.word("site.hours"), hours_shown(page, hours, entry) if hours else _none(page, "site.no_hours"))
    )
    if visiting.last_entry:
        rows.append(facts.row(page.word("visiting.last_entry"), _fact(page, visiting.last_entry, entry)))
    fees = [_fee(page, fee, entry) for fee in visiting.fees]
    rows.append(facts.row(page.word("site.fee"), *(fees or [_none(page, "site.no_fee")])))
    if visiting.step_free:
        rows.append(facts.row(page.word("visiting.step_free"), _fact(page, visiting.step_free, entry)))
    if visiting.altitude:
        rows.append(facts.row(page.word("visiting.altitude"), _altitude(page, visiting, entry)))
    rows += _access(page, visiting, entry, first=False)
    return open_now(page, entry) + element("dl", assembled(rows), class_="p-facts p-visiting")


def open_now(page: Page, entry: Entry) -> Markup:
    """The line that says in the browser whether it is open now; nothing where no hours can be relied on."""
    visiting = entry.record.visiting
    if visiting is None or (visiting.status and _is(visiting.status, "closed")):
        return Markup()
    return open_by(page, visiting.hours, entry)


def open_by(page: Page, hours: Hours | None, entry: Entry) -> Markup:
    """The line that says in the browser whether it is open now by these hours, of whatever kind of record."""
    if hours is None or hours.value is None:
        return Markup()
    publication, today = page.catalogue.publication, page.catalogue.surroundings.as_of
    known = standing(hours, publication.verify_after_years)
    if not known.is_current(today):
        return Markup()
    place = entry.record.coordinates.value if getattr(entry.record, "coordinates", None) else None
    point = place.wgs84().rounded(publication.map.decimals(entry.kind.name)) if place else None
    at = (float(point.lat), float(point.lon)) if point else None
    data = opening_data(hours.value, today, at, publication.zone)
    if data is None:
        return Markup()
    return element(
        "p",
        page.word("visiting.clock", zone=_zone(page)),
        class_="p-now",
        role="status",
        aria_live="polite",
        data_opening=json.dumps(data, separators=(",", ":")),
        data_zone=publication.time_zone,
        data_due=known.due.isoformat() if known.due else "",
        data_then=_verify(page, hours),
    )


def hours_shown(page: Page, hours: Hours, entry: Entry) -> Markup:
    """Opening hours as a week, with their date, standing and source. For every kind of record that has hours."""
    if hours.value is None:
        return _absent(page, hours, entry, "site.no_hours")
    today = page.catalogue.surroundings.as_of
    table = timetable(hours.value)
    if table is not None:
        week = assembled(_block(block) for block in blocks(table, page.language, today))
    else:
        written = element("code", hours.value.written)
        week = element("p", escape(page.word("visiting.as_written")) + " " + written)
        if today and not hours.value.repeats and not hours.value.needs_sun:
            lines = next_days(hours.value, today, page.language)
            week += _block(HoursBlock(page.word("visiting.as_computed"), lines))
    doubtful = not standing(hours, page.catalogue.publication.verify_after_years).is_current(today)
    shown = element("div", week, class_="p-hours p-low" if doubtful else "p-hours")
    return _said(page, hours) + shown + _below(page, hours, entry)


def on_the_way(page: Page, entry: Entry) -> Markup:
    """How high it lies and when the last are let in, where that is known; the sources are on the page of the site."""
    visiting: Visiting = entry.record.visiting or Visiting()
    rows = []
    if visiting.altitude and visiting.altitude.value is not None:
        rows.append(facts.row(page.word("visiting.altitude"), escape(_metres(page, visiting.altitude))))
    if (last := visiting.last_entry) and last.value is not None:
        told = _said(page, last) + escape(show(page, last.value, entry)) + " " + _verify_line(page, last)
        rows.append(facts.row(page.word("visiting.last_entry"), told))
    return element("dl", assembled(rows), class_="p-facts v-way") + Markup("\n\n") if rows else Markup()


def current(page: Page, fact: Statement[Any], entry: Entry, shown: Markup | None = None) -> Markup:
    """A fact that holds for the time being: its value, its source, and when it was last confirmed."""
    return _fact(page, fact, entry, shown)


def manners(page: Page, entry: Entry) -> Markup:
    """What the hosts ask of their guests, each with its topic; a note that several share stands once, below them."""
    found: Sequence[Manner] = entry.record.visiting.etiquette if entry.record.visiting else ()
    if not found:
        return Markup()
    notes = [one.note for one in found if one.note]
    shared = [note for number, note in enumerate(notes) if note in notes[:number] and note not in notes[number + 1 :]]
    shown = []
    for one in found:
        topic = element("strong", page.term(one.topic), class_="p-topic")
        own = one.note if one.note not in shared else None
        note = element("small", page.text(own), class_="p-remark") if own else Markup()
        asked = _verify_line(page, one) if one.verify_by else Markup()
        shown.append(element("li", assembled([topic, " ", statement(page, one, entry), note, asked])))
    below = []
    for text in shared:
        topics = page.joined(page.term(one.topic) for one in found if one.note == text)
        below.append(element("p", assembled([topics, page.word("visiting.about"), page.text(text)]), class_="p-remark"))
    return element("ul", assembled(shown, "\n"), class_="p-manners") + assembled(below)


def ways(page: Page, entry: Entry) -> list[Markup]:
    """How one gets there: the line and its stops, then the words."""
    found: Sequence[Way] = entry.record.visiting.transport if entry.record.visiting else ()
    return [_way(page, one, entry) for one in found]


def is_doubtful(page: Page, entry: Entry) -> bool:
    """Whether hours or fees are told that cannot be relied on."""
    visiting: Visiting | None = entry.record.visiting
    if visiting is None:
        return False
    years, today = page.catalogue.publication.verify_after_years, page.catalogue.surroundings.as_of
    told: list[Statement[Any]] = [one for one in (visiting.hours, *visiting.fees) if one is not None and one.value]
    return any(not standing(one, years).is_current(today) for one in told)


# ----------------------------------------------------------------------------------------------------------- parts


def _block(block: HoursBlock) -> Markup:
    lines = assembled(
        element("div", element("dt", line.days) + element("dd", line.times)) for line in block.lines
    )
    head = element("p", block.when, class_="p-hours-when") if block.when else Markup()
    return head + element("dl", lines)


def _fact(page: Page, fact: Statement[Any], entry: Entry, shown: Markup | None = None) -> Markup:
    if fact.value is None:
        return _absent(page, fact, entry, "")
    value = shown if shown is not None else show(page, fact.value, entry)
    low = fact.confidence == "low"
    return _said(page, fact) + element("span", value, class_="p-low" if low else "") + _below(page, fact, entry)


def _fee(page: Page, fee: Fee, entry: Entry) -> Markup:
    if fee.value is None:
        return _absent(page, fee, entry, "site.no_fee")
    of = [page.term(fee.audience)] if fee.audience else []
    if fee.season:
        of.append(show(page, fee.season, entry))
    anchor = page.anchor(fee, entry)
    value = element("span", show(page, fee.value, entry), class_="p-fee", id=anchor)
    head = element("span", page.joined(of), class_="p-audience") + Markup(" ") if of else Markup()
    return _fact(page, fee, entry, head + value)


def _altitude(page: Page, visiting: Visiting, entry: Entry) -> Markup:
    altitude = visiting.altitude
    assert altitude is not None
    if altitude.value is None:
        return statement(page, altitude, entry)
    return statement(page, altitude, entry, shown=escape(_metres(page, altitude)))


def _metres(page: Page, altitude: Altitude) -> str:
    assert altitude.value is not None
    word = "visiting.at_least" if altitude.at_least else "visiting.metres"
    return page.word(word, metres=page.language.number(altitude.value.number))


def _access(page: Page, visiting: Visiting, entry: Entry, *, first: bool) -> list[Markup]:
    return [
        facts.row(page.term(one.topic), _fact(page, one, entry))
        for one in visiting.access
        if (one.topic.id in FIRST) is first
    ]


def _way(page: Page, way: Way, entry: Entry) -> Markup:
    mode = page.language.plain(known.label) if (known := page.catalogue.term(way.mode)) else way.mode.id
    key = "visiting.numbered_line" if way.line and way.line.isdecimal() else "visiting.named_line"
    head = [element("strong", page.word(key, mode=mode, line=way.line) if way.line else mode, class_="p-topic")]
    if way.stops:
        stops = assembled([page.text(stop) for stop in way.stops], " → ")
        head.append(_around(page.word("visiting.from_stop"), stops) if len(way.stops) == 1 else stops)
    if way.fare:
        head.append(show(page, way.fare, entry))
    return element("span", assembled(head, " · "), class_="p-way") + _fact(page, way, entry)


def _around(sentence: str, inner: Markup) -> Markup:
    """Words with markup in the place of ``{stop}``."""
    before, _, after = sentence.partition("{stop}")
    return escape(before) + inner + escape(after)


def _said(page: Page, fact: Statement[Any]) -> Markup:
    """The date before the fact, where the fact is no longer, or not surely, so."""
    years, today = page.catalogue.publication.verify_after_years, page.catalogue.surroundings.as_of
    if standing(fact, years).is_current(today):
        return Markup()
    if not fact.as_of:
        return Markup()
    return element("span", page.word("visiting.said_on", date=page.language.date(fact.as_of)), class_="p-said") + " "


def _below(page: Page, fact: Statement[Any], entry: Entry) -> Markup:
    """Source, standing, note, what others say, and whether to ask again."""
    standing_line = _verify_line(page, fact)
    if fact.confidence == "low":
        standing_line += Markup(" ") + element(
            "span", page.word("confidence.low"), class_="p-confidence p-confidence-low"
        )
    line = element("span", standing_line + page.cite(fact, entry), class_="p-standing")
    note = element("small", page.text(fact.note), class_="p-remark") if fact.note else Markup()
    alternatives = getattr(fact, "alternatives", ())
    return line + note + (others(page, alternatives, entry) if alternatives else Markup())


def _verify(page: Page, fact: Statement[Any]) -> str:
    if fact.as_of:
        return page.word("visiting.verify", date=page.language.date(fact.as_of))
    verify_by = getattr(fact, "verify_by", None)
    return page.word("visiting.verify_since", date=page.language.date(verify_by)) if verify_by else page.word(
        "visiting.verify_undated"
    )


def _verify_line(page: Page, fact: Statement[Any]) -> Markup:
    """When it was last confirmed; where that is too long ago, that the reader should ask."""
    known = standing(fact, page.catalogue.publication.verify_after_years)
    today = page.catalogue.surroundings.as_of
    if known.due is None or (today is not None and today >= known.due):
        return element("small", _verify(page, fact), class_="p-verify p-verify-due")
    verify_by: PartialDate | None = getattr(fact, "verify_by", None)
    if fact.as_of:
        text = page.word("visiting.confirmed", date=page.language.date(fact.as_of))
    else:
        assert verify_by is not None  # a day to verify by comes from one of the two
        text = page.word("visiting.good_until", date=page.language.date(verify_by))
    return element("small", text, class_="p-verify", data_due=known.due.isoformat(), data_then=_verify(page, fact))


def _absent(page: Page, fact: Statement[Any], entry: Entry, word: str) -> Markup:
    """No value: that nothing reliable is known, why, and what sources say that could not be confirmed."""
    alternatives = getattr(fact, "alternatives", ())
    note = element("small", page.text(fact.note), class_="p-remark") if fact.note else Markup()
    if not (word and alternatives):
        return statement(page, fact, entry) + (note if not alternatives else Markup())
    return _none(page, word) + note + others(page, alternatives, entry)


def _none(page: Page, word: str) -> Markup:
    return element("span", page.word(word), class_="p-absent")


def _is(fact: Statement[Any], id_: str) -> bool:
    return fact.value is not None and fact.value.id == id_


def _zone(page: Page) -> str:
    """What the clock is called that the hours go by."""
    name = page.catalogue.publication.time_zone
    zones = page.language.words["visiting"]["zones"]
    return str(zones.get(name.replace("/", "_"), name))
