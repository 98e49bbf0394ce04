"""Words that no vocabulary has, and units that nobody knows."""

from __future__ import annotations

import pytest

from generator.findings import Position
from tests.checks.conftest import Findings
from tests.publications import only, shown

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"


@pytest.mark.parametrize(
    ("line", "vocabulary", "meant"),
    [
        ("status: implementaton", "project_status", "implementation"),
        ("status: 实施中", "project_status", "implementation"),
        ("category: Roads", "category", "roads"),
        ("category: xyz", "category", ""),
    ],
)
def test_an_unknown_word_is_met_with_the_one_that_was_meant(
    findings: Findings, line: str, vocabulary: str, meant: str
) -> None:
    found = only(findings({"projects/road": ROAD + line + "\n"}))
    given = line.partition(": ")[2]
    assert found.position == Position(file="data/projects/road.yml", line=3, column=len(line) - len(given) + 1)
    assert found.code == "term-unknown"
    told = {name: found.arguments[name] for name in ("given", "vocabulary", "suggestion")}
    assert told == {"given": given, "vocabulary": vocabulary, "suggestion": meant}


def test_words_of_the_vocabularies_pass(findings: Findings) -> None:
    assert shown(findings({"projects/road": ROAD + "status: implementation\ncategory: water\n"})) == []


def test_a_unit_that_nobody_knows_is_met_with_a_known_one(findings: Findings) -> None:
    outputs = "outputs:\n  - {value: 12 kilometres, counts: {zh: 硬化道路, en: roads paved}}\n"
    found = only(findings({"projects/road": ROAD + outputs}))
    assert (found.code, found.position.line, found.position.column) == ("unit-unknown", 4, 13)
    assert found.arguments["given"] == "kilometres"


def test_a_bare_number_without_a_unit_field_counts_nothing(findings: Findings) -> None:
    outputs = "outputs:\n  - {value: 12, counts: {zh: 硬化道路, en: roads paved}}\n"
    found = only(findings({"projects/road": ROAD + outputs}))
    assert (found.code, found.position.line, found.position.column) == ("unit-missing", 4, 13)


@pytest.mark.parametrize(
    "figure", ["value: 12 公里", "value: 12 km", "value: 6.7万户", "{value: 12, unit: km", "value: 1951项"]
)
def test_units_are_known_by_their_labels_and_aliases(findings: Findings, figure: str) -> None:
    outputs = f"outputs:\n  - {{{figure.lstrip('{')}, counts: {{zh: 数目, en: number}}}}\n"
    assert shown(findings({"projects/road": ROAD + outputs})) == []
