"""Cells of the downloads: whatever is written comes back as it was, and is nothing that a spreadsheet executes."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from generator.tabular.columns import Column, Table, Type
from generator.tabular.comma_separated import STARTS_FORMULA, to_csv
from generator.tabular.sheets import is_exact
from generator.tabular.workbooks import Notes, to_xlsx
from tests.spreadsheets import read_csv, read_xlsx

SIGNS = sorted(STARTS_FORMULA | {"'", "''", '"', ",", "\r\n"})
HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.builds("".join, st.tuples(st.sampled_from(SIGNS), st.text("=,;\"'a\n\r"))),
)  # fmt: skip


def table_of(*columns: list[Any], type_: Type = Type.TEXT) -> Table:
    """A table whose columns are these."""
    heads = tuple(Column(f"c{number}", type_, {"zh": "列", "en": "column"}) for number in range(len(columns)))
    return Table("trial", "trial", "", {"zh": "试验", "en": "Trial"}, heads, lambda: zip(*columns, strict=True))


@given(st.lists(HOSTILE, min_size=1))
def test_any_text_comes_back_from_csv_as_it_was_and_begins_no_formula(texts: list[str]) -> None:
    content = to_csv(table_of(texts))
    assert [row["c0"] for row in read_csv(content)] == texts
    cells = [row[0] for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))]
    assert not [cell for cell in cells if cell[0] in STARTS_FORMULA]


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2), min_size=1))
def test_any_number_is_a_number_in_csv_with_all_its_digits(numbers: list[Decimal]) -> None:
    cells = [row["c0"] for row in read_csv(to_csv(table_of(numbers)))]
    assert [Decimal(cell) for cell in cells] == numbers
    assert not [cell for cell in cells if "'" in cell or "E" in cell]


NOTES = Notes("notes", ["zh"], [["=1+1"]], "columns", ["c"], {type_: ["x"] for type_ in Type})


@given(st.lists(st.text("=+-@'\"abc<>&_x0041\u00e9\u4e2d\uff1d ", min_size=1), min_size=1))
def test_text_in_a_workbook_is_text_whatever_it_says(texts: list[str]) -> None:
    content = to_xlsx([table_of(texts)], NOTES)
    # The reader gives texts without the spaces at their ends.
    assert [str(row["c0"]).strip() for row in read_xlsx(content, "trial")] == [text.strip() for text in texts if text]
    with ZipFile(BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"hyperlink" in sheet]


def test_numbers_that_a_spreadsheet_would_round_are_text_in_a_workbook() -> None:
    small, large = Decimal("9949.50"), Decimal("12345678901234567.89")
    assert is_exact(small) and not is_exact(large)
    rows = read_xlsx(to_xlsx([table_of([small, large], type_=Type.NUMBER)], NOTES), "trial")
    assert [row["c0"] for row in rows] == [9949.5, "12345678901234567.89"]
