"""What stands on the page of a festival or another event."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.almanac.falling import DoubledDay, LeapMonth
from generator.loader import Entry
from generator.occasions import coming
from generator.records.event import Event
from generator.values.stated import Stated
from generator.writing import facts
from generator.writing.escaping import assembled, element, escape
from generator.writing.festival_views import listed
from generator.writing.festival_words import between, calendar_day, calendar_name, calendar_of
from generator.writing.locators import locator
from generator.writing.page import Page
from generator.writing.shown import show, statement

SHOWN = 4
"""The times to come that a page shows: three whole years, and one that may be going on."""
_LUNAR = ("chinese_lunar", "tibetan_phugpa")


def event_view(page: Page, entry: Entry) -> dict[str, Any]:
    """What the template of an event shows beside the fields of its record."""
    event: Event = entry.record
    today = page.catalogue.surroundings.as_of
    found = coming(entry, today, SHOWN) if today else ()
    site = page.catalogue.find(event.site)
    return {
        "kicker": _kicker(page, entry),
        "rule": _rule(page, entry),
        "coming": listed(page, found, own=True) if found else Markup(),
        "locator": locator(page, site) if site else Markup(),
        "no_dates": page.word("event.no_dates" if today else "event.no_as_of"),
        "known": _known(page, event, [one.announced is not None for one in found]),
        "explained": _explained(page, event),
        "visit": _visit(page, entry),
        "manners": _manners(page, entry),
        "site": site,
        "site_manners": page.word("event.site_manners", site=page.language.plain(site.record.heading)) if site else "",
        "years": _years(page, entry),
        "calendar": element("a", page.word("event.more_calendar"), href=page.to(addresses.CALENDAR)),
        "files": [
            element("a", page.word(word), href=page.to(file), download=file.rpartition("/")[2])
            for word, file in (
                ("event.subscribe_one", addresses.ical(entry)),
                ("event.subscribe_all", addresses.ICAL),
            )
        ],
    }


def _kicker(page: Page, entry: Entry) -> Markup:
    where = page.catalogue.find(entry.record.site) or page.catalogue.find(entry.record.place)
    parts = [element("span", page.word("event.kicker"))]
    return Markup(" › ").join([page.link(where), *parts] if where else parts)


def _rule(page: Page, entry: Entry) -> Markup:
    """The days in the event's own calendar, each with its source and what others say."""
    event: Event = entry.record
    label = page.language.label
    rows = facts.row(label("event", "calendar"), statement(page, event.calendar, entry))
    if event.rule:
        first = _day(page, entry, event.rule.first)
        if event.rule.last:
            last = _day(page, entry, event.rule.last)
            rows += facts.row(label("event", "rule"), between(page.language, first, last))
        else:
            rows += facts.row(label("event", "rule"), first)
    for day in event.days:
        rows += facts.row(page.text(day.name), _day(page, entry, day))
    return element("dl", rows, class_="p-facts")


def _day(page: Page, entry: Entry, stated: Stated[Any]) -> Markup:
    """A day of the calendar in words; the values of other sources too."""
    return statement(page, stated, entry)


def _known(page: Page, event: Event, announced: list[bool]) -> str:
    """Whether the dates are computed or announced, in a sentence."""
    if not announced:
        return ""
    word = "announced_long" if all(announced) else "mixed_long" if any(announced) else "computed_long"
    return page.word(f"festival.{word}", calendar=calendar_name(page, event))


def _explained(page: Page, event: Event) -> list[str]:
    """What a reader has to know of the calendar, and by which conventions its days are found."""
    calendar = calendar_of(event)
    known = page.language.words["festival"]["calendars"]
    said = [str(known[calendar])] if calendar in known else []
    rule = event.rule
    if rule is None or calendar not in _LUNAR:
        return said
    policies = rule.policies
    said.append(page.word(f"festival.policy.leap_month.{policies.leap_month}"))
    if calendar == "tibetan_phugpa" or _may_lack(event):
        said.append(page.word(f"festival.policy.skipped_day.{policies.skipped_day}"))
    if calendar == "tibetan_phugpa":
        said.append(page.word(f"festival.policy.doubled_day.{policies.doubled_day}"))
    usual = policies.leap_month is LeapMonth.REGULAR and policies.doubled_day is DoubledDay.FIRST
    if usual and not rule.sources:
        said.append(page.word("festival.policy.assumed"))
    return said


def _may_lack(event: Event) -> bool:
    """Whether one of its days is the thirtieth, which half of the months of the Chinese calendar lack."""
    days = [day.value for day in event.days] + ([event.rule.first.value] if event.rule else [])
    return any(day is not None and day.day == 30 for day in days)


def _visit(page: Page, entry: Entry) -> Markup:
    event: Event = entry.record
    label = page.language.label
    status = statement(page, event.status, entry) if event.status else facts.absent(page, "unknown")
    rows = facts.row(label("event", "status"), status)
    visitors = statement(page, event.visitors, entry) if event.visitors else facts.absent(page, "unknown")
    rows += facts.row(label("event", "visitors"), visitors)
    if event.notices:
        rows += facts.row(label("event", "notices"), *(_noticed(page, entry, one) for one in event.notices))
    if event.etiquette:
        rows += facts.row(label("event", "etiquette"), *(statement(page, one, entry) for one in event.etiquette))
    return element("dl", rows, class_="p-facts")


def _noticed(page: Page, entry: Entry, notice: Stated[Any]) -> Markup:
    shown = statement(page, notice, entry)
    return shown + element("small", page.text(notice.note), class_="p-remark") if notice.note else shown


def _manners(page: Page, entry: Entry) -> Markup:
    """What the site asks of its guests at any time, as its own record has it."""
    site = page.catalogue.find(entry.record.site)
    visiting = site.record.visiting if site else None
    if site is None or visiting is None or not visiting.etiquette:
        return Markup()
    items = assembled([element("li", statement(page, one, site)) for one in visiting.etiquette])
    return element("ul", items, class_="p-features")


def _years(page: Page, entry: Entry) -> Markup:
    """What is known of single years, past ones too."""
    event: Event = entry.record
    lines = []
    for known in sorted(event.years, key=lambda year: year.year, reverse=True):
        parts: list[Markup] = [show(page, one, entry) for one in (known.dates, known.status) if one is not None]
        names = {day.value: day.name for day in event.days}
        for told in known.days:
            name = page.text(names[told.day]) if told.day in names else _words_of(page, event, told.day)
            said = [show(page, one, entry) for one in (told.date, told.status) if one is not None]
            parts.append(Markup(" ").join([name, *said]))
        if known.note:
            parts.append(element("small", page.text(known.note), class_="p-remark"))
        lines.append([escape(page.language.date(known.year)), Markup("<br>").join(parts)])
    if not lines:
        return Markup()
    heads = [page.word("event.year"), page.word("event.standing")]
    return facts.table(page.word("event.years"), heads, lines, under=True)


def _words_of(page: Page, event: Event, day: Any) -> Markup:
    return escape(calendar_day(page.language, calendar_of(event), day))
