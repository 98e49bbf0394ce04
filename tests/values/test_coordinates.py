"""Points: reading, refusing, converting between datums, measuring."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.findings import Refusal
from generator.values.coordinates import Coordinates, compass_point, gcj02_to_wgs84, wgs84_to_gcj02

XINING = Coordinates(Decimal("36.6169"), Decimal("101.7781"))
KUMBUM = Coordinates(Decimal("36.49011"), Decimal("101.56712"))


def vectors() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "gcj02-vectors.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def refusal(data: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        Coordinates.parse(data)
    return caught.value


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["name"])
def test_gcj02_agrees_with_the_published_conversion_within_a_centimetre(vector: dict[str, str]) -> None:
    point = Coordinates(Decimal(vector["wgs84_lat"]), Decimal(vector["wgs84_lon"]))
    shown = point.gcj02()
    assert abs(shown.lat - Decimal(vector["gcj02_lat"])) <= Decimal("0.0000001")
    assert abs(shown.lon - Decimal(vector["gcj02_lon"])) <= Decimal("0.0000001")
    assert shown.wgs84().distance_m(point) < 0.02


@given(st.floats(1, 55), st.floats(73, 137))
def test_converting_there_and_back_returns_the_same_point(lat: float, lon: float) -> None:
    back = gcj02_to_wgs84(*wgs84_to_gcj02(lat, lon))
    assert back == pytest.approx((lat, lon), abs=1e-9)


def test_outside_china_nothing_is_shifted() -> None:
    assert wgs84_to_gcj02(35.6812, 139.7671) == (35.6812, 139.7671)


def test_the_shift_at_xining_is_about_170_metres_to_the_east() -> None:
    shifted = XINING.gcj02()
    assert 160 < XINING.distance_m(Coordinates(shifted.lat, shifted.lon)) < 185
    assert compass_point(XINING.bearing(Coordinates(shifted.lat, shifted.lon))) == "e"


def test_cgcs2000_is_taken_as_wgs84() -> None:
    point = Coordinates.parse({"lat": "36.6169", "lon": "101.7781", "datum": "cgcs2000"})
    assert point.wgs84() == XINING
    assert point.gcj02() == XINING.gcj02()


def test_degrees_are_kept_as_written() -> None:
    point = Coordinates.parse({"lat": "36.60", "lon": "１０１．７７"})
    assert (str(point.lat), str(point.lon), point.decimals) == ("36.60", "101.77", 2)


def test_rounding_never_adds_decimals() -> None:
    assert str(KUMBUM.rounded(3)) == "36.490, 101.567"
    assert str(Coordinates.parse({"lat": "36.5", "lon": "101.56712"}).rounded(4)) == "36.5, 101.5671"


def test_kumbum_lies_some_23_kilometres_south_west_of_xining() -> None:
    assert XINING.distance_m(KUMBUM) == pytest.approx(23_600, abs=200)
    assert compass_point(XINING.bearing(KUMBUM)) == "sw"


def test_distance_is_measured_between_the_same_datums() -> None:
    assert KUMBUM.distance_m(KUMBUM.gcj02()) < 0.02


def test_a_point_is_no_way_from_itself() -> None:
    assert KUMBUM.distance_m(KUMBUM) == 0.0


@pytest.mark.parametrize(
    ("lat", "lon"), [("101.56712", "36.49011"), ("87.6168", "43.8256"), ("75.99", "39.47"), ("120", "-30")]
)
def test_exchanged_latitude_and_longitude_are_noticed_and_put_right(lat: str, lon: str) -> None:
    found = refusal({"lat": lat, "lon": lon})
    assert found.code == "coordinates-swapped"
    assert found.arguments["suggestion"] == f"lat: {lon}, lon: {lat}"


@pytest.mark.parametrize(("lat", "lon"), [("200", "30"), ("36.6", "181"), ("95", "120")])
def test_a_point_off_the_earth_is_refused(lat: str, lon: str) -> None:
    assert refusal({"lat": lat, "lon": lon}).code == "coordinates-range"


def test_svalbard_is_a_place() -> None:
    assert Coordinates.parse({"lat": "78.22", "lon": "15.65"}).lat == Decimal("78.22")


@pytest.mark.parametrize(
    "data",
    [
        "36.6,101.8",
        None,
        [],
        ["36.6", "101.8"],
        {"lat": "36.6"},
        {"lat": "36.6", "lon": None},
        {"lat": "36.6", "lon": []},
        {"lat": "36.6", "lon": "101.8", "alt": "2261"},
        {"lat": "36.6", "lon": "101.8", "datum": "bd09"},
        {"lat": "nan", "lon": "101.8"},
        {"lat": "1e1", "lon": "101.8"},
        {"lat": True, "lon": "101.8"},
    ],
)
def test_anything_but_a_pair_of_decimal_degrees_is_refused(data: object) -> None:
    assert refusal(data).code == "coordinates-form"


def test_degrees_minutes_and_seconds_are_answered_with_decimal_degrees() -> None:
    assert refusal({"lat": "36°29'24.4\"N", "lon": "101.5"}).arguments["suggestion"] == "36.49011"
    assert refusal({"lat": "36.49", "lon": "101°34′1.64″W"}).arguments["suggestion"] == "-101.56712"


def test_digits_of_a_calculator_are_refused_with_the_rounded_number() -> None:
    found = refusal({"lat": "36.490111111111", "lon": "101.56712"})
    assert (found.code, found.arguments["suggestion"]) == ("coordinates-decimals", "36.49011")


def test_a_model_field_reads_coordinates_and_names_the_finding() -> None:
    reader = TypeAdapter(Coordinates)
    assert reader.validate_python({"lat": "36.6169", "lon": "101.7781"}) == XINING
    assert reader.validate_python(XINING) is XINING
    with pytest.raises(ValidationError) as caught:
        reader.validate_python({"lat": "101.7781", "lon": "36.6169"})
    (error,) = caught.value.errors()
    assert error["type"] == "coordinates-swapped"
    assert error["ctx"]["suggestion"] == "lat: 36.6169, lon: 101.7781"
    assert reader.json_schema()["required"] == ["lat", "lon"]
