"""All records that rest on a source, where they are too many for its own page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.writing.artifacts import Artifact
from generator.writing.page import Page
from generator.writing.paging import fill, numbered
from generator.writing.source_pages import MOST_CITING, citing_line, citing_table
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
        filled = fill(entries, address, partial(Page, catalogue, language), citing_line)
        for number, (page, lines) in enumerate(filled, 1):
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
                    table=citing_table(page, lines),
                    pages=numbered(page, address, len(filled), number),
                )
            )
            yield Artifact.of(addresses.markdown_file(page.address), page.finish(text))
