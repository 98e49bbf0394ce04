"""Stems of English words after M. F. Porter (1980), so that *monasteries* finds *monastery*.

The browser has the same rules (``stem`` in ``theme/assets/search-stem.js``); a test compares the two word for word.
"""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile("[a-z]{3,}")
"""What has a stem, in normalised text."""

_C, _V = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"
_M0 = re.compile(f"^({_C})?{_V}{_C}")
_M1 = re.compile(f"^({_C})?{_V}{_C}({_V})?$")
_M2 = re.compile(f"^({_C})?{_V}{_C}{_V}{_C}")
_VOWEL = re.compile(f"^({_C})?[aeiouy]")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")
_SHORT = re.compile(f"^{_C}[aeiouy][^aeiouwxy]$")
_STEP2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP4 = "ement|ment|able|ible|ance|ence|ate|iti|ion|ism|ive|ize|ous|ant|ent|al|er|ic|ou"
_END2 = re.compile(f"^(.+?)({'|'.join(_STEP2)})$")
_END3 = re.compile(f"^(.+?)({'|'.join(_STEP3)})$")
_END4 = re.compile(f"^(.+?)({_STEP4})$")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word of three or more letters a to z."""
    if word.endswith(("sses", "ies")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if word.endswith("eed"):
        if _M0.match(word[:-3]):
            word = word[:-1]
    elif (found := re.match(r"^(.+)(ed|ing)$", word)) and _VOWEL.match(found[1]):
        word = found[1]
        if word.endswith(("at", "bl", "iz")):
            word += "e"
        elif _DOUBLE.search(word):
            word = word[:-1]
        elif _SHORT.match(word):
            word += "e"
    if word.endswith("y") and _VOWEL.match(word[:-1]):
        word = word[:-1] + "i"
    if (found := _END2.match(word)) and _M0.match(found[1]):
        word = found[1] + _STEP2[found[2]]
    if (found := _END3.match(word)) and _M0.match(found[1]):
        word = found[1] + _STEP3[found[2]]
    if (found := _END4.match(word)) and _M2.match(found[1]) and (found[2] != "ion" or found[1][-1] in "st"):
        word = found[1]
    if word.endswith("e"):
        shorter = word[:-1]
        if _M2.match(shorter) or (_M1.match(shorter) and not _SHORT.match(shorter)):
            word = shorter
    if word.endswith("ll") and _M2.match(word):
        word = word[:-1]
    return word
