"""Whole builds side by side: at every size, each builder in its turn, the sizes that are compared several times.

Turns, because whatever else the machine does then falls on all of them alike, and ratios are taken turn by turn.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.builders import BUILDERS, Builder, measure, missing
from tests.bench.contents import Content
from tests.bench.measuring import FailedError
from tests.bench.results import Plan, Results

OURS = frozenset(("build", "pages", "build_1", "pages_1"))
LINEAR = frozenset(("build", "pages"))
"""The builders whose time is compared between two sizes."""


def turns(plan: Plan) -> Iterator[tuple[int, int, Builder]]:
    """What is run one after the other: the turn, from 1 on, records, and the builder."""
    sizes = sorted({*plan.sizes, plan.small, plan.records})
    builders = [builder for builder in BUILDERS if builder.key not in plan.leave_out]
    for turn in range(1, max(plan.runs, plan.linear_runs, 1) + 1):
        for records in sizes:
            for builder in builders:
                if turn <= _wanted(plan, records, builder):
                    yield turn, records, builder


def _wanted(plan: Plan, records: int, builder: Builder) -> int:
    """How often a builder runs at a size."""
    often = plan.runs if records == plan.records and not builder.is_slow else 1
    is_compared = records in (plan.records, plan.small) and builder.key in LINEAR
    return max(often, plan.linear_runs) if is_compared else often


def build_all(results: Results, folder: Path, file: Path) -> None:
    """Run everything, and keep what was measured in ``file`` after every run.

    A builder that is not ours and fails is left out from then on, with the reason; one of ours ends the benchmark.
    """
    for turn, records, builder in turns(results.plan):
        if reason := missing(builder):
            results.left_out[builder.label] = reason
        if builder.label in results.left_out:
            continue
        print(f"turn {turn}: {records:,} records, {builder.label}", file=sys.stderr, flush=True)
        content = at(folder, records)
        if not content.folder.exists():
            content.write_records(records)
        try:
            timed = measure(builder, content)
        except FailedError as failure:
            if builder.key in OURS:
                raise
            results.left_out[builder.label] = str(failure).partition("\n")[0]
            continue
        if builder.key == "build" and turn == 1:
            content.write_plain()
        results.builds.setdefault(builder.key, {}).setdefault(records, []).append(timed)
        print(f"  {timed.seconds:.1f} s for {timed.count:,} pages", file=sys.stderr, flush=True)
        results.keep(file)


def at(folder: Path, records: int) -> Content:
    """Where one size lies."""
    return Content(folder / "sizes" / str(records))
