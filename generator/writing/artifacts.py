"""What rendering yields: files by path, not yet anywhere on a disk, and the parts in which it is divided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of one language's tree: its path below the tree's root, and its bytes."""

    path: str
    content: bytes

    @classmethod
    def of(cls, path: str, text: str) -> Artifact:
        """A text file, as UTF-8."""
        return cls(path, text.encode())


@dataclass(frozen=True, slots=True)
class Leaf:
    """Files of a tree that are made together, not made yet: what processes and machines divide among themselves.

    ``name`` is unique in its tree and says everything that the leaf is given; the order of leaves means nothing.
    """

    name: str
    make: Callable[[], Iterable[Artifact]] = field(compare=False)
    is_followed: bool = False
    """Whether all that it looks at is known (:mod:`generator.tracing`), so that it need not be made again."""


def made(leaves: Iterable[Leaf]) -> Iterator[Artifact]:
    """The files of all leaves."""
    for leaf in leaves:
        yield from leaf.make()
