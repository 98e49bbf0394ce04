"""Boxes that hang together: both forms draw every box and edge, and nothing lies over anything else."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing.lettering import text_width
from generator.drawing.organigram import MOST_ACROSS, WIDTH, Box, OrganigramText, draw_across, draw_indented

TEXT = OrganigramText("Who <leads>", "8 boxes", "organigram-1")
MEMBERS = tuple(Box(f"m{n}", f"民政部门{n}", "成员") for n in range(6))
MEETING = Box("lead", "民族宗教事务部门", children=(Box("meeting", "部门联席会议", "牵头", children=MEMBERS),))
SVG = "{http://www.w3.org/2000/svg}"


def edges_of(box: Box) -> list[tuple[str, str]]:
    return [edge for child in box.children for edge in [(box.key, child.key), *edges_of(child)]]


def drawn_edges(svg: str) -> list[tuple[str, str]]:
    return re.findall(r'data-from="([^"]*)" data-to="([^"]*)"', svg)


def boxes(svg: str) -> dict[str, tuple[float, float, float, float]]:
    found = re.findall(r'data-key="([^"]*)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    return {key: tuple(map(float, place)) for key, *place in found}  # type: ignore[misc]


@pytest.mark.parametrize("draw", [draw_across, draw_indented])
class TestBothForms:
    """What holds for either form."""

    def test_has_a_title_and_words_for_those_who_do_not_see_it(self, draw) -> None:  # type: ignore[no-untyped-def]
        svg = ElementTree.fromstring(draw(MEETING, TEXT))
        assert svg.attrib["role"] == "img"
        named = svg.attrib["aria-labelledby"].split()
        assert [part.attrib["id"] for part in svg[:2]] == named
        assert [part.text for part in svg[:2]] == ["Who <leads>", "8 boxes"]

    def test_draws_every_edge_once(self, draw) -> None:  # type: ignore[no-untyped-def]
        assert sorted(drawn_edges(draw(MEETING, TEXT))) == sorted(edges_of(MEETING))

    def test_says_what_leads_from_one_to_the_next(self, draw) -> None:  # type: ignore[no-untyped-def]
        svg = draw(MEETING, TEXT)
        assert "牵头" in svg and "成员" in svg

    def test_is_the_same_every_time_and_has_no_style_of_its_own(self, draw) -> None:  # type: ignore[no-untyped-def]
        assert draw(MEETING, TEXT) == draw(MEETING, TEXT)
        assert "style=" not in draw(MEETING, TEXT) and "<script" not in draw(MEETING, TEXT)


trees = st.recursive(
    st.builds(Box, st.just(""), st.text("民政部门 abc", min_size=1, max_size=30), st.sampled_from(["", "成员"])),
    lambda inner: st.builds(
        lambda label, below: Box("", label, "成员", children=tuple(below)),
        st.text("民政部门 abc", min_size=1, max_size=30),
        st.lists(inner, max_size=5),
    ),
    max_leaves=12,
)


def keyed(box: Box, key: str = "k") -> Box:
    below = tuple(keyed(child, f"{key}.{number}") for number, child in enumerate(box.children))
    return Box(key, box.label, box.edge, box.kind, box.is_current, below)


@given(trees)
@settings(max_examples=60)
def test_no_box_meets_another_or_leaves_the_drawing(tree: Box) -> None:
    for svg in filter(None, (draw_indented(keyed(tree), TEXT), draw_across(keyed(tree), TEXT))):
        width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
        placed = list(boxes(svg).values())
        assert len(placed) == 1 + len(edges_of(tree)) and width <= MOST_ACROSS + 2
        for number, (x, y, w, h) in enumerate(placed):
            assert x >= 0 and y >= 0 and x + w <= width and y + h <= height + 0.1
            for ox, oy, ow, oh in placed[:number]:
                assert x + w <= ox + 0.1 or ox + ow <= x + 0.1 or y + h <= oy + 0.1 or oy + oh <= y + 0.1


def test_words_stay_within_their_box_on_a_phone() -> None:
    below = Box("b", "The office of the joint meeting", "成员")
    long = Box("a", "民族宗教事务部门和城市管理部门的联席会议办公室", children=(below,))
    svg = draw_indented(long, TEXT)
    assert f'viewBox="0 0 {WIDTH:g} ' in svg
    for x, line in re.findall(r'<tspan x="([\d.]+)" y="[\d.]+">([^<]*)<', svg):
        assert float(x) + text_width(line, 14.0) <= WIDTH


def test_what_would_be_too_wide_is_drawn_indented_only() -> None:
    many = Box("a", "会", children=tuple(Box(f"m{n}", f"成员{n}") for n in range(12)))
    assert draw_across(many, TEXT) == "" and len(drawn_edges(draw_indented(many, TEXT))) == 12


def test_the_name_of_who_leads_is_written_in_full() -> None:
    lead = Box("a", "Ethnic and religious affairs department", children=(Box("b", "Joint meeting", "leads"),))
    drawn = draw_across(lead, OrganigramText("t", "d", "o"))
    words = " ".join(re.findall(r">([^<>]+)</tspan>", drawn))
    assert "Ethnic and religious affairs department" in words and "…" not in words
