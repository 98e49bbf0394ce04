"""Money that does not add up: each refusal with its message and the places on both sides."""

from __future__ import annotations

import pytest

from generator.findings import Position
from generator.reports.wording import Wording
from tests.checks.conftest import Findings
from tests.checks.ledgers import FUND, ROAD, SECOND, coded, told
from tests.publications import only, shown


def test_allocations_above_the_total_are_refused_at_the_line_that_is_too_much(findings: Findings) -> None:
    lines = "total: {value: 1200.50 万元, basis: allocated}\nallocations:\n"
    for number, amount in enumerate(("700.25", "498.25", "2.01")):
        lines += f"  - {{value: {amount} 万元, basis: allocated, purpose: {{zh: 用途{number}, en: Use {number}}}}}\n"
    assert [told(one) for one in findings({"funds/f1": FUND + lines})] == []
    too_much = lines.replace("498.25", "598.25")
    assert told(only(findings({"funds/f1": FUND + too_much}))) == (
        "error funds/f1.yml:7, funds/f1.yml:4 "
        "The lines add up to 1300.51 万元, which is 100.01 万元 more than the total of 1200.50 万元"
    )


def test_a_rounded_total_is_an_interval(findings: Findings) -> None:
    fund = FUND + "total: {value: 1.2亿元, basis: approved}\nallocations: [{value: 1.24亿元, basis: allocated}]\n"
    assert shown(findings({"funds/f1": fund})) == []
    assert only(findings({"funds/f1": fund.replace("1.24", "1.26")})).code == "ledger-over-total"


def test_a_planned_line_may_exceed_what_was_allocated_in_the_end(findings: Findings) -> None:
    fund = FUND + "total: {value: 100万元, basis: allocated}\nallocations: [{value: 120万元, basis: planned}]\n"
    assert shown(findings({"funds/f1": fund})) == []


def test_where_a_basis_is_not_stated_too_much_is_only_doubtful(findings: Findings) -> None:
    fund = (
        FUND
        + "total: {value: 100万元, basis: approved}\nallocations: [{value: 120万元, purpose: {zh: 路, en: Road}}]\n"
    )
    found = only(findings({"funds/f1": fund}))
    assert (str(found.severity), found.code) == ("warning", "ledger-over-total")


def test_lines_above_their_part_of_the_total_are_refused(findings: Findings) -> None:
    parts = """total: {value: 1000 万元, basis: allocated}
components:
  - {id: central, title: {zh: 中央, en: Central}, value: 600.00 万元, basis: allocated}
  - {id: provincial, title: {zh: 省级, en: Provincial}, value: 400.00 万元, basis: allocated}
allocations:
  - {value: 600.02 万元, basis: allocated, component: central, purpose: {zh: 路, en: Road}}
"""
    assert told(only(findings({"funds/f1": FUND + parts}))) == (
        "error funds/f1.yml:9, funds/f1.yml:6 "
        "The lines from central add up to 600.02 万元, which is 0.02 万元 more than its 600 万元"
    )
    assert shown(findings({"funds/f1": FUND + parts.replace("600.02", "600.00")})) == []


def test_of_lines_that_are_all_none_may_leave_out_its_part_of_the_total_where_others_name_theirs(
    findings: Findings,
) -> None:
    parts = """total: {value: 1000 万元, basis: allocated}
components:
  - {id: central, title: {zh: 中央, en: Central}, value: 600.00 万元, basis: allocated}
  - {id: provincial, title: {zh: 省级, en: Provincial}, value: 400.00 万元, basis: allocated}
allocations:
  - {value: 600.00 万元, basis: allocated, component: central, purpose: {zh: 路, en: Road}}
  - {value: 400.00 万元, basis: allocated, purpose: {zh: 水, en: Water}}
"""
    assert shown(findings({"funds/f1": FUND + parts})) == []
    complete = parts + "allocations_complete: true\n"
    assert told(only(findings({"funds/f1": FUND + complete}))) == (
        "error funds/f1.yml:10, funds/f1.yml:9, funds/f1.yml:6 "
        "The other lines say which source of money they come from; this one does not"
    )
    assert shown(findings({"funds/f1": FUND + complete.replace(" component: central,", "")})) == []


