"""``python -m tests.bench``: measure on synthetic records, write the report, and say whether the bars are met.

The steps and their references take turns, so that what else the machine does falls on all of them alike.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench import report, steps
from tests.bench.report import Measured
from tests.bench.steps import Timed, alone
from tests.synthetic import write_synthetic


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; returns 1 where a bar is missed and ``--strict`` was given, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, help="how many records to read, check and write")
    parser.add_argument("--sample", type=int, default=1_000, help="how many records to build a whole site of")
    parser.add_argument("--runs", type=int, default=3, help="how often each step is measured")
    parser.add_argument("--to", type=Path, default=Path("build/bench"), help="where records and report go")
    parser.add_argument("--strict", action="store_true", help="end with 1 where a bar is missed")
    chosen = parser.parse_args(arguments)
    measured = measure(chosen.to, chosen.records, chosen.sample, chosen.runs)
    text = report.markdown(measured)
    (chosen.to / "report.md").write_text(text, encoding="utf-8")
    print(text)
    print(f"{chosen.to / 'report.md'}")
    return 1 if chosen.strict and not all(bar.is_met for bar in report.bars_of(measured)) else 0


def measure(to: Path, records: int, sample: int, runs: int) -> Measured:
    """Write the records below ``to`` and measure every step on them."""
    shutil.rmtree(to, ignore_errors=True)
    folder, small, docs, copy = (to / name for name in ("records", "sample", "docs", "copy"))
    write_synthetic(folder, records=records)
    write_synthetic(small, records=sample)
    names = ("reference_read", "check", "again", "pages", "downloads", "reference_write")
    turns: dict[str, list[Timed]] = {name: [] for name in names}
    for number in range(1, runs + 1):
        print(f"run {number} of {runs}", file=sys.stderr)
        for stale in (docs, copy):
            shutil.rmtree(stale, ignore_errors=True)
        turns["reference_read"].append(alone(steps.reference_read, folder))
        turns["check"].append(alone(steps.read_and_check, folder))
        if number == 1:
            alone(steps.read_and_check, folder, None, to / "cache")
        turns["again"].append(alone(steps.read_and_check, folder, None, to / "cache"))
        turns["pages"].append(alone(steps.write_pages, folder, docs))
        turns["downloads"].append(alone(steps.write_downloads, folder))
        turns["reference_write"].append(alone(steps.reference_write, docs, copy))
    print(f"a site of {sample} records", file=sys.stderr)
    built = alone(steps.build_site, small)
    for _ in range(runs):
        for name in ("convert", "reference_convert"):
            turns.setdefault(name, []).append(alone(getattr(steps, name), small))
    return Measured(records, **turns, sample=built, sizes=steps.html_sizes(small / "build" / "site"))


if __name__ == "__main__":
    sys.exit(main())
