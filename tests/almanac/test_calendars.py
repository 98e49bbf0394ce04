"""The calendars: against dates that are known, and against other libraries."""

from __future__ import annotations

import warnings
from datetime import date, timedelta

import lunardate
import pytest
import sxtwl
from borax.calendars import LunarDate
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import Lunar

from generator.almanac import CALENDARS, is_provisional, longest, months, tibetan
from generator.almanac.chinese import DISPUTED
from generator.almanac.falling import (
    DoubledDay,
    LeapMonth,
    Oddity,
    Policies,
    SkippedDay,
    falls,
    spans,
    within,
)
from generator.values.calendar_days import CalendarDay
from tests.almanac import phugpa

# 1/15, 4/15, 6/7, 6/8 and 9/22 of the Chinese lunar calendar: borax, lunardate, lunar_python and sxtwl agree.
LUNAR = {
    2025: ("2025-02-12", "2025-05-12", "2025-07-01", "2025-07-02", "2025-11-11"),
    2026: ("2026-03-03", "2026-05-31", "2026-07-20", "2026-07-21", "2026-10-31"),
    2027: ("2027-02-20", "2027-05-20", "2027-07-10", "2027-07-11", "2027-10-21"),
    2028: ("2028-02-09", "2028-05-09", "2028-07-28", "2028-07-29", "2028-11-08"),
}
LUNAR_DAYS = ("1/15", "4/15", "6/7", "6/8", "9/22")
TIBETAN = {
    2025: {"1/1": "2025-02-28", "1/15": "2025-03-14", "4/15": "2025-06-11"},
    2026: {"1/1": "2026-02-18", "1/15": "2026-03-03", "4/15": "2026-05-31"},
    2027: {"1/1": "2027-02-07", "1/15": "2027-02-20", "4/15": "2027-06-18"},
    2028: {"1/1": "2028-02-26"},
}


def day(text: str) -> CalendarDay:
    return CalendarDay.parse(text)


def fall(calendar: str, year: int, text: str, policies: Policies | None = None) -> date | None:
    """The civil day of one day of a calendar, where a rule of that single day has it."""
    (found,) = spans(calendar, day(text), day(text), policies or Policies(), year)
    return found.first.day


@pytest.mark.parametrize("year", LUNAR)
def test_lunar_days_fall_where_four_libraries_have_them(year: int) -> None:
    assert tuple(str(fall("chinese_lunar", year, text)) for text in LUNAR_DAYS) == LUNAR[year]


@pytest.mark.parametrize("year", TIBETAN)
def test_tibetan_days_fall_where_they_are_known_to(year: int) -> None:
    assert {text: str(fall("tibetan_phugpa", year, text)) for text in TIBETAN[year]} == TIBETAN[year]


def test_the_first_full_moon_of_2028_is_a_day_that_the_tibetan_calendar_skips() -> None:
    (month,) = months("tibetan_phugpa", 2028, 1)
    assert 15 not in month.days and {14, 16} < month.days.keys()


@pytest.mark.parametrize(
    ("policy", "expected", "oddity"),
    [
        (SkippedDay.NONE, None, Oddity.SKIPPED),
        (SkippedDay.BEFORE, date(2028, 3, 10), Oddity.HELD_BEFORE),
        (SkippedDay.AFTER, date(2028, 3, 11), Oddity.HELD_AFTER),
    ],
)
def test_a_rule_says_which_day_stands_in_for_a_skipped_one_or_none_does(
    policy: SkippedDay, expected: date | None, oddity: Oddity
) -> None:
    (span,) = spans("tibetan_phugpa", day("1/15"), day("1/15"), Policies(skipped_day=policy), 2028)
    assert (span.first.day, span.first.oddities) == (expected, (oddity,))
    assert span.first.near in (date(2028, 3, 10), date(2028, 3, 11))


def test_a_festival_of_several_days_shrinks_where_its_first_or_last_is_skipped() -> None:
    begins = next(spans("tibetan_phugpa", day("1/15"), day("1/18"), Policies(), 2028))
    ends = next(spans("tibetan_phugpa", day("1/10"), day("1/15"), Policies(), 2028))
    assert (begins.first.day, ends.last.day) == (date(2028, 3, 11), date(2028, 3, 10))


