"""Published figures do not change silently: what was public and is another now needs an entry in ``revisions``.

What counts as public is :func:`generator.chronicle.counts`. An entry stands for one change: it names the field and the
value that was there. Places in lists may have shifted since, so the names of the field decide, and the place only where
it is still the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.batches import Batch
from generator.catalogue import Catalogue, key_of
from generator.chronicle import counts
from generator.comparison import Change
from generator.documents import dotted
from generator.findings import Finding
from generator.loader import Entry
from generator.shapes import shape_at, shape_of
from generator.tracing import derived_from
from generator.withholding import path_of


def check(batch: Batch) -> Iterator[Finding]:
    """``correction-missing`` and ``revision-field``."""
    altered = _altered(batch.catalogue)
    for entry in batch.entries:
        if entry.record.revisions:
            yield from _fields(entry)
        if key_of(entry) in altered and not entry.record.draft:
            yield from _unexplained(entry, altered[key_of(entry)])


@derived_from
def _altered(catalogue: Catalogue) -> dict[tuple[str, str], list[tuple[Change, str]]]:
    """Record → the changes of its published figures, each with its commit. They are part of what is known of it."""
    altered: dict[tuple[str, str], list[tuple[Change, str]]] = {}
    around = catalogue.surroundings
    since = catalogue.publication.published_since
    for step in around.chronicle.steps if around.chronicle is not None and since is not None else ():
        assert since is not None
        if any(change.alters_figure for change in step.changes) and counts(step, since.first, around.as_of):
            commit = step.moment.short if step.moment else ""
            found = altered.setdefault(step.key, [])
            found.extend((change, commit) for change in step.changes if change.alters_figure)
    return altered


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
