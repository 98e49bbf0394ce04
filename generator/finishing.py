"""What a build does before its pages are made, and after: the same however many machines made them.

Before: the theme is assembled, and what it has to print is gathered. After: the index of the search, the site's map
for search engines, what can be kept offline, the seal over all files; and the whole site is swapped in.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator import addresses, fonts, indexing, offline, policy, site_memory, sitemap, website
from generator.basemaps import Ground, ground
from generator.catalogue import Catalogue
from generator.inspection import Checked
from generator.language import Language
from generator.sealing import hashes_of, seal
from generator.searching.building import FOLDER
from generator.searching.texts import Searched
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


def finish(
    frame: Frame,
    files: Mapping[str, Iterable[str]],
    jobs: int,
    memory: Memory = NOTHING,
    pages: Mapping[str, Pages] = MappingProxyType({}),
) -> tuple[str, int]:
    """Make the pages in ``build/work`` the whole site and swap it in; returns the seal, and how many files there are.

    ``files`` are those of the trees, by language; ``memory`` is of the site that stands, and ``pages`` are those of
    the new one, by language. Those that are not in ``build/work`` are taken over.
    """
    catalogue, folder = frame.catalogue, frame.root / "build"
    publication, old = catalogue.publication, frame.root / "build" / "site"
    for code, made in pages.items():
        there = old / frame.roots[code]
        website.take_over(there, folder / "work" / code, (page.file for page in made.values()))
    indexing.write_indexes(folder / "work", publication, jobs, _indexes(frame, memory))
    default, *others = publication.languages
    site = folder / "work" / default
    more = {"THIRD-PARTY.txt": "\n".join(filter(None, [vendored_notices(), frame.notice])).encode()}
    more |= dict(frame.own_ground.files()) | sitemap.of_pages(catalogue, files)
    website.put_together(site, {code: folder / "work" / code for code in others}, more)
    if publication.offline and not frame.served:
        offline.write_offline(site, publication, frame.languages, frame.csp)
    else:
        offline.write_switched_off(site)
    hashes = hashes_of(site)
    fingerprint, sealed = seal(site, catalogue, hashes)
    hashes |= sealed
    website.settle(old, site, (path for path, sha in hashes.items() if memory.files.get(path) == sha))
    site_memory.forget(frame.memory)
    website.swap_in(site, old)
    site_memory.keep(old, frame.memory, hashes, pages)
    (folder / "nginx.conf").write_text(policy.nginx(frame.csp), encoding="utf-8")
    return fingerprint, len(hashes) - len(sealed)


def _indexes(frame: Frame, memory: Memory) -> dict[str, indexing.Standing]:
    """Language → its index in the site that stands, where nothing of that was touched."""
    found = {}
    for code, root in frame.roots.items() if memory.is_whole else ():
        start = root + FOLDER
        files = frozenset(path.removeprefix(start) for path in memory.files if path.startswith(start))
        before = [Searched.from_json(page.searched) for page in memory.pages[code].values() if page.searched]
        where = frame.root / "build" / "site" / start
        found[code] = indexing.Standing(where, files, {page.url: page for page in before})
    return found


def _ground(own: OperatorGround, catalogue: Catalogue, code: str) -> Ground:
    publication = catalogue.publication
    up = "../" if code == publication.default_language else "../../"
    return ground(
        publication.map, os.environ, lang=code, shared_url=up, tile_extension=own.tile_extension, zooms=own.zooms
    )
