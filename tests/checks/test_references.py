"""References that lead nowhere, to a draft, or in a circle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.catalogue import Catalogue
from generator.checks import check
from generator.checks.references import suggest
from generator.findings import Position
from generator.loader import load
from generator.reports.wording import Wording
from generator.surroundings import Surroundings
from generator.values.names import Reference
from tests.checks.conftest import Findings
from tests.publications import PUBLICATION, only, shown, write_publication

ROAD = """
    title: {zh: 道路, en: Road}
    sources: gazette
"""


def test_the_little_publication_that_other_tests_change_is_sound(findings: Findings) -> None:
    assert shown(findings({"projects/road": ROAD})) == []


def test_a_misspelt_id_is_found_at_its_place_with_the_nearest_one(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "    places: [630100, 630112]\n"}))
    assert found.position == Position(file="data/projects/road.yml", line=3, column=18)
    assert found.code == "reference-unknown"
    assert found.field == "places.1"
    assert found.arguments == {"kind": "place", "id": "630112", "suggestion": "630121"}


def test_a_name_in_place_of_an_id_leads_to_the_record_of_that_name(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "    places: [trial-county]\n"}))
    assert found.arguments["suggestion"] == "630121"


def test_a_chinese_name_in_place_of_an_id_is_looked_up_too(tmp_path: Path) -> None:
    loaded = load(write_publication(tmp_path, {"projects/road": ROAD + "    places: [试验县]\n"}))
    assert loaded.publication
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries)
    found = only(suggest(loaded.findings, catalogue))
    assert (found.code, found.arguments["suggestion"]) == ("reference-form", "630121")


def test_the_source_of_a_single_figure_is_looked_up_as_well(findings: Findings) -> None:
    road = ROAD + "    budget:\n      - {value: 300万元, sources: [{source: gazete, at: 第3页}]}\n"
    found = only(findings({"projects/road": road}))
    assert (found.position.line, found.position.column) == (4, 39)
    assert found.arguments["suggestion"] == "gazette"


def test_a_published_record_may_not_rest_on_a_draft_but_a_draft_may(findings: Findings) -> None:
    draft = ROAD + "    draft: true\n"
    programme = "title: {zh: 项目群, en: Programme}\nsources: gazette\ndraft: true\n"
    found = only(findings({"projects/all": programme, "projects/road": ROAD + "    part_of: all\n"}))
    assert found.code == "reference-draft"
    assert found.related == (Position(file="data/projects/all.yml", line=3, column=8),)
    assert shown(findings({"projects/all": programme, "projects/road": draft + "    part_of: all\n"})) == []


def test_a_record_is_not_part_of_itself(findings: Findings) -> None:
    found = only(findings({"projects/road": ROAD + "    part_of: road\n"}))
    assert (found.code, found.position.line, found.position.column) == ("part-of-itself", 3, 10)


def test_a_circle_is_found_once_however_it_is_entered(findings: Findings) -> None:
    records = {
        f"projects/{name}": f"title: {{zh: {name}项, en: {name}}}\nsources: gazette\npart_of: {above}\n"
        for name, above in {"p1": "p3", "p2": "p1", "p3": "p2", "p4": "p2"}.items()
    }
    found = only(findings(records))
    assert found.code == "reference-cycle"
    assert found.position == Position(file="data/projects/p1.yml", line=3, column=10)
    assert found.arguments["path"] == "p1 → p3 → p2 → p1"
    assert [place.file for place in found.related] == ["data/projects/p3.yml", "data/projects/p2.yml"]


def test_parents_of_organisations_and_places_may_not_go_round_either(findings: Findings) -> None:
    office = "name: {{zh: 办{0}, en: Office {0}}}\ntype: department\nsources: gazette\nparent: {1}\n"
    found = findings({"organisations/o1": office.format(1, "o2"), "organisations/o2": office.format(2, "o1")})
    assert shown(found) == ["data/organisations/o1.yml:4:9 error reference-cycle"]


def test_the_settings_may_name_existing_records_only(findings: Findings) -> None:
    assert shown(findings(publication=PUBLICATION + 'root: "630100"\n')) == []
    found = only(findings(publication=PUBLICATION + "root: trial-city\n"))
    assert (found.code, found.field, found.arguments["suggestion"]) == ("reference-unknown", "root", "630100")


HEADLINE = """\
headline:
  - record: project/road
    figure: budget.0
    label: {zh: 投资, en: Investment}
  - record: project/raod
    figure: budget.0
    label: {zh: 投资, en: Investment}
"""


def test_a_wrong_record_on_the_home_page_is_found_at_its_line(findings: Findings) -> None:
    road = {"projects/road": ROAD + "    budget: {value: 300万元, basis: approved}\n"}
    found = only(findings(road, publication=PUBLICATION + HEADLINE))
    start = PUBLICATION.count("\n")
    assert found.position == Position(file="site_config/publication.yml", line=start + 5, column=13)
    assert (found.code, found.field, found.arguments["suggestion"]) == (
        "reference-unknown", "headline.1.record", "road",
    )  # fmt: skip


def test_a_figure_of_the_home_page_that_its_record_does_not_have_is_refused(findings: Findings) -> None:
    road = ROAD + "    budget: [{value: 300万元, basis: approved}, {absence: not-stated, basis: final}]\n"
    shown_ = PUBLICATION + HEADLINE.replace("raod", "road").replace("budget.0", "budget.1", 1)
    assert shown(findings({"projects/road": road}, publication=shown_)) == []
    wrong = shown_.replace("figure: budget.0", "figure: budgets.0")
    found = only(findings({"projects/road": road}, publication=wrong))
    start = PUBLICATION.count("\n")
    assert (found.code, found.field) == ("headline-figure", "headline.1.figure")
    assert (found.position.line, found.position.column) == (start + 6, 13)
    assert found.related[0].file == "data/projects/road.yml"
    assert Wording("en").hint(found) == "Do you mean budget.0? Figures of this record: budget.0"
    assert "“budgets.0”" in Wording("zh").message(found)
    one_line = PUBLICATION + HEADLINE.partition("  - record: project/raod")[0]
    none = only(findings({"projects/road": ROAD}, publication=one_line))
    assert Wording("zh").hint(none).startswith("先在那条记录里写上数字")


def test_lines_of_withheld_records_do_not_shift_the_place_of_the_others(tmp_path: Path) -> None:
    folder = write_publication(tmp_path, {"projects/road": ROAD}, publication=PUBLICATION + HEADLINE)
    loaded = load(folder)
    assert loaded.publication
    kept = loaded.publication.model_copy(update={"headline": loaded.publication.headline[1:]})
    around = Surroundings(configuration=loaded.configuration)
    found = [one for one in check(Catalogue(kept, loaded.vocabularies, loaded.entries, around)) if one.is_error]
    assert only(found).field == "headline.1.record"


def test_a_missing_folder_of_ten_thousand_names_is_reported_in_no_time(tmp_path: Path) -> None:
    loaded = load(write_publication(tmp_path, {"projects/road": ROAD + "    part_of: aaaa\n"}))
    assert loaded.publication
    [road] = [entry for entry in loaded.entries if entry.id == "road"]
    many = [
        replace(road, id=f"p{number:04}", record=road.record.model_copy(update={"part_of": _missing(number)}))
        for number in range(2000)
    ]
    found = check(Catalogue(loaded.publication, loaded.vocabularies, many))
    assert sum(one.code == "reference-unknown" for one in found) >= 2000


def _missing(number: int) -> Reference:
    return Reference("project", f"missing-{number}")
