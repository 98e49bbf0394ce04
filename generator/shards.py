"""A share of the pages from records to HTML: the unit of work that machines divide among themselves.

A share renders its own parts of each language's tree, and has MkDocs make the pages of them; of what the others make it
knows nothing. Rendered pages link in HTML, which MkDocs does not look at. Only the few pages written by hand, which are
all of the first share, name other files; these, and what stands in the navigation, are there as placeholders, and
whether they are really there is judged when the shares are put together (:mod:`generator.merging`).
"""

from __future__ import annotations

import json
import posixpath
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator import addresses, handwritten, indexing, shares, website
from generator.basemaps import Ground
from generator.catalogue import Catalogue
from generator.checks import content
from generator.handwritten import Handwritten
from generator.language import Language
from generator.processes import side_by_side
from generator.render import leaves
from generator.rendered import Rendered
from generator.runs import Run
from generator.searching.texts import whole
from generator.tree import Tree, Written, write
from generator.wordlists import Words
from generator.writing.artifacts import made

SITE, THEME, TEXTS, TREE = "site", "theme", "texts", "tree"
"""What a share yields, a folder for each language: its pages and files; what the theme brings (the first share only);
what is searched on its pages; the paths of what it rendered."""


@dataclass(frozen=True, order=True)
class Share:
    """Which share of the work, from 0, and of how many."""

    number: int
    of: int

    @property
    def name(self) -> str:
        """As people count: ``1-of-3``."""
        return f"{self.number + 1}-of-{self.of}"

    def parts(self, count: int) -> list[Share]:
        """The same work in so many shares: every third is every sixth and every sixth, begun three later."""
        return [Share(self.number + self.of * part, self.of * count) for part in range(count)]


@dataclass(frozen=True)
class Material:
    """Everything that shares are made of, as plain values: where they are made nothing else is asked for."""

    catalogue: Catalogue
    pages: tuple[Handwritten, ...]
    words: Mapping[str, Words]
    """Language → what the publication says in its own words."""
    grounds: Mapping[str, Ground]
    """Language → what lies under its maps."""
    extra: Mapping[str, Mapping[str, Any]]
    """Language → what the theme prints that no page says."""
    configuration: Mapping[str, bytes]
    """``mkdocs.yml`` and whatever it names, by path below the publication's folder."""
    epoch: int
    """Seconds since 1970 that stand for now."""

    @property
    def languages(self) -> list[Language]:
        """The publication's languages, the default one first."""
        publication = self.catalogue.publication
        return [Language(code, publication, self.words.get(code)) for code in publication.languages]


