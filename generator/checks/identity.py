"""Records that are what they should not be: a copy of another one, or an organisation below the county."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding

Called = tuple[str, str, str]
"""Kind and id of a record, and what it is called."""


def check(batch: Batch) -> Iterator[Finding]:
    """``organisation-level``: a body of a township is small enough to mean single people; only county level and above
    are published."""
    for entry in batch.entries:
        place = entry.record.place if entry.kind.name == "organisation" else None
        named = batch.catalogue.at(place.kind, place.id) if place else None
        if named is not None and len(named.record.code.digits) > 6:
            yield entry.error("organisation-level", ("place",), id=entry.id, place=named.id)


def tell(batch: Batch) -> Iterator[Called]:
    """What each record is called. Towns of different counties do share names; a place is told apart by its code."""
    for entry in batch.entries:
        texts = entry.record.heading.texts
        if entry.kind.name != "place" and texts:
            title = texts.get(batch.catalogue.publication.default_language) or next(iter(texts.values()))
            yield entry.kind.name, entry.id, title


def compare(catalogue: Catalogue, called: Iterable[Called]) -> Iterator[Finding]:
    """``title-repeated``: two records of a kind with the same name, mostly a copied file whose title was forgotten."""
    first: dict[tuple[str, str], str] = {}
    for kind, id_, title in sorted(called):
        if first.setdefault((kind, title), id_) != id_:
            entry, other = catalogue.by_key[kind, id_], catalogue.by_key[kind, first[kind, title]]
            field = next(name for name in ("title", "name", "names") if name in entry.kind.fields)
            yield entry.warning(
                "title-repeated", (field,), related=(other.position((field,)),), title=title, other=other.file
            )
