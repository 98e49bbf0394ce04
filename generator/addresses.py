"""Where everything lies: the only place that knows a record's page, its file, and the way between two pages.

An address is the path of a page below its language's root, with a slash at the end (``projects/x/``); the home page is
the empty one.
"""

from __future__ import annotations

from posixpath import commonprefix

from generator.loader import Entry
from generator.records import Kind

GLOSSARY = "glossary/"
MONEY = "money/"
DOWNLOADS, COMPLETENESS = "downloads/", "completeness/"
CHANGES, CORRECTIONS = "changes/", "corrections/"
FEED = "changes.xml"
"""The Atom feed of everything; :func:`feed` is that of a place."""
MAP, SEARCH, GUIDE_FIELDS, GUIDE_CHECKS = "map/", "search/", "guide/fields/", "guide/checks/"
OVERVIEW_MAP = "maps/overview.html"
"""The standalone page that the map's frame shows."""


def address(entry: Entry) -> str:
    """A record's page."""
    return f"{entry.kind.folder}/{entry.id}/"


def listing(kind: Kind, page: int = 1) -> str:
    """A page of a kind's list, from 1."""
    return f"{kind.folder}/" if page == 1 else f"{kind.folder}/page-{page}/"


def feed(place: Entry) -> str:
    """The Atom feed of what lies in a place."""
    return f"places/{place.id}.xml"


def markdown_file(address_: str) -> str:
    """The file in the Markdown tree that becomes this page."""
    if not address_:
        return "index.md"
    # A section's first page is its index, as is anything that other pages lie below.
    if address_.count("/") == 1:
        return address_ + "index.md"
    return address_.rstrip("/") + ".md"


def way(start: str, end: str) -> str:
    """The relative link from one page to another address or file; ``#anchor`` is kept."""
    path, hash_, anchor = end.partition("#")
    here, there = [step for step in start.split("/") if step], [step for step in path.split("/") if step]
    shared = len(commonprefix([here, there]))
    relative = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    if path.endswith("/") or not path:
        relative += "/"
    return relative + hash_ + anchor