def make(material: Material, share: Share, folder: Path, jobs: int = 1) -> list[str]:
    """Make a share in an empty folder, in so many processes; returns what MkDocs complained of, by language.

    What is made is in ``folder/made``; the rest of the folder can be thrown away.
    """
    base = folder / "base"
    write(material.configuration, base)
    languages = material.languages
    works: list[Callable[[], list[str]]] = []
    places: list[tuple[str, Path]] = []
    for language in languages:
        for part in share.parts(max(1, jobs // len(languages))):
            work = folder / f"{language.code}.{part.number}"
            works.append(partial(_make_part, material, language, part, base, work))
            places.append((language.code, work))
    complaints: dict[str, None] = {}
    for (code, work), said in zip(places, side_by_side(works, jobs), strict=True):
        complaints |= dict.fromkeys(f"{code}: {message}" for message in said)
        for kind in (SITE, THEME, TEXTS, TREE):
            _move(work / kind, folder / "made" / kind / code)
        shutil.rmtree(work)
    return list(complaints)


def _make_part(material: Material, language: Language, share: Share, base: Path, work: Path) -> list[str]:
    """Make a share of one language's pages below ``work``; returns what MkDocs complained of."""
    catalogue, code = material.catalogue, language.code
    every = list(leaves(catalogue, language, material.grounds[code]))
    rendered = {file.path: file.content for file in made(every[share.number :: share.of])}
    by_hand = pages_by_hand(material, language) if share.number == 0 else {}
    own = rendered | {path: page.content for path, page in by_hand.items()}
    settings = website.settings_for(language, catalogue.publication, base / "mkdocs.yml")
    write(_placeholders(settings, by_hand) | own, work / "docs")
    run = Run(
        base / "mkdocs.yml", code, work / "docs", work / "all", settings | {"extra": dict(material.extra[code])},
        material.epoch,
    )  # fmt: skip
    outcome = shares.run_mkdocs(run)
    if outcome.warnings:
        return list(outcome.warnings)
    _sort_out(work, own, is_first=share.number == 0)
    searched = [whole(page).to_json() for file, (_, page) in outcome.pages.items() if file in own and page]
    indexing.keep_texts(searched, work / TEXTS / f"{share.number:05}.jsonl")
    (work / TREE).mkdir()
    (work / TREE / f"{share.number:05}.json").write_text(json.dumps(sorted(rendered)), encoding="utf-8")
    return []


def pages_by_hand(material: Material, language: Language) -> dict[str, Written]:
    """Path in a language's tree → page written by hand."""
    catalogue = material.catalogue
    return handwritten.tree_of(material.pages, language, catalogue.publication, catalogue.surroundings.changed)


def navigation_of(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Title and file of every page in the navigation; an empty title where the page itself says it."""
    yield from _entries(settings.get("nav") or [])


def links_of(path: str, page: Written) -> Iterator[tuple[str, str]]:
    """File and anchor of every link in a page written by hand that MkDocs takes for one to a file of the tree."""
    text = page.content.decode()
    body = text.partition("\n---\n")[2] if text.startswith("---\n") else text
    for target in Rendered(content.render(body)).targets:
        parts = urlsplit(target)
        file = unquote(parts.path)
        if not (parts.scheme or parts.netloc or file.startswith(("/", "\\"))) and posixpath.splitext(file)[1]:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), file)), parts.fragment


def output_of(file: str) -> str:
    """The file of the site that a file of the tree becomes."""
    return addresses.page_of(file) + "index.html" if file.endswith(".md") else file


def _placeholders(settings: Mapping[str, Any], by_hand: Mapping[str, Written]) -> Tree:
    """Files that MkDocs has to find, with the anchors that it has to find in them."""
    wanted: dict[str, set[str]] = {file: set() for _, file in navigation_of(settings)}
    for path, page in by_hand.items():
        for file, anchor in links_of(path, page):
            if not file.startswith("../"):
                wanted.setdefault(file, set()).add(anchor)
    return {
        file: "\n".join(f'<p id="{anchor}"></p>\n' for anchor in sorted(anchors) if anchor).encode()
        for file, anchors in wanted.items()
    }


def _entries(nav: Any, title: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(nav, list):
        for item in nav:
            yield from _entries(item)
    elif isinstance(nav, Mapping):
        for name, inner in nav.items():
            yield from _entries(inner, str(name))
    elif isinstance(nav, str) and nav.endswith(".md") and ":" not in nav:
        yield title, posixpath.normpath(nav)


def _sort_out(work: Path, own: Iterable[str], *, is_first: bool) -> None:
    """Of what MkDocs wrote, keep what is of own files, and once what is of none."""
    for file in own:
        _move(work / "all" / output_of(file), work / SITE / output_of(file))
    if is_first:
        placeholders = (path.relative_to(work / "docs").as_posix() for path in (work / "docs").rglob("*.*"))
        for file in placeholders:
            (work / "all" / output_of(file)).unlink(missing_ok=True)
        _move(work / "all", work / THEME)


def _move(source: Path, target: Path) -> None:
    """Move a file, or all that a folder holds, to where there may be something already; nothing where it is not."""
    if source.is_dir():
        for inner in list(source.iterdir()):
            _move(inner, target / inner.name)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
