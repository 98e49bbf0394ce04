"""The notes below a page: where each statement was read and how it stands there, and how a figure of it is cited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Protocol

from markupsafe import Markup

from generator.catalogue import Catalogue
from generator.chronicle import short
from generator.language import Language
from generator.loader import Entry
from generator.values.names import Reference
from generator.values.stated import Citation
from generator.values.text import LocalizedText
from generator.writing.escaping import END, MARK, assembled, element, escape, trusted

_MARKED = re.compile(f"{MARK}(\\d+){END}")
_BLANK = re.compile(r"\{(\w+)\}")


class Page(Protocol):
    """What a page has to know to write its notes."""

    catalogue: Catalogue
    language: Language
    address: str

    @property
    def home(self) -> str: ...

    def word(self, key: str, /, **arguments: object) -> str: ...

    def text(self, text: LocalizedText) -> Markup: ...

    def reference(self, reference: Reference) -> Markup: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the page's own record: the path that is its address, and how to put it when it is cited."""

    path: str
    written: str = field(compare=False)
    said: str = field(compare=False)
    """What it is: the basis of an amount, or what a quantity counts."""
    entry: Entry = field(compare=False)


class Note(NamedTuple):
    """What a mark in the text leads to: where a statement was read, and how it stands there."""

    citations: tuple[Citation, ...]
    stated_as: str
    basis: str
    """Of an amount, in words."""
    as_of: str
    confidence: str
    remark: LocalizedText | None
    figure: Figure | None = None
    """The figure that it belongs to, where that has its address on this page."""


