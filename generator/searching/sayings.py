"""How names are typed in pinyin: in full or by initials, from each syllable on.

Readings are those of pages (``writing/pinyin``), a publication's own corrections before pypinyin's: 塔尔寺 is found by
``taersi``, ``ta'er``, ``ersi``, ``tes``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from generator.writing.pinyin import HAN, words

SYLLABLES = 8
"""Syllables of a name that are looked at from each one on."""
_RUN = re.compile(f"[{HAN}]+")
_VOWELS = re.compile("[aeiouv]")
TYPED = re.compile("[a-z]{2,}")
"""What may be pinyin, once apostrophes are gone."""


def in_pinyin(name: str, own: Mapping[str, str]) -> str:
    """A name in small letters as it is said, to put names in order; what is not Chinese stands as it is."""
    return _RUN.sub(lambda run: " ".join(syllables(run[0], tuple(own.items()))) + " ", name).lower().strip()


def typed(term: str) -> str:
    """A normalised term as it may be typed pinyin: without apostrophes, ``v`` for ü; empty where it cannot be."""
    plain = term.replace("'", "").replace("ü", "v")
    return plain if TYPED.fullmatch(plain) else ""


def sayings(name: str, own: Mapping[str, str]) -> Iterator[str]:
    """All that begins what may be typed for a name."""
    for run in _RUN.findall(name):
        said = syllables(run, tuple(own.items()))
        for start in range(len(said)):
            part = said[start : start + SYLLABLES]
            yield "".join(part)
            if len(part) > 1:
                yield "".join(syllable[0] for syllable in part)


@lru_cache(maxsize=50_000)
def syllables(run: str, own: tuple[tuple[str, str], ...] = ()) -> tuple[str, ...]:
    """The syllables of Chinese characters without tones: 塔尔寺 → ta, er, si."""
    from pypinyin import Style, lazy_pinyin  # its lists are large: loaded only where something is to be read

    found: list[str] = []
    for word in words(run, dict(own)):
        plain = _plain(word.reading) if word.reading else ""
        divided = _divided(word.text, plain)
        found += divided or [
            s for s in (_plain(s) for s in lazy_pinyin(word.text, style=Style.NORMAL, v_to_u=False)) if s
        ]
    return tuple(found)


def _plain(reading: str) -> str:
    """``Tǎ'ěr Sì`` → ``taersi``, ü as v."""
    text = unicodedata.normalize("NFD", reading.lower()).replace("u\u0308", "v")
    return re.sub("[^a-z]", "", text)


def _divided(text: str, plain: str) -> list[str]:
    """A reading divided among its characters, each with one that it can have; empty where that does not come out."""
    if not plain:
        return []

    def divide(index: int, rest: str, among: Callable[[str, str], Sequence[str]]) -> list[str] | None:
        if index == len(text):
            return [] if not rest else None
        for syllable in among(text[index], rest):
            if rest.startswith(syllable):
                behind = divide(index + 1, rest[len(syllable) :], among)
                if behind is not None:
                    return [syllable, *behind]
        return None

    # A name may have a reading of its own that its characters have nowhere else: 鲁沙尔 is Lusa'er.
    usual = divide(0, plain, lambda one, rest: _readings(one))
    return usual or divide(0, plain, lambda one, rest: _beginnings(rest)) or []


def _beginnings(rest: str) -> list[str]:
    """All syllables that a text may begin with, the longest first."""
    return [rest[:length] for length in range(min(6, len(rest)), 0, -1) if rest[:length] in _all_syllables()]


@cache
def _all_syllables() -> frozenset[str]:
    from pypinyin import pinyin_dict

    return frozenset(syllable for one in pinyin_dict.pinyin_dict for syllable in _readings(chr(one)))


@cache
def _readings(character: str) -> tuple[str, ...]:
    """All syllables a character can be, the longest first."""
    from pypinyin import pinyin_dict

    listed = pinyin_dict.pinyin_dict.get(ord(character), "")
    return tuple(sorted({plain for one in listed.split(",") if (plain := _plain(one))}, key=lambda s: (-len(s), s)))
