"""Long lists: complete without a script, in pages that stay light; with one, sorted and filtered over all of them.

``theme/assets/list.js`` reads the tables and the file of all rows written here; what it wants is described there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.loader import Entry
from generator.records import Kind
from generator.writing.artifacts import Artifact, Leaf, made
from generator.writing.downloads import download_links
from generator.writing.escaping import assembled, element, escape, trusted
from generator.writing.explore.panel import Explored, files, rooms
from generator.writing.page import Page
from generator.writing.paging import MOST_BYTES, address_of, numbered
from generator.writing.templates import environment

ROWS = 200
"""So many rows at most are on a page."""
FEW = 5
"""So many rows are seen at a glance: nothing to sort or filter."""
_ROW, _COLUMN = 300, 100
"""What a row of a long list mostly weighs, in bytes: its elements and its name; each column after that."""
_AROUND, _PLAIN, _LINKED = 140, 45, 95
"""What a row weighs besides its names: elements and address; and a cell, of text alone, of links and amounts."""
MOST_OF_ALL = 44_000
"""What all rows of a short list may weigh together, to be on one page."""


@dataclass(frozen=True)
class Column:
    """A column after the first one, which names the record."""

    key: str
    label: str
    is_amount: bool = False
    """Amounts are sorted by; every other column is chosen by."""


@dataclass(frozen=True)
class Cell:
    """What a row shows in a column, what it is chosen or sorted by, and the same for the file of all rows."""

    shown: Markup
    values: Sequence[str] = ()
    sort: str = ""
    plain: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """A list of records: its address, words and columns, and how a record fills them."""

    address: str
    title: str
    lead: str
    caption: str
    columns: Sequence[Column]
    entries: Sequence[Entry]
    cells: Callable[[Page, Entry], Sequence[Cell]]
    above: Callable[[Page], Markup] | None = None
    """What stands on its first page before the rows."""
    files: Sequence[str] = ()
    """Downloads that hold the same records, as paths below the site's root."""
    kind: Kind | None = None
    """The kind whose records these are, all of them: readers then choose among them by all that is known of them."""

    @property
    def explored(self) -> Explored | None:
        """What is to be explored here; nothing where all is seen at a glance."""
        if self.kind is None or len(self.entries) <= FEW:
            return None
        return Explored(self.kind, self.files, lambda page, entry: _plain_row(page, self, entry), other_names)


def write(listing: Listing, new_page: Callable[[str], Page]) -> Iterator[Artifact]:
    """The pages of a list and, where it has several, the file of all its rows."""
    yield from made(parts(listing, new_page))


def parts(listing: Listing, new_page: Callable[[str], Page]) -> Iterator[Leaf]:
    """The same, in parts: each page, and the files behind it."""
    entries, explored = listing.entries, listing.explored
    rows = rows_on_a_page(listing)
    chunks = [entries[start : start + rows] for start in range(0, len(entries), rows)] or [entries]

    def leaf(name: str, of: Sequence[Entry], make: Callable[[], list[Artifact]]) -> Leaf:
        return Leaf(f"list {listing.address} {name} {_given(listing, of)}", make, is_followed=True)

    for number, chunk in enumerate(chunks, 1):
        yield leaf(str(number), chunk, partial(_page, listing, new_page, chunk, number, len(chunks), explored))
    if explored:
        for name, of, make in files(new_page(listing.address), explored):
            yield leaf(name, of, make)
    elif len(chunks) > 1:
        yield leaf("rows", entries, partial(_all_rows, listing, new_page))


def rows_on_a_page(listing: Listing) -> int:
    """How many rows each page of a list has: all of them where they are few and light.

    Of many it follows from the columns alone: no page has to be made again because a name on another one is longer now,
    and no record has to be read to know on which page it is. So it is the same in every language.
    """
    if len(listing.entries) <= ROWS and _weighs(listing) <= MOST_OF_ALL:
        return ROWS
    return MOST_BYTES // (_ROW + _COLUMN * len(listing.columns))


def _weighs(listing: Listing) -> int:
    """What the rows of a list weigh in whatever language, as far as their names tell."""
    around = _AROUND + (_LINKED if listing.explored else _PLAIN) * len(listing.columns)
    return sum(around + sum(len(text.encode()) for _, text in entry.heading) for entry in listing.entries)


def _given(listing: Listing, entries: Sequence[Entry]) -> str:
    """A hash of what a part of a list is given besides its place in it: the list's columns and length, and its rows."""
    given = [column.key for column in listing.columns], len(listing.entries), [(e.kind.name, e.id) for e in entries]
    return blake2b(repr(given).encode(), digest_size=8).hexdigest()


