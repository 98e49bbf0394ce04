"""Lists of words by language: those of the package, and what a publication says in its own way.

``site_config/words/<lang>.yml`` has the shape of ``generator/i18n/<lang>.yml``; its parts ``theme`` and ``maps``
that of ``theme.<lang>.yml`` and ``maps.<lang>.yml``. Only what differs is written there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from generator.documents import Document, dotted
from generator.files import load_file
from generator.findings import Finding, error
from generator.guessing import closest
from generator.reading import read_document

Words = Mapping[str, Any]
"""Nested mappings of texts; every scalar is a text."""

PARTS = ("theme", "maps")
"""Word lists that are files of their own in the package."""


@lru_cache
def read_words(name: str) -> Words:
    """A word list of the package, ``i18n/<name>.yml``."""
    file = resources.files("generator") / "i18n" / f"{name}.yml"
    document, found = read_document(file.read_bytes(), f"i18n/{name}.yml")
    if document is None or found:
        raise ValueError(f"i18n/{name}.yml: {found}")
    return document.data


@lru_cache
def shipped_languages() -> tuple[str, ...]:
    """The languages that the package has words for."""
    names = [file.name for file in (resources.files("generator") / "i18n").iterdir()]
    return tuple(sorted(name.removesuffix(".yml") for name in names if name.count(".") == 1))


def load_own_words(root: Path, languages: Iterable[str], findings: list[Finding]) -> dict[str, Words]:
    """Language → the publication's own words; a key that the package does not have is a finding."""
    own: dict[str, Words] = {}
    for language in languages:
        path = root / "site_config" / "words" / f"{language}.yml"
        if language not in shipped_languages() or not path.exists():
            continue
        raw = load_file(path, root)
        if isinstance(raw, Finding):
            findings.append(raw)
            continue
        document, found = read_document(raw, path.relative_to(root).as_posix())
        findings.extend(found)
        if document is not None:
            findings.extend(_unknown(document, document.data, _everything(language)))
            own[language] = document.data
    return own


def merged(words: Words, own: Words) -> Words:
    """``words`` with what ``own`` says otherwise."""
    both = {name: own.get(name, value) for name, value in words.items()}
    inner = (name for name, value in words.items() if isinstance(value, dict) and isinstance(own.get(name), dict))
    return both | {name: merged(words[name], own[name]) for name in inner}


def _everything(language: str) -> Words:
    return {**read_words(language), **{part: read_words(f"{part}.{language}") for part in PARTS}}


def _unknown(document: Document, own: Words, known: Words, path: tuple[str, ...] = ()) -> Iterator[Finding]:
    for name, value in own.items():
        here = (*path, name)
        if name not in known or isinstance(known[name], dict) != isinstance(value, dict):
            meant = closest(name, [option for option in known if option != name])
            yield error("unknown-field", document.key_position(here), dotted(here), name=name, suggestion=meant)
        elif isinstance(value, dict):
            yield from _unknown(document, value, known[name], here)
