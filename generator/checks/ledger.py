"""Money that does not add up: between a fund and its lines, a programme and its parts, two funds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.ledger import Around, Kind, Line, around, totals
from generator.ledger.comparing import (
    BOUNDED_BY,
    adds_up,
    bases_apart,
    bound,
    complete_apart,
    crossing,
    day_of,
    position,
    read_in,
    receiver_of,
    written,
)
from generator.loader import Entry
from generator.values.interval import Interval
from generator.values.names import Reference

MOST_RELATED = 8
"""Places named beside a finding: enough to find the rest."""


Allocated = tuple[str, int, str, int, str, str]
"""An allocation: the fund's id, the number of the line, what it is for, how much in fen, its basis, its date."""


def check(batch: Batch) -> Iterator[Finding]:
    """What does not add up, at the line that is too much, with the other side beside it."""
    ledger = around(batch.catalogue)
    for entry in batch.entries:
        match entry.kind.name:
            case "fund":
                yield from _fund(ledger, entry)
            case "project":
                yield from _programme(ledger, entry)


def tell(batch: Batch) -> Iterator[Allocated]:
    """What funds give to whom."""
    for entry in batch.entries:
        for line in around(batch.catalogue).of(entry) if entry.kind.name == "fund" else ():
            if line.kind is Kind.ALLOCATION and receiver_of(line):
                date = str(getattr(line.amount, "date", None))
                yield entry.id, int(line.path[1]), receiver_of(line), line.fen, line.basis.value, date


def compare(catalogue: Catalogue, told: Iterable[Allocated]) -> Iterator[Finding]:
    """``ledger-two-funds``: the same amount for the same thing, read in the same place, under two funds."""
    seen: dict[tuple[str, int, str, str], tuple[str, int]] = {}
    for id_, number, receiver, fen, basis, date in sorted(told):
        first_id, first_number = seen.setdefault((receiver, fen, basis, date), (id_, number))
        if first_id == id_:
            continue
        first, line = _allocation(catalogue, first_id, first_number), _allocation(catalogue, id_, number)
        if day_of(line) is not None or read_in(first) & read_in(line):
            yield line.entry.error(
                "ledger-two-funds",
                (*line.path, "value"),
                related=(position(first),),
                given=line.amount.value,
                fund=first.entry.id,
            )


def _allocation(catalogue: Catalogue, id_: str, number: int) -> Line:
    path = ("allocations", number)
    return next(line for line in around(catalogue).of(catalogue.by_key["fund", id_]) if line.path == path)


def _fund(ledger: Around, fund: Entry) -> Iterator[Finding]:
    own = ledger.of(fund)
    whole = [line for line in own if line.kind is Kind.TOTAL]
    parts = [line for line in own if line.kind is Kind.COMPONENT]
    given = [line for line in own if line.kind is Kind.ALLOCATION]
    # A line without a figure says that there is more than the figures show.
    complete = fund.record.allocations_complete and len(given) == len(fund.record.allocations)
    unclear = list(complete_apart(fund, "allocations_complete", given, whole, receiver_of)) if complete else []
    complete = complete and not unclear
    yield from _held_against(ledger, given, whole, complete=complete)
    yield from _components(ledger, fund, parts, whole)
    unnamed = list(_without_component(fund, given)) if complete else []
    yield from unnamed
    complete = complete and not unnamed
    for part in parts:
        id_ = getattr(part.amount, "id", "")
        of_part = [line for line in given if getattr(line.amount, "component", None) == id_]
        yield from _held_against(ledger, of_part, [part], complete=complete, part=id_)
    yield from unclear or bases_apart(given)
    if fund.record.allocations_complete and not fund.record.total:
        yield fund.warning("ledger-no-total", ("allocations_complete",), field="total")
    if whole and not fund.record.allocations and not fund.record.open_questions:
        yield fund.warning("ledger-no-items", (*whole[0].path, "value"), total=whole[0].amount.value)
    for line in given:
        yield from _disagree_on_place(ledger, line)
    yield from _programme_and_part(ledger, given, whole, complete=complete)


