"""HTML as it was rendered from Markdown, taken apart: its tags and words, where it links to, and how it reads."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

_AS_LINES: Final = {
    **dict.fromkeys(("p", "li", "div", "blockquote", "pre", "table", *(f"h{level}" for level in range(1, 7))), "\n\n"),
    "br": "\n", "tr": "\n|", "/td": "|", "/th": "|", "/thead": "\n|---|",
}  # fmt: skip
"""Where a tag begins or ends a line, or a cell of a table, when HTML is read as text."""


class Rendered(HTMLParser):
    """Tags and words of some HTML, so that two writings of the same thing compare equal, where it links to, and how it
    reads as plain lines, with tables as Markdown writes them.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[object] = []
        self.targets: list[str] = []
        self._words: list[str] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()
        self._end_words()

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(self._text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_words()
        self._text.append(_AS_LINES.get(tag, ""))
        values = {name: value or "" for name, value in attrs}
        self.events.append((tag, sorted(values.items())))
        self.targets += [values[name] for name in ("href", "src") if name in values]

    def handle_endtag(self, tag: str) -> None:
        self._end_words()
        self._text.append(_AS_LINES.get(f"/{tag}", ""))
        if tag not in ("br", "hr", "img"):
            self.events.append(tag)

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if not data.isspace():  # between the tags of a table lines break as the renderer likes
            self._text.append(data)

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.events.append(("declaration", decl))

    def _end_words(self) -> None:
        if self._words:
            self.events.append("".join(self._words))
            self._words = []
