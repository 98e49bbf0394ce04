"""The page about completeness: the lists that records are held against, item by item, and how much is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.completeness import Share, State, held, kinds_asked, total
from generator.duties import Duty, DutyGroup
from generator.language import Language
from generator.writing import disclosure
from generator.writing.artifacts import Artifact
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.templates import environment

Counts = Counter[tuple[str, str, State]]
"""Name of the list, id of the item, state → in how many records."""


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """The page in one language, also where there are no lists yet."""
    page = Page(catalogue, language, addresses.COMPLETENESS)
    lists = catalogue.surroundings.duties
    counts, shares = _counted(catalogue)
    title = language.word("completeness.title")
    text = (
        environment()
        .get_template("completeness.md.jinja")
        .render(
            p=page,
            front={
                "title": title,
                "kind": "text",
                "section": title,
                "description": language.word("completeness.lead"),
            },
            states=[(disclosure.state(page, one), language.word(f"completeness.meaning.{one}")) for one in State],
            overview=_overview(page, shares) if lists else "",
            lists=[
                (
                    name,
                    page.text(list_.title),
                    list_.reference or "",
                    page.text(list_.about),
                    page.outward(list_.url) if list_.url else Markup(),
                    [_items(page, name, group, counts) for group in list_.groups],
                )
                for name, list_ in lists.items()
            ],
        )
    )
    yield Artifact.of(addresses.markdown_file(page.address), text)


def _counted(catalogue: Catalogue) -> tuple[Counts, dict[str, tuple[int, Share]]]:
    """How often each item is in each state; for each list how many records it is about, and their share."""
    counts: Counts = Counter()
    shares: dict[str, list[Share]] = {name: [] for name in catalogue.surroundings.duties}
    for kind in kinds_asked(catalogue.surroundings.duties):
        for entry in catalogue.of_kind(kind):
            for one in held(catalogue, entry):
                shares[one.name].append(one.share)
                counts.update((one.name, answer.duty.id, answer.state) for answer in one.answers)
    return counts, {name: (len(found), total(found)) for name, found in shares.items()}


def _overview(page: Page, shares: dict[str, tuple[int, Share]]) -> Markup:
    lists = page.catalogue.surroundings.duties
    heads = [page.word(f"completeness.heads.{name}") for name in ("list", "records", "share")]
    lines = [
        [
            element("a", page.text(lists[name].title), href=f"#{name}"),
            page.language.integer(records),
            disclosure.sentence(page, found),
        ]
        for name, (records, found) in shares.items()
    ]
    return table(page.word("completeness.overview"), heads, lines, numeric=[1], under=True)


def _items(page: Page, name: str, group: DutyGroup, counts: Counts) -> Markup:
    """A group's items, where a record answers them, and in how many it does."""
    heads = [page.word(f"completeness.heads.{head}") for head in ("item", "field", "published")]
    kind = page.word(f"kinds.{group.kind}.many")
    caption = page.text(group.title) + Markup(" ") + element("small", kind)
    lines = [[_item(page, duty), _fields(page, duty), _count(page, name, duty, counts)] for duty in group.items]
    return table(caption, heads, lines)


def _item(page: Page, duty: Duty) -> Markup:
    said = [page.text(text) for text in (duty.explanation, duty.when and duty.when.note) if text]
    remark = Markup().join(element("small", one, class_="p-remark") for one in said)
    return page.text(duty.title) + remark


def _fields(page: Page, duty: Duty) -> Markup:
    if duty.withheld:
        return disclosure.state(page, State.WITHHELD)
    codes = [element("code", path) for path in (*duty.any_of, *duty.all_of)]
    word = "completeness.or" if duty.any_of else "completeness.and"
    return escape(page.word(word)).join(codes)


def _count(page: Page, name: str, duty: Duty, counts: Counts) -> str:
    if duty.withheld:
        return "—"
    published = counts[name, duty.id, State.PUBLISHED]
    asked = published + counts[name, duty.id, State.MISSING]
    return f"{page.language.integer(published)} / {page.language.integer(asked)}"
