"""Divisions as tiles in their rough places, without a boundary: each with its name, its value and a bar.

A bar and not a shade: shades cannot be told apart finely, and words would stand on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from generator.drawing.charts.bars import mark
from generator.drawing.charts.canvas import (
    NOTE,
    NOTE_LEADING,
    WIDTH,
    Caption,
    Datum,
    fill,
    fitted,
    frame,
    named,
    plain,
    write,
)

COLUMNS = 4
"""More do not leave a name its room on a phone."""
MOST_EXCHANGED = 24
"""Of more tiles only the rows are in order: to exchange them all would take seconds."""
BETWEEN, INSET, THICK = 6.0, 7.0, 9.0


@dataclass(frozen=True)
class Tile:
    """A division: its value, and where it lies, as a point (east, north, in any unit) or as a cell (column, row)."""

    label: str
    datum: Datum
    point: tuple[float, float] | None = None
    cell: tuple[int, int] | None = None


def draw_tiles(tiles: Sequence[Tile], caption: Caption, *, ident: str) -> str:
    """The tiles in their cells, given or found by :func:`arranged`; their bars on one scale that begins at nothing.

    Empty without a tile; ``ValueError`` for a value below nothing and for two tiles in one cell.
    """
    if not tiles:
        return ""
    if any(tile.datum.value is not None and tile.datum.value < 0 for tile in tiles):
        raise ValueError("a tile cannot show less than nothing")
    cells = arranged(tiles)
    if len(set(cells)) < len(cells):
        raise ValueError("two tiles lie in one cell")
    columns = max(column for column, _ in cells) + 1
    side = (WIDTH - BETWEEN * (columns - 1)) / columns
    inner = side - 2 * INSET
    names = [fitted(tile.label, inner, NOTE) for tile in tiles]
    texts = [fitted(tile.datum.text, inner, NOTE) for tile in tiles]
    high = NOTE_LEADING * (max(map(len, names)) + max(map(len, texts))) + THICK + 2 * INSET + 5
    most = max((tile.datum.value or 0 for tile in tiles), default=0)
    scale = inner / float(most) if most else 0.0
    parts = []
    for tile, (column, row), name, text in zip(tiles, cells, names, texts, strict=True):
        left, top = column * (side + BETWEEN), row * (high + BETWEEN)
        kind = "value" if tile.datum.value is not None else "absent"
        bar = top + high - INSET - THICK
        parts += [
            f'<rect class="c-tile" x="{plain(left + 0.5)}" y="{plain(top + 0.5)}" width="{plain(side - 1)}"'
            f' height="{plain(high - 1)}" rx="2"/>',
            write(name, left + INSET, top + INSET, size=NOTE),
            write(text, left + INSET, bar - 5 - NOTE_LEADING * len(text), kind=kind, size=NOTE),
            mark(tile.datum, left + INSET, bar, scale, THICK, fill(ident, 1), named(tile.label, tile.datum.text)),
        ]
    rows = max(row for _, row in cells) + 1
    return frame("tiles", rows * (high + BETWEEN) - BETWEEN, caption, ident, parts)


def arranged(tiles: Sequence[Tile]) -> list[tuple[int, int]]:
    """A cell (column, row, downwards) for each tile: neighbours stay in their direction as far as a grid allows.

    Given cells are kept; tiles with a point are laid around them; tiles with neither follow in a row of their own.
    """
    placed = [index for index, tile in enumerate(tiles) if tile.cell is None and tile.point is not None]
    cells: dict[int, tuple[int, int]] = {i: tile.cell for i, tile in enumerate(tiles) if tile.cell is not None}
    below = max((row for _, row in cells.values()), default=-1) + 1
    found = _grid([tiles[index].point or (0.0, 0.0) for index in placed])
    cells |= {index: (column, row + below) for index, (column, row) in zip(placed, found, strict=True)}
    below = max((row for _, row in cells.values()), default=-1) + 1
    others = [index for index in range(len(tiles)) if index not in cells]
    columns = min(COLUMNS, len(others)) if not cells else max(1, max(column for column, _ in cells.values()) + 1)
    cells |= {index: (number % columns, below + number // columns) for number, index in enumerate(others)}
    return [cells[index] for index in range(len(tiles))]


def _grid(points: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Cells that keep the order of the points from west to east and north to south with the least distortion.

    Begins with rows of equal length and exchanges cells, empty ones too, as long as that betters it. No chance in it.
    """
    if len(points) < 2:
        return [(0, 0)] * len(points)
    columns = min(COLUMNS, ceil(sqrt(len(points))))
    rows = ceil(len(points) / columns)
    wanted = _wanted(points, columns, rows)
    order = sorted(range(len(points)), key=lambda index: (wanted[index][1], wanted[index][0], index))
    cells: list[tuple[int, int]] = [(0, 0)] * len(points)
    for number, index in enumerate(order):
        cells[index] = (number % columns, number // columns)
    every = [(column, row) for row in range(rows) for column in range(columns)]
    best = _strain(points, wanted, cells)
    improved = len(points) <= MOST_EXCHANGED
    while improved:
        improved = False
        for index in range(len(points)):
            for cell in every:
                tried = list(cells)
                if cell in tried:
                    tried[tried.index(cell)] = tried[index]
                tried[index] = cell
                strain = _strain(points, wanted, tried)
                if strain < best - 1e-9:
                    best, cells, improved = strain, tried, True
    return _tight(cells)


def _wanted(points: Sequence[tuple[float, float]], columns: int, rows: int) -> list[tuple[float, float]]:
    """Where each would lie in the grid: half by its place on the ground, half by its rank, which opens up a crowd."""
    return [
        (
            _between([x for x, _ in points], x) * (columns - 1),
            (1 - _between([y for _, y in points], y)) * (rows - 1),
        )
        for x, y in points
    ]


def _between(values: Sequence[float], value: float) -> float:
    low, high = min(values), max(values)
    linear = (value - low) / (high - low) if high > low else 0.5
    ranks = sorted(values)
    rank = (ranks.index(value) + len(ranks) - 1 - ranks[::-1].index(value)) / 2 / (len(ranks) - 1)
    return (linear + rank) / 2


def _strain(
    points: Sequence[tuple[float, float]], wanted: Sequence[tuple[float, float]], cells: Sequence[tuple[int, int]]
) -> float:
    """How far the cells are from where they should be, and how many pairs stand the wrong way round."""
    strain = sum((x - column) ** 2 + (y - row) ** 2 for (x, y), (column, row) in zip(wanted, cells, strict=True))
    for index, (column, row) in enumerate(cells):
        for other in range(index):
            across, down = column - cells[other][0], row - cells[other][1]
            east, south = wanted[index][0] - wanted[other][0], wanted[index][1] - wanted[other][1]
            strain += max(0.0, -across * east) + max(0.0, -down * south)
    return strain


def _tight(cells: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without columns and rows in which nothing lies."""
    columns, rows = sorted({column for column, _ in cells}), sorted({row for _, row in cells})
    return [(columns.index(column), rows.index(row)) for column, row in cells]
