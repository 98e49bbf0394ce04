"""Lines of offices are read and dialled; what belongs to a person, or to nobody that one could reach, is refused."""

from __future__ import annotations

import pytest

from generator.findings import Refusal
from generator.values.contact import FormAddress, Mailbox
from generator.values.telephone import Line, Telephone

READ = {
    "12345": ("tel:12345", Line.HOTLINE),
    "12348": ("tel:12348", Line.HOTLINE),
    "110": ("tel:110", Line.HOTLINE),
    "96110": ("tel:96110", Line.HOTLINE),
    "0971-12345": ("tel:097112345", Line.HOTLINE),
    "0971-6123456": ("tel:+869716123456", Line.LANDLINE),
    "（0971）612 3456": ("tel:+869716123456", Line.LANDLINE),
    "０９７１－６１２３４５６": ("tel:+869716123456", Line.LANDLINE),
    "+86 971 6123456": ("tel:+869716123456", Line.LANDLINE),
    "+86 (0)971 6123456": ("tel:+869716123456", Line.LANDLINE),
    "010-65123456": ("tel:+861065123456", Line.LANDLINE),
    "0971-6123456 转 801": ("tel:+869716123456;ext=801", Line.LANDLINE),
    "0971-6123456-801": ("tel:+869716123456;ext=801", Line.LANDLINE),
    "+86-971-6123456-8": ("tel:+869716123456;ext=8", Line.LANDLINE),
    "0971-6123456#801": ("tel:+869716123456;ext=801", Line.LANDLINE),
    "（0971）6123456 分机 12": ("tel:+869716123456;ext=12", Line.LANDLINE),
    "119": ("tel:119", Line.HOTLINE),
    "120": ("tel:120", Line.HOTLINE),
    "122": ("tel:122", Line.HOTLINE),
    "114": ("tel:114", Line.HOTLINE),
    "12309": ("tel:12309", Line.HOTLINE),
    "95598": ("tel:95598", Line.HOTLINE),
    "+86 971 12345": ("tel:097112345", Line.HOTLINE),
    "+86 400 123 4567": ("tel:4001234567", Line.SERVICE),
    "400-123-4567": ("tel:4001234567", Line.SERVICE),
    "800 123 4567": ("tel:8001234567", Line.SERVICE),
}


@pytest.mark.parametrize("written", READ)
def test_a_public_line_is_read_however_it_is_written_and_can_be_dialled(written: str) -> None:
    number = Telephone.parse(written)
    assert (number.uri, number.line) == READ[written]
    assert str(number) == written


MOBILES = [
    "13897001234", "138 9700 1234", "+86 138-9700-1234", "0086 13897001234", "013897001234",
    "１３８９７００１２３４", "13897001234、0971-6123456", "13897001234-801", "0971-6123456/13897001234",
]  # fmt: skip


@pytest.mark.parametrize("written", MOBILES)
def test_a_mobile_number_is_refused_for_what_it_is_and_never_repeated(written: str) -> None:
    with pytest.raises(Refusal) as refused:
        Telephone.parse(written)
    assert refused.value.code == "telephone-mobile"
    assert "138" not in str(refused.value.arguments)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("6123456", "telephone-area"),
        ("61234567", "telephone-area"),
        ("0971-6123456、0971-6123457", "telephone-several"),
        ("0971-612345", "telephone-form"),
        ("0971-1123456", "telephone-form"),
        ("010-6512345", "telephone-form"),
        ("123", "telephone-form"),
        ("99999", "telephone-form"),
        ("ask at the desk", "telephone-form"),
        ("tel:12345", "telephone-form"),
        ("+49 30 1234567", "telephone-form"),
        ("+852 2123 4567", "telephone-form"),
        ("6123456-801", "telephone-area"),
        ("0" * 60, "telephone-form"),
    ],
)
def test_what_cannot_be_dialled_from_anywhere_is_refused_with_the_reason(written: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        Telephone.parse(written)
    assert refused.value.code == code


@pytest.mark.parametrize("written", ["info@example.org", "office@xining.gov.cn", "12345@xining.gov.cn"])
def test_the_mailbox_of_an_office_is_read(written: str) -> None:
    assert Mailbox.parse(written).address == written


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("zhang.san@xining.gov.cn", "email-personal"),
        ("info@qq.com", "email-personal"),
        ("mailto:info@example.org", "email-form"),
        ("info@example.org?bcc=x@example.org", "email-form"),
        ("info", "email-form"),
        ("a@b@example.org", "email-form"),
    ],
)
def test_the_mailbox_of_a_person_and_what_is_none_are_refused(written: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        Mailbox.parse(written)
    assert refused.value.code == code


def test_the_address_of_a_form_says_where_page_and_record_are_filled_in() -> None:
    form = FormAddress.parse("https://example.org/new?page={page}&about={record}")
    assert (form.host, str(form)) == ("example.org", "https://example.org/new?page={page}&about={record}")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("http://example.org/?p={page}", "form-scheme"),
        ("javascript:alert(1)//{page}", "url-scheme"),
        ("https://{page}.example.org/", "form-places"),
        ("https://example.org{record}/", "form-places"),
        ("https://example.org/new", "form-places"),
        ("https://example.org/?p={page}&x={other}", "url-form"),
        ("https://user@example.org/?p={page}", "url-userinfo"),
        ("https://127.0.0.1/?p={page}", "url-host"),
    ],
)
def test_a_page_never_decides_to_which_host_its_readers_are_led(written: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        FormAddress.parse(written)
    assert refused.value.code == code
