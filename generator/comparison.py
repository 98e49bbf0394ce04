"""What differs between two versions of a record, value by value: figures first, then dates, then everything else.

Works on data as it was read, not on models: a version of years ago need not fit today's declaration. The declaration
only says what stands where, so that a shorthand and its long form are the same, and ``9949 万元`` is known to be money.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.findings import Refusal
from generator.records.base import Record
from generator.shapes import Group, Leaf, Listing, Open, Shape, Sort, Words, canonical, leaves, shape_of
from generator.values.money import Money
from generator.values.quantity import Quantity
from generator.values.stated import Absence

Path = tuple[str | int, ...]

UNTOLD = ("draft", "revisions")
"""Fields that are not part of what a record says."""

MEANING = ("basis", "unit")
"""What a figure is an amount or a number of, where it stands beside its value."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is not what it was. ``None`` stands for nothing; a reason for absence stands as its word."""

    path: Path
    """Where it stands in the newer version; what is gone, in the older one. A statement's value is the statement."""
    was: str | None
    now: str | None
    kind: Sort
    is_stated: bool = False
    """Whether it is the value of a statement, and not a detail such as how exact a point is."""

    @property
    def is_figure(self) -> bool:
        """Whether it was or is an amount of money or a quantity."""
        return self.kind.is_figure

    @property
    def is_new_writing(self) -> bool:
        """Whether only the writing of a figure differs: 9949万元 and 99490000元 are the same."""
        was, now = (figure(text, self.kind) for text in (self.was, self.now))
        return was is not None and now is not None and same(was, now)

    @property
    def alters_figure(self) -> bool:
        """Whether a figure that was stated there has another value now, another meaning, or is gone."""
        if self.path[-1] in MEANING:  # 120 万元 planned and 120 万元 paid are not the same figure
            return self.was is not None and self.was not in set(Absence) and self.now is not None
        return self.is_stated and self.is_figure and figure(self.was, self.kind) is not None and not self.is_new_writing

    def is_explained(self, field: Path, was: str, *, exact: bool = True) -> bool:
        """Whether a correction of ``field`` that ``was`` something is about this change; unless ``exact``, the places
        in lists may have shifted since."""
        path = field[:-1] if field[-1:] == ("value",) else field
        if path != self.path if exact else names_of(path) != names_of(self.path):
            return False
        before, said = figure(self.was, self.kind), figure(was, self.kind)
        return was == self.was or (before is not None and said is not None and same(before, said))


def changes(old: Mapping[str, Any], new: Mapping[str, Any], model: type[Record]) -> list[Change]:
    """Every value in which two versions of a record of ``model`` differ; empty where they say the same."""
    shape = shape_of(model)
    found: list[Change] = []
    for name in dict.fromkeys((*shape.fields, *old, *new)):
        before, after = old.get(name), new.get(name)
        if before != after and name not in UNTOLD:
            inner = shape.fields.get(name, Leaf())
            found.extend(_differences(inner, canonical(inner, before), canonical(inner, after), (name,)))
    return sorted(found, key=lambda change: change.kind.rank)


def figure(text: str | None, kind: Sort) -> Money | Quantity | None:
    """The figure that a text is; nothing where there is none."""
    if text is None or not kind.is_figure or text in set(Absence):
        return None
    try:
        return Money.parse(text) if kind is Sort.MONEY else Quantity.parse(text)
    except Refusal:
        return None


def same(one: Money | Quantity, other: Money | Quantity) -> bool:
    """Whether two figures are equal, however they are written; what one leaves open does not tell them apart."""
    if isinstance(one, Money) and isinstance(other, Money):
        return one.fen == other.fen and (one.currency == other.currency or not (one.currency and other.currency))
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.number == other.number and (one.unit == other.unit or not (one.unit and other.unit))
    return False


def names_of(path: Path) -> tuple[str, ...]:
    """The field names of a path, without places in lists, which shift when a line is added above."""
    return tuple(step for step in path if isinstance(step, str))


def _differences(shape: Shape, old: Any, new: Any, path: Path) -> Iterator[Change]:
    if old == new:
        return
    match shape:
        case Listing():
            yield from _in_list(shape, old or [], new or [], path)
        case Group():
            yield from _in_group(shape, old, new, path)
        case Open() | Words():
            inner = shape.item if isinstance(shape, Open) else Leaf(Sort.TEXT)
            before, after = old or {}, new or {}
            for name in dict.fromkeys((*before, *after)):
                yield from _differences(inner, before.get(name), after.get(name), (*path, name))
        case Leaf():
            kind = _sort(shape.sort, old if new is None else new)
            yield Change(path, old, new, kind)


