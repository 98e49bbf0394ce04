"""Publications under git for tests: commits at given times, and what the generator makes of them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from generator.basemaps import ground
from generator.findings import Finding
from generator.inspection import Checked, check_publication
from generator.language import Language
from generator.render import render
from tests.publications import PUBLICATION
from tests.websites import write_small

SINCE = PUBLICATION + "published_since: 2026-02-01\n"
BEFORE, FIRST, SECOND, THIRD = (f"2026-0{month}-15T04:00:00Z" for month in (1, 2, 3, 4))

ROAD = """\
title: {zh: 试验道路, en: Trial road}
places: ["630121"]
budget: 120万元
sources: gazette
"""


def git(folder: Path, *arguments: str, **extra: str) -> str:
    """What git prints, as nobody and without anybody's settings."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}
    who = {f"GIT_{role}_{what}": "nobody" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True, capture_output=True, text=True, env={**clean, **settings, **who, **extra},
    )  # fmt: skip
    return done.stdout


def commit(folder: Path, when: str, files: Mapping[str, str | None] | None = None, message: str = "x") -> str:
    """Write the files (``None`` deletes one) and commit everything; returns the hash."""
    for name, text in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
    return git(folder, "rev-parse", "HEAD").strip()


def start(
    folder: Path, records: Mapping[str, str] | None = None, *, publication: str = SINCE, when: str = BEFORE
) -> Path:
    """A small publication under git, with one commit from before it was published."""
    root = write_small(folder / "库", records or {"projects/road": ROAD}, publication=publication)
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, when, message="Begin")
    return root


def checked(root: Path) -> Checked:
    """The publication, read and checked."""
    return check_publication(root)


def codes(root: Path) -> list[str]:
    """The codes of the errors in it."""
    return [finding.code for finding in errors(root)]


def errors(root: Path) -> list[Finding]:
    """What keeps it from being published."""
    return [finding for finding in checked(root).findings if finding.is_error]


def pages(root: Path, code: str = "en") -> dict[str, str]:
    """The tree of one language, as text."""
    state = checked(root)
    assert state.catalogue is not None and state.is_good, state.findings
    catalogue = state.catalogue
    language = Language(code, catalogue.publication)
    plain = ground(catalogue.publication.map, {}, lang=code, shared_url="../")
    return {one.path: one.content.decode("utf-8", "replace") for one in render(catalogue, language, plain)}
