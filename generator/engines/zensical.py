"""Zensical at work on the same trees: same addresses, our theme, and everything else of the site as with MkDocs.

Zensical reads MkDocs' configuration and runs the same Markdown, but makes templates with MiniJinja. It differs in one
thing that pages would break by: relative addresses in HTML count from the file, not from the page that it becomes. So
every page is given to it as the ``index.md`` of a folder, where both are the same.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import Any

import yaml
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load

from generator import addresses, indexing, placement, shares, website
from generator.build import Built
from generator.findings import Refusal
from generator.finishing import Frame, finish, prepare
from generator.growth import grow
from generator.inspection import Report, check_publication, of_setting, quiet, set_of
from generator.language import Language
from generator.parcels import RefusedError
from generator.processes import cores, elsewhere, side_by_side
from generator.runs import Run
from generator.searching.texts import searched
from generator.shards import navigation_of

OWN = ("assets/javascripts", "assets/stylesheets", "search.json", "objects.inv", "sitemap.xml")
"""What Zensical writes for its own theme; no page of ours asks for it."""
PLAIN_CODE = {"pymdownx.highlight": {"use_pygments": False}}
"""Zensical always marks code with SuperFences; without colours, which our theme has no styles for."""

_BY_HAND = re.compile(r'\A---\n(?:.*\n)*?data_path: "content/')
_LINK = re.compile(r"(`+[^`]*`+)|(\]\(\s*<?|^ {0,3}\[[^\]]+\]:\s+)(?![/#]|[a-z]+:)([^)\s>#]+)")
_CONTENT = re.compile(r'<article class="p-article">(?:\s*<p class="p-lang-note">.*?</p>)?(.*)</article>', re.DOTALL)


def build(root: Path, as_of: date | None = None, report: Report = quiet, *, jobs: int | None = None) -> Built:
    """:func:`generator.build.build` with Zensical. Raises :class:`RefusedError` where it is not installed."""
    if find_spec("zensical") is None:
        raise RefusedError("engine_extra")
    start, jobs = monotonic(), jobs or cores()
    placement.restore(root / "build" / "site")
    checked = check_publication(root, as_of, report, jobs=jobs)
    if not checked.is_good:
        return Built(checked, monotonic() - start)
    try:
        frame = prepare(root, checked)
    except Refusal as refusal:
        found = of_setting(checked.loaded, refusal, "fonts")
        return Built(replace(checked, findings=(*checked.findings, found)), monotonic() - start)
    report("pages", 0, 1)
    grown = elsewhere(partial(grow, frame, checked, jobs))
    checked = replace(checked, findings=set_of((*checked.findings, *(found for one in grown for found in one.dead))))
    pages, written = sum(len(one.pages) for one in grown), sum(one.written for one in grown)
    if not checked.is_good:
        return Built(checked, monotonic() - start, pages, written)
    report("site", 0, 1)
    work = root / "build" / "work"
    shutil.rmtree(work, ignore_errors=True)
    said = side_by_side([partial(run, frame, language, work) for language in frame.languages], jobs)
    if complaints := tuple(message for messages in said for message in messages):
        return Built(checked, monotonic() - start, pages, written, complaints)
    files = {language.code: one.files for language, one in zip(frame.languages, grown, strict=True)}
    fingerprint, count = finish(frame, files, jobs, engine="zensical")
    report("site", 1, 1)
    return Built(checked, monotonic() - start, pages, written, (), count, fingerprint)


def run(frame: Frame, language: Language, work: Path) -> list[str]:
    """Make one language's pages, in ``work/<language>``, and what is searched on them; returns complaints."""
    code, docs = language.code, frame.docs(language.code)
    home = work / f"{code}.zensical"
    for path in docs.rglob("*"):
        if path.is_file():
            _give(path, path.relative_to(docs).as_posix(), home / "docs")
    config = yaml_load((frame.root / "mkdocs.yml").read_text(encoding="utf-8")) | frame.settings(language)
    config.pop("INHERIT", None)
    config |= {"docs_dir": "docs", "site_dir": "site", "nav": _named(config.get("nav") or [])}
    config["markdown_extensions"] = [*config.get("markdown_extensions", []), PLAIN_CODE]
    (home / "mkdocs.yml").write_text(yaml.safe_dump(website.plain(config), allow_unicode=True), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "-f", str(home / "mkdocs.yml")],
        cwd=home, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        return [f"{code}: {line}" for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    for name in OWN:
        left_over = home / "site" / name
        shutil.rmtree(left_over) if left_over.is_dir() else left_over.unlink(missing_ok=True)
    (home / "site").rename(work / code)
    if complaints := _error_page(frame, language, home, work / code):
        return complaints
    indexing.keep_texts(_texts(docs, work / code), indexing.texts_folder(work, code) / "0.jsonl")
    shutil.rmtree(home)
    return []


def _error_page(frame: Frame, language: Language, home: Path, site: Path) -> list[str]:
    """The page for addresses that are not there, made by MkDocs; returns complaints.

    Zensical gives it an empty page of its own, by which the theme tells it from no other page, and two slashes.
    """
    settings, empty = frame.settings(language), home / "empty"
    for _, file in navigation_of(settings):
        (empty / file).parent.mkdir(parents=True, exist_ok=True)
        (empty / file).touch()
    run_ = Run(frame.root / "mkdocs.yml", language.code, empty, home / "made", settings, frame.epoch)
    if complaints := shares.run_mkdocs(run_).warnings:
        return [f"{language.code}: {message}" for message in complaints]
    (home / "made" / "404.html").replace(site / "404.html")
    return []


def _give(source: Path, path: str, docs: Path) -> None:
    """Put a file of the tree where Zensical makes the same address of it."""
    target = docs / _index(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.endswith(".md"):
        text = source.read_text(encoding="utf-8")
        # Only pages written by hand name other files of the tree.
        target.write_text(_relinked(text, path) if _BY_HAND.search(text) else text, encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def _relinked(text: str, path: str) -> str:
    """The links of a page that now lies in a folder of its own, to pages that do as well; code is left alone."""
    up = "" if _index(path) == path else "../"
    lines, fenced = [], False
    for line in text.split("\n"):
        fenced ^= line.lstrip().startswith("```")
        lines.append(line if fenced else _LINK.sub(lambda found: found[1] or found[2] + up + _index(found[3]), line))
    return "\n".join(lines)


def _index(path: str) -> str:
    """The path of a page as the index of a folder; of any other file as it is."""
    is_moved = path.endswith(".md") and path.rpartition("/")[2] != "index.md"
    return path.removesuffix(".md") + "/index.md" if is_moved else path


def _named(nav: Any) -> Any:
    """The navigation with pages as they are called here."""
    if isinstance(nav, list):
        return [_named(item) for item in nav]
    if isinstance(nav, Mapping):
        return {title: _named(target) for title, target in nav.items()}
    return _index(nav) if isinstance(nav, str) and ":" not in nav else nav


def _texts(docs: Path, site: Path) -> Iterator[str]:
    """What is searched on each page, read from the page as it was made."""
    for path in sorted(docs.rglob("*.md")):
        url = addresses.page_of(path.relative_to(docs).as_posix())
        _, meta = get_data(path.read_text(encoding="utf-8"))
        content = _CONTENT.search((site / url / "index.html").read_text(encoding="utf-8"))
        found = searched(url, meta, content[1] if content else "")
        if found is not None:
            yield found.to_json()
