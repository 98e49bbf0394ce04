"""Hand-written pages: the same small, safe Markdown for everybody, refused where it could be anything else.

Pages are rendered here exactly as MkDocs renders them, and what a cleaner would change is refused, never mended.
Whether a link between pages leads to a page is seen when the tree of pages is put together.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

import markdown
import nh3

from generator.findings import Finding, Position, Severity, error
from generator.guessing import closest
from generator.peoples import numbered_group, places_of_groups
from generator.privacy import find_personal_data
from generator.reading import Document, read_document
from generator.rendered import Rendered

MARKDOWN_EXTENSIONS: Final = (
    "generator.blocks", "tables", "admonition", "footnotes", "toc", "fenced_code", "sane_lists", "attr_list"
)
"""What MkDocs is told to use. Attribute lists are there for the anchors of our own headings: a page that gives its
elements attributes by them is refused, first by its writing, then by what the cleaner would take away."""

FRONT_MATTER: Final = ("title", "description", "date", "tags", "hide", "search")
SCHEMES: Final = ("https", "http", "mailto")
LONGEST: Final = 100_000
"""Characters of a page; a guide of fifty printed pages is shorter."""
LONGEST_LINE: Final = 4_000
MOST_OPEN: Final = 20
"""Brackets, or quotation marks of Markdown, that may be open at once: Python-Markdown takes minutes over thousands."""
MOST_HEADINGS: Final = 1_000
"""Each gets an id of its own, which is looked for one by one."""

_TAGS: Final = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img", "div", "sup"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *(f"h{level}" for level in range(1, 7)),
}
_ATTRIBUTES: Final = {
    "a": {"href", "title", "class", "id"},
    "img": {"src", "alt", "title"},
    "div": {"class"},
    "p": {"class"},
    "code": {"class"},
    "sup": {"id"},
    "li": {"id"},
    "ol": {"start"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}

_HEADING: Final = re.compile(r"^ {0,3}(?:#|=+ *$|-+ *$)", re.MULTILINE)
_FENCED: Final = re.compile(r"^(?P<fence>`{3,}|~{3,}) *[\w#.+-]* *\n(?:.*?\n)??(?P=fence) *$", re.MULTILINE | re.DOTALL)
_CODE_SPAN: Final = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_RAW_HTML: Final = re.compile(r"<(?!https?://|mailto:|[^\s<>@]+@[^\s<>@]+>)[A-Za-z/!?][^>\n]{0,60}>?")
_TEMPLATE: Final = re.compile(r"\{\{|\{%|\{#|-{1,}8<-{1,}|^\?\?\?")
_ATTRIBUTE_LIST: Final = re.compile(r"\{:|\{ *[.#=]|\{ *[A-Za-z][\w-]* *[=}]")
_ALIGNMENT: Final = re.compile(r"(?=^[|:\- ]+$)(?=.*-).*(:-+|-+:)")
"""The line below the head of a table, with colons: they become a style attribute, which the site's policy blocks."""


@dataclass(frozen=True)
class ContentPage:
    """A page as written: its path from the root of the publication (``content/zh/about.md``) and its text."""

    path: str
    text: str

    @cached_property
    def front_matter(self) -> tuple[Document | None, tuple[Finding, ...]]:
        """What stands between the ``---`` lines at the top, with places counted from the top of the file."""
        found = _front_matter(self.text)
        # The first line is left empty, so that every line keeps its number.
        return read_document(f"\n{found[0]}".encode(), self.path) if found else (None, ())

    @property
    def body_line(self) -> int:
        """The line, from 1, on which the Markdown begins."""
        found = _front_matter(self.text)
        return found[1] if found else 1

    @property
    def body(self) -> str:
        """The Markdown."""
        return "".join(self.text.splitlines(keepends=True)[self.body_line - 1 :])


def check_page(page: ContentPage) -> Iterator[Finding]:
    """What is wrong with a page.

    Codes: those of reading YAML for its front matter, ``front-matter-key``, ``missing-field``, ``text-length``,
    ``prose-html``, ``prose-markup``, ``prose-link``, ``personal-data`` and ``people-breakdown-page``.
    """
    yield from _check_front_matter(page)
    endless = list(_check_length(page))
    if endless:
        yield from endless
        return
    yield from _check_privacy(page)
    written = list(_check_writing(page))
    yield from written
    html = render(page.body)
    seen = Rendered(html)
    yield from _check_people(page, seen.text)
    links = list(_check_links(page, seen.targets))
    yield from links
    if not written and not links and seen.events != Rendered(_cleaned(html)).events:
        # Nothing in the writing was strange, and still the cleaner would change it: refuse it, wherever it is.
        yield error("prose-markup", Position(file=page.path, line=page.body_line), found="…")


@lru_cache(maxsize=512)
def findings_in(path: str, text: str) -> tuple[Finding, ...]:
    """The same, once for each text: the preview looks at all pages again whenever something is saved."""
    return tuple(check_page(ContentPage(path, text)))


@lru_cache(maxsize=512)
def render(text: str) -> str:
    """Markdown as HTML, the way MkDocs renders it."""
    return markdown.markdown(text, extensions=list(MARKDOWN_EXTENSIONS), output_format="html")


def _cleaned(html: str) -> str:
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None)


