"""The allocation lines of a fund that its own page has no room for."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry
from generator.writing.artifacts import Artifact
from generator.writing.facts import table
from generator.writing.money_views import allocation_rows, lines_on, pages_of_lines, to_all_lines
from generator.writing.page import Page
from generator.writing.templates import environment


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The pages after the first one, of every fund that has such."""
    for fund in catalogue.of_kind("fund"):
        for number in range(2, pages_of_lines(fund) + 1):
            yield _lines(Page(catalogue, language, addresses.lines(fund, number)), fund, number)


def _lines(page: Page, fund: Entry, number: int) -> Artifact:
    word, on = page.word, lines_on(fund, number)
    name, section = page.language.plain(fund.record.heading), word("kinds.fund.many")
    said = {"first": on.start + 1, "last": on.stop}
    count = page.language.integer(len(fund.record.allocations))
    title = word("fund_pages.title", fund=name, **said)
    trail = [{"title": section, "url": addresses.listing(fund.kind)}, {"title": name, "url": addresses.address(fund)}]
    heads = [word("fund.to"), word("project.amount")]
    rows = allocation_rows(page, fund, number)
    text = (
        environment()
        .get_template("paged.md.jinja")
        .render(
            p=page,
            front={"title": title, "kind": "fund", "section": section, "breadcrumbs": trail, "hide": ["toc"]},
            title=title,
            lead=word("fund_pages.lead", count=count, **said),
            table=table(word("fund.allocations_caption"), heads, rows, numeric=[1]),
            pages=to_all_lines(page, fund, number),
        )
    )
    return Artifact.of(addresses.markdown_file(page.address), page.finish(text))
