"""The records of many files: known from before, from the cache, or read, by several processes where that helps.

However a record comes here, it is the same: what is taken without reading is only ever a record that was read whole and
without a finding from the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from time import time_ns
from typing import Final

from generator import record_cache
from generator.entries import Entry, Packed, packed, read_entry
from generator.findings import Finding
from generator.processes import ProcessDiedError, can_copy, collector_at_rest, side_by_side
from generator.record_cache import Kept
from generator.records import Kind

FEWEST_FOR_A_PROCESS: Final = 200
"""Files to be read that are worth a process of their own: it takes some twentieths of a second to make one."""


class Known:
    """What a process that goes on has read: records by their files, with what tells that a file is as it was."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        """File → its record, of those about which there was nothing to say."""
        self._marks: dict[str, Mark] = {}

    def look(self, path: Path, file: str) -> bytes | None:
        """What the file holds, if it need not be read for that."""
        mark = _mark(path)
        if mark is not None and self._marks.get(file) == mark and file in self.entries:
            return self.entries[file].raw
        # One that is changed twice within a tick of the clock may look the same: what is young is read again.
        if mark is not None and time_ns() - max(mark[:2]) > YOUNG_NS:
            self._marks[file] = mark
        else:
            self._marks.pop(file, None)
        return None


Mark = tuple[int, int, int, int]
"""Of a file: when it was written, when anything about it was changed, its size, its place on the disk."""
YOUNG_NS: Final = 2_000_000_000


def _mark(path: Path) -> Mark | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


@dataclass(frozen=True)
class Means:
    """What may be used to be quick about it; the outcome is the same with any."""

    jobs: int = 1
    """How many processes may work at once."""
    cache: Path | None = None
    """The folder of records that were read before."""
    known: Known | None = None
    """What was read the last time; kept up to date here. Where there is anything, the cache is not asked."""


ALONE: Final = Means()
"""One process, and nothing from before."""


@dataclass(frozen=True)
class Source:
    """A file that is to hold a record."""

    kind: Kind
    id: str
    file: str
    raw: bytes

    @cached_property
    def version(self) -> str:
        """A hash of what it holds."""
        return sha256(self.raw).hexdigest()


Outcome = tuple[Entry | None, list[Finding]]
"""The record, where one could be made, and what is wrong with it."""


def gather(sources: Sequence[Source], means: Means, progress: Callable[[int], None]) -> list[Outcome]:
    """The outcome of each file, in their order; ``progress`` is called now and then with how many are done."""
    with collector_at_rest():
        known = means.known.entries if means.known is not None else {}
        cache = means.cache if not known else None
        kept = record_cache.recall(cache) if cache is not None else {}
        outcomes: dict[int, Outcome] = {}
        for index, source in enumerate(sources):
            entry = _remembered(source, known, kept)
            if entry is not None:
                outcomes[index] = entry, []
        progress(len(outcomes))
        missing = [index for index in range(len(sources)) if index not in outcomes]
        fresh = _read(sources, missing, means, outcomes, progress)
        progress(len(outcomes))
        if cache is not None:
            after = {sources[index].file: Kept(sources[index].version, one) for index, one in fresh.items()}
            for index in outcomes.keys() - set(missing):
                file = sources[index].file
                if file in kept and kept[file].version == sources[index].version:
                    after[file] = kept[file]
            record_cache.keep(cache, kept, after)
        if means.known is not None:
            means.known.entries = {entry.file: entry for entry, found in outcomes.values() if entry and not found}
        return [outcomes[index] for index in range(len(sources))]


def _remembered(source: Source, known: Mapping[str, Entry], kept: Mapping[str, Kept]) -> Entry | None:
    """The record of a file that need not be read."""
    entry = known.get(source.file)
    if entry is not None and entry.raw == source.raw and entry.kind is source.kind:
        return entry
    there = kept.get(source.file)
    return _entry(source, there.packed) if there is not None and there.version == source.version else None


def _entry(source: Source, one: Packed) -> Entry:
    entry = Entry(source.kind, source.id, source.file, one, source.raw)
    entry.__dict__["version"] = source.version  # it is known already
    return entry


def _read(
    sources: Sequence[Source],
    missing: Sequence[int],
    means: Means,
    outcomes: dict[int, Outcome],
    progress: Callable[[int], None],
) -> dict[int, Packed]:
    """Put the outcomes of the missing files with the others; returns the packed records that may be kept."""

    def here(share: Iterable[int]) -> dict[int, Packed]:
        fresh = {}
        for index in share:
            outcomes[index] = _outcome(sources[index])
            if means.cache is not None and (one := _packed(outcomes[index])):
                fresh[index] = one
            if len(outcomes) % 50 == 0:
                progress(len(outcomes))
        return fresh

    def away(share: Iterable[int]) -> dict[int, Packed]:
        return {index: one for index in share if (one := _packed(_outcome(sources[index])))}

    jobs = min(means.jobs, len(missing) // FEWEST_FOR_A_PROCESS) if can_copy() else 1
    own, *others = [missing[number::jobs] for number in range(jobs)] if jobs > 1 else [missing]
    fresh: dict[int, Packed] = {}
    try:
        for found in side_by_side([partial(here, own), *(partial(away, share) for share in others)]):
            fresh |= found
    except ProcessDiedError:
        fresh = {}  # what it was to read is read below, as if nobody had been asked
    for index in fresh.keys() - outcomes.keys():
        outcomes[index] = _entry(sources[index], fresh[index]), []
    return fresh | here([index for index in missing if index not in outcomes])


def _outcome(source: Source) -> Outcome:
    findings: list[Finding] = []
    return read_entry(source.kind, source.id, source.file, source.raw, findings), findings


def _packed(outcome: Outcome) -> Packed | None:
    """The record as it may be kept, if there is nothing to say about it and it has a plain form."""
    entry, findings = outcome
    if entry is None or findings or not entry.is_whole:
        return None
    try:
        return packed(entry)
    except TypeError:
        return None
