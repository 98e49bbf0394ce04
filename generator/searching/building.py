"""The files of a language's index, below ``search/index/`` of its site.

``head.json``   what a search begins with: pages by kind, divided pieces, characters that are alike
``made.json``   what the index was made of, for those who make the next one; no browser reads it
``names.json``  names and words to suggest where nothing is found
``k/<n>.bin``   entries by the hash of their key
``p/<n>.json``  two pages: ``[url, title, [names], [segments]]``, long ones with a 1 behind, and then
``r/<n>.json``  the further segments of the page with that number

A document is a page's title, its names or its text, numbered in this order: all titles, all names, all texts. Names of
files stay the same as long as the index does not double; the same pages give the same bytes. Where one page stands
follows from the addresses alone, so that another text of one page changes few files (``updating``).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from hashlib import blake2b

import numpy as np

from generator.searching.frequent import Frequent
from generator.searching.levels import DIVIDED, SAID, Text
from generator.searching.lists import node, text, varint
from generator.searching.normal import normalise, variants
from generator.searching.sayings import sayings
from generator.searching.stemming import WORD, stem
from generator.searching.texts import KINDS, Page, whole
from generator.searching.trie import Division, Trie, build

FOLDER = "search/index/"
STEM = "\x01"
"""What the key of a stem begins with."""
SHARD = 6_000
"""Bytes of entries in a file on average."""
PART = 2
"""Pages in a file."""
VERSION = 1
"""Of how an index is made; counted up with every change of it, so that none is built upon another's."""
SPACED = ("en",)
"""Languages in which a query begins where a word begins: *art* is not meant to find *department*."""
OPENING = 1_200
"""Bytes of a page's text that are there at once: mostly enough to show why it was found."""
NAMES, WORDS = 1_200, 1_500
_LATIN = re.compile("[a-z][a-z']{3,}")


