"""Prose: the small Markdown that editors may write in descriptions, and how it becomes safe HTML.

CommonMark without raw HTML. What the cleaner would change is refused, never silently mended.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser

import nh3
from markdown_it import MarkdownIt

from generator.findings import Refusal

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "h3", "h4", "br", "hr", "code"}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto"}
_RAW_HTML = re.compile(r"<(?=[A-Za-z/!?])[^>\n]{0,60}")
_MARKUP = re.compile(r"\{:|\{\{|\{%|\{#|--8<--|^!!! |^\?\?\?|\[TOC\]|\[\^[^\]]*\]", re.MULTILINE)
_LINK = re.compile(r"https?://(?![^/?#]*@)|mailto:|#|(?!/)[\w./-]*$", re.IGNORECASE)
"""Where a link may lead: the web (never with a name before the host), a mailbox, a place on the page, a page nearby."""
_MORE_THAN_WORDS = re.compile(
    r"[^\w \n.,;:?!()'/%，。、；：？！（）《》“”‘’…—–·-]|_|^ *[.,;:?!()'/%-]|^ *\d+[.)]", re.MULTILINE
)
"""Quick, for most texts: where no sign of Markdown's is, and no line begins like a list, there are only words."""
_LINE_OF_WORDS = re.compile(r"^(?:- |#{3,4} )(?=\w)", re.MULTILINE)
"""An item of a list or a heading that begins with a word: nothing can be wrong with it but its words."""
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "html_block", "html_inline", "autolink", "code"]
)


@lru_cache(maxsize=4096)
def to_html(text: str) -> str:
    """The prose as HTML of the allowed tags; links lead to https, http or mailto only."""
    return str(_MARKDOWN.render(text))


def refuse_unsafe(text: str) -> str:
    """``text`` as it is, or :class:`Refusal` for raw HTML, template signs, images and links that lead anywhere odd."""
    if found := _RAW_HTML.search(text):
        raise Refusal("prose-html", found=found[0])
    if found := _MARKUP.search(text):
        raise Refusal("prose-markup", found=found[0].strip())
    if not _MORE_THAN_WORDS.search(_LINE_OF_WORDS.sub("", text)):
        return text
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if token.type == "heading_open" and token.tag not in TAGS:
            raise Refusal("prose-markup", found=token.markup)
        for child in token.children or ():
            if child.type == "link_open" and not _LINK.match(str(child.attrs["href"])):
                raise Refusal("prose-link", target=str(child.attrs["href"])[:80])
    if re.search(r"\]\(\s*[A-Za-z&\\]+[\w&;#\\]*:(?!//)(?!\S*@)", text):
        raise Refusal("prose-link", target=text[:80])
    html = str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    clean = nh3.clean(html, tags=TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    if html != clean and _events(html) != _events(clean):
        raise Refusal("prose-markup", found=text[:40])
    return text


class _Events(HTMLParser):
    """The tags and words of some HTML, so that two writings of the same thing compare equal."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append((tag, sorted(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(tag)

    def handle_data(self, data: str) -> None:
        if self.events and isinstance(self.events[-1], list):
            self.events[-1].append(data)
        else:
            self.events.append([data])


def _events(html: str) -> list[object]:
    parser = _Events()
    parser.feed(html)
    parser.close()
    return [
        ("".join(event) if isinstance(event, list) else event) for event in parser.events if event not in ("br", "hr")
    ]
