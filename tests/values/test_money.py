"""Money as editors write it: exact in fen, with the precision that its writing shows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Refusal
from generator.values.money import Money
from generator.values.numbers import MULTIPLES
from tests.values.refusals import refusal

# written → fen, step in fen, currency
READ = {
    "99490000": (9_949_000_000, 100, ""),
    "99,490,000": (9_949_000_000, 100, ""),
    "9949 万元": (9_949_000_000, 1_000_000, "CNY"),
    "9949万元": (9_949_000_000, 1_000_000, "CNY"),
    "9,949 万元": (9_949_000_000, 1_000_000, "CNY"),
    "71.9亿元": (719_000_000_000, 1_000_000_000, "CNY"),
    "71.90 亿元": (719_000_000_000, 100_000_000, "CNY"),
    "0.5万元": (500_000, 100_000, "CNY"),
    "1.5 万亿元": (150_000_000_000_000, 10_000_000_000_000, "CNY"),
    "3千万元": (3_000_000_000, 1_000_000_000, "CNY"),
    "12.34": (1_234, 1, ""),
    "12.3元": (1_230, 10, "CNY"),
    "0": (0, 100, ""),
    "-20 万元": (-20_000_000, 1_000_000, "CNY"),
    "−20 万元": (-20_000_000, 1_000_000, "CNY"),
    "CNY 99.49 million": (9_949_000_000, 1_000_000, "CNY"),
    "99.49 million yuan": (9_949_000_000, 1_000_000, "CNY"),
    "¥120": (12_000, 100, "CNY"),
    "人民币120元": (12_000, 100, "CNY"),
    "RMB 7.19 Billion": (719_000_000_000, 1_000_000_000, "CNY"),
    "US$2 million": (200_000_000, 100_000_000, "USD"),
    "5 万欧元": (5_000_000, 1_000_000, "EUR"),
    "  9949 万元 ": (9_949_000_000, 1_000_000, "CNY"),
}

# written → code, suggestion
REFUSED = {
    "120万": ("money-unit", "120 万元"),
    "71.9亿": ("money-unit", "71.9 亿元"),
    "９９４９万元": ("money-form", "9949 万元"),
    "9949（万元）": ("money-form", "9949 万元"),
    "约 120 万元": ("money-approximate", None),
    "120余万元": ("money-approximate", None),
    "120 万元左右": ("money-approximate", None),
    "about 3 million yuan": ("money-approximate", None),
    "0.001 元": ("money-form", ""),
    "1.005": ("money-form", "1.00 元"),
    "1,20万元": ("money-form", ""),
    "十二万元": ("money-form", ""),
    "$5 元": ("money-form", ""),
    "5元起": ("money-form", None),
    "1e6": ("money-form", ""),
    "12元34": ("money-form", ""),
    "": ("money-form", ""),
    "9" * 39: ("money-form", ""),
    "9" * 30 + "万元": ("money-form", ""),
    "9" * 5000: ("money-form", ""),
    "0." + "0" * 30 + "1 元": ("money-form", ""),
}


@pytest.mark.parametrize(("written", "fen", "step", "currency"), [(text, *value) for text, value in READ.items()])
def test_an_amount_is_read_to_the_fen_with_the_step_of_its_writing(
    written: str, fen: int, step: int, currency: str
) -> None:
    assert Money.parse(written) == Money(fen, step, currency, written.strip())


@pytest.mark.parametrize(("written", "code", "suggestion"), [(text, *value) for text, value in REFUSED.items()])
def test_an_amount_that_could_mean_several_things_is_refused_with_what_to_write(
    written: str, code: str, suggestion: str | None
) -> None:
    refused = refusal(Money, written)
    assert refused.code == code
    assert suggestion is None or refused.arguments["suggestion"] == suggestion


@pytest.mark.parametrize("data", [[], {}, None, ["1"], {"value": "1"}])
def test_an_amount_is_one_scalar(data: object) -> None:
    assert refusal(Money, data).code in ("not-text", "value-missing")


def test_a_rounded_amount_stands_for_an_interval() -> None:
    billions = Money.parse("71.9亿元").interval
    assert billions.low == 718_500_000_000 and billions.high == 719_500_000_000
    assert Money.parse("7185000000").fen in billions
    assert Money.parse("7195000001").fen not in billions
    assert billions.overlaps(Money.parse("71.94 亿元").interval)
    assert not billions.overlaps(Money.parse("71.96 亿元").interval)


def test_what_is_suggested_is_read() -> None:
    suggestions = [refusal(Money, written).arguments.get("suggestion", "") for written in REFUSED]
    for suggestion in filter(None, suggestions):
        Money.parse(suggestion)


DIGITS = st.integers(0, 10**9)
FRACTIONS = st.text("0123456789", max_size=4)
WORDS = st.sampled_from([word for word in MULTIPLES if word])


@given(DIGITS, FRACTIONS, WORDS, st.booleans(), st.booleans())
def test_any_amount_is_exact_and_lies_within_its_own_interval(
    digits: int, fraction: str, word: str, spaced: bool, grouped: bool
) -> None:
    number = (f"{digits:,}" if grouped else str(digits)) + (f".{fraction}" if fraction else "")
    money = Money.parse(f"{number}{' ' if spaced or word.isascii() else ''}{word} 元")
    exact = Decimal(number.replace(",", "")).scaleb(MULTIPLES[word])
    assert isinstance(money.fen, int) and isinstance(money.step, int)
    assert money.fen == exact * 100 and money.amount == exact
    assert money.fen in money.interval
    assert money.interval.high - money.interval.low == Fraction(10 ** (MULTIPLES[word] - len(fraction)) * 100)


@given(st.integers(-(10**15), 10**15))
def test_whole_yuan_come_back_as_they_were_written(yuan: int) -> None:
    money = Money.parse(str(yuan))
    assert (money.fen, money.step) == (yuan * 100, 100)
    assert str(money) == str(yuan) and Money.parse(str(money)) == money


@given(st.text(max_size=60) | st.from_regex(r"[-−¥$]?[0-9,.]{1,45}\s?[百千万亿元a-z]{0,4}", fullmatch=True))
def test_anything_at_all_is_an_amount_or_a_refusal(written: str) -> None:
    try:
        money = Money.parse(written)
    except Refusal as refused:
        assert refused.code.startswith("money-")
    else:
        assert money.step >= 1 and money.written == written.strip() and money.fen in money.interval
