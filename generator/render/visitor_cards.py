"""A page for each site that holds nothing but what is shown to a driver: large, without anything around it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import partial

from generator import addresses
from generator.catalogue import Catalogue, Key, key_of, kind_named
from generator.language import Language
from generator.loader import Entry
from generator.writing.artifacts import Artifact, Leaf, made
from generator.writing.page import Page
from generator.writing.templates import front_matter
from generator.writing.visitor_card import card_page


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The cards of all sites in one language."""
    yield from made(leaves(catalogue, language))


def leaves(catalogue: Catalogue, language: Language, only: Container[Key] | None = None) -> Iterator[Leaf]:
    """A card for each site; where asked, only those of some records."""
    for entry in catalogue.of_kind("site"):
        if only is None or key_of(entry) in only:
            yield Leaf(f"card {entry.id}", partial(_card, catalogue, language, entry), is_followed=True)


def _card(catalogue: Catalogue, language: Language, entry: Entry) -> list[Artifact]:
    page = Page(catalogue, language, addresses.card(entry))
    section, name = page.word("kinds.site.many"), language.plain(entry.record.heading)
    front = {
        "title": f"{page.word('card.title')} · {name}",
        "kind": "card",
        "section": section,
        "breadcrumbs": [
            {"title": section, "url": addresses.listing(kind_named("site"))},
            {"title": name, "url": addresses.address(entry)},
        ],
        "hide": ["toc"],
        "offline": addresses.address(entry),
    }
    text = f"---\n{front_matter(front)}---\n\n{card_page(page, entry)}"
    return [Artifact.of(addresses.markdown_file(page.address), page.finish(text))]
