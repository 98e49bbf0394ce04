"""A page in the making: its language, its address, and the notes that its figures lead to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry
from generator.records.base import Image
from generator.surroundings import Picture
from generator.values.names import Reference, Term, WebAddress
from generator.values.prose import to_html
from generator.values.stated import Amount, Count, Statement
from generator.values.text import LocalizedProse, LocalizedText
from generator.writing.escaping import assembled, element, escape, passage
from generator.writing.notes import Figure, Note, Notes
from generator.writing.pictures import figures

_BARE = Statement[Any](absence="not-stated")
"""A statement with nothing of its own: whatever is cited for it is the record's."""


class Page:
    """What a template is given: words, links and marks for one page in one language.

    A template's parts may be made in any order; notes are numbered when the page is finished, as the reader meets them.
    """

    def __init__(self, catalogue: Catalogue, language: Language, address: str) -> None:
        self.catalogue = catalogue
        self.language = language
        self.address = address
        self._notes = Notes(self)
        self._anchored: set[str] = set()
        self._references: dict[Reference, Markup] = {}
        self.word = language.word

    # Ways

    def to(self, address: str) -> str:
        """The relative link to a page or file of this language."""
        return addresses.way(self.address, address)

    def to_root(self, file: str) -> str:
        """The relative link to a file that all languages share, which lies at the site's root."""
        default = self.language.code == self.language.default
        return addresses.way(self.address if default else f"{self.language.code}/{self.address}", file)

    def link(self, entry: Entry, **attributes: object) -> Markup:
        """A link to a record by its name."""
        return element("a", self.text(entry.heading), href=self.to(addresses.address(entry)), **attributes)

    def caveat(self, entry: Entry) -> Markup:
        """What has to be said of a record wherever a list names it; mostly nothing."""
        if not entry.record.caveat:
            return Markup()
        return Markup(" ") + element("span", self.word(f"caveats.{entry.record.caveat}"), class_="p-caveat")

    def reference(self, reference: Reference) -> Markup:
        """A link to the record that is meant; its bare id where there is none."""
        shown = self._references.get(reference)
        if shown is None:
            entry = self.catalogue.find(reference)
            shown = self._references[reference] = self.link(entry) if entry else escape(reference.id)
        return shown

    def outward(self, address: WebAddress) -> Markup:
        """A link that leaves the publication, with the host it leads to."""
        host = address.host.encode("ascii").decode("ascii")
        return element("a", host, href=address.url, rel="noopener noreferrer nofollow", class_="p-outward")

    # Words

    def text(self, text: LocalizedText) -> Markup:
        """Plain text in the readers' language; in another one, marked as that."""
        chosen, tag = self.language.pick(text)
        if tag == self.language.code:
            return escape(chosen)
        return element("span", chosen, lang=tag, class_="p-foreign")

    def prose(self, text: LocalizedProse) -> Markup:
        """Prose as HTML, headings and all; in another language, marked as that."""
        chosen, tag = self.language.pick(text)
        return element("div", passage(to_html(chosen)), class_="p-prose", lang="" if tag == self.language.code else tag)

    def term(self, term: Term) -> Markup:
        """A vocabulary's word as people say it."""
        known = self.catalogue.term(term)
        return self.text(known.label) if known else escape(term.id)

    def figures(self, images: Sequence[tuple[Image, Picture]], first: bool = False) -> Markup:
        """Pictures with their captions; the ``first`` on a page is loaded at once, the others when they are near."""
        return figures(self, images, first=first)

    # Statements

    def cite(self, statement: Statement[Any], entry: Entry, *, stated_as: str = "") -> Markup:
        """The mark behind a statement that leads to its note; a statement without a source is marked so."""
        citations = statement.sources or entry.sources
        if not citations:
            return element("span", self.word("unsourced"), class_="p-unsourced")
        note = Note(
            citations=citations,
            stated_as=statement.stated_as or stated_as,
            basis=self.word(f"basis.{statement.basis}") if isinstance(statement, Amount) and statement.value else "",
            as_of=self.language.date(statement.as_of) if statement.as_of else "",
            confidence=statement.confidence or "",
            remark=statement.note,
            figure=self._figure(statement, entry),
        )
        return self._notes.mark(note)

    def cite_record(self, entry: Entry) -> Markup:
        """The mark for text that rests on the record's own sources."""
        return self.cite(_BARE, entry) if entry.record.sources else Markup()

    def anchor(self, statement: Statement[Any], entry: Entry) -> str:
        """The id of a figure on the page of its record, once: its path, so that it is the same wherever it is named."""
        path = self._figure_path(statement, entry)
        if path in self._anchored:
            return ""
        self._anchored.add(path)
        return path

    def _figure_path(self, statement: Statement[Any], entry: Entry) -> str:
        """The path of a figure of a record on the page where it has its address; else nothing."""
        if not self.address.startswith(addresses.address(entry)):
            return ""
        path = self.catalogue.figure_path(entry, statement)
        return path if path and addresses.figure_page(entry, path) == self.address else ""

    def _figure(self, statement: Statement[Any], entry: Entry) -> Figure | None:
        path = self._figure_path(statement, entry)
        if not path:
            return None
        said = ""
        if isinstance(statement, Amount):
            said = self.word(f"basis.{statement.basis}")
        elif isinstance(statement, Count):
            said = self.language.plain(statement.counts)
        return Figure(path, statement.stated_as or str(statement.value), said, entry)

    def address_on_the_web(self, address: str) -> str:
        """The whole address of a page of this language; nothing where the publication has none on the web."""
        return self.home + address if self.catalogue.publication.url else ""

    @cached_property
    def home(self) -> str:
        """Where this language of the publication begins: its address on the web, where it has one."""
        url = self.catalogue.publication.url
        base = url.url.rstrip("/") + "/" if url else ""
        return base if self.language.code == self.language.default else f"{base}{self.language.code}/"

    @property
    def count_of_notes(self) -> int:
        """How many notes were asked of the page so far."""
        return len(self._notes)

    def finish(self, text: str) -> str:
        """The page with its marks numbered and its notes below it."""
        return self._notes.numbered(text)

    def basis(self, amount: Amount, *, explained: bool = False) -> Markup:
        """What an amount is, as a tag; where it is ``explained``, the tag leads to the glossary."""
        if explained:
            address = self.to(f"{addresses.GLOSSARY}#{amount.basis}")
            word = self.word(f"basis.{amount.basis}")
            return element("a", word, href=address, class_=f"p-basis p-basis-{amount.basis}")
        return element("span", self.word(f"basis.{amount.basis}"), class_=f"p-basis p-basis-{amount.basis}")

    def joined(self, parts: Iterable[object]) -> Markup:
        """Several things as a list in a sentence."""
        return assembled(parts, self.word("joined"))
