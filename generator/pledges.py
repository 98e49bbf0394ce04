"""How a commitment stands on a day, from its dates and figures alone: nobody writes it down.

A step of the year (:class:`StageState`) is done once its record has a date, a figure, a text or evidence. It was on
time where the whole of its date lies by the end of its due date, late where all of it lies after; between the two, and
without one of the dates, it is only done. One that is not done is due until the end of its due date and overdue from
the day after; without a due date nothing can be said.

The commitment (:class:`Standing`), the first that applies:

- **met, partly met, missed**: the assessment gives a figure in the unit and on the basis of the target. It is met where
  the figure is on the right side of the target (at least, at most; exactly: the same to within the rounding of both);
  partly met where it is not, but nearer to the target than a stated baseline; else missed. Without a baseline nobody
  knows whether anything moved, so there is no "partly". Figures of the check in mid-year decide nothing: the year goes
  on. Of a target in words, what the assessment itself says counts.
- **not assessed**: there is an assessment, but nothing to hold it against.
- **late**: a step is overdue, or the newest one came after its day.
- **on time**: steps are done, none is overdue, and dates are known to judge that by.
- **due**: nothing is done yet, and a day ahead is known.
- **not assessed**: anything else.

So another step after the assessment, or a figure further on the right side, never turns what was met into something
else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records.commitment import Commitment, Direction, Stage, StageName
from generator.values.dates import PartialDate
from generator.values.interval import Interval
from generator.values.money import Money
from generator.values.quantity import Quantity
from generator.values.stated import Amount, Stated


class Standing(StrEnum):
    """How a commitment stands."""

    DUE = "due"
    ON_TIME = "on-time"
    LATE = "late"
    MET = "met"
    PARTLY_MET = "partly-met"
    MISSED = "missed"
    NOT_ASSESSED = "not-assessed"


class StageState(StrEnum):
    """How a step of the year stands."""

    ON_TIME = "on-time"
    LATE = "late"
    DONE = "done"
    """Done, but one of its dates is not known, or not exactly enough."""
    DUE = "due"
    OVERDUE = "overdue"
    OPEN = "open"
    """Not done, and no due date is known."""


class Why(StrEnum):
    """Why nothing can be said of a result."""

    NOTHING_YET = "nothing-yet"
    NO_TARGET = "no-target"
    NOT_SAID = "not-said"
    """The assessment gives neither a figure nor a result."""
    NOT_COMPARABLE = "not-comparable"
    """Another unit, currency or basis than the target's."""


@dataclass(frozen=True)
class Figure:
    """A level as a number: in fen or in the unit counted, and where its true value lies."""

    number: Fraction
    interval: Interval
    of: str
    """Currency and basis, or the unit; only figures of the same are compared."""


@dataclass(frozen=True)
class StageStanding:
    """A step and how it stands; ``turns`` is the first day on which it is overdue if nothing is done until then."""

    stage: Stage
    state: StageState
    turns: date | None = None


@dataclass(frozen=True)
class Pledge:
    """A commitment as it stands."""

    standing: Standing
    stages: tuple[StageStanding, ...]
    why: Why | None = None
    """For what is not assessed, if that can be told."""
    turns: date | None = None
    """The first day on which it is late if nothing is done until then."""


def pledge(catalogue: Catalogue, entry: Entry) -> Pledge:
    """How a commitment stands on the publication's day; without one, no due date has passed."""
    commitment: Commitment = entry.record
    stages = tuple(_stage(one, catalogue.surroundings.as_of) for one in commitment.stages)
    assessments = [one for one in commitment.stages if one.stage is StageName.ASSESSMENT and one.is_done]
    if assessments:
        standing, why = _assessed(catalogue, commitment, assessments[0])
        return Pledge(standing, stages, why)
    standing = _on_the_way(stages)
    turns = min((one.turns for one in stages if one.state is StageState.DUE and one.turns), default=None)
    why = Why.NOTHING_YET if standing is Standing.NOT_ASSESSED else None
    return Pledge(standing, stages, why, turns if standing in (Standing.DUE, Standing.ON_TIME) else None)


