"""What cannot be more than what: lines held against the whole that they are taken from.

Rounded figures are compared as intervals: something is too much only where it is so for every true amount that the
writings allow. Amounts of different bases are never added up; one bounds another where :data:`BOUNDED_BY` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.catalogue import Catalogue
from generator.findings import Finding, Position
from generator.ledger.groups import totals
from generator.ledger.lines import Kind, Line
from generator.loader import Entry
from generator.values.interval import Interval
from generator.values.money import FEN
from generator.values.stated import Basis

BOUNDED_BY: Mapping[Basis, tuple[Basis, ...]] = {
    Basis.PLANNED: (Basis.PLANNED,),
    Basis.APPROVED: (Basis.APPROVED,),
    Basis.ALLOCATED: (Basis.ALLOCATED, Basis.APPROVED),
    Basis.PAID: (Basis.PAID, Basis.ALLOCATED, Basis.APPROVED),
    Basis.FINAL: (Basis.FINAL, Basis.ALLOCATED, Basis.APPROVED),
    Basis.NOT_STATED: (Basis.NOT_STATED,),
}
"""What cannot be more than what: no more is allocated than was approved, no more is paid than was allocated."""

FINE = 100 * FEN
"""0.01 万元: amounts in a notice that are written so finely, or finer, are as good as exact."""


def written(catalogue: Catalogue, fen: int, beside: int = 0) -> str:
    """A sum the way an editor would write it, in the publication's currency.

    In 万元 as soon as it, or the amount that it stands ``beside``, is that much: what is compared is in one unit.
    """
    currency = catalogue.publication.currency
    sign = "-" if fen < 0 else ""
    if currency == "CNY" and max(abs(fen), abs(beside)) >= 10_000 * FEN:
        whole, part = divmod(abs(fen), 10_000 * FEN)
        digits = f"{part:06}"
        decimals = f".{digits[:2]}{digits[2:].rstrip('0')}" if part else ""
        return f"{sign}{whole}{decimals} 万元"
    unit = "元" if currency == "CNY" else currency
    return f"{sign}{abs(fen) // FEN}{f'.{abs(fen) % FEN:02}' if fen % FEN else ''} {unit}"


def position(line: Line) -> Position:
    """Where the amount of a line is written."""
    return line.entry.position((*line.path, "value"))


def bound(basis: Basis, wholes: Sequence[Line]) -> Line | None:
    """The largest of the amounts that lines of this basis cannot exceed; where a basis is not stated, of any."""
    for bounding in BOUNDED_BY[basis]:
        found = [whole for whole in wholes if whole.basis is bounding]
        if found:
            return max(found, key=lambda line: line.interval.high)
    if any(whole.basis is Basis.NOT_STATED for whole in wholes) or basis is Basis.NOT_STATED:
        return max(wholes, key=lambda line: line.interval.high, default=None)
    return None


def crossing(lines: Sequence[Line], bound: Interval) -> Line:
    """The line with which the sum passes the bound."""
    low = Interval.total(()).low
    for line in lines:
        low += line.interval.low
        if low > bound.high:
            return line
    return lines[-1]


def adds_up(
    catalogue: Catalogue, entry: Entry, field: str, lines: Sequence[Line], wholes: Sequence[Line], **named: object
) -> Iterator[Finding]:
    """``ledger-not-whole``: lines of one basis that are said to be all there are, against the whole they make.

    Lines of several bases cannot be added up: each basis is held against a whole of the same basis, if there is one
    (:func:`bases_apart` is about those that do not each cover everything). Of a record of which only a part could be
    read nothing is said. ``named`` says what they are: the ``part`` that they come from, or how many parts.
    """
    if not all(line.entry.is_whole for line in (*lines, *wholes)):
        return
    sums = totals(lines)
    if len(sums) > 1:
        for basis in sums:
            same = [whole for whole in wholes if whole.basis is basis]
            of_basis = [line for line in lines if line.basis is basis]
            yield from adds_up(catalogue, entry, field, of_basis, same, **named)
    if len(sums) != 1 or not wholes:
        return
    ((basis, sum_),) = sums.items()
    candidates = next((found for one in BOUNDED_BY[basis] if (found := [w for w in wholes if w.basis is one])), wholes)
    if basis is Basis.NOT_STATED:
        candidates = wholes
    if any(sum_.fen == whole.fen for whole in candidates):
        return
    fits = [whole for whole in candidates if sum_.interval.overlaps(whole.interval)]
    # Within rounding; but what is written this finely mostly adds up to the last digit, and a wrong one is seen so.
    if fits and not {line.step for line in (*lines, *fits)} <= {min(sum_.step, FINE)}:
        return
    whole = fits[0] if fits else candidates[0]
    say = entry.warning if fits else entry.error
    yield say(
        "ledger-not-whole",
        (field,),
        related=(position(whole), position(lines[0])),
        sum=written(catalogue, sum_.fen, whole.fen),
        total=written(catalogue, whole.fen, sum_.fen),
        difference=written(catalogue, abs(whole.fen - sum_.fen), whole.fen),
        **named,
    )


def are_apart(lines: Sequence[Line], of: Callable[[Line], str]) -> bool:
    """Whether lines are of several bases that do not each cover the same, so that no sum of one basis is whole."""
    covered: dict[Basis, set[str]] = {}
    for line in lines:
        covered.setdefault(line.basis, set()).add(of(line))
    return len({frozenset(what) for what in covered.values()}) > 1


def bases_apart(lines: Sequence[Line]) -> Iterator[Finding]:
    """``ledger-bases``: lines of several bases that do not each cover the same receivers."""
    if are_apart(lines, receiver_of):
        first = lines[0]
        other = next(line for line in lines if line.basis is not first.basis)
        around = (first.entry.position(first.path),)
        yield other.entry.warning("ledger-bases", other.path, related=around, bases=_bases(lines))


def complete_apart(
    entry: Entry, field: str, lines: Sequence[Line], wholes: Sequence[Line], of: Callable[[Line], str]
) -> Iterator[Finding]:
    """``ledger-complete-bases``: lines that are said to be all there are, and cannot be added up to see that.

    Pages repeat that nothing is missing, so that has to have been checked. ``of`` names what a line covers.
    """
    if wholes and are_apart(lines, of) and all(line.entry.is_whole for line in (*lines, *wholes)):
        most = max(totals(lines).values(), key=lambda sum_: sum_.count).basis
        other = next(line for line in lines if line.basis is not most)
        yield other.entry.error(
            "ledger-complete-bases",
            other.path,
            related=(entry.position((field,)), position(wholes[0])),
            bases=_bases(lines),
            basis=other.basis,
            name=field,
        )


def _bases(lines: Sequence[Line]) -> str:
    found = {line.basis for line in lines}
    return ", ".join(basis for basis in Basis if basis in found)


def receiver_of(line: Line) -> str:
    """What a line is for, as its record names it; empty where it does not say."""
    amount = line.amount
    if line.kind is Kind.FUNDING:
        return str(getattr(amount, "funder", None) or "")
    named = [getattr(amount, name, None) for name in ("project", "place", "purpose")]
    return "|".join(str(one or "") for one in named) if any(named) else ""


def day_of(line: Line) -> str | None:
    """The day of a line, where it is known to the day."""
    date = getattr(line.amount, "date", None)
    return str(date) if date and date.day else None


def read_in(line: Line) -> set[tuple[str, str]]:
    """Where a line was read: sources, each with the place in it."""
    cited = line.amount.sources or line.entry.record.sources
    return {(citation.source.id, citation.at or "") for citation in cited}
