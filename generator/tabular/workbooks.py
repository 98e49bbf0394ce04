"""Tables as XLSX: typed cells, a sheet each, and a first sheet that says what bases, units and columns mean.

Nothing of it is a formula or a link, whatever the text; the same tables give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from generator.tabular.archives import Member, to_zip
from generator.tabular.columns import Table, Type
from generator.tabular.comma_separated import to_csv

if TYPE_CHECKING:
    from generator.tabular.reuse import Sheet

LONGEST_NAME = 31
"""Characters of a sheet's name."""
_FIRST = 3
"""The number of the first sheet that is a table: before it stand the notes, and what the columns mean."""
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


def to_xlsx(tables: Iterable[Table], notes: Notes, sheet_of: Callable[[Table], Sheet] | None = None) -> bytes:
    """A workbook of the tables that have rows, and of those of whole records in any case.

    ``sheet_of`` gives the sheet of a table where it is at hand already.
    """
    from xlsxwriter import Workbook  # loaded only where one is written

    from generator.tabular.reuse import Sheet
    from generator.tabular.sheets import RoomySheet, rows_from

    sheet_of = sheet_of or (lambda table: Sheet(table, to_csv(table)))
    made = [(table, sheet_of(table)) for table in tables]
    shown = [(table, sheet) for table, sheet in made if (table.kind and not table.of_field) or sheet.count]
    buffer = BytesIO()
    book = Workbook(buffer, OPTIONS)
    # Whoever builds it, and whenever: nothing in the file tells.
    book.set_properties({"created": datetime(2000, 1, 1)})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EFEAE0"}),
        "key": book.add_format({"italic": True, "font_color": "#555555", "bg_color": "#EFEAE0"}),
        Type.AMOUNT: book.add_format({"num_format": "#,##0.00"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    # Numbered here, in this order: a sheet must not depend on what stands before it.
    style = {name: f' s="{look._get_xf_index()}"' for name, look in looks.items()}
    _notes(book, notes, looks)
    _columns(book, notes, [table for table, _ in shown], looks)
    for table, sheet in shown:
        frame = book.add_worksheet(table.name[:LONGEST_NAME], RoomySheet)
        frame.make_room(sheet.heads + sheet.count, len(table.columns))
        for number, column in enumerate(table.columns):
            frame.set_column(number, number, WIDTHS.get(column.type, 24))
        frame.freeze_panes(sheet.heads, 1)
        frame.autofilter(sheet.heads - 1, 0, sheet.heads - 1 + sheet.count, len(table.columns) - 1)
    book.close()
    with ZipFile(buffer) as archive:
        files: dict[str, bytes | Member] = {name: archive.read(name) for name in archive.namelist()}
    for number, (table, sheet) in enumerate(shown, _FIRST):
        labels = [[column.labels[code] for column in table.columns] for code in table.titles]
        heads = rows_from(1, labels, (), style["head"])
        heads += rows_from(sheet.heads, [[column.key for column in table.columns]], (), style["key"])
        numbers = [style.get(column.type, "") for column in table.columns]
        file = f"xl/worksheets/sheet{number}.xml"
        frame_made = files[file]
        assert isinstance(frame_made, bytes)
        files[file] = sheet.around(frame_made, heads, numbers)
    return to_zip(files)


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
