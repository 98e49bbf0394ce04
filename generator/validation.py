"""From plain data to a model, and from pydantic's errors to findings with their place in the file."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.documents import Document, dotted
from generator.findings import Finding, Severity
from generator.guessing import closest
from generator.records.base import Path
from generator.values.names import ID
from generator.values.text import LocalizedText

M = TypeVar("M", bound=BaseModel)

# pydantic's own error types, as findings of ours; every other type is one that a value of ours raised with its code.
_CODES = {
    "missing": "missing-field", "extra_forbidden": "unknown-field", "model_type": "not-a-mapping-value",
    "model_attributes_type": "not-a-mapping-value", "dict_type": "not-a-mapping-value", "tuple_type": "not-a-list",
    "list_type": "not-a-list", "string_type": "not-text", "float_parsing": "number-form", "float_type": "number-form",
    "int_parsing": "number-form", "int_type": "number-form", "finite_number": "number-form",
    "too_short": "list-empty", "enum": "choice", "literal_error": "choice",
}  # fmt: skip

_FIGURES = ("money-form", "quantity-form")
_WORDS_ONLY = re.compile(r"[^\W\d_〇零一二两三四五六七八九十百千万亿元][^\d零一二两三四五六七八九十百千万亿元]*")
"""What stands in the place of a figure and has nothing of one: ``withheld``, ``未公开``."""
_GROUP = re.compile(r"[0-9]{3}")
_REST = re.compile(r"[0-9]{3}(?![0-9]).*")


def validate(model: type[M], document: Document, findings: list[Finding]) -> M | None:
    """The model read from the document; what is wrong goes to ``findings`` with its place."""
    try:
        return model.model_validate(document.data)
    except ValidationError as refused:
        findings.extend(explain(refused, model, document))
        return None


def salvage(model: type[M], document: Document, name: str) -> M | None:
    """What is left of a record when everything that was refused is taken out of it; nothing where too much is.

    A list is cut off at its first refused item, so that the places of those before it stay right.
    """
    data = copy.deepcopy(document.data)
    for _ in range(4):
        try:
            return model.model_validate(data)
        except ValidationError as refused:
            for detail in refused.errors(include_url=False, include_input=False):
                _take_out(model, data, detail["type"], detail["loc"], name)
    return None


def _take_out(model: type[BaseModel], data: Any, type_: str, loc: tuple[str | int, ...], name: str) -> None:
    if type_ == "missing" and len(loc) == 1:
        if model.model_fields[str(loc[0])].annotation is LocalizedText:
            data[loc[0]] = name
        return
    path, _ = trodden(data, loc)
    if not path:
        return
    if type_ == "extra_forbidden" and _cut_number(data, path):
        path = path[:-1]  # what is left of the number is not the number
    item = next((step for step, part in enumerate(path) if isinstance(part, int)), None)
    end = len(path) - 1 if item is None or type_ == "extra_forbidden" else item
    parent: Any = data
    for part in path[:end]:
        parent = parent[part]
    if isinstance(parent, list):
        del parent[int(path[end]) :]
    else:
        parent.pop(path[end], None)


def explain(refused: ValidationError, model: type[BaseModel], document: Document) -> Iterator[Finding]:
    """What pydantic refused, as findings with their places in the file."""
    cut: set[Path] = set()
    for detail in refused.errors(include_url=False):
        loc = detail["loc"]
        code = _CODES.get(detail["type"], detail["type"])
        arguments: dict[str, object] = dict(detail.get("ctx") or {})
        name = str(loc[-1]) if loc else ""
        if code == "not-a-list" and not detail["input"]:
            code = "list-empty"
        if "at" in arguments:  # a value that is read as a whole says which part of it was refused
            loc = (*loc, str(arguments.pop("at")))
        path, _ = trodden(document.data, loc)
        if code == "unknown-field":
            inside = _model_at(model, loc[:-1])
            known = list(getattr(inside, "model_fields", ()))
            arguments = {"name": name, "suggestion": closest(name, known)} if "name" not in arguments else arguments
            position = document.key_position(path)
            if elsewhere := getattr(inside, "elsewhere", {}).get(name):
                code = elsewhere
                arguments |= {"record": PurePosixPath(document.file).stem, "given": _name_in(detail["input"])}
            if number := _cut_number(document.data, path):
                if path[:-1] in cut:
                    continue
                cut.add(path[:-1])
                code, arguments = "number-comma", {"given": number, "suggestion": number.replace(",", "")}
        elif code == "missing-field":
            arguments = {"name": name}
            position = document.position(path)
            path = (*path, name)
        else:
            position = document.position(path)
            given = detail["input"]
            arguments.setdefault("given", given[:80] if isinstance(given, str) else "")
            arguments.setdefault("suggestion", "")
            if code in _FIGURES and _WORDS_ONLY.fullmatch(str(arguments["given"])):
                code = "absence-as-value"
        if code == "choice" and not arguments["suggestion"]:
            arguments["suggestion"] = closest(str(arguments["given"]), str(arguments.get("allowed", "")).split(", "))
        yield Finding(
            code=code,
            severity=Severity.ERROR,
            position=position,
            field=dotted(path),
            arguments={name: str(value) for name, value in arguments.items()},
        )


def _cut_number(data: Any, path: Path) -> str:
    """The number that commas between braces cut in pieces: ``{value: 3,862.37万元}`` has a field named 862.37万元."""
    if len(path) < 2 or not _REST.fullmatch(str(path[-1])):
        return ""
    _, inside = trodden(data, path[:-1])
    names = list(inside) if isinstance(inside, dict) else []
    start = end = names.index(path[-1]) if path[-1] in names else 0
    while start > 0 and not inside[names[start]]:
        start -= 1
    while end + 1 < len(names) and not inside[names[end + 1]] and _REST.fullmatch(names[end + 1]):
        end += 1
    first, rest = (str(inside[names[start]]), names[start + 1 : end + 1]) if names else ("", [])
    is_number = re.fullmatch(r"-?[0-9]{1,3}", first) and all(_GROUP.fullmatch(name) for name in rest[:-1])
    return ",".join((first, *rest)) if is_number and rest else ""


def trodden(data: Any, loc: Iterable[str | int]) -> tuple[Path, Any]:
    """How far a path leads through what was written; steps that a shorthand leaves out are stepped over."""
    path: list[str | int] = []
    for part in loc:
        inside_list = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if inside_list or (isinstance(data, dict) and part in data):
            data = data[part]
            path.append(part)
    return tuple(path), data


def _name_in(written: Any) -> str:
    """The id that was written for something, alone or as the first of a list; else nothing."""
    first = written[0] if isinstance(written, list) and written else written
    return first if isinstance(first, str) and ID.fullmatch(first) else ""


def _model_at(model: Any, loc: Iterable[str | int]) -> Any:
    """The model at ``loc`` in a record of ``model``, followed through lists, options and mappings; nothing if none."""
    for part in loc:
        fields = getattr(model, "model_fields", None)
        if isinstance(part, str) and fields is not None:
            if part not in fields:
                return None
            model = _model_in(fields[part].annotation)
    return model


def _model_in(annotation: Any) -> Any:
    """The model inside an annotation such as ``tuple[X, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
