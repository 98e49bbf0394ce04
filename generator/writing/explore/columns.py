"""The records of a kind as columns: codes of what they are chosen by, numbers, amounts, points. No words.

All languages share them. A column has an item for each record, in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any
from weakref import WeakKeyDictionary

from generator.catalogue import Catalogue, key_of, kind_named
from generator.loader import Entry
from generator.records import Kind
from generator.tracing import answers, apart, ask, piece
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
Said = dict[str, Any]
"""What the columns have of one record, in plain data: a piece that is kept between builds.

``chosen`` its options, choice by choice; ``permille``; ``point`` where it is drawn; ``money`` of each field of amounts:
the amount that stands for it where that is not its first, its lines, how many are in another currency; ``whole`` the
record that it is a part of.
"""
_KNOWN: WeakKeyDictionary[Catalogue, dict[str, tuple[list[Choice], list[Said]]]] = WeakKeyDictionary()
"""Every language asks for them."""


def _said(catalogue: Catalogue, kind: Kind) -> tuple[list[Choice], list[Said]]:
    """The choices of a kind, each key once, a field's own before a derived one; and what is said of each record."""
    known = _KNOWN.setdefault(catalogue, {})
    if kind.name not in known:
        with apart():
            choices: dict[str, Choice] = {}
            for choice in (*declared(catalogue, kind), *reckoned(catalogue, kind)):
                choices.setdefault(choice.key, choice)
            sorts = " ".join(f"{choice.key}:{choice.sort}" for choice in choices.values())
            known[kind.name] = list(choices.values()), [
                piece(catalogue, ("explored", *key_of(entry), sorts), partial(_said_of, catalogue, entry, choices))
                for entry in catalogue.of_kind(kind)
            ]
    return known[kind.name]


def _said_of(catalogue: Catalogue, entry: Entry, choices: Mapping[str, Choice]) -> Said:
    whole = getattr(entry.record, "part_of", None)
    return {
        "chosen": [list(dict.fromkeys(choice.of(entry))) for choice in choices.values()],
        "permille": permille(catalogue, entry),
        "point": _points(catalogue, entry),
        "money": {name: _money(catalogue, entry, name) for name in amount_fields(entry.kind)},
        "whole": whole.id if whole else "",
    }


def choices_of(catalogue: Catalogue, kind: Kind) -> list[Coded]:
    """What there is to choose by; a choice that leaves nothing to choose is not there."""
    ask("explored", "choices", kind.name)
    choices, said = _said(catalogue, kind)
    found = []
    for place, choice in enumerate(choices):
        ids = [one["chosen"][place] for one in said]
        with apart():
            options = list(choice.order(set(chain.from_iterable(ids))))
        number = {id_: place for place, id_ in enumerate(options, 1)}
        codes = [[number[id_] for id_ in of_entry] for of_entry in ids]
        if len({tuple(of_entry) for of_entry in codes}) > 1:
            found.append((choice, options, codes))
    return found


def columns(catalogue: Catalogue, kind: Kind) -> dict[str, Any]:
    """What choices and counts are made of; ``explore/data.js`` reads it before anything else."""
    ask("explored", "columns", kind.name)
    with apart():
        return {
            "count": len(catalogue.of_kind(kind)),
            "facets": [_facet(*one) for one in choices_of(catalogue, kind)],
            "completeness": _or_nothing([one["permille"] for one in _said(catalogue, kind)[1]]),
        }


def moneys(catalogue: Catalogue, kind: Kind) -> dict[str, Any]:
    """What sums and the order by amount are made of, read when they are first wanted."""
    ask("explored", "money", kind.name)
    said, names = _said(catalogue, kind)[1], amount_fields(kind)
    with apart():
        place = {entry.id: number for number, entry in enumerate(catalogue.of_kind(kind), 1)}
    return {
        "standing": {name: _standing(name, said) for name in names},
        "sums": [_sums(name, said) for name in names],
        # By its place from 1; 0 where it is part of none.
        "whole": [place.get(one["whole"], 0) for one in said],
    }


def ids(catalogue: Catalogue, kind: Kind) -> list[str]:
    """The id of each record."""
    return [entry.id for entry in catalogue.of_kind(kind)]


def points(catalogue: Catalogue, kind: Kind) -> list[list[int]]:
    """Where each record is drawn, as lat, lon, lat, lon … in steps of 0.00001°.

    Its own point as it is published; else, with a 1 before them, the points of the places that it names.
    """
    ask("explored", "points", kind.name)
    return [one["point"] for one in _said(catalogue, kind)[1]]


@answers("explored")
def _answer(catalogue: Catalogue, file: str, name: str) -> object:
    """What is in the file of that name; of the choices their options, not which record has which."""
    kind = kind_named(name)
    if file == "choices":
        return [(choice.key, choice.sort, options) for choice, options, _ in choices_of(catalogue, kind)]
    return {"columns": columns, "money": moneys, "points": points}[file](catalogue, kind)


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


def _money(catalogue: Catalogue, entry: Entry, name: str) -> dict[str, Any]:
    """The amounts of a field in the publication's currency, as basis, fen and step; how many are in another one; and
    the amount in fen that stands for the record in lists, only where that is not the first of these."""
    bases = list(Basis)
    stated = [amount for amount in getattr(entry.record, name) if amount.value]
    own = [amount for amount in stated if is_own(catalogue, amount.value)]
    stands = standing(catalogue, entry, name)
    found: dict[str, Any] = {
        "lines": [[bases.index(one.basis), _exact(one.value.fen), one.value.step] for one in own],
        "foreign": len(stated) - len(own),
    }
    if stands is not (own[0] if own else None):
        found["stands"] = _exact(stands.value.fen) if stands and stands.value else None
    return found


def _standing(name: str, said: Sequence[Said]) -> dict[str, int | str | None]:
    """The amount that stands for a record in lists, in fen, by the record's number: by it they are sorted.

    Mostly that is the first of its own that ``sums`` has; only where it is not, it is here.
    """
    return {
        str(number): money["stands"]
        for number, one in enumerate(said)
        if "stands" in (money := one["money"][name])
    }


def _or_nothing(values: list[int | None]) -> list[int | None]:
    return values if any(value is not None for value in values) else []


def _sums(name: str, said: Sequence[Said]) -> dict[str, Any]:
    """Every amount of a field in the publication's currency: how many each record has, then their basis, fen and step.

    ``foreign`` are the numbers of the records that have amounts in other currencies, one for each such amount.
    """
    lines = [one["money"][name]["lines"] for one in said]
    columns = {
        part: [line[place] for of_record in lines for line in of_record]
        for place, part in enumerate(("basis", "fen", "step"))
    }
    foreign = [number for number, one in enumerate(said) for _ in range(one["money"][name]["foreign"])]
    return {"field": name, "each": [len(of_record) for of_record in lines], **columns, "foreign": foreign}


def _exact(number: int) -> int | str:
    return number if abs(number) < SAFE else str(number)
