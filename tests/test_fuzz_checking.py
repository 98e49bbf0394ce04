"""Whatever becomes of a real record, checking it ends in findings that can be told, or in a record."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.checks import check
from generator.findings import Finding
from generator.loader import Entry, load_publication, load_vocabularies, read_entry
from generator.records import KINDS, Kind
from generator.reports import Wording, to_text
from tests.mutations import mutations

ROOT = Path(__file__).parents[1]
TOGETHER = 100
"""Records that share a catalogue: the checks that look from one to another are tried too."""


def _mutated(seed: int, count: int) -> Iterator[tuple[Kind, str, bytes]]:
    files = [(kind, sorted((ROOT / "data" / kind.folder).glob("*.yml"))) for kind in KINDS]
    share = count // len(files) + 1
    for number, (kind, paths) in enumerate(files):
        corpus = [path.read_bytes() for path in paths]
        for index, raw in enumerate(mutations(seed + number, share, corpus)):
            # Half of them under a real id, so that references between them lead somewhere.
            yield kind, paths[index % len(paths)].stem if index % 2 else f"record-{index}", raw


def _check_all(seed: int, count: int, every: int = 1) -> tuple[int, int]:
    """How many mutated files were records without an error, and how many findings there were in all.

    Each is read; each ``every``-th catalogue of them is checked from one record to another too.
    """
    publication, _ = load_publication(ROOT, [])
    assert publication is not None
    vocabularies = load_vocabularies(ROOT, [])
    wording = Wording("zh")
    whole = told = catalogues = 0
    entries: list[Entry] = []
    for kind, id_, raw in _mutated(seed, count):
        file = f"data/{kind.folder}/{id_}.yml"
        findings: list[Finding] = []
        entry = read_entry(kind, id_, file, raw, findings)
        assert (entry is not None and entry.is_whole) or findings, raw
        whole += entry is not None and entry.is_whole
        told += len(findings)
        assert all(finding.code in wording.codes and finding.position.line >= 1 for finding in findings), findings
        if entry is not None:
            entries.append(entry)
        if len(entries) >= TOGETHER and (catalogues := catalogues + 1) % every:
            entries = []
        elif len(entries) >= TOGETHER:
            found = check(Catalogue(publication, vocabularies, entries))
            assert all(finding.code in wording.codes for finding in found)
            assert to_text(found, wording, lambda file: None)
            told += len(found)
            entries = []
    return whole, told


def test_twenty_thousand_mutated_records_end_in_findings() -> None:
    whole, told = _check_all(seed=3, count=20_000)
    assert whole > 1_000 and told > 20_000


@pytest.mark.audit
def test_a_million_mutated_records_end_in_findings() -> None:
    seeds = [1_000 + 10 * number for number in range(50)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        done = list(workers.map(_check_all, seeds, repeat(20_000), repeat(10)))
    assert len(done) == 50 and all(whole > 500 and told > 10_000 for whole, told in done)
