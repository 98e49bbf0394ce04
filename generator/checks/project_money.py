"""A project's money: where it came from, and whether more went out than came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.batches import Batch
from generator.findings import Finding
from generator.ledger import Around, Kind, Line, around, totals
from generator.ledger.comparing import (
    BOUNDED_BY,
    adds_up,
    bases_apart,
    complete_apart,
    crossing,
    day_of,
    position,
    read_in,
    receiver_of,
    written,
)
from generator.loader import Entry
from generator.values.stated import Basis

COMPLETED = ("completion", "maintenance", "decommissioning", "decommissioned")
"""Stages of a project in which its final cost can be known."""
MOST_RELATED = 8
"""Places named beside a finding: enough to find the rest."""


def check(batch: Batch) -> Iterator[Finding]:
    """What a project and the funds that give to it say differently, or twice."""
    ledger = around(batch.catalogue)
    for entry in batch.entries:
        if entry.kind.name == "project":
            yield from _project(ledger, entry)


def _project(ledger: Around, project: Entry) -> Iterator[Finding]:
    own = ledger.of(project)
    # A line without a figure says that there is more than the figures show.
    is_open = any(line.amount.value is None for line in ledger.given_to(project, without_figure=True))
    given = ledger.given_to(project)
    funding = [line for line in own if line.kind is Kind.FUNDING]
    for line in funding:
        yield from _written_twice(line, given)
    budgets = [line for line in own if line.kind is Kind.BUDGET]
    complete = project.record.funding_complete and not is_open
    if project.record.funding_complete and not project.record.budget:
        yield project.warning("ledger-no-total", ("funding_complete",), field="budget")
    unclear = list(complete_apart(project, "funding_complete", given, budgets, _giver)) if complete else []
    yield from unclear or bases_apart(funding)
    if complete and not unclear:
        yield from adds_up(ledger.catalogue, project, "funding_complete", given, budgets)
    for kind in (Kind.PAYMENT, Kind.RETURN):
        moved = [line for line in own if line.kind is kind]
        found = list(_of_funds(ledger, project, moved, given))
        yield from found
        if given and not found and not is_open:
            yield from _over(ledger, moved, given)
    yield from _final(project, given)


def _giver(line: Line) -> str:
    """Whose money a line is, as the records name it; empty where they do not say."""
    return f"{line.giver.kind.name}/{line.giver.id}" if line.giver else receiver_of(line)


def _written_twice(line: Line, given: Iterable[Line]) -> Iterator[Finding]:
    """``ledger-twice`` and ``ledger-disagree``: a funding line for money that a recorded fund already gives."""
    for other in given:
        if other.fund is None or not _may_be_of_one_giver(line, other):
            continue
        arguments = {"given": line.amount.value, "other": other.amount.value, "fund": other.entry.id}
        related = (position(other),)
        same_basis = line.basis is other.basis
        if line.interval.overlaps(other.interval):
            if (same_basis or Basis.NOT_STATED in (line.basis, other.basis)) and _may_be_of_one_time(line, other):
                yield line.entry.error("ledger-twice", (*line.path, "value"), related=related, **arguments)
                return
        elif same_basis and day_of(line) is not None and day_of(line) == day_of(other):
            yield line.entry.error("ledger-disagree", (*line.path, "value"), related=related, **arguments)
            return


def _may_be_of_one_giver(line: Line, other: Line) -> bool:
    """Whether both name one funder; where one of them names none, the same sum of the same day or the same place in a
    source is the same money."""
    if line.organisation is not None and other.organisation is not None:
        return line.organisation is other.organisation
    same_day = day_of(line) is not None and day_of(line) == day_of(other)
    return line.fen == other.fen and (same_day or bool(read_in(line) & read_in(other)))


def _may_be_of_one_time(line: Line, other: Line) -> bool:
    mine, theirs = getattr(line.amount, "date", None), getattr(other.amount, "date", None)
    if mine and theirs:
        return bool(mine.first <= theirs.last and theirs.first <= mine.last)
    if line.years is None or other.years is None:
        return True
    (start, end), (from_, to) = line.years, other.years
    return (start or 0) <= (to or 9999) and (from_ or 0) <= (end or 9999)


def _of_funds(ledger: Around, project: Entry, moved: Sequence[Line], given: Sequence[Line]) -> Iterator[Finding]:
    """``ledger-over-allocated`` and ``ledger-not-allocated``: what is paid of a fund, against what that fund gave."""
    for fund in {line.fund.id: line.fund for line in moved if line.fund}.values():
        of_fund = [line for line in moved if line.fund is fund]
        came = [line for line in given if line.fund is fund] or _through_programme(ledger, project, fund)
        if came:
            yield from _over(ledger, of_fund, came)
        elif not any(line.project and line.project.id == project.id for line in fund.record.allocations):
            yield project.error(
                "ledger-not-allocated",
                (*of_fund[0].path, "fund"),
                related=(fund.position(("allocations",)),),
                given=of_fund[0].amount.value,
                fund=fund.id,
            )


def _through_programme(ledger: Around, project: Entry, fund: Entry) -> list[Line]:
    """What a fund gave to the programmes that the project is part of."""
    found: list[Line] = []
    seen = {project.id}
    above = project.record.part_of
    while above is not None and above.id not in seen:
        seen.add(above.id)
        programme = ledger.catalogue.at("project", above.id)
        if programme is None:
            break
        found += [line for line in ledger.given_to(programme) if line.fund is fund]
        above = programme.record.part_of
    return found


def _over(ledger: Around, lines: Sequence[Line], came: Sequence[Line]) -> Iterator[Finding]:
    came_by_basis = totals(came)
    for basis, sum_ in totals(lines).items():
        bounding = [came_by_basis[other] for other in BOUNDED_BY[basis] if other in came_by_basis]
        # Money that came in with several bases cannot be added up, and so bounds nothing.
        if len(came_by_basis) != 1 or not bounding or sum_.interval.low <= bounding[0].interval.high:
            continue
        line = crossing([line for line in lines if line.basis is basis], bounding[0].interval)
        yield line.entry.error(
            "ledger-over-allocated",
            (*line.path, "value"),
            related=tuple(position(one) for one in came[:MOST_RELATED]),
            sum=written(ledger.catalogue, sum_.fen, bounding[0].fen),
            total=written(ledger.catalogue, bounding[0].fen, sum_.fen),
            over=written(ledger.catalogue, sum_.fen - bounding[0].fen, bounding[0].fen),
        )


def _final(project: Entry, given: Sequence[Line]) -> Iterator[Finding]:
    """``ledger-no-final``: a completed project that has figures, but none of its final cost, and does not say why."""
    status = project.record.status
    if status is None or status.value is None or status.value.id not in COMPLETED:
        return
    has_money = bool(given) or any(amount.value for amount in project.record.budget)
    if has_money and not any(amount.basis is Basis.FINAL for amount in project.record.budget):
        yield project.warning("ledger-no-final", ("status",), related=(project.position(("budget",)),))
