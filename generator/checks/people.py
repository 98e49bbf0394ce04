"""Counts of people so small that somebody could be recognised, stated or to be had by subtraction.

It goes by the type of the value, so it holds for every kind: outputs, beneficiaries, statistics, measures, figures of
claims, levels of commitments, and what other sources say of each. Figures by ethnicity or religion have rules of their
own (``breakdowns``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.counting import unit_of
from generator.findings import Finding, Refusal
from generator.loader import Entry
from generator.records.base import Path
from generator.records.site import Measure
from generator.values.quantity import Quantity
from generator.values.stated import Count, Statement

FEWEST = 10
"""The fewest people or households that a published figure may speak of; none at all may be said."""

_WHOLES = {"project": ("part_of", ("outputs", "beneficiaries")), "place": ("parent", ("statistics",))}
"""Kind → the field that names the whole, and the figures of the parts that are parts of the whole's."""

_Figure = tuple[str, frozenset[tuple[str, str]]]
"""What is counted: the unit, and the words for it."""


def check(batch: Batch) -> Iterator[Finding]:
    """``people-count``, and ``people-derivable`` for a whole and parts that leave a few people over."""
    catalogue = batch.catalogue
    people = {id_ for id_, unit in catalogue.vocabularies.get("unit", {}).items() if unit.people}
    for entry, path, statement in batch.values(Statement):
        if isinstance(statement.value, Quantity) or isinstance(statement, Count | Measure):
            yield from _stated(catalogue, people, entry, path, statement)
    for kind, (field, names) in _WHOLES.items():
        yield from _derivable(batch, people, kind, field, names)


def _stated(
    catalogue: Catalogue, people: set[str], entry: Entry, path: Path, statement: Statement[Any]
) -> Iterator[Finding]:
    """The figure of any kind of record; what other sources say is a statement of its own."""
    for step, quantity in (("value", statement.value), ("stated_as", _quantity_in(statement.stated_as))):
        if not isinstance(quantity, Quantity) or not 0 < quantity.number < FEWEST:
            continue
        if unit_of(catalogue, entry, path, quantity) in people:
            yield entry.error("people-count", (*path, step), count=quantity.number, fewest=FEWEST)
            break


def _quantity_in(words: str | None) -> Quantity | None:
    """The figure that the words of a source are, where they are nothing else."""
    try:
        return Quantity.parse(words) if words else None
    except Refusal:
        return None


def _derivable(
    batch: Batch, people: set[str], kind: str, field: str, figures: tuple[str, ...]
) -> Iterator[Finding]:
    catalogue = batch.catalogue
    for whole in batch.entries:
        for name in figures if whole.kind.name == kind else ():
            totals = _counts(catalogue, people, [whole], name)
            below = catalogue.all_naming(kind, whole.id, field) if totals else ()
            sums = _counts(catalogue, people, (part for part in below if part.kind.name == kind), name)
            for counted, found in totals.items():
                rest = sum((number for *_, number in found), Decimal(0))
                rest -= sum((number for *_, number in sums.get(counted, ())), Decimal(0))
                if counted in sums and 0 < rest < FEWEST:
                    related = tuple(part.position(path) for part, path, _ in sums[counted])
                    yield whole.error("people-derivable", found[0][1], related=related, count=rest, fewest=FEWEST)


def _counts(
    catalogue: Catalogue, people: set[str], entries: Iterable[Entry], field: str
) -> dict[_Figure, list[tuple[Entry, Path, Decimal]]]:
    """The counts of people in a field of some records, by what they count."""
    found: dict[_Figure, list[tuple[Entry, Path, Decimal]]] = {}
    for entry in entries:
        for number, count in enumerate(getattr(entry.record, field)):
            if count.value is None:
                continue
            unit = count.unit.id if count.unit else catalogue.unit(count.value.unit)
            if unit in people:
                counted = (unit, frozenset(count.counts.texts.items()))
                found.setdefault(counted, []).append((entry, (field, number, "value"), count.value.number))
    return found
