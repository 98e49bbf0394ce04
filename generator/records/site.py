"""Cultural sites: what they are called, where they are, what is known of them, and what a visitor needs."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from generator.findings import Refusal
from generator.records.base import Facet, Linked, Record, Sensitivity, YesNo
from generator.records.visiting import Visiting
from generator.values.base import heard, text_of
from generator.values.coordinates import Coordinates
from generator.values.dates import PartialDate, Period
from generator.values.names import Reference, RefersTo, Term, WebAddress, WordOf
from generator.values.quantity import Quantity
from generator.values.stated import Citations, Line, Part, Stated, choice
from generator.values.text import LANGUAGE_TAG, LocalizedProse, LocalizedText


def _language_tags(data: object) -> object:
    if not isinstance(data, dict):
        raise Refusal("not-a-mapping-value")
    for tag in data:
        if not LANGUAGE_TAG.fullmatch(str(tag)):
            raise Refusal("language-form", given=str(tag)[:40])
    return data


class Name(Stated[Line]):
    """What the site is called in one language, with its other names as alternatives."""

    wylie: Line | None = None
    """The letters of a Tibetan name in Latin ones (Extended Wylie)."""
    spoken: Line | None = None
    """How the name is said, for those who do not read its script."""


Names = Annotated[dict[str, Name], BeforeValidator(heard(_language_tags))]
"""Language tag → the name in it, with other names as its alternatives."""


class FoundingEvent(Stated[Period]):
    """Something that happened to the site: one of several dates, never the one year of a contested story."""

    event: LocalizedText
    circa: YesNo = False
    traditional: YesNo = False
    """Told by tradition rather than by a document."""
    calendar: LocalizedText | None = None
    """The date as the source's own calendar has it, such as 明嘉靖三十九年."""


def _batch(data: object) -> str:
    text = text_of(data).strip()
    if not re.fullmatch(r"[1-9][0-9]?", text):
        raise Refusal("batch-form", given=text[:40])
    return text


Batch = Annotated[str, BeforeValidator(heard(_batch))]
"""Which batch of a list, counted from 1."""


class Designation(Part):
    """An official listing or rating; what is not known of it is said to be not stated."""

    type: Annotated[Term, WordOf("designation")]
    sources: Citations = ()
    """Where it is said to be listed at all, beside what its parts name themselves."""
    detail: Stated[LocalizedText] | None = None
    """The class or rating in words: 5A, historic building."""
    batch: Stated[Batch] | None = None
    number: Stated[Line] | None = None
    date: Stated[PartialDate] | None = None
    """The day on which it was announced, or on which a source reports it: its note says which."""


class Feature(Stated[LocalizedText]):
    """A fact about the site in words."""

    topic: Annotated[Term | None, WordOf("site_topic")] = None


class Measure(Stated[Quantity]):
    """A fact about the site in figures."""

    of: LocalizedText
    unit: Annotated[Term, WordOf("unit")] | None = None


class Site(Record):
    """A place of culture that people visit."""

    names: Annotated[Names, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:description")] = None
    type: Annotated[Term, WordOf("site_type"), Facet()]
    tradition: Annotated[Term | None, WordOf("tradition"), Facet()] = None
    place: Annotated[Reference | None, RefersTo("place"), Facet(), Linked("schema:containedInPlace")] = None
    address: Annotated[Stated[LocalizedText] | None, Linked("schema:address")] = None
    coordinates: Annotated[Stated[Coordinates] | None, Linked("schema:geo")] = None
    precision_m: Quantity | None = None
    """How exact the coordinates are, in metres."""
    sensitivity: Annotated[Sensitivity, choice(Sensitivity)] = Sensitivity.OPEN
    """Of a restricted site the exact position is published nowhere, the repository included."""
    founding: tuple[FoundingEvent, ...] = ()
    founding_note: LocalizedText | None = None
    """How firm the founding dates are."""
    designations: tuple[Designation, ...] = ()
    features: tuple[Feature, ...] = ()
    measures: tuple[Measure, ...] = ()
    visiting: Visiting | None = None
    description: Annotated[LocalizedProse | None, Linked("schema:description")] = None
    projects: tuple[Annotated[Reference, RefersTo("project")], ...] = ()
    website: Annotated[WebAddress | None, Linked("schema:url")] = None
    same_as: Annotated[tuple[WebAddress, ...], Linked("schema:sameAs")] = ()
    """Pages elsewhere that are about this very site, such as its entry in Wikidata."""
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""

    @property
    def heading(self) -> LocalizedText:
        return LocalizedText({tag: name.value for tag, name in self.names.items() if name.value})
