"""Projects and programmes, in the terms of OC4IDS where it has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from generator.records.base import Facet, Linked, Record, YesNo
from generator.records.movements import Payment, Return
from generator.values.dates import PartialDate, Period
from generator.values.names import Reference, RefersTo, Term, WordOf
from generator.values.stated import Amount, Amounts, Citations, Count, Part, Stated
from generator.values.text import LocalizedProse, LocalizedText


class Party(Part):
    """An organisation and what it does in the project."""

    organisation: Annotated[Reference, RefersTo("organisation")]
    role: Annotated[Term, WordOf("party_role")]


class FundingLine(Amount):
    """Money from outside the recorded funds; what a recorded fund gives is written in the fund."""

    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(("fund", "component", "project"), "ledger-fund-gives")
    """Fields that editors look for here, and the finding that says where they are."""
    funder: Annotated[Reference, RefersTo("organisation")] | None = None
    date: PartialDate | None = None


class Milestone(Part):
    """A point on the way, when it was due and when it was reached."""

    title: LocalizedText
    due: PartialDate | None = None
    reached: PartialDate | None = None
    sources: Citations = ()


class Project(Record):
    """A project, or a programme of several: what is done with public money, where, by whom and when."""

    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(("fund", "funds", "allocations"), "ledger-fund-gives")
    """Fields that editors look for here, and the finding that says where they are."""
    title: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:description")] = None
    form: Annotated[Term | None, WordOf("project_form"), Facet()] = None
    category: Annotated[Term | None, WordOf("category"), Facet(), Linked("oc4ids:sector")] = None
    status: Annotated[Stated[Annotated[Term, WordOf("project_status")]] | None, Facet(), Linked("oc4ids:status")] = None
    part_of: Annotated[Reference | None, RefersTo("project"), Linked("schema:parentOrganization")] = None
    planned: Annotated[Stated[Period] | None, Facet(column=False), Linked("oc4ids:period")] = None
    actual: Annotated[Stated[Period] | None, Facet(column=False)] = None
    places: Annotated[tuple[Annotated[Reference, RefersTo("place")], ...], Facet(), Linked("schema:location")] = ()
    responsible: Annotated[Reference | None, RefersTo("organisation"), Facet(), Linked("oc4ids:publicAuthority")] = None
    parties: Annotated[tuple[Party, ...], Linked("oc4ids:parties")] = ()
    budget: Annotated[Amounts, Linked("oc4ids:budget")] = ()
    funding: Annotated[tuple[FundingLine, ...], Linked("oc4ids:budgetBreakdown")] = ()
    funding_complete: YesNo = False
    """Whether the money from funds and the funding lines are all there is, so that they add up to the budget."""
    payments: tuple[Payment, ...] = ()
    returns: tuple[Return, ...] = ()
    """What the project gave back."""
    outputs: tuple[Count, ...] = ()
    beneficiaries: tuple[Count, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    description: Annotated[LocalizedProse | None, Linked("schema:description")] = None
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""

    @property
    def heading(self) -> LocalizedText:
        return self.title
