"""What a visitor needs to know before setting out. Such facts age, so each can say until when it may be relied on.

``Current`` and ``Hours`` know nothing of sites: an office or a clinic has opening hours in the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Generic, TypeVar

from generator.records.base import Linked, YesNo
from generator.values.dates import PartialDate
from generator.values.money import Money
from generator.values.names import Term, WordOf
from generator.values.opening import LastEntry, OpeningHours
from generator.values.price import Price
from generator.values.quantity import Quantity
from generator.values.season import Season
from generator.values.stated import Line, Part, Stated, Statement
from generator.values.text import LocalizedText

T = TypeVar("T")


class Current(Stated[T], Generic[T]):
    """A fact that holds for the time being."""

    verify_by: PartialDate | None = None
    """Until when it may be relied on; after that the page asks its readers to make sure."""


class Status(Current[Annotated[Term, WordOf("visiting_status")]]):
    """Whether visitors can come in at all."""


class StepFree(Current[Annotated[Term, WordOf("step_free")]]):
    """Whether one gets along without steps."""


class Hours(Current[OpeningHours]):
    """Opening hours, in the ``opening_hours`` syntax of OpenStreetMap: ``Tu-Su 09:00-17:00; 2026 Feb 17-23 off``."""


class Fee(Current[Price]):
    """What somebody pays to get in, and when."""

    audience: Annotated[Term | None, WordOf("audience")] = None
    season: Season | None = None


class Manner(Current[LocalizedText]):
    """What the hosts ask of their guests."""

    topic: Annotated[Term, WordOf("etiquette_topic")]


class Way(Current[LocalizedText]):
    """How one gets there, in words, and the line and stops that can be looked up."""

    mode: Annotated[Term, WordOf("transport_mode")]
    line: Line | None = None
    stops: tuple[LocalizedText, ...] = ()
    """Where one gets on and off, in that order."""
    fare: Money | None = None


class Access(Current[LocalizedText]):
    """What can be reached and what cannot."""

    topic: Annotated[Term, WordOf("access_topic")]


class Altitude(Stated[Quantity]):
    """Height above the sea, in metres."""

    at_least: YesNo = False
    """Whether the source says "more than"."""


class Visiting(Part):
    """What a visitor needs; each fact with its date and source, or not at all."""

    status: Status | None = None
    hours: Annotated[Hours | None, Linked("schema:openingHoursSpecification")] = None
    last_entry: Current[LastEntry] | None = None
    fees: Annotated[tuple[Fee, ...], Linked("schema:priceSpecification")] = ()
    step_free: StepFree | None = None
    altitude: Altitude | None = None
    access: tuple[Access, ...] = ()
    etiquette: tuple[Manner, ...] = ()
    transport: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a fact may be relied on: ``due`` is the first day on which it may not, nothing where it has no date."""

    due: date | None
    is_doubtful: bool
    """Of low confidence: shown as what was said, never as a promise."""

    def is_current(self, today: date | None) -> bool:
        """Whether it may be told as it is."""
        return not self.is_doubtful and self.due is not None and (today is None or today < self.due)


def standing(fact: Statement[Any], years: int) -> Standing:
    """How firmly a fact stands: until ``verify_by``, and no longer than so many years after ``as_of``."""
    verify_by = getattr(fact, "verify_by", None)
    days = [verify_by.last + timedelta(days=1)] if verify_by else []
    if fact.as_of:
        days.append(_later(fact.as_of.last, years))
    return Standing(min(days, default=None), fact.confidence == "low")


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years) + timedelta(days=1)
    except ValueError:  # the 29th of February
        return date(day.year + years, 3, 1)
