"""A machine is told nothing that nobody has promised: no old hours, no doubtful day, nothing of made-up data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.catalogue import Catalogue
from generator.language import Language
from generator.records.base import Sensitivity
from generator.render import home
from generator.values.opening import OpeningHours
from generator.writing.linked_data.hours import specifications
from tests.linked_data.publications import DAY, TEMPLE, catalogue_of, data, main, told_of
from tests.publications import PUBLICATION

HOURS = 'hours: {value: "Tu-Su 09:00-17:00", as_of: 2026-05-01, sources: gazette}'
FEES = "fees: [{value: 80元, audience: adult, as_of: 2026-05-01}, {value: free, audience: child, as_of: 2026-05-01}]"


def test_hours_that_are_known_are_told_with_the_last_day_on_which_they_may_be_relied_on(told: Any) -> None:
    assert main(told(HOURS))["openingHoursSpecification"] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": ["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        "opens": "09:00", "closes": "17:00", "validThrough": "2028-05-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("visiting", "today"),
    [
        (HOURS, date(2028, 5, 2)),
        (HOURS.replace("as_of: 2026-05-01, ", ""), DAY),
        (HOURS.replace("sources", "confidence: low, sources"), DAY),
        (HOURS.replace("as_of", "verify_by: 2026-06-29, as_of"), DAY),
        (HOURS + "\nstatus: {value: closed, as_of: 2026-05-01}", DAY),
        ("hours: {absence: not-stated}", DAY),
    ],
    ids=["two years old", "undated", "doubtful", "to be verified", "of a closed site", "absent"],
)
def test_hours_that_nobody_vouches_for_are_not_told(told: Any, visiting: str, today: date) -> None:
    assert "openingHoursSpecification" not in main(told(visiting, today))


def test_fees_are_offers_at_the_place_and_end_with_their_date(told: Any) -> None:
    site, adult, child = told(FEES)["@graph"]
    assert site["isAccessibleForFree"] is False
    assert adult["availableAtOrFrom"] == {"@id": site["@id"]} and adult["name"] == "成人"
    assert adult["priceSpecification"] == {
        "@type": "PriceSpecification", "price": 80, "priceCurrency": "CNY", "validThrough": "2028-05-01",
    }  # fmt: skip
    assert child["priceSpecification"]["price"] == 0


@pytest.mark.parametrize(
    "visiting",
    [
        FEES.replace("adult, as_of: 2026-05-01", "adult, as_of: 2019"),
        FEES.replace("value: 80元", "absence: not-stated"),
        "fees: [{value: 80元, as_of: 2026-05-01, confidence: low}]",
    ],
)
def test_some_of_the_fees_are_not_all_of_them_so_none_is_told(told: Any, visiting: str) -> None:
    whole = told(visiting)
    assert "@graph" not in whole and "isAccessibleForFree" not in whole


def test_a_price_of_a_season_is_told_for_that_season(told: Any) -> None:
    fee = "fees: [{value: 40元, season: Nov-Mar, as_of: 2026-05-01}]"
    _, offer = told(fee)["@graph"]
    assert offer["priceSpecification"]["validFrom"] == "2026-11-01"
    assert offer["priceSpecification"]["validThrough"] == "2027-03-31"


def specified(text: str, today: date = DAY, last: date = date(2027, 12, 31)) -> list[str] | None:
    """Opening hours in short: ``Mo Tu 09:00-17:00 2026-05-01..2026-10-07``."""
    found = specifications(OpeningHours.parse(text), today, last)
    if found is None:
        return None
    lines = []
    for one in found:
        days = one["dayOfWeek"] if isinstance(one["dayOfWeek"], list) else [one["dayOfWeek"]]
        lines.append(
            f"{' '.join(day[:2] for day in days)} {one['opens']}-{one['closes']} "
            f"{one.get('validFrom', '')}..{one['validThrough']}"
        )
    return lines


WEEK = "Mo Tu We Th Fr Sa Su"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("24/7", [f"{WEEK} 00:00-23:59 ..2027-12-31"]),
        ("Mo,We 08:00-12:00,14:00-18:00", ["Mo We 08:00-12:00 ..2027-12-31", "Mo We 14:00-18:00 ..2027-12-31"]),
        ("Fr 20:00-02:00", ["Fr 20:00-02:00 ..2027-12-31"]),
        (
            "Apr-Oct Mo-Su 08:00-18:00; Nov-Mar Mo-Su 09:00-17:00",
            [f"{WEEK} 08:00-18:00 2026-04-01..2026-10-31", f"{WEEK} 09:00-17:00 2026-11-01..2027-03-31"],
        ),
        (
            "Mo-Su 09:00-17:00; 2027 Feb 17-18 off",
            [f"{WEEK} 09:00-17:00 ..2027-12-31", "We Th 00:00-00:00 2027-02-17..2027-02-18"],
        ),
        ("Mo-Su 09:00-17:00; 2025 Feb 17-18 off", [f"{WEEK} 09:00-17:00 ..2027-12-31"]),
        ("Mo-Su sunrise-sunset", None),
        ("Mo-Fr 09:00-17:00; Mo[1] off", None),
        ('Mo-Fr 09:00-17:00 "by appointment"', None),
        ("Mo-Fr 09:00+", None),
        ("Mo-Fr 09:00-17:00 unknown", None),
        ("week 1-53/2 Mo 09:00-17:00", None),
    ],
)
def test_hours_are_told_whole_or_not_at_all(written: str, expected: list[str] | None) -> None:
    assert specified(written) == expected


FAIR = """\
title: {zh: 鼓会, en: Drum Fair}
place: "630121"
calendar: chinese_lunar
rule: {first: 6/3, last: 6/9}
sources: gazette
"""


def fair(folder: Path, text: str, today: date | None = DAY) -> Any:
    return data(catalogue_of(folder, {"events/fair": text}, today), "event", "fair", "en")


def times(node: Any) -> list[str]:
    found = node.get("subEvent", [])
    return [one["startDate"] for one in (found if isinstance(found, list) else [found])]


def test_computed_dates_say_so_and_promise_nothing(tmp_path: Path) -> None:
    node = fair(tmp_path, FAIR)
    assert node["@type"] == "EventSeries" and len(times(node)) == 3
    assert all("computed" in one["description"] and "eventStatus" not in one for one in node["subEvent"])


def test_a_cancelled_time_is_not_among_those_to_come_and_an_announced_one_is_scheduled(tmp_path: Path) -> None:
    first, second, *_ = times(fair(tmp_path / "computed", FAIR))
    years = f"  - {{year: {first[:4]}, status: cancelled}}\n  - {{year: {second[:4]}, dates: {second[:4]}-07-07}}\n"
    node = fair(tmp_path / "known", f"{FAIR}years:\n{years}")
    assert first not in times(node) and times(node)[0] == f"{second[:4]}-07-07"
    assert node["subEvent"][0]["eventStatus"] == "https://schema.org/EventScheduled"
    assert "description" not in node["subEvent"][0]


@pytest.mark.parametrize(
    "text",
    [
        FAIR + "status: closed-to-the-public\n",
        FAIR + "status: cancelled\n",
        FAIR + "visitors: closed\n",
        FAIR.replace("first: 6/3", "first: {value: 6/3, confidence: low}"),
        FAIR.replace("rule: {first: 6/3, last: 6/9}\n", ""),
    ],
    ids=["closed", "cancelled", "no visitors", "doubtful", "no date"],
)
def test_no_machine_is_told_of_a_festival_that_nobody_may_count_on(tmp_path: Path, text: str) -> None:
    assert not times(fair(tmp_path, text))


def test_a_day_about_which_tables_differ_is_not_told_and_the_next_that_is_sure_is(tmp_path: Path) -> None:
    sighted = FAIR.replace("chinese_lunar", "islamic").replace("6/3, last: 6/9", "{}")
    today = date(2029, 6, 1)
    # The fourth month of 1451 begins on different days in different tables, those of 1452 and 1453 do not.
    told = times(fair(tmp_path / "a", sighted.replace("{}", "4/12"), today))
    assert told == ["2030-08-12", "2031-08-01", "2032-07-20"]
    assert times(fair(tmp_path / "b", sighted.replace("{}", "3/12"), today))[0] == "2029-07-24"


def test_without_a_day_that_counts_as_today_no_dates_are_told(tmp_path: Path) -> None:
    assert not times(fair(tmp_path, FAIR, None))


def test_a_restricted_place_is_told_as_coarsely_as_everywhere_else(told: Any, tmp_path: Path) -> None:
    open_ = main(told(""))["geo"]
    assert (open_["latitude"], open_["longitude"]) == (36.9012, 101.7034)
    restricted = TEMPLE.replace("36.90123", "36.90").replace("101.70345", "101.70")
    restricted = restricted.replace("visiting:", "sensitivity: restricted\nvisiting:")
    assert main(told_of(tmp_path / "b", "", temple=restricted))["geo"]["latitude"] == 36.9


def test_the_exact_point_of_a_restricted_place_is_coarse_even_if_a_record_held_it(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, {"sites/temple": TEMPLE + "  {}\n"})
    entry = catalogue.by_key["site", "temple"]
    record = entry.record.model_copy(update={"sensitivity": Sensitivity.RESTRICTED})
    hidden = [replace(one, record=record) if one is entry else one for one in catalogue.everything]
    around = Catalogue(catalogue.publication, catalogue.vocabularies, hidden, catalogue.surroundings)
    assert data(around, "site", "temple")["geo"] == {"@type": "GeoCoordinates", "latitude": 36.9, "longitude": 101.7}


def test_absent_withheld_and_doubtful_values_are_not_told(told: Any) -> None:
    doubtful = TEMPLE.replace("address: {zh: 鼓楼街1号, en: 1 Drum Street}", "address: {value: X, confidence: low}")
    withheld = TEMPLE.replace("address: {zh: 鼓楼街1号, en: 1 Drum Street}", "address: {absence: withheld}")
    assert told("")["address"] == "鼓楼街1号"
    assert "address" not in told("", temple=doubtful) and "address" not in told("", temple=withheld)


def test_drafts_and_publications_of_made_up_data_say_nothing(tmp_path: Path) -> None:
    draft = catalogue_of(tmp_path / "draft", {"events/fair": FAIR + "draft: true\n"})
    assert not data(draft, "event", "fair")
    made_up = catalogue_of(tmp_path / "made-up", {"events/fair": FAIR}, publication=PUBLICATION)
    assert not data(made_up, "event", "fair")
    pages = [*home.render(made_up, Language("zh", made_up.publication))]
    assert b"\nlinked:" not in pages[0].content
