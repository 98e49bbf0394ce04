"""Policies: laws, regulations, notices, benefits and principles, with what a catalogue of disclosure says of them.

Whether one is in force follows from its dates (:mod:`generator.validity`); ``validity`` is what a source says of it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.records.base import Facet, Linked, Record
from generator.records.procedure import Deadline
from generator.values.dates import PartialDate
from generator.values.money import Money
from generator.values.names import Reference, RefersTo, Term, WebAddress, WordOf
from generator.values.stated import Citations, Line, Part, Stated
from generator.values.text import LocalizedProse, LocalizedText


class Catalogued(Part):
    """How the document stands in the catalogue of what its issuer has disclosed."""

    index_number: Stated[Line] | None = None
    """索引号"""
    catalogue: Stated[LocalizedText] | None = None
    """公开目录、信息分类"""
    subject: Stated[LocalizedText] | None = None
    """主题分类"""
    department: Annotated[Reference, RefersTo("organisation")] | None = None
    """公开责任部门"""
    form: Stated[LocalizedText] | None = None
    """公开形式"""
    keywords: tuple[LocalizedText, ...] = ()
    """主题词"""
    interpretation: WebAddress | None = None
    """政策解读"""


class BenefitAmount(Stated[Money]):
    """What somebody gets in money, and for what stretch of time or which thing."""

    per: LocalizedText | None = None
    """A month, a household, a square metre."""
    of: LocalizedText | None = None
    """What it is, where there are several."""


class Benefit(Part):
    """What somebody is entitled to, and how one gets it."""

    entitled: Stated[LocalizedText] | None = None
    """Who: the conditions, never the people."""
    amounts: tuple[BenefitAmount, ...] = ()
    gets: tuple[Stated[LocalizedText], ...] = ()
    """What one gets that is no money, or the rule by which the money is worked out."""
    steps: tuple[Stated[LocalizedText], ...] = ()
    """How to apply, in this order."""
    papers: tuple[Stated[LocalizedText], ...] = ()
    services: tuple[Annotated[Reference, RefersTo("service")], ...] = ()
    """Where one applies or is advised."""
    offices: tuple[Annotated[Reference, RefersTo("organisation")], ...] = ()
    deadlines: tuple[Deadline, ...] = ()


class Channel(Stated[LocalizedText]):
    """By what means an audience is told of it."""

    audience: Annotated[Term, WordOf("addressee")]


class Policy(Record):
    """A rule, a notice, a benefit or a principle that an authority has laid down."""

    title: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:abstract")] = None
    type: Annotated[Term, WordOf("policy_type"), Facet(), Linked("schema:legislationType")]
    themes: Annotated[
        tuple[Annotated[Term, WordOf("theme")], ...], Field(min_length=1), Facet(), Linked("schema:about")
    ]
    audiences: Annotated[
        tuple[Annotated[Term, WordOf("addressee")], ...], Facet(), Linked("schema:audience")
    ] = ()
    """Whom it is about or meant for."""
    level: Annotated[Stated[Annotated[Term, WordOf("government_level")]] | None, Facet()] = None
    issuer: Annotated[
        Stated[Annotated[Reference, RefersTo("organisation")]] | None, Facet(), Linked("schema:legislationPassedBy")
    ] = None
    places: Annotated[
        tuple[Annotated[Reference, RefersTo("place")], ...], Facet(), Linked("schema:spatialCoverage")
    ] = ()
    """Where it applies, as far as the place is recorded."""
    number: Annotated[Stated[Line] | None, Linked("schema:legislationIdentifier")] = None
    """发文字号"""
    made: Annotated[Stated[PartialDate] | None, Linked("schema:legislationDate")] = None
    published: Annotated[Stated[PartialDate] | None, Facet(column=False), Linked("schema:datePublished")] = None
    in_force: Annotated[Stated[PartialDate] | None, Linked("schema:legislationDateOfApplicability")] = None
    """The first day on which it applies."""
    repealed: Annotated[Stated[PartialDate] | None, Linked("schema:expires")] = None
    """The first day on which it no longer applies."""
    validity: Stated[Annotated[Term, WordOf("policy_validity")]] | None = None
    """What a source says of its validity, where no dates tell."""
    supersedes: Annotated[
        tuple[Annotated[Reference, RefersTo("policy")], ...], Linked("schema:legislationRepeals")
    ] = ()
    """What it takes the place of; the other way round is derived."""
    legal_basis: tuple[Annotated[Reference, RefersTo("policy")], ...] = ()
    catalogued: Catalogued | None = None
    benefit: Benefit | None = None
    channels: tuple[Channel, ...] = ()
    text: Annotated[LocalizedProse | None, Linked("schema:text")] = None
    """The full text."""
    url: Annotated[WebAddress | None, Linked("schema:url")] = None
    """Where the full text is published."""
    archive: Annotated[WebAddress | None, Linked("schema:archivedAt")] = None
    """A copy that stays."""
    as_of: PartialDate | None = None
    """The day for which the whole record holds."""
    verify_by: PartialDate | None = None
    """Until when the record may be relied on; after that the page asks its readers to make sure."""
    description: Annotated[LocalizedProse | None, Linked("schema:description")] = None
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""
    sources: Annotated[Citations, Field(min_length=1), Linked("dcterms:source")]
    """A policy that no source tells of is none."""

    @property
    def heading(self) -> LocalizedText:
        return self.title
