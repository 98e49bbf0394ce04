"""Tables and lists too long for one page: cut by what their rows weigh, with the way to the other pages."""

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
C = TypeVar("C")
MOST_BYTES = 36_000
"""What the names on a page weigh: with what stands around them and the ways to the other pages it stays below 60 KB."""
MOST_WRITTEN = 42_000
"""What lines on a page weigh as they are written, with their notes: there is less to reckon with."""
_AROUND, _FOREIGN = 80, 38
"""Bytes of a row besides name and address: elements, kind and the way up; what marks a name in another language."""
_CELL, _NOTE = 60, 400
"""Bytes of a cell besides what stands in it, and of a note below the page."""
ALL_NAMED, NEAR = 15, 2
"""Up to so many pages each has a link on all of them; of more the first, the last, so many on both sides and round
numbers have."""
_STEPS, MOST_STEPS = (10, 50, 100, 500, 1000), 30


def cut(rows: Iterable[T], most: int, weigh: Callable[[T], int] = lambda _: 1) -> list[list[T]]:
    """The rows in their order, in parts that weigh no more than ``most``, but for a single row that does; one at
    least."""
    parts: list[list[T]] = [[]]
    weighs = 0
    for row in rows:
        own = weigh(row)
        if parts[-1] and weighs + own > most:
            parts.append([])
            weighs = 0
        parts[-1].append(row)
        weighs += own
    return parts


def cut_names(entries: Iterable[Entry], language: Language) -> list[list[Entry]]:
    """Records of which a page only says name and kind, in parts for one page each."""

    def weigh(entry: Entry) -> int:
        name, tag = language.pick(entry.heading)
        around = _AROUND + (_FOREIGN if tag != language.code else 0)
        return around + len(name.encode()) + len(addresses.address(entry))

    return cut(entries, MOST_BYTES, weigh)


def fill(
    rows: Iterable[T],
    address: str,
    new_page: Callable[[str], Page],
    line: Callable[[Page, T], Sequence[C]],
    most: int = MOST_WRITTEN,
) -> list[tuple[Page, list[Sequence[C]]]]:
    """The pages of what begins at ``address``, in their order, with the lines that stand on each: as many as it has
    room for, and one at least where there are rows; the first page is there in any case.

    What a line weighs is known when it is written, with the notes that it asks of its page. One that has no room is
    written anew for the next page, from where ways are others.
    """
    page, lines = new_page(address), list[Sequence[C]]()
    filled = [(page, lines)]
    weighs = 0
    for row in rows:
        written, own = _weighed(page, row, line)
        if lines and weighs + own > most:
            page, lines = new_page(address_of(address, len(filled) + 1)), []
            filled.append((page, lines))
            written, own = _weighed(page, row, line)
            weighs = 0
        lines.append(written)
        weighs += own
    return filled


def _weighed(page: Page, row: T, line: Callable[[Page, T], Sequence[C]]) -> tuple[Sequence[C], int]:
    notes = page.count_of_notes
    written = line(page, row)
    return written, weight(written) + _NOTE * (page.count_of_notes - notes)


def weight(cells: Sequence[object]) -> int:
    """What a line weighs, without the notes below the page that it leads to."""
    return sum(_CELL + len(str(cell).encode()) for cell in cells)


def address_of(address: str, number: int) -> str:
    """The page of that number, from 1, of what begins at an address."""
    return address if number == 1 else f"{address}page-{number}/"


def numbered(page: Page, address: str, count: int, number: int) -> Markup:
    """The ways to the pages of what begins at ``address``, by their numbers; empty for a single page. Of very many
    pages some have a link, from which the others are not far."""
    ways: list[tuple[str, str]] = []
    for n in (named := numbers(count, number)):
        if n > 1 and n - 1 not in named:
            ways.append(("…", ""))
        ways.append((str(n), address_of(address, n)))
    return navigation(page, ways, ways.index((str(number), address_of(address, number))) + 1)


def numbers(count: int, number: int) -> list[int]:
    """The pages of ``count`` that the page of a number leads to, and itself."""
    if count <= ALL_NAMED:
        return list(range(1, count + 1))
    step = next((step for step in _STEPS if count <= step * MOST_STEPS), _STEPS[-1])
    near = range(max(1, number - NEAR), min(count, number + NEAR) + 1)
    return sorted({1, count, *near, *range(step, count, step)})


def navigation(page: Page, ways: Sequence[tuple[str, str]], number: int) -> Markup:
    """The ways to pages, label and address, the one that is ``number``, from 1, being here; empty for a single page.
    Without an address it is a gap."""
    if len(ways) < 2:
        return Markup()
    items = Markup("\n").join(
        element("li", label, aria_hidden="true")
        if not address
        else element("li", element("span", label, aria_current="page") if n == number else _link(page, label, address))
        for n, (label, address) in enumerate(ways, 1)
    )
    return element("nav", element("ul", items, class_="p-pages"), aria_label=page.word("listing.pages"))


def _link(page: Page, label: str, address: str) -> Markup:
    return element("a", label, href=page.to(address))
