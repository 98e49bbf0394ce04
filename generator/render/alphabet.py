"""All records from A to Z: a page for each letter, in Chinese by the letter that a name's pinyin begins with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry
from generator.searching.sayings import in_pinyin
from generator.writing.artifacts import Artifact
from generator.writing.escaping import assembled, element, escape
from generator.writing.finder import letters_of
from generator.writing.page import Page
from generator.writing.templates import environment

ROWS = 300
"""Names on a page."""


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages of every letter that a record begins with, and the page that leads to them."""
    new_page = partial(Page, catalogue, language)
    by_letter = in_order(catalogue, language)
    counts = {letter: len(entries) for letter, entries in by_letter.items()}
    page = new_page(addresses.ALPHABET)
    lead = page.word("alphabet.lead", count=language.integer(sum(counts.values())))
    yield _artifact(page, page.word("alphabet.title"), lead, letters_of(page, counts), Markup())
    for letter, entries in by_letter.items():
        chunks = [entries[start : start + ROWS] for start in range(0, len(entries), ROWS)]
        for number, chunk in enumerate(chunks, 1):
            page = new_page(addresses.letter(letter, number))
            title = page.word("alphabet.letter_title", letter=letter)
            if number > 1:
                title = page.word("listing.page_title", title=title, number=number)
            rows = element("ul", assembled([_row(page, entry) for entry in chunk], "\n"), class_="p-by-letter")
            ways = [addresses.letter(letter, one) for one in range(1, len(chunks) + 1)]
            yield _artifact(page, title, "", letters_of(page, counts, letter), rows + _pages(page, ways, number))


def in_order(catalogue: Catalogue, language: Language) -> Mapping[str, list[Entry]]:
    """Letter → the records that begin with it, as they are read aloud; ``#`` for what begins with no letter."""
    own = catalogue.publication.pinyin
    keyed = []
    for entry in catalogue.published:
        name = language.plain(entry.heading)
        said = in_pinyin(name, own) if language.code == "zh" else unicodedata.normalize("NFKD", name.lower())
        first = said[:1].upper()
        letter = first if "A" <= first <= "Z" else "#"
        keyed.append(((letter == "#", letter, said, name, entry.id), entry))
    found: dict[str, list[Entry]] = {}
    for (_, letter, *_), entry in sorted(keyed, key=lambda one: one[0]):
        found.setdefault(letter, []).append(entry)
    return found


def _row(page: Page, entry: Entry) -> Markup:
    return element("li", page.link(entry) + element("small", page.word(f"kinds.{entry.kind.name}.one")))


def _pages(page: Page, ways: list[str], number: int) -> Markup:
    if len(ways) < 2:
        return Markup()
    items = [
        element(
            "li", element("span", one, aria_current="page") if one == number else element("a", one, href=page.to(way))
        )
        for one, way in enumerate(ways, 1)
    ]
    return element("nav", element("ul", assembled(items), class_="p-pages"), aria_label=page.word("listing.pages"))


def _artifact(page: Page, title: str, lead: str, letters: Markup, rows: Markup) -> Artifact:
    front: dict[str, Any] = {"title": title, "kind": "alphabet", "section": page.word("search.title"), "hide": ["toc"]}
    front |= {
        "breadcrumbs": [{"title": page.word("search.title"), "url": addresses.SEARCH}],
        "search": {"exclude": True},
        # Another language has other letters.
        "alternate": addresses.ALPHABET,
    }
    text = (
        environment()
        .get_template("alphabet.md.jinja")
        .render(front=front, title=title, lead=escape(lead), letters=letters, rows=rows)
    )
    return Artifact.of(addresses.markdown_file(page.address), text)
