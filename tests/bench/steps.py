"""What is measured, each a function that runs alone in a process of its own and says how long it took."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import yaml

from generator import tree
from generator.basemaps import Ground, ground
from generator.catalogue import Catalogue
from generator.checks import check
from generator.gathering import ALONE, Means
from generator.language import Language
from generator.loader import load
from generator.processes import can_copy, cores, side_by_side
from generator.render import render
from generator.surroundings import Surroundings
from generator.tabular import bundles
from tests.bench.measuring import Stopwatch, Taken, Timed, alone

AS_OF = date(2026, 6, 30)
NAMES = {
    "check": ("read and check the records", "records"),
    "again": ("the same with what was read before kept", "records"),
    "reference_read": ("the same files through `yaml.CSafeLoader` alone", "records"),
    "pages": ("write the Markdown of both languages", "pages"),
    "downloads": ("make all downloads", "records"),
    "reference_write": ("write the same bytes plainly", "files"),
}
"""The steps: what each is called, and what is counted."""


def measure(folder: Path, work: Path, kept: dict[str, list[Timed]], first: bool) -> None:
    """One run of each step on the records in ``folder``; what they write is in ``work``, and gone afterwards."""
    docs, copy, cache = (work / name for name in ("docs", "copy", "cache"))
    done = {"reference_read": alone(reference_read, folder), "check": alone(read_and_check, folder)}
    if first:
        alone(read_and_check, folder, None, cache)
    done["again"] = alone(read_and_check, folder, None, cache)
    done["pages"] = alone(write_pages, folder, docs)
    done["downloads"] = alone(write_downloads, folder)
    done["reference_write"] = alone(reference_write, docs, copy)
    for name, timed in done.items():
        kept.setdefault(name, []).append(timed)
    for stale in (docs, copy):
        shutil.rmtree(stale)


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



@dataclass(frozen=True, slots=True)
class Size:
    """A page of the site and how large its HTML is, in bytes."""

    path: str
    size: int


def html_sizes(site: Path) -> list[Size]:
    """Every HTML file of a site, the largest first."""
    found = [Size(path.relative_to(site).as_posix(), path.stat().st_size) for path in site.rglob("*.html")]
    return sorted(found, key=lambda one: (-one.size, one.path))


def _catalogue(folder: Path, means: Means = ALONE) -> Catalogue:
    loaded = load(folder, means=means)
    assert loaded.publication is not None
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=AS_OF))


def _ground(catalogue: Catalogue, code: str) -> Ground:
    return ground(catalogue.publication.map, os.environ, lang=code, shared_url="../")
