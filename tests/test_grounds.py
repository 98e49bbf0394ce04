"""What answers are held to rest on is all that they are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import questions, tracing
from generator.catalogue import Catalogue, key_of
from generator.entries import WORDS
from generator.inspection import check_publication
from generator.ledger import READ
from generator.questions import Answers, grounded
from generator.tracing import GROUNDS, Question
from tests.synthetic import write_gallery, write_synthetic

PROJECT = "data/projects/syn-project-00012.yml"


def catalogue_of(root: Path) -> Catalogue:
    checked = check_publication(root, jobs=1)
    assert checked.catalogue is not None
    return checked.catalogue


def about_money(catalogue: Catalogue) -> list[Question]:
    """Every question about the ledger that can be asked."""
    sorts = [sort for sort in GROUNDS if sort.startswith("ledger-") and sort not in ("ledger-at", "ledger-within")]
    found = [(sort, *key_of(entry)) for sort in sorts for entry in catalogue.everything]
    found += [("ledger-within", "place", entry.id) for entry in catalogue.of_kind("place")]
    return found + [("ledger-at", stage) for stage in ("funds", "components", "given", "budgets", "paid", "returned")]


class Untold:
    """What nobody may look at: a record of which no more is known than whether it is a draft."""

    def __init__(self, draft: bool = False) -> None:
        self.draft = draft

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"looked at: {name}")

    def _fails(self, *_: object) -> Any:
        raise AssertionError("looked at")

    __eq__ = __hash__ = __bool__ = __iter__ = __len__ = __repr__ = __str__ = _fails  # type: ignore[assignment]


@pytest.mark.parametrize("write", [write_gallery, lambda root: write_synthetic(root, records=90, seed=5)])
def test_no_word_and_no_other_kind_of_record_says_anything_about_money(tmp_path: Path, write: Any) -> None:
    write(tmp_path)
    whole, bare = catalogue_of(tmp_path), catalogue_of(tmp_path)
    asked = about_money(whole)
    for entry in bare.everything:
        if entry.kind.name in READ:
            record = entry.record
            record.__dict__.update({name: Untold() for name in WORDS & record.__dict__.keys()})
        else:
            entry.__dict__["record"] = Untold(entry.is_draft)
    answers = Answers(whole).of(asked)
    assert Answers(bare).of(asked) == answers and len(set(answers)) > 10


def changed(root: Path, old: str, new: str) -> tuple[Catalogue, list[tuple[Question, str]], Catalogue]:
    """A catalogue with what it answers, and the one after a change of one record."""
    write_synthetic(root, records=90, seed=5)
    before = catalogue_of(root)
    asked = [("record", "project", "syn-project-00012"), ("heading", "project", "syn-project-00012")]
    asked += [*about_money(before), ("naming", "place", "990101")]
    asked += grounded(asked)
    known = list(zip(asked, Answers(before).of(asked), strict=True))
    file = root / PROJECT
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return before, known, catalogue_of(root)


def count_answered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sorts of the questions that are answered from now on."""
    found: list[str] = []
    for sort, answer in list(tracing.ANSWERS.items()):

        def counted(*about: Any, _sort: str = sort, _answer: Any = answer) -> object:
            found.append(_sort)
            return _answer(*about)

        monkeypatch.setitem(tracing.ANSWERS, sort, counted)
    return found


def test_with_other_words_alone_nothing_about_money_is_answered_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, known, after = changed(tmp_path, "title:", "title:\n  bo: \u0f56\u0f7c\u0f51")
    answered = count_answered(monkeypatch)
    answers = Answers(after)
    answers.hold(known)
    answers.of([question for question, _ in known])
    assert not [sort for sort in answered if sort.startswith("ledger-") or sort == "naming"]
    assert "heading" in answered  # of a record that is another one


def test_with_other_money_everything_about_money_is_answered_again(tmp_path: Path) -> None:
    _, known, after = changed(tmp_path, "value: ", "value: 1")
    asked = [question for question, _ in known]
    answers = Answers(after)
    answers.hold(known)
    assert answers.of(asked) == Answers(after).of(asked) != [answer for _, answer in known]


def test_what_an_answer_rests_on_has_an_answer_of_its_own() -> None:
    assert questions.ledger  # those who answer are loaded
    for sort, ground in GROUNDS.items():
        assert sort in tracing.ANSWERS and ground((sort, "project", "road"))[0] in tracing.ANSWERS
