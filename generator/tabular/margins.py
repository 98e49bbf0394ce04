"""What every row of every table begins and ends with: its record; and sources, state, licence and page."""

from __future__ import annotations

from collections.abc import Sequence

from generator import addresses
from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records import Kind
from generator.tabular.columns import Column, Labels, Row, Type, Values
from generator.tabular.sections import Field, Sections, cited
from generator.values.stated import Citation


class Margins:
    """The first and the last columns of the tables of one kind."""

    def __init__(self, catalogue: Catalogue, labels: Labels, kind: Kind) -> None:
        self.catalogue = catalogue
        self.labels = labels
        self.kind = kind
        self.sections = Sections(catalogue, labels, kind.name)
        self._known: dict[str, tuple[Values, Values]] = {}
        publication = catalogue.publication
        self._base = publication.url.url.rstrip("/") + "/" if publication.url else ""

    def around(self, columns: Sequence[Column], *, inner: bool) -> tuple[Column, ...]:
        """All columns of a row. An ``inner`` one stands for something inside a record, and says where in it."""
        labels = self.labels
        first = [Column("id", Type.ID, labels.of("id"), self.kind.name)]
        first += self.sections.in_languages(Field("title", labels.of("title"), str))
        first += [Column("path", Type.TEXT, labels.of("path"))] if inner else []
        page = labels.of("page")
        # Services and policies have an as_of of their own: the day that they tell of, not that of the record's state.
        state = "record_as_of" if any(column.key == "as_of" for column in columns) else "as_of"
        last = [
            Column("sources", Type.IDS, labels.of("sources"), "source"),
            Column(state, Type.DATE, labels.of("record_as_of")),
            Column("version", Type.TEXT, labels.of("record_version")),
            Column("licence", Type.TEXT, labels.of("record_licence")),
            Column("page", Type.ADDRESS, page),
        ]
        last += [Column(f"page.{code}", Type.ADDRESS, labels.in_language(page, code)) for code in labels.codes[1:]]
        return (*first, *columns, *last)

    def row(self, entry: Entry, cells: Values, path: str | None = None, own: tuple[Citation, ...] = ()) -> Row:
        """The row of a record; or of what stands at ``path`` in it, which may rest on sources of its ``own``."""
        if entry.id not in self._known:
            self._known[entry.id] = self._ends(entry)
        first, (sources, *last) = self._known[entry.id]
        return (*first, *([] if path is None else [path]), *cells, cited(own) or sources, *last)

    def _ends(self, entry: Entry) -> tuple[Values, Values]:
        surroundings = self.catalogue.surroundings
        # The state of the record where git knows it, so that a row changes only when its record does.
        day = surroundings.changed.get(entry.file) or surroundings.as_of
        page = addresses.address(entry)
        version, licence = surroundings.commits.get(entry.file), self.catalogue.publication.licence_data
        last = [cited(entry.record.sources), day.isoformat() if day else None, version, licence]
        last += [self._base + page, *(f"{self._base}{code}/{page}" for code in self.labels.codes[1:])]
        return [entry.id, *self.sections.texts(entry.record.heading)], last
