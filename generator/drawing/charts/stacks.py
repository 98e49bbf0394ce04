"""Bars made of parts: what a whole consists of, and how far it is filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.drawing.charts.canvas import (
    LEADING,
    LEAST,
    SIZE,
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

THICK, GAP = 22.0, 16.0
SWATCH, AFTER = 11.0, 14.0


@dataclass(frozen=True)
class Piece:
    """A part of a stack, with the fill of its ``series``; ``0`` for what is left open, drawn as an outline."""

    label: str
    datum: Datum
    series: int = 1


@dataclass(frozen=True)
class Stack:
    """A whole of parts that may be added up; ``total`` is their sum, exact, or a larger whole that they belong to."""

    label: str
    total: Datum
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """A value that all stacks are held against, drawn across them."""

    label: str
    datum: Datum


def draw_stacks(stacks: Sequence[Stack], caption: Caption, *, ident: str, against: Line | None = None) -> str:
    """The stacks in their order on one scale. One alone has its parts named below it, a line each; of several the
    fills are named once above, and each has its values below.

    Empty without a stack; ``ValueError`` for a part below nothing, and for parts that exceed their total.
    """
    if not stacks:
        return ""
    for stack in stacks:
        values = [piece.datum.value or 0 for piece in stack.pieces]
        if min([0, *values]) < 0 or (stack.total.value is not None and sum(values) > stack.total.value):
            raise ValueError(f"the parts of {stack.label!r} are not parts of its total")
    most = max(
        [0, *(stack.total.value or sum(piece.datum.value or 0 for piece in stack.pieces) for stack in stacks)]
        + ([against.datum.value or 0] if against else [])
    )
    # What is widened to be seen must not push the last part over the edge.
    spare = LEAST * max(sum(0 < (piece.datum.value or 0) * 200 < most for piece in stack.pieces) for stack in stacks)
    scale = (WIDTH - 2 - spare) / float(most) if most else 0.0
    parts: list[str] = []
    top = _key(stacks, ident, parts) if len(stacks) > 1 else 0.0
    top = _above(against, scale, top, parts) if against else top
    for stack in stacks:
        top = _stack(stack, top, scale, ident, len(stacks) == 1, against, parts)
    return frame("stacks", top - GAP + 2, caption, ident, parts)


def _stack(
    stack: Stack, top: float, scale: float, ident: str, alone: bool, against: Line | None, parts: list[str]
) -> float:
    """Draws one stack between its words; where the next may begin."""
    value = fitted(stack.total.text, WIDTH * 0.55, most=2)
    width = max((room(line) for line in value), default=0)
    label = fitted(stack.label, WIDTH - width - 12)
    rows = max(len(label), len(value))
    parts.append(write(label, 0, top + LEADING * (rows - len(label)), kind="group"))
    kind = "value" if stack.total.value is not None else "absent"
    parts.append(write(value, WIDTH, top + LEADING * (rows - len(value)), kind=kind, anchor="end"))
    top += LEADING * rows + 2
    if stack.total.value and sum(piece.datum.value or 0 for piece in stack.pieces) < stack.total.value:
        whole = float(stack.total.value) * scale
        title = named(stack.label, stack.total.text)
        parts.append(
            f'<rect class="c-whole" data-total="{stack.total.value}" x="1" y="{plain(top)}" width="{plain(whole)}"'
            f' height="{plain(THICK)}">{title}</rect>'
        )
    left = 1.0
    for piece in stack.pieces:
        left = _piece(stack, piece, left, top, scale, ident, parts)
    if against and against.datum.value is not None:
        line = f'd="M{plain(1 + float(against.datum.value) * scale)} {plain(top - 3)}v{plain(THICK + 6)}"'
        title = named(against.label, against.datum.text)
        parts.append(f'<path class="c-apart" {line}/>')
        parts.append(f'<path class="c-against"{number(against.datum.value)} {line}>{title}</path>')
    top += THICK + 5
    return (_named_below(stack, top, ident, parts) if alone else _values_below(stack, top, ident, parts)) + GAP


def _piece(stack: Stack, piece: Piece, left: float, top: float, scale: float, ident: str, parts: list[str]) -> float:
    title = named(stack.label, piece.label, piece.datum.text)
    if not piece.datum.value:
        parts.append(
            f'<path class="c-nothing"{number(piece.datum.value)} d="M{plain(left)} {plain(top)}v{plain(THICK)}">'
            f"{title}</path>"
        )
        return left
    true = float(piece.datum.value) * scale
    width = max(LEAST, true)
    filled = fill(ident, piece.series) if piece.series else ' class="c-open"'
    if true < LEAST:
        filled = filled.replace('class="', 'class="c-least ')
    parts.append(
        f'<rect{filled}{number(piece.datum.value)} x="{plain(left)}" y="{plain(top)}" width="{plain(width)}"'
        f' height="{plain(THICK)}">{title}</rect>'
    )
    return left + width


def _swatch(series: int, x: float, top: float, ident: str) -> str:
    filled = fill(ident, series) if series else ' class="c-open"'
    size = plain(SWATCH)
    return f'<rect{filled} x="{plain(x + 0.5)}" y="{plain(top + 3.5)}" width="{size}" height="{size}"/>'


def _named_below(stack: Stack, top: float, ident: str, parts: list[str]) -> float:
    """A line a part: its fill, its name, its value."""
    for piece in stack.pieces:
        value = fitted(piece.datum.text, WIDTH * 0.5, most=2)
        width = max(room(line) for line in value)
        label = fitted(piece.label, WIDTH - width - 12 - SWATCH - 7)
        kind = "value" if piece.datum.value is not None else "absent"
        parts.append(_swatch(piece.series, 0, top, ident))
        parts.append(write(label, SWATCH + 7, top))
        parts.append(write(value, WIDTH, top, kind=kind, anchor="end"))
        top += LEADING * max(len(label), len(value)) + 4
    return top


def _values_below(stack: Stack, top: float, ident: str, parts: list[str]) -> float:
    """The parts' fills and values, as many in a line as there is room for."""
    x = 0.0
    for piece in stack.pieces:
        text = fitted(piece.datum.text, WIDTH - SWATCH - 5, most=1)
        width = SWATCH + 5 + room(text[0])
        if x and x + width > WIDTH:
            x, top = 0.0, top + LEADING
        parts.append(_swatch(piece.series, x, top, ident))
        kind = "value" if piece.datum.value is not None else "absent"
        parts.append(write(text, x + SWATCH + 5, top, kind=kind))
        x += width + AFTER
    return top + (LEADING if stack.pieces else 0)


def _key(stacks: Sequence[Stack], ident: str, parts: list[str]) -> float:
    """What the fills are, above several stacks."""
    labels = {piece.series: piece.label for stack in stacks for piece in stack.pieces}
    x = top = 0.0
    for series, label in labels.items():
        lines = fitted(label, WIDTH - SWATCH - 5, most=1)
        width = SWATCH + 5 + room(lines[0], SIZE)
        if x and x + width > WIDTH:
            x, top = 0.0, top + LEADING
        parts.append(_swatch(series, x, top, ident))
        parts.append(write(lines, x + SWATCH + 5, top))
        x += width + AFTER
    return top + LEADING + 8


def _above(against: Line, scale: float, top: float, parts: list[str]) -> float:
    """The name of the line that the stacks are held against, ending or beginning where it stands."""
    x = 1 + float(against.datum.value or 0) * scale
    anchor = "end" if x > WIDTH / 2 else "start"
    lines = fitted(f"{against.label} {against.datum.text}", x if anchor == "end" else WIDTH - x, most=2)
    parts.append(write(lines, x, top, anchor=anchor, kind="note"))
    return top + LEADING * len(lines) + 2
