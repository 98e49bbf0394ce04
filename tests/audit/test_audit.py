"""The audit's own parts that need neither Node nor Java: its server, its choice of pages, its table."""

from __future__ import annotations

import gzip
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.audit.scores import FLOORS, Verdict, pages_of, table
from tests.audit.server import served


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    texts = {
        "index.html": "<p>西宁</p>",
        "404.html": "<p>没有</p>",
        "projects/short/index.html": "<p>",
        "projects/long/index.html": "<p>long",
        "projects/2/index.html": "<p>" * 100,
        "sites/gate/index.html": "<p>",
        "map/places.geojson": "{}",
        "picture.png": "PNG",
    }
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "secret.html").write_text("not for readers", encoding="utf-8")
    return root


def ask(site: Path, address: str) -> tuple[HTTPResponse, bytes]:
    with served(site) as url:
        connection = HTTPConnection(urlsplit(url).netloc, timeout=10)
        try:
            connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()


def test_a_page_travels_compressed_in_its_own_language(site: Path) -> None:
    answer, body = ask(site, "/")
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert gzip.decompress(body).decode() == "<p>西宁</p>"


def test_a_picture_travels_as_it_is_and_is_kept(site: Path) -> None:
    answer, body = ask(site, "/picture.png")
    assert "Content-Encoding" not in answer.headers
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert body == b"PNG"


def test_what_is_not_there_is_answered_with_the_page_for_it(site: Path) -> None:
    answer, body = ask(site, "/projects/none/")
    assert answer.status == 404
    assert gzip.decompress(body).decode() == "<p>没有</p>"


def test_nothing_outside_the_site_is_served(site: Path) -> None:
    answer, body = ask(site, "/%2e%2e/secret.html")
    assert answer.status == 404
    assert b"not for readers" not in gzip.decompress(body)


def test_a_folder_without_its_slash_is_sent_on(site: Path) -> None:
    answer, _ = ask(site, "/projects/long")
    assert (answer.status, answer.headers["Location"]) == (301, "/projects/long/")


def test_the_longest_record_page_is_judged_and_no_further_page_of_a_list(site: Path) -> None:
    assert pages_of(site) == ["/", "/en/", "/projects/long/", "/sites/gate/", "/map/"]


def test_a_score_below_its_floor_is_marked_and_fails_the_page() -> None:
    good = Verdict(page="/", scores=dict.fromkeys(FLOORS, 96.0), complaints=())
    slow = Verdict(page="/map/", scores=dict.fromkeys(FLOORS, 96.0) | {"performance": 89.0}, complaints=())
    assert good.is_good
    assert not slow.is_good
    assert [line for line in table([good, slow]) if "!" in line] == [line for line in table([slow]) if "89!" in line]
