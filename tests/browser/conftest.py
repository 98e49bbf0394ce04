"""A real browser, a small server on a free port, and a page that reaches nothing but that server.

A test that needs a browser fails without one: what is judged in a browser cannot be judged without it.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.sites import pages, policy_of

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ELSEWHERE = re.compile(r"^(?:https?|wss?)://(?!127\.0\.0\.1[:/])")

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)


@dataclass
class Observed:
    """What a page did that a reader does not see."""

    errors: list[str] = field(default_factory=list)
    """Uncaught exceptions and the console's errors, among them everything that the policy refused."""
    refused: list[str] = field(default_factory=list)
    """Addresses on other hosts that the page asked for, and was not given."""


@dataclass
class Served:
    """A folder that is being served."""

    url: str
    """Without a slash at the end."""
    requests: list[str] = field(default_factory=list)
    """Paths asked for, in order."""


class _Handler(SimpleHTTPRequestHandler):
    """Files as they are: nothing compressed, nothing logged to the terminal."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the attribute of the standard library is a plain dict too
        **SimpleHTTPRequestHandler.extensions_map,
        ".geojson": "application/geo+json",
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".webp": "image/webp",
    }

    def __init__(self, *arguments: object, served: Served, headers: Mapping[str, str], directory: str) -> None:
        self._served = served
        self._extra = headers
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Serve one file and remember that it was asked for."""
        self._served.requests.append(self.path)
        super().do_GET()

    def end_headers(self) -> None:
        """Add the headers that the test asked for."""
        for name, value in self._extra.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet: what was asked for is in ``Served.requests``."""


class _Server(ThreadingHTTPServer):
    """Lets a browser hang up: it does so whenever a page is left while something is still on its way."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing about a closed connection, and raise anything else into the test's output."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


Serve = Callable[..., Served]


@contextmanager
def serving(folder: Path, *, policy: str = CONTENT_SECURITY_POLICY, kept: bool = False) -> Iterator[Served]:
    """Serve a folder on loopback; ``kept``: the browser may keep style sheets and scripts from page to page."""
    served = Served(url="")
    headers = {"Content-Security-Policy": policy} if policy else {}
    headers["Cache-Control"] = "max-age=600" if kept else "no-store"
    server = _Server(
        ("127.0.0.1", 0), functools.partial(_Handler, served=served, headers=headers, directory=str(folder))
    )
    served.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """``serve(folder, policy=…)`` serves a folder on loopback until the test ends, by default with our policy."""
    with ExitStack() as stack:
        yield lambda folder, **options: stack.enter_context(serving(folder, **options))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window, that can resolve no name but loopback's."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        pytest.fail("no Chromium found; install Debian's package `chromium`, or name one in $CHROMIUM", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield started
        started.close()


@pytest.fixture
def context_options() -> dict[str, object]:
    """Options of the browser context, for a module or class to override: viewport, locale, colour scheme …"""
    return {"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN", "reduced_motion": "reduce"}


@pytest.fixture
def observed() -> Observed:
    """What the test's page did besides showing something."""
    return Observed()


@contextmanager
def watched(browser: Browser, observed: Observed, **options: object) -> Iterator[BrowserContext]:
    """A fresh context whose pages are refused every other host, and watched."""
    opened = browser.new_context(**options)  # type: ignore[arg-type]
    opened.set_default_timeout(10_000)

    def ask(request: Request) -> None:
        # Not intercepted: that would switch off the browser's cache. The browser resolves no other host anyway.
        if ELSEWHERE.match(request.url):
            observed.refused.append(request.url)

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            observed.errors.append(f"{message.text} ({message.location.get('url', '')})")

    opened.on("request", ask)
    opened.on("console", note)
    opened.on("weberror", lambda error: observed.errors.append(str(error.error)))
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def context(browser: Browser, context_options: dict[str, object], observed: Observed) -> Iterator[BrowserContext]:
    """A fresh context whose pages are refused every other host, and watched."""
    with watched(browser, observed, **context_options) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of the watched context."""
    return context.new_page()


@dataclass(frozen=True)
class Visited:
    """What a phone's browser made of a page."""

    complaints: tuple[str, ...]
    """What it was refused, and what its console said."""
    overflow: int
    """By how many pixels the page is wider than the screen."""


@pytest.fixture(scope="session")
def visited(browser: Browser, real_root: Path, real_site: Path) -> dict[str, Visited]:
    """Every page of the real site by its address, opened once, 390 pixels wide, under the sample server's policy."""
    observed, found = Observed(), {}
    with (
        serving(real_site, policy=policy_of(real_root), kept=True) as served,
        watched(browser, observed, viewport={"width": 390, "height": 844}) as context,
    ):
        page = context.new_page()
        for address in pages(real_site):
            page.goto(f"{served.url}/{address}", wait_until="load")
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found[address] = Visited((*observed.errors, *observed.refused), overflow)
            observed.errors.clear()
            observed.refused.clear()
    return found
