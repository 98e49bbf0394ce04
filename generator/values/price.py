"""What something costs: an exact amount, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from generator.findings import Refusal
from generator.values.base import text_of
from generator.values.money import Money

FREE = ("free", "免费")


@dataclass(frozen=True, slots=True)
class Price(Money):
    """An amount of money that may be none: ``free`` is a price, and something else than a price that is not known."""

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``80元`` or ``free``; raises :class:`Refusal`."""
        written = text_of(data).strip()
        if written.lower() in FREE:
            return cls(fen=0, step=1, currency="", written=written)
        amount = Money.parse(data)
        if amount.fen < 0:
            raise Refusal("price-negative", given=written[:40])
        return cls(amount.fen, amount.step, amount.currency, amount.written)

    @property
    def is_free(self) -> bool:
        """Whether there is nothing to pay."""
        return self.fen == 0