def test_what_is_said_to_be_all_asks_for_a_total_or_that_none_is_stated(findings: Findings) -> None:
    lines = "allocations: [{value: 700.25 万元, basis: allocated, place: '630121'}]\nallocations_complete: true\n"
    for empty in ("", "total:\n"):
        found = only(findings({"funds/f1": FUND + empty + lines}))
        assert (found.severity, found.code) == ("warning", "ledger-no-total")
    assert shown(findings({"funds/f1": FUND + "total: not-stated\n" + lines})) == []
    road = ROAD + "funding: [{value: 100 万元, basis: allocated}]\nfunding_complete: true\n"
    assert "of the source under budget" in Wording("en").hint(only(findings({"projects/road": road})))


def test_parts_that_do_not_make_up_the_total_are_refused(findings: Findings) -> None:
    parts = """total: {value: 1000.00 万元, basis: allocated}
components:
  - {id: central, title: {zh: 中央, en: Central}, value: 600.00 万元, basis: allocated}
  - {id: provincial, title: {zh: 省级, en: Provincial}, value: 300.00 万元, basis: allocated}
allocations: [not-stated]
"""
    assert told(only(findings({"funds/f1": FUND + parts}))) == (
        "error funds/f1.yml:6, funds/f1.yml:4, funds/f1.yml:6 "
        "The 2 sources of money add up to 900 万元, which differs from the total of 1000 万元 by 100 万元"
    )


def test_a_line_of_an_unknown_part_is_refused(findings: Findings) -> None:
    parts = """components:
  - {id: central, title: {zh: 中央, en: Central}, value: 600万元}
  - {id: central, title: {zh: 省级, en: Provincial}, value: 300万元}
allocations:
  - {value: 20万元, component: centre}
"""
    found = findings({"funds/f1": FUND + parts})
    assert [told(one) for one in found] == [
        "error funds/f1.yml:6, funds/f1.yml:5 Two parts of the total are called “central”",
        "error funds/f1.yml:8, funds/f1.yml:5 No part of the total is called “centre”",
    ]
    assert "central" in Wording("en").hint(found[1])
    refused = coded(
        findings({"funds/f1": FUND + parts.replace("id: central", "id: 中央", 1).replace("centre", "central")}),
        "component-form",
    )
    assert refused.arguments["given"] == "中央"


def test_allocations_said_to_be_complete_have_to_add_up(findings: Findings) -> None:
    lines = """total: {value: 1000.00 万元, basis: allocated}
allocations:
  - {value: 999.90 万元, basis: allocated, purpose: {zh: 路, en: Road}}
"""
    assert shown(findings({"funds/f1": FUND + lines})) == []
    found = only(findings({"funds/f1": FUND + lines + "allocations_complete: true\n"}))
    assert told(found) == (
        "error funds/f1.yml:7, funds/f1.yml:4, funds/f1.yml:6 These are said to be all, "
        "but they add up to 999.90 万元, which differs from 1000 万元 by 0.10 万元"
    )


def test_funding_said_to_be_complete_has_to_add_up_to_the_budget(findings: Findings) -> None:
    road = (
        ROAD
        + """budget: {value: 300 万元, basis: allocated}
funding:
  - {value: 90 万元, basis: allocated, funder: bureau, date: 2024}
"""
    )
    fund = FUND + "allocations: [{value: 200 万元, basis: allocated, project: road, date: 2023}]\n"
    both = {"projects/road": road, "funds/f1": fund}
    assert shown(findings(both)) == []
    complete = road + "funding_complete: true\n"
    assert told(only(findings({**both, "projects/road": complete}))) == (
        "error projects/road.yml:6, projects/road.yml:3, funds/f1.yml:4 These are said to be all, "
        "but they add up to 290 万元, which differs from 300 万元 by 10 万元"
    )
    assert shown(findings({**both, "projects/road": complete.replace("90 万元", "100 万元")})) == []


