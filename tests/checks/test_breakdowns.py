"""Figures of people by ethnicity or religion: what is refused, and the published statistics that may be quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.checks import breakdowns
from generator.findings import Position
from generator.inspection import check_publication
from generator.loader import load
from generator.surroundings import Surroundings
from tests.checks.conftest import Findings
from tests.publications import CITY, COUNTY, only, write_publication
from tests.websites import REPOSITORY

CENSUS = """\
title: {zh: 人口普查公报, en: Census bulletin}
type: statistics
publisher: {zh: 统计局, en: Bureau of statistics}
date: 2021-06-01
retrieved: 2026-01-15
"""
TOWN = "name: {zh: 镇, en: Town}\ncode: 630121100\nlevel: town\nparent: 630121\nsources: gazette\n"
CELL = "statistics:\n  - {value: %s, counts: {zh: 回族人口, en: Hui residents}, sources: %s}\n"


def codes(findings: Findings, **records: str) -> list[str]:
    named = {name.replace("__", "/"): text for name, text in records.items()}
    return [one.code for one in findings({"sources/census": CENSUS, **named})]


@pytest.mark.parametrize("place", ["places__630121", "places__630100"])
@pytest.mark.parametrize("value", ["85000人", "10人", "45%", "0.1%", "99.9%"])
def test_a_published_statistic_of_a_county_or_a_city_may_be_quoted(findings: Findings, place: str, value: str) -> None:
    text = (COUNTY if place.endswith("121") else CITY) + CELL % (value, "census")
    assert codes(findings, **{place: text}) == []


def test_only_a_published_statistic_may_be_quoted(findings: Findings) -> None:
    found = only(findings({"places/630121": COUNTY + CELL % ("85000人", "gazette")}))
    assert (found.code, found.field) == ("people-breakdown-source", "statistics.0.value")
    unnamed = CENSUS.replace("publisher: {zh: 统计局, en: Bureau of statistics}\n", "publisher: not-stated\n")
    records = {"sources/census": unnamed, "places/630121": COUNTY + CELL % ("85000人", "census")}
    assert only(findings(records)).code == "people-breakdown-source"


def test_nothing_is_said_below_the_county(findings: Findings) -> None:
    assert codes(findings, places__630121100=TOWN + CELL % ("850人", "census")) == ["people-breakdown-place"]


@pytest.mark.parametrize(
    ("value", "code"),
    [("9人", "people-count"), ("0人", "people-breakdown-cell"), ("0%", "people-breakdown-cell"),
     ("100%", "people-breakdown-cell")],
)  # fmt: skip
def test_a_cell_is_neither_small_nor_none_nor_all(findings: Findings, value: str, code: str) -> None:
    assert codes(findings, places__630121=COUNTY + CELL % (value, "census")) == [code]


@pytest.mark.parametrize(
    ("cell", "found"), [("491", ["people-breakdown-cell"]), ("500", ["people-breakdown-cell"]), ("490", [])]
)
def test_what_the_total_leaves_over_counts_too(findings: Findings, cell: str, found: list[str]) -> None:
    total = "  - {value: 500人, counts: {zh: 常住人口, en: residents}, sources: census}\n"
    assert codes(findings, places__630121=COUNTY + CELL % (f"{cell}人", "census") + total) == found


ROAD = "title: {zh: 道路, en: Road}\nplaces: [630121]\nsources: gazette\n"
IN_A_FIGURE = {
    "projects/road": ROAD + "beneficiaries: [{value: 120户, counts: {zh: 回族农户, en: Hui households}}]\n",
    "projects/housing": ROAD.replace("道路", "藏族群众住房") + "beneficiaries: [{value: 120户, counts: {zh: 户, en: homes}}]\n",  # noqa: E501
    "claims/share": (
        "title: {zh: 比例, en: Share}\nmeasure: output\nplace: 630121\nsources: gazette\n"
        "figure: {value: 45, unit: percent, counts: {zh: 少数民族人口, en: ethnic minority population}}\n"
    ),
    "claims/scope": (
        "title: {zh: 受益, en: Benefit}\nmeasure: output\nplace: 630121\nsources: gazette\n"
        "figure: {value: 450人, counts: {zh: 受益的人, en: people}}\nscope_stated: {zh: 藏族群众, en: Tibetan residents}\n"  # noqa: E501
    ),
    "commitments/jobs": (
        "title: {zh: 就业, en: Jobs}\nresponsible: bureau\nplace: 630121\nsources: gazette\nunit: person\n"
        "direction: at-least\nindicator: {zh: 就业的回族群众, en: Hui residents with work}\ntarget: 400\n"
    ),
    "sites/museum": (
        "names: {zh: 馆, en: Museum}\ntype: Museum\nplace: 630121\nsources: gazette\n"
        "coordinates: {lat: 36.6, lon: 101.8}\nmeasures: [{value: 400人, of: {zh: 穆斯林, en: Muslim residents}}]\n"
    ),
}


@pytest.mark.parametrize("record", IN_A_FIGURE)
def test_it_holds_for_the_figures_of_every_kind(findings: Findings, record: str) -> None:
    found = {one.code for one in findings({record: IN_A_FIGURE[record]})}
    assert {code for code in found if code.startswith("people-")} == {"people-breakdown-source"}


IN_TEXT = {
    "projects/road": ROAD + "summary: {zh: 沿路有回族三十五户。, en: A road.}\n",
    "events/fair": (
        "title: {zh: 节, en: Fair}\nplace: 630121\nsources: gazette\ncalendar: gregorian\nrule: {first: 5/1}\n"
        "notices: [{zh: 去年来了藏族群众３００人。, en: Come early.}]\n"
    ),
    "commitments/jobs": (
        "title: {zh: 就业, en: Jobs}\nresponsible: bureau\nsources: gazette\n"
        "stages: [{stage: check, text: {zh: 已帮扶。, en: 'Helped so far: 35 Hui households.'}}]\n"
    ),
    "organisations/office": (
        "name: {zh: 处, en: Office}\ntype: department\nsources: gazette\nopen_questions: [{zh: 三成五是穆斯林吗？, en: Why?}]\n"  # noqa: E501
    ),
    "places/630121": COUNTY + "summary: {zh: '| 回族 | 35 |', en: A county.}\n",
}


@pytest.mark.parametrize("record", IN_TEXT)
def test_a_sentence_may_not_say_it_in_any_kind(findings: Findings, record: str) -> None:
    found = {one.code for one in findings({record: IN_TEXT[record]})}
    assert found == {"people-breakdown-text"}


@pytest.mark.parametrize(
    "text",
    ["64个土族聚居村，6.7万户受益", "大通回族土族自治县有46万人", "各族群众27.5万人受益", "大殿可容1200人礼拜"],
)
def test_villages_totals_and_halls_are_no_breakdown(findings: Findings, text: str) -> None:
    assert codes(findings, projects__road=ROAD + f"summary: {{zh: '{text}', en: A road.}}\n") == []


def test_the_words_of_a_source_are_judged_with_their_figure(findings: Findings) -> None:
    cell = CELL.replace("value: %s,", "value: %s, stated_as: 回族85000人,") % ("85000人", "census")
    assert codes(findings, places__630121=COUNTY + cell) == []


def test_nothing_of_this_publication_is_refused() -> None:
    loaded = load(Path(REPOSITORY))
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings())
    everything = Batch(catalogue, catalogue.everything)
    assert [(one.code, one.position.file, one.field) for one in breakdowns.check(everything)] == []


def test_what_the_publication_says_of_itself_is_asked_too(tmp_path: Path) -> None:
    root = write_publication(tmp_path, {})
    needs = root / "site_config" / "needs.yml"
    needs.parent.mkdir(exist_ok=True)
    needs.write_text("needs: []\n# 全村回族 35 户\n", encoding="utf-8")
    found = only([one for one in check_publication(root).findings if one.code.startswith("people-")])
    assert (found.code, found.position) == (
        "people-breakdown-text", Position(file="site_config/needs.yml", line=2, column=5)
    )  # fmt: skip
