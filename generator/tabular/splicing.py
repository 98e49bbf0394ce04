"""What each record has in the files of the downloads: its lines of the tables, of its kind's JSON and GeoJSON.

Made once for each record. Between builds only the lengths are kept, as a piece (:func:`generator.tracing.piece`): while
it would be made the same, the lines are taken out of the files that lie there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.catalogue import Catalogue, Key, key_of
from generator.earlier import Earlier, earlier_of
from generator.loader import Entry
from generator.records import KINDS
from generator.tracing import piece, pieces_of

Lines = dict[str, bytes]
"""File → what a record has in it; a file in which it has nothing is left out."""
_SORT = "lines"


@dataclass(frozen=True)
class Form:
    """A file that consists of lines: what stands before, between and after what the records have in it."""

    head: bytes
    between: bytes = b""
    tail: bytes = b""

    def of(self, lines: Sequence[bytes]) -> bytes:
        """The whole file."""
        return b"".join([self.head, self.between.join(lines), self.tail])


class Spliced:
    """The lines of all published records."""

    def __init__(
        self, catalogue: Catalogue, folder: str, forms: Mapping[str, Form], make: Callable[[Entry], Lines]
    ) -> None:
        """``forms`` are the files, which lie below ``folder``; ``make`` makes the lines of one record."""
        self._make = make
        self._made: dict[Key, Lines] = {}
        earlier, pieces = earlier_of(catalogue), pieces_of(catalogue)
        before = _before(earlier, folder, forms)
        lines: dict[str, list[bytes]] = {file: [] for file in forms}
        for entry in catalogue.published:
            key = key_of(entry)
            name = (_SORT, *key)
            # Lengths are of use only while they are those of what lies there.
            if key not in before or (name in pieces and pieces[name][0] is not earlier.pieces[name]):
                pieces.pop(name, None)
            piece(catalogue, name, partial(self._lengths, entry))
            for file, of_record in (self._made[key] if key in self._made else before[key]).items():
                lines[file].append(of_record)
        self.files: Mapping[str, bytes] = {file: form.of(lines[file]) for file, form in forms.items()}

    def _lengths(self, entry: Entry) -> dict[str, int]:
        made = self._made[key_of(entry)] = self._make(entry)
        return {file: len(lines) for file, lines in made.items()}


def _before(earlier: Earlier, folder: str, forms: Mapping[str, Form]) -> dict[Key, Lines]:
    """The lines of each record in the files that lie there; none at all where those are not what was written."""
    rank = {kind.name: number for number, kind in enumerate(KINDS)}
    lengths = {name[1:]: of for name, of in earlier.pieces.items() if name[0] == _SORT and name[1] in rank}
    found: dict[Key, Lines] = {}
    contents: dict[str, bytes] = {}
    places: dict[str, int] = {}
    for kind, id_ in sorted(lengths, key=lambda key: (rank[key[0]], key[1])):
        found[kind, id_] = {}
        for file, length in lengths[kind, id_].items():
            form = forms.get(file)
            if form is None:
                return {}
            if file not in contents:
                content = earlier.content(folder + file)
                if content is None or not content.startswith(form.head):
                    return {}
                contents[file], places[file] = content, len(form.head) - len(form.between)
            start = places[file] + len(form.between)
            places[file] = start + length
            found[kind, id_][file] = contents[file][start : start + length]
    is_whole = all(contents[file][end:] == forms[file].tail for file, end in places.items())
    return found if is_whole else {}
