"""Facts and tables: the fields of a record as a list of terms, and rows of records, derived from their declaration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records.base import Facet, annotation
from generator.values.stated import Amount, Count
from generator.writing.escaping import assembled, element, escape, trusted
from generator.writing.page import Page
from generator.writing.paging import cut, weight
from generator.writing.shown import counted, money, others, show, statement


def facts(page: Page, entry: Entry, names: Iterable[str], always: Iterable[str] = ()) -> Markup:
    """Fields as a list of label and value. Those in ``always`` keep their place when nothing is recorded."""
    record, kept = entry.record, set(always)
    rows: list[Markup] = []
    for name in names:
        value = getattr(record, name)
        is_stated = bool(value) or value not in (None, (), False)
        if is_stated or name in kept:
            shown = show(page, value if is_stated else None, entry)
            rows.append(row(page.language.label(entry.kind.name, name), shown))
    return element("dl", assembled(rows), class_="p-facts") if rows else Markup()


def row(label: object, *values: object) -> Markup:
    """One term with its descriptions."""
    return element("div", assembled([element("dt", label), *(element("dd", value) for value in values)]))


def amounts(page: Page, entry: Entry, stated: Sequence[Amount]) -> Markup:
    """Amounts as the first thing one sees: the figure large, its basis, how and when it was stated, its source."""
    rows: list[Markup] = []
    for amount in stated:
        if amount.value is None:
            rows.append(row(page.word("project.amount"), statement(page, amount, entry)))
            continue
        figure = element("span", money(page, amount.value), class_="p-amount-main")
        source = page.cite(amount, entry, stated_as=amount.value.written)
        said = [
            element("span", page.word("as_stated", text=amount.stated_as or amount.value.written), class_="p-stated")
        ]
        if amount.as_of:
            said.append(element("span", page.word("as_of", date=page.language.date(amount.as_of)), class_="p-as-of"))
        if amount.confidence == "low":
            said.append(element("span", page.word("confidence.low"), class_="p-confidence p-confidence-low"))
        details: list[Markup] = [
            assembled([figure, trusted(" "), page.basis(amount, explained=True), source]),
            assembled(said, " "),
        ]
        if amount.note:
            details.append(page.text(amount.note))
        if amount.alternatives:
            details.append(others(page, amount.alternatives, entry))
        terms = [element("dt", page.word(f"basis.{amount.basis}")), *(element("dd", one) for one in details)]
        rows.append(element("div", assembled(terms), id=page.anchor(amount, entry)))
    return element("dl", assembled(rows), class_="p-facts") if rows else Markup()


def counts(page: Page, entry: Entry, caption: str, stated: Sequence[Count]) -> Markup:
    """Quantities and what they count."""
    if not stated:
        return Markup()
    ids = [page.anchor(count, entry) for count in stated]
    lines = [
        [assembled([counted(page, count, entry), _remark(page, count)]), statement(page, count, entry)]
        for count in stated
    ]
    heads = [page.word("project.counts"), page.word("project.quantity")]
    return table(caption, heads, lines, numeric={1}, ids=ids)


def _remark(page: Page, count: Count) -> Markup:
    return element("small", page.text(count.note), class_="p-remark") if count.note else Markup()


def table(
    caption: object,
    heads: Sequence[object],
    lines: Iterable[Sequence[object]],
    *,
    numeric: Iterable[int] = (),
    ids: Sequence[str] = (),
    foot: Sequence[Sequence[object]] = (),
    under: bool = False,
) -> Markup:
    """A ledger: the first cell of each line names it, the columns in ``numeric`` stand in line at their right.

    ``under`` a heading that says the same, the caption is only for those who hear the page.
    """
    right = set(numeric)
    head = [
        element("th", text, scope="col", class_="p-num" if index in right else "") for index, text in enumerate(heads)
    ]
    rows = [
        element("tr", _cells(heads, line, right), id=ids[number] if ids else "") for number, line in enumerate(lines)
    ]
    parts = [
        element("caption", caption, class_="p-hidden" if under else ""),
        element("thead", element("tr", assembled(head))),
        element("tbody", assembled(rows, "\n")),
    ]
    if foot:
        parts.append(element("tfoot", assembled(element("tr", _cells(heads, line, right)) for line in foot)))
    return element("table", assembled(parts), class_="p-ledger p-cited" if right else "p-ledger")


def _cells(heads: Sequence[object], line: Sequence[object], right: set[int]) -> Markup:
    first, *rest = line
    cells = [
        element("td", cell, data_label=heads[index], class_="p-num" if index in right else "")
        for index, cell in enumerate(rest, 1)
    ]
    return assembled([element("th", first, scope="row"), *cells])


MOST_ROWS = 25
"""Rows of records on another record's page; the list of their kind, narrowed to them, has the rest."""
MOST_TABLE = 10_000
"""Bytes of such rows: long names and many places make them fewer."""


