"""Commitments that cannot be judged, or say what follows from their figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.loader import Entry
from generator.pledges import Standing, figure_of, result
from generator.records.base import Path
from generator.records.commitment import Commitment, StageName
from generator.values.dates import PartialDate
from generator.values.stated import Statement

_ORDER = tuple(StageName)


def check(batch: Batch) -> Iterator[Finding]:
    """The codes that begin with ``commitment-``."""
    for entry in batch.entries:
        if entry.kind.name == "commitment":
            commitment: Commitment = entry.record
            yield from _levels(batch.catalogue, entry, commitment)
            yield from _stages(batch.catalogue, entry, commitment)


def _levels(catalogue: Catalogue, entry: Entry, commitment: Commitment) -> Iterator[Finding]:
    """What is needed to hold a figure against its target."""
    target = figure_of(catalogue, commitment, commitment.target)
    if target is None:
        return
    if not target.of:
        yield entry.error("commitment-unit-missing", ("target",))
    if commitment.direction is None:
        # What could not be read was left out of a record, and is a finding of its own.
        if entry.is_whole:
            yield entry.error("commitment-direction", ("target",))
        return
    levels: list[tuple[Path, object]] = [(("baseline",), commitment.baseline)]
    levels += [(("stages", number, "value"), stage.value) for number, stage in enumerate(commitment.stages)]
    for path, level in levels:
        figure = figure_of(catalogue, commitment, level)  # type: ignore[arg-type]
        if figure is not None and figure.of != target.of:
            yield entry.error("commitment-not-comparable", path, given=figure.of or "—", target=target.of or "—")
    baseline = figure_of(catalogue, commitment, commitment.baseline)
    if baseline and baseline.of == target.of and result(commitment.direction, target, baseline) is Standing.MET:
        yield entry.warning("commitment-met-before", ("baseline",))


def _stages(catalogue: Catalogue, entry: Entry, commitment: Commitment) -> Iterator[Finding]:
    as_of = catalogue.surroundings.as_of
    seen: set[StageName] = set()
    in_figures = figure_of(catalogue, commitment, commitment.target) is not None
    for number, stage in enumerate(commitment.stages):
        here: Path = ("stages", number)
        if stage.stage in seen and stage.stage is not StageName.CHECK:
            yield entry.error("commitment-stage-twice", (*here, "stage"), stage=stage.stage)
        seen.add(stage.stage)
        done = stage.date.value if stage.date else None
        if done is not None and as_of is not None and done.first > as_of:
            yield entry.error("commitment-stage-ahead", (*here, "date"), given=done, as_of=as_of.isoformat())
        if stage.outcome is not None and (in_figures or stage.stage is not StageName.ASSESSMENT):
            yield entry.error("commitment-outcome", (*here, "outcome"))
    for (number, one), (_, after) in pairwise(enumerate(commitment.stages)):
        here = ("stages", number + 1)
        if _ORDER.index(after.stage) < _ORDER.index(one.stage):
            yield entry.error("commitment-stage-order", (*here, "stage"), stage=after.stage, before=one.stage)
        elif (earlier := _value(after.due)) and (later := _value(one.due)) and earlier.last < later.first:
            yield entry.error("commitment-due-order", (*here, "due"), given=earlier, before=later)


def _value(stated: Statement[PartialDate] | None) -> PartialDate | None:
    return stated.value if stated else None
