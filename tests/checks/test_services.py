"""Services that nobody can reach, and what rests on something that no longer holds."""

from __future__ import annotations

from typing import Any

import pytest

from generator.records.policy import Policy
from generator.records.service import Service
from generator.shapes import Group, Listing, Open, Shape, shape_of
from tests.checks.conftest import Findings
from tests.publications import only, shown

BARE = "name: {zh: 窗口, en: Desk}\nthemes: [community]\nsources: gazette\n"
SOUND = BARE + "telephones: ['0971-6123456']\n"
POLICY = "title: {zh: 规定, en: Rule}\ntype: rule\nthemes: [community]\nsources: gazette\n"


def test_a_service_with_a_name_a_theme_a_source_and_a_telephone_is_sound(findings: Findings) -> None:
    assert shown(findings({"services/desk": SOUND})) == []


def test_a_service_is_reached_somehow_or_says_that_its_source_does_not_say_how(findings: Findings) -> None:
    found = only(findings({"services/desk": BARE}))
    assert (found.code, found.is_error) == ("service-unreachable", False)
    for way in (
        "telephones: [not-stated]", "address: not-stated", "website: https://example.org/desk",
        "coordinates: {lat: 36.6, lon: 101.8}", "emails: [office@xining.gov.cn]",
    ):  # fmt: skip
        assert shown(findings({"services/desk": BARE + way})) == []


@pytest.mark.parametrize(
    ("way", "caveat"),
    [
        ({"telephones": ["not-stated"]}, "unreachable"),
        ({"address": "not-stated"}, "unreachable"),
        ({"telephones": ["not-stated", "12345"]}, ""),
        ({"telephones": ["not-stated"], "address": "河街1号"}, ""),
        ({"website": "https://example.org/desk"}, ""),
        ({"emails": [{"absence": "not-stated"}]}, "unreachable"),
        ({"emails": ["office@xining.gov.cn"]}, ""),
    ],
)
def test_only_a_way_that_is_known_takes_the_mark_off(way: dict[str, Any], caveat: str) -> None:
    read = Service.model_validate({"name": "窗口", "themes": ["community"], "sources": "gazette", **way})
    assert read.caveat == caveat


@pytest.mark.parametrize("number", ["13897001234", "138 9700 1234、0971-6123456"])
def test_a_mobile_number_in_a_service_is_an_error_that_does_not_repeat_it(findings: Findings, number: str) -> None:
    found = findings({"services/desk": BARE + f"telephones: ['{number}']\naddress: not-stated\n"})
    assert [one.code for one in found] == ["telephone-mobile"]
    assert not any("9700" in str(value) for value in found[0].arguments.values())


@pytest.mark.parametrize("address", ["zhang.san@xining.gov.cn", "desk@qq.com"])
def test_the_mailbox_of_a_person_in_a_service_is_an_error_that_does_not_repeat_it(
    findings: Findings, address: str
) -> None:
    found = findings({"services/desk": SOUND + f"emails: ['{address}']\n"})
    assert [one.code for one in found] == ["email-personal"]
    assert address not in str(found[0].arguments)


def test_a_mobile_number_hidden_in_the_words_of_a_service_is_found_too(findings: Findings) -> None:
    found = findings({"services/desk": SOUND + "steps: [{zh: 打13897001234, en: Call}]\n"})
    assert [one.code for one in found] == ["personal-data"]


def test_a_service_rests_on_what_holds(findings: Findings) -> None:
    records = {"services/desk": SOUND + "legal_basis: [rule]\n", "policies/rule": POLICY + "repealed: 2020-01-01\n"}
    found = only(findings(records))
    said = (found.code, found.arguments["id"], found.arguments["date"])
    assert said == ("legal-basis-repealed", "rule", "2020-01-01")
    assert found.position.file == "data/services/desk.yml" and found.related[0].file == "data/policies/rule.yml"
    assert shown(findings(records | {"policies/rule": POLICY + "repealed: 2027-01-01\n"})) == []


@pytest.mark.parametrize(("folder", "text"), [("services/desk", SOUND), ("policies/rule", POLICY)])
def test_a_record_is_not_good_until_before_it_was_looked_at(findings: Findings, folder: str, text: str) -> None:
    found = only(findings({folder: text + "as_of: 2026-05-01\nverify_by: 2026-04\n"}))
    assert (found.code, found.is_error) == ("verify-by-order", True)


@pytest.mark.parametrize("line", ["themes: [nothing]", "audiences: [elders]", "languages: [klingon]"])
def test_words_come_from_the_vocabularies(findings: Findings, line: str) -> None:
    text = SOUND.replace("themes: [community]\n", "") if line.startswith("themes") else SOUND
    assert only(findings({"services/desk": text + line + "\n"})).code == "term-unknown"


FORBIDDEN = {"person", "name_of", "household", "ethnicity", "religion", "register", "members", "users", "cases"}


@pytest.mark.parametrize("model", [Service, Policy])
def test_no_field_of_a_service_or_policy_is_for_persons_groups_or_counts_of_them(model: type[Service | Policy]) -> None:
    def names(shape: Shape) -> set[str]:
        if isinstance(shape, Group):
            return set(shape.fields).union(*(names(inner) for inner in shape.fields.values()))
        return names(shape.item) if isinstance(shape, Listing | Open) else set()

    found = names(shape_of(model))
    assert not found & FORBIDDEN
    assert "counts" not in found, "a count of anything would be a place for a count of people"
