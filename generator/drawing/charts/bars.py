"""Bars below each other: the name and the value above each, so that both have the whole width of a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.drawing.charts.canvas import (
    LEADING,
    LEAST,
    WIDTH,
    Caption,
    Datum,
    fill,
    fitted,
    frame,
    named,
    number,
    plain,
    room,
    write,
)

THICK, GAP, HEADING_GAP = 13.0, 13.0, 8.0


@dataclass(frozen=True)
class Bar:
    """One value and what it is of. Bars that follow each other in the same ``group`` stand below its name."""

    label: str
    datum: Datum
    series: int = 1
    group: str = ""


def draw_bars(bars: Sequence[Bar], caption: Caption, *, ident: str) -> str:
    """The bars in their order, all on one scale that begins at nothing; those below nothing go to the left.

    Empty without a bar. A value above nothing is drawn at least ``LEAST`` wide and then has the class ``c-least``.
    """
    if not bars:
        return ""
    values = [bar.datum.value for bar in bars if bar.datum.value is not None]
    low, high = min([0, *values]), max([0, *values])
    scale = (WIDTH - 2) / float(high - low) if high > low else 0.0
    zero = 1 + float(-low) * scale
    parts: list[str] = []
    top, group = 0.0, ""
    for bar in bars:
        if bar.group != group and bar.group:
            top += HEADING_GAP if top else 0
            lines = fitted(bar.group, WIDTH, most=2)
            parts.append(write(lines, 0, top, kind="group"))
            top += LEADING * len(lines) + 3
        group = bar.group
        top = _bar(bar, top, zero, scale, ident, parts)
    return frame("bars", top - GAP + 1, caption, ident, parts)


def _bar(bar: Bar, top: float, zero: float, scale: float, ident: str, parts: list[str]) -> float:
    """Draws one bar below its words; where the next may begin."""
    datum = bar.datum
    value = fitted(datum.text, WIDTH * 0.55, most=2)
    width = max(room(line) for line in value)
    label = fitted(bar.label, WIDTH - width - 12)
    rows = max(len(label), len(value))
    kind = "value" if datum.value is not None else "absent"
    parts.append(write(label, 0, top + LEADING * (rows - len(label))))
    parts.append(write(value, WIDTH, top + LEADING * (rows - len(value)), kind=kind, anchor="end"))
    top += LEADING * rows + 2
    title = named(bar.group, bar.label, datum.text)
    if zero > 1:
        parts.append(f'<path class="c-axis" d="M{plain(zero)} {plain(top - 1)}v{plain(THICK + 2)}"/>')
    parts.append(mark(datum, zero, top, scale, THICK, fill(ident, bar.series), title))
    return top + THICK + GAP


def mark(datum: Datum, zero: float, top: float, scale: float, thick: float, filled: str, title: str) -> str:
    """The shape of a value: a bar; for nothing a tick; where there is no value, a dashed stub."""
    if datum.value is None:
        return f'<path class="c-none"{number(None)} d="M{plain(zero)} {plain(top + thick / 2)}h36">{title}</path>'
    if datum.value == 0:
        return f'<path class="c-zero"{number(0)} d="M{plain(zero)} {plain(top)}v{plain(thick)}">{title}</path>'
    true = abs(float(datum.value)) * scale
    width = max(LEAST, true)
    if true < LEAST:
        filled = filled.replace('class="', 'class="c-least ')
    left = zero if datum.value > 0 else zero - width
    return (
        f'<rect{filled}{number(datum.value)} x="{plain(left)}" y="{plain(top)}" width="{plain(width)}"'
        f' height="{plain(thick)}">{title}</rect>'
    )
