"""The money of a place in drawings: by year, by category, and by what lies below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from generator.drawing.charts.canvas import Datum
from generator.ledger import Dimension, Group, Line, Lot, ledger_of
from generator.loader import Entry
from generator.values.names import Reference
from generator.values.stated import Basis
from generator.writing.folding import fold
from generator.writing.money_charts import divisions_tiles, group_citations, in_money, money_bars
from generator.writing.money_views import place_has_pages
from generator.writing.page import Page

LEAST_DIVISIONS = 3
_HEADS = {Dimension.YEAR: "charts.year", Dimension.CATEGORY: "charts.category"}


def place_charts(page: Page, place: Entry) -> Markup:
    """What is given for a place and all that lies below it; empty where there is too little to compare.

    Every line counts once, also one that names several places here. Where its sums have pages of their own, what is
    drawn of them is there too.
    """
    ledger = ledger_of(page.catalogue)
    lines = ledger.within(place)
    if len(lines) < 2:
        return Markup()
    own = () if place_has_pages(ledger, place) else _HEADS
    drawn = [chart_by(page, ledger.by(dimension, lines), dimension) for dimension in own]
    drawn.append(_by_division(page, page.catalogue.children.get(place.id, ()), lines))
    return Markup("\n").join(filter(None, drawn))


def chart_by(page: Page, groups: Sequence[Group], dimension: Dimension) -> Markup:
    """The sums of a place by year or by category; empty for less than two."""
    known = [group for group in groups if group.key]
    if len(known) < 2:
        return Markup()
    folded = fold(page, groups)
    return money_bars(
        page,
        folded.rows,
        ident=f"chart-{dimension}",
        head=page.word(_HEADS[dimension]),
        citations=group_citations(groups),
        title=page.word(f"charts.place_{dimension}"),
        notes=filter(None, [folded.note]),
    )


def _most(page: Page, values: Mapping[str, Datum]) -> str:
    """What one sees: which division has the largest sum, unless two do."""
    ranked = sorted(values, key=lambda id_: -(values[id_].value or 0))
    first = page.catalogue.find(Reference("place", ranked[0]))
    if first is None or values[ranked[0]].value == values[ranked[1]].value:
        return page.word("charts.place_divisions")
    name = page.language.plain(first.record.heading)
    return page.word("charts.place_divisions_most", name=name, amount=values[ranked[0]].text)


def _by_division(page: Page, children: Iterable[Entry], lines: Lot) -> Markup:
    """The divisions below in the basis that most lines have; with money in at least two of them."""
    children = list(children)
    basis = max(Basis, key=lambda basis: len(lines.by_basis.get(basis, ())))
    of_basis = lines.by_basis[basis]
    ledger = ledger_of(page.catalogue)
    values: dict[str, Datum] = {}
    used: list[Line] = []
    for child in children:
        here = ledger.within(child, of_basis)
        used += here
        values[child.id] = (
            in_money(page, sum(line.fen for line in here)) if here else Datum(None, page.word("charts.nothing_here"))
        )
    if len(children) < LEAST_DIVISIONS or sum(bool(datum.value) for datum in values.values()) < 2:
        return Markup()
    return divisions_tiles(
        page,
        values,
        ident="chart-divisions",
        head=page.word("project.amount"),
        title=_most(page, values),
        basis=basis,
        citations=[citation for line in used for citation in line.amount.sources or line.entry.record.sources],
    )
