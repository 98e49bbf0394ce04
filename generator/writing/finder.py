"""What stands on the search page before the list of everything: the place of the search, and letters from A to Z."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from generator import addresses
from generator.records import KINDS
from generator.writing.escaping import assembled, element, escape
from generator.writing.page import Page


def finder(page: Page) -> Markup:
    """The element that ``theme/assets/search.js`` fills, and the way to the pages from A to Z."""
    publication, own = page.catalogue.publication, page.language.code
    kinds = {kind.name: page.word(f"kinds.{kind.name}.many") for kind in KINDS} | {"page": page.word("finder.pages")}
    others = [
        [code, str(page.word(f"finder.languages.{code}")), _way(page, code)]
        for code in publication.languages
        if code != own
    ]
    words = {name: page.word(f"finder.{name}") for name in WORDS}
    place = element(
        "div",
        "",
        data_finder="yes",
        data_index="index/",
        data_kinds=_json(kinds),
        data_others=_json(others),
        data_words=_json(words),
    )
    link = element("a", page.word("alphabet.title"), href=page.to(addresses.ALPHABET))
    rest = element("p", escape(page.word("finder.by_letter") + " ") + link, class_="p-finder-rest")
    return place + Markup("\n\n") + rest


WORDS = (
    "label", "help", "searching", "found", "part", "joined", "none", "near", "advice", "more", "across", "failed",
)  # fmt: skip
"""What the script says; words between braces are filled in by it."""


def letters_of(page: Page, counts: Mapping[str, int], here: str = "") -> Markup:
    """Links to all letters that something begins with."""
    items = []
    for letter, count in counts.items():
        said = page.word("alphabet.records", letter=letter, count=page.language.integer(count))
        if letter == here:
            items.append(element("li", element("span", letter, aria_current="page")))
        else:
            items.append(element("li", element("a", letter, href=page.to(addresses.letter(letter)), aria_label=said)))
    return element("nav", element("ul", assembled(items), class_="p-letters"), aria_label=page.word("alphabet.title"))


def _way(page: Page, code: str) -> str:
    """The search page of another language, from this one's."""
    publication = page.catalogue.publication
    up = "../" if page.language.code == publication.default_language else "../../"
    return up + publication.language_root(code) + addresses.SEARCH


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)
