"""The chart of organisations: the drawing and its table say the same, and nothing below the county has a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.affiliations import around, trees
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import load
from generator.render import glossary, listings, organigrams, record_pages
from generator.surroundings import Surroundings
from tests.publications import PUBLICATION, write_publication
from tests.websites import REPOSITORY

ORGANISATION = "name: {zh: %s, en: %s}\ntype: department\nsources: gazette\n"
RECORDS = {
    "organisations/lead": ORGANISATION % ("牵头局", "Leading Bureau"),
    "organisations/tax": ORGANISATION % ("税务局", "Tax Bureau") + "parent: bureau\n",
    "organisations/meeting": ORGANISATION % ("联席会议（原文）", "Joint Meeting")
    + "lead: lead\nmembers: [{organisation: bureau}, {organisation: tax}]\n",
    "organisations/net": ORGANISATION % ("网络", "Network")
    + "tiers:\n  - {level: city, name: {zh: 市, en: City}, bodies: [bureau]}\n"
    "  - {level: township, name: {zh: 街道（乡镇）, en: Sub-district}}\n",
    "commitments/roads": "title: {zh: 修路, en: Roads}\nresponsible: bureau\nsources: gazette\nunit: km\n"
    "direction: at-least\nbaseline: 10\ntarget: 30\nstages:\n"
    "  - {stage: plan, due: 2026-01-31, date: 2026-01-20, sources: gazette}\n"
    "  - {stage: check, due: 2026-12-31, value: 20, date: 2026-06-30}\n"
    "  - {stage: assessment, due: 2026-12-31}\n",
}
Pages = Callable[..., dict[str, str]]


def catalogue_of(folder: Path, as_of: date = date(2026, 11, 22)) -> Catalogue:
    loaded = load(folder)
    assert loaded.publication is not None
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=as_of))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return catalogue_of(write_publication(tmp_path, RECORDS, publication=PUBLICATION))


def markdown(catalogue: Catalogue, code: str = "en") -> dict[str, str]:
    """The pages that are concerned, by their file."""
    language = Language(code, catalogue.publication)
    modules = (organigrams, record_pages, listings, glossary)
    return {one.path: one.content.decode() for module in modules for one in module.render(catalogue, language)}


def drawn(page: str, form: str) -> list[tuple[str, str]]:
    figures = re.findall(rf'<svg class="d-organigram d-organigram-{form}".*?</svg>', page, re.DOTALL)
    return [edge for svg in figures for edge in re.findall(r'data-from="([^"]*)" data-to="([^"]*)"', svg)]


def tabled(page: str) -> list[tuple[str, str]]:
    found = []
    without = re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    for row in re.findall(r"<tr>.*?</tr>", without, re.DOTALL):
        found += [(upper, lower) for upper in re.findall(r'data-from="([^"]*)"', row)
                  for lower in re.findall(r'data-to="([^"]*)"', row)]  # fmt: skip
    return found


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_drawn_edges_are_those_of_the_table(catalogue: Catalogue, code: str) -> None:
    pages = markdown(catalogue, code)
    for name in ("chart", "tax", "meeting", "bureau"):
        page = pages[f"organisations/{name}.md"]
        rows = sorted(tabled(page))
        assert rows and sorted(drawn(page, "across")) == sorted(drawn(page, "indented")) == rows


def test_the_chart_is_what_the_records_say(catalogue: Catalogue) -> None:
    assert sorted(tabled(markdown(catalogue)["organisations/chart.md"])) == [
        ("bureau", "tax"), ("lead", "meeting"), ("meeting", "bureau"), ("meeting", "tax"), ("net.1", "bureau"),
        ("net.1", "net.2"),
    ]  # fmt: skip


def test_every_box_of_a_recorded_body_has_a_link_beside_it(catalogue: Catalogue) -> None:
    page = re.sub(r"<svg.*?</svg>", "", markdown(catalogue)["organisations/chart.md"], flags=re.DOTALL)
    for id_ in ("lead", "meeting", "bureau", "tax"):
        assert f'href="../{id_}/"' in page


def test_a_page_of_an_organisation_shows_what_is_next_to_it_and_marks_it(catalogue: Catalogue) -> None:
    page = markdown(catalogue)["organisations/tax.md"]
    assert set(re.findall(r'class="d-box d-box-body d-box-current" data-key="([^"]*)"', page)) == {"tax"}
    assert ("bureau", "tax") in tabled(page) and ("net.1", "net.2") not in tabled(page)


def test_a_remark_in_brackets_is_in_the_table_and_not_in_the_box(catalogue: Catalogue) -> None:
    page = markdown(catalogue, "zh")["organisations/chart.md"]
    [*drawings] = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert not any("（原文）" in re.sub(r"<title.*?</title>", "", one) for one in drawings) and "（原文）" in page
    # A level is what the source calls it.
    assert any("街道（乡镇）" in one for one in drawings)


def test_a_circle_of_bodies_does_not_stop_the_drawing(tmp_path: Path) -> None:
    circle = {
        "organisations/alpha": ORGANISATION % ("甲局", "Alpha") + "parent: beta\n",
        "organisations/beta": ORGANISATION % ("乙局", "Beta") + "parent: alpha\n",
    }
    made = catalogue_of(write_publication(tmp_path, circle))
    assert trees(made) == ()
    assert [len(list(tree.root.edges)) for entry in made.of_kind("organisation") for tree in around(made, entry)]


def test_a_commitment_says_how_it_stands_in_the_list_and_by_the_readers_day(catalogue: Catalogue) -> None:
    pages = markdown(catalogue)
    page = pages["commitments/roads.md"]
    for name in ("commitments/index.md", "commitments/roads.md"):
        assert 'class="k-standing k-on-time" data-due="2027-01-01" data-then="late"' in pages[name]
    assert 'data-values="on time"' in pages["commitments/index.md"]
    assert 'data-due="2027-01-01" data-then="overdue"' in page
    assert 'id="commitment-on-time"' in pages["glossary/index.md"]


def test_the_figures_drawn_are_those_of_the_ledger(catalogue: Catalogue) -> None:
    page = markdown(catalogue)["commitments/roads.md"]
    svg = re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0]
    assert re.findall(r'data-value="([^"]*)"', svg) == ["10", "20", "30"] == re.findall(r'<data value="([^"]*)"', page)
    assert "50 %" in page and "100 %" in page


def test_what_a_step_rests_on_goes_to_each_of_its_statements(catalogue: Catalogue) -> None:
    plan = catalogue.by_key["commitment", "roads"].record.stages[0]
    assert [one.source.id for one in plan.date.sources] == [one.source.id for one in plan.due.sources] == ["gazette"]


def test_the_city_has_given_no_word_that_its_source_does_not_give() -> None:
    made = catalogue_of(Path(REPOSITORY))
    for entry in made.of_kind("commitment"):
        record = entry.record
        levels = [record.target, record.baseline]
        levels += [one for stage in record.stages for one in (stage.value, stage.outcome)]
        assert [one.source.id for one in record.sources] == ["xining-12345-article"]
        assert not any(level is not None and level.value is not None for level in levels)
