"""Statements that rest on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.batches import Batch
from generator.catalogue import Key, key_of
from generator.findings import Finding
from generator.records.base import Path
from generator.values.stated import Statement


def check(batch: Batch) -> Iterator[Finding]:
    """``source-missing`` (once a record) and ``confidence-without-source``."""
    unfounded: dict[Key, list[Path]] = {}
    founded: set[Key] = set()
    for entry, path, statement in batch.values(Statement):
        # A source record is what others rest on; what it says of itself, it says itself.
        if entry.kind.name == "source" or entry.record.sources:
            continue
        if statement.sources:
            founded.add(key_of(entry))
        elif statement.value is not None:
            unfounded.setdefault(key_of(entry), []).append(path)
            if statement.confidence is not None and "alternatives" not in path:
                yield entry.error("confidence-without-source", (*path, "confidence"), confidence=statement.confidence)
    for key in unfounded.keys() - founded:
        entry = batch.catalogue.by_key[key]
        fields = list(entry.kind.fields)
        first = min(unfounded[key], key=lambda path: (fields.index(str(path[0])), path))
        yield entry.warning("source-missing", first)
