"""Markdown of which nothing but headings is left to convert: what the generator writes, its tables, lists and drawings
being finished HTML.

Python-Markdown takes 2 to 3 ms for such a page, since every text goes through every pattern; here it is cut at its
blank lines and put together again. Whatever else a page has, by hand or by chance (a paragraph, a list, emphasis, a
fence, a block that is not whole), leaves the whole page to Python-Markdown: :func:`convert` says None.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique

from generator.blocks import end_of_block

# A heading on one line: in its text nothing but entities means anything in Markdown; one attribute may follow.
_HEADING = re.compile(
    r"(#{1,6}) +((?:[^\\`*_\[\]<>!{}&#\n]|&#[0-9]{1,7};|&[a-z]{2,8};)+?)"
    r"(?: +\{: ?([#.])([A-Za-z][A-Za-z0-9_-]*) ?\})? *"
)
# A line of front matter whose value is JSON. The names that YAML takes for something else are left out.
_FIELD = re.compile(r'((?!(?:yes|off|true|false|null):)[a-z][a-z_]{2,40}): ((?:["\[{].*|true|false|null))')
# What YAML takes for a line's end or for no character at all, a half of a pair, and what JSON alone would read.
_ONLY_JSON = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|\\\\u[dD]")
# What is rewritten in the whole text before any block of it is looked for: control characters, tabs, fences of code...
_REWRITTEN = ("\x02", "\x03", "\t", "\r", "\n```", "\n~~~")
# ... and lines of spaces.
_SPACES = re.compile(r"\n +\n")


@dataclass(frozen=True, slots=True)
class Converted:
    """A page as Python-Markdown would have made it."""

    html: str
    headings: list[Any]
    """Its headings, nested, in the form of the extension ``toc``."""
    title: str | None
    """The text of the heading of the first level with which the page begins, where it begins with one."""
    anchors: set[str]
    """The ids of its headings."""


@dataclass(slots=True)
class _Heading:
    level: int
    text: str
    id: str
    style: str

    @property
    def name(self) -> str:
        return " ".join(self.text.split())

    def to_html(self) -> str:
        style = f' class="{self.style}"' if self.style else ""
        return f'<h{self.level}{style} id="{self.id}">{self.text}</h{self.level}>'


def parts(source: str) -> tuple[dict[str, Any], str] | None:
    """Front matter and Markdown of a page whose front matter is lines of JSON; None where it may be something else."""
    end = source.find("\n---\n", 3)
    if not source.startswith("---\n") or end < 0 or _ONLY_JSON.search(source, 4, end):
        return None
    meta: dict[str, Any] = {}
    for line in source[4:end].split("\n"):
        field = _FIELD.fullmatch(line)
        if field is None:
            return None
        try:
            meta[field[1]] = json.loads(field[2], parse_float=_refuse, parse_constant=_refuse)
        except ValueError:
            return None
    return meta, source[end + 5 :].lstrip("\n")


def _refuse(number: str) -> None:
    """Numbers with a fraction or an exponent are not the same in YAML, and what is no number is unknown there."""
    raise ValueError(number)


def convert(text: str) -> Converted | None:
    """What the Markdown of a page, without its front matter, becomes; None where it takes more than is known here."""
    if any(sign in text for sign in _REWRITTEN) or _SPACES.search(text):
        return None
    text = text.strip("\n")
    found: list[str | _Heading] = []
    start = 0
    while start < len(text):
        end = end_of_block(text, start)
        if end:
            found.append(text[start:end])
        else:
            end = text.find("\n\n", start) % (len(text) + 1)  # where there is none, the end
            line = _HEADING.fullmatch(text, start, end)
            if line is None:
                return None
            level, said, sign, value = line.groups()
            found.append(_Heading(len(level), said.strip(), *((value, "") if sign == "#" else ("", value or ""))))
        while text.startswith("\n", end):
            end += 1
        start = end
    headings = [part for part in found if isinstance(part, _Heading)]
    taken = {heading.id for heading in headings if heading.id}
    for one in headings:
        one.id = one.id or unique(slugify(unescape(one.name), "-"), taken)
    tokens: list[Any] = [{"level": one.level, "id": one.id, "name": one.name} for one in headings]
    first = found[0] if found else ""
    return Converted(
        "\n".join(part if isinstance(part, str) else part.to_html() for part in found).strip(),
        nest_toc_tokens(tokens),
        first.name if isinstance(first, _Heading) and first.level == 1 else None,
        taken,
    )
