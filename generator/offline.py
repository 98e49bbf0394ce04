"""What readers can keep for when they have no network: which files a page needs, how large they are, and the worker.

Made when the site is whole, from its files alone: whatever a page loads, it names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from html.parser import HTMLParser
from importlib import resources
from posixpath import dirname, join, normpath, splitext
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.language import Language
from generator.pieces import Piece, Pieces
from generator.publication import Publication

MANIFEST = "assets/offline.json"
WORKER = "sw.js"
KINDS = ("site", "route", "event", "card", "visit", "calendar")
"""Kinds of pages on which the reader is offered to save."""
PAGES = ("sites/", "routes/", "events/", "visit/", "calendar/")
"""Where the pages about culture lie, below the root of a language."""
WITH_ALL = ("visit/", "map/")
"""Pages that are kept together with any other: what the visitor plans with, and the map that locators lead to."""
BESIDES = ("assets/", "maps/", "map/")
"""What their pages are made of: kept when it was loaded, as they are."""
DATA = (".gpx", ".kml", ".geojson", ".ics")
"""Links to data that a traveller's own programs open."""

_ATTRIBUTES = r"""\b(?:[^>"']|"[^"]*"|'[^']*')*>"""
_TAG = re.compile(
    # What stands in comments, scripts and styles is no element.
    rf"<!--.*?-->|(<script{_ATTRIBUTES}).*?</script|<style{_ATTRIBUTES}.*?</style"
    rf"|(<(?:link|img|source|iframe|a){_ATTRIBUTES})",
    re.DOTALL | re.IGNORECASE,
)
_STYLE_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
_IMPORTED = re.compile(r"\b(?:from|import)\s*\(?\s*[\"'](\.{1,2}/[\w./-]+)[\"']")
_SCRIPT_DATA = re.compile(r"\"([\w./-]+\.(?:geo)?json)\"")


Named = dict[str, list[str]]
"""Path of a file → the files that it loads, as paths from the site's root, whether they are there or not."""


def files_for(
    files: Pieces, publication: Publication, languages: Sequence[Language], csp: str, named: Named
) -> dict[str, bytes]:
    """The list and the worker for a site of these files; ``named`` is as in :func:`manifest`."""
    prefixes = {one.code: "" if one.code == one.default else f"{one.code}/" for one in languages}
    plan = manifest(files, prefixes.values(), named)
    text = json.dumps(plan, ensure_ascii=False, separators=(",", ":")) + "\n"
    said = ("saved_copy", "page_title", "page_lead", "page_nothing", "page_again")
    settings = {
        "version": sha256(text.encode()).hexdigest()[:16],
        "manifest": MANIFEST,
        "policy": csp,
        "sections": [*PAGES, *BESIDES],
        "tags": {prefix: code for code, prefix in prefixes.items()},
        "names": {prefixes[one.code]: one.plain(publication.name) for one in languages},
        "words": {prefixes[one.code]: {key: one.part("theme")["offline"][key] for key in said} for one in languages},
    }
    script = _template("sw.js").replace("@settings@", json.dumps(settings, ensure_ascii=False, indent=2))
    return {MANIFEST: text.encode(), WORKER: script.encode()}


def switched_off() -> dict[str, bytes]:
    """The worker that takes an earlier one, and all that it kept, away; no page names it."""
    return {WORKER: _template("sw-off.js").encode()}


def manifest(files: Pieces, prefixes: Iterable[str], named: Named) -> dict[str, Any]:
    """``{"files": [[path, bytes, hash]], "groups": {address: {"files": [index], "bytes": n}}}``.

    A group is a record's page with everything below it, under its address; ``*`` behind a language's prefix is all of
    them. A path is an address: a page's ends with a slash. ``named`` holds what is known of these very files, and gets
    what is found out; a file that is in it is not read.
    """
    closures: dict[str, frozenset[str]] = {}
    groups: dict[str, set[str]] = {}
    pages = sorted((path for path in files if path.endswith("/index.html")), key=lambda path: path.replace("/", "\0"))
    for prefix in prefixes:
        shared = _of_pages(files, [f"{prefix}{page}index.html" for page in WITH_ALL], named, closures)
        everything = set(shared)
        for page in (page for folder in PAGES for page in pages if page.startswith(prefix + folder)):
            address = page.removesuffix("index.html")
            found = _of_pages(files, [page], named, closures)
            everything |= found
            inner = address.removeprefix(prefix)
            if inner.count("/") == 1 and inner not in WITH_ALL:
                continue  # a list: part of everything, nothing to keep by itself
            owner = prefix + "/".join(inner.split("/")[: 1 if inner in WITH_ALL else 2]) + "/"
            groups.setdefault(owner, set(shared)).update(found)
        if everything - shared:
            groups[prefix + "*"] = everything
    held = [(path, files[_file_of(path)]) for path in sorted(set().union(*groups.values()))]
    numbers = {path: number for number, (path, _) in enumerate(held)}
    return {
        "files": [[path, piece.size, piece.sha[:16]] for path, piece in held],
        "groups": {
            name: {
                "files": sorted(numbers[path] for path in paths),
                "bytes": sum(held[numbers[path]][1].size for path in paths),
            }
            for name, paths in sorted(groups.items())
        },
    }


