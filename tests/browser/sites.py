"""The pages of a built site: all of them, and one of each kind, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.records import KINDS

LANGUAGES = {"zh": "", "en": "en/"}
"""Language → what its addresses begin with."""


def pages(site: Path) -> list[str]:
    """The address of every page below the site's own, map frames and the page for what is not there included."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(re.sub(r"(^|/)index\.html$", r"\1", path) for path in found)


def one_of_each(site: Path, language: str) -> dict[str, str]:
    """Kind of page → the address of one of that kind; of the records, the one whose page is longest."""
    base = LANGUAGES[language]
    kinds = {"home": "", "money": "money/", "map": "map/", "search": "search/"}
    kinds |= {"help": "help/", "need": "help/dispute/"}
    kinds |= {"text": "method/", "fields": "guide/fields/", "glossary": "glossary/"}
    found = {kind: base + address for kind, address in kinds.items()}
    found["map frame"] = f"{base}maps/overview.html"
    if not base:
        found["not there"] = "404.html"
    for kind in KINDS:
        found[kind.folder] = f"{base}{kind.folder}/"
        records = list(_records(site / base / kind.folder))
        if records:
            found[f"one of {kind.folder}"] = f"{base}{kind.folder}/{max(records)[1]}/"
    return found


def _records(folder: Path) -> Iterator[tuple[int, str]]:
    for path in folder.glob("*/index.html"):
        if not re.fullmatch(r"page-\d+", path.parent.name):
            yield path.stat().st_size, path.parent.name


def policy_of(root: Path) -> str:
    """The Content-Security-Policy that the sample server configuration of a built publication sends."""
    text = (root / "build" / "nginx.conf").read_text(encoding="utf-8")
    found = re.search(r'Content-Security-Policy "([^"]+)"', text)
    assert found
    return found[1]
