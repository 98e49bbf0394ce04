"""Where schema.org has another word, another place or no place for what a record declares."""

from __future__ import annotations

from types import MappingProxyType

PREFIX = "schema:"

EQUIVALENT = MappingProxyType({
    "dcterms:publisher": "publisher",
    "dcterms:issued": "datePublished",
    "dcterms:license": "license",
    "dcterms:language": "inLanguage",
    "oc4ids:sector": "keywords",
})  # fmt: skip
"""Terms of other vocabularies that schema.org has a property for; all others are told in the downloads only."""

OF_EVERY_RECORD = frozenset({"name", "abstract", "description", "image", "dcterms:title", "dcterms:description"})
"""What is taken from what every record has, whatever its fields are called: its heading, its summary, its pictures."""

NOT_TOLD = frozenset({"priceSpecification", "result", "startTime", "text"})
"""Prices stand beside their place (:mod:`.record`). ``result`` of an action is what came of it, and would turn a target
into an outcome; ``startTime`` is a moment, and what we know is a year. Full texts stay on the page."""

ENUMERATED = frozenset({"eventStatus"})
"""Properties whose values are schema.org's own words only: a word of ours without its counterpart is left out."""

THINGS = MappingProxyType({
    "about": "Thing",
    "audience": "Audience",
    "author": "Organization",
    "legislationPassedBy": "Organization",
    "license": "CreativeWork",
    "provider": "Organization",
    "publisher": "Organization",
})  # fmt: skip
"""Properties that want a thing where we may have its name only, and of which class it is."""

_SERVICE = {
    "servicePhone": (("availableChannel", "ServiceChannel"),),
    "serviceUrl": (("availableChannel", "ServiceChannel"),),
    "availableLanguage": (("availableChannel", "ServiceChannel"),),
    "address": (("availableChannel", "ServiceChannel"), ("serviceLocation", "Place")),
    "geo": (("availableChannel", "ServiceChannel"), ("serviceLocation", "Place")),
}
INSIDE = MappingProxyType({"Service": _SERVICE, "GovernmentService": _SERVICE})
"""Class → property → the things inside which schema.org has it: a service is reached by a channel, at a place."""

OF_ANOTHER_FAMILY = MappingProxyType({
    ("Legislation", "GovernmentService"): {
        "about": "category", "audience": "audience", "spatialCoverage": "areaServed", "url": "url",
    },
    ("Legislation", "Thing"): {"url": "url"},
})  # fmt: skip
"""Class of a kind and class of a type that is no kind of it → which properties are told, and as what. A benefit is not
repealed as a law is: where it is over, it is not told at all (:mod:`.record`)."""

CREATIVE_WORKS = frozenset({"Claim", "CreativeWork", "Legislation"})
"""Classes of kinds that are works themselves, and so can cite."""


def property_of(term: str) -> str:
    """The property of schema.org that a declared term stands for; nothing where there is none to be told."""
    if term in OF_EVERY_RECORD:
        return ""
    name = term.removeprefix(PREFIX) if term.startswith(PREFIX) else EQUIVALENT.get(term, "")
    return "" if name in OF_EVERY_RECORD or name in NOT_TOLD else name


def class_named(linked: str | None) -> str:
    """The class of schema.org that a declared term names; nothing for terms of other vocabularies."""
    return linked.removeprefix(PREFIX) if linked and linked.startswith(PREFIX) else ""


def sources_of(class_: str) -> str:
    """What the sources of a record are to it: a claim appeared in them, a work cites them, others are their subject."""
    if class_ == "Claim":
        return "appearance"
    return "citation" if class_ in CREATIVE_WORKS else "subjectOf"
