"""Zensical at work on the same trees: the same addresses, our theme, and what may differ."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from importlib import metadata
from pathlib import Path

import pytest

from generator.build import build
from generator.engines import zensical
from generator.parcels import RefusedError
from tests import links
from tests.websites import DAY, REPOSITORY, contents, generator, write_small

ROAD = "title: {zh: 试验路, en: Trial Road}\nplaces: ['630121']\nsources: gazette\nbudget: 120万元\n"
GUIDE = (
    "---\ntitle: 指南\n---\n\n# 指南\n\n[路](../projects/road.md)、[关于](../about.md)。\n\n## 写法\n\n"
    "```yaml\nsources: gazette\n```\n\n`[路](../projects/road.md)`\n"
)
OWN_FRAME = """\
{% extends "base.html" %}
{% block announce %}<p class="own">自己的话 {{ config.site_name | e }}</p>{% endblock %}
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sites that MkDocs and Zensical make of a small publication with an override of its own."""
    found = []
    for engine in ("mkdocs", "zensical"):
        root = write_small(
            tmp_path_factory.mktemp(engine) / "publication", {"projects/road": ROAD}, pages={"zh/guide/index.md": GUIDE}
        )
        own = root / "site_config" / "theme"
        own.mkdir()
        (own / "main.html").write_text(OWN_FRAME, encoding="utf-8")
        if engine == "mkdocs":
            assert build(root, date.fromisoformat(DAY)).is_good
        else:
            ran = generator("build", "--engine", engine, "--root", root, "--as-of", DAY)
            assert ran.code == 0, ran.err
        found.append(root / "build" / "site")
    return found[0], found[1]


class _Reader(HTMLParser):
    """Tags, attributes and words, with addresses and data as what they mean rather than as they are written."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[object] = []
        self._data = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._data = "json" if dict(attrs).get("type") == "application/ld+json" else ""
        self.seen.append((tag, [(name, _meant(name, value or "")) for name, value in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self._data = ""
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            self.seen.append(_with_plain_addresses(json.loads(words)) if self._data else words)


def _meant(name: str, value: str) -> object:
    if name in ("data-words", "data-counts", "data-offline") and value.startswith(("{", "[")):
        return json.loads(value)
    return _plain(value) if name in ("href", "src", "action", "data-root") or value.startswith("./") else value


def _plain(address: str) -> str:
    if ":" in address or address.startswith("#") or not address:
        return address
    path, sign, anchor = address.partition("#")
    return (posixpath.normpath(path).rstrip("/") if path else "") + sign + anchor


def _with_plain_addresses(value: object) -> object:
    if isinstance(value, dict):
        return {
            name: _plain(str(inner)) if name in ("@id", "url") else _with_plain_addresses(inner)
            for name, inner in value.items()
        }
    return [_with_plain_addresses(inner) for inner in value] if isinstance(value, list) else value


def pages(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix()


def test_both_make_the_same_addresses(sites: tuple[Path, Path]) -> None:
    ours, theirs = (set(contents(site)) for site in sites)
    assert ours == theirs


def test_both_make_the_same_pages_but_for_the_marking_of_code(sites: tuple[Path, Path]) -> None:
    for page in pages(sites[0]):
        one, other = (_Reader((site / page).read_text(encoding="utf-8")).seen for site in sites)
        if page == "guide/index.html":
            assert ("code", [("class", "language-yaml")]) in one and ("code", [("class", "language-yaml")]) in other
            assert ("pre", [("class", "highlight")]) in other
            other = [seen if seen != ("pre", [("class", "highlight")]) else ("pre", []) for seen in other]
            other = [seen for seen in other if seen != ("div", [("class", "highlight")])]
        assert one == other, page


def test_our_frame_and_a_publications_own_part_of_it_are_on_every_page(sites: tuple[Path, Path]) -> None:
    for page in pages(sites[1]):
        html = (sites[1] / page).read_text(encoding="utf-8")
        if not page.startswith(("maps/", "en/maps/")):
            assert '<p class="own">自己的话' in html or '<p class="own">自己的话 ' in html, page
            assert "md-header" not in html and "Content-Security-Policy" in html


def test_links_lead_somewhere_and_examples_stay_as_they_are_written(sites: tuple[Path, Path]) -> None:
    assert links.dead(sites[1], links.read(sites[1])) == []
    guide = (sites[1] / "guide/index.html").read_text(encoding="utf-8")
    assert "<code>[路](../projects/road.md)</code>" in guide
    assert 'href="../projects/road/"' in guide


def test_both_search_the_same_texts(sites: tuple[Path, Path]) -> None:
    ours, theirs = (
        {path: content for path, content in contents(site).items() if "search/index/" in path} for site in sites
    )
    assert ours == theirs and ours


def test_each_site_names_the_engine_that_made_it_and_its_version(sites: tuple[Path, Path]) -> None:
    facts = [json.loads((site / "build.json").read_text(encoding="utf-8")) for site in sites]
    assert [one["engine"] for one in facts] == ["mkdocs", "zensical"]
    assert [one["tools"].get("zensical") for one in facts] == [None, metadata.version("zensical")]


def test_without_zensical_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zensical, "find_spec", lambda name: None)
    with pytest.raises(RefusedError) as caught:
        zensical.build(tmp_path)
    assert caught.value.word == "engine_extra"
    assert generator("build", "--engine", "hugo", "--root", REPOSITORY).code == 2
