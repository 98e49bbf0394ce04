"""Telephone numbers of offices in China: hotlines, landlines with their area code, 400 and 800. Nobody's mobile.

A mobile number belongs to a person, also where a notice of an office names it; what is on the web stays there, so it is
refused and not masked. The number itself is never repeated in a finding: logs are public too. Of numbers elsewhere
nobody can tell by their form whose they are, so they are refused as well; a mailbox or a page on the web will do there.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from generator.findings import Refusal
from generator.values.base import Written, text_of

LONGEST = 40


class Line(StrEnum):
    """What kind of line a number is."""

    HOTLINE = "hotline"
    """Three to six digits, dialled without an area code or behind that of the city meant: 12345, 0971-12345."""
    LANDLINE = "landline"
    SERVICE = "service"
    """400 and 800: the same in the whole country."""


_GAPS = re.compile(r"[\s\-\u2010-\u2015\u2212()·.]")
_COUNTRY = re.compile(r"(?:\+|00)86")
_EXTENSION = re.compile(r"(?:\s*(?:转|分机|ext\.?|x|#)\s*|(?<=\d{7})\s?-\s?)(\d{1,5})$", re.IGNORECASE)
"""Said in words, or behind a dash that follows a whole number: 0971-6123456-801."""
_SEVERAL = re.compile(r"[,，、;；/|~]|\bor\b|或|和")
_MOBILE = re.compile(r"0?1[3-9]\d{9}")
# 11x, 120–122: emergencies; 10xxx–12xxx: networks and government lines; 95/96: companies and offices; 114 in full.
_HOTLINE = r"11\d|12[0-2]|1[0-2]\d{3}|9[56]\d{3,4}|11[68]114"
_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_KINDS = (
    (Line.HOTLINE, re.compile(rf"(?:{_AREA})?(?:{_HOTLINE})")),
    (Line.SERVICE, re.compile(r"[48]00\d{7}")),
    (Line.LANDLINE, re.compile(r"0(?:10|2\d)[2-8]\d{7}|0[3-9]\d\d[2-8]\d{6,7}")),
)
_LOCAL = re.compile(r"[2-8]\d{6,7}")


@dataclass(frozen=True, slots=True)
class Telephone(Written):
    """The number of an office: ``digits`` as they are dialled within the country, and how it was written."""

    digits: str
    extension: str
    line: Line
    written: str

    json_schema: ClassVar = {"type": ["string", "integer"]}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``12345``, ``0971-1234567``, ``+86 971 1234567 转 8`` or ``400-123-4567``; raises :class:`Refusal`."""
        written = text_of(data).strip()
        plain = unicodedata.normalize("NFKC", written)
        if len(plain) > LONGEST:
            raise Refusal("telephone-form", given="")
        extension = _EXTENSION.search(plain)
        plain = plain[: extension.start()] if extension else plain
        parts = [_GAPS.sub("", part) for part in _SEVERAL.split(plain)]
        if any(_MOBILE.fullmatch(_COUNTRY.sub("", part, count=1)) for part in parts):
            raise Refusal("telephone-mobile", given="")
        if len(parts) > 1 and all(part.lstrip("+").isdecimal() for part in parts):
            raise Refusal("telephone-several", given="")
        digits = _national(parts[0]) if len(parts) == 1 else ""
        if not digits.isascii() or not digits.isdecimal():
            raise Refusal("telephone-form", given="")
        for line, pattern in _KINDS:
            if pattern.fullmatch(digits):
                return cls(digits, extension[1] if extension else "", line, written)
        raise Refusal("telephone-area" if _LOCAL.fullmatch(digits) else "telephone-form", given="")

    @property
    def uri(self) -> str:
        """What a telephone dials (RFC 3966): with the country where that is possible, as ``tel:+869711234567``.

        Hotlines have no number that is valid everywhere, and 400 numbers cannot be dialled from abroad.
        """
        number = self.digits
        if self.line is Line.LANDLINE:
            number = "+86" + number[1:]
        return f"tel:{number}" + (f";ext={self.extension}" if self.extension else "")

    def __str__(self) -> str:
        return self.written


def _national(number: str) -> str:
    """The digits as they are dialled within the country: ``+86 971 …`` is 0971 …."""
    country = _COUNTRY.match(number)
    if country is None:
        return number
    rest = number[country.end() :]
    starts_inside = rest.startswith(("0", "400", "800")) or re.fullmatch(_HOTLINE, rest)
    return rest if starts_inside else "0" + rest
