"""The same content as plain Markdown, as somebody without a generator would write it: what other builders are given.

Tables are Markdown tables, lists of facts too; drawings, notes that fold and frames are left out.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title: *(.*)$", re.MULTILINE)
_HEADING_ATTRIBUTES = re.compile(r" *\{:[^}]*\}$", re.MULTILINE)
_DROPPED = frozenset(("svg", "script", "iframe", "form", "style"))
_VOID = frozenset(("br", "img", "hr", "input", "wbr", "col"))


def write_plain(docs: Path, to: Path) -> int:
    """Write every page of a tree below ``docs`` as plain Markdown below ``to``; returns how many there are."""
    pages = sorted(docs.rglob("*.md"))
    for page in pages:
        target = to / page.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(plain(page.read_text(encoding="utf-8")), encoding="utf-8")
    return len(pages)


def plain(text: str) -> str:
    """One page: its headings and paragraphs as they are, its HTML as tables, lists and paragraphs of Markdown."""
    front = _FRONT.match(text)
    title = _TITLE.search(front[0]) if front else None
    body = _HEADING_ATTRIBUTES.sub("", text[front.end() :] if front else text)
    writer = _Writer()
    writer.feed(body)
    writer.close()
    head = f"---\ntitle: {title[1]}\n---\n\n" if title else ""
    return head + re.sub(r"\n{3,}", "\n\n", writer.text()).strip() + "\n"


class _Writer(HTMLParser):
    """Turns HTML blocks into Markdown; text outside of them is Markdown already."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._row: list[str] | None = None
        self._rows = 0
        self._dropped = 0
        self._depth = 0
        self._link = ""

    def text(self) -> str:
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        if self._dropped or tag in _VOID:
            return
        self._depth += 1
        if tag in ("table", "dl"):
            self._out.append("\n\n")
            self._rows = 0
        elif tag in ("tr", "dt"):
            self._row = []
        elif tag == "li":
            self._out.append("\n- ")
        elif tag in ("p", "div", "figure", "figcaption", "caption", "ul", "ol", "h2", "h3", "details", "summary"):
            self._say("\n\n" if self._row is None else " ")
            if tag in ("h2", "h3"):
                self._say("## " if tag == "h2" else "### ")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""
            self._say("[")
        if tag in ("td", "th", "dt", "dd") and self._row is not None:
            self._row.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped -= 1
            return
        if self._dropped or tag in _VOID:
            return
        self._depth -= 1
        if tag in ("tr", "dd") and self._row is not None:
            self._end_row()
        elif tag == "a":
            self._say(f"]({self._link})")

    def handle_data(self, data: str) -> None:
        if self._dropped or (self._depth and not data.strip()):
            return
        self._say(" ".join(data.split()) if self._row is not None else data)

    def _say(self, text: str) -> None:
        if self._row is None:
            self._out.append(text)
        elif self._row:
            self._row[-1] += text.replace("|", "\\|").replace("\n", " ")

    def _end_row(self) -> None:
        assert self._row is not None
        self._out.append("| " + " | ".join(self._row) + " |\n")
        if self._rows == 0:
            self._out.append("|" + " --- |" * len(self._row) + "\n")
        self._rows += 1
        self._row = None
