"""Long tables that are told in order, in pages of at most 200 rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from generator import addresses
from generator.writing.artifacts import Artifact
from generator.writing.page import Page
from generator.writing.templates import environment

T = TypeVar("T")
ROWS = 200


@dataclass(frozen=True)
class Paged(Generic[T]):
    """A table and the page around it; ``table`` makes one page's rows."""

    address: str
    title: str
    lead: Callable[[Page], Sequence[Markup]]
    rows: Sequence[T]
    table: Callable[[Page, Sequence[T]], Markup]
    none: str
    """What is said where there are no rows."""
    front: Mapping[str, Any] = field(default_factory=dict)


def paginate(paged: Paged[T], new_page: Callable[[str], Page]) -> Iterator[Artifact]:
    """The pages of a table: at its address, then ``page-2/`` and so on below it."""
    chunks = [paged.rows[start : start + ROWS] for start in range(0, len(paged.rows), ROWS)] or [()]
    addresses_ = [paged.address if n == 1 else f"{paged.address}page-{n}/" for n in range(1, len(chunks) + 1)]
    template = environment().get_template("changes.md.jinja")
    for number, (chunk, address) in enumerate(zip(chunks, addresses_, strict=True), 1):
        page = new_page(address)
        title = paged.title
        front: dict[str, Any] = {"title": title, "kind": "text", "section": title, **paged.front, "hide": ["toc"]}
        if number > 1:
            front["title"] = title = page.word("listing.page_title", title=paged.title, number=number)
            above = {"title": paged.title, "url": paged.address}
            front["breadcrumbs"] = [*front.get("breadcrumbs", []), above]
        text = template.render(
            p=page,
            front=front,
            title=title,
            lead=paged.lead(page) if number == 1 else [],
            table=paged.table(page, chunk) if chunk else "",
            empty=paged.none,
            pages=[(n, page.to(other)) for n, other in enumerate(addresses_, 1)],
            number=number,
        )
        yield Artifact.of(addresses.markdown_file(address), page.finish(text))
