"""Nodes of JSON-LD, and the block of them that stands in a page's head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from generator.values.text import LocalizedText
from generator.writing.page import Page

Node = dict[str, Any]
"""Properties by name, ``@type`` and ``@id`` first; whatever is in it is told."""

CONTEXT = "https://schema.org"
_OUTLASTS = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufff9-\uffff]")
"""Characters that end a block of data, or that some reader of HTML, YAML or JavaScript takes for something else."""
_PLAIN: Node = {"@language": None}
_WORD: Node = {"@type": "@vocab"}
_OWN_TERMS: dict[str, Node] = {
    "closes": _PLAIN,
    "currency": _PLAIN,
    "dayOfWeek": _WORD,
    "encodingFormat": _PLAIN,
    "eventStatus": _WORD,
    "identifier": _PLAIN,
    "inLanguage": _PLAIN,
    "itemListOrder": _WORD,
    "legislationIdentifier": _PLAIN,
    "opens": _PLAIN,
    "priceCurrency": _PLAIN,
    "propertyID": _PLAIN,
    "telephone": _PLAIN,
    "temporalCoverage": _PLAIN,
    "value": _PLAIN,
}
"""Properties whose text is in no language, so that the block's is not theirs, or is a word of schema.org."""
_LICENCE = re.compile(r"CC (BY(?:-NC)?(?:-SA|-ND)?) (\d\.\d)")
_SAFE_DIGITS = 15


def block(page: Page, nodes: Sequence[Node]) -> str:
    """The text of a ``<script type="application/ld+json">``: its nodes, in their order, in the page's language.

    No character of it can end the block or the comment that it stands in, so it is safe in HTML and in YAML.
    """
    names = set(_names(nodes))
    own = {name: term for name, term in _OWN_TERMS.items() if name in names}
    context = [CONTEXT, {"@language": page.language.code} | own]
    body = nodes[0] if len(nodes) == 1 else {"@graph": list(nodes)}
    text = json.dumps({"@context": context} | body, ensure_ascii=False, separators=(",", ":"))
    return _OUTLASTS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _names(inner)


def is_for_machines(page: Page) -> bool:
    """Whether this publication says anything to machines: made-up data would pass for facts there."""
    return not page.catalogue.publication.synthetic


def identifier(page: Page, address: str) -> str:
    """The name of what a page is about, the same in every language: the page's address in the default one.

    Whole where the publication has an address on the web, else as the way there from this page.
    """
    url = page.catalogue.publication.url
    return f"{url.url.rstrip('/')}/{address}" if url else page.to_root(address)


def located(page: Page, address: str) -> str:
    """The address of a page in this language, whole where the publication has one on the web."""
    return page.address_on_the_web(address) or page.to(address)


def text(page: Page, words: LocalizedText) -> Any:
    """Text in the block's language, or in another one and marked as that."""
    chosen, tag = page.language.pick(words)
    return chosen if tag == page.language.code else in_language(chosen, tag)


def in_language(words: str, tag: str) -> Node:
    """Words of another language than the block's."""
    return {"@language": tag, "@value": words}


def number(value: Decimal) -> int | float | str:
    """An exact number: as text where a reader's floating point would not hold all of it."""
    if value == value.to_integral_value():
        whole = int(value)
        return whole if abs(whole) < 10**_SAFE_DIGITS else str(whole)
    return float(value) if len(value.as_tuple().digits) <= _SAFE_DIGITS else str(value)


def licence(name: str) -> Any:
    """A licence by its address where its name is one of Creative Commons, else by its name."""
    found = _LICENCE.fullmatch(name)
    if found:
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    return {"@type": "CreativeWork", "name": name}


def listed(values: Sequence[Any]) -> Any:
    """One value by itself, several as a list."""
    return values[0] if len(values) == 1 else list(values)
