"""Statements: a value together with who said it, when, how it was put, and how firmly.

Every figure and fact of every kind of record is one. A plain scalar is the shorthand for a statement that rests on
the sources of its record.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from generator.findings import Refusal
from generator.values.base import heard, heard_once
from generator.values.dates import PartialDate
from generator.values.money import Money
from generator.values.names import Reference, RefersTo, Term, WordOf
from generator.values.quantity import Quantity
from generator.values.text import LocalizedText, plain_text

T = TypeVar("T")

Line = Annotated[str, BeforeValidator(heard_once(plain_text))]
"""One line of plain text in no particular language: a number, a credit, the words of a source."""


class Part(BaseModel):
    """Base of everything that stands inside a record: immutable, with no field but the declared ones."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Confidence(StrEnum):
    """How firmly a statement stands."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Absence(StrEnum):
    """Why there is no value: absence is information too."""

    NOT_STATED = "not-stated"
    WITHHELD = "withheld"
    NOT_APPLICABLE = "not-applicable"


def choice(options: type[StrEnum]) -> Any:
    """A validator that refuses a word which is none of the options, and names them."""
    known = frozenset(options)

    def read(data: Any) -> Any:
        if isinstance(data, str) and data not in known:
            raise Refusal("choice", given=data[:40], allowed=", ".join(options))
        return data

    return BeforeValidator(heard(read))


class Citation(Part):
    """Where a statement was read: a source, and the place in it."""

    source: Annotated[Reference, RefersTo("source")]
    at: Line | None = None
    """Page, paragraph, table: where in the source."""

    @model_validator(mode="before")
    @classmethod
    def _accept_shorthand(cls, data: Any) -> Any:
        return data if isinstance(data, dict | Citation) else {"source": data}


def _listed(data: Any) -> Any:
    """One thing where a list is asked for."""
    return data if isinstance(data, list | tuple) or data is None else [data]


def _nothing_as_empty(data: Any) -> Any:
    return () if data is None else data


Citations = Annotated[tuple[Citation, ...], BeforeValidator(_nothing_as_empty), BeforeValidator(_listed)]


class Statement(Part, Generic[T]):
    """One value as one or several sources give it; ``value`` is empty where ``absence`` says why."""

    value: T | None = None
    absence: Annotated[Absence | None, choice(Absence)] = None
    stated_as: Line | None = None
    """The words or figures of the source, where the value is written otherwise."""
    sources: Citations = ()
    as_of: PartialDate | None = None
    """The date the value holds for."""
    confidence: Annotated[Confidence | None, choice(Confidence)] = None
    note: LocalizedText | None = None

    @model_validator(mode="before")
    @classmethod
    def _accept_shorthand(cls, data: Any) -> Any:
        if isinstance(data, dict) and (not data or not data.keys().isdisjoint(cls.model_fields)):
            return data
        if isinstance(data, Statement):
            return data
        if isinstance(data, str) and data.strip() == Absence.NOT_STATED:
            return {"absence": data.strip()}
        return {"value": data}

    @model_validator(mode="after")
    def _value_or_absence(self) -> Any:
        if self.value is None and self.absence is None:
            raise PydanticCustomError("value-missing", "refused")
        if self.value is not None and self.absence is not None:
            raise PydanticCustomError("absence-and-value", "refused")
        return self


class Stated(Statement[T], Generic[T]):
    """A statement, with the values that other sources give and that were not chosen."""

    alternatives: tuple[Statement[T], ...] = ()


class Basis(StrEnum):
    """What an amount of money is; amounts of different bases are never added up."""

    PLANNED = "planned"
    APPROVED = "approved"
    ALLOCATED = "allocated"
    PAID = "paid"
    FINAL = "final"
    NOT_STATED = "not-stated"


BasisWord = Annotated[Basis, choice(Basis)]


class Amount(Stated[Money]):
    """A stated amount of money and what it is."""

    basis: BasisWord = Basis.NOT_STATED


class Count(Stated[Quantity]):
    """A stated quantity and what it counts."""

    unit: Annotated[Term, WordOf("unit")] | None = None
    """The unit, where the writing of the value does not name it."""
    counts: LocalizedText
    """What is counted: "villages relocated", not "villages"."""


Amounts = Annotated[tuple[Amount, ...], BeforeValidator(_nothing_as_empty), BeforeValidator(_listed)]
