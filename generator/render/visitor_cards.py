"""A page for each site that holds nothing but what is shown to a driver: large, without anything around it."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.catalogue import Catalogue, kind_named
from generator.language import Language
from generator.writing.artifacts import Artifact
from generator.writing.page import Page
from generator.writing.templates import front_matter
from generator.writing.visitor_card import card_page


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The cards of all sites in one language."""
    section = language.word("kinds.site.many")
    for entry in catalogue.of_kind("site"):
        page = Page(catalogue, language, addresses.card(entry))
        name = language.plain(entry.record.heading)
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
        yield Artifact.of(addresses.markdown_file(page.address), page.finish(text))
