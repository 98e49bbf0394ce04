"""Services that nobody can reach, that rest on what no longer holds, or are good until before they were looked at."""

from __future__ import annotations

from collections.abc import Iterator

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.loader import Entry
from generator.records.base import Path
from generator.records.service import Service
from generator.validity import State, validity


def check(batch: Batch) -> Iterator[Finding]:
    """``service-unreachable``, ``legal-basis-repealed``, and ``verify-by-order`` of whole records."""
    for entry in batch.entries:
        match entry.kind.name:
            case "service":
                yield from _service(entry)
            case "policy":
                pass
            case _:
                continue
        yield from _verified_before(entry)
        yield from _basis(batch.catalogue, entry)


def _service(entry: Entry) -> Iterator[Finding]:
    """That nothing is stated is information, and marked on the site; that nothing was entered is an oversight."""
    service: Service = entry.record
    entered = (service.telephones, service.emails, service.address, service.coordinates, service.website)
    if entry.is_whole and not any(entered):
        yield entry.warning("service-unreachable")


def _verified_before(entry: Entry) -> Iterator[Finding]:
    as_of, verify_by = entry.record.as_of, entry.record.verify_by
    if as_of and verify_by and verify_by.last < as_of.first:
        related = (entry.position(("as_of",)),)
        yield entry.error("verify-by-order", ("verify_by",), related=related, earlier=as_of, later=verify_by)


def _basis(catalogue: Catalogue, entry: Entry) -> Iterator[Finding]:
    for number, reference in enumerate(entry.record.legal_basis):
        basis = catalogue.at(reference.kind, reference.id)
        if basis is None or basis is entry:
            continue
        known = validity(catalogue, basis, catalogue.surroundings.as_of)
        if known.state in (State.REPEALED, State.REPLACED):
            path: Path = ("legal_basis", number)
            field = "repealed" if known.state is State.REPEALED else "title"
            related = (basis.position((field,)),)
            yield entry.warning("legal-basis-repealed", path, related=related, id=basis.id, date=known.since or "")
