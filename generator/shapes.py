"""What stands where in a kind's records, taken from its model: for reading data of any age without validating it.

``canonical`` gives shorthands their long form, so that two versions that say the same are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.values.dates import PartialDate, Period, Year
from generator.values.line_string import LineString
from generator.values.money import Money
from generator.values.names import Reference, RefersTo, Term, WordOf
from generator.values.price import Price
from generator.values.quantity import Quantity
from generator.values.stated import Absence, Citation, Statement
from generator.values.text import UNDETERMINED, LocalizedText


class Sort(StrEnum):
    """What sort of value stands somewhere."""

    MONEY = "money"
    QUANTITY = "quantity"
    FIGURE = "figure"
    """Money or a quantity, as its writing says."""
    DATE = "date"
    TERM = "term"
    REFERENCE = "reference"
    SOURCE = "source"
    TEXT = "text"
    LINE = "line"
    """A line on the earth: too long to be told, so how many points it has and a fingerprint of them."""

    @property
    def is_figure(self) -> bool:
        """Whether it is a number that was published as one."""
        return self in (Sort.MONEY, Sort.QUANTITY, Sort.FIGURE)

    @property
    def rank(self) -> int:
        """In which order values are told: figures, then dates, then the others."""
        return _RANKS.get(self, len(_RANKS))


_RANKS = {Sort.MONEY: 0, Sort.FIGURE: 0, Sort.QUANTITY: 1, Sort.DATE: 2}


@dataclass(frozen=True)
class Leaf:
    """A single value; ``of`` is the kind that it refers to, or its vocabulary."""

    sort: Sort = Sort.TEXT
    of: str = ""


@dataclass(frozen=True)
class Words:
    """A text by language."""


@dataclass(frozen=True)
class Open:
    """Values by names that are not declared."""

    item: Shape


@dataclass(frozen=True)
class Listing:
    """Any number of values; of a set, only which ones they are matters."""

    item: Shape
    is_set: bool = False


@dataclass(frozen=True, eq=False)
class Group:
    """Declared fields; ``shorthand`` is the one that a plain value stands for."""

    fields: Mapping[str, Shape] = field(default_factory=dict)
    shorthand: str = ""
    is_statement: bool = False

    @property
    def has_figures(self) -> bool:
        """Whether a figure stands anywhere in it."""
        return any(_has_figures(inner) for inner in self.fields.values())


Shape = Leaf | Words | Open | Listing | Group


def _has_figures(shape: Shape) -> bool:
    if isinstance(shape, Leaf):
        return shape.sort.is_figure
    return shape.has_figures if isinstance(shape, Group) else not isinstance(shape, Words) and _has_figures(shape.item)


@lru_cache(maxsize=256)
def shape_of(model: type[BaseModel]) -> Group:
    """The shape of a model's fields."""
    # A statement's other versions hold statements of its own type: their fields end there.
    fields = {
        name: Leaf() if name == "alternatives" else _shape(info.annotation, info.metadata)
        for name, info in model.model_fields.items()
    }
    if issubclass(model, Statement):
        return Group(fields, "value", is_statement=True)
    return Group(fields, "source" if issubclass(model, Citation) else "")


def shape_at(shape: Shape, path: Iterable[str | int]) -> Shape | None:
    """The shape of what stands at a path, where such a thing can stand there at all."""
    here: Shape | None = shape
    for step in path:
        match here:
            case Listing() if isinstance(step, int):
                here = here.item
            case Listing():  # a path may leave out the place in a list
                here = shape_at(here.item, [step])
            case Open():
                here = here.item
            case Words():
                here = Leaf()
            case Group():
                value = here.fields.get("value") if here.is_statement else None
                here = here.fields.get(str(step)) or (shape_at(value, [step]) if value else None)
            case _:
                return None
    return here


def _shape(annotation: Any, metadata: Iterable[Any] = ()) -> Shape:
    marks = list(metadata)
    while get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        marks += more
    origin = get_origin(annotation)
    arguments = [argument for argument in get_args(annotation) if argument not in (type(None), Ellipsis)]
    if origin in (Union, UnionType):
        return _shape(arguments[0], marks) if len(arguments) == 1 else _either([_shape(one) for one in arguments])
    if origin is tuple:
        item = _shape(arguments[0])
        return Listing(item, is_set=isinstance(item, Group) and item.shorthand == "source")
    if origin is dict:
        return Open(_shape(arguments[1]))
    return _shape_of_type(annotation, marks) if isinstance(annotation, type) else Leaf()