def _front_matter(text: str) -> tuple[str, int] | None:
    """The YAML at the top and the line after it, where there is any."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() in ("---", "..."):
            return "".join(lines[1 : number - 1]), number + 1
    return None


def _check_front_matter(page: ContentPage) -> Iterator[Finding]:
    document, found = page.front_matter
    yield from found
    data = document.data if document is not None else {}
    if document is not None:
        for name in data:
            if name not in FRONT_MATTER:
                allowed, meant = ", ".join(FRONT_MATTER), closest(name, FRONT_MATTER)
                place = document.key_position((name,))
                yield error("front-matter-key", place, name, name=name, allowed=allowed, suggestion=meant)
        for name in ("title", "description"):
            value = data.get(name)
            if value is not None and (not isinstance(value, str) or re.search(r"[<>`]|\{\{|\{%|\{#", value)):
                shown = re.search(r"[<>`]|\{.", value) if isinstance(value, str) else None
                place = document.position((name,))
                yield error("text-form" if shown else "not-text", place, name, found=shown[0] if shown else "")
    if not data.get("title") and not any(finding.severity is Severity.ERROR for finding in found):
        yield error("missing-field", Position(file=page.path), "title", name="title")


def _check_length(page: ContentPage) -> Iterator[Finding]:
    """What would keep the renderer busy for minutes, so that the page is not rendered at all."""
    if len(page.text) > LONGEST:
        yield error("text-length", Position(file=page.path), limit=LONGEST)
    if len(_HEADING.findall(page.text)) > MOST_HEADINGS:
        yield error("prose-markup", Position(file=page.path), found="#")
    open_brackets = {"[": 0, "(": 0}
    for number, line in enumerate(page.text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            yield error("text-length", Position(file=page.path, line=number), limit=LONGEST_LINE)
            return
        if not line.strip():
            open_brackets = {"[": 0, "(": 0}
        for opening, closing in ("[]", "()"):
            still_open = open_brackets[opening] + line.count(opening) - line.count(closing)
            open_brackets[opening] = max(0, still_open)
            if still_open > MOST_OPEN:
                yield error("prose-markup", Position(file=page.path, line=number), found=opening * 3)
                return
        if line.replace(" ", "").startswith(">" * (MOST_OPEN + 1)):
            yield error("prose-markup", Position(file=page.path, line=number), found=">>>")
            return


def _check_writing(page: ContentPage) -> Iterator[Finding]:
    """Raw HTML, attribute lists, snippets and template signs in the lines that are not code."""
    for number, line in _lines(page):
        prose = _CODE_SPAN.sub(_blank, line)
        # Template signs are refused in code spans as well: nobody can see which engine might read them.
        for code, pattern, text in (
            ("prose-html", _RAW_HTML, prose),
            ("prose-markup", _TEMPLATE, line),
            ("prose-markup", _ATTRIBUTE_LIST, prose),
            ("prose-markup", _ALIGNMENT, line),
        ):
            found = pattern.search(text)
            if found:
                place = Position(file=page.path, line=number, column=found.start() + 1)
                yield error(code, place, found=found[0].strip())
                break


def _check_privacy(page: ContentPage) -> Iterator[Finding]:
    for number, line in enumerate(page.text.splitlines(), 1):
        for match in find_personal_data(line):
            place = Position(file=page.path, line=number, column=match.start + 1)
            yield error("personal-data", place, what=match.what.value)


def _check_people(page: ContentPage, as_read: str) -> Iterator[Finding]:
    """Numbers of people by ethnicity or religion, in sentences, tables, examples and the head of the page.

    Looked for as it is written, for the place; and as it is read, for what the writing hides (``&#22238;族``).
    """
    written = list(places_of_groups(page.text))
    for line, column in written:
        yield error("people-breakdown-page", Position(file=page.path, line=line, column=column))
    if not written and numbered_group(as_read):
        yield error("people-breakdown-page", Position(file=page.path, line=page.body_line))


def _lines(page: ContentPage) -> Iterator[tuple[int, str]]:
    """The lines of the body with their numbers; those of fenced code are empty."""
    prose = _FENCED.sub(lambda found: "\n" * found[0].count("\n"), page.body)
    return enumerate(prose.split("\n"), page.body_line)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _check_links(page: ContentPage, targets: list[str]) -> Iterator[Finding]:
    for target in dict.fromkeys(targets):
        if not _may_lead_to(page, target):
            yield error("prose-link", _place_of(page, target), target=target[:80])


def _may_lead_to(page: ContentPage, target: str) -> bool:
    """Whether a link leads to the web, to an address of an office, or to another page of the same language."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if re.search(r"[\x00-\x20\\]", target) or (parts.netloc and "@" in parts.netloc):
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in SCHEMES and bool(parts.netloc or parts.scheme == "mailto")
    path = unquote(parts.path)
    if path.startswith("/") or "\\" in path or ":" in path.split("/", 1)[0]:
        return False
    folder = posixpath.dirname(page.path.split("/", 2)[2]) if page.path.count("/") >= 2 else ""
    return not posixpath.normpath(posixpath.join(folder, path)).startswith("..")


def _place_of(page: ContentPage, target: str) -> Position:
    """Where a target is written, or the top of the Markdown where it is written in another way."""
    for number, line in _lines(page):
        column = line.find(target)
        if column >= 0:
            return Position(file=page.path, line=number, column=column + 1)
    return Position(file=page.path, line=page.body_line)
