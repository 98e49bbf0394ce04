"""Routes: what editors may write, what is computed of it, and what no page makes up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.itineraries import drawn, itinerary, label, passing_routes, published_line
from generator.language import Language
from generator.loader import Entry, load
from generator.records.route import Route
from generator.shapes import canonical, shape_at, shape_of
from generator.surroundings import Surroundings
from generator.tabular.bundles import files
from generator.writing.page import Page
from generator.writing.route_pages import route_view
from generator.writing.route_views import passing
from tests.publications import findings_of, only, write_publication

TOWER = """
    names: {zh: 塔, en: Tower}
    type: TouristAttraction
    place: "630121"
    coordinates: {lat: 36.9090, lon: 101.7090}
    sources: gazette
"""
MILL = """
    names: {zh: 磨坊, en: Mill}
    type: TouristAttraction
    place: "630121"
    coordinates: {lat: 36.9010, lon: 101.7010}
    sources: gazette
"""
PATH = "{type: LineString, coordinates: [[101.70, 36.90, 2400], [101.705, 36.905, 2452], [101.71, 36.91, 2449]]}"
WALK = f"""
    title: {{zh: 步道, en: Walk}}
    mode: walk
    order: stated
    stops:
      - {{site: mill, dwell: 30 分钟}}
      - {{site: tower, dwell: 1.5 小时}}
    geometry: {{value: {PATH}}}
    sources: gazette
"""
LISTED = """
    title: {zh: 两处, en: Two}
    mode: not-stated
    order: not-stated
    stops: [{site: mill}, {site: tower}]
    geometry: not-stated
    sources: gazette
