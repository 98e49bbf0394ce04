"""Values and records ⇄ plain data, without reading them a second time.

What was read once and found right need not be read and checked again: it is packed into what JSON can say and unpacked
straight into the same objects. How follows from the declarations: the annotations of a model or a value class are
compiled into a pair of functions when the class is first met.

Plain data runs nothing, unlike a pickle, which makes it fit for a file that lies on the disk. It is not checked either:
whoever unpacks has to know where it came from.

========================= ======================================================
model                     ``{field: value}`` of the fields that were written
frozen value, tuple       ``[value, …]`` in the order of its fields
list, mapping             ``[value, …]``, ``{key: value}``
choice of several classes ``[number of the class, value]``
``Decimal``, ``date``     as text; words of an enumeration by their value
``None``, text, int, bool as they are
========================= ======================================================
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]

MOST_SHARED = 1 << 14
"""Equal values of one class that are kept as one: dates, references and words of vocabularies repeat without end."""


class _Ways(NamedTuple):
    """How a value is packed and unpacked; nothing where it is plain already. Neither is ever asked about ``None``."""

    pack: Callable[[Any], Any] | None
    unpack: Callable[[Any], Any] | None


_AS_IT_IS = _Ways(None, None)


def pack(model: BaseModel) -> dict[str, Plain]:
    """A record or a part of one as plain data; raises TypeError for a type that has no plain form."""
    there, _ = _ways(type(model))
    assert there is not None
    return cast(dict[str, Plain], there(model))


def unpack(model: type[BaseModel], plain: Mapping[str, Plain]) -> Any:
    """The model that :func:`pack` was given. Raises whatever comes up where the data is not of that making."""
    _, back = _ways(model)
    assert back is not None
    return back(plain)


@cache
def _ways(annotation: Any) -> _Ways:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _ways(inner[0])
    if origin in (Union, types.UnionType):
        return _choice([option for option in inner if option is not type(None)])
    if origin is tuple and inner[1:] == (...,):
        return _list(_ways(inner[0]))
    if origin is tuple:
        return _row([_ways(one) for one in inner])
    if isinstance(origin, type) and issubclass(origin, Mapping) and inner[0] is str:
        return _mapping(_ways(inner[1]))
    if annotation in (str, int, bool) or origin is Literal:
        return _AS_IT_IS
    if annotation is Decimal:
        return _Ways(str, Decimal)
    if annotation is date:
        return _Ways(date.isoformat, date.fromisoformat)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _Ways(lambda word: word.value, {word.value: word for word in annotation}.__getitem__)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation)
    if isinstance(annotation, type) and (is_dataclass(annotation) or issubclass(annotation, tuple)):
        return _value(annotation)
    raise TypeError(f"{annotation} has no plain form")


def _model(model: type[BaseModel]) -> _Ways:
    declared: dict[str, Any] = {name: field.annotation for name, field in model.model_fields.items()}
    ways = {name: _ways(annotation) for name, annotation in declared.items()}
    pack_field = {name: way.pack for name, way in ways.items()}
    unpack_field = {name: way.unpack for name, way in ways.items()}
    # What a model was not told has its default, and every default of ours is immutable.
    blank = {name: None if field.is_required() else field.default for name, field in model.model_fields.items()}
    new, put = object.__new__, object.__setattr__

    def there(part: BaseModel) -> dict[str, Any]:
        values, plain = part.__dict__, {}
        told = part.__pydantic_fields_set__
        for name, packed in pack_field.items():
            if name in told:
                value = values[name]
                plain[name] = value if packed is None or value is None else packed(value)
        return plain

    def back(plain: dict[str, Any]) -> BaseModel:
        values = blank.copy()
        for name, value in plain.items():
            unpacked = unpack_field[name]
            values[name] = value if unpacked is None or value is None else unpacked(value)
        # What pydantic's `model_construct` does, less its look at aliases and defaults: four times as fast.
        part = new(model)
        put(part, "__dict__", values)
        put(part, "__pydantic_fields_set__", set(plain))
        put(part, "__pydantic_extra__", None)
        put(part, "__pydantic_private__", None)
        return part

    return _Ways(there, back)


def _value(class_: type[Any]) -> _Ways:
    """A frozen dataclass or a named tuple."""
    hints = get_type_hints(class_, include_extras=True)
    names = [field.name for field in fields(class_)] if is_dataclass(class_) else list(hints)
    ways = [_ways(hints[name]) for name in names]
    there = [(name, way.pack) for name, way in zip(names, ways, strict=True)]

    def packed(value: Any) -> list[Any]:
        plain = []
        for name, to_plain in there:
            part = getattr(value, name)
            plain.append(part if to_plain is None or part is None else to_plain(part))
        return plain

    make = class_ if all(way.unpack is None for way in ways) else lambda *plain: class_(*_unpacked_row(ways, plain))
    if not any(_is_nested(hints[name]) for name in names):
        make = lru_cache(MOST_SHARED)(make)
    return _Ways(packed, lambda plain: make(*plain))


def _row(ways: list[_Ways]) -> _Ways:
    """A tuple of a fixed length."""

    def packed(values: Any) -> list[Any]:
        pairs = zip(values, ways, strict=True)
        return [part if way.pack is None or part is None else way.pack(part) for part, way in pairs]

    return _Ways(packed, lambda plain: tuple(_unpacked_row(ways, plain)))


def _unpacked_row(ways: list[_Ways], plain: Sequence[Any]) -> list[Any]:
    pairs = zip(plain, ways, strict=True)
    return [part if way.unpack is None or part is None else way.unpack(part) for part, way in pairs]


def _is_nested(annotation: Any) -> bool:
    """Whether the plain form is a list or a mapping, by which nothing can be looked up."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _is_nested(inner[0])
    if origin in (Union, types.UnionType):
        return any(_is_nested(option) for option in inner)
    if origin is not None:
        return origin is not Literal
    return is_dataclass(annotation) or (isinstance(annotation, type) and issubclass(annotation, BaseModel | tuple))


def _list(way: _Ways) -> _Ways:
    there, back = way
    return _Ways(
        list if there is None else lambda items: [None if item is None else there(item) for item in items],
        tuple if back is None else lambda plain: tuple([None if item is None else back(item) for item in plain]),
    )


def _mapping(way: _Ways) -> _Ways:
    there, back = way
    return _Ways(
        dict if there is None else lambda items: {k: None if v is None else there(v) for k, v in items.items()},
        None if back is None else lambda plain: {k: None if v is None else back(v) for k, v in plain.items()},
    )


def _choice(options: list[Any]) -> _Ways:
    ways = [_ways(option) for option in options]
    if len(options) == 1:
        return ways[0]
    classes = [get_args(option)[0] if get_origin(option) is Annotated else option for option in options]
    numbers = {class_: number for number, class_ in enumerate(classes)}

    def there(value: Any) -> list[Any]:
        number = numbers[type(value)]
        way = ways[number].pack
        return [number, value if way is None else way(value)]

    def back(plain: list[Any]) -> Any:
        number, value = plain
        way = ways[number].unpack
        return value if way is None else way(value)

    return _Ways(there, back)
