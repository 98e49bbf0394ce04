"""What follows from a route's stops and its way: where each stop lies along it, how far and how long it is.

Everything is computed from what is published: points and lines are rounded first, so that a reader who measures the
downloads comes to the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from generator.catalogue import Catalogue, is_restricted
from generator.loader import Entry
from generator.records.route import Route, Stop
from generator.values.coordinates import Coordinates
from generator.values.geodesy import Point, climb_m, geodesic_m, nearest, walking_minutes
from generator.values.line_string import LineString
from generator.values.quantity import Quantity
from generator.values.stated import Statement

FARTHEST_M = 2000
"""A stop that lies farther from the way is not on it: nothing is measured along the way to it."""
MINUTES = {"minute": 1, "hour": 60}
"""Unit of a stay → minutes."""


@dataclass(frozen=True)
class Halt:
    """One stop: what it leads to, where that is, and how far along the way the way comes closest to it."""

    stop: Stop
    entry: Entry | None
    point: Coordinates | None
    at_m: float | None = None
    away_m: float | None = None


@dataclass(frozen=True)
class Leg:
    """From one stop to another, by their places in the list."""

    start: int
    end: int
    metres: float
    along: bool
    """Along the way; else as the crow flies."""
    minutes: float | None = None
    """On foot, where the route is walked and the way is known."""


@dataclass(frozen=True)
class Itinerary:
    """Stops in the order of the record, and what was computed."""

    halts: tuple[Halt, ...]
    is_ordered: bool
    line: LineString | None = None
    legs: tuple[Leg, ...] = ()
    """From each stop to the next; of a route without an order, between any two."""
    ascent_m: float | None = None
    descent_m: float | None = None
    walking_minutes: float | None = None
    dwell_minutes: Decimal | None = None
    """What is said of all stays together; nothing unless it is said of each."""

    @property
    def length_m(self) -> float | None:
        """Of the way."""
        return self.line.length_m if self.line else None

    @property
    def placed(self) -> tuple[tuple[int, Halt, Coordinates], ...]:
        """The stops that have a point, with their places in the list."""
        return tuple((number, halt, halt.point) for number, halt in enumerate(self.halts) if halt.point)


def label(itinerary: Itinerary, number: int) -> str:
    """What a stop is called on maps and in the list: 1, 2, 3 along a route; letters where there is no order."""
    if itinerary.is_ordered:
        return str(number + 1)
    first, second = divmod(number, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)


def itinerary(catalogue: Catalogue, entry: Entry) -> Itinerary:
    """What is known and computed of a route."""
    route = entry.record
    assert isinstance(route, Route)
    line = published_line(catalogue, entry)
    halts: list[Halt] = []
    after = 0.0
    for stop in route.stops:
        target = catalogue.find(stop.target)
        point = catalogue.point_of(target) if target else None
        if line and point:
            at, away = nearest(line.points, line.along, degrees(point), after)
            if away <= FARTHEST_M:
                after = at
                halts.append(Halt(stop, target, point, at, away))
                continue
        halts.append(Halt(stop, target, point))
    on_foot = bool(route.mode.value and route.mode.value.id == "walk")
    heights = line.heights if line else ()
    up, down = climb_m(heights) if heights else (None, None)
    return Itinerary(
        halts=tuple(halts),
        is_ordered=route.is_ordered,
        line=line,
        legs=tuple(filter(None, (_leg(halts, a, b, line, on_foot) for a, b in _pairs(route, len(halts))))),
        ascent_m=up,
        descent_m=down,
        walking_minutes=walking_minutes(line.length_m, up or 0.0, down or 0.0) if line and on_foot else None,
        dwell_minutes=_stay(catalogue, route),
    )


def published_line(catalogue: Catalogue, entry: Entry) -> LineString | None:
    """The way of a route as it is published; none where one of its stops is a place whose position is not told."""
    route = entry.record
    if not isinstance(route, Route) or route.way is None:
        return None
    targets = [catalogue.by_key.get((stop.target.kind, stop.target.id)) for stop in route.stops]
    if any(target and is_restricted(target) for target in targets):
        return None
    return route.way.rounded(catalogue.publication.map.decimals("route"))


def drawn(catalogue: Catalogue, entry: Entry) -> tuple[Point, ...]:
    """What is drawn of a route on maps: its way; else its stops one after the other; of a route without an order
    nothing, since a line would be one."""
    line = published_line(catalogue, entry)
    if line:
        return line.points
    if not entry.record.is_ordered:
        return ()
    found = [catalogue.find(stop.target) for stop in entry.record.stops]
    points = [degrees(point) for target in found if target and (point := catalogue.point_of(target))]
    return tuple(points) if len(points) > 1 else ()


def passing_routes(catalogue: Catalogue, entry: Entry) -> tuple[Entry, ...]:
    """The published routes with a stop at a site or place; of a place also those to what lies in it."""
    if entry.kind.name != "place":
        return catalogue.naming(entry, "route", ["stops"])
    within = catalogue.places_within(entry.id)
    return tuple(
        route
        for route in catalogue.of_kind("route")
        if any(_lies_in(catalogue, stop, within) for stop in route.record.stops)
    )


def degrees(point: Coordinates) -> Point:
    """A point as ``(lon, lat)``."""
    plain = point.wgs84()
    return float(plain.lon), float(plain.lat)


def minutes_of(catalogue: Catalogue, dwell: Statement[Quantity] | None) -> Decimal | None:
    """A stay in minutes; nothing where none is stated, or in no unit of time."""
    value = dwell.value if dwell else None
    unit = catalogue.unit(value.unit) if value else None
    return value.number * MINUTES[unit] if value and unit in MINUTES else None


def _lies_in(catalogue: Catalogue, stop: Stop, within: frozenset[str]) -> bool:
    target = catalogue.find(stop.target)
    places = [stop.target] if stop.place else list(catalogue.places_of(target)) if target else []
    return any(place.id in within for place in places)


def _pairs(route: Route, count: int) -> list[tuple[int, int]]:
    return list(pairwise(range(count))) if route.is_ordered else list(combinations(range(count), 2))


def _leg(halts: list[Halt], start: int, end: int, line: LineString | None, on_foot: bool) -> Leg | None:
    a, b = halts[start], halts[end]
    if line and a.at_m is not None and b.at_m is not None:
        metres = b.at_m - a.at_m
        # A stop that the way reaches before the one above it in the list: no distance is better than a wrong one.
        if metres < 0:
            return None
        minutes = walking_minutes(metres, *_climb_between(line, a.at_m, b.at_m)) if on_foot else None
        return Leg(start, end, metres, True, minutes)
    if line or a.point is None or b.point is None:
        return None
    return Leg(start, end, geodesic_m(degrees(a.point), degrees(b.point)), False)


def _climb_between(line: LineString, start: float, end: float) -> tuple[float, float]:
    heights = [
        height for height, at in zip(line.heights, line.along, strict=False) if start - 0.001 <= at <= end + 0.001
    ]
    return climb_m(heights)


def _stay(catalogue: Catalogue, route: Route) -> Decimal | None:
    stays = [minutes_of(catalogue, stop.dwell) for stop in route.stops]
    return sum((stay for stay in stays if stay is not None), Decimal()) if None not in stays else None


__all__ = [
    "FARTHEST_M", "Halt", "Itinerary", "Leg", "degrees", "drawn", "itinerary", "label", "minutes_of",
    "passing_routes", "published_line",
]  # fmt: skip
