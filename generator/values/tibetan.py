"""Whether Tibetan text is put together soundly: stacks, vowel signs, and the shape of a syllable.

Text that passed through a bad converter loses subjoined letters or puts them behind a vowel sign; a computer shows such
a letter on a dotted circle, or not at all. Only what cannot be right is called a broken stack; an unusual syllable is
doubtful, since names from Sanskrit or Chinese have shapes of their own and are let through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["orphan", "vowel", "lost", "syllable"]
"""A subjoined letter without a letter above it; a vowel sign without a letter; a sign for a letter that was lost; a
syllable of a shape that Tibetan does not have."""

TIBETAN = re.compile(r"[\u0f00-\u0fff]")
_BASE = re.compile(r"[\u0f40-\u0f6c\u0f88-\u0f8c]")
_SUBJOINED = re.compile(r"[\u0f8d-\u0fbc]")
_VOWEL = re.compile(r"[\u0f71-\u0f7f\u0f80-\u0f84\u0f86\u0f87\u0f39\u0f35\u0f37\u0fc6]")
_SYLLABLE = re.compile(r"[\u0f35\u0f37\u0f39\u0f40-\u0f84\u0f86-\u0fbc\u0fc6\u25cc\ufffd]+")
_STACK = re.compile(r"([\u0f40-\u0f6c])([\u0f90-\u0fbc]*)([\u0f71-\u0f7f\u0f80-\u0f84]*)")

_PREFIXES = frozenset("གདབམའ")
_SUFFIXES = frozenset("གངདནབམའརལས")
_SECOND_SUFFIXES = frozenset("སད")
_HEADS = frozenset("རལས")
_FEET = frozenset("\u0fad\u0fb1\u0fb2\u0fb3")
"""The subjoined letters wa, ya, ra and la."""
_ENDINGS = re.compile(r"(?:འི|འུ|འོ|འེ|འང|འམ|འིའོ|འུའི)$")
_NATIVE_VOWELS = frozenset("\u0f72\u0f74\u0f7a\u0f7c")
_NATIVE_LETTERS = frozenset("ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one syllable."""

    kind: Kind
    syllable: str


def has_tibetan(text: str) -> bool:
    """Whether any of it is in Tibetan script."""
    return TIBETAN.search(text) is not None


def flaws(text: str) -> Iterator[Flaw]:
    """What is wrong with the Tibetan in a text: one flaw a syllable, the gravest of it."""
    if not has_tibetan(text):
        return
    # Letters that have both a form of their own and one of two signs are taken apart, which changes no meaning.
    for found in _SYLLABLE.finditer(unicodedata.normalize("NFD", text)):
        kind = _flaw(found[0])
        if kind:
            yield Flaw(kind, found[0])


def _flaw(syllable: str) -> Kind | None:
    may_stack = may_vowel = False
    for sign in syllable:
        if sign in "\u25cc\ufffd":
            return "lost"
        if _BASE.match(sign):
            may_stack = may_vowel = True
        elif _SUBJOINED.match(sign):
            if not may_stack:
                return "orphan"
        elif _VOWEL.match(sign):
            if not may_vowel:
                return "vowel"
            # The mark that makes tsa of tsha's row stands between a letter and what is below it.
            may_stack = may_stack and sign == "\u0f39"
    return "syllable" if _is_native(syllable) and not _is_shaped(syllable) else None


def _is_native(syllable: str) -> bool:
    """Whether it uses nothing but what Tibetan words are written with."""
    stacks = _STACK.findall(syllable)
    if "".join(map("".join, stacks)) != syllable:
        return False
    return all(
        base in _NATIVE_LETTERS and len(vowels) <= 1 and set(vowels) <= _NATIVE_VOWELS and _is_native_stack(base, below)
        for base, below, vowels in stacks
    )


def _is_native_stack(base: str, below: str) -> bool:
    """A letter alone, with a foot, under a head, or both; wa may stand below another foot."""
    rest = below[1:] if below and base in _HEADS and below[0] not in _FEET else below
    return len(rest) <= 2 and set(rest) <= _FEET


def _is_shaped(syllable: str) -> bool:
    """Prefix, root, suffix, second suffix: only the root may be a stack or carry a vowel sign."""
    if found := _ENDINGS.search(syllable):
        syllable = syllable[: found.start()]
        if not syllable:
            return True
    stacks = [(base, bool(below), bool(vowels)) for base, below, vowels in _STACK.findall(syllable)]
    return any(_fits(stacks, root) for root in (0, 1) if root < len(stacks))


def _fits(stacks: list[tuple[str, bool, bool]], root: int) -> bool:
    before, after = stacks[:root], stacks[root + 1 :]
    if any(below or vowels for _, below, vowels in (*before, *after)) or len(after) > 2:
        return False
    allowed = (_SUFFIXES, _SECOND_SUFFIXES)
    return all(base in _PREFIXES for base, *_ in before) and all(
        base in allowed[place] for place, (base, *_) in enumerate(after)
    )
