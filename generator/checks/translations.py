"""Texts that one of the publication's languages lacks, or that were put under the wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.batches import Batch
from generator.findings import Finding
from generator.guessing import closest
from generator.loader import Entry
from generator.records.base import Path
from generator.values.text import UNDETERMINED, LocalizedText

ALWAYS_ALLOWED = frozenset({"bo", UNDETERMINED})
"""Tibetan names stand beside the languages of a publication without being one of them."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_SLIPS = {"cn": "zh", "chs": "zh", "chi": "zh", "zho": "zh", "eng": "en", "gb": "en", "us": "en"}
"""Country codes and other lists' codes that people write for a language."""


def check(batch: Batch) -> Iterator[Finding]:
    """``translation-missing``, ``translation-same`` and ``language-unknown``: one of each for a text."""
    catalogue = batch.catalogue
    languages = catalogue.publication.languages
    default = catalogue.publication.default_language
    full = frozenset(languages)
    for entry, path, text in batch.values(LocalizedText):
        texts = text.texts
        if texts.keys() != full:
            missing = [language for language in languages if not text.has(language, default)]
            if missing:
                yield entry.warning("translation-missing", path, language=", ".join(missing))
            yield from _strange_tags(entry, path, texts, languages)
        if len(set(texts.values())) < len(texts):
            yield from _untranslated(entry, path, texts, languages)
    for entry in batch.entries:
        names = getattr(entry.record, "names", None)
        if names is not None and not full <= names.keys():
            missing = [language for language in languages if language not in names]
            yield entry.warning("translation-missing", ("names",), language=", ".join(missing))


def _strange_tags(entry: Entry, path: Path, texts: Mapping[str, str], languages: tuple[str, ...]) -> Iterator[Finding]:
    for tag in texts:
        if tag not in languages and tag not in ALWAYS_ALLOWED:
            short = _SLIPS.get(tag, tag.partition("-")[0])
            meant = short if short in languages else closest(tag, languages)
            yield entry.warning("language-unknown", (*path, tag), given=tag, suggestion=meant)


def _untranslated(entry: Entry, path: Path, texts: Mapping[str, str], languages: tuple[str, ...]) -> Iterator[Finding]:
    """Chinese copied into the field of another language, to be translated later and then forgotten."""
    chinese = next((texts[tag] for tag in texts if tag == "zh" or tag.startswith("zh-")), None)
    if chinese is None or not _HAN.search(chinese):
        return
    for tag in languages:
        if not tag.startswith(("zh", "ja")) and texts.get(tag) == chinese:
            yield entry.warning("translation-same", (*path, tag), language=tag)
