"""Boxes that hang together, as inline SVG: from the top down where there is room, indented on the width of a phone.

Both show the same boxes and edges, each edge with the keys of its ends in ``data-from`` and ``data-to``; the table
beside them says the same and has the links. What leads from one box to the next is written, not coloured. Everything is
put down with at most one decimal and in a given order, so the same tree gives the same bytes. Colours are in
``theme/assets/organigram.css``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from generator.drawing.lettering import text_width, wrapped

WIDTH = 340.0
"""Of the indented form: a phone's column, one to one."""
INDENT = 22.0
MOST_INDENT = 6 * INDENT
SIZE, LEADING, NOTE = 14.0, 19.0, 12.5
PAD = 9.0
BOX, GAP, DROP = 118.0, 8.0, 42.0
"""Of the form from the top down: the width of a box, between two of them, and between two levels."""
MOST_ACROSS = 760.0
"""Wider than this it is not drawn from the top down."""


@dataclass(frozen=True)
class Box:
    """A box with those below it; ``edge`` says what leads to it from the one above."""

    key: str
    label: str
    edge: str = ""
    kind: str = "body"
    """``body``, or ``level`` for a kind of body that is none by itself."""
    is_current: bool = False
    children: tuple[Box, ...] = ()


@dataclass(frozen=True)
class OrganigramText:
    """Title and description for those who do not see the drawing; the id must be alone on its page."""

    title: str
    description: str
    id: str


def draw_indented(root: Box, text: OrganigramText) -> str:
    """A row a box, those below it further to the right."""
    parts: list[str] = []
    bottom = _row(root, 0, 1.0, parts)[1]
    return _frame("indented", WIDTH, bottom + 1, text, parts)


def draw_across(root: Box, text: OrganigramText) -> str:
    """From the top down; empty where that would be too wide."""
    if (across := _across(root)) > MOST_ACROSS:
        return ""
    tops: list[float] = [1.0]
    for level in _levels([root]):
        tops.append(tops[-1] + max(_height(box) for box in level) + DROP)
    edges: list[str] = []
    boxes: list[str] = []
    _spread(root, 0, 1.0, tops, edges, boxes)
    return _frame("across", across + 2, tops[-1] - DROP + 1, text, [*edges, *boxes])


# --------------------------------------------------------------------------------------------------------- indented


def _row(box: Box, depth: int, top: float, parts: list[str]) -> tuple[float, float]:
    """Draws a box and what is below it; the middle of its own row, and where the next may begin."""
    left = 1 + min(depth * INDENT, MOST_INDENT)
    width = WIDTH - 1 - left
    lines = wrapped(box.label, width - 2 * PAD, SIZE)
    noted = NOTE + 4 if box.edge else 0.0
    height = noted + LEADING * len(lines) + 2 * PAD - 4
    parts.append(_rect(box, left, top, width, height))
    if box.edge:
        parts.append(_text([box.edge], left + PAD, top + PAD - 4, "relation", NOTE))
    parts.append(_text(lines, left + PAD, top + noted + PAD - 3, "label", SIZE))
    middle, below = top + height / 2, top + height
    for child in box.children:
        inner, after = _row(child, depth + 1, below + 8, parts)
        spine = left + min(INDENT / 2, 9)
        way = f"M{_plain(spine)} {_plain(top + height)}V{_plain(inner)}H{_plain(_left(depth + 1))}"
        parts.append(_edge(box, child, way))
        below = after
    return middle, below


def _left(depth: int) -> float:
    return 1 + min(depth * INDENT, MOST_INDENT)


# ----------------------------------------------------------------------------------------------------- from the top


def _across(box: Box) -> float:
    """How wide a box is with everything below it."""
    inner = sum(_across(child) for child in box.children) + GAP * max(0, len(box.children) - 1)
    return max(_wide(box), inner)


def _wide(box: Box) -> float:
    """A box that stands alone on its level may be wider, so that its name has fewer lines."""
    is_cut = any("…" in line for line in wrapped(box.label, BOX - 2 * PAD, SIZE))
    return BOX * 1.9 if box.children and (is_cut or text_width(box.label, SIZE) > BOX * 2.4) else BOX


def _lines(box: Box) -> list[str]:
    return wrapped(box.label, _wide(box) - 2 * PAD, SIZE)


def _height(box: Box) -> float:
    return LEADING * len(_lines(box)) + 2 * PAD - 4


def _levels(row: Sequence[Box]) -> Iterator[Sequence[Box]]:
    while row:
        yield row
        row = [child for box in row for child in box.children]


def _spread(box: Box, depth: int, left: float, tops: Sequence[float], edges: list[str], boxes: list[str]) -> float:
    """Draws a box over the middle of those below it; where its own middle is."""
    across, top = _across(box), tops[depth]
    at = left + (across - sum(_across(one) for one in box.children) - GAP * (len(box.children) - 1)) / 2
    middles = []
    for child in box.children:
        middles.append(_spread(child, depth + 1, at, tops, edges, boxes))
        at += _across(child) + GAP
    middle = (middles[0] + middles[-1]) / 2 if middles else left + across / 2
    width, height = _wide(box), _height(box)
    middle = min(max(middle, left + width / 2), left + across - width / 2)
    boxes.append(_rect(box, middle - width / 2, top, width, height))
    boxes.append(_text(_lines(box), middle, top + PAD - 3, "label", SIZE, "middle"))
    said = ""
    for child, x in zip(box.children, middles, strict=True):
        bend = tops[depth + 1] - DROP / 2
        way = f"M{_plain(middle)} {_plain(top + height)}V{_plain(bend)}H{_plain(x)}V{_plain(tops[depth + 1])}"
        edges.append(_edge(box, child, way))
        if child.edge and child.edge != said:
            said = child.edge
            alone = len({one.edge for one in box.children}) == 1
            spot, rise = (middle, bend - NOTE - 5) if alone else (x, bend + 3)
            boxes.append(_text([said], spot + 6, rise, "relation", NOTE))
    return middle


# ------------------------------------------------------------------------------------------------------------ parts


def _rect(box: Box, left: float, top: float, width: float, height: float) -> str:
    kinds = f"d-box d-box-{box.kind}" + (" d-box-current" if box.is_current else "")
    round_ = PAD if box.kind == "level" else 2
    return (
        f'<rect class="{kinds}" data-key="{escape(box.key)}" x="{_plain(left)}" y="{_plain(top)}" '
        f'width="{_plain(width)}" height="{_plain(height)}" rx="{_plain(round_)}"/>'
    )


def _edge(box: Box, child: Box, path: str) -> str:
    return f'<path class="d-edge" data-from="{escape(box.key)}" data-to="{escape(child.key)}" d="{path}"/>'


def _text(lines: Sequence[str], x: float, top: float, kind: str, size: float, anchor: str = "start") -> str:
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    rows = "".join(
        f'<tspan x="{_plain(x)}" y="{_plain(top + LEADING * number + size)}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text class="d-{kind}" font-size="{_plain(size)}"{placed}>{rows}</text>'


def _frame(form: str, width: float, height: float, text: OrganigramText, parts: Sequence[str]) -> str:
    ident = f"{text.id}-{form}"
    return (
        f'<svg class="d-organigram d-organigram-{form}" viewBox="0 0 {_plain(width)} {_plain(height)}" '
        f'width="{_plain(width)}" role="img" aria-labelledby="{ident}-title {ident}-text">'
        f'<title id="{ident}-title">{escape(text.title)}</title>'
        f'<desc id="{ident}-text">{escape(text.description)}</desc>{"".join(parts)}</svg>'
    )


def _plain(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
