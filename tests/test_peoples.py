"""Numbers of people by ethnicity or religion, in whatever way they are written, and all that only looks alike."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.peoples import _MAYBE, may_name, names_group, numbered_group, numbered_groups, places_of_groups

COUNTED = (
    "回族 35人", "35名回族", "回族占98%", "有藏族3户", "信教群众120人", "回族三十五人", "一百户藏族", "3.5成是回族",
    "回族人口占三成五", "回族３５人", "回族３.５成", "98%为回族", "35个穆斯林", "| 回族 | 35 |", "回族：35；藏族：12",
    "回族 35、藏族 12、土族 8", "百分之三十是藏族", "少数民族人口占全县人口的百分之四十", "该村有回族村民一百二十人",
    "全村87户，其中藏族12户", "少数民族群众一万余人", "信仰伊斯兰教的群众占七成", "回族约有３千多人",
    "藏族学生 46 名", "土族（12户）", "回族占半数", "回族人数: 8", "回**族**35人", "回族\u200b35人", "回\u00ad族35人",
    "12 Muslim families", "35 Hui households", "27% of residents are Hui", "Hui: 35 people", "Hui make up 98 %",
    "population is 98% Hui", "Three Muslim families", "35 Tibetans", "| Hui | 35 |", "Hui: 35; Tibetan: 12",
    "回族低收入家庭35户", "少数民族困难群众新增120人", "35 poor low-income Hui households",
    "two hundred Tibetan villagers", "ethnic minorities make up 45 per cent", "Number of Hui residents: 1,204",
    "a dozen Muslim households", "３５ Ｈｕｉ people",
    "| 村 | 回族 |\n|---|---|\n| 甲 | 35 |", "| 民族 | 2020年 |\n|---|---|\n| 藏族 | 三十户 |",
    "[回族](x.md) 三十\n五户",
    "Village | Hui residents\n--- | ---\nA | 35 households", "| 项目 | 数 |\n|---|---|\n| 藏族 | 8 |",
)  # fmt: skip
OTHER = (
    "64个土族聚居村", "16个少数民族聚居村实施了易地扶贫搬迁", "大通回族土族自治县总人口46万人", "6.7万户受益",
    "少数民族低收入地区的138个项目", "为少数民族困难群众安排资金35万元", "138 projects for Hui residents",
    "27.5万人受益", "促进少数民族和少数民族地区发展、改善民生的138个项目",
    "大通县人口较少民族所在地区申请国家扶持资金9949万元", "大殿可容3000人礼拜", "3个回族乡", "鼎盛时有僧人3600人",
    "藏族 1379年", "各族群众27.5万人", "藏传佛教格鲁派六大寺院之一", "回族传统建筑，占地1.3万平方米", "藏历六月七日",
    "民族团结进步示范单位12个", "民族工作站 35个", "一位藏族工匠", "从前一名藏族僧人", "三位藏族学者",
    "Datong Hui and Tu Autonomous County has 460,000 people", "Industry in 64 Tu villages of Datong",
    "eight Buddhist halls", "Tibetan Buddhist monastery built in 1560, 40 km from the city",
    "Villages of ethnic minorities covered: 16", "the hall holds 1,200 worshippers",
    "In 1560 a Tibetan monk built it", "138 projects for the development of minorities",
    "two Tibetan Buddhist temples", "Every year 3 religious festivals", "one of the six great Tibetan monasteries",
    "the religious affairs department",
    "| 民族 | 村庄数 |\n|---|---|\n| 土族 | 64个 |", "| | 回族 |\n|---|---|\n| 项目数 | 35 |",
    "| 县 | 自治县 |\n|---|---|\n| 大通回族土族自治县 | 35 |",
)  # fmt: skip


@pytest.mark.parametrize("text", COUNTED)
def test_a_number_of_a_group_is_found(text: str) -> None:
    assert numbered_group(text)


@pytest.mark.parametrize("text", OTHER)
def test_what_only_looks_alike_is_left_in_peace(text: str) -> None:
    assert not numbered_group(text)


_FULL = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_GROUPS = ("回族", "藏族", "撒拉族", "蒙古族", "少数民族", "穆斯林", "信教群众")


@given(
    st.sampled_from(_GROUPS),
    st.integers(1, 99_999),
    st.sampled_from(["人", "户", "名", "%", "成", "万人", "余户"]),
    st.sampled_from(["", " ", "有", "约", "人口", "：", "占", "共 "]),
    st.booleans(),
)
def test_any_number_beside_any_group_is_found_in_either_width(
    group: str, number: int, unit: str, between: str, is_full: bool
) -> None:
    written = f"{number}{unit}".translate(_FULL) if is_full else f"{number}{unit}"
    assert numbered_group(f"村里{group}{between}{written}。")


@given(st.text(max_size=300))
def test_no_text_breaks_or_stalls_it(text: str) -> None:
    assert isinstance(numbered_group(text + "族"), str)


def test_each_passage_is_found_where_it_is_written() -> None:
    text = "甲\n有回**族**３５人。\n| 村 | 藏族 |\n|---|---|\n| 乙 | 12 |\n"
    assert [text[start:end] for start, end in numbered_groups(text)] == ["回**族**３５人", "12"]
    assert list(places_of_groups(text)) == [(2, 2), (5, 7)]


def test_a_group_is_people_and_not_the_place_that_is_called_after_them() -> None:
    assert names_group("受益的回族群众") and names_group("Muslim residents") and names_group("少数民族人口")
    places = ("大通回族土族自治县的户", "Tu villages", "Hui and Tu Autonomous County", "佛教寺院")
    for text in (*places, "各族群众", "搬迁户"):
        assert not names_group(text)


@pytest.mark.parametrize(
    "text",
    ["two " * 5000 + "Hui", "回族" * 10000, "1" * 20000 + "族", "one hundred and " * 1200 + "Hui", "1," * 10000 + "族",
     "Hui, " * 4000, "| 回族 | 3 |\n" * 2000, "| 回族 " * 4000, "[回族" * 4000, "](" * 8000 + "族",
     "回族" + "的" * 20000, "一" * 20000 + "族", "回族 3，" * 4000],
)  # fmt: skip
def test_the_longest_prose_takes_no_longer_than_it_should(text: str) -> None:
    start = perf_counter()
    numbered_group(text)
    assert perf_counter() - start < 2


LETTERS = [chr(number) for number in range(0x1_1000) if re.match("[a-z]", chr(number), re.IGNORECASE)]


@pytest.mark.parametrize("word", [word.replace(r"\b", "") for word in _MAYBE.pattern.split("|")])
def test_the_quick_look_overlooks_nothing_in_whatever_letters_a_group_is_named(word: str) -> None:
    assert len(LETTERS) > 52, "there are letters that an expression takes for one of ours"
    assert may_name(word) and may_name(f"({word})") and not may_name("of than status 三十五人")
    for letter in LETTERS:
        for place, own in enumerate(word):
            if re.fullmatch(re.escape(own), letter, re.IGNORECASE):
                written = word[:place] + letter + word[place + 1 :]
                assert may_name(written) == bool(_MAYBE.search(written)) is True, written
