"""``python -m tests.bench.large``: one large build, written down in ``RECORDED.md`` with what follows for a million.

The record says how long each step took, how large the site is and how much memory it took, and works out what a
million records would take on one machine of this kind, and on several with ``--shard``.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from time import perf_counter
from typing import Any

from generator import build as building
from generator import cluster, merging
from tests.bench import machine
from tests.bench.builders import REPOSITORY
from tests.bench.contents import Content
from tests.bench.measuring import Timed, run
from tests.bench.steps import AS_OF

RECORDED = Path(__file__).with_name("RECORDED.md")
HEAD = """\
# Large runs

Each was made by `python -m tests.bench.large`, which writes this file; `make bench` takes it into its report.
"""
MILLION = 1_000_000
MACHINES = (1, 2, 5, 10, 20, 50)
TOLD = "steps.json"
STEPS = {
    "begin": "starting and ending",
    "load": "reading the records",
    "check": "checking",
    "pages": "writing the tree",
    "site": "making pages of it",
    "finish": "search, downloads to keep offline, hashes, the seal, the exchange",
}
WHOLE = ("begin", "load", "check")
"""Steps that every machine does in full."""
PARTED = ("pages", "site")
"""Steps that machines divide among themselves."""


@dataclass(frozen=True, slots=True)
class Large:
    """A large build."""

    records: int
    pages: int
    files: int
    size: int
    """Bytes of the site."""
    steps: Mapping[str, float]
    """Step → seconds on the clock."""
    whole: Timed
    scheduler: bool = False
    """Whether the pages were made by a cluster."""

    def of(self, steps: Sequence[str]) -> float:
        """Seconds of some steps."""
        return sum(self.steps.get(step, 0.0) for step in steps)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build once, and write it down."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.large", description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--scheduler", default="", help="have the pages made by a Dask cluster")
    parser.add_argument("--work", type=Path, default=Path("build/bench-large"), help="where records and site go")
    parser.add_argument("--to", type=Path, default=RECORDED, help="the file that it is written down in")
    parser.add_argument("--keep", action="store_true", help="leave records and site where they are")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    content = Content(chosen.work.resolve())
    if chosen.inside:
        return _build(content, chosen.scheduler)
    section = described(measure(content, chosen.records, chosen.scheduler), machine.facts())
    before = chosen.to.read_text(encoding="utf-8") if chosen.to.exists() else HEAD
    chosen.to.write_text(with_section(before, section), encoding="utf-8")
    print(section)
    if not chosen.keep:
        shutil.rmtree(content.folder)
    return 0


def measure(content: Content, records: int, scheduler: str = "") -> Large:
    """Write so many records and build them in a fresh process."""
    print(f"writing {records:,} records", file=sys.stderr, flush=True)
    content.write_records(records)
    print("building", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "tests.bench.large", "--inside", "--work", str(content.folder)]
    whole = run([*command, *(["--scheduler", scheduler] if scheduler else [])], folder=REPOSITORY)
    told = json.loads((content.folder / TOLD).read_text(encoding="utf-8"))
    sizes = [path.stat().st_size for path in (content.publication / "build" / "site").rglob("*") if path.is_file()]
    steps = told["steps"]
    steps["begin"] += whole.seconds - sum(steps.values())  # what happened before its clock ran, and afterwards
    return Large(records, told["pages"], len(sizes), sum(sizes), steps, whole, bool(scheduler))


def _build(content: Content, scheduler: str) -> int:
    """What the fresh process does: build, and tell when which step began."""
    begun = {"begin": perf_counter()}

    def report(step: str, done: int, of: int) -> None:
        begun.setdefault(step, perf_counter())

    for module in (building, merging):
        _noting(module, "finish", report)
    if scheduler:
        built = cluster.build_on(scheduler, content.publication, AS_OF, report)
    else:
        built = building.build(content.publication, AS_OF, report)
    if not built.is_good:
        print(*built.complaints, *(found.code for found in built.checked.findings if found.is_error), sep="\n")
        return 1
    told = {"pages": built.pages, "steps": spans(begun, perf_counter())}
    (content.folder / TOLD).write_text(json.dumps(told), encoding="utf-8")
    return 0


def _noting(module: Any, name: str, report: Any) -> None:
    """Have a module's function say when it begins, as a step of its own."""
    function = getattr(module, name)

    def noted(*arguments: Any, **named: Any) -> Any:
        report(name, 0, 1)
        return function(*arguments, **named)

    setattr(module, name, noted)


