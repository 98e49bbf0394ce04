"""Synthetic amounts: from a few thousand yuan to billions, written the ways that notices write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

_UNITS = (("亿元", 100_000_000), ("万元", 10_000), ("元", 1))
BASES = ("planned", "approved", "allocated", "paid", "final", "not-stated")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole yuan."""

    yuan: int

    @classmethod
    def drawn(cls, rng: Random, programme: bool) -> Money:
        """Log-normal, around 1.8 million yuan for a project and 160 million for a programme, with long tails."""
        return cls(max(3_000, int(rng.lognormvariate(18.9 if programme else 14.4, 1.7))))

    @staticmethod
    def read(written: str) -> int:
        """The yuan of an amount that :meth:`written` wrote."""
        for unit, factor in _UNITS:
            if written.endswith(unit):
                return int(Decimal(written.removesuffix(unit).strip().replace(",", "")) * factor)
        return int(written)

    def written(self, rng: Random) -> str:
        """``71.9亿元``, ``9949 万元``, ``99490000`` …"""
        for unit, factor in _UNITS[:2]:
            if self.yuan >= factor * 3 and rng.random() < 0.9:
                decimals = rng.choice((0, 0, 1, 2)) if factor == 10_000 else rng.choice((1, 2))
                return f"{Decimal(self.yuan) / factor:.{decimals}f}{rng.choice(('', ' '))}{unit}"
        return str(self.yuan) if self.yuan >= 10_000 else f"{self.yuan} 元"

    def budget(self, rng: Random, year: int, sources: list[str]) -> Any:
        """What a record says of its budget: nothing, one figure, or several of different bases with other versions."""
        drawn = rng.random()
        if drawn < 0.2:
            return "not-stated"
        first: dict[str, Any] = {"value": self.written(rng), "basis": rng.choice(BASES)}
        if drawn < 0.6:
            return [first]
        first |= {"as_of": str(year), "sources": sources, "confidence": rng.choice(("high", "medium", "low"))}
        if rng.random() < 0.3:
            other = Money(int(self.yuan * rng.uniform(0.6, 1.5)) + 1)
            first["alternatives"] = [
                {
                    "value": other.written(rng),
                    "sources": sources,
                    "note": ("另一处的数字。", "The figure given elsewhere."),
                }
            ]
        more = [
            {
                "value": Money(int(self.yuan * rng.uniform(0.7, 1.2)) + 1).written(rng),
                "basis": basis,
                "as_of": str(min(2024, year + n)),
            }
            for n, basis in enumerate(rng.sample(BASES[:5], rng.choice((0, 1, 1, 2, 4))))
        ]
        return [first, *more]

    def lines(self, rng: Random, year: int) -> list[dict[str, Any]]:
        """Lines of money from outside the recorded funds, which come to less than the whole."""
        count = rng.choice((1, 1, 2, 3, 6))
        part = Money(max(3_000, self.yuan // (count + 1)))
        basis = rng.choice(BASES)
        return [{"value": part.written(rng), "basis": basis, "date": f"{year}-0{n + 1}"} for n in range(count)]
