"""What people come for, as ``site_config/needs.yml`` says it: each need with its words and what answers it.

A need is filled by asking the records, never by listing texts: what is not recorded is not there, and the page says so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.findings import Refusal
from generator.publication import NamedRecord
from generator.records import BY_NAME
from generator.records.base import YesNo
from generator.values.base import heard, text_of
from generator.values.names import ID, Term, WordOf
from generator.values.stated import Part, choice
from generator.values.text import LocalizedText

FILE = "site_config/needs.yml"
TAKEN = frozenset({"for", "in"})
"""Names under ``help/`` that the finder has: ``help/for/residents/``, ``help/in/630121/``."""


def _need_id(data: Any) -> str:
    text = text_of(data).strip()
    if not ID.fullmatch(text) or text in TAKEN:
        raise Refusal("id-form", id=text[:80])
    return text


def _kind(data: Any) -> str:
    text = text_of(data).strip()
    if text not in BY_NAME:
        raise Refusal("choice", given=text[:40], allowed=", ".join(BY_NAME), suggestion="")
    return text


class Form(StrEnum):
    """How the records that answer a part of a need are shown."""

    LIST = "list"
    """A table."""
    GUIDE = "guide"
    """One after the other, with what to do, where, and until when."""


class Answers(Part):
    """A part of a need: its heading, and which records answer it: those that meet all conditions, and those named."""

    title: LocalizedText
    lead: LocalizedText | None = None
    kinds: tuple[Annotated[str, BeforeValidator(heard(_kind))], ...] = ()
    themes: tuple[Annotated[Term, WordOf("theme")], ...] = ()
    """One of these is enough."""
    audiences: tuple[Annotated[Term, WordOf("addressee")], ...] = ()
    """One of these is enough; a record that names none is for everybody."""
    ids: tuple[NamedRecord, ...] = ()
    form: Annotated[Form, choice(Form)] = Form.LIST
    land: YesNo = False
    """Also the projects that have published documents on the taking of land."""
    empty: LocalizedText | None = None
    """What is said where nothing answers it."""

    @model_validator(mode="after")
    def _asks_for_something(self) -> Answers:
        if not self.kinds and not self.ids and not self.land:
            raise PydanticCustomError("need-asks-nothing", "refused")
        return self


class Need(Part):
    """Something that people come for: moving here, opening a business, a dispute."""

    id: Annotated[str, BeforeValidator(heard(_need_id))]
    title: LocalizedText
    lead: LocalizedText
    parts: Annotated[tuple[Answers, ...], Field(min_length=1)]


class Needs(Part):
    """The whole file."""

    needs: tuple[Need, ...] = ()
