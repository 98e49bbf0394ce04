"""A chart on a page: a title that says what one sees, the drawing, its source, and a table of the very same numbers.

Drawing and table are made from one set of data, so that they cannot differ; numbers stand in the drawing's
``data-value`` and in the table's ``<data value>``, exact, for whoever wants to hold one against the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.drawing.charts.bars import Bar, draw_bars
from generator.drawing.charts.canvas import Caption, Datum
from generator.drawing.charts.flows import Flow, Node, draw_flows
from generator.drawing.charts.lines import Series, Tick, draw_lines
from generator.drawing.charts.stacks import Line, Stack, draw_stacks
from generator.drawing.charts.tiles import Tile, draw_tiles
from generator.values.stated import Citation
from generator.writing import facts
from generator.writing.escaping import END, MARK, assembled, element, escape, trusted
from generator.writing.page import Page

MOST_SOURCES = 6
"""Named below a drawing; the others are said to be more."""


@dataclass(frozen=True)
class Row:
    """A line of a chart's table: what the number is of, and the number."""

    names: tuple[str, ...]
    datum: Datum


@dataclass(frozen=True)
class Chart:
    """A drawing that waits for its caption and its id, and the rows of its table in the order of its shapes."""

    draw: Callable[[Caption, str], str]
    rows: tuple[Row, ...]
    wide: bool = False
    """Whether the table needs the whole width of the page, where there is room beside the drawing."""


def bars(data: Sequence[Bar]) -> Chart:
    """A row a bar; with the name of its group, if any bar has one."""
    grouped = any(bar.group for bar in data)
    rows = tuple(Row((bar.group, bar.label) if grouped else (bar.label,), bar.datum) for bar in data)
    return Chart(lambda caption, ident: draw_bars(data, caption, ident=ident), rows)


def stacks(data: Sequence[Stack], against: Line | None = None) -> Chart:
    """A row a part; with the name of its stack, if there are several."""
    several = len(data) > 1
    rows = [
        Row((stack.label, piece.label) if several else (piece.label,), piece.datum)
        for stack in data
        for piece in stack.pieces
    ]
    return Chart(lambda caption, ident: draw_stacks(data, caption, ident=ident, against=against), tuple(rows))


def lines(times: Sequence[str], data: Sequence[Series], ticks: Sequence[Tick] = ()) -> Chart:
    """A row a value, line by line; with the name of the line, if there are several."""
    several = len(data) > 1
    rows = [
        Row((series.label, time) if several else (time,), datum)
        for series in data
        for time, datum in zip(times, series.data, strict=True)
    ]
    return Chart(lambda caption, ident: draw_lines(times, data, caption, ident=ident, ticks=ticks), tuple(rows))


def flows(nodes: Sequence[Node], data: Sequence[Flow]) -> Chart:
    """A row a flow: to where, from where; names of both are long, so the table stands below the drawing."""
    labels = {node.key: node.label for node in nodes}
    rows = tuple(Row((labels[flow.target], labels[flow.source]), flow.datum) for flow in data)
    return Chart(lambda caption, ident: draw_flows(nodes, data, caption, ident=ident), rows, wide=True)


def tiles(data: Sequence[Tile]) -> Chart:
    """A row a division."""
    rows = tuple(Row((tile.label,), tile.datum) for tile in data)
    return Chart(lambda caption, ident: draw_tiles(data, caption, ident=ident), rows)


def figure(
    page: Page,
    chart: Chart,
    *,
    ident: str,
    title: str,
    description: str,
    heads: Sequence[str],
    notes: Iterable[object] = (),
) -> Markup:
    """The chart as a figure; empty where there is nothing to draw.

    ``ident`` is alone on its page. ``heads`` are those of the table's columns, the last one over the numbers; ``notes``
    stand below the drawing: the basis of the numbers, their sources.
    """
    drawn = chart.draw(Caption(title=title, description=description), ident)
    if not drawn:
        return Markup()
    # Names in a drawing are escaped for HTML; the signs around a note's key, which text cannot have, are not HTML's.
    drawing = trusted(drawn.replace(MARK, "").replace(END, ""))  # made of escaped parts
    cells = [[*map(escape, row.names), _number(row.datum)] for row in chart.rows]
    numbers = facts.table(title, heads, cells, numeric={len(heads) - 1}, under=True)
    caption = assembled((element("span", note) for note in notes), " ")
    parts = [
        element("p", title, class_="p-figure-title", id=f"{ident}-name"),
        drawing,
        element("details", assembled([element("summary", page.word("charts.data")), numbers]), class_="p-data"),
    ]
    if caption:
        parts.append(element("figcaption", caption))
    return element(
        "figure",
        assembled(parts),
        class_="p-figure p-chart p-chart-wide" if chart.wide else "p-figure p-chart",
        aria_labelledby=f"{ident}-name",
    )


def source_note(page: Page, citations: Iterable[Citation]) -> Markup:
    """Where the numbers of a chart were read, each source once; that none is named, where it is so."""
    named = list(dict.fromkeys(citation.source for citation in citations))
    if not named:
        return element("span", page.word("unsourced"), class_="p-unsourced")
    shown = escape(page.word("charts.source")) + page.joined(page.reference(source) for source in named[:MOST_SOURCES])
    more = len(named) - MOST_SOURCES
    return shown + escape(page.word("charts.more_sources", count=more)) if more > 0 else shown


def _number(datum: Datum) -> Markup:
    if datum.value is None:
        return element("span", datum.text, class_="p-absent")
    return element("data", datum.text, value=datum.value)
