"""HTML blocks that are put aside at a glance come out as Python-Markdown's own parser would have left them."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

EXTENSIONS = ["tables", "fenced_code", "attr_list", "footnotes"]

BLOCKS = {
    "a block": "<div>\n<p>one</p>\n</div>",
    "a block before text": "<p>one</p>\n\ntwo *three*",
    "a block after text": "one\n\n<p>*two*</p>",
    "blocks that follow each other": "<p>one</p>\n<p>two</p>\n\n<table><tr><td>three</td></tr></table>",
    "a block with a blank line": "<div>\n<p>one</p>\n\n<p>two</p>\n</div>\n\nthree",
    "void elements": '<p>one<br>two<img src="a.png" alt="b > c"></p>\n\nthree',
    "a drawing": '<svg viewBox="0 0 1 1"><title>one</title><path d="M0 0"/></svg>\n\ntwo',
    "a figure with a drawing": '<figure><svg><title>a</title><path d="M0 0"/></svg></figure>\n\ntwo',
    "text after the end tag": "<p>one</p> two\n\nthree",
    "text on the next line": "<p>one</p>\ntwo *three*\n\nfour",
    "no end tag": "<div>\n\none *two*\n\nthree",
    "crossed end tags": "<div><p>one</div></p>\n\ntwo",
    "an end tag alone": "</div>\n\none",
    "a comment": "<!-- <p> -->\n\n<p>one</p>\n\ntwo",
    "a comment inside": "<div><!-- </div> --></div>\n\ntwo",
    "a script": "<div><script>if (a < b) { c('</p>') }</script></div>\n\none",
    "inline elements": "<span>one</span> *two*\n\n<em>three</em>",
    "a fence that shows HTML": "```html\n<div>\n\n<p>one</p>\n```\n\n<p>two</p>",
    "code that shows HTML": "    <div>\n    <p>one\n\ntwo",
    "indented": "  <p>one</p>\n\ntwo",
    "in a list": "- one\n\n    <p>two</p>\n\n- three",
    "an attribute that runs over lines": '<p class="a"\n   id="b">one</p>\n\ntwo',
    "a quote that is never closed": '<p class="a>one</p>\n\ntwo',
    "an angle in text": "<p>1 < 2</p>\n\ntwo",
    "an entity": "<p>&lt;b&gt; &amp;amp;</p>\n\ntwo",
    "upper case": "<DIV>one</DIV>\n\ntwo",
    "mixed case": "<DIV>one</div>\n\ntwo",
    "markup in an attribute": '<p title="<b>">one</p>\n\ntwo',
    "a backtick in an attribute": '<p title="`">one</p>\n\n`two`',
    "a placeholder's characters": "<p>\x02wzxhzdk:0\x03</p>\n\ntwo",
}


def converted(text: str, *more: str) -> str:
    html = markdown.markdown(text, extensions=[*EXTENSIONS, *more])
    return re.sub(r"\n+", "\n", html).strip()


@pytest.mark.parametrize("text", BLOCKS.values(), ids=BLOCKS.keys())
def test_a_block_comes_out_as_without_the_extension(text: str) -> None:
    assert converted(text, "generator.blocks") == converted(text)


def test_every_page_comes_out_as_without_the_extension(gallery_site: Path) -> None:
    pages = sorted((gallery_site.parent / "docs" / "zh").rglob("*.md"))
    assert len(pages) > 50
    for page in pages:
        text = re.sub(r"\A---\n.*?\n---\n", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert converted(text, "generator.blocks") == converted(text), page


def test_mkdocs_still_knows_which_anchors_are_there(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("[alive](other.md#here) [dead](other.md#gone)\n", encoding="utf-8")
    (docs / "other.md").write_text('<p>one</p>\n\n<div>\n<p id="here">two</p>\n</div>\n', encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: t\nmarkdown_extensions: [generator.blocks]\nvalidation: {links: {anchors: warn}}\n",
        encoding="utf-8",
    )
    build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    assert [message for message in caplog.messages if "anchor" in message] == [
        "Doc file 'index.md' contains a link 'other.md#gone', "
        "but the doc 'other.md' does not contain an anchor '#gone'."
    ]
