"""The sitemap: every page once, with its day, in files that search engines accept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from generator import sitemap
from generator.build import build
from tests.publications import PUBLICATION
from tests.websites import write_small

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOME = "https://example.org/city/"


def addresses(content: bytes) -> dict[str, str | None]:
    """Address → day of the last change."""
    entries = Xml.fromstring(content)
    return {entry.findtext(f"{NAMESPACE}loc", ""): entry.findtext(f"{NAMESPACE}lastmod") for entry in entries}


def test_addresses_are_whole_sorted_and_escaped() -> None:
    files = sitemap.sitemap(HOME, ["b/", "", "a&b/"], {"b/": date(2026, 1, 2)})
    assert list(files) == ["sitemap.xml"]
    found = addresses(files["sitemap.xml"])
    assert found == {HOME: None, f"{HOME}a&b/": None, f"{HOME}b/": "2026-01-02"}
    assert list(found) == sorted(found)


def test_many_pages_are_divided_into_files_that_an_index_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 2)
    files = sitemap.sitemap(HOME, ["a/", "b/", "c/"], {})
    assert list(addresses(files.pop("sitemap.xml"))) == [f"{HOME}sitemap-1.xml", f"{HOME}sitemap-2.xml"]
    assert [list(addresses(content)) for content in files.values()] == [[f"{HOME}a/", f"{HOME}b/"], [f"{HOME}c/"]]


def test_it_names_every_page_of_the_site_but_those_that_only_lead_on(tmp_path: Path) -> None:
    road = {"projects/road": "title: {zh: 路, en: Road}\nplaces: ['630121']\nsources: gazette\n"}
    root = write_small(tmp_path / "small", road, publication=PUBLICATION + f"url: {HOME}\n")
    (root / "site_config" / "redirects.yml").write_text("projects/lane: projects/road\n", encoding="utf-8")
    assert build(root, date(2026, 6, 30)).is_good
    site = root / "build" / "site"
    pages = {
        path.parent.relative_to(site).as_posix() + "/"
        for path in site.rglob("index.html")
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    }
    named = {address.removeprefix(HOME) for address in addresses((site / "sitemap.xml").read_bytes())}
    assert named == {page.removeprefix("./") for page in pages}
    assert (site / "projects" / "lane" / "index.html").exists()
