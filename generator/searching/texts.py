"""The text of a page as it is searched: its segments, without furniture, marks and what only repeats the page.

A segment is what stands between two boundaries of blocks, so that a query may cross a link or emphasis, but not the
border of a cell. Left out is whatever has ``data-search="no"`` or one of :data:`LEFT_OUT`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from html import unescape
from typing import Any, Protocol, TypeVar

from generator import addresses, records

LEFT_OUT = (
    "p-cite", "p-back",  # the marks of notes, which would stand between two words
    "p-cite-this",  # what to write when a figure is cited repeats title, source and figure
    "p-data",  # the numbers behind a drawing, the history of a record, and the list of duties
    "p-list", "p-list-tools", "p-pages",  # lists name other pages, which are found by themselves
    "p-share", "p-jump",  # downloads, and the way to another part of the page
)  # fmt: skip
"""Classes of elements whose text is not searched."""
NOT_SEARCHED = ("card", "alphabet")
"""Kinds of pages that say nothing that another page does not."""
RECORDS = tuple(kind.name for kind in records.KINDS)
KINDS = (*RECORDS, "page")
"""Kinds in the order of results; every page that is no record's is of the kind ``page``."""

AnyPage = TypeVar("AnyPage", bound="Page")

_INLINE = (
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|q|ruby|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
)
_ATTRIBUTES = r"""[^>"']*+(?:(?:"[^"]*"|'[^']*')[^>"']*+)*+"""
_OPENING = re.compile(
    r"<(?:(svg|script|style|rt|rp|template|h1)\b|([a-z][a-z0-9]*+)\s(?:[^\s>]*+\s)*?"
    rf'(?:data-search="no"|class="(?:[^"]*\s)?(?:{"|".join(LEFT_OUT)})(?:\s[^"]*)?"))'
)
_NOTES = re.compile(r'<ol class="p-notes">.*?</ol>|<figcaption>.*?</figcaption>', re.DOTALL)
_LINK = re.compile(r"</?a\b")
_FURTHER = re.compile(r"(?:^|/)page-\d+/$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WITHIN = re.compile(rf"</?(?:{_INLINE})\b{_ATTRIBUTES}>")
_BETWEEN = re.compile(rf"(?:</?[a-zA-Z]{_ATTRIBUTES}>\s*+)++")


class Page(Protocol):
    """A page as it is searched, wherever its text lies."""

    @property
    def url(self) -> str:
        """Below the language's root, with a slash at the end."""

    @property
    def kind(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def names(self) -> tuple[str, ...]:
        """Its other names, and those of the places it is about, in all languages."""

    @property
    def text(self) -> tuple[str, ...]:
        """Its segments."""

    @property
    def digest(self) -> bytes:
        """16 bytes that stand for all of it."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A page with its text."""

    url: str
    kind: str
    title: str
    names: tuple[str, ...]
    text: tuple[str, ...]

    @property
    def digest(self) -> bytes:
        """See :class:`Page`."""
        whole = "\x1e".join((self.url, self.kind, self.title, "\x1f".join(self.names), "\x1f".join(self.text)))
        return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def to_json(self) -> str:
        """One line, without its end."""
        return json.dumps([self.url, self.kind, self.title, self.names, self.text], ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Searched:
        """What :meth:`to_json` wrote."""
        url, kind, title, names, text = json.loads(line)
        return cls(url, kind, title, tuple(names), tuple(text))


@dataclass(frozen=True, slots=True)
class Shelved:
    """A page whose text is read only where it is asked for: mostly it has not changed, and nobody does."""

    url: str
    kind: str
    title: str
    names: tuple[str, ...]
    digest: bytes
    shelf: bytes
    """Texts, of this page and others."""
    start: int
    end: int
    """Where its own lies there."""

    @property
    def text(self) -> tuple[str, ...]:
        """See :class:`Page`; read anew each time."""
        return tuple(json.loads(self.written))

    @property
    def written(self) -> bytes:
        """Its text as it lies on the shelf."""
        return self.shelf[self.start : self.end]

    @classmethod
    def of(cls, page: Searched) -> Shelved:
        """A page on a shelf of its own."""
        text = json.dumps(page.text, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return cls(page.url, page.kind, page.title, page.names, page.digest, text, 0, len(text))


def whole(page: Page) -> Searched:
    """A page with its text, which is read once."""
    if isinstance(page, Searched):
        return page
    return Searched(page.url, page.kind, page.title, page.names, page.text)


def searched(url: str, meta: Mapping[str, Any], html: str) -> Searched | None:
    """A page by its address, its front matter and the HTML of its content; None for one that is not searched.

    ``search`` in the front matter is ``{names: […]}`` or ``{exclude: true}``.
    """
    said = meta.get("search")
    said = said if isinstance(said, Mapping) else {}
    kind = str(meta.get("kind", "page"))
    is_list = kind == "listing" and (url.startswith(addresses.SEARCH) or _FURTHER.search(url))
    if str(said.get("exclude")).lower() == "true" or kind in NOT_SEARCHED or meta.get("redirect") or is_list:
        return None
    title = " ".join(str(meta.get("title") or "").split()) or url
    names = dict.fromkeys(" ".join(str(name).split()) for name in said.get("names", ()))
    own = [name for name in names if name and name != title]
    return Searched(url, kind if kind in RECORDS else "page", title, tuple(own), tuple(segments(html)))


def segments(html: str) -> list[str]:
    """The segments of a page's content in their order, each once, without its first heading."""
    text = _without_left_out(_COMMENT.sub("", html)).replace("\n", " ")
    # In notes and under drawings each source is a thing of its own: they name the same few in ever new order.
    text = _NOTES.sub(lambda found: _LINK.sub("<br><a", found[0]), text)
    lines = unescape(_BETWEEN.sub("\n", _WITHIN.sub("", text)))
    found = dict.fromkeys(" ".join(line.split()).strip(" ,、;；·") for line in lines.split("\n"))
    return [segment for segment in found if segment]


def _without_left_out(html: str) -> str:
    kept, end = [], 0
    for found in _OPENING.finditer(html):
        if found.start() < end:
            continue
        kept.append(html[end : found.start()])
        end = _end_of(html, found[1] or found[2], found.start())
    return "".join([*kept, html[end:]])


def _end_of(html: str, name: str, start: int) -> int:
    """Behind the end tag of the element that begins at ``start``."""
    depth = 0
    for tag in _tags(name).finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}\b[^>]*>")


def in_order(pages: Iterable[AnyPage]) -> list[AnyPage]:
    """Pages by kind, then by address."""
    return sorted(pages, key=lambda page: (KINDS.index(page.kind), page.url))
