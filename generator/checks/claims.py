"""Claims that cannot be held against anything: without a figure, in the wrong measure, naming nothing, or too telling.

A claim that its records exceed is no mistake of an editor: its page says so to everybody, and the list of claims does.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.itemising import COUNTED_AS, LINES_AS, unit_of
from generator.loader import Entry
from generator.reckoning import reckon
from generator.records.claim import Claim
from generator.values.stated import Amount

FEWEST = 10
"""The fewest people or households that may be left over when what is itemised is taken from a claim."""


def check(batch: Batch) -> Iterator[Finding]:
    """``claim-without-figure``, ``claim-measure``, ``claim-names-nothing``, ``claim-scope``, ``people-derivable`` …"""
    for entry in batch.entries:
        if entry.kind.name != "claim":
            continue
        claim: Claim = entry.record
        if claim.figure.value is None:
            yield entry.error("claim-without-figure", ("figure",))
        else:
            yield from _measure(batch.catalogue, entry, claim)
            yield from _left_over(batch.catalogue, entry, claim)
        for name in ("includes", "may_include"):
            for number, line in enumerate(getattr(claim, name)):
                if line.project is None and line.fund is None:
                    yield entry.error("claim-names-nothing", (name, number))
        yield from _scope(entry, claim)


def _measure(catalogue: Catalogue, entry: Entry, claim: Claim) -> Iterator[Finding]:
    """Money is summed up; projects and a fund's lines are counted; everything else is a quantity done."""
    if isinstance(claim.figure, Amount):
        meant = "amount"
    else:
        counts_records = unit_of(catalogue, claim.figure) in (COUNTED_AS, LINES_AS)
        meant = "records" if counts_records and claim.measure.id != "output" else "output"
    known = catalogue.vocabularies.get("claim_measure", {})
    if claim.measure.id in known and claim.measure.id != meant:
        yield entry.error("claim-measure", ("measure",), given=claim.measure, suggestion=meant)


def _scope(entry: Entry, claim: Claim) -> Iterator[Finding]:
    """A scope without a single bound speaks of everything; conditions that its kind of record does not have."""
    scope = claim.scope
    if scope is None:
        return
    bounds = [name for name in ("programme", "fund", "category", "place", "period") if getattr(scope, name) is not None]
    if not bounds:
        yield entry.error("claim-scope-empty", ("scope",))
    if scope.kind == "fund":
        for name in bounds:
            if name != "period":
                yield entry.error("claim-scope", ("scope", name), name=name, kind=str(scope.kind))


def _left_over(catalogue: Catalogue, entry: Entry, claim: Claim) -> Iterator[Finding]:
    """Whoever subtracts what is itemised from a count of people must not be left with a few."""
    unit = catalogue.vocabularies.get("unit", {}).get(unit_of(catalogue, claim.figure) or "")
    if unit is None or not unit.people or entry.record.draft:
        return
    reckoning = reckon(catalogue, entry)
    rest = reckoning.value - reckoning.stated.value
    if reckoning.stated.counted and 0 < rest < FEWEST:
        related = tuple(item.entry.position() for item in reckoning.stated.counted)
        yield entry.error("people-derivable", ("figure",), related=related, count=rest, fewest=FEWEST)
