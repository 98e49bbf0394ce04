"""How each type of value looks in JSON-LD, said once. ``None`` is what is not told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from typing import Any

from generator import addresses
from generator.loader import Entry
from generator.records.organisation import Member
from generator.records.procedure import Cost, TelephoneLine
from generator.records.visiting import Current, Fee, Hours, standing
from generator.values.coordinates import Coordinates
from generator.values.dates import PartialDate, Period
from generator.values.money import Money
from generator.values.names import DivisionCode, Reference, Term, WebAddress
from generator.values.price import Price
from generator.values.quantity import Quantity
from generator.values.stated import Amount, Statement
from generator.values.text import LocalizedProse, LocalizedText
from generator.writing.linked_data.hours import running, specifications
from generator.writing.linked_data.nodes import Node, identifier, number, text
from generator.writing.linked_data.terms import class_named
from generator.writing.page import Page


@dataclass(frozen=True)
class Telling:
    """Of which record, on which page."""

    page: Page
    entry: Entry

    @property
    def today(self) -> date | None:
        """The day that counts as today."""
        return self.page.catalogue.surroundings.as_of

    def last_day(self, fact: Statement[Any]) -> date | None:
        """The last day on which a fact may be relied on; nothing where it cannot be."""
        known = standing(fact, self.page.catalogue.publication.verify_after_years)
        if known.due is None or not known.is_current(self.today):
            return None
        return date.fromordinal(known.due.toordinal() - 1)

    def is_told(self, fact: Statement[Any]) -> bool:
        """Whether a machine may take it for true: it has a value, is not doubtful, and has not grown old."""
        if fact.value is None or fact.confidence == "low":
            return False
        return self.last_day(fact) is not None if isinstance(fact, Current) else True

    def reference(self, entry: Entry) -> Node:
        """Another record, by what it is, where it is described and what it is called."""
        address = addresses.address(entry)
        named = {"@type": class_of(self.page, entry), "@id": identifier(self.page, address)}
        return named | {"name": text(self.page, entry.record.heading)}


def class_of(page: Page, entry: Entry) -> str:
    """The class of a record: that of its own type where the vocabulary names one, else its kind's; or nothing."""
    type_ = getattr(entry.record, "type", None)
    known = page.catalogue.term(type_) if isinstance(type_, Term) else None
    return class_named(known.linked if known else None) or class_named(entry.kind.linked)


@singledispatch
def told(value: Any, at: Telling) -> Any:
    """The value in JSON-LD; parts that have no way of being told are not."""
    return None


@told.register
def _statement(value: Statement, at: Telling) -> Any:  # type: ignore[type-arg]
    return told(value.value, at) if at.is_told(value) else None


@told.register
def _line(value: str, at: Telling) -> Any:
    return value


@told.register
def _text(value: LocalizedText, at: Telling) -> Any:
    return text(at.page, value)


@told.register
def _prose(value: LocalizedProse, at: Telling) -> Any:
    return None  # it is on the page


@told.register
def _address(value: WebAddress, at: Telling) -> Any:
    return value.url


@told.register
def _date(value: PartialDate, at: Telling) -> Any:
    year, *rest = str(value).split("-")
    return "-".join([year.zfill(4), *rest])


@told.register
def _period(value: Period, at: Telling) -> Any:
    if value.is_single:
        return told(value.start, at)
    return "/".join(told(end, at) if end else ".." for end in (value.start, value.end))


@told.register
def _code(value: DivisionCode, at: Telling) -> Any:
    standard = {6: "GB/T 2260"}.get(len(value.digits))
    return {"@type": "PropertyValue", "propertyID": standard, "value": value.digits} if standard else value.digits


@told.register
def _term(value: Term, at: Telling) -> Any:
    known = at.page.catalogue.term(value)
    if known is None:
        return None
    name = class_named(known.linked)
    return f"https://schema.org/{name}" if name else text(at.page, known.label)


@told.register
def _reference(value: Reference, at: Telling) -> Any:
    entry = at.page.catalogue.find(value)
    return at.reference(entry) if entry and class_of(at.page, entry) else None


@told.register
def _member(value: Member, at: Telling) -> Any:
    return told(value.organisation, at)


@told.register
def _point(value: Coordinates, at: Telling) -> Any:
    # Never the value itself: the record's point as it is published, which is coarse where its place is restricted.
    point = at.page.catalogue.point_of(at.entry)
    if point is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": number(point.lat), "longitude": number(point.lon)}


@told.register
def _money(value: Money, at: Telling) -> Any:
    currency = value.currency or at.page.language.currency
    return {"@type": "MonetaryAmount", "currency": currency, "value": number(value.amount)}


@told.register
def _amount(value: Amount, at: Telling) -> Any:
    if value.value is None or not at.is_told(value):
        return None
    # Planned is not paid: without its basis an amount would be another one.
    return told(value.value, at) | {"name": at.page.word(f"basis.{value.basis}")}


@told.register
def _quantity(value: Quantity, at: Telling) -> Any:
    unit = {"unitText": value.unit} if value.unit else {}
    return {"@type": "QuantitativeValue", "value": number(value.number)} | unit


@told.register
def _hours(value: Hours, at: Telling) -> Any:
    last, visiting = at.last_day(value), getattr(at.entry.record, "visiting", None)
    status = visiting.status.value if visiting and visiting.status else None
    if value.value is None or last is None or (status and status.id == "closed"):
        return None
    return specifications(value.value, at.today, last)


@told.register
def _telephone(value: TelephoneLine, at: Telling) -> Any:
    if value.value is None or not at.is_told(value):
        return None
    purpose = {"name": text(at.page, value.purpose)} if value.purpose else {}
    return {"@type": "ContactPoint", "telephone": str(value.value)} | purpose


@told.register
def _fee(value: Fee, at: Telling) -> Any:
    label = told(value.audience, at) if value.audience else None
    span = None
    if value.season:
        span = running(value.season.spans, at.today)
        if span is None:
            return None  # a price of part of the year is another one without that part
    return _offer(value, label, span, at)


@told.register
def _cost(value: Cost, at: Telling) -> Any:
    return _offer(value, text(at.page, value.of) if value.of else None, None, at)


def _offer(fact: Current[Price], name: Any, span: tuple[date, date] | None, at: Telling) -> Any:
    """A price with the days for which it is known."""
    price, last = fact.value, at.last_day(fact)
    if price is None or last is None or (span and span[0] > last):
        return None
    whole: Node = {"@type": "Offer"}
    if name is not None:
        whole["name"] = name
    currency = price.currency or at.page.language.currency
    whole["priceSpecification"] = {"@type": "PriceSpecification", "price": number(price.amount)} | {
        "priceCurrency": currency
    }
    if span:
        whole["priceSpecification"]["validFrom"] = span[0].isoformat()
    whole["priceSpecification"]["validThrough"] = min(last, span[1]).isoformat() if span else last.isoformat()
    return whole



