"""A table as CSV (RFC 4180) that spreadsheets open rightly: UTF-8 with its mark, and no text that they would execute.

Spreadsheets take text that begins with certain signs for a formula. Such text gets one quote before it, and so does
text that begins with a quote: whoever takes one quote off every text that has one there gets what was written.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO
from typing import Any

from generator.tabular.columns import Cell, Row, Table, Type

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
STARTS_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")
QUOTE = "'"


def to_csv(table: Table) -> bytes:
    """The table with its keys in the first line."""
    return head_of(table) + lines_of(table.rows)


def head_of(table: Table) -> bytes:
    """What stands in its file before the first row."""
    return BYTE_ORDER_MARK + lines_of([[column.key for column in table.columns]])


def lines_of(rows: Iterable[Row]) -> bytes:
    """Rows as lines."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([[written(cell) for cell in row] for row in rows])
    return text.getvalue().encode()


def rows_in(table: Table, content: bytes) -> list[Row]:
    """The rows of a file that :func:`to_csv` has written: texts, numbers, yes or no; nothing is an empty text."""
    lines = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    next(lines)
    rows: list[list[Any]] = list(lines)
    for number, column in enumerate(table.columns):
        if column.type.is_number:
            for row in rows:
                if row[number]:
                    row[number] = Decimal(row[number])
        elif column.type is Type.YES_NO:
            for row in rows:
                row[number] = {"true": True, "false": False}.get(row[number])
        else:
            for row in rows:
                if row[number][:1] == QUOTE:
                    row[number] = row[number][1:]
    return [tuple(row) for row in rows]


def written(cell: Cell) -> str:
    """A cell as text: numbers exact and without groups, and nothing that would be taken for a formula."""
    if type(cell) is str:
        return QUOTE + cell if cell and (cell[0] in STARTS_FORMULA or cell[0] == QUOTE) else cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return plain_number(cell) if isinstance(cell, Decimal) else str(cell)


def plain_number(number: Decimal) -> str:
    """All digits of a number, without an exponent."""
    return f"{number:f}"
