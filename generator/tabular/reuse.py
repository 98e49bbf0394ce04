"""The sheets of tables, each made once for all workbooks that it stands in, and what of them an earlier build made.

The rows of a sheet follow from the lines of its table's CSV, one from each. So the sheet of a table whose CSV is the
same is taken over as it is; of one that differs, the rows whose lines are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from generator.tabular.archives import Member, deflated, members
from generator.tabular.columns import Row, Table
from generator.tabular.comma_separated import head_of, rows_in
from generator.tabular.sheets import END, PLACE, moved, rows_from

_HEAD, _END_OF_LINE = "xl/workbook.xml", b"\r\n"
_NAME = re.compile(rb'<sheet name="([^"]*)" sheetId="(\d+)"')
_LAST = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"/>')
_BEFORE_LAST = 1000
"""Bytes of a sheet among which its last row is told."""
_SAME = b"<sheetViews"
"""Where begins, in a sheet, what does not tell how many rows there are."""


@dataclass(frozen=True)
class Former:
    """A sheet that an earlier build made, and the CSV of its table then."""

    csv: bytes
    sheet: Member

    @property
    def last(self) -> int | None:
        """Its last row, counted from one."""
        found = _LAST.search(self.sheet.beginning(_BEFORE_LAST))
        return int(found[1]) if found else None


def sheets_in(workbook: bytes) -> dict[str, Member]:
    """Name of a sheet → it, as it lies in a workbook of ours."""
    there = members(workbook)
    named = _NAME.findall(there[_HEAD].whole()) if _HEAD in there else []
    files = {name.decode(): f"xl/worksheets/sheet{number.decode()}.xml" for name, number in named}
    return {name: there[file] for name, file in files.items() if file in there}


class Sheet:
    """The sheet of a table."""

    def __init__(self, table: Table, csv: bytes, former: Former | None = None) -> None:
        self._table, self._csv, self._former = table, csv, former
        self.heads = len(table.titles) + 1
        """Lines of heads: what the columns are called in each language, then their keys."""
        self._made: Member | None = None

    @cached_property
    def count(self) -> int:
        """How many rows are below the heads."""
        if self._is_same and self._former and (last := self._former.last):
            return last - self.heads
        return len(self._lines or self._rows)

    def around(self, frame: bytes, heads: Sequence[bytes], styles: Sequence[str]) -> Member:
        """The whole sheet, given what the library makes around the rows, and its heads as rows; ``styles`` are the
        attributes of numbers, by column."""
        if self._made is None:
            if self._is_same and self._former and self._former.last:
                self._made = self._former.sheet
            else:
                before, _, after = frame.partition(PLACE)
                begin = before + b"".join(heads)
                rows = b"".join(self._as_text(begin.partition(_SAME)[2], styles))
                self._made = deflated(b"".join([begin, rows, after]))
        return self._made

    @property
    def _is_same(self) -> bool:
        return self._former is not None and self._former.csv == self._csv

    @cached_property
    def _rows(self) -> list[Row]:
        return rows_in(self._table, self._csv)

    @cached_property
    def _lines(self) -> list[bytes]:
        return _lines_of(self._csv)

    def _as_text(self, begin: bytes, styles: Sequence[str]) -> Iterator[bytes]:
        """The rows as XML; ``begin`` is what stands before them but for the first bytes."""
        first, former, known = self.heads + 1, self._former, {}
        if former and self._lines:
            lines, rows = _lines_of(former.csv), _rows_below(former.sheet.whole(), begin)
            known = dict(zip(lines, rows, strict=True)) if len(lines) == len(rows) else {}
        if not known:
            yield from rows_from(first, self._rows, styles)
            return
        head = head_of(self._table)
        for is_known, group in groupby(enumerate(self._lines, first), lambda one: one[1] in known):
            numbered = list(group)
            if is_known:
                for number, line in numbered:
                    row = known[line]
                    yield row if row.startswith(b'<row r="%d">' % number) else moved(row, number)
            else:
                made = rows_in(self._table, head + b"".join(line + _END_OF_LINE for _, line in numbered))
                yield from rows_from(numbered[0][0], made, styles)


def _lines_of(csv: bytes) -> list[bytes]:
    """The lines below the head, if each is a row: none, where one ends within a text."""
    lines = csv.split(_END_OF_LINE)[1:-1]
    return [] if any(line.count(b'"') % 2 for line in lines) else lines


def _rows_below(sheet: bytes, begin: bytes) -> list[bytes]:
    """The rows of a sheet, if it began so."""
    found = sheet.partition(_SAME)[2]
    if not found.startswith(begin):
        return []
    return [row + END for row in found[len(begin) :].split(END)[:-1]]
