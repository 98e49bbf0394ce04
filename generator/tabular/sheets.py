"""A sheet of a workbook: what the library makes around its rows, and the rows as text.

The library makes a cell in some twenty calls, and there are millions. Texts stand in the cells themselves, not in a
list of the whole book: so a sheet depends on its own table alone and is the same in every workbook that it stands in.
The bytes are those that come of writing cell by cell so; a test holds one against the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from html import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet
from xlsxwriter.xmlwriter import XMLwriter

from generator.tabular.columns import Cell, Row

LONGEST_TEXT = 32_767
"""UTF-16 units of a cell."""
_SHORT = LONGEST_TEXT // 2
"""Characters that fit, whichever they are."""
DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""
PLACE = b"<!-- rows -->"
"""Stands for the rows in what the library makes around them, and nowhere else: it says nothing with such a sign."""
END = b"</row>"
_UNUSUAL = re.compile(r"[<>&\x00-\x1f\x7f\ufffe\uffff]|_x|\A\s|\s\Z")
"""In a text that is not written as it is."""
_PLACED = re.compile(rb'(<(?:row|c) r="[A-Z]*)\d+"')
"""Where a row, or a cell in it, says which row that is. In a text the first sign would be written otherwise."""


class RoomySheet(Worksheet):  # type: ignore[misc] # the library has no types
    """A worksheet with a place for rows."""

    def make_room(self, rows: int, columns: int) -> None:
        """So many of both are to stand there."""
        self._check_dimensions(0, 0)
        self._check_dimensions(rows - 1, columns - 1)

    def _write_rows(self) -> None:
        self.fh.write(PLACE.decode())


def rows_from(line: int, rows: Iterable[Row], styles: Sequence[str], text_style: str = "") -> list[bytes]:
    """Rows as XML. The first stands in that line, counted from one; ``styles`` are the attributes of numbers, by
    column, and ``text_style`` is that of texts."""
    return [_row(number, row, styles, text_style).encode() for number, row in enumerate(rows, line)]


def moved(row: bytes, line: int) -> bytes:
    """A row as it is in another line."""
    return _PLACED.sub(rb"\g<1>%d" % line + b'"', row)


def _row(line: int, row: Row, styles: Sequence[str], text_style: str) -> str:
    cells: list[str] = []
    for number, cell in enumerate(row):
        if cell is None or cell == "":
            continue
        value = (cell if len(cell) <= _SHORT else _fitting(cell)) if type(cell) is str else in_sheet(cell)
        if type(value) is str:
            text = _unusual(value) if _UNUSUAL.search(value) else f"<t>{value}</t>"
            cells.append(f'<c r="{column_name(number)}{line}"{text_style} t="inlineStr"><is>{text}</is></c>')
        elif type(value) is float:
            cells.append(f'<c r="{column_name(number)}{line}"{styles[number]}><v>{value:.16G}</v></c>')
        else:
            cells.append(f'<c r="{column_name(number)}{line}" t="b"><v>{value:d}</v></c>')
    return f'<row r="{line}">{"".join(cells)}</row>'


def _unusual(text: str) -> str:
    """A text that a reader of XML would not give back as it is."""
    written = XMLwriter._escape_control_characters(text)
    keep = ' xml:space="preserve"' if written[0].isspace() or written[-1].isspace() else ""
    return f"<t{keep}>{escape(written, quote=False)}</t>"


column_name = cache(xl_col_to_name)


def in_sheet(cell: Cell) -> str | float | bool:
    """A cell as a spreadsheet has it: text, yes or no, or a number that is still exact there."""
    if isinstance(cell, bool):
        return cell
    text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    # No more signs than digits that fit: no need to count them.
    if isinstance(cell, Decimal | int) and (len(text) <= DIGITS or is_exact(cell)):
        return float(cell)
    return _fitting(text)


def is_exact(number: Decimal | int) -> bool:
    """Whether a spreadsheet keeps all digits: it has fifteen. What does not fit is written as text."""
    return len(Decimal(number).normalize().as_tuple().digits) <= DIGITS


def _fitting(text: str) -> str:
    if len(text) <= _SHORT:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
