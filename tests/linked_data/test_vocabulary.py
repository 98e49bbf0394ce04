"""What records say to machines is allowed by schema.org's own vocabulary, and is what the golden files have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import generator
from generator.catalogue import Catalogue
from generator.records import KINDS, Kind
from generator.records.base import Linked, annotation
from generator.writing.linked_data import record_data
from generator.writing.linked_data.terms import INSIDE, OF_ANOTHER_FAMILY, class_named, property_of
from tests.linked_data import schema_org
from tests.linked_data.publications import data, page_of

HERE = Path(__file__).parent


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_declared_class_and_term_of_schema_org_exists_and_belongs_to_the_kind(kind: Kind) -> None:
    class_ = class_named(kind.linked)
    assert schema_org.is_class(class_)
    for name, field in kind.fields.items():
        linked = annotation(field, Linked)
        if linked is None or not linked.term.startswith("schema:"):
            continue
        term = linked.term.removeprefix("schema:")
        assert schema_org.is_property(term), name
        *_, (_, holder) = [("", class_), *INSIDE.get(class_, {}).get(term, ())]
        assert schema_org.is_of(term, holder), f"{name}: {term} is not of {holder}"
        if property_of(linked.term):
            assert schema_org.is_of(property_of(linked.term), holder)


@pytest.mark.parametrize("vocabulary", ["site_type", "organisation_type", "source_type", "policy_type"])
def test_every_class_that_a_vocabulary_names_is_of_the_family_of_its_kind(vocabulary: str) -> None:
    file = Path(generator.__file__).parent / "vocabularies" / f"{vocabulary}.yml"
    kind = {
        "site_type": "Place", "organisation_type": "Organization", "source_type": "CreativeWork",
        "policy_type": "Legislation",
    }[vocabulary]  # fmt: skip
    terms = yaml.safe_load(file.read_text(encoding="utf-8"))
    for id_, term in terms.items():
        if class_ := class_named(term.get("linked")):
            family = kind in schema_org.above(class_) or (kind, class_) in OF_ANOTHER_FAMILY
            assert schema_org.is_class(class_) and family, id_


def test_what_is_told_of_a_class_of_another_family_is_of_that_class() -> None:
    for (kind, class_), properties in OF_ANOTHER_FAMILY.items():
        assert all(schema_org.is_of(name, class_) for name in properties.values()), class_
        assert all(schema_org.is_of(name, kind) for name in properties), kind


def test_nothing_is_said_that_the_vocabulary_does_not_allow(many: Catalogue) -> None:
    for entry in many.published:
        for code in ("zh", "en"):
            whole = json.loads(record_data(page_of(many, entry, code), entry))
            nodes = whole.get("@graph", [{name: value for name, value in whole.items() if name != "@context"}])
            assert not [said for node in nodes for said in schema_org.wrong(node, f"{entry.kind.name}/{entry.id}")]


def test_what_the_vocabulary_forbids_is_noticed() -> None:
    def wrong(**node: Any) -> list[str]:
        return list(schema_org.wrong({name.replace("at_", "@"): value for name, value in node.items()}))

    assert not wrong(at_type="Mosque", name="a", geo={"@type": "GeoCoordinates", "latitude": 36.6})
    assert wrong(at_type="TaoistTemple")
    assert wrong(at_type="Mosque", foundingDate="1380")
    assert wrong(at_type="Mosque", geo={"@type": "Person"})
    assert wrong(at_type="Event", startDate="soon") and not wrong(at_type="Event", startDate="2026-02")
    assert wrong(at_type="Event", eventStatus="likely")


GOLDEN = ("sites/drum-tower", "routes/drum-walk", "routes/two-places", "events/drum-fair", "projects/river-path")


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("name", GOLDEN)
def test_a_record_is_told_as_the_golden_file_has_it(
    many: Catalogue, name: str, code: str, regenerate_golden: bool
) -> None:
    folder, id_ = name.split("/")
    kind = next(kind.name for kind in KINDS if kind.folder == folder)
    made = json.dumps(data(many, kind, id_, code), ensure_ascii=False, indent=1) + "\n"
    file = HERE / "golden" / f"{folder}-{id_}.{code}.json"
    if regenerate_golden:
        file.write_text(made, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == made


def test_the_same_record_gives_the_same_block_and_a_small_one(many: Catalogue) -> None:
    def blocks() -> Iterator[str]:
        yield from (record_data(page_of(many, entry), entry) for entry in many.published)

    made = list(blocks())
    assert made == list(blocks()) and max(len(text.encode()) for text in made) < 4096