def test_the_last_day_of_a_short_lunar_month_may_be_taken_before_or_after() -> None:
    # The twelfth month of 2025 has 29 days; New Year's Eve is its last.
    assert fall("chinese_lunar", 2025, "12/30") is None
    assert fall("chinese_lunar", 2025, "12/30", Policies(skipped_day=SkippedDay.BEFORE)) == date(2026, 2, 16)
    assert fall("chinese_lunar", 2025, "12/30", Policies(skipped_day=SkippedDay.AFTER)) == date(2026, 2, 17)


def test_of_two_civil_days_with_one_name_the_rule_says_which() -> None:
    twice = [
        (year, month.number, number)
        for year in range(2025, 2030)
        for one in range(1, 13)
        for month in months("tibetan_phugpa", year, one)
        if not month.is_leap and len(months("tibetan_phugpa", year, one)) == 1
        for number, dates in month.days.items()
        if len(dates) == 2
    ]
    assert twice
    year, number, of = twice[0]
    text = f"{number}/{of}"
    first = fall("tibetan_phugpa", year, text, Policies(doubled_day=DoubledDay.FIRST))
    second = fall("tibetan_phugpa", year, text, Policies(doubled_day=DoubledDay.SECOND))
    assert first and second == first + timedelta(days=1)


@pytest.mark.parametrize(
    ("calendar", "year", "text", "regular", "leap"),
    [
        ("chinese_lunar", 2025, "6/6", date(2025, 6, 30), date(2025, 7, 30)),
        ("chinese_lunar", 2028, "5/5", date(2028, 5, 28), date(2028, 6, 27)),
        ("tibetan_phugpa", 2027, "2/10", date(2027, 4, 16), date(2027, 3, 17)),
    ],
)
def test_a_rule_says_whether_it_means_the_regular_month_the_leap_month_or_both(
    calendar: str, year: int, text: str, regular: date, leap: date
) -> None:
    def held(policy: LeapMonth) -> list[date | None]:
        found = spans(calendar, day(text), day(text), Policies(leap_month=policy), year)
        return [span.first.day for span in found]

    assert held(LeapMonth.REGULAR) == [regular]
    assert held(LeapMonth.LEAP) == [leap]
    assert held(LeapMonth.BOTH) == sorted([regular, leap])
    # In a year without a leap month every policy means the same.
    plain = {tuple(s.first.day for s in spans(calendar, day(text), day(text), Policies(p), 2026)) for p in LeapMonth}
    assert len(plain) == 1


def test_a_rule_may_go_over_the_end_of_its_year() -> None:
    (span,) = spans("chinese_lunar", day("12/23"), day("1/15"), Policies(skipped_day=SkippedDay.BEFORE), 2026)
    assert (span.first.day, span.last.day) == (date(2027, 1, 30), date(2027, 2, 20))
    named = within("chinese_lunar", span, day("12/23"), day("1/1"), Policies())
    assert named is not None and named.day == date(2027, 2, 6)


def test_islamic_days_are_those_of_umm_al_qura() -> None:
    assert fall("islamic", 1447, "9/1") == date(2026, 2, 18)
    assert fall("islamic", 1447, "12/10") == date(2026, 5, 27)
    assert fall("islamic", 1448, "9/1") == date(2027, 2, 8)


def test_the_29th_of_february_is_a_skipped_day_in_most_years() -> None:
    assert fall("gregorian", 2028, "2/29") == date(2028, 2, 29)
    assert fall("gregorian", 2027, "2/29") is None


@pytest.mark.parametrize("calendar", CALENDARS)
def test_beyond_its_tables_a_calendar_has_no_months_and_raises_nothing(calendar: str) -> None:
    assert months(calendar, -5, 1) == () == months(calendar, 20_000, 1)
    assert list(spans(calendar, day("1/1"), day("1/2"), Policies(), 20_000)) == []


# ------------------------------------------------------------------------------------------- against other libraries


def _firsts_by_sxtwl(year: int) -> list[tuple[int, bool, date]]:
    """The months of a lunar year, walked through day by day from its New Year."""
    start = sxtwl.fromLunar(year, 1, 1, False)
    here, found = date(start.getSolarYear(), start.getSolarMonth(), start.getSolarDay()), []
    while True:
        lunar = sxtwl.fromSolar(here.year, here.month, here.day)
        if lunar.getLunarYear() != year:
            return found
        found.append((lunar.getLunarMonth(), bool(lunar.isLunarLeap()), here))
        for length in (29, 30):
            there = here + timedelta(days=length)
            if sxtwl.fromSolar(there.year, there.month, there.day).getLunarDay() == 1:
                here = there
                break


