"""How a value looks on a page, by its type: the same figure looks the same wherever it stands."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup

from generator.loader import Entry
from generator.values.calendar_days import CalendarDay
from generator.values.contact import Mailbox
from generator.values.coordinates import Coordinates
from generator.values.dates import PartialDate, Period
from generator.values.line_string import LineString
from generator.values.money import Money
from generator.values.names import DivisionCode, Reference, Sha256, Term, WebAddress
from generator.values.opening import LastEntry, OpeningHours
from generator.values.price import Price
from generator.values.quantity import Quantity
from generator.values.season import Season
from generator.values.stated import Absence, Amount, Count, Statement
from generator.values.telephone import Telephone
from generator.values.text import LocalizedProse, LocalizedText
from generator.writing.escaping import assembled, element, escape
from generator.writing.festival_words import calendar_day, calendar_of
from generator.writing.hours import in_words, seasons_in_words
from generator.writing.page import Page
from generator.writing.times_of_day import last_entry


def show(page: Page, value: Any, entry: Entry, *, brief: bool = False) -> Markup:
    """A value as HTML. ``brief``: the value alone, without its mark, basis and other versions (lists, cards)."""
    match value:
        case None:
            return element("span", page.word("unknown"), class_="p-absent")
        case Statement():
            return statement(page, value, entry, brief=brief)
        case tuple():
            return page.joined(show(page, item, entry, brief=brief) for item in value)
        case LocalizedProse():
            return page.prose(value)
        case LocalizedText():
            return page.text(value)
        case Term():
            return term(page, value)
        case Reference():
            return page.reference(value)
        case PartialDate():
            return escape(page.language.date(value))
        case Period():
            return escape(page.language.period(value))
        case Price() if value.is_free:
            return escape(page.word("visiting.free"))
        case OpeningHours():
            return escape(in_words(value, page.language) or page.word("hours.as_written", text=value.written))
        case Season():
            return escape(seasons_in_words(value.spans, page.language))
        case LastEntry():
            return escape(last_entry(value, page.language))
        case Money():
            return money(page, value)
        case Quantity():
            return quantity(page, value)
        case WebAddress():
            return page.outward(value)
        case Telephone():
            return element("a", value.written, href=value.uri, class_="p-telephone")
        case Mailbox():
            return element("a", value.address, href=f"mailto:{value.address}")
        case CalendarDay():
            return escape(calendar_day(page.language, calendar_of(entry.record), value))
        case DivisionCode() | Sha256():
            return element("code", value)
        case Coordinates():
            point = value.wgs84().rounded(page.catalogue.publication.map.decimals(entry.kind.name))
            return escape(f"{point.lat}, {point.lon}")
        case LineString():
            return escape(page.word("route.points", count=page.language.integer(len(value.positions))))
        case bool():
            return escape(page.word("guide_fields.yes") if value else "")
    return escape(value)


def term(page: Page, value: Term) -> Markup:
    """A word of a vocabulary; the status of a project with its shape."""
    if value.vocabulary == "project_status":
        return element("span", page.term(value), class_=f"p-status p-status-{value.id}")
    if value.vocabulary == "event_status":
        return element("span", page.term(value), class_=f"f-status f-status-{value.id}")
    return page.term(value)


def money(page: Page, value: Money) -> Markup:
    """An amount: digits and unit apart, so that digits stand in line."""
    return _figure(*_parts(page.language.money(value)))


def quantity(page: Page, value: Quantity, unit: Term | None = None) -> Markup:
    """A number with its unit."""
    word = unit.id if unit else page.catalogue.unit(value.unit)
    known = page.catalogue.vocabularies.get("unit", {}).get(word or "")
    return _figure(*_parts(page.language.quantity(value, known)))


def statement(
    page: Page, value: Statement[Any], entry: Entry, *, brief: bool = False, shown: Markup | None = None
) -> Markup:
    """A statement: its value, its basis, date and standing, its source, and what others say.

    ``shown`` is the value already in words, where its type alone does not say how it is best put.
    """
    if value.value is None:
        shown = absent(page, value.absence)
    elif shown is not None:
        pass
    elif isinstance(value.value, Quantity):
        shown = quantity(page, value.value, getattr(value, "unit", None))
    else:
        shown = show(page, value.value, entry)
    if brief:
        return shown
    low = value.confidence == "low"
    anchor = page.anchor(value, entry)
    if low or anchor:
        shown = element("span", shown, id=anchor, class_="p-low" if low else "")
    # The basis stands first, so that digits stand in line in a column.
    parts = [page.basis(value), shown] if isinstance(value, Amount) and value.value is not None else [shown]
    if value.as_of:
        parts.append(element("span", page.word("as_of", date=page.language.date(value.as_of)), class_="p-as-of"))
    if value.confidence == "low":
        parts.append(element("span", page.word("confidence.low"), class_="p-confidence p-confidence-low"))
    written = assembled([assembled(parts, " "), page.cite(value, entry, stated_as=_as_written(value))])
    alternatives = getattr(value, "alternatives", ())
    return written + others(page, alternatives, entry) if alternatives else written


def others(page: Page, alternatives: tuple[Statement[Any], ...], entry: Entry) -> Markup:
    """The values that other sources give and that were not chosen, folded away."""
    lines = Markup().join(
        element("li", statement(page, one, entry) + (Markup(" ") + page.text(one.note) if one.note else Markup()))
        for one in alternatives
    )
    summary = element("summary", f"{page.word('alternatives')} {len(alternatives)}")
    return element("details", summary + element("ul", lines), class_="p-alternatives")


def absent(page: Page, absence: Absence | None) -> Markup:
    """The place where a value would stand: that there is none, and why."""
    word = page.word(f"absence.{absence}") if absence else page.word("unknown")
    return element("span", word, class_="p-absent")


def counted(page: Page, count: Count, entry: Entry) -> Markup:
    """What a quantity counts, in words."""
    return page.text(count.counts)


def _as_written(value: Statement[Any]) -> str:
    """How the figure was put, where that is not how it is shown."""
    if isinstance(value.value, Money) or (isinstance(value.value, Quantity) and not value.value.written.isdecimal()):
        return value.value.written
    return ""


def _parts(shown: Any) -> tuple[str, str, str]:
    return shown.lead, shown.number, shown.unit


@lru_cache(maxsize=8192)
def _figure(lead: str, number: str, unit: str) -> Markup:
    digits = element("span", f"{lead} {number}".strip(), class_="p-number")
    if lead and unit:
        # "CNY 99.49 million" is one phrase; 9,949 万元 is a number and its unit.
        words = (element("span", word, class_="p-word") for word in (lead, unit))
        digits = element("span", Markup(f" {escape(number)} ").join(words), class_="p-number")  # noqa: S704
        unit = ""
    parts = [digits, element("span", unit, class_="p-unit")] if unit else [digits]
    return element("span", assembled(parts, " "), class_="p-amount")
