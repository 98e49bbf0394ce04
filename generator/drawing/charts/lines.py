"""Values over time as lines: each with its own dashes and its own points, named where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.drawing.charts.canvas import (
    LEADING,
    NOTE,
    NOTE_LEADING,
    WIDTH,
    Caption,
    Datum,
    box_of,
    fitted,
    frame,
    named,
    number,
    plain,
    room,
    write,
)
from generator.drawing.lettering import Box

MOST_LINES = 4
HIGH, LOW = 170.0, 50.0
"""Of the scale; and where there is a single time."""
NAMES = 112.0
"""For what stands at the end of the lines."""
HEAD = 24.0
"""Above the highest point, for its value."""
EDGE = 14.0
_POINTS = (
    "M0 -4a4 4 0 1 1 0 8a4 4 0 0 1 0 -8z",
    "M-4 -4h8v8h-8z",
    "M0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
    "M0 -5l5 9h-10z",
)


@dataclass(frozen=True)
class Series:
    """A value for each of the chart's times, in their order."""

    label: str
    data: tuple[Datum, ...]


@dataclass(frozen=True)
class Tick:
    """A level to be marked across the chart."""

    datum: Datum


def draw_lines(
    times: Sequence[str], series: Sequence[Series], caption: Caption, *, ident: str, ticks: Sequence[Tick] = ()
) -> str:
    """Up to four lines over evenly spaced times, on one scale that begins at nothing.

    Where there is no value the line is broken. Empty without a time or a line; ``ValueError`` for more lines, and for
    a line with another number of values than there are times.
    """
    if not times or not series:
        return ""
    if len(series) > MOST_LINES or any(len(line.data) != len(times) for line in series):
        raise ValueError("at most four lines, each with a value or None for each time")
    tall = HIGH if len(times) > 1 else LOW
    values = [datum.value for line in series for datum in line.data if datum.value is not None]
    low, high = min([0, *values]), max([0, *values])
    scale = tall / float(high - low) if high > low else 0.0
    zero = HEAD + float(high) * scale if high > low else HEAD + tall
    right = WIDTH - NAMES - 8
    step = (right - 2 * EDGE) / (len(times) - 1) if len(times) > 1 else 0.0
    xs = [EDGE + step * index for index in range(len(times))] if step else [right / 2]
    parts = [_level(tick, zero, scale, right) for tick in ticks if tick.datum.value is not None]
    parts.append(f'<path class="c-axis" d="M0 {plain(zero)}H{plain(right)}"/>')
    foot = HEAD + tall + 8
    parts += _times(times, xs, foot, right)
    spots = [
        [(x, zero - float(datum.value) * scale, datum) if datum.value is not None else None for x, datum in row]
        for row in (list(zip(xs, line.data, strict=True)) for line in series)
    ]
    taken = [Box(x - 5, y - 5, x + 5, y + 5) for row in spots for spot in row if spot for x, y, _ in [spot]]
    for index, (line, row) in enumerate(zip(series, spots, strict=True), 1):
        parts += _line(index, line, row, times)
    bottom = _ends(series, spots, right, parts)
    if len(series) == 1:
        parts += _peaks(spots[0], taken, right)
    return frame("lines", max(foot + NOTE_LEADING + 2, bottom), caption, ident, parts)


