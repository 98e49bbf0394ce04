"""The calendar of festivals: month by month, as a list and as a table, and as files for people's own calendars."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue, kind_named
from generator.language import Language
from generator.occasions import Occasion, ahead
from generator.writing.artifacts import Artifact
from generator.writing.escaping import assembled, element
from generator.writing.festival_views import anchor, listed
from generator.writing.ical import calendar_file
from generator.writing.page import Page
from generator.writing.templates import environment

Held = dict[date, list[tuple[str, Occasion, bool]]]
"""Day → what is on: its words, the occasion, and whether the day has a name of its own."""

MONTHS = 13
MOST = 150
"""Times that the page lists; the pages of the festivals and the calendar file have all of them."""


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The calendar page, the file of each event, and the file of all of them."""
    page = Page(catalogue, language, addresses.CALENDAR)
    events = catalogue.of_kind("event")
    name = language.plain(catalogue.publication.name)
    yield Artifact.of(addresses.markdown_file(addresses.CALENDAR), _calendar(page))
    yield Artifact(addresses.ICAL, calendar_file(page, events, page.word("ical.name", name=name)))
    for entry in events:
        title = language.plain(entry.record.heading)
        yield Artifact(addresses.ical(entry), calendar_file(page, [entry], title))


def _calendar(page: Page) -> str:
    word, today = page.word, page.catalogue.surroundings.as_of
    found: Sequence[Occasion] = ()
    months: list[date] = []
    if today:
        months = _months(today)
        last = _after(months[-1]) - timedelta(days=1)
        found = ahead(page.catalogue.of_kind("event"), today, (last - today).days)
    shown = [one for one in found[:MOST] if one.near <= last] if today else []
    title = word("calendar.title")
    all_festivals = addresses.listing(kind_named("event"))
    front: dict[str, Any] = {
        "title": title,
        "kind": "calendar",
        "section": word("kinds.event.many"),
        "description": word("calendar.lead"),
        "breadcrumbs": [{"title": word("kinds.event.many"), "url": all_festivals}],
    }
    text = (
        environment()
        .get_template("calendar.md.jinja")
        .render(
            p=page,
            front=front,
            title=title,
            months=list(_grouped(page, [_month(page, month, shown, today) for month in months])) if today else [],
            capped=word("calendar.capped", count=page.language.integer(MOST)) if len(found) > MOST else "",
            list_all=element("a", word("calendar.list_all"), href=page.to(all_festivals)),
            file=element(
                "a", word("event.subscribe_all"), href=page.to(addresses.ICAL), download="festivals.ics"
            ),
        )
    )
    return page.finish(text)


def _grouped(page: Page, months: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Months in which nothing is held become one line with their neighbours."""
    empty: list[str] = []
    for month in [*months, None]:
        if month and not month["list"] and not month["table"]:
            empty.append(month["title"])
            continue
        if empty:
            ends = [empty[0], empty[-1]] if len(empty) > 1 else empty
            named = page.word("festival.between", start=ends[0], end=ends[-1]) if len(ends) > 1 else ends[0]
            yield {"nothing": page.word("calendar.nothing", months=named)}
            empty = []
        if month:
            yield month


def _months(today: date) -> list[date]:
    """The first days of this month and of those after it."""
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append(_after(found[-1]))
    return found


def _after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _month(page: Page, month: date, found: Sequence[Occasion], today: date) -> dict[str, Any]:
    """What is held in a month: what begins in it as a list, and every day of it in the table."""
    end = _after(month)
    begins = [one for one in found if month <= max(one.near, today) < end]
    held = _held(page, month, end, found)
    return {
        "nothing": "",
        "id": f"m-{month:%Y-%m}",
        "title": _title(page, month),
        "list": listed(page, begins, anchored=True) if begins else Markup(),
        "table": _table(page, month, held) if held else Markup(),
    }


def _title(page: Page, month: date) -> str:
    name = page.language.words["months"][month.month - 1] if "months" in page.language.words else month.month
    return page.word("calendar.month", year=month.year, month=name)


def _held(page: Page, month: date, end: date, found: Sequence[Occasion]) -> Held:
    held: Held = {}
    for one in found:
        if one.start is None or one.end is None:
            continue
        title = page.language.plain(one.entry.record.heading)
        names = {named.day: page.language.plain(named.name) for named in one.days if named.day}
        day = max(one.start, month)
        while day <= min(one.end, end - timedelta(days=1)):
            words = page.word("calendar.lines", name=title, day=names[day]) if day in names else title
            held.setdefault(day, []).append((words, one, day in names or one.start == one.end))
            day += timedelta(days=1)
    return held


def _table(page: Page, month: date, held: Held) -> Markup:
    """A month as a small table of weeks; a day on which something is held leads to it in the list."""
    short = page.language.words["festival"]["weekdays_short"]
    full = page.language.words["festival"]["weekdays"]
    head = assembled(
        Markup('<th scope="col"><abbr title="{}">{}</abbr></th>').format(name, abbreviation)
        for name, abbreviation in zip(full, short, strict=True)
    )
    rows = []
    for week in Calendar().monthdatescalendar(month.year, month.month):
        cells = [_cell(page, day, held.get(day, ())) if day.month == month.month else element("td") for day in week]
        rows.append(element("tr", assembled(cells)))
    caption = element("caption", page.word("calendar.grid", month=_title(page, month)), class_="p-hidden")
    body = caption + element("thead", element("tr", head)) + element("tbody", assembled(rows, "\n"))
    return element("table", body, class_="f-month", data_festivals=page.catalogue.publication.time_zone)


def _cell(page: Page, day: date, held: Sequence[tuple[str, Occasion, bool]]) -> Markup:
    if not held:
        return element("td", str(day.day), data_day=day.isoformat())
    names = page.word("joined").join(words for words, _, _ in held)
    label = page.word("calendar.festival_on", date=page.language.day(day), names=names)
    link = element("a", str(day.day), href=f"#{anchor(held[0][1])}", aria_label=label, title=names)
    special = any(is_named for _, _, is_named in held)
    return element("td", link, class_="f-named" if special else "f-on", data_day=day.isoformat())
