"""Versions of records as read, kept under ``build/cache/`` by the name that git gives to their bytes.

An entry is taken only if its checksum holds, for exactly this way of reading; whatever else lies there is thrown away.
Losing the cache costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

_READERS = ("reading.py", "encoding.py", "slips.py", "documents.py", "history/cache.py", "history/log.py")
"""What decides how bytes become data: with another version of it, everything is read again."""


@cache
def reading_version() -> str:
    """A name for the way in which this program reads records."""
    package = resources.files("generator")
    return hashlib.sha256(b"\0".join((package / name).read_bytes() for name in _READERS)).hexdigest()[:32]


class Cache:
    """Name of a version → its data, in sixteen files below ``folder``."""

    def __init__(self, folder: Path, version: str | None = None) -> None:
        self.folder = folder
        self.version = version or reading_version()

    def read(self, names: Iterable[str]) -> dict[str, str]:
        """The data of those versions that are known, each still as JSON."""
        wanted = set(names)
        found: dict[str, str] = {}
        for shard in sorted({name[:1] for name in wanted}):
            try:
                lines = (self.folder / f"{shard}.txt").read_bytes().decode("utf-8").split("\n")
            except (OSError, UnicodeDecodeError):
                continue
            for line in lines if lines[0] == self.version else ():
                name, _, rest = line.partition(" ")
                checksum, _, data = rest.partition(" ")
                if name in wanted and checksum == self._checksum(name, data):
                    found[name] = data
        return found

    def write(self, known: Mapping[str, str]) -> None:
        """Keep these versions and no others; a folder that cannot be written is left as it is."""
        shards: dict[str, list[str]] = {}
        for name, data in sorted(known.items()):
            shards.setdefault(name[:1], [self.version]).append(f"{name} {self._checksum(name, data)} {data}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for shard, lines in shards.items():
                _replace(self.folder / f"{shard}.txt", "\n".join(lines).encode())
            for file in self.folder.iterdir():
                if file.suffix == ".txt" and file.stem not in shards:
                    file.unlink()
        except OSError:
            return

    def read_log(self, oldest: str) -> tuple[str, bytes]:
        """The commit up to which git's log is known, and what it said; nothing for a history that begins elsewhere."""
        try:
            head, _, said = (self.folder / "log").read_bytes().partition(b"\n")
        except OSError:
            return "", b""
        checksum, _, commits = head.decode("ascii", "replace").partition(" ")
        start, _, newest = commits.partition(" ")
        is_good = start == oldest and checksum == self._log_checksum(commits, said)
        return (newest, said) if is_good else ("", b"")

    def write_log(self, oldest: str, newest: str, said: bytes) -> None:
        """Keep what git's log said from its oldest commit to its newest."""
        commits = f"{oldest} {newest}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _replace(self.folder / "log", f"{self._log_checksum(commits, said)} {commits}\n".encode() + said)
        except OSError:
            return

    def _log_checksum(self, commits: str, said: bytes) -> str:
        return hashlib.sha256(f"{self.version} {commits} ".encode() + said).hexdigest()[:32]

    def _checksum(self, name: str, data: str) -> str:
        return hashlib.sha256(f"{self.version} {name} {data}".encode()).hexdigest()[:32]


def to_text(data: Any) -> str:
    """A version's data on one line."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def _replace(file: Path, content: bytes) -> None:
    """Write beside it and rename, so that nobody ever reads half a file."""
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".txt")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(content)
        os.replace(name, file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
