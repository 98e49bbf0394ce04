"""The tables of a publication: one for each kind, one for each thing that its records have several of, and two more.

``citations`` and ``alternatives`` are about the statements of every kind: where each was read, and what other sources
say instead. Every row names its record, the sources that it rests on, the state of the record, the licence and the
page. Drafts are in none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

from generator.catalogue import Catalogue
from generator.entries import values_in
from generator.language import Language
from generator.loader import Entry
from generator.records import KINDS, Kind
from generator.records.base import Path, walk
from generator.tabular.columns import Cell, Column, Labels, Row, Section, Table, Type, Values
from generator.tabular.dates import dates_of_events
from generator.tabular.derived import derived_section
from generator.tabular.margins import Margins
from generator.tabular.sections import Field, Sections, field_of, has_rows, is_model, is_text, item_type, joined
from generator.values.coordinates import Coordinates
from generator.values.stated import Amount, Citation, Statement
from generator.values.text import LocalizedText
from generator.writing.facts import known_amount

_Found = tuple[Entry, str, Values, tuple[Citation, ...]]
"""What a row is about: the record, the path in it, the cells between the margins, the sources it rests on."""
LEFT_OUT = frozenset({"draft", "sources", "title"})
"""Fields that need no column of their own: no draft is in a table, and every row has its sources and its title."""


def tables(catalogue: Catalogue, languages: Sequence[Language]) -> Iterator[Table]:
    """Every table of the publication, kind by kind; ``languages`` in its order."""
    labels = Labels(tuple(languages))
    margins = {kind.name: Margins(catalogue, labels, kind) for kind in KINDS}
    for kind in KINDS:
        yield from _of_kind(catalogue, margins[kind.name])
        if kind.name == "event":
            yield dates_of_events(catalogue, margins[kind.name])
    yield _citations(catalogue, labels, margins)
    yield _alternatives(catalogue, labels, margins)


def _of_kind(catalogue: Catalogue, margins: Margins) -> Iterator[Table]:
    kind, labels, sections = margins.kind, margins.labels, margins.sections
    parts: list[tuple[str, Section]] = []
    lists: list[Field] = []
    for name, info in kind.fields.items():
        if name in LEFT_OUT:
            continue
        field = field_of(name, labels.of(name, kind.name), info.annotation, info.metadata)
        if not has_rows(field.type):
            parts.append((name, sections.of(field)))
            if is_model(field.type) and not is_model(field.type, Statement):
                lists += _lists_within(labels, field)
            continue
        lists.append(field)
        if info.annotation == tuple[Amount, ...]:
            parts.append(("", _standing(catalogue, sections, labels, name)))
    parts.append(("", derived_section(catalogue, labels, kind.name)))
    yield _records(catalogue, margins, parts)
    for field in lists:
        yield _items(catalogue, margins, field)


def _lists_within(labels: Labels, whole: Field) -> Iterator[Field]:
    """What a part of a record has several of, such as the rules for those who visit a site."""
    for name, info in whole.type.model_fields.items():
        key = f"{whole.key}.{name}"
        field = field_of(key, labels.part(whole.labels, name), info.annotation, info.metadata)
        if has_rows(field.type):
            yield field


def _standing(catalogue: Catalogue, sections: Sections, labels: Labels, name: str) -> Section:
    """The amount that stands for a record in lists and charts, and the record that states it."""
    label = labels.of("amount")
    amount = sections.of(Field("amount", label, Amount))
    column = Column("amount.record", Type.ID, labels.part(label, "record"))

    def fill(whole: object) -> Values:
        assert isinstance(whole, Entry)
        found = known_amount(catalogue, whole, name)
        if found is None:
            return [None] * (len(amount.columns) + 1)
        own = any(found is one for one in getattr(whole.record, name))
        giver = whole if own else next(
            fund for fund in catalogue.naming(whole, "fund") if any(found is one for one in fund.record.allocations)
        )  # fmt: skip
        return [*amount.fill(found), f"{giver.kind.name}/{giver.id}"]

    return Section((*amount.columns, column), fill)


def _records(catalogue: Catalogue, margins: Margins, parts: Sequence[tuple[str, Section]]) -> Table:
    columns = margins.around([column for _, section in parts for column in section.columns], inner=False)

    def rows_of(entry: Entry) -> Iterator[Row]:
        cells: list[Cell] = []
        record = entry.record
        for name, section in parts:
            value: Any = getattr(record, name) if name else entry
            cells.extend(section.blank if value is None else section.fill(value))
        yield margins.row(entry, cells)

    kind = margins.kind
    titles = {one.code: one.word(f"kinds.{kind.name}.many") for one in margins.labels.languages}
    return Table(kind.folder, kind.name, "", titles, columns, partial(_every, catalogue, kind, rows_of), rows_of)


def _items(catalogue: Catalogue, margins: Margins, field: Field) -> Table:
    """The table of a list or mapping in the records of a kind."""
    kind, labels, sections = margins.kind, margins.labels, margins.sections
    inner = item_type(field.type)
    section = sections.of(Field(field.key, field.labels, inner))
    if not is_text(inner):
        # Every row has its own sources at its end.
        section = joined([("", section)], without=f"{field.key}.sources")
    is_mapping = getattr(field.type, "__origin__", None) is dict
    key = [Column(f"{field.key}.language", Type.ID, labels.part(field.labels, "language"))] if is_mapping else []
    derived = derived_section(catalogue, labels, kind.name, field.key)
    columns = margins.around([*key, *section.columns, *derived.columns], inner=True)

    def rows_of(entry: Entry) -> Iterator[Row]:
        for step, item in _walked(entry, field.key):
            cells = [*([str(step)] if is_mapping else []), *section.fill(item), *derived.fill((entry, step))]
            yield margins.row(entry, cells, f"{field.key}.{step}", getattr(item, "sources", ()))

    many = {one.code: one.word(f"kinds.{kind.name}.many") for one in labels.languages}
    name = f"{kind.folder}-{field.key}".replace(".", "-").replace("_", "-")
    make = partial(_every, catalogue, kind, rows_of)
    return Table(name, kind.name, field.key, labels.joined(many, field.labels), columns, make, rows_of)


def _every(catalogue: Catalogue, kind: Kind, rows_of: Callable[[Entry], Iterator[Row]]) -> Iterator[Row]:
    for entry in catalogue.of_kind(kind):
        yield from rows_of(entry)


def _walked(entry: Entry, key: str) -> Iterator[tuple[int | str, Any]]:
    """The items of the list or mapping at a dotted key, each with its number or name."""
    value: Any = entry.record
    for step in key.split("."):
        value = getattr(value, step, None)
    if isinstance(value, dict):
        yield from value.items()
    elif value:
        yield from enumerate(value)


def _citations(catalogue: Catalogue, labels: Labels, margins: dict[str, Margins]) -> Table:
    """Where each statement was read, with the place in the source."""
    whole = labels.of("citation")
    source = Field("citation.source", labels.part(whole, "source"), Citation)
    columns = [
        Column(source.key, Type.ID, source.labels, "source"),
        *margins["source"].sections.in_languages(source),
        Column("citation.at", Type.TEXT, labels.part(whole, "at")),
    ]

    def found_in(entry: Entry) -> Iterator[_Found]:
        for path, citation in catalogue.values_in(entry, Citation):
            about = path[: path.index("sources")] if "sources" in path else path
            names = margins["source"].sections.names(citation.source)
            cells = [str(citation.source), *names, citation.at]
            yield entry, ".".join(map(str, about)), cells, (citation,)

    return _mixed("citations", catalogue, labels, margins, columns, found_in)


def _alternatives(catalogue: Catalogue, labels: Labels, margins: dict[str, Margins]) -> Table:
    """What other sources say instead, as text: the value may be of any type."""
    whole = labels.of("alternative")

    def labelled(name: str) -> dict[str, str]:
        return labels.part(whole, name)

    note = Field("alternative.note", labelled("note"), LocalizedText)
    columns = [
        Column("alternative.value", Type.TEXT, labelled("value")),
        Column("alternative.stated_as", Type.TEXT, labelled("stated_as")),
        Column("alternative.absence", Type.ID, labelled("absence")),
        Column("alternative.as_of", Type.DATE, labelled("as_of")),
        Column("alternative.confidence", Type.ID, labelled("confidence")),
        *margins["source"].sections.in_languages(note),
    ]

    def found_in(entry: Entry) -> Iterator[_Found]:
        for path, one in _others(entry):
            value = one.value
            if isinstance(value, Coordinates):
                value = value.wgs84().rounded(catalogue.publication.map.decimals(entry.kind.name))
            said = (value, one.stated_as, one.absence, one.as_of, one.confidence)
            notes = margins["source"].sections.texts(one.note) if one.note else [None] * len(labels.codes)
            cells = [*(None if part is None else str(part) for part in said), *notes]
            yield entry, ".".join(map(str, path)), cells, one.sources

    return _mixed("alternatives", catalogue, labels, margins, columns, found_in)


def _others(entry: Entry) -> list[tuple[Path, Statement[Any]]]:
    """What other sources say instead of something in a record, in the order of its fields."""
    values = chain.from_iterable(of for exact, of in values_in(entry.record).items() if issubclass(exact, Statement))
    if not any("alternatives" in path for path, _ in values):
        return []
    return [(path, one) for path, one in walk(entry.record) if isinstance(one, Statement) and "alternatives" in path]


def _mixed(
    name: str,
    catalogue: Catalogue,
    labels: Labels,
    margins: dict[str, Margins],
    columns: Sequence[Column],
    found_in: Callable[[Entry], Iterator[_Found]],
) -> Table:
    """A table of what is found in each record, of whichever kind."""

    def rows_of(entry: Entry) -> Iterator[Row]:
        for _, path, cells, own in found_in(entry):
            yield entry.kind.name, *margins[entry.kind.name].row(entry, cells, path, own)

    def make() -> Iterator[Row]:
        return chain.from_iterable(map(rows_of, catalogue.published))

    titles = {language.code: language.word(f"columns.tables.{name}") for language in labels.languages}
    kind = Column("kind", Type.ID, labels.of("kind"))
    id_, *others = margins["source"].around(columns, inner=True)

    columns = kind, Column(id_.key, id_.type, id_.labels), *others
    return Table(name, "", "", titles, columns, make, rows_of)
