"""Rows that are written as a whole are the bytes that the library writes cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from generator.tabular.columns import Cell
from generator.tabular.sheets import LONGEST_TEXT, RowBook, RowSheet, in_sheet

WIDTH = 4
CELLS = st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3)
TEXTS = st.text("=0 \t<&>'\"ab\x01_x0041\u4e2d\U0001f3d4", max_size=6)
ROWS = st.lists(st.tuples(TEXTS.filter(bool), *[CELLS | TEXTS] * (WIDTH - 1)), max_size=40)


def workbook(rows: Sequence[Sequence[Cell]], heads: int, *, whole: bool) -> dict[str, bytes]:
    """The files in a workbook of one sheet, its rows written whole or by the library's own calls."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = (RowBook if whole else xlsxwriter.Workbook)(buffer, options)
    book.set_properties({"created": datetime(2000, 1, 1)})
    amount = book.add_format({"num_format": "#,##0.00"})
    sheet: Any = book.add_worksheet("trial", RowSheet if whole else None)
    looks = [None, amount, None, amount]
    for line in range(heads):
        for number in range(WIDTH):
            sheet.write_string(line, number, f"head {number}")
    sheet.set_column(1, 1, 20)
    if whole:
        sheet.write_below(heads, rows, looks)
    else:
        for line, row in enumerate(rows, heads):
            for number, cell in enumerate(row):
                written(sheet, line, number, cell, looks[number])
    book.close()
    with ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(sheet: Any, line: int, number: int, cell: Cell, look: Any) -> None:
    if cell is None or cell == "":
        return
    value = in_sheet(cell)
    if isinstance(value, bool):
        sheet.write_boolean(line, number, value)
    elif isinstance(value, float):
        sheet.write_number(line, number, value, look)
    else:
        sheet.write_string(line, number, value)


@given(ROWS, st.integers(1, 18))
def test_rows_written_whole_are_the_same_bytes_as_cell_by_cell(rows: list[Sequence[Cell]], heads: int) -> None:
    assert workbook(rows, heads, whole=True) == workbook(rows, heads, whole=False)


@pytest.mark.parametrize("text", [sign * LONGEST_TEXT for sign in ("中文", "\U0001f3d4", "a\U0001f3d4")])
def test_text_too_long_for_a_cell_ends_with_a_whole_character(text: str) -> None:
    kept = in_sheet(text)
    assert isinstance(kept, str) and text.startswith(kept)
    assert LONGEST_TEXT - 1 <= len(kept.encode("utf-16-le")) // 2 <= LONGEST_TEXT


def test_numbers_keep_their_digits_or_become_text() -> None:
    assert in_sheet(Decimal("9949.50")) == 9949.5 and in_sheet(True) is True
    assert in_sheet(Decimal("12345678901234567.89")) == "12345678901234567.89"
