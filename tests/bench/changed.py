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
from pathlib import Path
from time import perf_counter, sleep

from tests.bench.builders import generator
from tests.bench.contents import Content
from tests.bench.measuring import FailedError, Timed, run
from tests.bench.results import Changed, Edit
from tests.edits import mark_title

LONGEST = 3_600.0
"""Seconds to wait for a preview, at most."""
AGAIN = 0.03
"""Seconds between two looks at a page."""

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
    with _preview(content) as url:
        return [_seen(path, f"{url}/projects/{path.stem}/", f"存{number}") for number, path in enumerate(paths)]


def _seen(path: Path, url: str, mark: str) -> float:
    _wait(lambda: bool(_got(url)), f"{url} is not there")
    mark_title(path, mark)
    start = perf_counter()
    _wait(lambda: mark in _got(url), f"{url} does not show what was saved")
    return perf_counter() - start


def _got(url: str) -> str:
    """A page; empty where it is not there, as for a moment when the site is exchanged."""
    try:
        with urllib.request.urlopen(url, timeout=LONGEST) as answer:
            text: str = answer.read().decode()
            return text
    except urllib.error.HTTPError as answer:
        answer.close()
        return ""


def _wait(until: Callable[[], bool], what: str) -> None:
    end = perf_counter() + LONGEST
    while not until():
        if perf_counter() > end:
            raise FailedError(what)
        sleep(AGAIN)


@contextmanager
def _preview(content: Content) -> Iterator[str]:
    """A preview on a free port, once it can be reached; gives its address."""
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
        _wait(lambda: process.poll() is not None or "http://127" in "".join(said), "the preview does not begin")
        found = re.search(r"http://127\.0\.0\.1:\d+", "".join(said))
        if found is None:
            raise FailedError(f"the preview ended: {''.join(said)}")
        yield found[0]
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
