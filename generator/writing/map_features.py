"""What is on a map: points of records, and the lines of routes, as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from generator.basemaps import MapSettings
from generator.values.coordinates import Coordinates, compass_point, wgs84_to_gcj02
from generator.values.geodesy import Point


@dataclass(frozen=True, kw_only=True)
class MapFeature:
    """One record on a map, as plain values in the language of the map."""

    kind: str
    id: str
    title: str
    url: str
    """Of the record's page, from the root of the language: ``sites/taer-monastery/``."""
    coordinates: Coordinates
    """Of a route, of its first point."""
    line: tuple[Point, ...] = ()
    """The way of a route as ``(lon, lat[, height])``, as it is published."""
    is_joined: bool = False
    """The line only joins stops one after the other."""
    scattered: tuple[Point, ...] = ()
    """The places of a route that has no order."""
    sign: str = ""
    """The number or letter of a stop, written into its point."""
    precision_m: int | None = None
    """Radius in metres within which the point is known to lie, where the record says so."""
    group: str = ""
    """What stands beside the kind: the district, the status …"""
    summary: str = ""
    lang: str = ""
    """Of the title, where it is not the language of the map."""
    weight: int = 0
    """Which name is written first where not all fit; more is sooner."""


def geojson(
    features: Iterable[MapFeature],
    settings: MapSettings,
    centre: Coordinates | None = None,
    *,
    shown_in: str = "wgs84",
) -> str:
    """The records as GeoJSON (RFC 7946), a line each, with published decimals and the distance from the centre."""
    lines = ",\n".join(_line(_feature(feature, settings, centre, shown_in)) for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def published(feature: MapFeature, settings: MapSettings) -> Coordinates:
    """The record's point as it may be published: WGS-84, with no more decimals than its kind is given."""
    return feature.coordinates.wgs84().rounded(settings.decimals(feature.kind))


def _feature(
    feature: MapFeature, settings: MapSettings, centre: Coordinates | None, shown_in: str
) -> dict[str, object]:
    point = published(feature, settings)
    properties: dict[str, object] = {
        "kind": feature.kind, "id": feature.id, "title": feature.title, "url": feature.url
    }  # fmt: skip
    for key in ("group", "summary", "lang", "weight", "sign"):
        if value := getattr(feature, key):
            properties[key] = value
    if feature.precision_m is not None:
        # Rounding moves the point by up to half a step each way; what is said of it must stay true.
        moved = ceil(111_320 * 0.5 * 10 ** -settings.decimals(feature.kind) * 1.4143)
        properties["precision_m"] = max(feature.precision_m, moved)
    if feature.is_joined:
        properties["joined"] = True
    if centre is not None and not feature.line and not feature.scattered:
        properties["distance_m"] = round(centre.distance_m(point))
        properties["direction"] = compass_point(centre.bearing(point))
    geometry = _geometry(feature, point, shown_in)
    return {"type": "Feature", "id": f"{feature.kind}/{feature.id}", "geometry": geometry, "properties": properties}


def _geometry(feature: MapFeature, point: Coordinates, shown_in: str) -> dict[str, object]:
    if feature.line or feature.scattered:
        places = [_shifted(place) if shown_in == "gcj02" else place for place in feature.line or feature.scattered]
        return {"type": "LineString" if feature.line else "MultiPoint", "coordinates": places}
    lat, lon = degrees(point, shown_in)
    return {"type": "Point", "coordinates": [lon, lat]}


def _shifted(place: Point) -> Point:
    lon, lat, *height = place
    lat, lon = wgs84_to_gcj02(lat, lon)
    return (round(lon, 6), round(lat, 6), *height)


def degrees(point: Coordinates, datum: str) -> tuple[float, float]:
    """(lat, lon) in the datum; shifted points keep six decimals, a tenth of a metre on the screen."""
    if datum == "gcj02":
        shifted = point.gcj02().rounded(6)
        return float(shifted.lat), float(shifted.lon)
    plain = point.wgs84()
    return float(plain.lat), float(plain.lon)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
