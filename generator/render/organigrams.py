"""The page that shows how organisations hang together."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.affiliations import trees
from generator.catalogue import Catalogue
from generator.language import Language
from generator.records import BY_NAME
from generator.writing.artifacts import Artifact
from generator.writing.escaping import element
from generator.writing.organisation_pages import charts_of
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The chart of organisations in one language; nothing where none hangs together with another."""
    found = trees(catalogue)
    if not found:
        return
    page = Page(catalogue, language, addresses.ORGANISATION_CHART)
    section = language.word("kinds.organisation.many")
    listing = addresses.listing(BY_NAME["organisation"])
    title = language.word("organigram.title")
    front = {
        "title": title,
        "kind": "text",
        "section": section,
        "breadcrumbs": [{"title": section, "url": listing}],
        "hide": ["toc"],
    }
    sections = [
        ("charts", "", charts_of(page, found)),
        ("list", "", element("p", element("a", language.word("organigram.to_list"), href=page.to(listing)))),
    ]
    text = environment().get_template("guide.md.jinja").render(
        p=page, front=front, title=title, lead=language.word("organigram.lead"), sections=sections
    )
    yield Artifact.of(addresses.markdown_file(page.address), page.finish(text))
