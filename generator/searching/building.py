"""The files of a language's index, below ``search/index/`` of its site.

``head.json``   what a search begins with: pages by kind, where parts begin, divided pieces, characters that are alike
``names.json``  names and words to suggest where nothing is found
``k/<n>.bin``   entries by the hash of their key
``p/<n>.json``  pages: ``[url, title, [names], [segments]]``, long ones with a 1 behind, and then
``r/<n>.json``  the further segments of the page with that number

A document is a page's title, its names or its text, numbered in this order: all titles, all names, all texts. Names of
files stay the same as long as the index does not double; the same pages give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from generator.searching.levels import DIVIDED, FEW, SAID, Text
from generator.searching.lists import node, text, varint
from generator.searching.normal import normalise, variants
from generator.searching.sayings import sayings
from generator.searching.stemming import WORD, stem
from generator.searching.texts import KINDS, Searched
from generator.searching.trie import build

FOLDER = "search/index/"
STEM = "\x01"
"""What the key of a stem begins with."""
SHARD, PART = 6_000, 2_500
"""Bytes of entries in a file on average, and of pages at most, unless one is larger by itself."""
SPACED = ("en",)
"""Languages in which a query begins where a word begins: *art* is not meant to find *department*."""
OPENING = 1_200
"""Bytes of a page's text that are there at once: mostly enough to show why it was found."""
NAMES, WORDS = 1_200, 1_500
_LATIN = re.compile("[a-z][a-z']{3,}")


def files(pages: Sequence[Searched], language: str, own_readings: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """All files by their path below :data:`FOLDER`; pages come in the order that ``texts.in_order`` gives."""
    count = len(pages)
    size = 3 * count
    known: dict[str, str] = {}
    segments = _segments(pages, known)
    characters = set("".join(segments))
    stems = _stems(segments)
    _add_sayings(segments, pages, own_readings)
    listed = list(segments)
    source = Text.of(listed, [segments[one] for one in listed], size, by_word=language in SPACED)
    trie = build(source)
    for found, documents in stems.items():
        trie.entries[STEM + found] = node(DIVIDED, np.asarray(sorted(documents), np.int64), size)
    shards = _shards(trie.entries)
    rows = list(_rows(pages, segments, known))
    parts = list(_parts([row for row, _ in rows]))
    same = [one for one, other in variants().items() if other in characters]
    head = {
        "pages": count,
        "kinds": [[kind, sum(page.kind == kind for page in pages)] for kind in KINDS],
        "parts": [first for first, _ in parts],
        "shards": len(shards),
        "byWord": source.by_word,
        "same": "".join(same),
        "as": "".join(variants()[one] for one in same),
        "divided": "\n".join(trie.divided),
    }
    yield "head.json", _json(head)
    yield "names.json", _json(_suggested(pages))
    for number, content in enumerate(shards):
        yield f"k/{number}.bin", content
    for number, (_, content) in enumerate(parts):
        yield f"p/{number}.json", content
    for number, (_, rest) in enumerate(rows):
        if rest:
            yield f"r/{number}.json", _json(rest)


def _segments(pages: Sequence[Searched], known: dict[str, str]) -> dict[str, list[int]]:
    """Normalised segment → its documents in ascending order; ``known`` is filled with segment → normalised."""
    found: dict[str, list[int]] = {}
    count = len(pages)
    for number in range(3):
        for index, page in enumerate(pages):
            for segment in ((page.title,), page.names, page.text)[number]:
                plain = known.get(segment)
                if plain is None:
                    plain = known[segment] = normalise(segment)
                documents = found.setdefault(plain, [])
                if not documents or documents[-1] != index + number * count:
                    documents.append(index + number * count)
    found.pop("", None)
    return found


def _stems(segments: Mapping[str, Sequence[int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for segment, documents in segments.items():
        for word in set(WORD.findall(segment)):
            found.setdefault(stem(word), set()).update(documents)
    return found


def _add_sayings(segments: dict[str, list[int]], pages: Sequence[Searched], own: Mapping[str, str]) -> None:
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


def _shards(entries: Mapping[str, bytes]) -> list[bytes]:
    total = sum(map(len, entries.values()))
    count = 1 << max(0, (total // SHARD).bit_length())
    found: list[list[bytes]] = [[] for _ in range(count)]
    for key in sorted(entries):
        content = entries[key]
        found[hashed(key) & count - 1].append(text(key) + varint(len(content)) + content)
    return [b"".join(one) for one in found]


def _rows(
    pages: Sequence[Searched], segments: Mapping[str, Sequence[int]], known: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """For each page its row and the rest of its text. What stands on very many pages is decided without its text."""
    common = max(FEW, len(pages) // 50)
    for page in pages:
        own = [segment for segment in page.text if len(segments.get(known[segment], ())) <= common]
        size = count = 0
        while count < len(own) and (not count or size + len(own[count].encode()) <= OPENING):
            size += len(own[count].encode())
            count += 1
        row = [page.url, page.title, page.names, own[:count], *([1] if count < len(own) else [])]
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")), own[count:]


def _parts(rows: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    """Rows of pages together, with the number of the first page."""
    first, size = 0, 0
    for index, row in enumerate(rows):
        length = len(row.encode())
        if index > first and size + length > PART:
            yield first, _lines(rows[first:index])
            first, size = index, 0
        size += length
    if rows:
        yield first, _lines(rows[first:])


def _lines(rows: Sequence[str]) -> bytes:
    return ("[" + ",\n".join(rows) + "]\n").encode()


def _suggested(pages: Sequence[Searched]) -> dict[str, list[str]]:
    """Names that are no project's or source's, and the words of all names, the most frequent first."""
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
    return {"names": list(dict.fromkeys(names))[:NAMES], "words": words}


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
