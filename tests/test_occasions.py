"""When events are held: computed, announced, cancelled, skipped; and never in the past as to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.loader import Entry, load
from generator.occasions import Occasion, ahead, coming, events_at, occasions
from generator.surroundings import Surroundings
from tests.publications import write_publication

HEAD = "title: {zh: 节, en: Festival}\nplace: 630121\nsources: gazette\n"
MONLAM = HEAD + (
    "calendar: chinese_lunar\nrule: {first: 1/8, last: 1/18}\nstatus: unconfirmed\n"
    "days:\n  - {value: 1/14, name: {zh: 舞, en: Dance}}\n  - {value: 1/15, name: {zh: 灯, en: Lamps}}\n"
)
SKIPPED = HEAD + "calendar: tibetan_phugpa\nrule: {first: 1/15}\n"
TODAY = date(2026, 11, 22)
Given = Callable[..., Entry]


@pytest.fixture
def event(tmp_path: Path) -> Given:
    """The event written so, among the records that every test has."""

    def of(text: str) -> Entry:
        loaded = load(write_publication(tmp_path, {"events/fair": text}))
        assert not loaded.findings
        return next(entry for entry in loaded.entries if entry.id == "fair")

    return of


def days(one: Occasion) -> tuple[str, str]:
    return str(one.start), str(one.end)


def test_the_next_times_follow_today_and_have_their_named_days(event: Given) -> None:
    found = coming(event(MONLAM), TODAY, 3)
    assert [days(one) for one in found] == [
        ("2027-02-13", "2027-02-23"),
        ("2028-02-02", "2028-02-12"),
        ("2029-02-20", "2029-03-02"),
    ]
    assert [str(day.day) for day in found[0].days] == ["2027-02-19", "2027-02-20"]
    assert {one.status for one in found} == {"unconfirmed"} and not any(one.announced for one in found)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2027, 2, 12), "2027-02-13"),
        (date(2027, 2, 13), "2027-02-13"),
        (date(2027, 2, 23), "2027-02-13"),
        (date(2027, 2, 24), "2028-02-02"),
        (date(2028, 2, 29), "2029-02-20"),
    ],
)
def test_what_goes_on_is_still_to_come_and_what_is_over_is_not(event: Given, today: date, first: str) -> None:
    assert str(coming(event(MONLAM), today, 1)[0].start) == first


def test_announced_dates_take_the_place_of_computed_ones_and_keep_the_key(event: Given) -> None:
    computed = coming(event(MONLAM), TODAY, 2)
    years = (
        "years:\n  - year: 2027\n    dates: {value: 2027-02-14/2027-02-24, sources: gazette}\n"
        "    days: [{day: 1/15, date: {value: 2027-02-21, sources: gazette}}]\n"
    )
    first, second = coming(event(MONLAM + years), TODAY, 2)
    assert (days(first), first.key) == (("2027-02-14", "2027-02-24"), computed[0].key)
    assert first.announced is not None and first.status == "scheduled"
    # What was not announced of that year is not computed into it.
    assert [(day.number, str(day.day)) for day in first.days] == [(1, "2027-02-21")]
    assert (days(second), second.announced) == (days(computed[1]), None)


def test_a_year_may_be_cancelled_or_one_of_its_days_closed(event: Given) -> None:
    years = (
        "years:\n  - {year: 2027, status: cancelled}\n"
        "  - {year: 2028, days: [{day: 1/15, status: closed-to-the-public}]}\n"
    )
    first, second = coming(event(MONLAM + years), TODAY, 2)
    assert first.status == "cancelled" and {day.status for day in first.days} == {"cancelled"}
    assert [day.status for day in second.days] == ["unconfirmed", "closed-to-the-public"]


def test_an_event_without_a_rule_is_held_when_it_was_announced_only(event: Given) -> None:
    years = "years: [{year: 2027, dates: {value: 2027-06-01/2027-06-03, sources: gazette}}]\n"
    entry = event(HEAD + "calendar: gregorian\n" + years)
    assert [days(one) for one in coming(entry, TODAY, 5)] == [("2027-06-01", "2027-06-03")]
    assert coming(entry, date(2027, 6, 4), 5) == ()


def test_a_skipped_day_leaves_a_gap_that_is_told_of(event: Given) -> None:
    found = occasions(event(SKIPPED), date(2027, 1, 1), date(2029, 12, 31))
    assert [one.start and str(one.start) for one in found][:2] == ["2027-02-20", None]
    assert (found[1].near.year, found[1].key) == (2028, "2028")
    before = event(SKIPPED.replace("1/15}", "1/15, skipped_day: before}"))
    kept = occasions(before, date(2028, 1, 1), date(2028, 12, 31))
    assert [str(one.start) for one in kept] == ["2028-03-10"]


def test_a_leap_month_has_a_key_of_its_own(event: Given) -> None:
    entry = event(HEAD + "calendar: chinese_lunar\nrule: {first: 6/6, leap_month: both}\n")
    found = occasions(entry, date(2025, 1, 1), date(2025, 12, 31))
    assert [(one.key, str(one.start)) for one in found] == [("2025", "2025-06-30"), ("2025-leap", "2025-07-30")]


def test_two_times_of_the_islamic_year_may_fall_in_one_civil_year(event: Given) -> None:
    entry = event(HEAD + "calendar: islamic\nrule: {first: 9/1}\n")
    found = occasions(entry, date(2030, 1, 1), date(2030, 12, 31))
    assert [str(one.start) for one in found] == ["2030-01-05", "2030-12-26"]
    assert len({one.key for one in found}) == 2


def test_a_festival_over_new_year_is_found_from_either_side(event: Given) -> None:
    entry = event(HEAD + "calendar: gregorian\nrule: {first: 12/30, last: 1/2}\n")
    assert days(coming(entry, date(2027, 1, 1), 1)[0]) == ("2026-12-30", "2027-01-02")
    assert days(ahead([entry], date(2026, 12, 1), 40)[0]) == ("2026-12-30", "2027-01-02")


def test_events_are_found_by_their_site_and_by_every_place_around_it(tmp_path: Path) -> None:
    site = "names: {zh: 塔, en: Tower}\ntype: TouristAttraction\nplace: 630121\nsources: gazette\n"
    at_site = "title: {zh: 节, en: F}\nsite: tower\ncalendar: gregorian\nrule: {first: 5/1}\nsources: gazette\n"
    records = {"sites/tower": site, "events/at-tower": at_site, "events/fair": MONLAM}
    loaded = load(write_publication(tmp_path, records))
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=TODAY))

    def at(kind: str, id_: str) -> list[str]:
        return [entry.id for entry in events_at(catalogue, catalogue.by_key[kind, id_])]

    assert at("site", "tower") == ["at-tower"]
    assert at("place", "630121") == at("place", "630100") == ["at-tower", "fair"]


def test_of_two_times_in_one_year_the_nearer_one_is_the_announced_one(event: Given) -> None:
    years = "years: [{year: 2030, dates: {value: 2030-12-27, sources: gazette}}]\n"
    entry = event(HEAD + "calendar: islamic\nrule: {first: 9/1}\n" + years)
    found = occasions(entry, date(2030, 1, 1), date(2030, 12, 31))
    assert [(str(one.start), bool(one.announced)) for one in found] == [("2030-01-05", False), ("2030-12-27", True)]


def test_dates_announced_for_a_year_far_from_the_window_are_not_in_it(event: Given) -> None:
    years = "years: [{year: 2020, dates: {value: 2020-02-01/2020-02-11, sources: gazette}}]\n"
    assert occasions(event(MONLAM + years), TODAY, date(2027, 12, 31))[0].announced is None
    assert len(occasions(event(MONLAM + years), TODAY, date(2027, 12, 31))) == 1