def _page(
    listing: Listing,
    new_page: Callable[[str], Page],
    chunk: Sequence[Entry],
    number: int,
    of: int,
    explored: Explored | None,
) -> list[Artifact]:
    page = new_page(address_of(listing.address, number))
    word = page.word
    title = listing.title if number == 1 else word("listing.page_title", title=listing.title, number=number)
    front: dict[str, Any] = {
        "title": title,
        "kind": "listing",
        "section": listing.title,
        "description": listing.lead,
    }
    front |= {"hide": ["toc"]}
    if number > 1:
        front["breadcrumbs"] = [{"title": listing.title, "url": listing.address}]
    table = _table(page, listing, chunk, several=of > 1)
    text = (
        environment()
        .get_template("listing.md.jinja")
        .render(
            p=page,
            front=front,
            title=title,
            lead=listing.lead,
            above=listing.above(page) if listing.above and number == 1 else Markup(),
            facets=0 if explored or len(listing.entries) <= FEW else sum(not one.is_amount for one in listing.columns),
            table=rooms(page, explored, table) if explored and number == 1 else table,
            first=page.to(listing.address) if explored and number > 1 else "",
            pages=numbered(page, listing.address, of, number),
            downloads=download_links(page, listing.files),
        )
    )
    return [Artifact.of(addresses.markdown_file(page.address), text)]


def _all_rows(listing: Listing, new_page: Callable[[str], Page]) -> list[Artifact]:
    page = new_page(listing.address)
    rows = [_plain_row(page, listing, entry) for entry in listing.entries]
    text = json.dumps({"rows": rows}, ensure_ascii=False, separators=(",", ":"))
    return [Artifact.of(f"{listing.address}records.json", text + "\n")]


def other_names(entry: Entry, *, beside: str = "") -> str:
    """What a record is found by besides the name shown: its names in other languages, other names, its id."""
    texts = [text for _, text in entry.record.heading if text != beside]
    for name in getattr(entry.record, "names", {}).values():
        texts += [other.value for other in name.alternatives if other.value]
    return " ".join([*texts, entry.id])


def _table(page: Page, listing: Listing, chunk: Sequence[Entry], *, several: bool) -> Markup:
    head = element("th", page.word("listing.title"), scope="col", data_key="title", data_sort="text")
    for column in listing.columns:
        marks = Markup(' data-sort="number" class="p-num"') if column.is_amount else Markup(" data-facet")
        head += Markup('<th scope="col" data-key="{}"{}>{}</th>').format(column.key, marks, escape(column.label))
    count = element("small", page.word("listing.count", count=page.language.integer(len(listing.entries))))
    all_rows = (
        Markup(' data-records="{}" data-total="{}"').format(
            page.to(listing.address + "records.json"), len(listing.entries)
        )
        if several and not listing.explored
        else Markup()
    )
    rows = assembled([_row(page, listing, entry) for entry in chunk], "\n")
    sortable = " data-list" if len(listing.entries) > FEW and not listing.explored else ""
    return (
        trusted(f'<table class="p-list"{sortable}{all_rows}>')
        + element("caption", escape(listing.caption) + Markup(" ") + count)
        + element("thead", element("tr", head))
        + Markup("\n<tbody>\n{}\n</tbody></table>").format(rows)
    )


def _row(page: Page, listing: Listing, entry: Entry) -> Markup:
    cells = [element("th", page.link(entry) + page.caveat(entry), scope="row")]
    if listing.explored:  # its scripts read files of their own, and not the table
        for column, cell in zip(listing.columns, listing.cells(page, entry), strict=True):
            right = "p-num" if column.is_amount else ""
            cells.append(element("td", cell.shown, data_label=column.label, class_=right))
        return element("tr", assembled(cells))
    for column, cell in zip(listing.columns, listing.cells(page, entry), strict=True):
        kept = (
            f' class="p-num" data-value="{escape(cell.sort)}"'
            if column.is_amount
            else f' data-values="{escape("|".join(cell.values))}"'
        )
        cells.append(trusted(f'<td data-label="{escape(column.label)}"{kept}>{cell.shown}</td>'))
    also = other_names(entry, beside=page.language.plain(entry.record.heading))
    return element("tr", assembled(cells), data_also=also)


def _plain_row(page: Page, listing: Listing, entry: Entry) -> list[Any]:
    title, tag = page.language.pick(entry.record.heading)
    first: dict[str, Any] = {"text": title, "href": page.to(addresses.address(entry))}
    if tag != page.language.code:
        first["lang"] = tag
    if entry.record.caveat:
        first["caveat"] = page.word(f"caveats.{entry.record.caveat}")
    cells = [first, *(cell.plain for cell in listing.cells(page, entry))]
    if listing.explored:  # chosen and sorted by columns of their own
        return [{key: part for key, part in one.items() if key not in ("values", "sort")} for one in cells]
    return [*cells, other_names(entry, beside=title)]