def _ours(year: int) -> list[tuple[int, bool, date]]:
    return [(m.number, m.is_leap, m.days[1][0]) for one in range(1, 13) for m in months("chinese_lunar", year, one)]


@pytest.mark.parametrize("year", range(2000, 2057))
def test_lunar_months_begin_where_three_other_libraries_have_them(year: int) -> None:
    ours = _ours(year)
    assert ours == _firsts_by_sxtwl(year)
    for number, is_leap, first in ours:
        solar = Lunar.fromYmd(year, -number if is_leap else number, 1).getSolar()
        assert date(solar.getYear(), solar.getMonth(), solar.getDay()) == first
        other = lunardate.LunarDate(year, number, 1, int(is_leap))
        with warnings.catch_warnings():
            # The name of its method has been changed, and the new one is not in every release.
            warnings.simplefilter("ignore", DeprecationWarning)
            assert other.toSolarDate() == first


def test_later_the_days_on_which_libraries_differ_are_those_that_are_listed() -> None:
    differ = set()
    here = date(2057, 1, 1)
    while here < date(2100, 1, 1):
        other = sxtwl.fromSolar(here.year, here.month, here.day)
        ours = LunarDate.from_solar(here)
        if (ours.month, ours.day, bool(ours.leap)) != (
            other.getLunarMonth(),
            other.getLunarDay(),
            bool(other.isLunarLeap()),
        ):
            differ.add(here)
        here += timedelta(days=1)
    listed = {first + timedelta(days=n) for first, last in DISPUTED for n in range((last - first).days + 1)}
    assert differ == listed


def test_a_day_on_which_libraries_differ_is_provisional() -> None:
    (month,) = months("chinese_lunar", 2057, 9)
    assert Oddity.PROVISIONAL in falls("chinese_lunar", month, day("9/9"), Policies()).oddities
    assert not is_provisional("chinese_lunar", date(2056, 10, 17))
    assert not is_provisional("tibetan_phugpa", date(2057, 10, 1))


def _tibetan_days(first: int, last: int) -> set[tuple[date, tuple[int, int, bool, int]]]:
    return {
        (civil, (year, month.number, month.is_leap, number))
        for year in range(first, last + 1)
        for one in range(1, 13)
        for month in months("tibetan_phugpa", year, one)
        for number, dates in month.days.items()
        for civil in dates
    }


def test_every_tibetan_day_from_2000_to_2056_is_that_of_a_second_computation() -> None:
    assert _tibetan_days(2000, 2056) == {named for year in range(2000, 2057) for named in phugpa.days(year)}


def test_the_tibetan_days_that_differ_later_are_those_that_are_listed_and_provisional() -> None:
    years = (2057, 2078, 2099)
    ours = {named for year in years for named in _tibetan_days(year, year)}
    other = {named for year in years for named in phugpa.days(year)}
    assert {civil for civil, _ in ours - other} == set(tibetan.DISPUTED)
    assert all(is_provisional("tibetan_phugpa", civil) for civil in tibetan.DISPUTED)


def test_an_islamic_month_about_which_tables_differ_is_provisional() -> None:
    (span,) = spans("islamic", day("4/12"), day("4/12"), Policies(), 1451)
    assert span.first.day == date(2029, 8, 22) and Oddity.PROVISIONAL in span.first.oddities
    (before,) = spans("islamic", day("3/12"), day("3/12"), Policies(), 1451)
    assert before.first.oddities == ()


# ------------------------------------------------------------------------------------------------------- of any kind


@given(
    st.sampled_from(CALENDARS),
    st.integers(2020, 2060),
    st.integers(1, 12),
    st.integers(1, 31),
    st.sampled_from(LeapMonth),
    st.sampled_from(SkippedDay),
    st.sampled_from(DoubledDay),
)
def test_whatever_a_rule_says_its_day_lies_near_its_month(
    calendar: str, year: int, month: int, number: int, leap: LeapMonth, skipped: SkippedDay, doubled: DoubledDay
) -> None:
    number = min(number, longest(calendar, month))
    if calendar == "islamic":
        year -= 579
    rule, policies = CalendarDay(month, number), Policies(leap, skipped, doubled)
    for span in spans(calendar, rule, rule, policies, year):
        found = span.first
        around = [d for m in months(calendar, year, month) for ds in m.days.values() for d in ds]
        assert min(around) - timedelta(days=1) <= found.near <= max(around) + timedelta(days=1)
        assert (found.day is None) == (Oddity.SKIPPED in found.oddities)
        if skipped is not SkippedDay.NONE:
            assert found.day is not None
