"""The plot of time against size: SVG with its own colours for light and dark, readable 700 pixels wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 700, 440
LEFT, RIGHT, TOP, BOTTOM = 62, 448, 46, 388
"""Edges of the field between the axes; beside it stand the names of the lines."""
LEADING = 15
"""The least distance between two names, from baseline to baseline."""
STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.title { font-size: 15px; font-weight: 600; }
.paper { fill: #ffffff; }
.grid { stroke: #d1d9e0; stroke-width: 1; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.c0 { stroke: #0550ae; } .c1 { stroke: #0550ae; stroke-dasharray: 2 4; stroke-linecap: round; }
.c2 { stroke: #116329; } .c3 { stroke: #116329; stroke-dasharray: 2 4; stroke-linecap: round; }
.c4 { stroke: #a40e26; } .c5 { stroke: #8a4600; stroke-dasharray: 8 4; }
.c6 { stroke: #59636e; stroke-dasharray: 8 3 2 3; }
.dot { stroke-dasharray: none; fill: #ffffff; stroke-width: 1.6; }
.lead { stroke-dasharray: none; fill: none; stroke-width: 1; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .paper, .dot { fill: #0d1117; }
  .grid { stroke: #30363d; }
  .c0, .c1 { stroke: #79c0ff; } .c2, .c3 { stroke: #7ee787; } .c4 { stroke: #ff9492; }
  .c5 { stroke: #ffb757; } .c6 { stroke: #b1bac4; }
}
"""
LOOKS = 7
"""How many lines can be told apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A builder: its name, and its points as (pages, seconds)."""

    name: str
    points: Sequence[tuple[float, float]]
    look: int
    """Which of the looks, so that a builder keeps its own where another is left out."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From a figure to a place, on a logarithmic scale."""

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (log10(value) - log10(self.least)) / (log10(self.most) - log10(self.least))
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """1, 2 and 5 of every power of ten."""
        powers = range(floor(log10(self.least)), ceil(log10(self.most)) + 1)
        found = [step * 10.0**power for power in powers for step in (1, 2, 5)]
        return [tick for tick in found if self.least <= tick * 1.0001 and tick <= self.most * 1.0001]


def draw(title: str, note: str, lines: Sequence[Line]) -> str:
    """A whole SVG; ``note`` is a second line, and part of what a screen reader says."""
    drawn = [line for line in lines if line.points]
    across = _scale([pages for line in drawn for pages, _ in line.points], LEFT, RIGHT)
    up = _scale([seconds for line in drawn for _, seconds in line.points], BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        ' role="img" aria-labelledby="title note">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="note">{escape(note)} {escape(_said(drawn))}</desc>',
        f"<style>\n{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="6"/>',
        f'<text class="title" x="16" y="24">{escape(title)}</text>',
        *_axes(across, up),
        *(part for line in drawn for part in _line(line, across, up)),
        *_names(drawn, across, up),
        f'<text x="16" y="{HEIGHT - 10}">{escape(note)}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    """A scale with a little room on both sides."""
    least, most = (min(values), max(values)) if values else (1.0, 10.0)
    return Scale(least / 1.15, most * 1.15, start, end)


def _axes(across: Scale, up: Scale) -> Iterator[str]:
    for tick in up.ticks:
        y = up(tick)
        yield f'<path class="grid" d="M{LEFT} {y:.1f}H{RIGHT}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_figure(tick)} s</text>'
    for tick in across.ticks:
        x = across(tick)
        yield f'<path class="grid" d="M{x:.1f} {TOP}V{BOTTOM}"/>'
        yield f'<text x="{x:.1f}" y="{BOTTOM + 17}" text-anchor="middle">{_figure(tick)}</text>'
    yield f'<text x="{RIGHT + 12}" y="{BOTTOM + 17}">pages</text>'


def _line(line: Line, across: Scale, up: Scale) -> Iterator[str]:
    look = f"c{line.look % LOOKS}"
    places = [(across(pages), up(seconds)) for pages, seconds in sorted(line.points)]
    yield f'<path class="line {look}" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in places)}"/>'
    for x, y in places:
        yield f'<circle class="dot {look}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'


def _names(lines: Sequence[Line], across: Scale, up: Scale) -> Iterator[str]:
    """The name of each line beside its end, as near as the others allow, with its time there."""
    ends = sorted(((max(line.points), line) for line in lines), key=lambda end: (up(end[0][1]), end[1].name))
    places = spread([up(seconds) + 4 for (_, seconds), _ in ends], LEADING, TOP + 4, BOTTOM - 4)
    for ((pages, seconds), line), y in zip(ends, places, strict=True):
        x, end = RIGHT + 12, across(pages) + 4
        yield f'<path class="lead c{line.look % LOOKS}" d="M{end:.1f} {up(seconds):.1f}L{x - 3} {y - 4:.1f}"/>'
        yield f'<text x="{x}" y="{y:.1f}">{escape(line.name)}: {_figure(seconds)} s</text>'


def spread(wanted: Sequence[float], distance: float, least: float, most: float) -> list[float]:
    """Places in their order, as near as can be to those wanted (in order), none closer than ``distance``."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, least if not places else places[-1] + distance))
    if places and places[-1] > most:
        places[-1] = most
        for number in range(len(places) - 2, -1, -1):
            places[number] = min(places[number], places[number + 1] - distance)
    assert all(after - before > distance - 0.01 for before, after in pairwise(places))
    return places


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")


def _said(lines: Sequence[Line]) -> str:
    ends = (f"{line.name}: {_figure(line.points[-1][1])} s for {line.points[-1][0]:,.0f} pages" for line in lines)
    return "; ".join(ends) + "." if lines else ""
