"""A sheet whose rows are handed over whole: the library makes a cell in some twenty calls, and there are millions.

The bytes are those that come of writing cell by cell; a test holds one against the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.tabular.columns import Cell, Row

LONGEST_TEXT = 32_767
"""UTF-16 units of a cell."""
_SHORT = LONGEST_TEXT // 2
"""Characters that fit, whichever they are."""
DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""
BLOCK = 16
"""Rows of a sheet that say together which columns they reach over."""
_Written = tuple[int, int, str]

_STYLE = "\0"
"""Stands for the number of a format, which is known last, before the number of its column; no cell holds the sign."""
_UNUSUAL = re.compile(r"[<>&\x00-\x1f\x7f\ufffe\uffff]|_x|\A\s|\s\Z")
"""In a text that the library writes in another way than as it is."""


class RowSheet(Worksheet):  # type: ignore[misc] # the library has no types
    """A worksheet with heads that are written cell by cell, over all columns, and rows below them."""

    dim_rowmax: int

    def write_below(self, heads: int, rows: Iterable[Row], looks: Sequence[Any]) -> None:
        """The rows after so many lines of heads; ``looks`` are the formats of the columns' numbers."""
        self._heads, self._looks = heads, looks
        self._rows = [self._written(line, row) for line, row in enumerate(rows, heads + 1)]
        self.str_table.unique_count = len(self.str_table.string_table)
        self._check_dimensions(heads - 1 + len(self._rows), 0)

    def _written(self, line: int, row: Row) -> _Written:
        """A row's cells as XML, and the first and the last column that hold something."""
        shared = self.str_table.string_table
        cells: list[str] = []
        first, last, texts = -1, 0, 0
        for number, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            first, last = number if first < 0 else first, number
            value = (cell if len(cell) <= _SHORT else _fitting(cell)) if type(cell) is str else in_sheet(cell)
            if type(value) is str:
                texts += 1
                place = shared.setdefault(value, len(shared))
                cells.append(f'<c r="{column_name(number)}{line}" t="s"><v>{place}</v></c>')
            elif type(value) is float:
                style = f"{_STYLE}{number}{_STYLE}" if self._looks[number] else ""
                cells.append(f'<c r="{column_name(number)}{line}"{style}><v>{value:.16G}</v></c>')
            else:
                cells.append(f'<c r="{column_name(number)}{line}" t="b"><v>{value:d}</v></c>')
        self.str_table.count += texts
        return first, last, "".join(cells)

    def _write_rows(self) -> None:
        last, self.dim_rowmax = self.dim_rowmax, self._heads - 1
        super()._write_rows()
        self.dim_rowmax = last
        body = "".join(self._lines())
        # A format has its number from when it is first asked for: in the order of the cells, and only if one has it.
        places = {body.find(f"{_STYLE}{number}{_STYLE}"): number for number, look in enumerate(self._looks) if look}
        for place, number in sorted(places.items()):
            if place >= 0:
                style = f' s="{self._looks[number]._get_xf_index()}"'
                body = body.replace(f"{_STYLE}{number}{_STYLE}", style)
        self.fh.write(body)

    def _lines(self) -> Iterator[str]:
        """Each row as XML."""
        numbered = enumerate(self._rows, self._heads)
        for block, of_block in groupby(numbered, lambda one: one[0] // BLOCK):
            rows = list(of_block)
            first = 0 if block * BLOCK < self._heads else min(row[0] for _, row in rows)
            end = self.dim_colmax if block * BLOCK < self._heads else max(row[1] for _, row in rows)
            for line, (_, _, cells) in rows:
                yield f'<row r="{line + 1}" spans="{first + 1}:{end + 1}">{cells}</row>'


class RowBook(Workbook):  # type: ignore[misc]
    """A workbook whose texts are written all at once."""

    def _get_packager(self) -> Packager:
        return _RowPackager()


class _RowPackager(Packager):  # type: ignore[misc]
    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            shared = _Texts()
            shared.string_table = self.workbook.str_table
            shared._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            shared._assemble_xml_file()


class _Texts(SharedStrings):  # type: ignore[misc]
    def _write_sst_strings(self) -> None:
        for unusual, texts in groupby(self.string_table.string_array, lambda text: bool(_UNUSUAL.search(text))):
            if unusual:
                for text in texts:
                    self._write_si(text)
            else:
                self.fh.write(f"<si><t>{'</t></si><si><t>'.join(texts)}</t></si>")


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