"""
SITES = {"sites/tower": TOWER, "sites/mill": MILL}


def codes(folder: Path, route: str, **others: str) -> list[str]:
    found = findings_of(write_publication(folder, {**SITES, **others, "routes/walk": route}))
    return [f"{one.severity} {one.code}" for one in found]


def made(folder: Path, route: str = WALK, **records: str) -> tuple[Catalogue, Entry]:
    loaded = load(write_publication(folder, {**SITES, "routes/walk": route, **records}))
    assert not [one for one in loaded.findings if one.is_error], loaded.findings
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings())
    return catalogue, catalogue.by_key[("route", "walk")]


def view(catalogue: Catalogue, entry: Entry, code: str = "en") -> dict[str, str]:
    page = Page(catalogue, Language(code, catalogue.publication), "routes/walk/")
    return {name: str(value) for name, value in route_view(page, entry).items()}


# ---------------------------------------------------------------------------------------------------- what is written


def test_a_route_with_a_path_and_one_without_an_order_have_nothing_to_mend(tmp_path: Path) -> None:
    assert codes(tmp_path / "a", WALK) == []
    assert codes(tmp_path / "b", LISTED) == []


@pytest.mark.parametrize("name", ["length", "ascent_m", "walking_time", "duration"])
def test_a_figure_that_follows_from_the_path_is_refused_with_the_reason(tmp_path: Path, name: str) -> None:
    folder = write_publication(tmp_path, {**SITES, "routes/walk": WALK + f"    {name}: 3 km\n"})
    finding = only(findings_of(folder))
    assert (finding.code, finding.arguments["name"]) == ("route-computed", name)
    assert finding.position.line == WALK.strip().count("\n") + 2


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("order: stated", "order: not-stated", "error route-path-unordered"),
        ("dwell: 30 分钟", 'dwell: "30"', "error route-dwell-unit"),
        ("dwell: 30 分钟", "dwell: 30 公里", "error route-dwell-unit"),
        ("{site: mill, dwell: 30 分钟}", "{note: 看看}", "error route-stop"),
        ("{site: mill,", '{site: mill, place: "630121",', "error route-stop"),
        ("36.905, 2452", "36.905", "error line-heights"),
        ("101.71, 36.91", "101.71, 46.91", "error line-jump"),
        ("[101.70, 36.90, 2400]", "[36.90, 101.70, 2400]", "error line-swapped"),
        ("site: tower", 'place: "630100"', "warning route-stop-off"),
        ("mode: walk", "mode: fly", "error term-unknown"),
        ("order: stated", "order: yes", "error choice"),
    ],
)
def test_what_cannot_be_is_named(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in WALK
    assert codes(tmp_path, WALK.replace(old, new)) == [expected]


def test_a_point_out_of_bounds_is_named_once_with_its_number(tmp_path: Path) -> None:
    far = WALK.replace("[101.71, 36.91, 2449]", "[101.71, 36.91, 2449], [102.01, 36.91, 2449]").replace(
        "[101.71, 36.91, 2449], [102", "[101.71, 36.91, 2449], [101.8, 36.91, 2449], [101.9, 36.91, 2449], [102"
    )
    folder = write_publication(tmp_path, {**SITES, "routes/walk": far})
    finding = only(findings_of(folder))
    assert (finding.code, finding.arguments["number"], finding.arguments["count"]) == ("line-out-of-bounds", "6", "1")


def test_stops_against_the_way_of_the_path_are_an_error(tmp_path: Path) -> None:
    long = "[101.70, 36.90, 2400], [101.705, 36.905, 2452], [101.76, 36.96, 2449]"
    route = WALK.replace("[101.70, 36.90, 2400], [101.705, 36.905, 2452], [101.71, 36.91, 2449]", long)
    route = route.replace("site: mill", "site: far").replace("site: tower", "site: mill")
    far = TOWER.replace("36.9090", "36.9590").replace("101.7090", "101.7590")
    far = far.replace("塔", "远塔").replace("Tower", "Far Tower")
    assert codes(tmp_path, route, **{"sites/far": far}) == ["error route-stop-order"]


def test_no_path_leads_to_a_place_whose_position_is_not_told(tmp_path: Path) -> None:
    hidden = TOWER.replace("36.9090, lon: 101.7090", "36.91, lon: 101.71") + "    sensitivity: restricted\n"
    assert "error route-restricted" in codes(tmp_path / "a", WALK, **{"sites/tower": hidden})
    catalogue, entry = made(tmp_path / "b", **{"sites/tower": hidden})
    assert published_line(catalogue, entry) is None


# --------------------------------------------------------------------------------------------------- what is computed


def test_length_ascent_and_times_follow_from_the_path(tmp_path: Path) -> None:
    found = itinerary(*made(tmp_path))
    assert found.length_m == pytest.approx(1424, abs=1)
    assert (found.ascent_m, found.descent_m) == (52, 0)  # 3 m down are less than what readings differ by
    assert found.walking_minutes == pytest.approx(1.424 * 15 + 52 / 300 * 60 / 2, abs=0.1)
    assert found.dwell_minutes == 120
    (leg,) = found.legs
    assert leg.along and leg.metres == pytest.approx(1424 * 0.8, abs=15)


def test_without_heights_no_ascent_is_given_and_without_a_stated_stay_no_sum(tmp_path: Path) -> None:
    flat = WALK.replace(", 2400]", "]").replace(", 2452]", "]").replace(", 2449]", "]").replace(", dwell: 30 分钟", "")
    catalogue, entry = made(tmp_path, flat)
    found = itinerary(catalogue, entry)
    assert (found.ascent_m, found.dwell_minutes) == (None, None)
    shown = view(catalogue, entry)["plan"]
    assert "The path has no heights" in shown and "Stays" not in shown


def test_who_does_not_walk_is_given_no_walking_time(tmp_path: Path) -> None:
    catalogue, entry = made(tmp_path, WALK.replace("mode: walk", "mode: drive"))
    assert itinerary(catalogue, entry).walking_minutes is None
    assert "DIN" not in view(catalogue, entry)["plan"]


def test_the_rule_behind_a_time_and_the_threshold_of_an_ascent_are_named(tmp_path: Path) -> None:
    catalogue, entry = made(tmp_path)
    for code in ("zh", "en"):
        plan = view(catalogue, entry, code)["plan"]
        assert "DIN 33466" in plan and "5" in plan


# ---------------------------------------------------------------------------------------- what is not made up


def test_without_an_order_nothing_is_numbered_or_joined_and_that_is_said(tmp_path: Path) -> None:
    catalogue, entry = made(tmp_path, LISTED)
    found = itinerary(catalogue, entry)
    assert drawn(catalogue, entry) == ()
    assert [label(found, number) for number in range(3)] == ["A", "B", "C"]
    shown = view(catalogue, entry)
    assert shown["stops"].startswith("<ul") and "d-route" not in shown["sketch"]
    assert not [digit for digit in "123" if f">{digit}</span>" in shown["stops"]]
    assert "no order" in shown["caveat"] and "as the crow flies" in shown["apart"].lower()
    assert shown["plan"] == ""


def test_an_order_without_a_path_joins_the_stops_and_says_that_no_road_is_meant(tmp_path: Path) -> None:
    catalogue, entry = made(tmp_path, WALK.replace(f"{{value: {PATH}}}", "not-stated"))
    assert len(drawn(catalogue, entry)) == 2
    shown = view(catalogue, entry)
    assert shown["stops"].startswith("<ol") and "d-route-order" in shown["sketch"]
    assert "not a road" in shown["caveat"] and "as the crow flies" in shown["stops"]


def test_letters_go_on_behind_z(tmp_path: Path) -> None:
    found = itinerary(*made(tmp_path, LISTED))
    assert [label(found, number) for number in (25, 26, 27, 52)] == ["Z", "AA", "AB", "BA"]


# ---------------------------------------------------------------------------------------------------- who it passes


def test_sites_and_the_places_they_lie_in_name_the_routes_that_come_by(tmp_path: Path) -> None:
    catalogue, route = made(tmp_path)
    page = Page(catalogue, Language("en", catalogue.publication), "sites/tower/")
    assert "stop 2" in passing(page, catalogue.by_key[("site", "tower")])
    for id_ in ("630121", "630100"):
        assert passing_routes(catalogue, catalogue.by_key[("place", id_)]) == (route,)
    assert passing(page, catalogue.by_key[("organisation", "bureau")]) == ""


def test_of_a_route_without_an_order_a_site_is_no_numbered_stop(tmp_path: Path) -> None:
    catalogue, _ = made(tmp_path, LISTED)
    page = Page(catalogue, Language("en", catalogue.publication), "sites/tower/")
    shown = passing(page, catalogue.by_key[("site", "tower")])
    assert "no order" in shown and "stop" not in shown.removeprefix("<ul").split("</a>")[1].split("<span")[0]


# ------------------------------------------------------------------------------------------------ what is told of it


def test_of_a_path_that_changes_the_history_tells_how_many_points_it_has_and_that_it_is_another_one() -> None:
    shape = shape_at(shape_of(Route), ["geometry"])
    assert shape is not None

    def told(*points: list[str]) -> object:
        return canonical(shape, {"type": "LineString", "coordinates": list(points)})["value"]

    before, same, after = (told(["101.7", "36.9"], ["101.71", lat]) for lat in ("36.91", "36.91", "36.92"))
    assert before == same != after
    assert str(before).startswith("LineString (2) ") and len(str(before)) < 30


def test_downloads_hold_the_path_as_geojson_and_no_more_of_it_than_is_published(tmp_path: Path) -> None:
    catalogue, _ = made(tmp_path, WALK.replace("101.705,", "101.7051234,"))
    language = Language("en", catalogue.publication)
    found = files(catalogue, language)
    (feature,) = json.loads(found["routes.geojson"])["features"]
    assert feature["geometry"]["type"] == "LineString" and feature["geometry"]["coordinates"][1][0] == 101.70512
    assert b"101.7051234" not in b"".join(content for name, content in found.items() if name.endswith(("json", "csv")))
    assert "geometry.value.length_m" in found["routes.csv"].decode()
