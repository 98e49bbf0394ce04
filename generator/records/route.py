"""Routes: what to see in which order, how to get from one to the next, and the way itself where it is known.

Length, ascent and time are computed from the way (:mod:`generator.itineraries`) and never written by hand.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.records.base import Facet, Linked, Record
from generator.values.line_string import LineString
from generator.values.names import Reference, RefersTo, Term, WordOf
from generator.values.quantity import Quantity
from generator.values.stated import Part, Stated, choice
from generator.values.text import LocalizedProse, LocalizedText

COMPUTED = (
    "length", "distance", "length_m", "length_km", "distance_km", "ascent", "ascent_m", "descent", "descent_m",
    "climb", "elevation_gain", "time", "duration", "walking_time", "travel_time", "hours", "bounds", "start", "end",
)  # fmt: skip
"""Names under which people like to write down what follows from the geometry."""


class Order(StrEnum):
    """Whether a source gives the stops in an order."""

    STATED = "stated"
    NOT_STATED = "not-stated"


class Stop(Part):
    """Somewhere that a route leads to: a site, or a place."""

    site: Annotated[Reference, RefersTo("site")] | None = None
    place: Annotated[Reference, RefersTo("place")] | None = None
    dwell: Stated[Quantity] | None = None
    """How long to stay, with its unit: ``90 分钟``."""
    note: LocalizedText | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Stop:
        if (self.site is None) == (self.place is None):
            raise PydanticCustomError("route-stop", "refused")
        return self

    @property
    def target(self) -> Reference:
        """The site or the place."""
        found = self.site or self.place
        assert found is not None
        return found


class Route(Record):
    """A way to several sites or places."""

    title: Annotated[LocalizedText, Linked("schema:name")]
    summary: Annotated[LocalizedText | None, Linked("schema:description")] = None
    mode: Annotated[Stated[Annotated[Term, WordOf("route_mode")]], Facet()]
    """How one gets along."""
    order: Annotated[Order, choice(Order)]
    stops: Annotated[tuple[Stop, ...], Field(min_length=1), Linked("schema:itinerary")]
    geometry: Stated[LineString] | None = None
    """The way as a GeoJSON LineString; ``not-stated`` where a source names the stops only."""
    season: Stated[LocalizedText] | None = None
    difficulty: Annotated[Stated[Annotated[Term, WordOf("route_difficulty")]] | None, Facet()] = None
    step_free: Stated[Annotated[Term, WordOf("step_free")]] | None = None
    timetable: Stated[LocalizedText] | None = None
    """Days and hours, where somebody runs the route; never computed."""
    description: Annotated[LocalizedProse | None, Linked("schema:description")] = None
    open_questions: tuple[LocalizedText, ...] = ()
    """What the sources leave open, in plain words."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_computed(cls, data: Any) -> Any:
        if isinstance(data, dict):
            for name in COMPUTED:
                if name in data:
                    raise PydanticCustomError("route-computed", "refused", {"name": name, "at": name})
        return data

    @property
    def heading(self) -> LocalizedText:
        return self.title

    @property
    def is_ordered(self) -> bool:
        """Whether one stop follows another."""
        return self.order is Order.STATED

    @property
    def way(self) -> LineString | None:
        """The path, where it is known."""
        return self.geometry.value if self.geometry else None
