"""Shares of a site: one made here, and all of them put together and judged as one.

What a share cannot know is judged here, where all paths are known: pages that two parts of a publication both make,
and links of hand-written pages and of the navigation that lead nowhere.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import IO, Any

from generator import fingerprints, indexing, media, parcels, placement, shards, tree
from generator.build import Built
from generator.findings import Finding, Refusal
from generator.finishing import Frame, finish, prepare
from generator.inspection import Checked, Report, check_publication, of_setting, quiet, set_of
from generator.parcels import RefusedError
from generator.processes import cores
from generator.shards import Material, Share
from generator.tree import Written
from generator.writing.artifacts import Artifact

FOLDER = Path("build") / "shards"
"""Where shares lie below a publication's folder, each in a folder of its own name."""

Gather = Callable[[Frame, Material, dict[str, str]], Iterable[IO[bytes]]]
"""From what surrounds the pages, what they are made of and a fingerprint of it → the archives of all shares."""


class ComplainedError(Exception):
    """MkDocs complained while a share was made; the arguments are its words."""


def build_share(
    root: Path, share: Share, as_of: date | None = None, report: Report = quiet, *, jobs: int | None = None
) -> Built:
    """Check everything, make one share of the pages, and leave it in ``build/shards``; the site stays as it is.

    Raises :class:`RefusedError` where a publication cannot be divided.
    """
    start, jobs = monotonic(), jobs or cores()
    target = root / FOLDER / share.name
    shutil.rmtree(target, ignore_errors=True)
    checked = check_publication(root, as_of, report, jobs=jobs)
    frame, checked = _prepared(root, checked)
    if frame is None:
        return Built(checked, monotonic() - start)
    material = material_of(frame, checked)
    work = root / "build" / "work"
    shutil.rmtree(work, ignore_errors=True)
    report("pages", 0, 1)
    complaints = shards.make(material, share, work, jobs)
    if complaints:
        return Built(checked, monotonic() - start, complaints=tuple(complaints))
    inputs = fingerprints.inputs(root, frame.catalogue, checked.words, frame.grounds)
    content = parcels.pack(work / "made")
    parcels.write(content, share, inputs, target)
    pages = sum(1 for _ in (work / "made" / shards.SITE).rglob("*.html"))
    shutil.rmtree(work)
    report("pages", 1, 1)
    return Built(checked, monotonic() - start, pages, fingerprint=fingerprints.hash_of(content))


def merge(
    root: Path, folders: Iterable[Path], as_of: date | None = None, report: Report = quiet, *, jobs: int | None = None
) -> Built:
    """Check everything, and put the shares in these folders together to ``build/site``.

    Raises :class:`RefusedError` for shares that are not all of one whole, or of another state than what lies here.
    """
    there = parcels.found(folders)

    def gather(frame: Frame, material: Material, inputs: dict[str, str]) -> Iterator[IO[bytes]]:
        for parcel in parcels.together(there, inputs):
            yield parcel.open()

    return build_from(root, gather, as_of, report, jobs=jobs)


def build_from(
    root: Path, gather: Gather, as_of: date | None = None, report: Report = quiet, *, jobs: int | None = None
) -> Built:
    """Build ``build/site`` from shares that come from elsewhere; the errors of :func:`build` and what ``gather``
    raises leave the site that is there."""
    start, jobs = monotonic(), jobs or cores()
    placement.restore(root / "build" / "site")
    checked = check_publication(root, as_of, report, jobs=jobs)
    frame, checked = _prepared(root, checked)
    if frame is None:
        return Built(checked, monotonic() - start)
    material = material_of(frame, checked)
    inputs = fingerprints.inputs(root, frame.catalogue, checked.words, frame.grounds)
    work = root / "build" / "work"
    shutil.rmtree(work, ignore_errors=True)
    report("site", 0, 1)
    rendered: dict[str, list[str]] = {code: [] for code in frame.catalogue.publication.languages}
    try:
        for archive in gather(frame, material, inputs):
            _take(archive, rendered, work)
    except ComplainedError as complained:
        return Built(checked, monotonic() - start, complaints=complained.args)
    files, found, complaints = _judge(frame, material, rendered, work)
    checked = replace(checked, findings=set_of((*checked.findings, *found)))
    pages = sum(path.endswith(".md") for paths in files.values() for path in paths)
    if complaints or not checked.is_good:
        return Built(checked, monotonic() - start, pages, complaints=tuple(complaints))
    # Of no page is known here what it was made from, so the next build takes none of them over.
    fingerprint, count = finish(frame, files, jobs)
    report("site", 1, 1)
    return Built(checked, monotonic() - start, pages, 0, (), count, fingerprint)


