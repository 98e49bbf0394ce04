"""Public services: what they are and for whom, who provides them, how to reach and to use them.

A service is an office's offer to everybody who meets its conditions. There is no field for those who made use of it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.records.base import Facet, Linked, Record
from generator.records.procedure import Cost, Deadline, MailboxLine, TelephoneLine
from generator.records.visiting import Hours
from generator.values.coordinates import Coordinates
from generator.values.dates import PartialDate
from generator.values.names import Reference, RefersTo, Term, WebAddress, WordOf
from generator.values.quantity import Quantity
from generator.values.stated import Citations, Stated
from generator.values.text import LocalizedProse, LocalizedText


class Service(Record):
    """Something that residents, visitors or businesses can get from an office or a public body."""

    name: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:description")] = None
    themes: Annotated[
        tuple[Annotated[Term, WordOf("theme")], ...], Field(min_length=1), Facet(), Linked("schema:category")
    ]
    """What it is about; the pages of needs are filled by these."""
    audiences: Annotated[
        tuple[Annotated[Term, WordOf("addressee")], ...], Facet(), Linked("schema:audience")
    ] = ()
    """For whom it is, where a source says so."""
    eligibility: Stated[LocalizedText] | None = None
    """Who may use it, in words."""
    provider: Annotated[
        Stated[Annotated[Reference, RefersTo("organisation")]] | None, Facet(), Linked("schema:provider")
    ] = None
    places: Annotated[
        tuple[Annotated[Reference, RefersTo("place")], ...], Facet(), Linked("schema:areaServed")
    ] = ()
    """Where it is, or the area it serves."""
    address: Annotated[Stated[LocalizedText] | None, Linked("schema:address")] = None
    coordinates: Annotated[Stated[Coordinates] | None, Linked("schema:geo")] = None
    precision_m: Quantity | None = None
    """How exact the coordinates are, in metres."""
    hours: Annotated[Hours | None, Linked("schema:hoursAvailable")] = None
    telephones: Annotated[tuple[TelephoneLine, ...], Linked("schema:servicePhone")] = ()
    emails: tuple[MailboxLine, ...] = ()
    """Addresses of the office; those of persons are refused."""
    website: Annotated[WebAddress | None, Linked("schema:serviceUrl")] = None
    languages: Annotated[
        tuple[Stated[Annotated[Term, WordOf("spoken_language")]], ...], Linked("schema:availableLanguage")
    ] = ()
    """The languages in which one is served."""
    costs: Annotated[tuple[Cost, ...], Linked("schema:offers")] = ()
    steps: tuple[Stated[LocalizedText], ...] = ()
    """What to do, in this order."""
    papers: tuple[Stated[LocalizedText], ...] = ()
    """What to bring along."""
    deadlines: tuple[Deadline, ...] = ()
    legal_basis: tuple[Annotated[Reference, RefersTo("policy")], ...] = ()
    policies: tuple[Annotated[Reference, RefersTo("policy")], ...] = ()
    """What applies to those who use it, besides the legal basis."""
    as_of: PartialDate | None = None
    """The day for which the whole record holds."""
    verify_by: PartialDate | None = None
    """Until when the record may be relied on; after that the page asks its readers to make sure."""
    description: Annotated[LocalizedProse | None, Linked("schema:description")] = None
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""
    sources: Annotated[Citations, Field(min_length=1), Linked("dcterms:source")]
    """A service that no source tells of is none."""

    @property
    def heading(self) -> LocalizedText:
        return self.name

    @property
    def is_reachable(self) -> bool:
        """Whether the record says a way to it: a line, a mailbox, an address, a point or a page on the web."""
        stated = [*self.telephones, *self.emails, self.address, self.coordinates]
        return self.website is not None or any(one is not None and one.value is not None for one in stated)

    @property
    def caveat(self) -> str:
        return "" if self.is_reachable else "unreachable"
