"""What a quantity inside a record is counted in, the parts of the record around it, and how small its place is."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pydantic import BaseModel

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records.base import Path
from generator.values.quantity import Quantity

COUNTY_DIGITS = 6
"""Digits of the code of a county; a township has more."""


def parts_around(entry: Entry, path: Path) -> list[BaseModel]:
    """The record and the parts inside it that a path leads through, the innermost last."""
    here: Any = entry.record
    parts: list[BaseModel] = [here]
    for step in path:
        held: Any = here
        here = held[step] if isinstance(here, tuple | dict) else getattr(held, str(step))
        if isinstance(here, BaseModel):
            parts.append(here)
    return parts


def unit_of(catalogue: Catalogue, entry: Entry, path: Path, quantity: Quantity) -> str:
    """The unit of a quantity: as it is written, else as the nearest part says that it stands in; else nothing."""
    if quantity.unit:
        return catalogue.unit(quantity.unit) or quantity.unit
    for part in reversed(parts_around(entry, path)):
        unit = getattr(part, "unit", None)
        if unit is not None:
            return str(unit.id)
    return ""


def unit_near(catalogue: Catalogue, entry: Entry, path: Path, quantity: Quantity) -> str:
    """The same for a path that may no longer lead anywhere, such as one of an earlier state of the record."""
    for length in range(len(path), -1, -1):
        with suppress(IndexError, KeyError, AttributeError, TypeError):
            return unit_of(catalogue, entry, path[:length], quantity)
    return ""


def place_below_county(catalogue: Catalogue, entry: Entry) -> str | None:
    """A place of the record that is smaller than a county; empty where it names none; nothing where all is well."""
    if entry.kind.name == "place":
        return entry.id if len(entry.record.code.digits) > COUNTY_DIGITS else None
    places = catalogue.places_of(entry)
    for reference in places:
        place = catalogue.at(reference.kind, reference.id)
        if place is not None and len(place.record.code.digits) > COUNTY_DIGITS:
            return place.id
    return None if places else ""
