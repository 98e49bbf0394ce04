"""A locator: one or a few points among named places, on neutral ground, as inline SVG of one to three kilobytes.

No boundary is drawn. The unit of the drawing is a pixel at 358 px, the width of a phone's column, so that sizes given
here are what a reader sees there at the least. Colours are in ``theme/assets/drawing.css``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, log10, radians

from generator.drawing.lettering import LINE_HEIGHT, TEXT_SIZE, Box, text_width, wrapped
from generator.drawing.ways import Way, polyline, thinned
from generator.values.coordinates import Coordinates

WIDTH, HEIGHT = 358.0, 240.0
MARGIN = 30.0
"""Kept free around the points, for their names."""
FOOT = 20.0
"""Kept free below them, for the scale."""
LEAST_SPAN_KM, LEAST_WAY_KM = 6.0, 0.8
KM_PER_DEGREE = 111.195
MOST_NAMES = 12
_FRAME = Box(4, 4, WIDTH - 4, HEIGHT - 4)
"""What names keep within."""

SHAPES = {
    "project": "M-6 -6h12v12h-12z",
    "site": "M0 -7a7 7 0 1 1 0 14a7 7 0 0 1 0 -14z",
    "place": "M0 -6a6 6 0 1 1 0 12a6 6 0 0 1 0 -12z",
    "organisation": "M0 -8.5l8.5 8.5l-8.5 8.5l-8.5 -8.5z",
    "other": "M0 -8l8 14h-16z",
}
"""Outline of each kind's marker around its point: square, disc, ring, diamond; the same as on the maps."""


@dataclass(frozen=True)
class Mark:
    """A highlighted record: its kind gives the shape."""

    kind: str
    name: str
    coordinates: Coordinates
    sign: str = ""
    """A number or letter written into the marker."""


@dataclass(frozen=True)
class Name:
    """A place of the ground; the heavier, the sooner its name is written."""

    name: str
    coordinates: Coordinates
    weight: int = 0


@dataclass(frozen=True, kw_only=True)
class LocatorText:
    """Every word in the drawing, from the caller's language."""

    title: str
    description: str
    kilometres: str
    """Template for a length, such as ``{n} km``."""
    metres: str
    north: str
    lang: str = ""


class _View:
    """A flat picture around a middle: right within a few parts in a thousand for a city region."""

    def __init__(self, lat: float, lon: float, scale: float) -> None:
        """``scale`` is in pixels a kilometre."""
        self.lat, self.lon, self.scale = lat, lon, scale
        self._narrowing = cos(radians(lat))

    def at(self, point: Coordinates) -> tuple[float, float]:
        place = point.wgs84()
        return self.spot(float(place.lon), float(place.lat))

    def spot(self, lon: float, lat: float) -> tuple[float, float]:
        east = (lon - self.lon) * KM_PER_DEGREE * self._narrowing
        north = (lat - self.lat) * KM_PER_DEGREE
        return WIDTH / 2 + east * self.scale, (HEIGHT - FOOT) / 2 - north * self.scale


def draw_locator(
    marks: Sequence[Mark],
    names: Sequence[Name],
    text: LocatorText,
    *,
    ident: str,
    centre: Name | None = None,
) -> str:
    """The drawing as one line of SVG; empty without a mark.

    ``ident`` begins the ids in it and must be alone on its page; ``centre`` is the point of the publication that the
    distance is shown from, drawn when there is a single mark more than a kilometre from it. Points are drawn where they
    are given: round them first.
    """
    return framed(draw_points(marks, names, text, centre), text, ident) if marks else ""


def draw_points(
    marks: Sequence[Mark],
    names: Sequence[Name],
    text: LocatorText,
    centre: Name | None = None,
    ways: Sequence[Way] = (),
) -> str:
    """What the drawing shows, without its title and description: the same for all records at the same points."""
    lone = marks[0] if len(marks) == 1 and not any(way.fits for way in ways) else None
    far = lone is not None and centre is not None and centre.coordinates.distance_m(lone.coordinates) >= 1000
    view = _view(marks, names, centre if far else None, ways)
    spots = [(mark, *view.at(mark.coordinates)) for mark in marks]
    taken = [Box(0, HEIGHT - 30, 110, HEIGHT), Box(WIDTH - 30, 0, WIDTH, 44)]
    taken += [Box(x - 11, y - 11, x + 11, y + 11) for _, x, y in spots]
    line, distance = _distance(view, centre, lone, text, taken) if far and centre and lone else ("", "")
    labels = [
        part
        for mark, x, y in spots
        for part in _label(mark.name, x, y, 14 if mark.sign else 12, taken, "d-name", keep=len(marks) == 1)
    ]
    ground = [part for name, x, y in _visible(view, names, centre, marks) for part in _place(name, x, y, taken)]
    return "".join(
        (
            f'<rect class="d-ground" width="{_n(WIDTH)}" height="{_n(HEIGHT)}"/>',
            line,
            *(_way(view, way) for way in ways),
            *ground,
            *(_marker(mark, x, y) for mark, x, y in spots),
            distance,
            *labels,
            _scale_bar(view, text),
            _north(text),
        )
    )


