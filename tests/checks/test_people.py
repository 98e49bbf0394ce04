"""Counts of people under ten."""

from __future__ import annotations

import pytest

from generator.findings import Position
from tests.checks.conftest import Findings
from tests.publications import COUNTY, only, shown

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"
COUNT = "beneficiaries:\n  - {value: %s, counts: {zh: 搬迁户, en: households moved}}\n"


@pytest.mark.parametrize("figure", ["9户", "1 人", "3 people", "5, unit: household", "3人次"])
def test_a_count_of_fewer_than_ten_is_refused_at_its_place(findings: Findings, figure: str) -> None:
    found = only(findings({"projects/road": ROAD + COUNT % figure}))
    assert found.position == Position(file="data/projects/road.yml", line=4, column=13)
    assert (str(found.severity), found.code) == ("error", "people-count")


@pytest.mark.parametrize("figure", ["10户", "0户", "6.7万户", "5 公里"])
def test_ten_none_and_counts_of_other_things_pass(findings: Findings, figure: str) -> None:
    assert shown(findings({"projects/road": ROAD + COUNT % figure})) == []


def test_what_another_source_says_or_the_source_itself_counts_too(findings: Findings) -> None:
    assert only(findings({"projects/road": ROAD + COUNT % "12户, alternatives: [9户]"})).code == "people-count"
    assert (
        only(findings({"projects/road": ROAD + COUNT % "12, unit: household, stated_as: 9户"})).code == "people-count"
    )


def test_a_measure_of_a_site_may_not_count_few_people_either(findings: Findings) -> None:
    site = (
        "names: {zh: 馆, en: Museum}\ntype: Museum\nplace: 630100\nsources: gazette\n"
        "coordinates: {lat: 36.6, lon: 101.8}\nmeasures: [{value: 4人, of: {zh: 讲解, en: guides}}]\n"
    )
    assert {one.code: one.field for one in findings({"sites/museum": site})}["people-count"] == "measures.0.value"


def test_a_few_left_over_between_a_programme_and_its_parts_are_refused(findings: Findings) -> None:
    programme = "title: {zh: 项目群, en: Programme}\nsources: gazette\n" + COUNT % "120户"
    part = ROAD + "part_of: all\n" + COUNT
    other = part.replace("道路", "水渠").replace("Road", "Canal")
    found = only(findings({"projects/all": programme, "projects/p1": part % "80户", "projects/p2": other % "35户"}))
    assert (found.code, found.arguments["count"]) == ("people-derivable", "5")
    assert found.position == Position(file="data/projects/all.yml", line=4, column=13)
    assert [place.file for place in found.related] == ["data/projects/p1.yml", "data/projects/p2.yml"]
    assert (
        shown(findings({"projects/all": programme, "projects/p1": part % "80户", "projects/p2": other % "40户"})) == []
    )


def test_counts_of_something_else_are_not_subtracted(findings: Findings) -> None:
    programme = "title: {zh: 项目群, en: Programme}\nsources: gazette\n" + COUNT % "120户"
    part = (ROAD + "part_of: all\n" + COUNT % "115户").replace("搬迁户", "改造户").replace("moved", "helped")
    assert shown(findings({"projects/all": programme, "projects/p1": part})) == []


def test_a_few_left_over_between_a_place_and_those_below_it_are_refused(findings: Findings) -> None:
    figures = "statistics: [{value: %s, counts: {zh: 学生, en: pupils}}]\n"
    town = "name: {zh: 镇, en: Town}\ncode: 630121100\nlevel: town\nparent: 630121\nsources: gazette\n"
    found = only(findings({"places/630121": COUNTY + figures % "507人", "places/630121100": town + figures % "500人"}))
    assert (found.code, found.position.file) == ("people-derivable", "data/places/630121.yml")


def test_a_commitment_may_not_count_few_people_either(findings: Findings) -> None:
    jobs = "title: {zh: 就业, en: Jobs}\nresponsible: bureau\nsources: gazette\nunit: person\ndirection: at-least\n"
    found = only(findings({"commitments/jobs": jobs + "target: 40\nstages:\n  - {stage: check, value: 4}\n"}))
    assert (found.code, found.field) == ("people-count", "stages.0.value")
