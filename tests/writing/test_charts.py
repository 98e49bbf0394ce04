"""Charts on pages: the table has the very numbers of the drawing, and nothing is drawn that a table says better."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator.catalogue import Catalogue
from generator.drawing.charts.bars import Bar
from generator.drawing.charts.canvas import Datum
from generator.drawing.charts.flows import Flow, Node
from generator.drawing.charts.lines import Series
from generator.drawing.charts.stacks import Piece, Stack
from generator.drawing.charts.tiles import Tile
from generator.language import Language
from generator.ledger import Dimension, Stage, ledger_of
from generator.ledger import Line as LedgerLine
from generator.ledger.groups import group_by
from generator.loader import load
from generator.values.names import Reference, Term
from generator.values.stated import Basis
from generator.writing import charts
from generator.writing.charts import Chart
from generator.writing.folding import fold
from generator.writing.fund_flows import MOST, allocations_sankey
from generator.writing.money_charts import (
    MOST_BARS,
    MoneyRow,
    coverage_bar,
    divisions_tiles,
    in_money,
    money_bars,
    money_lines,
)
from generator.writing.page import Page
from generator.writing.place_charts import chart_by, place_charts
from tests.drawing.charts import shapes
from tests.publications import write_publication

FUND = """\
title: {{zh: 试验资金, en: Trial fund}}
funder: bureau
period: 2020
{more}
sources: gazette
"""
PROJECT = """\
title: {{zh: "{name}", en: "{name}"}}
category: {category}
places: ["{place}"]
sources: gazette
"""


def made(folder: Path, records: Mapping[str, str] | None = None) -> Page:
    loaded = load(write_publication(folder, records))
    assert loaded.publication is not None
    assert not [one for one in loaded.findings if one.severity == "error"], loaded.findings
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries)
    return Page(catalogue, Language("zh", loaded.publication), "funds/trial/")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return made(tmp_path_factory.mktemp("plain"))


def drawn(markup: Markup) -> list[list[Fraction | None]]:
    """The numbers of the shapes, drawing by drawing."""
    svgs = re.findall(r"<svg.*?</svg>", markup, re.DOTALL)
    return [[shape.value for shape in shapes(ElementTree.fromstring(svg))] for svg in svgs]


def tabled(markup: Markup) -> list[list[Fraction | None]]:
    """The exact numbers of the tables, table by table, and that what is shown says the same."""
    found = []
    for table in re.findall(r"<tbody>(.*?)</tbody>", markup, re.DOTALL):
        rows: list[Fraction | None] = []
        for cell in re.findall(r'<td[^>]*class="p-num"[^>]*>(.*?)</td>', table, re.DOTALL):
            exact = re.search(r'<data value="([^"]+)">', cell)
            rows.append(Fraction(unescape(exact[1])) if exact else None)
            assert exact or "p-absent" in cell
        found.append(rows)
    return found


def yuan(text: str) -> Fraction:
    """The fen of an amount as it is shown: 9,949 万元."""
    number, unit = re.fullmatch(r"(-?[\d,.]+) (亿|万)?元", text).groups()  # type: ignore[union-attr]
    return Fraction(number.replace(",", "")) * {"亿": 10**8, "万": 10**4, None: 1}[unit] * 100


def figure(page: Page, chart: Chart, heads: Sequence[str] = ("名", "数")) -> Markup:
    return charts.figure(page, chart, ident="x", title="看得见的", description="说明", heads=heads, notes=["口径"])


fen = st.one_of(st.integers(0, 10**13), st.integers(0, 200))
data = st.one_of(st.none(), fen)
names = st.text("塔尔寺ab<>&\"'*_`{}", min_size=1, max_size=12).filter(str.strip)


def datum(page: Page, value: int | None) -> Datum:
    return Datum(None, "来源未说明") if value is None else in_money(page, value)


@settings(max_examples=40)
@given(rows=st.lists(st.tuples(names, data), min_size=1, max_size=6))
def test_every_table_has_exactly_the_numbers_of_its_drawing_in_their_order(
    page: Page, rows: list[tuple[str, int | None]]
) -> None:
    known = [(name, value) for name, value in rows if value]
    whole = sum(value for _, value in known)
    made_of: list[tuple[Chart, Sequence[str]]] = [
        (charts.bars([Bar(name, datum(page, value)) for name, value in rows]), ("名", "数")),
        (charts.tiles([Tile(name, datum(page, value)) for name, value in rows]), ("名", "数")),
        (charts.lines([n for n, _ in rows], [Series("", tuple(datum(page, v) for _, v in rows))]), ("年", "数")),
    ]
    if known:
        pieces = tuple(Piece(name, datum(page, value), 1) for name, value in rows)
        made_of.append((charts.stacks([Stack("全部", in_money(page, whole), pieces)]), ("名", "数")))
        nodes = [Node("m", 0, "资金", "多少"), *(Node(str(i), 1, name, "") for i, (name, _) in enumerate(known))]
        flows = [Flow("m", str(i), datum(page, value)) for i, (_, value) in enumerate(known)]
        made_of.append((charts.flows(nodes, flows), ("从", "到", "数")))
    for chart, heads in made_of:
        shown = figure(page, chart, heads)
        assert drawn(shown) == tabled(shown) == [[row.datum.value for row in chart.rows]]


@given(st.integers(0, 10**15))
def test_an_amount_is_shown_to_the_last_digit(page: Page, value: int) -> None:
    assert yuan(in_money(page, value).text) == value


def test_a_figure_has_its_title_its_notes_and_names_from_records_only_as_text(page: Page) -> None:
    hostile = '<script>"&{{ 7*7 }}</svg>'
    shown = figure(page, charts.bars([Bar(hostile, datum(page, 1)), Bar("乙", datum(page, 2))]))
    assert "<script" not in shown and shown.count("</svg>") == 1
    assert '<p class="p-figure-title" id="x-name">看得见的</p>' in shown
    assert "<figcaption><span>口径</span></figcaption>" in shown
    assert '<details class="p-data">' in shown
    assert not re.search(r"\sstyle=|\son\w+=", shown)


def test_without_anything_to_draw_there_is_no_figure(page: Page) -> None:
    assert figure(page, charts.bars([])) == ""


def rows(*values: int | None, basis: Basis = Basis.ALLOCATED) -> list[MoneyRow]:
    return [MoneyRow(f"第{number}年", basis, value) for number, value in enumerate(values, 1)]


def bars(page: Page, given_rows: Sequence[MoneyRow]) -> Markup:
    return money_bars(page, given_rows, ident="x", head="年份", citations=[])


def test_one_sum_is_not_drawn_and_two_are(page: Page) -> None:
    assert bars(page, rows(100)) == bars(page, rows(100, None)) == ""
    shown = bars(page, rows(100, 20_000, None))
    assert drawn(shown) == [[100, 20_000, None]]
    assert "最多的是第2年：200 元" in shown
    assert "口径：下达。" in shown and "未注明来源" in shown


def test_of_equal_sums_none_is_said_to_be_the_largest(page: Page) -> None:
    assert "最多" not in bars(page, rows(100, 100))


def test_sums_of_several_bases_stand_side_by_side_and_are_not_compared_across(page: Page) -> None:
    shown = bars(page, [*rows(100, 300), *rows(900, basis=Basis.PLANNED)])
    assert "各画各的，不相加" in shown
    assert "最多" not in shown.split("<figcaption>")[0].split("<svg")[0]
    assert shown.count('class="c-2"') == 2 and 'class="c-1"' in shown


def test_sums_over_time_are_lines_with_a_gap_where_there_is_none(page: Page) -> None:
    planned = Series("计划", tuple(datum(page, value) for value in (100, 200, 300)))
    paid = Series("支付", tuple(datum(page, value) for value in (50, None, 70)))

    def made_of(times: Sequence[str], series: Sequence[Series]) -> Markup:
        words = {"ident": "x", "title": "计划与支付", "description": "", "head": "哪一项"}
        return money_lines(page, times, series, [Basis.PLANNED, Basis.PAID], citations=[], **words)

    shown = made_of(["2019", "2020", "2021"], [planned, paid])
    assert drawn(shown) == tabled(shown) == [[100, 200, 300, 50, None, 70]]
    assert "各画各的，不相加" in shown
    assert made_of(["2019"], [Series("计划", (datum(page, 1),))]) == ""


def coverage(page: Page, claimed: int, stated: int, possible: int) -> Markup:
    words = {"ident": "x", "title": "对账", "share": "0%"}
    return coverage_bar(page, claimed, stated, possible, lambda n: in_money(page, int(n)).text, citations=[], **words)


def test_a_claim_is_split_into_what_belongs_what_may_and_what_is_open(page: Page) -> None:
    shown = coverage(page, 719_000_000_000, 0, 9_949_000_000)
    assert drawn(shown) == tabled(shown) == [[0, 9_949_000_000, 709_051_000_000]]
    assert "完全没有列出的" in shown and "占0%" in shown


def test_more_than_was_claimed_is_drawn_with_the_claim_across_it(page: Page) -> None:
    shown = coverage(page, 1000, 1300, 100)
    assert drawn(shown) == [[1300, 100]]
    assert 'class="c-against" data-value="1000"' in shown
    assert coverage(page, 0, 1, 1) == ""


def test_places_are_tiles_where_there_are_three_and_one_of_them_has_a_sum(page: Page) -> None:
    def shown(values: Mapping[str, Datum]) -> Markup:
        return divisions_tiles(page, values, ident="x", head="金额", title="各地", citations=[])

    assert shown({"630100": in_money(page, 5), "630121": in_money(page, 7)}) == ""


def test_places_are_drawn_in_their_order_and_those_without_money_say_so(tmp_path: Path) -> None:
    name = "name: {zh: 第二县, en: Second County}\ncode: 630123\nlevel: county\nparent: 630100\nsources: gazette\n"
    page = made(tmp_path, {"places/630123": name})
    values = {"630100": in_money(page, 5), "630121": in_money(page, 7), "630123": Datum(None, "没有记录")}
    shown = divisions_tiles(page, values, ident="x", head="金额", title="各地", citations=[], basis=Basis.ALLOCATED)
    assert drawn(shown) == tabled(shown) == [[5, 7, None]]
    assert "没有记录" in shown and "示意图，不表示行政区域界线。" in shown and "口径：下达。" in shown


def fund(page: Page) -> Markup:
    entry = page.catalogue.find(Reference("fund", "trial"))
    assert entry is not None
    return allocations_sankey(page, entry)


def lines(*values: str, basis: str = "allocated") -> str:
    listed = "".join(
        f"  - {{value: {value}, basis: {basis}, purpose: {{zh: 用途{number}, en: Purpose {number}}}}}\n"
        for number, value in enumerate(values)
    )
    return f"allocations:\n{listed}"


def test_a_fund_with_one_line_and_no_total_is_left_to_its_table(tmp_path: Path) -> None:
    assert fund(made(tmp_path, {"funds/trial": FUND.format(more=lines("9949万元"))})) == ""


def test_a_fund_with_one_line_and_a_total_shows_what_is_left(tmp_path: Path) -> None:
    more = "total: {value: 1亿元, basis: allocated}\n" + lines("4000万元")
    shown = fund(made(tmp_path, {"funds/trial": FUND.format(more=more)}))
    assert drawn(shown) == tabled(shown) == [[10**10, 4 * 10**9, 6 * 10**9]]
    assert "1 亿元里，6,000 万元还没有列出去向" in shown
    assert "c-rest" in shown


def test_a_difference_within_the_rounding_of_a_total_is_not_drawn_as_left(tmp_path: Path) -> None:
    more = "total: {value: 1.0亿元, basis: allocated}\n" + lines("4000万元", "5999.5万元")
    shown = fund(made(tmp_path, {"funds/trial": FUND.format(more=more)}))
    assert "c-rest" not in shown
    assert "最多的一份给了用途1：5,999.5 万元" in shown


def test_lines_of_different_bases_are_drawn_apart(tmp_path: Path) -> None:
    more = lines("1万元", "2万元") + lines("3万元", "4万元", basis="planned").removeprefix("allocations:\n")
    shown = fund(made(tmp_path, {"funds/trial": FUND.format(more=more)}))
    assert sorted(sum(one[1:], start=Fraction(0)) for one in drawn(shown)) == [3_000_000, 7_000_000]  # type: ignore[arg-type]
    assert drawn(shown) == tabled(shown)


def test_of_very_many_destinations_the_smallest_are_drawn_together(tmp_path: Path) -> None:
    values = [f"{number}万元" for number in range(1, 31)]
    shown = fund(made(tmp_path, {"funds/trial": FUND.format(more=lines(*values))}))
    (numbers,) = drawn(shown)
    assert len(numbers) == MOST + 1
    assert numbers[0] == sum(filter(None, numbers[1:])) == sum(range(1, 31)) * 1_000_000
    assert "其余16个" in shown


def test_the_parts_of_a_fund_are_where_its_money_comes_from(tmp_path: Path) -> None:
    more = (
        "total: {value: 10万元, basis: allocated}\n"
        "components:\n"
        "  - {id: central, title: {zh: 中央, en: Central}, value: 7万元, basis: allocated}\n"
        "  - {id: province, title: {zh: 省级, en: Provincial}, value: 3万元, basis: allocated}\n"
    ) + lines("4万元", "6万元")
    shown = fund(made(tmp_path, {"funds/trial": FUND.format(more=more)}))
    assert drawn(shown) == [[7_000_000, 3_000_000, 6_000_000, 4_000_000]]


def test_a_place_shows_its_money_by_year_and_category_and_nothing_where_there_is_one_line(tmp_path: Path) -> None:
    projects = {
        f"projects/p{number}": PROJECT.format(name=f"项目{number}", category=category, place="630121")
        for number, category in enumerate(("roads", "water"))
    }
    given_lines = "".join(
        f"  - {{value: {n + 1}万元, basis: allocated, date: 202{n}, project: p{n}}}\n" for n in range(2)
    )
    several = made(tmp_path / "several", {**projects, "funds/trial": FUND.format(more=f"allocations:\n{given_lines}")})
    county = several.catalogue.find(Reference("place", "630121"))
    assert county is not None
    shown = place_charts(several, county)
    assert drawn(shown) == tabled(shown) == [[1_000_000, 2_000_000], [1_000_000, 2_000_000]]
    one = made(
        tmp_path / "one", {**projects, "funds/trial": FUND.format(more="allocations:\n" + given_lines.splitlines()[0])}
    )
    county = one.catalogue.find(Reference("place", "630121"))
    assert county is not None
    assert place_charts(one, county) == ""


def of_years(folder: Path, count: int, more: str = "") -> Page:
    """A county with a line in each of so many years up to 2025, each of another amount."""
    given_lines = "".join(
        f"  - {{value: {n + 1}万元, basis: allocated, date: {2026 - count + n}, place: '630121'}}\n"
        for n in range(count)
    )
    return made(folder, {"funds/trial": FUND.format(more=f"allocations:\n{given_lines}{more}")})


def by_year(page: Page) -> Markup:
    county = page.catalogue.find(Reference("place", "630121"))
    assert county is not None
    assert place_charts(page, county) == ""  # so many sums have pages of their own, and the drawing is there
    ledger = ledger_of(page.catalogue)
    return chart_by(page, ledger.by(Dimension.YEAR, ledger.within(county)), Dimension.YEAR)


def test_of_many_years_the_earlier_ones_are_one_bar_that_is_their_exact_sum_and_says_so(tmp_path: Path) -> None:
    shown = by_year(of_years(tmp_path, 25))
    ((*bars,),) = drawn(shown)
    assert [bars] == tabled(shown)
    assert bars == [sum(n * 1_000_000 for n in range(1, 9)), *(n * 1_000_000 for n in range(9, 26))]
    assert "2008年及更早" in shown and ">2009<" in shown and "画在一起" in shown
    assert "最多的是" not in shown  # one of the earlier years may be


def test_as_many_years_as_there_is_room_for_are_all_drawn(tmp_path: Path) -> None:
    shown = by_year(of_years(tmp_path, MOST_BARS))
    assert len(drawn(shown)[0]) == MOST_BARS and "更早" not in shown


def test_what_goes_on_beyond_the_earlier_years_and_what_has_no_year_is_said(tmp_path: Path) -> None:
    page = of_years(tmp_path, 25)
    ledger = ledger_of(page.catalogue)
    given_lines = ledger.at(Stage.GIVEN)
    long = [replace(line, years=(2001, 2024)) if line.years == (2001, 2001) else line for line in given_lines]
    unknown = [replace(line, years=None) if line.years == (2010, 2010) else line for line in long]
    rows = fold(page, ledger.by(Dimension.YEAR, unknown)).rows
    assert rows[0].label == "2008年及更早开始的（含跨年的）" and rows[0].folded
    assert rows[-1].label == "来源未说明" and not rows[-1].folded
    assert sum(row.fen or 0 for row in rows) == sum(line.fen for line in given_lines)


@given(
    choices=st.lists(
        st.tuples(st.sampled_from(list(Basis)), st.integers(1990, 2025), st.integers(1, 10**9)), min_size=1, max_size=80
    ),
    dimension=st.sampled_from([Dimension.YEAR, Dimension.LEVEL]),
)
@settings(max_examples=60, deadline=None)
def test_no_fen_is_lost_or_doubled_by_drawing_groups_together(
    some_line: tuple[Page, LedgerLine], choices: list[tuple[Basis, int, int]], dimension: Dimension
) -> None:
    page, line = some_line
    made_lines = [
        replace(
            line,
            amount=line.amount.model_copy(update={"basis": basis}),
            years=(year, year),
            level=Term("government_level", f"level-{year}"),
            fen=fen,
        )
        for basis, year, fen in choices
    ]
    rows = fold(page, group_by(page.catalogue, made_lines, dimension)).rows
    assert len(rows) <= MOST_BARS
    for basis in Basis:
        assert sum(row.fen or 0 for row in rows if row.basis is basis) == sum(
            fen for of, _, fen in choices if of is basis
        )


@pytest.fixture(scope="module")
def some_line(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, LedgerLine]:
    page = of_years(tmp_path_factory.mktemp("line"), 1)
    return page, ledger_of(page.catalogue).at(Stage.GIVEN)[0]
