"""Publications on disk for tests: a copy of the real one with its history, small ones, and the generator at work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.build import Built, build
from generator.reports import Wording, to_text
from generator.searching.texts import Searched, in_order, whole
from generator.site_memory import recall
from tests.publications import COMMON, PUBLICATION, write_publication

REPOSITORY = Path(__file__).resolve().parents[1]
PARTS = ("data", "content", "site_config", "mkdocs.yml")
"""What makes a publication."""
DAY = "2026-06-30"
"""The day that counts as today in small publications, which have no history."""

ABOUT = {
    "zh": "---\ntitle: 关于\n---\n\n# 关于\n\n试验用。[项目](projects/index.md)\n",
    "en": "---\ntitle: About\n---\n\n# About\n\nFor trials. [Projects](projects/index.md)\n",
}
PAGES = ("about.md", "method.md", "data-protection.md", "accessibility.md", "guide/index.md")
"""The hand-written pages that the theme's footer leads to."""


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit code, and what it printed."""

    code: int
    out: str
    err: str


def copy_real(folder: Path) -> Path:
    """The real publication as it stands here, uncommitted changes too, in a clone that has its history."""
    if (REPOSITORY / ".git").exists():
        git(REPOSITORY, "clone", "--quiet", "--no-checkout", str(REPOSITORY), str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name, dirs_exist_ok=True)
        else:
            shutil.copy2(source, folder / name)
    return folder


def git(folder: Path, *arguments: str, when: str = "") -> str:
    """What git prints, whatever the settings of whoever runs the tests; ``when`` is the moment of a commit."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}
    settings |= {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when} if when else {}
    command = ["git", "-c", "safe.directory=*", "-C", str(folder), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(command, check=True, capture_output=True, text=True, env={**environment, **settings}).stdout


def write_small(
    folder: Path,
    records: Mapping[str, str] | None = None,
    *,
    publication: str = PUBLICATION,
    common: Mapping[str, str] = COMMON,
    pages: Mapping[str, str] | None = None,
) -> Path:
    """A whole small publication; ``records`` maps ``projects/road`` to its YAML, ``pages`` maps ``zh/about.md``."""
    write_publication(folder, records, publication=publication, common=common)
    shutil.copy2(REPOSITORY / "mkdocs.yml", folder / "mkdocs.yml")
    written = {f"{code}/{name}": _page(code, name) for code in ABOUT for name in PAGES}
    for name, text in {**written, **(pages or {})}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _page(code: str, name: str) -> str:
    return ABOUT[code].replace("](", "](" + "../" * name.count("/"))


def built(root: Path) -> Path:
    """Build the publication and return its site; fails with everything that is wrong with it."""
    done: Built = build(root)
    errors = [finding for finding in done.checked.findings if finding.is_error]
    said = to_text(errors, Wording("en"), lambda file: (root / file).read_text(encoding="utf-8"))
    assert done.is_good, said + "\n".join(done.complaints)
    return root / "build" / "site"


def searched_pages(root: Path, language: str) -> list[Searched]:
    """What is searched on the pages of a publication that was built last by :func:`built`, in order."""
    known = recall(root / "build" / "site", root / "build" / "cache" / "site", {"zh": "", "en": "en/"})
    pages = in_order(page.searched for page in known.pages[language].values() if page.searched)
    return [whole(page) for page in pages]


def environment(**more: str) -> dict[str, str]:
    """The surroundings of a command: this package, an English locale, none of git's own variables."""
    foreign = ("GIT_", "LC_", "LANG", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "PYTHONPATH": str(REPOSITORY), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **more}


def generator(*arguments: str | Path, cwd: Path | None = None, timeout: float = 120, **more: str) -> Ran:
    """Run the command line in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", timeout=timeout, check=False, stdin=subprocess.DEVNULL,
        cwd=cwd or REPOSITORY, env=environment(**more),
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder: Path) -> dict[str, int]:
    """When every file below a folder was last written."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()
    }
