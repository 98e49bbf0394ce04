"""What a preview does when something is saved, and how its server lays what is seen first over the site."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from generator.aside import Answer, Aside, Works
from generator.preview import Following, Server

PATIENCE = 30.0
"""Seconds that something which happens at once may take."""


class Builder(Aside):
    """Builds when it is told to, and answers what it is told to."""

    is_apart = True

    def __init__(self) -> None:
        super().__init__(Works(lambda: True))
        self.seen: Answer = None
        self.is_good = True
        self.may_end = threading.Semaphore(0)
        self.done: list[str] = []

    def work(self) -> bool:
        self.done.append("begun")
        assert self.may_end.acquire(timeout=PATIENCE)
        self.done.append("ended")
        return self.is_good

    def renew(self) -> None:
        self.done.append("renewed")

    def answer(self) -> Answer:
        return self.seen


class Preview:
    """Following, with somebody who waits to be woken."""

    def __init__(self) -> None:
        self.builder, self.woken = Builder(), threading.Semaphore(0)
        self.following = Following(self.builder, self.woken.release)

    def save(self, seen: Answer) -> None:
        self.builder.seen = seen
        self.following.save()
        self.following.follow()

    def end_build(self) -> None:
        self.builder.may_end.release()
        assert self.woken.acquire(timeout=PATIENCE)
        self.following.follow()


@pytest.fixture
def preview() -> Preview:
    return Preview()


def test_what_was_saved_is_laid_over_the_site_until_the_build_has_ended(preview: Preview) -> None:
    preview.save({"a": b"1"})
    assert preview.following.laid_over == {"a": b"1"}
    preview.end_build()
    assert preview.following.laid_over == {} and preview.builder.done == ["begun", "ended", "renewed"]


def test_what_is_saved_during_a_build_is_seen_at_once_and_built_afterwards(preview: Preview) -> None:
    preview.save({"a": b"1"})
    preview.save({"a": b"2"})
    preview.save({"a": b"3", "b": b"1"})
    assert preview.following.laid_over == {"a": b"3", "b": b"1"} and preview.builder.done == ["begun"]
    preview.builder.seen = {"a": b"3"}
    preview.end_build()
    assert preview.following.laid_over == {"a": b"3"}, "of what the next build will bring nothing is lost"
    assert preview.builder.done[:3] == ["begun", "ended", "renewed"]
    preview.end_build()
    assert preview.following.laid_over == {}
    assert preview.builder.done == ["begun", "ended", "renewed"] * 2


def test_after_a_build_that_found_mistakes_nothing_is_laid_over_and_the_last_good_one_is_known(
    preview: Preview,
) -> None:
    preview.builder.is_good = False
    preview.save({"a": b"1"})
    preview.end_build()
    assert preview.following.laid_over == {} and preview.builder.done == ["begun", "ended"]


def test_without_a_first_look_it_waits_for_the_build_and_wakes_nobody(preview: Preview) -> None:
    preview.builder.may_end.release()
    preview.save(None)
    assert preview.builder.done == ["begun", "ended", "renewed"] and preview.following.laid_over == {}
    assert not preview.woken.acquire(blocking=False)


def test_what_cannot_be_seen_during_a_build_waits_for_both(preview: Preview) -> None:
    preview.save({"a": b"1"})
    preview.builder.may_end.release(2)
    preview.save(None)
    assert preview.builder.done == ["begun", "ended", "renewed"] * 2 and preview.following.laid_over == {}


def test_nothing_is_done_where_nothing_was_saved(preview: Preview) -> None:
    preview.following.follow()
    assert preview.builder.done == []


def test_without_another_process_it_builds_here() -> None:
    built: list[int] = []
    following = Following(Aside(Works(lambda: not built.append(threading.get_ident()))))  # type: ignore[func-returns-value]
    following.save()
    following.follow()
    assert built == [threading.get_ident()] and following.laid_over == {}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Server, Following]]:
    """A server of a site with two pages, which nobody can reach: it is asked by its function."""
    for name in ("index.html", "road/index.html", "404.html"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(f"<body>{name}</body>", encoding="utf-8")
    (tmp_path / "data").mkdir()
    following = Following(Aside(Works(lambda: True)))
    server = Server(tmp_path / "site", following, lambda port: None, host="127.0.0.1", port=0)
    server.watch(str(tmp_path / "data"))
    with closing(server.socket):
        yield server, following


def asked(server: Server, path: str) -> tuple[str, str]:
    """What the server says to a browser."""
    environment: dict[str, Any] = {}
    setup_testing_defaults(environment)
    status: list[str] = []
    start: Callable[..., None] = lambda said, headers: status.append(said)  # noqa: E731
    body = b"".join(server.serve_request(environment | {"PATH_INFO": path}, start))  # type: ignore[no-untyped-call]
    return status[0], body.decode("utf-8")


def test_a_page_that_is_laid_over_is_served_in_place_of_the_one_that_stands(served: tuple[Server, Following]) -> None:
    server, following = served
    before = asked(server, "/road/")
    following.laid_over = {"road/index.html": b"<body>first</body>", "road/2/index.html": b"new"}
    status, body = asked(server, "/road/")
    assert status == "200 OK" and "<body>first<script>" in body and "livereload" in body
    assert asked(server, "/road/index.html")[1].startswith("<body>first")
    assert asked(server, "/road/2/")[1].startswith("new"), "be it that no page stands there yet"
    assert asked(server, "/")[1].startswith("<body>index.html")
    assert asked(server, "/road")[0] == "302 Found" and asked(server, "/nowhere/")[1] == "<body>404.html</body>"
    following.laid_over = {}
    assert asked(server, "/road/")[1].split("<script>")[0] == before[1].split("<script>")[0]


def test_while_files_of_the_site_are_exchanged_a_page_waits(
    served: tuple[Server, Following], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, _ = served
    journal = tmp_path / "site.journal"
    journal.touch()
    timer = threading.Timer(0.3, journal.unlink)
    timer.start()
    assert asked(server, "/")[0] == "200 OK" and not journal.exists()
    timer.join()
    journal.touch()
    monkeypatch.setattr("generator.preview.CHANGING", 0.1)
    assert asked(server, "/")[0] == "200 OK", "but not for ever"
