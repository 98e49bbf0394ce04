"""What all charts are drawn with: their frame, text that keeps within its room, fills that differ without colour.

The unit is a pixel of a phone's column: at 390 px a drawing of ``WIDTH`` stands about one to one. Everything is put
down with at most one decimal, so that the same numbers give the same bytes. Colours are in ``theme/assets/charts.css``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from html import escape

from generator.drawing.lettering import Box, text_width, wrapped

WIDTH = 340.0
SIZE, LEADING = 14.0, 18.0
"""Of names and values."""
NOTE, NOTE_LEADING = 12.5, 16.0
"""Of what stands on axes and in tiles."""
LEAST = 1.5
"""The thinnest that a value above nothing is drawn, so that it is seen beside one a million times as large."""
SPARE = 1.06
"""Fonts differ: so much wider than estimated may a text turn out."""
SERIES = 6
"""As many fills there are; a drawing that needs more is better two drawings."""

Number = int | Fraction


@dataclass(frozen=True)
class Datum:
    """A number, exact, and how it is written; ``None`` where there is none, and then ``text`` says why."""

    value: Number | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Caption:
    """What the drawing is called and says, for those who do not see it."""

    title: str
    description: str
    lang: str = ""


def frame(kind: str, height: float, caption: Caption, ident: str, parts: Iterable[str]) -> str:
    """The drawing. ``ident`` begins the ids in it and must be alone on its page."""
    lang = f' lang="{escape(caption.lang)}"' if caption.lang else ""
    inside = "".join(parts)
    return (
        f'<svg class="c-chart c-{kind}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {plain(WIDTH)} {plain(height)}"'
        f' role="img" aria-labelledby="{ident}-title" aria-describedby="{ident}-desc"{lang}>'
        f'<title id="{ident}-title">{escape(caption.title)}</title>'
        f'<desc id="{ident}-desc">{escape(caption.description)}</desc>{_patterns(ident, inside)}{inside}</svg>'
    )


def plain(number: float) -> str:
    """A length with at most one decimal, never ``-0``."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def room(text: str, size: float = SIZE) -> float:
    """The width to keep free for a text: a little more than it is thought to take, since fonts differ."""
    return text_width(text, size) * SPARE


def fitted(text: str, width: float, size: float = SIZE, most: int = 3) -> list[str]:
    """The text in at most so many lines of about equal length, each within the width; else it ends in ``…``."""
    return list(_fitted(text, width, size, most))


@lru_cache(maxsize=4096)
def _fitted(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    lines = wrapped(text, width / SPARE, size)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip("…") + "…"]
    elif len(lines) > 1 and not lines[-1].endswith("…"):
        lines = _balanced(text, lines, width / SPARE, size)
    return tuple(line if room(line, size) <= width else _shortened(line, width, size) for line in lines)


def _balanced(text: str, lines: list[str], width: float, size: float) -> list[str]:
    """As many lines, but as narrow as that allows: no single character is left over for the last one."""
    narrow = width
    while narrow > size * 2:
        narrow -= size / 2
        tried = wrapped(text, narrow, size)
        if len(tried) > len(lines) or any(text_width(line, size) > narrow for line in tried):
            break
        lines = tried
    return lines


def _shortened(line: str, width: float, size: float) -> str:
    line = line.rstrip("…")
    while line and room(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip() + "…"


def write(
    lines: Sequence[str], x: float, top: float, *, kind: str = "label", anchor: str = "start", size: float = SIZE
) -> str:
    """Lines of text below each other, the first beginning at ``top``."""
    if not lines:
        return ""
    leading = LEADING if size > NOTE else NOTE_LEADING
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    baselines = [plain(top + leading * (row + 0.76)) for row in range(len(lines))]
    opened = f'<text class="c-{kind}" font-size="{plain(size)}"{placed}'
    if len(lines) == 1:
        return f'{opened} x="{plain(x)}" y="{baselines[0]}">{escape(lines[0])}</text>'
    rows = "".join(
        f'<tspan x="{plain(x)}" y="{y}">{escape(line)}</tspan>' for line, y in zip(lines, baselines, strict=True)
    )
    return f"{opened}>{rows}</text>"


def box_of(lines: Sequence[str], x: float, top: float, *, anchor: str = "start", size: float = SIZE) -> Box:
    """The room that :func:`write` takes for the same arguments."""
    leading = LEADING if size > NOTE else NOTE_LEADING
    width = max((room(line, size) for line in lines), default=0.0)
    return Box.of_text(anchor, x, top, width, leading * len(lines))


def named(*texts: str) -> str:
    """The full text of a shape, which a pointer brings up."""
    return f"<title>{escape(' '.join(filter(None, texts)))}</title>"


def number(value: Number | None) -> str:
    """The exact number on a shape; empty where there is none."""
    return f' data-value="{"" if value is None else value}"'


def fill(ident: str, series: int) -> str:
    """How a series is filled: the first plainly, each other with a pattern of its own."""
    if not 1 <= series <= SERIES:
        raise ValueError(f"there are {SERIES} fills, and this is number {series}")
    if series == 1:
        return ' class="c-1"'
    return f' class="c-{series}" fill="url(#{ident}-p{series})"'


_FIGURES = {
    2: '<path d="M-1.5 1.5l3-3M0 6l6-6M4.5 7.5l3-3"/>',
    3: '<circle cx="1.5" cy="1.5" r="1.3"/><circle cx="4.5" cy="4.5" r="1.3"/>',
    4: '<path d="M0 1.5h6M0 4.5h6"/>',
    5: '<path d="M0 0l6 6M0 6l6-6"/>',
    6: '<path d="M1.5 0v6M4.5 0v6"/>',
}
"""Strokes and dots on six by six, told apart by their form: aslant, dots, lying, crossed, upright."""


def _patterns(ident: str, inside: str) -> str:
    """The fills that are used, each an ink of its own on the ground of the page."""
    used = [series for series in _FIGURES if f"#{ident}-p{series}" in inside]
    if not used:
        return ""
    patterns = "".join(
        f'<pattern id="{ident}-p{series}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect class="c-paper" width="6" height="6"/><g class="c-ink-{series}">{_FIGURES[series]}</g></pattern>'
        for series in used
    )
    return f"<defs>{patterns}</defs>"
