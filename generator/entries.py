"""A record in its place: what was read of one file, and the way back to its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from generator.documents import Document, dotted
from generator.findings import Finding, Position, Severity
from generator.reading import read_document
from generator.records import BY_NAME, Kind
from generator.records import base as records
from generator.tracing import ask
from generator.validation import salvage, trodden, validate


@dataclass(frozen=True)
class Entry:
    """A record in its place: kind, id, file, and a way to the line of each of its fields."""

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

    @cached_property
    def document(self) -> Document:
        """The file as read, made again when first asked for: only findings need it, and it is large."""
        document, _ = read_document(self.raw, self.file)
        assert document is not None
        return document

    def position(self, path: records.Path = ()) -> Position:
        """Where a field stands, or the nearest thing around it that was written."""
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
        return _entry_again, (self.kind.name, self.id, self.file, self.record, self.raw, self.is_whole)


class _Looked:
    """The record of an entry: whoever reads it has looked at it."""

    def __get__(self, entry: Entry | None, _: type | None = None) -> Any:
        if entry is None:
            return self
        ask("record", entry.kind.name, entry.id)
        return entry.__dict__["record"]

    def __set__(self, entry: Entry, record: Any) -> None:
        entry.__dict__["record"] = record


Entry.record = _Looked()


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
