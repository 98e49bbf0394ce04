"""Tables as XLSX: typed cells, a sheet each, and a first sheet that says what bases, units and columns mean.

Nothing of it is a formula or a link, whatever the text; the same tables give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from generator.tabular.columns import Row, Table, Type

LONGEST_NAME = 31
"""Characters of a sheet's name."""
WIDTHS = {Type.TEXT: 36, Type.ID: 20, Type.IDS: 24, Type.NUMBER: 14, Type.AMOUNT: 20, Type.DATE: 12, Type.YES_NO: 10}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Notes:
    """What stands on the first two sheets, in the publication's languages, one beside the other."""

    sheet: str
    heads: Sequence[str]
    lines: Sequence[Sequence[str]]
    """A line of the notes in each language."""
    columns_sheet: str
    column_heads: Sequence[str]
    types: Mapping[Type, Sequence[str]]
    """What a type of column holds, in each language."""


def to_xlsx(tables: Iterable[Table], notes: Notes, rows: Callable[[Table], Sequence[Row]] | None = None) -> bytes:
    """A workbook of the tables that have rows, and of those of whole records in any case.

    ``rows`` gives the rows of a table where they are at hand already.
    """
    from generator.tabular.sheets import RowBook  # loaded only where one is written

    rows = rows or (lambda table: table.rows)
    shown = [table for table in tables if (table.kind and not table.of_field) or rows(table)]
    buffer = BytesIO()
    book = RowBook(buffer, OPTIONS)
    # Whoever builds it, and whenever: nothing in the file tells.
    book.set_properties({"created": datetime(2000, 1, 1)})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EFEAE0"}),
        "key": book.add_format({"italic": True, "font_color": "#555555", "bg_color": "#EFEAE0"}),
        Type.AMOUNT: book.add_format({"num_format": "#,##0.00"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _notes(book, notes, looks)
    _columns(book, notes, shown, looks)
    for table in shown:
        _sheet(book, table, rows(table), looks)
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, table: Table, rows: Sequence[Row], looks: Mapping[Any, Any]) -> None:
    from generator.tabular.sheets import RowSheet

    sheet = book.add_worksheet(table.name[:LONGEST_NAME], RowSheet)
    heads = [[column.labels[code] for column in table.columns] for code in table.titles]
    for line, labels in enumerate(heads):
        for number, label in enumerate(labels):
            sheet.write_string(line, number, label, looks["head"])
    first = len(heads) + 1
    for number, column in enumerate(table.columns):
        sheet.write_string(first - 1, number, column.key, looks["key"])
        sheet.set_column(number, number, WIDTHS.get(column.type, 24))
    sheet.freeze_panes(first, 1)
    sheet.autofilter(first - 1, 0, first - 1 + len(rows), len(table.columns) - 1)
    sheet.write_below(first, rows, [looks.get(column.type) for column in table.columns])


def _notes(book: Any, notes: Notes, looks: Mapping[Any, Any]) -> None:
    sheet = book.add_worksheet(notes.sheet[:LONGEST_NAME])
    for number, head in enumerate(notes.heads):
        sheet.set_column(number, number, 64)
        sheet.write_string(0, number, head, looks["head"])
    for line, texts in enumerate(notes.lines, 1):
        for number, text in enumerate(texts):
            sheet.write_string(line, number, text, looks["wrap"])


def _columns(book: Any, notes: Notes, tables: Sequence[Table], looks: Mapping[Any, Any]) -> None:
    sheet = book.add_worksheet(notes.columns_sheet[:LONGEST_NAME])
    for number, head in enumerate(notes.column_heads):
        sheet.set_column(number, number, 28)
        sheet.write_string(0, number, head, looks["head"])
    line = 1
    for table in tables:
        for column in table.columns:
            texts = [table.name, column.key, *column.labels.values(), *notes.types[column.type], column.of]
            for number, text in enumerate(texts):
                sheet.write_string(line, number, text)
            line += 1
    sheet.freeze_panes(1, 0)
