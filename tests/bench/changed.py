"""One record is changed: how long until the site has it, and how much of the site was written for it."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from time import perf_counter, sleep

from tests.bench.builders import generator
from tests.bench.contents import Content
from tests.bench.measuring import LAST_WORDS, FailedError, Timed, run
from tests.bench.results import Changed, Edit
from tests.edits import mark_title

LONGEST = 1_200.0
"""Seconds to wait for something that a preview does, at most."""
AGAIN = 0.03
"""Seconds between two looks at a page."""
PAUSE = 3.0
"""Seconds from the end of a build until something is saved again."""

Seen = dict[str, tuple[int, int, bytes]]
"""File of a site → which file on the disk it is, when that was written, and a hash of what is in it."""


def measure(content: Content, times: int) -> Changed:
    """Change one project after another and build. The site that stands is that of the records."""
    folder, command = generator(content, "build")
    changed = Changed(run(command, folder=folder))
    for number, path in enumerate(published(content, times)):
        before = _look(content)
        mark_title(path, f"改{number}")
        timed = run(command, folder=folder)
        changed.edits.append(edit_of(before, _look(content), timed))
    return changed


def published(content: Content, most: int) -> list[Path]:
    """Projects that have a page, from all over the publication."""
    paths = sorted((content.publication / "data" / "projects").glob("*.yml"))
    pages = content.publication / "build" / "site" / "projects"
    shown = [path for path in paths if (pages / path.stem / "index.html").exists()]
    return shown[:: max(1, len(shown) // most)][:most]


def _look(content: Content) -> Seen:
    site = content.publication / "build" / "site"
    found: Seen = {}
    for path in site.rglob("*"):
        if path.is_file():
            at = path.stat()
            found[path.relative_to(site).as_posix()] = (
                at.st_ino, at.st_mtime_ns, hashlib.blake2b(path.read_bytes(), digest_size=16).digest(),
            )  # fmt: skip
    return found


def edit_of(before: Seen, after: Seen, timed: Timed) -> Edit:
    """What a build did to a site."""
    written = [path for path, there in after.items() if path not in before or before[path][:2] != there[:2]]
    differing = sum(path not in before or before[path][2] != after[path][2] for path in written)
    return Edit(timed, len(written), differing, len(before.keys() - after.keys()))


def serve(content: Content, times: int) -> list[float]:
    """Change one project after another under ``generator serve``: seconds from saving until its page has it."""
    paths = published(content, times)
    with _preview(content) as preview:
        return [preview.seen(path, f"projects/{path.stem}/", f"存{token_hex(4)}") for path in paths]


@dataclass
class _Preview:
    """A preview at work; raises :class:`FailedError` where it ends, or nothing happens."""

    process: subprocess.Popen[str]
    said: list[str]
    site: Path

    @property
    def url(self) -> str:
        """Where it can be reached; empty as long as it has not said so."""
        found = re.search(r"http://127\.0\.0\.1:\d+/", "".join(self.said))
        return found[0] if found else ""

    def seen(self, path: Path, page: str, mark: str) -> float:
        """Seconds from saving a record until its page has the mark."""
        self.wait(lambda: bool(_got(self.url + page)), f"{page} is not there")
        sleep(PAUSE)
        mark_title(path, mark)
        start = perf_counter()
        self.wait(lambda: mark in _got(self.url + page), f"{page} does not show what was saved")
        seconds = perf_counter() - start
        built = self.site / page / "index.html"
        self.wait(lambda: built.exists() and mark in built.read_text(encoding="utf-8"), f"{page} is not built")
        return seconds

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Look again and again."""
        end = perf_counter() + LONGEST
        while not until():
            if self.process.poll() is not None or perf_counter() > end:
                raise FailedError(f"the preview: {what}; {' '.join(self.said[-LAST_WORDS:])}")
            sleep(AGAIN)


def _got(url: str) -> str:
    """A page; empty where it is not there, as for a moment when the site is exchanged."""
    try:
        with urllib.request.urlopen(url, timeout=LONGEST) as answer:
            text: str = answer.read().decode()
            return text
    except urllib.error.HTTPError as answer:
        answer.close()
        return ""
    except OSError:
        return ""


@contextmanager
def _preview(content: Content) -> Iterator[_Preview]:
    """A preview on a free port, once it can be reached."""
    folder, command = generator(content, "serve", "--port", "0", "--lang", "en")
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    said: list[str] = []
    assert process.stdout is not None
    out = process.stdout
    reader = threading.Thread(target=lambda: said.extend(iter(out.readline, "")), daemon=True)
    reader.start()
    try:
        preview = _Preview(process, said, content.publication / "build" / "site")
        preview.wait(lambda: bool(preview.url), "it does not begin")
        yield preview
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join()
        out.close()
