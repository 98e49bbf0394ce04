"""``python -m tests.bench``: measure on synthetic records, write the report, and say whether the bars are met.

Takes an hour and a half with ten thousand records on two cores; ``--quick`` some minutes. What was measured is kept
after every run, so ``--report`` can write the report anew at any time.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench import changed, exploring, large, machine, report, steps, whole
from tests.bench.bars import MOST_HTML_BYTES, bars_of
from tests.bench.builders import BUILDERS
from tests.bench.measuring import FailedError
from tests.bench.results import Plan, Results

PARTS = (*(builder.key for builder in BUILDERS), "changed", "serve", "steps", "exploring")
NEEDED = ("build", "pages")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; returns 1 where a bar is missed and ``--strict`` was given, else 0."""
    chosen = _parser().parse_args(arguments)
    folder: Path = chosen.to
    file = folder / "results.json"
    if chosen.report:
        results = Results.read(file)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        results = Results(_plan(chosen), machine.facts())
        measure(results, folder, file)
    (folder / report.PLOT).write_text(report.plot(results), encoding="utf-8")
    text = report.markdown(results, large.recorded())
    (folder / "report.md").write_text(text, encoding="utf-8")
    print(text)
    print(f"{folder / 'report.md'}")
    return 1 if chosen.strict and any(bar.is_met is False for bar in bars_of(results)) else 0


def measure(results: Results, folder: Path, file: Path) -> None:
    """Measure everything that the plan does not leave out, and keep it in ``file`` as it comes."""
    plan = results.plan
    content = whole.at(folder, plan.records)
    whole.build_all(results, folder, file)
    for records in (plan.small, plan.records):
        results.sizes[records] = _largest(whole.at(folder, records).publication / "build" / "site")
    results.keep(file)
    for number in range(plan.runs if "steps" not in plan.leave_out else 0):
        _tell(f"steps, run {number + 1}")
        steps.measure(content.publication, folder / "steps", results.steps, number == 0)
        results.keep(file)
    if "exploring" not in plan.leave_out:
        _tell("exploring a list")
        try:
            results.exploring = exploring.explored(content.publication / "build" / "site")
        except exploring.NotPossibleError as reason:
            results.left_out["exploring a list in a browser"] = str(reason)
    if "changed" not in plan.leave_out:
        _tell("one record changed")
        results.changed = changed.measure(content, plan.runs)
        results.keep(file)
        if "serve" not in plan.leave_out:
            _tell("a record saved while serving")
            try:
                results.changed.served = changed.serve(content, plan.runs)
            except FailedError as failure:
                results.left_out["a record saved while serving"] = str(failure)
    results.keep(file)


def _largest(site: Path) -> list[steps.Size]:
    """The pages that are worth a word: the largest, and all that are too large."""
    found = steps.html_sizes(site)
    return [size for number, size in enumerate(found) if number < 20 or size.size > MOST_HTML_BYTES]


def _plan(chosen: argparse.Namespace) -> Plan:
    quick = Plan(2_000, 500, (1_000,), runs=1, linear_runs=1)
    usual = quick if chosen.quick else Plan()

    def of(name: str) -> int:
        given: int | None = getattr(chosen, name)
        return getattr(usual, name) if given is None else given

    sizes = usual.sizes if chosen.sizes is None else tuple(chosen.sizes)
    return Plan(of("records"), of("small"), sizes, of("runs"), of("linear_runs"), tuple(chosen.leave_out))


def _parser() -> argparse.ArgumentParser:
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--records", type=int, help=f"the size that counts ({usual.records:,})")
    parser.add_argument("--small", type=int, help=f"the size that it is compared with ({usual.small:,})")
    parser.add_argument("--sizes", type=int, nargs="*", help=f"more sizes for the plot {usual.sizes}")
    parser.add_argument("--runs", type=int, help=f"how often each is measured ({usual.runs})")
    parser.add_argument("--linear-runs", type=int, help=f"how often, to compare sizes ({usual.linear_runs})")
    parser.add_argument("--quick", action="store_true", help="fewer records and one run of each")
    optional = [part for part in PARTS if part not in NEEDED]
    parser.add_argument("--leave-out", nargs="*", choices=optional, default=[], help="what is not measured")
    parser.add_argument("--to", type=Path, default=Path("build/bench"), help="where records and report go")
    parser.add_argument("--report", action="store_true", help="measure nothing, write the report again")
    parser.add_argument("--strict", action="store_true", help="end with 1 where a bar is missed")
    return parser


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
