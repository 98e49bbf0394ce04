"""What differs between two versions of a record, value by value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.comparison import Change, changes
from generator.records import BY_NAME
from generator.shapes import shape_at, shape_of

Said = tuple[str, str | None, str | None, str]


def told(kind: str, old: dict[str, Any], new: dict[str, Any]) -> list[Said]:
    """The changes as ``(path, was, now, kind)``."""
    found = changes(old, new, BY_NAME[kind].model)
    return [(".".join(map(str, one.path)), one.was, one.now, str(one.kind)) for one in found]


SAME: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("project", {"budget": "120万元"}, {"budget": [{"value": "120万元"}]}),
    ("project", {"sources": "a"}, {"sources": [{"source": "a"}]}),
    ("project", {"planned": "2011/2014"}, {"planned": {"value": {"from": "2011", "to": "2014"}}}),
    ("project", {"status": "not-stated"}, {"status": {"absence": "not-stated"}}),
    ("project", {"title": "路"}, {"title": " 路 "}),
    ("project", {"places": []}, {}),
    ("project", {"draft": "true"}, {"draft": "false", "revisions": [{"was": "1"}]}),
    ("site", {"names": {"zh": "寺"}}, {"names": {"zh": {"value": "寺"}}}),
]


@pytest.mark.parametrize(("kind", "old", "new"), SAME)
def test_a_shorthand_and_its_long_form_say_the_same(kind: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    assert told(kind, old, new) == told(kind, new, old) == []


DIFFERENT: list[tuple[str, dict[str, Any], dict[str, Any], list[Said]]] = [
    ("project", {"budget": "120万元"}, {"budget": "12万元"}, [("budget.0", "120万元", "12万元", "money")]),
    ("project", {"budget": "120万元"}, {"budget": "not-stated"}, [("budget.0", "120万元", "not-stated", "money")]),
    ("project", {"budget": "120万元"}, {}, [("budget.0", "120万元", None, "money")]),
    ("project", {"status": "completion"}, {"status": "cancelled"}, [("status", "completion", "cancelled", "term")]),
    ("project", {"places": ["1", "2"]}, {"places": ["1"]}, [("places", "1, 2", "1", "reference")]),
    (
        "project",
        {"title": {"zh": "路", "en": "x"}},
        {"title": {"zh": "桥", "en": "x"}},
        [("title.zh", "路", "桥", "text")],
    ),
    (
        "project",
        {"title": "路", "planned": "2011", "budget": "1元"},
        {"title": "桥", "planned": "2012", "budget": "2元"},
        [("budget.0", "1元", "2元", "money"), ("planned", "2011", "2012", "date"), ("title.und", "路", "桥", "text")],
    ),
    (
        "project",
        {"milestones": [{"title": "甲", "due": "2011"}]},
        {"milestones": []},
        [("milestones.0", "甲 · 2011", None, "text")],
    ),
    ("project", {"old_field": "1"}, {"old_field": "2"}, [("old_field", "1", "2", "text")]),
    (
        "site",
        {"visiting": {"fees": ["80元"]}},
        {"visiting": {"fees": ["70元"]}},
        [("visiting.fees.0", "80元", "70元", "money")],
    ),
    ("claim", {"figure": "71.9亿元"}, {"figure": "72亿元"}, [("figure", "71.9亿元", "72亿元", "money")]),
    ("claim", {"figure": {"value": "138"}}, {"figure": {"value": "139"}}, [("figure", "138", "139", "quantity")]),
]


@pytest.mark.parametrize(("kind", "old", "new", "expected"), DIFFERENT)
def test_a_difference_is_told_figures_first(
    kind: str, old: dict[str, Any], new: dict[str, Any], expected: list[Said]
) -> None:
    assert told(kind, old, new) == expected


def lines(*said: tuple[str, str]) -> dict[str, Any]:
    return {"allocations": [{"value": value, "purpose": purpose} for value, purpose in said]}


def test_a_line_put_in_front_does_not_change_those_behind_it() -> None:
    old, new = lines(("1万元", "甲"), ("2万元", "乙")), lines(("9万元", "丙"), ("1万元", "甲"), ("3万元", "乙"))
    assert told("fund", old, new) == [
        ("allocations.0", None, "9万元", "money"), ("allocations.2", "2万元", "3万元", "money"),
    ]  # fmt: skip


def test_lines_that_only_change_places_do_not_differ() -> None:
    assert told("fund", lines(("1万元", "甲"), ("2万元", "乙")), lines(("2万元", "乙"), ("1万元", "甲"))) == []


ALTERED = [
    ("9949万元", "9949 万元", False), ("9949万元", "99490000元", False), ("9949万元", "99490000", False),
    ("9949万元", "9949元", True), ("9949万元", "9949万美元", True), ("9949万元", "not-stated", True),
    ("9949万元", None, True), (None, "9949万元", False), ("not-stated", "9949万元", False),
]  # fmt: skip


@pytest.mark.parametrize(("was", "now", "altered"), ALTERED)
def test_another_writing_of_a_figure_is_not_another_figure(was: str | None, now: str | None, altered: bool) -> None:
    old, new = ({"budget": [{"value": text}] if text and text[0].isdigit() else text} for text in (was, now))
    found = changes(old, new, BY_NAME["project"].model)
    assert [one.alters_figure for one in found] == [altered]


def test_how_exact_a_point_is_is_no_figure_that_was_stated() -> None:
    (found,) = changes({"precision_m": "300"}, {"precision_m": "30"}, BY_NAME["site"].model)
    assert found.is_figure and not found.alters_figure


NODES = st.recursive(
    st.none() | st.sampled_from(["", "120万元", "not-stated", "2011/2014", "甲", "630121", "true"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["value", "sources", "zh", "from", "basis", "source", "x"]), inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.dictionaries(
    st.sampled_from(["title", "budget", "planned", "outputs", "places", "funding", "milestones", "sources", "x"]),
    NODES,
    max_size=5,
)


@given(RECORDS)
def test_nothing_differs_from_itself(data: dict[str, Any]) -> None:
    assert changes(data, data, BY_NAME["project"].model) == []


@given(RECORDS, RECORDS)
def test_whatever_was_written_can_be_compared_and_both_ways_tell_of_the_same_values(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    model = BY_NAME["project"].model
    there, back = changes(old, new, model), changes(new, old, model)
    assert all(isinstance(one, Change) and one.was != one.now for one in there)
    assert bool(there) == bool(back)


def test_a_path_leads_to_what_may_stand_there_and_nowhere_else() -> None:
    shape = shape_of(BY_NAME["project"].model)
    assert shape_at(shape, ("budget", 0, "basis")) and shape_at(shape, ("budget", "basis"))
    assert shape_at(shape, ("title", "zh"))
    assert shape_at(shape, ("bugdet", 0)) is None
    assert shape_at(shape, ("budget", 0, "basis", "x")) is None
