"""A policy is told as what it is: a law as a law, a benefit as a service, a principle as a thing that has a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import generator
from generator.catalogue import Catalogue
from generator.writing.linked_data import record_data
from tests.linked_data import schema_org
from tests.linked_data.publications import catalogue_of, data, page_of

FULL = (
    "title: {zh: 某某, en: Something}\nsummary: {zh: 说明, en: What it is}\ntype: %s\nthemes: [housing]\n"
    "audiences: [residents]\nlevel: city\nissuer: bureau\nplaces: [630100]\nnumber: 第5号\nmade: 2012-03-01\n"
    "published: 2012-03-02\nin_force: 2012-04-01\nurl: https://city.example/5\narchive: https://archive.example/5\n"
    "supersedes: [%s]\ntext: {zh: 全文, en: The text}\nsources: gazette\n"
)
TYPES = yaml.safe_load((Path(generator.__file__).parent / "vocabularies" / "policy_type.yml").read_text("utf-8"))


def of_type(folder: Path, type_: str, more: str = "", before: str = "notice") -> Any:
    records = {"policies/one": FULL % (type_, "before") + more, "policies/before": FULL % (before, "")}
    return data(catalogue_of(folder, records), "policy", "one")


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_is_told_in_words_that_schema_org_has_for_its_class(tmp_path: Path, type_: str) -> None:
    node = of_type(tmp_path, type_)
    assert not list(schema_org.wrong({name: value for name, value in node.items() if name != "@context"}))
    assert (node["name"], node["description"], node["url"]) == ("某某", "说明", "https://city.example/5")


@pytest.mark.parametrize("type_", ["law", "regulation", "rule", "notice"])
def test_a_rule_is_legislation_with_its_number_and_dates(tmp_path: Path, type_: str) -> None:
    node = of_type(tmp_path, type_)
    assert (node["@type"], node["legislationIdentifier"], node["legislationDate"]) == (
        "Legislation", "第5号", "2012-03-01",
    )  # fmt: skip
    assert node["legislationRepeals"]["@type"] == "Legislation" and node["citation"]


def test_a_benefit_is_a_service_of_government_for_whom_and_where(tmp_path: Path) -> None:
    node = of_type(tmp_path, "benefit")
    assert (node["@type"], node["areaServed"]["@type"]) == ("GovernmentService", "AdministrativeArea")
    assert node["audience"]["name"] and node["category"]["name"] and node["subjectOf"]
    assert not [name for name in node if name.startswith("legislation") or name in ("citation", "archivedAt")]


@pytest.mark.parametrize("type_", ["principle", "arrangement"])
def test_a_principle_is_neither_a_law_nor_a_work(tmp_path: Path, type_: str) -> None:
    node = of_type(tmp_path, type_)
    assert node["@type"] == "Thing"
    assert set(node) <= {"@context", "@type", "@id", "name", "alternateName", "description", "url", "mainEntityOfPage",
                         "subjectOf"}  # fmt: skip


@pytest.mark.parametrize("more", ["repealed: 2020-01-01\n", "validity: repealed\n"])
def test_a_benefit_that_is_over_is_not_offered_to_machines(tmp_path: Path, more: str) -> None:
    kept = more if "repealed:" in more else more + "#"
    text = (FULL % ("benefit", "")).replace("in_force: 2012-04-01\n", "") + kept
    assert data(catalogue_of(tmp_path, {"policies/one": text}), "policy", "one") == {}


def test_only_a_law_is_said_to_be_repealed(tmp_path: Path) -> None:
    assert "legislationRepeals" not in of_type(tmp_path, "notice", before="benefit")


def test_the_policies_of_the_golden_records_are_told_rightly(many: Catalogue) -> None:
    for entry in many.of_kind("policy"):
        told = record_data(page_of(many, entry), entry)
        assert not told or not list(schema_org.wrong({k: v for k, v in json.loads(told).items() if k != "@context"}))
