"""A route for taking along: GPX 1.1, KML 2.2 and GeoJSON, written by the libraries for them.

The same route gives the same bytes: no clock is asked, and what a library numbers by itself begins at 0 each time.
What has no order is in none of them as a line: neither as a track nor as a route of GPX, which would be one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from generator.values.geodesy import Point

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
LINE_COLOUR = 23, 83, 122
"""A blue that is seen on streets and on photographs from the air."""


@dataclass(frozen=True)
class Waypoint:
    """A stop: its number or letter with its name, what is said of it, and where it is."""

    name: str
    point: Point
    text: str = ""


@dataclass(frozen=True)
class Journey:
    """A route in one language."""

    name: str
    text: str
    page: str
    """Address of its page on the web; empty where the publication has none."""
    publication: str
    licence: str
    waypoints: tuple[Waypoint, ...]
    is_ordered: bool
    path: tuple[Point, ...] = ()
    properties: Mapping[str, object] = field(default_factory=dict)
    """What the GeoJSON says besides: computed figures and the record's id."""


def to_gpx(journey: Journey) -> bytes:
    """Stops as ``wpt``; the path as ``trk``; where only the order is known, the stops again as ``rte``."""
    import gpxpy.gpx  # loaded only where a file is written

    gpx = gpxpy.gpx.GPX()
    gpx.creator = "publication-generator"
    gpx.name, gpx.description = _fit(journey.name), _fit(journey.text) or None
    gpx.author_name, gpx.copyright_author = _fit(journey.publication), _attribute(journey.publication)
    if journey.page:
        gpx.link = _attribute(journey.page)
    gpx.waypoints = [
        gpxpy.gpx.GPXWaypoint(stop.point[1], stop.point[0], name=_fit(stop.name), description=_fit(stop.text) or None)
        for stop in journey.waypoints
    ]
    if journey.path:
        track, segment = gpxpy.gpx.GPXTrack(name=_fit(journey.name)), gpxpy.gpx.GPXTrackSegment()
        segment.points = [
            gpxpy.gpx.GPXTrackPoint(lat, lon, elevation=rest[0] if rest else None) for lon, lat, *rest in journey.path
        ]
        track.segments.append(segment)
        gpx.tracks.append(track)
    elif journey.is_ordered and len(journey.waypoints) > 1:
        route = gpxpy.gpx.GPXRoute(name=_fit(journey.name))
        route.points = [
            gpxpy.gpx.GPXRoutePoint(stop.point[1], stop.point[0], name=_fit(stop.name)) for stop in journey.waypoints
        ]
        gpx.routes.append(route)
    return (gpx.to_xml(version="1.1") + "\n").encode()


def to_kml(journey: Journey) -> bytes:
    """A document with a placemark for each stop, and one for the line where there is one."""
    import simplekml  # type: ignore[import-untyped]

    simplekml.Kml.resetidcounter()
    kml = simplekml.Kml(name=_text(journey.name), description=_text(_with_page(journey)))
    line = journey.path or (tuple(stop.point for stop in journey.waypoints) if journey.is_ordered else ())
    if len(line) > 1:
        drawn = kml.newlinestring(name=_text(journey.name), coords=[point[:2] for point in line], tessellate=1)
        drawn.style.linestyle.color, drawn.style.linestyle.width = simplekml.Color.rgb(*LINE_COLOUR), 4
    for stop in journey.waypoints:
        kml.newpoint(name=_text(stop.name), description=_text(stop.text), coords=[stop.point[:2]])
    # An XML id begins with a letter; in texts every quotation mark is escaped, so this is in tags only.
    written = re.sub(r' id="(\d+)"', r' id="k\1"', str(kml.kml(format=False)))
    # simplekml puts styles before the document's name, where the schema has none.
    head, style, rest = written.partition("<Style ")
    if style:
        own, end, rest = rest.partition("</Style>")
        before, placemark, after = rest.partition("<Placemark ")
        written = head + before + style + own + end + placemark + after.replace("<styleUrl>#", "<styleUrl>#k", 1)
    return (written + "\n").encode()


def to_geojson(journey: Journey) -> bytes:
    """The line where there is one, then the stops (RFC 7946)."""
    features: list[dict[str, object]] = []
    line = journey.path or (tuple(stop.point for stop in journey.waypoints) if journey.is_ordered else ())
    about = {"name": journey.name, "description": journey.text, **journey.properties, "licence": journey.licence}
    about |= {"page": journey.page} if journey.page else {}
    if len(line) > 1:
        geometry = {"type": "LineString", "coordinates": line}
        kind = "path" if journey.path else "order"
        features.append({"type": "Feature", "geometry": geometry, "properties": about | {"line": kind}})
    for number, stop in enumerate(journey.waypoints, 1):
        at = {"type": "Point", "coordinates": stop.point}
        own: dict[str, object] = {"name": stop.name, "description": stop.text} if stop.text else {"name": stop.name}
        if journey.is_ordered:
            own["stop"] = number
        own |= {} if len(line) > 1 else {"route": about}
        features.append({"type": "Feature", "geometry": at, "properties": own})
    written = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, allow_nan=False, indent=1
    )
    return (written + "\n").encode()


def _with_page(journey: Journey) -> str:
    return " ".join(filter(None, [journey.text, journey.page, journey.publication, journey.licence]))


def _fit(text: str) -> str:
    """Without the characters that no XML can hold; gpxpy escapes the text of elements."""
    return _UNFIT.sub("", text).strip()


def _attribute(text: str) -> str:
    """gpxpy writes attributes as they come."""
    return escape(_fit(text), {'"': "&quot;", "\n": " "})


def _text(text: str) -> str:
    """simplekml escapes all but what it takes for CDATA."""
    return _fit(text).replace("<![CDATA[", "<! [CDATA[")
