"""What the page of a claim shows: what was said, and what the records make of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.itemising import Obstacle
from generator.loader import Entry
from generator.reckoning import Reckoning, Verdict, reckonings
from generator.records.claim import Claim
from generator.values.stated import Amount, Count
from generator.writing import facts, reckoned
from generator.writing.escaping import element, escape
from generator.writing.money_charts import coverage_bar
from generator.writing.page import Page
from generator.writing.shown import quantity, show


def claim_view(page: Page, entry: Entry) -> dict[str, Any]:
    """What the template of a claim is given besides what all records have."""
    claim: Claim = entry.record
    kicker = element("span", page.word("claim.kicker")) + element("span", page.term(claim.measure))
    whole = [page.reference(reference) for reference in (*claim.projects, *claim.funds)]
    view: dict[str, Any] = {
        "kicker": kicker,
        "said": _said(page, entry),
        "whole": whole,
        "glossary": reckoned.to_glossary(page),
        "verdict": "",
        "coverage": Markup(),
        "all_items": Markup(),
    }
    reckoning = reckonings(page.catalogue).get(entry.id)
    if reckoning is None:
        return view
    stated, possible = (
        reckoned.items(page, reckoning, itemised, f"claim.{name}_caption", adds)
        for itemised, name, adds in (
            (reckoning.stated, "stated", "claim.adds"),
            (reckoning.possible, "possible", "claim.would_add"),
        )
    )
    return view | {
        "verdict": reckoned.verdict(page, reckoning),
        "sentences": reckoned.sentences(page, reckoning),
        # Where the source does not say what a figure covers there is nothing to put beside it.
        "coverage": _coverage(page, reckoning),
        "ledger": "" if reckoning.obstacle is Obstacle.SCOPE_NOT_STATED else reckoned.reckoned(page, reckoning),
        "stated": stated,
        "possible": possible,
        "all_items": _to_all_items(page, entry, reckoning),
    }


def _to_all_items(page: Page, entry: Entry, reckoning: Reckoning) -> Markup:
    """The way to all records of a claim, where its own page has not room for them."""
    if not has_pages(reckoning):
        return Markup()
    count = page.language.integer(len(reckoning.stated.items) + len(reckoning.possible.items))
    link = element("a", page.word("claim_pages.all", count=count), href=page.to(addresses.claim_items(entry)))
    return element("p", link)


def has_pages(reckoning: Reckoning) -> bool:
    """Whether the records of a claim have pages of their own."""
    return max(len(reckoning.stated.items), len(reckoning.possible.items)) > reckoned.MOST_ITEMS


def _coverage(page: Page, reckoning: Reckoning) -> Markup:
    """How much of the claim is itemised, drawn; nothing where there is nothing to compare it with."""
    stated, possible = reckoning.stated, reckoning.possible
    if reckoning.verdict is Verdict.NOT_COMPARABLE or not (stated.counted or possible.counted):
        return Markup()
    share, most = reckoned.share(reckoning.coverage), reckoning.possible_coverage
    word = "itemised" if not possible.counted else "possible" if most and most.high <= 1 else "exceeding"
    cited = list(reckoning.claim.sources)
    for item in (*stated.counted, *possible.counted):
        for held in item.held:
            cited += held.statement.sources or held.entry.record.sources
    return coverage_bar(
        page,
        reckoning.value,
        stated.value,
        possible.value,
        lambda number: reckoned.number(page, reckoning, Fraction(number)),
        ident="chart-coverage",
        title=page.word(f"charts.coverage_{word}", stated=share, most=reckoned.at_most(page, most)),
        share=share,
        citations=cited,
    )


def _said(page: Page, entry: Entry) -> Markup:
    """The figure first, large; then what the true one may be, who said it, and what it covers."""
    claim: Claim = entry.record
    figure = claim.figure
    label, word = page.language.label, page.word
    rows = Markup()
    if isinstance(figure, Amount):
        shown = facts.amounts(page, entry, [figure])
    else:
        shown = element("dl", _count(page, entry, figure), class_="p-facts")
    reckoning = reckonings(page.catalogue).get(entry.id)
    if reckoning is not None and not reckoning.claimed.is_exact:
        rows += facts.row(word("claim.precision"), _interval(page, reckoning))
    rows += facts.row(word("claim.claimant"), *_claimant(page, entry))
    covers = [show(page, claim.scope_stated, entry)] if claim.scope_stated else []
    if claim.scope is None:
        covers.append(element("span", word("claim.scope_none"), class_="p-absent"))
    else:
        covers += _bounds(page, entry, claim)
    rows += facts.row(label("claim", "scope"), *covers)
    return shown + Markup("\n\n") + element("dl", rows, class_="p-facts")


def _count(page: Page, entry: Entry, figure: Count) -> Markup:
    """A quantity as large as an amount would be."""
    if figure.value is None:
        return facts.row(page.text(figure.counts), show(page, figure, entry))
    large = element("span", quantity(page, figure.value, figure.unit), class_="p-amount-main")
    written = page.word("as_stated", text=figure.stated_as or figure.value.written)
    details = [
        large + page.cite(figure, entry, stated_as=figure.value.written),
        element("span", written, class_="p-stated"),
        *([page.text(figure.note)] if figure.note else []),
    ]
    told = Markup().join(element("dd", detail) for detail in details)
    return element("div", element("dt", page.text(figure.counts)) + told, id=page.anchor(figure, entry))


def _interval(page: Page, reckoning: Reckoning) -> Markup:
    low = reckoned.number(page, reckoning, reckoning.claimed.low, -1)
    high = reckoned.number(page, reckoning, reckoning.claimed.high, 1)
    return escape(page.word("claim.interval", low=low, high=high))


def _claimant(page: Page, entry: Entry) -> list[Markup]:
    claim: Claim = entry.record
    told = [page.reference(claim.claimant)] if claim.claimant else []
    if claim.claimant_stated:
        told.append(show(page, claim.claimant_stated, entry))
        if claim.claimant_stated.note:
            told.append(page.text(claim.claimant_stated.note))
    return told or [show(page, None, entry)]


def _bounds(page: Page, entry: Entry, claim: Claim) -> list[Markup]:
    """The conditions that records are chosen by."""
    scope = claim.scope
    assert scope is not None
    found: list[Markup] = []
    for name in ("programme", "fund", "place", "category", "period"):
        value = getattr(scope, name)
        if value is not None:
            shown = page.term(value) if name == "category" else show(page, value, entry)
            found.append(element("small", page.word(f"claim.scope_by.{name}") + " ") + shown)
    return found
