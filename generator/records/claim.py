"""Claims: figures that an authority or a newspaper has given for many things at once, kept word for word.

A claim is held against the itemised records behind it (:mod:`generator.reckoning`); it never becomes one of them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from generator.findings import Refusal
from generator.records.base import Facet, Linked, Record, YesNo
from generator.values.dates import Period
from generator.values.money import Money
from generator.values.names import Reference, RefersTo, Term, WordOf
from generator.values.stated import Amount, Citations, Count, Part, Stated, choice
from generator.values.text import LocalizedText


def _sort_of(data: Any) -> str:
    """Whether a figure is money: its writing names a currency. A bare number is a count of something."""
    if isinstance(data, Amount | Count):
        return "money" if isinstance(data, Amount) else "count"
    written = data.get("value") if isinstance(data, dict) else data
    if isinstance(data, dict) and data.keys() & {"basis", "counts", "unit"}:
        return "money" if "basis" in data else "count"
    if not isinstance(written, str):
        return "money"
    try:
        return "money" if Money.parse(written).currency else "count"
    except Refusal:
        # Refused either way; the words that are said of it should be about what was meant.
        return "count" if written[:1].isdigit() and "元" not in written else "money"


Figure = Annotated[Annotated[Amount, Tag("money")] | Annotated[Count, Tag("count")], Discriminator(_sort_of)]
"""An amount of money with its basis, or a count with what it counts."""


class ScopeKind(StrEnum):
    """The kinds of record that a claim may be held against."""

    PROJECT = "project"
    FUND = "fund"


class Scope(Part):
    """Which records a claim speaks of: all that meet every condition given here."""

    kind: Annotated[ScopeKind, choice(ScopeKind)] = ScopeKind.PROJECT
    programme: Annotated[Reference, RefersTo("project")] | None = None
    """Projects that a source states to be part of this programme."""
    fund: Annotated[Reference, RefersTo("fund")] | None = None
    """Projects that this fund gives money to, and its lines for places and purposes."""
    category: Annotated[Term, WordOf("category")] | None = None
    place: Annotated[Reference, RefersTo("place")] | None = None
    """The place, with everything below it."""
    period: Period | None = None
    stated: YesNo = False
    """Whether the source itself draws these bounds: then whatever lies within them is stated to belong."""


class Included(Part):
    """Records that a source states to be among those the claim speaks of."""

    project: Annotated[Reference, RefersTo("project")] | None = None
    fund: Annotated[Reference, RefersTo("fund")] | None = None
    note: LocalizedText | None = None
    sources: Annotated[Citations, Field(min_length=1)]
    """Where that is stated."""


class Possible(Part):
    """Records that may be among those the claim speaks of, while no source says so."""

    project: Annotated[Reference, RefersTo("project")] | None = None
    fund: Annotated[Reference, RefersTo("fund")] | None = None
    reason: LocalizedText
    """Why they may belong, and what is not stated."""
    sources: Citations = ()


class Claim(Record):
    """A figure that was given in public for many things at once."""

    title: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:abstract")] = None
    measure: Annotated[Term, WordOf("claim_measure"), Facet()]
    figure: Annotated[Figure, Linked("schema:text")]
    claimant: Annotated[Reference | None, RefersTo("organisation"), Facet(), Linked("schema:author")] = None
    claimant_stated: Stated[LocalizedText] | None = None
    """Who said it, where that is no recorded organisation."""
    place: Annotated[Reference | None, RefersTo("place"), Facet(), Linked("schema:spatialCoverage")] = None
    """Where what it speaks of lies, in general."""
    themes: Annotated[tuple[Annotated[Term, WordOf("theme")], ...], Facet(column=False)] = ()
    """What it is about; the pages of needs are filled by these."""
    scope: Scope | None = None
    scope_stated: Stated[LocalizedText] | None = None
    """How the source itself describes what the figure covers."""
    projects: tuple[Annotated[Reference, RefersTo("project")], ...] = ()
    """Projects and programmes that stand for the whole of it; they never itemise it."""
    funds: tuple[Annotated[Reference, RefersTo("fund")], ...] = ()
    """Funds that the same figure stands in; they never itemise it."""
    includes: tuple[Included, ...] = ()
    may_include: tuple[Possible, ...] = ()
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""
    sources: Annotated[Citations, Field(min_length=1), Linked("dcterms:source")]
    """A claim without a source is none."""

    @property
    def heading(self) -> LocalizedText:
        return self.title
