"""The way to report a mistake on every page: links to what is configured, and an honest line where nothing is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from jinja2 import Environment, FileSystemLoader

import generator
from generator.language import Language
from generator.loader import load
from generator.website import extra_for
from tests.publications import PUBLICATION, only, write_publication

THEME = Path(generator.__file__).parent / "theme"
FEEDBACK = """\
feedback:
  channels:
    - {name: {zh: 市民热线, en: City line}, telephone: "0971-6123456"}
    - {name: {zh: 编辑部, en: Editors}, email: info@example.org}
    - {name: {zh: 问题表, en: Issues}, form: "https://example.org/new?title={page}&body={record}&x=1"}
  next: {zh: 三天内答复。, en: You hear from us within three days.}
"""


def shown(folder: Path, feedback: str, language: str = "zh", **page: Any) -> str:
    """The foot of a page of a publication with these channels."""
    loaded = load(write_publication(folder, {}, publication=PUBLICATION + feedback))
    assert loaded.publication is not None and not loaded.findings
    extra = extra_for(Language(language, loaded.publication), loaded.publication, "", "")
    templates = Environment(loader=FileSystemLoader(THEME), autoescape=False)
    given = {"page": None, "path": "", "meta": {}} | page
    template = templates.get_template("partials/feedback.html")
    return template.render(words=extra["words"], publication=extra["publication"], **given)


def links(html: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]*)"', html)]


def test_nothing_configured_is_said_and_nothing_is_invented(tmp_path: Path) -> None:
    assert "还没有设置" in shown(tmp_path, "")
    assert "no telephone line, mailbox or form" in shown(tmp_path, "", "en")
    assert not links(shown(tmp_path, ""))


def test_every_channel_is_a_link_and_what_happens_next_is_said(tmp_path: Path) -> None:
    html = shown(tmp_path, FEEDBACK, "en", path="projects/x/", meta={"data_path": "data/projects/x.yml"})
    line, mail, form = links(html)
    assert line == "tel:+869716123456"
    assert mail.startswith("mailto:info@example.org?")
    assert form == "https://example.org/new?title=projects/x/&body=projects/x&x=1"
    assert "City line" in html and "You hear from us within three days." in html


def test_the_whole_address_is_handed_on_where_the_publication_has_one(tmp_path: Path) -> None:
    class Page:
        canonical_url = "https://example.org/en/projects/x/"

    form = links(shown(tmp_path, FEEDBACK, page=Page()))[2]
    assert parse_qs(urlsplit(form).query)["title"] == ["https://example.org/en/projects/x/"]


HOSTILE = ['a"b', "a&x=2#y", "<script>", "{record}", "a%b c", "中文"]


@pytest.mark.parametrize("path", HOSTILE)
def test_whatever_the_page_is_called_it_stays_inside_its_place(tmp_path: Path, path: str) -> None:
    html = shown(tmp_path, FEEDBACK, path=path, meta={"data_path": f"data/projects/{path}.yml"})
    assert "<script>" not in html and html.count("<a ") == 3
    _, mail, form = links(html)
    query = parse_qs(urlsplit(form).query, keep_blank_values=True)
    assert urlsplit(form).netloc == "example.org" and query.keys() == {"title", "body", "x"}
    assert query["title"] == [path] and query["x"] == ["1"]
    assert parse_qs(urlsplit(mail).query).keys() == {"subject", "body"}


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ('telephone: "13897001234"', "telephone-mobile"),
        ("email: zhang.san@example.cn", "email-personal"),
        ('form: "http://example.org/?p={page}"', "form-scheme"),
        ('form: "https://{page}.example.org/"', "form-places"),
        ('form: "javascript:alert({page})"', "url-scheme"),
        ('telephone: "12345", email: info@example.org', "feedback-channel"),
        ("", "feedback-channel"),
    ],
)
def test_a_channel_that_is_a_person_s_or_leads_elsewhere_is_refused(tmp_path: Path, channel: str, code: str) -> None:
    more = f"feedback: {{channels: [{{name: {{zh: 试, en: Trial}}{', ' if channel else ''}{channel}}}]}}\n"
    loaded = load(write_publication(tmp_path, {}, publication=PUBLICATION + more))
    found = only(loaded.findings)
    assert (found.code, found.position.file) == (code, "site_config/publication.yml")
    assert "13897001234" not in str(found.arguments) and "zhang" not in str(found.arguments)


def test_the_frame_has_it_on_every_page_the_missing_one_too() -> None:
    base = (THEME / "base.html").read_text(encoding="utf-8")
    before, _, after = base.partition('{% include "partials/feedback.html" %}')
    assert after, "the frame does not include it"
    assert before.rstrip().endswith('{% include "partials/page-foot.html" %}')
