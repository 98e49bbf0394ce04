"""Length, climb and walking time, against computations that were made by others or in another way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from geographiclib.geodesic import Geodesic  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from generator.values.geodesy import climb_m, distances_m, geodesic_m, nearest, simplified, walking_minutes

LON, LAT = st.floats(-180, 180), st.floats(-89.9, 89.9)
NEAR = st.tuples(st.floats(101, 102), st.floats(36, 37), st.floats(2000, 4000))
LINES = st.lists(NEAR, min_size=2, max_size=60)
WALKS = st.lists(
    st.tuples(st.floats(101.5, 101.55), st.floats(36.5, 36.55), st.floats(2000, 2600)), min_size=2, max_size=60
)


def by_karney(start: tuple[float, ...], end: tuple[float, ...]) -> float:
    """The same distance by the algorithm of Karney (2013), which has another derivation."""
    return float(Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0])["s12"])


@given(st.tuples(LON, LAT), st.tuples(LON, LAT))
def test_distances_are_those_of_another_algorithm_on_the_same_ellipsoid(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    expected = by_karney(start, end)
    # Nearly opposite each other the method does not settle, and the great circle is given.
    tolerance = 0.001 if expected < 19_900_000 else 60_000
    assert geodesic_m(start, end) == pytest.approx(expected, abs=tolerance)
    assert geodesic_m(end, start) == pytest.approx(geodesic_m(start, end), abs=0.001)


@given(LINES)
def test_a_line_is_as_long_as_its_parts(line: list[tuple[float, float, float]]) -> None:
    along = distances_m(line)
    assert along[0] == 0
    assert along == sorted(along)
    assert along[-1] == pytest.approx(sum(by_karney(a, b) for a, b in pairwise(line)), abs=0.1)


def climbed_by_hand(heights: list[float]) -> float:
    """Ascent by turning points: an independent reading of the rule, without a held height being carried along."""
    kept = heights[:1]
    for height in heights[1:]:
        if abs(height - kept[-1]) >= 5:
            kept.append(height)
    return sum(b - a for a, b in pairwise(kept) if b > a)


@given(st.lists(st.floats(0, 5000), min_size=1, max_size=80))
def test_ascent_less_descent_is_the_difference_of_height_but_for_what_is_noise(heights: list[float]) -> None:
    up, down = climb_m(heights)
    assert up == pytest.approx(climbed_by_hand(heights))
    assert abs((up - down) - (heights[-1] - heights[0])) < 5
    back = climb_m([-height for height in heights])
    assert back == pytest.approx((down, up))


@given(st.floats(0, 5000), st.lists(st.floats(-2.4, 2.4), max_size=200))
def test_readings_that_waver_around_one_height_climb_nothing(height: float, noise: list[float]) -> None:
    assert climb_m([height + one for one in noise]) == (0, 0)


def test_a_long_gentle_rise_counts() -> None:
    assert climb_m([float(metres) for metres in range(301)]) == (300, 0)


@pytest.mark.parametrize(
    ("length", "up", "down", "minutes"),
    [
        (4000, 0, 0, 60),
        (0, 300, 0, 60),
        (0, 0, 500, 60),
        # 2.5 h on the flat; 3 h up and 0.6 h down; the longer time and half of the shorter.
        (10_000, 900, 300, 3.6 * 60 + 2.5 * 60 / 2),
    ],
)
def test_walking_time_follows_din_33466(length: float, up: float, down: float, minutes: float) -> None:
    assert walking_minutes(length, up, down) == pytest.approx(minutes)


@given(WALKS, st.sampled_from([1.0, 5.0, 50.0, 500.0]))
def test_a_simplified_line_keeps_its_ends_and_stays_near_every_point(
    line: list[tuple[float, float, float]], tolerance: float
) -> None:
    kept = simplified(line, tolerance)
    assert (kept[0], kept[-1]) == (0, len(line) - 1)
    assert kept == sorted(set(kept))
    thin = [line[index] for index in kept]
    along = distances_m(thin)
    for point in line:
        # `nearest` gives the first of passages that are equally near within ten metres.
        assert nearest(thin, along, point)[1] <= tolerance + 20


def test_points_on_a_straight_line_are_left_out_and_a_bend_is_kept() -> None:
    straight = [(101.5 + index / 10_000, 36.5) for index in range(700)]
    assert len(simplified(straight, 5)) == 4  # the ends, and one where each 256 points end
    assert 50 in simplified([*straight[:50], (101.505, 36.501), *straight[51:100]], 5)


def test_a_place_is_met_on_the_way_out_of_a_way_that_comes_back() -> None:
    line = [(101.5, 36.5), (101.51, 36.5), (101.52, 36.5), (101.51, 36.5), (101.5, 36.5)]
    along = distances_m(line)
    at, away = nearest(line, along, (101.51, 36.5005))
    assert at == pytest.approx(along[1], abs=1)
    assert away == pytest.approx(55.5, abs=1)
    assert nearest(line, along, (101.51, 36.5005), after=along[1] + 20)[0] == pytest.approx(along[3], abs=1)
