"""What happened to each record as its readers saw it, told from the versions of its file.

A version counts from the commit of the published branch that brought it; a draft is not seen, so what follows one is
held against what was seen before it. Everything here is plain values: git is read elsewhere (:mod:`generator.history`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from generator.comparison import Change, changes
from generator.findings import Refusal
from generator.records import BY_NAME
from generator.shapes import Sort
from generator.values.text import LocalizedText

Key = tuple[str, str]
"""Kind and id."""
Data = Mapping[str, Any]
"""A version of a record, as read."""
Versions = Callable[[str], Data | None]
"""Name of a version → what it says; nothing where it is gone or cannot be read."""


class Act(StrEnum):
    """What can happen to a record as its readers see it."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Moment:
    """A commit: its whole hash, when it was made, and what it says of itself where that may be shown."""

    commit: str
    seconds: int
    """Since 1970, UTC."""
    day: date
    """By the publication's clock."""
    message: str = ""

    @property
    def short(self) -> str:
        """The hash as people write it."""
        return short(self.commit)


def short(commit: str) -> str:
    """A commit's hash as people write it, long enough to find it by."""
    return commit[:8]


@dataclass(frozen=True, slots=True)
class Touch:
    """One file in one commit: which record it is, which it was before, and the versions' names; empty for none."""

    key: Key | None
    was_key: Key | None
    version: str


@dataclass(frozen=True)
class Event:
    """A commit and the records that it touched."""

    moment: Moment
    touches: tuple[Touch, ...]
    is_cut: bool = False
    """Whether the history is cut off below it, so that everything seems to begin here."""


@dataclass(frozen=True)
class Step:
    """One thing that happened to one record. Without a moment it is not committed yet."""

    key: Key
    """What the record is called now, or was called last."""
    then: Key
    """What it was called after this step."""
    act: Act
    moment: Moment | None
    changes: tuple[Change, ...] = ()
    title: LocalizedText | None = None
    places: tuple[str, ...] = ()
    """The places that it names, as they were then."""


@dataclass(frozen=True)
class Chronicle:
    """Everything that happened, newest first."""

    steps: tuple[Step, ...]
    is_complete: bool = True
    """Whether it goes back to the beginning."""
    renamed: Mapping[Key, Key] = field(default_factory=dict)
    """What records were called → what they are called now."""

    @cached_property
    def by_key(self) -> Mapping[Key, tuple[Step, ...]]:
        """Record → its steps, newest first."""
        found: dict[Key, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.key, []).append(step)
        return {key: tuple(steps) for key, steps in found.items()}

    @cached_property
    def removed(self) -> Mapping[Key, Step]:
        """Records that were published and are not there any more, with the step by which they went."""
        return {key: steps[0] for key, steps in self.by_key.items() if steps[0].act is Act.REMOVED}


def counts(step: Step, since: date | None, today: date | None) -> bool:
    """Whether a step changed something that was public: it came on the day of publication or later.

    Where no such day is set nothing is public yet. What is not committed happens on the day that counts as today.
    """
    day = step.moment.day if step.moment else today
    return since is not None and day is not None and day >= since


class _Line:
    """One record through time."""

    def __init__(self) -> None:
        self.seen: Data | None = None
        self.is_shown = False
        self.steps: list[tuple[Key, Act, Moment | None, tuple[Change, ...], Data]] = []

    def visit(self, key: Key, was_key: Key | None, moment: Moment | None, data: Data, *, tell: bool) -> None:
        """A version comes in."""
        if str(data.get("draft", "")).strip() == "true":
            self.leave(key, moment)
            return
        before = self.seen
        found: tuple[Change, ...] = ()
        if before is not None and before is not data:
            found = tuple(changes(before, data, BY_NAME[key[0]].model))
        act = Act.CHANGED if self.is_shown else Act.ADDED
        if self.is_shown and was_key != key:
            act = Act.RENAMED
        self.seen, shown_before, self.is_shown = data, self.is_shown, True
        if tell and (found or not shown_before or act is Act.RENAMED):
            self.steps.append((key, act, moment, found, data))

    def leave(self, key: Key, moment: Moment | None) -> None:
        """The record is not to be seen any more."""
        if self.is_shown and self.seen is not None:
            self.steps.append((key, Act.REMOVED, moment, (), self.seen))
        self.is_shown = False


def tell(
    events: Iterable[Event],
    versions: Versions,
    present: Mapping[Key, tuple[str, Data]],
    renames: Mapping[Key, Key],
    *,
    is_complete: bool,
) -> Chronicle:
    """The chronicle of the commits, oldest first, and of what differs from them at present.

    ``present`` is what lies in the folder: record → the name of the version and what it says. ``renames`` says which
    record a new one was before, where git cannot tell (old → new).
    """
    alive: dict[Key, _Line] = {}
    ended: dict[Key, _Line] = {}
    newest: dict[Key, str] = {}
    for event in events:
        for touch in _paired(event.touches, renames):
            _take(touch, event.moment, versions, alive, ended, newest, tell=not event.is_cut)
    gone = [key for key in newest if key not in present]
    come = [key for key in present if key not in newest]
    touches = [Touch(None, key, "") for key in gone] + [Touch(key, None, present[key][0]) for key in come]
    touches += [Touch(key, key, present[key][0]) for key in present if key in newest and newest[key] != present[key][0]]
    at_hand = {name: data for name, data in present.values()}
    for touch in _paired(touches, renames):
        _take(touch, None, at_hand.get, alive, ended, newest, tell=True)
    return _finished([*((key, line) for key, line in ended.items()), *alive.items()], is_complete)


