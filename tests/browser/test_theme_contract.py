"""What the theme promises to every page, read from what MkDocs makes of the style page and of a hostile one."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.browser.theme_site import GENERATOR, POLICY, STYLE_PAGE, THEME, built, words

TEMPLATES = sorted(THEME.rglob("*.html"))
LANGUAGES = ("zh", "en")
HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
KILOBYTE = 1024


class Elements(HTMLParser):
    """Every element of a page as (tag, attributes), and what text stands inside scripts and style sheets."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []
        self.blocks: list[str] = []
        """Blocks of data, which no browser runs."""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._inside = "block" if dict(attrs).get("type") == "application/ld+json" else tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and data.strip():
            self.inline.append(data)
        elif self._inside == "block":
            self.blocks.append(data)


def read(site: Path) -> dict[str, str]:
    """The HTML of each kind of page of a site, by file name."""
    return {name: (site / name).read_text("utf-8") for name in ("page/index.html", "404.html", "index.html")}


@pytest.fixture(scope="module")
def style_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return read(built(tmp_path_factory.mktemp("style"), STYLE_PAGE.read_text("utf-8"), synthetic=True))


def test_no_page_has_inline_script_or_style_or_handlers(style_site: dict[str, str]) -> None:
    for page in style_site.values():
        elements = Elements(page)
        assert elements.inline == []
        for _tag, attributes in elements.found:
            assert "style" not in attributes
            assert not [name for name in attributes if name.startswith("on")]


def test_every_page_carries_the_policy_and_loads_nothing_of_materials_or_from_elsewhere(
    style_site: dict[str, str],
) -> None:
    for page in style_site.values():
        elements = Elements(page).found
        assert ("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}) in elements
        loaded = [a.get("src") or "" for tag, a in elements if tag == "script"]
        loaded += [
            a.get("href") or "" for tag, a in elements if tag == "link" and a.get("rel") in ("stylesheet", "icon")
        ]
        assert loaded
        assert not [address for address in loaded if "//" in address or "bundle" in address]


def test_every_id_on_the_style_page_is_unique_and_every_anchor_leads_somewhere(style_site: dict[str, str]) -> None:
    elements = Elements(style_site["page/index.html"]).found
    ids = [a["id"] for _tag, a in elements if a.get("id")]
    assert len(ids) == len(set(ids))
    anchors = {(a.get("href") or "")[1:] for tag, a in elements if tag == "a" and (a.get("href") or "").startswith("#")}
    assert anchors <= set(ids)


def test_synthetic_and_unofficial_publications_say_so_on_every_page(style_site: dict[str, str]) -> None:
    for page in style_site.values():
        assert words("zh")["synthetic"] in page
        assert words("zh")["unofficial"] in page
        assert "主办单位" not in page


def test_an_official_publication_shows_its_fields_and_nothing_about_being_unofficial(tmp_path: Path) -> None:
    fields = {"site_code": "0000000000", "meta": {"SiteName": "Name"}}
    page = read(built(tmp_path, "# 题目\n", official=True, **fields))["page/index.html"]
    assert "主办单位" in page and "网站标识码" in page and '<meta name="SiteName" content="Name">' in page
    assert words("zh")["unofficial"] not in page


def test_text_of_front_matter_never_becomes_markup(tmp_path: Path) -> None:
    neighbour = {"title": HOSTILE, "url": HOSTILE}
    front = {
        "title": HOSTILE, "description": HOSTILE, "kind": "project", "section": HOSTILE, "updated": HOSTILE,
        "breadcrumbs": [neighbour], "previous": neighbour, "next": neighbour, "data_path": HOSTILE,
        "edit_url": HOSTILE, "lang_note": HOSTILE, "linked": json.dumps({"name": HOSTILE}),
    }  # fmt: skip
    headings = "\n\n".join(f"## &lt;script&gt;alert({number})&lt;/script&gt;" for number in range(4))
    pages = read(built(tmp_path, f"---\n{json.dumps(front)}\n---\n\n{headings}\n", name=HOSTILE, tagline=HOSTILE))
    for page in pages.values():
        elements = Elements(page)
        assert elements.inline == []
        assert not [tag for tag, attributes in elements.found if "onerror" in attributes]
    own, path = (json.loads(block) for block in Elements(pages["page/index.html"]).blocks)
    assert own["name"] == HOSTILE and path["itemListElement"][-1]["name"] == HOSTILE


def test_striptags_never_stands_without_an_escape_behind_it() -> None:
    for template in TEMPLATES:
        for match in re.finditer(r"\|\s*striptags(?!\s*\|\s*(e|tojson)\b)", template.read_text("utf-8")):
            pytest.fail(f"{template.name}: {match.group()}")


def test_both_languages_have_the_same_words() -> None:
    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shape(part) for key, part in value.items()}
        return [shape(part) for part in value] if isinstance(value, list) else type(value).__name__

    assert shape(words("zh")) == shape(words("en"))


def test_every_word_a_template_asks_for_exists() -> None:
    asked = {name for template in TEMPLATES for name in re.findall(r"\bwords\.(\w+)", template.read_text("utf-8"))}
    for language in LANGUAGES:
        assert asked - words(language).keys() == set()


def test_every_component_class_that_is_written_is_styled() -> None:
    sheets = [sheet.read_text("utf-8") for sheet in (THEME / "assets").glob("*.css")]
    styled = {name for sheet in sheets for name in re.findall(r"\.(p-[\w-]+)", sheet)}
    written = {
        name
        for source in (*TEMPLATES, STYLE_PAGE, *sorted((GENERATOR / "templates").glob("*.jinja")))
        for value in re.findall(r'class="([^"{]*)"', source.read_text("utf-8"))
        for name in value.split()
        if name.startswith("p-")
    }
    plain = {"p-confidence-medium"}  # has no look of its own: what is usual
    assert written - styled - plain == set()


def test_the_theme_stays_light() -> None:
    assets = THEME / "assets"
    sheets = sum((assets / name).stat().st_size for name in ("foundation.css", "components.css", "print.css"))
    scripts = sum((assets / name).stat().st_size for name in ("display.js", "list.js"))
    assert sheets < 52 * KILOBYTE
    assert scripts < 20 * KILOBYTE
