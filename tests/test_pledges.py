"""How a commitment stands: derived from dates and figures, in either direction, and never undone by what follows."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.catalogue import Catalogue
from generator.loader import load
from generator.pledges import Figure, Pledge, StageState, Standing, Why, pledge, result, share_of_way
from generator.records.commitment import Direction
from generator.surroundings import Surroundings
from generator.values.interval import Interval
from tests.publications import write_publication

HEAD = "title: {zh: 修路, en: Roads}\nresponsible: bureau\nsources: gazette\n"
ROADS = HEAD + "unit: km\ndirection: at-least\nbaseline: 10\ntarget: 30\n"
Stand = Callable[..., Pledge]


@pytest.fixture
def stands(tmp_path: Path) -> Stand:
    """How the commitment written so stands on a day."""

    def of(text: str, as_of: date | None = date(2026, 11, 22)) -> Pledge:
        loaded = load(write_publication(tmp_path, {"commitments/roads": text}))
        assert loaded.publication is not None and not loaded.findings
        catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=as_of))
        return pledge(catalogue, next(entry for entry in loaded.entries if entry.id == "roads"))

    return of


def steps(*written: str) -> str:
    return "stages:\n" + "".join(f"  - {{{one}}}\n" for one in written)


PLAN, CHECK, ASSESSED = "stage: plan, due: 2026-01-31", "stage: check, due: 2026-07-31", "stage: assessment"


@pytest.mark.parametrize(
    ("written", "standing"),
    [
        (ROADS, Standing.NOT_ASSESSED),
        (ROADS + steps("stage: plan", "stage: check", ASSESSED), Standing.NOT_ASSESSED),
        (ROADS + steps("stage: plan, due: 2027-01-31"), Standing.DUE),
        (ROADS + steps(PLAN), Standing.LATE),
        (ROADS + steps(PLAN + ", date: 2026-01-31", f"{ASSESSED}, due: 2026-12-31"), Standing.ON_TIME),
        (ROADS + steps(PLAN + ", date: 2026-02-01", f"{ASSESSED}, due: 2026-12-31"), Standing.LATE),
        (ROADS + steps(PLAN + ", date: 2026-01-02", CHECK, f"{ASSESSED}, due: 2026-12-31"), Standing.LATE),
        # A check that reached the target decides nothing: the year goes on.
        (ROADS + steps(PLAN + ", date: 2026-01-02", CHECK + ", date: 2026-07-01, value: 31"), Standing.ON_TIME),
        (ROADS + steps(f"{ASSESSED}, value: 30"), Standing.MET),
        (ROADS + steps(f"{ASSESSED}, value: 29.9"), Standing.PARTLY_MET),
        (ROADS + steps(f"{ASSESSED}, value: 10"), Standing.MISSED),
        (ROADS + steps(f"{ASSESSED}, value: 2"), Standing.MISSED),
        (ROADS.replace("baseline: 10\n", "") + steps(f"{ASSESSED}, value: 29"), Standing.MISSED),
        (ROADS.replace("at-least", "at-most") + steps(f"{ASSESSED}, value: 30"), Standing.MET),
        (ROADS.replace("at-least", "exactly") + steps(f"{ASSESSED}, value: 31"), Standing.PARTLY_MET),
        (HEAD + "direction: exactly\ntarget: 3亿元\n" + steps(f"{ASSESSED}, value: 300000001 元"), Standing.MET),
        (HEAD + "target_text: {zh: 公布, en: Publish}\n" + steps(f"{ASSESSED}, outcome: partly-met"), Standing.PARTLY_MET),  # noqa: E501
        (HEAD + "target_text: {zh: 公布, en: Publish}\n" + steps(f"{ASSESSED}, date: 2026-01"), Standing.NOT_ASSESSED),
    ],
)
def test_a_commitment_stands_as_its_dates_and_figures_say(stands: Stand, written: str, standing: Standing) -> None:
    assert stands(written).standing is standing


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (ROADS, Why.NOTHING_YET),
        (HEAD + steps(f"{ASSESSED}, value: 30 km"), Why.NO_TARGET),
        (ROADS + steps(f"{ASSESSED}, text: {{zh: 还好, en: Well}}"), Why.NOT_SAID),
        (ROADS + steps(f"{ASSESSED}, value: 30 m"), Why.NOT_COMPARABLE),
        (
            HEAD + "direction: at-least\ntarget: {value: 3万元, basis: paid}\n"
            + steps(f"{ASSESSED}, value: {{value: 4万元, basis: planned}}"),
            Why.NOT_COMPARABLE,
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_assessed_says_why(stands: Stand, written: str, why: Why) -> None:
    found = stands(written)
    assert (found.standing, found.why) == (Standing.NOT_ASSESSED, why)


def test_a_step_is_due_to_the_end_of_its_month_and_overdue_from_the_day_after(stands: Stand) -> None:
    written = ROADS + steps("stage: check, due: 2026-07")
    [before], [after] = (stands(written, day).stages for day in (date(2026, 7, 31), date(2026, 8, 1)))
    assert (before.state, after.state) == (StageState.DUE, StageState.OVERDUE)
    assert before.turns == stands(written, date(2026, 7, 1)).turns == date(2026, 8, 1)
    # A browser has the reader's day; once it is late it does not turn again.
    assert stands(written, date(2026, 8, 1)).turns is None


def test_without_a_day_nothing_is_overdue(stands: Stand) -> None:
    assert stands(ROADS + steps(PLAN), None).standing is Standing.DUE


def test_a_date_that_may_be_either_is_neither_on_time_nor_late(stands: Stand) -> None:
    [step] = stands(ROADS + steps("stage: check, due: 2026-07-15, date: 2026-07")).stages
    assert step.state is StageState.DONE


def figure(number: Fraction) -> Figure:
    return Figure(number, Interval.exactly(number), "km")


numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)
ORDER = (Standing.MISSED, Standing.PARTLY_MET, Standing.MET)


@given(st.sampled_from([Direction.AT_LEAST, Direction.AT_MOST]), numbers, numbers, numbers, st.fractions(0, 500))
def test_a_figure_further_on_the_right_side_never_makes_it_worse(
    direction: Direction, target: Fraction, base: Fraction, value: Fraction, more: Fraction
) -> None:
    better = value + more if direction is Direction.AT_LEAST else value - more
    first, then = (result(direction, figure(target), figure(one), figure(base)) for one in (value, better))
    assert first is not Standing.MET or then is Standing.MET


@given(numbers, numbers, numbers)
def test_at_least_and_at_most_mirror_each_other(target: Fraction, base: Fraction, value: Fraction) -> None:
    upper = result(Direction.AT_LEAST, figure(target), figure(value), figure(base))
    assert upper is result(Direction.AT_MOST, figure(-target), figure(-value), figure(-base))


@given(st.sampled_from(list(Direction)), numbers, numbers, numbers)
def test_met_means_just_the_right_side_of_the_target(
    direction: Direction, target: Fraction, base: Fraction, value: Fraction
) -> None:
    right = {
        Direction.AT_LEAST: value >= target, Direction.AT_MOST: value <= target, Direction.EXACTLY: value == target,
    }  # fmt: skip
    found = result(direction, figure(target), figure(value), figure(base))
    assert (found is Standing.MET) == right[direction]
    # The baseline tells only partly met from missed.
    alone = result(direction, figure(target), figure(value))
    assert (alone is Standing.MET) == right[direction] and alone is not Standing.PARTLY_MET


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=4))
@settings(max_examples=20)
def test_a_later_value_never_undoes_what_was_met(later: list[tuple[int, int]]) -> None:
    after = [f"stage: check, date: 2026-{month:02}, value: {value}" for value, month in later]
    written = ROADS + steps(f"{ASSESSED}, date: 2025-12-31, value: 30", *after)
    with tempfile.TemporaryDirectory() as folder:
        loaded = load(write_publication(Path(folder), {"commitments/roads": written}))
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=date(2027, 1, 1)))
    assert pledge(catalogue, next(e for e in loaded.entries if e.id == "roads")).standing is Standing.MET


@given(numbers, numbers, numbers)
def test_the_way_is_nought_at_the_baseline_and_whole_at_the_target(
    base: Fraction, target: Fraction, value: Fraction
) -> None:
    way = share_of_way(figure(target), figure(value), figure(base))
    assert (way is None) == (base == target)
    if way is not None:
        assert (way == 0) == (value == base) and (way == 1) == (value == target)
