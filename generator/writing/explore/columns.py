"""The records of a kind as columns: codes of what they are chosen by, numbers, amounts, points. No words.

All languages share them. A column has an item for each record, in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records import Kind
from generator.values.coordinates import Coordinates
from generator.values.stated import Basis
from generator.writing.explore.choices import Choice, Sort, declared
from generator.writing.explore.reckoned import amount_fields, is_own, permille, reckoned, standing

SAFE = 2**53
"""From here on a number of JSON is not exact in a browser; it is written as text."""
DEGREE = 10**5
"""Points are whole numbers of the fifth decimal."""


Coded = tuple[Choice, list[str], list[list[int]]]
"""A choice, its options, and of each record the numbers of its options, from 1."""
_CODED: WeakKeyDictionary[Catalogue, dict[str, list[Coded]]] = WeakKeyDictionary()
"""Every language asks for them."""


def choices_of(catalogue: Catalogue, kind: Kind) -> list[Coded]:
    """What there is to choose by.

    A choice that leaves nothing to choose is not there; each key is there once, a field's own before a derived one.
    """
    known = _CODED.setdefault(catalogue, {})
    if kind.name not in known:
        known[kind.name] = _coded(catalogue, kind)
    return known[kind.name]


def _coded(catalogue: Catalogue, kind: Kind) -> list[Coded]:
    found: dict[str, Coded] = {}
    entries = catalogue.of_kind(kind)
    for choice in (*declared(catalogue, kind), *reckoned(catalogue, kind)):
        if choice.key in found:
            continue
        ids = [list(dict.fromkeys(choice.of(entry))) for entry in entries]
        options = list(choice.order({id_ for of_entry in ids for id_ in of_entry}))
        number = {id_: place for place, id_ in enumerate(options, 1)}
        codes = [[number[id_] for id_ in of_entry] for of_entry in ids]
        if len({tuple(of_entry) for of_entry in codes}) > 1:
            found[choice.key] = (choice, options, codes)
    return list(found.values())


def columns(catalogue: Catalogue, kind: Kind) -> dict[str, Any]:
    """What choices and counts are made of; ``explore/data.js`` reads it before anything else."""
    return {
        "count": len(catalogue.of_kind(kind)),
        "facets": [_facet(*one) for one in choices_of(catalogue, kind)],
        "completeness": _or_nothing([permille(catalogue, entry) for entry in catalogue.of_kind(kind)]),
    }


def moneys(catalogue: Catalogue, kind: Kind) -> dict[str, Any]:
    """What sums and the order by amount are made of, read when they are first wanted."""
    entries = catalogue.of_kind(kind)
    return {
        "standing": {name: _standing(catalogue, name, entries) for name in amount_fields(kind)},
        "sums": [_sums(catalogue, name, entries) for name in amount_fields(kind)],
        "whole": _wholes(entries),
    }


def ids(catalogue: Catalogue, kind: Kind) -> list[str]:
    """The id of each record."""
    return [entry.id for entry in catalogue.of_kind(kind)]


def points(catalogue: Catalogue, kind: Kind) -> list[list[int]]:
    """Where each record is drawn, as lat, lon, lat, lon … in steps of 0.00001°.

    Its own point as it is published; else, with a 1 before them, the points of the places that it names.
    """
    return [_points(catalogue, entry) for entry in catalogue.of_kind(kind)]


def has_points(catalogue: Catalogue, kind: Kind) -> bool:
    """Whether any record of a kind can be drawn."""
    return any(_points(catalogue, entry) for entry in catalogue.of_kind(kind))


def _points(catalogue: Catalogue, entry: Entry) -> list[int]:
    own = catalogue.point_of(entry)
    if own is not None:
        return _steps(own)
    places = (catalogue.find(reference) for reference in catalogue.places_of(entry))
    found = [point for place in places if place and (point := catalogue.point_of(place))]
    return [1, *(step for point in dict.fromkeys(found) for step in _steps(point))] if found else []


def _steps(point: Coordinates) -> list[int]:
    return [int(point.lat * DEGREE), int(point.lon * DEGREE)]


def _facet(choice: Choice, options: Sequence[str], codes: Sequence[Sequence[int]]) -> dict[str, Any]:
    facet: dict[str, Any] = {"key": choice.key, "sort": str(choice.sort), "options": options}
    if choice.sort is Sort.PLACES:
        number = {id_: place for place, id_ in enumerate(options, 1)}
        facet["above"] = [number.get(choice.above(id_), 0) for id_ in options]
    # One option a record is the rule: a bare number; nothing known is 0.
    facet["codes"] = [list(of) if len(of) > 1 else of[0] if of else 0 for of in codes]
    return facet


def _standing(catalogue: Catalogue, name: str, entries: Iterable[Entry]) -> dict[str, int | str | None]:
    """The amount that stands for a record in lists, in fen, by the record's number: by it they are sorted.

    Mostly that is the first of its own that ``sums`` has; only where it is not, it is here.
    """
    found: dict[str, int | str | None] = {}
    for number, entry in enumerate(entries):
        own = (amount for amount in getattr(entry.record, name) if amount.value and is_own(catalogue, amount.value))
        first, stands = next(own, None), standing(catalogue, entry, name)
        if stands is not first:
            found[str(number)] = _exact(stands.value.fen) if stands and stands.value else None
    return found


def _or_nothing(values: list[int | None]) -> list[int | None]:
    return values if any(value is not None for value in values) else []


def _sums(catalogue: Catalogue, name: str, entries: Iterable[Entry]) -> dict[str, Any]:
    """Every amount of a field in the publication's currency: how many each record has, then their basis, fen and step.

    ``foreign`` are the numbers of the records that have amounts in other currencies.
    """
    bases = list(Basis)
    lines: dict[str, list[Any]] = {"each": [], "basis": [], "fen": [], "step": []}
    foreign = []
    for number, entry in enumerate(entries):
        before = len(lines["fen"])
        for amount in getattr(entry.record, name):
            if amount.value is None:
                continue
            if not is_own(catalogue, amount.value):
                foreign.append(number)
                continue
            lines["basis"].append(bases.index(amount.basis))
            lines["fen"].append(_exact(amount.value.fen))
            lines["step"].append(amount.value.step)
        lines["each"].append(len(lines["fen"]) - before)
    return {"field": name, **lines, "foreign": foreign}


def _wholes(entries: Sequence[Entry]) -> list[int]:
    """The record that each is a part of, by its place from 1; 0 where it is part of none."""
    place: Mapping[str, int] = {entry.id: number for number, entry in enumerate(entries, 1)}
    wholes = (getattr(entry.record, "part_of", None) for entry in entries)
    return [place.get(whole.id, 0) if whole else 0 for whole in wholes]


def _exact(number: int) -> int | str:
    return number if abs(number) < SAFE else str(number)
