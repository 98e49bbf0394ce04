"""All records from A to Z: a page for each letter, in Chinese by the letter that a name's pinyin begins with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from string import ascii_letters, digits
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
from generator.writing.paging import cut_names, navigation
from generator.writing.templates import environment

FEWEST = 6
"""Characters of a name that are shown at least where it is shortened."""


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages of every letter that a record begins with, and the page that leads to them."""
    new_page = partial(Page, catalogue, language)
    by_letter = in_order(catalogue, language)
    counts = {letter: len(entries) for letter, entries in by_letter.items()}
    page = new_page(addresses.ALPHABET)
    lead = page.word("alphabet.lead", count=language.integer(sum(counts.values())))
    yield _artifact(page, page.word("alphabet.title"), lead, letters_of(page, counts), Markup(), {})
    for letter, entries in by_letter.items():
        parts = cut_names(entries, language)
        ways = list(zip(_spans(parts, language), _addresses(letter, len(parts)), strict=True))
        for number, part in enumerate(parts, 1):
            page = new_page(ways[number - 1][1])
            title = page.word("alphabet.letter_title", letter=letter)
            if number > 1:
                title = page.word("listing.page_title", title=title, number=number)
            # Whoever looks for a name sees first on which page it is.
            above = letters_of(page, counts, letter) + navigation(page, ways, number)
            rows = element("ul", assembled([_row(page, entry) for entry in part], "\n"), class_="p-by-letter")
            yield _artifact(page, title, "", above, rows, _neighbours(page, ways, number))


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


def _addresses(letter: str, count: int) -> list[str]:
    return [addresses.letter(letter, number) for number in range(1, count + 1)]


def _spans(parts: Sequence[Sequence[Entry]], language: Language) -> list[str]:
    """From which name to which each page goes, in as few words as tell them from the names on the next pages."""
    ends = [(language.plain(part[0].heading), language.plain(part[-1].heading)) for part in parts]
    firsts, lasts = [first for first, _ in ends], [last for _, last in ends]
    return [
        language.word("alphabet.span", first=beginning(first, before), last=beginning(last, after))
        for first, before, last, after in zip(firsts, ["", *lasts], lasts, [*firsts[1:], ""], strict=False)
    ]


def beginning(name: str, other: str) -> str:
    """As much of a name as tells it from another one, to the end of a word."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False)))
    end = max(same + 1, FEWEST)
    end += len(name[end:]) - len(name[end:].lstrip(ascii_letters + digits))
    return name if end >= len(name) - 1 else name[:end].rstrip() + "…"


def _neighbours(page: Page, ways: Sequence[tuple[str, str]], number: int) -> Mapping[str, object]:
    """The pages before and after, for the front matter."""
    return {
        name: {"label": page.word(f"alphabet.{name}"), "title": ways[other][0], "url": ways[other][1]}
        for name, other in (("previous", number - 2), ("next", number))
        if 0 <= other < len(ways)
    }


def _artifact(page: Page, title: str, lead: str, letters: Markup, rows: Markup, near: Mapping[str, object]) -> Artifact:
    front: dict[str, Any] = {"title": title, "kind": "alphabet", "section": page.word("search.title"), "hide": ["toc"]}
    front |= {
        "breadcrumbs": [{"title": page.word("search.title"), "url": addresses.SEARCH}],
        "search": {"exclude": True},
        # Another language has other letters.
        "alternate": addresses.ALPHABET,
        **near,
    }
    text = (
        environment()
        .get_template("alphabet.md.jinja")
        .render(front=front, title=title, lead=escape(lead), letters=letters, rows=rows)
    )
    return Artifact.of(addresses.markdown_file(page.address), text)