def _shape_of_type(type_: type, marks: list[Any]) -> Shape:
    if issubclass(type_, BaseModel):
        return shape_of(type_)
    if issubclass(type_, LocalizedText):
        return Words()
    if type_ is Reference:
        return Leaf(Sort.REFERENCE, next((mark.kind for mark in marks if isinstance(mark, RefersTo)), ""))
    if type_ is Term:
        return Leaf(Sort.TERM, next((mark.vocabulary for mark in marks if isinstance(mark, WordOf)), ""))
    sorts = {Money: Sort.MONEY, Price: Sort.MONEY, Quantity: Sort.QUANTITY, PartialDate: Sort.DATE, Period: Sort.DATE,
             Year: Sort.DATE, LineString: Sort.LINE}
    return Leaf(sorts.get(type_, Sort.TERM if issubclass(type_, StrEnum) else Sort.TEXT), _snake(type_.__name__))


def _snake(name: str) -> str:
    return "".join("_" + sign.lower() if sign.isupper() else sign for sign in name).strip("_")


def _either(shapes: list[Shape]) -> Shape:
    """One of several models: the fields of all of them, and a value that is a figure of either sort."""
    groups = [shape for shape in shapes if isinstance(shape, Group)]
    if len(groups) != len(shapes):
        return Leaf()
    fields = {name: inner for group in groups for name, inner in group.fields.items()}
    values = {group.fields["value"] for group in groups if "value" in group.fields}
    if all(isinstance(value, Leaf) and value.sort.is_figure for value in values):
        fields["value"] = Leaf(Sort.FIGURE)
    return Group(fields, groups[0].shorthand, groups[0].is_statement)


# ------------------------------------------------------------------------------------------------------- long form


def canonical(shape: Shape, node: Any) -> Any:
    """What was written, in its long form: ``None`` where nothing is. Never refuses anything."""
    return _long(shape, node) or None


def _long(shape: Shape, node: Any) -> Any:
    if not node:
        return None
    match shape:
        case Leaf():
            return _text(node, shape.sort)
        case Words():
            texts = node if isinstance(node, dict) else {UNDETERMINED: node}
            return _kept((str(tag), _text(text)) for tag, text in texts.items())
        case Listing():
            listed = node if isinstance(node, list) else [node]
            return [one for one in (canonical(shape.item, inner) for inner in listed) if one is not None]
        case Open():
            named = node if isinstance(node, dict) else {UNDETERMINED: node}
            return _kept((str(name), canonical(shape.item, inner)) for name, inner in named.items())
        case Group():
            return _group(shape, node)


def _group(shape: Group, node: Any) -> Any:
    is_long = isinstance(node, dict) and (not shape.shorthand or bool(node.keys() & shape.fields.keys()))
    if not is_long and shape.is_statement and node == Absence.NOT_STATED:
        return {"absence": str(node)}
    if not is_long:
        name = shape.shorthand
        return _kept([(name, canonical(shape.fields[name], node))] if name else [("", _text(node))])
    return _kept((name, canonical(shape.fields.get(name, Leaf()), inner)) for name, inner in node.items())


def _kept(parts: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: inner for name, inner in parts if inner}


def _text(node: Any, sort: Sort = Sort.TEXT) -> str:
    if isinstance(node, str):
        return node.strip()
    if isinstance(node, dict) and sort is Sort.LINE:
        digest = sha256(_text(node.get("coordinates")).encode()).hexdigest()[:8]
        return f"LineString ({len(node.get('coordinates') or ())}) {digest}"
    if isinstance(node, dict) and sort is Sort.DATE and node.keys() <= {"from", "to"}:
        start, end = node.get("from") or "", node.get("to") or ""
        return str(start) if start == end else f"{start}/{end}"
    if isinstance(node, dict):
        return ", ".join(f"{name}: {_text(inner)}" for name, inner in node.items()).strip()
    return "; ".join(_text(inner) for inner in node).strip() if isinstance(node, list) else str(node or "")


def leaves(shape: Shape, node: Any) -> Iterator[str]:
    """The single values of something in its long form, in the order of the declaration."""
    match node:
        case None:
            return
        case dict():
            fields = shape.fields if isinstance(shape, Group) else {}
            for name in sorted(node, key=lambda name: list(fields).index(name) if name in fields else len(fields)):
                yield from leaves(fields.get(name, Leaf()), node[name])
        case list():
            for inner in node:
                yield from leaves(shape.item if isinstance(shape, Listing) else Leaf(), inner)
        case _:
            yield str(node)
