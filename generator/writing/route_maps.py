"""Routes on maps: one among all records, and one by itself with its numbered stops."""

from __future__ import annotations

from generator import addresses
from generator.itineraries import degrees, drawn, itinerary, label
from generator.loader import Entry
from generator.values.coordinates import Coordinates
from generator.values.text import LocalizedText
from generator.writing.map_features import MapFeature
from generator.writing.page import Page


def route_feature(page: Page, entry: Entry) -> MapFeature | None:
    """A route: its way, else a line through its stops in order, else their places; nothing where none is known."""
    found = itinerary(page.catalogue, entry)
    line = drawn(page.catalogue, entry)
    places = tuple(degrees(point) for _, _, point in found.placed)
    if not line and not places:
        return None
    title, tag = page.language.pick(entry.record.heading)
    summary = entry.record.abstract
    first = found.line.positions[0].coordinates if found.line else found.placed[0][2]
    mode = entry.record.mode
    return MapFeature(
        kind=entry.kind.name,
        id=entry.id,
        title=title,
        url=addresses.address(entry),
        coordinates=first,
        line=line,
        is_joined=bool(line) and found.line is None,
        scattered=() if line else places,
        group=page.language.plain(known.label) if (known := page.catalogue.term(mode.value)) else "",
        summary=page.language.plain(summary) if isinstance(summary, LocalizedText) else "",
        lang="" if tag == page.language.code else tag,
    )


def stop_features(page: Page, entry: Entry) -> list[MapFeature]:
    """The stops of a route with their numbers or letters."""
    found = itinerary(page.catalogue, entry)
    features: list[MapFeature] = []
    for number, halt, point in found.placed:
        target = halt.entry
        if target is None:
            continue
        title, tag = page.language.pick(target.record.heading)
        features.append(
            MapFeature(
                kind=target.kind.name,
                # A route that comes back to where it began has the same record twice.
                id=target.id if all(f.id != target.id for f in features) else f"{target.id}-{number + 1}",
                title=title,
                url=addresses.address(target),
                coordinates=Coordinates(point.lat, point.lon),
                sign=label(found, number),
                precision_m=page.catalogue.precision_m(target),
                summary=page.language.plain(halt.stop.note) if halt.stop.note else "",
                lang="" if tag == page.language.code else tag,
            )
        )
    return features
