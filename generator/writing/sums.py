"""How sums of the ledger look: a column for each basis, how many lines, their sources, what counts elsewhere too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from generator.ledger import Basis, Dimension, Group, Ledger, Line, Sum, lot_of
from generator.values.money import Money
from generator.values.stated import Statement
from generator.values.text import LocalizedText
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.shown import money

_OfSeveral = Statement[Money]
"""Named once: pydantic looks for the class anew each time it is asked for."""
MOST_SOURCES = 4
"""Named behind one sum; the others are said to be more."""


def amount(page: Page, fen: int, step: int = 1) -> Markup:
    """A sum in fen as an amount is shown, no more precise than ``step``."""
    return money(page, Money(fen=fen, step=step, currency="", written=""))


def plain_amount(page: Page, fen: int, step: int = 1) -> str:
    """The same as text."""
    return str(page.language.money(Money(fen=fen, step=step, currency="", written="")))


def cite_lines(page: Page, lines: Sequence[Line]) -> Markup:
    """The mark that leads to where all these amounts were read; of a single line to its own note."""
    if len(lines) == 1:
        line = lines[0]
        written = line.amount.value.written if line.amount.value else ""
        return page.cite(line.amount, line.entry, stated_as=written)
    sources = lot_of(lines).sources
    more = len(sources) - MOST_SOURCES
    remark = LocalizedText({page.language.code: page.word("ledger.more_sources", count=more)}) if more > 0 else None
    return page.cite(_OfSeveral(absence="not-stated", sources=sources[:MOST_SOURCES], note=remark), lines[0].entry)


def sum_cell(page: Page, sum_: Sum, lines: Iterable[Line], shared: Sum | None = None) -> Markup:
    """A sum of one basis: the figure, its sources, how many lines it is of, and how much of it counts elsewhere too."""
    shown = amount(page, sum_.fen, sum_.step) + cite_lines(page, lot_of(lines).by_basis[sum_.basis])
    if sum_.count > 1:
        shown += element("small", page.word("ledger.count", count=page.language.integer(sum_.count)), class_="p-remark")
    if shared:
        part = page.word("ledger.shared", amount=plain_amount(page, shared.fen, shared.step))
        words = page.word("ledger.shared_all") if shared.count == sum_.count else part
        shown += element("small", words, class_="p-remark")
    return shown


def sums_table(
    page: Page,
    caption: object,
    head: object,
    rows: Sequence[tuple[object, Sequence[Line], Mapping[Basis, Sum]]],
    whole: Sequence[Line] = (),
    *,
    under: bool = True,
) -> Markup:
    """A row for each name with its lines and with what of them counts elsewhere too, a column for each basis.

    ``whole`` are the lines of the last row, each once. Empty where there is nothing to show.
    """
    lots = [lot_of(lines) for _, lines, _ in rows]
    sums = [lot.sums for lot in lots]
    bases = [basis for basis in Basis if any(basis in of_row for of_row in sums)]
    if not bases:
        return Markup()
    heads = [head, *(page.word(f"basis.{basis}") for basis in bases)]
    body = []
    for (name, _, shared), lot, of_row in zip(rows, lots, sums, strict=True):
        cells = [
            sum_cell(page, of_row[basis], lot, shared.get(basis)) if basis in of_row else Markup() for basis in bases
        ]
        body.append([name, *cells])
    whole = lot_of(whole)
    of_all = whole.sums
    foot = (
        [[page.word("ledger.all"), *(sum_cell(page, of_all[b], whole) if b in of_all else Markup() for b in bases)]]
        if len(rows) > 1 and whole
        else []
    )
    return table(caption, heads, body, numeric=range(1, len(heads)), foot=foot, under=under)


Rows = list[tuple[object, Sequence[Line], Mapping[Basis, Sum]]]


def grouped_rows(page: Page, groups: Iterable[Group], dimension: Dimension) -> Rows:
    """A row for each group, for :func:`sums_table`."""
    return [(group_name(page, group, dimension), group.lines, group.shared) for group in groups]


def grouped_table(
    page: Page, ledger: Ledger, dimension: Dimension, lines: Sequence[Line], *, under: bool = True
) -> Markup:
    """The lines sorted by one thing: a row for each group, and the whole below."""
    rows = grouped_rows(page, ledger.by(dimension, lines), dimension)
    word = page.word
    return sums_table(page, word(f"ledger.by.{dimension}"), word(f"ledger.head.{dimension}"), rows, lines, under=under)


def group_name(page: Page, group: Group, dimension: Dimension) -> Markup:
    """What the lines of a group have in common; the place's rank shown by signs before it."""
    if not group.key:
        return element("span", page.word(f"ledger.unknown.{dimension}"), class_="p-absent")
    if group.entry:
        return escape("› " * group.depth) + page.link(group.entry)
    if group.term:
        return page.term(group.term)
    if group.years:
        first, last = group.years
        if first is None:
            return escape(page.word("ledger.until", year=last))
        if last is None:
            return escape(page.word("ledger.since", year=first))
        return escape(str(first) if first == last else page.word("ledger.years", first=first, last=last))
    return escape(group.key)
