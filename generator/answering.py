"""Which records answer a need, an audience or a place: the same question asked of every kind that can answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.needs import Answers, Need
from generator.records.base import Document
from generator.values.names import Term

HELP_KINDS = ("service", "policy")
"""Kinds that the finder is about."""
LAND = "land"
"""The group of a list of duties whose documents are those about the taking of land."""


def answering(catalogue: Catalogue, part: Answers) -> tuple[Entry, ...]:
    """The published records that answer a part of a need: those named first, then those found, kind by kind."""
    named = [entry for reference in part.ids if (entry := catalogue.find(reference))]
    found = [entry for kind in part.kinds for entry in catalogue.of_kind(kind) if _meets(entry, part)]
    if part.land:
        found += [entry for entry in catalogue.of_kind("project") if land_documents(catalogue, entry)]
    return tuple({(entry.kind.name, entry.id): entry for entry in (*named, *found)}.values())


def _meets(entry: Entry, part: Answers) -> bool:
    themes, audiences = _of(entry, "themes"), _of(entry, "audiences")
    if part.themes and not themes & set(part.themes):
        return False
    return not part.audiences or not audiences or bool(audiences & set(part.audiences))


def _of(entry: Entry, name: str) -> frozenset[Term]:
    return frozenset(getattr(entry.record, name, ()))


def needs_of(catalogue: Catalogue, entry: Entry) -> Iterator[Need]:
    """The needs that a record answers."""
    for need in catalogue.surroundings.needs.needs:
        if any(entry in answering(catalogue, part) for part in need.parts):
            yield need


def helping(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Everything that the finder is about."""
    return tuple(entry for kind in HELP_KINDS for entry in catalogue.of_kind(kind))


def audiences(catalogue: Catalogue) -> tuple[Term, ...]:
    """The audiences that any record names, in the order of the vocabulary."""
    named = {term for entry in helping(catalogue) for term in entry.record.audiences}
    return tuple(
        term for id_ in catalogue.vocabularies.get("addressee", {}) if (term := Term("addressee", id_)) in named
    )


def for_audience(catalogue: Catalogue, audience: Term) -> tuple[Entry, ...]:
    """What is for an audience, and then what names none: whom that is for is not stated."""
    own = [entry for entry in helping(catalogue) if audience in entry.record.audiences]
    return tuple([*own, *(entry for entry in helping(catalogue) if not entry.record.audiences)])


def in_place(catalogue: Catalogue, place: Entry) -> tuple[Entry, ...]:
    """What is offered or applies in a place: named for it, for a place in it, or for one that it lies in."""
    around = catalogue.places_within(place.id) | {above.id for above in catalogue.ancestors(place)}
    return tuple(
        entry for entry in helping(catalogue) if any(reference.id in around for reference in entry.record.places)
    )


def nowhere(catalogue: Catalogue) -> tuple[Entry, ...]:
    """What names no place: where it is offered or applies is not stated."""
    return tuple(entry for entry in helping(catalogue) if not entry.record.places)


def places(catalogue: Catalogue) -> tuple[Entry, ...]:
    """The places that the finder offers: those with a record of their own, or above one, and the districts between."""
    named = {reference.id for entry in helping(catalogue) for reference in entry.record.places}
    found = [place for place in catalogue.of_kind("place") if catalogue.places_within(place.id) & named]
    below = [child for place in found for child in catalogue.children.get(place.id, ()) if len(child.id) == 6]
    return tuple({place.id: place for place in (*found, *below)}.values())


def land_documents(catalogue: Catalogue, entry: Entry) -> tuple[Document, ...]:
    """The published documents of a project on the taking of land, as the lists of duties say which those are."""
    types = frozenset(_land_types(catalogue))
    return tuple(
        document for document in entry.record.documents if document.type is not None and document.type.id in types
    )


def _land_types(catalogue: Catalogue) -> Iterator[str]:
    """Which types of document the fourth of the eight classes asks for."""
    for list_ in catalogue.surroundings.duties.values():
        for group in list_.of_kind("project"):
            if group.id == LAND:
                yield from _named(path for item in group.items for path in (*item.any_of, *item.all_of))


def _named(paths: Iterable[object]) -> Iterator[str]:
    for path in paths:
        for step in getattr(path, "steps", ()):
            if step.name == "documents" and step.field == "type":
                yield from step.words

