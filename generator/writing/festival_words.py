"""How the days of festivals are put into words: in their own calendar, in the civil one, and how they are known."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from generator.language import Language
from generator.occasions import Occasion
from generator.records.event import Event
from generator.values.calendar_days import CalendarDay
from generator.values.names import Term
from generator.writing.escaping import assembled, element, escape
from generator.writing.page import Page


def calendar_of(event: Event) -> str:
    """The calendar that an event follows, by its id; nothing where its source does not say."""
    return event.calendar.value.id if event.calendar.value else ""


def calendar_name(page: Page, event: Event) -> str:
    """What an event's calendar is called."""
    known = page.catalogue.term(event.calendar.value)
    return page.language.plain(known.label) if known else calendar_of(event)


def status_name(page: Page, status: str) -> str:
    """What a status is called."""
    known = page.catalogue.term(Term("event_status", status))
    return page.language.plain(known.label) if known else status


def calendar_day(language: Language, calendar: str, day: CalendarDay) -> str:
    """A day of a calendar: 农历正月十五, the 15th day of the 1st lunar month."""
    words = language.words["festival"]
    if calendar not in words["day_of"]:
        return str(day)
    number = words["days"][day.day - 1]
    if calendar in ("gregorian", "islamic"):
        number = language.word("festival.days_gregorian", number=day.day)
    month = words["months"][calendar][day.month - 1]
    return language.word(f"festival.day_of.{calendar}", month=month, day=number)


def weekday(language: Language, day: date) -> str:
    """The name of its day of the week."""
    return str(language.words["festival"]["weekdays"][day.weekday()])


def dated(language: Language, day: date) -> str:
    """A civil day with its day of the week."""
    return language.word("festival.dated", date=language.day(day), weekday=weekday(language, day))


def short(language: Language, day: date) -> str:
    """A civil day with its day of the week, where its year is known."""
    name = language.words["months"][day.month - 1] if "months" in language.words else day.month
    written = language.word("festival.short", month=name, day=day.day)
    return language.word("festival.dated", date=written, weekday=weekday(language, day))


def time(language: Language, day: date, *, year: bool = True) -> Markup:
    """A civil day with its day of the week, for people and for programs; without its year where that is known."""
    return element("time", (dated if year else short)(language, day), datetime=day.isoformat())


def span(language: Language, one: Occasion) -> Markup:
    """From the first day of an occasion to its last; where the calendar skips its only day, about when it would be."""
    if one.start is None or one.end is None:
        about = language.word("festival.about", date=language.day(one.near))
        return element("span", f"{language.word('festival.no_day')}{_aside(language, about)}", class_="p-absent")
    if one.start == one.end:
        return time(language, one.start)
    # The year stands where a language has it: at the beginning in Chinese, at the end in English.
    same = one.start.year == one.end.year
    first = time(language, one.start, year=not same or language.code == "zh")
    return between(language, first, time(language, one.end, year=not same or language.code != "zh"))


def between(language: Language, start: Markup, end: Markup) -> Markup:
    """From one thing to another."""
    written = str(escape(language.word("festival.between", start="\0", end="\1")))
    return Markup(written.replace("\0", str(start)).replace("\1", str(end)))  # noqa: S704 - of escaped parts


def _aside(language: Language, text: str) -> str:
    return f"（{text}）" if language.code == "zh" else f" ({text})"


def basis(page: Page, one: Occasion) -> Markup:
    """Whether an occasion's dates are computed, and by which calendar, or announced, and where."""
    if one.announced is not None:
        tag = element("span", page.word("festival.announced"), class_="f-basis f-basis-announced")
        return tag + page.cite(one.announced, one.entry)
    text = page.word("festival.computed", calendar=calendar_name(page, one.entry.record))
    return element("span", text, class_="f-basis f-basis-computed")


def status_tag(page: Page, status: str) -> Markup:
    """A status, with its shape."""
    return element("span", status_name(page, status), class_=f"f-status f-status-{status}")


def oddities(page: Page, one: Occasion) -> list[str]:
    """What is unusual about the days of an occasion, in sentences, each once."""
    calendar = calendar_of(one.entry.record)
    pairs = [*one.oddities, *((day.of, oddity) for day in one.days for oddity in day.oddities)]
    said = [
        page.word(f"festival.oddity.{oddity}", day=calendar_day(page.language, calendar, day)) for day, oddity in pairs
    ]
    return list(dict.fromkeys(said))


def named_days(page: Page, one: Occasion) -> Markup:
    """The named days of an occasion, each with its date, and its status where it is another one."""
    items = []
    for named in one.days:
        when = (
            time(page.language, named.day, year=bool(one.start and named.day.year != one.start.year))
            if named.day
            else element("span", page.word("festival.no_day"), class_="p-absent")
        )
        parts: list[object] = [when, page.text(named.name)]
        if named.status != one.status:
            parts.append(status_tag(page, named.status))
        if named.announced is not None:
            tag = element("span", page.word("festival.announced"), class_="f-basis f-basis-announced")
            parts.append(tag + page.cite(named.announced, one.entry))
        attributes = {"data_from": named.day.isoformat(), "data_to": named.day.isoformat()} if named.day else {}
        items.append(element("li", assembled(parts, " "), **attributes))
    return element("ul", assembled(items), class_="f-days") if items else Markup()
