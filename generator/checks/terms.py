"""Words that no vocabulary has, and figures in units that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.guessing import closest
from generator.loader import Entry
from generator.records.base import Path
from generator.records.site import Measure
from generator.tracing import derived_from
from generator.values.names import Term
from generator.values.quantity import Quantity
from generator.values.stated import Count

MOST_NAMED = 8
"""Words of a vocabulary that are all named to whoever wrote another."""


def check(batch: Batch) -> Iterator[Finding]:
    """``term-unknown``, ``unit-unknown`` and ``unit-missing``."""
    yield from _unknown_words(batch)
    yield from _unknown_units(batch)
    yield from _missing_units(batch)


def _unknown_words(batch: Batch) -> Iterator[Finding]:
    catalogue = batch.catalogue
    for entry, path, term in batch.values(Term):
        if term.id not in catalogue.vocabularies.get(term.vocabulary, ()):
            suggestion = _meanings(catalogue)(term.vocabulary, term.id)
            words = catalogue.vocabularies.get(term.vocabulary, {})
            yield entry.error(
                "term-unknown", path, given=term.id, vocabulary=term.vocabulary, suggestion=suggestion,
                allowed=", ".join(words) if len(words) <= MOST_NAMED else "",
            )  # fmt: skip


@derived_from
def _meanings(catalogue: Catalogue) -> Callable[[str, str], str]:
    """Vocabulary and what was written → the word that is most like it, by its id, label or aliases: 实施中 means
    ``implementation``."""

    @cache
    def meant(vocabulary: str, given: str) -> str:
        words: dict[str, str] = {}
        for id_, term in catalogue.vocabularies.get(vocabulary, {}).items():
            for text in (id_, *term.label.texts.values(), *term.aliases):
                words.setdefault(text, id_)
        return words.get(closest(given, words), "")

    return meant


def _unknown_units(batch: Batch) -> Iterator[Finding]:
    catalogue = batch.catalogue
    for entry, path, quantity in batch.values(Quantity):
        if quantity.unit and catalogue.unit(quantity.unit) is None:
            meant = closest(quantity.unit, catalogue.unit_words)
            yield entry.error("unit-unknown", path, given=quantity.unit, suggestion=meant)


def _missing_units(batch: Batch) -> Iterator[Finding]:
    """A bare number says how many, but not of what."""
    figures = chain[tuple[Entry, Path, Count | Measure]](batch.values(Count), batch.values(Measure))
    for entry, path, figure in figures:
        if figure.unit is None and figure.value is not None and not figure.value.unit:
            yield entry.error("unit-missing", (*path, "value"), given=figure.value.written)
