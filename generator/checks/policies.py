"""Policies whose dates, validity and successors do not fit together, and benefits that do not say what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.batches import Batch
from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.loader import Entry
from generator.records.base import Path
from generator.records.policy import Policy
from generator.validity import AS_STATED, State, validity
from generator.values.dates import PartialDate

BENEFIT = "benefit"
"""The type of policy that says what somebody is entitled to."""
_ORDER = ("made", "published", "in_force", "repealed")


def check(batch: Batch) -> Iterator[Finding]:
    """``policy-…``, ``benefit-…``, and ``date-order`` and ``date-future`` among the dates of a policy."""
    for entry in batch.entries:
        if entry.kind.name == "policy":
            yield from _dates(batch.catalogue, entry)
            yield from _successors(batch.catalogue, entry)
            yield from _stated(batch.catalogue, entry)
            yield from _parts(entry)


def _dates(catalogue: Catalogue, entry: Entry) -> Iterator[Finding]:
    """Made, published, in force, repealed: in this order, except that some apply from before they were published."""
    known = [(name, day) for name in _ORDER if (day := _day(entry, name))]
    for (earlier, first), (later, second) in pairwise(known):
        if second.last < first.first:
            say = entry.warning if (earlier, later) == ("published", "in_force") else entry.error
            related = (entry.position((earlier,)),)
            yield say("date-order", (later, "value"), related=related, earlier=first, later=second)
    today = catalogue.surroundings.as_of
    for name, day in known:
        if today is not None and name in ("made", "published") and day.first > today:
            yield entry.error("date-future", (name, "value"), date=day)


def _successors(catalogue: Catalogue, entry: Entry) -> Iterator[Finding]:
    policy: Policy = entry.record
    for number, reference in enumerate(policy.supersedes):
        older = catalogue.at("policy", reference.id)
        if older is None or older is entry:
            continue
        mine, other = (_first(one) for one in (entry, older))
        if mine and other and mine.last < other.first:
            here: Path = ("supersedes", number)
            related = (older.position(("title",)),)
            yield entry.warning(
                "policy-supersedes-later", here, related=related, id=older.id, earlier=mine, later=other
            )


def _stated(catalogue: Catalogue, entry: Entry) -> Iterator[Finding]:
    """What a source says of the validity, and dates that say otherwise."""
    policy: Policy = entry.record
    said = policy.validity.value.id if policy.validity and policy.validity.value else ""
    known = validity(catalogue, entry, catalogue.surroundings.as_of)
    if not known.is_derived or said not in AS_STATED:
        return
    derived = State.REPEALED if known.state is State.REPLACED else known.state
    # That it has come into force and nothing is recorded since is no contradiction to a source that knows more.
    if derived is not AS_STATED[said] and not (derived is State.IN_FORCE and AS_STATED[said] is State.REPEALED):
        yield entry.error("policy-validity-dates", ("validity", "value"), given=said, date=known.since or "")


def _parts(entry: Entry) -> Iterator[Finding]:
    policy: Policy = entry.record
    if policy.url is not None and policy.archive is None and policy.text is None:
        yield entry.warning("policy-unarchived", ("url",))
    if policy.archive is not None and policy.url is None:
        yield entry.error("policy-archive-alone", ("archive",))
    is_benefit = policy.type.id == BENEFIT
    if is_benefit and policy.benefit is None and entry.is_whole:
        yield entry.warning("benefit-missing", ("type",))
    if policy.benefit is not None and not is_benefit:
        yield entry.warning("benefit-type", ("benefit",), given=policy.type.id)


def check_circles(catalogue: Catalogue) -> Iterator[Finding]:
    """``policy-supersedes-circle``: each circle once, at the policy whose id comes first."""
    policies = {entry.id: entry for entry in catalogue.everything if entry.kind.name == "policy"}
    done: set[str] = set()
    for start in sorted(policies):
        for circle in _from(start, policies, done):
            turn = circle.index(min(circle))
            turned = [*circle[turn:], *circle[:turn]]
            first = policies[turned[0]]
            path = " → ".join([*turned, turned[0]])
            related = tuple(policies[id_].position(("supersedes",)) for id_ in turned[1:])
            yield first.error("policy-supersedes-circle", ("supersedes",), related=related, path=path)


def _from(start: str, policies: Mapping[str, Entry], done: set[str]) -> Iterator[list[str]]:
    """The circles that are met on the way from a policy, without those met before; no recursion, however long it is."""
    chain: list[str] = []
    waiting: list[tuple[str, int]] = [(start, 0)]
    while waiting:
        id_, depth = waiting.pop()
        del chain[depth:]
        if id_ in chain:
            yield chain[chain.index(id_) :]
            continue
        if id_ in done or id_ not in policies:
            continue
        done.add(id_)
        chain.append(id_)
        older = (reference for path, reference in policies[id_].named if path[0] == "supersedes")
        waiting.extend((reference.id, len(chain)) for reference in older)


def _day(entry: Entry, name: str) -> PartialDate | None:
    stated = getattr(entry.record, name)
    return stated.value if stated else None


def _first(entry: Entry) -> PartialDate | None:
    """The first date that is known of a policy."""
    return next((day for name in _ORDER[:3] if (day := _day(entry, name))), None)
