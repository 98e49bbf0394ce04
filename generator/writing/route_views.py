"""How routes are shown: the stops of one with what lies between them, and those that come by a site or a place."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from generator.itineraries import Halt, Itinerary, Leg, label, minutes_of, passing_routes
from generator.loader import Entry
from generator.writing.escaping import assembled, element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.shown import statement


def passing(page: Page, entry: Entry) -> Markup:
    """The routes that pass a site or a place, as a list; empty where none does."""
    items = []
    for route in passing_routes(page.catalogue, entry):
        title = page.link(route)
        which = _which(page, route, entry)
        items.append(element("li", title + (Markup(" ") + element("span", which, class_="p-as-of") if which else "")))
    return element("ul", assembled(items), class_="p-routes") if items else Markup()


def _which(page: Page, route: Entry, entry: Entry) -> str:
    """As which of its stops a route leads here; nothing where it leads to something within."""
    for number, stop in enumerate(route.record.stops, 1):
        if (stop.target.kind, stop.target.id) == (entry.kind.name, entry.id):
            ordered = route.record.is_ordered
            return page.word("route.passing_stop", number=number) if ordered else page.word("route.passing_unordered")
    return ""


def stops(page: Page, entry: Entry, found: Itinerary) -> Markup:
    """The stops as a list: each with its mark, how long to stay, and how far it is to the next."""
    legs = {leg.start: leg for leg in found.legs} if found.is_ordered else {}
    items = [_stop(page, entry, found, number, halt, legs.get(number)) for number, halt in enumerate(found.halts)]
    return element("ol" if found.is_ordered else "ul", assembled(items), class_="p-stops")


def _stop(page: Page, entry: Entry, found: Itinerary, number: int, halt: Halt, leg: Leg | None) -> Markup:
    name = page.link(halt.entry) if halt.entry else escape(halt.stop.target.id)
    mark = element("span", label(found, number), class_="p-stop-mark", aria_hidden="true" if found.is_ordered else "")
    lines = [element("p", name, class_="p-stop-name")]
    if halt.entry and halt.entry.record.abstract:
        lines.append(element("p", page.text(halt.entry.record.abstract), class_="p-stop-text"))
    if halt.stop.note:
        lines.append(element("p", page.text(halt.stop.note), class_="p-stop-text"))
    facts = []
    if halt.stop.dwell:
        facts.append(stay(page, halt, entry))
    if halt.point is None:
        facts.append(element("span", page.word("route.unplaced"), class_="p-absent"))
    if halt.away_m is not None and halt.away_m >= 100:
        facts.append(escape(page.word("route.off", distance=distance(page, halt.away_m))))
    if facts:
        lines.append(element("p", assembled(facts, " · "), class_="p-stop-facts"))
    if leg:
        lines.append(element("p", _leg(page, leg), class_="p-leg"))
    return element("li", mark + element("div", assembled(lines)), class_="p-stop")


def stay(page: Page, halt: Halt, entry: Entry) -> Markup:
    """How long to stay at a stop, with its source."""
    dwell = halt.stop.dwell
    assert dwell is not None
    minutes = minutes_of(page.catalogue, dwell)
    if minutes is None:
        return statement(page, dwell, entry)
    return statement(page, dwell, entry, shown=escape(page.word("route.stay", time=duration(page, minutes))))


def _leg(page: Page, leg: Leg) -> str:
    word = "route.leg_along" if leg.along else "route.leg_straight"
    said = page.word(word, distance=distance(page, leg.metres))
    if leg.minutes is None:
        return said
    return page.word("joined").join([said, page.word("route.leg_minutes", time=walking(page, leg.minutes))])


def apart(page: Page, found: Itinerary) -> Markup:
    """How far any two stops of a route without an order lie from each other."""
    if found.is_ordered or not found.legs:
        return Markup()
    names = [page.link(halt.entry) if halt.entry else escape(halt.stop.target.id) for halt in found.halts]
    lines = [
        [
            Markup(" – ").join([names[leg.start], names[leg.end]]),
            escape(distance(page, leg.metres)),
        ]
        for leg in sorted(found.legs, key=lambda leg: leg.metres)
    ]
    heads = [page.word("route.apart_between"), page.word("route.apart_distance")]
    return table(page.word("route.apart_caption"), heads, lines, numeric=[1])


def distance(page: Page, metres: float) -> str:
    """A length as people say it: tens of metres, tenths of kilometres, whole kilometres from a hundred."""
    words = page.language.part("maps")
    if metres < 995:
        return str(words["metres"]).replace("{n}", str(round(metres / 10) * 10))
    kilometres = f"{metres / 1000:.1f}" if metres < 99_950 else str(round(metres / 1000))
    return str(words["kilometres"]).replace("{n}", kilometres.removesuffix(".0"))


def duration(page: Page, minutes: Decimal | float) -> str:
    """A time in hours and minutes."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return page.word("route.minutes", n=rest)
    return page.word("route.hours_minutes" if rest else "route.hours", h=hours, n=rest)


def walking(page: Page, minutes: float) -> str:
    """A computed time on foot: to five minutes, since no rule is more exact."""
    return duration(page, max(5, round(minutes / 5) * 5))