def spans(begun: Mapping[str, float], end: float) -> dict[str, float]:
    """From when each step began to how long it took: until the next one began."""
    order = sorted(begun, key=lambda step: begun[step])
    ends = [*(begun[step] for step in order[1:]), end]
    return {step: until - begun[step] for step, until in zip(order, ends, strict=True)}


def shared(large: Large, machines: int, records: int = MILLION) -> float:
    """Seconds that so many records would take on so many machines with ``--shard`` and ``merge``.

    Each machine reads and checks everything and makes its share; then one reads and checks again, and finishes. A
    single machine builds at once.
    """
    more = records / large.records
    alone = large.of(WHOLE) + large.of(PARTED) / machines
    return more * (alone + (large.of(WHOLE) if machines > 1 else 0.0) + large.steps.get("finish", 0.0))


def described(large: Large, facts: Sequence[str]) -> str:
    """The section that is written down."""
    whole, per_page = large.whole, 1000 * large.whole.seconds / large.pages
    rows = [
        f"| {name} | {large.steps[step]:,.1f} | {100 * large.steps[step] / whole.seconds:.0f} % |"
        for step, name in STEPS.items()
        if step in large.steps
    ]
    return "\n".join(
        (
            f"## {large.records:,} records{', on a cluster' if large.scheduler else ''}\n",
            *(f"- {fact}" for fact in facts),
            f"- {large.pages:,} pages in two languages; a site of {large.files:,} files, {large.size / 1e9:,.2f} GB",
            f"- {whole.seconds:,.0f} s on the clock ({per_page:.2f} ms a page), {whole.cpu:,.0f} s of work,"
            f" {whole.peak_mb:,.0f} MiB of memory" + (", workers not counted" if large.scheduler else ""),
            "\n| step | seconds | share |\n|---|---:|---:|",
            *rows,
            "",
            _extrapolated(large),
        )
    )


def _extrapolated(large: Large) -> str:
    more = MILLION / large.records
    undivided = 2 * large.of(WHOLE) + large.steps.get("finish", 0.0)
    worth = max(1, ceil(large.of(PARTED) / undivided)) if undivided else 1
    table = "\n".join(f"| {n} | {_clock(shared(large, n))} |" for n in MACHINES)
    first, second = (textwrap.fill(" ".join(text.split()), 120) for text in (f"""\
Worked out, not measured: {more:g} times these records and pages. The assumption is that every step takes time in
proportion to records and pages, as it does between the sizes in the benchmark report. What is known not to be so: pages
that show all of something (a place's projects, the lists' first pages, totals) grow with it and are divided into more
pages; sorting grows a little faster than what is sorted; the history in git is not part of these records. Memory grows
with the records, since each machine has all of them in memory: at most {large.whole.peak_mb * more / 1024:,.0f} GiB at
that size (what a build of nothing takes does not grow), and a site of {large.files * more:,.0f} files
and {large.size * more / 1e9:,.0f} GB.
""", f"""\
With `generator build --shard I/N` every machine reads and checks all records ({_clock(large.of(WHOLE) * more)}) and
makes its share of the pages ({_clock(large.of(PARTED) * more)} divided by the machines); `generator merge` reads and
checks once more and finishes ({_clock(large.steps.get("finish", 0.0) * more)}). Carrying the shares to one machine is
not counted.
"""))
    return f"""\
### To a million records

{first}

{second}

| machines of this kind | a million records |
|---:|---:|
{table}

From {worth} machines on, what cannot be divided ({_clock(undivided * more)}) takes longer than what can.
"""


def recorded(file: Path = RECORDED) -> str:
    """What was written down, a level lower: as a part of another text; empty where nothing was."""
    return re.sub(r"(?m)^#", "##", file.read_text(encoding="utf-8")) if file.exists() else ""


def with_section(text: str, section: str) -> str:
    """A text of sections with one more, in the place of that which has the same heading."""
    parts = re.split(r"(?m)^(?=## )", text)
    heading = section.partition("\n")[0]
    kept = [part.rstrip("\n") for part in parts if part.partition("\n")[0] != heading]
    return "\n\n".join([*kept, section.rstrip("\n")]) + "\n"


def _clock(seconds: float) -> str:
    """Seconds as people say them."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


if __name__ == "__main__":
    sys.exit(main())
