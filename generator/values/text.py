"""Text by language. Plain text is data, never markup; prose is a small, safe Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Self

from generator.findings import Refusal
from generator.values.base import Written, text_of
from generator.values.prose import refuse_unsafe

UNDETERMINED = "und"
"""The language tag of a text written without one: the publication's default language is meant."""
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile(r"[<>`]|\{[{%#]")
_UNUSUAL = re.compile(r"[^ -;=?-_a-z|}~\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u4e00-\u9fff\uff00-\uffef]")
"""Quick, for nearly every text: without one of these there is no markup, no end of a line and no stack of accents."""
_MAY_COMBINE = re.compile(r"[^\x00-\u02ff\u2000-\u206f\u3000-\u3029\u4e00-\u9fff\uff00-\uffef]")
"""Quick, for nearly every text: Latin letters, Chinese characters and their punctuation combine with nothing."""
LONGEST_LINE, LONGEST_PROSE, MOST_MARKS = 600, 20_000, 8


@lru_cache
def is_language_tag(tag: str) -> bool:
    """Whether this is the tag of a language (BCP 47), such as ``zh`` or ``zh-Hant``."""
    return LANGUAGE_TAG.fullmatch(tag) is not None


def plain_text(data: object) -> str:
    """One paragraph of plain text; raises :class:`Refusal` for markup, template signs and excessive length."""
    text = text_of(data).strip()
    if 0 < len(text) <= LONGEST_LINE and not _UNUSUAL.search(text):
        return text
    if not text:
        raise Refusal("value-missing")
    if found := _MARKUP.search(text):
        raise Refusal("text-form", found=found[0])
    if "\n" in text:
        raise Refusal("text-lines")
    _measure(text, LONGEST_LINE)
    return text


def prose(data: object) -> str:
    """Markdown of several paragraphs that is safe to publish; raises :class:`Refusal`."""
    text = text_of(data).strip()
    if not text:
        raise Refusal("value-missing")
    _measure(text, LONGEST_PROSE)
    return refuse_unsafe(text)


def _measure(text: str, longest: int) -> None:
    if len(text) > longest:
        raise Refusal("text-length", limit=longest)
    # Stacked accents that flood the lines above and below; Tibetan stacks need five at the most.
    marks = 0
    if _MAY_COMBINE.search(text):
        for character in text:
            marks = marks + 1 if unicodedata.combining(character) else 0
            if marks > MOST_MARKS:
                raise Refusal("text-combining")


@dataclass(frozen=True, slots=True)
class LocalizedText(Written):
    """The same text in several languages: language tag → plain text."""

    texts: Mapping[str, str]

    json_schema: ClassVar = {
        "anyOf": [
            {"type": "string"},
            {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
        ]
    }

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``{zh: …, en: …}``, or a plain text in the publication's default language; raises :class:`Refusal`."""
        if not isinstance(data, dict):
            return cls({UNDETERMINED: cls._text(data)})
        if not data:
            raise Refusal("value-missing")
        texts = {}
        for tag, text in data.items():
            if not is_language_tag(str(tag)):
                raise Refusal("language-form", given=str(tag)[:40])
            try:
                texts[str(tag)] = cls._text(text)
            except Refusal as refusal:
                raise Refusal(refusal.code, **{**refusal.arguments, "at": tag}) from None
        return cls(texts)

    @classmethod
    def _text(cls, data: object) -> str:
        return plain_text(data)

    def pick(self, wanted: str, default: str) -> tuple[str, str]:
        """The text for a reader of ``wanted`` and the language it is in: that one, else the default, else any."""
        for tag in (wanted, default, UNDETERMINED):
            if tag in self.texts:
                return self.texts[tag], default if tag == UNDETERMINED else tag
        tag, text = next(iter(self.texts.items()))
        return text, tag

    def has(self, language: str, default: str) -> bool:
        """Whether it was written in ``language``."""
        return language in self.texts or (language == default and UNDETERMINED in self.texts)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.texts.items())

    def __str__(self) -> str:
        return next(iter(self.texts.values()))

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.texts.items())))


@dataclass(frozen=True, slots=True)
class LocalizedProse(LocalizedText):
    """Markdown by language, for descriptions of several paragraphs."""

    @classmethod
    def _text(cls, data: object) -> str:
        return prose(data)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.texts.items())))
