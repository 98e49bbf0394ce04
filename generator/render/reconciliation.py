"""The page of all claims: what was said, what is itemised of it, what may be, and what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from generator import addresses
from generator.catalogue import Catalogue, kind_named
from generator.itemising import unit_of
from generator.language import Language
from generator.loader import Entry
from generator.reckoning import Verdict, reckonings
from generator.tabular.bundles import FOLDER, names_of
from generator.writing.artifacts import Artifact
from generator.writing.downloads import download_links
from generator.writing.page import Page
from generator.writing.reckoned import claim_table, to_glossary
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The list of claims in one language, however few there are."""
    address = addresses.listing(kind_named("claim"))
    page = Page(catalogue, language, address)
    claims = sorted(catalogue.of_kind("claim"), key=partial(_weight, catalogue))
    title, lead = language.word("kinds.claim.many"), language.word("claim.listing_lead")
    verdicts = Counter(reckoning.verdict for reckoning in reckonings(catalogue).values())
    text = (
        environment()
        .get_template("reconciliation.md.jinja")
        .render(
            p=page,
            front={
                "title": title,
                "kind": "listing",
                "section": title,
                "description": language.word("kinds.claim.lead"),
                "hide": ["toc"],
            },
            title=title,
            lead=lead,
            tally=[
                (language.word(f"claim.verdict.{verdict}"), language.integer(verdicts[verdict])) for verdict in Verdict
            ],
            table=claim_table(page, claims, language.word("claim.about_caption"), opened=True),
            glossary=to_glossary(page),
            downloads=download_links(page, [FOLDER + name for name in names_of(kind_named("claim"))]),
        )
    )
    yield Artifact.of(addresses.markdown_file(address), page.finish(text))


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
