"""Money in the wrong unit, currency or sign."""

from __future__ import annotations

import pytest

from generator.checks.money import factor_between
from generator.findings import Position
from tests.checks.conftest import Findings
from tests.publications import only, shown

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"
FUND = "title: {zh: 资金, en: Fund}\nsources: gazette\n"


def test_another_currency_than_the_publications_is_refused(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "budget: 300万美元\n"}))
    assert found.position == Position(file="data/projects/road.yml", line=3, column=9)
    assert (found.code, found.field) == ("money-currency", "budget")
    assert found.arguments == {"given": "300万美元", "currency": "CNY"}


def test_the_publications_own_currency_passes_named_or_not(findings: Findings) -> None:
    assert (
        shown(
            findings(
                {"projects/road": ROAD + "budget: [CNY 3.5 million, 3 500 000元]\n".replace("3 500 000", "3500000")}
            )
        )
        == []
    )


def test_a_negative_amount_is_refused(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "budget:\n  - value: -20万元\n    basis: planned\n"}))
    assert (found.code, found.position.line, found.position.column) == ("money-negative", 4, 12)


def test_a_bare_small_number_was_probably_meant_in_ten_thousands(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "budget: 9949\n"}))
    assert (str(found.severity), found.code) == ("warning", "money-small")
    assert found.arguments["suggestion"] == "9949 万元"
    assert shown(findings({"projects/road": ROAD + "budget: 9949 元\n"})) == []


def test_the_entrance_fee_of_a_site_may_be_small(findings: Findings) -> None:
    site = (
        "names: {zh: 寺, en: Temple}\ntype: BuddhistTemple\nplace: 630100\nsources: gazette\n"
        "coordinates: {lat: 36.6, lon: 101.8}\nvisiting: {fees: [70]}\n"
    )
    assert shown(findings({"sites/temple": site})) == []


def test_value_and_words_of_the_source_that_differ_by_ten_thousand_are_an_error(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "budget:\n  - {value: 994900, stated_as: 99.49元}\n"}))
    assert (str(found.severity), found.code) == ("error", "money-factor")
    assert (found.position.line, found.position.column) == (4, 13)
    assert found.arguments == {"given": "994900", "other": "99.49元", "factor": "10000"}
    assert found.related == (Position(file="data/projects/road.yml", line=4, column=32),)


def test_two_sources_that_differ_by_exactly_ten_thousand_are_an_error_at_the_second(findings: Findings) -> None:
    budget = "budget:\n  - value: 99490000\n    alternatives:\n      - {value: 9949元, sources: gazette}\n"
    found = only(findings({"projects/road": ROAD + budget}))
    assert (str(found.severity), found.code) == ("error", "money-factor")
    assert (found.position.line, found.position.column) == (6, 17)


def test_two_sources_that_differ_by_a_thousandfold_or_so_are_suspicious_only(findings: Findings) -> None:
    budget = "budget:\n  - value: 71.9亿元\n    alternatives:\n      - {value: 719万元, sources: gazette}\n"
    found = only(findings({"projects/road": ROAD + budget}))
    assert (str(found.severity), found.arguments["factor"]) == ("warning", "1000")


def test_sources_that_differ_as_sources_do_pass(findings: Findings) -> None:
    budget = "budget:\n  - value: 71.9亿元\n    stated_as: 71.9 亿元\n    alternatives: [72亿元]\n"
    assert shown(findings({"projects/road": ROAD + budget})) == []


def test_the_budget_planned_and_final_are_of_one_size(findings: Findings) -> None:
    budget = "budget:\n  - {value: 320万元, basis: planned}\n  - {value: 350元, basis: final}\n"
    found = only(findings({"projects/road": ROAD + budget}))
    assert (str(found.severity), found.code, found.position.line) == ("warning", "money-factor", 5)
    assert shown(findings({"projects/road": ROAD + budget.replace("350元", "350万元")})) == []


def test_funding_of_ten_thousand_times_the_budget_is_suspicious(findings: Findings) -> None:
    money = "budget: 320元\nfunding:\n  - {value: 320万元, funder: bureau}\n"
    found = only(findings({"projects/road": ROAD + money}))
    assert (str(found.severity), found.code, found.position.line) == ("warning", "money-factor", 5)
    assert found.related == (Position(file="data/projects/road.yml", line=3, column=9),)
    assert shown(findings({"projects/road": ROAD + money.replace("320元", "3.2亿元")})) == []


def test_an_allocation_far_above_the_projects_budget_is_suspicious(findings: Findings) -> None:
    fund = FUND + "total: 60亿元\nallocations:\n  - {value: 30000万元, project: road}\n"
    found = only(findings({"projects/road": ROAD + "budget: 30000元\n", "funds/f1": fund}))
    assert found.position == Position(file="data/funds/f1.yml", line=5, column=13)
    assert found.related == (Position(file="data/projects/road.yml", line=3, column=9),)
    assert shown(findings({"projects/road": ROAD + "budget: 4亿元\n", "funds/f1": fund})) == []


def test_a_line_of_a_fund_that_towers_above_its_neighbours_is_suspicious(findings: Findings) -> None:
    lines = "allocations: [12万元, 15万元, 80000万元, 20万元]\n"
    found = only(findings({"funds/f1": FUND + lines}))
    assert (str(found.severity), found.code, found.position.column) == ("warning", "money-factor", 27)
    assert shown(findings({"funds/f1": FUND + lines.replace("80000万元", "800万元")})) == []


def test_a_payment_in_another_unit_than_its_neighbours_or_the_budget_is_suspicious(findings: Findings) -> None:
    paid = "payments:\n  - {value: 12万元}\n  - {value: 15万元}\n  - {value: 14元}\n"
    found = only(findings({"projects/road": ROAD + paid}))
    assert (str(found.severity), found.code, found.position.line) == ("warning", "money-factor", 6)
    assert shown(findings({"projects/road": ROAD + paid.replace("14元", "14万元")})) == []
    single = "budget: {value: 30000元, basis: approved}\npayments:\n  - {value: 30000万元}\n"
    found = next(one for one in findings({"projects/road": ROAD + single}) if one.code == "money-factor")
    assert (found.position.line, found.related[0].line) == (5, 3)


def test_a_part_of_a_fund_in_another_unit_than_the_rest_is_suspicious(findings: Findings) -> None:
    parts = "total: {value: 1000万元, basis: allocated}\ncomponents:\n"
    parts += "  - {id: central, title: {zh: 中央, en: Central}, value: 600万元, basis: allocated}\n"
    parts += "  - {id: provincial, title: {zh: 省级, en: Provincial}, value: 400元, basis: allocated}\n"
    parts += "allocations: [not-stated]\n"
    found = next(one for one in findings({"funds/f1": FUND + parts}) if one.code == "money-factor")
    assert (str(found.severity), found.position.line, found.related[0].line) == ("warning", 6, 3)
    assert found.arguments["factor"] == "10000"
    assert shown(findings({"funds/f1": FUND + parts.replace("400元", "400万元")})) == []


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        (1, 999, None), (1, 1000, (1000, True)), (1000, 1, (1000, True)), (3, 31_000, (10_000, False)),
        (5, 50_000, (10_000, True)), (719, 71_900_000_000, (100_000_000, True)), (0, 10_000, None),
        (-5, 50_000, (10_000, True)),
    ],
)  # fmt: skip
def test_the_factor_of_two_units_is_found_either_way(one: int, other: int, factor: tuple[int, bool] | None) -> None:
    assert factor_between(one, other) == factor
