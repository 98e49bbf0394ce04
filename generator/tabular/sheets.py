"""A sheet whose rows are handed over whole: the library makes a cell in some twenty calls, and there are millions.

The bytes are those that come of writing cell by cell; a test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.tabular.columns import Cell, Row

LONGEST_TEXT = 32_767
"""UTF-16 units of a cell."""
BLOCK = 16
"""Rows of a sheet that say together which columns they reach over."""

_Kept = list[tuple[int, int | float | bool]]
"""Cells that hold something: the number of the column, and the number of a shared text, a number, or yes or no."""


class RowSheet(Worksheet):  # type: ignore[misc] # the library has no types
    """A worksheet with heads that are written cell by cell, over all columns, and rows below them."""

    dim_rowmax: int

    def write_below(self, heads: int, rows: Iterable[Row], looks: Sequence[Any]) -> None:
        """The rows after so many lines of heads; ``looks`` are the formats of the columns' numbers."""
        index = self.str_table._get_shared_string_index
        self._heads, self._looks = heads, looks
        self._kept = [_kept(row, index) for row in rows]
        self._check_dimensions(heads - 1 + len(self._kept), 0)

    def _write_rows(self) -> None:
        last, self.dim_rowmax = self.dim_rowmax, self._heads - 1
        super()._write_rows()
        self.dim_rowmax = last
        self.fh.writelines(self._lines())

    def _lines(self) -> Iterator[str]:
        """Each row as XML."""
        names = [xl_col_to_name(number) for number in range(self.dim_colmax + 1)]
        numbered = enumerate(self._kept, self._heads)
        for block, of_block in groupby(numbered, lambda one: one[0] // BLOCK):
            rows = list(of_block)
            first = 0 if block * BLOCK < self._heads else min(row[0][0] for _, row in rows)
            end = self.dim_colmax if block * BLOCK < self._heads else max(row[-1][0] for _, row in rows)
            for line, row in rows:
                yield f'<row r="{line + 1}" spans="{first + 1}:{end + 1}">'
                for number, value in row:
                    if type(value) is int:
                        yield f'<c r="{names[number]}{line + 1}" t="s"><v>{value}</v></c>'
                    elif type(value) is float:
                        look = self._looks[number]
                        style = f' s="{look._get_xf_index()}"' if look else ""
                        yield f'<c r="{names[number]}{line + 1}"{style}><v>{value:.16G}</v></c>'
                    else:
                        yield f'<c r="{names[number]}{line + 1}" t="b"><v>{value:d}</v></c>'
                yield "</row>"


def _kept(row: Row, index: Callable[[str], int]) -> _Kept:
    kept: _Kept = []
    for number, cell in enumerate(row):
        if type(cell) is str:
            if cell:
                kept.append((number, index(_fitting(cell))))
        elif cell is not None:
            value = in_sheet(cell)
            kept.append((number, index(value) if isinstance(value, str) else value))
    return kept


def in_sheet(cell: Cell) -> str | float | bool:
    """A cell as a spreadsheet has it: text, yes or no, or a number that is still exact there."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, Decimal | int) and is_exact(cell):
        return float(cell)
    return _fitting(f"{cell:f}" if isinstance(cell, Decimal) else str(cell))


def is_exact(number: Decimal | int) -> bool:
    """Whether a spreadsheet keeps all digits: it has fifteen. What does not fit is written as text."""
    return len(Decimal(number).normalize().as_tuple().digits) <= 15


def _fitting(text: str) -> str:
    if len(text) <= LONGEST_TEXT // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
