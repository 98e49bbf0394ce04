"""What one build tells the next, as files that are taken only if they are whole, and of this very program."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import program

Mark = tuple[int, int, int]
"""What tells a file apart from any other, and from itself as it was: size, time in ns, place on the disk."""


def read(file: Path, by: str | None = None) -> Any:
    """What was written there; nothing where it is damaged, not there, or of another program: this one, or ``by``."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        return json.loads(body) if head == _head(body, by) else None
    except (OSError, ValueError):
        return None


def write(file: Path, value: object, by: str | None = None) -> None:
    """Write beside it and rename, so that nobody ever reads half of it."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogateescape")
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.write_bytes(_head(body, by) + b"\n" + body)
    new.replace(file)


def mark(file: str | Path) -> Mark:
    """What tells the file that lies there apart from any other."""
    stat = os.stat(file, follow_symlinks=False)
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def marks(folder: Path) -> Iterator[tuple[str, Mark]]:
    """Everything below a folder that is no folder, with what tells it apart from any other."""
    waiting = [(str(folder), "")]
    while waiting:
        here, path = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(here) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{path}{entry.name}/"))
                else:
                    stat = entry.stat(follow_symlinks=False)
                    yield path + entry.name, (stat.st_size, stat.st_mtime_ns, stat.st_ino)


def _head(body: bytes, by: str | None) -> bytes:
    return f"{program.version() if by is None else by} {hashlib.sha256(body).hexdigest()}".encode()
