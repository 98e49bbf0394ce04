"""Events that cannot be held as they are written."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Findings
from tests.publications import only, shown

HEAD = "title: {zh: 节, en: Festival}\nplace: 630121\ncalendar: %s\n"
LUNAR = HEAD % "chinese_lunar"
RULE = "rule: {first: 1/8, last: 1/18}\n"
SOURCES = "sources: gazette\n"
SOUND = LUNAR + RULE + SOURCES
YEAR = "years:\n  - {year: 2027, dates: {value: %s, sources: gazette}}\n"


def test_an_event_with_place_calendar_rule_and_source_is_sound(findings: Findings) -> None:
    assert shown(findings({"events/fair": SOUND})) == []


def test_an_event_is_held_somewhere(findings: Findings) -> None:
    assert only(findings({"events/fair": SOUND.replace("place: 630121\n", "")})).code == "event-nowhere"


def test_an_event_has_a_rule_or_announced_dates(findings: Findings) -> None:
    assert only(findings({"events/fair": LUNAR + SOURCES})).code == "event-without-dates"
    assert shown(findings({"events/fair": LUNAR + SOURCES + YEAR % "2027-02-13/2027-02-23"})) == []


@pytest.mark.parametrize(
    ("written", "code", "argument"),
    [
        ("13/1", "calendar-day-impossible", ("given", "13/1")),
        ("0/1", "calendar-day-impossible", ("given", "0/1")),
        ("1/32", "calendar-day-impossible", ("given", "1/32")),
        ("1-15", "calendar-day-form", ("suggestion", "1/15")),
        ("9月9日", "calendar-day-form", ("suggestion", "9/9")),
        ("正月十五", "calendar-day-form", ("suggestion", "")),
        ("1/31", "event-day-impossible", ("longest", "30")),
    ],
)
def test_a_day_that_no_month_has_is_refused(
    findings: Findings, written: str, code: str, argument: tuple[str, str]
) -> None:
    found = only(findings({"events/fair": f"{LUNAR}rule: {{first: {written}}}\n{SOURCES}"}))
    assert (found.code, found.is_error, found.arguments[argument[0]]) == (code, True, argument[1])


@pytest.mark.parametrize(("calendar", "day"), [("gregorian", "2/30"), ("tibetan_phugpa", "4/31"), ("islamic", "9/31")])
def test_every_calendar_has_its_own_longest_months(findings: Findings, calendar: str, day: str) -> None:
    text = HEAD % calendar + f"rule: {{first: {day}}}\n" + SOURCES
    assert only(findings({"events/fair": text})).code == "event-day-impossible"


def test_impossible_days_are_found_among_other_versions_and_named_days_too(findings: Findings) -> None:
    rule = "rule: {first: 1/8, last: {value: 1/18, alternatives: [1/31]}}\n"
    days = "days: [{value: 1/15, name: {zh: 灯, en: Lamps}, alternatives: [{value: 2/31}]}]\n"
    found = findings({"events/fair": LUNAR + rule + days + SOURCES})
    assert [one.code for one in found] == ["event-day-impossible"] * 2


def test_a_named_day_outside_the_festival_is_doubtful(findings: Findings) -> None:
    days = "days: [{value: 2/15, name: {zh: 灯, en: Lamps}}]\n"
    found = only(findings({"events/fair": SOUND + days}))
    assert (found.code, found.is_error) == ("event-day-outside", False)
    over = LUNAR + "rule: {first: 12/23, last: 1/15}\n" + days.replace("2/15", "1/1") + SOURCES
    assert shown(findings({"events/fair": over})) == []


def test_a_calendar_that_nobody_can_compute_has_no_rule(findings: Findings) -> None:
    assert only(findings({"events/fair": SOUND.replace("chinese_lunar", "julian")})).code == "term-unknown"
    own = {"calendar": "julian: {zh: 儒略历, en: Julian calendar}\n"}
    text = SOUND.replace("chinese_lunar", "julian")
    assert only(findings({"events/fair": text}, vocabularies=own)).code == "event-calendar"
    missing = SOUND.replace("calendar: chinese_lunar", "calendar: not-stated")
    assert only(findings({"events/fair": missing})).code == "event-calendar"


@pytest.mark.parametrize(
    ("dates", "code", "is_error"),
    [
        ("2027-02-15/2027-02-25", "", False),
        ("2027-03-14/2027-03-20", "event-announced-far", False),
        ("2028-02-02", "event-announced-year", True),
        ("2027-02", "event-announced-imprecise", True),
        ("2027-02-13/2027-02", "event-announced-imprecise", True),
    ],
)
def test_announced_dates_are_days_of_their_year_near_the_computed_ones(
    findings: Findings, dates: str, code: str, is_error: bool
) -> None:
    found = findings({"events/fair": SOUND + YEAR % dates})
    assert [(one.code, one.is_error) for one in found] == ([(code, is_error)] if code else [])


def test_an_announced_date_names_its_own_source(findings: Findings) -> None:
    found = only(findings({"events/fair": SOUND + "years: [{year: 2027, dates: 2027-02-13/2027-02-23}]\n"}))
    assert (found.code, found.field) == ("event-announced-unsourced", "years.0.dates")


def test_a_year_is_told_of_once_and_only_of_days_that_have_a_name(findings: Findings) -> None:
    twice = "years: [{year: 2027, status: cancelled}, {year: 2027, status: scheduled}]\n"
    assert only(findings({"events/fair": SOUND + twice})).code == "event-year-twice"
    unknown = "years: [{year: 2027, days: [{day: 1/14, status: cancelled}]}]\n"
    assert only(findings({"events/fair": SOUND + unknown})).code == "event-day-unknown"
    month = "years: [{year: 2027-02, status: cancelled}]\n"
    assert only(findings({"events/fair": SOUND + month})).code == "event-year-form"


def test_an_announced_day_lies_within_the_announced_dates(findings: Findings) -> None:
    days = "days: [{value: 1/15, name: {zh: 灯, en: Lamps}}]\n"
    year = "years:\n  - year: 2027\n    dates: {value: 2027-02-13/2027-02-23, sources: gazette}\n"
    year += "    days: [{day: 1/15, date: {value: 2027-03-20, sources: gazette}}]\n"
    found = only(findings({"events/fair": SOUND + days + year}))
    assert (found.code, found.is_error) == ("event-announced-outside", False)


def test_an_event_without_a_source_is_refused(findings: Findings) -> None:
    assert only(findings({"events/fair": LUNAR + RULE})).code == "missing-field"
