"""The page of all claims: what was said, what is itemised of it, what may be, and what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from generator import addresses
from generator.catalogue import Catalogue, kind_named
from generator.itemising import unit_of
from generator.language import Language
from generator.loader import Entry
from generator.reckoning import Reckoning, Verdict, reckonings
from generator.tabular.bundles import FOLDER, names_of
from generator.writing.artifacts import Artifact
from generator.writing.claim_pages import has_pages
from generator.writing.downloads import download_links
from generator.writing.page import Page
from generator.writing.paging import address_of, cut, numbered
from generator.writing.reckoned import all_items, claim_table, to_glossary
from generator.writing.templates import environment

MOST_CLAIMS = 20
MOST_ITEMS = 40
"""Rows on a page."""


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The list of claims in one language, however few there are; and of claims about many records those records."""
    claims = sorted(catalogue.of_kind("claim"), key=partial(_weight, catalogue))
    parts = cut(claims, MOST_CLAIMS)
    for number, part in enumerate(parts, 1):
        yield _listing(catalogue, language, part, number, len(parts))
    for entry in claims:
        reckoning = reckonings(catalogue).get(entry.id)
        if reckoning is not None and has_pages(reckoning):
            yield from _items(catalogue, language, entry, reckoning)


def _listing(catalogue: Catalogue, language: Language, claims: Sequence[Entry], number: int, count: int) -> Artifact:
    address = addresses.listing(kind_named("claim"))
    page = Page(catalogue, language, address_of(address, number))
    section, lead = language.word("kinds.claim.many"), language.word("claim.listing_lead")
    title = section if number == 1 else language.word("listing.page_title", title=section, number=number)
    verdicts = Counter(reckoning.verdict for reckoning in reckonings(catalogue).values())
    front: dict[str, Any] = {"title": title, "kind": "listing", "section": section, "hide": ["toc"]}
    front["description"] = language.word("kinds.claim.lead")
    if number > 1:
        front["breadcrumbs"] = [{"title": section, "url": address}]
    text = (
        environment()
        .get_template("reconciliation.md.jinja")
        .render(
            p=page,
            front=front,
            title=title,
            lead=lead,
            tally=[
                (language.word(f"claim.verdict.{verdict}"), language.integer(verdicts[verdict])) for verdict in Verdict
            ],
            table=claim_table(page, claims, language.word("claim.about_caption"), opened=True),
            pages=numbered(page, address, count, number),
            glossary=to_glossary(page),
            downloads=download_links(page, [FOLDER + name for name in names_of(kind_named("claim"))]),
        )
    )
    return Artifact.of(addresses.markdown_file(page.address), page.finish(text))


def _items(catalogue: Catalogue, language: Language, entry: Entry, reckoning: Reckoning) -> Iterator[Artifact]:
    """All records that a claim is held against: first those stated to belong, then those that may."""
    address, word = addresses.claim_items(entry), language.word
    name, section = language.plain(entry.record.heading), word("kinds.claim.many")
    chosen = [(item, False) for item in reckoning.stated.items] + [(item, True) for item in reckoning.possible.items]
    trail = [
        {"title": section, "url": addresses.listing(entry.kind)},
        {"title": name, "url": addresses.address(entry)},
    ]
    parts = cut(chosen, MOST_ITEMS)
    for number, part in enumerate(parts, 1):
        page = Page(catalogue, language, address_of(address, number))
        title = word("claim_pages.title", claim=name)
        title = title if number == 1 else word("listing.page_title", title=title, number=number)
        text = (
            environment()
            .get_template("reconciliation.md.jinja")
            .render(
                p=page,
                front={"title": title, "kind": "listing", "section": section, "breadcrumbs": trail, "hide": ["toc"]},
                title=title,
                lead=word("claim_pages.lead"),
                tally=[],
                table=all_items(page, reckoning, part),
                pages=numbered(page, address, len(parts), number),
                glossary=to_glossary(page),
                downloads="",
            )
        )
        yield Artifact.of(addresses.markdown_file(page.address), page.finish(text))


def _weight(catalogue: Catalogue, entry: Entry) -> tuple[int, str, Fraction, str]:
    """Money first, then numbers of projects, then what was done; of one unit the largest first."""
    measures = list(catalogue.vocabularies.get("claim_measure", {}))
    measure = entry.record.measure.id
    reckoning = reckonings(catalogue).get(entry.id)
    return (
        measures.index(measure) if measure in measures else len(measures),
        unit_of(catalogue, entry.record.figure) or "",
        -reckoning.value if reckoning else Fraction(0),
        entry.id,
    )