def files(
    pages: Sequence[Page], language: str, own_readings: Mapping[str, str], frequent: Frequent | None = None
) -> Iterator[tuple[str, bytes]]:
    """All files by their path below :data:`FOLDER`; pages come in the order that ``texts.in_order`` gives.

    ``frequent`` is of these very pages, where somebody has counted already.
    """
    pages = [whole(page) for page in pages]
    size = 3 * len(pages)
    segments = _segments(pages)
    characters = set("".join(segments))
    stems = _stems(segments)
    _add_sayings(segments, pages, own_readings)
    listed = list(segments)
    source = Text.of(listed, [segments[one] for one in listed], size, by_word=language in SPACED)
    del segments, listed
    trie = build(source)
    del source
    for found, documents in stems.items():
        trie.entries[STEM + found] = node(DIVIDED, np.asarray(sorted(documents), np.int64), size)
    total = sum(map(len, trie.entries.values()))
    count = shards(total)
    yield "head.json", head(pages, language, count, [one for one in variants().values() if one in characters], trie)
    yield "made.json", made(made_of((page.digest for page in pages), language, own_readings), total, trie.divided)
    yield "names.json", suggested(pages)
    found_in: list[dict[str, bytes]] = [{} for _ in range(count)]
    for key, content in trie.entries.items():
        found_in[hashed(key) & count - 1][key] = content
    for number, entries in enumerate(found_in):
        yield f"k/{number}.bin", shard(entries)
    yield from rows(pages, range(0, len(pages), PART), (frequent or Frequent.of(pages)).on_most(size // 3))


def head(pages: Sequence[Page], language: str, count: int, characters: Iterable[str], trie: Trie) -> bytes:
    """The file that a search begins with; ``characters`` are those on the pages that others count as."""
    there = set(characters)
    same = [one for one, other in variants().items() if other in there]
    content = {
        "pages": len(pages),
        "kinds": [[kind, sum(page.kind == kind for page in pages)] for kind in KINDS],
        "shards": count,
        "byWord": language in SPACED,
        "same": "".join(same),
        "as": "".join(variants()[one] for one in same),
        "divided": "\n".join(sorted(trie.divided)),
    }
    return _json(content)


def made(of: str, total: int, divided: Mapping[str, Division]) -> bytes:
    """What the next index can be made from; ``total`` is how many bytes all entries have."""
    return _json({"of": of, "bytes": total, "divided": {piece: divided[piece] for piece in sorted(divided)}})


def made_of(pages: Iterable[bytes], language: str, own_readings: Mapping[str, str]) -> str:
    """A digest of everything that an index follows from, with the digests of its pages."""
    found = blake2b(json.dumps([VERSION, language, sorted(own_readings.items())]).encode(), digest_size=16)
    for page in pages:
        found.update(page)
    return found.hexdigest()


def _segments(pages: Sequence[Page]) -> dict[str, list[int]]:
    """Normalised segment → its documents in ascending order."""
    found: dict[str, list[int]] = {}
    known: dict[str, list[int]] = {}
    """As it stands on pages → the same list."""
    count = len(pages)
    for number in range(3):
        for document, page in enumerate(pages, number * count):
            for segment in parts(page)[number]:
                documents = known.get(segment)
                if documents is None:
                    documents = known[segment] = found.setdefault(normalise(segment), [])
                if not documents or documents[-1] != document:
                    documents.append(document)
    found.pop("", None)
    return found


def parts(page: Page) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The segments of a page's three documents."""
    return (page.title,), page.names, page.text


def _stems(segments: Mapping[str, Sequence[int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for segment, documents in segments.items():
        for word in set(WORD.findall(segment)):
            found.setdefault(stem(word), set()).update(documents)
    return found


def _add_sayings(segments: dict[str, list[int]], pages: Sequence[Page], own: Mapping[str, str]) -> None:
    said: dict[str, set[int]] = {}
    once: dict[str, list[str]] = {}
    for index, page in enumerate(pages):
        for number, names in enumerate(((page.title,), page.names)):
            for name in names:
                if name not in once:
                    once[name] = list(dict.fromkeys(sayings(name, own)))
                for one in once[name]:
                    said.setdefault(one, set()).add(index + number * len(pages))
    segments.update({SAID + one: sorted(documents) for one, documents in said.items()})


def hashed(key: str) -> int:
    """FNV-1a over the bytes of a key, its halves folded into one."""
    found = 2_166_136_261
    for byte in key.encode():
        found = (found ^ byte) * 16_777_619 & 0xFFFFFFFF
    return found ^ found >> 16


def shards(total: int) -> int:
    """In how many files entries of so many bytes are."""
    return 1 << max(0, (total // SHARD).bit_length())


def shard(entries: Mapping[str, bytes]) -> bytes:
    """The file of some entries."""
    return b"".join(text(key) + varint(len(entries[key])) + entries[key] for key in sorted(entries))


def rows(pages: Sequence[Page], firsts: Iterable[int], left_out: Set[str]) -> Iterator[tuple[str, bytes]]:
    """The files of pages from each of the numbers on, which are multiples of :data:`PART`."""
    for first in firsts:
        lines = []
        for number, page in enumerate(pages[first : first + PART], first):
            own = [segment for segment in page.text if segment not in left_out]
            size = count = 0
            while count < len(own) and (not count or size + len(own[count].encode()) <= OPENING):
                size += len(own[count].encode())
                count += 1
            row = [page.url, page.title, page.names, own[:count], *([1] if count < len(own) else [])]
            lines.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
            if count < len(own):
                yield f"r/{number}.json", _json(own[count:])
        yield f"p/{first // PART}.json", ("[" + ",\n".join(lines) + "]\n").encode()


def suggested(pages: Sequence[Page]) -> bytes:
    """The file of names that are no project's or source's, and the words of all names, the most frequent first."""
    names = [
        name
        for page in pages
        if page.kind not in ("project", "source", "page")
        for name in (page.title, *(page.names if page.kind in ("site", "event", "route") else ()))
    ]
    counted = Counter(
        word for page in pages for name in (page.title, *page.names) for word in _LATIN.findall(name.lower())
    )
    words = sorted(counted, key=lambda word: (-counted[word], word))[:WORDS]
    return _json({"names": list(dict.fromkeys(names))[:NAMES], "words": words})


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
