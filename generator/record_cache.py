"""Records that were read and found right, kept under ``build/cache/records/`` by what their files hold.

The name of a record is a hash of its kind, its file's path and bytes, so that one that was changed, moved or is of
another kind is not known here. Every shard names the way of reading that it was made by and a hash of what it holds;
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
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Final

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

_DIGITS: Final = 2
"""Of a name in hexadecimal, by which it is put into one of 256 shards: some fifty records of ten thousand."""


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


def name_of(kind: str, file: str, raw: bytes) -> str:
    """The name under which a record is kept."""
    return hashlib.sha256(f"{kind}\0{file}\0".encode("utf-8", "surrogateescape") + raw).hexdigest()


def recall(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those of the names that are known, with their packed records as JSON; shard by shard."""
    for shard, wanted in _by_shard(names).items():
        kept = _read(folder / shard)
        for name in wanted:
            if name in kept:
                yield name, kept[name]


def keep(folder: Path, names: Iterable[str], fresh: Mapping[str, str]) -> None:
    """Have exactly these names in the cache, as far as they are known: those in ``fresh``, and those that it had.

    Shards that would stay the same are not written. Where the folder cannot be written, nothing is kept.
    """
    wanted = _by_shard(names)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.iterdir():
            if file.name not in wanted:
                file.unlink()
        for shard, kept_names in wanted.items():
            before = _read(folder / shard)
            after = {name: known for name in kept_names if (known := fresh.get(name) or before.get(name))}
            if after != before:
                _write(folder / shard, after)
    except OSError:
        return


def _by_shard(names: Iterable[str]) -> dict[str, list[str]]:
    shards: dict[str, list[str]] = {}
    for name in names:
        shards.setdefault(name[:_DIGITS], []).append(name)
    return shards


def _read(file: Path) -> dict[str, str]:
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return {}
    try:
        return dict(line.split(" ", 1) for line in body.decode("utf-8").split("\n")) if head == _head(body) else {}
    except ValueError:
        return {}


def _write(file: Path, records: Mapping[str, str]) -> None:
    """Write beside it and rename, so that nobody ever reads half a shard, and two builds at once do no harm."""
    body = "\n".join(f"{name} {packed}" for name, packed in sorted(records.items())).encode()
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
