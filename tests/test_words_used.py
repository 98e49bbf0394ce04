"""No word is left over from a page that is gone, and none stands where nobody looks for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import generator
from generator.language import read_words
from generator.records import KINDS, commitment, organisation, policy, procedure, service, visiting
from generator.schemas import _snake
from generator.values.stated import Stated

PACKAGE = Path(generator.__file__).parent
READ_AS_A_WHOLE = ("fields", "statement", "number", "date", "months")
"""Groups that the code takes as mappings, by names that it has from elsewhere."""
TAKEN_APART = {"visiting.zones": "by the name of the publication's time zone"}


def leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from leaves(inner, (*path, str(name)))
    else:
        yield path


def subscripts(node: ast.expr) -> list[str]:
    """The names in ``words["columns"]["languages"]``."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Constant):
        return []
    return [*subscripts(node.value), str(node.slice.value)]


@cache
def said() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The keys that code and templates write out, and the patterns of those that they put together.

    Where the end of a key is put together, every word of its group counts as used: what is found is certain, and
    something may be overlooked.
    """
    keys: set[str] = set()
    patterns: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                keys.add(node.value)
            elif isinstance(node, ast.Subscript) and (steps := subscripts(node)):
                keys.add(".".join(steps))
            elif isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                if re.fullmatch(r"[._]?[a-z][\w.-]*", "".join(str(part or "") for part in parts)):
                    patterns.add("".join(re.escape(str(part)) if part else r"[\w.-]+" for part in parts))
    for path in (*PACKAGE.rglob("*.jinja"), *PACKAGE.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        keys |= {first or second for first, second in re.findall(r'"([\w.-]+)"|\'([\w.-]+)\'', text)}
        patterns |= {r"[\w-]+" + re.escape(end) for end in re.findall(r'~\s*["\'](\.[\w.-]+)["\']', text)}
        patterns |= {re.escape(begin) + ".+" for begin in re.findall(r'["\']([\w.-]+\.)["\']\s*~', text)}
    return frozenset(keys), tuple(re.compile(pattern) for pattern in patterns)


def unused(words: Any) -> list[str]:
    keys, patterns = said()
    found = []
    for path in leaves(words):
        key = ".".join(path)
        groups = {".".join(path[:length]) for length in range(2, len(path))}
        if path[0] in READ_AS_A_WHOLE or groups & (keys | TAKEN_APART.keys()) or key in keys:
            continue
        if not any(pattern.fullmatch(key) for pattern in patterns):
            found.append(key)
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_of_the_pages_is_asked_for_somewhere(language: str) -> None:
    assert unused(read_words(language)) == []


def test_a_word_that_nobody_asks_for_is_noticed() -> None:
    assert unused({"kept": {"left_over": "x"}, "fields": {"site": {"x": "y"}}}) == ["kept.left_over"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_fields_are_those_of_kinds_and_of_their_parts(language: str) -> None:
    parts = {
        _snake(name): model
        for module in (procedure, policy, commitment, organisation, service, visiting)
        for name, model in vars(module).items()
        if isinstance(model, type) and issubclass(model, BaseModel) and model.__module__ == module.__name__
    }
    fields = read_words(language)["fields"]
    kinds = {kind.name for kind in KINDS}
    assert set(fields) - kinds - {"record"} <= parts.keys()
    for name, model in parts.items():
        own = {field for field in model.model_fields if field not in {*Stated.model_fields, "note", "sources"}}
        if name not in kinds:
            assert own <= fields.get(name, {}).keys(), f"{name}: {own - fields.get(name, {}).keys()}"
