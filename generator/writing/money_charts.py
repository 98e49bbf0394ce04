"""The charts about money: where a fund's money goes, sums side by side, how far a claim is itemised, who gets how much.

Each comes out empty where a table says it better: a single bar or band compares nothing. Amounts of different bases
stand beside each other and are never added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.drawing.charts.bars import Bar
from generator.drawing.charts.canvas import Datum, Number
from generator.drawing.charts.lines import Series, Tick, round_levels
from generator.drawing.charts.stacks import Line as Against
from generator.drawing.charts.stacks import Piece, Stack
from generator.drawing.charts.tiles import Tile
from generator.ledger import Group, lot_of
from generator.values.money import Money
from generator.values.stated import Basis, Citation
from generator.writing import charts
from generator.writing.page import Page

LEAST_BARS = 2
MOST_BARS = 18


@dataclass(frozen=True)
class MoneyRow:
    """A sum of one basis, in fen, and what it is of; ``fen`` is nothing where no figure is stated."""

    label: str
    basis: Basis
    fen: int | None
    folded: bool = False
    """Whether it is of several that are drawn together: then it is not compared with the others."""


def in_money(page: Page, fen: int) -> Datum:
    """A sum in fen with its writing, to the last digit."""
    return Datum(fen, str(page.language.money(Money(fen=fen, step=1, currency="", written=""))))


def group_citations(groups: Iterable[Group]) -> list[Citation]:
    """Where the amounts of the groups were read."""
    return [citation for group in groups for citation in lot_of(group.lines).sources]


def money_bars(
    page: Page, rows: Sequence[MoneyRow], *, ident: str, head: str, citations: Iterable[Citation], title: str = "",
    notes: Iterable[Markup | str] = (),
) -> Markup:  # fmt: skip
    """Sums below each other, those of one name together and a bar for each basis; empty for less than two.

    ``head`` says what the names are: a year, a category. ``title`` is for where no sum is the largest.
    """
    known = [row for row in rows if row.fen is not None]
    if len(known) < LEAST_BARS:
        return Markup()
    bases = [basis for basis in Basis if any(row.basis is basis for row in rows)]
    several = len(bases) > 1
    data = [
        Bar(
            label=page.word(f"basis.{row.basis}") if several else row.label,
            datum=_datum(page, row.fen),
            series=bases.index(row.basis) + 1 if several else 1,
            group=row.label if several else "",
        )
        for row in rows
    ]
    heads = [head, *([page.word("project.basis")] if several else []), page.word("project.amount")]
    return charts.figure(
        page,
        charts.bars(data),
        ident=ident,
        title=_largest(page, known) or title or page.word("charts.bars_title_even", head=head),
        description=page.word("charts.bars_text", count=len(data)),
        heads=heads,
        notes=[*notes, *_notes(page, bases, citations)],
    )


def money_lines(
    page: Page,
    times: Sequence[str],
    series: Sequence[Series],
    bases: Iterable[Basis],
    *,
    ident: str,
    title: str,
    description: str,
    head: str,
    citations: Iterable[Citation],
    notes: Iterable[str] = (),
) -> Markup:
    """Sums in fen over time, each line of one basis; empty for less than two points of time.

    ``head`` says what the lines' names are.
    """
    values = [datum.value for line in series for datum in line.data if datum.value is not None]
    if len(times) < 2 or not values:
        return Markup()
    highest = int(max(values))
    # A level's words stand above it at the left: none where a line begins just there.
    first = [datum.value for line in series for datum in line.data[: 1 + len(times) // 3] if datum.value is not None]
    levels = [
        level
        for level in round_levels(highest)
        if not any(-0.03 < float(value - level) / highest < 0.16 for value in first)
    ]
    ticks = [Tick(in_money(page, level)) for level in levels]
    heads = [*([head] if len(series) > 1 else []), page.word("charts.time"), page.word("project.amount")]
    return charts.figure(
        page,
        charts.lines(times, series, ticks),
        ident=ident,
        title=title,
        description=description,
        heads=heads,
        notes=[*_notes(page, list(dict.fromkeys(bases)), citations), *notes],
    )


def coverage_bar(
    page: Page,
    claimed: Number,
    stated: Number,
    possible: Number,
    write: Callable[[Number], str],
    *,
    ident: str,
    title: str,
    share: str,
    citations: Iterable[Citation],
) -> Markup:
    """How much of a claim is itemised: what is stated to belong, what may belong, and what is not explained.

    The numbers as stated, in one unit; ``write`` puts one in words. ``share`` is what is stated to belong, of a whole
    that may have been rounded. Where more is itemised than was claimed, the claim is a line across it. Empty where
    nothing was claimed.
    """
    if claimed <= 0:
        return Markup()
    word = page.word
    pieces = [
        Piece(word("charts.stated"), Datum(stated, write(stated)), 1),
        Piece(word("charts.possible"), Datum(possible, write(possible)), 2),
    ]
    left = claimed - stated - possible
    against = None
    if left >= 0:
        pieces.append(Piece(word("charts.open"), Datum(left, write(left)), 0))
        stack = Stack(word("charts.claimed"), Datum(claimed, write(claimed)), tuple(pieces))
    else:
        both = stated + possible
        stack = Stack(word("charts.itemised"), Datum(both, write(both)), tuple(pieces))
        against = Against(word("charts.claimed"), Datum(claimed, write(claimed)))
    return charts.figure(
        page,
        charts.stacks([stack], against),
        ident=ident,
        title=title,
        description=word("charts.coverage_text", share=share, claimed=write(claimed)),
        heads=[word("charts.part"), word("charts.number")],
        notes=[charts.source_note(page, citations)],
    )


def divisions_tiles(
    page: Page,
    values: Mapping[str, Datum],
    *,
    ident: str,
    head: str,
    title: str,
    citations: Iterable[Citation],
    basis: Basis | None = None,
) -> Markup:
    """Places as tiles in rough position, by their ids, each with a value or that there is none; empty for less than
    three places or without any value above nothing.

    Places without a point stand at the end. ``basis`` is that of the values, where they are money.
    """
    catalogue = page.catalogue
    places = [place for place in catalogue.of_kind("place") if place.id in values]
    if len(places) < 3 or not any(datum.value for datum in values.values()):
        return Markup()
    data = []
    for place in places:
        point = catalogue.point_of(place)
        east_north = (float(point.wgs84().lon), float(point.wgs84().lat)) if point else None
        data.append(Tile(page.language.plain(place.record.heading), values[place.id], east_north))
    return charts.figure(
        page,
        charts.tiles(data),
        ident=ident,
        title=title,
        description=page.word("charts.tiles_text"),
        heads=[page.word("kinds.place.one"), head],
        notes=[
            page.word("schematic"),
            *(_notes(page, [basis], citations) if basis else [charts.source_note(page, citations)]),
        ],
    )


def _datum(page: Page, fen: int | None) -> Datum:
    return Datum(None, page.word("absence.not-stated")) if fen is None else in_money(page, fen)


def _largest(page: Page, rows: Sequence[MoneyRow]) -> str:
    """What one sees: which name has the largest sum. Nothing where that says nothing: where no other is of the same
    basis, where two are equal, where the records do not name what it is of, and where others are drawn together, any
    one of which may be larger."""
    if any(row.folded for row in rows):
        return ""
    basis = max(rows, key=lambda row: row.fen or 0).basis
    ranked = sorted((row for row in rows if row.basis is basis), key=lambda row: -(row.fen or 0))
    if len(ranked) < 2 or ranked[0].fen == ranked[1].fen or ranked[0].label == page.word("charts.unknown"):
        return ""
    amount = in_money(page, ranked[0].fen or 0).text
    if len(ranked) == len(rows):
        return page.word("charts.bars_title", name=ranked[0].label, amount=amount)
    return page.word("charts.bars_title_of", basis=page.word(f"basis.{basis}"), name=ranked[0].label, amount=amount)


def basis_note(page: Page, bases: Sequence[Basis]) -> str:
    """Below a drawing: on which basis its numbers are; where on several, that they are not added up."""
    said = page.word("joined").join(
        page.word("charts.basis_not_stated" if basis is Basis.NOT_STATED else f"basis.{basis}") for basis in bases
    )
    return page.word("charts.basis" if len(bases) == 1 else "charts.bases", bases=said)


def _notes(page: Page, bases: Sequence[Basis], citations: Iterable[Citation]) -> list[Markup | str]:
    return [basis_note(page, bases), charts.source_note(page, citations)]


def group_name(page: Page, group: Group) -> str:
    """What a group is called in drawings."""
    if group.entry:
        return page.language.plain(group.entry.record.heading)
    if group.term:
        known = page.catalogue.term(group.term)
        return page.language.plain(known.label) if known else group.term.id
    if group.years:
        first, last = group.years
        if first == last or last is None or first is None:
            word = "since" if last is None and first != last else "until" if first is None else ""
            return page.word(f"charts.{word}", year=first or last) if word else str(first)
        return f"{first}–{last}"
    return page.word("charts.unknown")
