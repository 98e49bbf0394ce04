"""Everything that is published, as files in memory: pure functions of the catalogue, a module for each sort of page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.basemaps import Ground
from generator.catalogue import Catalogue
from generator.language import Language
from generator.render import (
    allocations,
    alphabet,
    changes,
    citing,
    completeness,
    corrections,
    designations,
    downloads,
    feeds,
    festivals,
    glossary,
    guide,
    help,
    home,
    listings,
    map_pages,
    money,
    organigrams,
    reconciliation,
    record_pages,
    redirects,
    route_pages,
    tombstones,
    visit,
    visitor_cards,
)
from generator.writing.artifacts import Artifact


def render(catalogue: Catalogue, language: Language, ground: Ground) -> Iterator[Artifact]:
    """The whole tree of one language."""
    yield from home.render(catalogue, language)
    yield from listings.render(catalogue, language)
    yield from alphabet.render(catalogue, language)
    yield from record_pages.render(catalogue, language)
    yield from designations.render(catalogue, language)
    yield from organigrams.render(catalogue, language)
    yield from festivals.render(catalogue, language)
    yield from map_pages.render(catalogue, language, ground)
    yield from route_pages.render(catalogue, language, ground)
    yield from visit.render(catalogue, language, ground)
    yield from visitor_cards.render(catalogue, language)
    yield from help.render(catalogue, language)
    yield from reconciliation.render(catalogue, language)
    yield from money.render(catalogue, language)
    yield from allocations.render(catalogue, language)
    yield from citing.render(catalogue, language)
    yield from glossary.render(catalogue, language)
    yield from downloads.render(catalogue, language)
    yield from completeness.render(catalogue, language)
    yield from guide.render(catalogue, language)
    yield from redirects.render(catalogue, language)
    yield from changes.render(catalogue, language)
    yield from corrections.render(catalogue, language)
    yield from feeds.render(catalogue, language)
    yield from tombstones.render(catalogue, language)
