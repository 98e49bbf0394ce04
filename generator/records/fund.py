"""Funds: money set aside for a purpose, and the lines by which it is given out."""

from __future__ import annotations

from typing import Annotated

from generator.records.base import Facet, Linked, Record
from generator.values.dates import PartialDate, Period
from generator.values.names import Reference, RefersTo, Term, WordOf
from generator.values.stated import Amount, Amounts, Stated
from generator.values.text import LocalizedText


class Allocation(Amount):
    """A line by which a fund gives money: to a project, a place or a purpose."""

    project: Annotated[Reference, RefersTo("project")] | None = None
    place: Annotated[Reference, RefersTo("place")] | None = None
    purpose: LocalizedText | None = None
    date: PartialDate | None = None


class Fund(Record):
    """A public fund for one year or several."""

    title: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:abstract")] = None
    level: Annotated[Term | None, WordOf("government_level"), Facet()] = None
    funder: Annotated[Reference | None, RefersTo("organisation"), Facet(), Linked("schema:funder")] = None
    period: Annotated[Stated[Period] | None, Facet()] = None
    total: Annotated[Amounts, Linked("schema:amount")] = ()
    purpose: Stated[LocalizedText] | None = None
    legal_basis: Stated[LocalizedText] | None = None
    allocations: tuple[Allocation, ...] = ()
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""

    @property
    def heading(self) -> LocalizedText:
        return self.title
