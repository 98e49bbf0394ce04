"""Lists of a record that are too long for its page, cut by the numbers of their lines: a fund's allocations and a
project's payments (:data:`generator.addresses.LONG_LISTS`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.loader import Entry
from generator.writing.escaping import element
from generator.writing.page import Page
from generator.writing.paging import navigation


def long_list(entry: Entry) -> Sequence[Any]:
    """All lines of the list."""
    name, _ = addresses.LONG_LISTS[entry.kind.name]
    found: Sequence[Any] = getattr(entry.record, name)
    return found


def lines_on(entry: Entry, number: int) -> range:
    """The indexes of the lines on a page, from 1."""
    count = len(long_list(entry))
    if number == 1:
        return range(min(addresses.FIRST_LINES, count))
    start = addresses.FIRST_LINES + (number - 2) * addresses.LINES
    return range(start, min(start + addresses.LINES, count))


def pages_of_lines(entry: Entry) -> int:
    """How many pages the list takes."""
    return 1 + max(0, -(-(len(long_list(entry)) - addresses.FIRST_LINES) // addresses.LINES))


def to_all_lines(page: Page, entry: Entry, number: int) -> Markup:
    """The ways to all lines, by their numbers; empty where they are on one page."""
    count = pages_of_lines(entry)
    if count < 2:
        return Markup()
    ways, word = [], f"{entry.kind.name}_pages"
    for n in range(1, count + 1):
        on = lines_on(entry, n)
        said = page.word(f"{word}.lines", first=on.start + 1, last=on.stop)
        ways.append((said, addresses.lines(entry, n) + ("#money" if n == 1 else "")))
    lead = element("p", page.word(f"{word}.pages", count=page.language.integer(len(long_list(entry)))))
    return lead + Markup("\n\n") + navigation(page, ways, number)
