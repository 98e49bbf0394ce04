"""What readers can keep for when they have no network: which files a page needs, how large they are, and the worker.

Made when the site is whole, from its files alone: whatever a page loads, it names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.language import Language
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

_STYLE_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
_IMPORTED = re.compile(r"\b(?:from|import)\s*\(?\s*[\"'](\.{1,2}/[\w./-]+)[\"']")
_SCRIPT_DATA = re.compile(r"\"([\w./-]+\.(?:geo)?json)\"")


def write_offline(site: Path, publication: Publication, languages: Sequence[Language], csp: str) -> None:
    """Write the manifest and the worker into the finished site."""
    prefixes = {one.code: "" if one.code == one.default else f"{one.code}/" for one in languages}
    plan = manifest(site, prefixes.values())
    text = json.dumps(plan, ensure_ascii=False, separators=(",", ":")) + "\n"
    (site / MANIFEST).parent.mkdir(parents=True, exist_ok=True)
    (site / MANIFEST).write_text(text, encoding="utf-8")
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
    (site / WORKER).write_text(script, encoding="utf-8")


def write_switched_off(site: Path) -> None:
    """Write the worker that takes an earlier one, and all that it kept, away; no page names it."""
    (site / WORKER).write_text(_template("sw-off.js"), encoding="utf-8")


def manifest(site: Path, prefixes: Iterable[str]) -> dict[str, Any]:
    """``{"files": [[path, bytes, hash]], "groups": {address: {"files": [index], "bytes": n}}}``.

    A group is a record's page with everything below it, under its address; ``*`` behind a language's prefix is all of
    them. A path is an address: a page's ends with a slash.
    """
    files: dict[str, tuple[int, list[Any]]] = {}
    closures: dict[str, frozenset[str]] = {}
    groups: dict[str, set[str]] = {}
    for prefix in prefixes:
        shared = _of_pages(site, [site / prefix / page / "index.html" for page in WITH_ALL], closures)
        everything = set(shared)
        for folder in PAGES:
            for page in sorted((site / prefix / folder).rglob("index.html")):
                address = page.parent.relative_to(site).as_posix() + "/"
                found = _of_pages(site, [page], closures)
                everything |= found
                inner = address.removeprefix(prefix)
                if inner.count("/") == 1 and inner not in WITH_ALL:
                    continue  # a list: part of everything, nothing to keep by itself
                owner = prefix + "/".join(inner.split("/")[: 1 if inner in WITH_ALL else 2]) + "/"
                groups.setdefault(owner, set(shared)).update(found)
        if everything - shared:
            groups[prefix + "*"] = everything
    for path in sorted(set().union(*groups.values())):
        content = (site / path / "index.html" if path.endswith("/") or not path else site / path).read_bytes()
        files[path] = (len(files), [path, len(content), sha256(content).hexdigest()[:16]])
    return {
        "files": [entry for _, entry in files.values()],
        "groups": {
            name: {
                "files": sorted(files[path][0] for path in held),
                "bytes": sum(files[path][1][1] for path in held),
            }
            for name, held in sorted(groups.items())
        },
    }


def _of_pages(site: Path, pages: Iterable[Path], closures: dict[str, frozenset[str]]) -> set[str]:
    """The addresses of pages and of everything that they load."""
    found: set[str] = set()
    for page in pages:
        if page.is_file():
            found |= _closure(site, page.relative_to(site).as_posix(), closures)
    return found


def _closure(site: Path, path: str, closures: dict[str, frozenset[str]]) -> frozenset[str]:
    """A file and what it names, and what that names; ``path`` is a file's, what is returned are addresses."""
    if path not in closures:
        address = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
        closures[path] = frozenset({address})  # for files that name each other
        found = {address}
        for target in _named(site / path, path):
            if (site / target).is_file():
                found |= _closure(site, target, closures)
        closures[path] = frozenset(found)
    return closures[path]


def _named(file: Path, path: str) -> Iterator[str]:
    """The files of this site that a file loads, as paths from the site's root."""
    kind = file.suffix
    if kind == ".html":
        reader = _Loads()
        reader.feed(file.read_text(encoding="utf-8"))
        named = reader.found + [address for address in reader.data if _is_cultural(join(dirname(path), address))]
    elif kind == ".css":
        named = _STYLE_URL.findall(file.read_text(encoding="utf-8"))
    elif kind == ".js":
        script = file.read_text(encoding="utf-8")
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


class _Loads(HTMLParser):
    """Addresses that a browser loads for a page, and those of data that it links to."""

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
