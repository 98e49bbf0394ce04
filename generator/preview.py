"""The live preview: MkDocs' own reloading server over the finished site, and what was saved laid over it at once."""

from __future__ import annotations

import logging
import posixpath
import signal
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from generator import placement
from generator.aside import Aside, Works, aside
from generator.first_look import WATCHED

CHANGING = 10.0
"""Seconds that a page waits, at most, while files of the site are exchanged."""


def serve(root: Path, host: str, port: int, works: Works, ready: Callable[[int], None]) -> None:
    """Build, serve ``build/site``, and build again whenever something is saved; a failed build leaves the old pages.

    What builds has a process of its own, since the server has threads. Raises :class:`OSError` where the port cannot
    be had.
    """
    with aside(works) as beside:
        _serve(root, host, port, beside, ready)


def _serve(root: Path, host: str, port: int, beside: Aside, ready: Callable[[int], None]) -> None:
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    if beside.work():
        beside.renew()
    following = Following(beside)
    server = Server(root / "build" / "site", following, ready, host=host, port=port)
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    # Started in the background of a shell, a program is told to ignore Ctrl+C; this one is not to run on for ever.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        beside.end()
        server.shutdown()


class Following:
    """What is done when something is saved: a first look is laid over the site, until the build behind it has ended.

    ``wake`` is called when that build has ended, from a thread of its own; :meth:`follow` belongs to one thread.
    """

    def __init__(self, beside: Aside, wake: Callable[[], None] = lambda: None) -> None:
        self._beside, self.wake = beside, wake
        self.laid_over: Mapping[str, bytes] = {}
        """File of the site → what is shown in its place."""
        self._saved = Event()
        self._is_behind = False
        """Whether something was saved that no build has begun to look at."""
        self._build: _Build | None = None

    def save(self) -> None:
        """Say that something was saved."""
        self._saved.set()

    def follow(self) -> None:
        """Look what there is to do; return once there is something new to see, be it a first look or a built site."""
        while True:
            ended = self._build if self._build and self._build.has_ended.is_set() else None
            if ended is not None:
                self._build, self.laid_over = None, {}
                if ended.is_good:
                    self._beside.renew()
            if self._saved.is_set():
                self._saved.clear()
                self._is_behind = True
            if not self._is_behind:
                return
            seen = self._beside.answer()
            if seen is not None:
                self.laid_over = seen
            if self._build is None:
                self._is_behind = False
                self._build = _Build(self._beside, self.wake)
                self._build.start(is_awaited=seen is None)
            if seen is not None:
                return
            self._build.is_awaited = True
            self._build.has_ended.wait()


class _Build:
    """A build under way."""

    def __init__(self, beside: Aside, wake: Callable[[], None]) -> None:
        self._beside, self._wake = beside, wake
        self.is_good = False
        self.has_ended = Event()
        self.is_awaited = False
        """Whether somebody does nothing but wait for its end, and need not be woken."""

    def start(self, *, is_awaited: bool) -> None:
        """Begin, in a thread that waits for the process which builds; here, where there is no such process."""
        self.is_awaited = is_awaited
        if self._beside.is_apart:
            Thread(target=self._run, daemon=True).start()
        else:
            self._run()

    def _run(self) -> None:
        self.is_good = self._beside.work()
        self.has_ended.set()
        if not self.is_awaited:
            self._wake()


class Server(LiveReloadServer):
    """Serves a site, and what is laid over it. ``ready`` is told when it can be reached, and at which port: with port 0
    the system chooses one."""

    def __init__(self, site: Path, following: Following, ready: Callable[[int], None], **settings: Any) -> None:
        super().__init__(builder=following.follow, root=str(site), **settings)
        self._site, self._following, self._ready = site, following, ready
        following.wake = self.look_again
        self.error_handler = self._error_page

    def server_activate(self) -> None:
        """Called once the port is taken."""
        super().server_activate()
        self._ready(self.server_port)

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Follow what is saved there."""
        super().watch(path, func, recursive=recursive)
        self.observer.schedule(_Saved(self._following.save), path, recursive=recursive)

    def look_again(self) -> None:
        """Have it looked what there is to do, and browsers reload."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        file = _file(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore"))
        if file.startswith("livereload/"):
            return super()._serve_request(environ, start_response)
        with self._epoch_cond:  # as MkDocs does: what was just saved is worth waiting for
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        content = self._following.laid_over.get(file)
        if content is None:
            self._wait_for_the_site()
            return super()._serve_request(environ, start_response)
        content = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(content)))])
        return [content]

    def _wait_for_the_site(self) -> None:
        """While a build exchanges files, pages of two sites would be seen side by side."""
        until = monotonic() + CHANGING
        while placement.is_changing(self._site) and monotonic() < until:
            sleep(0.05)

    def _error_page(self, code: int) -> bytes | None:
        missing = self._site / "404.html"
        return missing.read_bytes() if code == 404 and missing.exists() else None


def _file(path: str) -> str:
    """The file of the site that an address means."""
    return posixpath.normpath("/" + path + ("index.html" if path.endswith("/") else "")).lstrip("/")


class _Saved(FileSystemEventHandler):
    """Says when a file was saved, made or taken away."""

    def __init__(self, say: Callable[[], None]) -> None:
        self._say = say

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self._say()
