"""One run of MkDocs on a share of the pages: what it is asked for, what it sees of the tree, and what it brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import site_pages
from generator.searching import texts
from generator.searching.texts import Shelved

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
    apart: Path | None = None
    """A folder with the only pages that are asked for; those in the navigation all have their titles there."""


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


class Share(Files):
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
        self.is_read = False
        """Whether MkDocs has read what it reads before it makes the first page."""

    def divide(self, navigation: Navigation) -> None:
        """From now on only own pages count, and those in the navigation: their titles stand on every page."""
        named = {page.file.src_uri for page in navigation.pages}
        self._own |= named if self._run.apart is None else named - self._run.standing
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
        if not self._is_divided:
            return pages
        own = [file for file in pages if file.src_uri in self._own]
        if not self.is_read:
            return [file for file in own if not isinstance(file.page, site_pages.SitePage)]
        return site_pages.InTurn(own, self._read)

    def _read(self, page: Page) -> None:
        from mkdocs.commands.build import _populate_page

        _populate_page(page, self._config, self)

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


class Sharing(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
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

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        assert isinstance(files, Share)
        files.is_read = True
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if isinstance(page, site_pages.SitePage):
            page.let_go()
        if set(config.plugins) == {NAME}:  # else somebody may change it once more
            content = output.encode("utf-8", "xmlcharrefreplace")  # as MkDocs writes it
            self.hashes[page.file.dest_uri] = sha256(content).hexdigest()
        return output

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        share = Share(files, self._run, config)
        self.lying = share.lying
        return share

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        assert isinstance(files, Share)
        files.divide(nav)
        if site_pages.are_ours(config, NAME):
            others = {page.file.src_uri for page in nav.pages} | self._run.together
            for file in files.documentation_pages():
                if file.src_uri not in others:
                    site_pages.SitePage(None, file, config)
        return nav
