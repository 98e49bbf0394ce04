"""Everything that is published, as files in memory: pure functions of the catalogue, a module for each sort of page."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import partial
from types import ModuleType

from generator.basemaps import Ground
from generator.catalogue import Catalogue, Key
from generator.language import Language
from generator.render import (
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
    line_pages,
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
from generator.writing.artifacts import Artifact, Leaf, made

_IN_PARTS = (downloads, listings, record_pages, visitor_cards, line_pages)
"""Those that take longest first."""
_OF_RECORDS = (record_pages, visitor_cards, line_pages)
"""Pages of which each belongs to one record."""
_WITH_GROUND = (map_pages, route_pages, visit)
_WHOLE = (
    home, alphabet, designations, organigrams, festivals, help, reconciliation, money, citing, glossary, guide,
)  # fmt: skip
_ALWAYS = (completeness, redirects, changes, corrections, feeds, tombstones)
"""What looks at every record, or at history: it is made again each time."""


def render(catalogue: Catalogue, language: Language, ground: Ground) -> Iterator[Artifact]:
    """The whole tree of one language."""
    yield from made(leaves(catalogue, language, ground))


def leaves(catalogue: Catalogue, language: Language, ground: Ground) -> Iterator[Leaf]:
    """The whole tree of one language in parts: sorts of pages of which there are few are one, the others many."""
    for module in _IN_PARTS:
        yield from module.leaves(catalogue, language)
    for module in _WHOLE:
        yield Leaf(_name(module), partial(module.render, catalogue, language), is_followed=True)
    for module in _ALWAYS:
        yield Leaf(_name(module), partial(module.render, catalogue, language))
    for module in _WITH_GROUND:
        yield Leaf(_name(module), partial(module.render, catalogue, language, ground))


def leaves_of(catalogue: Catalogue, language: Language, keys: Container[Key]) -> Iterator[Leaf]:
    """The leaves that are these records' own pages."""
    for module in _OF_RECORDS:
        yield from module.leaves(catalogue, language, keys)


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]
