"""What stands on the page of a route."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.itineraries import Itinerary, drawn, itinerary
from generator.loader import Entry
from generator.values.geodesy import CLIMB_M
from generator.writing import facts, route_views
from generator.writing.downloads import form_of
from generator.writing.escaping import assembled, element, escape
from generator.writing.locators import route_sketch
from generator.writing.page import Page
from generator.writing.route_views import distance, duration, walking
from generator.writing.shown import show, statement

FORMS = ("gpx", "kml", "geojson")


def route_view(page: Page, entry: Entry) -> dict[str, Any]:
    """What the template of a route shows beside the fields of its record."""
    found = itinerary(page.catalogue, entry)
    has_place = bool(found.placed or found.line)
    return {
        "kicker": element("span", page.word("route.kicker")),
        "route": found,
        "glance": _glance(page, entry),
        "caveat": _caveat(page, found),
        "sketch": route_sketch(page, entry, found),
        "stops": route_views.stops(page, entry, found),
        "apart": route_views.apart(page, found),
        "plan": _plan(page, found),
        "drawn": bool(drawn(page.catalogue, entry)),
        "frame": page.to(addresses.route_map(entry)) if has_place else "",
        "files": _files(page, entry) if has_place else "",
    }


def _glance(page: Page, entry: Entry) -> Markup:
    record = entry.record
    rows = [_row(page, entry, "mode", show(page, record.mode, entry))]
    rows.append(_row(page, entry, "order", _order(page, entry)))
    path = show(page, record.geometry, entry) if record.geometry else facts.absent(page, "unknown")
    rows.append(_row(page, entry, "geometry", path))
    for name in ("season", "difficulty", "step_free", "timetable"):
        value = getattr(record, name)
        if value is not None:
            rows.append(_row(page, entry, name, statement(page, value, entry)))
    return element("dl", assembled(rows), class_="p-facts")


def _row(page: Page, entry: Entry, name: str, shown: Markup) -> Markup:
    return facts.row(page.language.label(entry.kind.name, name), shown)


def _order(page: Page, entry: Entry) -> Markup:
    if entry.record.is_ordered:
        return escape(page.word("route.order.stated")) + page.cite_record(entry)
    return facts.absent(page, "absence.not-stated") + page.cite_record(entry)


def _caveat(page: Page, found: Itinerary) -> str:
    if not found.is_ordered:
        return page.word("route.order_missing") if len(found.halts) > 1 else ""
    return page.word("route.path_missing") if found.line is None and len(found.placed) > 1 else ""


def _plan(page: Page, found: Itinerary) -> Markup:
    """What the whole route comes to, each figure with how it was computed."""
    rows: list[Markup] = []

    def add(word: str, value: str, *notes: str) -> None:
        said = [element("small", note, class_="p-remark") for note in notes]
        rows.append(facts.row(page.word(f"route.{word}"), element("strong", value), *said))

    if found.length_m is not None:
        add("length", distance(page, found.length_m), page.word("route.length_note"))
        if found.ascent_m is None or found.descent_m is None:
            rows.append(facts.row(page.word("route.ascent"), facts.absent(page, "route.climb_missing")))
        else:
            note = page.word("route.climb_note", threshold=round(CLIMB_M))
            add("ascent", _metres(page, found.ascent_m), note)
            add("descent", _metres(page, found.descent_m))
    elif found.is_ordered and len(found.legs) > 1 and len(found.legs) == len(found.halts) - 1:
        add("straight", distance(page, sum(leg.metres for leg in found.legs)), page.word("route.straight_note"))
    if found.walking_minutes is not None:
        flat = [page.word("route.walking_flat")] if found.ascent_m is None else []
        add("walking", walking(page, found.walking_minutes), page.word("route.walking_note"), *flat)
    if found.dwell_minutes is not None:
        add("stays", duration(page, found.dwell_minutes))
        if found.walking_minutes is not None:
            add("whole", walking(page, found.walking_minutes + float(found.dwell_minutes)))
    return element("dl", assembled(rows), class_="p-facts") if rows else Markup()


def _metres(page: Page, metres: float) -> str:
    return str(page.language.part("maps")["metres"]).replace("{n}", str(round(metres)))


def _files(page: Page, entry: Entry) -> Markup:
    links = [
        element(
            "a",
            form_of(f"x.{form}"),
            href=page.to(addresses.route_file(entry, form)),
            download=f"{entry.id}.{form}",
            title=page.word(f"route.formats.{form}"),
        )
        for form in FORMS
    ]
    return element("p", assembled(links, " · "), class_="p-share")
