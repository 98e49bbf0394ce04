"""The files that the scripts read: packed, and cut so that a page of the list needs only little of them.

JSON in gzip, unpacked by the browser itself: a plain file server sends files as they are, and titles of ten thousand
records are a megabyte. The ending says nothing of gzip, so that no server unpacks them on the way.
"""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

ENDING = ".bin"
ROWS_EACH = 24
"""Rows in a file: the fifty rows of a list that is sorted by amount lie in as many files."""
TEXTS_EACH = 2000
"""Texts in a file; to search, all of them are read."""


def packed(value: object) -> bytes:
    """Plain data as compressed JSON, the same bytes for the same data."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), 9, mtime=0)


def sharded(name: str, items: Sequence[Any], each: int, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """``name-0.bin``, ``name-1.bin`` … with so many items each; the numbers begin with ``first``."""
    for number, start in enumerate(range(0, len(items), each), first):
        yield f"{name}-{number}{ENDING}", packed(items[start : start + each])


def folded(text: str) -> str:
    """A text as it is searched: width, compatibility forms and case do not count."""
    return unicodedata.normalize("NFKC", text).lower()