def _held_against(
    ledger: Around, lines: Sequence[Line], wholes: Sequence[Line], *, complete: bool, part: str = ""
) -> Iterator[Finding]:
    """``ledger-over-total`` for lines above what they are taken from; else, if they are all, ``ledger-not-whole``.

    ``part`` is the id of the part of the total that the lines come from.
    """
    over = False
    for basis, sum_ in totals(lines).items():
        whole = bound(basis, wholes)
        if whole is None or sum_.interval.low <= whole.interval.high:
            continue
        over = True
        line = crossing([line for line in lines if line.basis is basis], whole.interval)
        say = line.entry.error if whole.basis in BOUNDED_BY[basis] else line.entry.warning
        yield say(
            "ledger-over-total",
            (*line.path, "value"),
            related=(position(whole),),
            sum=written(ledger.catalogue, sum_.fen, whole.fen),
            total=written(ledger.catalogue, whole.fen),
            over=written(ledger.catalogue, sum_.fen - whole.fen, whole.fen),
            part=part,
        )
    if complete and not over and lines:
        yield from adds_up(ledger.catalogue, lines[0].entry, "allocations_complete", lines, wholes, part=part)


def _components(ledger: Around, fund: Entry, parts: Sequence[Line], whole: Sequence[Line]) -> Iterator[Finding]:
    """``component-twice``, ``component-unknown`` and what the components add up to."""
    known: dict[str, int] = {}
    for number, component in enumerate(fund.record.components):
        if component.id in known:
            first = fund.position(("components", known[component.id], "id"))
            yield fund.error("component-twice", ("components", number, "id"), related=(first,), name=component.id)
        known.setdefault(component.id, number)
    around = (fund.position(("components",)),) if known else ()
    for number, line in enumerate(fund.record.allocations):
        if line.component is not None and line.component not in known:
            path = ("allocations", number, "component")
            yield fund.error(
                "component-unknown", path, related=around, name=line.component, known=", ".join(known) or "—"
            )
    # A component without a figure leaves the sum open.
    if len(parts) == len(fund.record.components):
        for basis in totals(parts):
            of_basis = [line for line in parts if line.basis is basis]
            against = [line for line in whole if line.basis is basis]
            if len(of_basis) == len(parts) and against:
                yield from adds_up(ledger.catalogue, fund, "components", of_basis, against, count=len(of_basis))


def _without_component(fund: Entry, given: Sequence[Line]) -> Iterator[Finding]:
    """``component-missing``: of lines that are said to be all, those that name no part of the total where others do."""
    known = [component.id for component in fund.record.components]
    naming = [line for line in given if getattr(line.amount, "component", None) in known]
    for line in given if naming else ():
        if getattr(line.amount, "component", None) is None:
            around = (fund.position((*naming[0].path, "component")), fund.position(("components",)))
            yield fund.error("component-missing", line.path, related=around, known=", ".join(known))


def _programme_and_part(
    ledger: Around, given: Sequence[Line], wholes: Sequence[Line], *, complete: bool
) -> Iterator[Finding]:
    """``ledger-programme-and-part``: a fund's line for a part of a programme beside one for the programme itself.

    Both may be true: then they are two sums. Where the lines are all there are and come to the total with both, they
    surely are; where they exceed the total with both and not without the part's, they surely are the same money.
    """
    to_project = [line for line in given if line.project]
    for part in to_project:
        above = _programmes_above(ledger.catalogue, part)
        for line in to_project:
            assert line.project is not None
            if line.basis is not part.basis or line.project.id not in above or _of_two_components(line, part):
                continue
            sum_, whole = totals(given)[part.basis], bound(part.basis, wholes)
            if whole and complete and len(totals(given)) == 1 and sum_.interval.overlaps(whole.interval):
                break
            rest = sum_.interval.low - part.interval.low
            surely = whole is not None and rest <= whole.interval.high < sum_.interval.low
            say = part.entry.error if surely and whole and whole.basis is part.basis else part.entry.warning
            yield say(
                "ledger-programme-and-part",
                (*part.path, "value"),
                related=(position(line),),
                given=part.amount.value,
                other=line.amount.value,
                part=part.project.id if part.project else "",
                programme=line.project.id,
            )
            break


