"""A project's money over time: plans stand until they are replaced, what is paid is added up, bases stay apart."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from generator.values.names import Reference
from generator.writing.courses import course_chart
from tests.writing.test_charts import FUND, PROJECT, drawn, made, tabled

ROAD = PROJECT.format(name="路", category="roads", place="630121")


def chart(folder: Path, road: str, fund: str = "") -> Markup:
    records = {"projects/road": ROAD + road} | ({"funds/trial": FUND.format(more=fund)} if fund else {})
    page = made(folder, records)
    entry = page.catalogue.find(Reference("project", "road"))
    assert entry is not None
    return course_chart(page, entry)


def test_a_plan_stands_until_another_is_stated_and_payments_are_added_up(tmp_path: Path) -> None:
    road = """budget:
  - {value: 120万元, basis: approved, as_of: 2020-05}
  - {value: 100万元, basis: planned, as_of: 2019}
  - {value: 110万元, basis: planned, as_of: 2021}
payments:
  - {value: 30万元, date: 2022-01-05}
  - {value: 20万元, date: 2021-11-05}
  - {value: 40万元, date: 2021-12-05}
"""
    shown = chart(tmp_path, road)
    wan = 10**6
    planned = [100 * wan, 100 * wan, 110 * wan, 110 * wan]
    approved = [None, 120 * wan, 120 * wan, 120 * wan]
    paid = [None, None, 60 * wan, 90 * wan]
    assert drawn(shown) == tabled(shown) == [planned + approved + paid]
    assert "到2022年：计划 110 万元、批复 120 万元、付出 90 万元" in shown
    assert "各画各的，不相加" in shown and "没有写明日期" not in shown


def test_what_a_fund_gives_and_what_is_paid_within_months_is_told_by_months(tmp_path: Path) -> None:
    fund = """allocations:
  - {value: 50万元, basis: allocated, project: road, date: 2024-03-08}
  - {value: 10万元, basis: allocated, project: road, date: 2024-05-08}
  - {value: 7万元, basis: paid, project: road, date: 2024-05-08}
  - {value: 5万元, basis: allocated, project: road}
"""
    shown = chart(tmp_path, "", fund)
    assert drawn(shown) == tabled(shown) == [[5 * 10**7, 5 * 10**7, 6 * 10**7, None, None, 7 * 10**6]]
    assert "2024-04" in shown and "另有1笔没有写明日期，没有画进去。" in shown


def test_amounts_of_one_time_or_without_a_date_are_left_to_the_table(tmp_path: Path) -> None:
    once = "budget: [{value: 100万元, basis: planned, as_of: 2019}, {value: 90万元, basis: approved, as_of: 2019}]\n"
    assert chart(tmp_path / "once", once) == ""
    assert chart(tmp_path / "never", once.replace(", as_of: 2019", "")) == ""
    assert chart(tmp_path / "absent", "budget: [not-stated]\n") == ""
