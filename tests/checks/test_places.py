"""Points that cannot be, and divisions that do not fit together."""

from __future__ import annotations

import pytest

from generator.findings import Position
from tests.checks.conftest import Findings
from tests.publications import PUBLICATION, only, shown

SITE = "names: {zh: 寺, en: Temple}\ntype: BuddhistTemple\nplace: 630121\nsources: gazette\n"
TOWN = "name: {zh: 镇, en: Town}\ncode: 630121100\nlevel: town\nparent: 630121\nsources: gazette\n"


def test_a_point_outside_the_publication_is_refused_at_its_place(findings: Findings) -> None:
    found = only(
        findings({"sites/temple": SITE.replace("place: 630121\n", "") + "coordinates: {lat: 26.9, lon: 101.7}\n"})
    )
    assert found.position == Position(file="data/sites/temple.yml", line=4, column=14)
    assert (found.code, found.arguments) == ("coordinates-out-of-bounds", {"lat": "26.9", "lon": "101.7"})


def test_exchanged_coordinates_are_recognised_by_the_bounds(findings: Findings) -> None:
    paris = PUBLICATION.replace("{lat: 36.6, lon: 101.8}", "{lat: 48.9, lon: 2.3}").replace(
        "{south: 36.0, west: 100.9, north: 37.5, east: 102.0}", "{south: 48, west: 1, north: 50, east: 4}"
    )
    common = {"sources/gazette": "title: {zh: 公报, en: Gazette}\ntype: official-notice\n"}
    site = SITE.replace("place: 630121\n", "") + "coordinates: {lat: 2.35, lon: 48.85}\n"
    found = only(findings({"sites/temple": site}, publication=paris, common=common))
    assert (found.code, found.arguments["suggestion"]) == ("coordinates-swapped", "lat: 48.85, lon: 2.35")


def test_a_point_that_another_source_gives_is_no_error(findings: Findings) -> None:
    point = "coordinates:\n  value: {lat: 36.9, lon: 101.7}\n  alternatives: [{value: {lat: 26.9, lon: 101.7}}]\n"
    found = only(findings({"sites/temple": SITE + point}))
    assert (str(found.severity), found.position.line) == ("warning", 7)


def test_a_site_far_from_the_place_that_it_names_is_refused(findings: Findings) -> None:
    found = only(findings({"sites/temple": SITE + "coordinates: {lat: 36.2, lon: 101.7}\n"}))
    assert (found.code, found.position.line, found.position.column) == ("coordinates-far", 5, 14)
    assert found.arguments == {"place": "试验县", "distance_km": "78"}
    assert found.related == (Position(file="data/places/630121.yml", line=5, column=14),)


def test_a_place_without_a_point_is_judged_by_the_one_around_it(findings: Findings) -> None:
    near = SITE.replace("630121", "630121100") + "coordinates: {lat: 36.8, lon: 101.7}\n"
    assert shown(findings({"places/630121100": TOWN, "sites/temple": near})) == []
    far = near.replace("36.8", "36.2")
    assert only(findings({"places/630121100": TOWN, "sites/temple": far})).arguments["place"] == "试验县"


def test_a_town_far_from_its_county_is_suspicious(findings: Findings) -> None:
    found = only(findings({"places/630121100": TOWN + "coordinates: {lat: 36.2, lon: 101.7}\n"}))
    assert (str(found.severity), found.code) == ("warning", "coordinates-far")
    assert shown(findings({"places/630121100": TOWN + "coordinates: {lat: 36.95, lon: 101.6}\n"})) == []


def test_a_site_without_a_point_is_noticed_and_a_place_without_one_is_not(findings: Findings) -> None:
    found = only(findings({"places/630121100": TOWN, "sites/temple": SITE}))
    assert (str(found.severity), found.code, found.position.file) == (
        "warning", "coordinates-missing", "data/sites/temple.yml",
    )  # fmt: skip


def test_the_centre_lies_within_the_bounds(findings: Findings) -> None:
    found = only(findings(publication=PUBLICATION.replace("{lat: 36.6,", "{lat: 35.6,")))
    assert (found.position.file, found.field) == ("site_config/publication.yml", "centre")


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("code: 630121100", "code: 630121101"), "code-id", 2),
        (("parent: 630121", "parent: 630100"), "", 0),
        (("level: town", "level: county"), "place-level", 3),
    ],
)
def test_code_level_and_id_agree(findings: Findings, change: tuple[str, str], code: str, line: int) -> None:
    found = findings({"places/630121100": TOWN.replace(*change)})
    assert [one.code for one in found if one.code != "place-order"] == ([code] if code else [])
    assert not code or found[0].position.line == line


def test_a_code_begins_with_the_code_of_the_place_around_it(findings: Findings) -> None:
    town = TOWN.replace("630121100", "630122100")
    found = only(findings({"places/630122100": town}))
    assert found.position == Position(file="data/places/630122100.yml", line=2, column=7)
    assert (found.code, found.arguments) == ("code-mismatch", {"code": "630122100", "parent": "630121"})
    assert found.related == (Position(file="data/places/630121.yml", line=2, column=7),)


def test_a_county_does_not_lie_in_a_county(findings: Findings) -> None:
    county = "name: {zh: 又一县, en: Another}\ncode: 630122\nlevel: county\nparent: 630121\nsources: gazette\n"
    found = findings({"places/630122": county})
    assert shown(found) == [
        "data/places/630122.yml:2:7 error code-mismatch", "data/places/630122.yml:4:9 error place-order",
    ]  # fmt: skip
