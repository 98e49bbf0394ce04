"""What the pages of funds, projects, places and organisations say about money, from the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator import addresses
from generator.ledger import Basis, Dimension, Kind, Ledger, Line, Lot, Sum, ledger_of, lot_of, totals
from generator.ledger.comparing import bound
from generator.loader import Entry
from generator.values.dates import PartialDate
from generator.values.text import LocalizedText
from generator.writing.courses import course_chart
from generator.writing.escaping import element, escape
from generator.writing.facts import table
from generator.writing.long_lists import lines_on, to_all_lines
from generator.writing.page import Page
from generator.writing.shown import show, statement
from generator.writing.sums import amount, cite_lines, grouped_table, plain_amount, sum_cell, sums_table

View = dict[str, Any]
Cells = Sequence[object]
PLACE_BY = (Dimension.YEAR, Dimension.CATEGORY)
MOST_PLACE_SUMS = 12
"""On the page of a place; of more there are pages of their own."""
MOST_PAID = 8
"""Projects with a row of their own in what a fund paid or got back; each has its lines on its own page."""
Row = tuple[object, Sequence[Line], Mapping[Basis, Sum]]
"""For :func:`sums_table`: a name, its lines, and what of them counts elsewhere too."""


def fund_money(page: Page, fund: Entry) -> View:
    """Allocations with their sums, the total against its items, and what was paid and given back."""
    ledger = ledger_of(page.catalogue)
    own = ledger.of(fund)
    given = [line for line in own if line.kind is Kind.ALLOCATION]
    returned = list(ledger.returned_to(fund))
    many = _of_projects(page, page.word("ledger.returns"), returned) if len(returned) > MOST_PAID else Markup()
    returned = [] if many else returned
    returned += (line for line in ledger.written_in(fund) if line.kind is Kind.RETURN)
    return {
        "allocations": allocations_table(page, fund, 1),
        "lines_pages": to_all_lines(page, fund, 1),
        "reconciled": _reconciled(page, own, given),
        "complete": fund.record.allocations_complete,
        "total_known": any(line.kind is Kind.TOTAL for line in own),
        "paid": _of_projects(page, page.word("ledger.paid_from"), ledger.paid_from(fund)),
        "returned_by_many": many,
        "returns": _returns(page, returned),
    }


def allocations_table(page: Page, fund: Entry, number: int) -> Markup:
    """The lines of one page, from 1: where the money goes, and how much it is; their sums stand on the first."""
    lines = [fund.record.allocations[index] for index in lines_on(fund, number)]
    parts = {component.id: component.title for component in fund.record.components}
    rows = [
        [
            destination(page, line, fund, [*_texts(page, parts.get(line.component)), *_days(page, line.date)]),
            statement(page, line, fund),
        ]
        for line in lines
    ]
    if not rows:
        return Markup()
    given = [line for line in ledger_of(page.catalogue).of(fund) if line.kind is Kind.ALLOCATION]
    foot = subtotals(page, given) if number == 1 and len(fund.record.allocations) > 1 else ()
    heads = [page.word("fund.to"), page.word("project.amount")]
    return table(page.word("fund.allocations_caption"), heads, rows, numeric=(1,), foot=foot)


def project_money(page: Page, project: Entry) -> View:
    """Where a project's money came from, what was paid and given back, and the steps from plan to outcome."""
    ledger = ledger_of(page.catalogue)
    own = ledger.of(project)
    given = ledger.given_to(project)
    funding = []
    for fund in page.catalogue.naming(project, "fund", ["allocations"]):
        for line in fund.record.allocations:
            if line.project and line.project.id == project.id:
                more = [*_texts(page, line.purpose), *_days(page, line.date)]
                funding.append([page.link(fund) + _remark(page, more), statement(page, line, fund)])
    for line in project.record.funding:
        funder = page.reference(line.funder) if line.funder else show(page, None, project)
        funding.append([funder + _remark(page, _days(page, line.date)), statement(page, line, project)])
    return {
        "funding": funding,
        "funding_subtotals": subtotals(page, given) if len(funding) > 1 else [],
        "payments": payments_table(page, project, 1),
        "payments_pages": to_all_lines(page, project, 1),
        "returns": _returns(page, [line for line in ledger.written_in(project) if line.kind is Kind.RETURN]),
        "course": _course(page, own, given),
        "course_chart": course_chart(page, project),
    }


def place_money(page: Page, place: Entry) -> Markup:
    """What is given for a place and all that lies below it, by year and by category; empty where nothing is.

    Where these are many sums, the whole alone, and the way to the pages that have them.
    """
    ledger = ledger_of(page.catalogue)
    lines = ledger.within(place)
    if not lines:
        return Markup()
    below = page.catalogue.places_within(place.id)
    elsewhere = [line for line in lines if any(other not in below for other in line.places)]
    if place_has_pages(ledger, place):
        heading = page.word("ledger.place_money")
        whole: list[Row] = [(page.word("ledger.all"), lines, totals(elsewhere))]
        way = element("a", page.word("place_money.all"), href=page.to(addresses.place_money(place)))
        return sums_table(page, heading, page.word("ledger.sum"), whole) + Markup("\n\n") + element("p", way)
    tables = [grouped_table(page, ledger, by, lines, under=False) for by in PLACE_BY]
    if elsewhere:
        words = page.word("joined").join(
            page.word(
                "ledger.of_basis", amount=plain_amount(page, sum_.fen, sum_.step), basis=page.word(f"basis.{basis}")
            )
            for basis, sum_ in totals(elsewhere).items()
        )
        words = page.word("ledger.shared", amount=words)
        tables.append(element("p", words, class_="p-remark"))
    return Markup("\n\n").join(tables)


