"""The bars: figures that must not be worse than a limit, each judged by itself."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from tests.bench.results import Results, rate, seconds, times_as_fast

LEAST_RECORDS_A_SECOND = 2_500
LEAST_PAGES_A_SECOND = 1_000
MOST_STEP_MEMORY = 1_000
"""MiB that reading, checking and writing may take, and below a whole build."""
MOST_BUILD_MEMORY = 1_500
MOST_HTML_BYTES = 60_000
MOST_SECONDS_TO_BUILD = 5.0
MOST_SECONDS_TO_SHOW = 2.0
MOST_GROWTH = 0.25
"""How much longer a page may take at the large size than at the small one."""
RATIOS = (
    ("tree to pages, all cores, beside stock Material", "pages", "stock", 3.0),
    ("tree to pages, one process, beside stock Material", "pages_1", "stock", 1.5),
    ("whole build, all cores, beside stock Material", "build", "stock", 1.8),
    ("tree to pages, all cores, beside Zensical", "pages", "zensical", 4.0),
    ("whole build, all cores, beside Zensical", "build", "zensical", 4.0),
)
"""What is compared: its name, the builder, the other one, and how many times as fast it has to be."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure that must not be worse than a limit."""

    name: str
    value: str
    limit: str
    is_met: bool | None
    """None for what was not measured."""


def bars_of(results: Results) -> list[Bar]:
    """All bars, from the medians of the runs."""
    return [*_ratio_bars(results), *_changed_bars(results), _linear_bar(results), *_step_bars(results)]


def growth(results: Results, builder: str) -> float | None:
    """How much longer a page takes at the size that counts than at the small one, as a share of the latter."""
    small, large = results.runs(builder, results.plan.small), results.runs(builder)
    if not small or not large:
        return None
    return median(run.seconds / run.count for run in large) / median(run.seconds / run.count for run in small) - 1


def _at_least(name: str, value: float | None, limit: float, unit: str) -> Bar:
    if value is None:
        return Bar(name, "not measured", f"≥ {limit:,}", None)
    return Bar(name, f"{value:,.{0 if limit >= 100 else 2}f} {unit}", f"≥ {limit:,}", value >= limit)


def _at_most(name: str, value: float | None, limit: float, unit: str) -> Bar:
    if value is None:
        return Bar(name, "not measured", f"≤ {limit:,} {unit}", None)
    return Bar(name, f"{value:,.{0 if limit >= 100 else 1}f} {unit}", f"≤ {limit:,} {unit}", value <= limit)


def _ratio_bars(results: Results) -> list[Bar]:
    return [
        _at_least(name, times_as_fast(results.runs(builder), results.runs(other)), limit, "times as fast")
        for name, builder, other, limit in RATIOS
    ]


def _changed_bars(results: Results) -> list[Bar]:
    changed = results.changed
    edits, served = (changed.edits, changed.served) if changed else ([], [])
    built = median(edit.timed.seconds for edit in edits) if edits else None
    wasted = max(edit.written - edit.differing for edit in edits) if edits else None
    shown = median(served) if served else None
    return [
        _at_most("one record changed: `generator build`", built, MOST_SECONDS_TO_BUILD, "s"),
        _at_most("one record changed: until `generator serve` shows it", shown, MOST_SECONDS_TO_SHOW, "s"),
        _at_most("one record changed: files written that do not differ", wasted, 0, "files"),
    ]


def _linear_bar(results: Results) -> Bar:
    name = f"a page at {results.plan.records:,} records beside one at {results.plan.small:,}, whole build"
    grown = growth(results, "build")
    if grown is None or results.plan.small == results.plan.records:
        return Bar(name, "not measured", f"≤ {MOST_GROWTH:+.0%}", None)
    return Bar(name, f"{grown:+.0%} time", f"≤ {MOST_GROWTH:+.0%}", grown <= MOST_GROWTH)


def _step_bars(results: Results) -> list[Bar]:
    steps, whole = results.steps, [run.peak_mb for run in results.runs("build")]
    step_memory = [run.peak_mb for name in ("check", "pages", "downloads") for run in steps.get(name, [])]
    sizes = results.sizes.get(results.plan.small, [])
    largest = sizes[0].size / 1000 if sizes else None
    name = f"largest page of {results.plan.small:,} records" + (f" (`{sizes[0].path}`)" if sizes else "")
    return [
        _at_most("memory of a whole build", max(whole, default=None), MOST_BUILD_MEMORY, "MiB"),
        _at_most("memory of reading, checking and writing", max(step_memory, default=None), MOST_STEP_MEMORY, "MiB"),
        _at_least("reading and checking", _rate(results, "check"), LEAST_RECORDS_A_SECOND, "records/s"),
        _at_least("writing Markdown", _rate(results, "pages"), LEAST_PAGES_A_SECOND, "pages/s"),
        _at_most(name, largest, MOST_HTML_BYTES / 1000, "KB"),
    ]


def _rate(results: Results, step: str) -> float | None:
    runs = results.steps.get(step)
    return rate(runs) if runs else None


def quoted(results: Results) -> list[str]:
    """Lines for a table elsewhere: what, measured, wanted."""
    lines = [f"| {bar.name} | {bar.value} | {bar.limit} |" for bar in bars_of(results) if bar.is_met is not None]
    if runs := results.runs("build"):
        size = f"{results.plan.records:,} records in two languages ({runs[0].count:,} pages)"
        lines.insert(0, f"| whole build of {size}, all cores | {seconds(runs):.0f} s | |")
    return lines
