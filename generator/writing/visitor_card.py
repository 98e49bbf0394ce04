"""What a visitor holds out: a site's name and address in the letters of the place, how they are said, and the way there
in the visitor's own map app."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from markupsafe import Markup

from generator import addresses
from generator.catalogue import is_restricted
from generator.loader import Entry
from generator.wordlists import read_words, shipped_languages
from generator.writing.escaping import assembled, element, escape, trusted
from generator.writing.map_apps import map_links
from generator.writing.page import Page
from generator.writing.pinyin import Word, reading, words
from generator.writing.visiting import on_the_way

LOCAL = "zh"
"""The language of a card, where the site has a name in it: what drivers read."""


SHORT = 4
"""Characters of a name that fit on a phone's line in the largest size."""


@dataclass(frozen=True, slots=True)
class Local:
    """A site as those who live there write it."""

    lang: str
    name: str
    address: str = ""


def local(page: Page, entry: Entry) -> Local:
    """The name and the address in Chinese; in the publication's first language where the site has no Chinese name."""
    record, publication = entry.record, page.catalogue.publication
    lang = LOCAL if record.heading.has(LOCAL, publication.default_language) else publication.default_language
    name, lang = record.heading.pick(lang, publication.default_language)
    stated = getattr(record, "address", None)
    if stated is None or stated.value is None:
        return Local(lang, name)
    address, written_in = stated.value.pick(lang, publication.default_language)
    return Local(lang, name, address if written_in == lang else "")


def visitor_section(page: Page, entry: Entry) -> Markup:
    """The section on the page of a site: the card, the way to it alone on the screen, the map apps."""
    address = addresses.card(entry)
    whole = element("a", page.word("card.whole"), href=page.to(address + "#card"), class_="p-button")
    heading = trusted(f"## {page.word('card.title')} {{: #card }}\n\n")
    return heading + card(page, entry) + _line(whole, page.word("card.whole_help")) + _apps(page, entry)


def sheet_end(page: Page, entry: Entry) -> Markup:
    """Where the page of a site ends on paper, so that what a visitor takes along is one sheet; the way back to it."""
    return qr_code(page, entry) + element("div", class_="v-sheet-end") + Markup("\n\n")


def card_page(page: Page, entry: Entry) -> Markup:
    """The page that holds nothing but the card; below it what helps on the way: height, last entry, map apps."""
    title = element("a", page.text(entry.record.heading), href=page.to(addresses.address(entry)))
    back = page.word("card.back").replace("{name}", "\x00").partition("\x00")
    heading = trusted(f"# {page.word('card.title')} {{: .v-title }}\n\n")
    below = element("p", escape(back[0]) + title + escape(back[2]), class_="v-back")
    shown = card(page, entry, id_="card") + on_the_way(page, entry)
    return heading + shown + below + Markup("\n\n") + _apps(page, entry)


def card(page: Page, entry: Entry, *, id_: str = "") -> Markup:
    """The card itself: a request, the name and the address, each with how it is said."""
    shown = local(page, entry)
    own = page.catalogue.publication.pinyin
    ask = _request(page, shown.lang)
    large = "v-name v-short" if len(shown.name) <= SHORT else "v-name"
    parts = [
        element("p", ask, class_="v-ask"),
        element("p", _ruby(shown.name, shown.lang, own), class_=large),
    ]
    if shown.address:
        parts.append(element("p", _ruby(shown.address, shown.lang, own), class_="v-address"))
    written = assembled(parts, "\n")
    if shown.lang != page.language.code:
        meant = escape(page.word("card.request") + " ") + page.text(entry.record.heading)
        written += Markup("\n") + element("p", meant, class_="v-meant", lang=page.language.code)
    return element("div", written, class_="v-card", lang=shown.lang, id=id_) + Markup("\n\n")


def said(page: Page, entry: Entry) -> str:
    """The name in pinyin; empty where the place does not write Chinese."""
    shown = local(page, entry)
    return reading(shown.name, page.catalogue.publication.pinyin) if shown.lang == LOCAL else ""


def qr_code(page: Page, entry: Entry) -> Markup:
    """On paper only: a code that leads back to the page, and its address to type; nothing without an address."""
    url = page.catalogue.publication.url
    if url is None:
        return Markup()
    base = url.url.rstrip("/") + "/"
    if page.language.code != page.language.default:
        base += f"{page.language.code}/"
    address = base + addresses.address(entry)
    # Level M and the quiet zone of four that the standard asks for: read from a folded sheet by any phone.
    code = segno.make_qr(address, error="m").svg_inline(
        scale=4, border=4, omitsize=True, svgclass="v-code", lineclass=None, title=page.word("card.code")
    )
    caption = element("figcaption", escape(page.word("card.more") + " ") + element("span", address, class_="v-url"))
    return element("figure", trusted(code.replace("\n", "")) + caption, class_="v-qr") + Markup("\n\n")


def _ruby(text: str, lang: str, own: dict[str, str]) -> Markup:
    """Characters with their reading above each word; what is not Chinese stands as it is."""
    if lang != LOCAL:
        return escape(text)
    groups: list[list[Word]] = []
    for word in words(text, own):
        if word.ends_name and groups and len(groups[-1][0].text + word.text) <= SHORT:
            groups[-1].append(word)
        else:
            groups.append([word])
    return assembled(
        element("span", assembled(map(_word, group)), class_="v-pair") if len(group) > 1 else _word(group[0])
        for group in groups
    )


def _word(word: Word) -> Markup:
    if not word.reading:
        return escape(word.text)
    # The brackets are for browsers, and copies of the text, that know no ruby.
    signs = element("rp", "(") + element("rt", word.reading, lang="zh-Latn") + element("rp", ")")
    return element("ruby", escape(word.text) + signs)


def _request(page: Page, lang: str) -> str:
    if lang in shipped_languages():
        return str(read_words(lang)["card"]["request"])
    return page.word("card.request")


def _line(*parts: object) -> Markup:
    return element("p", assembled(parts, " "), class_="v-whole") + Markup("\n\n")


def _apps(page: Page, entry: Entry) -> Markup:
    """The way to the spot in a map app; nothing where there is no point, or none that may be told."""
    point = page.catalogue.point_of(entry)
    if point is None or is_restricted(entry):
        return Markup()
    shown = local(page, entry)
    links = [
        element("li", element("a", page.word(f"card.apps.{link.app}"), href=link.url, rel="noopener noreferrer"))
        for link in map_links(point, shown.name, shown.address)
    ]
    precision = page.catalogue.precision_m(entry)
    help_ = page.word("card.apps_help")
    if precision:
        help_ += page.word("card.within", metres=page.language.integer(precision))
    title = element("p", page.word("card.open"), class_="v-apps-title", id="open-in-map")
    listed = element("ul", assembled(links), class_="v-apps")
    return title + Markup("\n\n") + listed + Markup("\n\n") + element("p", help_, class_="v-apps-help") + Markup("\n\n")
