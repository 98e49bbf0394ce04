"""Money in the wrong unit, currency or sign. What adds up to what is the ledger's concern, not this module's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding, Position, Refusal
from generator.loader import Entry
from generator.records.base import Path
from generator.records.fund import Allocation
from generator.tracing import looked_up
from generator.values.money import FEN, Money
from generator.values.stated import Amount, Statement

_BARE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
"""A number and nothing else."""
FACTORS = (1_000, 10_000, 100_000_000)
"""What a unit taken for another makes of an amount: 千, thousand; 万; 亿."""
LEAST_FACTOR = 1_000
"""Two amounts that should be of one size and differ by more were not written in the same unit."""
NEIGHBOURS_FACTOR = 2_000
LEAST_NEIGHBOURS = 3
SMALLEST_PUBLIC_AMOUNT = 10_000 * FEN
"""Below it, a sum of public money written without a unit was most likely meant in 万元."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """An amount in its place."""

    entry: Entry
    path: Path
    money: Money


def check(batch: Batch) -> Iterator[Finding]:
    """``money-currency``, ``money-negative``, ``money-small`` and ``money-factor``."""
    catalogue = batch.catalogue
    for entry, path, money in batch.values(Money):
        if money.currency not in ("", catalogue.publication.currency):
            yield entry.error("money-currency", path, given=money.written, currency=catalogue.publication.currency)
        if money.fen < 0 and path[0] != "returns":
            yield entry.error("money-negative", path, related=_taken_back_from(entry, path), given=money.written)
        elif 0 < money.fen < SMALLEST_PUBLIC_AMOUNT and path[0] != "visiting" and _BARE.fullmatch(money.written):
            yield entry.warning("money-small", path, given=money.written, suggestion=f"{money.written} 万元")
    for entry, path, amount in batch.values(Amount):
        if amount.stated_as or amount.alternatives:
            yield from _same_statement(entry, path, amount)
    for entry in batch.entries:
        if entry.kind.name == "project":
            yield from _of_project(entry)
        elif entry.kind.name == "fund":
            yield from _of_fund(catalogue, entry)


def _taken_back_from(entry: Entry, path: Path) -> tuple[Position, ...]:
    """Where the money that a negative amount takes back was given: the first larger amount beside it."""
    beside = getattr(entry.record, str(path[0]), None)
    amounts = tuple(one for one in beside if isinstance(one, Amount)) if isinstance(beside, tuple) else ()
    given = [one for one in _sums(entry, str(path[0]), amounts) if one.money.fen > 0]
    return tuple(one.entry.position(one.path) for one in given[:1])


def factor_between(one: int, other: int) -> tuple[int, bool] | None:
    """The factor of two units that lies between two amounts of one size, and whether exactly; else nothing."""
    low, high = sorted((abs(one), abs(other)))
    if low == 0 or high < low * LEAST_FACTOR:
        return None
    nearest = min(FACTORS, key=lambda factor: max(low * factor, high) / min(low * factor, high))
    return nearest, high == low * nearest


def _same_statement(entry: Entry, path: Path, amount: Amount) -> Iterator[Finding]:
    """The value against its own words in the source and against what other sources say of the very same thing."""
    if amount.value is None:
        return
    value = _Sum(entry, (*path, "value"), amount.value)
    versions: list[tuple[Path, Statement[Money]]] = [(path, amount)]
    versions += [((*path, "alternatives", number), other) for number, other in enumerate(amount.alternatives)]
    for where, statement in versions:
        said = _money_in(statement.stated_as)
        if statement.value is not None and said is not None:
            mine = _Sum(entry, (*where, "value"), statement.value)
            yield from _compare(mine, _Sum(entry, (*where, "stated_as"), said), surely=True)
        if where != path and statement.value is not None:
            yield from _compare(_Sum(entry, (*where, "value"), statement.value), value, surely=True)


def _money_in(words: str | None) -> Money | None:
    """The amount that the words of a source are, where they are nothing else."""
    try:
        return Money.parse(words) if words else None
    except Refusal:
        return None


def _of_project(entry: Entry) -> Iterator[Finding]:
    """A project's budget as planned, approved, final …, what the funding lines add up to, and its payments."""
    budget = _sums(entry, "budget", entry.record.budget)
    for number, one in enumerate(budget):
        for other in budget[:number]:
            yield from _compare(one, other)
    funding = _sums(entry, "funding", entry.record.funding)
    total = sum(line.money.fen for line in funding)
    for whole in budget[:1]:
        found = factor_between(total, whole.money.fen)
        # Lines that are a small part of the budget are nothing strange; 10 000 times less to the yuan is.
        if found and (total > whole.money.fen or (found[1] and found[0] == 10_000)):
            biggest = max(funding, key=lambda line: line.money.fen)
            yield from _compare(biggest if total > whole.money.fen else funding[0], whole, factor=found[0])
    payments = _sums(entry, "payments", entry.record.payments)
    wholes = budget[:1] or sorted(funding, key=lambda line: -line.money.fen)[:1]
    yield from _out_of_line(payments, lambda _: wholes)


