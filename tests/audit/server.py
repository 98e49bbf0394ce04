"""A local web server that serves a built site the way the sample nginx configuration does: compressed and cached.

Lighthouse measures what a reader waits for, so text has to travel as it would from a real server.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

COMPRESSED = {".html", ".css", ".js", ".json", ".geojson", ".svg", ".xml", ".txt", ".csv", ".webmanifest"}
TYPES = {
    ".geojson": "application/geo+json",
    ".js": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}


class _Site(BaseHTTPRequestHandler):
    """Answers GET and HEAD from one folder; anything else is refused by the base class."""

    protocol_version = "HTTP/1.1"

    def __init__(self, root: Path, *arguments: object) -> None:
        self.root = root
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *_: object) -> None:
        """Keep the terminal for the results."""

    def _answer(self, *, with_body: bool) -> None:
        address = unquote(urlsplit(self.path).path)
        path = (self.root / address.lstrip("/")).resolve()
        if path.is_dir() and not address.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", address + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path.is_dir():
            path /= "index.html"
        status = HTTPStatus.OK
        if not path.is_file() or not path.is_relative_to(self.root):
            status, path = HTTPStatus.NOT_FOUND, self.root / "404.html"
        self._send(status, path, with_body=with_body)

    def _send(self, status: HTTPStatus, path: Path, *, with_body: bool) -> None:
        body = path.read_bytes() if path.is_file() else b""
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_response(status)
        is_text = kind.startswith("text/")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Cache-Control", "no-cache" if path.suffix == ".html" else "public, max-age=31536000")
        self.send_header("X-Content-Type-Options", "nosniff")
        if path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve ``root`` on a free local port for as long as the block runs; gives the address, without a final slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site, root.resolve())) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
