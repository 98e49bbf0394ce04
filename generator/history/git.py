"""Asking git: which commit is checked out, when files changed, every version of every record.

Outside git, or without it, there is simply no answer. Nothing is fetched: a clone that lacks versions has less history.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that is checked out, or that last changed a file; and whether what lies here differs from it."""

    hash: str
    date: date
    dirty: bool


def newest_commit(root: Path, zone: tzinfo = UTC) -> Commit | None:
    """The commit that is checked out at ``root`` or above it, with its day by the clock of ``zone``."""
    said = ask(root, "log", "-1", "--format=%H %ct")
    if not said:
        return None
    hash_, seconds = said.decode().split()
    changes = ask(root, "status", "--porcelain", "-z", "--", ".")
    return Commit(hash_, _day(seconds, zone), dirty=bool(changes))


def last_changes(root: Path, folders: Iterable[str] = ("data", "content"), zone: tzinfo = UTC) -> dict[str, date]:
    """File below ``root`` → the day, by the clock of ``zone``, of the newest commit that changed what it says."""
    return {file: commit.date for file, commit in last_commits(root, folders, zone).items()}


def last_commits(root: Path, folders: Iterable[str] = ("data", "content"), zone: tzinfo = UTC) -> dict[str, Commit]:
    """File below ``root`` → the newest commit that changed what it says.

    A file that was moved without a change keeps its day. In a shallow clone the oldest commit at hand seems to have
    made every file; what is known from it alone is left out.
    """
    folders = tuple(folders)
    said = ask(
        root, "log", "-z", "--relative", "-M100%", "--name-status", "--format=%x01%H %ct %D", "--decorate=short",
        "--decorate-refs-exclude=*", "--", *folders,
    )  # fmt: skip
    told = ask(root, "diff", "--name-only", "-z", "--relative", "HEAD", "--", *folders)
    differing = {os.fsdecode(name) for name in (told or b"").split(b"\0")}
    commits: dict[str, Commit] = {}
    now: dict[str, str] = {}  # name at the commit that is looked at → name today
    for commit, is_cut, changes in _commits(said or b"", zone):
        moved: dict[str, str] = {}
        for status, *paths in changes:
            newest = now.pop(paths[-1], paths[-1])
            if status == "R100":
                moved[paths[0]] = newest
            elif not is_cut:
                commits.setdefault(newest, commit)
        now |= moved
    return {
        file: replace(commit, dirty=file in differing) for file, commit in commits.items() if (root / file).is_file()
    }


def _commits(said: bytes, zone: tzinfo) -> Iterator[tuple[Commit, bool, list[tuple[str, ...]]]]:
    """Each commit from the newest on: what it is, whether the history is cut off at it, and ``(status, path …)``."""
    words = iter(said.split(b"\0"))
    commit, is_cut = Commit("", date.min, dirty=False), False
    changes: list[tuple[str, ...]] = []
    for word in words:
        word = word.lstrip(b"\n")
        if word.startswith(b"\1"):
            if changes:
                yield commit, is_cut, changes
            hash_, seconds, names = (word[1:].decode("utf-8", "replace") + " ").split(" ", 2)
            commit, is_cut, changes = Commit(hash_, _day(seconds, zone), dirty=False), "grafted" in names, []
        elif word:
            status = word.decode()
            paths = [next(words, b"") for _ in range(2 if status[0] in "RC" else 1)]
            changes.append((status, *(os.fsdecode(path) for path in paths)))
    if changes:
        yield commit, is_cut, changes


def _day(seconds: str, zone: tzinfo) -> date:
    return datetime.fromtimestamp(int(seconds), zone).date()


def ask(root: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """What git prints, or nothing where there is no repository, no commit or no git; ``given`` is what it reads."""
    # A hook of git's sets these for its own repository, which need not be the one that the publication lies in.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**clean, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "--no-optional-locks", "-c", "core.quotepath=off", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
