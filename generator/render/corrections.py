"""The page of corrections: every published figure that was corrected, with what it was and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry
from generator.records.base import Revision
from generator.writing import altered
from generator.writing.artifacts import Artifact
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.page import Page
from generator.writing.pagination import Paged, paginate


def render(catalogue: Catalogue, language: Language) -> Iterator[Artifact]:
    """``/corrections/``, newest first."""
    chronicle = catalogue.surroundings.chronicle
    corrected = [entry for entry in catalogue.published if entry.record.revisions]
    rows = [(entry, *one) for entry in corrected for one in altered.in_order(entry, chronicle)]
    rows.sort(key=lambda row: row[1].date, reverse=True)
    paged = Paged(
        address=addresses.CORRECTIONS,
        title=language.word("changes.corrections_title"),
        lead=_lead,
        rows=rows,
        line=_line,
        table=_table,
        none=language.word("changes.no_corrections"),
        front={"description": language.word("changes.corrections_lead")},
    )
    yield from paginate(paged, partial(Page, catalogue, language))


def _lead(page: Page) -> Sequence[Markup]:
    since, today = page.catalogue.publication.published_since, page.catalogue.surroundings.as_of
    if since is None:
        rule = page.word("changes.not_yet")
    else:
        is_coming = today is not None and today < since.first
        rule = page.word("changes.since_coming" if is_coming else "changes.since", day=page.language.date(since))
    return [escape(page.word("changes.corrections_lead")), escape(rule)]


def _line(page: Page, row: tuple[Entry, Revision, str | None]) -> list[object]:
    entry, revision, now = row
    kind = page.word(f"kinds.{entry.kind.name}.one")
    name = page.link(entry) + element("small", kind, class_="p-remark")
    return [name, *altered.correction(page, entry, revision, now)]


def _table(page: Page, lines: Sequence[Sequence[object]]) -> Markup:
    heads = [page.word(f"changes.{name}") for name in ("record", *altered.CORRECTION)]
    return table(page.word("changes.corrections_caption"), heads, lines, under=True)
