"""What counts as the same in a search: width, case, simplified and traditional characters, quotation marks and spaces.

The browser does the same (``normalise`` in ``theme/assets/search-index.js``), with the part of :func:`variants` that
the site's characters need. Tibetan is matched by syllable: each run of letters gets a tsheg at both ends, in pages and
in queries, so that a piece of a syllable is nowhere to be found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

_SAME = {
    "‘": "'",
    "’": "'",
    "ʼ": "'",
    "′": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "ς": "σ",
    "・": "·",
}
DROPPED = "\u00ad\u034f\u200b\u2060\ufeff"
"""Characters that nobody sees: soft hyphens, joints, marks of byte order."""
TSHEG = "\u0f0b"
_UNSEEN = re.compile(f"[{DROPPED}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile("[\t-\r \x85\u1680\u2028\u2029]+")
_TIBETAN = re.compile("[\u0f0b\u0f40-\u0f6c\u0f71-\u0f84\u0f86\u0f87\u0f90-\u0fbc]+")


@cache
def variants() -> Mapping[str, str]:
    """Character → the one that stands for it: OpenCC's table from traditional to simplified, and our own few."""
    found = dict(_SAME)
    table = resources.files("opencc") / "dictionary" / "TSCharacters.txt"
    for line in table.read_text(encoding="utf-8").splitlines():
        one, _, others = line.partition("\t")
        first = others.split(" ")[0] if others else ""
        if len(one) == 1 and len(first) == 1 and one != first:
            found[one] = first
    # A chain would have to be followed twice; the table has none today.
    return {one: found.get(other, other) for one, other in found.items()}


@cache
def _table() -> dict[int, str]:
    return {ord(one): other for one, other in variants().items()}


def normalise(text: str) -> str:
    """The text as it is compared, without spaces at its ends."""
    text = _UNSEEN.sub("", text)
    text = unicodedata.normalize("NFKC", text).lower().translate(_table())
    if TSHEG in text or _TIBETAN.search(text):
        text = _TIBETAN.sub(_syllables, text)
    return _SPACES.sub(" ", text).strip(" ")


def _syllables(run: re.Match[str]) -> str:
    """ཀ་ཁ → ་ཀ་ཁ་"""
    return TSHEG + "".join(syllable + TSHEG for syllable in run[0].split(TSHEG) if syllable)


def terms(query: str) -> list[str]:
    """What has to stand on a page, each normalised: words between spaces, and phrases between quotation marks."""
    found = []
    for number, part in enumerate(normalise(query).split('"')):
        found += [part.strip(" ")] if number % 2 else part.split(" ")
    return list(dict.fromkeys(term for term in found if term))
