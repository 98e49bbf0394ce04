"""Some of the records, to be judged together: what is wrong with them may be remembered until one of them changes, or
what was looked up for them among all the others.

A record is always in the same batch, which its kind and id decide, so that no other record moves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final, TypeVar
from zlib import crc32

from generator.catalogue import Catalogue, Value
from generator.entries import values_in
from generator.loader import Entry

V = TypeVar("V")

BATCHES: Final = 1024
"""Of ten thousand records ten are in a batch: few are judged again with one that changed, and a check is called for
enough of them to be worth the call."""


class Batch:
    """The records that are judged, and the catalogue of all, in which whatever they name is looked up."""

    def __init__(self, catalogue: Catalogue, entries: Iterable[Entry]) -> None:
        self.catalogue = catalogue
        self.entries = tuple(entries)
        self._values: dict[type, list[Value]] = {}
        for entry in self.entries:
            for exact, values in values_in(entry.record).items():
                self._values.setdefault(exact, []).extend((entry, path, value) for path, value in values)

    def values(self, type_: type[V]) -> Iterator[tuple[Entry, Any, V]]:
        """Every value of a type inside the records: the record, the path in it, the value."""
        return chain.from_iterable(values for exact, values in self._values.items() if issubclass(exact, type_))


def divide(catalogue: Catalogue) -> dict[int, tuple[Entry, ...]]:
    """Number → the records of that batch, drafts included, by kind and id."""
    found: dict[int, list[Entry]] = {}
    for entry in catalogue.everything:
        found.setdefault(crc32(entry.file.encode()) % BATCHES, []).append(entry)
    return {number: tuple(entries) for number, entries in found.items()}
