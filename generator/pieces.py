"""The files that a site consists of, known without being read again: what each holds, and where it lies."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from generator.memory import Mark, mark


class Piece(NamedTuple):
    """A file of a site."""

    sha: str
    """SHA-256 of what it holds."""
    mark: Mark
    place: str
    """Where it lies: in the site that stands, or where it was made for the new one."""

    @property
    def size(self) -> int:
        """In bytes."""
        return self.mark[0]

    def read(self) -> str:
        """What it holds, as text."""
        return Path(self.place).read_text(encoding="utf-8")


Pieces = Mapping[str, Piece]
"""Path below the site → what lies there."""


def below(folder: Path, known: Mapping[str, str] = MappingProxyType({})) -> dict[str, Piece]:
    """Every file below a folder, read once where its hash is not ``known`` by its path."""
    found: dict[str, Piece] = {}
    waiting = [""]
    while waiting:
        path = waiting.pop()
        with os.scandir(folder / path) as entries:
            for entry in entries:
                inner = path + entry.name
                if not entry.is_dir():
                    found[inner] = _piece(entry, known[inner]) if inner in known else _read(entry.path)
                else:
                    waiting.append(inner + "/")
    return found


def written(content: bytes, file: Path) -> Piece:
    """Write a file of the new site."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return Piece(hashlib.sha256(content).hexdigest(), mark(file), str(file))


def _piece(entry: os.DirEntry[str], sha: str) -> Piece:
    stat = entry.stat()
    return Piece(sha, (stat.st_size, stat.st_mtime_ns, stat.st_ino), entry.path)


def _read(file: str) -> Piece:
    with open(file, "rb", buffering=0) as opened:
        stat = os.fstat(opened.fileno())
        sha = hashlib.sha256(opened.readall()).hexdigest()
    return Piece(sha, (stat.st_size, stat.st_mtime_ns, stat.st_ino), file)
