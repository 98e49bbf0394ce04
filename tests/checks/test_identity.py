"""Copies, and organisations that are too small."""

from __future__ import annotations

from generator.findings import Position
from tests.checks.conftest import Findings
from tests.publications import OFFICE, only, shown

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"
TOWN = "name: {zh: 镇, en: Town}\ncode: 630121100\nlevel: town\nparent: 630121\n"


def test_an_organisation_of_a_town_is_refused(findings: Findings) -> None:
    office = "name: {zh: 镇站, en: Town station}\ntype: public-body\nsources: gazette\nplace: 630121100\n"
    found = only(findings({"places/630121100": TOWN, "organisations/station": office}))
    assert found.position == Position(file="data/organisations/station.yml", line=4, column=8)
    assert (found.code, found.arguments["place"]) == ("organisation-level", "630121100")


def test_an_organisation_of_a_county_is_not(findings: Findings) -> None:
    county_office = OFFICE.replace("试验局", "县局").replace("Trial", "County").replace("630100", "630121")
    assert shown(findings({"places/630121100": TOWN, "organisations/county-bureau": county_office})) == []


def test_a_copied_record_with_a_forgotten_title_is_noticed(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD, "projects/road-2": ROAD}))
    assert str(found.severity) == "warning"
    assert (found.code, found.position.file, found.position.line) == ("title-repeated", "data/projects/road-2.yml", 1)
    assert found.related == (Position(file="data/projects/road.yml", line=1, column=8),)


def test_towns_of_the_same_name_are_told_apart_by_their_codes(findings: Findings) -> None:
    other = TOWN.replace("630121100", "630121101")
    assert shown(findings({"places/630121100": TOWN, "places/630121101": other})) == []
