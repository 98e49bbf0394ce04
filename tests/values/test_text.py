"""Plain text in several languages: data, never markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Refusal
from generator.values import text as texts
from generator.values.text import LocalizedProse, LocalizedText, plain_text
from tests.values.refusals import refusal


def test_a_text_is_given_by_language_or_in_the_default_language() -> None:
    both = LocalizedText.parse({"zh": " 塔尔寺 ", "en": "Kumbum"})
    assert both.pick("zh", "zh") == ("塔尔寺", "zh")
    assert both.pick("en", "zh") == ("Kumbum", "en")
    plain = LocalizedText.parse("塔尔寺")
    assert plain.pick("zh", "zh") == plain.pick("en", "zh") == ("塔尔寺", "zh")
    assert plain.has("zh", "zh") and not plain.has("en", "zh")


def test_a_missing_text_is_that_of_the_default_language_then_of_any() -> None:
    assert LocalizedText.parse({"en": "Kumbum", "bo": "སྐུ་འབུམ"}).pick("zh", "en") == ("Kumbum", "en")
    assert LocalizedText.parse({"bo": "སྐུ་འབུམ"}).pick("zh", "en") == ("སྐུ་འབུམ", "bo")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "value-missing"),
        ("   ", "value-missing"),
        ({}, "value-missing"),
        ({"zh": ""}, "value-missing"),
        ({"Chinese": "x"}, "language-form"),
        ({"zh_CN": "x"}, "language-form"),
        ({"zh": ["x"]}, "not-text"),
        (["x"], "not-text"),
        ("<b>重要</b>", "text-form"),
        ("a > b", "text-form"),
        ("`code`", "text-form"),
        ("{{ config }}", "text-form"),
        ("{% raw %}", "text-form"),
        ("{# note #}", "text-form"),
        ("一\n二", "text-lines"),
        ("长" * 601, "text-length"),
        ("z" + "\u0301" * 9, "text-combining"),
    ],
)
def test_a_text_that_is_more_than_plain_text_is_refused(data: object, code: str) -> None:
    assert refusal(LocalizedText, data).code == code


def test_the_language_of_a_refused_text_is_named() -> None:
    assert refusal(LocalizedText, {"zh": "好", "en": "<b>"}).arguments["at"] == "en"


@pytest.mark.parametrize("text", ["སྐུ་འབུམ་བྱམས་པ་གླིང་།", "مەسچىت", "1–2 & 3", "项目（一期）：*重点*", "100% #1 [x] _y_"])
def test_any_script_and_any_sign_of_a_sentence_is_plain_text(text: str) -> None:
    assert plain_text(text) == text


@given(st.text(max_size=80) | st.text("<>`{}%#& a\n", max_size=20))
def test_anything_at_all_is_text_or_a_refusal(written: str) -> None:
    for kind in (LocalizedText, LocalizedProse):
        for data in (written, {"zh": written}):
            try:
                read = kind.parse(data)
            except Refusal:
                continue
            assert str(read) == written.strip()


def test_texts_are_equal_whatever_the_order_of_their_languages() -> None:
    one, other = (LocalizedText.parse(data) for data in ({"zh": "一", "en": "1"}, {"en": "1", "zh": "一"}))
    assert one == other and hash(one) == hash(other)


def test_the_quick_look_at_a_text_lets_no_character_by_that_the_careful_one_is_about() -> None:
    quick = [chr(code) for code in range(0x110000) if not texts._UNUSUAL.search(chr(code))]
    assert len(quick) > 20_000 and not {"\n", "<", ">", "`", "{"} & set(quick)
    for character in quick:
        assert not texts._MARKUP.search(character) and not texts._MAY_COMBINE.search(character), ascii(character)
