"""The site that stands, remembered: what each page was made of and what each file holds, so that only what differs is
made again.

Kept below ``build/cache/site``. A file of the site counts only while it lies there as it was written (size, time, and
place on the disk); one that was touched is made anew. Memory that is damaged, foreign or of another version of the
program is thrown away: losing it costs time and nothing else.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import memory

FILES, PAGES = "files.json", "pages-{}.json"


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page of the site, and what it came from."""

    key: str
    """A hash of everything that it was made of."""
    file: str
    """Where it lies, below the root of its language."""
    searched: str
    """What is searched on it, as ``Searched.to_json`` writes it; empty for one that is not searched."""


Pages = Mapping[str, MadePage]
"""Path in the tree → the page that was made of it."""


@dataclass(frozen=True)
class Memory:
    """What is known of the site that stands."""

    files: Mapping[str, str] = field(default_factory=dict)
    """Path below the site → SHA-256, of the files that lie there as they were written."""
    pages: Mapping[str, Pages] = field(default_factory=dict)
    """Language → its pages."""
    is_whole: bool = False
    """Whether every file that was written lies there as it was written."""


NOTHING = Memory()


def recall(site: Path, folder: Path, roots: Mapping[str, str]) -> Memory:
    """What is known of ``site``; ``roots`` is language → where it begins in the site. Nothing, where that is unsure."""
    known = memory.read(folder / FILES)
    if not isinstance(known, dict):
        return NOTHING
    there = dict(memory.marks(site))
    files = {path: sha for path, (sha, *mark) in known.items() if there.get(path) == tuple(mark)}
    pages: dict[str, Pages] = {}
    for code, root in roots.items():
        found = memory.read(folder / PAGES.format(code))
        made = {source: MadePage(*page) for source, page in found.items()} if isinstance(found, dict) else {}
        pages[code] = {source: page for source, page in made.items() if root + page.file in files}
    return Memory(files, pages, len(files) == len(known))


def keep(site: Path, folder: Path, files: Mapping[str, str], pages: Mapping[str, Pages]) -> None:
    """Remember the site that stands now; where nothing can be written, nothing is."""
    there = dict(memory.marks(site))
    known = {path: [sha, *there[path]] for path, sha in files.items() if path in there}
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        memory.write(folder / FILES, known)
        for code, made in pages.items():
            memory.write(
                folder / PAGES.format(code),
                {source: [page.key, page.file, page.searched] for source, page in made.items()},
            )


def forget(folder: Path) -> None:
    """Before the site is changed: what is known of it holds no more, whatever happens next."""
    with contextlib.suppress(OSError):
        (folder / FILES).unlink()
