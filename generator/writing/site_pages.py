"""What stands on the page of a cultural site, in the order in which somebody who stands before it needs it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.loader import Entry
from generator.values.stated import Statement
from generator.writing import designations, facts, neighbourhood, site_history, site_names, visiting
from generator.writing.escaping import assembled, element
from generator.writing.festival_views import coming_up
from generator.writing.page import Page
from generator.writing.route_views import passing
from generator.writing.shown import statement

SECTIONS = (
    "visit", "getting-there", "etiquette", "story", "founding", "features", "festivals", "routes", "nearby", "money",
    "sources",
)  # fmt: skip
"""Parts that the short list at the head of the page leads to, where the page has them."""


def site_view(page: Page, entry: Entry) -> dict[str, Any]:
    """What the template of a site shows beside the fields of its record."""
    record = entry.record
    view = {
        "kicker": _kicker(page, entry),
        "names": site_names.beside_title(page, entry),
        "all_names": site_names.with_standing(page, entry),
        "visiting": visiting.visiting_section(page, entry),
        "getting_there": _getting_there(page, entry),
        "etiquette": visiting.manners(page, entry),
        "founding": site_history.rows(page, entry),
        "timeline": site_history.timeline(page, entry),
        "measures": [[page.text(m.of), _with_note(page, m, entry)] for m in record.measures],
        "designations": designations.of_site(page, entry) if record.designations else Markup(),
        "festivals": coming_up(page, entry),
        "routes": passing(page, entry),
        "nearby": neighbourhood.nearby(page, entry),
    } | neighbourhood.money_here(page, entry)
    return view | {"jump": _jump(page, entry, view)}


def _kicker(page: Page, entry: Entry) -> Markup:
    """What the site is, and in which district."""
    parts = [element("span", page.term(entry.record.type))]
    if entry.record.tradition:
        parts.append(element("span", page.term(entry.record.tradition)))
    if entry.record.place:
        parts.append(element("span", page.reference(entry.record.place)))
    return assembled(parts, " ")


def _jump(page: Page, entry: Entry, view: dict[str, Any]) -> Markup:
    """A row of links to the parts of the page, for those who do not see its list of contents beside it."""
    record = entry.record
    there = {
        "getting-there": view["getting_there"],
        "etiquette": view["etiquette"],
        "story": record.description,
        "founding": view["founding"],
        "features": record.features or record.measures,
        "festivals": view["festivals"],
        "routes": view["routes"],
        "nearby": view["nearby"],
        "sources": False,
    }
    links = [
        element("li", element("a", page.word(f"site_page.jump.{name}"), href=f"#{name}"))
        for name in SECTIONS
        if there.get(name, True)
    ]
    label = page.word("site_page.jump_label")
    return element("nav", element("ul", assembled(links), class_="p-jump-list"), class_="p-jump", aria_label=label)


def _getting_there(page: Page, entry: Entry) -> Markup:
    record, rows = entry.record, Markup()
    if record.address:
        rows += facts.row(page.language.label("site", "address"), _with_note(page, record.address, entry))
    if transport := visiting.ways(page, entry):
        rows += facts.row(page.word("site.transport"), *transport)
    if record.coordinates:
        rows += facts.row(page.language.label("site", "coordinates"), statement(page, record.coordinates, entry))
    return element("dl", rows, class_="p-facts") if rows else Markup()



def _with_note(page: Page, one: Statement[Any], entry: Entry) -> Markup:
    """A statement with what is to be said of it in sight, not only in its note at the foot of the page."""
    written = statement(page, one, entry)
    return written + element("small", page.text(one.note), class_="p-remark") if one.note else written
