"""Opening hours in words: the part of the opening_hours syntax that signs at a gate use; the rest stays as written."""

from __future__ import annotations

import re

from generator.language import Language

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_RULE = re.compile(
    r"(?P<days>(?:[A-Z][a-z](?:-[A-Z][a-z])?)(?:,[A-Z][a-z](?:-[A-Z][a-z])?)*)\s+(?P<times>off|[\d:,\-]+)"
)
_TIMES = re.compile(r"\d{2}:\d{2}-\d{2}:\d{2}(?:,\d{2}:\d{2}-\d{2}:\d{2})*")


def in_words(text: str, language: Language) -> str | None:
    """``Mo-Su 08:00-17:00`` as people say it; nothing where a rule is of a kind not known here."""
    said = []
    for rule in text.split(";"):
        found = _RULE.fullmatch(rule.strip())
        if found is None or not all(day in DAYS for day in re.findall(r"[A-Z][a-z]", found["days"])):
            return None
        if found["times"] == "off":
            times = language.word("hours.closed")
        elif _TIMES.fullmatch(found["times"]):
            times = language.word("joined").join(found["times"].replace("-", "–").split(","))
        else:
            return None
        said.append(language.word("hours.rule", days=_days(found["days"], language), times=times))
    return language.word("hours.then").join(said)


def _days(text: str, language: Language) -> str:
    if text == "Mo-Su":
        return language.word("hours.daily")
    spans = []
    for part in text.split(","):
        names = [language.word(f"hours.days.{day}") for day in part.split("-")]
        spans.append(language.word("hours.span", first=names[0], last=names[1]) if len(names) == 2 else names[0])
    return language.word("joined").join(spans)
