"""How to get something done, as pages say it: lines to call, steps, papers, time limits, and how fresh it all is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.answering import needs_of
from generator.loader import Entry
from generator.records.policy import Benefit
from generator.records.procedure import Cost, Deadline, MailboxLine, TelephoneLine
from generator.records.service import Service
from generator.records.visiting import Current, Hours, standing
from generator.values.stated import Stated
from generator.values.telephone import Line
from generator.writing import facts
from generator.writing.escaping import assembled, element, escape
from generator.writing.page import Page
from generator.writing.shown import show, statement
from generator.writing.visiting import current


def telephones(page: Page, lines: Sequence[TelephoneLine], entry: Entry) -> list[Markup]:
    """Each line with what it is for; without any, that nothing is recorded."""
    return [_line(page, line, entry) for line in lines] or [facts.absent(page, "unknown")]


def mailboxes(page: Page, boxes: Sequence[MailboxLine], entry: Entry) -> list[Markup]:
    """Each e-mail address with what it is for."""
    found = []
    for box in boxes:
        purpose = element("span", page.text(box.purpose), class_="h-purpose") + " " if box.purpose else Markup()
        shown = show(page, box.value, entry) if box.value is not None else None
        found.append(purpose + (_dated(page, box, entry, shown) if shown else statement(page, box, entry)))
    return found


def _line(page: Page, line: TelephoneLine, entry: Entry) -> Markup:
    purpose = element("span", page.text(line.purpose), class_="h-purpose") + " " if line.purpose else Markup()
    if line.value is None:
        return purpose + statement(page, line, entry) + _note(page, line)
    kind = Markup()
    if line.value.line is not Line.LANDLINE:
        kind = Markup(" ") + element("span", page.word(f"service.lines.{line.value.line}"), class_="p-basis")
    return purpose + _dated(page, line, entry, show(page, line.value, entry) + kind)


def costs(page: Page, stated: Sequence[Cost], entry: Entry) -> list[Markup]:
    """What is to be paid; free is a price, and something else than one that nobody has stated."""
    return [_cost(page, cost, entry) for cost in stated] or [facts.absent(page, "unknown")]


def _cost(page: Page, cost: Cost, entry: Entry) -> Markup:
    of = element("span", page.text(cost.of), class_="h-purpose") + " " if cost.of else Markup()
    if cost.value is None:
        return of + statement(page, cost, entry) + _note(page, cost)
    return of + _dated(page, cost, entry, element("span", show(page, cost.value, entry), id=page.anchor(cost, entry)))


def _dated(page: Page, fact: Current[Any], entry: Entry, shown: Markup) -> Markup:
    """A fact with dates of its own says how fresh it is; for any other one the line about the whole record does."""
    if fact.as_of or fact.verify_by:
        return current(page, fact, entry, shown)
    return statement(page, fact, entry, shown=shown) + _note(page, fact)


def hours_of(service: Service) -> Hours | None:
    """Its hours, with the dates of the whole record where they have none of their own."""
    hours = service.hours
    if hours is None or hours.as_of or hours.verify_by:
        return hours
    return hours.model_copy(update={"as_of": service.as_of, "verify_by": service.verify_by})


def items(page: Page, stated: Sequence[Stated[Any]], entry: Entry, *, ordered: bool = False) -> Markup:
    """Statements one below the other, numbered where their order counts."""
    if not stated:
        return element("p", facts.absent(page, "unknown"))
    if len(stated) == 1 and stated[0].value is None:
        return element("p", statement(page, stated[0], entry) + _note(page, stated[0]))
    lines = assembled([element("li", statement(page, one, entry) + _note(page, one)) for one in stated], "\n")
    return element("ol" if ordered else "ul", lines, class_="h-steps" if ordered else "p-features")


def is_stated(stated: Sequence[Stated[Any]]) -> bool:
    """Whether any of them has a value."""
    return any(one.value is not None for one in stated)


def procedure(
    page: Page, entry: Entry, whole: Service | Benefit, before: Sequence[Markup] = (), after: Sequence[Markup] = ()
) -> Markup:
    """Steps, papers and time limits, between other rows: what is known at length, what is not in a line each, so that
    nothing seems to be hidden."""
    label = page.language.label
    shown = items(page, whole.steps, entry, ordered=True) if is_stated(whole.steps) else Markup()
    lines = [] if shown else [*before, facts.row(label("service", "steps"), items(page, whole.steps, entry))]
    lines.append(facts.row(label("service", "papers"), items(page, whole.papers, entry)))
    name = label("service", "deadlines")
    table = deadlines(page, whole.deadlines, entry, name)
    if not is_stated(whole.deadlines):
        lines.append(facts.row(name, *[_until(page, entry, one) for one in whole.deadlines] or [_nothing(page)]))
        table = Markup()
    apart = element("dl", assembled(before), class_="p-facts") if shown and before else Markup()
    listed = element("dl", assembled([*lines, *after]), class_="p-facts")
    return assembled(filter(None, [apart, shown, table, listed]), "\n\n")


def _until(page: Page, entry: Entry, one: Deadline) -> Markup:
    of = element("span", page.text(one.of), class_="h-purpose")
    return of + " " + statement(page, one, entry) + _note(page, one)


def _nothing(page: Page) -> Markup:
    return facts.absent(page, "unknown")


def deadlines(page: Page, stated: Sequence[Deadline], entry: Entry, caption: str) -> Markup:
    """What has to be done by when, as a table."""
    if not stated:
        return Markup()
    rows = [[page.text(one.of), statement(page, one, entry) + _note(page, one)] for one in stated]
    return facts.table(caption, [page.word("service.due_what"), page.word("service.due_when")], rows)


def _note(page: Page, stated: Stated[Any]) -> Markup:
    return element("small", page.text(stated.note), class_="p-remark") if stated.note else Markup()


def freshness(page: Page, entry: Entry) -> Markup:
    """For which day the record holds and until when; where that is over, or no day is known, that one should ask."""
    as_of, verify_by = entry.record.as_of, entry.record.verify_by
    whole: Current[Any] = Current(absence="not-stated", as_of=as_of, verify_by=verify_by)
    known = standing(whole, page.catalogue.publication.verify_after_years)
    today = page.catalogue.surroundings.as_of
    if as_of:
        then = page.word("service.fresh_due", date=page.language.date(as_of))
    else:
        then = page.word("service.fresh_undated")
    if not known.is_current(today):
        return element("p", then, class_="p-verify p-verify-due")
    assert known.due is not None
    if as_of:
        said = page.word("service.fresh", date=page.language.date(as_of))
    else:
        said = page.word("service.fresh_until", date=page.language.date(verify_by)) if verify_by else ""
    return element("p", said, class_="p-verify", data_due=known.due.isoformat(), data_then=then)


def needs(page: Page, entry: Entry) -> Markup:
    """The pages of needs that a record answers."""
    links = [
        element("a", page.text(need.title), href=page.to(addresses.need(need.id)))
        for need in needs_of(page.catalogue, entry)
    ]
    if not links:
        return Markup()
    return element("p", escape(page.word("service.part_of_needs")) + page.joined(links), class_="h-needs")


def statements(page: Page, stated: Sequence[Stated[Any]], entry: Entry) -> list[Markup]:
    """Statements as the values of one term; that nothing is recorded where there are none."""
    return [statement(page, one, entry) + _note(page, one) for one in stated] or [facts.absent(page, "unknown")]
