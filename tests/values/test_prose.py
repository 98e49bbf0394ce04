"""Prose: a small Markdown whose HTML has a few harmless tags, or is refused."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.findings import Refusal
from generator.values import prose
from generator.values.prose import refuse_unsafe, to_html

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "h3", "h4", "br", "hr", "code"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}


class Seen(HTMLParser):
    """The tags, attributes and targets of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.targets: list[str] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("一段。\n\n又一段。", "<p>一段。</p>\n<p>又一段。</p>\n"),
        ("**重要** *强调* `码`", "<p><strong>重要</strong> <em>强调</em> <code>码</code></p>\n"),
        ("- 一\n- 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n"),
        ("3. 三", '<ol start="3">\n<li>三</li>\n</ol>\n'),
        ("> 引用", "<blockquote>\n<p>引用</p>\n</blockquote>\n"),
        ("### 小标题", "<h3>小标题</h3>\n"),
        ("[网](https://example.org/)", '<p><a href="https://example.org/">网</a></p>\n'),
        ("[信](mailto:office@example.org)", '<p><a href="mailto:office@example.org">信</a></p>\n'),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"),
        ("    不是代码", "<p>不是代码</p>\n"),
    ],
)
def test_the_markdown_that_editors_need_is_allowed(text: str, html: str) -> None:
    assert to_html(refuse_unsafe(text)) == html


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<script>alert(1)</script>", "prose-html"),
        ("a <b>bold</b>", "prose-html"),
        ("<!-- x -->", "prose-html"),
        ("<https://example.org>", "prose-html"),
        ("{{ config }}", "prose-markup"),
        ("{% include 'x' %}", "prose-markup"),
        ("字{: .class}", "prose-markup"),
        ("--8<-- 'file'", "prose-markup"),
        ("!!! note", "prose-markup"),
        ("[TOC]", "prose-markup"),
        ("注[^1]", "prose-markup"),
        ("# 大标题", "prose-markup"),
        ("大标题\n=====", "prose-markup"),
        ("![图](x.png)", None),
        ("[x](javascript:alert(1))", "prose-link"),
        ("[x](JaVaScRiPt:alert(1))", "prose-link"),
        ("[x](java&#115;cript:alert(1))", "prose-link"),
        ("[x](data:text/html,x)", "prose-link"),
        ("[x](vbscript:x)", "prose-link"),
        ("[x](//evil.example/)", "prose-link"),
        ("[x](/absolute)", "prose-link"),
        ("[x](https://bank.example@evil.example/)", "prose-link"),
        ("[x][y]\n\n[y]: javascript:alert(1)", None),
    ],
)
def test_what_could_become_anything_else_is_refused(text: str, code: str | None) -> None:
    if code is None:
        # Not a link or an image at all: the signs stand there as they were written.
        html = Seen(to_html(text))
        assert "img" not in html.tags and not any("script" in target for target in html.targets)
        return
    with pytest.raises(Refusal) as caught:
        refuse_unsafe(text)
    assert caught.value.code == code


PIECES = (
    *"*_`~#>+-=|!:;&.,()[]{}<>\\\"'\n\t 字a1",
    *(
        "\n\n",
        "    ",
        "```",
        "---",
        "](",
        "](/",
        "](//x",
        "](http:",
        "](javascript:",
        "](&#x6a;",
        "](mailto:x",
        "https://x.org",
    ),
    *(
        "<b",
        "</p>",
        "<!--",
        "-->",
        "&lt;script&gt;",
        "&#60;",
        "&amp;#60;",
        "[x]: ",
        "[x]",
        "![",
        "1. ",
        "- ",
        "#### ",
        "### ",
    ),
    *("\u00a0", "\u200b", "\u2028", "\x02", "\x03", "\ue000", "\ue001", "\u0130", "ſ"),
)
MIXTURES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=800)
@given(MIXTURES | st.text(max_size=60))
def test_no_prose_that_is_let_through_yields_another_tag_attribute_or_scheme(text: str) -> None:
    try:
        html = Seen(to_html(refuse_unsafe(text)))
    except Refusal as refused:
        assert refused.code in ("prose-html", "prose-markup", "prose-link")
        return
    assert html.tags <= TAGS
    assert all(name in ATTRIBUTES.get(tag, ()) for tag, name in html.attributes)
    assert not html.others
    for target in html.targets:
        parts = urlsplit(target)
        assert parts.scheme in ("https", "http", "mailto", "") and (parts.scheme or not parts.netloc), target


LINES = st.sampled_from(
    ["- ", "### ", "#### ", "## ", "1. ", "- - ", "---", "字", "word", "\n", "\n\n", " ", "    ", "，", "\t"]
)


@settings(max_examples=800)
@given(st.lists(LINES, max_size=10).map("".join))
def test_the_quick_look_at_prose_lets_nothing_by_that_the_careful_one_refuses(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        quick = _refused(text)
        patched.setattr(prose, "_MORE_THAN_WORDS", re.compile(""))
        assert _refused(text) == quick


def _refused(text: str) -> str:
    try:
        refuse_unsafe(text)
    except Refusal as refused:
        return refused.code
    return ""
