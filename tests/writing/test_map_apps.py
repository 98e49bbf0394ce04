"""Links into map apps: the right spot in the datum that each app takes, and names that cannot break an address."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.values.coordinates import Coordinates
from generator.writing.map_apps import HOSTS, map_links

VECTORS = Path(__file__).parents[1] / "values" / "gcj02-vectors.csv"
ROWS = list(csv.DictReader(line for line in VECTORS.read_text(encoding="utf-8").splitlines() if line[0] != "#"))
STEP = 2e-6
"""Degrees: two tenths of a metre, the rounding of a link and that of the vectors."""


def links(point: Coordinates, name: str = "塔尔寺", address: str = "湟中区") -> dict[str, str]:
    return {link.app: link.url for link in map_links(point, name, address)}


def spots(urls: dict[str, str]) -> dict[str, tuple[float, float]]:
    """App → (lat, lon) as its documentation reads the address."""
    query = {app: {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()} for app, url in urls.items()}
    lon, lat = query["amap"]["position"].split(",")
    found = {"amap": (lat, lon), "baidu": tuple(query["baidu"]["location"].split(","))}
    coord = query["tencent"]["marker"].split(";")[0].removeprefix("coord:")
    found |= {"tencent": tuple(coord.split(",")), "apple": tuple(query["apple"]["ll"].split(","))}
    found |= {"osm": (query["osm"]["mlat"], query["osm"]["mlon"])}
    found |= {"geo": tuple(urls["geo"].removeprefix("geo:").split("?")[0].split(","))}
    return {app: (float(lat), float(lon)) for app, (lat, lon) in found.items()}


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_apps_of_china_get_the_shifted_point_and_the_others_the_plain_one(row: dict[str, str]) -> None:
    found = spots(links(Coordinates(Decimal(row["wgs84_lat"]), Decimal(row["wgs84_lon"]))))
    for app, (lat, lon) in found.items():
        datum = "gcj02" if app in ("amap", "baidu", "tencent") else "wgs84"
        assert abs(lat - float(row[f"{datum}_lat"])) < STEP and abs(lon - float(row[f"{datum}_lon"])) < STEP, app


def test_each_app_is_told_which_datum_it_is_given() -> None:
    urls = links(Coordinates.parse({"lat": "36.4901", "lon": "101.5671"}))
    assert "coordinate=gaode" in urls["amap"] and "coord_type=gcj02" in urls["baidu"]
    # Tencent's marker takes its own datum, which is GCJ-02, and has no setting for it.
    assert "coord_type" not in urls["tencent"]


def test_links_lead_to_the_hosts_that_are_known_as_links_and_to_the_phone_itself() -> None:
    urls = links(Coordinates.parse({"lat": "36.4901", "lon": "101.5671"}))
    assert {urlsplit(url).netloc for url in urls.values()} == {*HOSTS, ""}
    assert all(url.startswith(("https://", "geo:")) for url in urls.values())


def test_a_name_with_signs_of_an_address_stays_a_name() -> None:
    name = "A&B=C;D:E(F)#G?塔"
    urls = links(Coordinates.parse({"lat": "36.4901", "lon": "101.5671"}), name, name)
    assert parse_qs(urlsplit(urls["amap"]).query)["name"] == [name]
    assert parse_qs(urlsplit(urls["apple"]).query)["q"] == [name]
    marker = parse_qs(urlsplit(urls["tencent"]).query)["marker"][0]
    assert marker.split(";") == ["coord:36.489801,101.568867", "title:A&B=C D E F #G?塔", "addr:A&B=C D E F #G?塔"]
    assert urls["geo"].count("(") == 1 and "#" not in urls["geo"]


def test_a_point_in_gcj02_is_not_shifted_twice() -> None:
    shifted = Coordinates.parse({"lat": "36.4898107", "lon": "101.5688870", "datum": "gcj02"})
    found = spots(links(shifted))
    assert abs(found["amap"][1] - 101.568887) < STEP and abs(found["osm"][1] - 101.56712) < STEP
