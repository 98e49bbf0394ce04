"""What a table of records consists of: typed columns, each with a key and a label in every language.

A key is the way to the value in a record: ``status.value``, ``planned.value.from``. Text has a column for each language
of the publication (``title.zh``), and so have the names of what an id stands for (``places`` → ``places.zh``). What a
record has several of is a table of its own whose rows repeat the record's id; its keys begin with the field's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from generator.language import Language

Cell = str | Decimal | int | bool | None
"""Texts, exact numbers, yes or no, nothing. Dates are text as they are written: ``2014`` is a date."""
Row = Sequence[Cell]
Values = Sequence[Cell]


class Type(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    ID = "id"
    IDS = "ids"
    """Several, with a semicolon between them."""
    NUMBER = "number"
    AMOUNT = "amount"
    """Money in whole units of its currency, with two decimals."""
    DATE = "date"
    """``2014``, ``2014-05`` or ``2014-05-01``."""
    YES_NO = "yes-no"
    ADDRESS = "address"

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers."""
        return self in (Type.NUMBER, Type.AMOUNT)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, what stands in it, and what it is called, by language."""

    key: str
    type: Type
    labels: Mapping[str, str]
    of: str = ""
    """The vocabulary or the kind of record that its ids belong to."""


@dataclass(frozen=True)
class Section:
    """Columns that belong to one value, and how they are filled from it; from nothing, with nothing."""

    columns: tuple[Column, ...]
    fill: Callable[[object], Values]

    @property
    def blank(self) -> Values:
        """The cells of a value that is not there."""
        return (None,) * len(self.columns)


@dataclass(frozen=True)
class Table:
    """A table of records of one kind, or of something that they have several of."""

    name: str
    """The stem of its file: ``projects``, ``projects-budget``."""
    kind: str
    """Empty for what is found in records of every kind."""
    of_field: str
    """The field whose items are its rows, dotted; empty where a row is a record."""
    titles: Mapping[str, str]
    """Language → what it holds."""
    columns: tuple[Column, ...]
    make: Callable[[], Iterable[Row]] = field(repr=False, compare=False)
    rows_of: Callable[[Any], Iterable[Row]] | None = field(default=None, repr=False, compare=False)
    """The rows of one record, where they follow from it alone and those of the records stand one behind the other."""

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its rows, made when first asked for: the page about the columns needs none."""
        return tuple(self.make())


@dataclass(frozen=True)
class Labels:
    """What columns are called in each language of a publication."""

    languages: tuple[Language, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The publication's languages, its default first."""
        return tuple(language.code for language in self.languages)

    def of(self, name: str, kind: str = "") -> dict[str, str]:
        """A field's name: as a part that stands inside records, else as a field of the kind; else the name itself."""
        return {language.code: _label(language, name, kind) for language in self.languages}

    def part(self, whole: Mapping[str, str], name: str) -> dict[str, str]:
        """A part of something: "Status: as of"."""
        return self.joined(whole, self.of(name))

    def joined(self, whole: Mapping[str, str], part: Mapping[str, str]) -> dict[str, str]:
        """Two labels as one."""
        return {
            language.code: language.word("columns.part", whole=whole[language.code], part=part[language.code])
            for language in self.languages
        }

    def in_language(self, whole: Mapping[str, str], code: str) -> dict[str, str]:
        """A label with the language in which the text of its column is."""
        return {
            language.code: language.word(
                "columns.part", whole=whole[language.code], part=language.word(f"columns.languages.{code}")
            )
            if code in language.words["columns"]["languages"]
            else f"{whole[language.code]} ({code})"
            for language in self.languages
        }


def _label(language: Language, name: str, kind: str) -> str:
    words = language.words
    if kind and name in {**words["fields"]["record"], **words["fields"].get(kind, {})}:
        return language.label(kind, name)
    for group in (words["columns"]["names"], words["columns"]["parts"]):
        if name in group:
            return str(group[name])
    return str(words["statement"].get(name, {}).get("label", name))


def merged(sections: Iterable[Section]) -> tuple[tuple[Column, ...], tuple[tuple[int, ...], ...]]:
    """The columns of several sections, each key once, and for every section where each of its columns went."""
    columns: dict[str, Column] = {}
    places = []
    for section in sections:
        for column in section.columns:
            columns.setdefault(column.key, column)
        order = {key: number for number, key in enumerate(columns)}
        places.append(tuple(order[column.key] for column in section.columns))
    return tuple(columns.values()), tuple(places)
