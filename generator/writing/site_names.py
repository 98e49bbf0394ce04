"""What a site is called: beside its title in short, and as a table with what each name rests on."""

from __future__ import annotations

from markupsafe import Markup

from generator.loader import Entry
from generator.records.site import Name
from generator.values.stated import Stated, Statement
from generator.values.text import UNDETERMINED, LocalizedText
from generator.writing.escaping import assembled, element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.shown import show, statement


def beside_title(page: Page, entry: Entry) -> Markup:
    """The names in other languages, Tibetan with its transcription, then what else the site is called."""
    main = page.language.pick(entry.record.heading)[1]
    shown = [_line(page, tag, name) for tag, name in entry.record.names.items() if tag != main and name.value]
    others = [
        element("span", other.value, lang="" if tag == page.language.code else tag)
        for tag, name in entry.record.names.items()
        for other in name.alternatives
        if other.value
    ]
    if others:
        also = escape(page.word("names_other") + " ") + page.joined(others)
        shown.append(element("span", also, class_="p-names-other"))
    return assembled(shown, " ")


def with_standing(page: Page, entry: Entry) -> Markup:
    """Every name with its sources, its language and what is to be said of it."""
    names: dict[str, Name] = entry.record.names
    rows = [row for tag, name in names.items() for row in _rows(page, tag, name, entry)]
    if not rows:
        return Markup()
    heads = [page.word("site_page.name"), page.word("site_page.name_note")]
    return table(page.word("site_page.names"), heads, rows, under=True)


def in_other_languages(page: Page, text: LocalizedText) -> Markup:
    """A name in the languages that the reader's is not."""
    main = page.language.pick(text)[1]
    names = [(tag, name) for tag, name in text if tag not in (main, UNDETERMINED)]
    looks = {"bo": "p-name-bo"}
    return assembled([element("span", name, lang=tag, class_=looks.get(tag, "p-foreign")) for tag, name in names], " ")


def _line(page: Page, tag: str, name: Name) -> Markup:
    written = element("span", name.value, lang=tag, class_="p-name-bo" if tag == "bo" else "p-foreign")
    said = [element("span", name.wylie, lang=f"{tag}-Latn", class_="p-wylie")] if name.wylie else []
    if name.spoken:
        said.append(element("span", name.spoken, lang=f"{tag}-Latn", class_="p-spoken"))
    return element("span", assembled([written, *said], " "), class_="p-names-foreign") if said else written


def _alone(name: Statement[str]) -> Statement[str]:
    """The same without its other versions, which have rows of their own."""
    return name.model_copy(update={"alternatives": ()}) if isinstance(name, Stated) else name


def _rows(page: Page, tag: str, name: Name, entry: Entry) -> list[list[Markup]]:
    language = page.language.words["site_page"]["languages"].get(tag, tag)
    versions: list[tuple[Statement[str], bool]] = [(name, True), *((other, False) for other in name.alternatives)]
    rows = []
    for version, chosen in versions:
        shown = show(page, version.value, entry)
        if tag != page.language.code and version.value:
            shown = element("span", version.value, lang=tag)
        bare = _alone(version)
        known_as = language if chosen else page.word("site_page.also", language=language)
        remarks = [escape(known_as)]
        if chosen and name.wylie:
            wylie = element("span", name.wylie, lang=f"{tag}-Latn", class_="p-wylie")
            remarks.append(escape(page.word("site_page.wylie") + " ") + wylie)
        if chosen and name.spoken:
            spoken = element("span", name.spoken, lang=f"{tag}-Latn")
            remarks.append(escape(page.word("site_page.spoken") + " ") + spoken)
        if version.note:
            remarks.append(page.text(version.note))
        rows.append([statement(page, bare, entry, shown=shown), assembled(remarks, "<br>")])
    return rows
