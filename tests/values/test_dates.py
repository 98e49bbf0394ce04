"""Dates as precise as they are known, and the periods between them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Refusal
from generator.values.dates import PartialDate, Period
from tests.values.refusals import refusal

# written → first and last day it may mean
READ = {
    "2014": (date(2014, 1, 1), date(2014, 12, 31)),
    "2014-02": (date(2014, 2, 1), date(2014, 2, 28)),
    "2016-02": (date(2016, 2, 1), date(2016, 2, 29)),
    "2014-12": (date(2014, 12, 1), date(2014, 12, 31)),
    "2014-05-01": (date(2014, 5, 1), date(2014, 5, 1)),
    "9999-12": (date(9999, 12, 1), date(9999, 12, 31)),
    "742": (date(742, 1, 1), date(742, 12, 31)),
}

# written → code, suggestion
REFUSED = {
    "2014年": ("date-form", "2014"),
    "2014年5月": ("date-form", "2014-05"),
    "2014年5月1日": ("date-form", "2014-05-01"),
    "2014/5/1": ("date-form", "2014-05-01"),
    "2014.5": ("date-form", "2014-05"),
    "2014-5-1": ("date-form", "2014-05-01"),
    "２０１４": ("date-form", "2014"),
    "２０１４年５月": ("date-form", "2014-05"),
    "2014年13月": ("date-form", ""),
    "1月": ("date-form", ""),
    "last year": ("date-form", ""),
    "2014-05-01T12:00": ("date-form", ""),
    "20140501": ("date-form", ""),
    "": ("date-form", ""),
    "2014-13": ("date-impossible", None),
    "2015-02-29": ("date-impossible", None),
    "0000": ("date-impossible", None),
}


@pytest.mark.parametrize(("written", "first", "last"), [(text, *days) for text, days in READ.items()])
def test_a_date_keeps_the_precision_it_was_written_with(written: str, first: date, last: date) -> None:
    read = PartialDate.parse(written)
    assert (str(read), read.first, read.last) == (written, first, last)


@pytest.mark.parametrize(("written", "code", "suggestion"), [(text, *value) for text, value in REFUSED.items()])
def test_a_date_written_otherwise_is_refused_with_what_to_write(
    written: str, code: str, suggestion: str | None
) -> None:
    refused = refusal(PartialDate, written)
    assert refused.code == code
    assert suggestion is None or refused.arguments["suggestion"] == suggestion


PARTIAL = st.dates(min_value=date(1, 1, 1)).flatmap(
    lambda day: st.sampled_from(
        [
            PartialDate(day.year),
            PartialDate(day.year, day.month),
            PartialDate(day.year, day.month, day.day),
        ]
    )
)


@given(PARTIAL)
def test_any_date_comes_back_from_its_writing(written: PartialDate) -> None:
    assert PartialDate.parse(str(written)) == written
    assert written.first <= written.last


@given(PARTIAL, PARTIAL)
def test_dates_are_in_the_order_of_their_first_days(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) + (other < one) + ((one.first, one.last) == (other.first, other.last)) == 1
    if one.last < other.first:
        assert one < other


# written → start, end
PERIODS: dict[str, tuple[str | None, str | None]] = {
    "2014": ("2014", "2014"),
    "2011/2014": ("2011", "2014"),
    "2011-05/2014-06-07": ("2011-05", "2014-06-07"),
    "2011/": ("2011", None),
    "/2014": (None, "2014"),
    "2014/2014-05": ("2014", "2014-05"),
}


@pytest.mark.parametrize(("written", "start", "end"), [(text, *ends) for text, ends in PERIODS.items()])
def test_a_period_runs_from_one_date_to_another(written: str, start: str | None, end: str | None) -> None:
    read = Period.parse(written)
    assert read.start == (PartialDate.parse(start) if start else None)
    assert read.end == (PartialDate.parse(end) if end else None)
    assert str(read) == written
    assert Period.parse({"from": start or "", "to": end or ""}) == read


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2014/2011", "period-order"),
        ("2014/5", "date-form"),
        ("2014/05/01", "date-form"),
        ("2011/2014/2015", "date-form"),
        ("/", "value-missing"),
        ({}, "value-missing"),
        ({"from": "2011", "until": "2014"}, "unknown-field"),
        ({"from": "2014", "to": "2013-12"}, "period-order"),
        (["2011", "2014"], "not-text"),
    ],
)
def test_a_period_that_is_none_is_refused(written: object, code: str) -> None:
    assert refusal(Period, written).code == code


@given(PARTIAL, PARTIAL)
def test_any_period_comes_back_from_its_writing(one: PartialDate, other: PartialDate) -> None:
    period = Period(min(one, other), max(one, other))
    again = Period.parse(str(period))
    assert again == period or (period.is_single and again.is_single)


@given(st.text(max_size=30) | st.from_regex(r"[0-9年月日/.-]{1,12}", fullmatch=True))
def test_anything_at_all_is_a_date_and_a_period_or_a_refusal(written: str) -> None:
    for kind in (PartialDate, Period):
        try:
            kind.parse(written)
        except Refusal as refused:
            assert refused.code in ("date-form", "date-impossible", "period-order", "value-missing")
