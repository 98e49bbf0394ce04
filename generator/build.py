"""From a folder of records to a website: what inspection found is rendered, written as a tree, and made into a site."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic

from generator import addresses, fonts, handwritten, indexing, media, offline, policy, shares, sitemap, tree, website
from generator.basemaps import Ground, ground
from generator.catalogue import Catalogue
from generator.findings import Finding, Refusal
from generator.inspection import Checked, Report, check_publication, of_setting, quiet, set_of
from generator.language import Language
from generator.loader import Entry
from generator.processes import cores, side_by_side
from generator.render import render
from generator.sealing import seal
from generator.theming import assemble_theme
from generator.tiles import OperatorGround, read_ground
from generator.vendored import vendored_notices


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
    known: dict[str, Entry] | None = None,
) -> Built:
    """Build ``build/site`` below ``root``; with an error among the findings the site that is there stays as it is.

    ``jobs`` and ``known`` are those of :func:`check_publication`.
    """
    start, jobs = monotonic(), jobs or cores()
    website.restore(root / "build" / "site")
    checked = check_publication(root, as_of, report, jobs=jobs, known=known)
    catalogue = checked.catalogue
    if catalogue is None or not checked.is_good:
        return Built(checked, monotonic() - start)
    publication, folder = catalogue.publication, root / "build"
    own = read_ground(publication.map, root)
    csp = policy.policy(publication.map, served=served)
    as_of_text = catalogue.surroundings.as_of.isoformat() if catalogue.surroundings.as_of else ""
    try:
        texts = fonts.texts(catalogue, (page.text for page in checked.pages))
        font = fonts.served(root, publication.fonts.tibetan, texts)
    except Refusal as refusal:
        found = of_setting(checked.loaded, refusal, "fonts")
        return Built(replace(checked, findings=(*checked.findings, found)), monotonic() - start)
    assemble_theme(root, catalogue, font.files)
    findings, runs, written, pages = list(checked.findings), [], 0, 0
    languages = [Language(code, publication, checked.words.get(code)) for code in publication.languages]
    report("pages", 0, len(languages))
    trees = side_by_side([partial(write_tree, root, checked, catalogue, language, own) for language in languages], jobs)
    report("pages", len(languages), len(languages))
    for language, (dead, changed, made) in zip(languages, trees, strict=True):
        code = language.code
        findings.extend(dead)
        written, pages = written + changed, pages + made
        extra = website.extra_for(language, publication, csp, as_of_text)
        extra["tibetan"] = bool(font.files)
        if catalogue.surroundings.chronicle is not None:
            extra["feed"] = {"title": language.word("changes.feed_title"), "url": addresses.FEED}
        if publication.offline and not served:
            extra["offline"] = {"kinds": list(offline.KINDS)}
        settings = website.settings_for(language, publication, root / "mkdocs.yml")
        if code == publication.default_language:
            website.write_inherited(extra, folder / "mkdocs.yml")
        runs.append(
            shares.Run(
                root / "mkdocs.yml",
                code,
                folder / "docs" / code,
                folder / "work" / code,
                settings | {"extra": extra},
                _epoch(catalogue),
            )
        )
    checked = replace(checked, findings=set_of(findings))
    if not checked.is_good:
        return Built(checked, monotonic() - start, pages, written)
    report("site", 0, 1)
    shutil.rmtree(folder / "work", ignore_errors=True)
    warned = shares.build_languages(runs, jobs)
    complaints = tuple(f"{code}: {message}" for code, messages in warned.items() for message in messages)
    if complaints:
        return Built(checked, monotonic() - start, pages, written, complaints)
    indexing.write_indexes(folder / "work", publication, jobs)
    default, *others = publication.languages
    site = folder / "work" / default
    more = {"THIRD-PARTY.txt": "\n".join(filter(None, [vendored_notices(), font.notice])).encode(), **dict(own.files())}
    more |= sitemap.of_site(catalogue, folder / "docs")
    website.put_together(site, {code: folder / "work" / code for code in others}, more)
    if publication.offline and not served:
        offline.write_offline(site, publication, languages, csp)
    else:
        offline.write_switched_off(site)
    fingerprint, count = seal(site, catalogue)
    website.swap_in(site, folder / "site")
    (folder / "nginx.conf").write_text(policy.nginx(csp), encoding="utf-8")
    report("site", 1, 1)
    return Built(checked, monotonic() - start, pages, written, (), count, fingerprint)


def write_tree(
    root: Path, checked: Checked, catalogue: Catalogue, language: Language, own: OperatorGround
) -> tuple[list[Finding], int, int]:
    """Bring one language's tree into line; returns dead links, how many files were written, and how many pages are."""
    artifacts = render(catalogue, language, _ground(own, catalogue, language.code))
    by_hand = handwritten.tree_of(checked.pages, language, catalogue.publication, catalogue.surroundings.changed)
    files, dead = tree.join(artifacts, by_hand)
    if language.code == catalogue.publication.default_language:  # all languages share them
        files |= media.published_images(root, catalogue)
    changed, _ = tree.write(files, root / "build" / "docs" / language.code)
    return dead, len(changed), sum(path.endswith(".md") for path in files)


def _ground(own: OperatorGround, catalogue: Catalogue, code: str) -> Ground:
    publication = catalogue.publication
    up = "../" if code == publication.default_language else "../../"
    return ground(
        publication.map, os.environ, lang=code, shared_url=up, tile_extension=own.tile_extension, zooms=own.zooms
    )


def _epoch(catalogue: Catalogue) -> int:
    """The day that counts as today, in seconds since 1970: what MkDocs takes for its clock."""
    day = catalogue.surroundings.as_of or date(2000, 1, 1)
    return (day - date(1970, 1, 1)).days * 86_400
