"""References that lead nowhere, to a draft, or in a circle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.catalogue import Catalogue
from generator.checks import check
from generator.checks.references import suggest
from generator.findings import Position
from generator.loader import load
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
