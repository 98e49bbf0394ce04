"""Addresses on the web, codes of divisions, fingerprints."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Refusal
from generator.values.names import DivisionCode, Sha256, WebAddress
from tests.values.refusals import refusal


@pytest.mark.parametrize(
    ("written", "url", "host"),
    [
        ("https://example.org", "https://example.org", "example.org"),
        ("http://Example.ORG/Path?q=1#x", "http://example.org/Path?q=1#x", "example.org"),
        ("https://example.org:8443/a", "https://example.org:8443/a", "example.org"),
        ("https://例子.中国/路", "https://xn--fsqu00a.xn--fiqs8s/路", "xn--fsqu00a.xn--fiqs8s"),
        ("https://1.1.1.1/", "https://1.1.1.1/", "1.1.1.1"),
        ("https://[2606:4700:4700::1111]:443/", "https://[2606:4700:4700::1111]:443/", "2606:4700:4700::1111"),
    ],
)
def test_a_web_address_is_kept_with_its_host_in_ascii(written: str, url: str, host: str) -> None:
    read = WebAddress.parse(written)
    assert (read.url, read.host) == (url, host)
    assert WebAddress.parse(read.url) == read


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("javascript:alert(1)", "url-scheme"),
        ("data:text/html,x", "url-scheme"),
        ("file:///etc/passwd", "url-scheme"),
        ("ftp://example.org/", "url-scheme"),
        ("//example.org/", "url-scheme"),
        ("www.example.org", "url-scheme"),
        ("塔尔寺", "url-scheme"),
        ("https://user:word@example.org/", "url-userinfo"),
        ("https://example.org@evil.org/", "url-userinfo"),
        ("https://localhost/", "url-host"),
        ("https://intranet/", "url-host"),
        ("https://127.0.0.1/", "url-host"),
        ("https://127.0.0.1./", "url-host"),
        ("https://127.1/", "url-host"),
        ("https://2130706433/", "url-host"),
        ("https://0x7f.0.0.1/", "url-host"),
        ("https://0177.0.0.1/", "url-host"),
        ("https://[::1]/", "url-host"),
        ("https://[::ffff:10.0.0.1]/", "url-host"),
        ("https://192.168.1.1/", "url-host"),
        ("https://169.254.169.254/", "url-host"),
        ("https://printer.local/", "url-host"),
        ("https:///path", "url-host"),
        ("https://example.org:99999/", "url-form"),
        ("https://example.org/a b", "url-form"),
        ("https://example.org/<script>", "url-form"),
        ('https://example.org/"x', "url-form"),
        ("https://a..b/", "url-form"),
        ("https://[::1/", "url-form"),
        ("https://example.org/" + "a" * 1000, "url-form"),
        ([], "not-text"),
    ],
)
def test_an_address_that_no_reader_should_follow_is_refused(written: object, code: str) -> None:
    assert refusal(WebAddress, written).code == code


ODD = st.text("abz019.:/@[]%#?\\-_x\u3002\u2024", max_size=20)


@given(st.text(max_size=40) | ODD | ODD.map("https://{}".format) | ODD.map("https://example.org{}".format))
def test_any_address_that_is_read_leads_to_a_public_host(written: str) -> None:
    try:
        read = WebAddress.parse(written)
    except Refusal as refused:
        assert refused.code.startswith("url-")
        return
    parts = urlsplit(read.url)
    assert parts.scheme in ("https", "http") and "@" not in parts.netloc and read.host.isascii()
    assert not set(read.url) & set(' <>"`{}|\\^\n\t')
    try:
        assert ipaddress.ip_address(read.host).is_global
    except ValueError:
        assert "." in read.host and not read.host.rpartition(".")[2].isdigit()


def test_a_division_code_has_six_digits_or_nine() -> None:
    assert str(DivisionCode.parse(" 630121 ")) == "630121"
    assert str(DivisionCode.parse("630121100")) == "630121100"


@pytest.mark.parametrize(
    "written", ["63012", "6301211", "6301211001", "063012", "63012a", "６３０１２１", "6３０１２１", ""]
)
def test_a_code_of_another_length_or_of_other_digits_is_refused(written: str) -> None:
    assert refusal(DivisionCode, written).code == "code-form"


@pytest.mark.parametrize(
    ("inner", "outer", "lies"),
    [
        ("630121", "630100", True),
        ("630121", "630000", True),
        ("630121100", "630121", True),
        ("630121100", "630100", True),
        ("630121", "630121", False),
        ("630100", "630121", False),
        ("630221", "630100", False),
        ("630121100", "630122", False),
        ("630121100", "630121200", False),
    ],
)
def test_the_digits_of_a_code_say_what_it_lies_within(inner: str, outer: str, lies: bool) -> None:
    assert DivisionCode.parse(inner).lies_within(DivisionCode.parse(outer)) is lies


def test_a_fingerprint_is_sixty_four_hexadecimal_digits() -> None:
    assert str(Sha256.parse("AB" * 32)) == "ab" * 32
    for written in ("ab" * 31, "zz" * 32, "", "ab" * 33):
        assert refusal(Sha256, written).code == "sha256-form"
