"""What an earlier build left behind for one that makes the same from mostly the same records.

A file that consists of pieces, one behind the other, need not be put into the memory as well: the pieces' lengths are
enough to take them out of the file that lies there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from generator.tracing import Question


@dataclass(frozen=True)
class Earlier:
    """The values of all pieces, also of those that hold no more; and the files of the tree that nobody touched."""

    pieces: Mapping[Question, Any] = field(default_factory=dict)
    content: Callable[[str], bytes | None] = lambda _: None
    """Path → what was written there; nothing where something else lies there now."""


_KNOWN: WeakKeyDictionary[Any, Earlier] = WeakKeyDictionary()
_NOTHING = Earlier()


def tell(catalogue: Any, earlier: Earlier) -> None:
    """Say what an earlier build left behind for what is made of this catalogue."""
    _KNOWN[catalogue] = earlier


def earlier_of(catalogue: Any) -> Earlier:
    """What there is to start from; nothing where nobody has told."""
    return _KNOWN.get(catalogue, _NOTHING)
