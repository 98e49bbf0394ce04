"""Cultural sites: what they are called, where they are, what is known of them, and what a visitor needs."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from generator.findings import Refusal
from generator.records.base import Facet, Linked, Record, YesNo
from generator.values.base import heard
from generator.values.coordinates import Coordinates
from generator.values.dates import PartialDate, Period
from generator.values.money import Money
from generator.values.names import Reference, RefersTo, Term, WebAddress, WordOf
from generator.values.quantity import Quantity
from generator.values.stated import Line, Part, Stated
from generator.values.text import LANGUAGE_TAG, LocalizedProse, LocalizedText


def _language_tags(data: object) -> object:
    if not isinstance(data, dict):
        raise Refusal("not-a-mapping-value")
    for tag in data:
        if not LANGUAGE_TAG.fullmatch(str(tag)):
            raise Refusal("language-form", given=str(tag)[:40])
    return data


Names = Annotated[dict[str, Stated[Line]], BeforeValidator(heard(_language_tags))]
"""Language tag → the name in it, with other names as its alternatives."""


class FoundingEvent(Stated[Period]):
    """Something that happened to the site: one of several dates, never the one year of a contested story."""

    event: LocalizedText
    circa: YesNo = False
    traditional: YesNo = False
    """Told by tradition rather than by a document."""
    calendar: LocalizedText | None = None
    """The date as the source's own calendar has it, such as 明嘉靖三十九年."""


class Designation(Part):
    """An official listing or rating."""

    type: Annotated[Term, WordOf("designation")]
    detail: Stated[LocalizedText]
    """The batch, class or rating; ``not-stated`` where only the listing is known."""
    number: Line | None = None
    date: PartialDate | None = None


class Feature(Stated[LocalizedText]):
    """A fact about the site in words."""

    topic: Annotated[Term | None, WordOf("site_topic")] = None


class Measure(Stated[Quantity]):
    """A fact about the site in figures."""

    of: LocalizedText
    unit: Annotated[Term, WordOf("unit")] | None = None


class Visiting(Part):
    """What a visitor needs; each fact with its date and source, or not at all."""

    access: tuple[Stated[LocalizedText], ...] = ()
    hours: Annotated[Stated[Line] | None, Linked("schema:openingHours")] = None
    """In the opening_hours syntax of OpenStreetMap: ``Mo-Su 08:00-17:00``."""
    fee: Stated[Money] | None = None
    etiquette: tuple[Stated[LocalizedText], ...] = ()
    transport: tuple[Stated[LocalizedText], ...] = ()


class Site(Record):
    """A place of culture that people visit."""

    names: Annotated[Names, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:abstract")] = None
    type: Annotated[Term, WordOf("site_type"), Facet()]
    tradition: Annotated[Term | None, WordOf("tradition"), Facet()] = None
    place: Annotated[Reference | None, RefersTo("place"), Facet(), Linked("schema:containedInPlace")] = None
    address: Annotated[Stated[LocalizedText] | None, Linked("schema:address")] = None
    coordinates: Annotated[Stated[Coordinates] | None, Linked("schema:geo")] = None
    precision_m: Quantity | None = None
    """How exact the coordinates are, in metres."""
    founding: Annotated[tuple[FoundingEvent, ...], Linked("schema:foundingDate")] = ()
    founding_note: LocalizedText | None = None
    """How firm the founding dates are."""
    designations: tuple[Designation, ...] = ()
    features: tuple[Feature, ...] = ()
    measures: tuple[Measure, ...] = ()
    visiting: Visiting | None = None
    description: Annotated[LocalizedProse | None, Linked("schema:description")] = None
    projects: tuple[Annotated[Reference, RefersTo("project")], ...] = ()
    website: Annotated[WebAddress | None, Linked("schema:url")] = None
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""

    @property
    def heading(self) -> LocalizedText:
        return LocalizedText({tag: name.value for tag, name in self.names.items() if name.value})
