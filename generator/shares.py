"""MkDocs at work on a share of the pages: the unit that processes, and machines, divide among themselves.

Every share knows the whole tree, so that links and navigation are the same in each; it converts and writes only its own
pages, and the few that stand in the navigation. The first share also brings what is not a page. Put together, shares
are the site that one run would have made, byte for byte. Pages that stand already, as they would be made, are in none.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import placement, site_pages
from generator.page_templates import LeanTheme
from generator.processes import can_copy, leave_interrupts, side_by_side
from generator.searching import texts
from generator.searching.texts import Shelved

LEAST = 200
"""Pages that are worth a process of their own: starting one costs as much as converting some hundred pages."""

NAME = "generator/shares"
"""What MkDocs knows our plugin as."""


@dataclass(frozen=True)
class Run:
    """One run of MkDocs: which tree, where to, and what differs from ``mkdocs.yml``."""

    config_file: Path
    language: str
    docs: Path
    site: Path
    settings: Mapping[str, Any]
    epoch: int
    """Seconds since 1970 that stand for now, so that no file tells when it was built."""
    standing: frozenset[str] = frozenset()
    """Pages of the tree that need not be made."""
    lying: frozenset[str] = frozenset()
    """Files of the tree that are no pages, and need not be copied: the site that stands has the same."""
    many: int | None = None
    """How many pages the tree has; counted where it is not said."""
    together: frozenset[str] = frozenset()
    """Pages that the first share makes in any case: whether one's links lead to something is seen from the other."""
    number: int = 0
    of: int = 1
    """Which share of the pages this is, and of how many."""


@dataclass(frozen=True)
class Outcome:
    """What a run, or a share of one, brought."""

    warnings: tuple[str, ...] = ()
    pages: Mapping[str, tuple[str, Shelved | None]] = field(default_factory=dict)
    """Page of the tree → its file below the language's site, and what is searched on it."""
    lying: frozenset[str] = frozenset()
    """What was not copied, though it is part of the site."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """File of a page below the language's site → SHA-256; of those that nothing else than MkDocs had a hand in."""


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
            config.docs_dir = str(_set_apart(run))
        sharing = config.plugins[NAME] = _Sharing(run)
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


class _Share(Files):
    """All files of a tree, of which some pages are to be made. A page that stands is there when it is asked for."""

    def __init__(self, files: Files, run: Run, config: MkDocsConfig) -> None:
        super().__init__(files)
        self._run, self._config = run, config
        self.lying: set[str] = set()
        """Files that were not copied, since the site that stands has them."""
        apart = run.standing | run.together
        pages = sorted(file.src_uri for file in files if file.is_documentation_page() and file.src_uri not in apart)
        self._own = set(pages[run.number :: run.of]) | (set() if run.number else set(run.together))
        self._is_divided = False

    def divide(self, navigation: Navigation) -> None:
        """From now on only own pages count, and those in the navigation: their titles stand on every page."""
        self._own |= {page.file.src_uri for page in navigation.pages}
        self._is_divided = True

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        uri = PurePosixPath(path).as_posix()
        if found is None and (uri in self._run.standing or uri in self._run.lying):
            directories = self._config.use_directory_urls
            found = File(uri, str(self._run.docs), str(self._run.site), directories, inclusion=InclusionLevel.INCLUDED)
            self.append(found)
        return found

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        pages = super().documentation_pages(inclusion=inclusion)
        return [file for file in pages if file.src_uri in self._own] if self._is_divided else pages

    def copy_static_files(
        self, dirty: bool = False, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> None:
        if self._run.number:
            return
        for file in self:
            if not file.is_documentation_page() and inclusion(file.inclusion):
                if file.src_uri in self._run.lying:
                    self.lying.add(file.dest_uri)
                else:
                    file.copy_file(dirty)


class _Sharing(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Gives MkDocs the share in place of the whole, once the navigation has been made of the whole."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.made: dict[str, tuple[str, Shelved | None]] = {}
        """The pages made so far, as in :class:`Outcome`."""
        self.lying: set[str] = set()
        self.hashes: dict[str, str] = {}

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        found = texts.searched(page.url, page.meta, html)
        self.made[page.file.src_uri] = page.file.dest_uri, Shelved.of(found) if found else None
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if set(config.plugins) == {NAME}:  # else somebody may change it once more
            content = output.encode("utf-8", "xmlcharrefreplace")  # as MkDocs writes it
            self.hashes[page.file.dest_uri] = sha256(content).hexdigest()
        return output

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        share = _Share(files, self._run, config)
        self.lying = share.lying
        return share

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        assert isinstance(files, _Share)
        files.divide(nav)
        if site_pages.are_ours(config, NAME):
            others = {page.file.src_uri for page in nav.pages} | self._run.together
            for file in files.documentation_pages():
                if file.src_uri not in others:
                    site_pages.SitePage(None, file, config)
        return nav


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