def record_table(
    page: Page,
    caption: object,
    entries: Iterable[Entry],
    fields: Sequence[str] = (),
    *,
    under: bool = True,
    about: Entry | None = None,
) -> Markup:
    """Records as rows: their name, then some fields. Of many the first, and a way to all of them."""
    entries = list(entries)
    if not entries:
        return Markup()
    kind = entries[0].kind.name
    heads = [page.word(f"kinds.{kind}.one"), *(page.language.label(kind, name) for name in fields)]
    lines = [
        [page.link(entry) + page.caveat(entry), *(cell(page, entry, name) for name in fields)]
        for entry in entries[:MOST_ROWS]
    ]
    money_columns = {index for index, name in enumerate(fields, 1) if is_money(entries[0], name)}
    shown = cut(lines, MOST_TABLE, weight)[0]
    written = table(caption, heads, shown, numeric=money_columns, under=under)
    return written + _way_to_all(page, entries, about) if len(entries) > len(shown) else written


def _way_to_all(page: Page, entries: Sequence[Entry], about: Entry | None) -> Markup:
    """A link to the list of a kind; narrowed to the records about one thing, where people choose by that."""
    kind = entries[0].kind
    address = page.to(addresses.listing(kind))
    for name, field in kind.fields.items():
        value = getattr(entries[0].record, name)
        named = value if isinstance(value, tuple) else (value,)
        if about and annotation(field, Facet) and any(getattr(one, "kind", "") == about.kind.name for one in named):
            address += "?" + urlencode({name: about.id})
            break
    text = page.word("listing.all_here", count=page.language.integer(len(entries)))
    return Markup("\n\n") + element("p", element("a", text, href=address))


def is_money(entry: Entry, name: str) -> bool:
    """Whether a field holds amounts of money."""
    return entry.kind.fields[name].annotation == tuple[Amount, ...]


def known_amount(catalogue: Catalogue, entry: Entry, name: str) -> Amount | None:
    """The amount that stands for a record in a list: the first it states; else the one sum that was given to it."""
    return amount_and_place(catalogue, entry, name)[0]


def amount_and_place(catalogue: Catalogue, entry: Entry, name: str) -> tuple[Amount | None, Entry]:
    """The same, and the record in which it is written."""
    stated = next((amount for amount in getattr(entry.record, name) if amount.value), None)
    if stated or entry.kind.name != "project":
        return stated, entry
    lines = [
        (line, fund)
        for fund in catalogue.naming(entry, "fund", ["allocations"])
        for line in fund.record.allocations
        if line.project and line.project.id == entry.id and line.value
    ]
    return lines[0] if len(lines) == 1 else (None, entry)


def way_to_figure(page: Page, entry: Entry, name: str) -> str:
    """Where the amount that stands for a record has its address, with its source beside it."""
    amount, written_in = amount_and_place(page.catalogue, entry, name)
    return page.to(addresses.figure(written_in, page.catalogue.figure_path(written_in, amount))) if amount else ""


def cell(page: Page, entry: Entry, name: str) -> Markup:
    """A field in a row: the value alone; an amount with its basis, as the way to where its source stands."""
    value: Any = getattr(entry.record, name)
    if is_money(entry, name):
        amount = known_amount(page.catalogue, entry, name)
        if amount is None:
            return show(page, value[0] if value else None, entry, brief=True)
        shown = page.basis(amount) + Markup(" ") + show(page, amount, entry, brief=True)
        return element("a", shown, href=way_to_figure(page, entry, name))
    return escape(show(page, value if value != () else None, entry, brief=True))


def absent(page: Page, word: str) -> Markup:
    """What stands where there is no value, in the words of the interface."""
    return element("span", page.word(word), class_="p-absent")
