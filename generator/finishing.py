"""What a build does before its pages are made, and after: the same however many machines made them.

Before: the theme is assembled, and what it has to print is gathered. After: the index of the search, the site's map
for search engines, what can be kept offline, the seal over all files; and the whole site is swapped in.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator import addresses, fonts, indexing, offline, pieces, placement, policy, site_memory, sitemap, website
from generator.basemaps import Ground, ground
from generator.catalogue import Catalogue
from generator.inspection import Checked
from generator.language import Language
from generator.pieces import Piece, Pieces, written
from generator.sealing import SEAL, TOOLS, seal
from generator.searching.building import FOLDER
from generator.searching.texts import Page, Shelved, in_order
from generator.site_memory import NOTHING, Memory, Pages
from generator.theming import assemble_theme
from generator.tiles import OperatorGround, read_ground
from generator.vendored import vendored_notices


@dataclass(frozen=True)
class Frame:
    """What surrounds the pages of a build, known before the first of them is made."""

    root: Path
    catalogue: Catalogue
    languages: tuple[Language, ...]
    grounds: Mapping[str, Ground]
    """Language → what lies under its maps."""
    extra: Mapping[str, Mapping[str, Any]]
    """Language → what the theme prints that no page says."""
    epoch: int
    """The day that counts as today, in seconds since 1970: what MkDocs takes for its clock."""
    served: bool
    csp: str
    own_ground: OperatorGround
    notice: str
    """The licence of the font that is served, where one is."""

    @property
    def memory(self) -> Path:
        """Where is kept what the site that stands was made of."""
        return self.root / "build" / "cache" / "site"

    @property
    def roots(self) -> dict[str, str]:
        """Language → where it begins in the site."""
        publication = self.catalogue.publication
        return {code: publication.language_root(code) for code in publication.languages}

    def docs(self, code: str) -> Path:
        """The folder of a language's tree."""
        return self.root / "build" / "docs" / code

    def settings(self, language: Language) -> dict[str, Any]:
        """What differs from ``mkdocs.yml`` in one language."""
        settings = website.settings_for(language, self.catalogue.publication, self.root / "mkdocs.yml")
        return settings | {"extra": dict(self.extra[language.code])}


def prepare(root: Path, checked: Checked, *, served: bool = False) -> Frame:
    """Assemble the theme, and write what ``mkdocs.yml`` inherits. Raises Refusal where the font cannot be served."""
    catalogue = checked.catalogue
    assert catalogue is not None
    publication, as_of = catalogue.publication, catalogue.surroundings.as_of
    own = read_ground(publication.map, root)
    csp = policy.policy(publication.map, served=served)
    font = fonts.served(root, publication.fonts.tibetan, fonts.texts(catalogue, (page.text for page in checked.pages)))
    assemble_theme(root, catalogue, font.files)
    languages = tuple(Language(code, publication, checked.words.get(code)) for code in publication.languages)
    extra = {}
    for language in languages:
        printed = website.extra_for(language, publication, csp, as_of.isoformat() if as_of else "")
        printed["tibetan"] = bool(font.files)
        if catalogue.surroundings.chronicle is not None:
            printed["feed"] = {"title": language.word("changes.feed_title"), "url": addresses.FEED}
        if publication.offline and not served:
            printed["offline"] = {"kinds": list(offline.KINDS)}
        extra[language.code] = printed
    website.write_inherited(extra[publication.default_language], root / "build" / "mkdocs.yml")
    grounds = {code: _ground(own, catalogue, code) for code in publication.languages}
    epoch = ((as_of or date(2000, 1, 1)) - date(1970, 1, 1)).days * 86_400
    return Frame(root, catalogue, languages, grounds, extra, epoch, served, csp, own, font.notice)


@dataclass(frozen=True)
class Made:
    """A language's part of the new site, but for what was made of it in ``build/work``."""

    pages: Pages = field(default_factory=dict)
    """All of its pages, as far as it is known what they were made of."""
    standing: Collection[str] = ()
    """Files below the language's root that the site that stands has already."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of files below the language's root that were made, as far as it is known."""


