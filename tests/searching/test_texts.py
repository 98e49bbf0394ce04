"""What is searched on a page, and what counts as the same."""

from __future__ import annotations

import pytest

from generator.searching.normal import normalise, terms
from generator.searching.sayings import in_pinyin, sayings
from generator.searching.stemming import stem
from generator.searching.texts import Searched, searched, segments

PAGE = """<!-- hidden --><h1 id="x">塔尔寺</h1>
<p class="p-lead">在<a href="a > b">湟中</a>区，<em>黄教</em>六大
寺院之一。<sup class="p-cite"><a href="#n">1</a></sup></p>
<table class="p-ledger"><caption>钱</caption><tr><th scope="row">来自</th><td>9,949&nbsp;万元<br>批复</td></tr></table>
<svg viewBox="0 0 1 1"><title>图</title></svg><script>var x = "<p>不是</p>";</script>
<div data-search="no"><div>不要</div><p>也不要</p></div>
<p>塔<ruby>尔<rt>ěr</rt></ruby>寺 &lt;b&gt;</p>
<details class="p-cite-this"><summary>引用</summary>长长的</details>
<ol class="p-notes"><li><a href="s">来源甲</a>、<a href="t">来源乙</a> · 截至2018年
<a class="p-back" href="#r">↑</a></li></ol>"""


def test_segments_are_what_stands_between_blocks_without_marks_and_furniture() -> None:
    assert segments(PAGE) == [
        "在湟中区，黄教六大 寺院之一。",
        "钱",
        "来自",
        "9,949 万元",
        "批复",
        "塔尔寺 <b>",
        "来源甲",
        "来源乙",
        "· 截至2018年".strip(" ·"),
    ]


def test_a_page_keeps_its_names_apart_and_comes_back_from_its_line() -> None:
    page = searched(
        "sites/x/", {"title": "塔尔寺", "kind": "site", "search": {"names": ["Kumbum", "塔尔寺", ""]}}, PAGE
    )
    assert page is not None
    assert (page.kind, page.title, page.names) == ("site", "塔尔寺", ("Kumbum",))
    assert Searched.from_json(page.to_json()) == page


@pytest.mark.parametrize(
    ("url", "meta"),
    [
        ("a/", {"redirect": "b/"}),
        ("a/", {"search": {"exclude": True}}),
        ("sites/x/card/", {"kind": "card"}),
        ("projects/page-2/", {"kind": "listing"}),
        ("search/", {"kind": "listing"}),
    ],
)
def test_pages_that_say_nothing_of_their_own_are_not_searched(url: str, meta: dict[str, object]) -> None:
    assert searched(url, meta, "<p>x</p>") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("塔爾寺", "塔尔寺"),
        ("ＡＢｃ１", "abc1"),
        ("People’s", "people's"),
        ("a\u00adb\u200bc", "abc"),
        ("ａ\u3000 b\n", "a b"),
        ("ÉTÉ", "e\u0301te\u0301"),
        ("「臺灣」", "「台湾」"),
        ("\x00a", "a"),
        ("ΣΑΣ", "σασ"),
    ],
)
def test_width_case_variants_and_spaces_make_no_difference(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_tibetan_is_matched_by_syllable() -> None:
    text = normalise("སྐུ་འབུམ།")
    assert normalise("འབུམ") in text and normalise("སྐུ་འབུམ་") in text
    assert normalise("འབུ") not in text and normalise("བུམ") not in text


def test_a_query_is_words_and_phrases() -> None:
    assert terms('塔尔寺  “Kumbum  Monastery” 塔爾寺 "') == ["塔尔寺", "kumbum monastery"]
    assert terms(" \t ") == []


def test_names_are_typed_in_full_or_by_initials_from_each_syllable() -> None:
    said = list(sayings("塔尔寺（Kumbum）", {}))
    assert {"taersi", "tes", "ersi", "es", "si"} == set(said)
    assert "lvzhou" in sayings("绿洲", {})
    assert "lusaer" in sayings("鲁沙尔", {"鲁沙尔": "Lǔsà'ěr"})
    assert in_pinyin("北山土楼观", {}).startswith("bei shan")


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("monasteries", "monasteri"),
        ("monastery", "monasteri"),
        ("funded", "fund"),
        ("agreed", "agre"),
        ("hopping", "hop"),
        ("relational", "relat"),
        ("sky", "sky"),
        ("allowance", "allow"),
        ("adoption", "adopt"),
        ("controlling", "control"),
        ("rate", "rate"),
        ("probate", "probat"),
        ("caresses", "caress"),
        ("happy", "happi"),
        ("sized", "size"),
        ("electrical", "electr"),
    ],
)
def test_words_have_the_stems_of_porters_rules(word: str, root: str) -> None:
    assert stem(word) == root
