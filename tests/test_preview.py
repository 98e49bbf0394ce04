"""The live preview: it shows what is saved at once, keeps the last good pages, and ends when it is told to."""

from __future__ import annotations

import html
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.publications import PUBLICATION
from tests.websites import DAY, REPOSITORY, environment, write_small

ROAD = "title: {zh: 试验路, en: Trial Road}\nsources: gazette\n"
PATIENCE = 90.0
"""Seconds; a rebuild takes two or three."""


@dataclass
class Preview:
    """A preview in a process of its own."""

    root: Path
    process: subprocess.Popen[str]
    hold: Path
    """While this file is there, a build waits for git."""
    said: list[str] = field(default_factory=list)
    url: str = ""

    def get(self, path: str) -> str:
        """The page at a path."""
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def save(self, file: str, text: str) -> None:
        """Write a file, as an editor does."""
        (self.root / file).write_text(text, encoding="utf-8")

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Wait until something is the case."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if until():
                    return
            except urllib.error.HTTPError as answer:  # for a moment there is no site, or not this page yet
                answer.close()
            assert self.process.poll() is None, "".join(self.said)
            time.sleep(0.05)
        pytest.fail(f"{what}\n" + "".join(self.said))

    def heard(self, text: str) -> bool:
        """Whether it has said something."""
        return text in "".join(self.said)


    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Meanwhile no build gets far."""
        self.hold.touch()
        try:
            yield
        finally:
            self.hold.unlink()


SLOW_GIT = """\
#!/bin/sh
while [ -e "{hold}" ]; do sleep 0.05; done
PATH="{path}" exec git "$@"
"""


def slow_git(folder: Path, hold: Path) -> str:
    """A search path on which the first git waits as long as a file is there."""
    folder.mkdir()
    file = folder / "git"
    file.write_text(SLOW_GIT.format(hold=hold, path=os.environ["PATH"]), encoding="utf-8")
    file.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of a small publication on a free port."""
    settings = PUBLICATION.replace("languages: [zh, en]", "languages: [zh]")
    folder = tmp_path_factory.mktemp("preview")
    root = write_small(folder / "publication", {"projects/road": ROAD}, publication=settings)
    hold = folder / "hold"
    around = environment(PATH=slow_git(folder / "bin", hold))
    command = [sys.executable, "-u", "-m", "generator", "serve", "--root", str(root), "--port", "0", "--as-of", DAY]
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env=around, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        encoding="utf-8",
    )  # fmt: skip
    started = Preview(root, process, hold)
    assert process.stdout is not None
    reader = threading.Thread(target=lambda: started.said.extend(iter(process.stdout.readline, "")), daemon=True)  # type: ignore[union-attr]
    reader.start()
    try:
        started.wait(lambda: started.heard("http://127.0.0.1:"), "it did not start")
        found = re.search(r"http://127\.0\.0\.1:\d+", "".join(started.said))
        assert found is not None
        started.url = found[0]
        yield started
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        reader.join()
        process.stdout.close()


def test_pages_are_served_and_reload_by_themselves(preview: Preview) -> None:
    page = preview.get("/projects/road/")
    assert "试验路" in page
    assert "livereload" in page, "the server's own script, which the preview's policy lets run"
    assert "script-src 'self' 'unsafe-inline'" in html.unescape(page)


def test_an_address_that_is_not_there_has_the_sites_own_page(preview: Preview) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        preview.get("/nowhere/")
    with caught.value as answer:
        assert answer.code == 404 and "404" in answer.read().decode("utf-8")


def test_whatever_is_saved_is_on_its_page_soon(preview: Preview) -> None:
    preview.save("data/projects/road.yml", ROAD.replace("试验路", "改名的路"))
    preview.wait(lambda: "改名的路" in preview.get("/projects/road/"), "the record's page did not change")
    text = (preview.root / "site_config/publication.yml").read_text(encoding="utf-8")
    preview.save("site_config/publication.yml", text.replace("试验城", "改名的城"))
    preview.save("content/zh/about.md", "---\ntitle: 关于\n---\n\n# 关于\n\n新的一段。\n")
    preview.wait(lambda: "新的一段" in preview.get("/about/"), "the text did not change")
    preview.wait(lambda: "改名的城" in preview.get("/"), "the name did not change")


def test_a_broken_record_is_told_and_the_old_page_stays_until_it_is_mended(preview: Preview) -> None:
    before = preview.get("/projects/road/").split("livereload")[0]
    preview.save("data/projects/road.yml", ROAD + "budget: 120万\n")
    preview.wait(lambda: preview.heard("data/projects/road.yml:3:9"), "the mistake was not told")
    preview.wait(lambda: preview.heard("120 万元"), "nor what to write")
    assert preview.get("/projects/road/").split("livereload")[0] == before
    preview.save("data/projects/road.yml", ROAD + "budget: 120 万元\n")
    preview.wait(lambda: "120</span>" in preview.get("/projects/road/"), "the mended record did not show")


def test_what_is_saved_is_shown_while_the_build_is_held_back_and_is_on_the_site_afterwards(
    preview: Preview,
) -> None:
    site, page, builds = preview.root / "build" / "site", "/projects/road/", len(preview.said)
    with preview.held_back():
        for name in ("先看到的路", "又改名的路"):
            preview.save("data/projects/road.yml", ROAD.replace("试验路", name))
            preview.wait(lambda name=name: name in preview.get(page), "what was saved does not show")  # type: ignore[misc]
        assert "livereload" in preview.get(page)
        assert "又改名的路" not in (site / "projects/road/index.html").read_text(encoding="utf-8")
        assert "又改名的路" not in preview.get("/projects/"), "everything else follows later"
        assert len(preview.said) == builds, "a build has ended"
    preview.wait(lambda: "又改名的路" in preview.get("/projects/"), "the rest did not follow")
    assert "又改名的路" in (site / "projects/road/index.html").read_text(encoding="utf-8")
    assert "又改名的路" in preview.get(page)


def test_ctrl_c_ends_it_without_a_traceback(preview: Preview) -> None:
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=PATIENCE) == 0, "".join(preview.said)
    assert not preview.heard("Traceback") and not preview.heard("Exception")
