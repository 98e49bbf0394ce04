"""Records that were read and found right, kept under ``build/cache/records/`` by what their files hold.

A record is known by the path of its file and a hash of its bytes, so that one that was changed, moved or is of another
kind is not known here. Every shard names the way of reading that it was made by and a hash of what it holds;
one that is damaged, foreign or of another version is thrown away, and losing it costs time and nothing else. What it
holds is JSON of packed values (:mod:`generator.packing`) and runs nothing. It is no safer than the rest of ``build/``:
whoever can write there can change the finished site as well.
"""

from __future__ import annotations

import hashlib
import os
import platform
import tempfile
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from generator.entries import Packed

READERS: Final = (
    "almanac", "documents", "encoding", "entries", "files", "findings", "guessing", "packing", "privacy",
    "reading", "records", "slips", "tracing", "validation", "values",
)  # fmt: skip
"""The modules and packages that decide what becomes of a record's bytes: with other ones everything is read again. No
vocabulary is among them: whether a word is in one is checked later, with the catalogue."""

LIBRARIES: Final = (
    "borax", "caltib", "hijridate", "markdown-it-py", "nh3", "opening-hours-py", "pydantic", "pydantic-core", "PyYAML",
)  # fmt: skip
"""The distributions that these modules use."""

_SHARDS: Final = 16
"""Files that the records lie in: what changed is written with a sixteenth of the others."""


class Kept(NamedTuple):
    """A record that was read from a file with this hash."""

    version: str
    packed: Packed


@cache
def reading_version() -> str:
    """A name for the way in which this program, with the libraries that it uses, reads records."""
    package, digest = Path(str(resources.files("generator"))), hashlib.sha256()
    for name in READERS:
        for path in sorted([package / f"{name}.py", *(package / name).rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(package).as_posix()} ".encode() + path.read_bytes())
    tools = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    digest.update("; ".join([platform.python_version(), unicodedata.unidata_version, *tools]).encode())
    return digest.hexdigest()


def recall(folder: Path) -> dict[str, Kept]:
    """File → what was read of it, of all that lie there whole."""
    found: dict[str, Kept] = {}
    for number in range(_SHARDS):
        found |= _read(folder / str(number))
    return found


def keep(folder: Path, before: Mapping[str, Kept], after: Mapping[str, Kept]) -> None:
    """Have exactly these in the cache, where ``before`` are there. Shards that would stay the same are not written.

    Where the folder cannot be written, nothing is kept.
    """
    there, wanted = _by_shard(before), _by_shard(after)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.iterdir():
            if file.name not in wanted:
                file.unlink()
        for shard, records in wanted.items():
            if records != there.get(shard):
                _write(folder / shard, records)
    except OSError:
        return


def _by_shard(records: Mapping[str, Kept]) -> dict[str, dict[str, Kept]]:
    shards: dict[str, dict[str, Kept]] = {}
    for file, one in records.items():
        shards.setdefault(str(crc32(file.encode()) % _SHARDS), {})[file] = one
    return shards


def _read(file: Path) -> dict[str, Kept]:
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        if head != _head(body):
            return {}
        rows = (line.split("\t") for line in body.decode("utf-8").split("\n"))
        return {name: Kept(version, Packed(named, core, record)) for name, version, named, core, record in rows}
    except (OSError, ValueError):
        return {}


def _write(file: Path, records: Mapping[str, Kept]) -> None:
    """Write beside it and rename, so that nobody ever reads half a shard, and two builds at once do no harm."""
    rows = ("\t".join((name, one.version, *one.packed)) for name, one in sorted(records.items()))
    body = "\n".join(rows).encode()
    handle, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(_head(body) + b"\n" + body)
        os.replace(name, file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _head(body: bytes) -> bytes:
    return f"{reading_version()} {hashlib.sha256(body).hexdigest()}".encode()
