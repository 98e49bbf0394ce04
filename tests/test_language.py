"""How figures, dates and periods are written for readers of each language."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import Language
from generator.publication import Publication, VocabularyTerm
from generator.values.dates import PartialDate, Period
from generator.values.money import Money
from generator.values.quantity import Quantity
from generator.values.text import LocalizedText

PUBLICATION = Publication.model_validate(
    {
        "name": "试验城",
        "tagline": "试验",
        "languages": ["zh", "en"],
        "centre": {"lat": "36.6", "lon": "101.8"},
        "centre_name": "市中心",
        "bounds": {"south": "36", "west": "101", "north": "37", "east": "102"},
    }
)
ZH, EN = Language("zh", PUBLICATION), Language("en", PUBLICATION)


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("9949 万元", "9,949 万元", "CNY 99.49 million"),
        ("99490000", "9,949 万元", "CNY 99.49 million"),
        ("71.9亿元", "71.9 亿元", "CNY 7.19 billion"),
        ("71.90亿元", "71.90 亿元", "CNY 7.19 billion"),
        ("0.5万元", "5,000 元", "CNY 5,000"),
        ("1.2 万元", "1.2 万元", "CNY 12,000"),
        ("5000", "5,000 元", "CNY 5,000"),
        ("12345.6", "12,345.60 元", "CNY 12,345.60"),
        ("1234567", "1,234,567 元", "CNY 1,234,567"),
        ("1.2345亿元", "12,345 万元", "CNY 123.45 million"),
        ("100 万元", "100 万元", "CNY 1.00 million"),
        ("2000 亿元", "2,000 亿元", "CNY 200.0 billion"),
        ("0", "0 元", "CNY 0"),
        ("-20 万元", "-20 万元", "CNY -200,000"),
        ("US$2 million", "200 万美元", "USD 2 million"),
        ("5 万欧元", "5 万欧元", "EUR 50,000"),
    ],
)
def test_money_is_written_in_the_unit_that_readers_think_in(written: str, chinese: str, english: str) -> None:
    money = Money.parse(written)
    assert (str(ZH.money(money)), str(EN.money(money))) == (chinese, english)


@given(st.integers(-(10**15), 10**15), st.sampled_from(["", ".5", ".25", "0", "万", ".5万", ".37万", "亿", ".19 亿"]))
def test_no_amount_changes_by_being_written(number: int, rest: str) -> None:
    money = Money.parse(f"{number}{rest}元")
    for language in (ZH, EN):
        shown = str(language.money(money))
        assert Money.parse(shown).fen == money.fen, shown
        assert "E" not in shown.replace("EUR", "")


def term(**labels: str) -> VocabularyTerm:
    """A unit of the vocabulary with its labels."""
    return VocabularyTerm(label=LocalizedText(labels), one=LocalizedText({"en": "household"}))


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("6.7万户", "6.7 万户", "67,000 households"),
        ("6.70万户", "6.70 万户", "67,000 households"),
        ("67000", "67,000 户", "67,000 households"),
        ("1951", "1,951 户", "1,951 households"),
        ("1", "1 户", "1 household"),
        ("3.50", "3.50 户", "3.50 households"),
        ("20 万", "20 万户", "200,000 households"),
        ("1.5亿", "1.5 亿户", "150,000,000 households"),
        ("12.345 万", "123,450 户", "123,450 households"),
    ],
)
def test_a_quantity_is_written_with_its_unit_and_its_precision(written: str, chinese: str, english: str) -> None:
    quantity, unit = Quantity.parse(written), term(zh="户", en="households")
    assert str(ZH.quantity(quantity, unit)) == chinese
    assert str(EN.quantity(quantity, unit)) == english


def test_a_unit_that_no_vocabulary_has_is_shown_as_it_was_written() -> None:
    assert str(EN.quantity(Quantity.parse("3 韵"))) == "3 韵"


@given(st.integers(0, 10**14), st.text("0123456789", max_size=3), st.sampled_from(["", "万", "亿"]))
def test_no_quantity_changes_by_being_written(digits: int, fraction: str, word: str) -> None:
    quantity = Quantity.parse(f"{digits}{'.' + fraction if fraction else ''}{word}")
    for language in (ZH, EN):
        assert Quantity.parse(str(language.quantity(quantity))).number == quantity.number


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("2014", "2014年", "2014"),
        ("2014-05", "2014年5月", "May 2014"),
        ("2014-05-01", "2014年5月1日", "1 May 2014"),
        ("2014-12-31", "2014年12月31日", "31 December 2014"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(written: str, chinese: str, english: str) -> None:
    parsed = PartialDate.parse(written)
    assert (ZH.date(parsed), EN.date(parsed)) == (chinese, english)


def test_a_day_of_the_calendar_is_written_in_full() -> None:
    assert (ZH.day(date(2026, 1, 2)), EN.day(date(2026, 1, 2))) == ("2026年1月2日", "2 January 2026")


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("2014", "2014年", "2014"),
        ("2011/2014", "2011年至2014年", "2011 to 2014"),
        ("2011-05/2014-06-07", "2011年5月至2014年6月7日", "May 2011 to 7 June 2014"),
        ("2011/", "2011年起", "since 2011"),
        ("/2014", "至2014年", "until 2014"),
    ],
)
def test_a_period_says_whether_an_end_is_open(written: str, chinese: str, english: str) -> None:
    period = Period.parse(written)
    assert (ZH.period(period), EN.period(period)) == (chinese, english)


@given(st.integers(0, 10**12))
def test_whole_numbers_have_groups_of_three(number: int) -> None:
    for language in (ZH, EN):
        assert re.fullmatch(r"\d{1,3}(,\d{3})*", language.integer(number))
        assert language.number(Decimal(number)) == language.integer(number)


def test_a_missing_text_is_taken_from_the_other_language_and_says_so() -> None:
    text = LocalizedText({"zh": "塔尔寺"})
    assert EN.pick(text) == ("塔尔寺", "zh")
    assert ZH.pick(LocalizedText({"en": "Kumbum"})) == ("Kumbum", "en")


def test_a_word_that_is_not_in_the_list_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        EN.word("project.no-such-word")
