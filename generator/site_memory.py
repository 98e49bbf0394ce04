"""The site that stands, remembered: what each page was made of and what each file holds, so that only what differs is
made again.

Kept below ``build/cache/site``. A file of the site counts only while it lies there as it was written (size, time, and
place on the disk); one that was touched is made anew. Memory that is damaged, foreign or of another version of the
program is thrown away: losing it costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator import memory
from generator.memory import Mark
from generator.pieces import Piece, Pieces
from generator.processes import collector_at_rest
from generator.searching.frequent import Frequent
from generator.searching.texts import Shelved

FILES, PAGES, TEXTS = "files.json", "pages-{}.json", "texts-{}"


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page of the site, and what it came from."""

    key: str
    """A hash of everything that it was made of."""
    file: str
    """Where it lies, below the root of its language."""
    searched: Shelved | None
    """What is searched on it; nothing for one that is not searched."""


Pages = Mapping[str, MadePage]
"""Path in the tree → the page that was made of it."""


@dataclass(frozen=True)
class Memory:
    """What is known of the site that stands."""

    files: Pieces = field(default_factory=dict)
    """The files that lie there as they were written."""
    named: Mapping[str, list[str]] = field(default_factory=dict)
    """Path of one of them → the files that it loads, of those that readers can keep."""
    pages: Mapping[str, Pages] = field(default_factory=dict)
    """Language → its pages."""
    frequent: Mapping[str, Frequent] = field(default_factory=dict)
    """Language → the segments that stand on very many of them."""
    is_whole: bool = False
    """Whether everything that was written lies there as it was written, and nothing else."""


NOTHING = Memory()


def recall(site: Path, folder: Path, roots: Mapping[str, str]) -> Memory:
    """What is known of ``site``; ``roots`` is language → where it begins in the site. Nothing, where that is unsure."""
    with collector_at_rest():
        return _recalled(site, folder, roots)


def _recalled(site: Path, folder: Path, roots: Mapping[str, str]) -> Memory:
    known = memory.read(folder / FILES)
    if not isinstance(known, dict):
        return NOTHING
    there = dict(memory.marks(site))
    found_there = ((path, line[:64], there.get(path), line) for path, line in known["files"].items())
    files = {
        path: Piece(sha, mark, f"{site}/{path}")
        for path, sha, mark, line in found_there
        if mark is not None and line == _line(sha, mark)
    }
    named = {path: targets for path, targets in known["named"].items() if path in files}
    pages: dict[str, Pages] = {}
    frequent = {}
    for code, root in roots.items():
        found, shelf = memory.read(folder / PAGES.format(code)), _read(folder / TEXTS.format(code))
        pages[code] = {}
        if not isinstance(found, dict) or found["texts"] != sha256(shelf).hexdigest():
            continue
        made = {source: _page(page, shelf) for source, page in found["pages"].items()}
        pages[code] = {source: page for source, page in made.items() if root + page.file in files}
        if found["frequent"] is not None:
            frequent[code] = Frequent(*found["frequent"])
    is_whole = len(files) == len(known["files"]) == len(there) and not site.is_symlink()
    return Memory(files, named, pages, frequent, is_whole)


def keep(folder: Path, new: Memory) -> None:
    """Remember a site; where nothing can be written, nothing is."""
    with contextlib.suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for code, made in new.pages.items():
            shelf, pages = _shelved(made)
            (folder / TEXTS.format(code)).write_bytes(shelf)
            counted = new.frequent.get(code)
            frequent = counted and [counted.counts, counted.others]
            value = {"texts": sha256(shelf).hexdigest(), "frequent": frequent, "pages": pages}
            memory.write(folder / PAGES.format(code), value)
        files = {path: _line(piece.sha, piece.mark) for path, piece in new.files.items()}
        memory.write(folder / FILES, {"files": files, "named": new.named})


def _line(sha: str, mark: Mark) -> str:
    """A file as it is kept: one text is read and written faster than four things."""
    return f"{sha} {mark[0]} {mark[1]} {mark[2]}"


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _shelved(pages: Pages) -> tuple[bytes, dict[str, list[Any]]]:
    """The texts of all pages one behind the other, and what else is known of each."""
    texts: list[bytes] = []
    known: dict[str, list[Any]] = {}
    end = 0
    for source, page in pages.items():
        known[source] = [page.key, page.file]
        if found := page.searched:
            texts.append(found.written)
            start, end = end, end + len(texts[-1])
            known[source] += [found.url, found.kind, found.title, found.names, found.digest.hex(), start, end]
    return b"".join(texts), known


def _page(known: list[Any], shelf: bytes) -> MadePage:
    key, file, *searched = known
    if not searched:
        return MadePage(key, file, None)
    url, kind, title, names, digest, start, end = searched
    return MadePage(key, file, Shelved(url, kind, title, tuple(names), bytes.fromhex(digest), shelf, start, end))
