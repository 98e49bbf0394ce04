"""Figures and words that cannot be read as they are written: each is told with what to write instead."""

from __future__ import annotations

import pytest

from generator.reports.wording import Wording
from tests.checks.conftest import Findings
from tests.checks.ledgers import FUND, coded
from tests.publications import only


@pytest.mark.parametrize(
    "lines",
    [
        "total: {value: 3,862.37万元, basis: allocated}\n",
        "total: [{basis: allocated, value: 3,862.37万元}]\n",
        "total: {value: 3,862,000.37元}\n",
    ],
)
def test_a_comma_that_cuts_a_number_in_two_is_told_as_that(findings: Findings, lines: str) -> None:
    found = only(findings({"funds/f1": FUND + lines + "allocations: [{value: 20 万元, basis: allocated}]\n"}))
    assert found.code == "number-comma"
    assert found.arguments["suggestion"] == found.arguments["given"].replace(",", "") in lines.replace(",", "")


def test_words_that_may_be_written_are_named_with_their_meaning_in_chinese(findings: Findings) -> None:
    wrong = FUND + "level: 中央\ntotal: {value: 20 万元, basis: 下达}\nallocations: [not-stated]\n"
    hints = {one.code: Wording("zh").hint(one) for one in findings({"funds/f1": wrong})}
    assert "allocated（下达）" in hints["choice"]
    assert "national（国家级）" in hints["term-unknown"]


def test_a_field_one_column_off_is_told_as_indentation(findings: Findings) -> None:
    lines = "allocations:\n  - value: 20 万元\n   basis: allocated\n"
    assert only(findings({"funds/f1": FUND + lines})).code == "yaml-indentation"


def test_the_amount_that_is_suggested_can_be_written_between_braces(findings: Findings) -> None:
    found = coded(findings({"funds/f1": FUND + "total: {value: 3，862.37万元}\n"}), "money-form")
    assert found.arguments["suggestion"] == "3862.37 万元"


@pytest.mark.parametrize("written", ["withheld", "未公开", "待定", "n/a", "see annex"])
def test_a_word_in_the_place_of_a_figure_is_answered_with_how_absence_is_written(
    findings: Findings, written: str
) -> None:
    fund = FUND + f"total: {{value: {written}, basis: allocated}}\n"
    found = only(findings({"funds/f1": fund}))
    assert (found.code, found.position.line) == ("absence-as-value", 4)
    for language in ("zh", "en"):
        assert "absence" in Wording(language).hint(found) and written in Wording(language).message(found)


@pytest.mark.parametrize("written", ["九千万元", "1,2,3 块", "万元"])
def test_what_has_something_of_a_figure_is_answered_as_a_figure(findings: Findings, written: str) -> None:
    fund = FUND + f'total: {{value: "{written}", basis: allocated}}\n'
    assert only(findings({"funds/f1": fund})).code == "money-form"
