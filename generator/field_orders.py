"""The canonical order of a kind's fields, taken from its model: as declared, what is inherited after what is its own.

So a record begins with its title and ends with its sources, and an amount says what it is before who said so.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.formatting import FieldOrder
from generator.records.base import Record
from generator.values.names import DivisionCode, RefersTo
from generator.values.text import LocalizedProse, LocalizedText

_SHORTHANDS = ("value", "source")
"""The field that a plain scalar stands for, where a model accepts one."""

_FIRST = (
    "event", "circa", "traditional", "calendar", "topic", "of", "funder", "value", "absence", "unit", "basis",
)  # fmt: skip
"""What a statement is about, then the statement itself."""
_LAST = ("alternatives", "draft")


@lru_cache(maxsize=64)
def field_order(model: type[BaseModel], languages: tuple[str, ...] = ()) -> FieldOrder:
    """The order of a record's fields, and of all groups inside; texts by language in the order of ``languages``."""
    known = model.model_fields
    fields = {name: _order(known[name].annotation, known[name].metadata, languages) for name in _names(model)}
    is_code = any(fields[name].is_code for name in _SHORTHANDS if name in fields)
    return FieldOrder(fields, is_code=is_code)


def _names(model: type[BaseModel]) -> list[str]:
    declared = [name for base in model.__mro__ for name in getattr(base, "__annotations__", ())]
    # A record begins with its title, whatever the names of its other fields are.
    first = () if issubclass(model, Record) else _FIRST
    return _sorted(dict.fromkeys(name for name in declared if name in model.model_fields), first)


def _sorted(names: Iterable[str], first: tuple[str, ...]) -> list[str]:
    return sorted(names, key=lambda name: first.index(name) if name in first else len(first) + (name in _LAST))


def _order(annotation: Any, metadata: Iterable[Any], languages: tuple[str, ...]) -> FieldOrder:
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _order(inner, [*metadata, *more], languages)
    if annotation is DivisionCode or any(isinstance(mark, RefersTo) for mark in metadata):
        return FieldOrder(is_code=True)
    if annotation in (LocalizedText, LocalizedProse):
        return FieldOrder({language: FieldOrder() for language in languages})
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, BaseModel):
        return field_order(annotation, languages)
    arguments = [argument for argument in get_args(annotation) if argument not in (type(None), Ellipsis)]
    if get_origin(annotation) is dict:
        values = _order(arguments[1], (), languages)
        return FieldOrder(dict.fromkeys(languages, values), others=values)
    if get_origin(annotation) in (Union, UnionType) and len(arguments) > 1:
        # A figure is an amount or a count: the fields of all that it may be.
        fields = {n: inner for a in reversed(arguments) for n, inner in _order(a, (), languages).fields.items()}
        return FieldOrder({name: fields[name] for name in _sorted(fields, _FIRST)})
    if get_origin(annotation) in (Union, UnionType, tuple, list) and arguments:
        return _order(arguments[0], (), languages)
    return FieldOrder()
