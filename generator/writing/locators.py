"""Where a record is, as a small drawing among the places around it."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue, key_of
from generator.drawing.locator import LocatorText, Mark, Name, draw_points, framed
from generator.loader import Entry
from generator.values.coordinates import Coordinates
from generator.writing.escaping import element, trusted
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
    drawing = _draw(page, points, title, description)
    known = []
    if points[0][0] is entry:
        if len(points) == 1 and distance != "0":
            known.append(page.word("km_from", centre=centre_name, distance=distance))
        precision = getattr(entry.record, "precision_m", None)
        if precision:
            known.append(page.word("precision", metres=language.number(precision.number)))
    deep = page.to(f"{addresses.MAP}#{points[0][0].kind.name}/{points[0][0].id}")
    link = element("a", page.word("on_map"), href=deep)
    facts = element("span", " · ".join(known), class_="p-locator-facts") if known else Markup()
    caption = Markup(" ").join([*filter(None, [facts]), element("span", page.word("schematic")), link])
    return element("figure", drawing + element("figcaption", caption), class_="p-figure p-locator")


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


def _draw(page: Page, points: Sequence[tuple[Entry, Coordinates]], title: str, description: str) -> Markup:
    words = page.language.part("maps")
    text = LocatorText(
        title=title,
        description=description,
        kilometres=str(words["kilometres"]),
        metres=str(words["metres"]),
        north=str(words["north"]),
        lang=page.language.code,
    )
    drawn = _DRAWN.setdefault(page.catalogue, {})
    key = (page.language.code, *(key_of(found) for found, _ in points))
    if key not in drawn:
        drawn[key] = _draw_points(page, points, text)
    return trusted(framed(drawn[key], text, "locator"))  # it escapes its own words


_DRAWN: WeakKeyDictionary[Catalogue, dict[tuple[object, ...], str]] = WeakKeyDictionary()
"""Language and records → what is drawn for them: thousands of projects lie in the same few places."""


def _draw_points(page: Page, points: Sequence[tuple[Entry, Coordinates]], text: LocatorText) -> str:
    catalogue, language = page.catalogue, page.language
    shown = {found.id for found, _ in points}
    names = [
        Name(language.plain(place.record.heading), point, _WEIGHT.get(len(place.record.code.digits), 0))
        for place in catalogue.of_kind("place")
        if place.id not in shown and (point := catalogue.point_of(place))
    ]
    marks = [Mark(found.kind.name, language.plain(found.record.heading), point) for found, point in points]
    centre = Name(language.plain(catalogue.publication.centre_name), catalogue.publication.centre)
    return draw_points(marks, names, text, centre)


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
