"""Personal data in text: found by its form, and masked wherever text is shown.

Looks for what must never be published and can be told by its form: mainland identity-card numbers, mobile and
bank-card numbers, passports and personal e-mail addresses. Names cannot be told so; there is simply no field for them.
Full-width digits, spaces and dashes do not hide anything. Numbers that only look alike are left in peace: unified
social credit codes, project codes, ISBN, dates, amounts and addresses of web pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class What(StrEnum):
    """The kinds of personal data that are recognised."""

    IDENTITY_CARD = "identity-card"
    IDENTITY_CARD_DOUBTFUL = "identity-card-doubtful"  # right in form, wrong in its check character
    MOBILE = "mobile"
    BANK_CARD = "bank-card"
    PASSPORT = "passport"
    EMAIL = "email"


@dataclass(frozen=True)
class Match:
    """Personal data from ``start`` to before ``end``, counted in characters of the text as given."""

    what: What
    start: int
    end: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GAP: Final = r"[ \-\u2010-\u2015\u00b7._]"
_FREE: Final = r"(?<![0-9A-Za-z])"
_END: Final = r"(?![0-9A-Za-z])"
_POSSIBLE: Final = re.compile(r"[\d@\uff20\ufe6b]")  # a quick look: most texts have neither digit nor at sign
_SUSPECT: Final = re.compile(r"\d(?:\W{0,3}_?\d){6}|[@\uff20\ufe6b]")  # a second one that nearly all others pass

_NARROW_GAP: Final = _GAP.replace("._", "")  # decimals stand around full stops
_IDENTITY: Final = re.compile(rf"{_FREE}[1-9](?:{_NARROW_GAP}?\d){{16}}{_NARROW_GAP}?[\dXx]{_END}")
_IDENTITY_OLD: Final = re.compile(rf"{_FREE}[1-9]\d{{14}}{_END}")
_MOBILE: Final = re.compile(
    rf"(?:{_FREE}|(?i:(?<=tel)|(?<=phone)|(?<=mobile)))(?:(?:\+|00)?86(?: ?{_GAP} ?)?)?"
    rf"1[3-9]\d(?:\d{{8}}|(?: ?{_GAP} ?)(?:\d{{8}}|\d{{4}} ?{_GAP} ?\d{{4}}|\d{{3}} ?{_GAP} ?\d{{5}})"
    rf"|\d(?: ?{_GAP} ?)\d{{3}} ?{_GAP} ?\d{{4}}|\d{{4}}(?: ?{_GAP} ?)\d{{4}}){_END}"
)
_CARD: Final = re.compile(rf"{_FREE}[3-69](?:\d{{15,18}}|\d{{3}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}?\d{{1,3}})?){_END}")
_PASSPORT: Final = re.compile(rf"{_FREE}(?:[EG]\d{{8}}|E[A-HJ-NP-Z]\d{{7}}){_END}")
_EMAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![A-Za-z0-9-])"
)
_WEB: Final = re.compile(r"(?i:https?://|www\.)[!-~]+")
_AMOUNT_BEFORE: Final = re.compile(r"(?:[¥$€]|CNY|RMB|人民币)\s*$")
_AMOUNT_AFTER: Final = re.compile(r"\s*(?:\.\d{1,2}(?!\d)|[万亿]?(?:元|千瓦|吨|立方|平方)|(?:yuan|CNY|RMB)\b)")

_PROVINCES: Final = _words(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
)
_CREDIT_CODE: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_ROLES: Final = _words(
    "12345 accessibility admin archive bangongshi contact data editor editors enquiries enquiry feedback gov hello help"
    " hotline info information jubao mail media museum news noreply office opendata postmaster press privacy public"
    " publisher registry secretariat security service support tourism webmaster wenlv xinxi xinxigongkai yizhan"
)
"""First words of addresses that belong to an office."""

_FREEMAIL: Final = _words(
    "126.com 139.com 163.com 188.com 189.cn 21cn.com aliyun.com foxmail.com gmail.com hotmail.com icloud.com live.com"
    " msn.com outlook.com proton.me qq.com sina.cn sina.com sohu.com tom.com vip.163.com vip.qq.com vip.sina.com"
    " wo.cn yahoo.cn yahoo.com yahoo.com.cn yeah.net"
)
"""Where persons have their mailboxes; an office's mailbox there cannot be told from a person's."""

_RESERVED: Final = frozenset(["example.com", "example.org", "example.net"])  # RFC 2606: nobody's


def find_personal_data(text: str) -> Iterator[Match]:
    """Everything in ``text`` that looks like personal data, from left to right, without overlaps."""
    if not _POSSIBLE.search(text) or not _SUSPECT.search(text):
        return
    plain, origin = _halfwidth(text)
    end = 0
    for match in sorted(_candidates(plain), key=lambda match: (match.start, -match.end)):
        if match.start >= end:
            end = match.end
            yield Match(match.what, origin[match.start], origin[match.end - 1] + 1)


def mask(text: str) -> str:
    """The text with personal data starred out, as long as before, so that places in it stay right.

    >>> mask("联系 13897001234")
    '联系 138********'
    """
    for match in find_personal_data(text):
        kept = 0 if match.what is What.EMAIL else 3
        stars = "*" * (match.end - match.start - kept)
        text = text[: match.start + kept] + stars + text[match.end :]
    return text


def is_credit_code(code: str) -> bool:
    """Whether this is a unified social credit code (GB 32100-2015) with the right check character."""
    if len(code) != 18 or not code[:8].isdecimal() or any(sign not in _CREDIT_CODE for sign in code):
        return False
    total = sum(_CREDIT_CODE.index(sign) * weight for sign, weight in zip(code, _CREDIT_WEIGHTS, strict=False))
    return code[17] == _CREDIT_CODE[-total % 31]


def identity_check_character(number: str) -> str:
    """The last character of an identity-card number (GB 11643-1999, ISO 7064 MOD 11-2) from its first seventeen."""
    return "10X98765432"[sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(number[:17])) % 11]


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def _candidates(text: str) -> Iterator[Match]:
    pages = [found.span() for found in _WEB.finditer(text)]
    for found in _IDENTITY.finditer(text):
        number = _digits(found[0])
        right = identity_check_character(number) == number[17]
        if _is_person(number[:2], number[6:14]) and (right or not is_credit_code(number)):
            yield _match(What.IDENTITY_CARD if right else What.IDENTITY_CARD_DOUBTFUL, found)
    for found in _EMAIL.finditer(text):
        if _is_personal_address(found[1], found[2].lower()):
            yield Match(What.EMAIL, found.start(), found.start(2) - 1)
    for what, pattern in (
        (What.IDENTITY_CARD_DOUBTFUL, _IDENTITY_OLD), (What.MOBILE, _MOBILE), (What.BANK_CARD, _CARD),
        (What.PASSPORT, _PASSPORT),
    ):  # fmt: skip
        for found in pattern.finditer(text):
            in_page = any(start <= found.start() < end for start, end in pages)
            if not in_page and not _is_amount(text, found) and _holds(what, _digits(found[0])):
                yield _match(what, found)


def _holds(what: What, number: str) -> bool:
    """Whether a number of the right form can be what it looks like."""
    if what is What.IDENTITY_CARD_DOUBTFUL:
        return _is_person(number[:2], "19" + number[6:12])
    if what is What.BANK_CARD:
        return passes_luhn(number) and not is_credit_code(number)
    return True


def _is_person(province: str, birth: str) -> bool:
    if province not in _PROVINCES or not "1850" <= birth[:4] <= "2099":
        return False
    try:
        date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        return False
    return True


def _is_personal_address(local: str, domain: str) -> bool:
    if domain in _RESERVED:
        return False
    return domain in _FREEMAIL or re.split(r"[._+%-]", local.lower(), maxsplit=1)[0] not in _ROLES


def _is_amount(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 8) : found.start()]
    return bool(_AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(text, found.end()))


def _digits(written: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", written.upper())


def _match(what: What, found: re.Match[str]) -> Match:
    return Match(what, found.start(), found.end())


def _halfwidth(text: str) -> tuple[str, list[int]]:
    """The text in its compatibility form (NFKC, a character at a time), and for each character where it came from."""
    plain: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        form = character if character.isascii() else unicodedata.normalize("NFKC", character)
        plain.append(form)
        origin.extend([index] * len(form))
    return "".join(plain), origin
