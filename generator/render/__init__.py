"""Everything that is published, as files in memory: pure functions of the catalogue, a module for each sort of page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.basemaps import Ground
from generator.catalogue import Catalogue
from generator.language import Language
from generator.render import (
    changes,
    completeness,
    corrections,
    downloads,
    feeds,
    glossary,
    guide,
    home,
    listings,
    map_pages,
    money,
    reconciliation,
    record_pages,
    redirects,
    tombstones,
)
from generator.writing.artifacts import Artifact


def render(catalogue: Catalogue, language: Language, ground: Ground) -> Iterator[Artifact]:
    """The whole tree of one language."""
    yield from home.render(catalogue, language)
    yield from listings.render(catalogue, language)
    yield from record_pages.render(catalogue, language)
    yield from map_pages.render(catalogue, language, ground)
    yield from reconciliation.render(catalogue, language)
    yield from money.render(catalogue, language)
    yield from glossary.render(catalogue, language)
    yield from downloads.render(catalogue, language)
    yield from completeness.render(catalogue, language)
    yield from guide.render(catalogue, language)
    yield from redirects.render(catalogue, language)
    yield from changes.render(catalogue, language)
    yield from corrections.render(catalogue, language)
    yield from feeds.render(catalogue, language)
    yield from tombstones.render(catalogue, language)
