"""Record text on a page is just that text: wherever it stands, and whatever signs it holds."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.utils.yaml import yaml_load

from generator.encoding import find_unfit
from generator.writing.escaping import END, MARK, element, escape
from generator.writing.templates import environment, front_matter

CONFIGURATION = Path(__file__).resolve().parents[2] / "mkdocs.yml"
SITE: list[str] = yaml_load(CONFIGURATION.read_text(encoding="utf-8"))["markdown_extensions"]
OTHERS = [
    *("abbr", "def_list", "md_in_html", "wikilinks", "codehilite", "nl2br"),
    *(f"pymdownx.{name}" for name in ("arithmatex", "betterem", "caret", "critic", "details", "emoji", "highlight")),
    *(f"pymdownx.{name}" for name in ("inlinehilite", "keys", "mark", "progressbar", "saneheaders", "superfences")),
    *(f"pymdownx.{name}" for name in ("tabbed", "tasklist", "tilde")),
]
"""What a publication may add to mkdocs.yml. Not among them: what rewrites ordinary words (smart quotes, bare links)."""


class Seen(HTMLParser):
    """The tags of some HTML, its attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str] = {}
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name: value or "" for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.tags.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.tags.append("instruction")


@cache
def converter(extensions: tuple[str, ...]) -> markdown.Markdown:
    """Python-Markdown, made once for each list of extensions."""
    return markdown.Markdown(extensions=list(extensions), output_format="html")


def seen(source: str, extensions: Sequence[str]) -> Seen:
    """The page as a browser would read it."""
    return Seen(converter(tuple(extensions)).reset().convert(source))


CONTEXTS = {
    "heading": ("# {}\n\nx\n", ["h1", "p"]),
    "heading with an anchor": ("## {} {{: #anchor }}\n\nx\n", ["h2", "p"]),
    "heading with a span": ('# <span lang="bo" class="p-foreign">{}</span>\n\nx\n', ["h1", "span", "p"]),
    "paragraph": ("x\n\nThis: {}\n", ["p", "p"]),
    "list item": ("x\n\n- This: {}\n- b\n", ["p", "ul", "li", "li"]),
    "table cell": (
        "| a | b |\n| --- | --- |\n| {} | x |\n",
        ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"],
    ),
    "HTML paragraph": ("<p>{}</p>\n\nx\n", ["p", "p"]),
    "HTML block": ("<div>\n<ul>\n<li>{}</li>\n</ul></div>\n\nx\n", ["div", "ul", "li", "p"]),
    "HTML table": (
        "<table><tbody><tr><td>{}</td></tr></tbody></table>\n\nx\n",
        ["table", "tbody", "tr", "td", "p"],
    ),
}

HOSTILE = (
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "&amp;#60;b&amp;#62;",
    "{{ config }} {% raw %} {# c #}",
    "{: .class #id onclick=alert(1) }",
    "{ .class }",
    "[x](javascript:alert(1)) ![x](x.png) [x][y]",
    "[^1] [TOC] [[wiki]] *[HTML]: x",
    "**bold** __bold__ *em* _em_ ~~s~~ ==m== ^^i^^ ++k++ {++a++} {--d--} {>>c<<}",
    "`code` ``code`` ``` ~~~ :smile: :material-home: $x$ \\(x\\) \\[x\\]",
    "--8<-- 'mkdocs.yml' -8<- ;--8<--",
    '!!! note "x" ??? note === tab /// html',
    "# heading ## # {#id} ====== ------ ___ ***",
    "1. one - two + three * four > five | six",
    "| a | b | \\| c",
    "a  \\\\ b \\< c \\& d &copy; &#x26; &nbsp;",
    "https://example.org/a_b_c <https://example.org> <a@example.org> a@example.org",
    "\"quoted\" 'single' «» “” … -- --- 1/2 (c) (tm) +/- -->",
    "<!-- comment --> <![CDATA[x]]> <?php ?> <!DOCTYPE html>",
    "]]> --> */ // '; drop",
    "klzzwxh:0001 wzxhzdk:1 \ue0000\ue001 \ufff90\ufffb",
    "项目（一期）：“重点” 100%、50％ · 塔尔寺 སྐུ་འབུམ་ مەسچىت",
    "=1+1 @cmd +x -y",
)


def shown(text: str) -> str:
    """What a reader should see: the text, blanks as a browser folds them, without the private signs of notes."""
    return re.sub(r"\s+", " ", text.translate({ord(MARK): None, ord(END): None})).strip()


def assert_plain(text: str, extensions: Sequence[str]) -> None:
    """In every place on a page the text comes out as itself, and brings no tag along."""
    for name, (source, tags) in CONTEXTS.items():
        page = seen(source.format(escape(text)), extensions)
        assert page.tags == tags, (name, text, page.tags)
        expected = seen(source.format("MARKER"), extensions).text.replace("MARKER", text)
        assert shown(page.text) == shown(expected), (name, text)
    block = seen(f"{element('p', 'x', title=text, data_also=text)}\n\nx\n", extensions)
    assert block.tags == ["p", "p"] and shown(block.attributes.get("title", "")) == shown(text), text
    inline = seen(f"# {element('a', text, href='x/', aria_label=text)}\n", extensions)
    assert inline.tags == ["h1", "a"] and shown(inline.attributes.get("aria-label", "")) == shown(text), text
    assert shown(inline.text) == shown(text)


@pytest.mark.parametrize("extensions", [SITE, SITE + OTHERS], ids=["the site's", "many more"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str, extensions: list[str]) -> None:
    assert_plain(
        text, [name for name in extensions if name != "fenced_code" or "pymdownx.superfences" not in extensions]
    )


SIGNS = (
    *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    *(
        "  ",
        "a",
        "字",
        "1",
        "\t",
        "\u00a0",
        "\u3000",
        "**",
        "__",
        "](",
        "{:",
        "```",
        "&#",
        "&lt;",
        "<b>",
        "-->",
        "://",
        MARK,
        END,
    ),
)


def test_no_text_that_is_read_can_bring_the_signs_of_notes() -> None:
    assert find_unfit(MARK) and find_unfit(END)


def test_random_mixtures_of_signs_are_only_text() -> None:
    chance = random.Random(20260630)
    for _ in range(250):
        text = "".join(chance.choices(SIGNS, k=chance.randint(1, 14)))
        if shown(text):
            assert_plain(text, SITE)


# What no file can hold (control characters, marks that turn the direction) is refused before anything is written.
@settings(max_examples=150)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn")), max_size=40).filter(shown))
def test_any_text_is_only_text(text: str) -> None:
    assert_plain(text, SITE)


@given(st.text(max_size=40))
def test_what_templates_print_is_escaped_by_default(text: str) -> None:
    assert environment().from_string("{{ text }}").render(text=text) == escape(text)
    assert environment().from_string("{{ text }}").render(text=Markup(text)) == text  # noqa: S704


@given(st.dictionaries(st.sampled_from(["title", "description"]), st.text(st.characters(exclude_categories=("Cs",)))))
def test_front_matter_reads_back_as_it_was_given(fields: dict[str, str]) -> None:
    lines = front_matter(fields)
    assert lines.count("\n") == len(fields)
    printable = {name: value for name, value in fields.items() if value.isprintable()}
    assert (yaml_load(front_matter(printable)) or {}) == printable
