"""Services and help: the finder by need, by whom and by place, and a page for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.answering import audiences, helping, places
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry
from generator.values.names import Term
from generator.writing.artifacts import Artifact
from generator.writing.escaping import escape
from generator.writing.help_pages import audience_shown, part_shown, place_shown, ways_in
from generator.writing.lists import Cell, Column, Listing, write
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages under ``help/`` in one language."""
    yield from write(_finder(catalogue, language), partial(Page, catalogue, language))
    for need in catalogue.surroundings.needs.needs:
        page = Page(catalogue, language, addresses.need(need.id))
        parts = [
            {"title": part.title, "lead": part.lead, "shown": part_shown(page, part), "id": f"part-{number}"}
            for number, part in enumerate(need.parts, 1)
        ]
        title, lead = language.plain(need.title), language.plain(need.lead)
        yield _artifact(page, "help_need", title, lead, need=need, parts=parts)
    for audience in audiences(catalogue):
        page = Page(catalogue, language, addresses.help_for(audience.id))
        own, others, told = audience_shown(page, audience)
        title = page.word("help.for_title", audience=_plain(page, audience))
        lead = page.word("help.for_lead")
        yield _artifact(page, "help_group", title, lead, groups=[
            (page.word("help.for_own"), "own", own),
            (page.word("help.for_told"), "told", told),
            (page.word("help.for_others"), "others", others),
        ])  # fmt: skip
    for place in places(catalogue):
        page = Page(catalogue, language, addresses.help_in(place))
        own, wider, other = place_shown(page, place)
        name = language.plain(place.record.heading)
        above = catalogue.ancestors(place)
        around = page.word("help.in_wider", place=language.plain(above[-1].record.heading)) if above else ""
        yield _artifact(page, "help_group", page.word("help.in_title", place=name), page.word("help.in_lead"), groups=[
            (page.word("help.in_own", place=name), "own", own or Markup()),
            (around, "wider", wider),
            (page.word("help.in_nowhere"), "nowhere", other),
        ], missing=page.word("help.in_none", place=name) if not own else "")  # fmt: skip


def _artifact(page: Page, template: str, title: str, lead: str, **more: Any) -> Artifact:
    home = {"title": page.word("help.title"), "url": addresses.HELP}
    front = {
        "title": title,
        "kind": "help",
        "section": page.word("help.title"),
        "breadcrumbs": [home],
        "description": lead,
    }
    view = {"p": page, "front": front, "title": title, "lead": lead, "missing": "", **more}
    text = environment().get_template(f"{template}.md.jinja").render(view)
    return Artifact.of(addresses.markdown_file(page.address), page.finish(text))


def _plain(page: Page, term: Term) -> str:
    known = page.catalogue.term(term)
    return page.language.plain(known.label) if known else term.id


def _finder(catalogue: Catalogue, language: Language) -> Listing:
    """Everything as one list, which a script lets readers narrow by kind, theme, audience and place."""
    word = language.word
    names = ("kind", "themes", "audiences", "places")
    return Listing(
        address=addresses.HELP,
        title=word("help.title"),
        lead=word("help.lead"),
        caption=word("help.caption"),
        columns=[Column(name, word(f"help.columns.{name}")) for name in names],
        entries=helping(catalogue),
        cells=_cells,
        above=ways_in,
    )


def _cells(page: Page, entry: Entry) -> Sequence[Cell]:
    record = entry.record
    kind = page.word(f"kinds.{entry.kind.name}.one")
    whom = [_plain(page, one) for one in record.audiences] or [page.word("help.no_audience")]
    named = [place for one in record.places if (place := page.catalogue.find(one))]
    around = dict.fromkeys(one for place in named for one in (*page.catalogue.ancestors(place), place))
    where = [page.language.plain(place.record.heading) for place in named]
    return [
        _cell(page, [kind]),
        _cell(page, [_plain(page, theme) for theme in record.themes]),
        _cell(page, whom, absent=not record.audiences),
        _cell(page, where, [page.language.plain(one.record.heading) for one in around]),
    ]


def _cell(page: Page, texts: Sequence[str], values: Sequence[str] | None = None, *, absent: bool = False) -> Cell:
    text = page.word("joined").join(texts) or "—"
    known = list(texts if values is None else values)
    return Cell(escape(text), known, plain={"text": text, "values": known} | ({"absent": True} if absent else {}))
