"""The locator drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing.lettering import TEXT_SIZE, Box, text_width, wrapped
from generator.drawing.locator import HEIGHT, WIDTH, LocatorText, Mark, Name, draw_locator
from generator.values.coordinates import Coordinates

SVG = "{http://www.w3.org/2000/svg}"
WORDS = LocatorText(
    title="塔尔寺的位置", description="在西宁市西南约 24 公里。", kilometres="{n} 公里", metres="{n} 米", north="北"
)


def at(lat: float, lon: float) -> Coordinates:
    return Coordinates(Decimal(str(lat)), Decimal(str(lon)))


CENTRE = Name("西宁市", at(36.6169, 101.7781), 9)
PLACES = [
    CENTRE,
    Name("大通回族土族自治县", at(36.9266, 101.6859), 5),
    Name("湟源县", at(36.6824, 101.2563), 5),
    Name("城东区", at(36.5996, 101.8038), 5),
]
KUMBUM = Mark("site", "塔尔寺", at(36.4901, 101.5671))


def drawn(*marks: Mark, names: list[Name] | None = None, centre: Name | None = CENTRE) -> ElementTree.Element:
    around = PLACES if names is None else names
    return ElementTree.fromstring(draw_locator(marks, around, WORDS, ident="x", centre=centre))


def texts(svg: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def boxes(svg: ElementTree.Element) -> list[Box]:
    """Where each line of a name was written, by the same estimate of its width."""
    found = []
    for text in svg.iter(f"{SVG}text"):
        for row in text.iter(f"{SVG}tspan"):
            width = text_width(row.text or "")
            baseline = float(row.attrib["y"])
            anchor = text.attrib.get("text-anchor", "start")
            found.append(Box.of_text(anchor, float(row.attrib["x"]), baseline - 10, width, 12))
    return found


def test_a_locator_says_what_it_shows_and_names_the_centre_and_the_distance() -> None:
    svg = drawn(KUMBUM)
    assert svg.attrib["role"] == "img"
    assert (svg.attrib["aria-labelledby"], svg.attrib["aria-describedby"]) == ("x-title", "x-desc")
    assert svg[0].text == "塔尔寺的位置"
    assert svg[1].text == "在西宁市西南约 24 公里。"
    assert {"塔尔寺", "西宁市", "24 公里", "北"} <= set(texts(svg))


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    svg = drawn(KUMBUM)
    bar = next(path for path in svg.iter(f"{SVG}path") if path.attrib["class"] == "d-scale")
    left, right = (float(number) for number in re.search(r"M([\d.]+) .*H([\d.]+)V", bar.attrib["d"]).groups())  # type: ignore[union-attr]
    way = next(path for path in svg.iter(f"{SVG}path") if path.attrib["class"] == "d-way")
    a, b, c, d = (float(number) for number in re.findall(r"[\d.]+", way.attrib["d"]))
    kilometres = CENTRE.coordinates.distance_m(KUMBUM.coordinates) / 1000
    pixels_a_kilometre = ((a - c) ** 2 + (b - d) ** 2) ** 0.5 / kilometres
    assert "5 公里" in texts(svg)
    assert right - left == pytest.approx(5 * pixels_a_kilometre, rel=0.01)


def test_each_kind_has_a_shape_of_its_own() -> None:
    shapes = set()
    for kind in ("project", "site", "place", "organisation", "something-new"):
        svg = drawn(Mark(kind, "名", at(36.5, 101.6)))
        shapes.add(next(path.attrib["d"] for path in svg.iter(f"{SVG}path") if "d-mark" in path.attrib["class"]))
    assert len(shapes) == 5


def test_the_place_that_is_marked_is_not_written_twice() -> None:
    assert texts(drawn(Mark("place", "西宁市", CENTRE.coordinates))).count("西宁市") == 1


def test_without_marks_nothing_is_drawn() -> None:
    assert draw_locator([], PLACES, WORDS, ident="x") == ""


def test_a_place_alone_in_the_world_is_drawn_too() -> None:
    assert "塔尔寺" in texts(drawn(KUMBUM, names=[], centre=None))


def test_long_names_are_broken_into_lines_and_end_in_an_ellipsis() -> None:
    assert wrapped("塔尔寺", 100) == ["塔尔寺"]
    assert wrapped("Dongguan Great Mosque", 100) == ["Dongguan Great", "Mosque"]
    long = wrapped("西宁市某某区某某街道老旧小区改造与配套基础设施提升工程（二期）项目及其附属道路绿化", 120)
    assert len(long) == 3
    assert long[-1].endswith("…")


def test_closing_punctuation_does_not_begin_a_line() -> None:
    assert all(line[0] not in "）》，" for line in wrapped("改造工程（二期）、《规划》，其余", 5 * TEXT_SIZE))


def test_text_from_records_is_escaped() -> None:
    svg = draw_locator([Mark("site", '</text><script>"&', at(36.5, 101.6))], [], WORDS, ident="x")
    assert "<script" not in svg
    assert "</text><script>" in "".join(ElementTree.fromstring(svg).itertext())


def test_nothing_in_it_needs_an_exception_from_the_policy() -> None:
    svg = draw_locator([KUMBUM], PLACES, WORDS, ident="x", centre=CENTRE)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|href", svg)
    assert "\n" not in svg
    assert len(svg.encode()) < 3000


points = st.builds(at, st.floats(36.2, 37.3).map(lambda x: round(x, 4)), st.floats(101, 102).map(lambda x: round(x, 4)))
titles = st.text("塔尔寺西宁市大通县工程项目（）ABCabc -", min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.builds(Mark, st.sampled_from(["project", "site"]), titles, points), min_size=1, max_size=4),
    st.lists(st.builds(Name, titles, points, st.integers(0, 3)), max_size=12),
)
def test_whatever_the_records_names_do_not_overlap_and_bytes_repeat(marks: list[Mark], names: list[Name]) -> None:
    text = draw_locator(marks, names, WORDS, ident="x", centre=CENTRE)
    assert text == draw_locator(list(marks), list(names), WORDS, ident="x", centre=CENTRE)
    svg = ElementTree.fromstring(text)
    assert not re.search(r"\d\.\d{2,}[\" LVHMz]", re.sub(r"<(title|desc).*?</\1>", "", text))
    if len(marks) > 1:
        # A single mark is named in any case; of several, those that do not fit are left to the table beside.
        assert not [pair for pair in combinations(boxes(svg), 2) if pair[0].meets(pair[1])]
    for path in svg.iter(f"{SVG}path"):
        if place := path.attrib.get("transform"):
            x, y = (float(number) for number in re.findall(r"[\d.]+", place))
            assert 0 < x < WIDTH
            assert 0 < y < HEIGHT - 20
