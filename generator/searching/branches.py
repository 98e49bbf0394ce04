"""A written entry of the index, changed where pages say something else; what did not change stays as its bytes.

The tree under an entry follows from nothing but which endings are on which documents, so that what is changed here is
what ``trie`` writes when it makes it all anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from generator.searching.levels import DIVIDED, FEW, LEAF, NODE, SAID, TAIL
from generator.searching.lists import BITS, CHAINED, GAPS, Numbers, counted, few, node, text, varint
from generator.searching.trie import LARGE, Division

Endings = dict[str, set[int]]
"""What follows a piece of text → the documents on which it does."""


class UnlikeError(ValueError):
    """The index is not what it says it was made of, or changes by more than is worth following."""


class Pages(Protocol):
    """What the pages say now."""

    def have(self, document: int, piece: str) -> bool:
        """Whether a document has an ending that begins with the piece."""

    def endings(self, document: int, piece: str) -> Iterable[str]:
        """What follows the piece, wherever it stands in a document."""


class Entries(Protocol):
    """The entries of an index by key, and which pieces are divided."""

    size: int
    divided: dict[str, Division]

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, content: bytes | None) -> None: ...


@dataclass(slots=True)
class Branch:
    """A node of the tree. What is below a divided one are entries of their own."""

    kind: int
    documents: set[int]
    chain: str = ""
    """What is shared by all that is below it; of a tail everything that follows."""
    below: dict[str, Branch | bytes] = field(default_factory=dict)


def flat(content: bytes, size: int) -> Numbers:
    """The documents of an entry that is a list."""
    return np.fromiter(sorted(read(content, size).documents), np.int64)


def read(content: bytes, size: int) -> Branch:
    """A node, with what is below it as bytes."""
    head, at = content[0], 1
    kind, count = head & 3, head >> 4
    if not head & BITS and count == 15:
        more, at = number(content, at)
        count += more
    chain = ""
    if head & CHAINED:
        chain, at = _text(content, at)
    if head & BITS:
        there = np.frombuffer(content[at : at + (size + 7) // 8], np.uint8)
        at += len(there)
        documents = set(np.flatnonzero(np.unpackbits(there, bitorder="little")).tolist())
    else:
        documents, before = set(), -1
        for _ in range(count):
            gap, at = number(content, at)
            before += gap + 1
            documents.add(before)
    found = Branch(kind, documents, chain)
    if kind == TAIL:
        found.chain, at = _text(content, at)
    elif kind == NODE:
        length, at = number(content, at)
        end = at + length
        while at < end:
            first = content[at]
            begin = at + (1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4)
            letter, at = content[at:begin].decode(), _end(content, begin, size)
            found.below[letter] = content[begin:at]
    if at != len(content):
        raise UnlikeError("an entry does not end where it should")
    return found


def _end(content: bytes, at: int, size: int) -> int:
    """Where the node ends that begins at a place."""
    head, at = content[at], at + 1
    kind, count = head & 3, head >> 4
    if not head & BITS and count == 15:
        more, at = number(content, at)
        count += more
    if head & CHAINED:
        length, at = number(content, at)
        at += length
    if head & BITS:
        at += (size + 7) // 8
    else:
        while count:
            count -= content[at] < 128
            at += 1
    if kind in (TAIL, NODE):
        length, at = number(content, at)
        at += length
    return at


def number(content: bytes, at: int) -> tuple[int, int]:
    """A varint, and where it ends."""
    found = shift = 0
    while True:
        byte = content[at]
        found |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return found, at


def _text(content: bytes, at: int) -> tuple[str, int]:
    length, at = number(content, at)
    return content[at : at + length].decode(), at + length


@dataclass
class Changes:
    """Changes entries of an index to what the pages say now."""

    entries: Entries
    pages: Pages

    def enter(self, key: str, gone: Endings, come: Endings) -> None:
        """Change the entry of a key: endings that left documents, and that came to documents, without the key."""
        before = self.entries.get(key)
        branch = self._changed(read(before, self.entries.size) if before else None, key, gone, come)
        after = self._written(branch, key) if branch else None
        if after != before:
            self.entries.put(key, after)

    def _changed(self, branch: Branch | None, piece: str, gone: Endings, come: Endings) -> Branch | None:
        if branch is None:
            if gone:
                raise UnlikeError(f"nothing goes on from {piece!r}")
            return self._grown(come, piece)
        if branch.kind == LEAF:
            left = {one for one in set().union(*gone.values()) if not self.pages.have(one, piece)}
            documents = (branch.documents - left).union(*come.values())
            if len(documents) <= FEW:
                return Branch(LEAF, documents) if documents else None
            return self._grown(self._looked_up(documents, piece), piece)
        if branch.kind == TAIL:
            endings = {branch.chain: branch.documents - gone.pop(branch.chain, set())}
            if gone:
                raise UnlikeError(f"more than one ending goes on from {piece!r}")
            for ending, documents in come.items():
                endings.setdefault(ending, set()).update(documents)
            return self._grown(endings, piece)
        shared = min((_shared(branch.chain, ending) for ending in come), default=len(branch.chain))
        if shared < len(branch.chain):
            letter, rest = branch.chain[shared], branch.chain[shared + 1 :]
            below: Branch = Branch(branch.kind, branch.documents, rest, branch.below)
            branch = Branch(NODE, set(), branch.chain[:shared], {letter: below})
        return self._divided_on(branch, piece, gone, come)

    def _divided_on(self, branch: Branch, piece: str, gone: Endings, come: Endings) -> Branch | None:
        """A branch that goes on in several; all that is changed begins with its chain."""
        chain = branch.chain
        if not all(ending.startswith(chain) for ending in gone):
            raise UnlikeError(f"what has gone was not below {piece!r}")
        whole = piece + chain
        left, came = _by_letter(gone, len(chain)), _by_letter(come, len(chain))
        here_left, here_came = left.pop("", {"": set()})[""], came.pop("", {"": set()})[""]
        letters = sorted({*left, *came})
        if branch.kind == DIVIDED:
            size, branches, ended = self.entries.divided[whole]
            for letter in letters:
                before = self.entries.get(whole + letter)
                self.enter(whole + letter, left.get(letter, {}), came.get(letter, {}))
                after = self.entries.get(whole + letter)
                width = len(letter.encode())
                size += (len(after) + width if after else 0) - (len(before) + width if before else 0)
                branches += (after is not None) - (before is not None)
            ended += len(here_came) - len(here_left)
            named = set().union(*gone.values())
            documents = branch.documents - {one for one in named if not self.pages.have(one, whole)}
            documents = documents.union(*come.values())
            if size <= LARGE or (branches == 1 and not ended) or len(documents) <= FEW:
                raise UnlikeError(f"{whole!r} is no longer divided")
            self.entries.divided[whole] = Division(size, branches, ended)
            return Branch(DIVIDED, documents, chain)
        documents = (branch.documents - here_left) | here_came
        below = dict(branch.below)
        for letter in letters:
            old = below.pop(letter, None)
            old = read(old, self.entries.size) if isinstance(old, bytes) else old
            new = self._changed(old, whole + letter, left.get(letter, {}), came.get(letter, {}))
            if new is not None:
                below[letter] = new
        return self._settled(Branch(NODE, documents, chain, below), piece)

    def _settled(self, branch: Branch, piece: str) -> Branch | None:
        """A branch in the form that it has with what is below it now."""
        chain, documents, below = branch.chain, branch.documents, branch.below
        is_said = piece.startswith(SAID)
        if not below:
            if not documents:
                return None
            return Branch(LEAF, documents) if len(documents) <= FEW and not is_said else Branch(TAIL, documents, chain)
        if not is_said and len(documents) <= FEW and all(self._kind(one) == LEAF for one in below.values()):
            everything = set(documents)
            for one in below.values():
                everything |= one.documents if isinstance(one, Branch) else read(one, self.entries.size).documents
                if len(everything) > FEW:
                    break
            else:
                return Branch(LEAF, everything)
        if len(below) == 1 and not documents:
            letter, only = next(iter(below.items()))
            only = only if isinstance(only, Branch) else read(only, self.entries.size)
            return Branch(only.kind, only.documents, chain + letter + only.chain, only.below)
        return branch

    def _kind(self, below: Branch | bytes) -> int:
        return below.kind if isinstance(below, Branch) else below[0] & 3

    def _looked_up(self, documents: Iterable[int], piece: str) -> Endings:
        found: Endings = {}
        for document in documents:
            for ending in self.pages.endings(document, piece):
                found.setdefault(ending, set()).add(document)
        return found

    def _grown(self, endings: Mapping[str, set[int]], piece: str) -> Branch | None:
        """The branch of endings, made anew."""
        endings = {ending: documents for ending, documents in endings.items() if documents}
        everything: set[int] = set().union(*endings.values())
        if not everything:
            return None
        if len(everything) <= FEW and not piece.startswith(SAID):
            return Branch(LEAF, everything)
        if len(endings) == 1:
            ((ending, documents),) = endings.items()
            return Branch(TAIL, documents, ending)
        first, last = min(endings), max(endings)
        chain = first[: _shared(first, last)]
        below: dict[str, Branch | bytes] = {}
        letters = _by_letter(endings, len(chain))
        here = letters.pop("", {"": set()})[""]
        for letter, further in letters.items():
            grown = self._grown(further, piece + chain + letter)
            if grown is not None:
                below[letter] = grown
        return Branch(NODE, here, chain, below)

    def _written(self, branch: Branch, piece: str) -> bytes:
        size, chain = self.entries.size, branch.chain
        documents = np.fromiter(sorted(branch.documents), np.int64, len(branch.documents))
        if branch.kind == LEAF:
            return counted(LEAF | GAPS, len(documents)) + few(documents)
        if branch.kind == TAIL:
            return node(TAIL, documents, size) + text(chain)
        whole = piece + chain
        if branch.kind == DIVIDED:
            return node(DIVIDED, documents, size, chain)
        written = {
            letter: self._written(one, whole + letter) if isinstance(one, Branch) else one
            for letter, one in sorted(branch.below.items())
        }
        children = b"".join(letter.encode() + content for letter, content in written.items())
        if len(children) <= LARGE:
            return node(NODE, documents, size, chain) + varint(len(children)) + children
        self.entries.divided[whole] = Division(len(children), len(written), len(documents))
        everything = set(branch.documents)
        for letter, content in written.items():
            self.entries.put(whole + letter, content)
            everything |= _all(content, size)
        return node(DIVIDED, np.fromiter(sorted(everything), np.int64, len(everything)), size, chain)


def _all(content: bytes, size: int) -> set[int]:
    """The documents of a node and of everything below it."""
    branch = read(content, size)
    return branch.documents.union(*(_all(one, size) for one in branch.below.values() if isinstance(one, bytes)))


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _by_letter(endings: Mapping[str, set[int]], given: int) -> dict[str, Endings]:
    """Endings by the character after so many, and what follows it; those that end there under an empty text."""
    found: dict[str, Endings] = {}
    for ending, documents in endings.items():
        found.setdefault(ending[given : given + 1], {})[ending[given + 1 :]] = documents
    return found
