"""A day of a calendar's year: a month and a day, written ``9/9``, in whatever calendar the record names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from generator.findings import Refusal
from generator.values.base import Written, text_of

MONTHS, DAYS = 12, 31
_FORM = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})", re.ASCII)
_OTHER = re.compile(r"(\d{1,2})\s*[月.-]\s*(\d{1,2})\s*[日号]?")


@dataclass(frozen=True, slots=True, order=True)
class CalendarDay(Written):
    """Month and day, both from 1. Whether the calendar has such a day at all is for the checks to say."""

    month: int
    day: int

    json_schema: ClassVar = {"type": "string", "pattern": r"^\d{1,2}/\d{1,2}$"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``1/15``; raises :class:`Refusal` with what to write instead."""
        text = text_of(data).strip()
        found = _FORM.fullmatch(text)
        if found is None:
            other = _OTHER.fullmatch(text[:20])
            suggestion = f"{int(other[1])}/{int(other[2])}" if other else ""
            raise Refusal("calendar-day-form", given=text[:40], suggestion=suggestion)
        month, day = int(found[1]), int(found[2])
        if not 1 <= month <= MONTHS or not 1 <= day <= DAYS:
            raise Refusal("calendar-day-impossible", given=text)
        return cls(month, day)

    def __str__(self) -> str:
        return f"{self.month}/{self.day}"
