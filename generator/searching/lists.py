"""Numbers in bytes: varints, and lists of documents as gaps or as bits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Narrow = NDArray[np.int32]
"""Numbers of which there are many, and which are places in a text."""
GAPS, BITS = 0, 4
CHAINED = 8
"""Marks of a head: the form of the list, and whether a label of several characters follows."""
_MANY = 15


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the last byte is below 128."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def text(written: str) -> bytes:
    """A text with its length in bytes before it."""
    encoded = written.encode()
    return varint(len(encoded)) + encoded


def node(kind: int, documents: Numbers, size: int, chain: str = "") -> bytes:
    """A head, its label if it has one, and a list of documents out of ``size``, in the shorter form."""
    label = text(chain) if chain else b""
    kind |= CHAINED if chain else 0
    if len(documents) < 30:
        return counted(kind | GAPS, len(documents)) + label + few(documents)
    gaps = documents.copy()
    gaps[1:] -= documents[:-1] + 1
    written = varints(gaps)[0].tobytes()
    if len(written) <= (size + 7) // 8:
        return counted(kind | GAPS, len(documents)) + label + written
    there = np.zeros(size, bool)
    there[documents] = True
    return bytes((kind | BITS,)) + label + np.packbits(there, bitorder="little").tobytes()


def few(documents: Numbers) -> bytes:
    """The same gaps, for so few that arrays do not pay."""
    found, before = bytearray(), -1
    for document in documents.tolist():
        found += varint(document - before - 1)
        before = document
    return bytes(found)


def counted(mark: int, count: int) -> bytes:
    """A head: its marks, and how many gaps follow (4 bits; 15: a varint more)."""
    return bytes((mark | count << 4,)) if count < _MANY else bytes((mark | _MANY << 4,)) + varint(count - _MANY)


def varints(numbers: Numbers) -> tuple[NDArray[np.uint8], Numbers]:
    """Numbers as varints in a row, and where each begins and the last ends."""
    lengths = np.ones(len(numbers), np.int64)
    rest = numbers >> 7
    while rest.any():
        lengths += rest > 0
        rest >>= 7
    starts = ends(lengths)
    found = np.zeros(int(starts[-1]), np.uint8)
    found[starts[:-1]] = numbers & 127
    for byte in range(1, int(lengths.max(initial=1))):
        longer = lengths > byte
        at = starts[:-1][longer] + byte
        found[at - 1] |= 128
        found[at] = numbers[longer] >> 7 * byte & 127
    return found, starts


def distinct(numbers: Numbers) -> Numbers:
    """Each number once, ascending."""
    found = np.sort(numbers)
    return found[np.concatenate(([True], found[1:] != found[:-1]))] if len(found) else found


def ends(counts: Numbers) -> Numbers:
    """Where each of several parts in a row begins, and where the last ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
