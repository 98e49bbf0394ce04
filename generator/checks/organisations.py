"""Bodies that name one organisation twice, or lie where another page does."""

from __future__ import annotations

from collections.abc import Iterator

from generator.batches import Batch
from generator.findings import Finding
from generator.loader import Entry

RESERVED = "chart"
"""An id whose page would lie where the chart of organisations does."""


def check(batch: Batch) -> Iterator[Finding]:
    """``organisation-member-twice`` and ``organisation-reserved``."""
    for entry in batch.entries:
        if entry.kind.name == "organisation":
            if entry.id == RESERVED:
                yield entry.error("organisation-reserved", given=entry.id)
            yield from _members(entry)


def _members(entry: Entry) -> Iterator[Finding]:
    record = entry.record
    seen: set[str] = {entry.id}
    for number, member in enumerate(record.members):
        id_ = member.organisation.id
        if id_ in seen:
            yield entry.error("organisation-member-twice", ("members", number, "organisation"), id=id_)
        seen.add(id_)
    for number, tier in enumerate(record.tiers):
        for place, body in enumerate(tier.bodies):
            if body.id in seen:
                yield entry.error("organisation-member-twice", ("tiers", number, "bodies", place), id=body.id)
            seen.add(body.id)
    if record.lead is not None and record.lead.id == entry.id:
        yield entry.error("organisation-member-twice", ("lead",), id=entry.id)
