"""Statements that rest on nothing."""

from __future__ import annotations

from generator.findings import Position
from tests.checks.conftest import Findings
from tests.publications import only, shown

ROAD = "title: {zh: 道路, en: Road}\n"


def test_figures_without_any_source_are_noticed_once_a_record(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "actual: 2014\nbudget: 3万元\n"}))
    assert found.position == Position(file="data/projects/road.yml", line=2, column=9)
    assert (str(found.severity), found.code) == ("warning", "source-missing")


def test_a_source_on_the_record_or_on_a_figure_is_enough(findings: Findings) -> None:
    assert shown(findings({"projects/road": ROAD + "budget: 3万元\nsources: gazette\n"})) == []
    assert shown(findings({"projects/road": ROAD + "budget: {value: 3万元, sources: gazette}\n"})) == []


def test_a_record_that_states_nothing_needs_none(findings: Findings) -> None:
    assert shown(findings({"projects/road": ROAD + "status: not-stated\n"})) == []


def test_confidence_in_nothing_is_refused(findings: Findings) -> None:
    found = findings({"projects/road": ROAD + "budget: {value: 3万元, confidence: high}\n"})
    assert shown(found) == [
        "data/projects/road.yml:2:9 warning source-missing",
        "data/projects/road.yml:2:34 error confidence-without-source",
    ]
