"""Published figures do not change silently: what was public and is another now needs an entry in ``revisions``.

What counts as public is :func:`generator.chronicle.counts`. An entry stands for one change: it names the field and the
value that was there. Places in lists may have shifted since, so the names of the field decide, and the place only where
it is still the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Catalogue, key_of
from generator.chronicle import counts
from generator.comparison import Change
from generator.documents import dotted
from generator.findings import Finding
from generator.loader import Entry
from generator.shapes import shape_at, shape_of
from generator.withholding import path_of


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """``correction-missing`` and ``revision-field``."""
    for entry in catalogue.everything:
        if entry.record.revisions:
            yield from _fields(entry)
    around = catalogue.surroundings
    since = catalogue.publication.published_since
    if around.chronicle is None or since is None:
        return
    altered: dict[tuple[str, str], list[tuple[Change, str]]] = {}
    for step in around.chronicle.steps:
        if any(change.alters_figure for change in step.changes) and counts(step, since.first, around.as_of):
            commit = step.moment.short if step.moment else ""
            found = altered.setdefault(step.key, [])
            found.extend((change, commit) for change in step.changes if change.alters_figure)
    for entry in catalogue.everything:
        if key_of(entry) in altered and not entry.record.draft:
            yield from _unexplained(entry, altered[key_of(entry)])


def _unexplained(entry: Entry, altered: list[tuple[Change, str]]) -> Iterator[Finding]:
    waiting = list(entry.record.revisions)
    left: list[tuple[Change, str]] = []
    for exact in (True, False):
        left = []
        for change, commit in altered:
            about = (one for one in waiting if change.is_explained(path_of(one.field), one.was, exact=exact))
            found = next(about, None)
            if found:
                waiting.remove(found)
            else:
                left.append((change, commit))
        altered = left
    for change, commit in left:
        field = dotted(change.path)
        yield entry.error(
            "correction-missing", change.path, field=field, was=change.was, now=change.now or "", commit=commit
        )


def _fields(entry: Entry) -> Iterator[Finding]:
    """Corrections of fields that the kind does not have."""
    shape = shape_of(entry.kind.model)
    for number, revision in enumerate(entry.record.revisions):
        if shape_at(shape, path_of(revision.field)) is None:
            yield entry.error("revision-field", ("revisions", number, "field"), given=revision.field)
