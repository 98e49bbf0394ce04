"""Pages that the generator wrote are made as MkDocs and Python-Markdown would make them, or left to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import conversion, runs, site_pages
from generator.page_keys import FOLLOWED
from generator.site_pages import SitePage
from tests.test_blocks import BLOCKS

PIECES = (
    *BLOCKS.values(),
    "# One", "## Two  words {: #two }", "### Three {: .three }", "#### Four {:#four}", "## Two", "##", "#", "#Five",
    "## Six ##", "## Sev&#58;en", "## &lt;b&gt; & more", "## a_b_c", "## 1 * 2", "## {: #none }", "## x {: #a } y",
    "## x {: #a #b }", "## x { #a }", "####### x", "##   ", " # x", "## 钱 {: #money }", "## 钱", "## x\ny", "x\n## y",
    "## x \\", "## [x]", "## <b>x</b>", "## x {: title=y }", "## A\u00a0B", "## A\u3000", "## A\u2028B", "## x!",
    "[TOC]", "text", "text\n=", "- one\n- two", "```\n<p>\n```", "~~~\n\n## x\n\n~~~", "<p>\n```\n</p>\n```\n",
    "    code",
    "> quoted", "[^1]: note", "a | b\n--|--\n1 | 2", "!!! note\n    <p>x</p>", "<p>\tx</p>", "<p>x</p>\n   \n## y",
    "***",
    "<p id='two'>x</p>", '<table id="a"><tr><td id=b>x</td></tr></table>', "<hr>", "<hr />", "<p/>",
    "<a href='x'>y</a>",
    "<p>a</p>\n<p>b</p>", "<p>a</p> <p>b</p>", "<p>a</p>\n<a>b</a>", "</p>", "<p>\x02amp\x03</p>", "## x\x02",
    "<p>x\r</p>",
    "<svg><path d='M0 0'/></svg>", "<p>&copy; & < b</p>", "<p:x>y</p:x>", "<p\n>x</p>", "<div>\n\n<p>x</p>\n\n</div>",
)  # fmt: skip
"""What stands between blank lines: what the generator writes, what it never would, and what is nearly the one or the
other."""


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    """A configuration with the extensions that we know."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(
        f"site_name: t\nplugins: []\nmarkdown_extensions: [{', '.join(sorted(FOLLOWED))}]\n", encoding="utf-8"
    )
    return load_config(str(folder / "mkdocs.yml"))


def made(page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """What comes of a page."""
    page.read_source(config)
    page.render(config, Files([page.file]))
    names = ("meta", "markdown", "content", "title", "present_anchor_ids")
    assert page.links_to_anchors is not None
    links = {file.src_uri: found for file, found in page.links_to_anchors.items()}
    return {name: getattr(page, name) for name in names} | {"toc": str(page.toc), "links": links}


def both(source: str, config: MkDocsConfig) -> tuple[dict[str, Any], dict[str, Any]]:
    """What comes of a text, by us and by MkDocs."""
    results = []
    for kind in (SitePage, Page):
        file = File("page.md", None, config.site_dir, True)
        file.content_string = source
        results.append(made(kind(None, file, config), config))
    return results[0], results[1]


@given(st.lists(st.sampled_from(PIECES), max_size=5), st.sampled_from(["\n\n", "\n\n\n", "\n"]))
@settings(max_examples=400, deadline=None)
def test_whatever_stands_on_a_page_comes_out_as_by_mkdocs(
    config: MkDocsConfig, pieces: list[str], between: str
) -> None:
    ours, theirs = both('---\ntitle: "A"\n---\n\n' + between.join(pieces) + "\n", config)
    assert ours == theirs


@pytest.mark.parametrize("piece", PIECES)
def test_each_piece_comes_out_as_by_mkdocs(config: MkDocsConfig, piece: str) -> None:
    for source in (piece, f"\n{piece}\n", f"# Page\n\n{piece}\n\n## End\n"):
        ours, theirs = both(source, config)
        assert ours == theirs


FRONTS = (
    'title: "A: b # c"', 'title: "\\"q\\" \\\\ \\u2028 \\n \\/ é"', 'names: ["a", {"b": [1, -0, true, null]}]',
    'title: "\\ud83d\\ude00"', 'title: "a\u2028b"', 'title: "a\x7fb"', "number: 1e5", 'numbers: [1.0, 1e5]',
    "yes: true", "translated: false", "none: null", "title: plain", "title: 'x'", "title: 2026-11-23", "a: [b]",
    '"title": "x"', 'title:  "x"', 'title: "x" ', 'title: "x" # y', "- x", "title: [", 'title: "a" "b"', "", "...",
    'linked: "{\\"@id\\": \\"x\\"}"', 'title: ["\U0001f600"]', 'title: "\t"', 'on: "x"', "numbers: [NaN]", "--- x",
)  # fmt: skip


@pytest.mark.parametrize("line", FRONTS)
def test_front_matter_is_read_as_by_mkdocs(config: MkDocsConfig, line: str) -> None:
    among = f'title: "A"\n{line}\nkind: "b"'
    for source in (f"---\n{line}\n---\n\n# A\n", f"---\n{among}\n---\n## B\n", f"---\n{line}\n---"):
        ours, theirs = both(source, config)
        assert ours == theirs


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_made_as_by_mkdocs(gallery_root: Path, config: MkDocsConfig, language: str) -> None:
    docs = gallery_root / "build" / "docs" / language
    sources = [path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))]
    for source in sources:
        ours, theirs = both(source, config)
        assert ours == theirs
    parts = [conversion.parts(source) for source in sources]
    converted = [part and conversion.convert(part[1]) for part in parts]
    assert sum(one is not None for one in converted) > 0.9 * len(sources) > 50


def test_a_page_that_cannot_be_read_is_refused_as_by_mkdocs(config: MkDocsConfig) -> None:
    page = SitePage(None, File("gone.md", config.docs_dir, config.site_dir, True), config)
    with pytest.raises(OSError, match=r"gone\.md"):
        page.read_source(config)


@pytest.mark.parametrize(
    "more",
    [
        "markdown_extensions: [generator.blocks, attr_list, toc: {permalink: true}]",
        "markdown_extensions: [generator.blocks, attr_list, nl2br]",
        "markdown_extensions: [generator.blocks]",
        "markdown_extensions: [attr_list]",
        "markdown_extensions: [generator.blocks, attr_list]\nplugins: [search]",
        "markdown_extensions: [generator.blocks, attr_list]\nhooks: [hook.py]",
    ],
)
def test_where_markdown_means_something_else_pages_are_left_to_mkdocs(tmp_path: Path, more: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "hook.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: t\n{more}\n", encoding="utf-8")
    assert not site_pages.are_ours(load_config(str(tmp_path / "mkdocs.yml")), runs.NAME)


def test_where_it_means_what_we_know_they_are_not(config: MkDocsConfig) -> None:
    assert site_pages.are_ours(config, runs.NAME)
