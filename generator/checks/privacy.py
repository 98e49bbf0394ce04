"""Personal data in the texts of records, in their comments, and in the names of their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.batches import Batch
from generator.findings import Finding, Position, error
from generator.loader import Entry
from generator.privacy import find_personal_data
from generator.values.text import LocalizedText

MOST_REMEMBERED = 1 << 14
"""Texts of which it is known: what is counted, and much else, is said in the same words a thousand times."""
_COMMENT = re.compile(r"(?:^|\s)#(.*)")


def check(batch: Batch) -> Iterator[Finding]:
    """``personal-data``, for each kind of it in a text. The words found are not repeated: logs are public too."""
    for entry, path, text in batch.values(LocalizedText):
        for tag, words in text.texts.items():
            for what in _found(words):
                yield entry.error("personal-data", (*path, tag), what=what)
    for entry, path, line in batch.values(str):
        # The credit of an image may name a person, but hold no number or address of that person either.
        for what in _found(line):
            yield entry.error("personal-data", path, what=what)
    for entry in batch.entries:
        for what in _found(entry.id):
            yield entry.error("personal-data", what=what)
        if b"#" in entry.raw:
            yield from _comments(entry)


@lru_cache(MOST_REMEMBERED)
def _found(text: str) -> Iterable[str]:
    """The kinds of personal data in a text, each once, as the words for them are keyed."""
    return dict.fromkeys(match.what.value for match in find_personal_data(text))


def _comments(entry: Entry) -> Iterator[Finding]:
    """A comment is on no page, but everybody can read it in the repository, for ever."""
    for number, line in enumerate(entry.raw.decode("utf-8", "replace").splitlines(), 1):
        comment = _COMMENT.search(line) if "#" in line else None
        if comment is not None:
            for what in _found(comment[1]):
                yield error("personal-data", Position(file=entry.file, line=number, column=comment.start(1)), what=what)
