"""Text of a record becomes part of a page here, and nowhere else.

What HTML, Markdown, its extensions or a template engine might take for a sign of theirs becomes a numeric entity, and
is then only text, wherever in a line it stands. Record text never begins a line of Markdown by itself, so the signs
that mean something only there (a hyphen, a full stop after a number) can stay readable. Extensions that rewrite
ordinary words, such as smart quotes or links made of bare addresses, are none that the site uses.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from markupsafe import Markup

_HARMLESS = ",;./()%?-"
_SIGNS: dict[int, str | None] = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation if sign not in _HARMLESS}
MARK, END = "\ufff9", "\ufffb"
"""Characters around a note's key until the page is finished; no file that is read may hold them."""
_SIGNS |= {ord(MARK): None, ord(END): None, ord("\n"): " "}
_ANY_SIGN = re.compile(f"[{re.escape(''.join(map(chr, _SIGNS)))}]")
_PLAIN_ATTRIBUTE = re.compile(r"[\w #./%-]*")
"""Attribute values that hold no sign of anything: classes, ids, relative links."""
_TAG = re.compile(r"(<[^>]*>)")
_OF_TAGS = {ord(MARK): None, ord(END): None, ord("\n"): " "}


def escape(text: object) -> Markup:
    """``text`` as markup that shows just that text, in running text and in an attribute's quotes."""
    if isinstance(text, Markup):
        return text
    return _of_text(text if isinstance(text, str) else str(text))


@lru_cache(maxsize=16_384)
def _of_text(text: str) -> Markup:
    """Words of the interface, titles of sources and names of places stand on one page after the other."""
    return trusted(text.translate(_SIGNS) if _ANY_SIGN.search(text) else text)


def trusted(html: str) -> Markup:
    """What was put together from escaped parts, as markup."""
    # Markup's own constructor first asks what it was given whether it is markup: a quarter of the time of a page.
    return str.__new__(Markup, html)


def assembled(parts: Iterable[object], between: str = "") -> Markup:
    """Parts one behind the other, those that are not markup escaped; ``between`` is markup of ours.

    Markup's own ``+`` and ``join`` say the same and take several times as long.
    """
    return trusted(between.join([part if isinstance(part, Markup) else escape(part) for part in parts]))


def attribute(value: object) -> str:
    """A value for an attribute's double quotes."""
    text = str(value)
    return text if _PLAIN_ATTRIBUTE.fullmatch(text) else str(escape(text))


def passage(html: str) -> Markup:
    """HTML of a few paragraphs with each of its words escaped, so that a fence or a sign among them stays text."""
    parts = _TAG.split(html)
    parts[::2] = [str(escape(unescape(words))) for words in parts[::2]]
    return Markup("".join(parts).translate(_OF_TAGS))  # noqa: S704 - its tags are those of values.prose


def element(tag: str, content: object = "", **attributes: object) -> Markup:
    """One HTML element; attributes that are empty are left out, ``class_`` and ``for_`` stand for their words."""
    written = ""
    for name, value in attributes.items():
        if value is not None and value != "":
            written += _attribute(name, str(value))
    inside = content if isinstance(content, Markup) else escape(content)
    return trusted("".join(("<", tag, written, ">", inside, "</", tag, ">")))


@lru_cache(maxsize=16_384)
def _attribute(name: str, value: str) -> str:
    """An attribute as it stands in a tag; most are one of a few classes."""
    return f' {name.rstrip("_").replace("_", "-")}="{attribute(value)}"'
