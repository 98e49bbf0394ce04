"""All records that rest on a source, where they are too many for its own page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.writing.artifacts import Artifact
from generator.writing.page import Page
from generator.writing.paging import address_of, cut_names, numbered
from generator.writing.source_pages import MOST_CITING, citing_table
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages of every source that has such."""
    section = language.word("kinds.source.many")
    for source in catalogue.of_kind("source"):
        entries = catalogue.naming(source)
        if len(entries) <= MOST_CITING:
            continue
        address, name = addresses.citing(source), language.plain(source.record.heading)
        trail = [
            {"title": section, "url": addresses.listing(source.kind)},
            {"title": name, "url": addresses.address(source)},
        ]
        parts = cut_names(entries, language)
        for number, part in enumerate(parts, 1):
            page = Page(catalogue, language, address_of(address, number))
            title = language.word("source_pages.title", source=name)
            title = title if number == 1 else language.word("listing.page_title", title=title, number=number)
            front: dict[str, Any] = {"title": title, "kind": "source", "section": section}
            front |= {"breadcrumbs": trail, "hide": ["toc"]}
            if number > 1:
                front["alternate"] = address  # another language's pages begin with other names
            text = (
                environment()
                .get_template("paged.md.jinja")
                .render(
                    p=page,
                    front=front,
                    title=title,
                    lead=language.word("source_pages.lead", count=language.integer(len(entries))),
                    table=citing_table(page, part),
                    pages=numbered(page, address, len(parts), number),
                )
            )
            yield Artifact.of(addresses.markdown_file(page.address), page.finish(text))
