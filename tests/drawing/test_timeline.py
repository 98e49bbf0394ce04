"""A line of years: where things stand on it, and what tells them apart."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from generator.drawing.lettering import text_width
from generator.drawing.timeline import WIDTH, Moment, TimelineText, draw_timeline

TEXT = TimelineText("The dates of the tower", "1379 a stupa; 1560 <building> begun")
MOMENTS = [
    Moment(1560, 1560, "1560", "high"),
    Moment(1379, 1379, "1379", "medium"),
    Moment(1377, 1377, "1377", "other"),
    Moment(1583, 1583, "c. 1583", "low"),
    Moment(1368, 1398, "1368–1398", "medium"),
    Moment(106, 106, "106", "tradition"),
]


def labels(svg: str) -> list[tuple[float, float, str]]:
    return [
        (float(x), float(y), text)
        for x, y, text in re.findall(r'<text class="d-year[^"]*" x="([\d.]+)" y="([\d.]+)">([^<]*)<', svg)
    ]


def test_it_is_sound_markup_with_a_title_and_words_for_those_who_do_not_see_it() -> None:
    svg = ElementTree.fromstring(draw_timeline(MOMENTS, TEXT))
    assert svg.attrib["role"] == "img"
    assert [svg[0].text, svg[1].text] == ["The dates of the tower", "1379 a stupa; 1560 <building> begun"]


def test_no_label_covers_another_or_leaves_the_drawing() -> None:
    boxes = [(x, x + text_width(text), y) for x, y, text in labels(draw_timeline(MOMENTS, TEXT))]
    assert len(boxes) == len(MOMENTS)
    for number, (left, right, y) in enumerate(boxes):
        assert left >= 0 and right <= WIDTH + 0.1 and y > 0
        for other_left, other_right, other_y in boxes[:number]:
            assert y != other_y or right < other_left or left > other_right


def test_no_stem_runs_through_a_label() -> None:
    close = [Moment(year, year, str(year), "high") for year in (1377, 1379, 1560, 1577, 1583, 1700)]
    svg = draw_timeline(close, TEXT)
    stems = [(float(x), float(top)) for x, top in re.findall(r'class="d-stem" d="M([\d.]+) [\d.]+V([\d.]+)"', svg)]
    assert len(stems) == len(close)
    for left, y, text in labels(svg):
        for x, top in stems:
            assert not (left < x < left + text_width(text) and top < y), (text, x)


def test_marks_differ_by_shape_not_by_colour_alone() -> None:
    svg = draw_timeline(MOMENTS, TEXT)
    assert svg.count("<rect") == 1 and svg.count('class="d-when d-when-tradition"') == 1
    assert svg.count('class="d-half"') == 1, "a half-filled disc for what is less firm"
    assert {"high", "low", "other"} <= set(re.findall(r'<circle class="d-when d-when-(\w+)"', svg))


def test_the_same_dates_give_the_same_drawing_in_any_order() -> None:
    assert draw_timeline(MOMENTS, TEXT) == draw_timeline(MOMENTS[::-1], TEXT)
