"""Changing records on disk for an editor: canonical order, and a new id with everything that names the old one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.encoding import from_gbk as decoded_from_gbk
from generator.field_orders import field_order
from generator.formatting import format_document, rename_references
from generator.loader import Entry, load, load_publication
from generator.reading import read_document
from generator.records import BY_FOLDER, Kind
from generator.records.base import walk
from generator.redirects import FILE as REDIRECTS
from generator.redirects import added
from generator.values.names import Reference


def put_in_order(
    root: Path, files: Sequence[Path], *, from_gbk: bool = False, write: bool = True
) -> tuple[list[str], list[str]]:
    """Format the files, or every record; returns those that change and those that cannot be read."""
    languages = _languages(root)
    changed, unreadable = [], []
    for path in files or _records(root):
        kind = BY_FOLDER.get(path.absolute().parent.name)
        shown = _shown(path, root)
        raw = path.read_bytes()
        text = decoded_from_gbk(raw) if from_gbk else raw
        document, findings = read_document(text, shown)
        if kind is None or document is None or any(finding.is_error for finding in findings):
            unreadable.append(shown)
            continue
        formatted = format_document(text, field_order(kind.model, languages))
        if formatted != raw:
            changed.append(shown)
            if write:
                path.write_bytes(formatted)
    return changed, unreadable


def rename(root: Path, kind: Kind, old: str, new: str) -> int:
    """Move a record's file, put the new id wherever the old one was referred to, and keep the old address alive.

    Returns how many references were changed.
    """
    count = 0
    for entry in load(root).entries:
        positions = [entry.position(path) for path in _places(entry, kind, old)]
        if positions:
            (root / entry.file).write_bytes(rename_references(entry.raw, positions, new))
            count += len(positions)
    folder = root / "data" / kind.folder
    (folder / f"{old}.yml").rename(folder / f"{new}.yml")
    path = root / REDIRECTS
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(added(text, f"{kind.folder}/{old}", f"{kind.folder}/{new}"), encoding="utf-8")
    return count


def _places(entry: Entry, kind: Kind, id_: str) -> Iterable[tuple[str | int, ...]]:
    return (
        p
        for p, value in walk(entry.record)
        if isinstance(value, Reference) and (value.kind, value.id) == (kind.name, id_)
    )


def _records(root: Path) -> list[Path]:
    return [
        path for folder in BY_FOLDER for path in sorted((root / "data" / folder).glob("*.yml")) if not path.is_symlink()
    ]


def _languages(root: Path) -> tuple[str, ...]:
    publication, _ = load_publication(root, [])
    return publication.languages if publication else ("zh", "en")


def _shown(path: Path, root: Path) -> str:
    absolute = path.absolute()
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path.as_posix()