def _of_two_components(one: Line, other: Line) -> bool:
    named = {getattr(line.amount, "component", None) for line in (one, other)}
    return len(named - {None}) == 2


def _programmes_above(catalogue: Catalogue, line: Line) -> set[str]:
    """The ids of the programmes that the project of a line is part of; a circle is followed once."""
    found: set[str] = set()
    project = line.project
    while project is not None and project.record.part_of is not None and project.record.part_of.id not in found:
        found.add(project.record.part_of.id)
        project = catalogue.at("project", project.record.part_of.id)
    return found - {line.project.id if line.project else ""}


def _disagree_on_place(ledger: Around, line: Line) -> Iterator[Finding]:
    """``ledger-place``: a line for a place that its project has nothing to do with."""
    place = getattr(line.amount, "place", None)
    if place is None or line.project is None or not line.project.record.places:
        return
    around = _ways(ledger.catalogue, place)
    if not any(
        other.id in around or place.id in _ways(ledger.catalogue, other) for other in line.project.record.places
    ):
        yield line.entry.error(
            "ledger-place",
            (*line.path, "place"),
            related=(line.project.position(("places",)),),
            place=place.id,
            places=", ".join(other.id for other in line.project.record.places),
        )


def _ways(catalogue: Catalogue, place: Reference) -> set[str]:
    """A place and all that it lies in."""
    entry = catalogue.find(place)
    return {place.id, *(above.id for above in catalogue.ancestors(entry))} if entry else {place.id}


def _programme(ledger: Around, entry: Entry) -> Iterator[Finding]:
    """``ledger-over-programme`` and ``ledger-no-items`` of a programme."""
    record, naming = entry.record, ledger.catalogue.all_naming("project", entry.id, "part_of")
    budgets = _budgets(ledger, entry)
    below = [part for part in naming if part is not entry] if budgets else []
    parts = {part.id: _budgets(ledger, part) for part in below}
    # Of parts that state no budget, what they are given.
    given = {part.id: ledger.given_to(part) for part in below if not parts[part.id]}
    yield from _parts(ledger, budgets, [line for lines in parts.values() for line in lines], given)
    is_programme = record.form is not None and record.form.id == "programme"
    if is_programme and budgets and not naming and not record.open_questions:
        yield entry.warning("ledger-no-items", (*budgets[0].path, "value"), total=budgets[0].amount.value)


def _budgets(ledger: Around, entry: Entry) -> list[Line]:
    return [line for line in ledger.of(entry) if line.kind is Kind.BUDGET]


def _parts(
    ledger: Around, budgets: Sequence[Line], parts: Sequence[Line], given: Mapping[str, Sequence[Line]]
) -> Iterator[Finding]:
    """``ledger-over-programme``: of parts that state no budget, what they are given is held against it."""
    for basis in totals(budgets) if parts or given else ():
        whole = max((line for line in budgets if line.basis is basis), key=lambda line: line.interval.high)
        # Of a part that states several amounts of one basis the smallest: what is surely too much is too much with it.
        least: dict[str, Line] = {}
        for line in parts:
            if line.basis is basis:
                known = least.get(line.entry.id)
                least[line.entry.id] = min(known or line, line, key=lambda one: one.interval.low)
        counted = [*least.values(), *(line for lines in given.values() for line in lines if line.basis is basis)]
        if counted and Interval.total(line.interval for line in counted).low > whole.interval.high:
            sum_ = sum(line.fen for line in counted)
            largest = sorted(counted, key=lambda line: -line.fen)[:MOST_RELATED]
            yield whole.entry.error(
                "ledger-over-programme",
                (*whole.path, "value"),
                related=tuple(position(line) for line in largest),
                sum=written(ledger.catalogue, sum_, whole.fen),
                total=written(ledger.catalogue, whole.fen),
                count=len({line.project.id for line in counted if line.project}),
            )

