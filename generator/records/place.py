"""Places: the divisions of GB/T 2260 down to the county, and townships by their nine-digit code."""

from __future__ import annotations

from typing import Annotated

from generator.records.base import Facet, Linked, Record, Sensitivity
from generator.values.coordinates import Coordinates
from generator.values.names import DivisionCode, Reference, RefersTo, Term, WebAddress, WordOf
from generator.values.stated import Count, Stated, choice
from generator.values.text import LocalizedText


class Place(Record):
    """An administrative division."""

    name: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:description")] = None
    code: Annotated[DivisionCode, Linked("schema:identifier")]
    level: Annotated[Term, WordOf("place_level"), Facet()]
    parent: Annotated[Reference | None, RefersTo("place"), Facet(), Linked("schema:containedInPlace")] = None
    coordinates: Annotated[Stated[Coordinates] | None, Linked("schema:geo")] = None
    """A point that stands for the place, such as its seat; none is shown where none is known."""
    point_of: LocalizedText | None = None
    """What the point is: the seat of the county, the centre of the town."""
    sensitivity: Annotated[Sensitivity, choice(Sensitivity)] = Sensitivity.OPEN
    """Of a restricted place the exact position is published nowhere, the repository included."""
    statistics: tuple[Count, ...] = ()
    former: tuple[Stated[LocalizedText], ...] = ()
    """Earlier names and codes."""
    same_as: Annotated[tuple[WebAddress, ...], Linked("schema:sameAs")] = ()
    """Pages elsewhere that are about this very place, such as its entry in Wikidata."""

    @property
    def heading(self) -> LocalizedText:
        return self.name
