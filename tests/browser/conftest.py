"""A real browser, a small server on a free port, and a page that reaches nothing but that server.

A test that needs a browser fails without one: what is judged in a browser cannot be judged without it.
"""

from __future__ import annotations

import functools
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

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
    """Files as they are: nothing compressed, nothing cached, nothing logged to the terminal."""

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
        self.send_header("Cache-Control", "no-store")
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


@pytest.fixture
def serve() -> Iterator[Serve]:
    """``serve(folder, policy=…)`` serves a folder on loopback until the test ends, by default with our policy."""
    servers: list[tuple[_Server, Thread]] = []

    def start(folder: Path, *, policy: str = CONTENT_SECURITY_POLICY) -> Served:
        served = Served(url="")
        headers = {"Content-Security-Policy": policy} if policy else {}
        handler = functools.partial(_Handler, served=served, headers=headers, directory=str(folder))
        server = _Server(("127.0.0.1", 0), handler)
        served.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        servers.append((server, thread))
        return served

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window, that can resolve no name but loopback's."""
    executable = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    if executable is None:
        pytest.fail("no Chromium found; install Debian's package `chromium`, or put one on the PATH", pytrace=False)
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


@pytest.fixture
def context(browser: Browser, context_options: dict[str, object], observed: Observed) -> Iterator[BrowserContext]:
    """A fresh context whose pages are refused every other host, and watched."""
    opened = browser.new_context(**context_options)  # type: ignore[arg-type]
    opened.set_default_timeout(10_000)

    def refuse(route: Route) -> None:
        observed.refused.append(route.request.url)
        route.abort("blockedbyclient")

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            observed.errors.append(f"{message.text} ({message.location.get('url', '')})")

    opened.route(ELSEWHERE, refuse)
    opened.on("console", note)
    opened.on("weberror", lambda error: observed.errors.append(str(error.error)))
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of the watched context."""
    return context.new_page()
