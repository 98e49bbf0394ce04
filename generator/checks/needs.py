"""Needs that ask for words and records that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.documents import dotted
from generator.findings import Finding, Position, error
from generator.guessing import closest
from generator.needs import FILE
from generator.records.base import Path, walk
from generator.values.names import Reference, Term


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """``term-unknown``, ``reference-unknown`` and ``reference-draft`` in ``site_config/needs.yml``; ``need-twice``."""
    around = catalogue.surroundings
    seen: set[str] = set()
    for number, need in enumerate(around.needs.needs):
        if need.id in seen:
            here: Path = ("needs", number, "id")
            yield error("need-twice", _position(catalogue, here), dotted(here), id=need.id)
        seen.add(need.id)
    for path, value in walk(around.needs):
        if isinstance(value, Term):
            yield from _term(catalogue, path, value)
        elif isinstance(value, Reference):
            yield from _reference(catalogue, path, value)


def _term(catalogue: Catalogue, path: Path, term: Term) -> Iterator[Finding]:
    known = catalogue.vocabularies.get(term.vocabulary, {})
    if term.id not in known:
        yield error(
            "term-unknown", _position(catalogue, path), dotted(path),
            given=term.id, vocabulary=term.vocabulary, suggestion=closest(term.id, known), allowed="",
        )  # fmt: skip


def _reference(catalogue: Catalogue, path: Path, reference: Reference) -> Iterator[Finding]:
    key = (reference.kind, reference.id)
    around = catalogue.surroundings
    if catalogue.find(reference) is not None or key in around.withheld or key in around.unreadable:
        return
    here, kind, id_ = _position(catalogue, path), reference.kind, reference.id
    if key in catalogue.by_key:
        yield error("reference-draft", here, dotted(path), kind=kind, id=id_)
        return
    meant = closest(reference.id, [entry.id for entry in catalogue.everything if entry.kind.name == reference.kind])
    yield error("reference-unknown", here, dotted(path), kind=kind, id=id_, suggestion=meant)


def _position(catalogue: Catalogue, path: Path) -> Position:
    document = catalogue.surroundings.needs_file
    return document.position(path) if document else Position(file=FILE)
