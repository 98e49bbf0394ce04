"""What records of a kind are chosen by, derived from the fields that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry
from generator.records import Kind
from generator.records.base import Facet, annotation
from generator.values.dates import PartialDate, Period
from generator.values.names import Reference, Term
from generator.values.stated import Statement


class Sort(StrEnum):
    """What the options of a choice are, which decides their order and how they are drawn."""

    PLACES = "places"
    """A tree; who chooses a place gets what lies below it."""
    WORDS = "words"
    """Words of a vocabulary, in its order."""
    RECORDS = "records"
    YEARS = "years"
    STEPS = "steps"
    """Ranges of a number, from the lowest up."""
    TEXTS = "texts"


@dataclass(frozen=True)
class Choice:
    """One thing to choose by. ``of`` gives the ids of a record's options, none where nothing is known."""

    key: str
    sort: Sort
    of: Callable[[Entry], Iterable[str]]
    order: Callable[[set[str]], Sequence[str]]
    """All options that are to be offered, given those that records have."""
    label: Callable[[Language], str]
    named: Callable[[Language, str], str]
    """What an option is called."""
    above: Callable[[str], str] = lambda _: ""
    """The option that an option lies in."""


def declared(catalogue: Catalogue, kind: Kind) -> Iterator[Choice]:
    """A choice for each field that is annotated with :class:`Facet` and filled in some record."""
    for name, field in kind.fields.items():
        if not annotation(field, Facet):
            continue
        sample = next((one for entry in catalogue.of_kind(kind) for one in values_of(entry, name)), None)
        if sample is not None:
            yield _choice(catalogue, kind, name, sample)


def values_of(entry: Entry, name: str) -> tuple[Any, ...]:
    """What a field holds, without what is stated around it."""
    value = getattr(entry.record, name)
    value = value.value if isinstance(value, Statement) else value
    return tuple(one for one in (value if isinstance(value, tuple) else (value,)) if one is not None)


def _choice(catalogue: Catalogue, kind: Kind, name: str, sample: object) -> Choice:
    def label(language: Language) -> str:
        return language.label(kind.name, name)

    def texts(entry: Entry) -> Iterable[str]:
        return [str(one) for one in values_of(entry, name)]

    match sample:
        case Reference(kind="place"):
            return places(catalogue, name, lambda entry: _found(catalogue, entry, name), label)
        case Reference():
            return records(catalogue, name, sample.kind, lambda entry: _found(catalogue, entry, name), label)
        case Term():
            vocabulary = sample.vocabulary
            return words(catalogue, name, vocabulary, lambda entry: [one.id for one in values_of(entry, name)], label)
        case Period() | PartialDate():
            return Choice(
                name, Sort.YEARS, lambda entry: _years(values_of(entry, name)), sorted, label, lambda _, year: year
            )
    return Choice(name, Sort.TEXTS, texts, sorted, label, lambda _, text: text)


def _found(catalogue: Catalogue, entry: Entry, name: str) -> list[str]:
    return [one.id for one in values_of(entry, name) if catalogue.find(one)]


def _years(values: Iterable[Any]) -> Iterator[str]:
    """Each year of a period; of one that is open, the year that is known."""
    for value in values:
        ends = (value.start, value.end) if isinstance(value, Period) else (value,)
        years = [end.year for end in ends if end]
        yield from map(str, range(min(years), max(years) + 1))


def records(
    catalogue: Catalogue, key: str, kind: str, of: Callable[[Entry], Iterable[str]], label: Callable[[Language], str]
) -> Choice:
    """A choice whose options are records, by id; the reader sees them by their number of records."""

    def named(language: Language, id_: str) -> str:
        entry = catalogue.find(Reference(kind, id_))
        return language.plain(entry.record.heading) if entry else id_

    return Choice(key, Sort.RECORDS, of, sorted, label, named)


def words(
    catalogue: Catalogue,
    key: str,
    vocabulary: str,
    of: Callable[[Entry], Iterable[str]],
    label: Callable[[Language], str],
) -> Choice:
    """A choice whose options are words of a vocabulary, in its order."""
    known = catalogue.vocabularies.get(vocabulary, {})
    rank = {id_: number for number, id_ in enumerate(known)}

    def named(language: Language, id_: str) -> str:
        return language.plain(known[id_].label) if id_ in known else id_

    return Choice(
        key, Sort.WORDS, of, lambda found: sorted(found, key=lambda id_: (rank.get(id_, len(rank)), id_)), label, named
    )


def places(
    catalogue: Catalogue, key: str, of: Callable[[Entry], Iterable[str]], label: Callable[[Language], str]
) -> Choice:
    """A choice whose options are places and all that they lie in, each followed by what lies in it."""

    def above(id_: str) -> str:
        place = catalogue.find(Reference("place", id_))
        parent = catalogue.find(place.record.parent) if place else None
        return parent.id if parent else ""

    def order(found: set[str]) -> list[str]:
        tree: dict[str, set[str]] = {}
        for id_ in found:
            seen = {id_}
            while (parent := above(id_)) and parent not in seen:
                tree.setdefault(parent, set()).add(id_)
                id_ = parent
                seen.add(id_)
            tree.setdefault("", set()).add(id_)
        listed: list[str] = []
        waiting = sorted(tree.get("", ()), key=by_code, reverse=True)
        while waiting:
            id_ = waiting.pop()
            if id_ not in listed:
                listed.append(id_)
                waiting += sorted(tree.get(id_, ()), key=by_code, reverse=True)
        return listed

    def by_code(id_: str) -> tuple[str, str]:
        place = catalogue.find(Reference("place", id_))
        return (place.record.code.digits if place else "", id_)

    def named(language: Language, id_: str) -> str:
        place = catalogue.find(Reference("place", id_))
        return language.plain(place.record.heading) if place else id_

    return Choice(key, Sort.PLACES, of, order, label, named, above)
