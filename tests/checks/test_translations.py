"""Texts that a language of the publication lacks."""

from __future__ import annotations

from generator.findings import Position
from tests.checks.conftest import Findings
from tests.publications import PUBLICATION, only, shown

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"
SITE = "type: Museum\nplace: 630100\nsources: gazette\ncoordinates: {lat: 36.6, lon: 101.8}\n"


def test_a_missing_translation_is_a_warning_at_its_text(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "summary: {zh: 修路}\n"}))
    assert found.position == Position(file="data/projects/road.yml", line=3, column=10)
    assert (str(found.severity), found.code, found.arguments) == ("warning", "translation-missing", {"language": "en"})


def test_a_text_without_a_language_is_in_the_first_one(findings: Findings) -> None:
    assert only(findings({"projects/road": ROAD + "summary: 修路\n"})).arguments == {"language": "en"}


def test_all_languages_that_a_text_lacks_are_named_in_one_finding(findings: Findings) -> None:
    three = PUBLICATION.replace("[zh, en]", "[zh, en, fr]")
    found = [one for one in findings({"projects/road": ROAD + "summary: 修路\n"}, publication=three)]
    assert [one.arguments["language"] for one in found if one.field == "summary"] == ["en, fr"]


def test_a_site_has_a_name_in_every_language_and_may_have_more(findings: Findings) -> None:
    assert shown(findings({"sites/museum": SITE + "names: {zh: 馆, en: Museum, bo: དངོས, fr: Musée}\n"})) == []
    found = only(findings({"sites/museum": SITE + "names: {zh: 馆, bo: དངོས}\n"}))
    assert (found.code, found.field, found.arguments) == ("translation-missing", "names", {"language": "en"})


def test_a_text_in_a_language_of_nobody_is_met_with_the_right_tag(findings: Findings) -> None:
    found = findings({"projects/road": ROAD + "summary: {cn: 修路, en: Road works}\n"})
    assert [(one.code, one.position.column, dict(one.arguments)) for one in found] == [
        ("translation-missing", 10, {"language": "zh"}),
        ("language-unknown", 15, {"given": "cn", "suggestion": "zh"}),
    ]
    assert shown(findings({"projects/road": ROAD + "summary: {zh: 修路, en: Road works, bo: ལམ}\n"})) == []


def test_chinese_copied_into_the_english_text_is_noticed(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "summary: {zh: 修路, en: 修路}\n"}))
    assert (found.code, found.position.line, found.position.column) == ("translation-same", 3, 23)
    assert shown(findings({"projects/road": ROAD + "summary: {zh: 4A, en: 4A}\n"})) == []
