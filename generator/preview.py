"""The live preview: MkDocs' own reloading server over the finished site."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from generator.aside import aside

WATCHED = ("data", "content", "site_config", "mkdocs.yml")


def serve(root: Path, host: str, port: int, rebuild: Callable[[], bool], ready: Callable[[int], None]) -> None:
    """Build, serve ``build/site``, and build again whenever something is saved; a failed build leaves the old pages.

    What builds has a process of its own, since the server has threads. Raises :class:`OSError` where the port cannot
    be had.
    """
    with aside(rebuild) as built_aside:
        _serve(root, host, port, built_aside, ready)


def _serve(root: Path, host: str, port: int, rebuild: Callable[[], bool], ready: Callable[[int], None]) -> None:
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    rebuild()
    site = root / "build" / "site"
    server = _Server(ready, builder=lambda: _ignoring(rebuild), host=host, port=port, root=str(site))
    missing = site / "404.html"
    server.error_handler = lambda code: missing.read_bytes() if code == 404 and missing.exists() else None
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
        server.shutdown()


class _Server(LiveReloadServer):
    """Says when it can be reached, and at which port: with port 0 the system chooses one."""

    def __init__(self, ready: Callable[[int], None], **settings: Any) -> None:
        super().__init__(**settings)
        self._ready = ready

    def server_activate(self) -> None:
        """Called once the port is taken."""
        super().server_activate()
        self._ready(self.server_port)


def _ignoring(rebuild: Callable[[], bool]) -> None:
    rebuild()
