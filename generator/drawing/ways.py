"""Lines in a drawing: the way of a route, or its stops joined one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.values.geodesy import Point, simplified


@dataclass(frozen=True)
class Way:
    """A line to draw, as ``(lon, lat)``."""

    points: tuple[Point, ...]
    is_path: bool = True
    """Else it only joins points, and is dashed: nobody goes there as it is drawn."""
    fits: bool = False
    """Whether the picture is made so large that it shows all of it."""


def thinned(points: Sequence[Point], scale: float) -> list[Point]:
    """The points that are enough at so many pixels a kilometre: what is left out moves the line by half a pixel."""
    flat = [point[:2] for point in points]
    return [flat[index] for index in simplified(flat, 500 / scale)]


def polyline(places: Sequence[tuple[float, float]], is_path: bool) -> str:
    """The line through places of the drawing, with a lighter one beneath that sets it off from its ground."""
    steps = "".join(f"{'L' if number else 'M'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(places))
    kind = "d-route" if is_path else "d-route d-route-order"
    return f'<path class="d-route-edge" d="{steps}"/><path class="{kind}" d="{steps}"/>'
