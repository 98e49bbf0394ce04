"""What is measured along a line on the earth: length, climb, walking time; and a line with fewer points.

A point is ``(lon, lat)`` or ``(lon, lat, elevation)``, in degrees of WGS-84 and metres, as in GeoJSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import atan, atan2, cos, hypot, inf, pi, radians, sin, sqrt, tan

Point = tuple[float, ...]

SEMI_MAJOR_M, FLATTENING = 6_378_137.0, 1 / 298.257223563
"""The ellipsoid of WGS-84."""
CLIMB_M = 5.0
"""A rise or fall counts from here on: less is how far readings of height differ by themselves."""
CHUNK = 256
"""So many points are thinned out together: the work stays bounded whatever shape a line has."""


def geodesic_m(start: Point, end: Point) -> float:
    """Metres along the ellipsoid between two points (Vincenty 1975, inverse; right within a millimetre).

    For points nearly opposite each other on the earth, where the method does not settle, the great circle is given.
    """
    lon = radians(end[0] - start[0])
    reduced = [atan((1 - FLATTENING) * tan(radians(point[1]))) for point in (start, end)]
    (sin_a, sin_b), (cos_a, cos_b) = [sin(u) for u in reduced], [cos(u) for u in reduced]
    guess = lon
    for _ in range(100):
        sin_sigma = hypot(cos_b * sin(guess), cos_a * sin_b - sin_a * cos_b * cos(guess))
        if sin_sigma == 0:
            return 0.0
        cos_sigma = sin_a * sin_b + cos_a * cos_b * cos(guess)
        sigma = atan2(sin_sigma, cos_sigma)
        sin_alpha = cos_a * cos_b * sin(guess) / sin_sigma
        square = 1 - sin_alpha**2
        middle = cos_sigma - 2 * sin_a * sin_b / square if square else 0.0
        c = FLATTENING / 16 * square * (4 + FLATTENING * (4 - 3 * square))
        inner = sigma + c * sin_sigma * (middle + c * cos_sigma * (2 * middle**2 - 1))
        before, guess = guess, lon + (1 - c) * FLATTENING * sin_alpha * inner
        if abs(guess - before) < 1e-12:
            break
    else:
        return sigma * (2 * SEMI_MAJOR_M + SEMI_MAJOR_M * (1 - FLATTENING)) / 3
    minor = SEMI_MAJOR_M * (1 - FLATTENING)
    root = sqrt(1 + square * (SEMI_MAJOR_M**2 - minor**2) / minor**2)
    k = (root - 1) / (root + 1)
    a, b = (1 + k * k / 4) / (1 - k), k * (1 - 3 * k * k / 8)
    third = b / 6 * middle * (4 * sin_sigma**2 - 3) * (4 * middle**2 - 3)
    delta = b * sin_sigma * (middle + b / 4 * (cos_sigma * (2 * middle**2 - 1) - third))
    return minor * a * (sigma - delta)


def distances_m(line: Sequence[Point]) -> list[float]:
    """For each point of a line, how far along it that lies, from 0."""
    return list(accumulate((geodesic_m(a, b) for a, b in pairwise(line)), initial=0.0))


def climb_m(heights: Sequence[float], threshold: float = CLIMB_M) -> tuple[float, float]:
    """Metres of ascent and of descent along heights; movements of less than the threshold are noise.

    A height is held until another differs from it by the threshold (hysteresis), so that small ups and downs around
    one height add nothing, while a long gentle rise counts in full but for its last few metres.
    """
    up = down = 0.0
    held = heights[0] if heights else 0.0
    for height in heights:
        if abs(height - held) >= threshold:
            up, down = up + max(0.0, height - held), down + max(0.0, held - height)
            held = height
    return up, down


def walking_minutes(length_m: float, ascent_m: float, descent_m: float) -> float:
    """Time on foot without rests by DIN 33466: 4 km an hour on the flat, 300 m of ascent or 500 m of descent an hour;
    of the two times, that for the way and that for the heights, the longer and half of the shorter."""
    flat, steep = length_m / 4000 * 60, (ascent_m / 300 + descent_m / 500) * 60
    return max(flat, steep) + min(flat, steep) / 2


def nearest(line: Sequence[Point], along: Sequence[float], place: Point, after: float = 0.0) -> tuple[float, float]:
    """Where a line comes closest to a place: how far along it, and how far away, in metres.

    ``along`` is :func:`distances_m` of it; what lies before ``after`` metres is not looked at. Of passages that are
    equally near within ten metres, the first: a way that comes back is met on the way out.
    """
    scale = _metres_a_degree(place[1])
    best = (along[-1], inf)
    for index, (a, b) in enumerate(pairwise(line)):
        if along[index + 1] < after:
            continue
        (ax, ay), (bx, by) = _flat(a, place, scale), _flat(b, place, scale)
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        share = min(1.0, max(0.0, -(ax * dx + ay * dy) / square)) if square else 0.0
        at = along[index] + share * (along[index + 1] - along[index])
        away = hypot(ax + share * dx, ay + share * dy)
        if at >= after and away < best[1] - 10:
            best = (at, away)
    return best


def simplified(line: Sequence[Point], tolerance_m: float) -> list[int]:
    """Which points of a line are enough to follow it within the tolerance, heights included (Douglas-Peucker)."""
    if len(line) < 3:
        return list(range(len(line)))
    kept = {0, len(line) - 1}
    for first in range(0, len(line) - 1, CHUNK):
        last = min(first + CHUNK, len(line) - 1)
        kept |= {first, last}
        waiting = [(first, last)]
        while waiting:
            start, end = waiting.pop()
            far, index = _farthest(line, start, end)
            if far > tolerance_m:
                kept.add(index)
                waiting += [(start, index), (index, end)]
    return sorted(kept)


def _farthest(line: Sequence[Point], start: int, end: int) -> tuple[float, int]:
    """How far the farthest point between two others lies from the straight line between them, and which it is."""
    origin, far, index = line[start], 0.0, start
    scale = _metres_a_degree(origin[1])
    target = _solid(line[end], origin, scale)
    square = sum(part * part for part in target)
    for number in range(start + 1, end):
        point = _solid(line[number], origin, scale)
        share = sum(p * t for p, t in zip(point, target, strict=True)) / square if square else 0.0
        share = min(1.0, max(0.0, share))
        away = sqrt(sum((p - share * t) ** 2 for p, t in zip(point, target, strict=True)))
        if away > far:
            far, index = away, number
    return far, index


def _metres_a_degree(lat: float) -> tuple[float, float]:
    """Metres that a degree of longitude and of latitude are at a latitude."""
    eccentricity = FLATTENING * (2 - FLATTENING)
    curve = 1 - eccentricity * sin(radians(lat)) ** 2
    east = SEMI_MAJOR_M / sqrt(curve) * cos(radians(lat)) * pi / 180
    return east, SEMI_MAJOR_M * (1 - eccentricity) / curve**1.5 * pi / 180


def _flat(point: Point, origin: Point, scale: tuple[float, float]) -> tuple[float, float]:
    """Metres east and north of an origin, for distances of a few kilometres."""
    return (point[0] - origin[0]) * scale[0], (point[1] - origin[1]) * scale[1]


def _solid(point: Point, origin: Point, scale: tuple[float, float]) -> tuple[float, float, float]:
    up = point[2] - origin[2] if len(point) > 2 and len(origin) > 2 else 0.0
    return (*_flat(point, origin, scale), up)