def material_of(frame: Frame, checked: Checked) -> Material:
    """What shares are made of. Raises :class:`RefusedError` where the navigation asks for titles of other pages."""
    for language in frame.languages:
        settings = frame.settings(language)
        untitled = [file for title, file in shards.navigation_of(settings) if not title]
        if "nav" not in settings or untitled:
            raise RefusedError("shard_nav", file=untitled[0] if untitled else "nav")
    words = dict(checked.words)
    return Material(
        frame.catalogue, checked.pages, words, frame.grounds, frame.extra, _configuration(frame), frame.epoch
    )


def _prepared(root: Path, checked: Checked) -> tuple[Frame | None, Checked]:
    """The frame of a publication that can be published; else nothing, and all that was found."""
    if not checked.is_good:
        return None, checked
    try:
        return prepare(root, checked), checked
    except Refusal as refusal:
        found = of_setting(checked.loaded, refusal, "fonts")
        return None, replace(checked, findings=(*checked.findings, found))


def _configuration(frame: Frame) -> dict[str, bytes]:
    """``mkdocs.yml`` with the file that it inherits, and the theme's folder."""
    root = frame.root
    custom = Path(str(frame.settings(frame.languages[0])["theme"]["custom_dir"]))
    theme = [path for path in sorted(custom.rglob("*")) if path.is_file()]
    files = [root / "mkdocs.yml", root / "build" / "mkdocs.yml", *theme]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def _take(archive: IO[bytes], rendered: dict[str, list[str]], work: Path) -> None:
    """Put what a share holds in its place below ``work``; raises :class:`RefusedError` for what no share holds."""
    for name, content in parcels.unpack(archive):
        kind, code, path = name.split("/", 2)
        if code not in rendered:
            raise RefusedError("shard_damaged", shard=name)
        if kind == shards.TREE:
            rendered[code] += json.loads(content)
            continue
        target = (indexing.texts_folder(work, code) if kind == shards.TEXTS else work / code) / path
        if kind != shards.THEME or not target.exists():  # what pages bring goes before what the theme brings
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _judge(
    frame: Frame, material: Material, rendered: Mapping[str, list[str]], work: Path
) -> tuple[dict[str, list[str]], list[Finding], list[str]]:
    """The files of each language's tree, and what is wrong with them as a whole; adds the pictures."""
    trees, findings, complaints = {}, [], []
    for language in frame.languages:
        code, paths = language.code, rendered[language.code]
        by_hand = shards.pages_by_hand(material, language)
        files, dead = tree.join((Artifact(path, b"") for path in paths), by_hand)
        if code == frame.catalogue.publication.default_language:
            pictures = media.published_images(frame.root, frame.catalogue)
            files |= pictures
            for path, content in pictures.items():
                (work / code / path).parent.mkdir(parents=True, exist_ok=True)
                (work / code / path).write_bytes(content)
        findings += dead
        said = [f"'{path}' is made twice." for path, count in Counter(paths).items() if count > 1]
        said += _missing(frame.settings(language), by_hand, files, work / code)
        complaints += [f"{code}: {message}" for message in said]
        trees[code] = sorted(files)
    return trees, findings, complaints


def _missing(
    settings: Mapping[str, Any], by_hand: Mapping[str, Written], files: Mapping[str, bytes], site: Path
) -> Iterator[str]:
    """What MkDocs would have said of links, had it known all pages."""
    for _, file in shards.navigation_of(settings):
        if file not in files:
            yield f"The navigation names '{file}', which is not found in the documentation files."
    for path, page in by_hand.items():
        for file, anchor in shards.links_of(path, page):
            said = f"Doc file '{path}' contains a link to '{file}'"
            if file not in files:
                yield f"{said}, which is not found among documentation files."
            elif anchor and file.endswith(".md") and file not in by_hand:
                html = (site / shards.output_of(file)).read_text(encoding="utf-8")
                if f'id="{anchor}"' not in html:
                    yield f"{said}, but it does not contain an anchor '#{anchor}'."
