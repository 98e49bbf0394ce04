"""What rendering yields: files by path, not yet anywhere on a disk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of one language's tree: its path below the tree's root, and its bytes."""

    path: str
    content: bytes

    @classmethod
    def of(cls, path: str, text: str) -> Artifact:
        """A text file, as UTF-8."""
        return cls(path, text.encode())
