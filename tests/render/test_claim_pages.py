"""Claims on their pages, on the pages of the records concerned, and on the home page; figures with an address."""

from __future__ import annotations

import csv
import re
from datetime import date
from fractions import Fraction
from html import unescape
from io import StringIO

import pytest

from generator import addresses
from generator.basemaps import ground
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import load
from generator.render import glossary, home, reconciliation, record_pages, render
from generator.surroundings import Surroundings
from generator.tabular import bundles
from generator.values.stated import Basis
from tests.test_reckoning import ROOT

COMMIT = "0123abcd" * 5
WHOLE = "projects/development-and-livelihood-138"


@pytest.fixture(scope="module")
def real() -> Catalogue:
    """The real publication."""
    loaded = load(ROOT)
    assert loaded.publication is not None
    file = f"data/{WHOLE}.yml"
    around = Surroundings(as_of=date(2026, 6, 30), changed={file: date(2026, 3, 4)}, commits={file: COMMIT})
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around)


@pytest.fixture(scope="module")
def pages(real: Catalogue) -> dict[str, str]:
    """``en/claims/x.md`` → its text."""
    made = {}
    for code in real.publication.languages:
        language = Language(code, real.publication)
        for artifact in render(real, language, ground(real.publication.map, {}, lang=code, shared_url="../")):
            if artifact.path.endswith(".md"):
                made[f"{code}/{artifact.path}"] = unescape(artifact.content.decode())
    return made


