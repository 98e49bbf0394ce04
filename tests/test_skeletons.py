"""What `generator new` writes: a record that passes the check once its required fields are filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.findings import Finding
from generator.loader import load_vocabularies, read_entry
from generator.records import BY_NAME, KINDS, Kind
from generator.skeletons import skeleton
from tests.publications import findings_of, shown, write_publication

VOCABULARIES = load_vocabularies(Path(__file__).parent.parent, [])

FILLED = {
    "zh:": "zh: 新的", "en:": "en: New", "code:": "code: 630122", "level:": "level: county",
    "measure:": "measure: amount", "themes:": "themes: [community]", "calendar:": "calendar: chinese_lunar",
    "responsible:": "responsible: bureau",
    "mode:": "mode: walk", "order:": "order: stated", "stops:": 'stops: [{place: "630121"}]',
    "value:": "value: 71.9亿元", "basis:": "basis: planned", "sources:": "sources: [gazette]",
}  # fmt: skip
"""What an editor writes into the open lines, whatever the kind."""
ONE_OF_SEVERAL = {
    "service": {"# website: https": "website: https"},
    "event": {"# place: place-id": 'place: "630121"', "# rule:\n#   first: 1/15": "rule:\n  first: 1/15"},
}  # fmt: skip
"""Optional fields of which a record needs one: an event is held somewhere, and some time."""
TYPES = {"site": "Museum", "organisation": "department", "source": "statistics", "policy": "rule"}


def filled(kind: Kind, text: str) -> str:
    lines = {**FILLED, "type:": f"type: {TYPES.get(kind.name)}"}
    return "\n".join(
        line.replace(line.strip(), lines.get(line.strip(), line.strip())) if line.strip() else line
        for line in text.splitlines()
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_passes_the_check_once_the_required_fields_are_filled(kind: Kind, language: str, tmp_path: Path) -> None:
    id_ = "630122" if kind.name == "place" else "a-new-one"
    text = filled(kind, skeleton(kind, id_, language, VOCABULARIES))
    for open_, written in ONE_OF_SEVERAL.get(kind.name, {}).items():
        assert open_ in text
        text = text.replace(open_, written)
    findings = findings_of(write_publication(tmp_path, {f"{kind.folder}/{id_}": text + "\n"}))
    assert shown(finding for finding in findings if finding.is_error) == []
    assert {finding.code for finding in findings} <= {"coordinates-missing", "source-missing"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_before_that_each_open_field_is_asked_for(kind: Kind) -> None:
    text = skeleton(kind, "a-new-one", "zh", VOCABULARIES)
    findings: list[Finding] = []
    entry = read_entry(kind, "a-new-one", "x.yml", text.encode(), findings)
    assert entry is None or not entry.is_whole
    required = {name for name, field in kind.fields.items() if field.is_required()}
    assert {finding.field.partition(".")[0] for finding in findings} == required


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_optional_field_can_be_used_as_it_stands_there(kind: Kind) -> None:
    text = filled(kind, skeleton(kind, "630122", "zh", VOCABULARIES))
    used = re.sub(r"^# (?=( *[a-z_0-9]+:( |$))|( *- )|( {2,}))", "", text, flags=re.MULTILINE)
    findings: list[Finding] = []
    entry = read_entry(kind, "630122", "x.yml", used.encode(), findings)
    assert shown(findings) == []
    assert entry is not None
    written = {name for name in kind.fields if f"\n{name}:" in used}
    assert written == set(kind.fields)


def test_an_example_of_a_payment_is_paid() -> None:
    text = skeleton(BY_NAME["project"], "road", "zh", VOCABULARIES)
    payments = text.partition("# payments:")[2].partition("\n\n")[0]
    assert "basis: paid" in payments and "planned" not in payments


def test_the_words_of_a_vocabulary_are_listed_where_they_may_be_written() -> None:
    text = skeleton(BY_NAME["project"], "road", "zh", VOCABULARIES)
    assert "# 可以写：programme 项目群；project 单个项目\n# form: …\n" in text
    assert "implementation 实施中" in text
