"""Official listings and ratings: their line on the page of a site, and what their own pages list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records.site import Designation
from generator.values.names import Term
from generator.values.stated import Statement
from generator.writing.escaping import assembled, element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.shown import statement

Listed = tuple[Entry, Designation]


def designated(catalogue: Catalogue) -> dict[str, list[Listed]]:
    """Designation → the sites that have it, as their listing counts them: by batch, number and name."""
    order = list(catalogue.vocabularies.get("designation", {}))
    found: dict[str, list[Listed]] = {id_: [] for id_ in order}
    for site in catalogue.of_kind("site"):
        for one in site.record.designations:
            found.setdefault(one.type.id, []).append((site, one))
    return {id_: sorted(listed, key=_place_in_list) for id_, listed in found.items() if listed}


def of_site(page: Page, entry: Entry) -> Markup:
    """What a site is listed as, each leading to the page of that designation."""
    lines = []
    for one in entry.record.designations:
        name = element("a", page.term(one.type), href=page.to(addresses.designation(one.type.id)))
        cited = page.cite(Statement[str](absence="not-stated", sources=one.sources), entry) if one.sources else Markup()
        lines.append([name + cited, *_cells(page, entry, one)])
    return _table(page, page.word("site.designations"), page.word("site.designation"), lines)


def line_of(page: Page, listed: Listed) -> list[Markup]:
    """A site that is listed: its name, then what the listing says of it."""
    site, one = listed
    return [page.link(site), *_cells(page, site, one)]


def of_designation(page: Page, lines: Sequence[Sequence[object]], term: Term) -> Markup:
    """The sites that are listed so, each as :func:`line_of` has it."""
    return _table(page, page.term(term), page.word("kinds.site.one"), lines)


def batch_words(page: Page, batch: str) -> str:
    """``第七批``, ``Batch 7``."""
    ordinals = page.word("site_page.ordinals").split()
    number = int(batch)
    return page.word("site_page.batch_words", batch=ordinals[number - 1] if number <= len(ordinals) else batch)


def _table(page: Page, caption: object, first: str, lines: Sequence[Sequence[object]]) -> Markup:
    """Columns that nothing is known for are left out; what is known to be missing stays."""
    words = ("site_page.batch", "site.number", "site.date", "site_page.grade")
    heads = [first, *(page.word(word) for word in words)]
    kept = [0, *(column for column in range(1, len(heads)) if any(line[column] for line in lines))]
    return table(
        caption,
        [heads[column] for column in kept],
        [[line[column] for column in kept] for line in lines],
        under=True,
    )


def _cells(page: Page, entry: Entry, one: Designation) -> list[Markup]:
    batch = escape(batch_words(page, one.batch.value)) if one.batch and one.batch.value else None
    return [
        _stated(page, entry, one.batch, batch),
        _stated(page, entry, one.number),
        _stated(page, entry, one.date),
        _stated(page, entry, one.detail),
    ]


def _stated(page: Page, entry: Entry, one: Statement[Any] | None, shown: Markup | None = None) -> Markup:
    if one is None:
        return Markup()
    written = statement(page, one, entry, shown=shown)
    return assembled([written, element("small", page.text(one.note), class_="p-remark")]) if one.note else written


def _place_in_list(listed: Listed) -> tuple[int, str, str]:
    site, one = listed
    batch = int(one.batch.value) if one.batch and one.batch.value else 100
    return batch, (one.number.value or "~") if one.number else "~", site.id
