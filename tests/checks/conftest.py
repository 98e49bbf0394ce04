"""``findings(records)``: what the checker says about a tiny publication that is sound but for these records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.findings import Finding
from tests.publications import findings_of, write_publication

Findings = Callable[..., tuple[Finding, ...]]


@pytest.fixture
def findings(tmp_path: Path) -> Findings:
    def of(records: Mapping[str, str] | None = None, **options: Any) -> tuple[Finding, ...]:
        writing = {name: options.pop(name) for name in ("publication", "common", "vocabularies") if name in options}
        return findings_of(write_publication(tmp_path, records, **writing), **options)

    return of
