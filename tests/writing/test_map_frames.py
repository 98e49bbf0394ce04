"""Map frames: what is written, and what must never be."""

from __future__ import annotations

import html
import json
import re
from decimal import Decimal
from pathlib import Path

import folium
import folium.plugins
import pytest

from generator.basemaps import Ground, MapSettings, ground
from generator.values.coordinates import Coordinates
from generator.writing.map_features import MapFeature, geojson
from generator.writing.map_frames import inert_json, render_map

HOSTILE = [
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# gone #}",
    "${window.__xss=1}",
    "</script><script>window.__xss=1</script>",
    "`+alert(1)+`",
    "<img src=x onerror=window.__xss=1>",
    '"><b>',
    "\u2028'",
]
KINDS = {"project": "项目", "site": "文化遗产", "place": "地点"}
SETTINGS = MapSettings()
CENTRE = Coordinates(Decimal("36.6169"), Decimal("101.7781"))
NO_GROUND = Ground()


def words() -> dict[str, str]:
    lines = (Path(__file__).parents[2] / "generator" / "i18n" / "maps.zh.yml").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {key: value.strip('"') for key, value in pairs}


def feature(title: str = "塔尔寺", **values: object) -> MapFeature:
    given: dict[str, object] = {
        "kind": "site",
        "id": "taer-monastery",
        "url": "sites/taer-monastery/",
        "coordinates": Coordinates(Decimal("36.49011"), Decimal("101.56712")),
        **values,
    }
    return MapFeature(title=title, **given)  # type: ignore[arg-type]


def rendered(*features: MapFeature, made: MapSettings = SETTINGS, under: Ground = NO_GROUND) -> dict[str, str]:
    return render_map(
        "overview",
        "全部记录的地图",
        features,
        lang="zh-Hans",
        words=words(),
        kinds=KINDS,
        settings=made,
        ground=under,
        centre=CENTRE,
        centre_name="西宁市",
    )


def properties(text: str) -> dict[str, object]:
    (found,) = json.loads(text)["features"]
    return {"id": found["id"], "at": found["geometry"]["coordinates"], **found["properties"]}


def test_a_map_is_a_page_a_script_and_open_data() -> None:
    assert sorted(rendered(feature())) == ["maps/overview.geojson", "maps/overview.html", "maps/overview.js"]


def test_two_renderings_are_the_same_bytes_whatever_the_order_of_records_and_maps_drawn_before() -> None:
    first = rendered(feature(), feature(id="another"))
    folium.Map()
    assert rendered(feature(id="another"), feature()) == first


def test_text_of_records_is_only_in_the_geojson() -> None:
    files = rendered(*(feature(text, id=f"r{number}", summary=text, group=text) for number, text in enumerate(HOSTILE)))
    data = json.loads(files["maps/overview.geojson"])
    assert sorted(found["properties"]["title"] for found in data["features"]) == sorted(HOSTILE)
    plain = rendered(feature())
    assert files["maps/overview.html"] == plain["maps/overview.html"]
    assert files["maps/overview.js"] == plain["maps/overview.js"]


@pytest.mark.parametrize("text", HOSTILE)
def test_even_words_and_settings_cannot_become_code(text: str) -> None:
    made = Ground(tiles=("https://tiles.example.org/{z}/{x}/{y}.png",), attribution=text, approval_number=text)
    files = render_map(
        "overview",
        text,
        [feature()],
        lang="zh-Hans",
        words={**words(), "close": text},
        kinds={**KINDS, "site": text},
        settings=SETTINGS,
        ground=made,
        centre=CENTRE,
        centre_name=text,
    )
    page = files["maps/overview.html"]
    assert re.findall(r"<(script|img|b)\b[^>]*>", page) == ["script"] * 5
    assert html.escape(text) in page
    assert text not in files["maps/overview.js"]


@pytest.mark.parametrize("text", HOSTILE)
def test_options_of_the_script_are_inert_and_mean_the_same(text: str) -> None:
    written = inert_json({"a": [text, {"b": text}]})
    assert json.loads(written) == {"a": [text, {"b": text}]}
    assert not re.search(r"\{\{|\{%|\{#|\$|`|<|>|'", written)


def test_the_page_has_no_inline_code_lets_the_reader_zoom_and_leads_back_to_the_list() -> None:
    page = rendered(feature())["maps/overview.html"]
    assert "<style" not in page
    assert not re.search(r"\s(style|on\w+)=", page)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", page))
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in page
    assert re.search(r'<noscript>.*href="\.\./map/" target="_top"', page, re.DOTALL)
    assert '<html lang="zh-Hans"' in page
    assert "<title>全部记录的地图</title>" in page


def test_no_other_host_is_named_anywhere() -> None:
    assert "://" not in "".join(rendered(feature()).values())


