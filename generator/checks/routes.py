"""Routes whose way lies somewhere else, misses its stops, or tells more than is known or may be told."""

from __future__ import annotations

from collections.abc import Iterator

from generator.batches import Batch
from generator.catalogue import Catalogue, is_restricted
from generator.findings import Finding
from generator.itineraries import FARTHEST_M, MINUTES, degrees
from generator.loader import Entry
from generator.records.route import Route
from generator.values.geodesy import nearest
from generator.values.line_string import LineString


def check(batch: Batch) -> Iterator[Finding]:
    """The codes that begin with ``route-``, and ``line-out-of-bounds``."""
    bounds = batch.catalogue.publication.bounds
    for entry, path, line in batch.values(LineString):
        outside = [number for number, at in enumerate(line.positions, 1) if not bounds.hold(at.coordinates)]
        if outside:
            at = line.positions[outside[0] - 1]
            place = (*path, "coordinates")
            yield entry.error(
                "line-out-of-bounds", place, count=len(outside), number=outside[0], lon=at.lon, lat=at.lat
            )
    for entry in batch.entries:
        if entry.kind.name == "route":
            yield from _route(batch.catalogue, entry)


def _route(catalogue: Catalogue, entry: Entry) -> Iterator[Finding]:
    route: Route = entry.record
    for number, stop in enumerate(route.stops):
        value = stop.dwell.value if stop.dwell else None
        if value and catalogue.unit(value.unit) not in MINUTES:
            yield entry.error("route-dwell-unit", ("stops", number, "dwell"), given=value.written)
    if route.way is None:
        return
    if not route.is_ordered:
        yield entry.error("route-path-unordered", ("order",), related=(entry.position(("geometry",)),))
    after = 0.0
    for number, stop in enumerate(route.stops):
        target = catalogue.at(stop.target.kind, stop.target.id)
        if target is None:
            continue
        name = target.record.heading.pick(catalogue.publication.default_language, "")[0]
        if is_restricted(target):
            yield entry.error("route-restricted", ("stops", number), name=name)
            continue
        point = catalogue.point_of(target)
        if point is None:
            continue
        place = degrees(point)
        at, away = nearest(route.way.points, route.way.along, place, after)
        if away <= FARTHEST_M:
            after = at
            continue
        _, anywhere = nearest(route.way.points, route.way.along, place)
        if anywhere <= FARTHEST_M:
            yield entry.error("route-stop-order", ("stops", number), name=name)
        else:
            yield entry.warning("route-stop-off", ("stops", number), name=name, distance_km=f"{anywhere / 1000:.1f}")
