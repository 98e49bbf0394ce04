"""Funds: money set aside for a purpose, and the lines by which it is given out."""

from __future__ import annotations

from typing import Annotated

from generator.records.base import Facet, Linked, Record, YesNo
from generator.records.movements import Component, ComponentId, Return
from generator.values.dates import PartialDate, Period
from generator.values.names import Reference, RefersTo, Term, WordOf
from generator.values.stated import Amount, Amounts, Stated
from generator.values.text import LocalizedText


class Allocation(Amount):
    """A line by which a fund gives money: to a project, a place or a purpose."""

    component: ComponentId | None = None
    """The part of the fund's total that the line comes from."""
    project: Annotated[Reference, RefersTo("project")] | None = None
    place: Annotated[Reference, RefersTo("place")] | None = None
    purpose: LocalizedText | None = None
    date: PartialDate | None = None


class Fund(Record):
    """A public fund for one year or several."""

    title: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:description")] = None
    level: Annotated[Term | None, WordOf("government_level"), Facet()] = None
    funder: Annotated[Reference | None, RefersTo("organisation"), Facet(), Linked("schema:funder")] = None
    period: Annotated[Stated[Period] | None, Facet()] = None
    total: Annotated[Amounts, Linked("schema:amount")] = ()
    purpose: Stated[LocalizedText] | None = None
    legal_basis: Stated[LocalizedText] | None = None
    components: tuple[Component, ...] = ()
    """The total by source of money: they add up to it."""
    allocations: tuple[Allocation, ...] = ()
    allocations_complete: YesNo = False
    """Whether the lines are all there are, so that they add up to the total."""
    returns: tuple[Return, ...] = ()
    """What the fund gave back; what projects gave back to the fund is written in the project."""
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""

    @property
    def heading(self) -> LocalizedText:
        return self.title
