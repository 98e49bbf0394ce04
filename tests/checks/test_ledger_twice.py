"""Money that stands in two records, of a fund and of a project: the same sum once, and nothing against each other."""

from __future__ import annotations

import pytest

from generator.reports.wording import Wording
from tests.checks.conftest import Findings
from tests.checks.ledgers import FUND, ROAD, coded, told
from tests.publications import only, shown


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("funding:\n  - value: 200 万元\n    basis: allocated\n    fund: f1\n", 6),
        ("funding: [{value: 200 万元, basis: allocated, fund: f1}]\n", 3),
        ("fund: f1\n", 3),
        ("funds: [f1]\n", 3),
    ],
)
def test_a_project_that_names_its_fund_is_told_where_that_is_written(
    findings: Findings, written: str, line: int
) -> None:
    found = only(findings({"projects/road": ROAD + written}))
    assert (found.code, found.position.line) == ("ledger-fund-gives", line)
    assert "data/funds/f1.yml" in Wording("en").hint(found) and "project: road" in Wording("en").hint(found)
    assert "data/funds/f1.yml" in Wording("zh").hint(found) and "project: road" in Wording("zh").hint(found)


def test_allocations_in_a_project_belong_in_the_fund(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "allocations: [{value: 200 万元, project: road}]\n"}))
    assert found.code == "ledger-fund-gives" and "{given}" not in Wording("en").hint(found)
    assert "in the fund’s record" in Wording("en").hint(found)


def test_a_funding_line_for_money_of_a_recorded_fund_is_refused(findings: Findings) -> None:
    road = ROAD + "funding: [{value: 200 万元, basis: allocated, funder: bureau}]\n"
    fund = FUND + "allocations: [{value: 2000000, basis: allocated, project: road, date: 2024-03-08}]\n"
    assert told(only(findings({"projects/road": road, "funds/f1": fund}))) == (
        "error projects/road.yml:3, funds/f1.yml:4 This 200 万元 and the 2000000 in the fund f1 are the same money"
    )
    other = road.replace("funder: bureau", "funder: bureau, date: 2024-05-01")
    assert shown(findings({"projects/road": other, "funds/f1": fund})) == []


def test_a_fund_and_a_project_that_give_other_amounts_for_one_day_are_refused(findings: Findings) -> None:
    road = ROAD + "funding: [{value: 210 万元, basis: allocated, funder: bureau, date: 2024-03-08}]\n"
    fund = FUND + "allocations: [{value: 200 万元, basis: allocated, project: road, date: 2024-03-08}]\n"
    assert told(only(findings({"projects/road": road, "funds/f1": fund}))) == (
        "error projects/road.yml:3, funds/f1.yml:4 "
        "The project says 210 万元, the fund f1 says 200 万元 for the same day"
    )


def test_a_fund_and_a_project_that_name_other_places_are_refused(findings: Findings) -> None:
    road = ROAD + "places: [630121]\n"
    fund = FUND + "allocations: [{value: 200 万元, basis: allocated, project: road, place: 630102}]\n"
    district = (
        "name: {zh: 试验区, en: Trial District}\ncode: 630102\nlevel: district\nparent: 630100\nsources: gazette\n"
    )
    records = {"projects/road": road, "funds/f1": fund, "places/630102": district}
    found = coded(findings(records), "ledger-place")
    assert told(found) == (
        "error funds/f1.yml:4, projects/road.yml:3 This line is for place 630102, but the project is in 630121"
    )
    assert shown(findings({**records, "funds/f1": fund.replace("630102", "630100")})) == []


def test_an_amount_under_two_funds_is_refused(findings: Findings) -> None:
    fund = FUND + "allocations: [{value: 200 万元, basis: allocated, project: road}]\n"
    records = {
        "projects/road": ROAD,
        "funds/f1": fund,
        "funds/f2": fund.replace("{zh: 资金, en: Fund}", "{zh: 另一资金, en: Other fund}"),
    }
    assert told(only(findings(records))) == (
        "error funds/f2.yml:4, funds/f1.yml:4 The same 200 万元 stands in the fund f1 already"
    )
    apart = records["funds/f2"].replace("sources: gazette", "sources: [{source: gazette, at: Annex 2}]")
    assert shown(findings({**records, "funds/f2": apart})) == []


@pytest.mark.parametrize("same", ["date: 2024-03-08", "sources: [{source: gazette, at: Annex 1}]"])
def test_the_same_sum_of_the_same_day_or_page_is_the_same_money_though_no_funder_is_named(
    findings: Findings, same: str
) -> None:
    road = ROAD + f"funding: [{{value: 200 万元, basis: allocated, {same}}}]\n"
    fund = FUND.replace("funder: bureau\n", "")
    fund += f"allocations: [{{value: 200 万元, basis: allocated, project: road, {same}}}]\n"
    assert only(findings({"projects/road": road, "funds/f1": fund})).code == "ledger-twice"
    other = road.replace("2024-03-08", "2024-03-09").replace("Annex 1", "Annex 2")
    assert shown(findings({"projects/road": other, "funds/f1": fund})) == []
