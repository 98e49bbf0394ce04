"""Records against lists of duties: what counts, what does not, and what a list may say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path
from textwrap import dedent

import pytest

from generator.basemaps import ground
from generator.catalogue import Catalogue
from generator.completeness import EMPTY_WORDS, Share, State, held, is_empty, share, total
from generator.duties import DutyPath
from generator.duty_lists import FOLDER, load_duties
from generator.findings import Finding, Refusal
from generator.language import Language
from generator.loader import load
from generator.render import render
from generator.surroundings import Surroundings
from tests.publications import write_publication
from tests.websites import REPOSITORY

LIST = """\
title: {zh: 试验清单, en: Trial list}
about: {zh: 只为试验, en: For trials only}
groups:
  - id: whole
    title: {zh: 项目, en: The project}
    kind: project
    items:
      - {id: place, title: {zh: 地点, en: Place}, any_of: [places]}
      - {id: state, title: {zh: 进展, en: Status}, any_of: [status]}
      - {id: tender, title: {zh: 招标, en: Tender}, any_of: ["documents[type=tenderNotice]"]}
      - {id: approved, title: {zh: 批复数, en: Approved sum}, any_of: ["budget[basis=approved]"]}
      - {id: money, title: {zh: 来源, en: Source of money}, any_of: [fund/allocations, funding]}
      - {id: works, title: {zh: 内容和期限, en: Work and period}, all_of: [outputs, planned]}
      - {id: person, title: {zh: 负责人, en: Person}, withheld: true}
      - id: accepted
        title: {zh: 验收, en: Acceptance}
        any_of: ["documents[type=completionCertificate]"]
        when: {field: status, is: [completion, maintenance], note: {zh: 竣工以后, en: Once completed}}
  - id: fund
    title: {zh: 资金, en: The fund}
    kind: fund
    items:
      - {id: rules, title: {zh: 依据, en: Rules}, any_of: [legal_basis]}
      - {id: purpose, title: {zh: 用途, en: Purpose}, any_of: [purpose]}
