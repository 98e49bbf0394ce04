"""Tables too long for one page: cut by what their rows weigh, with the way to the other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from markupsafe import Markup

from generator import addresses
from generator.language import Language
from generator.loader import Entry
from generator.writing.escaping import element
from generator.writing.page import Page

T = TypeVar("T")
MOST_BYTES = 36_000
"""What the names on a page weigh: with what stands around them and the ways to the other pages it stays below 60 KB."""
_AROUND, _FOREIGN = 80, 38
"""Bytes of a row besides name and address: elements, kind and the way up; what marks a name in another language."""


def cut(rows: Iterable[T], most: int, weight: Callable[[T], int] = lambda _: 1) -> list[list[T]]:
    """The rows in their order, in parts that weigh no more than ``most``, but for a single row that does; one at
    least."""
    parts: list[list[T]] = [[]]
    weighs = 0
    for row in rows:
        own = weight(row)
        if parts[-1] and weighs + own > most:
            parts.append([])
            weighs = 0
        parts[-1].append(row)
        weighs += own
    return parts


def cut_names(entries: Iterable[Entry], language: Language) -> list[list[Entry]]:
    """Records of which a page only says name and kind, in parts for one page each."""

    def weight(entry: Entry) -> int:
        name, tag = language.pick(entry.heading)
        around = _AROUND + (_FOREIGN if tag != language.code else 0)
        return around + len(name.encode()) + len(addresses.address(entry))

    return cut(entries, MOST_BYTES, weight)


def address_of(address: str, number: int) -> str:
    """The page of that number, from 1, of what begins at an address."""
    return address if number == 1 else f"{address}page-{number}/"


def numbered(page: Page, address: str, count: int, number: int) -> Markup:
    """The ways to the pages of what begins at ``address``, by their numbers; empty for a single page."""
    return navigation(page, [(str(n), address_of(address, n)) for n in range(1, count + 1)], number)


def navigation(page: Page, ways: Sequence[tuple[str, str]], number: int) -> Markup:
    """The ways to all pages, the one that is ``number``, from 1, being here; empty for a single page."""
    if len(ways) < 2:
        return Markup()
    items = Markup("\n").join(
        element("li", element("span", label, aria_current="page") if n == number else _link(page, label, address))
        for n, (label, address) in enumerate(ways, 1)
    )
    return element("nav", element("ul", items, class_="p-pages"), aria_label=page.word("listing.pages"))


def _link(page: Page, label: str, address: str) -> Markup:
    return element("a", label, href=page.to(address))
