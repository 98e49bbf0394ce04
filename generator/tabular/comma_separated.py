"""A table as CSV (RFC 4180) that spreadsheets open rightly: UTF-8 with its mark, and no text that they would execute.

Spreadsheets take text that begins with certain signs for a formula. Such text gets one quote before it, and so does
text that begins with a quote: whoever takes one quote off every text that has one there gets what was written.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

from generator.tabular.columns import Cell, Table

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
STARTS_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")
QUOTE = "'"


def to_csv(table: Table) -> bytes:
    """The table with its keys in the first line."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.key for column in table.columns])
    writer.writerows([[written(cell) for cell in row] for row in table.rows])
    return BYTE_ORDER_MARK + text.getvalue().encode()


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
