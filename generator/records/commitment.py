"""Commitments: what an authority undertook for a year, and how it went: a plan, a check in mid-year, an assessment.

How a commitment stands is derived (:mod:`generator.pledges`) and never written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag, model_validator

from generator.findings import Refusal
from generator.records.base import Document, Facet, Linked, Record
from generator.values.dates import PartialDate, Period
from generator.values.money import Money
from generator.values.names import Reference, RefersTo, Term, WordOf
from generator.values.quantity import Quantity
from generator.values.stated import Amount, Citations, Part, Stated, Statement, choice
from generator.values.text import LocalizedText

COMPUTED = (
    "status", "state", "standing", "result", "verdict", "met", "missed", "on_time", "late", "overdue", "progress",
    "achieved", "completion", "score", "grade",
)  # fmt: skip
"""Names under which people like to write down what follows from dates and figures; each is refused with the reason."""


class Direction(StrEnum):
    """On which side of its target a figure has to be."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    EXACTLY = "exactly"


class StageName(StrEnum):
    """The three steps of a year."""

    PLAN = "plan"
    CHECK = "check"
    ASSESSMENT = "assessment"


def _sort_of(data: Any) -> str:
    """Money where a currency is written or a basis given, else a quantity."""
    if isinstance(data, Statement):
        return "money" if isinstance(data, Amount) else "quantity"
    written = data.get("value") if isinstance(data, dict) else data
    if isinstance(data, dict) and "basis" in data:
        return "money"
    if not isinstance(written, str):
        return "quantity"
    try:
        return "money" if Money.parse(written).currency else "quantity"
    except Refusal:
        return "money" if "元" in written else "quantity"


Level = Annotated[
    Annotated[Amount, Tag("money")] | Annotated[Stated[Quantity], Tag("quantity")], Discriminator(_sort_of)
]
"""How far something is: an amount of money with its basis, or a quantity in the unit of the indicator."""


class Stage(Part):
    """One step of the year: when it has to be there, when it was, and what it says."""

    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(COMPUTED, "commitment-computed")
    stage: Annotated[StageName, choice(StageName)]
    due: Stated[PartialDate] | None = None
    """The day, month or year by whose end it has to be there."""
    date: Stated[PartialDate] | None = None
    """When it was published or carried out."""
    value: Level | None = None
    """How far the indicator was."""
    text: Stated[LocalizedText] | None = None
    """What it says, in a sentence or two."""
    outcome: Stated[Annotated[Term, WordOf("commitment_outcome")]] | None = None
    """What the assessment itself says of a target in words; of a target in figures the figures say it."""
    evidence: tuple[Document, ...] = ()
    sources: Citations = ()
    """What every statement of this step rests on that names no source of its own."""

    @model_validator(mode="after")
    def _hand_down_sources(self) -> Stage:
        # Here and not where it is shown: pages, downloads and feeds all see where a statement was read.
        for name in ("due", "date", "value", "text", "outcome") if self.sources else ():
            stated = getattr(self, name)
            if stated is not None and not stated.sources:
                object.__setattr__(self, name, stated.model_copy(update={"sources": self.sources}))
        return self

    @property
    def is_done(self) -> bool:
        """Whether anything is on record that it brought about."""
        said = (self.date, self.value, self.text, self.outcome)
        return bool(self.evidence) or any(one is not None and one.value is not None for one in said)


class Taking(Part):
    """An organisation that has a part in a commitment."""

    organisation: Annotated[Reference, RefersTo("organisation")]
    role: Annotated[Term, WordOf("commitment_role")]


class Commitment(Record):
    """Something that an authority undertook in public."""

    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(COMPUTED, "commitment-computed")
    title: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:description")] = None
    period: Annotated[Stated[Period] | None, Facet(), Linked("schema:startTime")] = None
    """The year or years it is for."""
    responsible: Annotated[Stated[Annotated[Reference, RefersTo("organisation")]], Facet(), Linked("schema:agent")]
    """Who answers for it; ``not-stated`` where no source says."""
    parties: tuple[Taking, ...] = ()
    place: Annotated[Reference | None, RefersTo("place"), Facet(), Linked("schema:location")] = None
    indicator: Stated[LocalizedText] | None = None
    """What is measured."""
    unit: Annotated[Term | None, WordOf("unit")] = None
    """What the indicator is counted in."""
    direction: Annotated[Direction | None, choice(Direction)] = None
    baseline: Level | None = None
    """How far it was before."""
    target: Annotated[Level | None, Linked("schema:result")] = None
    target_text: Stated[LocalizedText] | None = None
    """The target in words, where it is no figure."""
    stages: tuple[Stage, ...] = ()
    projects: tuple[Annotated[Reference, RefersTo("project")], ...] = ()
    claims: tuple[Annotated[Reference, RefersTo("claim")], ...] = ()
    policies: tuple[Annotated[Reference, RefersTo("policy")], ...] = ()
    """Laws, plans and notices that it rests on or carries out."""
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""
    sources: Annotated[Citations, Field(min_length=1), Linked("dcterms:source")]
    """A commitment that no source states is none."""

    @property
    def heading(self) -> LocalizedText:
        return self.title
