"""Charts: the numbers in the drawn shapes and their lengths, words that keep apart, and everything hard to draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing.charts.bars import Bar, draw_bars
from generator.drawing.charts.canvas import LEAST, WIDTH, Datum, fitted, plain, room
from generator.drawing.charts.flows import Flow, Node, draw_flows
from generator.drawing.charts.lines import Series, draw_lines, round_levels
from generator.drawing.charts.stacks import Piece, Stack, draw_stacks
from generator.drawing.charts.tiles import Tile, arranged, draw_tiles
from tests.drawing.charts import (
    CAPTION,
    DIVISIONS,
    EXAMPLES,
    LONG,
    SVG,
    Shape,
    band,
    boxes,
    one_yuan_and_a_billion,
    parsed,
    shapes,
    texts,
    wan,
)

GOLDEN = Path(__file__).with_name("golden")
ROUNDING = 0.11
"""Two lengths that are each rounded to a tenth differ by no more from their proportion."""

fen = st.one_of(st.integers(1, 10**13), st.integers(1, 2000), st.just(0))
numbers = st.one_of(fen, st.fractions(0, 10**9, max_denominator=7))
labels = st.text("塔尔寺西宁市大通县（二期）工程、ABCdefg -", min_size=1, max_size=60).filter(str.strip)


def written(value: int | Fraction | None) -> Datum:
    return Datum(value, "来源未说明" if value is None else f"{float(value):,.2f} 元")


def data(of: st.SearchStrategy[int | Fraction]) -> st.SearchStrategy[Datum]:
    return st.one_of(st.none(), of).map(written)


def values(drawn: Sequence[Shape]) -> list[Fraction | None]:
    return [shape.value for shape in drawn]


def assert_proportional(drawn: Sequence[tuple[Shape, float]]) -> None:
    """Lengths stand to each other as the numbers do, but for those that were drawn longer to be seen at all."""
    known = [(shape, length) for shape, length in drawn if shape.value and not shape.is_least]
    if not known:
        return
    largest, longest = max(known, key=lambda item: abs(item[0].value or 0))
    scale = longest / float(abs(largest.value or 1))
    for shape, length in drawn:
        if shape.value and shape.is_least:
            assert length == pytest.approx(LEAST, abs=ROUNDING)
            assert float(abs(shape.value)) * scale < LEAST + ROUNDING
        elif shape.value:
            assert length == pytest.approx(float(abs(shape.value)) * scale, abs=ROUNDING)


def assert_words_keep_apart(text: str) -> None:
    """No two lines of text meet, and none leaves the drawing."""
    svg = parsed(text)
    found = list(boxes(svg))
    height = float(svg.attrib["viewBox"].split()[3])
    for line, box in found:
        assert box.left >= -0.1 and box.right <= WIDTH + 0.1, line
        assert box.top >= -0.5 and box.bottom <= height + 0.5, line
    assert [(a[0], b[0]) for a, b in combinations(found, 2) if a[1].meets(b[1])] == []


# ------------------------------------------------------------------------------------------------- random numbers


@settings(max_examples=80)
@given(st.lists(st.tuples(labels, data(numbers)), min_size=1, max_size=9))
def test_bars_carry_their_numbers_and_are_as_long_as_those_say(rows: list[tuple[str, Datum]]) -> None:
    text = draw_bars([Bar(label, datum) for label, datum in rows], CAPTION, ident="x")
    drawn = shapes(parsed(text))
    assert values(drawn) == [datum.value for _, datum in rows]
    assert_proportional([(one, one.length("width")) for one in drawn if one.element.tag == f"{SVG}rect"])
    assert_words_keep_apart(text)


@settings(max_examples=40)
@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=6))
def test_what_is_below_nothing_goes_to_the_left(amounts: list[int]) -> None:
    drawn = shapes(parsed(draw_bars([Bar("行", written(amount)) for amount in amounts], CAPTION, ident="x")))
    assert values(drawn) == amounts
    rects = [one for one in drawn if one.element.tag == f"{SVG}rect"]
    assert_proportional([(one, one.length("width")) for one in rects])
    above = {one.length("x") for one in rects if (one.value or 0) > 0}
    below = [one.length("x") + one.length("width") for one in rects if (one.value or 0) < 0]
    assert len(above) <= 1
    for edge in below:
        assert not above or edge == pytest.approx(above.copy().pop(), abs=ROUNDING)


@settings(max_examples=60)
@given(st.lists(st.lists(st.tuples(labels, data(fen)), min_size=1, max_size=6), min_size=1, max_size=4))
def test_parts_of_stacks_follow_each_other_and_fill_their_whole(rows: list[list[tuple[str, Datum]]]) -> None:
    stacks = [
        Stack(
            f"第{number}行",
            written(sum(datum.value or 0 for _, datum in row)),
            tuple(Piece(label, datum, series) for series, (label, datum) in enumerate(row, 1)),
        )
        for number, row in enumerate(rows)
    ]
    text = draw_stacks(stacks, CAPTION, ident="x")
    drawn = shapes(parsed(text))
    assert values(drawn) == [datum.value for row in rows for _, datum in row]
    rects = [one for one in drawn if one.element.tag == f"{SVG}rect"]
    assert_proportional([(one, one.length("width")) for one in rects])
    for left, right in pairwise(rects):
        if left.length("y") == right.length("y"):
            assert left.length("x") + left.length("width") == pytest.approx(right.length("x"), abs=ROUNDING)
    assert all(one.length("x") + one.length("width") <= WIDTH + ROUNDING for one in rects)
    assert_words_keep_apart(text)


@settings(max_examples=60)
@given(
    st.integers(1, 12).flatmap(lambda n: st.lists(st.lists(data(fen), min_size=n, max_size=n), min_size=1, max_size=4))
)
def test_points_of_lines_stand_as_high_as_their_numbers_say(rows: list[list[Datum]]) -> None:
    times = [f"{2010 + number}年" for number in range(len(rows[0]))]
    series = [Series(f"第{number}条", tuple(row)) for number, row in enumerate(rows)]
    text = draw_lines(times, series, CAPTION, ident="x")
    svg = parsed(text)
    drawn = shapes(svg)
    assert values(drawn) == [datum.value for row in rows for datum in row]
    axis = next(path for path in svg.iter(f"{SVG}path") if path.attrib["class"] == "c-axis")
    zero = float(axis.attrib["d"].split()[1].split("H")[0])
    heights = []
    for one in drawn:
        if one.value is not None:
            y = float(one.element.attrib["transform"].split()[1].rstrip(")"))
            heights.append((one, zero - y))
    assert_proportional(heights)
    assert all(height == pytest.approx(0, abs=ROUNDING) for one, height in heights if one.value == 0)
    assert_words_keep_apart(text)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(labels, st.integers(1, 10**12)), min_size=1, max_size=12),
    st.integers(0, 3),
    labels,
)
def test_bands_carry_their_numbers_and_are_as_thick_as_those_say(
    to: list[tuple[str, int]], sources: int, name: str
) -> None:
    total = sum(number for _, number in to)
    shares = [total // sources] * (sources - 1) if sources else []
    shares = [*shares, total - sum(shares)] if sources else []
    layer = 1 if min([1, *shares]) > 0 and sources else 0
    shares = shares if layer else []
    nodes = [Node(f"s{i}", 0, name, written(share).text) for i, share in enumerate(shares)]
    nodes += [Node("m", layer, name, written(total).text)]
    nodes += [Node(f"t{i}", layer + 1, label, written(number).text) for i, (label, number) in enumerate(to)]
    flows = [Flow(f"s{i}", "m", written(share)) for i, share in enumerate(shares)]
    flows += [Flow("m", f"t{i}", written(number)) for i, (_, number) in enumerate(to)]
    text = draw_flows(nodes, flows, CAPTION, ident="x")
    drawn = shapes(parsed(text))
    assert values(drawn) == [flow.datum.value for flow in flows]
    assert_proportional([(one, band(one)[0]) for one in drawn])
    assert_proportional([(one, band(one)[1]) for one in drawn])
    assert_words_keep_apart(text)
    named = {node.attrib["data-node"] for node in parsed(text).iter(f"{SVG}rect") if "data-node" in node.attrib}
    assert named == {str(number) for number in (*shares, total, *(number for _, number in to))}


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(labels, data(fen), st.one_of(st.none(), st.tuples(st.floats(101, 102), st.floats(36, 37)))),
        min_size=1,
        max_size=10,
    )
)
def test_tiles_carry_their_numbers_and_no_two_lie_in_one_cell(
    rows: list[tuple[str, Datum, tuple[float, float] | None]],
) -> None:
    tiles = [Tile(label, datum, point) for label, datum, point in rows]
    text = draw_tiles(tiles, CAPTION, ident="x")
    drawn = shapes(parsed(text))
    assert values(drawn) == [datum.value for _, datum, _ in rows]
    assert_proportional([(one, one.length("width")) for one in drawn if one.element.tag == f"{SVG}rect"])
    assert len(set(arranged(tiles))) == len(tiles)
    assert_words_keep_apart(text)


# ------------------------------------------------------------------------------------------------------- examples


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_as_its_golden_file_has_it(name: str, regenerate_golden: bool) -> None:
    path = GOLDEN / f"{name}.svg"
    text = EXAMPLES[name]() + "\n"
    if regenerate_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_in_every_example_words_keep_apart_and_nothing_needs_an_exception_from_the_policy(name: str) -> None:
    text = EXAMPLES[name]()
    assert_words_keep_apart(text)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|href|\n", text)
    assert not re.search(r"\d\.\d{2,}[\" LVHCMz]", re.sub(r"<(title|desc|text|tspan)\b.*?</\1>", "", text))
    svg = parsed(text)
    assert svg.attrib["role"] == "img"
    assert (svg[0].text, svg[1].text) == (CAPTION.title, CAPTION.description)
    assert svg.attrib["aria-labelledby"] == svg[0].attrib["id"]
    assert svg.attrib["aria-describedby"] == svg[1].attrib["id"]
    identified = re.findall(r'\bid="([^"]+)"', text)
    assert len(set(identified)) == len(identified)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(identified)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_is_large_enough_on_a_phone(name: str) -> None:
    sizes = {float(text.attrib["font-size"]) for text in parsed(EXAMPLES[name]()).iter(f"{SVG}text")}
    assert min(sizes) >= 12.5


def test_one_yuan_beside_a_billion_is_seen_and_says_how_much_it_is() -> None:
    svg = parsed(draw_bars(one_yuan_and_a_billion(), CAPTION, ident="x"))
    large, small = shapes(svg)
    assert large.length("width") == WIDTH - 2
    assert small.is_least and small.length("width") == LEAST
    assert "1 元" in texts(svg)


def test_nothing_and_no_value_look_different_from_each_other_and_from_a_bar() -> None:
    svg = parsed(draw_bars([Bar("甲", wan(5)), Bar("乙", wan(0)), Bar("丙", wan(None))], CAPTION, ident="x"))
    some, nothing, unknown = shapes(svg)
    assert (some.element.tag, nothing.element.tag, unknown.element.tag) == (f"{SVG}rect", f"{SVG}path", f"{SVG}path")
    assert "c-zero" in nothing.classes and "c-none" in unknown.classes
    assert {"0 万元", "来源未说明"} <= set(texts(svg))


def test_a_single_value_and_values_that_are_all_nothing_or_unknown_are_drawn_too() -> None:
    for datum in (wan(7), wan(0), wan(None)):
        assert values(shapes(parsed(draw_bars([Bar("甲", datum)], CAPTION, ident="x")))) == [datum.value]
        assert values(shapes(parsed(draw_lines(["2020"], [Series("", (datum,))], CAPTION, ident="x")))) == [datum.value]
        assert values(shapes(parsed(draw_tiles([Tile("甲", datum)], CAPTION, ident="x")))) == [datum.value]
        stack = Stack("甲", datum, (Piece("乙", datum),))
        assert values(shapes(parsed(draw_stacks([stack], CAPTION, ident="x")))) == [datum.value]


def test_without_data_nothing_is_drawn() -> None:
    assert draw_bars([], CAPTION, ident="x") == ""
    assert draw_stacks([], CAPTION, ident="x") == ""
    assert draw_lines([], [], CAPTION, ident="x") == ""
    assert draw_flows([], [], CAPTION, ident="x") == ""
    assert draw_tiles([], CAPTION, ident="x") == ""


def test_what_cannot_be_drawn_truly_is_refused() -> None:
    node = [Node("a", 0, "甲", "1"), Node("b", 1, "乙", "1"), Node("c", 2, "丙", "1")]
    with pytest.raises(ValueError, match="come in"):
        draw_flows(node, [Flow("a", "b", wan(2)), Flow("b", "c", wan(1))], CAPTION, ident="x")
    with pytest.raises(ValueError, match="cannot be drawn"):
        draw_flows(node, [Flow("a", "c", wan(2))], CAPTION, ident="x")
    with pytest.raises(ValueError, match="cannot be drawn"):
        draw_flows(node[:2], [Flow("a", "b", wan(0))], CAPTION, ident="x")
    with pytest.raises(ValueError, match="no flow"):
        draw_flows(node, [Flow("a", "b", wan(2))], CAPTION, ident="x")
    with pytest.raises(ValueError, match="parts"):
        draw_stacks([Stack("甲", wan(1), (Piece("乙", wan(2)),))], CAPTION, ident="x")
    with pytest.raises(ValueError, match="less than nothing"):
        draw_tiles([Tile("甲", wan(-1))], CAPTION, ident="x")
    with pytest.raises(ValueError, match="one cell"):
        draw_tiles([Tile("甲", wan(1), cell=(0, 0)), Tile("乙", wan(1), cell=(0, 0))], CAPTION, ident="x")
    with pytest.raises(ValueError, match="four lines"):
        draw_lines(["2020"], [Series("", (wan(1), wan(2)))], CAPTION, ident="x")
    with pytest.raises(ValueError, match="6 fills"):
        draw_bars([Bar("甲", wan(1), 7)], CAPTION, ident="x")


def test_text_from_records_is_escaped_in_the_drawing_and_in_its_titles() -> None:
    hostile = '</text><script>"&'
    text = draw_bars([Bar(hostile, Datum(1, hostile), group=hostile)], CAPTION, ident="x")
    assert "<script" not in text
    assert hostile in "".join(parsed(text).itertext())


def test_a_long_name_is_shortened_where_it_stands_and_whole_in_its_title() -> None:
    svg = parsed(draw_bars([Bar(LONG, wan(1))], CAPTION, ident="x"))
    shown = texts(svg)[0]
    assert shown.endswith("…") and LONG.startswith(shown[:-1])
    assert LONG in (shapes(svg)[0].element[0].text or "")


def test_series_differ_by_their_pattern_and_not_only_by_colour() -> None:
    svg = parsed(EXAMPLES["fills"]())
    patterns = {
        "".join(sorted(path.attrib.get("d", "circle") for path in group))
        for pattern in svg.iter(f"{SVG}pattern")
        for group in pattern.iter(f"{SVG}g")
    }
    assert len(patterns) == 5


def test_the_divisions_of_xining_keep_their_directions() -> None:
    found = arranged([Tile(name, wan(1), (east, north)) for name, east, north in DIVISIONS])
    cells = dict(zip((name for name, _, _ in DIVISIONS), found, strict=True))
    column, row = {name: cell[0] for name, cell in cells.items()}, {name: cell[1] for name, cell in cells.items()}
    assert row["大通回族土族自治县"] == 0
    assert column["湟源县"] == 0
    assert row["湟中区"] == max(row.values())
    assert column["湟源县"] < column["湟中区"] <= column["城东区"]
    assert row["城北区"] < row["城中区"] < row["城东区"]


def test_given_cells_are_kept() -> None:
    tiles = [Tile("甲", wan(1), cell=(2, 1)), Tile("乙", wan(1), cell=(0, 0)), Tile("丙", wan(1))]
    assert arranged(tiles)[:2] == [(2, 1), (0, 0)]


def test_many_divisions_are_arranged_quickly_and_in_rows() -> None:
    tiles = [Tile(str(n), wan(n), (n * 7 % 60, n * 11 % 60)) for n in range(60)]
    assert len(set(arranged(tiles))) == 60


@pytest.mark.parametrize(
    ("highest", "levels"), [(0, ()), (1, (1,)), (7, (2, 4, 6)), (1200, (500, 1000)), (3500, (1000, 2000, 3000))]
)
def test_levels_are_round(highest: int, levels: tuple[int, ...]) -> None:
    assert round_levels(highest) == levels


@given(labels, st.floats(40, 340), st.integers(1, 3))
def test_fitted_lines_keep_within_their_width_and_number(text: str, width: float, most: int) -> None:
    lines = fitted(text, width, most=most)
    assert 1 <= len(lines) <= most
    assert all(room(line) <= width for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_lengths_are_written_with_one_decimal_and_never_below_a_zero() -> None:
    assert [plain(number) for number in (1.0, 2.25, -0.04, 338.96)] == ["1", "2.2", "0", "339"]
