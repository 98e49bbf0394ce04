"""Every code has words in every language, and no argument can do more than be shown."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.findings import Finding, Position, Severity, error
from generator.reading import Node
from generator.reports import LANGUAGES, Wording

PARTS = {"message", "hint", "explanation", "before", "after"}


def finding(code: str, **arguments: Any) -> Finding:
    return error(code, Position(file="x.yml"), **arguments)


def _wordings(wording: Wording, code: str, part: str) -> list[str]:
    entry = wording._findings[code]
    assert isinstance(entry, dict)
    value: Node = entry.get(part)
    options = value if isinstance(value, list) else [value] if value is not None else []
    return [option for option in options if isinstance(option, str)]


def _placeholders(texts: list[str]) -> list[set[str]]:
    return [set(re.findall(r"\{([a-z_]{2,})\}", text)) for text in texts]


def test_all_languages_have_the_same_codes_and_words() -> None:
    first, *others = (Wording(language) for language in LANGUAGES)
    for other in others:
        assert other.codes == first.codes
        assert other._words.keys() == first._words.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_message_an_explanation_and_no_unknown_part(language: str) -> None:
    wording = Wording(language)
    for code in wording.codes:
        entry = wording._findings[code]
        assert isinstance(entry, dict) and entry.keys() <= PARTS, code
        assert _wordings(wording, code, "message") and _wordings(wording, code, "explanation"), code
        assert ("before" in entry) == ("after" in entry), code


def test_translations_name_the_same_arguments() -> None:
    zh, en = (Wording(language) for language in ("zh", "en"))
    for code in zh.codes:
        for part in ("message", "hint"):
            ours, theirs = (_placeholders(_wordings(wording, code, part)) for wording in (zh, en))
            assert ours == theirs, (code, part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_ends_in_a_full_stop_and_none_is_long(language: str) -> None:
    wording = Wording(language)
    for code in wording.codes:
        for part in ("message", "hint"):
            for text in _wordings(wording, code, part):
                assert not text.endswith((".", "。")) and "\n" not in text and len(text) <= 120, (code, text)


def test_an_unknown_code_is_its_own_message() -> None:
    wording = Wording("zh")
    assert wording.message(finding("no-such-code", given="x")) == "no-such-code"
    assert wording.hint(finding("no-such-code")) == ""
    assert wording.explanation("no-such-code") == "no-such-code"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh", "zh"), ("zh_CN.UTF-8", "zh"), ("en-GB", "en"), ("en", "en"), ("C", "zh"), ("", "zh"), ("bo", "zh")],
)
def test_a_language_is_told_from_any_form_of_its_tag(tag: str, language: str) -> None:
    assert Wording(tag).language == language


def test_a_hint_without_a_guess_gives_the_general_advice() -> None:
    wording = Wording("en")
    assert wording.hint(finding("unknown-field", name="x", suggestion="status")) == "Do you mean status?"
    assert wording.hint(finding("unknown-field", name="x", suggestion="")).startswith("Look at")
    assert wording.hint(finding("yaml-tab")) == ""


@pytest.mark.parametrize(
    ("language", "name", "field", "hint"),
    [
        ("zh", "总额", "总额", "是不是 total？"),
        ("en", "Total", "Total", "Do you mean total?"),
        ("zh", "总额", "allocations.0.总额", "查一下字段表，或者删掉这一行"),
        ("zh", "负责人", "负责人", "查一下字段表，或者删掉这一行"),
    ],
)
def test_a_field_that_is_called_by_its_label_is_answered_with_its_name(
    language: str, name: str, field: str, hint: str
) -> None:
    arguments = {"name": name, "suggestion": ""}
    found = Finding(
        code="unknown-field", severity=Severity.ERROR, position=Position(file="data/funds/f.yml"), field=field,
        arguments=arguments,
    )  # fmt: skip
    assert Wording(language).hint(found) == hint


def test_a_message_without_its_argument_says_what_it_can() -> None:
    wording = Wording("en")
    assert wording.message(finding("money-form", given="x", suggestion="")) == "“x” has to be an amount of money"
    assert wording.message(finding("money-form")) == "This has to be an amount of money"
    assert wording.message(finding("duplicate-key")) == "The field “” is given twice, first on line "


@pytest.mark.parametrize("value", ["{name}", "{0}", "{", "}", "{{", "%s", "{name.__class__}", "\\1", "{line}"])
def test_an_argument_is_never_read_as_a_placeholder(value: str) -> None:
    message = Wording("en").message(finding("duplicate-key", name=value, line=3))
    assert message == f"The field “{value}” is given twice, first on line 3"


def test_an_argument_with_personal_data_is_masked() -> None:
    message = Wording("zh").message(finding("choice", given="13897001234", allowed="a"))
    assert "13897001234" not in message and "138********" in message


def test_an_argument_cannot_break_the_line_or_steer_a_terminal() -> None:
    message = Wording("zh").message(finding("choice", given="a\nb\x1b[31m\u202ec\r##[error]d"))
    assert message.isprintable() and "##[" not in message


def test_a_long_argument_is_cut() -> None:
    assert len(Wording("zh").message(finding("choice", given="x" * 5000))) < 200


def test_kinds_are_named_in_the_readers_language() -> None:
    reference = finding("reference-unknown", kind="project", id="a", suggestion="")
    assert Wording("zh").message(reference) == "没有编号为“a”的项目"
    assert Wording("en").message(reference) == "There is no project with the id “a”"
    assert Wording("en").message(finding("personal-data", what="mobile")) == "This looks like a mobile number"


def test_an_explanation_has_reasons_and_an_example() -> None:
    told = Wording("en").explanation("duplicate-key")
    assert told.startswith("duplicate-key\n\n")
    assert "    status: implementation\n    status: completion\n" in told
    assert told.endswith("    status: completion\n")
