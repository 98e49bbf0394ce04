"""A project's money over time: what was planned, what came in and what was paid, as lines beside each other.

Every line is of one basis. A plan stands from the day for which it is stated until another one is; what came in and
what was paid is added up to each point of time. Amounts without a date are not drawn, and said to be missing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from markupsafe import Markup

from generator.drawing.charts.canvas import Datum
from generator.drawing.charts.lines import MOST_LINES, Series
from generator.ledger import Kind, Line, ledger_of
from generator.loader import Entry
from generator.values.dates import PartialDate
from generator.values.stated import Basis
from generator.writing.money_charts import in_money, money_lines
from generator.writing.page import Page

MOST_MONTHS = 12
"""Above it, and where a date is known by its year only, time is told in years."""


@dataclass(frozen=True)
class _Track:
    """The dated amounts of one sort and basis."""

    label: str
    basis: Basis
    lines: tuple[Line, ...]
    adds_up: bool


def course_chart(page: Page, project: Entry) -> Markup:
    """A project's money as lines; empty where its dates are of less than two points of time."""
    of_project = _all(page, project)
    tracks = _tracks(page, of_project)
    if not tracks:
        return Markup()
    times, ends = _times([_day(line) for track in tracks for line in track.lines])
    if len(times) < 2:
        return Markup()
    series = [_series(page, track, ends) for track in tracks]
    undated = sum(_known(line) is None for line in of_project)
    language = page.language
    last = language.date(times[-1])
    said = page.word("joined").join(f"{one.label} {one.data[-1].text}" for one in series)
    lines = [line for track in tracks for line in track.lines]
    return money_lines(
        page,
        [str(time) for time in times],
        series,
        [track.basis for track in tracks],
        ident="chart-course",
        title=page.word("charts.course_title", time=last, said=said),
        description=page.word("charts.course_text", start=language.date(times[0]), end=last),
        head=page.word("charts.line"),
        citations=[citation for line in lines for citation in line.amount.sources or line.entry.record.sources],
        notes=[page.word("charts.course_undated", count=undated)] if undated else [],
    )


def _all(page: Page, project: Entry) -> list[Line]:
    ledger = ledger_of(page.catalogue)
    own = [line for line in ledger.of(project) if line.kind in (Kind.BUDGET, Kind.PAYMENT)]
    return [*own, *ledger.given_to(project)]


def _tracks(page: Page, lines: Sequence[Line]) -> list[_Track]:
    """Up to four: plans and approvals first, then what was paid and what came in, then the other statements."""
    dated: dict[tuple[str, Basis], list[Line]] = {}
    for line in lines:
        if _known(line) is not None:
            dated.setdefault((_WORDS[line.kind], line.basis), []).append(line)
    wanted = [
        *(("stated", basis) for basis in _PLANS),
        *(("paid", basis) for basis in Basis),
        *(("given", basis) for basis in Basis),
        *(("stated", basis) for basis in Basis if basis not in _PLANS),
    ]
    return [_track(page, *key, dated[key]) for key in wanted if key in dated][:MOST_LINES]


_WORDS = {Kind.BUDGET: "stated", Kind.PAYMENT: "paid", Kind.ALLOCATION: "given", Kind.FUNDING: "given"}
_PLANS = (Basis.PLANNED, Basis.APPROVED)


def _track(page: Page, word: str, basis: Basis, lines: Sequence[Line]) -> _Track:
    # What was paid is mostly of the basis "paid": said once.
    key = "paid_out" if word == "paid" and basis is Basis.PAID else word
    label = page.word(f"charts.course.{key}", basis=page.word(f"basis.{basis}"))
    return _Track(label, basis, tuple(sorted(lines, key=_order)), adds_up=word != "stated")


def _series(page: Page, track: _Track, ends: Sequence[date]) -> Series:
    """The track's sums at each of these days; its lines are in the order of theirs."""
    sums = [line.fen for line in track.lines]
    if track.adds_up:
        sums = list(accumulate(sums))
    days = [_day(line) for line in track.lines]
    counts = [bisect_right(days, end) for end in ends]
    return Series(
        track.label,
        tuple(
            in_money(page, sums[count - 1]) if count else Datum(None, page.word("charts.not_yet")) for count in counts
        ),
    )


def _times(days: Sequence[date]) -> tuple[list[PartialDate], list[date]]:
    """Every month or every year from the first to the last day, and the last day of each."""
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month
    # A date that is known by its year counts on the last day of the year.
    by_month = months <= MOST_MONTHS and not all((day.month, day.day) == (12, 31) for day in days)
    if by_month:
        steps = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        times = [PartialDate(step // 12, step % 12 + 1) for step in steps]
    else:
        times = [PartialDate(year) for year in range(first.year, last.year + 1)]
    return times, [time.last for time in times]


def _known(line: Line) -> PartialDate | None:
    """When an amount moved; else for when it is stated."""
    moved = None if line.kind is Kind.BUDGET else getattr(line.amount, "date", None)
    known = moved or line.amount.as_of
    return known if isinstance(known, PartialDate) else None


def _day(line: Line) -> date:
    known = _known(line)
    assert known is not None
    return known.last


def _order(line: Line) -> tuple[date, str]:
    return _day(line), ".".join(map(str, line.path))
