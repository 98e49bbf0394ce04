"""From a folder of records to a website: what inspection found is rendered, written as a tree, and made into a site.

Whatever the site that stands has already, as it would be made, is taken over from it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic

from generator import page_keys, placement, shares, site_memory
from generator.findings import Refusal
from generator.finishing import Frame, Made, finish, prepare
from generator.growth import Grown, grow
from generator.inspection import Checked, Report, check_publication, of_setting, quiet, set_of
from generator.loader import Known
from generator.processes import cores, elsewhere
from generator.runs import Run
from generator.site_memory import MadePage, Memory


@dataclass(frozen=True)
class Built:
    """What a build did."""

    checked: Checked
    seconds: float
    pages: int = 0
    written: int = 0
    complaints: tuple[str, ...] = ()
    """What MkDocs said was wrong with the tree: a fault of the generator or of the configuration, not of a record."""
    files: int = 0
    fingerprint: str = ""
    frame: Frame | None = None
    """What surrounded the pages; only of a build that made a site here."""

    @property
    def is_good(self) -> bool:
        """Whether there is a new site."""
        return bool(self.fingerprint)


def build(
    root: Path,
    as_of: date | None = None,
    report: Report = quiet,
    *,
    served: bool = False,
    jobs: int | None = None,
    known: Known | None = None,
) -> Built:
    """Build ``build/site`` below ``root``; with an error among the findings the site that is there stays as it is.

    ``jobs`` and ``known`` are those of :func:`check_publication`.
    """
    start, jobs = monotonic(), jobs or cores()
    placement.restore(root / "build" / "site")
    checked = check_publication(root, as_of, report, jobs=jobs, known=known)
    if not checked.is_good:
        return Built(checked, monotonic() - start)
    try:
        frame = prepare(root, checked, served=served)
    except Refusal as refusal:
        found = of_setting(checked.loaded, refusal, "fonts")
        return Built(replace(checked, findings=(*checked.findings, found)), monotonic() - start)
    report("pages", 0, len(frame.languages))
    grown = elsewhere(partial(grow, frame, checked, jobs))
    report("pages", len(frame.languages), len(frame.languages))
    trees = dict(zip((language.code for language in frame.languages), grown, strict=True))
    checked = replace(checked, findings=set_of((*checked.findings, *(found for one in grown for found in one.dead))))
    pages, written = sum(len(one.pages) for one in grown), sum(one.written for one in grown)
    if not checked.is_good:
        return Built(checked, monotonic() - start, pages, written)
    report("site", 0, 1)
    memory = site_memory.recall(root / "build" / "site", frame.memory, frame.roots)
    complaints, made = make_pages(frame, trees, memory, jobs)
    if complaints:
        return Built(checked, monotonic() - start, pages, written, complaints)
    fingerprint, count = finish(frame, {code: one.files for code, one in trees.items()}, jobs, memory, made)
    report("site", 1, 1)
    return Built(checked, monotonic() - start, pages, written, (), count, fingerprint, frame)


def make_pages(
    frame: Frame, trees: dict[str, Grown], memory: Memory, jobs: int
) -> tuple[tuple[str, ...], dict[str, Made]]:
    """Have MkDocs make what does not stand yet, in ``build/work``; returns what it complained of, and language → what
    there is of its site."""
    work, runs, keys = frame.root / "build" / "work", [], {}
    for language in frame.languages:
        code, grown = language.code, trees[language.code]
        settings, docs = frame.settings(language), frame.docs(code)
        config_file = frame.root / "mkdocs.yml"
        common = page_keys.frame(config_file, settings, frame.root / "build" / "theme", grown.files, frame.epoch)
        pages = frozenset(grown.pages)
        keys[code] = {path: page_keys.key(common, grown.files[path]) if common else "" for path in grown.pages}
        known = memory.pages.get(code, {})
        same = {path for path, key in keys[code].items() if key and path in known and known[path].key == key}
        root = frame.roots[code]
        lying = frozenset(
            path for path, sha in grown.files.items()
            if common and path not in pages and root + path in memory.files and memory.files[root + path].sha == sha
        )  # fmt: skip
        runs.append(
            Run(
                config_file, code, docs, work / code, settings, frame.epoch,
                standing=frozenset(same) - grown.together, lying=lying, many=len(pages), together=grown.together,
            )
        )  # fmt: skip
    shutil.rmtree(work, ignore_errors=True)
    outcomes = shares.build_languages(runs, jobs)
    complaints = tuple(f"{code}: {message}" for code, outcome in outcomes.items() for message in outcome.warnings)
    made = {}
    for run in runs:
        standing = {path: memory.pages[run.language][path] for path in run.standing}
        outcome, key = outcomes[run.language], keys[run.language]
        pages_now = standing | {path: MadePage(key[path], *page) for path, page in outcome.pages.items()}
        made[run.language] = Made(pages_now, {page.file for page in standing.values()} | outcome.lying, outcome.hashes)
    return complaints, made
