"""From a folder under git to the chronicle of its records: one log, one reading of each version, kept for next time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from generator.chronicle import Chronicle, Data, Key, tell
from generator.history.cache import Cache, to_text
from generator.history.log import read_blobs, read_log
from generator.loader import Entry
from generator.reading import read_document

FOLDER = Path("build") / "cache" / "history"


def read_chronicle(
    root: Path,
    entries: Iterable[Entry],
    renames: Mapping[Key, Key],
    zone: tzinfo = UTC,
    unreadable: Iterable[Key] = (),
) -> Chronicle | None:
    """What happened to the records below ``root``, with what is not committed yet; nothing outside git.

    ``renames`` are the publication's redirects (old → new); of ``unreadable`` files it is not said that they are gone.
    """
    cache = Cache(root / FOLDER)
    log = read_log(root, zone, cache)
    if log is None:
        return None
    events, is_complete = log
    names = {touch.version for event in events for touch in event.touches if touch.version}
    known, lacking = _versions(root, names, cache)
    width = 64 if any(len(name) == 64 for name in names) else 40
    present: dict[Key, tuple[str, Data]] = {}
    for entry in entries:
        name = version_of(entry.raw, width)
        present[entry.kind.name, entry.id] = (name, _Read(entry))
    newest = {touch.key: touch.version for event in events for touch in event.touches if touch.key}
    for key in unreadable:
        if key in newest:
            present[key] = (newest[key], {})

    def version(name: str) -> Data | None:
        text = known.get(name)
        data: Data | None = json.loads(text) if text is not None else None
        return data

    return tell(events, version, present, renames, is_complete=is_complete and not lacking)


def version_of(raw: bytes, width: int = 40) -> str:
    """The name that git gives to these bytes."""
    digest = hashlib.sha1(usedforsecurity=False) if width == 40 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(raw))
    digest.update(raw)
    return digest.hexdigest()


def _versions(root: Path, names: set[str], cache: Cache) -> tuple[dict[str, str], bool]:
    """The data of each version as JSON, and whether some are not in this clone."""
    known = cache.read(names)
    missing = sorted(names - known.keys())
    if not missing:
        return known, False
    seen = set()
    for name, raw in read_blobs(root, missing):
        seen.add(name)
        document, _ = read_document(raw, name)
        known[name] = to_text(document.data if document else None)
    cache.write(known)
    return known, len(seen) < len(missing)


class _Read(Mapping[str, Any]):
    """What a record's file says, read when first asked for: most files are as they were committed."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def __getitem__(self, name: str) -> Any:
        return self._entry.document.data[name]

    def __iter__(self) -> Any:
        return iter(self._entry.document.data)

    def __len__(self) -> int:
        return len(self._entry.document.data)
