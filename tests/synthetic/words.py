"""Sentences of ordinary administrative words, in Chinese and English side by side, from the lists in ``words.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml

Pair = tuple[str, str]
"""The same in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that is built, repaired or run: its name, its category, and what it is counted in."""

    name: Pair
    category: str
    unit: str
    """As written behind a figure."""
    counts: Pair
    size: int
    """How many of them a middling project has."""


def _paired(value: Any) -> Any:
    """A text by language as a pair, wherever it stands."""
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            return value["zh"], value["en"]
        return {name: _paired(inner) for name, inner in value.items()}
    return [_paired(inner) for inner in value] if isinstance(value, list) else value


_LISTS: Final = _paired(yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8")))

WORKS: Final = tuple(Work(**work) for work in _LISTS["works"])
OFFICES: Final[list[Pair]] = _LISTS["offices"]
PAPERS: Final[list[Pair]] = _LISTS["papers"]
EVENTS: Final[list[Pair]] = _LISTS["events"]
OPEN: Final[list[Pair]] = _LISTS["open"]
SENTENCES: Final[list[Pair]] = _LISTS["sentences"]
SITES: Final[list[dict[str, Any]]] = _LISTS["sites"]
FEATURES: Final[list[dict[str, Any]]] = _LISTS["features"]
VISITING: Final[dict[str, list[Pair]]] = _LISTS["visiting"]


def sentence(rng: Random, place: Pair, work: Pair, year: int) -> Pair:
    """One sentence about a work in a place."""
    zh, en = rng.choice(SENTENCES)
    filled = {"year": year, "n": rng.randint(2, 9), "month": rng.randint(3, 6), "days": rng.randrange(60, 480, 15)}
    return zh.format(place=place[0], work=work[0], **filled), en.format(place_en=place[1], work_en=work[1], **filled)


def paragraph(rng: Random, place: Pair, work: Pair, year: int, sentences: int) -> Pair:
    """Several sentences in a row."""
    made = [sentence(rng, place, work, year) for _ in range(sentences)]
    return "".join(zh for zh, _ in made), " ".join(en for _, en in made)


def prose(rng: Random, place: Pair, work: Pair, year: int, paragraphs: int) -> Pair:
    """Paragraphs of Markdown; long ones with headings, a list and emphasis, as editors write them."""
    blocks: list[Pair] = []
    for number in range(paragraphs):
        if number and number % 3 == 0:
            blocks.append(("### 实施情况", "### How it went"))
        blocks.append(paragraph(rng, place, work, year, rng.randint(2, 6)))
        if number == 1 and rng.random() < 0.4:
            items = [sentence(rng, place, work, year) for _ in range(rng.randint(2, 4))]
            blocks.append(("\n".join(f"- {zh}" for zh, _ in items), "\n".join(f"- {en}" for _, en in items)))
        if number == 2 and rng.random() < 0.3:
            blocks.append(("**这些是合成文字。**", "**These words are synthetic.**"))
    return "\n\n".join(zh for zh, _ in blocks), "\n\n".join(en for _, en in blocks)
