"""A page's notes: numbered as the reader meets them, and how a figure is cited from there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from generator.values.names import Reference
from generator.values.stated import Citation
from generator.values.text import LocalizedText
from generator.writing.escaping import escape, trusted
from generator.writing.notes import Figure, Note, Notes

WORDS = {
    "cite": "note {number}",
    "joined": ", ",
    "figure.cite_text": "“{value}”{basis} {unknown}: {source}, {address}",
    "figure.cite_basis": " ({basis})",
}


@dataclass
class _Page:
    """A page of a publication without records."""

    address: str = "projects/road/"
    home: str = ""
    language: Any = field(default_factory=lambda: SimpleNamespace(plain=lambda text: text))
    catalogue: Any = field(
        default_factory=lambda: SimpleNamespace(
            find=lambda _: None,
            publication=SimpleNamespace(name="Trial", version=""),
            surroundings=SimpleNamespace(changed={}, as_of=None),
        )
    )

    def word(self, key: str, /, **arguments: object) -> str:
        text = WORDS.get(key, key)
        for name, value in arguments.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def text(self, text: LocalizedText) -> Markup:
        return escape(str(text))

    def reference(self, reference: Reference) -> Markup:
        return escape(reference.id)


def _note(source: str, figure: Figure | None = None, stated_as: str = "") -> Note:
    citations = (Citation(source=Reference("source", source)),)
    return Note(citations, stated_as, basis="", as_of="", confidence="", remark=None, figure=figure)


def test_notes_are_numbered_as_the_reader_meets_them_each_once() -> None:
    notes = Notes(_Page())
    first, second = notes.mark(_note("one")), notes.mark(_note("two"))
    text = notes.numbered(f"{second} {first} {second}")
    assert re.findall(r'href="#note-(\d)"(?: id="(ref-\d)")?', text) == [("1", "ref-1"), ("2", "ref-2"), ("1", "")]
    assert re.findall(r'<li id="note-(\d)">(\w+) ', text) == [("1", "two"), ("2", "one")]


def test_a_page_without_marks_has_no_notes() -> None:
    assert Notes(_Page()).numbered("Nothing is said.\n\n\n") == "Nothing is said.\n"


def test_a_citation_is_text_whatever_its_figure_says_and_keeps_a_blank_that_nobody_fills() -> None:
    entry: Any = SimpleNamespace(file="road.yml", record=SimpleNamespace(heading="Road"))
    notes = Notes(_Page())
    mark = notes.mark(_note("one", Figure("budget.0", "{source} <b>", "planned", entry), stated_as="5"))
    cited = re.search(r"</summary>(.*)</details>", notes.numbered(str(mark)))
    assert cited is not None
    way = '<a href="#budget.0">projects/road/&#35;budget.0</a>'
    assert cited[1] == escape("“{source} <b>” (planned) {unknown}: one, ") + trusted(way)