def result(direction: Direction, target: Figure, value: Figure, baseline: Figure | None = None) -> Standing:
    """What a figure makes of its target; all of them of the same unit and basis."""
    if _satisfies(direction, target, value):
        return Standing.MET
    if baseline is None or baseline.of != target.of:
        return Standing.MISSED
    nearer = abs(target.number - value.number) < abs(target.number - baseline.number)
    return Standing.PARTLY_MET if nearer else Standing.MISSED


def share_of_way(target: Figure, value: Figure, baseline: Figure) -> Fraction | None:
    """How much of the way from the baseline to the target a value has come; nothing where there is no way to go."""
    if not (target.of == value.of == baseline.of) or target.number == baseline.number:
        return None
    return (value.number - baseline.number) / (target.number - baseline.number)


def figure_of(catalogue: Catalogue, commitment: Commitment, level: Amount | Stated[Quantity] | None) -> Figure | None:
    """A level of a commitment as a number; nothing where none is stated."""
    value = level.value if level else None
    if isinstance(value, Money):
        assert isinstance(level, Amount)
        currency = value.currency or catalogue.publication.currency
        return Figure(Fraction(value.fen), value.interval, f"{currency} {level.basis}")
    if isinstance(value, Quantity):
        own = commitment.unit.id if commitment.unit else ""
        unit = (catalogue.unit(value.unit) or value.unit) if value.unit else own
        return Figure(Fraction(value.number), value.interval, unit)
    return None


def _satisfies(direction: Direction, target: Figure, value: Figure) -> bool:
    match direction:
        case Direction.AT_LEAST:
            return value.number >= target.number
        case Direction.AT_MOST:
            return value.number <= target.number
        case Direction.EXACTLY:
            return value.interval.overlaps(target.interval)


def _assessed(catalogue: Catalogue, commitment: Commitment, stage: Stage) -> tuple[Standing, Why | None]:
    target, value, baseline = (
        figure_of(catalogue, commitment, one) for one in (commitment.target, stage.value, commitment.baseline)
    )
    if target and value and commitment.direction:
        if target.of != value.of:
            return Standing.NOT_ASSESSED, Why.NOT_COMPARABLE
        return result(commitment.direction, target, value, baseline), None
    said = stage.outcome.value.id if stage.outcome and stage.outcome.value else ""
    in_words = commitment.target_text is not None and commitment.target_text.value is not None
    if in_words and target is None and said in _RESULTS:
        return Standing(said), None
    return Standing.NOT_ASSESSED, Why.NOT_SAID if target or in_words else Why.NO_TARGET


_RESULTS = (Standing.MET, Standing.PARTLY_MET, Standing.MISSED)


def _stage(stage: Stage, as_of: date | None) -> StageStanding:
    due = stage.due.value if stage.due else None
    if stage.is_done:
        return StageStanding(stage, _punctuality(due, stage.date.value if stage.date else None))
    if due is None:
        return StageStanding(stage, StageState.OPEN)
    turns = due.last + timedelta(days=1)
    is_over = as_of is not None and as_of >= turns
    return StageStanding(stage, StageState.OVERDUE if is_over else StageState.DUE, turns)


def _punctuality(due: PartialDate | None, done: PartialDate | None) -> StageState:
    if due is None or done is None or done.first <= due.last < done.last:
        return StageState.DONE
    return StageState.ON_TIME if done.last <= due.last else StageState.LATE


def _on_the_way(stages: Sequence[StageStanding]) -> Standing:
    """How it stands while there is no assessment."""
    states = [one.state for one in stages]
    done = [state for state in states if state in (StageState.ON_TIME, StageState.LATE, StageState.DONE)]
    if StageState.OVERDUE in states or (done and done[-1] is StageState.LATE):
        return Standing.LATE
    if done and (StageState.DUE in states or StageState.ON_TIME in done):
        return Standing.ON_TIME
    return Standing.DUE if StageState.DUE in states else Standing.NOT_ASSESSED
