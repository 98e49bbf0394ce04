"""Numbers of disputes: yearly totals of a county or more; and a claim with such a total is on the page of the need."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.answering import answering
from generator.catalogue import Catalogue
from generator.loader import load
from generator.need_lists import load_needs
from generator.surroundings import Surroundings
from tests.checks.conftest import Findings
from tests.publications import COUNTY, write_publication

CLAIM = (
    "title: {zh: 调解的纠纷, en: Disputes mediated}\nmeasure: output\nplace: '630121'\nthemes: [dispute]\n"
    "sources: gazette\nfigure: {value: 1200, unit: case, as_of: 2025, counts: {zh: 纠纷, en: disputes}}\n"
)
TOWN = "name: {zh: 镇, en: Town}\ncode: 630121100\nlevel: town\nparent: 630121\nsources: gazette\n"


def codes(findings: Findings, claim: str, **more: str) -> list[str]:
    named = {name.replace("__", "/"): text for name, text in more.items()}
    return [one.code for one in findings({"claims/disputes": claim, **named}) if one.is_error]


def test_a_yearly_total_of_a_county_may_be_told(findings: Findings) -> None:
    assert codes(findings, CLAIM) == []


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("place: '630121'", "place: '630121100'", "dispute-place"),
        ("place: '630121'\n", "", "dispute-place"),
        ("as_of: 2025", "as_of: 2025-06", "dispute-period"),
        (", as_of: 2025", "", "dispute-period"),
        ("value: 1200", "value: 9", "people-count"),
        ("value: 1200, unit: case", "value: 9, unit: item", "dispute-count"),
        ("themes: [dispute]\nsources", "sources", None),
        ("value: 1200, unit: case", "value: 12起", None),
    ],
)
def test_nothing_smaller_may(findings: Findings, was: str, now: str, code: str | None) -> None:
    assert was in CLAIM
    assert codes(findings, CLAIM.replace(was, now), places__630121100=TOWN) == ([code] if code else [])


@pytest.mark.parametrize(
    ("place", "text", "found"), [("630121100", TOWN, ["dispute-place"]), ("630121", COUNTY, [])]
)
def test_it_holds_for_cases_in_records_of_every_kind(
    findings: Findings, place: str, text: str, found: list[str]
) -> None:
    cases = "statistics: [{value: 35起, counts: {zh: 纠纷, en: disputes}, as_of: 2025}]\n"
    assert [one.code for one in findings({f"places/{place}": text + cases}) if one.is_error] == found


def test_a_total_answers_the_need_that_asks_for_it(tmp_path: Path) -> None:
    write_publication(tmp_path, {"claims/disputes": CLAIM})
    (tmp_path / "site_config" / "needs.yml").write_text(
        "needs:\n  - id: dispute\n    title: {zh: 纠纷, en: Dispute}\n    lead: {zh: 找谁, en: Whom}\n    parts:\n"
        "      - {title: {zh: 每年, en: A year}, kinds: [claim], themes: [dispute], empty: {zh: 没有, en: None}}\n",
        encoding="utf-8",
    )
    needs, _ = load_needs(tmp_path, [])
    loaded = load(tmp_path)
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(needs=needs))
    assert [entry.id for entry in answering(catalogue, needs.needs[0].parts[0])] == ["disputes"]
