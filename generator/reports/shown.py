"""Text of records and files made fit to be shown: no personal data, and no power over a terminal or a log."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from generator.privacy import mask

_COMMAND: Final = re.compile(r"##(?=[\w.]*\[)")  # CI runners obey `##[...]` and `##vso[...]` wherever they stand
_UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb"
    r"\ufffe\uffff]"
)


def fit_to_show(text: str) -> str:
    """The text as long as before, with personal data starred out and each control character made a plain sign.

    >>> fit_to_show("a\\x1b[31mb")
    'a\\ufffd[31mb'
    """
    text = _COMMAND.sub("#＃", text)
    return mask(_UNSEEN.sub(_sign, text))


def encodable(file: str) -> str:
    """A file's path as it is, with bytes that are no text, which Python keeps as half characters, made visible."""
    return file.encode("utf-8", "backslashreplace").decode("utf-8")


def _sign(found: re.Match[str]) -> str:
    return " " if found[0] in "\t\r\n" else "\ufffd"


def width(text: str) -> int:
    """Columns that the text takes up in a terminal: Chinese and other wide characters two, combining marks none."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
