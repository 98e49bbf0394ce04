"""The page of all changes, and the whole history of the records that changed often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue, key_of
from generator.chronicle import Act, Chronicle, Step
from generator.language import Language
from generator.records import BY_NAME
from generator.writing import altered
from generator.writing.artifacts import Artifact
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.pagination import Paged, paginate

MANY = 12
"""So many records of one kind added by one commit are told in one line."""
FIRST = 3
"""Changes that are told of a step; the record's own page has the others."""


@dataclass(frozen=True)
class Row:
    """One line: a step, or how many records of a kind were added with it."""

    step: Step
    added: int = 0


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """``/changes/``, also where there is no history to tell, and ``/<record>/history/`` where it is long."""
    new_page = partial(Page, catalogue, language)
    chronicle = catalogue.surroundings.chronicle
    title = language.word("changes.title")
    paged = Paged(
        address=addresses.CHANGES,
        title=title,
        lead=partial(_lead, chronicle),
        rows=_rows(chronicle) if chronicle else [],
        line=_line,
        table=_table,
        none=language.word("changes.none" if chronicle else "changes.no_history"),
        front={"description": language.word("changes.lead")},
    )
    yield from paginate(paged, new_page)
    for entry in catalogue.published if chronicle else ():
        assert chronicle is not None
        found = altered.told(chronicle.by_key.get(key_of(entry), ()))
        if len(found) > altered.INLINE:
            name = language.plain(entry.record.heading)
            section = language.word(f"kinds.{entry.kind.name}.many")
            crumbs = [(section, addresses.listing(entry.kind)), (name, addresses.address(entry))]
            whole = Paged(
                address=altered.address_of_history(entry),
                title=language.word("changes.history_of", name=name),
                lead=lambda page, entry=entry: [page.link(entry)],  # type: ignore[misc]
                rows=found,
                line=altered.change_line,
                table=altered.change_table,
                none="",
                front={"section": section, "breadcrumbs": [{"title": title, "url": url} for title, url in crumbs]},
            )
            yield from paginate(whole, new_page)


def _lead(chronicle: Chronicle | None, page: Page) -> Sequence[Markup]:
    lines = [escape(page.word("changes.lead"))]
    if chronicle is not None:
        feed = element("a", page.word("changes.feed"), href=page.to(addresses.FEED))
        lines.append(escape(page.word("changes.how") + " ") + feed)
        if not chronicle.is_complete:
            lines.append(element("span", page.word("changes.incomplete"), class_="p-absent"))
    return lines


def _rows(chronicle: Chronicle) -> list[Row]:
    rows: list[Row] = []
    added: dict[tuple[str, str], list[Step]] = {}
    for step in chronicle.steps:
        if step.act is Act.ADDED and step.moment and not step.changes:
            added.setdefault((step.moment.commit, step.key[0]), []).append(step)
    told: set[tuple[str, str]] = set()
    for step in chronicle.steps:
        kind = (step.moment.commit if step.moment else "", step.key[0])
        together = added.get(kind, ()) if step.act is Act.ADDED and not step.changes else ()
        if len(together) < MANY:
            rows.append(Row(step))
        elif kind not in told:
            told.add(kind)
            rows.append(Row(step, len(together)))
    return rows


def _line(page: Page, row: Row) -> list[object]:
    return _many(page, row) if row.added else _one(page, row.step)


def _table(page: Page, lines: Sequence[Sequence[object]]) -> Markup:
    heads = [page.word(f"changes.{name}") for name in ("record", "happened", "details", "when")]
    return table(page.word("changes.caption"), heads, lines, under=True)


def _many(page: Page, row: Row) -> list[object]:
    kind = BY_NAME[row.step.key[0]]
    link = element("a", page.word(f"kinds.{kind.name}.many"), href=page.to(addresses.listing(kind)))
    said = page.word("changes.added_many", count=page.language.integer(row.added))
    return [link, said, _message(row.step), _moment(page, row.step)]


def _one(page: Page, step: Step) -> list[object]:
    kind = page.word(f"kinds.{step.key[0]}.one")
    name = altered.name_of(page, step) + element("small", kind, class_="p-remark")
    parts = []
    for change in step.changes[:FIRST]:
        was, now = altered.sides(page, step.key[0], change, page.catalogue.by_key.get(step.key))
        what = element("span", altered.label(page.language, step.key[0], change.path), class_="p-change-what")
        parts.append(element("li", what + Markup(" ") + was + Markup(" → ") + now))
    if len(step.changes) > FIRST:
        rest = page.word("changes.more", count=page.language.integer(len(step.changes) - FIRST))
        parts.append(element("li", rest, class_="p-remark"))
    details = element("ul", Markup().join(parts), class_="p-changes") if parts else Markup()
    did = element("span", altered.act(page, step), class_="p-basis")
    return [name, did, details + _message(step), _moment(page, step)]


def _message(step: Step) -> Markup:
    message = step.moment.message if step.moment else ""
    return element("small", message, class_="p-remark") if message else Markup()


def _moment(page: Page, step: Step) -> Markup:
    return altered.when(page, step) + (Markup(" ") + altered.commit_of(step) if step.moment else Markup())
