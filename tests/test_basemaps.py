"""What lies under the points: settings, hosts, keys, and an operator's own files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from pydantic import ValidationError

from generator.basemaps import MapSettings, ground, hosts, image_sources, setting_findings
from generator.findings import Position, Refusal
from generator.publication import Bounds
from generator.tiles import read_ground

HERE = Position(file="site_config/publication.yml", line=3)
XYZ = "https://tiles.example.org/{z}/{x}/{y}.png"


def settings(**values: object) -> MapSettings:
    return MapSettings.model_validate(values)


def codes(made: MapSettings, keys: Mapping[str, str] | None = None) -> list[str]:
    return [finding.code for finding in setting_findings(made, HERE, keys or {})]


def refused(**values: object) -> str:
    with pytest.raises(ValidationError) as caught:
        settings(**values)
    return caught.value.errors()[0]["type"]


def test_by_default_there_is_no_ground_and_nobody_is_asked() -> None:
    made = settings()
    assert (hosts(made), image_sources(made), codes(made)) == ((), (), [])
    assert ground(made, {}, lang="zh", shared_url="../").tiles == ()


def test_settings_are_read_from_text_as_the_loader_gives_it() -> None:
    made = settings(
        max_zoom="15",
        precision={"site": "3"},
    )
    assert (made.max_zoom, made.decimals("site")) == (15, 3)


@pytest.mark.parametrize("name", ["center", "centre", "bounds"])
def test_centre_and_bounds_are_those_of_the_publication_and_not_the_maps(name: str) -> None:
    assert refused(**{name: {}}) == "extra_forbidden"


def test_works_are_published_with_three_decimals_and_nothing_with_more_than_four() -> None:
    made = settings(precision={"site": "3", "project": "4", "place": "6"})
    assert [made.decimals(kind) for kind in ("site", "project", "place", "organisation")] == [3, 3, 4, 4]
    assert codes(made) == ["map-precision", "map-precision"]


@pytest.mark.parametrize(
    "url",
    [
        "tiles/{z}/{x}/{y}.png",
        "javascript:alert(1)//{z}{x}{y}",
        "https://tiles.example.org/{z}/{x}.png",
        "https://user@tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{y}.png; script-src *",
        "https://{s}.example.org/{z}/{x}/{y}.png",
    ],
)
def test_an_address_that_is_no_tile_address_is_refused(url: str) -> None:
    assert refused(provider="xyz", url=url) == "basemap-url-form"


@pytest.mark.parametrize("provider", ["geojson", "pmtiles", "xyz"])
def test_a_ground_of_ones_own_needs_an_address(provider: str) -> None:
    assert refused(provider=provider) == "basemap-url-missing"


def test_bounds_that_are_turned_round_are_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        Bounds.model_validate({"south": "37", "west": "101", "north": "36", "east": "102"})
    assert caught.value.errors()[0]["type"] == "bounds-order"


def test_a_tile_service_names_its_hosts_for_the_policy_and_the_privacy_page() -> None:
    made = settings(provider="xyz", url="https://{s}.example.org:8443/{z}/{x}/{y}.png", subdomains="ab")
    assert hosts(made) == ("a.example.org:8443", "b.example.org:8443")
    assert image_sources(made) == ("https://a.example.org:8443", "https://b.example.org:8443")
    assert ground(made, {}, lang="zh", shared_url="../").hosts == hosts(made)
    assert len(image_sources(settings(provider="tianditu"))) == 8


def test_a_service_without_approval_number_or_attribution_is_a_warning() -> None:
    found = list(setting_findings(settings(provider="xyz", url=XYZ), HERE, {}))
    assert [finding.code for finding in found] == ["basemap-approval-unstated", "basemap-attribution-missing"]
    assert not any(finding.is_error for finding in found)


def test_openstreetmap_comes_with_its_policy_and_its_attribution() -> None:
    made = settings(provider="osm")
    assert "basemap-osm-policy" in codes(made)
    assert "OpenStreetMap" in ground(made, {}, lang="en", shared_url="../").attribution


def test_tianditu_needs_a_key_from_the_environment() -> None:
    made = settings(provider="tianditu", key_env="MAP_KEY", approval_number="GS（2024）0000号")
    assert codes(made) == ["basemap-key-missing"]
    assert codes(made, {"MAP_KEY": "not a key"}) == ["basemap-key-missing"]
    assert codes(made, {"MAP_KEY": "0a1b2c"}) == []
    made_ground = ground(made, {"MAP_KEY": "0a1b2c"}, lang="zh", shared_url="../")
    assert all("tk=0a1b2c" in tiles for tiles in made_ground.tiles)
    assert [tiles.split("LAYER=")[1][:3] for tiles in made_ground.tiles] == ["vec", "cva"]
    assert "LAYER=eva" in ground(made, {"MAP_KEY": "0a1b2c"}, lang="en", shared_url="../").tiles[1]


# --- an operator's own files ------------------------------------------------------------------------------------------


def outline(*types: str) -> str:
    line = [[101.0, 36.0, 2261.0], [102.0, 36.5], [101.0, 36.0]]
    coordinates = {"Point": line[0], "LineString": line, "Polygon": [line]}
    shapes = [{"type": kind, "coordinates": coordinates[kind]} for kind in types]
    features = [{"type": "Feature", "properties": {"name": "x"}, "geometry": shape} for shape in shapes]
    return json.dumps({"type": "FeatureCollection", "features": features})


def refusal(made: MapSettings, root: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        list(read_ground(made, root).files())
    return caught.value


@pytest.mark.parametrize("kind", ["LineString", "Polygon"])
def test_boundaries_without_an_approval_number_are_refused(tmp_path: Path, kind: str) -> None:
    (tmp_path / "ground.geojson").write_text(outline("Point", kind), encoding="utf-8")
    assert refusal(settings(provider="geojson", url="ground.geojson"), tmp_path).code == "basemap-approval-missing"


def test_points_alone_need_no_approval_number(tmp_path: Path) -> None:
    (tmp_path / "ground.geojson").write_text(outline("Point"), encoding="utf-8")
    assert dict(read_ground(settings(provider="geojson", url="ground.geojson"), tmp_path).files())


def test_approved_boundaries_are_published_as_lines_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "ground.geojson").write_text(outline("Polygon"), encoding="utf-8")
    made = settings(provider="geojson", url="ground.geojson", approval_number="青S（2024）000号")
    ((path, content),) = read_ground(made, tmp_path).files()
    (feature,) = json.loads(content)["features"]
    assert path == "assets/ground/outlines.geojson"
    assert feature["properties"] == {}
    assert feature["geometry"]["coordinates"][0][0] == [101.0, 36.0]
    assert ground(made, {}, lang="zh", shared_url="../").outlines == f"../{path}"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"type":"Feature"}', '{"type":"Point","coordinates":[500,1]}', "[" * 9999]
)
def test_what_is_no_geojson_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "ground.geojson").write_text(text, encoding="utf-8")
    assert refusal(settings(provider="geojson", url="ground.geojson"), tmp_path).code == "basemap-file-form"


@pytest.mark.parametrize("url", ["missing.geojson", "../outside.geojson", "/etc/hostname"])
def test_a_file_outside_the_publication_is_not_read(tmp_path: Path, url: str) -> None:
    (tmp_path / "outside.geojson").write_text(outline("Point"), encoding="utf-8")
    root = tmp_path / "publication"
    root.mkdir()
    assert refusal(settings(provider="geojson", url=url), root).code == "basemap-file-missing"


def archive(path: Path, kind: TileType, tiles: int = 3) -> None:
    with path.open("wb") as file:
        writer = Writer(file)
        for number in range(tiles):
            writer.write_tile(zxy_to_tileid(4, number, 5), f"tile {number}".encode())
        writer.finalize({"tile_type": kind, "tile_compression": Compression.NONE}, {})


def test_raster_tiles_of_an_archive_become_plain_files(tmp_path: Path) -> None:
    archive(tmp_path / "a.pmtiles", TileType.JPEG)
    made = settings(provider="pmtiles", url="a.pmtiles", approval_number="青S（2024）000号")
    read = read_ground(made, tmp_path)
    assert dict(read.files()) == {f"assets/ground/4/{number}/5.jpg": f"tile {number}".encode() for number in range(3)}
    assert (read.tile_extension, read.zooms) == ("jpg", (4, 4))
    under = ground(made, {}, lang="zh", shared_url="../", tile_extension=read.tile_extension, zooms=read.zooms)
    assert (under.tiles, under.min_zoom, under.max_zoom) == (("../assets/ground/{z}/{x}/{y}.jpg",), 4, 4)


def test_vector_archives_are_refused(tmp_path: Path) -> None:
    archive(tmp_path / "a.pmtiles", TileType.MVT)
    made = settings(provider="pmtiles", url="a.pmtiles", approval_number="青S（2024）000号")
    assert refusal(made, tmp_path).code == "basemap-vector"


def test_an_archive_without_an_approval_number_is_refused(tmp_path: Path) -> None:
    archive(tmp_path / "a.pmtiles", TileType.PNG)
    made = settings(provider="pmtiles", url="a.pmtiles")
    assert refusal(made, tmp_path).code == "basemap-approval-missing"
    assert codes(made) == ["basemap-approval-missing"]


def test_an_archive_of_more_tiles_than_allowed_is_refused(tmp_path: Path) -> None:
    archive(tmp_path / "a.pmtiles", TileType.PNG)
    made = settings(provider="pmtiles", url="a.pmtiles", approval_number="青S（2024）000号", max_tiles=2)
    assert refusal(made, tmp_path).code == "basemap-too-large"


def test_a_damaged_archive_ends_in_a_refusal_wherever_the_damage_is(tmp_path: Path) -> None:
    archive(tmp_path / "whole.pmtiles", TileType.PNG)
    whole = (tmp_path / "whole.pmtiles").read_bytes()
    made = settings(provider="pmtiles", url="a.pmtiles", approval_number="青S（2024）000号", max_tiles=50)
    for position in range(0, len(whole), 3):
        damaged = bytearray(whole)
        damaged[position] ^= 0xFF
        (tmp_path / "a.pmtiles").write_bytes(damaged)
        try:
            list(read_ground(made, tmp_path).files())
        except Refusal:
            continue
