"""How many disputes there were: yearly totals of a county or more, never a few, never single ones.

A number of disputes in a township or a village, or of a few of them anywhere, says who had one. It goes by the unit
``case`` in records of every kind, and by the theme ``dispute`` of a claim, whatever that is counted in. That a count of
cases is at least ten is ``people-count``, since behind a case there are people.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.counting import place_below_county, unit_of
from generator.findings import Finding
from generator.loader import Entry
from generator.records.base import Path
from generator.values.dates import PartialDate
from generator.values.quantity import Quantity
from generator.values.stated import Statement

UNIT, THEME = "case", "dispute"
FEWEST = 10


def check(batch: Batch) -> Iterator[Finding]:
    """``dispute-place``, ``dispute-period`` and ``dispute-count``."""
    for entry, path, statement in batch.values(Statement):
        value = statement.value
        if isinstance(value, Quantity):
            catalogue = batch.catalogue
            is_case = unit_of(catalogue, entry, path, value) == UNIT
            if is_case or _is_told_of(entry, path):
                yield from _figure(catalogue, entry, path, statement, None if is_case else value)


def _is_told_of(entry: Entry, path: Path) -> bool:
    themes = getattr(entry.record, "themes", ()) if entry.kind.name == "claim" else ()
    return path[0] == "figure" and any(theme.id == THEME for theme in themes)


def _figure(
    catalogue: Catalogue, entry: Entry, path: Path, statement: Statement[Any], counted: Quantity | None
) -> Iterator[Finding]:
    """``counted`` is what is in another unit than cases, of which nobody else asks whether it is too few."""
    here = (*path, "value")
    place = place_below_county(catalogue, entry)
    if place is not None:
        yield entry.error("dispute-place", here, place=place)
    if counted is not None and 0 < counted.number < FEWEST:
        yield entry.error("dispute-count", here, given=counted.written, fewest=FEWEST)
    if not _is_yearly(entry, statement):
        yield entry.error("dispute-period", here)


def _is_yearly(entry: Entry, statement: Statement[Any]) -> bool:
    """Whether the figure, or the scope of its claim, names whole years and nothing shorter."""
    scope = getattr(entry.record, "scope", None)
    period = getattr(scope, "period", None)
    if period is not None:
        return all(end is not None and end.month is None for end in (period.start, period.end))
    day: PartialDate | None = statement.as_of
    return day is not None and day.month is None
