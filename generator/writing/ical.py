"""Festivals as calendar files (iCalendar, RFC 5545), written by the library icalendar.

Whole days without a time zone, each time of a festival an entry and each of its named days another. An entry's UID is
made of the record's id and the calendar's own year, so that a date that is announced later moves the entry that is
already in somebody's calendar; SEQUENCE grows with the day of the record's last change. Languages share UIDs: whoever
takes both files has each entry once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from generator import addresses
from generator.loader import Entry
from generator.occasions import CANCELLED, CLOSED, SCHEDULED, Occasion, occasions, place_of
from generator.values.calendar_days import CalendarDay
from generator.values.stated import Statement
from generator.writing.festival_words import calendar_day, calendar_name, calendar_of, oddities, status_name
from generator.writing.page import Page

if TYPE_CHECKING:
    from icalendar import Event as Entry_

AFTER = 5
"""Years after the one that is today's, of which a file holds the dates."""
_FIRST = date(2000, 1, 1)
_STATUS = {SCHEDULED: "CONFIRMED", CANCELLED: "CANCELLED", CLOSED: "CONFIRMED"}
"""What a calendar program is told; everything else is tentative."""
_DAY = timedelta(days=1)


def calendar_file(page: Page, events: Iterable[Entry], name: str) -> bytes:
    """The dates of some events, from this year to the fifth to come; no entries where today is not known."""
    from icalendar import Calendar, vText  # loaded only where a file is written

    file = Calendar()
    file.add("prodid", "-//publication-generator//festivals//" + page.language.code.upper())
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    # Said to be texts: the library takes what it does not know as it is, line ends and all.
    file.add("name", vText(name))
    file.add("x-wr-calname", vText(name))
    today = page.catalogue.surroundings.as_of
    for entry in events if today else ():
        assert today is not None
        for one in occasions(entry, date(today.year, 1, 1), date(today.year + AFTER, 12, 31)):
            for component in _entries(page, one, today):
                file.add_component(component)
    written: bytes = file.to_ical()
    return written


def _entries(page: Page, one: Occasion, today: date) -> Iterable[Entry_]:
    """An entry for the whole, and one for each named day unless the whole is that day."""
    title = page.language.plain(one.entry.record.heading)
    if one.start and one.end:
        rule = one.entry.record.rule
        day = rule.first.value if rule else None
        yield _entry(page, one, today, "", title, (one.start, one.end), one.status, day, one.announced)
    for named in one.days:
        if named.day is None or (named.day == one.start == one.end):
            continue
        summary = page.word("calendar.lines", name=title, day=page.language.plain(named.name))
        part = f"{named.of}-{named.number}"
        announced = named.announced
        yield _entry(page, one, today, part, summary, (named.day, named.day), named.status, named.of, announced)


def _entry(
    page: Page,
    one: Occasion,
    today: date,
    part: str,
    summary: str,
    days: tuple[date, date],
    status: str,
    of: CalendarDay | None,
    announced: Statement[Any] | None,
) -> Entry_:
    entry = one.entry
    changed = page.catalogue.surroundings.changed.get(entry.file) or today
    stamp = datetime(changed.year, changed.month, changed.day, tzinfo=UTC)
    from icalendar import Event, vUri

    made = Event()
    made.add("uid", uid(page, one, part))
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", max(0, (changed - _FIRST).days))
    made.add("dtstart", days[0])
    made.add("dtend", days[1] + _DAY)
    made.add("summary", summary)
    made.add("status", _STATUS.get(status, "TENTATIVE") if not one.is_provisional else "TENTATIVE")
    made.add("transp", "TRANSPARENT")
    made.add("description", "\n".join(_description(page, one, status, of, announced)))
    _where(page, entry, made)
    url = page.address_on_the_web(addresses.address(entry))
    if url:
        made.add("url", vUri(url))
    return made


def uid(page: Page, one: Occasion, part: str = "") -> str:
    """The same for the same day of the same festival in every build and every language."""
    root = page.catalogue.publication.root
    name = f"publication:{root or ''}/event/{one.entry.id}/{one.key}/{part}"
    return f"{uuid5(NAMESPACE_URL, name)}"


def _description(
    page: Page, one: Occasion, status: str, of: CalendarDay | None, announced: Statement[Any] | None
) -> Sequence[str]:
    """The calendar, how the date is known, what is unusual about it, and where to read more."""
    event, language = one.entry.record, page.language
    lines = []
    if of is not None:
        day = calendar_day(language, calendar_of(event), of)
        lines.append(page.word("ical.calendar", day=day))
    if announced is not None:
        cited = announced.sources or one.entry.record.sources
        found = [page.catalogue.find(citation.source) for citation in cited]
        named = page.word("joined").join(language.plain(source.record.heading) for source in found if source)
        lines.append(page.word("ical.announced", source=named))
    else:
        lines.append(page.word("ical.computed", calendar=calendar_name(page, event)))
    lines.append(page.word("ical.status", status=status_name(page, status)))
    lines += oddities(page, one)
    if event.summary:
        lines.append(language.plain(event.summary))
    url = page.address_on_the_web(addresses.address(one.entry))
    if url:
        lines.append(page.word("ical.page") + url)
    return lines


def _where(page: Page, entry: Entry, made: Entry_) -> None:
    """The site and its address, and its point as exactly as it is published."""
    catalogue, language = page.catalogue, page.language
    site = catalogue.find(entry.record.site)
    place = place_of(catalogue, entry)
    if site:
        address = site.record.address.value if site.record.address else None
        parts = [language.plain(site.record.heading), language.plain(address) if address else ""]
        made.add("location", page.word("joined").join(part for part in parts if part))
        point = catalogue.point_of(site)
        if point:
            from icalendar import vGeo

            made.add("geo", vGeo((float(point.lat), float(point.lon))))
    elif place:
        made.add("location", language.plain(place.record.heading))
