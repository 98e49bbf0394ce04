"""The commits of the published branch that touched records, in one pass over git's log.

Only the first parent of a merge is followed: what a merge brought is one step, on the day on which readers could see
it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from generator.chronicle import Event, Key, Moment, Touch
from generator.history.cache import Cache
from generator.history.git import ask
from generator.privacy import find_personal_data
from generator.records import BY_FOLDER

ALIKE = "-M80%"
"""How much of a file must have stayed for git's guess that it was renamed; records of small places look much alike."""

_MERGE = re.compile(r"Merge (?:branch|pull request|remote-tracking branch|tag|commit)\b")
_NAMES = re.compile(r"\b(?:signed-off|co-authored|reviewed|reported|tested|acked)-by\b", re.IGNORECASE)
"""Where git's own conventions name somebody."""
_GARBLED = re.compile(r"[\x80-\xff]{4}")
"""A message in GBK that git took for Latin-1."""
_FILE = re.compile(r"data/([^/]+)/([^/]+)\.yml")
_PLAIN = ("100644", "100755")


_LOG = (
    "log", "-z", "--reverse", "--first-parent", "--diff-merges=first-parent", "--relative", "--raw", "--no-abbrev",
    ALIKE, "-l0", "--format=%x01%H %ct %D%n%s", "--decorate=short", "--decorate-refs-exclude=*",
)  # fmt: skip


def read_log(root: Path, zone: tzinfo = UTC, cache: Cache | None = None) -> tuple[tuple[Event, ...], bool] | None:
    """Every commit from the oldest on, and whether they go back to the beginning; nothing where git has none.

    With a cache only commits are asked for that have come since; not where the branch was rewritten or cut elsewhere.
    """
    chain = (ask(root, "rev-list", "--first-parent", "HEAD") or b"").decode().split()
    if not chain:
        return None
    known_to, known = cache.read_log(chain[-1]) if cache else ("", b"")
    if known_to not in chain:
        known_to, known = "", b""
    news = b""
    if known_to != chain[0]:
        told = ask(root, *_LOG, f"{known_to}..{chain[0]}" if known_to else chain[0], "--", "data")
        if told is None:
            return None
        news = told if not known or not told else b"\0" + told
    said = known + news
    if cache and known_to != chain[0]:
        cache.write_log(chain[-1], chain[0], said)
    is_shallow = ask(root, "rev-parse", "--is-shallow-repository")
    return tuple(_events(said, zone)), is_shallow is not None and is_shallow.strip() != b"true"


def read_blobs(root: Path, names: list[str]) -> Iterator[tuple[str, bytes]]:
    """The contents of blobs by name; those that are not in this clone are left out."""
    said = ask(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()) if names else b""
    start, said = 0, said or b""
    while start < len(said):
        end = said.index(b"\n", start)
        name, *rest = said[start:end].decode().split()
        start = end + 1
        if len(rest) == 2:
            size = int(rest[1])
            if rest[0] == "blob":
                yield name, said[start : start + size]
            start += size + 1


def message_of(subject: str) -> str:
    """A commit's first line, where it may be shown: no personal data, no account names, nothing that git wrote."""
    text = " ".join(subject.split())
    if not text or _MERGE.match(text) or _NAMES.search(text) or _GARBLED.search(text):
        return ""
    if "@" in text or any(True for _ in find_personal_data(text)):
        return ""
    return "" if not text.isprintable() else text[:200]


def _events(said: bytes, zone: tzinfo) -> Iterator[Event]:
    words = iter(said.split(b"\0"))
    moment, is_cut = None, False
    touches: list[Touch] = []
    for word in words:
        word = word.lstrip(b"\n")
        if word.startswith(b"\1"):
            if moment and touches:
                yield Event(moment, tuple(touches), is_cut)
            head, _, subject = word[1:].decode("utf-8", "replace").partition("\n")
            commit, seconds, names = (head + "  ").split(" ", 2)
            day = datetime.fromtimestamp(int(seconds), zone).date()
            moment, touches = Moment(commit, int(seconds), day, message_of(subject)), []
            is_cut = "grafted" in names
        elif word.startswith(b":"):
            modes_and_names = word[1:].decode().split()
            status = modes_and_names[4]
            paths = [os.fsdecode(next(words, b"")) for _ in range(2 if status[0] in "RC" else 1)]
            touches.extend(_touched(modes_and_names, status, paths))
    if moment and touches:
        yield Event(moment, tuple(touches), is_cut)


def _touched(raw: list[str], status: str, paths: list[str]) -> Iterator[Touch]:
    old_mode, new_mode, _, version, _ = raw
    was_key = key_of_file(paths[0]) if old_mode in _PLAIN and status[0] != "C" else None
    key = key_of_file(paths[-1]) if new_mode in _PLAIN else None
    if key or was_key:
        yield Touch(key, was_key, version if key else "")


def key_of_file(path: str) -> Key | None:
    """The record that a file holds."""
    found = _FILE.fullmatch(path)
    kind = BY_FOLDER.get(found[1]) if found else None
    return (kind.name, found[2]) if found and kind else None
