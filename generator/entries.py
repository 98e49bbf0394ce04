"""A record in its place: what was read of one file, and the way back to its lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b, sha256
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import to_json

from generator.documents import Document, dotted
from generator.findings import Finding, Position, Severity
from generator.packing import pack, unpack
from generator.reading import read_document
from generator.records import BY_NAME, Kind
from generator.records import base as records
from generator.tracing import ask
from generator.validation import salvage, trodden, validate
from generator.values.names import Reference
from generator.values.stated import Citation
from generator.values.text import LocalizedText

Named = tuple[tuple[records.Path, Reference], ...]
"""The references in a record, each with the path to it."""


_reference = lru_cache(1 << 14)(Reference)
"""Ten thousand records name the same few hundred."""


WORDS = frozenset(
    {"title", "summary", "description", "open_questions", "milestones", "images", "documents", "revisions"}
)
"""Fields of a record that no sum of money rests on: :attr:`Entry.core` is the rest."""


class Packed(NamedTuple):
    """A record that was read before, as JSON: it is unpacked when somebody asks for it."""

    named: str
    """Its references: a list of ``[path, kind, id]``."""
    core: str
    """A hash of it without its words."""
    record: str


@dataclass(frozen=True)
class Entry:
    """A record in its place: kind, id, file, and a way to the line of each of its fields.

    It may be given :class:`Packed`; whoever asks for the record does not notice.
    """

    kind: Kind
    id: str
    file: str
    record: Any
    raw: bytes = field(repr=False)
    is_whole: bool = True
    """Whether nothing of it had to be left out; a record that is not whole is never published."""

    @cached_property
    def version(self) -> str:
        """A hash of what the file holds."""
        return sha256(self.raw).hexdigest()

    @property
    def heading(self) -> LocalizedText:
        """What the record is called; whoever only names it need not look at the rest of it."""
        ask("heading", self.kind.name, self.id)
        heading: LocalizedText = _unpacked(self).heading
        return heading

    @property
    def sources(self) -> tuple[Citation, ...]:
        """What the record rests on, for whoever looks at nothing else of it."""
        ask("sources", self.kind.name, self.id)
        sources: tuple[Citation, ...] = _unpacked(self).sources
        return sources

    @cached_property
    def named(self) -> Named:
        """Every reference in the record, with the path to it."""
        held = self.__dict__["record"]
        if isinstance(held, Packed):
            try:
                return tuple([(tuple(path), _reference(kind, id_)) for path, kind, id_ in json.loads(held.named)])
            except Exception:  # anything may lie on a disk; the record itself says
                held = _unpacked(self)
        return tuple(values_in(held).get(Reference, ()))

    @property
    def naming(self) -> str:
        """The same as text: nobody who only wants to know whether it is still so need read it."""
        held = self.__dict__["record"]
        return held.named if isinstance(held, Packed) else _named(self)

    @cached_property
    def core(self) -> str:
        """A hash of what the record says, but for its words."""
        held = self.__dict__["record"]
        return held.core if isinstance(held, Packed) else _core(pack(held))

    def said(self, name: str) -> Any:
        """A field of the record by its name; of one that is packed only if it was written. Nobody is said to look."""
        held = self.__dict__["record"]
        if isinstance(held, Packed):
            declared = self.kind.model.model_fields.get(name)
            if declared is None or f'"{name}":' not in held.record:
                return declared.default if declared else None
        return getattr(_unpacked(self), name, None)

    @property
    def is_draft(self) -> bool:
        """Whether it is checked, but not published."""
        return bool(self.said("draft"))

    @cached_property
    def document(self) -> Document:
        """The file as read, made again when first asked for: only findings need it, and it is large."""
        document, _ = read_document(self.raw, self.file)
        assert document is not None
        return document

    def position(self, path: records.Path = ()) -> Position:
        """Where a field stands, or the nearest thing around it that was written."""
        ask("record", self.kind.name, self.id)
        return self.document.position(trodden(self.document.data, path)[0])

    def error(
        self, code: str, path: records.Path = (), /, *, related: tuple[Position, ...] = (), **arguments: object
    ) -> Finding:
        """A finding about a field of this record that stops publication."""
        return self._finding(Severity.ERROR, code, path, related, arguments)

    def warning(
        self, code: str, path: records.Path = (), /, *, related: tuple[Position, ...] = (), **arguments: object
    ) -> Finding:
        """A finding about a field of this record that is shown but lets the publication be built."""
        return self._finding(Severity.WARNING, code, path, related, arguments)

    def _finding(
        self,
        severity: Severity,
        code: str,
        path: records.Path,
        related: tuple[Position, ...],
        arguments: Mapping[str, object],
    ) -> Finding:
        written, _ = trodden(self.document.data, path)
        return Finding(
            code=code,
            severity=severity,
            position=self.document.position(written),
            field=dotted(written),
            arguments={name: str(value) for name, value in arguments.items()},
            related=related,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # Without the document, and with the very kind that is declared here.
        return _entry_again, (self.kind.name, self.id, self.file, self.__dict__["record"], self.raw, self.is_whole)


class _Looked:
    """The record of an entry: whoever reads it has looked at it."""

    def __get__(self, entry: Entry | None, _: type | None = None) -> Any:
        if entry is None:
            return self
        ask("record", entry.kind.name, entry.id)
        return _unpacked(entry)

    def __set__(self, entry: Entry, record: Any) -> None:
        entry.__dict__["record"] = record


Entry.record = _Looked()


def packed(entry: Entry) -> Packed:
    """The record of an entry in a form that may lie on a disk; raises TypeError where it has none."""
    plain = pack(_unpacked(entry))
    return Packed(_named(entry), _core(plain), _json(plain))


def _named(entry: Entry) -> str:
    return _json([(path, one.kind, one.id) for path, one in entry.named])


def _core(plain: Mapping[str, Any]) -> str:
    told = [(name, value) for name, value in sorted(plain.items()) if name not in WORDS]
    return blake2b(to_json(told), digest_size=8).hexdigest()


def _json(value: object) -> str:
    """As ``json`` writes it without spaces, in a third of the time."""
    return to_json(value).decode()


def _unpacked(entry: Entry) -> Any:
    """The record of an entry; nobody is said to look at it."""
    held = entry.__dict__["record"]
    if type(held) is Packed:
        held = entry.__dict__["record"] = _opened(entry, held)
    return held


def _opened(entry: Entry, held: Packed) -> Any:
    """The record that was packed; where it is none of ours, whatever it is, what the file holds."""
    try:
        return unpack(entry.kind.model, json.loads(held.record))
    except Exception:  # anything may lie on a disk
        again = read_entry(entry.kind, entry.id, entry.file, entry.raw, [])
        if again is None:
            raise
        return again.record


def values_in(record: BaseModel) -> dict[type, list[tuple[records.Path, Any]]]:
    """Every value inside a record with the path to it, by its exact type."""
    found: dict[type, list[tuple[records.Path, Any]]] = {}
    _gather(record.__dict__.items(), (), found)
    return found


def _gather(
    items: Iterable[tuple[str | int, Any]], path: records.Path, found: dict[type, list[tuple[records.Path, Any]]]
) -> None:
    """Put what a part holds into ``found``. Not :func:`records.base.walk`, whose generators are four times slower."""
    for step, value in items:
        kind = type(value)
        if value is None or kind is bool:
            continue
        here = (*path, step)
        if kind is tuple:
            _gather(enumerate(value), here, found)
        elif kind is dict:
            _gather(value.items(), here, found)
        else:
            found.setdefault(kind, []).append((here, value))
            if issubclass(kind, BaseModel):
                _gather(value.__dict__.items(), here, found)


def _entry_again(kind: str, id_: str, file: str, record: Any, raw: bytes, is_whole: bool) -> Entry:
    return Entry(BY_NAME[kind], id_, file, record, raw, is_whole)


def read_entry(kind: Kind, id_: str, file: str, raw: bytes, findings: list[Finding]) -> Entry | None:
    """The record that ``raw`` holds; what is wrong goes to ``findings``.

    With an error the record is what could be read of it, so that the checks see the rest and references to it still
    lead somewhere; where nothing can be made of it there is none.
    """
    document, found = read_document(raw, file)
    findings.extend(found)
    if document is None:
        return None
    before = len(findings)
    record = validate(kind.model, document, findings)
    is_whole = record is not None and not any(one.is_error for one in found)
    if record is None and len(findings) > before:
        record = salvage(kind.model, document, id_)
    return None if record is None else Entry(kind=kind, id=id_, file=file, record=record, raw=raw, is_whole=is_whole)
