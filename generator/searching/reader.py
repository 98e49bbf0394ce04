"""Reads an index step by step as the browser does (``theme/assets/search-index.js``): for tests and measures."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generator.searching.building import PART, STEM, hashed
from generator.searching.levels import DIVIDED, LEAF, SAID, TAIL, WORDS
from generator.searching.lists import BITS, CHAINED
from generator.searching.normal import normalise, terms
from generator.searching.sayings import typed
from generator.searching.stemming import WORD, stem

SURE = 4
"""So many pages are looked at without asking the index for more first."""


@dataclass
class Reader:
    """An index; ``get`` gives the bytes of one of its files."""

    get: Callable[[str], bytes]
    head: dict[str, Any] = field(init=False)
    kept: dict[str, bytes] = field(default_factory=dict)
    """What was read."""

    def __post_init__(self) -> None:
        self.head = json.loads(self._file("head.json"))
        self.divided = set(self.head["divided"].split("\n"))
        self.longest = max(map(len, self.divided))

    def _file(self, path: str) -> bytes:
        if path not in self.kept:
            self.kept[path] = self.get(path)
        return self.kept[path]

    def search(self, query: str) -> dict[int, int]:
        """Page → 0, 1 or 2: where the term stands that is found last: in the title, in the names, in the text."""
        found: dict[int, int] | None = None
        for term in terms(query):
            own = self._term(term)
            found = own if found is None else {p: max(r, own[p]) for p, r in found.items() if p in own}
        return found or {}

    def _term(self, term: str) -> dict[int, int]:
        documents = self.documents(term)
        if WORD.fullmatch(term):
            documents |= self._listed(STEM + stem(term))
        if said := typed(term):
            documents |= self.documents(SAID + said)
        ranks: dict[int, int] = {}
        for document in sorted(documents, reverse=True):
            ranks[document % self.head["pages"]] = document // self.head["pages"]
        return ranks

    def documents(self, term: str) -> set[int]:
        """All documents with the term in one of their segments."""
        found, depth = self._walk(term)
        if depth is None or not found:
            return found
        if len(found) > SURE and (rest := self._rest(term, depth)):
            found &= self._walk(rest)[0]
        return {document for document in found if self._has(document, term)}

    def _rest(self, term: str, depth: int) -> str:
        """A later part of the term that the index knows by itself, so that fewer pages have to be looked at."""
        for start in range(max(1, depth - 1), len(term) - 1):
            if self.begins(term, start):
                return term[start:]
        return ""

    def begins(self, text: str, at: int) -> bool:
        """Whether what is found may begin there."""
        if text[at] == " ":
            return False
        within = any(first <= text[at] <= last and first <= text[at - 1] <= last for first, last in WORDS)
        return not (self.head["byWord"] and at and within)

    def _has(self, document: int, term: str) -> bool:
        number, place = document % self.head["pages"], document // self.head["pages"]
        _, title, names, segments, *more = self.page(number)
        where = ([title], names, segments)[place]
        if place == 2 and more and not any(self.stands(normalise(segment), term) for segment in where):
            where = json.loads(self._file(f"r/{number}.json"))
        return any(self.stands(normalise(segment), term) for segment in where)

    def stands(self, segment: str, term: str) -> bool:
        """Whether a term stands in a segment where one may begin."""
        at = segment.find(term)
        while at >= 0 and not self.begins(segment, at):
            at = segment.find(term, at + 1)
        return at >= 0

    def page(self, number: int) -> list[Any]:
        """A page's address, title, names and first segments; a fifth one where there is more."""
        found: list[Any] = json.loads(self._file(f"p/{number // PART}.json"))[number % PART]
        return found

    def _entry(self, key: str) -> bytes | None:
        content = self._file(f"k/{hashed(key) & self.head['shards'] - 1}.bin")
        at, wanted = 0, key.encode()
        while at < len(content):
            length, at = _varint(content, at)
            name, at = content[at : at + length], at + length
            length, at = _varint(content, at)
            if name == wanted:
                return content[at : at + length]
            at += length
        return None

    def _listed(self, key: str) -> set[int]:
        entry = self._entry(key)
        return set(_Node(entry, 0, self.size).documents) if entry is not None else set()

    @property
    def size(self) -> int:
        """How many documents there are."""
        return 3 * int(self.head["pages"])

    def _walk(self, term: str) -> tuple[set[int], int | None]:
        """Documents that begin alike, and after how many characters that was all that is known; None: all of them."""
        given = min(2, len(term))
        for length in range(min(len(term) - 1, self.longest), 1, -1):
            if term[:length] in self.divided:
                given = length + 1
                break
        entry = self._entry(term[:given])
        if entry is None:
            return set(), None
        found = _Node(entry, 0, self.size)
        while True:
            rest = term[given:]
            if found.kind == LEAF:
                return set(found.documents), given if rest else None
            if found.kind == TAIL:
                return (set(found.documents) if found.tail.startswith(rest) else set()), None
            if found.chain.startswith(rest):
                return found.all(), None
            if not rest.startswith(found.chain) or found.kind == DIVIDED:
                return set(), None
            given += len(found.chain)
            child = found.child(term[given])
            if child is None:
                return set(), None
            given, found = given + 1, child


class _Node:
    """A node of the tree under an entry."""

    def __init__(self, content: bytes, at: int, size: int) -> None:
        self._content, self._size = content, size
        head = content[at]
        at += 1
        self.kind = head & 3
        count = head >> 4
        if not head & BITS and count == 15:
            more, at = _varint(content, at)
            count += more
        self.chain = self.tail = ""
        if head & CHAINED:
            self.chain, at = _text(content, at)
        self.documents: list[int] = []
        if head & BITS:
            width = (size + 7) // 8
            bits = int.from_bytes(content[at : at + width], "little")
            self.documents = [number for number in range(size) if bits >> number & 1]
            at += width
        else:
            before = -1
            for _ in range(count):
                gap, at = _varint(content, at)
                before += gap + 1
                self.documents.append(before)
        self._children = self._end = at
        if self.kind == TAIL:
            self.tail, self._end = _text(content, at)
        elif self.kind not in (LEAF, DIVIDED):
            length, self._children = _varint(content, at)
            self._end = self._children + length

    def _branches(self) -> list[tuple[str, _Node]]:
        found, at = [], self._children
        while at < self._end:
            first = self._content[at]
            width = 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
            branch = _Node(self._content, at + width, self._size)
            found.append((self._content[at : at + width].decode(), branch))
            at = branch._end
        return found

    def child(self, letter: str) -> _Node | None:
        """The branch that goes on with a character."""
        return next((branch for name, branch in self._branches() if name == letter), None)

    def all(self) -> set[int]:
        """Its documents and those of everything below it."""
        found = set(self.documents)
        if self.kind not in (LEAF, TAIL, DIVIDED):
            for _, branch in self._branches():
                found |= branch.all()
        return found


def _varint(content: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = content[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at


def _text(content: bytes, at: int) -> tuple[str, int]:
    length, at = _varint(content, at)
    return content[at : at + length].decode(), at + length
