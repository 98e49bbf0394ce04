"""A publication says in its own words what it wants to say differently, and hears about words that are nobody's."""

from __future__ import annotations

from pathlib import Path

from generator.findings import Finding
from generator.wordlists import load_own_words, merged, read_words, shipped_languages


def _write(root: Path, text: str) -> list[Finding]:
    path = root / "site_config" / "words" / "zh.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    findings: list[Finding] = []
    load_own_words(root, ("zh", "en"), findings)
    return findings


def test_own_words_replace_only_what_they_name() -> None:
    words = merged(read_words("zh"), {"home": {"figures": "几个数字"}})
    assert words["home"]["figures"] == "几个数字"
    assert words["home"]["ways"] == read_words("zh")["home"]["ways"]
    assert words["fields"] == read_words("zh")["fields"]


def test_own_words_of_the_theme_are_a_part_of_the_same_file(tmp_path: Path) -> None:
    assert _write(tmp_path, "theme:\n  skip: 去正文\nmaps:\n  loading: 请稍候\n") == []


def test_a_word_that_no_page_says_is_a_finding_with_its_place_and_a_guess(tmp_path: Path) -> None:
    (finding,) = _write(tmp_path, "home:\n  figurs: 几个数字\n")
    assert (finding.code, finding.position.line, finding.position.column) == ("unknown-field", 2, 3)
    assert finding.arguments == {"name": "figurs", "suggestion": "figures"}


def test_a_text_where_a_group_is_wanted_is_a_finding(tmp_path: Path) -> None:
    (finding,) = _write(tmp_path, "home: 首页\n")
    assert finding.code == "unknown-field"


def test_the_shipped_languages_are_those_with_a_word_list_of_their_own() -> None:
    assert set(shipped_languages()) >= {"zh", "en"}
    assert all("." not in language for language in shipped_languages())
