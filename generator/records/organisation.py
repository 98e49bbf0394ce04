"""Organisations: offices and bodies, never persons."""

from __future__ import annotations

from typing import Annotated

from generator.records.base import Facet, Linked, Record
from generator.values.names import Reference, RefersTo, Term, WebAddress, WordOf
from generator.values.text import LocalizedText


class Organisation(Record):
    """A public office, a company or another body that has a part in what is published."""

    name: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:abstract")] = None
    type: Annotated[Term, WordOf("organisation_type"), Facet()]
    level: Annotated[Term | None, WordOf("government_level"), Facet()] = None
    place: Annotated[Reference | None, RefersTo("place"), Facet(), Linked("schema:areaServed")] = None
    parent: Annotated[Reference | None, RefersTo("organisation"), Linked("schema:parentOrganization")] = None
    website: Annotated[WebAddress | None, Linked("schema:url")] = None
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""

    @property
    def heading(self) -> LocalizedText:
        return self.name
