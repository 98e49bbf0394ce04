"""Quantities: a number, the precision of its writing, and the word for what is counted."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Refusal
from generator.values.numbers import read_figure
from generator.values.quantity import Quantity
from tests.values.refusals import refusal

# written → number, step, unit
READ = {
    "1951": ("1951", "1", ""),
    "1,951 户": ("1951", "1", "户"),
    "6.7万户": ("67000", "1000", "户"),
    "6.7 万 户": ("67000", "1000", "户"),
    "20万": ("200000", "10000", ""),
    "3 km": ("3", "1", "km"),
    "3.50 公里": ("3.5", "0.01", "公里"),
    "0": ("0", "1", ""),
    "2.3 million people": ("2300000", "100000", "people"),
    "4.17平方公里": ("4.17", "0.01", "平方公里"),
}


@pytest.mark.parametrize(("written", "number", "step", "unit"), [(text, *value) for text, value in READ.items()])
def test_a_quantity_is_read_with_its_step_and_unit(written: str, number: str, step: str, unit: str) -> None:
    assert Quantity.parse(written) == Quantity(Decimal(number), Decimal(step), unit, written)


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("３户", "3户"),
        ("约 300 户", ""),
        ("三百户", ""),
        ("300余户", ""),
        ("户", ""),
        ("9" * 39, ""),
        ("3 " + "x" * 30, ""),
    ],
)
def test_a_quantity_that_is_no_number_is_refused(written: str, suggestion: str) -> None:
    refused = refusal(Quantity, written)
    assert (refused.code, refused.arguments["suggestion"]) == ("quantity-form", suggestion)


def test_a_bare_count_is_exact_and_a_rounded_one_is_not() -> None:
    assert 1951 in Quantity.parse("1951").interval
    assert 1952 not in Quantity.parse("1951").interval
    households = Quantity.parse("6.7万户").interval
    assert (households.low, households.high) == (66_500, 67_500)


@given(st.integers(0, 10**12), st.text("0123456789", max_size=5), st.sampled_from(["", "万", "亿"]))
def test_any_number_is_exact(digits: int, fraction: str, word: str) -> None:
    written = f"{digits}{'.' + fraction if fraction else ''}{word}"
    figure = read_figure(written)
    assert figure is not None and figure.rest == ""
    power = {"": 0, "万": 4, "亿": 8}[word]
    assert figure.number == Decimal(f"{digits}.{fraction or 0}").scaleb(power)
    assert figure.step == Decimal(1).scaleb(power - len(fraction))
    assert figure.number % figure.step == 0
    assert "E" not in str(figure.number)


@given(st.text(max_size=60) | st.from_regex(r"[0-9,.]{1,45}\s?\w{0,6}", fullmatch=True))
def test_anything_at_all_is_a_quantity_or_a_refusal(written: str) -> None:
    try:
        quantity = Quantity.parse(written)
    except Refusal as refused:
        assert refused.code == "quantity-form"
    else:
        assert Fraction(quantity.number) in quantity.interval
