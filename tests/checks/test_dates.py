"""Dates out of order, and the future told as the past."""

from __future__ import annotations

import pytest

from generator.findings import Position
from tests.checks.conftest import Findings
from tests.publications import SOURCE, only, shown

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"
SITE = (
    "names: {zh: 寺, en: Temple}\ntype: BuddhistTemple\nplace: 630100\nsources: gazette\n"
    "coordinates: {lat: 36.6, lon: 101.8}\n"
)
EVENT = "founding: [{value: 1560, event: {zh: 始建, en: begun}}, {value: 1577, event: {zh: 扩建, en: enlarged}}]\n"


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("projects", ROAD + "actual: 2025/2027-03\n"),
        ("projects", ROAD + "actual: {from: 2026-07, to: 2027}\n"),
        ("projects", ROAD + "milestones: [{title: {zh: 开工, en: Start}, reached: 2026-07-01}]\n"),
        ("projects", ROAD + "documents: [{title: {zh: 批复, en: Approval}, date: 2027}]\n"),
        ("sites", SITE + "founding: [{value: 2030, event: {zh: 始建, en: begun}}]\n"),
        ("sites", SITE + "designations: [{type: scenic-rating, detail: {zh: 4A级, en: 4A}, date: 2026-12}]\n"),
        ("sources", SOURCE.replace("试验公报", "又一份").replace("2026-01-15", "2026-08-01")),
    ],
)  # fmt: skip
def test_what_is_said_to_have_happened_does_not_lie_ahead(findings: Findings, kind: str, lines: str) -> None:
    assert shown(findings({f"{kind}/r1": lines}))[0].endswith("error date-future")


def test_the_place_of_a_future_date_is_the_date(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "actual: {from: 2025, to: 2027}\n"}))
    assert found.position == Position(file="data/projects/road.yml", line=3, column=26)
    assert found.arguments == {"date": "2027"}


def test_plans_and_due_dates_may_lie_ahead_and_this_year_is_not_the_future(findings: Findings) -> None:
    road = ROAD + (
        "planned: 2027/2030\nactual: 2026/\nmilestones: [{title: {zh: 完工, en: Done}, due: 2029}]\n"
        "budget: {value: 3万元, as_of: 2026-01}\n"
    )
    assert shown(findings({"projects/road": road})) == []


def test_without_a_day_that_counts_as_today_nothing_is_in_the_future(findings: Findings) -> None:
    assert shown(findings({"projects/road": ROAD + "actual: 2030\n"}, as_of=None)) == []


def test_a_page_is_not_read_before_it_is_published(findings: Findings) -> None:
    found = only(findings({"sources/gazette": SOURCE.replace("2026-01-15", "2019-12")}))
    assert found.position == Position(file="data/sources/gazette.yml", line=4, column=12)
    assert (found.code, found.arguments) == ("date-order", {"earlier": "2020-05-01", "later": "2019-12"})
    assert found.related == (Position(file="data/sources/gazette.yml", line=3, column=7),)


def test_a_page_may_be_read_in_the_year_in_which_it_is_published(findings: Findings) -> None:
    assert shown(findings({"sources/gazette": SOURCE.replace("2026-01-15", "2020")})) == []


def test_a_work_that_ended_before_it_was_to_begin_is_suspicious(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "planned: 2014/2016\nactual: 2011/2013\n"}))
    assert (str(found.severity), found.code, found.position.line) == ("warning", "date-order", 4)
    assert shown(findings({"projects/road": ROAD + "planned: 2014/2016\nactual: 2013/2018\n"})) == []


def test_a_site_is_not_listed_before_its_earliest_date(findings: Findings) -> None:
    listed = "designations: [{type: national-protected, detail: {zh: 第一批, en: first batch}, date: %s}]\n"
    found = only(findings({"sites/temple": SITE + EVENT + listed % "1361-03-04"}))
    assert (found.code, found.position.line, found.position.column) == ("date-order", 7, 85)
    assert found.arguments == {"earlier": "1560", "later": "1361-03-04"}
    assert shown(findings({"sites/temple": SITE + EVENT + listed % "1961-03-04"})) == []


def test_a_document_is_not_read_before_it_is_dated(findings: Findings) -> None:
    document = "documents: [{title: {zh: 批复, en: Approval}, source: gazette, date: %s}]\n"
    found = only(findings({"projects/road": ROAD + document % "2026-03"}))
    assert found.code == "date-order"
    assert found.related == (Position(file="data/sources/gazette.yml", line=4, column=12),)
    assert shown(findings({"projects/road": ROAD + document % "2026"})) == []


def test_a_contract_before_its_tender_is_suspicious_where_there_is_one_of_each(findings: Findings) -> None:
    one = "  - {title: {zh: 文件, en: Document}, type: %s, date: %s}\n"
    tender, contract = one % ("tenderNotice", "2014-05"), one % ("contractSigned", "2014-03")
    found = only(findings({"projects/road": ROAD + "documents:\n" + tender + contract}))
    assert (str(found.severity), found.code, found.position.line) == ("warning", "date-order", 5)
    assert shown(findings({"projects/road": ROAD + "documents:\n" + tender + contract + contract})) == []


def test_a_figure_for_a_day_after_everything_it_was_read_in_is_suspicious(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "budget: {value: 3万元, as_of: 2026-03}\n"}))
    assert (str(found.severity), found.code, found.arguments["source"]) == ("warning", "date-after-source", "gazette")
    assert found.arguments["earlier"] == "2026-01-15"