def finish(
    frame: Frame,
    files: Mapping[str, Iterable[str]],
    jobs: int,
    memory: Memory = NOTHING,
    made: Mapping[str, Made] = MappingProxyType({}),
    engine: str = TOOLS[0],
) -> tuple[str, int]:
    """Make what lies in ``build/work`` the whole site and put it in place; returns the seal, and how many files it has.

    ``files`` are those of the trees, by language; ``memory`` is of the site that stands, and ``made`` is by language.
    Pages of which ``made`` knows nothing left what is searched on them in ``build/work`` too. ``engine`` made them.
    """
    catalogue, build = frame.catalogue, frame.root / "build"
    publication, old = catalogue.publication, build / "site"
    new, site = _put_together(frame, memory, made)
    indexes = _indexes(frame, site, memory, made, jobs)
    for code, index in indexes.items():
        new |= {frame.roots[code] + FOLDER + path: piece for path, piece in index.files.items()}
    more = {"THIRD-PARTY.txt": "\n".join(filter(None, [vendored_notices(), frame.notice])).encode()}
    more |= dict(frame.own_ground.files()) | sitemap.of_pages(catalogue, files)
    new |= {path: written(content, site / path) for path, content in more.items()}
    named = {path: found for path, found in memory.named.items() if path in new and _is_same(path, new, memory)}
    if publication.offline and not frame.served:
        worker = offline.files_for(new, publication, frame.languages, frame.csp, named)
    else:
        worker = offline.switched_off()
    new |= {path: written(content, site / path) for path, content in worker.items()}
    fingerprint, facts = seal(catalogue, new, engine)
    new[SEAL] = written(facts, site / SEAL)
    # What did not change stays, with its date: for browsers, and for whoever copies only what is new.
    new |= {path: piece for path, piece in memory.files.items() if path in new and _is_same(path, new, memory)}
    pages = {code: one.pages for code, one in made.items()}
    frequent = {code: index.frequent for code, index in indexes.items()}
    next_ = frame.memory.with_name(frame.memory.name + ".next")
    if memory.is_whole:
        site_memory.keep(next_, Memory(new, named, pages, frequent))
        placement.change(old, site, new, memory.files, (next_, frame.memory))
    else:
        placement.fill(site, new)
        site_memory.keep(next_, Memory(new, named, pages, frequent))
        placement.swap_in(site, old, (next_, frame.memory))
    (build / "nginx.conf").write_text(policy.nginx(frame.csp), encoding="utf-8")
    return fingerprint, len(new) - 1


def _is_same(path: str, new: Pieces, memory: Memory) -> bool:
    """Whether a file of the new site holds what it holds in the one that stands."""
    return path in memory.files and memory.files[path].sha == new[path].sha


def _put_together(frame: Frame, memory: Memory, made: Mapping[str, Made]) -> tuple[dict[str, Piece], Path]:
    """The files of all languages, and the folder where those are that were made: the default language's output."""
    work = frame.root / "build" / "work"
    default, *others = frame.catalogue.publication.languages
    site = work / default
    for code in others:
        (work / code).rename(site / code)
    found: dict[str, Piece] = {}
    known = {frame.roots[code] + file: sha for code, one in made.items() for file, sha in one.hashes.items()}
    for code, one in made.items():
        found |= {path: memory.files[path] for path in (frame.roots[code] + file for file in one.standing)}
    return found | pieces.below(site, known), site


def _indexes(
    frame: Frame, site: Path, memory: Memory, made: Mapping[str, Made], jobs: int
) -> dict[str, indexing.Index]:
    """Language → its index."""
    work, standing = frame.root / "build" / "work", {}
    targets = {code: site / root / FOLDER for code, root in frame.roots.items()}
    now: dict[str, Sequence[Page]] = {}
    for code, root in frame.roots.items():
        now[code] = _searched(made[code].pages) if code in made else indexing.kept_texts(work, code)
        if memory.is_whole and code in memory.frequent:
            start = root + FOLDER
            there = {
                path.removeprefix(start): piece for path, piece in memory.files.items() if path.startswith(start)
            }
            before = _searched(memory.pages[code])
            folder = frame.root / "build" / "site" / start
            standing[code] = indexing.Standing(folder, there, before, memory.frequent[code])
    return indexing.write_indexes(targets, now, frame.catalogue.publication, jobs, standing)


def _searched(pages: Pages) -> list[Shelved]:
    return in_order(page.searched for page in pages.values() if page.searched)


def _ground(own: OperatorGround, catalogue: Catalogue, code: str) -> Ground:
    publication = catalogue.publication
    up = "../" if code == publication.default_language else "../../"
    return ground(
        publication.map, os.environ, lang=code, shared_url=up, tile_extension=own.tile_extension, zooms=own.zooms
    )