def test_payments_above_what_came_in_are_refused(findings: Findings) -> None:
    road = ROAD + "payments:\n  - {value: 150 万元, to: bureau}\n  - {value: 60 万元, fund: f1}\n"
    fund = FUND + "allocations: [{value: 200 万元, basis: allocated, project: road}]\n"
    assert told(only(findings({"projects/road": road, "funds/f1": fund}))) == (
        "error projects/road.yml:5, funds/f1.yml:4 "
        "These add up to 210 万元, which is 10 万元 more than the 200 万元 that came in"
    )
    other_money = road + "funding: [not-stated]\n"
    assert shown(findings({"projects/road": other_money, "funds/f1": fund})) == []


def test_payments_of_a_fund_above_what_that_fund_gave_are_refused(findings: Findings) -> None:
    road = ROAD + "payments: [{value: 60 万元, fund: f1}]\nfunding: [{value: 900 万元, basis: allocated}]\n"
    fund = FUND + "allocations: [{value: 50 万元, basis: allocated, project: road}]\n"
    found = only(findings({"projects/road": road, "funds/f1": fund}))
    assert (found.code, found.related) == (
        "ledger-over-allocated",
        (Position(file="data/funds/f1.yml", line=4, column=23),),
    )


def test_a_payment_of_a_fund_that_gives_nothing_to_the_project_is_refused(findings: Findings) -> None:
    road = ROAD + "payments: [{value: 60 万元, fund: f1}]\n"
    fund = FUND + "allocations:\n  - {value: 500 万元, basis: allocated, project: all}\n"
    records = {"projects/road": road, "funds/f1": fund, "projects/all": SECOND}
    assert told(only(findings(records))) == (
        "error projects/road.yml:3, funds/f1.yml:5 "
        "This 60 万元 is said to be of the fund f1, which gives nothing to this project"
    )
    assert shown(findings({**records, "projects/road": road + "part_of: all\n"})) == []


def test_giving_back_more_than_came_in_is_refused(findings: Findings) -> None:
    road = ROAD + "returns: [{value: -60 万元, fund: f1}]\n"
    fund = FUND + "allocations: [{value: 50 万元, basis: allocated, project: road}]\n"
    assert only(findings({"projects/road": road, "funds/f1": fund})).code == "ledger-over-allocated"
    assert shown(findings({"projects/road": road.replace("60", "40"), "funds/f1": fund})) == []


def test_a_negative_amount_that_is_not_a_return_is_refused(findings: Findings) -> None:
    fund = (
        FUND
        + """allocations:
  - {value: 50 万元, basis: allocated, project: road}
  - {value: -10 万元, basis: allocated, project: road}
"""
    )
    assert told(only(findings({"projects/road": ROAD, "funds/f1": fund}))) == (
        "error funds/f1.yml:6, funds/f1.yml:5 An amount cannot be less than zero"
    )


def test_a_programme_whose_parts_exceed_it_is_refused(findings: Findings) -> None:
    programme = SECOND + "form: programme\nbudget:\n  - {value: 500 万元, basis: approved}\n"
    part = ROAD + "part_of: all\nbudget: {value: 300 万元, basis: approved}\n"
    records = {"projects/all": programme, "projects/one": part, "projects/two": part.replace("道路", "水渠")}
    assert told(only(findings(records))) == (
        "error projects/all.yml:5, projects/one.yml:4, projects/two.yml:4 "
        "Its 2 projects add up to 600 万元, which is more than the programme’s 500 万元"
    )
    assert shown(findings({**records, "projects/all": programme.replace("approved", "planned")})) == []


PARTED = """allocations:
  - {value: 500 万元, basis: allocated, project: all}
  - {value: 200 万元, basis: allocated, project: one}
"""
PARTS = {
    "projects/all": SECOND + "form: programme\n",
    "projects/middle": ROAD.replace("道路", "中").replace("Road", "Middle") + "form: programme\npart_of: all\n",
    "projects/one": ROAD + "part_of: middle\n",
}


def test_a_fund_that_gives_to_a_programme_and_to_its_part_may_count_money_twice(findings: Findings) -> None:
    assert told(only(findings({**PARTS, "funds/f1": FUND + PARTED}))) == (
        "warning funds/f1.yml:6, funds/f1.yml:5 This 200 万元 goes to one, a part of all, which gets 500 万元 from the "
        "same fund; it may be the same money"
    )
    for apart in (
        PARTED.replace("200 万元, basis: allocated", "200 万元, basis: paid"),
        PARTED.replace("project: all", "place: '630121'"),
        "total: {value: 700 万元, basis: allocated}\n" + PARTED + "allocations_complete: true\n",
    ):
        found = findings({**PARTS, "funds/f1": FUND + apart})
        assert "ledger-programme-and-part" not in {one.code for one in found}


