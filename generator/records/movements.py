"""Lines of money that more than one kind of record has, or that stand between two."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from generator.findings import Refusal
from generator.values.base import heard, text_of
from generator.values.dates import PartialDate
from generator.values.names import ID, Reference, RefersTo, Term, WordOf
from generator.values.stated import Amount, Basis, BasisWord
from generator.values.text import LocalizedText


def _component_id(data: object) -> str:
    text = text_of(data).strip()
    if not ID.fullmatch(text):
        raise Refusal("component-form", given=text[:40])
    return text


ComponentId = Annotated[str, BeforeValidator(heard(_component_id))]
"""A short name by which allocation lines say which part of a fund's total they come from."""


class Component(Amount):
    """A part of a fund's total that comes from one source of money, with the total that the notice gives for it."""

    id: ComponentId
    title: LocalizedText
    level: Annotated[Term | None, WordOf("government_level")] = None
    funder: Annotated[Reference | None, RefersTo("organisation")] = None


class Payment(Amount):
    """Money that was paid out for a project."""

    basis: BasisWord = Basis.PAID
    to: Annotated[Reference | None, RefersTo("organisation")] = None
    fund: Annotated[Reference | None, RefersTo("fund")] = None
    """The recorded fund that it was paid from."""
    purpose: LocalizedText | None = None
    date: PartialDate | None = None


class Return(Amount):
    """Money that was given back, with or without a minus sign: by a project to a fund, by a fund to its funder."""

    basis: BasisWord = Basis.PAID
    to: Annotated[Reference | None, RefersTo("organisation")] = None
    fund: Annotated[Reference | None, RefersTo("fund")] = None
    """The recorded fund that it went back to."""
    date: PartialDate | None = None
