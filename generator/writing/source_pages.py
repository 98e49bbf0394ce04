"""The records that rest on a source: the first on its own page, all of them on pages of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from generator import addresses
from generator.loader import Entry
from generator.writing.escaping import element
from generator.writing.facts import table
from generator.writing.page import Page

MOST_CITING = 100


def citing(page: Page, source: Entry) -> Markup:
    """The first records that rest on a source, and the way to all; empty where none does."""
    entries = page.catalogue.naming(source)
    if not entries:
        return Markup()
    shown = citing_table(page, [citing_line(page, entry) for entry in entries[:MOST_CITING]])
    if len(entries) <= MOST_CITING:
        return shown
    text = page.word("listing.all_here", count=page.language.integer(len(entries)))
    return shown + Markup("\n\n") + element("p", element("a", text, href=page.to(addresses.citing(source))))


def citing_line(page: Page, entry: Entry) -> list[object]:
    """A record's cells: its name and kind."""
    return [page.link(entry), page.word(f"kinds.{entry.kind.name}.one")]


def citing_table(page: Page, lines: Iterable[Sequence[object]]) -> Markup:
    """Records as rows, each as :func:`citing_line` has it."""
    return table(page.word("source.rests_caption"), [page.word("source.record"), page.word("source.kind")], lines)
