"""Policies whose dates, validity and successors do not fit together; what is derived of them, and what is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.loader import load
from generator.surroundings import Surroundings
from generator.validity import State, validity
from tests.checks.conftest import Findings
from tests.publications import only, shown, write_publication

HEAD = "title: {zh: 规定, en: Rule}\nthemes: [community]\nsources: gazette\n"
RULE = HEAD + "type: rule\n"
BENEFIT = HEAD + "type: benefit\n"
TODAY = date(2026, 6, 30)


def named(id_: str) -> str:
    """A rule with a title of its own."""
    return RULE.replace("规定", f"规定{id_}").replace("Rule", f"Rule {id_}")


def test_a_policy_of_which_nothing_but_the_title_is_known_is_sound(findings: Findings) -> None:
    assert shown(findings({"policies/rule": RULE})) == []


@pytest.mark.parametrize(
    ("dates", "errors"),
    [
        ("made: 2020-02-01\npublished: 2020-01-01\n", 1),
        ("made: 2020-02-01\nrepealed: 2020-01-01\n", 1),
        ("in_force: 2020-02-01\nrepealed: 2019\n", 1),
        ("published: 2020-02-01\nin_force: 2020-01-01\n", 0),
    ],
)
def test_its_dates_are_in_order_but_it_may_apply_from_before_it_was_published(
    findings: Findings, dates: str, errors: int
) -> None:
    found = only(findings({"policies/rule": RULE + dates}))
    assert (found.code, found.is_error) == ("date-order", bool(errors))


def test_it_was_not_made_tomorrow(findings: Findings) -> None:
    assert only(findings({"policies/rule": RULE + "made: 2026-07-01\n"})).code == "date-future"
    assert shown(findings({"policies/rule": RULE + "made: 2026-06-01\nin_force: 2027-01-01\n"})) == []


def test_policies_that_replace_each_other_in_a_circle_are_named_once(findings: Findings) -> None:
    pairs = (("aa", "bb"), ("bb", "cc"), ("cc", "aa"))
    records = {f"policies/{a}": named(a) + f"supersedes: [{b}]\n" for a, b in pairs}
    found = only(findings(records))
    assert (found.code, found.arguments["path"]) == ("policy-supersedes-circle", "aa → bb → cc → aa")
    assert len(found.related) == 2


def test_a_policy_does_not_replace_itself(findings: Findings) -> None:
    found = only(findings({"policies/aa": RULE + "supersedes: [aa]\n"}))
    assert (found.code, found.arguments["path"]) == ("policy-supersedes-circle", "aa → aa")


def test_two_that_replace_the_same_one_are_no_circle(findings: Findings) -> None:
    records = {
        "policies/aa": named("aa") + "supersedes: [cc, bb]\n", "policies/bb": named("bb") + "supersedes: [cc]\n",
        "policies/cc": named("cc"),
    }  # fmt: skip
    assert shown(findings(records)) == []


def test_a_circle_of_thousands_is_found_without_running_out_of_depth(findings: Findings) -> None:
    count = 3_000
    records = {f"policies/p{n:04}": named(str(n)) + f"supersedes: [p{(n + 1) % count:04}]\n" for n in range(count)}
    found = findings(records)
    assert [one.code for one in found] == ["policy-supersedes-circle"]


def test_the_earlier_one_does_not_replace_the_later(findings: Findings) -> None:
    found = only(
        findings({"policies/aa": named("aa") + "made: 2010\nsupersedes: [bb]\n", "policies/bb": RULE + "made: 2015\n"})
    )
    assert (found.code, found.is_error) == ("policy-supersedes-later", False)


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("in_force: 2020-01-01\nvalidity: not-yet-in-force\n", True),
        ("repealed: 2020-01-01\nvalidity: in-force\n", True),
        ("in_force: 2027-01-01\nvalidity: in-force\n", True),
        ("in_force: 2020-01-01\nvalidity: repealed\n", False),
        ("in_force: 2020-01-01\nvalidity: in-force\n", False),
        ("validity: in-force\n", False),
        ("repealed: 2020-01-01\nvalidity: partly-in-force\n", False),
    ],
)
def test_a_stated_validity_and_the_dates_say_the_same(findings: Findings, lines: str, wrong: bool) -> None:
    codes = [one.code for one in findings({"policies/rule": RULE + lines})]
    assert codes == (["policy-validity-dates"] if wrong else [])


def test_a_link_has_a_copy_and_a_copy_an_original(findings: Findings) -> None:
    url, archive = "url: https://example.org/x\n", "archive: https://example.org/a/x\n"
    assert only(findings({"policies/rule": RULE + url})).code == "policy-unarchived"
    assert only(findings({"policies/rule": RULE + archive})).code == "policy-archive-alone"
    assert shown(findings({"policies/rule": RULE + url + archive})) == []
    assert shown(findings({"policies/rule": RULE + url + "text: {zh: 全文, en: The text}\n"})) == []


def test_a_benefit_says_what_it_is_and_nothing_else_is_one(findings: Findings) -> None:
    inner = "benefit: {entitled: not-stated}\n"
    assert only(findings({"policies/aid": BENEFIT})).code == "benefit-missing"
    assert shown(findings({"policies/aid": BENEFIT + inner})) == []
    assert only(findings({"policies/aid": RULE + inner})).code == "benefit-type"


@pytest.mark.parametrize("amount", ["约120元", "120万"])
def test_what_one_gets_is_an_exact_amount(findings: Findings, amount: str) -> None:
    text = BENEFIT + f"benefit: {{amounts: [{{value: {amount}}}]}}\n"
    assert only(findings({"policies/aid": text})).code.startswith("money-")


def state(folder: Path, lines: str, others: dict[str, str] | None = None, today: date | None = TODAY) -> State:
    """How a policy with these lines stands."""
    loaded = load(write_publication(folder, {"policies/rule": RULE + lines} | (others or {})))
    assert loaded.publication is not None and not loaded.findings
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=today))
    return validity(catalogue, catalogue.by_key["policy", "rule"], today).state


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", State.UNKNOWN),
        ("made: 2020-01-01\npublished: 2020-01-01\n", State.UNKNOWN),
        ("in_force: not-stated\n", State.NOT_STATED),
        ("validity: not-stated\n", State.NOT_STATED),
        ("validity: in-force\n", State.STATED),
        ("in_force: 2020-01-01\n", State.IN_FORCE),
        ("in_force: 2020-01-01\nrepealed: not-stated\n", State.IN_FORCE),
        ("in_force: 2026-06-30\n", State.IN_FORCE),
        ("in_force: 2026-07-01\n", State.NOT_YET),
        ("in_force: 2027\n", State.NOT_YET),
        ("in_force: 2026\n", State.UNKNOWN),
        ("in_force: 2020\nrepealed: 2026-06-30\n", State.REPEALED),
        ("in_force: 2020\nrepealed: 2026\n", State.UNKNOWN),
        ("in_force: 2020\nrepealed: 2027\n", State.IN_FORCE),
        ("repealed: 2020\nvalidity: in-force\n", State.REPEALED),
    ],
)
def test_whether_it_is_in_force_follows_from_dates_that_are_precise_enough_and_is_never_guessed(
    tmp_path: Path, lines: str, expected: State
) -> None:
    assert state(tmp_path, lines) is expected


@pytest.mark.parametrize(
    ("successor", "expected"),
    [
        ("in_force: 2025-01-01\n", State.REPLACED),
        ("in_force: 2027-01-01\n", State.IN_FORCE),
        ("in_force: 2026\n", State.UNKNOWN),
        ("made: 2025-01-01\n", State.IN_FORCE),
    ],
)
def test_a_successor_replaces_it_from_the_day_on_which_that_applies(
    tmp_path: Path, successor: str, expected: State
) -> None:
    later = {"policies/later": named("later") + "supersedes: [rule]\n" + successor}
    assert state(tmp_path, "in_force: 2020-01-01\n", later) is expected


def test_without_a_day_dates_decide_nothing(tmp_path: Path) -> None:
    assert state(tmp_path, "in_force: 2020-01-01\nvalidity: in-force\n", today=None) is State.STATED


@pytest.mark.parametrize(
    ("lines", "until"),
    [("in_force: 2020-01-01\nrepealed: 2026-12-01\n", "2026-12-01"), ("in_force: 2020-01-01\n", None)],
)
def test_of_what_is_in_force_the_end_is_told_where_it_is_known(tmp_path: Path, lines: str, until: str | None) -> None:
    loaded = load(write_publication(tmp_path, {"policies/rule": RULE + lines}))
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=TODAY))
    known = validity(catalogue, catalogue.by_key["policy", "rule"], TODAY)
    assert (known.state, str(known.until) if known.until else None) == (State.IN_FORCE, until)


def test_a_successor_that_is_still_to_come_ends_it_as_well(tmp_path: Path) -> None:
    records = {"policies/rule": RULE + "in_force: 2020-01-01\n",
               "policies/next": named("2") + "in_force: 2026-09-01\nsupersedes: [rule]\n"}  # fmt: skip
    loaded = load(write_publication(tmp_path, records))
    assert loaded.publication is not None
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=TODAY))
    assert str(validity(catalogue, catalogue.by_key["policy", "rule"], TODAY).until) == "2026-09-01"
