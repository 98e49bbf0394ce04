"""Pages for each official listing or rating: which sites have it, with batch, number and date; and one for all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.values.names import Term
from generator.writing.artifacts import Artifact
from generator.writing.designations import designated, line_of, of_designation
from generator.writing.escaping import assembled, element
from generator.writing.page import Page
from generator.writing.paging import fill, numbered
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages of every designation that a published site has."""
    template = environment().get_template("designation.md.jinja")
    found = designated(catalogue)
    if not found:
        return
    new_page = partial(Page, catalogue, language)
    title, sites = language.word("site_page.designations"), language.word("kinds.site.many")
    crumb = {"title": sites, "url": "sites/"}
    for id_, listed in found.items():
        address, term = addresses.designation(id_), Term("designation", id_)
        known = catalogue.term(term)
        name = language.plain(known.label) if known else id_
        lead = language.plain(known.help) if known and known.help else ""
        note = language.word("site_page.designation_note", count=language.integer(len({site.id for site, _ in listed})))
        filled = fill(listed, address, new_page, line_of)
        for number, (page, lines) in enumerate(filled, 1):
            front = {
                "title": name if number == 1 else language.word("listing.page_title", title=name, number=number),
                "kind": "designation",
                "section": sites,
                "breadcrumbs": [crumb, {"title": title, "url": addresses.DESIGNATIONS}],
                "hide": ["toc"],
            } | ({"description": lead} if lead else {})
            if number > 1:
                front["breadcrumbs"] = [*front["breadcrumbs"], {"title": name, "url": address}]
                front["alternate"] = address  # another language's pages begin with other sites
            text = template.render(
                p=page,
                front=front,
                title=front["title"],
                lead=lead,
                body=of_designation(page, lines, term),
                note=note,
                pages=numbered(page, address, len(filled), number),
            )
            yield Artifact.of(addresses.markdown_file(page.address), page.finish(text))
    page = new_page(addresses.DESIGNATIONS)
    items = [
        element(
            "li",
            element("a", page.term(Term("designation", id_)), href=page.to(addresses.designation(id_)))
            + element("span", page.word("site_page.designation_count", count=language.integer(len(listed)))),
        )
        for id_, listed in found.items()
    ]
    lead = language.word("site_page.designations_lead")
    front = {"title": title, "kind": "designation", "section": sites, "breadcrumbs": [crumb], "hide": ["toc"]}
    front |= {"description": lead}
    body = element("ul", assembled(items, "\n"), class_="p-near")
    text = template.render(p=page, front=front, title=title, lead=lead, body=body, note="", pages="")
    yield Artifact.of(addresses.markdown_file(addresses.DESIGNATIONS), page.finish(text))
