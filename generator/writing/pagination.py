"""Long tables that are told in order, in pages of as many rows as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from generator import addresses
from generator.writing.artifacts import Artifact
from generator.writing.page import Page
from generator.writing.paging import fill, numbered
from generator.writing.templates import environment

T = TypeVar("T")


@dataclass(frozen=True)
class Paged(Generic[T]):
    """A table and the page around it; ``line`` makes a row's cells, ``table`` one page's rows of them."""

    address: str
    title: str
    lead: Callable[[Page], Sequence[Markup]]
    rows: Sequence[T]
    line: Callable[[Page, T], Sequence[object]]
    table: Callable[[Page, Sequence[Sequence[object]]], Markup]
    none: str
    """What is said where there are no rows."""
    front: Mapping[str, Any] = field(default_factory=dict)


def paginate(paged: Paged[T], new_page: Callable[[str], Page]) -> Iterator[Artifact]:
    """The pages of a table: at its address, then ``page-2/`` and so on below it."""
    filled = fill(paged.rows, paged.address, new_page, paged.line)
    template = environment().get_template("changes.md.jinja")
    for number, (page, lines) in enumerate(filled, 1):
        title = paged.title
        front: dict[str, Any] = {"title": title, "kind": "text", "section": title, **paged.front, "hide": ["toc"]}
        if number > 1:
            front["title"] = title = page.word("listing.page_title", title=paged.title, number=number)
            above = {"title": paged.title, "url": paged.address}
            front["breadcrumbs"] = [*front.get("breadcrumbs", []), above]
            front["alternate"] = paged.address  # another language's pages begin with other rows
        text = template.render(
            p=page,
            front=front,
            title=title,
            lead=paged.lead(page) if number == 1 else [],
            table=paged.table(page, lines) if lines else "",
            empty=paged.none,
            pages=numbered(page, paged.address, len(filled), number),
        )
        yield Artifact.of(addresses.markdown_file(page.address), page.finish(text))