def framed(drawing: str, text: LocatorText, ident: str) -> str:
    """What :func:`draw_points` drew as an image with its title and description."""
    lang = f' lang="{escape(text.lang)}"' if text.lang else ""
    return (
        f'<svg class="d-locator" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(WIDTH)} {_n(HEIGHT)}" role="img" '
        f'aria-labelledby="{ident}-title" aria-describedby="{ident}-desc"{lang}>'
        f'<title id="{ident}-title">{escape(text.title)}</title>'
        f'<desc id="{ident}-desc">{escape(text.description)}</desc>{drawing}</svg>'
    )


def _view(marks: Sequence[Mark], names: Sequence[Name], centre: Name | None, ways: Sequence[Way] = ()) -> _View:
    """Shows all marks, the ways that are to fit and the centre; a lone mark with the three places nearest to it."""
    points = [mark.coordinates.wgs84() for mark in marks] + ([centre.coordinates.wgs84()] if centre else [])
    fitting = [point for way in ways if way.fits for point in way.points]
    if len(marks) == 1 and centre is None and not fitting:
        here = marks[0].coordinates
        near = sorted((here.distance_m(name.coordinates), name.name, name.coordinates.wgs84()) for name in names)
        points += [point for metres, _, point in near if 0 < metres < 40_000][:3]
    lats = [*(float(point.lat) for point in points), *(point[1] for point in fitting)]
    lons = [*(float(point.lon) for point in points), *(point[0] for point in fitting)]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    least = LEAST_WAY_KM if fitting else LEAST_SPAN_KM
    tall = max(least * 0.6, (max(lats) - min(lats)) * KM_PER_DEGREE)
    wide = max(least, (max(lons) - min(lons)) * KM_PER_DEGREE * cos(radians(lat)))
    return _View(lat, lon, min((WIDTH - 2 * MARGIN - 40) / wide, (HEIGHT - FOOT - 2 * MARGIN) / tall))


def _visible(
    view: _View, names: Sequence[Name], centre: Name | None, marks: Sequence[Mark]
) -> Iterator[tuple[str, float, float]]:
    """The places to write and where they are, the centre and the heaviest first; of several at one spot the first,
    and none where a place is marked anyway."""
    seen = {(mark.coordinates.lat, mark.coordinates.lon) for mark in marks if mark.kind == "place"}
    found = 0
    for name in [*([centre] if centre else []), *sorted(names, key=lambda name: (-name.weight, name.name))]:
        spot = (name.coordinates.lat, name.coordinates.lon)
        if spot in seen:
            continue
        seen.add(spot)
        x, y = view.at(name.coordinates)
        if 6 <= x <= WIDTH - 6 and 6 <= y <= HEIGHT - 6:
            yield name.name, x, y
            found += 1
            if found == MOST_NAMES:
                return


def _place(name: str, x: float, y: float, taken: list[Box]) -> list[str]:
    dot = Box(x - 3, y - 3, x + 3, y + 3)
    if any(dot.meets(other) for other in taken):
        return []
    label = _label(name, x, y, 6, taken, "d-place", keep=False)
    if not label:
        return []
    taken.append(dot)
    return [f'<circle class="d-dot" cx="{_n(x)}" cy="{_n(y)}" r="2.5"/>', *label]


