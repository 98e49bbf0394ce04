"""Everything that was measured, kept on disk after every run: a report can be written again without measuring again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from pydantic import TypeAdapter

from tests.bench.measuring import Timed
from tests.bench.steps import Size


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    records: int = 10_000
    """The size that counts."""
    small: int = 1_000
    """What it is compared with to see whether time grows faster than pages."""
    sizes: tuple[int, ...] = (500, 2_000, 5_000)
    """More sizes for the plot."""
    runs: int = 3
    """How often a builder runs at the size that counts, and how often a step is measured."""
    linear_runs: int = 5
    """How often the generator runs at the two sizes that are compared."""
    leave_out: tuple[str, ...] = ()
    """Builders and other parts that are not measured."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A build after one record was changed."""

    timed: Timed
    written: int
    """Files of the site that were written anew."""
    differing: int
    """Those among them that are not as they were."""
    gone: int


@dataclass(slots=True)
class Changed:
    """What follows on a change to one record."""

    unchanged: Timed
    """A build where nothing was changed."""
    edits: list[Edit] = field(default_factory=list)
    served: list[float] = field(default_factory=list)
    """Seconds from saving a record until ``generator serve`` shows it."""


@dataclass(slots=True)
class Results:
    """What was measured so far."""

    plan: Plan
    machine: list[str]
    builds: dict[str, dict[int, list[Timed]]] = field(default_factory=dict)
    """Builder → records → its runs, turn by turn; their count is pages."""
    steps: dict[str, list[Timed]] = field(default_factory=dict)
    changed: Changed | None = None
    sizes: dict[int, list[Size]] = field(default_factory=dict)
    """Records → its largest pages."""
    exploring: list[tuple[str, str]] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    """What could not be measured, and why."""

    def runs(self, builder: str, records: int | None = None) -> list[Timed]:
        """A builder's runs at a size; without one, at the size that counts."""
        return self.builds.get(builder, {}).get(self.plan.records if records is None else records, [])

    def keep(self, file: Path) -> None:
        """Write everything down."""
        file.write_bytes(TypeAdapter(Results).dump_json(self, indent=1))

    @classmethod
    def read(cls, file: Path) -> Results:
        """What :meth:`keep` wrote."""
        return TypeAdapter(Results).validate_json(file.read_bytes())


def seconds(runs: Sequence[Timed]) -> float:
    """On the clock, in the median run."""
    return median(run.seconds for run in runs)


def rate(runs: Sequence[Timed]) -> float:
    """How many a second, in the median run."""
    return median(run.count / run.seconds for run in runs)


def times_as_fast(runs: Sequence[Timed], other: Sequence[Timed]) -> float | None:
    """How many times as long the others took, turn by turn, so that a machine that is busy for a while slows both."""
    turns = [theirs.seconds / ours.seconds for ours, theirs in zip(runs, other, strict=False)]
    return median(turns) if turns else None


def times_the_work(runs: Sequence[Timed], other: Sequence[Timed]) -> float:
    """How many times the work of the others, turn by turn."""
    return median(one.cpu / max(another.cpu, 0.001) for one, another in zip(runs, other, strict=False))
