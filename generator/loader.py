"""From a folder to records and findings. Nothing that an editor wrote makes this raise."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.documents import Document
from generator.entries import Entry, read_entry
from generator.files import first_link, load_file, load_plain
from generator.findings import Finding, Position, error
from generator.gathering import ALONE, Known, Means, Source, gather
from generator.guessing import closest
from generator.publication import Publication, Vocabularies, VocabularyTerm
from generator.reading import read_document
from generator.records import BY_FOLDER, BY_NAME, Kind
from generator.validation import explain, validate
from generator.values.names import ID, RESERVED

__all__ = ["Entry", "Known", "Loaded", "Means", "load", "load_publication", "load_vocabularies", "read_entry"]

M = TypeVar("M", bound=BaseModel)
Progress = Callable[[int, int], None]
"""Called with how many of how many are done."""


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


def load(root: Path, progress: Progress = lambda done, of: None, means: Means = ALONE) -> Loaded:
    """Read ``site_config/`` and ``data/`` below ``root``; ``means`` make it quicker and change nothing."""
    findings: list[Finding] = []
    publication, configuration = load_publication(root, findings)
    vocabularies = load_vocabularies(root, findings)
    names: set[tuple[str, str]] = set()
    sources = []
    for kind, path, is_below_links in _record_files(root, findings):
        names.add((kind.name, path.stem))
        file = f"data/{kind.folder}/{path.name}"
        raw: bytes | Finding | None = means.known.look(path, file) if means.known and not is_below_links else None
        if raw is None:
            raw = load_file(path, root) if is_below_links else load_plain(path, root)
        if isinstance(raw, Finding):
            findings.append(raw)
        else:
            sources.append(Source(kind, path.stem, file, raw))
    entries = []
    for entry, found in gather(sources, means, lambda done: progress(done, len(sources))):
        findings.extend(found)
        if entry is not None:
            entries.append(entry)
    unreadable = frozenset(names) - {(entry.kind.name, entry.id) for entry in entries}
    return Loaded(publication, vocabularies, tuple(entries), tuple(findings), len(names), unreadable, configuration)


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


def _record_files(root: Path, findings: list[Finding]) -> Iterator[tuple[Kind, Path, bool]]:
    """Kind and path of each file that is to hold a record, and whether a link leads to the folder it is in."""
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
        is_below_links = first_link(folder, root) is not None
        with os.scandir(folder) as found:
            items = sorted((item for item in found if not item.name.startswith(".")), key=lambda item: item.name)
        for item in items:
            path = folder / item.name
            position = Position(file=f"{where}/{path.name}")
            if path.suffix != ".yml" or item.is_dir(follow_symlinks=False):
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
                yield kind, path, is_below_links


def _read(root: Path, path: Path, findings: list[Finding]) -> Document | None:
    raw = load_file(path, root)
    if isinstance(raw, Finding):
        findings.append(raw)
        return None
    document, found = read_document(raw, path.relative_to(root).as_posix())
    findings.extend(found)
    return None if any(one.is_error for one in found) else document
