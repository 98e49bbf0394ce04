"""Whatever the bytes, reading ends in data or findings."""

from __future__ import annotations

import time

import pytest

from generator.reading import read_document
from tests.hostile.yaml_files import YAML_FILES
from tests.mutations import mutations

RECORD = """\
# yaml-language-server: $schema=../../generator/schemas/project.json
title: {zh: 西宁市12345热线平台, en: "The 12345 hotline"}
summary:
  zh: 统一受理，一号对外。
  en: 'One number for all; it''s simple.'
status: implementation
planned: 2014/2016
places: ["630102", "630103"]
budget:
  - value: 9949 万元   # as written
    basis: approved
    sources: [{source: plan-2014, at: 第3页}, yearbook]
description:
  zh: |
    第一段。

    第二段：详见附件。
coordinates: {lat: 36.6169, lon: 101.7781}
sources: [plan-2014]
""".encode()
CORPUS = (RECORD, RECORD, RECORD, *(file.raw for file in YAML_FILES if len(file.raw) < 400))


def _read_all(seed: int, count: int) -> tuple[int, int]:
    """How many inputs could be read on, and how many not; each with what must hold for every input."""
    readable = 0
    for raw in mutations(seed, count, CORPUS):
        document, findings = read_document(raw, "data/projects/x.yml")
        readable += document is not None
        assert document is not None or findings, raw
        for finding in findings:
            assert finding.position.line >= 1 and finding.position.column >= 1, raw
        assert list(findings) == sorted(findings, key=lambda finding: finding.position), raw
        if document is not None:
            for path, position, text in document.texts():
                assert position in (document.position(path), document.key_position(path)), raw
                assert text == path[-1] or isinstance(text, str), raw
    return readable, count - readable


def test_twenty_thousand_mutated_files_end_in_data_or_findings() -> None:
    readable, unreadable = _read_all(seed=1, count=20_000)
    assert readable > 2_000 and unreadable > 2_000


def test_the_same_seed_gives_the_same_inputs() -> None:
    assert list(mutations(7, 50, CORPUS)) == list(mutations(7, 50, CORPUS))


@pytest.mark.audit
def test_a_million_mutated_files_end_in_data_or_findings() -> None:
    for seed in range(100, 150):
        _read_all(seed, count=20_000)


def test_no_hostile_file_takes_long() -> None:
    for file in YAML_FILES:
        start = time.process_time()
        read_document(file.raw, "x.yml")
        assert time.process_time() - start < 0.5, file.name