def _take(
    touch: Touch, moment: Moment | None, versions: Versions, alive: dict[Key, _Line], ended: dict[Key, _Line],
    newest: dict[Key, str], *, tell: bool,
) -> None:  # fmt: skip
    if touch.key is None:
        assert touch.was_key is not None
        line = alive.pop(touch.was_key, None)
        newest.pop(touch.was_key, None)
        if line is not None:
            line.leave(touch.was_key, moment)
            ended[touch.was_key] = line
        return
    line = alive.pop(touch.was_key, None) if touch.was_key else None
    if touch.was_key and touch.was_key != touch.key:
        newest.pop(touch.was_key, None)
    line = line or alive.pop(touch.key, None) or ended.pop(touch.key, None) or _Line()
    alive[touch.key] = line
    newest[touch.key] = touch.version
    data = versions(touch.version)
    if data is not None:
        line.visit(touch.key, touch.was_key, moment, data, tell=tell)


def _paired(touches: Iterable[Touch], renames: Mapping[Key, Key]) -> Iterator[Touch]:
    """The touches of one commit, with a removal and an addition made one where they are a rename."""
    listed = [part for touch in touches for part in _apart(touch, renames)]
    added = {touch.key: touch for touch in listed if touch.was_key is None and touch.key}
    taken: set[Key] = set()
    for touch in listed:
        new = renames.get(touch.was_key) if touch.key is None and touch.was_key else None
        if new in added and touch.was_key:
            taken.add(new)
            yield Touch(new, touch.was_key, added[new].version)
        elif touch.was_key is not None:
            yield touch
    yield from (touch for touch in listed if touch.was_key is None and touch.key not in taken)


def _apart(touch: Touch, renames: Mapping[Key, Key]) -> tuple[Touch, ...]:
    """A rename that git guessed and that the redirects contradict, or that makes another kind of it, as two."""
    is_rename = touch.key and touch.was_key and touch.key != touch.was_key
    if is_rename and touch.key and touch.was_key:
        known = renames.get(touch.was_key)
        if touch.key[0] != touch.was_key[0] or (known is not None and known != touch.key):
            return Touch(None, touch.was_key, ""), Touch(touch.key, None, touch.version)
    return (touch,)


def _finished(lines: Iterable[tuple[Key, _Line]], is_complete: bool) -> Chronicle:
    steps, renamed = [], {}
    lines = list(lines)
    for key, line in lines:
        renamed.update({then: key for then, *_ in line.steps if then != key})
    ids = {old[1]: new[1] for old, new in renamed.items()}
    for key, line in lines:
        for then, act, moment, told, data in line.steps:
            found = tuple(change for change in told if not _is_rename(change, ids))
            if told and not found and act is Act.CHANGED:
                continue
            steps.append(Step(key, then, act, moment, found, heading_of(key[0], data), places_of(key, data)))
    steps.sort(key=lambda step: step.key)
    steps.sort(key=_age, reverse=True)
    return Chronicle(tuple(steps), is_complete, renamed)


def _is_rename(change: Change, ids: Mapping[str, str]) -> bool:
    """Whether a reference only follows the record that it leads to under its new id."""
    if change.kind not in (Sort.REFERENCE, Sort.SOURCE) or not ids or change.was is None or change.now is None:
        return False
    was, now = (
        [" ".join([ids.get(word, word) for word in one.split(" ")]) for one in text.split(", ")]
        for text in (change.was, change.now)
    )
    return was == now


def _age(step: Step) -> tuple[bool, int]:
    return step.moment is None, step.moment.seconds if step.moment else 0


def heading_of(kind: str, data: Data) -> LocalizedText | None:
    """What a version calls its record."""
    written = data.get("names") if kind == "site" else data.get("title") or data.get("name")
    if isinstance(written, dict):
        written = {tag: text.get("value") if isinstance(text, dict) else text for tag, text in written.items()}
        written = {tag: text for tag, text in written.items() if isinstance(text, str) and text.strip()}
    try:
        return LocalizedText.parse(written) if written else None
    except Refusal:
        return None


def places_of(key: Key, data: Data) -> tuple[str, ...]:
    """The places that a version names as its own, or that its lines of money go to."""
    found = [key[1]] if key[0] == "place" else []
    lines = data.get("allocations")
    for part in (data, *(lines if isinstance(lines, list) else ())):
        for name in ("place", "places"):
            written = part.get(name) if isinstance(part, dict) else None
            found += [one for one in (written if isinstance(written, list) else [written]) if isinstance(one, str)]
    return tuple(dict.fromkeys(found))
