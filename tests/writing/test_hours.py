"""Opening hours in words, held against a table and against the library's own evaluation."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.findings import Refusal
from generator.language import Language
from generator.publication import Publication
from generator.values.opening import LastEntry, OpeningHours
from generator.values.price import Price
from generator.values.season import Season
from generator.values.timetable import timetable
from generator.writing.hours import in_words, next_days, season_in_words
from tests.values.refusals import refusal
from tests.websites import REPOSITORY
from tests.writing.hours_cases import NOT_IN_WORDS, REFUSED, WEEKS
from tests.writing.hours_in_the_wild import REFUSED_TOO, WILD

PUBLICATION = Publication.model_validate(
    {
        "name": "x", "tagline": "x", "languages": ["zh", "en"], "centre": {"lat": "36.6", "lon": "101.7"},
        "centre_name": "x", "bounds": {"south": "36", "west": "100", "north": "38", "east": "103"},
    }
)  # fmt: skip
ZH, EN = Language("zh", PUBLICATION), Language("en", PUBLICATION)


@pytest.mark.parametrize("written", WEEKS)
def test_hours_are_said_as_a_week(written: str) -> None:
    hours = OpeningHours.parse(written)
    assert (in_words(hours, ZH), in_words(hours, EN)) == WEEKS[written]


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(WEEKS) >= 60


@pytest.mark.parametrize("written", NOT_IN_WORDS)
def test_what_cannot_be_said_without_doubt_is_accepted_and_not_said(written: str) -> None:
    assert in_words(OpeningHours.parse(written), EN) is None


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_hours_is_refused_with_what_to_write(written: str) -> None:
    found = refusal(OpeningHours, written)
    assert (found.code, found.arguments.get("suggestion", "")) == REFUSED[written]


@pytest.mark.parametrize(("written", "code"), REFUSED_TOO)
def test_what_is_often_taken_for_hours_is_refused_too(written: str, code: str) -> None:
    assert refusal(OpeningHours, written).code == code


def test_most_hours_of_the_wild_are_put_into_words_and_the_others_have_their_next_days() -> None:
    said = 0
    for written in WILD:
        hours = OpeningHours.parse(written)
        words = in_words(hours, ZH), in_words(hours, EN)
        assert (words[0] is None) == (words[1] is None), written
        said += words[0] is not None
        assert not any("{" in one or "None" in one for one in words if one), written
        days = [next_days(hours, date(2026, 11, 22), language) for language in (ZH, EN)]
        assert all(len(lines) == 7 and all(line.days and line.times for line in lines) for lines in days), written
    assert said >= 0.8 * len(WILD) and len(WILD) >= 150


def test_what_begins_later_is_told_with_its_day_until_that_day() -> None:
    from generator.writing.hours import blocks

    table = timetable(OpeningHours.parse("Mo-Fr 09:00-17:00; 2027+ 10:00-12:00"))
    assert table is not None
    days = (date(2026, 12, 31), date(2027, 1, 1))
    told = {today: [block.when for block in blocks(table, EN, today)] for today in days}
    assert told == {date(2026, 12, 31): ["Before 2027", "From 2027"], date(2027, 1, 1): [""]}


def test_a_holiday_in_a_comment_is_only_a_word() -> None:
    assert OpeningHours.parse('Mo-Fr 09:00-17:00 "not PH"')


def test_dates_that_are_over_are_not_told() -> None:
    from generator.writing.hours import blocks

    table = timetable(OpeningHours.parse("Mo-Su 08:00-17:00; 2026 Feb 17-23 off"))
    assert table is not None
    told = {since: [line.days for block in blocks(table, EN, since) for line in block.lines]
            for since in (date(2026, 2, 23), date(2026, 2, 24))}  # fmt: skip
    assert told == {date(2026, 2, 23): ["Daily", "17–23 February 2026"], date(2026, 2, 24): ["Daily"]}


def test_hours_that_are_not_said_have_their_next_days() -> None:
    hours = OpeningHours.parse("week 47 10:00-12:00; week 48 off")
    lines = next_days(hours, date(2026, 11, 21), EN, count=3)
    assert [(line.days, line.times) for line in lines] == [
        ("Sat 21 November", "10:00–12:00"), ("Sun 22 November", "10:00–12:00"), ("Mon 23 November", "closed"),
    ]  # fmt: skip


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    hours = OpeningHours.parse("Mo-Fr 22:00-06:00; Tu off")
    assert [line.times for line in next_days(hours, date(2026, 11, 26), EN, count=3)] == [
        "22:00–06:00 the next day", "22:00–06:00 the next day", "closed",
    ]  # fmt: skip


# The words' week against the library ---------------------------------------------------------------------------

_times = st.sampled_from(["08:00-17:00", "09:30-12:00,14:00-18:00", "18:00-02:00", "00:00-24:00", "22:00-06:00", "off"])
_days = st.sampled_from(
    ["", "Mo-Fr ", "Sa,Su ", "Mo ", "Tu-Su ", "Fr-Mo ", "Mo[1] ", "Su[-1] ", "We,Fr ", "Sa[1] ", "Fr[-1] "]
)
_when = st.sampled_from(
    ["", "", "", "Apr-Oct ", "Nov-Mar ", "Dec 25 ", "Jul 15-Aug 20 ", "2026 Feb 17-23 ", "2027 Oct 1-7 ", "2028 ",
     "2027+ "]
)
_rules = st.builds(lambda when, days, times: f"{when}{days}{times}".strip(), _when, _days, _times)
_hours = st.lists(_rules, min_size=1, max_size=5).flatmap(
    lambda rules: st.sampled_from(["; ", ", ", " || "]).map(lambda between: between.join(rules))
)


@settings(max_examples=120, deadline=None)
@given(_hours, st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_no_day_of_a_week_in_words_differs_from_the_library(written: str, day: date) -> None:
    hours = OpeningHours.parse(written)
    table = timetable(hours)
    if table is None:
        return
    midnight = datetime.combine(day, time())
    said = set()
    for number in (-2, -1, 0):
        for span in table.day(day + timedelta(days=number)).spans:
            said |= set(range(number * 1440 + span.start, number * 1440 + span.end)) & set(range(1440))
    known = set()
    for stretch in hours.stretches(day, day):
        start, end = (int((moment - midnight).total_seconds()) // 60 for moment in (stretch.start, stretch.end))
        known |= set(range(start, end))
    assert said == known


@given(st.text(max_size=60))
def test_any_text_is_either_hours_or_refused(text: str) -> None:
    try:
        hours = OpeningHours.parse(text)
    except Refusal:
        return
    in_words(hours, ZH)


# What stands beside hours ----------------------------------------------------------------------------------------


def test_seasons_last_entries_and_prices_are_read() -> None:
    assert season_in_words(Season.parse("Nov-Mar").spans[0], ZH) == "11月至次年3月"
    assert season_in_words(Season.parse("Apr 15-Oct 7").spans[0], EN) == "15 April to 7 October"
    assert (LastEntry.parse("16:30").minutes, LastEntry.parse("30 min").is_before_closing) == (990, True)
    assert Price.parse("free").is_free and Price.parse("0元").is_free and Price.parse("80元").fen == 8000


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [(Season, "summer", "season-form"), (Season, "Mo-Fr", "season-form"), (Season, "10:00-12:00", "season-form"),
     (LastEntry, "half past four", "last-entry-form"), (LastEntry, "25:00", "last-entry-form"),
     (Price, "-5元", "price-negative"), (Price, "cheap", "money-form")],
)  # fmt: skip
def test_what_is_none_of_these_is_refused(kind: type, written: str, code: str) -> None:
    assert refusal(kind, written).code == code


@pytest.mark.parametrize(("code", "language"), [("zh", ZH), ("en", EN)])
def test_the_examples_of_the_guide_are_true(code: str, language: Language) -> None:
    guide = (REPOSITORY / "content" / code / "guide" / "visiting.md").read_text(encoding="utf-8")
    examples = re.findall(r"^\| `([^`]+)` \| (.+) \|$", guide, re.MULTILINE)
    assert len(examples) == 10
    assert [(written, in_words(OpeningHours.parse(written), language)) for written, _ in examples] == examples
