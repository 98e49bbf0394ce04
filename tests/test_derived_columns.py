"""What is worked out from records is in their downloads, with the day for which it holds."""

from __future__ import annotations

import csv
import json
from datetime import date
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import load
from generator.pledges import StageState, Standing, Why
from generator.records import KINDS
from generator.render import downloads
from generator.surroundings import Surroundings
from generator.tabular import bundles
from generator.tabular.derived import DERIVATIONS
from generator.validity import State
from tests.publications import write_publication

POLICY = "title: {zh: %s, en: %s}\ntype: notice\nthemes: [housing]\nsources: gazette\n"
RECORDS = {
    "commitments/roads": "title: {zh: 修路, en: Roads}\nresponsible: bureau\nsources: gazette\nunit: km\n"
    "direction: at-least\ntarget: 30\nstages:\n"
    "  - {stage: plan, due: 2026-01-31, date: 2026-01-20}\n"
    "  - {stage: check, due: 2026-06-30}\n",
    "commitments/words": "title: {zh: 绿化, en: Trees}\nresponsible: bureau\nsources: gazette\n",
    "policies/old": POLICY % ("旧通知", "Old notice") + "in_force: 2010-01-01\n",
    "policies/new": POLICY % ("新通知", "New notice") + "in_force: 2026-03-01\nsupersedes: [old]\n",
    "services/desk": "name: {zh: 窗口, en: Desk}\nthemes: [housing]\ntelephones: [0971-2345678]\nsources: gazette\n",
    "services/none": "name: {zh: 某处, en: Somewhere}\nthemes: [housing]\nsources: gazette\n",
}


def catalogue_of(folder: Path, as_of: date | None) -> Catalogue:
    loaded = load(write_publication(folder, RECORDS))
    assert loaded.publication is not None and not [one for one in loaded.findings if one.is_error], loaded.findings
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=as_of))


def files_of(catalogue: Catalogue) -> dict[str, bytes]:
    return bundles.files(catalogue, Language("zh", catalogue.publication))


def derived(content: bytes) -> dict[str, dict[str, str]]:
    """Record, or record and item → its filled cells that are worked out."""
    found = {}
    for row in csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")):
        where = f"{row['id']} {row['path']}" if "path" in row else row["id"]
        found[where] = {key.rpartition("derived.")[2]: cell for key, cell in row.items() if "derived." in key and cell}
    return found


def test_how_a_commitment_stands_is_in_its_table_with_the_day(tmp_path: Path) -> None:
    files = files_of(catalogue_of(tmp_path, date(2026, 11, 22)))
    rows = derived(files["commitments.csv"])
    assert rows["roads"] == {"standing": "late", "standing.zh": "逾期", "standing.en": "late", "as_of": "2026-11-22"}
    assert rows["words"] | {"why.zh": "", "why.en": ""} == {
        "standing": "not-assessed", "standing.zh": "无法评定", "standing.en": "cannot be assessed",
        "why": "nothing-yet", "why.zh": "", "why.en": "", "as_of": "2026-11-22",
    }  # fmt: skip
    assert derived(files["commitments-stages.csv"]) == {
        "roads stages.0": {"state": "on-time", "state.zh": "按时", "state.en": "on time", "as_of": "2026-11-22"},
        "roads stages.1": {"state": "overdue", "state.zh": "逾期未做", "state.en": "overdue", "as_of": "2026-11-22"},
    }


def test_it_is_worked_out_for_the_day_of_the_build(tmp_path: Path) -> None:
    files = files_of(catalogue_of(tmp_path, date(2026, 2, 1)))
    assert derived(files["commitments.csv"])["roads"] == {
        "standing": "on-time", "standing.zh": "按时", "standing.en": "on time", "turns": "2026-07-01",
        "as_of": "2026-02-01",
    }  # fmt: skip
    assert derived(files["policies.csv"])["new"]["validity"] == "not-yet"


def test_whether_a_policy_is_in_force_and_a_service_can_be_reached_is_in_theirs(tmp_path: Path) -> None:
    files = files_of(catalogue_of(tmp_path, date(2026, 11, 22)))
    old = derived(files["policies.csv"])["old"]
    assert (old["validity"], old["since"], old["by"], old["by.en"]) == ("replaced", "2026-03-01", "new", "New notice")
    assert [row["reachable"] for row in derived(files["services.csv"]).values()] == ["true", "false"]


def test_json_and_workbook_say_the_same(tmp_path: Path) -> None:
    files = files_of(catalogue_of(tmp_path, date(2026, 11, 22)))
    records = {one["id"]: one for one in json.loads(files["commitments.json"])["records"]}
    assert records["roads"]["derived"] == {
        "standing": "late", "as_of": "2026-11-22", "stages": [{"state": "on-time"}, {"state": "overdue"}],
    }  # fmt: skip
    assert "derived" not in records["roads"]["record"]
    for name in ("commitments.xlsx", "all.xlsx"):
        sheet = CalamineWorkbook.from_filelike(BytesIO(files[name])).get_sheet_by_name("commitments").to_python()
        row: dict[str, Any] = dict(zip(sheet[2], sheet[3], strict=True))
        assert (row["derived.standing"], row["derived.as_of"]) == ("late", "2026-11-22")


def test_without_a_day_nothing_is_late_and_no_day_is_given(tmp_path: Path) -> None:
    rows = derived(files_of(catalogue_of(tmp_path, None))["commitments.csv"])
    assert rows["roads"]["standing"] == "on-time" and "as_of" not in rows["roads"]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_data_dictionary_says_what_they_are(tmp_path: Path, code: str) -> None:
    catalogue = catalogue_of(tmp_path, date(2026, 11, 22))
    language = Language(code, catalogue.publication)
    made = [one for one in downloads.render(catalogue, language) if one.path.endswith(".md")]
    pages = {one.path: unescape(one.content.decode()) for one in made}
    folders = {kind.name: kind.folder for kind in KINDS}
    for (kind, field), derivation in DERIVATIONS.items():
        page = pages[f"downloads/{folders[kind]}.md"]
        for name in derivation.columns:
            assert f"<code>{field + '.' if field else ''}derived.{name}</code>" in page
    assert "derived.as_of" in pages["downloads/index.md"]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_state_has_its_words(tmp_path: Path, code: str) -> None:
    language = Language(code, catalogue_of(tmp_path, None).publication)
    for group, states in (
        ("pledge.standing", Standing), ("pledge.why", Why), ("pledge.state", StageState), ("policy.validity", State),
    ):  # fmt: skip
        assert all(language.word(f"{group}.{one}") for one in states)
