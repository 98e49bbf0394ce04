"""Rows that are written as text are the bytes that the library writes cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from generator.tabular.columns import Cell
from generator.tabular.sheets import LONGEST_TEXT, PLACE, RoomySheet, in_sheet, moved, rows_from

WIDTH = 4
CELLS = st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3)
TEXTS = st.text("=0 \t<&>'\"ab\x01_x0041\u4e2d\U0001f3d4", max_size=6)
ROWS = st.lists(st.tuples(TEXTS.filter(bool), *[CELLS | TEXTS] * (WIDTH - 1)), max_size=40)


def by_cell(rows: Sequence[Sequence[Cell]]) -> bytes:
    """The sheet that the library makes of rows, called for each cell, when it is to keep texts where they stand."""
    buffer = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    amount = book.add_format({"num_format": "#,##0.00"})
    sheet: Any = book.add_worksheet("trial")
    looks = [None, amount, None, amount]
    sheet.set_column(1, 1, 20)
    for line, row in enumerate(rows):
        for number, cell in enumerate(row):
            written(sheet, line, number, cell, looks[number])
    book.close()
    with ZipFile(buffer) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def as_whole(rows: Sequence[Sequence[Cell]]) -> bytes:
    """The same sheet, its rows written as text."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet: Any = book.add_worksheet("trial", RoomySheet)
    sheet.set_column(1, 1, 20)
    sheet.make_room(len(rows), WIDTH)
    book.close()
    with ZipFile(buffer) as archive:
        frame = archive.read("xl/worksheets/sheet1.xml")
    styles = ["", ' s="1"', "", ' s="1"']
    return frame.replace(PLACE, b"".join(rows_from(1, rows, styles)))


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


@given(ROWS)
def test_rows_written_as_text_are_the_same_bytes_as_cell_by_cell(rows: list[Sequence[Cell]]) -> None:
    rows = [*rows, ["last", *[1] * (WIDTH - 1)]]
    assert as_whole(rows) == by_cell(rows)


@given(ROWS, st.integers(1, 2000))
def test_a_row_that_is_moved_is_the_row_that_is_written_there(rows: list[Sequence[Cell]], line: int) -> None:
    styles = ["", ' s="1"', "", ' s="1"']
    there = rows_from(line, rows, styles)
    assert [moved(row, number) for number, row in enumerate(rows_from(7, rows, styles), line)] == there


@pytest.mark.parametrize("text", [sign * LONGEST_TEXT for sign in ("中文", "\U0001f3d4", "a\U0001f3d4")])
def test_text_too_long_for_a_cell_ends_with_a_whole_character(text: str) -> None:
    kept = in_sheet(text)
    assert isinstance(kept, str) and text.startswith(kept)
    assert LONGEST_TEXT - 1 <= len(kept.encode("utf-16-le")) // 2 <= LONGEST_TEXT


def test_numbers_keep_their_digits_or_become_text() -> None:
    assert in_sheet(Decimal("9949.50")) == 9949.5 and in_sheet(True) is True
    assert in_sheet(Decimal("12345678901234567.89")) == "12345678901234567.89"