def _sort(sort: Sort, text: str | None) -> Sort:
    """Money or a quantity, where a field may hold either."""
    if sort is not Sort.FIGURE:
        return sort
    try:
        return Sort.MONEY if text and Money.parse(text).currency else Sort.QUANTITY
    except Refusal:
        return Sort.QUANTITY


def _in_group(shape: Group, old: Any, new: Any, path: Path) -> Iterator[Change]:
    before, after = old or {}, new or {}
    rest = dict.fromkeys((*before, *after))
    if shape.is_statement:
        yield from _in_statement(shape, before, after, path)
        if not (before and after):  # what stood around a value that came or went is not told apart from it
            return
        rest.pop("value", None)
        rest.pop("absence", None)
    for name in rest:
        inner = shape.fields.get(name, Leaf())
        yield from _differences(inner, before.get(name), after.get(name), (*path, name))


def _in_statement(shape: Group, old: Mapping[str, Any], new: Mapping[str, Any], path: Path) -> Iterator[Change]:
    """Value and reason for absence as one: 120 万元 → not-stated."""
    inner = shape.fields["value"]
    if isinstance(inner, Leaf):
        was, now = (side.get("value", side.get("absence")) for side in (old, new))
        if was != now:
            sort = _sort(inner.sort, new.get("value") or old.get("value"))
            yield Change(path, was, now, sort, is_stated=True)
        return
    if old.get("absence") != new.get("absence"):
        yield Change(path, old.get("absence"), new.get("absence"), Sort.TERM)
    yield from _differences(inner, old.get("value"), new.get("value"), path)


def _in_list(shape: Listing, old: list[Any], new: list[Any], path: Path) -> Iterator[Change]:
    item = shape.item
    if isinstance(item, Leaf) or shape.is_set:
        sort = item.sort if isinstance(item, Leaf) else Sort.SOURCE
        was, now = (", ".join(filter(None, (" ".join(leaves(item, one)) for one in side))) for side in (old, new))
        if was != now:
            yield Change(path, was or None, now or None, sort)
        return
    whole = isinstance(item, Group) and not item.is_statement and not item.has_figures
    for before, after in _pairs(item, old, new):
        place = before if after is None else after
        assert place is not None
        one = None if before is None else old[before]
        other = None if after is None else new[after]
        if whole and (one is None or other is None):
            said, says = (" · ".join(leaves(item, side)) or None for side in (one, other))
            if said != says:
                yield Change((*path, place), said, says, Sort.TEXT)
        else:
            yield from _differences(item, one, other, (*path, place))


def _pairs(item: Shape, old: list[Any], new: list[Any]) -> list[tuple[int | None, int | None]]:
    """Which line was which: the same in everything, else alone about the same thing on the same basis, else about the
    same thing, else of one value, else in order."""
    left, right = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
    pairs: list[tuple[int | None, int | None]] = []
    alone = _lines_alone(old, new)
    keys: tuple[Callable[[Any], Any], ...] = (
        lambda one: one,
        lambda one: key if (key := _about_and_basis(one)) in alone else None,
        lambda one: _about(item, one),
        _value,
    )
    for key in keys:
        waiting: dict[str, list[int]] = {}
        for index in right:
            waiting.setdefault(repr(key(new[index])), []).append(index)
        for index in list(left):
            marked = key(old[index])
            found = waiting.get(repr(marked))
            if marked and found:
                partner = found.pop(0)
                pairs.append((index, partner))
                del left[index], right[partner]
    if len(left) == len(right):
        pairs.extend(zip(left, right, strict=True))
    else:
        for index in [index for index in left if index in right]:
            pairs.append((index, index))
            del left[index], right[index]
        pairs.extend((index, None) for index in left)
        pairs.extend((None, index) for index in right)
    return sorted(pairs, key=lambda pair: (pair[1] if pair[1] is not None else pair[0] or 0, pair[0] or 0))


_SAID = ("value", "absence", "stated_as", "sources", "as_of", "confidence", "note", "alternatives", "date", "basis")


def _about(item: Shape, one: Any) -> Any:
    """What a line is about, apart from what it says of it."""
    return {name: part for name, part in one.items() if name not in _SAID} if isinstance(one, dict) else None


def _about_and_basis(one: Any) -> str:
    """What a line is about, with its basis; empty where it states none."""
    if not isinstance(one, dict) or not one.get("basis"):
        return ""
    return repr({name: part for name, part in sorted(one.items()) if name == "basis" or name not in _SAID})


def _lines_alone(*sides: list[Any]) -> set[str]:
    """What only one line of each side is about."""
    counted = [Counter(map(_about_and_basis, side)) for side in sides]
    return {key for key in counted[0] if key and all(side[key] == 1 for side in counted)}


def _value(one: Any) -> Any:
    return one.get("value") if isinstance(one, dict) else None
