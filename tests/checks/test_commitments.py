"""Commitments that cannot be judged, and what people like to write down although it follows."""

from __future__ import annotations

import pytest

from generator.records.commitment import COMPUTED
from tests.checks.conftest import Findings
from tests.publications import only, shown

HEAD = "title: {zh: 修路, en: Roads}\nresponsible: bureau\nsources: gazette\n"
ROADS = HEAD + "unit: km\ndirection: at-least\nbaseline: 10\ntarget: 30\n"
STAGES = "stages:\n  - {stage: plan, date: 2025-01}\n  - {stage: assessment, due: 2025-12-31, value: 30}\n"


def codes(findings: Findings, text: str) -> list[str]:
    return [one.code for one in findings({"commitments/roads": text})]


@pytest.mark.parametrize("text", [ROADS, ROADS + STAGES, HEAD, HEAD.replace("bureau", "not-stated")])
def test_what_can_be_judged_or_says_what_is_not_stated_passes(findings: Findings, text: str) -> None:
    assert shown(findings({"commitments/roads": text})) == []


@pytest.mark.parametrize("name", COMPUTED)
def test_a_status_that_is_typed_is_refused_wherever_it_stands(findings: Findings, name: str) -> None:
    found = only(findings({"commitments/roads": ROADS + f"{name}: met\n"}))
    assert (found.code, found.arguments["name"]) == ("commitment-computed", name)
    assert codes(findings, ROADS + STAGES.replace("value: 30", f"value: 30, {name}: met")) == ["commitment-computed"]


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (HEAD.replace("responsible: bureau\n", ""), "missing-field", "responsible"),
        (ROADS.replace("direction: at-least\n", ""), "commitment-direction", "target"),
        (ROADS.replace("unit: km\n", "").replace("baseline: 10\n", ""), "commitment-unit-missing", "target"),
        (ROADS.replace("baseline: 10", "baseline: 10 m"), "commitment-not-comparable", "baseline"),
        (ROADS.replace("baseline: 10", "baseline: 40"), "commitment-met-before", "baseline"),
        (ROADS + STAGES + "  - {stage: assessment, value: 20}\n", "commitment-stage-twice", "stages.2.stage"),
        (ROADS + STAGES.replace("date: 2025-01", "date: 2027-01"), "commitment-stage-ahead", "stages.0.date"),
        (ROADS + STAGES + "  - {stage: check, value: 20}\n", "commitment-stage-order", "stages.2.stage"),
        (ROADS + STAGES.replace("value: 30", "outcome: met"), "commitment-outcome", "stages.1.outcome"),
        (
            ROADS + STAGES.replace("date: 2025-01", "due: 2026-01").replace("due: 2025-12-31, ", "due: 2025-12, "),
            "commitment-due-order",
            "stages.1.due",
        ),
    ],
)
def test_what_cannot_be_judged_is_found_at_its_place(findings: Findings, text: str, code: str, field: str) -> None:
    found = only(findings({"commitments/roads": text}))
    assert (found.code, found.field) == (code, field)


def test_checks_in_mid_year_may_be_several(findings: Findings) -> None:
    checks = "stages:\n  - {stage: check, value: 12}\n  - {stage: check, value: 14}\n"
    assert shown(findings({"commitments/roads": ROADS + checks})) == []


def test_a_level_below_the_county_names_no_bodies(findings: Findings) -> None:
    network = "name: {zh: 网络, en: Network}\ntype: network\nsources: gazette\ntiers:\n  - {level: %s, name: {zh: 级, en: L}, bodies: [bureau]}\n"  # noqa: E501
    assert shown(findings({"organisations/net": network % "county"})) == []
    for level in ("township", "community"):
        found = only(findings({"organisations/net": network % level}))
        assert (found.code, found.arguments["level"]) == ("organisation-tier-named", level)


@pytest.mark.parametrize(
    ("id_", "lines", "code"),
    [
        ("net", "members: [{organisation: bureau}, {organisation: bureau}]", "organisation-member-twice"),
        ("net", "members: [{organisation: net}]", "organisation-member-twice"),
        ("net", "lead: net", "organisation-member-twice"),
        ("chart", "lead: bureau", "organisation-reserved"),
    ],
)
def test_a_body_has_one_place_in_the_chart(findings: Findings, id_: str, lines: str, code: str) -> None:
    text = f"name: {{zh: 会, en: Meeting}}\ntype: joint-meeting\nsources: gazette\n{lines}\n"
    assert only(findings({f"organisations/{id_}": text})).code == code
