"""Dates as precise as they are known: a year, a month or a day; and periods between two of them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import ClassVar, Self

from generator.findings import Refusal
from generator.values.base import Written, text_of

_ISO = re.compile(r"(\d{1,4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_OTHER = re.compile(r"(\d{3,4})\s*[年./-]\s*(?:(\d{1,2})\s*(?:[月./-]\s*(?:(\d{1,2})\s*日?)?)?)?")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate(Written):
    """A year, a year and month, or a day of the Gregorian calendar; compared by its first day."""

    year: int
    month: int | None = None
    day: int | None = None

    json_schema: ClassVar = {"type": ["string", "integer"], "pattern": r"^\d{1,4}(-\d{2}(-\d{2})?)?$"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``2014``, ``2014-05`` or ``2014-05-01``; raises :class:`Refusal` with what to write instead."""
        text = text_of(data).strip()
        found = _ISO.fullmatch(text)
        if found is None:
            raise Refusal("date-form", given=text[:40], suggestion=_suggest(text))
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise Refusal("date-impossible", given=text) from None
        return cls(year, month, day)

    @property
    def first(self) -> date:
        """The earliest day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it may mean."""
        if self.day:
            return self.first
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first, self.last) < (other.first, other.last)

    def __str__(self) -> str:
        return "-".join([str(self.year), *(f"{part:02}" for part in (self.month, self.day) if part)])


class Year(PartialDate):
    """A year, without month or day."""

    __slots__ = ()

    json_schema: ClassVar = {"type": ["string", "integer"], "pattern": r"^\d{1,4}$"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``2014``; raises :class:`Refusal` for anything more exact."""
        year = super().parse(data)
        if year.month is not None:
            raise Refusal("event-year-form", given=year)
        return year


@dataclass(frozen=True, slots=True)
class Period(Written):
    """From one partial date to another, either of them open; or within a single one, as in ``2014``."""

    start: PartialDate | None
    end: PartialDate | None

    json_schema: ClassVar = {
        "anyOf": [
            {"type": ["string", "integer"], "pattern": r"^[\d-]+(/[\d-]*)?$|^/[\d-]+$"},
            {
                "type": "object",
                "properties": {"from": PartialDate.json_schema, "to": PartialDate.json_schema},
                "additionalProperties": False,
            },
        ]
    }

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``2014``, ``2011/2014``, ``2011/`` or ``{from: 2011, to: 2014}``; raises :class:`Refusal`."""
        if isinstance(data, dict):
            strange = [str(name) for name in data if name not in ("from", "to")]
            if strange:
                raise Refusal("unknown-field", name=strange[0], suggestion="from, to")
            start, end = (PartialDate.parse(data[name]) if data.get(name) else None for name in ("from", "to"))
        else:
            text = text_of(data).strip()
            first, slash, second = text.partition("/")
            if slash and re.fullmatch(r"\d{1,4}/\d{1,2}(/\d{1,2})?", text) and int(second.split("/")[0]) <= 12:
                raise Refusal("date-form", given=text, suggestion=_suggest(text))
            start = PartialDate.parse(first) if first.strip() else None
            end = (PartialDate.parse(second) if second.strip() else None) if slash else start
        if start is None and end is None:
            raise Refusal("value-missing")
        if start and end and end.last < start.first:
            raise Refusal("period-order", earlier=start, later=end)
        return cls(start, end)

    @property
    def is_single(self) -> bool:
        """Whether it is one year, month or day rather than a stretch."""
        return self.start is not None and self.start == self.end

    def __str__(self) -> str:
        return str(self.start) if self.is_single else f"{self.start or ''}/{self.end or ''}"


def _suggest(text: str) -> str:
    """The same date the way it is written here, when it can be read at all."""
    text = unicodedata.normalize("NFKC", text[:40])
    found = _OTHER.fullmatch(text) or _ISO.fullmatch(text)
    if found is None:
        return ""
    year, month, day = found.groups()
    parts = [f"{int(year)}", *(f"{int(part):02}" for part in (month, day) if part)]
    try:
        return str(PartialDate.parse("-".join(parts)))
    except Refusal:
        return ""
