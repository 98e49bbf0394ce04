"""The words, numbers, dates and amounts of one language, and which text of a record its readers get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as day_of_calendar
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.publication import Publication, VocabularyTerm
from generator.values.dates import PartialDate, Period
from generator.values.money import Money
from generator.values.quantity import Quantity
from generator.values.text import LocalizedText
from generator.wordlists import Words, merged, read_words


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in the writing of a language: what stands before it, its digits, what stands behind it."""

    lead: str
    number: str
    unit: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.lead, self.number, self.unit) if part)


class Language:
    """How one language of one publication writes things. ``code`` is its tag (``zh``, ``en``)."""

    def __init__(self, code: str, publication: Publication, own: Words | None = None) -> None:
        """``own`` are the publication's words where it says something in its own way."""
        self.code = code
        self._own = own or {}
        self.default = publication.default_language
        self.currency = publication.currency
        self.words = merged(read_words(code), self._own)
        number = self.words["number"]
        self._group: str = number["group"]
        self._multiples = [(int(power), str(name)) for power, name in number["multiples"]]
        self._quantity_multiples = [(int(power), str(name)) for power, name in number["quantity_multiples"]]
        self._found: dict[str, str] = {}
        self._parts: dict[str, Words] = {}
        self._amounts = lru_cache(maxsize=8192)(self._amount)
        self._dates = lru_cache(maxsize=8192)(self._date)

    def part(self, name: str) -> Words:
        """A word list that is a file of its own, such as ``theme`` or ``maps``."""
        if name not in self._parts:
            self._parts[name] = merged(read_words(f"{name}.{self.code}"), self._own.get(name, {}))
        return self._parts[name]

    def word(self, key: str, /, **arguments: object) -> str:
        """The text at a dotted key with its placeholders filled in; ``KeyError`` for a key that is not there."""
        text = self._found.get(key)
        if text is None:
            node: Any = self.words
            for part in key.split("."):
                node = node[part]
            text = self._found[key] = str(node)
        for name, value in arguments.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def label(self, kind: str, field: str) -> str:
        """What a field of a kind is called."""
        fields = self.words["fields"]
        return str(fields.get(kind, {}).get(field, fields["record"].get(field, {})).get("label", field))

    def help(self, kind: str, field: str) -> str:
        """What an editor should know about a field."""
        fields = self.words["fields"]
        return str(fields.get(kind, {}).get(field, fields["record"].get(field, {})).get("help", ""))

    def pick(self, text: LocalizedText) -> tuple[str, str]:
        """The text for readers of this language, and the language it is in."""
        return text.pick(self.code, self.default)

    def plain(self, text: LocalizedText) -> str:
        """The text alone, for places that cannot mark its language."""
        return self.pick(text)[0]

    def integer(self, number: int) -> str:
        """A whole number with its groups."""
        return f"{number:,}".replace(",", self._group)

    def number(self, number: Decimal, decimals: int = 0) -> str:
        """An exact number with its groups: all of its decimals, and at least so many."""
        exponent = number.normalize().as_tuple().exponent
        places = max(decimals, -exponent if isinstance(exponent, int) else 0, 0)
        return f"{number:,.{places}f}".replace(",", self._group)

    def money(self, money: Money) -> Shown:
        """The amount in the unit its readers think in, exact: 9,949 万元, CNY 99.49 million."""
        return self._amounts(money.fen, money.step, money.currency or self.currency)

    def _amount(self, fen: int, step: int, currency: str) -> Shown:
        amount = Decimal(fen).scaleb(-2)
        scale, multiple = self._scale(amount, step, self._multiples)
        step_power = len(str(step)) - 3 if set(str(step)[1:]) <= {"0"} else 0
        written = max(0, scale - step_power) if scale else 0
        digits = self.number(amount.scaleb(-scale), written if written <= 2 else 0)
        if not scale and amount != amount.to_integral_value():
            digits = self.number(amount, 2)
        lead = str(self.words["number"]["lead"].get(currency, ""))
        unit = str(self.words["number"]["currency"].get(currency, "" if lead else currency))
        return Shown(lead, digits, multiple + unit)

    def quantity(self, quantity: Quantity, unit: VocabularyTerm | None = None) -> Shown:
        """A number with its unit: 6.7 万户, 67,000 households."""
        scale, multiple = self._scale(quantity.number, quantity.step, self._quantity_multiples)
        if scale and quantity.step < Decimal(10) ** (scale - 2):
            scale, multiple = 0, ""
        # As many decimals as were written: 3.50 公里 is known to ten metres.
        digits = self.number(quantity.number.scaleb(-scale), max(0, scale - quantity.step.adjusted()))
        if unit is None:
            return Shown("", digits, multiple + quantity.unit)
        label = unit.one if quantity.number == 1 and unit.one and unit.one.has(self.code, self.default) else unit.label
        return Shown("", digits, multiple + self.plain(label))

    @staticmethod
    def _scale(number: Decimal, step: int | Decimal, multiples: list[tuple[int, str]]) -> tuple[int, str]:
        """The largest multiple in which the number has few enough decimals to be read at a glance."""
        for power, name in multiples:
            scaled = abs(number).scaleb(-power)
            exponent = scaled.normalize().as_tuple().exponent
            if scaled >= 1 and isinstance(exponent, int) and -exponent <= 2:
                return power, name
        return 0, ""

    def date(self, date: PartialDate) -> str:
        """A year, a month or a day."""
        return self._dates(date.year, date.month, date.day)

    def _date(self, year: int, month: int | None, day: int | None) -> str:
        patterns = self.words["date"]
        if month is None:
            return str(patterns["year"]).format(year=year)
        name = self.words["months"][month - 1] if "months" in self.words else ""
        return str(patterns["day"] if day else patterns["month"]).format(year=year, month=month, day=day, name=name)

    def day(self, day: day_of_calendar) -> str:
        """A day of the calendar."""
        return self.date(PartialDate(day.year, day.month, day.day))

    def period(self, period: Period) -> str:
        """A single date, or from one to another."""
        if period.is_single and period.start:
            return self.date(period.start)
        if period.start and period.end:
            return self.word("period.between", start=self.date(period.start), end=self.date(period.end))
        if period.start:
            return self.word("period.since", start=self.date(period.start))
        assert period.end is not None
        return self.word("period.until", end=self.date(period.end))
