"""Whether two machines would make the same pages: hashes of the program, and of each part of what it works from.

Parts of a site that were made apart belong together where all of these agree; where they do not, the names of the
parts that differ are what whoever puts them together has to know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator import program
from generator.basemaps import Ground
from generator.catalogue import Catalogue

PARTS = ("program", "records", "configuration", "content", "history", "day")
"""What pages depend on; the names stand in manifests and have words in ``i18n/cli.*.yml`` (``part_…``)."""


def inputs(root: Path, catalogue: Catalogue, words: Mapping[str, Any], grounds: Mapping[str, Ground]) -> dict[str, str]:
    """Part → a hash of it; ``words`` are the publication's own, ``grounds`` its maps', with the keys that they need."""
    around = catalogue.surroundings
    settings = [root / "mkdocs.yml", *_files_below(root / "site_config")]
    return {
        "program": program.version(),
        "records": hash_of([(entry.file, entry.raw) for entry in catalogue.everything]),
        "configuration": hash_of((_hashes(root, settings), words, grounds)),
        "content": hash_of(_hashes(root, _files_below(root / "content"))),
        "history": hash_of(
            (around.commit, around.changed, around.commits, around.redirects, around.withheld, around.chronicle)
        ),
        "day": around.as_of.isoformat() if around.as_of else "",
    }


def surroundings(root: Path, catalogue: Catalogue, *more: object) -> str:
    """A hash of what lies around the records and is no question about one of them (:mod:`generator.tracing`): with
    another one nothing that was remembered of them holds. ``more`` is told too, as its ``repr``."""
    around = catalogue.surroundings
    told = (
        _hashes(root, _files_below(root / "site_config")), around.as_of, sorted(around.pictures.items()),
        sorted(around.asset_files), sorted(around.redirects.items()), sorted(around.withheld),
        around.chronicle is not None and around.chronicle.is_complete, *more,
    )  # fmt: skip
    return hashlib.sha256(repr(told).encode()).hexdigest()


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The parts in which two sets of inputs are not the same."""
    return [part for part in PARTS if one.get(part) != other.get(part)]


def hash_of(value: Any) -> str:
    """A hash of plain values, dataclasses and models, the same in every process; TypeError for what is none of them."""
    digest = hashlib.sha256()
    _feed(digest, value)
    return digest.hexdigest()


def _feed(digest: Any, value: Any) -> None:
    """Tell the digest of a value and of all that it holds."""
    if value is None or isinstance(value, bool | int | float | str | Decimal | date):
        _add(digest, type(value).__name__.encode(), str(value).encode("utf-8", "surrogatepass"))
    elif isinstance(value, bytes):
        _add(digest, b"bytes", value)
    elif isinstance(value, Enum):
        _feed(digest, value.value)
    elif isinstance(value, Mapping):
        _add(digest, b"mapping", *sorted(f"{hash_of(key)}{hash_of(inner)}".encode() for key, inner in value.items()))
    elif isinstance(value, frozenset | set):
        _add(digest, b"set", *sorted(hash_of(inner).encode() for inner in value))
    elif isinstance(value, tuple | list):
        _add(digest, f"row of {len(value)}".encode())
        for inner in value:
            _feed(digest, inner)
    elif isinstance(value, BaseModel):
        _add(digest, type(value).__name__.encode())
        _feed(digest, value.__dict__)
    elif is_dataclass(value):
        _add(digest, type(value).__name__.encode())
        for field in fields(value):
            _feed(digest, getattr(value, field.name))
    else:
        raise TypeError(f"{type(value).__name__} has no hash of its own")


def _add(digest: Any, *parts: bytes) -> None:
    """Each counted in its length, so that none runs into the next."""
    for part in parts:
        digest.update(f"{len(part)}:".encode())
        digest.update(part)


def _hashes(root: Path, files: Iterable[Path]) -> list[tuple[str, str]]:
    """Path below ``root`` and a hash of the content, without keeping any content in memory."""
    return [(path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
