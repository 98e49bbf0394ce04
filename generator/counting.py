"""What a quantity inside a record is counted in, and the parts of the record around it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records.base import Path
from generator.values.quantity import Quantity


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
