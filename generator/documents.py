"""What was read from one file: data in which every scalar is text, and the place of every key and value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from generator.findings import Position

Path = tuple[str | int, ...]
"""The way to a value from the record's root: field names, and positions in lists from 0."""

Node = str | None | list["Node"] | dict[str, "Node"]
"""A value as written: text, nothing, a list or a mapping. Quoted scalars are text even when they look like null."""

PRIVATE: Final = "\ud800"
"""Begins the names of values that have no place in the data, such as repeated ones: half a character, which no text
that was read can hold."""

LINE: Final = 1 << 24
"""A place as one number, here called a mark, is line * LINE + column, both from 0: a file has fewer characters."""


@dataclass(frozen=True, eq=False)
class Document:
    """One file's data. The places are kept as bare numbers in the order of the file and unfolded when asked for."""

    file: str
    data: dict[str, Node]
    _marks: list[int] = field(repr=False)

    def position(self, path: Path) -> Position:
        """Where the value at ``path`` stands; for a missing one, the key of the nearest value that holds it."""
        place = self._places.get(path)
        return self._at(place[1]) if place else self.key_position(path)

    def key_position(self, path: Path) -> Position:
        """Where the key of ``path`` stands; a list item has none and gives its value's place."""
        while path and path not in self._places:
            path = path[:-1]
        return self._at(self._places[path][0]) if path else Position(file=self.file)

    def path_at(self, position: Position) -> Path:
        """The way to the key or value in whose text a place lies."""
        mark = (position.line - 1) * LINE + position.column - 1
        found = bisect_right(self._starts, mark, key=lambda start: start[0])
        return self._starts[found - 1][1] if found else ()

    def texts(self) -> Iterator[tuple[Path, Position, str]]:
        """Every name and every text, in the order of the file, each with its path and place."""
        for path, (key, value) in self._places.items():
            if path and isinstance(path[-1], str):
                yield path, self._at(key), path[-1]
            node = self._node(path)
            if isinstance(node, str):
                yield path, self._at(value), node

    def without_private_names(self) -> Document:
        """The same document without the values that have no proper name."""
        start, *rest = self._places.items()
        marks = [start[1][1]]
        for path, (key, value) in rest:
            if not any(isinstance(step, str) and step.startswith(PRIVATE) for step in path):
                marks += [key, value] if isinstance(path[-1], str) else [value]
        return Document(self.file, _named(self.data), marks)

    def _node(self, path: Path) -> Node:
        node: Any = self.data
        for step in path:
            node = node[step]
        return node  # type: ignore[no-any-return]

    @cached_property
    def _starts(self) -> list[tuple[int, Path]]:
        """Every mark with its path, in the order of the file."""
        places = ((mark, path) for path, place in self._places.items() for mark in place)
        return sorted(places, key=lambda start: start[0])

    @cached_property
    def _places(self) -> dict[Path, tuple[int, int]]:
        """For each path the marks of its key and of its value."""
        marks = iter(self._marks)
        start = next(marks)
        return {(): (start, start), **dict(_unfold(self.data, (), marks))}

    def _at(self, mark: int) -> Position:
        return Position(file=self.file, line=mark // LINE + 1, column=mark % LINE + 1)


def _unfold(node: Node, path: Path, marks: Iterator[int]) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Walk the data in its order, which is the order in which the marks were taken."""
    if isinstance(node, dict):
        for name, value in node.items():
            here = (*path, name)
            yield here, (next(marks), next(marks))
            yield from _unfold(value, here, marks)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            mark = next(marks)
            yield (*path, index), (mark, mark)
            yield from _unfold(value, (*path, index), marks)


def _named(data: dict[str, Node]) -> dict[str, Node]:
    return {name: _tidied(value) for name, value in data.items() if not name.startswith(PRIVATE)}


def _tidied(node: Node) -> Node:
    if isinstance(node, dict):
        return _named(node)
    return [_tidied(value) for value in node] if isinstance(node, list) else node


def dotted(path: Path) -> str:
    """A path as findings show it: ``budget.0.amount``."""
    return ".".join(str(step).rpartition(PRIVATE)[2] for step in path)
