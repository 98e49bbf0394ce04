"""Which pieces of text begin alike, division by division: the tree of the index before it is written.

The text is taken as all its endings. Endings that begin with the same characters are a group; a group is divided by
the next character until it is on few documents, or one ending is left. All groups of a division are made at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from generator.searching.lists import Narrow, Numbers, distinct, ends

FEW = 32
"""So many documents are no longer divided: the reader looks at their text."""
AT_ONCE = 500_000
"""So many endings are divided together, or all that begin with one character: what is worked with at a time takes some
hundred bytes for each."""
LEAF, TAIL, NODE, DIVIDED = range(4)
"""Few documents; one ending, with the rest of its text; divided further; divided into entries of their own."""
WORDS = (("a", "z"), ("0", "9"))
"""What words and numbers are made of, where a query begins with the beginning of one."""
SAID = "\x02"
"""What a segment begins with that is found from its beginning only, and whose text no reader can look at."""


@dataclass(frozen=True, slots=True)
class Text:
    """All segments one behind the other, each followed by a zero, and the documents of each."""

    joined: str
    codes: Narrow
    """Its characters, as numbers."""
    ranks: Narrow
    """Its characters again, numbered in the order of their codes, of so many:"""
    characters: int
    segment_of: Narrow
    starts: Numbers
    """Where the documents of a segment begin in ``documents``, and where the last ends."""
    documents: Numbers
    size: int
    """How many documents there are."""
    by_word: bool
    """Whether a query begins where a word or a number begins."""

    @classmethod
    def of(cls, segments: Sequence[str], documents: Sequence[Sequence[int]], size: int, *, by_word: bool) -> Text:
        """Segments, none of them twice, and for each its documents in ascending order."""
        joined = "\0".join([*segments, ""])
        codes = np.frombuffer(joined.encode("utf-32-le"), np.int32)
        lengths = np.fromiter((len(segment) + 1 for segment in segments), np.int64, len(segments))
        counts = np.fromiter(map(len, documents), np.int64, len(documents))
        flat = np.fromiter(chain.from_iterable(documents), np.int64, int(counts.sum()))
        known = np.flatnonzero(np.bincount(codes))
        ranks = np.zeros(int(known[-1]) + 1, np.int32)
        ranks[known] = np.arange(len(known))
        return cls(
            joined,
            codes,
            ranks[codes],
            len(known),
            np.repeat(np.arange(len(segments), dtype=np.int32), lengths),
            ends(counts),
            flat,
            size,
            by_word,
        )

    def documents_of(self, at: Numbers | Narrow, groups: Numbers) -> Numbers:
        """group × documents + document of all endings, ascending and each once."""
        counts, documents = self._named(at)
        return distinct(np.repeat(groups, counts) * self.size + documents)

    def together(self, at: Numbers | Narrow) -> Numbers:
        """The documents of all endings, ascending and each once."""
        _, documents = self._named(at)
        if len(documents) < self.size >> 3:
            return distinct(documents)
        there = np.zeros(self.size, bool)  # so many are marked faster than sorted
        there[documents] = True
        return np.flatnonzero(there)

    def _named(self, at: Numbers | Narrow) -> tuple[Numbers, Numbers]:
        """How many documents each of some endings has, and these documents."""
        segments = self.segment_of[at]
        counts = self.starts[segments + 1] - self.starts[segments]
        behind = np.cumsum(counts)
        total = int(behind[-1]) if len(behind) else 0
        which = np.arange(total) + np.repeat(self.starts[segments] - (behind - counts), counts)
        return counts, self.documents[which]

    def portions(self) -> Iterator[Narrow]:
        """Where an ending may begin: all that begin with some characters, about as many as :data:`AT_ONCE`; then the
        others."""
        at = self._beginnings()
        before = ends(np.bincount(self.ranks[at], minlength=self.characters))[:-1]
        portion_of = before // AT_ONCE
        portions = portion_of[self.ranks[at]]
        for portion in np.unique(portion_of).tolist():
            if len(found := at[portions == portion]):
                yield found

    def _beginnings(self) -> Narrow:
        """Where an ending may begin: at any character but a space; in what is said, at its beginning only."""
        first = np.concatenate(([True], self.codes[:-1] == 0))
        is_said = (self.codes[np.flatnonzero(first)] == ord(SAID))[self.segment_of]
        begins = (self.codes > ord(SAID)) & (self.codes != ord(" ")) & ~is_said
        if self.by_word:
            for first_one, last_one in WORDS:
                within: NDArray[np.bool_] = (self.codes >= ord(first_one)) & (self.codes <= ord(last_one))
                begins &= ~(within & np.concatenate(([False], within[:-1])))
        return np.flatnonzero(begins | (first & is_said)).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Level:
    """Groups that were made by one division, ordered by the group they come from and by their first new character."""

    parents: Numbers
    """For each the number of its group one level up; on the first level nothing."""
    above: Numbers
    """How many of its characters its parent has; 0 on the first level."""
    lengths: Numbers
    """How many characters all of its endings share."""
    kinds: Numbers
    endings: Narrow
    """Where in the text the endings begin, group by group."""
    bounds: Numbers
    """Where each group begins in ``endings``, and where the last ends."""

    def of(self, group: int) -> Narrow:
        """The endings of a group."""
        return self.endings[self.bounds[group] : self.bounds[group + 1]]


def levels(text: Text, portion: Narrow) -> Iterator[Level]:
    """The groups of two characters of a portion; what they are divided into; and so on, until none is divided further.

    A group has as many characters as all of its endings share, so that each division is one into several.
    """
    at = portion[text.codes[portion + 1] > 0].astype(np.int64)
    keys, above = text.ranks[at].astype(np.int64) * text.characters + text.ranks[at + 1], np.zeros(len(at), np.int64)
    in_documents = np.diff(text.starts)
    while len(at):
        level = _level(text, in_documents, at, keys, above)
        yield level
        groups = np.repeat(np.arange(len(level.kinds)), np.diff(level.bounds))
        goes_on = level.kinds[groups] == NODE
        at, groups = level.endings[goes_on].astype(np.int64), groups[goes_on]
        above = level.lengths[groups]
        following = text.codes[at + above]
        there = following > 0
        at, above = at[there], above[there]
        keys = groups[there] * text.characters + text.ranks[at + above]


def _level(text: Text, in_documents: Numbers, at: Numbers, keys: Numbers, above: Numbers) -> Level:
    order = _order(keys)
    at, keys = at[order], keys[order]
    firsts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    bounds = np.concatenate((firsts, [len(at)]))
    is_first_level = not above[0]
    parents = np.zeros(0, np.int64) if is_first_level else keys[firsts] // text.characters
    above = above[order][firsts]
    is_said = text.codes[at[firsts]] == ord(SAID)
    counts = in_documents[text.segment_of[at]]
    is_few = np.add.reduceat(counts, firsts) <= FEW
    is_one = np.diff(bounds) == 1
    doubtful = np.flatnonzero(~is_few & ~is_said & ~is_one)
    is_few[doubtful] = _are_few(text, at, ends(counts), bounds, doubtful)
    kinds = np.where(is_few & ~is_said, LEAF, np.where(is_one, TAIL, NODE))
    lengths = _extended(text, at, bounds, kinds, np.full(len(firsts), 2) if is_first_level else above + 1)
    return Level(parents, above, lengths, kinds, at.astype(np.int32), bounds)


def _are_few(text: Text, at: Numbers, behind: Numbers, bounds: Numbers, groups: Numbers) -> NDArray[np.bool_]:
    """For each of the groups whether its endings are on few documents, of which some are named several times.

    ``behind`` says for each ending how many documents those before it name. Mostly the first that a group names show
    that they are many; of the others more is looked at.
    """
    found = np.zeros(len(groups), bool)
    open_ones, most = np.arange(len(groups)), FEW * 3 // 2
    while len(open_ones):
        first, last = behind[bounds[groups[open_ones]]], behind[bounds[groups[open_ones] + 1]]
        counts = np.minimum(last - first, most)
        behind_counts = ends(counts)
        named = np.arange(int(behind_counts[-1])) + np.repeat(first - behind_counts[:-1], counts)
        ending = np.searchsorted(behind, named, side="right") - 1
        documents = text.documents[text.starts[text.segment_of[at[ending]]] + named - behind[ending]]
        keys = distinct(np.repeat(np.arange(len(open_ones)), counts) * text.size + documents)
        is_few = np.bincount(keys // text.size, minlength=len(open_ones)) <= FEW
        found[open_ones[is_few & (last - first <= most)]] = True
        open_ones, most = open_ones[is_few & (last - first > most)], most * 8
    return found


def _order(keys: Numbers) -> Numbers:
    """What sorts the keys: packed with their positions they are sorted much faster than by way of them."""
    bits = len(keys).bit_length()
    if int(keys.max()).bit_length() + bits > 62:
        return np.argsort(keys, kind="stable")
    return np.sort(keys << bits | np.arange(len(keys))) & ((1 << bits) - 1)


def _extended(text: Text, at: Numbers, bounds: Numbers, kinds: Numbers, lengths: Numbers) -> Numbers:
    """The lengths of groups that are divided, each with the characters more that all of its endings go on with."""
    groups = np.repeat(np.arange(len(kinds)), np.diff(bounds))
    is_node = kinds[groups] == NODE
    at, groups = at[is_node], groups[is_node]
    while len(at):
        following = text.codes[at + lengths[groups]]
        firsts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
        is_one = np.minimum.reduceat(following, firsts) == np.maximum.reduceat(following, firsts)
        is_one &= following[firsts] > 0
        lengths[groups[firsts[is_one]]] += 1
        stays = np.repeat(is_one, np.diff(firsts, append=len(at)))
        at, groups = at[stays], groups[stays]
    return lengths