def place_has_pages(ledger: Ledger, place: Entry) -> bool:
    """Whether the sums of a place have pages of their own."""
    lines = ledger.within(place)
    return sum(len(group.sums) for by in PLACE_BY for group in ledger.by(by, lines)) > MOST_PLACE_SUMS


def organisation_money(page: Page, organisation: Entry) -> Markup:
    """What an organisation gives, what came in for the projects that it answers for, what is paid to it."""
    ledger = ledger_of(page.catalogue)
    projects = page.catalogue.naming(organisation, "project", ["responsible"])
    rows = [
        ("gives", ledger.given_by(organisation)),
        ("answers_for", [line for project in projects for line in ledger.given_to(project)]),
        ("receives", ledger.received_by(organisation)),
    ]
    named: list[Row] = [(page.word(f"ledger.{word}"), lines, {}) for word, lines in rows if lines]
    return sums_table(page, page.word("ledger.organisation_money"), page.word("ledger.as_role"), named)


def subtotals(page: Page, lines: Sequence[Line]) -> list[list[Markup]]:
    """A row for each basis: what it is the sum of, and the sum."""
    lot = lot_of(lines)
    return [
        [
            escape(f"{page.word('ledger.sum')} ") + element("span", page.word(f"basis.{basis}"), class_="p-basis"),
            sum_cell(page, sum_, lot),
        ]
        for basis, sum_ in lot.sums.items()
    ]


def _of_projects(page: Page, caption: str, lines: Sequence[Line]) -> Markup:
    """What was paid out of a fund or given back to it, by project; of many projects the last ones together, so that
    the sum is whole."""
    projects: dict[str, list[Line]] = {}
    for line in lines:
        projects.setdefault(line.entry.id, []).append(line)
    rows: list[Row] = [(page.link(of_project[0].entry), of_project, {}) for of_project in projects.values()]
    if len(rows) > MOST_PAID:
        others = [line for _, of_project, _ in rows[MOST_PAID - 1 :] for line in of_project]
        count = page.language.integer(len(rows) - MOST_PAID + 1)
        rows = [*rows[: MOST_PAID - 1], (page.word("fund_pages.others", count=count), others, {})]
    return sums_table(page, caption, page.word("kinds.project.one"), rows, lines, under=False)


def destination(page: Page, line: Any, entry: Entry, more: Sequence[Markup] = ()) -> Markup:
    """Where an allocation line goes: its project, its place, its purpose; ``more`` stands behind it."""
    parts = [page.reference(reference) for reference in (line.project, line.place) if reference]
    parts += _texts(page, line.purpose)
    first, *rest = parts or [show(page, None, entry)]
    return first + _remark(page, [*rest, *more])


def _remark(page: Page, parts: Sequence[Markup]) -> Markup:
    return element("small", page.joined(parts), class_="p-remark") if parts else Markup()


def _texts(page: Page, text: LocalizedText | None) -> list[Markup]:
    return [page.text(text)] if text else []


def _days(page: Page, day: PartialDate | None) -> list[Markup]:
    return [escape(page.language.date(day))] if day else []


def _reconciled(page: Page, own: Sequence[Line], given: Sequence[Line]) -> Markup:
    """Each part of the total, and the whole, against the lines that are taken from it; empty where none is stated."""
    wholes = [line for line in own if line.kind is Kind.TOTAL]
    rows: list[Cells] = []
    for part in (line for line in own if line.kind is Kind.COMPONENT):
        named: Any = part.amount
        of_part = [line for line in given if getattr(line.amount, "component", None) == named.id]
        name = page.text(named.title)
        if named.level:
            name += element("small", page.term(named.level), class_="p-remark")
        rows += _held_against(page, name, [part], of_part)
    foot = _held_against(page, escape(page.word("ledger.whole")), wholes, given)
    if not rows and not foot:
        return Markup()
    word = page.word
    heads = [word(f"ledger.{name}") for name in ("part", "stated_total", "listed", "difference")]
    return table(word("ledger.reconciled_caption"), heads, rows or foot, numeric=(1, 2, 3), foot=foot if rows else ())


