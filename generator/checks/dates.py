"""Dates out of order, and things that are said to have happened and lie in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.loader import Entry
from generator.records.base import Path
from generator.tracing import looked_up
from generator.values.dates import PartialDate, Period
from generator.values.stated import Statement

STEPS = ("tenderNotice", "awardNotice", "contractSigned", "completionCertificate")
"""Documents of one work, in the order in which they can come about."""

_HAPPENED = frozenset({"as_of", "retrieved", "reached", "taken"})
"""Fields that say that something has happened, wherever they stand."""


def check(batch: Batch) -> Iterator[Finding]:
    """``date-future`` where a day counts as today, and ``date-order``."""
    catalogue = batch.catalogue
    today = catalogue.surroundings.as_of
    if today is not None:
        yield from _not_yet(batch, today)
    for entry in batch.entries:
        match entry.kind.name:
            case "source":
                yield from _read_before_published(entry)
            case "project":
                yield from _ended_before_planned(entry)
            case "site":
                yield from _listed_before_founded(entry)
        if entry.record.documents:
            yield from _documents(catalogue, entry)
    yield from _said_before(batch)


def _not_yet(batch: Batch, today: date) -> Iterator[Finding]:
    for entry, path, day in batch.values(PartialDate):
        if day.year >= today.year and day.first > today and _has_happened(path):
            yield entry.error("date-future", path, date=day)
    for entry, path, period in batch.values(Period):
        if path[0] not in ("actual", "founding"):
            continue
        for step, end in (("from", period.start), ("to", period.end)):
            if end is not None and end.first > today:
                yield entry.error("date-future", (*path, step), date=end)
                break


def _has_happened(path: Path) -> bool:
    """Whether a field tells of the past: a due date or a line of money to come may lie ahead."""
    if path[-1] in _HAPPENED:
        return True
    return path[0] in ("documents", "designations", "date", "revisions") and path[-1] in ("date", "value")


def _read_before_published(entry: Entry) -> Iterator[Finding]:
    published, retrieved = entry.record.date, entry.record.retrieved
    if retrieved and published and published.value and retrieved.last < published.value.first:
        yield _order(entry, ("date", "value"), published.value, ("retrieved",), retrieved)


def _ended_before_planned(entry: Entry) -> Iterator[Finding]:
    """Ended before it was to begin: possible, but far more often two fields exchanged."""
    planned, actual = (stated.value if stated else None for stated in (entry.record.planned, entry.record.actual))
    if planned and actual and planned.start and actual.end and actual.end.last < planned.start.first:
        there, here = ("planned", "value", "from"), ("actual", "value", "to")
        yield _order(entry, there, planned.start, here, actual.end, surely=False)


def _listed_before_founded(entry: Entry) -> Iterator[Finding]:
    starts = [event.value.start for event in entry.record.founding if event.value and event.value.start]
    if not starts or len(starts) < len(entry.record.founding):
        return
    first = min(starts)
    path = ("founding", [event.value.start for event in entry.record.founding].index(first), "value")
    for number, designation in enumerate(entry.record.designations):
        listed = designation.date.value if designation.date else None
        if listed and listed.last < first.first:
            yield _order(entry, path, first, ("designations", number, "date", "value"), listed)


def _documents(catalogue: Catalogue, entry: Entry) -> Iterator[Finding]:
    """A document is not read before it is dated, nor a work certified before its contract."""
    dated: dict[str, list[tuple[Path, PartialDate]]] = {}
    for number, document in enumerate(entry.record.documents):
        if document.date is None:
            continue
        path: Path = ("documents", number, "date")
        if document.type is not None:
            dated.setdefault(document.type.id, []).append((path, document.date))
        source = catalogue.at("source", document.source.id) if document.source else None
        retrieved = source.record.retrieved if source else None
        if source is not None and retrieved is not None and retrieved.last < document.date.first:
            related = (source.position(("retrieved",)),)
            yield entry.error("date-order", path, related=related, earlier=document.date, later=retrieved)
    # Works in lots have several contracts; only a single one of each can be put in order.
    steps = [dated[step][0] for step in STEPS if len(dated.get(step, ())) == 1]
    for (path, day), (next_path, next_day) in pairwise(steps):
        if next_day.last < day.first:
            yield _order(entry, path, day, next_path, next_day, surely=False)


@looked_up("source-day")
def _last_day(catalogue: Catalogue, id_: str) -> date | None:
    """The last day on which a source can have said something."""
    source = catalogue.by_key.get(("source", id_))
    if source is None:
        return None
    record = source.record
    days = [day.last for day in (record.retrieved, record.date.value if record.date else None) if day]
    return max(days, default=None)


def _said_before(batch: Batch) -> Iterator[Finding]:
    """A statement that holds for a day after everything it was read in: a forecast, or a slip."""
    catalogue = batch.catalogue
    for entry, path, statement in batch.values(Statement):
        if statement.as_of is None:
            continue
        cited = statement.sources or entry.record.sources
        latest = {citation.source.id: _last_day(catalogue, citation.source.id) or date.max for citation in cited}
        if latest and statement.as_of.first > max(latest.values()):
            newest = max(latest, key=latest.__getitem__)
            said = {"earlier": latest[newest].isoformat(), "later": statement.as_of}
            related = (catalogue.by_key["source", newest].position(("date",)),)
            yield entry.warning("date-after-source", (*path, "as_of"), related=related, source=newest, **said)


def _order(
    entry: Entry, there: Path, earlier: PartialDate, here: Path, later: PartialDate, *, surely: bool = True
) -> Finding:
    """``date-order`` at ``here``: ``later`` should come after ``earlier`` and does not."""
    say = entry.error if surely else entry.warning
    return say("date-order", here, related=(entry.position(there),), earlier=earlier, later=later)