def _of_fund(catalogue: Catalogue, entry: Entry) -> Iterator[Finding]:
    """A fund's allocations against its total, the projects' budgets and each other; its components likewise."""
    totals = _sums(entry, "total", entry.record.total)
    for number, one in enumerate(totals):
        for other in totals[:number]:
            yield from _compare(one, other)
    lines = _sums(entry, "allocations", entry.record.allocations)
    yield from _out_of_line(lines, lambda line: [*totals[:1], *_budget_of_target(catalogue, line)])
    components = _sums(entry, "components", entry.record.components)
    found = list(_out_of_line(components, lambda _: totals[:1]))
    yield from found or _component_in_another_unit(components, totals)


def _component_in_another_unit(components: Sequence[_Sum], totals: Sequence[_Sum]) -> Iterator[Finding]:
    """A part that is, to the yuan, ten thousand times less than what the others leave of the total."""
    for whole in totals[:1]:
        left = whole.money.fen - sum(part.money.fen for part in components)
        for part in components:
            if factor_between(part.money.fen, left + part.money.fen) == (10_000, True):
                yield from _compare(part, whole, factor=10_000)


def _out_of_line(lines: Sequence[_Sum], wholes_of: Callable[[_Sum], Sequence[_Sum]]) -> Iterator[Finding]:
    """Lines a thousand times a whole that they are part of; else those far from what is usual among them."""
    usual = median(line.money.fen for line in lines) if len(lines) >= LEAST_NEIGHBOURS else 0
    middle = min(lines, key=lambda line: abs(line.money.fen - usual)) if usual > 0 else None
    for line in lines:
        wholes = (whole for whole in wholes_of(line) if line.money.fen >= whole.money.fen * LEAST_FACTOR > 0)
        too_large = next(wholes, None)
        if too_large is not None:
            yield from _compare(line, too_large)
        elif middle and line.money.fen > 0 and not 1 / NEIGHBOURS_FACTOR < line.money.fen / usual < NEIGHBOURS_FACTOR:
            yield from _compare(line, middle)


def _budget_of_target(catalogue: Catalogue, line: _Sum) -> list[_Sum]:
    allocation: Allocation = line.entry.record.allocations[line.path[1]]
    found = _first_budget(catalogue, allocation.project.id) if allocation.project else None
    if allocation.project is None or found is None:
        return []
    number, money = found
    return [_Sum(catalogue.by_key["project", allocation.project.id], ("budget", number, "value"), money)]


@looked_up("first-budget")
def _first_budget(catalogue: Catalogue, id_: str) -> tuple[int, Money] | None:
    """The first amount that a project's budget states, and which of its lines that is."""
    project = catalogue.by_key.get(("project", id_))
    lines = project.record.budget if project is not None else ()
    return next(((number, line.value) for number, line in enumerate(lines) if line.value is not None), None)


def _sums(entry: Entry, field: str, amounts: Sequence[Amount]) -> list[_Sum]:
    return [
        _Sum(entry, (field, number, "value"), amount.value)
        for number, amount in enumerate(amounts)
        if amount.value is not None
    ]


def _compare(one: _Sum, other: _Sum, *, surely: bool = False, factor: int = 0) -> Iterator[Finding]:
    """``money-factor`` at ``one``: an error where both can only be the same figure in two units."""
    found = factor_between(one.money.fen, other.money.fen)
    if found is None and not factor:
        return
    nearest, exact = found or (factor, False)
    say = one.entry.error if surely and exact and nearest == 10_000 else one.entry.warning
    related = (other.entry.position(other.path),)
    yield say("money-factor", one.path, related=related, given=one.money, other=other.money, factor=factor or nearest)