def test_where_a_programme_and_its_part_exceed_the_total_only_together_they_are_the_same_money(
    findings: Findings,
) -> None:
    fund = FUND + "total: {value: 600 万元, basis: allocated}\n" + PARTED
    found = coded(findings({**PARTS, "funds/f1": fund}), "ledger-programme-and-part")
    assert told(found).startswith("error funds/f1.yml:7, funds/f1.yml:6 This 200 万元 goes to one")
    assert Wording("zh").message(found) == (
        "这笔 200 万元 给的项目 one 属于项目群 all，同一资金又给了该项目群 500 万元，可能是同一笔钱"
    )


def test_a_programme_and_its_part_that_are_paid_from_two_parts_of_a_fund_are_two_sums(findings: Findings) -> None:
    parts = """components:
  - {id: central, title: {zh: 中央, en: Central}, value: 500 万元, basis: allocated}
  - {id: provincial, title: {zh: 省级, en: Provincial}, value: 200 万元, basis: allocated}
"""
    lines = PARTED.replace("project: all", "project: all, component: central")
    lines = lines.replace("project: one", "project: one, component: provincial")
    assert shown(findings({**PARTS, "funds/f1": FUND + parts + lines})) == []


def test_lines_that_are_said_to_be_all_but_lack_a_basis_are_refused_with_the_line_that_does(findings: Findings) -> None:
    lines = """total: {value: 1200.50 万元, basis: allocated}
allocations:
  - {value: 500.25 万元, basis: allocated, purpose: {zh: 甲镇, en: Jia}}
  - {value: 400.00 万元, purpose: {zh: 乙乡, en: Yi}}
  - {value: 300.25 万元, basis: allocated, purpose: {zh: 丙乡, en: Bing}}
"""
    assert coded(findings({"funds/f1": FUND + lines}), "ledger-bases").severity == "warning"
    found = findings({"funds/f1": FUND + lines + "allocations_complete: true\n"})
    assert told(only(found)) == (
        "error funds/f1.yml:7, funds/f1.yml:9, funds/f1.yml:4 These lines are said to be all, but are of different "
        "bases (allocated, not-stated), so they cannot be added up and checked"
    )
    whole = lines.replace("万元, purpose: {zh: 乙", "万元, basis: allocated, purpose: {zh: 乙")
    assert shown(findings({"funds/f1": FUND + whole + "allocations_complete: true\n"})) == []


def test_where_every_receiver_has_each_basis_each_is_checked_by_itself(findings: Findings) -> None:
    lines = """total: [{value: 300.00 万元, basis: allocated}, {value: 280.00 万元, basis: paid}]
allocations:
  - {value: 100.00 万元, basis: allocated, purpose: {zh: 甲镇, en: Jia}}
  - {value: 200.00 万元, basis: allocated, purpose: {zh: 乙乡, en: Yi}}
  - {value: 90.00 万元, basis: paid, purpose: {zh: 甲镇, en: Jia}}
  - {value: 190.00 万元, basis: paid, purpose: {zh: 乙乡, en: Yi}}
allocations_complete: true
"""
    assert shown(findings({"funds/f1": FUND + lines})) == []
    found = only(findings({"funds/f1": FUND + lines.replace("190.00", "180.00")}))
    assert (found.code, found.arguments["total"]) == ("ledger-not-whole", "280 万元")


def test_funding_of_different_bases_that_is_said_to_be_complete_is_refused(findings: Findings) -> None:
    fund = FUND + "allocations: [{value: 200 万元, basis: allocated, project: road}]\n"
    road = ROAD + "budget: {value: 300 万元, basis: approved}\nfunding: [{value: 100 万元}]\n"
    assert shown(findings({"projects/road": road, "funds/f1": fund})) == []
    found = only(findings({"projects/road": road + "funding_complete: true\n", "funds/f1": fund}))
    assert told(found).startswith("error projects/road.yml:4, projects/road.yml:5, projects/road.yml:3 These lines")


