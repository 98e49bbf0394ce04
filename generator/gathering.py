"""The records of many files: known from before, from the cache, or read, by several processes where that helps.

However a record comes here, it is the same: what is taken without reading is only ever a record that was read whole and
without a finding from the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from generator import record_cache
from generator.entries import Entry, read_entry
from generator.findings import Finding
from generator.packing import pack, unpack
from generator.processes import ProcessDiedError, can_copy, collector_at_rest, side_by_side
from generator.records import Kind

FEWEST_FOR_A_PROCESS: Final = 200
"""Files to be read that are worth a process of their own: it takes some twentieths of a second to make one."""


@dataclass(frozen=True)
class Means:
    """What may be used to be quick about it; the outcome is the same with any."""

    jobs: int = 1
    """How many processes may work at once."""
    cache: Path | None = None
    """The folder of records that were read before."""
    known: dict[str, Entry] | None = None
    """File → its record as it was the last time, if there was nothing to say about it; kept up to date here."""


ALONE: Final = Means()
"""One process, and nothing from before."""


class Source(NamedTuple):
    """A file that is to hold a record."""

    kind: Kind
    id: str
    file: str
    raw: bytes

    @property
    def name(self) -> str:
        """Its name in the cache."""
        return record_cache.name_of(self.kind.name, self.file, self.raw)


Outcome = tuple[Entry | None, list[Finding]]
"""The record, where one could be made, and what is wrong with it."""


def gather(sources: Sequence[Source], means: Means, progress: Callable[[int], None]) -> list[Outcome]:
    """The outcome of each file, in their order; ``progress`` is called now and then with how many are done."""
    with collector_at_rest():
        names = [source.name for source in sources] if means.cache is not None else []
        outcomes: dict[int, Outcome] = {index: (entry, []) for index, entry in _remembered(sources, names, means)}
        progress(len(outcomes))
        missing = [index for index in range(len(sources)) if index not in outcomes]
        packed = _read(sources, missing, means, outcomes, progress)
        progress(len(outcomes))
        if means.cache is not None:
            record_cache.keep(means.cache, names, {names[index]: text for index, text in packed.items()})
        if means.known is not None:
            means.known.clear()
            means.known.update((entry.file, entry) for entry, found in outcomes.values() if entry and not found)
        return [outcomes[index] for index in range(len(sources))]


def _remembered(sources: Sequence[Source], names: Sequence[str], means: Means) -> Iterator[tuple[int, Entry]]:
    """The records that need not be read, by the number of their file."""
    wanted: dict[str, int] = {}
    known = means.known or {}
    for index, source in enumerate(sources):
        entry = known.get(source.file)
        if entry is not None and entry.raw == source.raw and entry.kind is source.kind:
            yield index, entry
        elif names:
            wanted[names[index]] = index
    for name, packed in record_cache.recall(means.cache, wanted) if means.cache is not None else ():
        entry = _unpacked(sources[wanted[name]], packed)
        if entry is not None:
            yield wanted[name], entry


def _read(
    sources: Sequence[Source],
    missing: Sequence[int],
    means: Means,
    outcomes: dict[int, Outcome],
    progress: Callable[[int], None],
) -> dict[int, str]:
    """Put the outcomes of the missing files with the others; returns the packed records that may be kept."""

    def here(share: Iterable[int]) -> dict[int, str]:
        packed = {}
        for index in share:
            outcomes[index] = _outcome(sources[index])
            if means.cache is not None and (text := _packed(outcomes[index])):
                packed[index] = text
            if len(outcomes) % 50 == 0:
                progress(len(outcomes))
        return packed

    def away(share: Iterable[int]) -> dict[int, str]:
        return {index: text for index in share if (text := _packed(_outcome(sources[index])))}

    jobs = min(means.jobs, len(missing) // FEWEST_FOR_A_PROCESS) if can_copy() else 1
    own, *others = [missing[number::jobs] for number in range(jobs)] if jobs > 1 else [missing]
    packed: dict[int, str] = {}
    try:
        for found in side_by_side([partial(here, own), *(partial(away, share) for share in others)]):
            packed |= found
    except ProcessDiedError:
        packed = {}  # what it was to read is read below, as if nobody had been asked
    for index in [index for index in packed if index not in outcomes]:
        entry = _unpacked(sources[index], packed[index])
        if entry is not None:
            outcomes[index] = entry, []
    return packed | here([index for index in missing if index not in outcomes])


def _outcome(source: Source) -> Outcome:
    findings: list[Finding] = []
    return read_entry(source.kind, source.id, source.file, source.raw, findings), findings


def _packed(outcome: Outcome) -> str | None:
    """The record as JSON, if there is nothing to say about it and it has a plain form."""
    entry, findings = outcome
    if entry is None or findings or not entry.is_whole:
        return None
    try:
        return json.dumps(pack(entry.record), ensure_ascii=False, separators=(",", ":"))
    except TypeError:
        return None


def _unpacked(source: Source, packed: str) -> Entry | None:
    """The entry of a packed record; nothing where it is none of ours, whatever it is."""
    try:
        record = unpack(source.kind.model, json.loads(packed))
    except Exception:  # anything may lie on a disk
        return None
    return Entry(source.kind, source.id, source.file, record, source.raw)
