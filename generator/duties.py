"""The model of a list of what has to be made public, as a publication keeps them in ``site_config/duties/``.

A list has groups of items; each group is about one kind of record, and each item says where in a record its answer
stands. The lists are the publisher's to verify: nothing here knows a law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field

from generator.findings import Refusal
from generator.records import BY_NAME
from generator.records.base import YesNo
from generator.values.base import Written, heard, text_of
from generator.values.names import ID, WebAddress
from generator.values.stated import Line, Part
from generator.values.text import LocalizedText

_STEP = re.compile(r"(?P<name>[a-z][a-z_0-9]*)(?:\[(?P<field>[a-z_]+)=(?P<words>[\w|-]+)\])?")


@dataclass(frozen=True, slots=True)
class Step:
    """A field, and which of its items are meant: those whose ``field`` is one of ``words``; all where none is named."""

    name: str
    field: str = ""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DutyPath(Written):
    """Where an answer stands: ``status``, ``budget[basis=approved]``, ``documents[type=tenderNotice|awardNotice]``.

    ``fund/allocations`` is said of a project: in the allocations of the funds that name it.
    """

    kind: str
    """The kind of record that names this one and holds the answer; empty for this one itself."""
    steps: tuple[Step, ...]
    written: str

    json_schema: ClassVar = {"type": "string"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read a path; raises :class:`Refusal`. Whether there is such a field is asked elsewhere."""
        written = text_of(data).strip()
        kind, slash, rest = written.rpartition("/")
        steps = [_STEP.fullmatch(part) for part in rest.split(".")]
        if not all(steps) or (slash and kind not in BY_NAME):
            raise Refusal("duty-path", given=written[:80], suggestion="")
        found = (step.groupdict() for step in steps if step)
        return cls(
            kind,
            tuple(Step(s["name"], s["field"] or "", frozenset((s["words"] or "").split("|")) - {""}) for s in found),
            written,
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, for looking them up."""
        return tuple(step.name for step in self.steps)

    def __str__(self) -> str:
        return self.written


def _kind(data: Any) -> str:
    text = text_of(data).strip()
    if text not in BY_NAME:
        raise Refusal("choice", given=text[:40], allowed=", ".join(BY_NAME), suggestion="")
    return text


def _item_id(data: Any) -> str:
    text = text_of(data).strip()
    if not ID.fullmatch(text):
        raise Refusal("id-form", id=text[:80])
    return text


class Condition(Part):
    """When an item is asked for: where a field is stated and is none of these words, it does not apply."""

    field: DutyPath
    words: Annotated[tuple[Line, ...], Field(alias="is", min_length=1)]
    note: LocalizedText
    """When it is asked for, in words."""


class Duty(Part):
    """One item that has to be public, and where a record answers it."""

    id: Annotated[str, BeforeValidator(heard(_item_id))]
    title: LocalizedText
    explanation: LocalizedText | None = None
    any_of: tuple[DutyPath, ...] = ()
    """One of these is enough."""
    all_of: tuple[DutyPath, ...] = ()
    """All of these are needed."""
    when: Condition | None = None
    withheld: YesNo = False
    """Not published here by rule, whatever the list asks for: names of persons."""


class DutyGroup(Part):
    """Items about one kind of record."""

    id: Annotated[str, BeforeValidator(heard(_item_id))]
    title: LocalizedText
    kind: Annotated[str, BeforeValidator(heard(_kind))]
    items: Annotated[tuple[Duty, ...], Field(min_length=1)]


class DutyList(Part):
    """A published list of what has to be made public."""

    title: LocalizedText
    reference: Line | None = None
    """Its number or edition."""
    about: LocalizedText
    """What it is for, where its items were read, and which of them are left out here."""
    url: WebAddress | None = None
    groups: Annotated[tuple[DutyGroup, ...], Field(min_length=1)]

    def of_kind(self, kind: str) -> tuple[DutyGroup, ...]:
        """The groups about a kind of record."""
        return tuple(group for group in self.groups if group.kind == kind)