def round_levels(highest: int, most: int = 3) -> tuple[int, ...]:
    """Up to ``most`` evenly spaced levels above nothing and not above the highest value: 1, 2 or 5 times a power."""
    if highest <= 0:
        return ()
    step = 1
    for power in range(len(str(highest)) + 1):
        for factor in (1, 2, 5):
            step = factor * 10**power
            if highest // step <= most:
                return tuple(step * n for n in range(1, highest // step + 1))
    return (step,)


Spot = tuple[float, float, Datum]


def _level(tick: Tick, zero: float, scale: float, right: float) -> str:
    y = zero - float(tick.datum.value or 0) * scale
    words = write(fitted(tick.datum.text, right, NOTE, 1), 0, y - NOTE_LEADING, kind="note", size=NOTE)
    return f'<path class="c-grid"{number(tick.datum.value)} d="M0 {plain(y)}H{plain(right)}"/>{words}'


def _line(index: int, line: Series, row: Sequence[Spot | None], times: Sequence[str]) -> list[str]:
    path, pen = "", "M"
    for spot in row:
        if spot is None:
            pen = "M"
            continue
        path += f"{pen}{plain(spot[0])} {plain(spot[1])}"
        pen = "L"
    parts = [f'<path class="c-line c-line-{index}" d="{path}"/>'] if path else []
    for time, spot, datum in zip(times, row, line.data, strict=True):
        title = named(line.label, time, datum.text)
        if spot:
            place = f'transform="translate({plain(spot[0])} {plain(spot[1])})"'
            parts.append(
                f'<path class="c-point c-point-{index}"{number(datum.value)} {place} d="{_POINTS[index - 1]}">'
                f"{title}</path>"
            )
        else:
            parts.append(f'<g class="c-missing"{number(None)}>{title}</g>')
    return parts


def _times(times: Sequence[str], xs: Sequence[float], top: float, right: float) -> list[str]:
    """The first and the last time, and of those between as many as there is room for, evenly."""
    texts = [fitted(time, right / 2 - 4 if len(times) > 1 else right, NOTE, 1)[0] for time in times]
    for every in range(1, len(times) + 1):
        chosen = sorted({*range(0, len(times), every), len(times) - 1})
        if len(chosen) > 2 and chosen[-1] - chosen[-2] < every:
            del chosen[-2]
        boxes = [_time_box(texts[index], xs[index], top, right) for index in chosen]
        if every == len(times) or all(left.right + 6 <= following.left for left, following in pairwise(boxes)):
            break
    return [
        write([texts[index]], box.left, top, kind="note", size=NOTE) for index, box in zip(chosen, boxes, strict=True)
    ]


def _time_box(text: str, x: float, top: float, right: float) -> Box:
    """Below its point, and within the chart."""
    width = room(text, NOTE)
    left = min(max(0.0, x - width / 2), right - width)
    return Box(left, top, left + width, top + NOTE_LEADING)


def _ends(series: Sequence[Series], spots: Sequence[Sequence[Spot | None]], right: float, parts: list[str]) -> float:
    """Names and last values beside the ends of the lines, moved apart where they would meet; the lowest edge."""
    words = []
    for index, (line, row) in enumerate(zip(series, spots, strict=True), 1):
        last = next((spot for spot in reversed(row) if spot), None)
        label = fitted(line.label, NAMES) if line.label else []
        value = fitted(last[2].text if last else line.data[-1].text, NAMES, most=2)
        y = last[1] if last else HEAD
        words.append((y, index, last, label, value))
    words.sort(key=lambda item: (item[0], item[1]))
    free, placed = 0.0, []
    for y, index, last, label, value in words:
        high = LEADING * (len(label) + len(value))
        top = max(free, y - high / 2)
        placed.append((top, y, index, last, label, value))
        free = top + high + 4
    for (top, y, index, last, label, value), row in zip(placed, [spots[item[1] - 1] for item in words], strict=True):
        if last and (len(series) > 1 or len(row) == 1):
            middle = top + LEADING * (len(label) + len(value)) / 2
            parts.append(
                f'<path class="c-lead c-lead-{index}" d="M{plain(last[0] + 6)} {plain(y)}'
                f'L{plain(right + 4)} {plain(middle)}"/>'
            )
        parts.append(write(label, right + 8, top))
        kind = "value" if last else "absent"
        parts.append(write(value, right + 8, top + LEADING * len(label), kind=kind))
    return free


def _peaks(row: Sequence[Spot | None], taken: list[Box], right: float) -> list[str]:
    """The values of the first and the highest point where nothing else is; the last one's stands beside it."""
    known = [spot for spot in row if spot]
    parts = []
    for spot in dict.fromkeys([max(known, key=lambda spot: spot[2].value or 0), known[0]] if len(known) > 1 else []):
        if spot is known[-1]:
            continue
        text = [spot[2].text]
        x = min(max(spot[0], room(text[0], NOTE) / 2), right - room(text[0], NOTE) / 2)
        box = box_of(text, x, spot[1] - 8 - NOTE_LEADING, anchor="middle", size=NOTE)
        if box.top >= 0 and not any(box.meets(other) for other in taken):
            taken.append(box)
            parts.append(write(text, x, box.top, kind="value c-halo", anchor="middle", size=NOTE))
    return parts
