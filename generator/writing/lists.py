"""Long lists: complete without a script, in pages of at most 200 rows; with one, sorted and filtered over all of them.

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
from generator.writing.templates import environment

ROWS = 200
FIRST = 50
FEW = 5
"""So many rows are seen at a glance: nothing to sort or filter."""


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

    def address_of(self, number: int) -> str:
        """A page of the list, from 1."""
        return self.address if number == 1 else f"{self.address}page-{number}/"

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
    # Where scripts show the rest, the first page of a long list is short: it is what everybody has to load.
    first = FIRST if explored and len(entries) > ROWS else ROWS
    chunks = [entries[:first], *(entries[start : start + ROWS] for start in range(first, len(entries), ROWS))]

    def leaf(name: str, of: Sequence[Entry], make: Callable[[], list[Artifact]]) -> Leaf:
        return Leaf(f"list {listing.address} {name} {_given(listing, of)}", make, is_followed=True)

    for number, chunk in enumerate(chunks, 1):
        yield leaf(str(number), chunk, partial(_page, listing, new_page, chunk, number, len(chunks), explored))
    if explored:
        for name, of, make in files(new_page(listing.address), explored):
            yield leaf(name, of, make)
    elif len(chunks) > 1:
        yield leaf("rows", entries, partial(_all_rows, listing, new_page))


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
    address = listing.address_of(number)
    page = new_page(address)
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
            pages=[(n, page.to(listing.address_of(n))) for n in range(1, of + 1)],
            number=number,
            downloads=download_links(page, listing.files),
        )
    )
    return [Artifact.of(addresses.markdown_file(address), text)]


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