def test_lines_of_several_bases_are_pointed_out_where_they_would_be_added(findings: Findings) -> None:
    fund = (
        FUND
        + """allocations:
  - {value: 200 万元, basis: allocated, project: road}
  - {value: 300 万元, basis: paid, project: bridge}
"""
    )
    records = {"projects/road": ROAD, "projects/bridge": SECOND, "funds/f1": fund}
    assert told(only(findings(records))) == (
        "warning funds/f1.yml:6, funds/f1.yml:5 "
        "These lines are of different bases (allocated, paid) and cannot be added up"
    )
    assert shown(findings({**records, "funds/f1": fund.replace("project: bridge", "project: road")})) == []


@pytest.mark.parametrize("said", ["allocations: [not-stated]\n", "open_questions: [公告没有列出明细。]\n"])
def test_a_total_without_items_is_pointed_out_unless_the_record_says_so(findings: Findings, said: str) -> None:
    fund = FUND + "total: {value: 100 万元, basis: approved}\n"
    assert told(only(findings({"funds/f1": fund}))) == (
        "warning funds/f1.yml:4 There is a total of 100 万元, and not one item"
    )
    assert "ledger-no-items" not in {one.code for one in findings({"funds/f1": fund + said})}


def test_a_programme_without_items_is_pointed_out(findings: Findings) -> None:
    programme = ROAD + "form: programme\nbudget: {value: 100 万元, basis: approved}\n"
    assert only(findings({"projects/road": programme})).code == "ledger-no-items"


def test_a_completed_project_without_a_final_figure_is_pointed_out(findings: Findings) -> None:
    road = ROAD + "status: maintenance\nbudget:\n  - {value: 100 万元, basis: approved}\n"
    assert told(only(findings({"projects/road": road}))) == (
        "warning projects/road.yml:3, projects/road.yml:5 The project is complete, but there is no final figure"
    )
    assert shown(findings({"projects/road": road + "  - {absence: not-stated, basis: final}\n"})) == []
    assert shown(findings({"projects/road": road.replace("maintenance", "implementation")})) == []


def test_a_sum_and_what_it_is_held_against_are_in_one_unit(findings: Findings) -> None:
    lines = """total: {value: 3862.37 万元, basis: allocated}
allocations: [{value: 603.22, basis: allocated}, {value: 3259.15 万元, basis: allocated}]
allocations_complete: true
"""
    found = coded(findings({"funds/f1": FUND + lines}), "ledger-not-whole")
    assert [found.arguments[name] for name in ("sum", "total", "difference")] == [
        "3259.210322 万元", "3862.37 万元", "603.159678 万元",
    ]  # fmt: skip


def test_a_record_of_which_a_line_cannot_be_read_is_not_said_to_add_up_wrongly(findings: Findings) -> None:
    lines = """total: {value: 100.00 万元, basis: allocated}
allocations: [{value: 60.00 万元, basis: allocated}, {value: 40.00 万, basis: allocated}]
allocations_complete: true
"""
    assert only(findings({"funds/f1": FUND + lines})).code == "money-unit"


def test_parts_without_a_budget_count_with_what_funds_give_them(findings: Findings) -> None:
    programme = SECOND + "form: programme\nbudget:\n  - {value: 500 万元, basis: allocated}\n"
    part = ROAD + "part_of: all\nbudget: not-stated\n"
    fund = FUND + "allocations:\n  - {value: 300 万元, basis: allocated, project: one}\n"
    fund += "  - {value: 202 万元, basis: allocated, project: two}\n"
    records = {"projects/all": programme, "projects/one": part, "projects/two": part.replace("道路", "水渠")}
    assert told(coded(findings({**records, "funds/f1": fund}), "ledger-over-programme")) == (
        "error projects/all.yml:5, funds/f1.yml:5, funds/f1.yml:6 "
        "Its 2 projects add up to 502 万元, which is more than the programme’s 500 万元"
    )
    assert shown(findings({**records, "funds/f1": fund.replace("202", "200")})) == []
