"""A page for each official listing or rating: which sites have it, with batch, number and date; and one for all."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.values.names import Term
from generator.writing.artifacts import Artifact
from generator.writing.designations import designated, of_designation
from generator.writing.escaping import assembled, element
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages of every designation that a published site has."""
    template = environment().get_template("designation.md.jinja")
    found = designated(catalogue)
    if not found:
        return
    title, sites = language.word("site_page.designations"), language.word("kinds.site.many")
    crumb = {"title": sites, "url": "sites/"}
    for id_, listed in found.items():
        address, term = addresses.designation(id_), Term("designation", id_)
        page = Page(catalogue, language, address)
        known = catalogue.term(term)
        name = language.plain(known.label) if known else id_
        lead = language.plain(known.help) if known and known.help else ""
        front = {
            "title": name,
            "kind": "designation",
            "section": sites,
            "breadcrumbs": [crumb, {"title": title, "url": addresses.DESIGNATIONS}],
            "hide": ["toc"],
        } | ({"description": lead} if lead else {})
        body = of_designation(page, listed, term)
        note = page.word("site_page.designation_note", count=language.integer(len({site.id for site, _ in listed})))
        text = template.render(p=page, front=front, title=name, lead=lead, body=body, note=note)
        yield Artifact.of(addresses.markdown_file(address), page.finish(text))
    page = Page(catalogue, language, addresses.DESIGNATIONS)
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
    text = template.render(p=page, front=front, title=title, lead=lead, body=body, note="")
    yield Artifact.of(addresses.markdown_file(addresses.DESIGNATIONS), page.finish(text))
