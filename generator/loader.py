"""From a folder to records and findings. Nothing that an editor wrote makes this raise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.documents import Document, dotted
from generator.files import load_file
from generator.findings import Finding, Position, Severity, error
from generator.guessing import closest
from generator.processes import collector_at_rest
from generator.publication import Publication, Vocabularies, VocabularyTerm
from generator.reading import read_document
from generator.records import BY_FOLDER, BY_NAME, Kind
from generator.records import base as records
from generator.validation import explain, salvage, trodden, validate
from generator.values.names import ID, RESERVED

M = TypeVar("M", bound=BaseModel)
Progress = Callable[[int, int], None]
"""Called with how many of how many are done."""


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


@dataclass(frozen=True)
class Loaded:
    """What a publication's folder holds, and what is wrong with it."""

    publication: Publication | None
    vocabularies: Vocabularies
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    data_files: int
    unreadable: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of the files that no record could be made of."""
    configuration: Document | None = None
    """``site_config/publication.yml`` as read, for the places of what is wrong with it."""


def load(root: Path, progress: Progress = lambda done, of: None) -> Loaded:
    """Read ``site_config/`` and ``data/`` below ``root``."""
    findings: list[Finding] = []
    publication, configuration = load_publication(root, findings)
    vocabularies = load_vocabularies(root, findings)
    files = list(_record_files(root, findings))
    entries = []
    with collector_at_rest():
        for number, (kind, path) in enumerate(files, 1):
            entry = _load_entry(root, kind, path, findings)
            if entry is not None:
                entries.append(entry)
            if number % 50 == 0 or number == len(files):
                progress(number, len(files))
    read = {(entry.kind.name, entry.id) for entry in entries}
    unreadable = frozenset((kind.name, path.stem) for kind, path in files) - read
    return Loaded(publication, vocabularies, tuple(entries), tuple(findings), len(files), unreadable, configuration)


def load_publication(root: Path, findings: list[Finding]) -> tuple[Publication | None, Document | None]:
    """``site_config/publication.yml`` and the file as read; nothing when it cannot be used."""
    path = root / "site_config" / "publication.yml"
    if not path.exists():
        findings.append(error("config-missing", Position(file="site_config/publication.yml"), file=path.name))
        return None, None
    document = _read(root, path, findings)
    return (None, None) if document is None else (validate(Publication, document, findings), document)


def load_vocabularies(root: Path, findings: list[Finding]) -> Vocabularies:
    """The standard vocabularies of the package; a publication's own replace those of the same name."""
    vocabularies: Vocabularies = {}
    shipped = resources.files("generator") / "vocabularies"
    for item in sorted(shipped.iterdir(), key=lambda item: item.name):
        document, _ = read_document(item.read_bytes(), item.name)
        vocabularies[item.name.removesuffix(".yml")] = _vocabulary(document, findings)
    for path in sorted((root / "site_config" / "vocabularies").glob("*.yml")):
        own = _read(root, path, findings)
        if own is not None:
            vocabularies[path.stem] = _vocabulary(own, findings)
    return vocabularies


def _vocabulary(document: Document | None, findings: list[Finding]) -> dict[str, VocabularyTerm]:
    if document is None:
        return {}
    try:
        return _TERMS.validate_python(document.data)
    except ValidationError as refused:
        findings.extend(explain(refused, VocabularyTerm, document))
        return {}


_TERMS = TypeAdapter(dict[str, VocabularyTerm])


def _record_files(root: Path, findings: list[Finding]) -> Iterator[tuple[Kind, Path]]:
    data = root / "data"
    seen: dict[tuple[str, str], str] = {}
    for folder in sorted(data.iterdir() if data.is_dir() else ()):
        kind = BY_FOLDER.get(folder.name)
        where = folder.relative_to(root).as_posix()
        if folder.name.startswith("."):
            continue
        if kind is None or not folder.is_dir() or folder.is_symlink():
            meant = BY_NAME[folder.name].folder if folder.name in BY_NAME else closest(folder.name, BY_FOLDER)
            findings.append(error("unknown-kind-folder", Position(file=where), name=folder.name, suggestion=meant))
            continue
        for path in sorted(folder.iterdir()):
            if path.name.startswith("."):
                continue
            position = Position(file=f"{where}/{path.name}")
            if path.suffix != ".yml" or (path.is_dir() and not path.is_symlink()):
                meant = path.stem + ".yml" if path.suffix in (".yaml", ".YML", ".YAML") else ""
                findings.append(error("stray-file", position, name=path.name, suggestion=meant))
                continue
            key = (kind.name, path.stem.casefold())
            if key in seen:
                other = Position(file=seen[key])
                findings.append(error("id-case-clash", position, id=path.stem, other=seen[key], related=(other,)))
                findings.append(
                    error("id-case-clash", other, id=Path(seen[key]).stem, other=position.file, related=(position,))
                )
                continue
            seen[key] = position.file
            if path.stem in RESERVED:
                findings.append(error("id-reserved", position, id=path.stem))
            elif not ID.fullmatch(path.stem):
                findings.append(error("id-form", position, id=path.stem[:80]))
            else:
                yield kind, path


def _read(root: Path, path: Path, findings: list[Finding]) -> Document | None:
    raw = load_file(path, root)
    if isinstance(raw, Finding):
        findings.append(raw)
        return None
    document, found = read_document(raw, path.relative_to(root).as_posix())
    findings.extend(found)
    return None if any(one.is_error for one in found) else document


def _load_entry(root: Path, kind: Kind, path: Path, findings: list[Finding]) -> Entry | None:
    file = f"data/{kind.folder}/{path.name}"
    raw = load_file(path, root)
    if isinstance(raw, Finding):
        findings.append(raw)
        return None
    return read_entry(kind, path.stem, file, raw, findings)


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