def test_folium_itself_is_left_as_it_was() -> None:
    before = ([*folium.Map.default_js], [*folium.Map.default_css])
    rendered(feature())
    assert (folium.Map.default_js, folium.Map.default_css) == before


def test_coordinates_are_published_with_four_decimals_and_three_for_works() -> None:
    assert properties(geojson([feature()], SETTINGS))["at"] == [101.5671, 36.4901]
    assert properties(geojson([feature(kind="project")], SETTINGS))["at"] == [101.567, 36.49]


def test_a_restriction_of_the_publication_is_kept() -> None:
    made = MapSettings.model_validate({"precision": {"site": "2"}})
    assert properties(geojson([feature()], made))["at"] == [101.57, 36.49]


def test_what_rounding_moves_is_added_to_what_is_said_of_the_precision() -> None:
    assert properties(geojson([feature(precision_m=10, kind="project")], SETTINGS))["precision_m"] == 79
    assert properties(geojson([feature(precision_m=300)], SETTINGS))["precision_m"] == 300
    assert "precision_m" not in properties(geojson([feature()], SETTINGS))


def test_each_point_says_how_far_and_which_way_it_lies_from_the_centre() -> None:
    found = properties(geojson([feature()], SETTINGS, CENTRE))
    assert found["direction"] == "sw"
    assert 23_000 < float(str(found["distance_m"])) < 24_000


def test_points_given_in_gcj02_are_published_in_wgs84() -> None:
    shifted = feature(coordinates=feature().coordinates.gcj02())
    assert properties(geojson([shifted], SETTINGS))["at"] == [101.5671, 36.4901]


def test_on_a_ground_in_gcj02_the_points_are_shifted_for_display_and_the_open_data_are_not() -> None:
    made = MapSettings.model_validate({
        "provider": "xyz", "url": "https://tiles.example.org/{z}/{x}/{y}.png", "datum": "gcj02",
    })  # fmt: skip
    files = rendered(feature(), made=made, under=ground(made, {}, lang="zh", shared_url="../"))
    lon, lat = json.loads(files["maps/overview.gcj02.json"])["features"][0]["geometry"]["coordinates"]
    assert (round(lon - 101.5671, 4), round(lat - 36.4901, 4)) == (0.0018, -0.0003)
    assert properties(files["maps/overview.geojson"])["at"] == [101.5671, 36.4901]
    assert '"data":"overview.gcj02.json"' in files["maps/overview.js"]


LINE = ((101.567123, 36.490123, 2600.0), (101.57, 36.5, 2610.0))


def test_a_route_is_a_line_its_places_or_both_and_says_what_only_joins_points() -> None:
    path, joined, scattered = (
        json.loads(geojson([feature(kind="route", **shape)], SETTINGS, CENTRE))["features"][0]
        for shape in ({"line": LINE}, {"line": LINE, "is_joined": True}, {"scattered": LINE})
    )
    assert path["geometry"] == {"type": "LineString", "coordinates": [list(point) for point in LINE]}
    assert (path["properties"].get("joined"), joined["properties"]["joined"]) == (None, True)
    assert scattered["geometry"]["type"] == "MultiPoint"
    assert "distance_m" not in path["properties"]


def test_lines_are_shifted_for_a_ground_in_gcj02_with_their_heights_kept() -> None:
    (found,) = json.loads(geojson([feature(kind="route", line=LINE)], SETTINGS, shown_in="gcj02"))["features"]
    lon, lat, height = found["geometry"]["coordinates"][0]
    assert (round(lon - 101.567123, 4), round(lat - 36.490123, 4), height) == (0.0018, -0.0003, 2600.0)


def test_the_scripts_of_the_map_are_modules_of_this_site_and_run_before_its_own() -> None:
    page = rendered(feature())["maps/overview.html"]
    scripts = re.findall(r'<script src="([^"]+)" ([^>]+)>', page)
    assert scripts[-2:] == [("../assets/map/main.js", 'type="module"'), ("overview.js", "defer")]


def test_the_approval_number_stands_on_the_map() -> None:
    approved = Ground(outlines="../assets/ground/outlines.geojson", approval_number="青S（2024）000号")
    page = rendered(feature(), under=approved)
    assert '<p class="m-approval">审图号：青S（2024）000号</p>' in page["maps/overview.html"]
    assert "示意图" not in page["maps/overview.html"]


def test_both_languages_have_the_same_words() -> None:
    folder = Path(__file__).parents[2] / "generator" / "i18n"
    keys = [
        [line.split(":")[0] for line in (folder / f"maps.{lang}.yml").read_text(encoding="utf-8").splitlines()[1:]]
        for lang in ("zh", "en")
    ]
    assert keys[0] == keys[1]
