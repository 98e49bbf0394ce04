"""MkDocs at work on a share of the pages: the unit that processes, and machines, divide among themselves.

Every share knows the whole tree, so that links and navigation are the same in each; it converts and writes only its own
pages, and the few that stand in the navigation. The first share also brings what is not a page. Put together, shares
are the site that one run would have made, byte for byte. Pages that stand already, as they would be made, are in none.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator import placement
from generator.page_templates import LeanTheme
from generator.processes import can_copy, leave_interrupts, side_by_side
from generator.runs import NAME, Outcome, Run, Sharing

LEAST = 200
"""Pages that are worth a process of their own: starting one costs as much as converting some hundred pages."""


def build_languages(runs: Sequence[Run], jobs: int) -> dict[str, Outcome]:
    """Run MkDocs for each language, in so many processes at a time; returns language → what came of it."""
    pages, most = [pages_of(run) for run in runs], jobs // len(runs)
    shares = [share for run, count in zip(runs, pages, strict=True) for share in shares_of(run, most, count)]
    # Where little is to be made, starting processes takes longer than making it.
    jobs = min(jobs, len(shares)) if sum(pages) >= LEAST else 1
    if jobs < 2 or can_copy():
        outcomes = side_by_side([partial(run_mkdocs, share) for share in shares], jobs)
    else:  # new processes, which read the program first
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=leave_interrupts) as workers:
            outcomes = list(workers.map(run_mkdocs, shares))
    found: dict[str, Outcome] = {run.language: Outcome() for run in runs}
    for share, outcome in zip(shares, outcomes, strict=True):
        before = found[share.language]
        # What is wrong with the configuration is said by each share.
        warnings = tuple(dict.fromkeys((*before.warnings, *outcome.warnings)))
        found[share.language] = Outcome(
            warnings,
            {**before.pages, **outcome.pages},
            before.lying | outcome.lying,
            {**before.hashes, **outcome.hashes},
        )
    for run in runs:
        put_together(run)
    return found


def shares_of(run: Run, most: int, pages: int) -> list[Run]:
    """The run in as many shares as asked for, fewer where there are few pages; each writes to a folder of its own."""
    of = max(1, min(most, pages // LEAST))
    return [replace(run, number=number, of=of, site=_folder(run, number)) for number in range(of)]


def pages_of(run: Run) -> int:
    """How many pages are to be made."""
    many = run.many if run.many is not None else sum(path.endswith(".md") for path in files_of(run.docs))
    return many - len(run.standing)


def put_together(run: Run) -> None:
    """Move what the other shares wrote to what the first one wrote."""
    number = 1
    while (folder := _folder(run, number)).exists():
        for path in folder.rglob("*"):
            if path.is_file():
                target = run.site / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
        shutil.rmtree(folder)
        number += 1


def run_mkdocs(run: Run) -> Outcome:
    """Build one share of one language's site."""
    os.environ["SOURCE_DATE_EPOCH"] = str(run.epoch)
    # Material prints an announcement of its maker's into every build; it is not about this publication.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.environ["DISABLE_MKDOCS_2_WARNING"] = "true"
    listener = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    try:
        from mkdocs.commands.build import build

        config = load_config(str(run.config_file), docs_dir=str(run.docs), site_dir=str(run.site), **run.settings)
        config.theme = LeanTheme(config.theme)
        is_apart = _can_stand_apart(run, config)
        if is_apart:
            config.docs_dir = str(run.apart or _set_apart(run))
        sharing = config.plugins[NAME] = Sharing(run)
        if run.number:
            config.theme.static_templates.clear()
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        unused = _drop_unused(run.site)
        # What was set apart is part of the site as before: where pages stand, the configuration is the same.
        left = run.lying if is_apart and run.number == 0 else sharing.lying
        lying = frozenset(path for path in left if not path.startswith(unused))
        return Outcome(tuple(listener.messages), sharing.made, lying, sharing.hashes)
    except Exception as failure:  # MkDocs reports a template's or a plugin's fault by raising whatever it was
        listener.messages.append(f"{type(failure).__name__}: {failure}")
    finally:
        logger.removeHandler(listener)
        shutil.rmtree(_apart(run), ignore_errors=True)
    return Outcome(tuple(listener.messages))


def _can_stand_apart(run: Run, config: MkDocsConfig) -> bool:
    """Whether MkDocs needs to see only what does not stand: there is a navigation, and it is not asked to complain of
    every page that is not in it."""
    return bool(run.standing and config.nav and config.validation.nav.omitted_files < logging.WARNING)


def _set_apart(run: Run) -> Path:
    """A folder with the files of the tree that do not stand. MkDocs takes a tenth of a millisecond for each it sees."""
    folder = _apart(run)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in files_of(run.docs):
        # Of two pages that would be the index of a folder MkDocs takes one, so it has to see both.
        if path not in run.lying and (path not in run.standing or path.endswith(("index.md", "README.md"))):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            placement.share(str(run.docs / path), str(target))
    return folder


def files_of(folder: Path) -> Iterator[str]:
    """The paths of the files below a folder."""
    for root, _, names in os.walk(folder):
        start = Path(root).relative_to(folder).as_posix()
        yield from (name if start == "." else f"{start}/{name}" for name in names)


def _apart(run: Run) -> Path:
    return run.site.with_name(f"{run.site.name}.docs")


def _folder(run: Run, number: int) -> Path:
    return run.site if number == 0 else run.site.with_name(f"{run.site.name}.{number}")


def _drop_unused(site: Path) -> tuple[str, ...]:
    """Take away Material's own scripts and styles, 2 MB a language, where the pages' frame asks for none of them;
    returns the folders that are no part of the site."""
    frame = "".join(
        (site / name).read_text(encoding="utf-8") for name in ("index.html", "404.html") if (site / name).exists()
    )
    unused = tuple(name for name in ("assets/javascripts/", "assets/stylesheets/") if name not in frame)
    for name in unused:
        shutil.rmtree(site / name, ignore_errors=True)
    return unused


class _Listener(logging.Handler):
    """Keeps what MkDocs warns of; its own strict mode depends on how it is called."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
