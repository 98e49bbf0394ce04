"""Part of every year, as opening hours write it: ``Apr-Oct``, ``Nov 15-Mar 31``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from generator.findings import Refusal
from generator.values.base import Written, text_of
from generator.values.opening import OpeningHours
from generator.values.opening_hints import rewritten
from generator.values.opening_rules import NotInWordsError, Rule, read_rules
from generator.values.opening_rules import Season as Span


@dataclass(frozen=True, slots=True)
class Season(Written):
    """One or several spans of the year, each from a month and day to another; they may go over its end."""

    spans: tuple[Span, ...]
    written: str

    json_schema: ClassVar = {"type": "string"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``Apr-Oct``; raises :class:`Refusal`."""
        written = text_of(data).strip()
        spans = _spans(written)
        if not spans:
            meant = rewritten(written)
            raise Refusal("season-form", given=written[:40], suggestion=meant if _spans(meant) else "")
        return cls(spans, written)

    def __str__(self) -> str:
        return self.written


def _spans(text: str) -> tuple[Span, ...]:
    try:
        rules = read_rules(OpeningHours.parse(text).canonical)
    except (Refusal, NotInWordsError):
        return ()
    return rules[0].seasons if rules == (Rule(False, seasons=rules[0].seasons),) else ()
