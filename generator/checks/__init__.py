"""What is wrong with records that each can be read: how they fit together, and what no publication may say.

One module a concern, each with ``check(catalogue)``. They look at drafts too. A check is cheap as long as it finds
nothing: it goes through the values of the types that it is about, and asks for a place in a file only for a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Final

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
from generator.processes import ProcessDiedError, collector_at_rest, side_by_side

Check = Callable[[Catalogue], Iterator[Finding]]

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
    needs.check,
)


def check(catalogue: Catalogue, jobs: int = 1) -> tuple[Finding, ...]:
    """What all checks find, in the order of the files; by up to ``jobs`` processes where there are many records."""
    with collector_at_rest():
        shares = jobs if len(catalogue.everything) >= FEWEST_TO_SHARE else 1
        catalogue.gather()  # once, before it is shared
        works = [partial(_findings, one, catalogue) for one in CHECKS]
        try:
            found = side_by_side(works, shares)
        except ProcessDiedError:
            found = [work() for work in works]
    return tuple(sorted(chain(*found), key=lambda finding: (finding.position, finding.code, finding.field)))


def _findings(one: Check, catalogue: Catalogue) -> list[Finding]:
    return list(one(catalogue))
