"""Whether a policy is in force: from its dates and from what took its place, else as a source says it, never guessed.

That a policy has come into force and that nothing is recorded against it since does not prove that it still holds; so
:attr:`State.IN_FORCE` is worded as exactly that, and names the day on which it was looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.catalogue import Catalogue
from generator.loader import Entry
from generator.records.policy import Policy
from generator.values.dates import PartialDate
from generator.values.names import Term


class State(StrEnum):
    """How a policy stands on a day."""

    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    REPEALED = "repealed"
    REPLACED = "replaced"
    STATED = "stated"
    """A source says it, and no dates tell."""
    NOT_STATED = "not-stated"
    """The source was looked at and does not say."""
    UNKNOWN = "unknown"
    """Nobody has entered anything."""


@dataclass(frozen=True, slots=True)
class Validity:
    """How a policy stands, and what that follows from."""

    state: State
    since: PartialDate | None = None
    """The date that decided."""
    by: Entry | None = None
    """The policy that took its place."""
    said: Term | None = None
    """What the source says, where that decides."""
    until: PartialDate | None = None
    """Of one in force: the first day on which it will no longer apply, where that is known already."""

    @property
    def is_derived(self) -> bool:
        """Whether it follows from dates."""
        return self.state in _DERIVED


_DERIVED = (State.NOT_YET, State.IN_FORCE, State.REPEALED, State.REPLACED)
AS_STATED = {"in-force": State.IN_FORCE, "not-yet-in-force": State.NOT_YET, "repealed": State.REPEALED}
"""Words of the vocabulary ``policy_validity`` → the state that dates would give for the same."""


def validity(catalogue: Catalogue, entry: Entry, today: date | None) -> Validity:
    """How a policy stands on a day; without a day, dates decide nothing."""
    policy: Policy = entry.record
    if today is not None:
        derived = _by_dates(policy, today, list(_successors(catalogue, entry)))
        if derived:
            return derived
    if policy.validity is not None:
        said = policy.validity.value
        return Validity(State.STATED, said=said) if said else Validity(State.NOT_STATED)
    if any(stated is not None and stated.value is None for stated in (policy.in_force, policy.repealed)):
        return Validity(State.NOT_STATED)
    return Validity(State.UNKNOWN)


def is_over(catalogue: Catalogue, entry: Entry) -> bool:
    """Whether a policy applies no longer, by its dates, by its successor or by the words of its source."""
    known = validity(catalogue, entry, catalogue.surroundings.as_of)
    state = AS_STATED.get(known.said.id, known.state) if known.said else known.state
    return state in (State.REPEALED, State.REPLACED)


def superseding(catalogue: Catalogue, entry: Entry) -> tuple[Entry, ...]:
    """The published policies that are said to take the place of this one."""
    return catalogue.naming(entry, "policy", ["supersedes"])


def _successors(catalogue: Catalogue, entry: Entry) -> Iterator[tuple[Entry, PartialDate]]:
    for other in superseding(catalogue, entry):
        begins = other.record.in_force.value if other.record.in_force else None
        if begins is not None and other is not entry:
            yield other, begins


def _by_dates(policy: Policy, today: date, successors: list[tuple[Entry, PartialDate]]) -> Validity | None:
    """A date of a month or year decides only once that has passed, or while it has not begun."""
    begins = policy.in_force.value if policy.in_force else None
    ends = policy.repealed.value if policy.repealed else None
    if ends is not None and ends.last <= today:
        return Validity(State.REPEALED, ends)
    for other, day in successors:
        if day.last <= today:
            return Validity(State.REPLACED, day, other)
    if begins is None:
        return None
    if begins.first > today:
        return Validity(State.NOT_YET, begins)
    undecided = (ends is not None and ends.first <= today) or any(day.first <= today for _, day in successors)
    if begins.last > today or undecided:
        return None
    ahead = [day for day in (ends, *(day for _, day in successors)) if day is not None]
    return Validity(State.IN_FORCE, begins, until=min(ahead, key=lambda day: day.first, default=None))
