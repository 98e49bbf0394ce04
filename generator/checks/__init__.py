"""What is wrong with records that each can be read: how they fit together, and what no publication may say.

One module a concern, each with ``check(catalogue)``. They look at drafts too. A check is cheap as long as it finds
nothing: it goes through the values of the types that it is about, and asks for a place in a file only for a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.catalogue import Catalogue
from generator.checks import (
    claims,
    corrections,
    dates,
    identity,
    images,
    ledger,
    money,
    people,
    places,
    privacy,
    project_money,
    references,
    sources,
    terms,
    translations,
)
from generator.findings import Finding
from generator.processes import collector_at_rest

Check = Callable[[Catalogue], Iterator[Finding]]

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
    privacy.check,
    corrections.check,
    images.check,
    claims.check,
)


def check(catalogue: Catalogue) -> tuple[Finding, ...]:
    """What all checks find, in the order of the files."""
    with collector_at_rest():
        found = [finding for one in CHECKS for finding in one(catalogue)]
    return tuple(sorted(found, key=lambda finding: (finding.position, finding.code, finding.field)))
