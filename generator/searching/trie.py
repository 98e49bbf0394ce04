"""The index as entries: a key of one character, or of two and more with everything that begins with it.

What is under a key is a tree by the next characters, written depth first; the documents of a piece of text are all
those below it. Where that is more than :data:`LARGE` bytes, each branch becomes an entry of its own and the piece is
*divided*: its own entry then has all of its documents. So what is looked for is read in one piece, found by its key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from generator.searching.levels import DIVIDED, FEW, LEAF, NODE, SAID, TAIL, Level, Text, levels
from generator.searching.lists import GAPS, Narrow, Numbers, counted, ends, node, text, varint, varints

LARGE = 7_000


class Division(NamedTuple):
    """What a divided piece no longer says itself, to know when it would be written in one again."""

    size: int
    """Bytes of its branches, each with the character that leads to it."""
    branches: int
    ended: int
    """Documents with a segment that ends with the piece."""


@dataclass
class Trie:
    """Entries by key, and the pieces of text whose branches are entries of their own."""

    entries: dict[str, bytes] = field(default_factory=dict)
    divided: dict[str, Division] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Written:
    """A level as it is written: its leaves in a row, and the other groups by number, all without what leads to them."""

    leaves: bytes
    bounds: list[int]
    letters: list[bytes]
    others: Mapping[int, bytes]


def build(source: Text) -> Trie:
    """All entries of a text."""
    trie = Trie()
    for portion in source.portions():
        _singles(trie, source, portion)
        found = list(levels(source, portion))
        below: tuple[Level, _Written] | None = None
        lists: dict[int, bytes] = {}
        while found:
            level = found.pop()
            below = level, _write(trie, source, level, below, lists)
        if below is not None:
            for group in range(len(below[0].kinds)):
                _enter(trie, source, *below, group)
    return trie


def _singles(trie: Trie, source: Text, at: Narrow) -> None:
    codes = source.codes[at]
    order = np.argsort(codes, kind="stable")
    at, codes = at[order][codes[order] > ord(SAID)], codes[order][codes[order] > ord(SAID)]
    changes = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1]))) if len(codes) else codes
    # All at once would be the largest thing in memory.
    for start, end in zip(changes.tolist(), [*changes[1:].tolist(), len(codes)], strict=False):
        documents = source.together(at[start:end])
        trie.entries[chr(int(codes[start]))] = node(DIVIDED, documents, source.size)


def _write(
    trie: Trie, source: Text, level: Level, below: tuple[Level, _Written] | None, lists: dict[int, bytes]
) -> _Written:
    others: dict[int, bytes] = {}
    examples, joined = level.endings[level.bounds[:-1]].tolist(), source.joined
    lengths, given = level.lengths.tolist(), (np.where(level.above, level.above + 1, 2)).tolist()
    for group in np.flatnonzero(level.kinds == TAIL).tolist():
        at = examples[group]
        segment = int(source.segment_of[at])
        if segment not in lists:
            documents = source.documents[source.starts[segment] : source.starts[segment + 1]]
            lists[segment] = node(TAIL, documents, source.size)
        at += lengths[group]
        others[group] = lists[segment] + text(joined[at : joined.index("\0", at)])
    nodes = np.flatnonzero(level.kinds == NODE)
    ended = _ended(source, level, nodes)
    count = len(lengths) + 1
    bounds = below[0].parents.searchsorted(np.arange(count)).tolist() if below else [0] * count
    for group in nodes.tolist():
        first, last = bounds[group], bounds[group + 1]
        children = _children(below[1], first, last) if below else b""
        at = examples[group]
        chain = joined[at + given[group] : at + lengths[group]]
        here = ended.get(group, source.documents[:0])
        if first == last:
            others[group] = node(TAIL, here, source.size) + text(chain)
        elif below and len(children) > LARGE:
            piece = joined[at : at + lengths[group]]
            trie.divided[piece] = Division(len(children), last - first, len(here))
            for child in range(first, last):
                _enter(trie, source, *below, child)
            others[group] = node(DIVIDED, source.together(level.of(group)), source.size, chain)
        else:
            own = node(NODE, here, source.size, chain)
            others[group] = own + varint(len(children)) + children
    leaves, starts = _leaves(source, level)
    return _Written(leaves, starts.tolist(), _letters(source, level), others)


def _letters(source: Text, level: Level) -> list[bytes]:
    """The character that leads to each group from its parent."""
    codes = source.codes[level.endings[level.bounds[:-1]] + np.maximum(level.above, 1)].tolist()
    known = {code: chr(code).encode() for code in set(codes)}
    return [known[code] for code in codes]


def _ended(source: Text, level: Level, nodes: Numbers) -> dict[int, Numbers]:
    """Groups in which a segment ends → the documents of that segment."""
    groups = np.repeat(np.arange(len(level.kinds)), np.diff(level.bounds))
    at = level.endings
    is_end = (level.kinds[groups] == NODE) & (source.codes[at + level.lengths[groups]] == 0)
    keys = source.documents_of(at[is_end], groups[is_end])
    if not len(keys):
        return {}
    owners = keys // source.size
    firsts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    parts = np.split(keys % source.size, firsts[1:])
    return dict(zip(owners[firsts].tolist(), parts, strict=True))


def _leaves(source: Text, level: Level) -> tuple[bytes, Numbers]:
    """All leaves in a row, each the character that leads to it, a head and gaps; and where each begins."""
    is_leaf = level.kinds == LEAF
    groups = np.repeat(np.arange(len(level.kinds)), np.diff(level.bounds))
    own = is_leaf[groups]
    keys = source.documents_of(level.endings[own], groups[own])
    owners, documents = keys // source.size, keys % source.size
    counts = np.bincount(owners, minlength=len(level.kinds))
    gaps = documents.copy()
    is_first = np.concatenate(([True], owners[1:] != owners[:-1])) if len(owners) else np.zeros(0, bool)
    gaps[1:] -= documents[:-1] + 1
    gaps[is_first] = documents[is_first]
    written, starts = varints(gaps)
    bounds = starts[ends(counts)]
    heads = [counted(LEAF | GAPS, count) for count in range(FEW + 1)]
    plain, begins = written.tobytes(), bounds.tolist()
    pieces = [
        letter + heads[count] + plain[begin:end] if count else b""
        for letter, count, begin, end in zip(_letters(source, level), counts.tolist(), begins, begins[1:], strict=False)
    ]
    return b"".join(pieces), ends(np.fromiter(map(len, pieces), np.int64, len(pieces)))


def _children(below: _Written, first: int, last: int) -> bytes:
    """The groups of a node, each with the character that leads to it."""
    bounds, others = below.bounds, below.others
    pieces, begin = [], first
    for child in range(first, last):
        if (other := others.get(child)) is not None:
            pieces += [below.leaves[bounds[begin] : bounds[child]], below.letters[child], other]
            begin = child + 1
    pieces.append(below.leaves[bounds[begin] : bounds[last]])
    return b"".join(pieces)


def _enter(trie: Trie, source: Text, level: Level, written: _Written, group: int) -> None:
    """A group as an entry."""
    above = int(level.above[group])
    at = int(level.endings[level.bounds[group]])
    key = source.joined[at : at + (above + 1 if above else 2)]
    other = written.others.get(group)
    if other is None:
        start, end = written.bounds[group] + len(written.letters[group]), written.bounds[group + 1]
        other = written.leaves[start:end]
    trie.entries[key] = other
