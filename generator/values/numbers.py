"""Numbers as people write them in China and elsewhere: digits, groups, 万 and 亿, million; always exact decimals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

MULTIPLES = {
    "": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9,
    "百亿": 10, "千亿": 11, "万亿": 12,
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
}  # fmt: skip
"""Word → power of ten."""

_FIGURE = re.compile(
    r"(?P<sign>[-−]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<fraction>\d+))?"
    r"\s*(?P<multiple>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百|(?:thousand|million|billion|trillion)\b|)"
    r"\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
_APPROXIMATE = re.compile(
    r"^\s*(约|大约|近|超过?|逾|不足|about|circa|ca\.?|approx\w*\.?|over|nearly|~|≈)\s*|(?<=[\d万亿])(余|多)|(左右|上下|以上)\s*$",
    re.IGNORECASE,
)
LONGEST = 40
"""Characters: no figure that anybody publishes is longer, and no pattern of ours is tried on more."""
MOST_DIGITS = 24
"""Of a number written out. Nothing that is counted has more, and decimals are exact to 28."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the step that its writing shows (71.9亿: steps of 10 000 000), and what follows it."""

    number: Decimal
    step: Decimal
    rest: str


def read_figure(text: str) -> Figure | None:
    """The figure at the start of ``text``, or nothing when there is none."""
    found = _FIGURE.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if found is None:
        return None
    power = MULTIPLES[found["multiple"].lower()]
    fraction, digits = found["fraction"] or "", found["digits"].replace(",", "")
    if len(digits) + max(power, len(fraction)) > MOST_DIGITS:
        return None
    number = Decimal(digits + ("." + fraction if fraction else "")).scaleb(power)
    if found["sign"]:
        number = -number
    return Figure(
        number=_plain(number), step=_plain(Decimal(1).scaleb(power - len(fraction))), rest=found["rest"].strip()
    )


def is_approximate(text: str) -> bool:
    """Whether the writing says that the figure is not exact (约, 余, about …)."""
    return len(text) <= LONGEST and _APPROXIMATE.search(text) is not None


def halfwidth(text: str) -> str:
    """Full-width digits, letters and punctuation as the ASCII that a figure is written with."""
    return unicodedata.normalize("NFKC", text[:LONGEST]).replace("、", ",").replace("。", ".")


def _plain(number: Decimal) -> Decimal:
    """Without an exponent, so that 7.19E+9 never reaches a page."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