"""
TITLE = "title: {zh: 试验路, en: Trial Road}\n"


def publication(folder: Path, records: Mapping[str, str], duties: str = LIST) -> tuple[Catalogue, list[Finding]]:
    """A publication of these records with one list, and what is wrong with the list."""
    write_publication(folder, records)
    path = folder / FOLDER / "trial.yml"
    path.parent.mkdir(parents=True)
    path.write_text(duties, encoding="utf-8")
    loaded = load(folder)
    assert loaded.publication is not None and not [one for one in loaded.findings if one.is_error], loaded.findings
    findings: list[Finding] = []
    around = Surroundings(as_of=date(2026, 6, 30), duties=load_duties(folder, findings))
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around), findings


def states(folder: Path, record: str, **more: str) -> dict[str, str]:
    """Item → state of the project, with an exclamation mark where the record says that it is left open."""
    others = {name.replace("_", "/", 1).replace("_", "-"): dedent(text) for name, text in more.items()}
    catalogue, findings = publication(folder, {"projects/road": TITLE + dedent(record), **others})
    assert not findings
    (entry,) = catalogue.of_kind("project")
    (one,) = held(catalogue, entry)
    return {answer.duty.id: f"{answer.state}{'!' if answer.said else ''}" for answer in one.answers}


# ------------------------------------------------------------------------------------------------------ what counts


def test_a_value_with_a_source_is_published_and_names_of_persons_are_withheld(tmp_path: Path) -> None:
    found = states(tmp_path, "places: [630121]\nstatus: implementation\nsources: gazette\n")
    assert (found["place"], found["state"], found["person"]) == ("published", "published", "withheld")
    assert found["tender"] == found["approved"] == found["money"] == "missing"


def test_a_value_without_a_source_does_not_count(tmp_path: Path) -> None:
    assert states(tmp_path, "places: [630121]\nstatus: implementation\n")["state"] == "missing"


def test_a_source_of_the_value_itself_is_enough(tmp_path: Path) -> None:
    found = states(tmp_path, "places: [630121]\nstatus: {value: implementation, sources: gazette}\n")
    assert (found["state"], found["place"]) == ("published", "missing")


def test_a_source_that_is_a_draft_is_none(tmp_path: Path) -> None:
    draft = "title: {zh: 草稿, en: Draft}\ntype: official-notice\ndraft: true\n"
    assert states(tmp_path, "status: implementation\nsources: unready\n", sources_unready=draft)["state"] == "missing"


@pytest.mark.parametrize(
    ("absence", "state"),
    [("not-stated", "missing!"), ("withheld", "withheld"), ("not-applicable", "not-applicable")],
)
def test_absence_is_no_publication_but_is_told_apart(tmp_path: Path, absence: str, state: str) -> None:
    found = states(tmp_path, f"status: {{absence: {absence}}}\nsources: gazette\n")
    assert found["state"] == state


def test_only_the_items_of_a_list_that_are_meant_answer_it(tmp_path: Path) -> None:
    record = """\
        budget: [{value: 100万元, basis: planned}]
        documents: [{title: {zh: 中标结果, en: Award}, type: awardNotice}]
        sources: gazette
    """
    found = states(tmp_path / "a", record)
    assert (found["approved"], found["tender"]) == ("missing", "missing")
    record = record.replace("planned", "approved").replace("awardNotice", "tenderNotice")
    found = states(tmp_path / "b", record)
    assert (found["approved"], found["tender"]) == ("published", "published")


def test_a_document_with_its_own_address_is_sourced(tmp_path: Path) -> None:
    record = "documents: [{title: {zh: 公告, en: Notice}, type: tenderNotice, url: 'https://example.org/1'}]\n"
    assert states(tmp_path, record)["tender"] == "published"


def test_money_that_a_fund_gives_answers_for_the_project(tmp_path: Path) -> None:
    fund = """\
        title: {zh: 试验资金, en: Trial Fund}
        allocations: [{value: 100万元, basis: allocated, project: road}]
        sources: gazette
    """
    assert states(tmp_path / "a", "sources: gazette\n", funds_giver=fund)["money"] == "published"
    other = fund.replace("project: road", "place: 630121")
    assert states(tmp_path / "b", "sources: gazette\n", funds_giver=other)["money"] == "missing"


def test_where_all_are_needed_one_is_not_enough(tmp_path: Path) -> None:
    outputs = "outputs: [{value: 3km, counts: {zh: 路, en: Road}}]\nsources: gazette\n"
    assert states(tmp_path / "a", outputs)["works"] == "missing"
    assert states(tmp_path / "b", outputs + "planned: not-stated\n")["works"] == "missing!"
    assert states(tmp_path / "c", outputs + "planned: 2020/2022\n")["works"] == "published"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("status: implementation", "not-applicable"),
        ("status: completion", "missing"),
        ("status: not-stated", "missing"),
        ("", "missing"),
    ],
)
def test_a_condition_lets_an_item_go_only_where_the_record_says_so(tmp_path: Path, status: str, state: str) -> None:
    assert states(tmp_path, f"{status}\nsources: gazette\n")["accepted"] == state


def test_what_is_published_counts_even_where_it_was_not_asked_for(tmp_path: Path) -> None:
    record = """\
        status: implementation
        documents: [{title: {zh: 验收书, en: Certificate}, type: completionCertificate}]
        sources: gazette
    """
    assert states(tmp_path, record)["accepted"] == "published"


# ------------------------------------------------------------------------------------------------------ empty words


@pytest.mark.parametrize(
    "text",
    [
        *sorted(EMPTY_WORDS),
        "无。", "（无）", "【待定】", " 暂 无 ", "待定……", "Ｎ／Ａ", "N. A.", "n / a", "T.B.D.", "TBD!", "None.",
        "—", "——", "/", "-", "？",
        "……", "*",
    ],
)  # fmt: skip
def test_words_that_say_nothing_are_known(text: str) -> None:
    assert is_empty(text)


@pytest.mark.parametrize(
    "text",
    ["无障碍改造", "无锡市", "全部用于道路", "none of it has been spent", "0", "unknown soldier’s memorial", "No. 12"],
)
def test_words_that_only_begin_like_that_are_words(text: str) -> None:
    assert not is_empty(text)


@pytest.mark.parametrize("text", ["无", "待定", "暂无", "TBD", "n/a", "（待补充）", "——"])
def test_an_empty_word_never_counts_as_published(tmp_path: Path, text: str) -> None:
    fund = "title: {zh: 试验资金, en: Trial Fund}\nlegal_basis: 试财〔2020〕1号\nsources: gazette\n"
    catalogue, _ = publication(tmp_path, {"funds/giver": f"{fund}purpose: '{text}'\n"})
    (entry,) = catalogue.of_kind("fund")
    (one,) = held(catalogue, entry)
    assert [(answer.duty.id, answer.state) for answer in one.answers] == [
        ("rules", State.PUBLISHED), ("purpose", State.MISSING),
    ]  # fmt: skip
    assert share(catalogue, entry) == Share(1, 2)


def test_a_document_or_a_body_by_an_empty_name_does_not_count(tmp_path: Path) -> None:
    record = "documents: [{title: 待定, type: tenderNotice}]\nsources: gazette\n"
    assert states(tmp_path, record)["tender"] == "missing"


# ----------------------------------------------------------------------------------------------------------- shares


def test_shares_leave_out_what_is_withheld_or_does_not_apply_and_add_up_item_by_item(tmp_path: Path) -> None:
    record = TITLE + "places: [630121]\nstatus: implementation\nsources: gazette\n"
    catalogue, _ = publication(tmp_path, {"projects/road": record})
    (entry,) = catalogue.of_kind("project")
    assert share(catalogue, entry) == Share(2, 6)
    assert total([Share(2, 6), Share(), Share(1, 2)]) == Share(3, 8)


# ------------------------------------------------------------------------------------------------------- the lists


def test_the_lists_of_this_publication_are_right() -> None:
    findings: list[Finding] = []
    lists = load_duties(REPOSITORY, findings)
    assert findings == []
    assert {"major-projects-2017", "support-funds-2018", "cost-infrastructure"} <= lists.keys()
    assert len(lists["major-projects-2017"].groups) == 8
    for list_ in lists.values():
        texts = [list_.title, list_.about]
        for group in list_.groups:
            texts += [group.title, *(text for item in group.items for text in (item.title, item.explanation) if text)]
            texts += [item.when.note for item in group.items if item.when]
        assert all(text.has("zh", "zh") and text.has("en", "zh") for text in texts)


@pytest.mark.parametrize(
    ("old", "new", "code", "suggestion"),
    [
        ("any_of: [places]", "any_of: [place]", "duty-path", "places"),
        ("budget[basis=approved]", "budget[bassis=approved]", "duty-path", "basis"),
        ("fund/allocations", "fund/alocations", "duty-path", "allocations"),
        ("fund/allocations", "grant/allocations", "duty-path", ""),
        ("any_of: [status]", "any_of: ['status[']", "duty-path", ""),
        ("field: status, is", "field: state, is", "duty-path", "status"),
        ("id: place,", "id: state,", "duty-twice", None),
        ("any_of: [places]", "withheld: false", "duty-unanswerable", None),
        ("kind: fund", "kind: grant", "choice", None),
        ("any_of: [places]", "anyof: [places]", "unknown-field", "any_of"),
    ],
)
def test_a_mistake_in_a_list_is_found_in_its_place(
    tmp_path: Path, old: str, new: str, code: str, suggestion: str | None
) -> None:
    text = LIST.replace(old, new)
    _, findings = publication(tmp_path, {}, text)
    found = findings[0]
    assert found.code == code
    assert found.position.file == f"{FOLDER}/trial.yml"
    line = text.splitlines()[found.position.line - 1]
    assert line in {*text.splitlines()} - {*LIST.splitlines()} or code == "duty-twice"
    if suggestion is not None:
        assert found.arguments["suggestion"] == suggestion


def test_a_list_with_a_mistake_is_left_out(tmp_path: Path) -> None:
    catalogue, _ = publication(tmp_path, {}, LIST.replace("any_of: [places]", "any_of: [place]"))
    assert catalogue.surroundings.duties == {}


@pytest.mark.parametrize("text", ["", "a b", "a[b]", "a[b=]", "/a", "project/", "a..b", "A"])
def test_a_path_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        DutyPath.parse(text)


# ------------------------------------------------------------------------------------------------------------ pages


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages of a publication with one project, as one reads them."""
    road = TITLE + "places: [630121]\nstatus: implementation\nplanned: not-stated\nsources: gazette\n"
    bridge = "title: {zh: 试验桥, en: Trial Bridge}\nstatus: not-stated\nsources: gazette\n"
    records = {"projects/road": road, "projects/bridge": bridge}
    catalogue, _ = publication(tmp_path_factory.mktemp("duties"), records)
    made = {}
    for code in catalogue.publication.languages:
        language = Language(code, catalogue.publication)
        for artifact in render(catalogue, language, ground(catalogue.publication.map, {}, lang=code, shared_url="../")):
            if artifact.path.endswith(".md"):
                text = unescape(artifact.content.decode())
                made[f"{code}/{artifact.path}"] = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))
    return made


