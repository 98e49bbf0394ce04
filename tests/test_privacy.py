"""Personal data is found however it is written, look-alikes are left in peace, and nothing found is ever shown."""

from __future__ import annotations

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from generator.privacy import (
    find_personal_data,
    identity_check_character,
    is_credit_code,
    mask,
    passes_luhn,
)


def found(text: str) -> list[tuple[str, str]]:
    """Kind and words of everything found."""
    return [(match.what.value, text[match.start : match.end]) for match in find_personal_data(text)]


# All numbers here are made up: no province issues 630199, and 138 0000 0000 belongs to nobody.
@pytest.mark.parametrize(
    ("text", "what", "words"),
    [
        ("证件号630102199001011235。", "identity-card", "630102199001011235"),
        ("63010219900307803x", "identity-card-doubtful", "63010219900307803x"),
        ("630102 19900101 1235", "identity-card", "630102 19900101 1235"),
        ("630102-1990-0101-1235", "identity-card", "630102-1990-0101-1235"),
        ("６３０１０２１９９００１０１１２３５", "identity-card", "６３０１０２１９９００１０１１２３５"),
        ("630102199001011234", "identity-card-doubtful", "630102199001011234"),
        ("630102900101123", "identity-card-doubtful", "630102900101123"),
        ("联系13897001234", "mobile", "13897001234"),
        ("tel13897001234", "mobile", "13897001234"),
        ("138-9700-1234", "mobile", "138-9700-1234"),
        ("138 9700 1234", "mobile", "138 9700 1234"),
        ("1389700 1234", "mobile", "1389700 1234"),
        ("138 97001234", "mobile", "138 97001234"),
        ("+86 138 9700 1234", "mobile", "+86 138 9700 1234"),
        ("8613897001234", "mobile", "8613897001234"),
        ("１３８９７００１２３４", "mobile", "１３８９７００１２３４"),
        ("2014 13897001234", "mobile", "13897001234"),
        ("6222021234567890128", "bank-card", "6222021234567890128"),
        ("6222 0212 3456 7890 128", "bank-card", "6222 0212 3456 7890 128"),
        ("4111-1111-1111-1111", "bank-card", "4111-1111-1111-1111"),
        ("护照E12345678", "passport", "E12345678"),
        ("EA1234567", "passport", "EA1234567"),
        ("zhangsan@163.com", "email", "zhangsan"),
        ("xnwlj@163.com", "email", "xnwlj"),
        ("zhang.san@xining.gov.cn", "email", "zhang.san"),
        ("ｚｓ＠ｑｑ.com", "email", "ｚｓ"),
    ],
)
def test_personal_data_is_found_however_it_is_written(text: str, what: str, words: str) -> None:
    assert found(text) == [(what, words)]


@pytest.mark.parametrize(
    "text",
    [
        "91110000600037341L",  # a unified social credit code
        "统一社会信用代码 11630000014992012M",
        "2020-630102-48-01-013897",  # a project code
        "202063010248011013897001",
        "ISBN 978-7-5008-1234-5",
        "9787500812345",
        "GB/T 2260-2007",
        "2014-05-01 至 2016-12-31",
        "20140501 20161231",
        "13897001234元",
        "13897001234 万元",
        "¥13897001234",
        "CNY 13897001234",
        "13,897,001,234",
        "13897001234.50",
        "99490000",
        "0971-8230000",
        "12345",
        "630121100",
        "36.6169, 101.7781",
        "101.77811111 36.61691234",
        "https://www.xining.gov.cn/t20140512_13897001234.html",
        "3f2a13897001234bc",
        "1416780000000",
        "info@xining.gov.cn",
        "contact-us@museum.cn",
        "xinxi@xining.gov.cn",
        "name@example.org",
        "@西宁发布",
        "G109 国道",
    ],
)
def test_what_only_looks_like_it_is_left_in_peace(text: str) -> None:
    assert found(text) == []
    assert mask(text) == text


def test_several_in_one_text_are_found_from_left_to_right() -> None:
    text = "张 13897001234、李 13997001234，630102199001011235，a@qq.com"
    assert [what for what, _ in found(text)] == ["mobile", "mobile", "identity-card", "email"]


def test_masked_text_keeps_its_length_and_shows_nothing() -> None:
    text = "电话 138-9700-1234，邮箱 zhangsan@163.com"
    assert mask(text) == "电话 138**********，邮箱 ********@163.com"


def test_an_address_in_a_link_is_searched_for_identity_cards_and_mail() -> None:
    assert [what for what, _ in found("https://x.cn/?id=630102199001011235&m=a@qq.com")] == ["identity-card", "email"]


@given(st.text())
def test_any_text_can_be_searched_and_masked(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert mask(masked) == masked or not found(text)


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["", " ", "-", " - ", "·"]),
    st.booleans(),
    st.sampled_from(["电话", "（", "", "tel: ", "+86 "]),
    st.sampled_from(["", "。", " 联系", "）", "/"]),
)
def test_every_mobile_number_is_found_and_hidden(number: str, gap: str, wide: bool, before: str, after: str) -> None:
    written = gap.join((number[:3], number[3:7], number[7:]))
    text = before + (written.translate(_WIDE) if wide else written) + after
    assert [what for what, _ in found(text)] == ["mobile"]
    assert number[3:] not in "".join(filter(str.isdecimal, unicodedata.normalize("NFKC", mask(text))))


@given(
    st.sampled_from(["630102", "110105", "440300", "650102"]),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2035, 12, 31)),
    st.integers(0, 999),
)
def test_every_identity_card_number_is_found_whatever_its_last_character(region: str, born: date, order: int) -> None:
    first = f"{region}{str(born).replace('-', '')}{order:03}"
    right = first + identity_check_character(first)
    assert mod_11_2.is_valid(right)
    assert found(right) == [("identity-card", right)]
    wrong = first + ("0" if right[-1] != "0" else "1")
    if not is_credit_code(wrong):
        assert found(wrong) == [("identity-card-doubtful", wrong)]


@given(st.from_regex(r"[0-9]{2,19}", fullmatch=True))
def test_the_luhn_check_agrees_with_another_implementation(digits: str) -> None:
    assert passes_luhn(digits) == luhn.is_valid(digits)


@given(st.from_regex(r"9[1-3][0-9]{6}[0-9ABCDEFGHJKLMNPQRTUWXY]{9}", fullmatch=True))
def test_a_right_credit_code_is_known_and_never_reported(first: str) -> None:
    code = first + uscc.calc_check_digit(first)
    assert is_credit_code(code) and uscc.is_valid(code)
    assert [what for what, _ in found(code) if what == "bank-card"] == []


@pytest.mark.parametrize(
    "unit",
    ["a", "1", "1 ", "13", "a.", "@", "1-", "a@", "6222 ", "http://", "+86 ", "E1234567", "１", "138 - ", "630102 ",
     "a@b."],
)
def test_no_text_takes_long(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    start = time.process_time()
    list(find_personal_data(text))
    assert time.process_time() - start < 0.5