def _file_of(address: str) -> str:
    return address + "index.html" if address.endswith("/") or not address else address


def _of_pages(
    files: Pieces, pages: Iterable[str], named: Named, closures: dict[str, frozenset[str]]
) -> frozenset[str]:
    """The addresses of pages and of everything that they load."""
    return frozenset().union(*(_closure(files, page, named, closures) for page in pages if page in files))


def _closure(files: Pieces, path: str, named: Named, closures: dict[str, frozenset[str]]) -> frozenset[str]:
    """A file and what it names, and what that names; ``path`` is a file's, what is returned are addresses."""
    if path not in closures:
        address = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
        closures[path] = frozenset({address})  # for files that name each other
        found = {address}
        if path not in named:
            named[path] = list(dict.fromkeys(_named(files[path], path)))
        for target in named[path]:
            if target in files:
                found |= _closure(files, target, named, closures)
        closures[path] = frozenset(found)
    return closures[path]


def _named(file: Piece, path: str) -> Iterator[str]:
    """The files of this site that a file loads, as paths from the site's root."""
    kind = splitext(path)[1]
    if kind == ".html":
        named, data = loads(file.read())
        named += [address for address in data if _is_cultural(join(dirname(path), address))]
    elif kind == ".css":
        named = _STYLE_URL.findall(file.read())
    elif kind == ".js":
        script = file.read()
        named = _IMPORTED.findall(script)
        if dirname(path).endswith("maps"):
            # The script of a map frame names the records and the ground that it draws.
            named += _SCRIPT_DATA.findall(script)
    else:
        return
    for address in named:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            continue
        target = normpath(join(dirname(path), unquote(parts.path)))
        if not target.startswith(".."):
            yield target + "/index.html" if parts.path.endswith("/") else target


def _is_cultural(path: str) -> bool:
    """Whether it is data of routes and festivals; the downloads of everything are for another hour."""
    return any(f"/{page}" in normpath(join("/", path)) for page in PAGES)


def loads(html: str) -> tuple[list[str], list[str]]:
    """The addresses that a browser loads for a page, and those of data that it links to."""
    found: list[str] = []
    data: list[str] = []
    # Only tags that may load something need a parser.
    for match in _TAG.finditer(html):
        tag = match[1] or match[2]
        if tag and (tag[1] not in "aA" or any(ending in tag for ending in DATA)):
            own, own_data = _of_tag(tag)
            found += own
            data += own_data
    return found, data


@lru_cache(maxsize=4096)
def _of_tag(tag: str) -> tuple[list[str], list[str]]:
    """:func:`loads` for a start tag: most of a page's are those of all pages."""
    reader = Loads()
    reader.feed(tag)
    return reader.found, reader.data


class Loads(HTMLParser):
    """Addresses that a browser loads for an element, and those of data that it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.data: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and {"stylesheet", "icon"} & set(values.get("rel", "").split()):
            self.found.append(values.get("href", ""))
        elif tag in ("script", "img", "source", "iframe") and values.get("src"):
            self.found.append(values["src"])
        elif tag == "a" and urlsplit(values.get("href", "")).path.endswith(DATA):
            self.data.append(values["href"])
        if tag in ("img", "source") and values.get("srcset"):
            self.found.extend(part.split()[0] for part in values["srcset"].split(",") if part.strip())


def _template(name: str) -> str:
    return (resources.files("generator") / "templates" / name).read_text(encoding="utf-8")
