"""Which records a claim speaks of: those a source states to belong to it, and those that may.

A condition is met, met in part, not met, or left open by the record. Being part of a programme and getting money from a
fund are stated by sources, so they decide by themselves; of a fund, its lines for places and purposes belong as well
where money is meant, and all of its lines where lines are counted. Place, category and period are bounds: what lies
within them is stated to belong only where the source itself draws them; what meets one only in part or leaves one open
may belong, as long as one speaks for it and none against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.catalogue import Catalogue, Key, key_of
from generator.itemising import counts_lines
from generator.ledger import Kind, Line, ledger_of
from generator.loader import Entry
from generator.records.claim import Claim, Included, Possible, Scope
from generator.tracing import derived_from
from generator.values.dates import Period
from generator.values.names import Reference, Term
from generator.values.stated import Amount


class Belonging(StrEnum):
    """How firmly a record belongs to a claim."""

    STATED = "stated"
    POSSIBLE = "possible"


class Fit(StrEnum):
    """Whether a record meets a condition."""

    MET = "met"
    PARTLY = "partly"
    OPEN = "open"
    NOT_MET = "not-met"


@dataclass(frozen=True)
class Found:
    """A record that a claim speaks of or may speak of, and the line of the claim that names it, where one does.

    Of a fund it may be a single ``line``: one that goes to no recorded project.
    """

    entry: Entry
    belonging: Belonging
    by: Included | Possible | None = None
    line: Line | None = None


def candidates(catalogue: Catalogue, claim: Claim) -> Iterator[Found]:
    """Every record that belongs or may belong, once, as firmly as anything says; those that stand for the whole not."""
    whole: set[Key] = {("project", reference.id) for reference in claim.projects}
    whole |= {("fund", reference.id) for reference in claim.funds}
    if claim.scope and claim.scope.programme:
        whole.add(("project", claim.scope.programme.id))
    found: dict[Key, Found] = {}
    for one in _named(catalogue, claim):
        found.setdefault(key_of(one.entry), one)
    of_lines = counts_lines(catalogue, claim)
    for one in _within(catalogue, claim.scope) if claim.scope and not of_lines else ():
        before = found.get(key_of(one.entry))
        # A line of the claim says more than the scope, unless the scope says that it surely belongs.
        if before is None or (before.belonging, one.belonging) == (Belonging.POSSIBLE, Belonging.STATED):
            found[key_of(one.entry)] = one
    yield from (one for key, one in found.items() if key not in whole)
    if claim.scope and (of_lines or isinstance(claim.figure, Amount)):
        yield from _lines(catalogue, claim.scope, of_projects=of_lines)


def _named(catalogue: Catalogue, claim: Claim) -> Iterator[Found]:
    lines: tuple[tuple[Belonging, tuple[Included | Possible, ...]], ...] = (
        (Belonging.STATED, claim.includes),
        (Belonging.POSSIBLE, claim.may_include),
    )
    for belonging, named in lines:
        for line in named:
            for reference in (line.project, line.fund):
                entry = catalogue.find(reference)
                if entry is not None:
                    yield Found(entry, belonging, line)


def _within(catalogue: Catalogue, scope: Scope) -> Iterator[Found]:
    """The records that meet the conditions of a scope, or may."""
    for entry in _nearby(catalogue, scope):
        bounds = [
            fit
            for fit in (_place(catalogue, scope, entry), _category(scope, entry), _period(scope, entry))
            if fit is not None
        ]
        decided = scope.programme is not None or scope.fund is not None
        if Fit.NOT_MET in bounds or not (decided or {Fit.MET, Fit.PARTLY} & set(bounds)):
            continue
        surely = set(bounds) <= {Fit.MET} and (decided or scope.stated)
        yield Found(entry, Belonging.STATED if surely else Belonging.POSSIBLE)


def _lines(catalogue: Catalogue, scope: Scope, *, of_projects: bool) -> Iterator[Found]:
    """The lines of the scope's fund that go to no recorded project: such money is counted with no other record.

    ``of_projects``: those that do as well, where it is lines that are counted.
    """
    fund = catalogue.find(scope.fund)
    if fund is None or scope.kind != "project" or (scope.programme is not None and not of_projects):
        return
    parts = _parts(catalogue, scope.programme.id) if scope.programme else ()
    for line in ledger_of(catalogue).written_in(fund):
        if line.kind is not Kind.ALLOCATION or (line.project is not None and not of_projects):
            continue
        if scope.programme and line.project not in parts:
            continue
        bounds = [] if scope.category is None else [_of_category(line, scope.category)]
        if scope.place is not None:
            bounds.append(_lies_at(catalogue, line, scope.place))
        if scope.period is not None:
            bounds.append(_falls_in(line, fund, scope.period))
        if Fit.NOT_MET not in bounds:
            surely = set(bounds) <= {Fit.MET}
            yield Found(fund, Belonging.STATED if surely else Belonging.POSSIBLE, line=line)


def _of_category(line: Line, category: Term) -> Fit:
    """That of the line's project; a line has none of its own."""
    return Fit.OPEN if line.category is None else Fit.MET if line.category == category else Fit.NOT_MET


