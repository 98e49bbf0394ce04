"""Records held against published lists of duties: what is public, what is missing, withheld, or does not apply.

An item counts only when its value is valid and has a source. Words that say nothing ("无", "待定", "n/a") never count,
and neither does "the source does not say": it is missing, but said to be.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from pydantic import BaseModel

from generator.catalogue import Catalogue, Key, key_of
from generator.duties import Duty, DutyGroup, DutyList, DutyPath, Step
from generator.loader import Entry
from generator.records.base import Document
from generator.tracing import Question, piece, remembered
from generator.values.names import Reference, Term
from generator.values.stated import Absence, Citation, Statement
from generator.values.text import LocalizedText

EMPTY_WORDS = frozenset(
    {
        "无", "没有", "暂无", "暂缺", "空", "空白", "待定", "未定", "待补", "待补充", "待完善", "待公布", "待公开",
        "待确认", "待核实", "待填", "不详", "未知", "不明", "未公布", "未公开", "未说明", "略", "同上", "见附件",
        "详见附件", "另行通知", "另行公布", "无数据", "暂无数据", "暂未公开", "暂未公布",
        "none", "nil", "null", "nothing", "na", "n/a", "not available", "not applicable", "not stated", "not known",
        "tbd", "tba", "tbc", "tbn", "to be determined", "to be decided", "to be announced", "to be confirmed",
        "unknown", "pending", "undefined", "no data", "see annex", "see attachment", "x", "xx", "xxx", "test",
    }
)  # fmt: skip
"""What people write where a form wants something and there is nothing to say; compared without case and signs."""
_KEPT = frozenset("/")


class State(StrEnum):
    """How an item stands in a record."""

    PUBLISHED = "published"
    MISSING = "missing"
    WITHHELD = "withheld"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True)
class Answer:
    """An item of a list, and how a record stands to it."""

    duty: Duty
    state: State
    said: bool = False
    """Missing, and the record says that its source leaves it open."""
    field: str = ""
    """The field of the record that answers it."""


@dataclass(frozen=True)
class Share:
    """How many items are published, of those that apply and may be published."""

    published: int = 0
    asked: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.published + other.published, self.asked + other.asked)


@dataclass(frozen=True)
class Held:
    """A record held against the groups of one list that are about its kind."""

    name: str
    list: DutyList
    groups: tuple[tuple[DutyGroup, tuple[Answer, ...]], ...]

    @property
    def answers(self) -> Iterator[Answer]:
        """All items in order."""
        for _, answers in self.groups:
            yield from answers

    @property
    def share(self) -> Share:
        """What is published of what is asked for."""
        states = [answer.state for answer in self.answers]
        published = states.count(State.PUBLISHED)
        return Share(published, published + states.count(State.MISSING))


_HELD: WeakKeyDictionary[Catalogue, dict[Key, tuple[tuple[Held, ...], set[Question]]]] = WeakKeyDictionary()
"""Each record is held against the lists once, for pages, lists and places of every language."""


def held(catalogue: Catalogue, entry: Entry) -> tuple[Held, ...]:
    """A record against every list that asks something of its kind."""
    known = _HELD.setdefault(catalogue, {})
    return remembered(known, key_of(entry), lambda: _held(catalogue, entry))


def _held(catalogue: Catalogue, entry: Entry) -> tuple[Held, ...]:
    return tuple(
        Held(name, list_, tuple((group, _answers(catalogue, entry, group)) for group in groups))
        for name, list_ in catalogue.surroundings.duties.items()
        if (groups := list_.of_kind(entry.kind.name))
    )


def share(catalogue: Catalogue, entry: Entry) -> Share:
    """What a record publishes of everything that the lists ask of it."""
    return Share(*piece(catalogue, ("share", *key_of(entry)), lambda: _share(catalogue, entry)))


def _share(catalogue: Catalogue, entry: Entry) -> list[int]:
    whole = total(one.share for one in held(catalogue, entry))
    return [whole.published, whole.asked]


def total(shares: Iterable[Share]) -> Share:
    """Shares taken together: item by item, not an average."""
    return sum(shares, Share())


def kinds_asked(lists: Mapping[str, DutyList]) -> tuple[str, ...]:
    """The kinds of record that any list is about, in the order in which they name them."""
    return tuple(dict.fromkeys(group.kind for list_ in lists.values() for group in list_.groups))


def _answers(catalogue: Catalogue, entry: Entry, group: DutyGroup) -> tuple[Answer, ...]:
    return tuple(_answer(catalogue, entry, duty) for duty in group.items)


def _answer(catalogue: Catalogue, entry: Entry, duty: Duty) -> Answer:
    if duty.withheld:
        return Answer(duty, State.WITHHELD)
    judged = _Judge(catalogue, entry)
    found = [(judged.state(path), path) for path in duty.any_of]
    if duty.all_of:
        states = [judged.state(path) for path in duty.all_of]
        worst = max(states, key=lambda one: _ORDER.index(one[0]))
        found.append((worst, duty.all_of[0]))
    (state, said), path = min(found, key=lambda one: _ORDER.index(one[0][0]))
    if state is State.MISSING and duty.when and not judged.applies(duty.when.field, duty.when.words):
        return Answer(duty, State.NOT_APPLICABLE)
    said = said or any(one for (_, one), _ in found)
    return Answer(duty, state, said=said and state is State.MISSING, field=path.written)


_ORDER = (State.PUBLISHED, State.NOT_APPLICABLE, State.WITHHELD, State.MISSING)
"""Which of several answers stands for the item: what is published comes before what is not."""


@dataclass(frozen=True)
class _Judge:
    """Looks into one record."""

    catalogue: Catalogue
    entry: Entry

    def state(self, path: DutyPath) -> tuple[State, bool]:
        """What stands at a path, and whether it is said to be left open."""
        found = [self._of(value, around, entry) for value, around, entry in self._at(path)]
        best = min(found, key=lambda one: _ORDER.index(one[0]), default=(State.MISSING, False))
        return best[0], any(said for _, said in found)

    def applies(self, field: DutyPath, words: tuple[str, ...]) -> bool:
        """Whether a field is one of the words, or nothing is known of it."""
        values = [value.value if isinstance(value, Statement) else value for value, _, _ in self._at(field)]
        known = {str(value) for value in values if value is not None}
        return not known or bool(known & set(words))

    def _at(self, path: DutyPath) -> Iterator[tuple[Any, BaseModel, Entry]]:
        """The values at a path, each with the part that holds it and the record that this is in."""
        if not path.kind:
            yield from _walk(self.entry.record, path.steps, self.entry)
            return
        first, *rest = path.steps
        for other in self.catalogue.naming(self.entry, path.kind, [first.name]):
            for item, holder, entry in _walk(other.record, (first,), other):
                if self._names_this(item):
                    yield from _walk(item, rest, entry) if rest else [(item, holder, entry)]

    def _names_this(self, item: Any) -> bool:
        parts = item.__dict__.values() if isinstance(item, BaseModel) else (item,)
        return any(isinstance(part, Reference) and (part.kind, part.id) == key_of(self.entry) for part in parts)

    def _of(self, value: Any, holder: BaseModel, entry: Entry) -> tuple[State, bool]:
        if isinstance(value, Statement) and value.absence:
            states = {Absence.WITHHELD: State.WITHHELD, Absence.NOT_APPLICABLE: State.NOT_APPLICABLE}
            return states.get(value.absence, State.MISSING), value.absence is Absence.NOT_STATED
        is_there = self._says_something(value) and self._is_sourced(value, holder, entry)
        return (State.PUBLISHED if is_there else State.MISSING), False

    def _is_sourced(self, value: Any, holder: BaseModel, entry: Entry) -> bool:
        """Whether the value, or what it stands in, names a source that is published; else its record must."""
        for part in (value, holder):
            if isinstance(part, Document) and (part.url or self.catalogue.find(part.source)):
                return True
            if own := getattr(part, "sources", ()):
                return self._known(own)
        return self._known(entry.record.sources)

    def _known(self, citations: tuple[Citation, ...]) -> bool:
        return any(self.catalogue.find(citation.source) for citation in citations)

    def _says_something(self, value: Any) -> bool:
        match value:
            case None | False:
                return False
            case Statement():
                return self._says_something(value.value)
            case LocalizedText():
                return all(not is_empty(text) for _, text in value)
            case str():
                return not is_empty(value)
            case Reference():
                entry = self.catalogue.find(value)
                return entry is not None and self._says_something(entry.record.heading)
            case Term():
                return self.catalogue.term(value) is not None
            case Document():
                return self._says_something(value.title)
            case BaseModel():
                said = {name: part for name, part in value.__dict__.items() if part not in (None, (), False)}
                parts = [part for name, part in said.items() if name != "sources"]
                texts = [part for part in parts if isinstance(part, LocalizedText | Reference)]
                return bool(parts) and all(self._says_something(part) for part in texts)
        return True


def _walk(part: Any, steps: Iterable[Step], entry: Entry) -> Iterator[tuple[Any, Any, Entry]]:
    steps = tuple(steps)
    if isinstance(part, Statement) and steps[0].name not in type(part).model_fields:
        part = part.value
    value = getattr(part, steps[0].name, None)
    items = value if isinstance(value, tuple) else tuple(value.values()) if isinstance(value, dict) else (value,)
    for item in items:
        if item is None or not _is_meant(item, steps[0]):
            continue
        if len(steps) > 1:
            yield from _walk(item, steps[1:], entry)
        else:
            yield item, part, entry


def _is_meant(item: Any, step: Step) -> bool:
    return not step.field or str(getattr(item, step.field, "")) in step.words


def is_empty(text: str) -> bool:
    """Whether a text only fills a place: an empty word, or nothing but signs."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(sign if sign.isalnum() or sign in _KEPT else " " for sign in folded)
    words = " ".join(kept.split())
    # "n / a" and "T.B.D." are what they are without their spaces.
    return not any(sign.isalnum() for sign in words) or words in EMPTY_WORDS or words.replace(" ", "") in EMPTY_WORDS
