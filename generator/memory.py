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


def read(file: Path) -> Any:
    """What was written there; nothing where it is damaged, of another program, or not there."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        return json.loads(body) if head == _head(body) else None
    except (OSError, ValueError):
        return None


def write(file: Path, value: object) -> None:
    """Write beside it and rename, so that nobody ever reads half of it."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogateescape")
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.write_bytes(_head(body) + b"\n" + body)
    new.replace(file)


def marks(folder: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Every file below a folder with what tells it apart from any other: size, time, place on the disk."""
    waiting = [(folder, "")]
    while waiting:
        here, path = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(here) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((here / entry.name, f"{path}{entry.name}/"))
                elif entry.is_file(follow_symlinks=False):
                    stat = entry.stat(follow_symlinks=False)
                    yield path + entry.name, (stat.st_size, stat.st_mtime_ns, stat.st_ino)


def _head(body: bytes) -> bytes:
    return f"{program.version()} {hashlib.sha256(body).hexdigest()}".encode()
