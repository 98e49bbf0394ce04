"""Personal data in the texts of records, in their comments, and in the names of their files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.findings import Finding, Position, error
from generator.loader import Entry
from generator.privacy import find_personal_data
from generator.values.text import LocalizedText

_COMMENT = re.compile(r"(?:^|\s)#(.*)")


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """``personal-data``, once a text. The words found are not repeated: logs are public too."""
    for entry, path, text in catalogue.values(LocalizedText):
        for tag, words in text.texts.items():
            what = _found(words)
            if what:
                yield entry.error("personal-data", (*path, tag), what=what)
    for entry, path, line in catalogue.values(str):
        what = _found(line)
        # The credit of an image may name a person, but hold no number or address of that person either.
        if what:
            yield entry.error("personal-data", path, what=what)
    for entry in catalogue.everything:
        what = _found(entry.id)
        if what:
            yield entry.error("personal-data", what=what)
        if b"#" in entry.raw:
            yield from _comments(entry)


def _found(text: str) -> str:
    """The kinds of personal data in a text, as the words for them are keyed."""
    return ", ".join(dict.fromkeys(match.what.value for match in find_personal_data(text)))


def _comments(entry: Entry) -> Iterator[Finding]:
    """A comment is on no page, but everybody can read it in the repository, for ever."""
    for number, line in enumerate(entry.raw.decode("utf-8", "replace").splitlines(), 1):
        comment = _COMMENT.search(line) if "#" in line else None
        what = _found(comment[1]) if comment else ""
        if comment and what:
            yield error("personal-data", Position(file=entry.file, line=number, column=comment.start(1)), what=what)
