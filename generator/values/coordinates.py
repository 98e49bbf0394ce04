"""A point on the earth, in degrees as written, and what is computed from points: datums, distances, bearings.

WGS-84 and CGCS2000 agree within decimetres and are taken as one. GCJ-02 is the shifted datum of the tile services of
China; the conversion is the published one (as in the libraries gcoord, prcoords and eviltransform), and is tested
against ``tests/values/gcj02-vectors.csv``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from math import asin, atan2, cos, degrees, pi, radians, sin, sqrt
from typing import ClassVar, Literal, Self, get_args

from pydantic.json_schema import JsonSchemaValue

from generator.findings import Refusal
from generator.values.base import Written

Datum = Literal["wgs84", "cgcs2000", "gcj02"]
DATUMS: tuple[Datum, ...] = get_args(Datum)

MOST_DECIMALS = 7
"""A centimetre on the ground; more digits than that are a calculator's, not a place's."""

LONGEST = 40
"""Characters of one number that are looked at; what is longer is no degree."""

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the earth (IUGG), in metres."""

_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d+)?", re.ASCII)
_SEXAGESIMAL = re.compile(
    r"(?P<d>\d{1,3})\s*°\s*(?:(?P<m>\d{1,2})\s*['′]\s*)?(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:\"|″|''|′′)\s*)?(?P<h>[NSEW])?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Coordinates(Written):
    """Latitude and longitude in decimal degrees, exact as written, with the datum that they are in."""

    json_schema: ClassVar[JsonSchemaValue] = {
        "type": "object",
        "properties": {
            "lat": {"type": ["number", "string"]},
            "lon": {"type": ["number", "string"]},
            "datum": {"enum": list(DATUMS)},
        },
        "required": ["lat", "lon"],
        "additionalProperties": False,
    }

    lat: Decimal
    lon: Decimal
    datum: Datum = "wgs84"

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read a mapping ``{lat, lon[, datum]}`` of text scalars.

        Raises :class:`Refusal`: ``coordinates-form`` (not such a mapping, or not decimal degrees),
        ``coordinates-decimals`` (finer than a centimetre), ``coordinates-swapped`` (lat and lon exchanged),
        ``coordinates-range`` (not on the earth).
        """
        if not isinstance(data, dict):
            raise Refusal("coordinates-form", field="", given=_shown(data), suggestion="{lat: 36.6169, lon: 101.7781}")
        for name in ("lat", "lon"):
            if name not in data:
                raise Refusal("coordinates-form", field=name, given="", suggestion="{lat: 36.6169, lon: 101.7781}")
        for name in data:
            if name not in ("lat", "lon", "datum"):
                raise Refusal("coordinates-form", field=name, given=_shown(data[name]), suggestion="lat, lon, datum")
        datum = str(data.get("datum", "wgs84")).strip()
        if datum not in DATUMS:
            raise Refusal("coordinates-form", field="datum", given=datum[:LONGEST], suggestion=", ".join(DATUMS))
        lat, lon = _degrees("lat", data["lat"]), _degrees("lon", data["lon"])
        _refuse_impossible(lat, lon)
        return cls(lat, lon, datum)

    def __str__(self) -> str:
        return f"{self.lat}, {self.lon}"

    @property
    def decimals(self) -> int:
        """How many decimals the finer of the two numbers is written with."""
        return max(_decimals(self.lat), _decimals(self.lon))

    def wgs84(self) -> Coordinates:
        """The same point in WGS-84."""
        if self.datum == "gcj02":
            return Coordinates(*_exact(gcj02_to_wgs84(float(self.lat), float(self.lon))), "wgs84")
        return self if self.datum == "wgs84" else Coordinates(self.lat, self.lon, "wgs84")

    def gcj02(self) -> Coordinates:
        """The same point in GCJ-02, for showing it on tiles of that datum; unchanged outside China."""
        if self.datum == "gcj02":
            return self
        return Coordinates(*_exact(wgs84_to_gcj02(float(self.lat), float(self.lon))), "gcj02")

    def rounded(self, decimals: int) -> Coordinates:
        """With at most so many decimals; a coarser number stays as it was written."""
        if self.decimals <= decimals:
            return self
        return Coordinates(_rounded(self.lat, decimals), _rounded(self.lon, decimals), self.datum)

    def distance_m(self, other: Coordinates) -> float:
        """Great-circle distance in metres (haversine on a sphere: right within half a percent)."""
        (lat_a, lon_a), (lat_b, lon_b) = self._radians(), other._radians()
        half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
        return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))

    def in_space_m(self) -> tuple[float, float, float]:
        """The point on a sphere as seen from its middle, in metres: two are as far apart as the straight line is."""
        lat, lon = self._radians()
        return EARTH_RADIUS_M * cos(lat) * cos(lon), EARTH_RADIUS_M * cos(lat) * sin(lon), EARTH_RADIUS_M * sin(lat)

    def bearing(self, other: Coordinates) -> float:
        """Direction in which ``other`` lies, in degrees clockwise from north, 0 ≤ bearing < 360."""
        (lat_a, lon_a), (lat_b, lon_b) = self._radians(), other._radians()
        east = sin(lon_b - lon_a) * cos(lat_b)
        north = cos(lat_a) * sin(lat_b) - sin(lat_a) * cos(lat_b) * cos(lon_b - lon_a)
        return degrees(atan2(east, north)) % 360.0

    def _radians(self) -> tuple[float, float]:
        point = self.wgs84()
        return radians(point.lat), radians(point.lon)


COMPASS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


def compass_point(bearing: float) -> str:
    """The nearest of the eight directions, as a key for the words: ``n``, ``ne``, … ``nw``."""
    return COMPASS[round(bearing / 45) % 8]


def wgs84_to_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """``(lat, lon)`` in GCJ-02 of a WGS-84 point, in degrees; outside the box of China unchanged."""
    if not (72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271):
        return lat, lon
    north, east = _shift(lat, lon)
    return lat + north, lon + east


def gcj02_to_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """The inverse of :func:`wgs84_to_gcj02`, by five fixed-point steps (each shrinks the error a thousandfold)."""
    guess_lat, guess_lon = lat, lon
    for _ in range(5):
        there_lat, there_lon = wgs84_to_gcj02(guess_lat, guess_lon)
        guess_lat, guess_lon = guess_lat + lat - there_lat, guess_lon + lon - there_lon
    return guess_lat, guess_lon


def _shift(lat: float, lon: float) -> tuple[float, float]:
    """GCJ-02 minus WGS-84 in degrees (north, east), on the Krasovsky 1940 ellipsoid, as published."""
    semi_major, eccentricity_squared = 6_378_245.0, 0.00669342162296594323
    x, y = lon - 105.0, lat - 35.0
    root = sqrt(abs(x))
    common = 20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (common + 20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (common + 20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    curve = 1.0 - eccentricity_squared * sin(radians(lat)) ** 2
    metres_north = semi_major * (1.0 - eccentricity_squared) / (curve * sqrt(curve)) * pi / 180.0
    metres_east = semi_major / sqrt(curve) * cos(radians(lat)) * pi / 180.0
    return north / metres_north, east / metres_east


def _degrees(name: str, data: object) -> Decimal:
    if not isinstance(data, str | int | float | Decimal) or isinstance(data, bool):
        raise Refusal("coordinates-form", field=name, given=_shown(data), suggestion="")
    # Full-width digits, points and minus signs come from Chinese input methods and mean the same.
    text = unicodedata.normalize("NFKC", str(data)[:LONGEST]).strip().replace("\N{MINUS SIGN}", "-")
    if not _DEGREES.fullmatch(text):
        raise Refusal("coordinates-form", field=name, given=str(data)[:LONGEST], suggestion=_from_sexagesimal(text))
    value = Decimal(text)
    if _decimals(value) > MOST_DECIMALS:
        raise Refusal("coordinates-decimals", field=name, given=text, most=MOST_DECIMALS, suggestion=_rounded(value, 5))
    return value


def _from_sexagesimal(text: str) -> str:
    """Decimal degrees of ``36°29'24.4"N`` to offer as a correction; empty for anything else."""
    found = _SEXAGESIMAL.fullmatch(text.upper())
    if not found:
        return ""
    value = Decimal(found["d"]) + Decimal(found["m"] or 0) / 60 + Decimal(found["s"] or 0) / 3600
    return str(_rounded(-value if found["h"] in ("S", "W") else value, 5))


def _refuse_impossible(lat: Decimal, lon: Decimal) -> None:
    # Past 73° north between 18° and 54° east there is no city; exchanged, the numbers lie within the longitudes and
    # latitudes of China, where the west begins at 73° east.
    exchanged = abs(lat) > 90 >= abs(lon) or (lat > 73 and 18 <= lon <= 54)
    if exchanged and abs(lat) <= 180:
        raise Refusal("coordinates-swapped", lat=lat, lon=lon, suggestion=f"lat: {lon}, lon: {lat}")
    for name, value, most in (("lat", lat, 90), ("lon", lon, 180)):
        if abs(value) > most:
            raise Refusal("coordinates-range", field=name, given=value, most=most)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(value: Decimal, decimals: int) -> Decimal:
    if _decimals(value) <= decimals:
        return value
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def _exact(point: tuple[float, float]) -> tuple[Decimal, Decimal]:
    lat, lon = point
    return Decimal(f"{lat:.{MOST_DECIMALS}f}"), Decimal(f"{lon:.{MOST_DECIMALS}f}")


def _shown(data: object) -> str:
    return data[:LONGEST] if isinstance(data, str) else ("" if data is None else type(data).__name__)
