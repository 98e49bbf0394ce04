"""A Markdown extension: HTML blocks that are whole are put aside at a glance.

Our pages are Markdown whose tables and figures are HTML. Python-Markdown looks for the end of an HTML block with a
parser that is written for any HTML, and MkDocs runs the same parser once more; on our pages that was more than half of
a build. Here one regular expression walks over the tags. A block that is not whole (an end tag is missing, or text
follows on the last line) is left to the usual way, so whatever Python-Markdown can read is read as before.

In ``mkdocs.yml``: ``markdown_extensions: [generator.blocks]``.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS

# A tag with its attributes: the name, with a slash before it for an end tag, and the slash of a tag that closes itself.
# Or the begin of something that is no such tag.
_TAG = re.compile(
    r"""<(/?[A-Za-z][A-Za-z0-9-]*+)(?=[\s/>])[^>"'<`]*+(?:(?:"[^"<`]*+"|'[^'<`]*+')[^>"'<`]*+)*+(?:(?<=(/))>|>)"""
    r"|<[!?/A-Za-z]"
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_START = re.compile(rf"^<(?:{'|'.join(sorted(BLOCK_LEVEL_ELEMENTS))})[ >]", re.MULTILINE)
# What it begins with is looked for fast, so the space stands behind it.
_ID = re.compile(r"""id=(?<=\sid=)["']([^"']*)["']""")
# What stands in them is no markup, and may look like anything.
_RAW = frozenset(("script", "style", "textarea"))


class _Whole(Preprocessor):
    """Puts whole blocks of HTML into the stash, from which they come back untouched."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        pieces: list[str] = []
        done = 0
        for found in _START.finditer(text):
            start = found.start()
            if start < done or text[max(start - 2, 0) : start].strip("\n"):
                continue
            if end := end_of_block(text, start):
                pieces += text[done:start], self.md.htmlStash.store(text[start:end])
                done = end
        return "".join([*pieces, text[done:]]).split("\n") if pieces else lines


def end_of_block(text: str, start: int) -> int:
    """Where the block of HTML that begins here ends, if it is whole and a blank line follows, or nothing; else 0."""
    if not _START.match(text, start):
        return 0
    open_: list[str] = []
    for found in _TAG.finditer(text, start):
        name, itself = found.groups()
        if not name or name in _RAW:
            return 0
        if name[0] == "/":
            if not open_ or open_.pop() != name[1:]:
                return 0
        elif not itself and name not in _VOID:
            open_.append(name)
        if not open_:
            end = found.end()
            if text.startswith("\n\n", end) or end == len(text):
                return end
            if not _START.match(text, end + 1) or text[end] != "\n":
                return 0
    return 0


def anchors(html: str) -> set[str]:
    """The ids that stand in HTML."""
    return set(_ID.findall(html))


class _Anchors(Preprocessor):
    """Tells MkDocs of the anchors in what was put aside, so that it still knows which links to an anchor are dead."""

    def run(self, lines: list[str]) -> list[str]:
        if "mkdocs_raw_html" in self.md.preprocessors:
            theirs: Any = self.md.preprocessors["mkdocs_raw_html"]
            found = {name for block in self.md.htmlStash.rawHtmlBlocks for name in anchors(str(block))}
            theirs.present_anchor_ids = found | getattr(theirs, "present_anchor_ids", set())
        return lines


class _Blocks(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        # After fences of code (25), which may show HTML, and before MkDocs (21) and Python-Markdown (20) look for it.
        md.preprocessors.register(_Whole(md), "generator_blocks", 22)
        md.preprocessors.register(_Anchors(md), "generator_anchors", 20.5)


def makeExtension(**settings: Any) -> Extension:  # noqa: N802 (the name is Python-Markdown's)
    """What Python-Markdown asks for when the configuration names this module."""
    return _Blocks(**settings)
