"""Organisations: offices and bodies, never persons, and how they hang together.

A body may stand below another (``parent``), be led by one (``lead``), consist of several (``members``), or reach over
several levels (``tiers``). Below the county a level is a kind of body and never a named one: who works in the office of
a village is known to everybody there.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.base import Facet, Linked, Record
from generator.values.names import Reference, RefersTo, Term, WebAddress, WordOf
from generator.values.stated import Citations, Part, choice
from generator.values.text import LocalizedText


class TierLevel(StrEnum):
    """Where a level of a body that reaches over several lies."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    """A township, a town or a sub-district."""
    COMMUNITY = "community"
    """A village or an urban community."""

    @property
    def is_below_county(self) -> bool:
        """Whether a single body of it is too small to be named."""
        return self in (TierLevel.TOWNSHIP, TierLevel.COMMUNITY)


class Tier(Part):
    """One level of a body that reaches over several, from the top down."""

    level: Annotated[TierLevel, choice(TierLevel)]
    name: LocalizedText
    """What the source calls the level, or its bodies."""
    bodies: tuple[Annotated[Reference, RefersTo("organisation")], ...] = ()
    """The recorded bodies of it; none below the county."""
    note: LocalizedText | None = None
    sources: Citations = ()

    @model_validator(mode="after")
    def _names_none_below_the_county(self) -> Tier:
        if self.bodies and self.level.is_below_county:
            raise PydanticCustomError("organisation-tier-named", "refused", {"level": str(self.level), "at": "bodies"})
        return self


class Member(Part):
    """An organisation that belongs to a body of several."""

    organisation: Annotated[Reference, RefersTo("organisation")]
    role: LocalizedText | None = None
    """What it does there, where a source says so."""
    sources: Citations = ()


class Organisation(Record):
    """A public office, a company or another body that has a part in what is published."""

    name: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:description")] = None
    type: Annotated[Term, WordOf("organisation_type"), Facet()]
    level: Annotated[Term | None, WordOf("government_level"), Facet()] = None
    place: Annotated[Reference | None, RefersTo("place"), Facet(), Linked("schema:areaServed")] = None
    parent: Annotated[Reference | None, RefersTo("organisation"), Linked("schema:parentOrganization")] = None
    lead: Annotated[Reference | None, RefersTo("organisation")] = None
    """The organisation that leads it; who leads nothing has no such line, and what one leads follows from here."""
    members: Annotated[tuple[Member, ...], Linked("schema:member")] = ()
    tiers: tuple[Tier, ...] = ()
    """The levels that it reaches over, from the top down."""
    website: Annotated[WebAddress | None, Linked("schema:url")] = None
    same_as: Annotated[tuple[WebAddress, ...], Linked("schema:sameAs")] = ()
    """Pages elsewhere that are about this very organisation, such as its entry in Wikidata."""
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""

    @property
    def heading(self) -> LocalizedText:
        return self.name
