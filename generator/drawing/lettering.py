"""How much room words take in a drawing: estimated, since nothing is measured while building."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

TEXT_SIZE = 12.5
LINE_HEIGHT = 16.0
MOST_LINES = 3


class Box(NamedTuple):
    """A rectangle of the drawing, in its units, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of_text(cls, anchor: str, x: float, top: float, width: float, height: float) -> Box:
        """The box of a text whose anchor (``start``, ``middle`` or ``end``) is at ``x``."""
        left = x if anchor == "start" else x - width / 2 if anchor == "middle" else x - width
        return cls(left, top, left + width, top + height)

    def meets(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right and self.right > other.left and self.top < other.bottom and self.bottom > other.top
        )

    def within(self, other: Box) -> bool:
        """Whether it lies inside the other, edges included."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """Estimated width: a Chinese character is as wide as it is high, a Latin one a little over half of that."""
    return sum(_share(character) for character in text) * size


def wrapped(text: str, width: float, size: float = TEXT_SIZE) -> list[str]:
    """The text in at most three lines of that width; between words, and between Chinese characters; else with ``…``."""
    return list(_wrapped(text, width, size))


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width(line + piece.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    lines = [row for row in (*lines, line.rstrip()) if row] or [""]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + "…"]
    return tuple(row if text_width(row, size) <= width + 2 * size else _cut(row, width, size) for row in lines)


@cache
def _share(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Mn":
        return 0.0
    if _is_wide(character):
        return 1.0
    return 0.66 if character.isupper() else 0.3 if character in " .,:;'il|" else 0.57


@cache
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _pieces(text: str) -> list[str]:
    """Where a line may end: after a space or a hyphen, and after a wide character, not before closing punctuation."""
    pieces: list[str] = []
    piece = ""
    for position, character in enumerate(text):
        piece += character
        following = text[position + 1 : position + 2]
        wide = _is_wide(character)
        if character in " -" or (wide and not (following and following in "，。、；：！？）》”’")):
            pieces.append(piece)
            piece = ""
    return [*pieces, piece] if piece else pieces


def _cut(text: str, width: float, size: float) -> str:
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip("…") + "…"
