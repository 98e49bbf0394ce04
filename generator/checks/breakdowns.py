"""Figures of people by ethnicity or religion: refused, unless they are a published statistic of a county or more.

Why: a number of people of one ethnicity or religion in a village, a list of help given or an event attended can be used
to find them, and nothing that this publication is for needs it. Where a census prints it for a county, quoting it tells
nobody anything new, as long as no cell is so small or so complete that it speaks of single people.

The cases, one by one:

- A figure whose unit counts people (``people: true`` in the unit vocabulary) or is a share (``%``), and whose words
  name a group (:mod:`generator.peoples`): what it counts or is of, the words of the parts around it, what a commitment
  measures, what a claim covers, the record's own title. It holds for every kind, since it goes by the type of the
  value: outputs, beneficiaries, statistics, measures, figures of claims, levels of commitments, and what comes after.
  Three things have to be right, each with a code of its own:
  **people-breakdown-source**: it cites a source of the type ``statistics`` whose publisher is stated;
  **people-breakdown-place**: its record names places, all of them counties or above (six digits);
  **people-breakdown-cell**: it is at least ten, a share lies between 0 and 100 %, and what is left of a total of the
  same unit in the same record is at least ten too. (One to nine is ``people-count`` already.)
- The same in running text, of any kind and language, prose, notes, steps, names of documents:
  **people-breakdown-text**, always. A sentence cannot carry the source and the place by which it could be judged; a
  figure that may stand can be written as one.
- Villages, townships and projects are not people: 64 土族聚居村 passes. So does 6.7万户 of a list of works, since it
  names no group, and 各族群众, which names all of them. A hall for 3,000 worshippers and the monks of a century are no
  breakdown of those who live there. An area that is called after a group is no group.
- Words of a source (``stated_as``) and what is counted are judged with their figure, not as text.

What cannot be seen by form (a list of addresses, a photograph, a group that is described) stays with whoever reviews.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.counting import parts_around, place_below_county, unit_of
from generator.findings import Finding
from generator.loader import Entry
from generator.peoples import names_group, numbered_group
from generator.records.base import Path
from generator.values.quantity import Quantity
from generator.values.stated import Statement
from generator.values.text import LocalizedText

FEWEST = 10
_names_group = lru_cache(1 << 14)(names_group)  # what is counted is said in the same words a thousand times
_SHARES = ("%", "％", "‰")
_JUDGED = ("counts", "of", "stated_as")
"""Words of a figure that are judged with it."""
_OF_THE_RECORD = ("title", "name", "names", "indicator", "scope_stated", "target_text")
"""Words of a record that say what its figures are of."""


def check(batch: Batch) -> Iterator[Finding]:
    """``people-breakdown-source``, ``-place``, ``-cell`` and ``-text``."""
    catalogue = batch.catalogue
    people = {id_ for id_, unit in catalogue.vocabularies.get("unit", {}).items() if unit.people}
    figures: dict[tuple[int, str], list[tuple[Entry, Path, Statement[Any], bool]]] = {}
    for entry, path, statement in batch.values(Statement):
        value = statement.value
        if not isinstance(value, Quantity):
            continue
        unit = unit_of(catalogue, entry, path, value)
        if unit in people or unit in _SHARES or unit == "percent":
            is_cell = any(_names_group(text) for text in _words(entry, path))
            figures.setdefault((id(entry), unit), []).append((entry, path, statement, is_cell))
    for (_, unit), found in figures.items():
        for entry, path, statement, is_cell in found:
            if is_cell:
                yield from _cell(catalogue, entry, path, statement, unit in people, found)
    yield from _texts(batch)


def _words(entry: Entry, path: Path) -> Iterator[str]:
    """Everything that says what a figure is of."""
    record, *inner = parts_around(entry, path)
    for part in inner:
        for name in type(part).model_fields:
            yield from _texts_of(getattr(part, name))
    for name in _OF_THE_RECORD:
        yield from _texts_of(getattr(record, name, None))


def _texts_of(value: object) -> Iterator[str]:
    value = value.value if isinstance(value, Statement) else value
    for one in value.values() if isinstance(value, dict) else (value,):
        text = one.value if isinstance(one, Statement) else one
        if isinstance(text, LocalizedText):
            yield from text.texts.values()
        elif isinstance(text, str):
            yield text


def _cell(
    catalogue: Catalogue,
    entry: Entry,
    path: Path,
    statement: Statement[Any],
    counts_people: bool,
    beside: list[tuple[Entry, Path, Statement[Any], bool]],
) -> Iterator[Finding]:
    here = (*path, "value")
    if not _is_official(catalogue, entry, statement):
        yield entry.error("people-breakdown-source", here)
    place = place_below_county(catalogue, entry)
    if place is not None:
        yield entry.error("people-breakdown-place", here, place=place)
    quantity = _quantity(statement)
    number: Decimal = quantity.number
    if not counts_people:
        if not 0 < number < (1000 if quantity.unit == "‰" else 100):
            yield entry.error("people-breakdown-cell", here, given=quantity.written, fewest=FEWEST)
        return
    totals = [_quantity(other).number for _, where, other, is_cell in beside if not is_cell and where[0] == path[0]]
    rests = [total - number for total in totals if total >= number]
    # One to nine has its own words; a rest is what the total gives away.
    if number == 0 or any(rest < FEWEST for rest in rests):
        yield entry.error("people-breakdown-cell", here, given=quantity.written, fewest=FEWEST)


def _quantity(statement: Statement[Any]) -> Quantity:
    assert isinstance(statement.value, Quantity)
    return statement.value


def _is_official(catalogue: Catalogue, entry: Entry, statement: Statement[Any]) -> bool:
    for citation in statement.sources or entry.record.sources:
        source = catalogue.at(citation.source.kind, citation.source.id)
        publisher = source.record.publisher if source else None
        if source and source.record.type.id == "statistics" and publisher and publisher.value is not None:
            return True
    return False


def _texts(batch: Batch) -> Iterator[Finding]:
    """``people-breakdown-text``: the passage is not repeated, since logs are public too."""
    for entry, path, text in batch.values(LocalizedText):
        for tag, words in text.texts.items():
            if numbered_group(words) and not _belongs_to_figure(entry, path):
                yield entry.error("people-breakdown-text", (*path, tag))
    for entry, path, line in batch.values(str):
        if numbered_group(line) and not _belongs_to_figure(entry, path):
            yield entry.error("people-breakdown-text", path)


def _belongs_to_figure(entry: Entry, path: Path) -> bool:
    """Whether words are those of a figure, which is judged as one."""
    if path[-1] not in _JUDGED:
        return False
    part = parts_around(entry, path[:-1])[-1]
    return isinstance(part, Statement) and isinstance(part.value, Quantity)
