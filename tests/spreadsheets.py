"""Downloads as whoever opens them in a spreadsheet reads them."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineWorkbook

from generator.tabular.comma_separated import BYTE_ORDER_MARK


def read_csv(content: bytes) -> list[dict[str, str]]:
    """A download as whoever follows the notes reads it: one quote comes off each cell that begins with one."""
    assert content.startswith(BYTE_ORDER_MARK)
    head, *rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    return [{key: cell.removeprefix("'") for key, cell in zip(head, row, strict=True)} for row in rows]


def read_xlsx(content: bytes, sheet: str, languages: int = 2) -> list[dict[str, Any]]:
    """The rows of a sheet by the keys that stand below its labels."""
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()
    head = rows[languages]
    return [dict(zip(head, row, strict=True)) for row in rows[languages + 1 :]]
