"""Personal data in records. All numbers here are made up and belong to nobody."""

from __future__ import annotations

import pytest

from generator.findings import Position
from generator.privacy import identity_check_character
from tests.checks.conftest import Findings
from tests.publications import only, shown

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"
MOBILE = "138" + "00000000"
IDENTITY = "63010219900101123" + identity_check_character("63010219900101123")


@pytest.mark.parametrize(
    ("lines", "column", "what"),
    [
        (f"summary: {{zh: 联系 {MOBILE}, en: Road works}}\n", 15, "mobile"),
        (f"summary: {{zh: 修路, en: 'ID {IDENTITY}'}}\n", 23, "identity-card"),
        (f"budget: {{value: 3万元, stated_as: 见{MOBILE}}}\n", 33, "mobile"),
        (f"# 问 {MOBILE}\n", 1, "mobile"),
    ],
)
def test_personal_data_is_found_at_its_text_and_not_repeated(
    findings: Findings, lines: str, column: int, what: str
) -> None:
    found = only(findings({"projects/road": ROAD + lines}))
    assert found.position == Position(file="data/projects/road.yml", line=3, column=column)
    assert (str(found.severity), found.code, found.arguments) == ("error", "personal-data", {"what": what})


def test_a_file_may_not_be_named_after_a_person(findings: Findings) -> None:
    found = only(findings({f"projects/{IDENTITY.lower()}": ROAD}))
    assert (found.code, found.arguments) == ("personal-data", {"what": "identity-card"})


def test_amounts_addresses_codes_and_fingerprints_are_left_in_peace(findings: Findings) -> None:
    source = (
        f"title: {{zh: 公报 2021 年第 12 期, en: 'Gazette 12/2021'}}\ntype: web-page\n"
        f"url: https://example.org/{MOBILE}\nsha256: {'1380000000013800000000' + '0' * 42}\n"
    )
    assert shown(findings({"sources/other": source, "projects/road": ROAD + f"budget: {MOBILE}\n"})) == []


def test_comments_and_texts_without_personal_data_pass(findings: Findings) -> None:
    assert shown(findings({"projects/road": "# 2014-05-01 已核对，第 12345 号\n" + ROAD})) == []
