"""The Markdown tree on disk: what was rendered and what was written by hand, side by side.

Two pages at one path and links that lead nowhere are findings. Only files whose bytes differ are written, so that
whoever builds from the tree can tell what changed; what is no longer part of it is deleted.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import memory
from generator.findings import Finding, Position, error
from generator.guessing import closest
from generator.writing.artifacts import Artifact

Tree = dict[str, bytes]
"""Path below the tree's root → content."""


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written file as it goes into a tree: its path from the publication's root, its content, and by how many
    lines its content there lies further up than in the file itself."""

    file: str
    content: bytes
    shift: int = 0

_LINK = re.compile(r"\]\(\s*<?([^)\s>#]*)(#[^)\s>]*)?>?[^)]*\)")


def join(rendered: Iterable[Artifact], written: Mapping[str, Written]) -> tuple[Tree, list[Finding]]:
    """The files of one language's tree; ``written`` is path in the tree → what was written by hand."""
    tree = {artifact.path: artifact.content for artifact in rendered}
    findings = []
    for path, page in written.items():
        if path in tree:
            findings.append(error("page-collision", Position(file=page.file), path=path, other=path))
        tree[path] = page.content
    for path, page in written.items():
        if path.endswith(".md"):
            findings.extend(_dead_links(path, page, tree))
    return tree, findings


def write(
    tree: Mapping[str, bytes], folder: Path, standing: Collection[str] = (), there: Collection[str] | None = None
) -> tuple[set[str], set[str]]:
    """Bring a folder into line with the tree; returns the paths that were written and those that were deleted.

    What is ``standing`` lies there already, whatever the tree says of it. ``there`` are the files of the folder, where
    that is known.
    """
    there = {path for path, _ in memory.marks(folder)} if there is None else set(there)
    changed = set()
    for path, content in tree.items():
        if path in standing:
            continue
        if put(folder / path, content, is_there=path in there):
            changed.add(path)
    stale = there - tree.keys()
    for path in stale:
        (folder / path).unlink()
        _tidy((folder / path).parent, folder)
    return changed, stale


def put(target: Path, content: bytes, *, is_there: bool) -> bool:
    """Have this content in a file; returns whether it had to be written. ``is_there``: whether there is one."""
    if is_there and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return True


def _tidy(folder: Path, top: Path) -> None:
    """Take away a folder that is empty, and those above it that then are."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:  # something is in it
            return
        folder = folder.parent


def _dead_links(path: str, page: Written, tree: Mapping[str, bytes]) -> Iterator[Finding]:
    fenced = False
    for number, line in enumerate(page.content.decode().splitlines(), 1 + page.shift):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if fenced:
            continue
        for found in _LINK.finditer(re.sub(r"`[^`]*`", lambda code: " " * len(code[0]), line)):
            target = found[1]
            if not target or ":" in target or target.startswith("/"):
                continue
            resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if resolved not in tree:
                meant = closest(resolved, tree)
                suggestion = posixpath.relpath(meant, posixpath.dirname(path) or ".") if meant else ""
                position = Position(file=page.file, line=number, column=found.start(1) + 1)
                yield error("page-link", position, target=target, suggestion=suggestion)
