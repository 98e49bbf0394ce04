"""What every kind of record has, and how a kind is declared.

A kind is one model whose fields are annotated with what they mean: the type says how a value is read, ``Facet`` that
people choose by it, ``Linked`` its term in the vocabulary of the web. Labels and help are in ``i18n/<lang>.yml`` under
``fields.<kind>.<field>``. Schemas, lists, tables, skeletons and downloads are derived from this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from generator.findings import Refusal
from generator.packing import pack, unpack
from generator.values.base import heard, text_of
from generator.values.dates import PartialDate
from generator.values.names import Reference, RefersTo, Sha256, Term, WebAddress, WordOf
from generator.values.stated import Citations, Line, Part
from generator.values.text import LocalizedText

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """Annotation: people choose records by this field."""

    column: bool = True
    """Whether lists show it too; dates and periods are often only chosen by."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Annotation: the field's term in a vocabulary of the web, as ``prefix:name``."""

    term: str


def _yes_or_no(data: Any) -> Any:
    if isinstance(data, bool):
        return data
    text = text_of(data)
    if text not in ("true", "false"):
        raise Refusal("yes-no", given=text[:40])
    return text == "true"


class Sensitivity(StrEnum):
    """How exactly the position of a place may be told."""

    OPEN = "open"
    RESTRICTED = "restricted"


YesNo = Annotated[bool, BeforeValidator(heard(_yes_or_no))]


def _image_path(data: Any) -> str:
    text = text_of(data).strip()
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text or ":" in text or not path.name or len(text) > 100:
        raise Refusal("image-path", file=text[:80])
    return text


class Image(Part):
    """A picture, with what it shows and whose it is. Files lie under ``content/assets/``."""

    file: Annotated[str, BeforeValidator(heard(_image_path)), Linked("schema:contentUrl")]
    alt: Annotated[LocalizedText | None, Linked("schema:description")] = None
    """What is to be seen, for somebody who cannot see it."""
    credit: Annotated[Line | None, Linked("schema:creditText")] = None
    """Who made it; the one place of a record where a person may be named."""
    licence: Annotated[Line | None, Linked("schema:license")] = None
    source: WebAddress | None = None
    taken: Annotated[PartialDate | None, Linked("schema:dateCreated")] = None


class Document(Part):
    """A published document about the record."""

    title: Annotated[LocalizedText, Linked("schema:name")]
    type: Annotated[Term | None, WordOf("document_type")] = None
    source: Annotated[Reference, RefersTo("source")] | None = None
    url: Annotated[WebAddress | None, Linked("schema:url")] = None
    date: Annotated[PartialDate | None, Linked("schema:datePublished")] = None
    sha256: Sha256 | None = None


def _field_path(data: Any) -> str:
    text = text_of(data).strip()
    if len(text) > 100 or not _FIELD_PATH.fullmatch(text):
        raise Refusal("revision-form", given=text[:40])
    return text


_FIELD_PATH = re.compile(r"[a-z_-]+(?:\.[A-Za-z0-9_-]+)*")


class Revision(Part):
    """A correction: what a published figure said before, and why it says something else now."""

    date: PartialDate
    field: Annotated[str, BeforeValidator(heard(_field_path))]
    """Where the figure stands, such as ``budget.0``."""
    was: Line
    """The value as it was written before."""
    reason: LocalizedText
    source: Annotated[Reference, RefersTo("source")] | None = None
    """What the correction rests on, where that is not the source that was there before."""


class Record(Part):
    """One record of any kind; its id is the name of its file."""

    sources: Annotated[Citations, Linked("dcterms:source")] = ()
    """What the whole record rests on: every statement that names no source of its own."""
    images: Annotated[tuple[Image, ...], Linked("schema:image")] = ()
    documents: tuple[Document, ...] = ()
    revisions: tuple[Revision, ...] = ()
    """The corrections of figures that were published."""
    draft: YesNo = False
    """A draft is checked, but not published."""

    @property
    def heading(self) -> LocalizedText:
        """What the record is called, by language."""
        raise NotImplementedError

    def __reduce__(self) -> tuple[Any, ...]:
        # As plain data: classes such as Stated[Money] have no name by which a pickle could find them again.
        return unpack, (type(self), pack(self))

    @property
    def abstract(self) -> LocalizedText | None:
        """What it is, in a sentence or two."""
        return getattr(self, "summary", None)

    @property
    def caveat(self) -> str:
        """What has to be said wherever the record is named in a list, as a key below ``caveats`` of the words."""
        return ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name in the data, the folder and section it lives in, and its model."""

    name: str
    folder: str
    model: type[Record]
    linked: str
    """Its class in a vocabulary of the web."""

    @property
    def fields(self) -> dict[str, FieldInfo]:
        """The declared fields in canonical order: its own, then those that every record has."""
        return _fields(self.model)


@cache
def _fields(model: type[Record]) -> dict[str, FieldInfo]:
    declared, shared = model.model_fields, Record.model_fields
    return {name: declared[name] for name in [*(n for n in declared if n not in shared), *shared]}


def annotation(field: FieldInfo, type_: type) -> Any:
    """The annotation of that type on a field, or nothing."""
    return next((found for found in field.metadata if isinstance(found, type_)), None)


def walk(part: object, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value inside a record with its path, parts before what they hold; lists and mappings are entered."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if value is not None and value != ():
                yield from _walk_value(value, (*path, name))


def _walk_value(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk_value(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk_value(item, (*path, key))
    else:
        yield path, value
        if isinstance(value, BaseModel):
            yield from walk(value, path)
