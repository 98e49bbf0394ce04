"""A county's notice of a fund's allocation, entered as the editors' guide says, reconciles to 0.00.

The notice is made up. It has the form that such notices have: title, document number, date; a total in 万元; below it
two sources of money with their own totals; below them lines by purpose and township, to two decimals. What is entered
is taken from the guide itself, so that an editor who follows it gets just this.
"""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.language import Language
from generator.ledger import Basis, Dimension, Kind, ledger_of, total
from generator.loader import load
from generator.render import record_pages
from generator.reports.wording import Wording
from generator.surroundings import Surroundings
from tests.publications import findings_of, shown, write_publication

ROOT = Path(__file__).parent.parent
GUIDES = {language: (ROOT / f"content/{language}/guide/funds.md").read_text("utf-8") for language in ("zh", "en")}
PLACE = 'name: {{zh: {}, en: {}}}\ncode: "{}"\nlevel: {}\n{}sources: gazette\n'
OFFICE = "name: {{zh: {}, en: {}}}\ntype: {}\nsources: gazette\n"
AROUND = {
    "places/990121": PLACE.format("示例县", "Example County", "990121", "county", ""),
    "places/990121001": PLACE.format("甲镇", "Jia Town", "990121001", "town", "parent: 990121\n"),
    "places/990121002": PLACE.format("乙乡", "Yi Township", "990121002", "township", "parent: 990121\n"),
    "organisations/example-finance-bureau": OFFICE.format("示例县财政局", "Finance Bureau", "department"),
    "organisations/example-builder": OFFICE.format("示例公司", "Builder", "company"),
}
"""What the guide takes for granted: that the county, its townships and the bureau are recorded."""
CATEGORIES = {"category": "infrastructure: {zh: 基础设施, en: Infrastructure}\n"}
FUND, PROJECT = "funds/example-rural-2024", "projects/example-village-paving"


def entered(guide: str) -> dict[str, str]:
    """The records of the guide, by the file that each names in its first line."""
    blocks = re.findall(r"```yaml\n# data/(\S+)\.yml\n(.*?)```", guide, re.DOTALL)
    return AROUND | {name: f"# data/{name}.yml\n{text}" for name, text in blocks}


def catalogue_of(folder: Path) -> Catalogue:
    loaded = load(write_publication(folder, entered(GUIDES["zh"]), vocabularies=CATEGORIES))
    assert loaded.publication is not None and loaded.findings == ()
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings())


def found(folder: Path, records: dict[str, str]) -> list[str]:
    return shown(findings_of(write_publication(folder, records, vocabularies=CATEGORIES)))


def test_both_guides_enter_the_same_records() -> None:
    assert entered(GUIDES["zh"]) == entered(GUIDES["en"])
    assert {FUND, PROJECT} < entered(GUIDES["zh"]).keys()


def test_the_notice_is_entered_without_a_word_from_the_checker(tmp_path: Path) -> None:
    assert found(tmp_path, entered(GUIDES["zh"])) == []


def test_every_figure_of_the_notice_is_in_the_ledger_once(tmp_path: Path) -> None:
    notice = " ".join(line for line in GUIDES["zh"].splitlines() if line.startswith("> "))
    figures = [Decimal(figure.replace(",", "")) for figure in re.findall(r"([\d,.]+) 万元", notice)]
    assert len(figures) == 7
    lines = ledger_of(catalogue_of(tmp_path)).lines
    assert sorted(Decimal(line.fen) / 1_000_000 for line in lines) == sorted(figures)


def test_it_reconciles_to_nought_point_nought_nought(tmp_path: Path) -> None:
    lines = ledger_of(catalogue_of(tmp_path)).lines
    (whole,) = (line for line in lines if line.kind is Kind.TOTAL)
    for kind in (Kind.COMPONENT, Kind.ALLOCATION):
        assert whole.fen - total([line for line in lines if line.kind is kind], Basis.ALLOCATED).fen == 0


@pytest.mark.parametrize(("language", "says"), [("zh", "0.00，相符"), ("en", "0.00, they agree")])
def test_the_page_says_so_for_each_source_of_money_and_for_the_whole(tmp_path: Path, language: str, says: str) -> None:
    catalogue = catalogue_of(tmp_path)
    pages = {page.path: page for page in record_pages.render(catalogue, Language(language, catalogue.publication))}
    # Signs that Markdown would read stand in pages as entities.
    assert unescape(pages[f"{FUND}.md"].content.decode()).count(says) == 3
    assert says in GUIDES[language]


def test_what_goes_to_a_township_is_told_from_what_is_not_divided(tmp_path: Path) -> None:
    groups = {group.key: group for group in ledger_of(catalogue_of(tmp_path)).by(Dimension.PLACE)}
    township, county = groups["990121002"], groups["990121"]
    assert township.sums[Basis.ALLOCATED].fen == 1_000_500_000
    assert township.shared[Basis.ALLOCATED].fen == 500_250_000
    assert county.sums[Basis.ALLOCATED].fen == 1_200_500_000 and not county.shared
    assert (township.counted, county.counted) == ("shared", "once")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wrong_digit_is_said_in_the_words_that_the_guide_shows(tmp_path: Path, language: str) -> None:
    records = entered(GUIDES[language])
    wrong = records | {FUND: records[FUND].replace("299.75", "299.57")}
    of_part, of_whole = sorted(
        findings_of(write_publication(tmp_path, wrong, vocabularies=CATEGORIES)), key=lambda one: one.arguments["total"]
    )[::-1]
    for one in (of_whole, of_part):
        where = f"{one.position.file}:{one.position.line}:{one.position.column}"
        assert f"{where}: error[{one.code}] {one.field}: {Wording(language).message(one)}\n" in GUIDES[language]
    assert of_part.arguments["total"] == "800 万元"


def test_even_the_last_digit_is_pointed_out(tmp_path: Path) -> None:
    records = entered(GUIDES["zh"])
    wrong = records | {FUND: records[FUND].replace("299.75", "299.76")}
    assert {one.split(maxsplit=1)[1] for one in found(tmp_path, wrong)} == {"warning ledger-not-whole"}


def test_payments_returns_and_the_final_cost_are_added_as_the_guide_says(tmp_path: Path) -> None:
    records = entered(GUIDES["zh"])
    (later,) = re.findall(r"```yaml\n(budget:.*?)```", GUIDES["zh"], re.DOTALL)
    full = records[PROJECT].replace("budget: not-stated\n", later)
    # The notice of 2024 cannot speak of 2025; whoever adds the payments adds the source that reports them.
    full = full.replace("[example-rural-notice-2024]", "[report]")
    report = "title: {zh: 决算报告, en: Final report}\ntype: official-notice\ndate: 2025-06-30\n"
    assert found(tmp_path, records | {PROJECT: full, "sources/report": report}) == []
