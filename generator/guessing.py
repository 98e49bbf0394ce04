"""What was probably meant: the nearest of the words that would have been right."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable


def closest(given: str, options: Iterable[str]) -> str:
    """The option most like ``given`` in spelling, or empty where none is near; width, case and separators forgiven."""
    by_key = {_key(option): option for option in options}
    key = _key(given[:80])
    if key in by_key:
        return by_key[key]
    found = difflib.get_close_matches(key, by_key, n=1, cutoff=0.7 if len(key) > 3 else 0.5)
    return by_key[found[0]] if found else ""


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("_", "-").replace(" ", "-")
