"""The lines of a fund or a project that its own page has no room for: allocations and payments."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import partial

from generator import addresses
from generator.catalogue import Catalogue, Key, key_of
from generator.language import Language
from generator.loader import Entry
from generator.writing.artifacts import Artifact, Leaf, made
from generator.writing.long_lists import lines_on, long_list, pages_of_lines, to_all_lines
from generator.writing.money_views import allocations_table, payments_table
from generator.writing.page import Page
from generator.writing.templates import environment

_TABLES = {"fund": allocations_table, "project": payments_table}


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages after the first one, of every record that has such."""
    yield from made(leaves(catalogue, language))


def leaves(catalogue: Catalogue, language: Language, only: Container[Key] | None = None) -> Iterator[Leaf]:
    """Each page by itself; where asked, only those of some records."""
    for kind in addresses.LONG_LISTS:
        for entry in catalogue.of_kind(kind):
            if only is not None and key_of(entry) not in only:
                continue
            for number in range(2, pages_of_lines(entry) + 1):
                page = Page(catalogue, language, addresses.lines(entry, number))
                yield Leaf(f"lines {kind} {entry.id} {number}", partial(_lines, page, entry, number), is_followed=True)


def _lines(page: Page, entry: Entry, number: int) -> list[Artifact]:
    on, kind = lines_on(entry, number), entry.kind.name
    name, section = page.language.plain(entry.record.heading), page.word(f"kinds.{kind}.many")
    said = {"first": on.start + 1, "last": on.stop}
    count = page.language.integer(len(long_list(entry)))
    title = page.word(f"{kind}_pages.title", **said, **{kind: name})
    trail = [
        {"title": section, "url": addresses.listing(entry.kind)},
        {"title": name, "url": addresses.address(entry)},
    ]
    text = (
        environment()
        .get_template("paged.md.jinja")
        .render(
            p=page,
            front={"title": title, "kind": kind, "section": section, "breadcrumbs": trail, "hide": ["toc"]},
            title=title,
            lead=page.word(f"{kind}_pages.lead", count=count, **said),
            table=_TABLES[kind](page, entry, number),
            pages=to_all_lines(page, entry, number),
        )
    )
    return [Artifact.of(addresses.markdown_file(page.address), page.finish(text))]
