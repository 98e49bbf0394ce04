"""Money: exact, in the smallest unit of its currency, with the writing and the precision it had in its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from generator.findings import Refusal
from generator.values.base import Written, text_of
from generator.values.interval import Interval
from generator.values.numbers import LONGEST, halfwidth, is_approximate, read_figure

FEN = 100
"""Smallest units in one unit of currency (100 fen a yuan, 100 cents a euro)."""

_CURRENCIES = {
    "元": "CNY", "圆": "CNY", "元整": "CNY", "元人民币": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "¥": "CNY",
    "￥": "CNY", "yuan": "CNY", "$": "USD", "us$": "USD", "usd": "USD", "美元": "USD",
    "€": "EUR", "eur": "EUR", "欧元": "EUR", "euro": "EUR",
    "£": "GBP", "gbp": "GBP", "英镑": "GBP", "hkd": "HKD", "hk$": "HKD", "港元": "HKD", "港币": "HKD",
    "jpy": "JPY", "日元": "JPY",
}  # fmt: skip
_PREFIX = re.compile(r"^\s*(人民币|rmb|cny|¥|￥|us\$|hk\$|\$|usd|€|eur|£|gbp|hkd|jpy)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Money(Written):
    """An amount of money.

    ``fen`` and ``step`` are whole numbers of the smallest unit; ``step`` is the precision of the writing: 71.9亿元 has
    a step of ten million yuan, so the true value lies within half a step of it. ``currency`` is an ISO 4217 code, or
    empty where the writing does not name one and the publication's own is meant.
    """

    fen: int
    step: int
    currency: str
    written: str

    json_schema: ClassVar = {"type": ["string", "number"]}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``9949 万元``, ``71.9亿元``, ``99490000`` or ``CNY 99.49 million``; raises :class:`Refusal`."""
        written = text_of(data).strip()
        text = written
        if is_approximate(text):
            raise Refusal("money-approximate", given=written[:LONGEST])
        prefix = _PREFIX.match(text)
        currency = _CURRENCIES[prefix[1].lower()] if prefix else ""
        figure = read_figure(text[prefix.end() :] if prefix else text)
        if figure is None:
            raise Refusal("money-form", given=written[:LONGEST], suggestion=_suggest(written))
        if figure.rest:
            named = _CURRENCIES.get(figure.rest.lower())
            if named is None or (currency and named != currency):
                raise Refusal("money-form", given=written[:LONGEST], suggestion=_suggest(written))
            currency = named
        elif not currency and re.search(r"[百千万亿]$", text):
            raise Refusal("money-unit", given=written[:LONGEST], suggestion=_spaced(text + "元"))
        fen = figure.number * FEN
        if fen != fen.to_integral_value():
            rounded = figure.number.quantize(Decimal("0.01"))
            raise Refusal("money-form", given=written[:LONGEST], suggestion=f"{rounded} 元" if rounded else "")
        return cls(fen=int(fen), step=max(1, int(figure.step * FEN)), currency=currency, written=written)

    @property
    def amount(self) -> Decimal:
        """In whole units of the currency, exact."""
        return Decimal(self.fen).scaleb(-2)

    @property
    def interval(self) -> Interval:
        """Where the true value lies, in fen, given the precision of the writing."""
        return Interval.around(self.fen, self.step)

    def __str__(self) -> str:
        return self.written


def _suggest(written: str) -> str:
    """What was probably meant, or nothing: full-width writing, a unit in brackets, a forgotten 元."""
    text = re.sub(r"[()（）\s]", "", halfwidth(written))
    if "，" in written:  # a comma that was full-width stood between braces as well as not, where a plain one does not
        text = text.replace(",", "")
    for candidate in (text, text + "元", text.rstrip("万亿") + "元"):
        figure = read_figure(re.sub(_PREFIX, "", candidate))
        if figure and figure.rest.lower() in ("元", "圆") and _spaced(candidate) != written:
            return _spaced(candidate)
    return ""


def _spaced(text: str) -> str:
    return re.sub(r"(?<=\d)\s*(?=[百千万亿元])", " ", text, count=1)
