"""Bytes of an editor's file from disk: plain files inside the publication only, and never more than is allowed."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from generator.findings import Finding, Position, error

MAX_BYTES: Final = 1024 * 1024
"""A record is a page of text; what is larger is something else."""


def load_file(path: Path, root: Path) -> bytes | Finding:
    """The bytes of ``path``, which lies below ``root``, or why they are not read.

    Follows no symbolic link, neither the file nor a folder below ``root``: it could lead to any file of the machine.
    Opens neither pipes nor devices, which might never end. Never raises for what lies on the disk.
    """
    linked = first_link(path, root)
    if linked is not None:
        return error("file-symlink", _position(path, root), link=shown(linked, root))
    return load_plain(path, root)


def load_plain(path: Path, root: Path) -> bytes | Finding:
    """:func:`load_file` where :func:`first_link` found none on the way to the folder of ``path``."""
    try:
        found = os.lstat(path)
        mode = found.st_mode
        if stat.S_ISLNK(mode):
            return error("file-symlink", _position(path, root), link=shown(path, root))
        if not stat.S_ISREG(mode):
            return error("file-not-regular", _position(path, root))
        # The flags say it again for a file that was exchanged in between.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
            raw = file.read(min(found.st_size, MAX_BYTES) + 1)  # room is made for all that is asked for
            if len(raw) > found.st_size:  # it has grown in between
                raw += file.read(MAX_BYTES + 1 - len(raw))
            size = len(raw) if len(raw) <= MAX_BYTES else os.fstat(file.fileno()).st_size
    except OSError as problem:
        return error("file-unreadable", _position(path, root), reason=problem.strerror or type(problem).__name__)
    if len(raw) > MAX_BYTES:
        return error("file-too-large", _position(path, root), size=max(size, len(raw)), limit=MAX_BYTES)
    return raw


def shown(path: Path, root: Path) -> str:
    """The path from ``root`` with forward slashes, with bytes that are no text made visible."""
    inside = path.relative_to(root) if path.is_relative_to(root) else path
    return inside.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _position(path: Path, root: Path) -> Position:
    return Position(file=shown(path, root))


def first_link(path: Path, root: Path) -> Path | None:
    """The outermost symbolic link on the way from ``root`` to ``path``."""
    below = path.parts[: len(root.parts)] == root.parts
    depth = len(path.parts) - len(root.parts) if below else 1
    between = [path, *path.parents[: max(depth - 1, 0)]]
    return next((step for step in reversed(between) if os.path.islink(step)), None)
