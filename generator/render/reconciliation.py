"""The page of all claims: what was said, what is itemised of it, what may be, and what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import addresses
from generator.catalogue import Catalogue, kind_named
from generator.language import Language
from generator.reckoning import Verdict, reckonings
from generator.writing.artifacts import Artifact
from generator.writing.page import Page
from generator.writing.reckoned import claim_table, to_glossary
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The list of claims in one language, however few there are."""
    address = addresses.listing(kind_named("claim"))
    page = Page(catalogue, language, address)
    claims = catalogue.of_kind("claim")
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
        )
    )
    yield Artifact.of(addresses.markdown_file(address), page.finish(text))
