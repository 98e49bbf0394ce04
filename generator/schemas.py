"""JSON Schema of each kind, for editors' tools: completion, explanation in the editors' language, red lines.

Made from the models, in draft-07, which is what the YAML language server understands. A schema is a little more
generous than the checker, never stricter: what the checker accepts is not underlined.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.publication import Vocabularies
from generator.records import KINDS, Kind
from generator.values.stated import Absence
from generator.values.text import LANGUAGE_TAG
from generator.wordlists import read_words

Schema = dict[str, Any]

LISTED = ("Citation", "Amount")
"""Parts of which a single one may stand where a list is asked for."""
LANGUAGES = ("zh", "en", "bo")
"""Offered where a text is asked for by language; any other language tag is accepted too."""


def schemas(vocabularies: Vocabularies, language: str = "zh", kinds: Iterable[Kind] = KINDS) -> dict[str, str]:
    """File name → text of the schema, one a kind; the same bytes for the same declarations."""
    return {
        f"{kind.name}.json": json.dumps(schema(kind, vocabularies, language), ensure_ascii=False, indent=2) + "\n"
        for kind in kinds
    }


def schema(kind: Kind, vocabularies: Vocabularies, language: str) -> Schema:
    """The schema of one kind."""
    words = _Words(language)
    made = kind.model.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_WithDocstrings)
    parts: dict[str, Schema] = made.pop("$defs")
    record = {name: made["properties"][name] for name in kind.fields}
    made["properties"] = _described(record, words, kind.name, "record")
    for name, part in parts.items():
        if "properties" in part:
            part["properties"] = _described(part["properties"], words, _snake(name), "statement")
        elif "enum" in part:
            part["description"] = words.options(_snake(name), part["enum"])
        part.pop("title", None)
    made |= {"title": words.kind(kind.name, "one"), "description": words.kind(kind.name, "lead")}
    draft = {"$schema": "http://json-schema.org/draft-07/schema#", **made, "definitions": parts}
    finished: Schema = _Finish(vocabularies, language, words)(draft)
    parts = {name: _with_shorthand(name, part) for name, part in finished["definitions"].items()}
    return {**finished, "definitions": {"Text": _TEXT, **parts}}


class _WithDocstrings(GenerateJsonSchema):
    """Says of each field what its docstring does.

    Pydantic can have that in the models themselves, but then each start of the program looks through its own source for
    it, which takes longer than anything else about them.
    """

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """The schema of a model, as pydantic makes it, with the docstrings of its fields."""
        made = super().model_schema(schema)
        said = _docstrings(schema["cls"])
        for name, field in schema["cls"].model_fields.items():
            if name in said:
                made["properties"][field.alias or name]["description"] = said[name]
        return made


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Field → its docstring where it has one, of a model and of those that it extends."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if not issubclass(base, BaseModel) or base is BaseModel or "[" in base.__name__:  # of a generic one's kinds
            continue
        [declared] = ast.parse(inspect.getsource(base)).body
        assert isinstance(declared, ast.ClassDef)
        for field, after in pairwise([*declared.body, ast.Pass()]):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                found.pop(field.target.id, None)
                if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                    found[field.target.id] = inspect.cleandoc(str(after.value.value))
    return found


class _Words:
    """Labels and help for fields, from the words of a language."""

    def __init__(self, language: str) -> None:
        self._words = read_words(language)
        self.colon = "：" if language.startswith("zh") else ": "

    def kind(self, name: str, form: str) -> str:
        """What is said of a kind: what one of its records is called, or what they are about."""
        return str(self._words["kinds"][name][form])

    def field(self, field: str, *groups: str) -> tuple[str, str] | None:
        """Label and help of a field, looked for in several groups, or nothing."""
        for group in groups:
            found = self._words["fields"].get(group, {}).get(field)
            found = found or (self._words.get(group, {}).get(field) if group == "statement" else None)
            if isinstance(found, Mapping):
                return str(found["label"]), str(found.get("help") or "")
            if isinstance(found, str):
                return found, ""
        return None

    def options(self, name: str, ids: Iterable[str]) -> str:
        """The words of a closed list, each with its label."""
        labels = self._words.get(name, {})
        return "\n".join(f"{id_}{self.colon}{labels[id_]}" if id_ in labels else id_ for id_ in ids)


def _described(properties: dict[str, Schema], words: _Words, *groups: str) -> dict[str, Schema]:
    """The fields with label and help; where there are no words, what the declaration says of itself."""
    described = {}
    for name, field in properties.items():
        found = words.field(name, *groups)
        if found is not None:
            label, help_ = found
            field = {**field, "title": label, "description": words.colon.join(filter(None, (label, help_)))}
        else:
            field = {key: value for key, value in field.items() if key != "title"}
        described[name] = field
    return described


class _Finish:
    """From what pydantic writes to what the language server and the editors need."""

    def __init__(self, vocabularies: Vocabularies, language: str, words: _Words) -> None:
        self._vocabularies = vocabularies
        self._language = language
        self._words = words

    def __call__(self, node: Any) -> Any:
        """A schema, with what lies in it, rewritten."""
        if isinstance(node, list):
            return [self(item) for item in node]
        if not isinstance(node, dict):
            return node
        node = {key: self(value) for key, value in node.items() if key != "default"}
        node = _of_any_sort(node)
        for rewrite in (_without_null, self._vocabulary, _lenient, _by_language, _single_or_list, _shared):
            node = rewrite(node)
        return node

    def _vocabulary(self, node: Schema) -> Schema:
        name = node.get("x-vocabulary")
        if not isinstance(name, str):
            return node
        terms = self._vocabularies.get(name, {})
        labels = [term.label.pick(self._language, self._language)[0] for term in terms.values()]
        listed = "\n".join(f"{id_}{self._words.colon}{label}" for id_, label in zip(terms, labels, strict=True))
        rest = {key: value for key, value in node.items() if key not in ("type", "x-vocabulary")}
        return {**rest, "enum": list(terms), "enumDescriptions": labels, "description": _joined(rest, listed)}


def _joined(node: Schema, more: str) -> str:
    return "\n\n".join(filter(None, [str(node.get("description") or ""), more]))


def _of_any_sort(node: Schema) -> Schema:
    """What may be of several sorts: ``not-stated`` is right in each of them, so more than one may fit."""
    if "oneOf" not in node:
        return node
    return {("anyOf" if key == "oneOf" else key): value for key, value in node.items()}


def _without_null(node: Schema) -> Schema:
    """An optional field is simply not written: its type is that of its value."""
    options = node.get("anyOf")
    if not isinstance(options, list) or {"type": "null"} not in options:
        return node
    left = [option for option in options if option != {"type": "null"}]
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    if len(left) > 1:
        return {**rest, "anyOf": left}
    if "$ref" in left[0] and rest:
        # Draft-07 ignores whatever stands beside a $ref.
        return {**rest, "allOf": left}
    words = _joined(rest, left[0].get("description", "") if "enum" in left[0] else "")
    return {**left[0], **rest, **({"description": words} if words else {})}


def _lenient(node: Schema) -> Schema:
    """Text may look like a number or a yes to the language server; to the checker every scalar is text first."""
    if node.get("type") == "string" and not {"enum", "pattern", "const"} & node.keys():
        return {**node, "type": ["string", "number", "boolean"]}
    return node


def _by_language(node: Schema) -> Schema:
    """A mapping from languages offers the usual ones and refuses what is no language tag."""
    inner = node.get("additionalProperties")
    if node.get("type") != "object" or not isinstance(inner, dict):
        return node
    tags = {"pattern": f"^{LANGUAGE_TAG.pattern}$"}
    return {**node, "properties": dict.fromkeys(LANGUAGES, inner), "propertyNames": tags}


def _single_or_list(node: Schema) -> Schema:
    items = node.get("items")
    reference = str(items.get("$ref", "")) if isinstance(items, dict) else ""
    if node.get("type") != "array" or reference.rpartition("/")[2] not in LISTED:
        return node
    rest = {key: value for key, value in node.items() if key not in ("type", "items")}
    return {**rest, "anyOf": [items, {"type": "array", "items": items}]}


def _shared(node: Schema) -> Schema:
    """A text in languages, which stands in most places, by reference."""
    if node.get("anyOf") != _TEXT["anyOf"]:
        return node
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    reference = {"$ref": "#/definitions/Text"}
    return {**rest, "allOf": [reference]} if rest else reference


def _with_shorthand(name: str, part: Schema) -> Schema:
    """A statement may be written as its value alone, a citation as the id of its source."""
    fields = part.get("properties", {})
    if name == "Citation":
        return {"anyOf": [_bare(fields["source"]), part]}
    if not {"value", "absence", "stated_as"} <= fields.keys() or part.get("required"):
        return part
    return {"anyOf": [_bare(fields["value"]), {"const": Absence.NOT_STATED.value}, part]}


def _bare(field: Schema) -> Schema:
    return {key: value for key, value in field.items() if key not in ("title", "description")}


_LINE = _lenient({"type": "string"})
_TEXT: Schema = {"anyOf": [_LINE, _by_language({"type": "object", "additionalProperties": _LINE, "minProperties": 1})]}


def _snake(name: str) -> str:
    """``FundingLine`` → ``funding_line``; the parameters of a statement do not matter."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.partition("_")[0].partition("[")[0]).lower()