def _label(name: str, x: float, y: float, gap: float, taken: list[Box], kind: str, *, keep: bool) -> list[str]:
    """The name beside its point where nothing is yet: right, left, above, below; ``keep`` writes it in any case."""
    lines = wrapped(name, 150)
    # Names of records are set bold, which is a little wider.
    width = max(text_width(line) for line in lines) * (1.08 if kind == "d-name" else 1)
    height = len(lines) * LINE_HEIGHT
    hidden: tuple[str, float, Box] | None = None
    for anchor, left, box in _beside(x, y, gap, width, height):
        if box.within(_FRAME):
            if not any(box.meets(other) for other in taken):
                break
            hidden = hidden or (anchor, left, box)
    else:
        if not keep:
            return []
        anchor, left, box = hidden or next(_beside(x, y, gap, width, height))
    taken.append(box)
    rows = "".join(
        f'<tspan x="{_n(left)}" y="{_n(box.top + LINE_HEIGHT * (row + 0.76))}">{escape(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return [f'<text class="{kind}" font-size="{_n(TEXT_SIZE)}"{placed}>{rows}</text>']


def _beside(x: float, y: float, gap: float, width: float, height: float) -> Iterator[tuple[str, float, Box]]:
    """Where a text of that size may stand at a point, the best first: its anchor, where that is, the room it takes."""
    for anchor, left, top in (
        ("start", x + gap, y - height / 2),
        ("end", x - gap, y - height / 2),
        ("middle", x, y - gap - height),
        ("middle", x, y + gap),
        ("start", x + gap * 0.7, y - gap - height * 0.6),
        ("end", x - gap * 0.7, y - gap - height * 0.6),
        ("start", x + gap * 0.7, y + gap - height * 0.4),
        ("end", x - gap * 0.7, y + gap - height * 0.4),
    ):
        yield anchor, left, Box.of_text(anchor, left, top, width, height)


def _way(view: _View, way: Way) -> str:
    return polyline([view.spot(lon, lat) for lon, lat in thinned(way.points, view.scale)], way.is_path)


def _marker(mark: Mark, x: float, y: float) -> str:
    if mark.sign:
        return (
            f'<circle class="d-stop" cx="{_n(x)}" cy="{_n(y)}" r="10"/><text class="d-sign" font-size="12.5" '
            f'text-anchor="middle" x="{_n(x)}" y="{_n(y + 4.4)}">{escape(mark.sign)}</text>'
        )
    shape = mark.kind if mark.kind in SHAPES else "other"
    return f'<path class="d-mark d-{shape}" transform="translate({_n(x)} {_n(y)})" d="{SHAPES[shape]}"/>'


def _distance(view: _View, centre: Name, mark: Mark, text: LocatorText, taken: list[Box]) -> tuple[str, str]:
    """A thin line from the centre to the mark, and its length written in the middle of it."""
    (from_x, from_y), (to_x, to_y) = view.at(centre.coordinates), view.at(mark.coordinates)
    words = _length(centre.coordinates.distance_m(mark.coordinates), text)
    width = text_width(words) + 8
    x, y = (from_x + to_x) / 2, (from_y + to_y) / 2
    line = f'<path class="d-way" d="M{_n(from_x)} {_n(from_y)}L{_n(to_x)} {_n(to_y)}"/>'
    if abs(to_x - from_x) < width and abs(to_y - from_y) < LINE_HEIGHT * 2.5:
        return line, ""
    box = Box(x - width / 2, y - 9, x + width / 2, y + 9)
    taken.append(box)
    return line, (
        f'<rect class="d-plate" x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(width)}" height="18" rx="3"/>'
        f'<text class="d-length" font-size="12" text-anchor="middle" x="{_n(x)}" y="{_n(y + 4.3)}">'
        f"{escape(words)}</text>"
    )


def _scale_bar(view: _View, text: LocatorText) -> str:
    kilometres = _round_length(90 / view.scale)
    right, bottom = 12 + kilometres * view.scale, HEIGHT - 10
    return (
        f'<path class="d-scale" d="M12 {_n(bottom - 5)}V{_n(bottom)}H{_n(right)}V{_n(bottom - 5)}"/>'
        f'<text class="d-note" font-size="11.5" x="14" y="{_n(bottom - 6)}">'
        f"{escape(_length(kilometres * 1000, text))}</text>"
    )


def _north(text: LocatorText) -> str:
    x = WIDTH - 16
    return (
        f'<path class="d-north" d="M{_n(x)} 8l5 16l-5 -4l-5 4z"/>'
        f'<text class="d-note" font-size="11.5" text-anchor="middle" x="{_n(x)}" y="37">{escape(text.north)}</text>'
    )


def _length(metres: float, text: LocatorText) -> str:
    if metres < 1000:
        return text.metres.format(n=round(metres / 10) * 10)
    kilometres = metres / 1000
    return text.kilometres.format(n=f"{kilometres:.1f}".removesuffix(".0") if kilometres < 10 else round(kilometres))


def _round_length(most: float) -> float:
    """The longest of 1, 2, 5, 10 … that is not more than ``most``."""
    power = 10.0 ** int(log10(most) // 1)
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= most)


def _n(value: float) -> str:
    """A number with at most one decimal, never ``-0``."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
