"""The pages of the whole ledger: what the amounts are; and what is given, by level, fund, year, category and place.

Each grouping has an address of its own, and a page for every so many sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.ledger import Basis, Dimension, Group, Ledger, Line, Stage, Sum, ledger_of
from generator.writing.artifacts import Artifact
from generator.writing.escaping import element
from generator.writing.folding import fold
from generator.writing.money_charts import group_citations, money_bars
from generator.writing.money_views import PLACE_BY, place_has_pages
from generator.writing.page import Page
from generator.writing.paging import address_of, cut, numbered
from generator.writing.place_charts import chart_by
from generator.writing.sums import grouped_rows, sums_table
from generator.writing.templates import environment

ORDER = (
    Dimension.LEVEL, Dimension.FUND, Dimension.YEAR, Dimension.CATEGORY, Dimension.PLACE, Dimension.ORGANISATION,
)  # fmt: skip
CHARTED = (Dimension.YEAR, Dimension.CATEGORY)
MOST_SUMS = 36
"""On one page: each takes its cell and a note with its sources."""
CHART = 14
"""A drawing with its table weighs as much as so many sums."""


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages in one language; where no record has an amount the first says so, and there are no others."""
    ledger = ledger_of(catalogue)
    given = ledger.at(Stage.GIVEN)
    yield _overview(Page(catalogue, language, addresses.MONEY), ledger, given)
    for by in ORDER if given else ():
        groups = ledger.by(by)
        parts = cut(groups, MOST_SUMS, lambda group: len(group.sums))
        for number, part in enumerate(parts, 1):
            page = Page(catalogue, language, address_of(addresses.money(by), number))
            yield _grouping(page, by, groups, part, given if number == len(parts) else (), number, len(parts))
    yield from _of_places(catalogue, language, ledger)


def _of_places(catalogue: Catalogue, language: Language, ledger: Ledger) -> Iterator[Artifact]:
    """The sums of those places that have more of them than their own page has room for."""
    word, section = language.word, language.word("kinds.place.many")
    for place in catalogue.of_kind("place"):
        if not place_has_pages(ledger, place):
            continue
        lines, name = ledger.within(place), language.plain(place.record.heading)
        by_dimension = {by: ledger.by(by, lines) for by in PLACE_BY}
        # The first group of each brings the drawing of all of them.
        rows = [(by, group, not n) for by, groups in by_dimension.items() for n, group in enumerate(groups)]
        parts = cut(rows, MOST_SUMS, lambda row: len(row[1].sums) + CHART * row[2])
        kind = place.kind
        trail = [
            {"title": section, "url": addresses.listing(kind)}, {"title": name, "url": addresses.address(place)},
        ]  # fmt: skip
        for number, part in enumerate(parts, 1):
            page = Page(catalogue, language, address_of(addresses.place_money(place), number))
            title = word("place_money.title", place=name)
            title = title if number == 1 else word("listing.page_title", title=title, number=number)
            tables: list[Markup] = []
            for by in PLACE_BY:
                if groups := [(group, is_first) for of, group, is_first in part if of is by]:
                    if groups[0][1]:
                        tables.append(chart_by(page, by_dimension[by], by))
                    named = word(f"ledger.by.{by}"), word(f"ledger.head.{by}")
                    tables.append(sums_table(page, *named, grouped_rows(page, [group for group, _ in groups], by)))
            yield _written(
                page,
                front={"title": title, "kind": "place", "section": section, "breadcrumbs": trail, "hide": ["toc"]},
                title=title,
                lead=word("ledger.place_note"),
                about=word("ledger.below"),
                table=Markup("\n\n").join(filter(None, tables)),
                pages=numbered(page, addresses.place_money(place), len(parts), number),
            )


def _overview(page: Page, ledger: Ledger, given: Sequence[Line]) -> Artifact:
    word = page.word
    stages: list[tuple[object, Sequence[Line], Mapping[Basis, Sum]]] = [
        (word(f"ledger.stages_of.{stage}"), lines, {}) for stage in Stage if (lines := ledger.at(stage))
    ]
    ways = [
        (element("a", word(f"ledger.by.{by}"), href=page.to(addresses.money(by))), word(f"ledger.counted.{by}"))
        for by in ORDER
        if given
    ]
    title, lead = word("ledger.title"), word("ledger.lead")
    return _written(
        page,
        front={"title": title, "kind": "listing", "section": title, "description": lead},
        title=title,
        lead=lead,
        stages=sums_table(page, word("ledger.stages_caption"), word("ledger.stage"), stages),
        ways=ways,
    )


def _grouping(
    page: Page, by: Dimension, groups: Sequence[Group], part: Sequence[Group], whole: Sequence[Line], number: int,
    count: int,
) -> Artifact:  # fmt: skip
    """``whole`` are the lines of the last row, on the last of the pages."""
    word, above = page.word, page.word("ledger.title")
    title = first = word(f"ledger.by.{by}")
    trail = [{"title": above, "url": addresses.MONEY}]
    if number > 1:
        title = word("listing.page_title", title=title, number=number)
        trail.append({"title": first, "url": addresses.money(by)})
    rows = grouped_rows(page, part, by)
    return _written(
        page,
        front={"title": title, "kind": "listing", "section": above, "breadcrumbs": trail, "hide": ["toc"]},
        title=title,
        lead=word(f"ledger.counted.{by}"),
        about=word("ledger.below"),
        chart=_chart(page, by, groups) if number == 1 else Markup(),
        table=sums_table(page, first, word(f"ledger.head.{by}"), rows, whole),
        pages=numbered(page, addresses.money(by), count, number),
    )


def _written(page: Page, **view: Any) -> Artifact:
    nothing = dict.fromkeys(("about", "chart", "table", "pages", "stages", "ways"), Markup())
    text = environment().get_template("money.md.jinja").render(nothing | {"p": page} | view)
    return Artifact.of(addresses.markdown_file(page.address), page.finish(text))


def _chart(page: Page, by: Dimension, groups: Sequence[Group]) -> Markup:
    """A drawing of the sums where there are several to compare."""
    if by not in CHARTED or sum(bool(group.key) for group in groups) < 2:
        return Markup()
    folded = fold(page, groups)
    return money_bars(
        page,
        folded.rows,
        ident=f"chart-{by}",
        head=page.word(f"ledger.head.{by}"),
        citations=group_citations(groups),
        notes=filter(None, [folded.note]),
    )
