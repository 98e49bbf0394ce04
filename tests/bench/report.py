"""What was measured, as one report in Markdown: the bars, the figures behind them, and the machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from tests.bench.bars import MOST_HTML_BYTES, bars_of, growth, quoted
from tests.bench.builders import BUILDERS, Builder
from tests.bench.measuring import Timed
from tests.bench.plot import Line, draw
from tests.bench.results import Results, rate, seconds, times_as_fast, times_the_work
from tests.bench.steps import NAMES

PLOT = "plot.svg"
ON_PLOT = {
    "build": "generator build",
    "pages": "tree to pages",
    "build_1": "generator build --jobs 1",
    "pages_1": "tree to pages, one process",
    "stock": "mkdocs build, Material",
    "zensical": "zensical build",
    "hugo": "hugo, a minimal theme",
}
MEANT = """\
Every run is a fresh process that begins with an empty folder; the builders take turns. Seconds are on the clock, work \
is the processor time of all processes together, memory the most that they held at once (the sum over the processes, \
what they share counted once). MkDocs, Zensical and Hugo build the same pages as plain Markdown with tables, once a \
language, and their runs are added up; Zensical also writes its list of texts for the search. Whole builds \
of the generator hold more than pages: checks, search, maps, downloads, the seal. Ratios are medians of those in each \
turn."""


def markdown(results: Results, recorded: str = "") -> str:
    """The whole report; ``recorded`` is what was written down of large runs."""
    plan = results.plan
    parts = [
        f"# Benchmark: {plan.records:,} synthetic records",
        "\n".join(f"- {fact}" for fact in results.machine),
        "## Bars",
        _table(
            ("", "measured", "bar", ""),
            [
                (bar.name, bar.value, bar.limit, {True: "met", False: "**missed**", None: ""}[bar.is_met])
                for bar in bars_of(results)
            ],
        ),
        "## To be quoted",
        "\n".join(("| what | measured | wanted |", "|---|---:|---:|", *quoted(results))),
        *_builds(results),
        *_changed(results),
        *_linear(results),
        *_steps(results),
        *_sizes(results),
        *_exploring(results),
        *_left_out(results),
        recorded or "## Large runs\n\nNone was recorded: `python -m tests.bench.large` makes one.",
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def plot(results: Results) -> str:
    """Time against size, of every builder, from its medians."""
    lines = []
    for look, (key, name) in enumerate(ON_PLOT.items()):
        runs = results.builds.get(key, {}).values()
        lines.append(Line(name, sorted((float(some[0].count), seconds(some)) for some in runs), look))
    note = "Seconds on the clock, both scales logarithmic. Synthetic records in two languages."
    return draw("Time to build, by number of pages", note, lines)


def _builds(results: Results) -> Iterator[str]:
    yield f"## Whole builds side by side\n\n{MEANT}"
    for records in sorted({size for sizes in results.builds.values() for size in sizes}, reverse=True):
        of_size = [(builder, results.runs(builder.key, records)) for builder in BUILDERS]
        measured = [(builder, runs) for builder, runs in of_size if runs]
        yield f"### {records:,} records, {measured[0][1][0].count:,} pages"
        head = ("", "seconds", "each run", "ms a page", "work", "memory", "times as fast as stock", "as Zensical")
        yield _table(head, [_row(results, records, builder, runs) for builder, runs in measured])
    yield f"![Time to build against the number of pages, on logarithmic scales]({PLOT})"


def _row(results: Results, records: int, builder: Builder, runs: Sequence[Timed]) -> tuple[str, ...]:
    beside = [times_as_fast(runs, results.runs(other, records)) for other in ("stock", "zensical")]
    return (
        builder.label,
        f"{seconds(runs):.1f}",
        ", ".join(f"{run.seconds:.1f}" for run in runs),
        f"{1000 * median(run.seconds / run.count for run in runs):.2f}",
        f"{median(run.cpu for run in runs):.1f} s",
        f"{max(run.peak_mb for run in runs):,.0f} MiB",
        *("" if ratio is None else f"{ratio:.2f}" for ratio in beside),
    )


def _changed(results: Results) -> Iterator[str]:
    if results.changed is None:
        return
    changed, clean = results.changed, results.runs("build")
    yield (
        "## One record changed\n\n"
        f"The title of a project, another one each time, among {results.plan.records:,} records."
    )
    rows = [("nothing was changed", changed.unchanged, "", "", "")]
    for number, edit in enumerate(changed.edits, 1):
        rows.append((f"change {number}", edit.timed, str(edit.written), str(edit.differing), str(edit.gone)))
    yield _table(
        ("", "seconds", "work", "memory", "beside a clean build", "files written", "of them differing", "files gone"),
        [
            (
                name,
                f"{timed.seconds:.2f}",
                f"{timed.cpu:.2f} s",
                f"{timed.peak_mb:,.0f} MiB",
                f"{timed.seconds / seconds(clean):.3f}" if clean else "",
                *counts,
            )
            for name, timed, *counts in rows
        ],
    )
    if changed.served:
        each = ", ".join(f"{one:.2f}" for one in changed.served)
        yield f"`generator serve` showed a saved record after {median(changed.served):.2f} s ({each})."


def _linear(results: Results) -> Iterator[str]:
    plan = results.plan
    rows = []
    for key in ("build", "pages"):
        small, large, grown = results.runs(key, plan.small), results.runs(key), growth(results, key)
        if grown is None or plan.small == plan.records:
            continue
        figures = [f"{1000 * median(run.seconds / run.count for run in runs):.2f}" for runs in (small, large)]
        label = next(builder.label for builder in BUILDERS if builder.key == key)
        rows.append((label, *figures, f"{grown:+.0%}", f"{len(small)} and {len(large)}"))
    if rows:
        yield "## Time a page, by size\n\nMilliseconds a page, medians."
        yield _table(("", f"{plan.small:,} records", f"{plan.records:,} records", "more", "runs"), rows)


def _steps(results: Results) -> Iterator[str]:
    steps = results.steps
    if not steps:
        return
    yield f"## Steps\n\nThey took turns, each in a fresh process; medians of {len(steps['check'])}."
    rows = [
        (
            name,
            f"{seconds(runs):.2f}",
            ", ".join(f"{run.seconds:.2f}" for run in runs),
            f"{rate(runs):,.0f} {unit}",
            f"{median(run.cpu for run in runs):.2f} s",
            f"{max(run.peak_mb for run in runs):,.0f} MiB",
        )
        for key, (name, unit) in NAMES.items()
        if (runs := steps.get(key))
    ]
    yield _table(("", "seconds", "each run", "a second", "work", "memory"), rows)
    yield (
        f"Reading and checking takes {times_the_work(steps['check'], steps['reference_read']):.1f} times the work of"
        " parsing the YAML alone; writing pages"
        f" {times_the_work(steps['pages'], steps['reference_write']):.1f} times that of writing their bytes plainly."
        " The memory here is that of a process and of its largest child."
    )


def _sizes(results: Results) -> Iterator[str]:
    for records, sizes in sorted(results.sizes.items()):
        over = [size for size in sizes if size.size > MOST_HTML_BYTES]
        yield f"## Size of pages, {records:,} records\n\n{len(over)} pages are above {MOST_HTML_BYTES // 1000} KB."
        yield _table(("largest HTML", "KB"), [(f"`{one.path}`", f"{one.size / 1000:,.1f}") for one in sizes[:10]])


def _exploring(results: Results) -> Iterator[str]:
    if results.exploring:
        yield f"## A list of {results.plan.records:,} records, explored on 10 Mbit/s with 40 ms"
        yield _table(("", "measured"), results.exploring)


def _left_out(results: Results) -> Iterator[str]:
    if results.left_out:
        yield "## Not measured here"
        yield "\n".join(f"- {what}: {why}" for what, why in results.left_out.items())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
