"""Records that are what they should not be: a copy of another one, or an organisation below the county."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.loader import Entry


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """``organisation-level`` and ``title-repeated``."""
    yield from _organisations_below_the_county(catalogue)
    yield from _copies(catalogue)


def _organisations_below_the_county(catalogue: Catalogue) -> Iterator[Finding]:
    """A body of a township is small enough to mean single people; only county level and above are published."""
    for entry in catalogue.everything:
        place = entry.record.place if entry.kind.name == "organisation" else None
        named = catalogue.by_key.get((place.kind, place.id)) if place else None
        if named is not None and len(named.record.code.digits) > 6:
            yield entry.error("organisation-level", ("place",), id=entry.id, place=named.id)


def _copies(catalogue: Catalogue) -> Iterator[Finding]:
    """Two records of a kind with the same name: mostly a copied file whose title was forgotten.

    Towns of different counties do share names; a place is told apart by its code.
    """
    first: dict[tuple[str, str], Entry] = {}
    for entry in catalogue.everything:
        texts = entry.record.heading.texts
        if entry.kind.name == "place" or not texts:
            continue
        title = texts.get(catalogue.publication.default_language) or next(iter(texts.values()))
        other = first.setdefault((entry.kind.name, title), entry)
        if other is not entry:
            field = next(name for name in ("title", "name", "names") if name in entry.kind.fields)
            yield entry.warning(
                "title-repeated", (field,), related=(other.position((field,)),), title=title, other=other.file
            )