class Notes:
    """The notes of one page, each once; numbered at the end, as the reader meets their marks.

    What follows from citations is known by where they are in memory: mostly those of the record, and held by the notes.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._keys: dict[Note, int] = {}
        self._sources: dict[tuple[int, bool], Markup] = {}
        self._cited: dict[int, Mapping[str, Markup]] = {}
        self._days: dict[Reference, str] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def mark(self, note: Note) -> Markup:
        """What stands in the text until the note has its number."""
        return trusted(f"{MARK}{self._keys.setdefault(note, len(self._keys))}{END}")  # a number

    def numbered(self, text: str) -> str:
        """The page's text with its marks numbered and its notes below it."""
        numbers: dict[int, int] = {}
        label = self._page.word("cite")

        def link(found: re.Match[str]) -> str:
            key = int(found[1])
            is_first = key not in numbers
            return _link(label, numbers.setdefault(key, len(numbers) + 1), is_first)

        marked = _MARKED.sub(link, text).rstrip() + "\n"
        if not numbers:
            return marked
        notes = list(self._keys)
        lines = "\n".join(self._line(notes[key], number) for key, number in numbers.items())
        heading = escape(self._page.word("notes"))
        return f'{marked}\n\n## {heading} {{: #notes }}\n\n<ol class="p-notes">\n{lines}\n</ol>\n'

    def _line(self, note: Note, number: int) -> Markup:
        word = self._page.word
        known: list[object] = [self._read_in(note)]
        if note.stated_as:
            known.append(word("as_stated", text=note.stated_as))
            if note.basis:
                known.append(note.basis)
        if note.as_of:
            known.append(word("as_of", date=note.as_of))
        if note.confidence:
            said = word(f"confidence.{note.confidence}")
            known.append(element("span", said, class_=f"p-confidence p-confidence-{note.confidence}"))
        if note.remark:
            known.append(self._page.text(note.remark))
        back = element("a", "↑", class_="p-back", href=f"#ref-{number}", aria_label=word("back"))
        parts = [assembled(known, " · "), back]
        if note.figure:
            cited = [element("summary", word("figure.cite")), self._citation(note, note.figure)]
            parts.append(element("details", assembled(cited), class_="p-cite-this"))
        return element("li", assembled(parts, " "), id=f"note-{number}")

    def _read_in(self, note: Note) -> Markup:
        """The sources; with their dates, where it is said how they put it."""
        dated = bool(note.stated_as)
        read_in = self._sources.get((id(note.citations), dated))
        if read_in is None:
            sources = []
            for citation in note.citations:
                at = f" {citation.at}" if citation.at else ""
                day = self._dated(citation.source) if dated else ""
                sources.append(assembled([self._page.reference(citation.source), at, day]))
            read_in = assembled(sources, escape(self._page.word("joined")))
            self._sources[id(note.citations), dated] = read_in
        return read_in

    def _citation(self, note: Note, figure: Figure) -> Markup:
        """How to cite a figure: as it was written, what it is, its source and date, and where and in which state it is
        published here."""
        page = self._page
        cited = self._cited.get(id(note.citations))
        if cited is None:
            cited = self._cited[id(note.citations)] = self._always_cited(note, figure.entry)
        basis = page.word("figure.cite_basis", basis=figure.said) if figure.said else ""
        as_of = page.word("figure.cite_as_of", date=note.as_of) if note.as_of else ""
        blanks = {
            **cited,
            "value": figure.written,
            "basis": basis + as_of,
            "address": element("a", f"{page.home}{page.address}#{figure.path}", href=f"#{figure.path}"),
        }
        parts = _pattern(page.word("figure.cite_text"))
        return assembled(blanks.get(name, f"{{{name}}}") if name else words for words, name in parts)

    def _always_cited(self, note: Note, entry: Entry) -> Mapping[str, Markup]:
        """What is the same in the citations of all figures of a record that rest on the same sources."""
        plain, word, publication = self._page.language.plain, self._page.word, self._page.catalogue.publication
        return {
            "source": escape(word("joined").join(self._named(citation) for citation in note.citations)),
            "publication": escape(" ".join(filter(None, [plain(publication.name), publication.version]))),
            "record": escape(plain(entry.record.heading)),
            "version": escape(self._version(entry)),
        }

    def _version(self, entry: Entry) -> str:
        """Which state of a record a figure is cited in: the day and the commit of its last change, to go back to.

        Not the publication's: a page changes only when its record does.
        """
        surroundings, word = self._page.catalogue.surroundings, self._page.word
        day = surroundings.changed.get(entry.file) or surroundings.as_of
        if day is None:
            return word("figure.cite_unversioned")
        said, commit = self._page.language.day(day), surroundings.commits.get(entry.file)
        if commit:
            return word("figure.cite_commit", day=said, commit=short(commit))
        return word("figure.cite_version", day=said)

    def _named(self, citation: Citation) -> str:
        """A source by its title and date."""
        source = self._page.catalogue.find(citation.source)
        if source is None:
            return citation.source.id
        at = f", {citation.at}" if citation.at else ""
        return f"{self._page.language.plain(source.record.heading)}{at}{self._dated(citation.source)}"

    def _dated(self, source: Reference) -> str:
        """The day of a source in brackets, or that none is known."""
        known = self._days.get(source)
        if known is None:
            entry = self._page.catalogue.find(source)
            day = entry.record.date.value if entry and entry.record.date else None
            said = self._page.language.date(day) if day else self._page.word("figure.cite_undated")
            known = self._days[source] = self._page.word("figure.dated", day=said)
        return known


@lru_cache(maxsize=4096)
def _link(label: str, number: int, is_first: bool) -> str:
    """A mark in the text, by its number; the first of several is the one that its note leads back to."""
    said = label.replace("{number}", str(number))
    link = element("a", number, href=f"#note-{number}", id=f"ref-{number}" if is_first else "", aria_label=said)
    return element("sup", link, class_="p-cite")


@lru_cache(maxsize=16)
def _pattern(text: str) -> tuple[tuple[Markup, str], ...]:
    """A text with blanks in its parts: words, and the names of what is filled in."""
    parts = _BLANK.split(text)
    return tuple((Markup(), part) if index % 2 else (escape(part), "") for index, part in enumerate(parts))
