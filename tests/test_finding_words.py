"""Every finding has words in every language, and no words are left over from findings that are gone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.language import read_words
from generator.reports.wording import LANGUAGES

SOURCE = Path(__file__).parent.parent / "generator"
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RAISERS = {"error", "warning", "Refusal", "PydanticCustomError", "Slip", "say", "_refuse", "_stop"}


def constants(node: ast.AST) -> Iterator[str]:
    """The texts that stand in a piece of source."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def codes_used() -> Iterator[tuple[str, str]]:
    """Every code that the source makes a finding of, with the file that does."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in RAISERS and isinstance(node.args[0], ast.Constant | ast.IfExp):
                    yield from ((code, path.name) for code in _values(node.args[0]))
            if isinstance(node, ast.Assign | ast.AnnAssign) and getattr(_target(node), "id", "") == "_CODES":
                assert isinstance(node.value, ast.Dict)
                yield from ((code, path.name) for value in node.value.values for code in constants(value))


def _values(node: ast.expr) -> Iterator[str]:
    return (
        constants(node)
        if isinstance(node, ast.Constant)
        else (c for n in (node.body, node.orelse) for c in constants(n))
    )  # type: ignore[attr-defined]


def _target(node: ast.Assign | ast.AnnAssign) -> ast.expr:
    return node.targets[0] if isinstance(node, ast.Assign) else node.target


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_sentence_an_advice_and_an_explanation(language: str) -> None:
    worded = read_words(f"findings.{language}")["findings"]
    used = dict(codes_used())
    assert len(used) > 100
    assert {code: file for code, file in used.items() if code not in worded} == {}
    assert [code for code, words in worded.items() if not {"message", "hint", "explanation"} <= words.keys()] == []


def test_no_words_are_left_over() -> None:
    said = {text for tree in TREES.values() for text in constants(tree) if CODE.fullmatch(text)}
    assert sorted(set(read_words("findings.zh")["findings"]) - said) == []


def test_all_languages_have_words_for_the_same_findings_in_the_same_order() -> None:
    first, *others = (list(read_words(f"findings.{language}")["findings"]) for language in LANGUAGES)
    assert all(other == first for other in others)


def test_all_languages_name_the_same_arguments() -> None:
    first, *others = (read_words(f"findings.{language}")["findings"] for language in LANGUAGES)
    for other in others:
        for code, words in first.items():
            for part in ("message", "hint"):
                assert _arguments(words[part]) == _arguments(other[code][part]), f"{code} {part}"


def _arguments(words: object) -> set[str]:
    return set(re.findall(r"\{([a-z_]{2,})\}", str(words)))
