"""The JSON Schemas that editors' tools work with: current, valid, and of one mind with the checker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.loader import load_vocabularies
from generator.records import KINDS, Kind
from generator.schemas import schema, schemas
from generator.skeletons import skeleton
from tests.checks.test_people import COUNT
from tests.publications import COMMON

ROOT = Path(__file__).parent.parent
VOCABULARIES = load_vocabularies(ROOT, [])
BY_NAME = {kind.name: schema(kind, VOCABULARIES, "zh") for kind in KINDS}
RECORDS = sorted((ROOT / "data").glob("*/*.yml"))


def read(text: str) -> Any:
    """YAML as the language server reads it; a day, of which YAML makes a date, is text to it."""
    return json.loads(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader), default=str))


def complaints(kind: str, record: Any) -> list[str]:
    """What a tool would underline."""
    return [error.json_path for error in jsonschema.Draft7Validator(BY_NAME[kind]).iter_errors(record)]


def test_the_committed_schemas_are_what_the_models_say() -> None:
    made = schemas(VOCABULARIES)
    committed = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "generator/schemas").glob("*.json")}
    assert committed.keys() == made.keys()
    outdated = [name for name, text in made.items() if committed[name] != text]
    assert outdated == [], "run `generator schema`"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_is_a_valid_draft_07_schema_that_explains_every_field_in_chinese(kind: Kind) -> None:
    made = BY_NAME[kind.name]
    jsonschema.Draft7Validator.check_schema(made)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in json.dumps(made)
    assert list(made["properties"]) == list(kind.fields)
    for name, field in made["properties"].items():
        assert any("\u4e00" <= character <= "\u9fff" for character in field["description"]), name


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_real_record_is_underlined(path: Path) -> None:
    record = read(path.read_text(encoding="utf-8"))
    kind = next(kind for kind in KINDS if kind.folder == path.parent.name)
    assert complaints(kind.name, record) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_test_records_and_filled_skeletons_are_not_underlined(kind: Kind) -> None:
    for name, text in COMMON.items():
        if name.startswith(kind.folder):
            assert complaints(kind.name, read(text)) == []
    started = read(skeleton(kind, "630122", "zh", VOCABULARIES))
    assert {path.removeprefix("$.").partition(".")[0] for path in complaints(kind.name, started)} <= {
        name for name, field in kind.fields.items() if field.is_required()
    }


ROAD = "title: {zh: 道路, en: Road}\n"


@pytest.mark.parametrize(
    "lines",
    [
        "", "budget: 9949 万元\n", "budget: 99490000\n", "budget: [{value: 3, basis: planned}, 5万元]\n",
        "sources: gazette\n", "sources: [gazette, {source: gazette, at: 3}]\n", "status: not-stated\n",
        "status: {value: implementation, confidence: high, sources: gazette}\n", "planned: 2014/2016\n",
        "actual: 2014\n", "planned: {from: 2014-05, to: '2016'}\n", "places: [630121]\n", "summary: 2014\n",
        "description: {zh: 文, en: Text, bo: ཡིག}\n", COUNT % "6.7万户",
    ],
)  # fmt: skip
def test_what_the_checker_accepts_is_not_underlined(lines: str) -> None:
    assert complaints("project", read(ROAD + lines)) == []


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        ("stauts: planning\n", "$"),
        ("status: planing\n", "$.status"),
        ("category: road\n", "$.category"),
        ("budget: [{amount: 3万元}]\n", "$.budget"),
        ("budget: [{value: 3万元, basis: plan}]\n", "$.budget"),
        ("planned: 2014.5\n", "$.planned"),
        ("planned: 2014年\n", "$.planned"),
        ("places: 630121\n", "$.places"),
        ("summary: {chinese: 道路}\n", "$.summary"),
        ("summary: {}\n", "$.summary"),
        ("documents: [{title: 批复, url: ftp://example.org/}]\n", "$.documents[0].url"),
        ("documents: [{url: https://example.org/}]\n", "$.documents[0]"),
        ("draft: 'yes'\n", "$.draft"),
        ("outputs: [{value: 3}]\n", "$.outputs[0]"),
    ],
)
def test_typical_mistakes_are_underlined_at_their_place(lines: str, where: str) -> None:
    assert complaints("project", read(ROAD + lines)) == [where]


def test_a_record_without_its_title_is_underlined() -> None:
    assert complaints("project", {}) == ["$"]


def test_words_of_vocabularies_are_offered_with_their_labels() -> None:
    form = BY_NAME["project"]["properties"]["form"]
    assert form["enum"] == ["programme", "project"]
    assert "programme：项目群" in form["description"]
