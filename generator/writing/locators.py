"""Where a record is, as a small drawing among the places around it."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue, is_restricted, key_of
from generator.drawing.locator import LocatorText, Mark, Name, draw_points, framed
from generator.drawing.ways import Way
from generator.itineraries import Itinerary, drawn, label, passing_routes, published_line
from generator.loader import Entry
from generator.tracing import Question, remembered
from generator.values.coordinates import Coordinates
from generator.writing.escaping import assembled, element, trusted
from generator.writing.page import Page

_WEIGHT = {9: 1, 6: 2}
"""By the digits of a place's code: counties are named before townships."""


def locator(page: Page, entry: Entry) -> Markup:
    """A figure that shows where the record is; empty where nothing places it on a map."""
    catalogue, language = page.catalogue, page.language
    points = points_of(page, entry)
    if not points:
        return Markup()
    publication, centre_name = catalogue.publication, language.plain(catalogue.publication.centre_name)
    title = page.word("locator_title", title=language.plain(entry.record.heading))
    distance = kilometres(points[0][1], publication.centre)
    description = page.word(
        "locator_description" if len(points) == 1 and distance != "0" else "locator_description_plain",
        title=language.plain(entry.record.heading),
        centre=centre_name,
        distance=distance,
    )
    ways = [(route, False) for route in passing_routes(catalogue, entry)]
    drawing = _draw(page, points, title, description, ways)
    known = []
    if points[0][0] is entry:
        if len(points) == 1 and distance != "0":
            known.append(page.word("km_from", centre=centre_name, distance=distance))
        if is_restricted(entry):
            known.append(page.word("site_page.restricted"))
        elif precision := catalogue.precision_m(entry):
            known.append(page.word("precision", metres=language.integer(precision)))
    deep = page.to(f"{addresses.MAP}#{points[0][0].kind.name}/{points[0][0].id}")
    link = element("a", page.word("on_map"), href=deep)
    facts = [element("span", " · ".join(known), class_="p-locator-facts")] if known else []
    caption = assembled([*facts, element("span", page.word("schematic")), link], " ")
    return element("figure", assembled([drawing, element("figcaption", caption)]), class_="p-figure p-locator")


def overview(page: Page, entries: Sequence[Entry]) -> Markup:
    """One drawing for several records; empty where none of them has a point."""
    points = [(entry, point) for entry in entries if (point := page.catalogue.point_of(entry))]
    if not points:
        return Markup()
    title = page.word("home.overview")
    drawing = _draw(
        page, points, title, page.word("home.overview_text", names=_names(page, [entry for entry, _ in points]))
    )
    links = page.joined(page.link(entry) for entry, _ in points)
    return element("figure", drawing + element("figcaption", links), class_="p-figure p-locator")


def _names(page: Page, entries: Sequence[Entry]) -> str:
    return page.word("joined").join(page.language.plain(entry.record.heading) for entry in entries)


def route_sketch(page: Page, entry: Entry, found: Itinerary) -> Markup:
    """A figure of a route: its stops with their numbers or letters, and the line where there is one; empty where
    nothing places it on a map."""
    points = [(halt.entry, point) for _, halt, point in found.placed if halt.entry]
    if not points and found.line is None:
        return Markup()
    signs = [label(found, number) for number, halt, _ in found.placed if halt.entry]
    word = "route.sketch_path" if found.line else f"route.sketch_{'ordered' if found.is_ordered else 'unordered'}"
    drawing = _draw(
        page,
        points,
        page.word("route.sketch", title=page.language.plain(entry.record.heading)),
        page.word(word, names=_names(page, [target for target, _ in points])),
        [(entry, True)],
        signs,
    )
    deep = page.to(f"{addresses.MAP}#{entry.kind.name}/{entry.id}")
    link = element("a", page.word("on_map"), href=deep)
    caption = element("span", page.word("schematic")) + Markup(" ") + link
    return element("figure", drawing + element("figcaption", caption), class_="p-figure p-locator")


def _draw(
    page: Page,
    points: Sequence[tuple[Entry, Coordinates]],
    title: str,
    description: str,
    routes: Sequence[tuple[Entry, bool]] = (),
    signs: Sequence[str] = (),
) -> Markup:
    words = page.language.part("maps")
    text = LocatorText(
        title=title,
        description=description,
        kilometres=str(words["kilometres"]),
        metres=str(words["metres"]),
        north=str(words["north"]),
        lang=page.language.code,
    )
    done = _DRAWN.setdefault(page.catalogue, {})
    lines = ((key_of(route), fits) for route, fits in routes)
    key = (page.language.code, *(key_of(found) for found, _ in points), *lines)
    drawing = remembered(done, key, lambda: _draw_points(page, points, text, routes, signs))
    return trusted(framed(drawing, text, "locator"))  # it escapes its own words


_DRAWN: WeakKeyDictionary[Catalogue, dict[tuple[object, ...], tuple[str, set[Question]]]] = WeakKeyDictionary()
"""Language and records → what is drawn for them: thousands of projects lie in the same few places."""


def _draw_points(
    page: Page,
    points: Sequence[tuple[Entry, Coordinates]],
    text: LocatorText,
    routes: Sequence[tuple[Entry, bool]],
    signs: Sequence[str],
) -> str:
    catalogue, language = page.catalogue, page.language
    shown = {found.id for found, _ in points}
    places = remembered(_NAMED.setdefault(catalogue, {}), language.code, lambda: _places(page))
    names = [name for id_, name in places.items() if id_ not in shown]
    marks = [
        Mark(found.kind.name, language.plain(found.record.heading), point, signs[number] if signs else "")
        for number, (found, point) in enumerate(points)
    ]
    ways = [
        Way(line, published_line(catalogue, route) is not None, fits)
        for route, fits in routes
        if (line := drawn(catalogue, route))
    ]
    centre = Name(language.plain(catalogue.publication.centre_name), catalogue.publication.centre)
    return draw_points(marks, names, text, centre, ways)


_NAMED: WeakKeyDictionary[Catalogue, dict[str, tuple[dict[str, Name], set[Question]]]] = WeakKeyDictionary()
"""Language → the places that may be named around a record."""


def _places(page: Page) -> dict[str, Name]:
    """The places that have a point, by id."""
    return {
        place.id: Name(page.language.plain(place.record.heading), point, _WEIGHT.get(len(place.record.code.digits), 0))
        for place in page.catalogue.of_kind("place")
        if (point := page.catalogue.point_of(place))
    }


def points_of(page: Page, entry: Entry) -> list[tuple[Entry, Coordinates]]:
    """The record's own point; else those of the places it names that have one."""
    catalogue = page.catalogue
    own = catalogue.point_of(entry)
    if own:
        return [(entry, own)]
    places = [catalogue.find(reference) for reference in catalogue.places_of(entry)]
    return [(place, point) for place in places if place and (point := catalogue.point_of(place))]


def kilometres(point: Coordinates, centre: Coordinates) -> str:
    """The distance in whole kilometres, as text."""
    return str(round(point.distance_m(centre) / 1000))
