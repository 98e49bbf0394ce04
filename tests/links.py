"""A reader's way through a built site: every page, where it leads, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

FOLLOWED = {("a", "href"), ("area", "href"), ("form", "action"), ("link", "href")}
LOADED = {
    *((tag, "src") for tag in ("script", "img", "iframe", "source", "video", "audio", "embed", "input", "track")),
    *(("img", "srcset"), ("source", "srcset"), ("object", "data"), ("use", "href"), ("image", "href")),
    *(("table", "data-records"), ("body", "background"), ("video", "poster")),
}
PASSIVE = {"alternate", "canonical", "author", "license", "prev", "next"}
"""Relations of `link` that a browser does not fetch."""
HOST = "https://site.example/"


@dataclass
class Document(HTMLParser):
    """One page of the site as far as tests ask about it."""

    path: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    """What stands between the tags of scripts."""
    blocks: list[str] = field(default_factory=list)
    """Blocks of data, which no browser runs."""
    text: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag
        if tag == "script" and dict(attrs).get("type") == "application/ld+json":
            self._open = "block"
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style"):
            self.scripts.append(data)
        elif self._open == "block":
            self.blocks[-1] += data
        elif self._open == "title" and not self.title:
            self.title = data.strip()
        else:
            self.text += data

    @property
    def ids(self) -> list[str]:
        """The ids on the page, in order; each should be there once."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def meta(self) -> dict[str, str]:
        """What its meta elements say, by name or http-equiv."""
        found = (attributes for tag, attributes in self.elements if tag == "meta")
        return {a.get("name") or a.get("http-equiv") or a.get("property", ""): a.get("content", "") for a in found}

    @property
    def language(self) -> str:
        """The language that the page says it is in."""
        return next((attributes.get("lang", "") for tag, attributes in self.elements if tag == "html"), "")

    @property
    def ways(self) -> Iterator[tuple[str, str, str]]:
        """``(element, attribute, target)`` of whatever leads or belongs somewhere."""
        for tag, attributes in self.elements:
            for name, value in attributes.items():
                if (tag, name) in FOLLOWED | LOADED or name in ("xlink:href", "poster"):
                    targets = [part.split()[0] for part in value.split(",")] if name == "srcset" else [value]
                    yield from ((tag, name, target) for target in targets)

    @property
    def fetched(self) -> Iterator[str]:
        """What a browser asks for when it shows the page."""
        for tag, attributes in self.elements:
            if tag == "link" and not set(attributes.get("rel", "").split()) <= PASSIVE:
                yield attributes.get("href", "")
        yield from (target for tag, name, target in self.ways if (tag, name) in LOADED)


def read(site: Path) -> dict[str, Document]:
    """Every page of a built site, by its path below the site's folder."""
    documents = {}
    for path in sorted(site.rglob("*.html")):
        document = Document(path.relative_to(site).as_posix())
        document.feed(path.read_text(encoding="utf-8"))
        document.close()
        documents[document.path] = document
    return documents


def dead(site: Path, documents: dict[str, Document]) -> list[str]:
    """Links, frames, images and anchors that lead nowhere, as ``page: target``."""
    ids = {path: set(document.ids) for path, document in documents.items()}
    # Deep links to a record are answered by the map's script, from the records it has.
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    found = []
    for path, document in documents.items():
        for _, _, target in document.ways:
            if urlsplit(target).scheme in ("https", "http", "mailto", "data", "geo", "tel"):
                continue
            parts = urlsplit(urljoin(HOST + path, target))
            wanted = unquote(parts.path).removeprefix("/")
            wanted += "index.html" if not wanted or wanted.endswith("/") else ""
            anchor = unquote(parts.fragment)
            if target.startswith("/") and not path.endswith("404.html"):
                found.append(f"{path}: {target} (from the root: a site may lie in a folder)")
            elif wanted not in files or (anchor and "/" not in anchor and wanted in ids and anchor not in ids[wanted]):
                found.append(f"{path}: {target}")
    return found


def deep_links(documents: dict[str, Document]) -> Iterator[tuple[str, str]]:
    """``(page, kind/id)`` of links that ask the map for a record."""
    for path, document in documents.items():
        for _, _, target in document.ways:
            parts = urlsplit(target)
            if "/" in unquote(parts.fragment) and not parts.scheme:
                yield path, unquote(parts.fragment)


def elsewhere(documents: dict[str, Document]) -> list[str]:
    """What pages would ask of other hosts, as ``page: address``."""
    return [
        f"{path}: {target}"
        for path, document in documents.items()
        for target in document.fetched
        if urlsplit(target).netloc or target.startswith("//")
    ]
