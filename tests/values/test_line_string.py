"""The line of a route, as editors write it and as it is refused."""

from __future__ import annotations

import pytest

from generator.findings import Refusal
from generator.values.line_string import MOST_POINTS, LineString

A, B = ["101.70", "36.90"], ["101.71", "36.91"]


def line(*positions: list[str], **others: object) -> LineString:
    return LineString.parse({"type": "LineString", "coordinates": list(positions), **others})


def code(*positions: object, **others: object) -> str:
    with pytest.raises(Refusal) as caught:
        LineString.parse({"type": "LineString", "coordinates": list(positions), **others})
    return caught.value.code


def test_a_line_is_read_exactly_and_measured_along_the_earth() -> None:
    found = line([*A, "2400"], [*B, "2450.5"])
    assert [str(part) for part in found.positions[1]] == ["101.71", "36.91", "2450.5"]
    assert found.length_m == pytest.approx(1424, abs=2)
    assert found.heights == (2400, 2450.5)
    assert line(A, B).heights == ()


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        ([A], "line-points"),
        ([A] * (MOST_POINTS + 1), "line-points"),
        ([A, ["101.71"]], "line-form"),
        ([A, ["101.71", "x"]], "line-form"),
        ([A, ["101.71", "NaN"]], "line-form"),
        ([A, "101.71 36.91"], "line-form"),
        ([A, [["101.71"], "36.91"]], "line-form"),
        ([A, [*B, "2400", "12:00"]], "line-form"),
        ([["36.90", "101.70"], ["36.91", "101.71"]], "line-swapped"),
        ([A, ["181", "36.9"]], "line-range"),
        ([[*A, "2400"], [*B, "99999"]], "line-range"),
        ([[*A, "2400"], B], "line-heights"),
        ([A, ["101.70", "37.00"]], "line-jump"),
        ([A, A], "line-still"),
    ],
)
def test_what_is_no_way_is_refused(positions: list[object], expected: str) -> None:
    assert code(*positions) == expected


@pytest.mark.parametrize("data", [None, "", [], {}, {"type": "Point", "coordinates": A}, {"coordinates": [A, B]}])
def test_what_is_no_line_string_is_refused(data: object) -> None:
    with pytest.raises(Refusal) as caught:
        LineString.parse(data)
    assert caught.value.code == "line-form"


def test_a_refusal_says_which_point() -> None:
    with pytest.raises(Refusal) as caught:
        line(A, B, ["101.72", "?"])
    assert (caught.value.arguments["number"], caught.value.arguments["at"]) == ("3", "coordinates")


def test_rounding_leaves_out_what_falls_together_and_never_less_than_two_points() -> None:
    found = line(A, ["101.700001", "36.90"], B).rounded(4)
    assert len(found.positions) == 2
    assert len(line(A, ["101.700001", "36.90"]).rounded(3).positions) == 2
