"""What was measured, as Markdown: the bars, the figures behind them, and the machine."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from os import cpu_count
from pathlib import Path
from statistics import median

from tests.bench.steps import Size, Timed

LEAST_RECORDS_A_SECOND = 2_500
LEAST_PAGES_A_SECOND = 1_000
LEAST_TIMES_STOCK = 1.5
MOST_MEMORY_MB = 1_000
MOST_HTML_BYTES = 60_000


@dataclass(frozen=True, slots=True)
class Measured:
    """Every run of every step, in the order in which they took turns."""

    records: int
    check: Sequence[Timed]
    again: Sequence[Timed]
    pages: Sequence[Timed]
    downloads: Sequence[Timed]
    reference_read: Sequence[Timed]
    reference_write: Sequence[Timed]
    sample: Timed
    convert: Sequence[Timed]
    reference_convert: Sequence[Timed]
    sizes: Sequence[Size]


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure that must not be worse than a limit."""

    name: str
    value: str
    limit: str
    is_met: bool


def bars_of(measured: Measured) -> list[Bar]:
    """The bars, from the medians of the runs."""
    records, pages = rate(measured.check), rate(measured.pages)
    work = _ratio(measured.reference_convert, measured.convert)
    memory = max(run.peak_mb for run in (*measured.check, *measured.pages, *measured.downloads))
    short = [size for size in measured.sizes if not size.is_long_list]
    largest = short[0] if short else Size("none", 0)
    return [
        Bar(
            "reading and checking",
            f"{records:,.0f} records/s",
            f"≥ {LEAST_RECORDS_A_SECOND:,}",
            records >= LEAST_RECORDS_A_SECOND,
        ),
        Bar("writing Markdown", f"{pages:,.0f} pages/s", f"≥ {LEAST_PAGES_A_SECOND:,}", pages >= LEAST_PAGES_A_SECOND),
        Bar(
            "tree to HTML, one process",
            f"{work} times as fast as stock Material",
            f"≥ {LEAST_TIMES_STOCK}",
            float(work) >= LEAST_TIMES_STOCK,
        ),
        Bar("peak memory", f"{memory:,.0f} MB", f"< {MOST_MEMORY_MB:,}", memory < MOST_MEMORY_MB),
        Bar(
            "largest page",
            f"{largest.size / 1000:,.1f} KB ({largest.path})",
            f"≤ {MOST_HTML_BYTES // 1000}",
            largest.size <= MOST_HTML_BYTES,
        ),
    ]


def rate(runs: Sequence[Timed]) -> float:
    """How many a second, in the median run."""
    return median(run.count / run.seconds for run in runs)


def markdown(measured: Measured) -> str:
    """The whole report."""
    rows = [
        ("read and check the records", measured.check, "records"),
        ("the same with what was read before kept", measured.again, "records"),
        ("the same files through `yaml.CSafeLoader` alone", measured.reference_read, "records"),
        ("write the Markdown of both languages", measured.pages, "pages"),
        ("make all downloads", measured.downloads, "records"),
        ("write the same bytes plainly", measured.reference_write, "files"),
        ("tree to HTML of one language, one process", measured.convert, "pages"),
        ("`mkdocs build` of the same as plain Markdown, stock Material", measured.reference_convert, "pages"),
    ]
    over = [size for size in measured.sizes if not size.is_long_list and size.size > MOST_HTML_BYTES]
    parts = [
        f"# Benchmark: {measured.records:,} synthetic records\n",
        _machine(),
        "\n## Bars\n",
        _table(
            ("", "measured", "bar", ""),
            [(b.name, b.value, b.limit, "met" if b.is_met else "**missed**") for b in bars_of(measured)],
        ),
        f"\n## Runs\n\nThe steps took turns, each in a fresh process; medians of {len(measured.check)}.\n",
        _table(
            ("", "seconds", "each run", "a second", "seconds of work", "peak memory"),
            [
                (
                    name,
                    f"{median(run.seconds for run in runs):.2f}",
                    ", ".join(f"{run.seconds:.2f}" for run in runs),
                    f"{rate(runs):,.0f} {unit}",
                    f"{median(run.cpu for run in runs):.2f}",
                    f"{max(run.peak_mb for run in runs):,.0f} MB",
                )
                for name, runs, unit in rows
            ],
        ),
        f"\nReading and checking takes {_ratio(measured.check, measured.reference_read)} times the work of parsing the"
        f" YAML alone; writing pages {_ratio(measured.pages, measured.reference_write)} times that of writing their"
        " bytes plainly. The work of several processes is added up, and memory that they share is counted for each.\n",
        f"\n## Size of pages\n\nA site of {measured.sample.count:,} pages, built in {measured.sample.seconds:.1f} s."
        f" {len(over)} of its pages are above {MOST_HTML_BYTES // 1000} KB, the long lists left out.\n",
        _table(
            ("largest HTML", "KB", ""),
            [
                (f"`{size.path}`", f"{size.size / 1000:,.1f}", "long list" if size.is_long_list else "")
                for size in measured.sizes[:20]
            ],
        ),
    ]
    return "\n".join(parts)


def _ratio(runs: Sequence[Timed], reference: Sequence[Timed]) -> str:
    """Of the work, run by run, so that a machine that is busy for a while slows both sides."""
    return f"{median(one.cpu / max(other.cpu, 0.001) for one, other in zip(runs, reference, strict=True)):.1f}"


def _machine() -> str:
    packages = ("pydantic", "PyYAML", "Jinja2", "markupsafe", "mkdocs", "mkdocs-material")
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in packages)
    return (
        f"- machine: {_processor()}, {cpu_count()} cores, {platform.system()} {platform.release()}\n"
        f"- Python {platform.python_version()} ({platform.python_implementation()}), {versions}\n"
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