def _held_against(page: Page, name: Markup, wholes: Sequence[Line], lines: Sequence[Line]) -> list[list[object]]:
    """A row for each basis of the lines; one for what is stated where there are no lines."""
    if not wholes:
        return []
    rows: list[list[object]] = []
    for basis, sum_ in totals(lines).items():
        whole = bound(basis, wholes)
        if whole is not None:
            listed = page.basis(_of(lines, basis).amount) + Markup(" ") + sum_cell(page, sum_, lines)
            rows.append([name, _stated(page, whole), listed, _difference(page, whole, sum_)])
    none = element("span", page.word("ledger.none_listed"), class_="p-absent")
    return rows or [[name, _stated(page, wholes[0]), none, amount(page, wholes[0].fen)]]


def _stated(page: Page, line: Line) -> Markup:
    """The amount of a line; a part of a total has its place on the page here, a total its own further up."""
    if line.kind is Kind.COMPONENT:
        return statement(page, line.amount, line.entry)
    shown = amount(page, line.fen, line.step)
    return page.basis(line.amount) + Markup(" ") + shown + cite_lines(page, [line])


def _of(lines: Sequence[Line], basis: Basis) -> Line:
    return next(line for line in lines if line.basis is basis)


def _difference(page: Page, whole: Line, sum_: Sum) -> Markup:
    """What is left, exactly as the figures stand, and between what it lies where they are rounded."""
    left = whole.fen - sum_.fen
    if left == 0:
        return element("strong", page.word("ledger.matches"))
    between = whole.interval - sum_.interval
    if between.low <= 0 <= between.high:
        return amount(page, left) + element("small", page.word("ledger.within_rounding"), class_="p-remark")
    low, high = (plain_amount(page, int(end)) for end in (between.low, between.high))
    words = page.word("ledger.range", low=low, high=high)
    return amount(page, left) + element("small", words, class_="p-remark")


def payments_table(page: Page, project: Entry, number: int) -> Markup:
    """The payments of one page, from 1; their sums stand on the first."""
    rows: list[Cells] = []
    for paid in (project.record.payments[index] for index in lines_on(project, number)):
        name = page.reference(paid.to) if paid.to else show(page, None, project)
        more = [page.reference(paid.fund)] if paid.fund else []
        more += [page.text(paid.purpose)] if paid.purpose else []
        if more:
            name += element("small", page.joined(more), class_="p-remark")
        rows.append([name, show(page, paid.date, project), statement(page, paid, project)])
    if not rows:
        return Markup()
    word = page.word
    heads = [word("ledger.to"), word("ledger.date"), word("project.amount")]
    lines = [line for line in ledger_of(page.catalogue).of(project) if line.kind is Kind.PAYMENT] if number == 1 else []
    foot = [[name, "", sum_] for name, sum_ in subtotals(page, lines)] if len(lines) > 1 else []
    return table(word("ledger.payments_caption"), heads, rows, numeric=(2,), foot=foot)


def _returns(page: Page, lines: Sequence[Line]) -> Markup:
    rows: list[Cells] = []
    for line in lines:
        returned: Any = line.amount
        to = line.fund if line.entry.kind.name == "project" and line.fund else line.receiver
        rows.append(
            [
                page.link(line.entry),
                page.link(to) if to else show(page, None, line.entry),
                show(page, returned.date, line.entry),
                statement(page, returned, line.entry, shown=amount(page, line.fen, line.step)),
            ]
        )
    if not rows:
        return Markup()
    word = page.word
    heads = [word(f"ledger.{name}") for name in ("returned_by", "to_whom", "date")] + [word("project.amount")]
    known = [line for line in lines if line.amount.value]
    foot = [[name, "", "", sum_] for name, sum_ in subtotals(page, known)] if len(known) > 1 else []
    return table(word("ledger.returns"), heads, rows, numeric=(3,), foot=foot)


def _course(page: Page, own: Sequence[Line], given: Sequence[Line]) -> Markup:
    """Plan against outcome: a row for each basis, what the project states, what came in and what was paid.

    Empty where there is only one figure, which compares with nothing.
    """
    columns = {
        "budget": Lot(line for line in own if line.kind is Kind.BUDGET),
        "given": lot_of(given),
        "paid": Lot(line for line in own if line.kind is Kind.PAYMENT),
    }
    shown = {name: lines for name, lines in columns.items() if lines}
    if sum(len(lines.by_basis) for lines in shown.values()) < 2:
        return Markup()
    bases = [basis for basis in Basis if any(basis in lines.by_basis for lines in shown.values())]
    rows: list[Cells] = []
    for basis in bases:
        cells: list[object] = [element("span", page.word(f"basis.{basis}"), class_=f"p-basis p-basis-{basis}")]
        for name, lines in shown.items():
            of_basis = lines.by_basis.get(basis, Lot())
            # Several statements of a budget are not parts of it: the newest stands for them.
            if name == "budget" and len(of_basis) > 1:
                of_basis = Lot([max(of_basis, key=lambda line: str(line.amount.as_of or ""))])
            cells.append(sum_cell(page, of_basis.sums[basis], of_basis) if of_basis else Markup())
        rows.append(cells)
    heads = [page.word("project.basis"), *(page.word(f"ledger.{name}") for name in shown)]
    return table(page.word("ledger.course_caption"), heads, rows, numeric=range(1, len(heads)), under=True)