def test_a_records_page_says_what_is_published_missing_withheld_and_not_applicable(pages: dict[str, str]) -> None:
    assert "2 of 6 items published" in pages["en/projects/road.md"]
    assert "Published Place, Status" in pages["en/projects/road.md"]
    assert "Missing Tender, Approved sum, Source of money, Work and period" in pages["en/projects/road.md"]
    assert "Missing Place, Status (not stated by the source), Tender" in pages["en/projects/bridge.md"]
    assert "Withheld by rule Person" in pages["en/projects/road.md"]
    assert "Not applicable Acceptance (Once completed)" in pages["en/projects/road.md"]
    assert "应公开6项，已公开2项" in pages["zh/projects/road.md"]


def test_lists_of_records_and_places_show_the_share(pages: dict[str, str]) -> None:
    assert "2 / 6" in pages["zh/projects/index.md"] and "2 / 6" in pages["en/projects/index.md"]
    assert "2 of 6 items published" in pages["en/places/630121.md"]
    assert "2 of 6 items published" in pages["en/places/630100.md"], "the city has what its county has"


def test_the_page_about_completeness_explains_the_lists_and_says_who_verifies_them(pages: dict[str, str]) -> None:
    for code, words in (("zh", "还没有对照原文核实"), ("en", "have not been checked against the original")):
        page = pages[f"{code}/completeness/index.md"]
        assert words in page
        assert "budget[basis=approved]" in page and "1 / 2" in page
