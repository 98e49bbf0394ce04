"""Long ledgers on several pages: each figure once and at its own address, sums whole, no page too large."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from generator import addresses
from generator.catalogue import Catalogue
from generator.language import Language
from generator.ledger import Dimension, ledger_of
from generator.loader import load
from generator.render import citing, guide, line_pages, money, reconciliation, record_pages
from generator.render.guide import group_of
from generator.surroundings import Surroundings
from generator.values.names import Reference
from generator.wordlists import read_words
from generator.writing.long_lists import lines_on, pages_of_lines
from generator.writing.paging import address_of, cut
from tests.publications import write_publication

LINES, CLAIMS, PROJECTS, PAYMENTS = 130, 45, 130, 95
MOST_BYTES = 50_000
"""Of Markdown: the frame around it takes some kilobytes more."""

FUND = """\
title: {zh: 很长的资金, en: A long fund}
funder: bureau
total: {value: 9亿元, basis: allocated}
sources: gazette
allocations:
"""
CLAIM = """\
title: {{zh: 说法第{n}号, en: Claim {n}}}
measure: amount
figure: {{value: {n}亿元, basis: allocated}}
scope: {{fund: long}}
open_questions: [{{zh: 没有说明涵盖哪些年份，也没有列出去向。, en: The years and the receivers are not stated.}}]
sources: gazette
"""


def records() -> dict[str, str]:
    lines = "".join(
        f"  - {{value: {100 + n}.25 万元, basis: allocated, date: {1980 + n % 40}-03-08, "
        + (f"project: p{n:03}}}\n" if n % 2 else f"purpose: {{zh: 第{n}项用途, en: Purpose number {n}}}}}\n")
        for n in range(LINES)
    )
    made = {"funds/long": FUND + lines}
    for n in range(1, CLAIMS + 1):
        made[f"claims/c{n:02}"] = CLAIM.format(n=n)
    for n in range(PROJECTS):
        made[f"projects/p{n:03}"] = (
            f"title: {{zh: 项目{n}, en: Project {n}}}\nplaces: ['630121']\nsources: gazette\n"
            f"payments: [{{value: {n + 1}万元, fund: long, date: 2022-05-06}}]\n"
            f"returns: [{{value: {n + 1}元, fund: long, date: 2022-06-07}}]\n"
        )
    paid = "".join(f"  - {{value: {n + 1}.50 万元, to: bureau, date: 202{n % 5}-04}}\n" for n in range(PAYMENTS - 1))
    made["projects/road"] = (
        "title: {zh: 一条长路, en: A long road}\nplaces: ['630121']\nsources: gazette\n"
        f"payments:\n{paid}  - {{absence: withheld, to: bureau}}\n"
    )
    return made


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    loaded = load(write_publication(tmp_path_factory.mktemp("long"), records()))
    assert loaded.publication is not None and not [one for one in loaded.findings if one.is_error]
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=date(2026, 6, 30)))


@pytest.fixture(scope="module")
def pages(long: Catalogue) -> dict[str, str]:
    """``en/money/year.md`` → its text, of all pages that may be long."""
    made = {}
    for code in ("zh", "en"):
        language = Language(code, long.publication)
        for module in (record_pages, money, line_pages, citing, reconciliation, guide):
            for artifact in module.render(long, language):
                made[f"{code}/{artifact.path}"] = artifact.content.decode()
    return made


def test_no_page_is_too_large_in_either_language(pages: dict[str, str]) -> None:
    assert {path: len(text.encode()) for path, text in pages.items() if len(text.encode()) > MOST_BYTES} == {}


@pytest.mark.parametrize("code", ["zh", "en"])
def test_each_line_of_a_fund_stands_once_at_the_address_that_its_number_gives(
    long: Catalogue, pages: dict[str, str], code: str
) -> None:
    fund = long.find(Reference("fund", "long"))
    assert fund is not None and pages_of_lines(fund) == 5
    assert [index for page in range(1, 6) for index in lines_on(fund, page)] == list(range(LINES))
    for index in range(LINES):
        path = f"allocations.{index}"
        address, _, anchor = addresses.figure(fund, path).partition("#")
        text = pages[f"{code}/{addresses.markdown_file(address)}"]
        assert anchor == path and text.count(f'id="{path}"') == 1
        assert f"{address}#{path}<" in unescape(text)  # how it is cited
        elsewhere = [other for other, shown in pages.items() if f'id="{path}"' in shown]
        assert len(elsewhere) == 2  # a language each


@pytest.mark.parametrize("code", ["zh", "en"])
def test_each_payment_of_a_project_stands_once_at_the_address_that_its_number_gives(
    long: Catalogue, pages: dict[str, str], code: str
) -> None:
    road = long.find(Reference("project", "road"))
    assert road is not None and pages_of_lines(road) == 4
    for index in range(PAYMENTS - 1):
        path = f"payments.{index}"
        address, _, anchor = addresses.figure(road, path).partition("#")
        text = pages[f"{code}/{addresses.markdown_file(address)}"]
        assert anchor == path and text.count(f'id="{path}"') == 1
        assert f"{address}#{path}<" in unescape(text)  # how it is cited
    assert addresses.figure(road, "payments.14") == "projects/road/#payments.14"
    assert addresses.figure(road, "payments.15") == "projects/road/payments-2/#payments.15"
    first, *rest = [pages[f"{code}/projects/road{more}.md"] for more in ("", *(f"/payments-{n}" for n in (2, 3, 4)))]
    assert all('href="../payments-3/"' in text or "payments-3" in text for text in (first, *rest))
    assert "<tfoot>" in first and not any("<tfoot>" in text for text in rest)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_payment_whose_figure_is_withheld_is_a_row_all_the_same(
    long: Catalogue, pages: dict[str, str], code: str
) -> None:
    assert Language(code, long.publication).word("absence.withheld") in pages[f"{code}/projects/road/payments-4.md"]


def test_an_address_of_a_figure_does_not_move_when_lines_are_added(long: Catalogue) -> None:
    fund = long.find(Reference("fund", "long"))
    assert fund is not None
    before = [addresses.figure(fund, f"allocations.{index}") for index in range(LINES)]
    assert before[14:16] == ["funds/long/#allocations.14", "funds/long/lines-2/#allocations.15"]
    assert before[45] == "funds/long/lines-3/#allocations.45"
    assert addresses.figure(fund, "allocations.74.alternatives.0").startswith("funds/long/lines-3/")
    assert addresses.figure(fund, "total.0") == "funds/long/#total.0"


@pytest.mark.parametrize("by", list(Dimension))
def test_every_group_of_the_ledger_is_on_one_of_its_pages_and_the_whole_below_the_last(
    long: Catalogue, pages: dict[str, str], by: Dimension
) -> None:
    groups = ledger_of(long).by(by)
    parts = cut(groups, money.MOST_SUMS, lambda group: len(group.sums))
    numbers = range(1, len(parts) + 1)
    texts = [pages[f"zh/{addresses.markdown_file(address_of(addresses.money(by), number))}"] for number in numbers]
    rows = [text.split("p-ledger")[-1].partition("<tbody>")[2].count('<th scope="row">') for text in texts]
    feet = [text.count("<tfoot>") for text in texts]
    assert sum(rows) - sum(feet) == len(groups)
    assert feet == [0] * (len(texts) - 1) + [int(len(parts[-1]) > 1)]
    assert f"zh/money/{by}/page-{len(parts) + 1}.md" not in pages
    assert f'href="{by}/"' in pages["zh/money/index.md"]


def test_many_claims_and_the_many_records_of_one_are_on_several_pages(long: Catalogue, pages: dict[str, str]) -> None:
    listed = [path for path in pages if re.fullmatch(r"zh/claims/(index|page-\d+)\.md", path)]
    assert sorted(listed) == ["zh/claims/index.md", "zh/claims/page-2.md", "zh/claims/page-3.md"]
    assert sum(len(re.findall(r'<th scope="row"><a href="[^"]*c\d\d/"', pages[path])) for path in listed) == CLAIMS
    own = pages["zh/claims/c07.md"]
    assert 'href="records/"' in own and f"全部{LINES}条记录" in own
    items = [text for path, text in pages.items() if re.match(r"zh/claims/c07/records", path)]
    assert sum(text.count('<td data-label="是否属于"') for text in items) == LINES
    assert "funds/long/lines-5/#allocations.128" in "".join(unescape(text) for text in items)


def test_what_a_fund_paid_to_many_projects_and_got_back_is_folded_without_losing_any(pages: dict[str, str]) -> None:
    text = pages["zh/funds/long.md"].replace(",", "")
    paid, given_back = text.split(f"其余{PROJECTS - 7}个项目")[1:]
    assert f">{sum(range(8, PROJECTS + 1))}<" in paid and f">{sum(range(1, PROJECTS + 1))}<" in paid
    assert f">{sum(range(8, PROJECTS + 1))}<" in given_back and f">{sum(range(1, PROJECTS + 1))}<" in given_back


def test_the_records_of_a_source_are_all_on_its_pages(long: Catalogue, pages: dict[str, str]) -> None:
    gazette = long.find(Reference("source", "gazette"))
    assert gazette is not None
    shown = [text for path, text in pages.items() if path.startswith("zh/sources/gazette/records")]
    assert sum(text.count('<th scope="row">') for text in shown) == len(long.naming(gazette)) > 170


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_finding_is_explained_on_the_page_of_its_group_and_found_from_the_overview(
    pages: dict[str, str], code: str
) -> None:
    overview = pages[f"{code}/guide/checks.md"]
    for finding in read_words(f"findings.{code}")["findings"]:
        group = group_of(finding)
        assert f'href="{group}/#{finding}"' in overview
        assert f"{{: #{finding} }}" in pages[f"{code}/guide/checks/{group}.md"]


def test_an_example_of_the_guide_keeps_its_lines(pages: dict[str, str]) -> None:
    example = re.search(r"<pre><code>(.*?)</code></pre>", pages["zh/guide/checks/values.md"])
    assert example is not None and unescape(example[1]) == "value: 9949 万元\nabsence: not-stated"
