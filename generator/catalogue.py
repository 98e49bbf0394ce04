"""The index of everything that is published: records by id, relations in both directions, the tree of places.

A reference that leads nowhere stays where it was written: the checks name it, and nothing here raises for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any, TypeVar

from generator.entries import values_in
from generator.loader import Entry
from generator.publication import Publication, Vocabularies, VocabularyTerm
from generator.records import BY_NAME, KINDS, Kind
from generator.records.base import Image, Path, Sensitivity
from generator.surroundings import Picture, Surroundings
from generator.tracing import ask, derived, looked_up
from generator.values.coordinates import Coordinates
from generator.values.money import Money
from generator.values.names import Reference, Term
from generator.values.quantity import Quantity
from generator.values.stated import Stated, Statement

Key = tuple[str, str]
"""Kind and id."""
Value = tuple[Entry, Path, Any]
"""A value inside a record, and the path to it."""
V = TypeVar("V")


class Standing(StrEnum):
    """What is known of a record that is named."""

    PUBLISHED = "published"
    DRAFT = "draft"
    UNREADABLE = "unreadable"
    """There is a file, and nothing can be made of it."""
    MISSING = "missing"


@dataclass(frozen=True)
class Link:
    """One record naming another: from where, in which field."""

    entry: Entry
    path: Path

    @property
    def field(self) -> str:
        """The top-level field that names it."""
        return str(self.path[0])


class Catalogue:
    """Everything that is published, and how it hangs together."""

    def __init__(
        self,
        publication: Publication,
        vocabularies: Vocabularies,
        entries: Iterable[Entry],
        surroundings: Surroundings | None = None,
    ) -> None:
        self.publication = publication
        self.vocabularies = vocabularies
        self.surroundings = surroundings or Surroundings()
        self.everything = tuple(sorted(entries, key=lambda entry: (entry.kind.name, entry.id)))
        """Drafts included, for the checks."""
        self.by_key: dict[Key, Entry] = {(entry.kind.name, entry.id): entry for entry in self.everything}
        self._by_kind: dict[str, tuple[Entry, ...]] = {
            kind.name: tuple(e for e in self.everything if e.kind is kind and not e.is_draft) for kind in KINDS
        }
        self._figures: dict[Key, dict[int, str]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        # Without what was derived: it is known by where values are in memory, and quickly made again.
        return Catalogue, (self.publication, self.vocabularies, self.everything, self.surroundings)

    def of_kind(self, kind: Kind | str) -> tuple[Entry, ...]:
        """The published records of a kind, by id."""
        name = kind if isinstance(kind, str) else kind.name
        ask("kind", name)
        return self._by_kind[name]

    @property
    def published(self) -> Iterator[Entry]:
        """Every published record, kind by kind in their declared order."""
        for kind in KINDS:
            yield from self.of_kind(kind)

    def find(self, reference: Reference | None) -> Entry | None:
        """The published record that a reference leads to."""
        if reference:
            ask("published", reference.kind, reference.id)
        entry = self.by_key.get((reference.kind, reference.id)) if reference else None
        return None if entry is None or entry.is_draft else entry

    def at(self, kind: str, id_: str) -> Entry | None:
        """The record of that kind and id, be it a draft. That it is there is all that is asked."""
        ask("standing", kind, id_)
        return self.by_key.get((kind, id_))

    def term(self, term: Term | None) -> VocabularyTerm | None:
        """What a vocabulary says of a word."""
        return self.vocabularies.get(term.vocabulary, {}).get(term.id) if term else None

    @derived
    def _unit_words(self) -> dict[str, str]:
        words: dict[str, str] = {}
        for id_, unit in self.vocabularies.get("unit", {}).items():
            for word in (
                id_,
                *unit.label.texts.values(),
                *(unit.one.texts.values() if unit.one else ()),
                *unit.aliases,
            ):
                words.setdefault(word.casefold(), id_)
        return words

    def unit(self, word: str) -> str | None:
        """The unit that a word in a figure stands for (``户`` → ``household``)."""
        return self._unit_words.get(word.casefold())

    @property
    def unit_words(self) -> Iterable[str]:
        """Every word that stands for a unit."""
        return self._unit_words

    @derived
    def _values(self) -> Mapping[type, list[Value]]:
        """Every value inside every record, drafts included, by its exact type: one walk for all who look for some."""
        found: dict[type, list[Value]] = {}
        for entry in self.everything:
            for exact, values in values_in(entry.record).items():
                found.setdefault(exact, []).extend((entry, path, value) for path, value in values)
        return found

    def values(self, type_: type[V]) -> Iterator[tuple[Entry, Path, V]]:
        """Every value of a type inside the records, drafts included: the record, the path in it, the value."""
        ask("everything")
        return chain.from_iterable(values for exact, values in self._values.items() if issubclass(exact, type_))

    def values_in(self, entry: Entry, type_: type[V]) -> Iterator[tuple[Path, V]]:
        """Every value of exactly this type inside one record, with its path."""
        ask("record", *key_of(entry))
        return iter(values_in(entry.record).get(type_, ()))

    def figure_path(self, entry: Entry, statement: Statement[Any]) -> str:
        """The path of a stated amount or quantity in its record, such as ``budget.0``; nothing for any other value."""
        key = key_of(entry)
        if key not in self._figures:
            # A statement is known by where it is in memory: the same words may stand twice in a record.
            self._figures[key] = {
                id(one): ".".join(map(str, path))
                for exact, values in values_in(entry.record).items() if issubclass(exact, Statement)
                for path, one in values if isinstance(one.value, Money | Quantity)
            }  # fmt: skip
        return self._figures[key].get(id(statement), "")

    @derived
    def references(self) -> Mapping[Key, tuple[tuple[Path, Reference], ...]]:
        """Record → every reference in it with its path."""
        return {key: entry.named for key, entry in self.by_key.items()}

    @derived
    def backlinks(self) -> Mapping[Key, tuple[Link, ...]]:
        """Record → the published records that name it, and where."""
        links: dict[Key, list[Link]] = {}
        for key, references in self.references.items():
            entry = self.by_key[key]
            if not entry.is_draft:
                for path, reference in references:
                    links.setdefault((reference.kind, reference.id), []).append(Link(entry, path))
        return {key: tuple(found) for key, found in links.items()}

    def naming(self, entry: Entry, kind: str = "", fields: Iterable[str] = ()) -> tuple[Entry, ...]:
        """The published records that name this one, each once; of one kind, in certain fields, where asked."""
        ask("naming", *key_of(entry))
        wanted = set(fields)
        found = {
            (link.entry.kind.name, link.entry.id): link.entry
            for link in self.backlinks.get((entry.kind.name, entry.id), ())
            if (not kind or link.entry.kind.name == kind) and (not wanted or link.field in wanted)
        }
        return tuple(found.values())

    @derived
    def _naming(self) -> Mapping[tuple[str, str, str], tuple[Entry, ...]]:
        """Kind, id and field → the records that name that one there, drafts included, each once."""
        found: dict[tuple[str, str, str], dict[Key, Entry]] = {}
        for key, entry in self.by_key.items():
            for path, reference in entry.named:
                found.setdefault((reference.kind, reference.id, str(path[0])), {})[key] = entry
        return {named: tuple(entries.values()) for named, entries in found.items()}

    def all_naming(self, kind: str, id_: str, field: str) -> tuple[Entry, ...]:
        """Every record, drafts included, that names this one in a field; in the order of kinds and ids."""
        ask("all-naming", kind, id_, field)
        return self._naming.get((kind, id_, field), ())

    @property
    def children(self) -> Mapping[str, tuple[Entry, ...]]:
        """Place → the places directly below it, by code."""
        ask("places")
        return self._children

    @derived
    def _children(self) -> Mapping[str, tuple[Entry, ...]]:
        below: dict[str, list[Entry]] = {}
        for place in self.of_kind("place"):
            if place.record.parent:
                below.setdefault(place.record.parent.id, []).append(place)
        return {id_: tuple(sorted(places, key=lambda e: e.record.code.digits)) for id_, places in below.items()}

    def places_within(self, id_: str) -> frozenset[str]:
        """The place and everything below it."""
        found, waiting = set(), [id_]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting.extend(child.id for child in self.children.get(current, ()))
        return frozenset(found)

    def ancestors(self, place: Entry) -> tuple[Entry, ...]:
        """From the widest place down to the one directly above; a circle is followed once."""
        chain: list[Entry] = []
        parent = self.find(place.record.parent)
        while parent is not None and parent not in chain and parent is not place:
            chain.append(parent)
            parent = self.find(parent.record.parent)
        return tuple(reversed(chain))

    @staticmethod
    def places_of(entry: Entry) -> tuple[Reference, ...]:
        """The places that a record names as its own."""
        record: Any = entry.record
        single = getattr(record, "place", None)
        return tuple(getattr(record, "places", ())) or ((single,) if single else ())

    def lying_in(self, place: Entry, kind: str) -> tuple[Entry, ...]:
        """The published records of a kind that name this place or one below it, each once."""
        ask("lying-in", place.id, kind)
        named, of_kind = self._named_places[kind], self._by_kind[kind]
        numbers = {number for id_ in self.places_within(place.id) for number in named.get(id_, ())}
        return tuple(of_kind[number] for number in sorted(numbers))

    @derived
    def _named_places(self) -> Mapping[str, Mapping[str, list[int]]]:
        """Kind → place → the numbers of the published records that name it as theirs."""
        found: dict[str, dict[str, list[int]]] = {kind.name: {} for kind in KINDS}
        for kind in KINDS:
            for number, entry in enumerate(self.of_kind(kind)):
                for id_ in _places_named(entry):
                    found[kind.name].setdefault(id_, []).append(number)
        return found

    def point_of(self, entry: Entry) -> Coordinates | None:
        """Where a record is drawn: its own coordinates in WGS-84, rounded as its kind is published; else nowhere."""
        stated: Stated[Coordinates] | None = getattr(entry.record, "coordinates", None)
        if stated is None or stated.value is None:
            return None
        return stated.value.wgs84().rounded(self.decimals(entry))

    def decimals(self, entry: Entry) -> int:
        """How many decimals of a record's coordinates are published: those of its kind, of a restricted place two."""
        of_kind = self.publication.map.decimals(entry.kind.name)
        return min(of_kind, COARSE) if is_restricted(entry) else of_kind

    def precision_m(self, entry: Entry) -> int | None:
        """How exact a published point is: as the record says, and no more than its rounding leaves."""
        stated: Quantity | None = getattr(entry.record, "precision_m", None)
        if is_restricted(entry):
            return max(COARSE_M, int(stated.number) if stated else 0)
        return int(stated.number) if stated else None

    def images(self, entry: Entry) -> tuple[tuple[Image, Picture], ...]:
        """The pictures of a record that can be shown."""
        known = self.surroundings.pictures
        return tuple((image, known[image.file]) for image in entry.record.images if image.file in known)


def _places_named(entry: Entry) -> list[str]:
    """The ids of :meth:`Catalogue.places_of`, without a look at the record."""
    several = [one.id for path, one in entry.named if path[0] == "places" and len(path) == 2]
    return several or [one.id for path, one in entry.named if path == ("place",)]


@looked_up("standing")
def standing(catalogue: Catalogue, kind: str, id_: str) -> Standing:
    """Whether a record is there, as what."""
    entry = catalogue.by_key.get((kind, id_))
    if entry is not None:
        return Standing.DRAFT if entry.is_draft else Standing.PUBLISHED
    return Standing.UNREADABLE if (kind, id_) in catalogue.surroundings.unreadable else Standing.MISSING


COARSE = 2
"""Decimals of a degree that may be told of a restricted place: a square of about a kilometre."""
COARSE_M = 1000


def is_restricted(entry: Entry) -> bool:
    """Whether the exact position of a record is not to be told."""
    return getattr(entry.record, "sensitivity", None) is Sensitivity.RESTRICTED


def key_of(entry: Entry) -> Key:
    """Kind and id of a record."""
    return entry.kind.name, entry.id


def kind_named(name: str) -> Kind:
    """The kind of that name."""
    return BY_NAME[name]
