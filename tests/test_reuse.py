"""A sheet that is made of an earlier one is the sheet that is made of nothing."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.tabular import reuse
from generator.tabular.columns import Column, Row, Table, Type
from generator.tabular.comma_separated import to_csv
from generator.tabular.reuse import Former, Sheet, sheets_in
from generator.tabular.workbooks import Notes, to_xlsx

NOTES = Notes("notes", ["zh"], [["=1+1"]], "columns", ["c"], {type_: ["x"] for type_ in Type})
TEXTS = st.sampled_from(
    ["", "a", "'b", "=c", '"', "\r\n", "x\r\ny,\r\nz", '<row r="5">', "</row>", "<sheetViews", " d "]
)
ROWS = st.lists(
    st.tuples(st.integers(1, 9).map(str), TEXTS, st.none() | st.decimals(0, 99, places=2), st.none() | st.booleans()),
    max_size=12,
)  # fmt: skip


def table_of(rows: list[Row], label: str = "列") -> Table:
    types = Type.ID, Type.TEXT, Type.AMOUNT, Type.YES_NO
    columns = tuple(Column(f"c{number}", type_, {"zh": label}) for number, type_ in enumerate(types))
    return Table("trial", "trial", "", {"zh": "试验"}, columns, lambda: rows)


def made_of(former: Table, table: Table) -> bytes:
    before = Former(to_csv(former), sheets_in(to_xlsx([former], NOTES))["trial"])
    return to_xlsx([table], NOTES, lambda one: Sheet(one, to_csv(one), before))


@given(ROWS, ROWS, st.data())
def test_a_workbook_made_of_an_earlier_one_is_the_one_made_of_nothing(
    before: list[Row], new: list[Row], data: st.DataObject
) -> None:
    after = data.draw(st.permutations([*before, *new]))[: data.draw(st.integers(0, 20))]
    for rows in (after, before):
        assert made_of(table_of(before), table_of(list(rows))) == to_xlsx([table_of(list(rows))], NOTES)


def test_rows_whose_lines_are_the_same_are_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[Row] = [(str(number), "text", Decimal(number), True) for number in range(50)]
    made: list[int] = []
    make = reuse.rows_from
    monkeypatch.setattr(reuse, "rows_from", lambda line, *more: made.append(line) or make(line, *more))
    changed = [*rows[:20], ("20", "other", None, None), *rows[20:]]
    content = made_of(table_of(rows), table_of(changed))
    assert made == [3, 2 + 1 + 20]  # the earlier workbook as a whole, then the one row
    assert content == to_xlsx([table_of(changed)], NOTES)


def test_of_a_sheet_with_other_heads_nothing_is_taken() -> None:
    rows: list[Row] = [("a", "text", None, True)]
    table = table_of([*rows, ("b", "", None, None)], "heading")
    assert made_of(table_of(rows), table) == to_xlsx([table], NOTES)


def test_a_sheet_is_the_same_in_every_workbook() -> None:
    one, other = table_of([("a", "text", Decimal("1.50"), True)]), table_of([("b", "=1", None, False)])
    second = Table("second", "trial", "", other.titles, other.columns, other.make)
    alone, beside = to_xlsx([second], NOTES), to_xlsx([one, second], NOTES)
    assert sheets_in(alone)["second"] == sheets_in(beside)["second"]
    with ZipFile(BytesIO(beside)) as archive:
        assert archive.testzip() is None