def _lies_at(catalogue: Catalogue, line: Line, place: Reference) -> Fit:
    within = catalogue.places_within(place.id)
    if not line.places:
        return Fit.OPEN
    if set(line.places) <= within:
        return Fit.MET
    wider = catalogue.find(place)
    above = {one.id for one in catalogue.ancestors(wider)} if wider else set()
    return Fit.OPEN if above.intersection(line.places) else Fit.NOT_MET


def _falls_in(line: Line, fund: Entry, period: Period) -> Fit:
    """By the day of the line; where it has none, by the period of its fund."""
    date = getattr(line.amount, "date", None)
    known = Period(date, date) if date else fund.record.period.value if fund.record.period else None
    return _lies_in(known, period) if known and known.start and known.end else Fit.OPEN


def _nearby(catalogue: Catalogue, scope: Scope) -> Iterator[Entry]:
    """The records of the kind that are part of the programme, funded by the fund, or lie in or around the place."""
    if scope.programme is not None:
        entries = _parts(catalogue, scope.programme.id)
    elif scope.place is not None and scope.kind == "project":
        at = _by_place(catalogue)
        around = (place.id for place in catalogue.ancestors(place)) if (place := catalogue.find(scope.place)) else ()
        ids = dict.fromkeys((*sorted(catalogue.places_within(scope.place.id)), *around))
        entries = tuple({entry.id: entry for id_ in ids for entry in at.get(id_, ())}.values())
    else:
        entries = catalogue.of_kind(scope.kind)
    for entry in entries:
        if entry.kind.name == scope.kind and (scope.fund is None or _gets_from(catalogue, entry, scope.fund)):
            yield entry


@derived_from
def _by_place(catalogue: Catalogue) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in catalogue.of_kind("project"):
        for place in catalogue.places_of(entry):
            found.setdefault(place.id, []).append(entry)
    return {id_: tuple(entries) for id_, entries in found.items()}


def _parts(catalogue: Catalogue, id_: str) -> tuple[Entry, ...]:
    """The projects that are part of a programme, and their parts; a circle is followed once."""
    found: dict[str, Entry] = {}
    waiting = [catalogue.by_key.get(("project", id_))]
    while waiting:
        whole = waiting.pop()
        for part in catalogue.naming(whole, "project", ["part_of"]) if whole else ():
            if part.id not in found and part.id != id_:
                found[part.id] = part
                waiting.append(part)
    return tuple(found[part] for part in sorted(found))


def _gets_from(catalogue: Catalogue, project: Entry, fund: Reference) -> bool:
    giver = catalogue.find(fund)
    lines = giver.record.allocations if giver else ()
    return any(line.project and line.project.id == project.id for line in lines)


def _place(catalogue: Catalogue, scope: Scope, entry: Entry) -> Fit | None:
    """All of its places within: met; some of them: partly; a place that the scope's lies in: open."""
    if scope.place is None or scope.kind != "project":
        return None
    within = catalogue.places_within(scope.place.id)
    inside = [place.id in within for place in catalogue.places_of(entry)]
    if inside and all(inside):
        return Fit.MET
    wider = catalogue.find(scope.place)
    above = {place.id for place in catalogue.ancestors(wider)} if wider else set()
    around = any(place.id in above for place in catalogue.places_of(entry))
    if any(inside):
        return Fit.PARTLY
    return Fit.OPEN if around else Fit.NOT_MET


def _category(scope: Scope, entry: Entry) -> Fit | None:
    if scope.category is None or scope.kind != "project":
        return None
    if entry.record.category is None:
        return Fit.OPEN
    return Fit.MET if entry.record.category == scope.category else Fit.NOT_MET


def _period(scope: Scope, entry: Entry) -> Fit | None:
    """Not stated, or without an end: open."""
    if scope.period is None:
        return None
    names = ("actual", "planned") if entry.kind.name == "project" else ("period",)
    stated = [getattr(entry.record, name) for name in names]
    known = next((one.value for one in stated if one and one.value), None)
    if known is None or not (known.start and known.end):
        return Fit.OPEN
    return _lies_in(known, scope.period)


def _lies_in(inner: Period, outer: Period) -> Fit:
    assert inner.start and inner.end
    first, last = inner.start.first, inner.end.last
    if (outer.start and last < outer.start.first) or (outer.end and first > outer.end.last):
        return Fit.NOT_MET
    inside = (outer.start is None or first >= outer.start.first) and (outer.end is None or last <= outer.end.last)
    return Fit.MET if inside else Fit.PARTLY