def plain(markup: str) -> str:
    """What one reads."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", markup))


def test_the_home_page_says_in_plain_words_what_is_not_explained(pages: dict[str, str]) -> None:
    assert "说的是71.9 亿元。能逐条查到、来源写明属于它的，一条也没有；全部还没有说明。" in pages["zh/index.md"]
    assert "就算全部属于，列明的也最多占1.4%。" in pages["zh/index.md"]
    assert "No record is stated to be part of it, so all of it is unexplained." in pages["en/index.md"]
    assert "Even if all of that does, at most 1.4% of the claim is itemised." in pages["en/index.md"]
    assert 'href="claims/development-and-livelihood-money/#reckoning"' in pages["zh/index.md"]


def test_every_claim_is_on_the_page_of_all_claims_with_its_result_and_what_is_open(
    real: Catalogue, pages: dict[str, str]
) -> None:
    for code in real.publication.languages:
        text = pages[f"{code}/claims/index.md"]
        for entry in real.of_kind("claim"):
            row = re.search(rf'<tr><th scope="row"><a href="{entry.id}/">.*?</tr>', text)
            assert row is not None and row[0].count("p-verdict ") == 1
            assert all(Language(code, real.publication).plain(one) in row[0] for one in entry.record.open_questions)


def test_a_claims_page_tells_what_belongs_from_what_may(pages: dict[str, str]) -> None:
    text = plain(pages["en/claims/development-and-livelihood-money.md"])
    assert "as stated, “71.9亿元”" in text and "between CNY 7,185 million and CNY 7,195 million" in text
    assert "Itemised and stated to belong none" in text
    assert "May belong; the source does not say CNY 99.49 million at most 1.4%" in text
    assert "Not explained yet CNY 7,185 million to CNY 7,195 million 100%" in text
    assert "no figure, not counted" in text


def test_how_far_a_claim_is_itemised_is_drawn_with_the_numbers_of_its_table_and_of_the_downloads(
    real: Catalogue, pages: dict[str, str]
) -> None:
    made = bundles.files(real, Language("zh", real.publication))

    def column(name: str, key: str) -> dict[str, Fraction]:
        rows = csv.DictReader(StringIO(made[name].decode("utf-8-sig")))
        return {row["id"]: Fraction(row[key]) * 100 for row in rows if row[key]}

    claimed = column("claims.csv", "figure.value")["development-and-livelihood-money"]
    possible = column("funds-allocations.csv", "allocations.value")["state-support-funds"]
    for code in real.publication.languages:
        text = pages[f"{code}/claims/development-and-livelihood-money.md"]
        drawn = [Fraction(value) for value in re.findall(r'<(?:rect|path) [^>]*data-value="(\d+)"', text)]
        tabled = [Fraction(value) for value in re.findall(r'<data value="(\d+)"', text)]
        assert drawn == tabled == [0, possible, claimed - possible]
        assert 'id="chart-coverage-name"' in text


def test_only_claims_that_can_be_compared_are_drawn(pages: dict[str, str]) -> None:
    drawn = {path for path, text in pages.items() if "chart-coverage" in text}
    assert drawn == {f"{code}/claims/development-and-livelihood-money.md" for code in ("zh", "en")}


def test_a_claim_whose_cover_is_not_stated_says_so_and_adds_nothing(pages: dict[str, str]) -> None:
    text = plain(pages["zh/claims/beneficiaries-persons.md"])
    assert "来源没有说明这个数字涵盖哪些。" in text and "无法对照" in text and "27.5 万人" in text


@pytest.mark.parametrize(
    ("page", "claims"),
    [
        (WHOLE, {"development-and-livelihood-money", "development-and-livelihood-projects"}),
        ("projects/rural-works-1951", {"rural-works", "beneficiaries-persons", "development-and-livelihood-projects"}),
        ("funds/state-support-funds", {"datong-industry-money"}),
        ("places/630121", {"datong-industry-money", "datong-townships", "datong-villages"}),
        ("places/630100", {"development-and-livelihood-money", "beneficiaries-households", "datong-villages"}),
        ("sources/xining-12345-article", {"rural-works", "beneficiaries-persons"}),
    ],
)
def test_a_claim_stands_on_the_pages_of_what_it_is_about(pages: dict[str, str], page: str, claims: set[str]) -> None:
    for code in ("zh", "en"):
        named = set(re.findall(r'href="\.\./\.\./claims/([a-z0-9-]+)/"', pages[f"{code}/{page}.md"]))
        assert claims <= named


def test_the_glossary_explains_every_basis_and_every_result_and_tags_lead_to_it(
    real: Catalogue, pages: dict[str, str]
) -> None:
    for code in real.publication.languages:
        text = pages[f"{code}/glossary/index.md"]
        ids = re.findall(r'<div id="([^"]+)">', text)
        assert len(ids) == len(set(ids)) and set(Basis) <= set(ids)
        budget = pages[f"{code}/projects/development-and-livelihood-138.md"]
        assert 'href="../../glossary/#not-stated" class="p-basis p-basis-not-stated"' in budget


FIGURES = {
    "projects/development-and-livelihood-138": ["budget.0", "outputs.0"],
    "projects/datong-industry": ["outputs.0", "outputs.1"],
    "funds/state-support-funds": ["allocations.0"],
    "claims/beneficiaries-households": ["figure"],
    "places/630121": ["statistics.0", "statistics.1"],
}


@pytest.mark.parametrize("page", FIGURES)
def test_each_figure_of_a_record_has_its_path_for_an_address_and_one_text_to_cite_it_by(
    pages: dict[str, str], page: str
) -> None:
    for code in ("zh", "en"):
        text = pages[f"{code}/{page}.md"]
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert set(FIGURES[page]) <= set(ids)
        for path in FIGURES[page]:
            assert text.count(f'<a href="#{path}">') == 1
        assert text.count('class="p-cite-this"') == len(FIGURES[page])


def test_a_citation_has_value_basis_source_date_version_and_address(real: Catalogue, pages: dict[str, str]) -> None:
    cited = re.search(r'<details class="p-cite-this">(.*?)</details>', pages[f"en/{WHOLE}.md"])
    assert cited is not None
    assert plain(cited[1]).strip() == (
        "Cite this figure “71.9亿元” (basis not stated). "
        "Source: Press article on Xining’s “12345” working method (title translated) (undated). "
        "In: Xining in View, 138 projects for the development of minorities and minority areas and for people’s "
        f"livelihood, en/{WHOLE}/#budget.0 , version of 4 March 2026 (commit 0123abcd)."
    )


def test_the_version_of_a_record_that_git_does_not_know_is_that_of_the_publication(pages: dict[str, str]) -> None:
    assert "版本 2026年6月30日" in pages["zh/funds/state-support-funds.md"]


def test_a_figure_on_another_records_page_is_cited_where_it_is_written(pages: dict[str, str]) -> None:
    text = pages["zh/projects/datong-industry.md"]
    assert "9949万元" in text and 'id="allocations.0"' not in text


def test_no_link_of_the_new_pages_leads_nowhere(real: Catalogue, pages: dict[str, str]) -> None:
    known = {path.partition("/")[2] for path in pages if path.startswith("zh/")}
    language = Language("zh", real.publication)
    made = [*reconciliation.render(real, language), *glossary.render(real, language), *home.render(real, language)]
    made += [one for one in record_pages.render(real, language) if one.path.startswith("claims/")]
    for artifact in made:
        folder = artifact.path.removesuffix(".md").removesuffix("index")
        for href in re.findall(r'<a href="([^":]+)"', unescape(artifact.content.decode())):
            target, _, anchor = href.partition("#")
            if "." in target.rpartition("/")[2]:
                continue  # a file, not a page
            here = addresses.way("", folder if folder.endswith("/") or not folder else folder + "/")
            path = _joined(here, target) if target else folder
            file = addresses.markdown_file(path if path.endswith("/") or not path else path + "/")
            assert file in known, (artifact.path, href)
            if anchor:
                page = pages[f"zh/{file}"]
                assert f'id="{anchor}"' in page or f"{{: #{anchor} }}" in page, (artifact.path, href)


def _joined(here: str, target: str) -> str:
    parts = [part for part in here.split("/") if part not in ("", ".")]
    for part in target.split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts) + "/" if parts else ""
