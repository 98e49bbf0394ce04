"""A line on the earth as GeoJSON writes it: positions ``[lon, lat]`` or ``[lon, lat, elevation]``, in order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import cached_property
from itertools import pairwise
from typing import ClassVar, NamedTuple, NoReturn, Self

from pydantic.json_schema import JsonSchemaValue

from generator.findings import Refusal
from generator.values.base import Written
from generator.values.coordinates import Coordinates
from generator.values.geodesy import Point, distances_m, geodesic_m

MOST_POINTS = 2000
"""Enough for a day's walk with a point every ten metres; what has more is thinned out by ``generator import route``."""
LONGEST_JUMP_KM = 10
"""Farther apart, two neighbours are a slip of the keys or a gap in a recording, not a way."""
MOST_DECIMALS = 7
LOWEST_M, HIGHEST_M = -450, 9000


class Position(NamedTuple):
    """One point of a line, exact as written."""

    lon: Decimal
    lat: Decimal
    elevation: Decimal | None = None

    @property
    def coordinates(self) -> Coordinates:
        """The point without its height."""
        return Coordinates(self.lat, self.lon)

    @property
    def degrees(self) -> Point:
        """As numbers to compute with; the height last, where there is one."""
        return (float(self.lon), float(self.lat), *([] if self.elevation is None else [float(self.elevation)]))


@dataclass(frozen=True)
class LineString(Written):
    """A GeoJSON LineString in WGS-84; either all of its positions have a height or none has."""

    positions: tuple[Position, ...]

    json_schema: ClassVar[JsonSchemaValue] = {
        "type": "object",
        "properties": {
            "type": {"enum": ["LineString"]},
            "coordinates": {
                "type": "array",
                "minItems": 2,
                "maxItems": MOST_POINTS,
                "items": {
                    "type": "array", "minItems": 2, "maxItems": 3, "items": {"type": ["number", "string"]}
                },
            },
        },
        "required": ["type", "coordinates"],
        "additionalProperties": False,
    }  # fmt: skip

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``{type: LineString, coordinates: [[lon, lat], …]}``.

        Raises :class:`Refusal`: ``line-form`` (no such mapping, or a position that is none), ``line-points`` (fewer
        than two, or too many), ``line-swapped`` (latitude first), ``line-range`` (not on the earth), ``line-heights``
        (some positions with a height and some without), ``line-jump`` (neighbours too far apart), ``line-still`` (all
        positions the same). Positions are counted from 1.
        """
        if not isinstance(data, dict) or data.get("type") != "LineString" or data.keys() != {"type", "coordinates"}:
            raise Refusal("line-form", number=0, given=_shown(data))
        listed = data["coordinates"]
        if not isinstance(listed, list):
            _refuse("line-form", number=0, given=_shown(listed))
        if not 2 <= len(listed) <= MOST_POINTS:
            _refuse("line-points", given=len(listed), least=2, most=MOST_POINTS)
        positions = tuple(_position(number, given) for number, given in enumerate(listed, 1))
        for number, position in enumerate(positions, 1):
            if (position.elevation is None) != (positions[0].elevation is None):
                _refuse("line-heights", number=number)
        for number, (a, b) in enumerate(pairwise(positions), 2):
            apart = geodesic_m(a.degrees, b.degrees) / 1000
            if apart > LONGEST_JUMP_KM:
                _refuse("line-jump", number=number, distance_km=round(apart), most_km=LONGEST_JUMP_KM)
        if len({position[:2] for position in positions}) == 1:
            _refuse("line-still")
        return cls(positions)

    def __str__(self) -> str:
        return f"LineString ({len(self.positions)})"

    def __hash__(self) -> int:
        return hash(self.positions)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """``(lon, lat[, height])`` as numbers."""
        return tuple(position.degrees for position in self.positions)

    @cached_property
    def along(self) -> tuple[float, ...]:
        """For each position, how far along the line it lies, in metres."""
        return tuple(distances_m(self.points))

    @property
    def length_m(self) -> float:
        """From its first position to its last, along the ellipsoid."""
        return self.along[-1]

    @property
    def heights(self) -> tuple[float, ...]:
        """The height of each position in metres; nothing where they are not known."""
        return tuple(point[2] for point in self.points if len(point) > 2)

    def rounded(self, decimals: int) -> LineString:
        """With at most so many decimals of a degree; a position that falls onto the one before it is left out."""
        found: list[Position] = []
        for lon, lat, elevation in self.positions:
            position = Position(_round(lon, decimals), _round(lat, decimals), elevation)
            if not found or found[-1][:2] != position[:2]:
                found.append(position)
        return LineString(tuple(found if len(found) > 1 else [found[0], found[0]]))


def _position(number: int, given: object) -> Position:
    if not isinstance(given, list) or len(given) not in (2, 3):
        _refuse("line-form", number=number, given=_shown(given))
    lon, lat = (_degrees(number, part) for part in given[:2])
    if (abs(lat) > 90 >= abs(lon)) or (lat > 73 and 18 <= lon <= 54):
        _refuse("line-swapped", number=number, given=f"[{lon}, {lat}]", suggestion=f"[{lat}, {lon}]")
    if abs(lat) > 90 or abs(lon) > 180:
        _refuse("line-range", number=number, given=f"[{lon}, {lat}]")
    if len(given) == 2:
        return Position(lon, lat)
    height = _number(number, given[2])
    if not LOWEST_M <= height <= HIGHEST_M:
        _refuse("line-range", number=number, given=f"{height} m")
    return Position(lon, lat, height)


def _degrees(number: int, given: object) -> Decimal:
    value = _number(number, given)
    return _round(value, MOST_DECIMALS)


def _number(number: int, given: object) -> Decimal:
    try:
        value = Decimal(given.strip() if isinstance(given, str) and len(given) <= 40 else "")
        if value.is_finite() and abs(value) < 1_000_000:
            return value
    except InvalidOperation:
        pass
    _refuse("line-form", number=number, given=_shown(given))


def _round(value: Decimal, decimals: int) -> Decimal:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= decimals:
        return value
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def _refuse(code: str, **arguments: object) -> NoReturn:
    raise Refusal(code, **{"at": "coordinates", **arguments})


def _shown(given: object) -> str:
    return given[:40] if isinstance(given, str) else ("" if given is None else type(given).__name__)
