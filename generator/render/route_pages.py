"""What belongs to a route beside its page: its map, and the files to take along."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.basemaps import Ground, image_sources
from generator.catalogue import Catalogue
from generator.itineraries import Itinerary, degrees, itinerary, label
from generator.language import Language
from generator.loader import Entry
from generator.writing.artifacts import Artifact
from generator.writing.map_frames import MapLinks, render_map
from generator.writing.page import Page
from generator.writing.route_files import Journey, Waypoint, to_geojson, to_gpx, to_kml
from generator.writing.route_maps import route_feature, stop_features

WRITERS = {"gpx": to_gpx, "kml": to_kml, "geojson": to_geojson}


def render(catalogue: Catalogue, language: Language, ground: Ground) -> Iterator[Artifact]:
    """The files of every published route that has a place."""
    for entry in catalogue.of_kind("route"):
        page = Page(catalogue, language, addresses.address(entry))
        found = itinerary(catalogue, entry)
        if not found.placed and not found.line:
            continue
        journey = _journey(page, entry, found)
        for form, write in WRITERS.items():
            yield Artifact(addresses.route_file(entry, form), write(journey))
        yield from _map(page, entry, ground)


def _map(page: Page, entry: Entry, ground: Ground) -> Iterator[Artifact]:
    publication, language = page.catalogue.publication, page.language
    route = route_feature(page, entry)
    stops = stop_features(page, entry)
    # Rings around places say on a map of many routes what this one's letters say already.
    features = [*([route] if route and route.line else []), *stops]
    name = addresses.route_map(entry).removeprefix("maps/").removesuffix(".html")
    frame = render_map(
        name,
        page.word("route.map_frame", title=language.plain(entry.record.heading)),
        features,
        lang=language.code,
        words=language.part("maps"),
        kinds={kind: page.word(f"kinds.{kind}.many") for kind in ("site", "route", "place")},
        settings=publication.map,
        ground=ground,
        centre=publication.centre,
        centre_name=language.plain(publication.centre_name),
        links=MapLinks(records=f"../{addresses.address(entry)}"),
        image_sources=image_sources(publication.map),
    )
    for path, content in frame.items():
        yield Artifact.of(path, content)


def _journey(page: Page, entry: Entry, found: Itinerary) -> Journey:
    plain, publication, record = page.language.plain, page.catalogue.publication, entry.record
    base = publication.url.url.rstrip("/") + "/" if publication.url else ""
    own = "" if page.language.code == page.language.default else f"{page.language.code}/"
    figures = {
        "length_m": found.length_m, "ascent_m": found.ascent_m, "descent_m": found.descent_m,
        "walking_minutes": found.walking_minutes,
    }  # fmt: skip
    return Journey(
        name=plain(record.heading),
        text=" ".join(filter(None, [plain(record.summary) if record.summary else "", _missing(page, found)])),
        page=f"{base}{own}{page.address}" if base else "",
        publication=plain(publication.name),
        licence=publication.licence_data,
        waypoints=tuple(
            Waypoint(
                page.word("route.mark", label=label(found, number)) + plain(halt.entry.record.heading),
                degrees(point),
                plain(halt.stop.note) if halt.stop.note else "",
            )
            for number, halt, point in found.placed
            if halt.entry
        ),
        is_ordered=found.is_ordered,
        path=found.line.points if found.line else (),
        properties={"id": f"{entry.kind.name}/{entry.id}", "order": str(record.order)}
        | {name: round(value) for name, value in figures.items() if value is not None},
    )


def _missing(page: Page, found: Itinerary) -> str:
    """What a reader of the file alone would not know: that there is no order, or no path."""
    if not found.is_ordered:
        return page.word("route.file_unordered") if len(found.halts) > 1 else ""
    return "" if found.line else page.word("route.file_straight")
