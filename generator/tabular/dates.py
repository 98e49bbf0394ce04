"""The table of the dates on which events are held: computed or announced, and marked as the one or the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.occasions import occasions
from generator.tabular.columns import Cell, Column, Row, Table, Type
from generator.tabular.margins import Margins
from generator.tabular.sections import BETWEEN, Field
from generator.values.names import Term
from generator.values.stated import Statement
from generator.values.text import LocalizedText

AFTER = 5
"""Years after today's, of which the table holds the dates."""
_KEY = "occasion"
_Rest = tuple[Statement[Any] | None, str, Sequence[str]]
"""What a date rests on where it was announced, its status, and what is unusual about it."""


def dates_of_events(catalogue: Catalogue, margins: Margins) -> Table:
    """A row for each time of an event, and one for each of its named days; none where today is not known."""
    labels, sections = margins.labels, margins.sections
    whole = labels.of(_KEY)

    def field(name: str, type_: type) -> Field:
        return Field(f"{_KEY}.{name}", labels.part(whole, name), type_, "event_status" if name == "status" else "")

    def plain(name: str, type_: Type) -> Column:
        return Column(f"{_KEY}.{name}", type_, labels.part(whole, name))

    named, status = sections.of(field("named", LocalizedText)), sections.of(field("status", Term))
    columns = margins.around(
        [
            plain("start", Type.DATE),
            plain("end", Type.DATE),
            *named.columns,
            plain("by_calendar", Type.TEXT),
            plain("standing", Type.ID),
            *status.columns,
            plain("oddities", Type.IDS),
        ],
        inner=True,
    )

    def line(
        entry: Entry, path: str, days: Sequence[date | None], name: LocalizedText | None, of: str, rest: _Rest
    ) -> Row:
        announced, known, oddities = rest
        cells: list[Cell] = [day.isoformat() if day else None for day in days]
        cells += [*(named.fill(name) if name else named.blank), of or None]
        cells += ["announced" if announced else "computed", *status.fill(Term("event_status", known))]
        cells.append(BETWEEN.join(dict.fromkeys(oddities)) or None)
        return margins.row(entry, cells, path, announced.sources if announced else ())

    def rows_of(entry: Entry) -> Iterator[Row]:
        today = catalogue.surroundings.as_of
        if today is None:
            return
        for one in occasions(entry, date(today.year, 1, 1), date(today.year + AFTER, 12, 31)):
            rule = entry.record.rule
            of = str(rule.first.value) if rule and rule.first.value else ""
            odd = [str(oddity) for _, oddity in one.oddities]
            yield line(entry, f"rule.{one.key}", (one.start, one.end), None, of, (one.announced, one.status, odd))
            for day in one.days:
                path, odd = f"days.{day.number}.{one.key}", [str(oddity) for oddity in day.oddities]
                told = (day.announced, day.status, odd)
                yield line(entry, path, (day.day, day.day), day.name, str(day.of), told)

    def make() -> Iterator[Row]:
        for entry in catalogue.of_kind("event"):
            yield from rows_of(entry)

    titles = {
        one.code: one.word(
            "columns.part", whole=one.word("kinds.event.many"), part=one.word("columns.tables.occasions")
        )
        for one in labels.languages
    }
    return Table("events-dates", "event", _KEY, titles, columns, make, rows_of)

