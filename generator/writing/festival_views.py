"""Festivals as other pages show them: what is coming up at a site, in a place, or everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from generator import addresses
from generator.loader import Entry
from generator.occasions import Occasion, ahead, events_at
from generator.writing.escaping import assembled, element
from generator.writing.festival_words import basis, named_days, oddities, span, status_tag
from generator.writing.page import Page

SHOWN = 6
"""Times that are listed on another page."""
FEW = 3
"""Times that stand among other things."""
IN_RESERVE = 3
"""Times that the browser shows in place of those that are over by then."""
DAYS = 396
"""How far ahead such a list looks: a year and a month."""


def coming_up(page: Page, entry: Entry) -> Markup:
    """The next days of the festivals at a site or in a place, soonest first; nothing where none is recorded."""
    events = events_at(page.catalogue, entry)
    return _coming(page, events, SHOWN, beside=entry.kind.name == "site") if events else Markup()


def coming_everywhere(page: Page) -> Markup:
    """The next days of all festivals; nothing where none is recorded."""
    events = page.catalogue.of_kind("event")
    return _coming(page, events, FEW) if events else Markup()


def _coming(page: Page, events: Iterable[Entry], count: int, *, beside: bool = False) -> Markup:
    """The next times of some events, with the way to the calendar. ``beside``: on the page of the site itself."""
    today = page.catalogue.surroundings.as_of
    if today is None:
        return Markup()
    found = ahead(events, today, DAYS)
    way = element("a", page.word("festival.all"), href=page.to(addresses.CALENDAR))
    if not found:
        return element("p", page.word("festival.coming_none"), class_="p-absent") + element("p", way)
    if len(found) > count:
        more = page.language.integer(len(found) - count)
        way = element("a", page.word("festival.more", count=more), href=page.to(addresses.CALENDAR))
    first = found[: count + IN_RESERVE]
    items = [_item(page, one, beside=beside, kept=number >= count) for number, one in enumerate(first)]
    shown = Markup('<ul class="f-coming f-wide" data-festivals="{}" data-show="{}">\n{}\n</ul>').format(
        page.catalogue.publication.time_zone, count, assembled(items, "\n")
    )
    return shown + Markup("\n\n") + element("p", way, class_="f-way")


def listed(page: Page, found: Sequence[Occasion], *, own: bool = False, anchored: bool = False) -> Markup:
    """Occasions as a list, soonest first; on the event's ``own`` page without its name."""
    items = assembled([_item(page, one, own=own, anchored=anchored) for one in found], "\n")
    zone = page.catalogue.publication.time_zone
    return Markup('<ul class="f-coming" data-festivals="{}">\n{}\n</ul>').format(zone, items)


def anchor(one: Occasion) -> str:
    """The id of an occasion in the calendar's list."""
    return f"{one.entry.id}-{one.key}"


def _item(
    page: Page, one: Occasion, *, own: bool = False, beside: bool = False, anchored: bool = False, kept: bool = False
) -> Markup:
    when = element("p", span(page.language, one) + Markup(' <span class="f-count"></span>'), class_="f-when")
    site = page.catalogue.find(one.entry.record.site) or page.catalogue.find(one.entry.record.place)
    title: list[object] = [element("b", page.link(one.entry))]
    if site and not beside:
        title.append(element("span", page.text(site.record.heading), class_="f-where"))
    body = Markup() if own else element("p", assembled(title, " "), class_="f-title")
    body += named_days(page, one)
    for said in oddities(page, one):
        body += element("p", said, class_="f-oddity")
    if one.note:
        body += element("p", page.text(one.note), class_="f-oddity")
    body += element("p", basis(page, one) + Markup(" ") + status_tag(page, one.status), class_="f-standing")
    return element(
        "li",
        when + element("div", body),
        id=anchor(one) if anchored else "",
        class_="f-kept" if kept else "",
        data_from=one.near.isoformat(),
        data_to=one.last.isoformat(),
    )
