"""What is wrong with records that each can be read: how they fit together, and what no publication may say.

One module a concern, each with ``check(batch)``, which judges some of the records and looks around in the catalogue of
all. They look at drafts too. What a check looks up is a question (:mod:`generator.tracing`): as long as it is answered
as before, what was found of a batch may be said again. So a check never goes through all records; what takes a look at
all of them at once is either *told* by each batch in plain values and then compared (:data:`COMPARED`), or so little
that it is looked at anew every time (:data:`OF_THE_WHOLE`).

A check is cheap as long as it finds nothing: it goes through the values of the types that it is about, and asks for a
place in a file only for a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Final

from generator.batches import Batch, divide
from generator.catalogue import Catalogue
from generator.checks import (
    breakdowns,
    claims,
    commitments,
    corrections,
    dates,
    disputes,
    events,
    identity,
    images,
    ledger,
    money,
    needs,
    organisations,
    people,
    places,
    policies,
    privacy,
    project_money,
    references,
    routes,
    services,
    sites,
    sources,
    terms,
    translations,
    visiting,
)
from generator.findings import Finding
from generator.loader import Entry
from generator.processes import ProcessDiedError, collector_at_rest, side_by_side
from generator.tracing import Question, watching

Check = Callable[[Batch], Iterator[Finding]]
Row = tuple[Any, ...]
"""Texts and numbers."""
Tell = Callable[[Batch], Iterator[Row]]
Compare = Callable[[Catalogue, Iterable[Any]], Iterator[Finding]]

FEWEST_TO_SHARE: Final = 2_000
"""Records with which the checks take long enough for several processes."""

CHECKS: tuple[Check, ...] = (
    identity.check,
    references.check,
    terms.check,
    money.check,
    ledger.check,
    project_money.check,
    dates.check,
    places.check,
    translations.check,
    sources.check,
    people.check,
    breakdowns.check,
    disputes.check,
    privacy.check,
    corrections.check,
    images.check,
    claims.check,
    visiting.check,
    routes.check,
    events.check,
    sites.check,
    commitments.check,
    organisations.check,
    services.check,
    policies.check,
)


COMPARED: tuple[tuple[Tell, Compare], ...] = (
    (identity.tell, identity.compare),
    (ledger.tell, ledger.compare),
    (images.tell, images.compare),
)
"""What each batch tells, and what is found where all that was told is held against each other."""

OF_THE_WHOLE: tuple[Callable[[Catalogue], Iterator[Finding]], ...] = (
    references.check_whole, policies.check_circles, places.check_settings, needs.check,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a batch."""

    findings: tuple[Finding, ...]
    told: tuple[tuple[Row, ...], ...]
    """What it told, in the order of :data:`COMPARED`."""
    asked: frozenset[Question]
    """What was looked up for it."""


def check(catalogue: Catalogue, jobs: int = 1) -> tuple[Finding, ...]:
    """What all checks find, in the order of the files; by up to ``jobs`` processes where there are many records."""
    return conclude(catalogue, judge(catalogue, jobs).values())


def judge(catalogue: Catalogue, jobs: int = 1, known: Mapping[int, Judged] | None = None) -> dict[int, Judged]:
    """What is to be said of each batch; of ``known`` ones that again."""
    known = known or {}
    batches = {number: entries for number, entries in divide(catalogue).items() if number not in known}
    shares = jobs if sum(map(len, batches.values())) >= FEWEST_TO_SHARE else 1
    numbers = sorted(batches)
    works = [partial(_judged, catalogue, {one: batches[one] for one in numbers[n::shares]}) for n in range(shares)]
    with collector_at_rest():
        try:
            found = side_by_side(works, shares)
        except ProcessDiedError:
            found = [work() for work in works]
    judged = dict(known)
    for of_share in found:
        judged |= of_share
    return judged


def conclude(catalogue: Catalogue, judged: Iterable[Judged]) -> tuple[Finding, ...]:
    """All findings, in the order of the files, with those that only all batches together give."""
    judged = tuple(judged)
    found = list(chain.from_iterable(one.findings for one in judged))
    for number, (_, compare) in enumerate(COMPARED):
        found += compare(catalogue, chain.from_iterable(one.told[number] for one in judged))
    for of_the_whole in OF_THE_WHOLE:
        found += of_the_whole(catalogue)
    return tuple(references.suggest(sorted(found, key=_in_order), catalogue))


def _judged(catalogue: Catalogue, batches: Mapping[int, tuple[Entry, ...]]) -> dict[int, Judged]:
    found = {}
    for number, entries in batches.items():
        with watching() as asked:
            batch = Batch(catalogue, entries)
            findings = tuple(finding for one in CHECKS for finding in one(batch))
            told = tuple(tuple(tell(batch)) for tell, _ in COMPARED)
        found[number] = Judged(findings, told, frozenset(asked))
    return found


def _in_order(finding: Finding) -> tuple[object, ...]:
    """An order in which no two that differ are equal, so that it does not matter who found them first."""
    said = sorted(finding.arguments.items())
    return finding.position, finding.code, finding.field, finding.severity, said, finding.related
