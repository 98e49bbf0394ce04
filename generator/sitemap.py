"""The map of the site for search engines: every page in every language, with the day on which its record changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from generator import addresses
from generator.catalogue import Catalogue, kind_named

MOST = 50_000
"""Addresses that one file may hold, by the protocol of sitemaps."""
_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def of_site(catalogue: Catalogue, docs: Path) -> dict[str, bytes]:
    """The files for a publication whose trees lie in ``docs``, a folder for each language; see :func:`of_pages`."""
    folders = {code: docs / code for code in catalogue.publication.languages}
    return of_pages(
        catalogue,
        {code: [path.relative_to(top).as_posix() for path in top.rglob("*.md")] for code, top in folders.items()},
    )


def of_pages(catalogue: Catalogue, files: Mapping[str, Iterable[str]]) -> dict[str, bytes]:
    """The files for a publication that says where it lies; ``files`` are those of the trees, by language. Pages that
    only lead on are left out."""
    publication, surroundings = catalogue.publication, catalogue.surroundings
    if publication.url is None:
        return {}
    led_on = {addresses.markdown_file(f"{kind_named(kind).folder}/{id_}/") for kind, id_ in surroundings.redirects}
    days = {addresses.address(entry): surroundings.changed.get(entry.file) for entry in catalogue.published}
    pages: dict[str, date | None] = {}
    for code in publication.languages:
        for file in files[code]:
            if file.endswith(".md") and file not in led_on:
                address = addresses.page_of(file)
                pages[publication.language_root(code) + address] = days.get(address)
    home = publication.url.url.rstrip("/") + "/"
    return sitemap(home, pages, {page: day for page, day in pages.items() if day})


def sitemap(home: str, pages: Iterable[str], changed: Mapping[str, date]) -> dict[str, bytes]:
    """File → content; ``pages`` are addresses below ``home``, which ends with a slash, ``changed`` is by address.

    Many pages are divided into several files, with an index in the place of the one.
    """
    entries = [_entry("url", home + page, changed.get(page)) for page in sorted(pages)]
    parts = [entries[start : start + MOST] for start in range(0, len(entries), MOST)]
    if len(parts) == 1:
        return {"sitemap.xml": _file("urlset", parts[0])}
    files = {f"sitemap-{number}.xml": _file("urlset", part) for number, part in enumerate(parts, 1)}
    return {"sitemap.xml": _file("sitemapindex", [_entry("sitemap", home + name, None) for name in files]), **files}


def _entry(name: str, url: str, day: date | None) -> str:
    modified = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<{name}><loc>{escape(url)}</loc>{modified}</{name}>\n"


def _file(name: str, entries: list[str]) -> bytes:
    return f'{_OPENING}<{name} xmlns="{_NAMESPACE}">\n{"".join(entries)}</{name}>\n'.encode()
