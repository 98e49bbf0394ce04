"""The new site in the place of the old one: by renaming its folder, or file by file where little differs.

File by file, it is first written down which files come and which go (the journal). From then on the new site is what
stands: whoever is cut off in between leaves the rest to the next one (:func:`restore`), and does the same things in
the same order as often as need be. Until then the old one is untouched. A file that stands is never written into: it
is replaced by a rename, so that other names of it, and who is reading it, keep what they have.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator import memory
from generator.pieces import Piece, Pieces
from generator.sealing import SEAL

FORM = "journal 1"
"""What a journal begins with. Not the program's version: another one has to finish what this one has begun."""


def change(site: Path, made: Path, new: Pieces, old: Pieces, kept: tuple[Path, Path]) -> None:
    """Bring the files of the site that stands into line with ``new``.

    ``old`` is what lies there, all of it; what differs lies in ``made`` under the same paths. ``kept`` is a folder and
    where it is to be put together with the site. All of them are below the folder that the site is in.
    """
    come = [path for path, piece in new.items() if old.get(path) is not piece]
    home = site.parent
    value = {
        "made": made.relative_to(home).as_posix(),
        "come": sorted(come, key=lambda path: (path == SEAL, path)),
        "go": sorted(old.keys() - new.keys()),
        "kept": [folder.relative_to(home).as_posix() for folder in kept],
    }
    memory.write(_journal(site), value, FORM)
    _carry_on(site)


def swap_in(new: Path, site: Path, kept: tuple[Path, Path]) -> None:
    """Put a whole new site in the place of the one that is there; ``kept`` is as in :func:`change`."""
    old = _aside(site)
    shutil.rmtree(kept[1], ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        restore(site)
        raise
    _put(*kept)
    shutil.rmtree(old, ignore_errors=True)


def restore(site: Path) -> None:
    """Finish what was begun of a new site, and put the old one back that was set aside before the new one stood.

    What cannot be finished loses its seal, so that nothing publishes it and the next build makes all of it anew.
    """
    with contextlib.suppress(OSError, LookupError, TypeError):
        _carry_on(site)
    if is_changing(site):
        (site / SEAL).unlink(missing_ok=True)
        _journal(site).unlink(missing_ok=True)
    if _aside(site).exists() and not site.exists():
        _aside(site).rename(site)


def is_changing(site: Path) -> bool:
    """Whether a change of the site is not finished."""
    return _journal(site).exists()


def fill(new: Path, files: dict[str, Piece]) -> None:
    """Have all the files of a site in its folder ``new``, where some were made: the others are shared with the site
    that stands. What did not change keeps its date, for browsers and for whoever copies only what is new."""
    for path, piece in files.items():
        target = f"{new}/{path}"
        if piece.place == target:
            continue
        with contextlib.suppress(FileNotFoundError):
            os.unlink(target)
        try:
            share(piece.place, target)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            share(piece.place, target)
        files[path] = piece._replace(mark=memory.mark(target))


def _carry_on(site: Path) -> None:
    """Do, or do again, what the journal says."""
    journal, home = _journal(site), site.parent
    said = memory.read(journal, FORM)
    if said is None:
        return
    for path in said["go"]:
        # In its place may be a folder, or the folder that it was in may be a file: then this was done before.
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            if not os.path.isdir(site / path):
                os.unlink(site / path)
    _drop_empty(site, said["go"])
    made = home / said["made"]
    for path in said["come"]:
        _move(made / path, site / path)
    _put(*(home / folder for folder in said["kept"]))
    journal.unlink(missing_ok=True)


def _put(folder: Path, target: Path) -> None:
    """Put a folder in the place of another, if it is there."""
    if folder.exists():
        shutil.rmtree(target, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):  # somebody else has done it
            folder.rename(target)


def _move(file: Path, target: Path) -> None:
    """Put a file in its place, if nobody has done that already."""
    try:
        os.replace(file, target)
    except IsADirectoryError:  # one without files: those are known
        shutil.rmtree(target)
        os.replace(file, target)
    except FileNotFoundError:
        if file.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, target)
        elif not target.exists():
            raise


def _drop_empty(site: Path, gone: Iterable[str]) -> None:
    """Take away the folders that held nothing but files that are gone."""
    for folder in sorted({parent for path in gone for parent in Path(path).parents}, key=lambda one: -len(one.parts)):
        if folder.parts:
            with contextlib.suppress(OSError):
                os.rmdir(site / folder)


def share(file: str, target: str) -> None:
    """One file under two names; where that cannot be, a copy with its date."""
    try:
        os.link(file, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(file, target)


def _journal(site: Path) -> Path:
    return site.with_name(site.name + ".journal")


def _aside(site: Path) -> Path:
    return site.with_name(site.name + ".old")
