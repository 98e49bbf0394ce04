"""What is measured, each a function that runs alone in a process of its own and says how long it took."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

import yaml

from generator import shares, tree
from generator.basemaps import Ground, ground
from generator.build import build
from generator.catalogue import Catalogue
from generator.checks import check
from generator.gathering import ALONE, Means
from generator.language import Language
from generator.loader import load
from generator.processes import can_copy, cores, side_by_side
from generator.render import render
from generator.surroundings import Surroundings
from generator.tabular import bundles
from tests.bench.plain import write_plain

AS_OF = date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Timed:
    """One run of one step."""

    seconds: float
    """On the clock."""
    cpu: float
    """Seconds of work of all its processes: what is left to compare where a machine is shared with others."""
    count: int
    """Records or pages."""
    peak_mb: float
    """The most memory the process held, and its largest child with it."""


class Stopwatch:
    """Seconds on the clock and seconds of work, from when it is made; laps that do not count are left out."""

    def __init__(self) -> None:
        self.seconds = self.cpu = 0.0
        self._last = perf_counter(), _work()

    def lap(self, *, counts: bool = True) -> Stopwatch:
        """Add what has passed since the last lap."""
        now = perf_counter(), _work()
        if counts:
            self.seconds, self.cpu = self.seconds + now[0] - self._last[0], self.cpu + now[1] - self._last[1]
        self._last = now
        return self


def _work() -> float:
    """Seconds of work of this process and of those that it made and that have ended."""
    return sum(os.times()[:4])


Taken = tuple[Stopwatch, int]
"""How long a step took, and how many records or pages it dealt with."""
Step = Callable[..., Taken]


def alone(step: Step, *arguments: object) -> Timed:
    """Run a step in a fresh process, so that none finds anything warm or full that another left."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_measured, step, *arguments).result()


def read_and_check(folder: Path, jobs: int | None = None, cache: Path | None = None) -> Taken:
    """From files to findings: what ``generator check`` does with the records, with what it kept in ``cache``."""
    watch = Stopwatch()
    catalogue = _catalogue(folder, Means(jobs or cores(), cache))
    check(catalogue, jobs or cores())
    return watch.lap(), len(catalogue.everything)


def write_pages(folder: Path, docs: Path) -> Taken:
    """From records to the Markdown of all languages on disk, the languages side by side as in a build.

    Reading the records is not counted, nor are maps and downloads, which are made in between.
    """
    catalogue = _catalogue(folder)
    languages = catalogue.publication.languages
    found = side_by_side([partial(_write_pages_of, catalogue, code, docs / code) for code in languages])
    together, pages = found[0]
    for watch, more in found[1:]:
        together.seconds = max(together.seconds, watch.seconds) if can_copy() else together.seconds + watch.seconds
        together.cpu, pages = together.cpu + watch.cpu, pages + more
    return together, pages


def _write_pages_of(catalogue: Catalogue, code: str, docs: Path) -> Taken:
    watch, pages = Stopwatch(), {}
    for artifact in render(catalogue, Language(code, catalogue.publication), _ground(catalogue, code)):
        is_page = artifact.path.endswith(".md")
        watch.lap(counts=is_page)
        if is_page:
            pages[artifact.path] = artifact.content
    watch.lap(counts=False)
    tree.write(pages, docs)
    return watch.lap(), len(pages)


def write_downloads(folder: Path) -> Taken:
    """From records to the bytes of every download: CSV, JSON, XLSX, GeoJSON, and the archive of them all."""
    catalogue = _catalogue(folder)
    language = Language(catalogue.publication.default_language, catalogue.publication)
    watch = Stopwatch()
    bundles.files(catalogue, language)
    return watch.lap(), len(catalogue.everything)


def reference_read(folder: Path) -> Taken:
    """The same files through PyYAML's fast loader, with no place, no type and no check."""
    watch, count = Stopwatch(), 0
    for path in sorted((folder / "data").glob("*/*.yml")):
        yaml.load(path.read_bytes(), yaml.CSafeLoader)
        count += 1
    return watch.lap(), count


def reference_write(docs: Path, copy: Path) -> Taken:
    """The same bytes written plainly, file by file."""
    files = {path.relative_to(docs): path.read_bytes() for path in sorted(docs.rglob("*")) if path.is_file()}
    watch = Stopwatch()
    for name, content in files.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(content)
    return watch.lap(), len(files)


def build_site(folder: Path) -> Taken:
    """The whole website, MkDocs and all."""
    watch = Stopwatch()
    built = build(folder, AS_OF)
    if not built.is_good:
        found = [finding.code for finding in built.checked.findings if finding.is_error]
        raise RuntimeError(f"the synthetic publication was not built: {found or built.complaints}")
    return watch.lap(), built.pages


def convert(folder: Path) -> Taken:
    """From the tree that a build left to HTML, in one language and one process."""
    return _converted(folder / "mkdocs.yml", folder / "build" / "docs" / "zh", folder / "build" / "bench")


def reference_convert(folder: Path) -> Taken:
    """The same content as plain Markdown, with stock Material and no plugin: what somebody would use without us."""
    docs = folder / "build" / "plain"
    write_plain(folder / "build" / "docs" / "zh", docs)
    (folder / "stock.yml").write_text(STOCK, encoding="utf-8")
    return _converted(folder / "stock.yml", docs, folder / "build" / "stock")


STOCK = """\
site_name: Stock
theme: {name: material, language: zh, font: false}
plugins: []
markdown_extensions: [tables]
nav: [index.md, projects/index.md, funds/index.md, sites/index.md, places/index.md, sources/index.md]
validation:
  nav: {omitted_files: ignore}
  links: {not_found: ignore, anchors: ignore, absolute_links: ignore, unrecognized_links: ignore}
"""


def _converted(configuration: Path, docs: Path, site: Path) -> Taken:
    watch = Stopwatch()
    complaints = shares.run_mkdocs(shares.Run(configuration, "zh", docs, site, {}, 0)).warnings
    if complaints:
        raise RuntimeError(f"MkDocs complains: {complaints[:3]}")
    return watch.lap(), sum(1 for _ in docs.rglob("*.md"))


_LONG_LIST = re.compile(r"((projects|funds|sites|places|organisations|sources|search)/(page-\d+/)?|map/|maps/.*)[^/]*")


@dataclass(frozen=True, slots=True)
class Size:
    """A page of the site and how large its HTML is, in bytes."""

    path: str
    size: int

    @property
    def is_long_list(self) -> bool:
        """Whether it is one of the lists of everything, or a map, whose table is one."""
        return _LONG_LIST.fullmatch(re.sub(r"^[a-z]{2}/", "", self.path)) is not None


def html_sizes(site: Path) -> list[Size]:
    """Every HTML file of a site, the largest first."""
    found = [Size(path.relative_to(site).as_posix(), path.stat().st_size) for path in site.rglob("*.html")]
    return sorted(found, key=lambda one: (-one.size, one.path))


def _measured(step: Step, *arguments: object) -> Timed:
    watch, count = step(*arguments)
    kilobytes = getrusage(RUSAGE_SELF).ru_maxrss + getrusage(RUSAGE_CHILDREN).ru_maxrss
    return Timed(watch.seconds, watch.cpu, count, kilobytes / 1024)


def _catalogue(folder: Path, means: Means = ALONE) -> Catalogue:
    loaded = load(folder, means=means)
    assert loaded.publication is not None
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=AS_OF))


def _ground(catalogue: Catalogue, code: str) -> Ground:
    return ground(catalogue.publication.map, os.environ, lang=code, shared_url="../")
