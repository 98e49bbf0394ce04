"""A line of years with what happened on it, as inline SVG of a kilobyte or two; the table beneath it says the same.

The unit of the drawing is a pixel at 358 px, the width of a phone's column. Marks differ by shape, not by colour:
a filled disc is well attested, a half one less so, a ring is doubtful, a lozenge is tradition; a bar is a stretch of
years. Colours are in ``theme/assets/site.css``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from generator.drawing.lettering import text_width

WIDTH = 358.0
SIDE = 32.0
"""Kept free at both ends, so that a label can stand beside its mark."""
LANE = 19.0
"""Height of a row of labels."""
GAP = 8.0
"""Least room between two labels."""
MOST_TICKS = 5
STEPS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


@dataclass(frozen=True)
class Moment:
    """Something that happened, from a year to a year: how it is written, and how firm it is."""

    first: int
    last: int
    label: str
    standing: str
    """``high``, ``medium``, ``low``, ``tradition`` or ``other``: a date that was not chosen."""


@dataclass(frozen=True)
class TimelineText:
    """Title and description for those who do not see the drawing."""

    title: str
    description: str
    id: str = "timeline"


def draw_timeline(moments: Sequence[Moment], text: TimelineText) -> str:
    """The drawing; the moments may come in any order, at least two years must lie between the first and the last."""
    moments = sorted(moments, key=lambda moment: (moment.first, moment.last, moment.label))
    start, end = min(one.first for one in moments), max(one.last for one in moments)
    step = next((step for step in STEPS if (end - start) / step <= MOST_TICKS), STEPS[-1])
    scale = _Scale(start, end)
    lanes = _lanes(moments, scale)
    axis = (max(lane for _, lane in lanes) + 1) * LANE + 16
    parts = [
        f'<svg class="d-timeline" viewBox="0 0 {WIDTH:g} {axis + 26:g}" role="img" '
        f'aria-labelledby="{text.id}-title {text.id}-text">'
        f'<title id="{text.id}-title">{escape(text.title)}</title>'
        f'<desc id="{text.id}-text">{escape(text.description)}</desc>'
        f'<path class="d-axis" d="M0 {axis:g}H{WIDTH:g}"/>'
    ]
    parts += _ticks(start, end, step, scale, axis)
    stems, marks = [], []
    for moment, (x, lane) in zip(moments, lanes, strict=True):
        top = axis - 16 - lane * LANE
        at = scale.middle(moment)
        stems.append(f'<path class="d-stem" d="M{at:.1f} {axis:g}V{top + 4:g}"/>')
        marks.append(_mark(moment, scale, axis))
        label = escape(moment.label)
        marks.append(f'<text class="d-year d-year-{moment.standing}" x="{x:.1f}" y="{top:g}">{label}</text>')
    return "".join([*parts, *stems, *marks, "</svg>"])


@dataclass(frozen=True)
class _Scale:
    start: int
    end: int

    def at(self, year: float) -> float:
        room = WIDTH - 2 * SIDE
        return SIDE + (year - self.start) / max(self.end - self.start, 1) * room

    def middle(self, moment: Moment) -> float:
        return self.at((moment.first + moment.last) / 2)


def _lanes(moments: Sequence[Moment], scale: _Scale) -> list[tuple[float, int]]:
    """For each moment where its label begins, and in which row above the line.

    A label meets no other, and no stem runs through one: it may stand over its stem, or to either side of it.
    """
    labels: list[tuple[float, float, int]] = []
    stems: list[tuple[float, int]] = []
    found = []
    for moment in moments:
        wide, stem = text_width(moment.label), scale.middle(moment)
        over, before, behind = stem - wide / 2, stem - wide + 1, stem - 1
        order: tuple[float, ...] = (over, before, behind)
        close = [other for one in moments if 0 < abs(other := scale.middle(one) - stem) < wide / 2 + 2]
        if close:
            # The side on which the neighbour's stem goes up has to stay free.
            order = (before,) if min(close, key=abs) > 0 else (behind,)
        place = next(
            (left, lane)
            for lane in range(len(moments) + 1)
            for left in order
            if _is_free(min(max(left, 0.0), WIDTH - wide), wide, stem, lane, labels, stems)
        )
        left, lane = min(max(place[0], 0.0), WIDTH - wide), place[1]
        labels.append((left, left + wide, lane))
        stems.append((stem, lane))
        found.append((left, lane))
    return found


def _is_free(
    left: float,
    wide: float,
    stem: float,
    lane: int,
    labels: Sequence[tuple[float, float, int]],
    stems: Sequence[tuple[float, int]],
) -> bool:
    right = left + wide
    if lane > len(labels):
        return True
    return all(
        not (lane == row and left < end + GAP and right > begin - GAP)
        and not (lane > row and begin - 1 < stem < end + 1)
        for begin, end, row in labels
    ) and not any(row > lane and left - 1 < other < right + 1 for other, row in stems)


def _ticks(start: int, end: int, step: int, scale: _Scale, axis: float) -> Iterator[str]:
    first = -(-start // step) * step
    for year in range(first, end + 1, step):
        x = scale.at(year)
        yield f'<path class="d-tick" d="M{x:.1f} {axis:g}v5"/>'
        yield f'<text class="d-scale-year" x="{x:.1f}" y="{axis + 19:g}" text-anchor="middle">{year}</text>'


def _mark(moment: Moment, scale: _Scale, axis: float) -> str:
    if moment.last - moment.first >= 5:
        left, right = scale.at(moment.first), scale.at(moment.last)
        wide = max(right - left, 7)
        return (
            f'<rect class="d-when d-when-{moment.standing}" x="{(left + right - wide) / 2:.1f}" y="{axis - 4:g}" '
            f'width="{wide:.1f}" height="8" rx="2"/>'
        )
    x = scale.middle(moment)
    if moment.standing == "tradition":
        return f'<path class="d-when d-when-tradition" d="M{x:.1f} {axis - 7:g}l7 7l-7 7l-7 -7z"/>'
    ring = f'<circle class="d-when d-when-{moment.standing}" cx="{x:.1f}" cy="{axis:g}" r="5"/>'
    if moment.standing == "medium":
        return ring + f'<path class="d-half" d="M{x:.1f} {axis - 5:g}a5 5 0 0 0 0 10z"/>'
    return ring
