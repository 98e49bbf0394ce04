"""No text of a record, a title or a hand-written page gets out of a block of data, and each comes through unchanged."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp

import jinja2
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.catalogue import Catalogue
from generator.values.text import LocalizedText
from generator.writing.linked_data import record_data
from generator.writing.linked_data.nodes import block
from generator.writing.templates import front_matter
from tests.linked_data.publications import catalogue_of, page_of


class Blocks(HTMLParser):
    """The text of each block of data, and every element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.blocks: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.blocks.append(data)


@cache
def theme() -> jinja2.Template:
    """What of the theme prints the blocks."""
    file = Path(generator.__file__).parent / "theme" / "partials" / "linked-data.html"
    return jinja2.Environment().from_string(file.read_text(encoding="utf-8"))


def printed(text: str) -> str:
    """The block as the theme prints it, once it has been through the front matter of a page."""
    front = yaml.safe_load(front_matter({"linked": text}))
    return theme().render(page={"title": "T"}, meta=front, kind="site", publication={})


BREAKING = [
    "</script>", "<!--", "<script", "]]>", "\u2028", "\u2029", "&quot;", "{{7*7}}", "{%", '"', "\\", "\x7f", "\x9f",
    "\ufeff", "\ufff9", "\uffff", "---", ": ", "#", "'",
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(BREAKING), st.text(max_size=8)), min_size=1, max_size=8).map("".join)


@settings(max_examples=300)
@given(words=hostile)
def test_no_text_ends_its_block_or_changes_on_the_way(words: str) -> None:
    catalogue = _any_catalogue()
    entry = catalogue.by_key["place", "630100"]
    html = printed(block(page_of(catalogue, entry), [{"@type": "Place", "name": words}]))
    read = Blocks(html)
    assert read.tags == ["script"]
    assert json.loads("".join(read.blocks))["name"] == words


@settings(max_examples=50)
@given(words=hostile)
def test_no_text_of_a_record_is_anything_but_text(words: str) -> None:
    catalogue = _any_catalogue()
    entry = catalogue.by_key["place", "630100"]
    named = replace(entry, record=entry.record.model_copy(update={"name": LocalizedText({"zh": words})}))
    read = Blocks(printed(record_data(page_of(catalogue, entry), named)))
    assert read.tags == ["script"] and json.loads("".join(read.blocks))["name"] == words


def test_a_hand_written_block_cannot_end_its_element_either() -> None:
    linked = '{"a":"</script><img src=x onerror=alert(1)>"}'
    html = theme().render(page={"title": "T"}, meta={"linked": linked}, kind="text", publication={})
    assert Blocks(html).tags == ["script"]


def test_a_page_that_leads_elsewhere_says_nothing() -> None:
    meta = {"linked": "{}", "redirect": "../new/", "breadcrumbs": [{"title": "A", "url": "a/"}]}
    assert "<script" not in theme().render(page={"title": "T"}, meta=meta, kind="text", publication={})


@settings(max_examples=100)
@given(words=hostile)
def test_no_title_ends_the_block_of_the_path(words: str) -> None:
    words = words or "T"
    meta = {"title": words, "breadcrumbs": [{"title": words, "url": "a/"}]}
    read = Blocks(
        theme().render(
            page={"title": "T"}, meta=meta, kind="site", publication={}, words={"home": words},
            config={"site_url": "https://city.example/"},
        )
    )
    assert read.tags == ["script"]
    first, second, last = json.loads("".join(read.blocks))["itemListElement"]
    assert [one["item"]["@id"] for one in (first, second)] == ["https://city.example/", "https://city.example/a/"]
    assert first["name"] == second["name"] == last["name"] == words and last["position"] == 3 and "item" not in last


_KEPT: list[Catalogue] = []


def _any_catalogue() -> Catalogue:
    if not _KEPT:
        _KEPT.append(catalogue_of(Path(mkdtemp()), {}))
    return _KEPT[0]
