"""From a folder to records and findings. Nothing that an editor wrote makes this raise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from generator.publication import Publication, Vocabularies, VocabularyTerm
from generator.reading import read_document
from generator.records import BY_FOLDER, BY_NAME, Kind
from generator.records import base as records
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

    @cached_property
    def document(self) -> Document:
        """The file as read, made again when first asked for: only findings need it, and it is large."""
        document, _ = read_document(self.raw, self.file)
        assert document is not None
        return document

    def position(self, path: records.Path = ()) -> Position:
        """Where a field stands, or the nearest thing around it that was written."""
        return self.document.position(_trodden(self.document.data, path)[0])

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
        written, _ = _trodden(self.document.data, path)
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
    configuration: Document | None = None
    """``site_config/publication.yml`` as read, for the places of what is wrong with it."""


def load(root: Path, progress: Progress = lambda done, of: None) -> Loaded:
    """Read ``site_config/`` and ``data/`` below ``root``."""
    findings: list[Finding] = []
    publication, configuration = load_publication(root, findings)
    vocabularies = load_vocabularies(root, findings)
    files = list(_record_files(root, findings))
    entries = []
    for number, (kind, path) in enumerate(files, 1):
        entry = _load_entry(root, kind, path, findings)
        if entry is not None:
            entries.append(entry)
        if number % 50 == 0 or number == len(files):
            progress(number, len(files))
    return Loaded(publication, vocabularies, tuple(entries), tuple(findings), len(files), configuration)


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


def validate(model: type[M], document: Document, findings: list[Finding]) -> M | None:
    """The model read from the document; what is wrong goes to ``findings`` with its place."""
    try:
        return model.model_validate(document.data)
    except ValidationError as refused:
        findings.extend(_explain(refused, model, document))
        return None


def _vocabulary(document: Document | None, findings: list[Finding]) -> dict[str, VocabularyTerm]:
    if document is None:
        return {}
    try:
        return _TERMS.validate_python(document.data)
    except ValidationError as refused:
        findings.extend(_explain(refused, VocabularyTerm, document))
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
            position = Position(file=path.relative_to(root).as_posix())
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
    """The record that ``raw`` holds; what is wrong goes to ``findings``, and with an error there is no record."""
    document, found = read_document(raw, file)
    findings.extend(found)
    if document is None:
        return None
    record = validate(kind.model, document, findings)
    if record is None or any(one.is_error for one in found):
        return None
    return Entry(kind=kind, id=id_, file=file, record=record, raw=raw)


# pydantic's own error types, as findings of ours; every other type is one that a value of ours raised with its code.
_CODES = {
    "missing": "missing-field", "extra_forbidden": "unknown-field", "model_type": "not-a-mapping-value",
    "model_attributes_type": "not-a-mapping-value", "dict_type": "not-a-mapping-value", "tuple_type": "not-a-list",
    "list_type": "not-a-list", "string_type": "not-text", "float_parsing": "number-form", "float_type": "number-form",
    "int_parsing": "number-form", "int_type": "number-form", "finite_number": "number-form",
    "too_short": "value-missing", "enum": "choice", "literal_error": "choice",
}  # fmt: skip


def _explain(refused: ValidationError, model: type[BaseModel], document: Document) -> Iterator[Finding]:
    for detail in refused.errors(include_url=False):
        loc = detail["loc"]
        code = _CODES.get(detail["type"], detail["type"])
        arguments: dict[str, object] = dict(detail.get("ctx") or {})
        name = str(loc[-1]) if loc else ""
        if "at" in arguments:  # a value that is read as a whole says which part of it was refused
            loc = (*loc, str(arguments.pop("at")))
        path, _ = _trodden(document.data, loc)
        if code == "unknown-field":
            known = _fields_at(model, loc[:-1])
            arguments = {"name": name, "suggestion": closest(name, known)} if "name" not in arguments else arguments
            position = document.key_position(path)
        elif code == "missing-field":
            arguments = {"name": name}
            position = document.position(path)
            path = (*path, name)
        else:
            position = document.position(path)
            given = detail["input"]
            arguments.setdefault("given", given[:80] if isinstance(given, str) else "")
            arguments.setdefault("suggestion", "")
        if code == "choice" and not arguments["suggestion"]:
            arguments["suggestion"] = closest(str(arguments["given"]), str(arguments.get("allowed", "")).split(", "))
        yield Finding(
            code=code,
            severity=Severity.ERROR,
            position=position,
            field=dotted(path),
            arguments={name: str(value) for name, value in arguments.items()},
        )


def _trodden(data: Any, loc: Iterable[str | int]) -> tuple[records.Path, Any]:
    """How far a path leads through what was written; steps that a shorthand leaves out are stepped over."""
    path: list[str | int] = []
    for part in loc:
        if (isinstance(data, list) and isinstance(part, int) and part < len(data)) or (
            isinstance(data, dict) and part in data
        ):
            data = data[part]
        else:
            continue
        path.append(part)
    return tuple(path), data


def _fields_at(model: Any, loc: Iterable[str | int]) -> list[str]:
    """The fields that may stand at ``loc`` in a record of ``model``: followed through lists, options and mappings."""
    for part in loc:
        fields = getattr(model, "model_fields", None)
        if isinstance(part, str) and fields is not None:
            if part not in fields:
                return []
            model = _model_in(fields[part].annotation)
    return list(getattr(model, "model_fields", ()))


def _model_in(annotation: Any) -> Any:
    """The model inside an annotation such as ``tuple[X, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
