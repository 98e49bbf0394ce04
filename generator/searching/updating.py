"""The files of an index that differ once pages say something else, out of the files that were made before.

Where the same pages are there, each document keeps its number, and of the tree only the entries change under which an
ending of a changed document is. They are read, changed (``branches``) and written; no other page is looked at but
those in a list that has grown too long to be one. The bytes are those that ``building`` would write.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from generator.searching import building
from generator.searching.branches import Changes, Endings, UnlikeError, flat, number
from generator.searching.building import PART, SPACED, STEM, hashed
from generator.searching.frequent import Frequent
from generator.searching.levels import DIVIDED, SAID
from generator.searching.lists import node
from generator.searching.normal import normalise, variants
from generator.searching.sayings import sayings
from generator.searching.stemming import WORD, stem
from generator.searching.texts import Page
from generator.searching.trie import Division, Trie

MOST = 0.05
"""Where more of the pages have changed, all is made anew."""
_BEGINNING = re.compile("[^ ]")
_BEGINNING_OF_WORD = re.compile("[a-z](?<![a-z][a-z])|[0-9](?<![0-9][0-9])|[^a-z0-9 ]")


@dataclass
class _Entries:
    """Entries as they are read from files, and put back."""

    old: Callable[[str], bytes]
    size: int
    count: int
    total: int
    divided: dict[str, Division]
    shards: dict[int, dict[str, bytes]] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)
    """Files with entries that were put."""

    def shard(self, key: str) -> dict[str, bytes]:
        at = hashed(key) & self.count - 1
        if at not in self.shards:
            self.shards[at] = dict(_entries(self.old(f"k/{at}.bin")))
        return self.shards[at]

    def get(self, key: str) -> bytes | None:
        return self.shard(key).get(key)

    def put(self, key: str, content: bytes | None) -> None:
        before = self.shard(key).pop(key, b"")
        if content != before:
            self.changed.add(hashed(key) & self.count - 1)
        self.total += len(content or b"") - len(before)
        if content is not None:
            self.shard(key)[key] = content


def _entries(content: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(content):
        length, at = number(content, at)
        key, at = content[at : at + length].decode(), at + length
        length, at = number(content, at)
        yield key, content[at : at + length]
        at += length


@dataclass
class _Said:
    """What pages say, document by document."""

    pages: Sequence[Page]
    own: Mapping[str, str]
    by_word: bool
    known: dict[int, list[str]] = field(default_factory=dict)
    plain: dict[int, list[str]] = field(default_factory=dict)

    def segments(self, document: int) -> list[str]:
        """Its normalised segments."""
        if document not in self.plain:
            place, page = divmod(document, len(self.pages))
            self.plain[document] = list(dict.fromkeys(map(normalise, building.parts(self.pages[page])[place])))
        return self.plain[document]

    def all(self, document: int) -> list[str]:
        """All its endings in order, with what may be typed for it."""
        if document not in self.known:
            place, page = divmod(document, len(self.pages))
            begins = _BEGINNING_OF_WORD if self.by_word else _BEGINNING
            found = {
                segment[one.start() :] for segment in self.segments(document) for one in begins.finditer(segment)
            }
            if place < 2:
                names = building.parts(self.pages[page])[place]
                found |= {SAID + said for name in names for said in sayings(name, self.own)}
            self.known[document] = sorted(found)
        return self.known[document]

    def stems(self, document: int) -> set[str]:
        return {STEM + stem(word) for segment in self.segments(document) for word in WORD.findall(segment)}

    def have(self, document: int, piece: str) -> bool:
        found = self.all(document)
        at = bisect_left(found, piece)
        return at < len(found) and found[at].startswith(piece)

    def endings(self, document: int, piece: str) -> Iterator[str]:
        begins = _BEGINNING_OF_WORD if self.by_word else _BEGINNING
        for segment in self.segments(document):
            at = segment.find(piece)
            while at >= 0:
                if begins.match(segment, at):
                    yield segment[at + len(piece) :]
                at = segment.find(piece, at + 1)


def updated(
    before: Sequence[Page],
    now: Sequence[Page],
    language: str,
    own_readings: Mapping[str, str],
    old: Callable[[str], bytes],
    frequent: tuple[Frequent, Frequent] | None = None,
) -> tuple[dict[str, bytes], set[str]]:
    """The files that differ from those that ``old`` gives, and the paths of those that are no more.

    ``frequent`` is of the pages before and now, where somebody has counted already.

    Raises :class:`UnlikeError` where other pages are there, most have changed, or the files are not made of ``before``;
    and whatever reading damaged files leads to.
    """
    if [(page.url, page.kind) for page in before] != [(page.url, page.kind) for page in now]:
        raise UnlikeError("other pages")
    changed = changes(before, now)
    if len(changed) > max(1, MOST * len(now)):
        raise UnlikeError("too many pages")
    head, made = json.loads(old("head.json")), json.loads(old("made.json"))
    digests = [page.digest for page in before]
    if made["of"] != building.made_of(digests, language, own_readings):
        raise UnlikeError("made of something else")
    if not changed:
        return {}, set()
    for at in changed:
        digests[at] = now[at].digest
    divided = {piece: Division(*what) for piece, what in made["divided"].items()}
    entries = _Entries(old, 3 * len(now), head["shards"], made["bytes"], divided)
    by_word = language in SPACED
    was, said = _Said(before, own_readings, by_word), _Said(now, own_readings, by_word)
    documents = [
        at + place * len(now)
        for at in changed
        for place in range(3)
        if building.parts(before[at])[place] != building.parts(now[at])[place]
    ]
    characters = _change(entries, was, said, documents)
    if building.shards(entries.total) != head["shards"]:
        raise UnlikeError("another number of files")
    targets = set(variants().values())
    there = set(head["as"]) - characters
    there |= {one for one in characters & targets if entries.get(one) is not None}
    found = {
        "head.json": building.head(now, language, head["shards"], there, Trie({}, entries.divided)),
        "made.json": building.made(
            building.made_of(digests, language, own_readings), entries.total, entries.divided
        ),
    }
    if any((before[at].title, before[at].names) != (now[at].title, now[at].names) for at in changed):
        found["names.json"] = building.suggested(now)
    found |= {f"k/{at}.bin": building.shard(entries.shards[at]) for at in sorted(entries.changed)}
    found = {path: content for path, content in found.items() if content != old(path)}
    was_frequent, is_frequent = frequent or (Frequent.of(before), Frequent.of(now))
    often = was_frequent.on_most(len(now)), is_frequent.on_most(len(now))
    rows, gone = _rows(before, now, changed, *often)
    return found | rows, gone


def _change(entries: _Entries, was: _Said, said: _Said, documents: Sequence[int]) -> set[str]:
    """Change all entries of some documents; the characters whose entries were changed."""
    gone: dict[str, Endings] = {}
    come: dict[str, Endings] = {}
    lists: dict[str, tuple[set[int], set[int]]] = {}
    for document in documents:
        one, other = set(was.all(document)), set(said.all(document))
        for changes, endings in ((gone, one - other), (come, other - one)):
            for ending in endings:
                if len(ending) > 1:
                    changes.setdefault(ending[:2], {}).setdefault(ending[2:], set()).add(document)
        keys = _listed(one) | was.stems(document), _listed(other) | said.stems(document)
        for number_of, own in enumerate((keys[0] - keys[1], keys[1] - keys[0])):
            for key in own:
                lists.setdefault(key, (set(), set()))[number_of].add(document)
    changes_of = Changes(entries, said)
    for key in sorted({*gone, *come}):
        changes_of.enter(key, gone.get(key, {}), come.get(key, {}))
    for key, (left, came) in lists.items():
        content = entries.get(key)
        listed = flat(content, entries.size) if content else np.zeros(0, np.int64)
        listed = np.union1d(np.setdiff1d(listed, sorted(left)), sorted(came)).astype(np.int64)
        entries.put(key, node(DIVIDED, listed, entries.size) if len(listed) else None)
    return set(lists)


def _listed(endings: set[str]) -> set[str]:
    return {ending[0] for ending in endings if ending[0] > SAID}


def changes(before: Sequence[Page], now: Sequence[Page]) -> list[int]:
    """The numbers of the pages that say something else now, where the same pages are there."""
    return [
        at for at, (one, other) in enumerate(zip(before, now, strict=True))
        if one is not other and one.digest != other.digest
    ]  # fmt: skip


def _rows(
    before: Sequence[Page], now: Sequence[Page], changed: Sequence[int], often_before: Set[str], often: Set[str]
) -> tuple[dict[str, bytes], set[str]]:
    """The files of pages that differ, and those that are no more."""
    pages = set(changed)
    if turned := often ^ often_before:
        pages |= {at for at, page in enumerate(now) if not turned.isdisjoint(page.text)}
    firsts = sorted({at // PART * PART for at in pages})
    old, new = dict(building.rows(before, firsts, often_before)), dict(building.rows(now, firsts, often))
    return {path: content for path, content in new.items() if old.get(path) != content}, set(old) - set(new)
