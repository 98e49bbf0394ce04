"""Inputs that nobody would write on purpose: real files cut, doubled, flipped and sprinkled with YAML's own signs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

SPRINKLES = (
    b"\t", b'"', b"'", b"{", b"[", b"]", b"}", b"&a ", b"*a", b"!!str ", b"! ", b'"\\u200b"', b'"\\0": ', b"\\", b"\0",
    b"\xff", b"\n---\n", b"\n...\n", b": ", b":", b"- ", b"? ", b"|", b">", b"|+\n", b"\r", b"\n", b"\r\n", b"  ", b"#",
    b" #", b"%", b"%YAML 1.2\n---\n", b"%TAG ! x\n---\n", b"@", b"`", b",", b"<<: ", b"~", b"null", b"=", b"{{ x }}",
    b"{%", b"<script>", b"\xef\xbb\xbf", b"\xef\xbc\x9a", b"\xef\xbc\x8c", b"\xe2\x80\xa8", b"\xe2\x80\xae",
    b"\xc2\x85", b"\xed\xa0\x80", b"\xd6\xd0\xb9\xfa", b"\xf0\x9f\x98\x80", b"-", b".", b"/", b"..", b"0", b"9" * 40,
    b"-1", b"1e999",
    "万元".encode(), "亿".encode(), "约".encode(), "年".encode(), "一百".encode(), "１２".encode(), b"CNY", b"%5",
    b"13897001234", b"not-stated", b"a: b\n", b"value: ", b"sources: ", b"https://", b"javascript:", b"x@y.z",
)  # fmt: skip


def mutations(seed: int, count: int, corpus: Sequence[bytes]) -> Iterator[bytes]:
    """``count`` inputs made from the files of ``corpus``, always the same ones for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        raw = bytearray(chance.choice(corpus))
        for _ in range(chance.choice((1, 1, 1, 2, 2, 4, 12))):
            _mutate(raw, chance, corpus)
        yield bytes(raw)


def _mutate(raw: bytearray, chance: random.Random, corpus: Sequence[bytes]) -> None:
    place = _place(raw, chance)
    match chance.randrange(8):
        case 0 | 1 | 2:
            raw[place:place] = chance.choice(SPRINKLES)
        case 3:
            del raw[place : place + chance.randrange(1, 40)]
        case 4:
            start = chance.randrange(len(raw) + 1)
            raw[place:place] = raw[start : start + chance.randrange(80)]
        case 5:
            other = chance.choice(corpus)
            start = chance.randrange(len(other) + 1)
            raw[place : place + chance.randrange(20)] = other[start : start + chance.randrange(80)]
        case 6:
            lines = raw.split(b"\n")
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
            raw[:] = b"\n".join(lines)
        case _:
            if raw:
                raw[min(place, len(raw) - 1)] = chance.randrange(256)


def _place(raw: bytearray, chance: random.Random) -> int:
    """Between two characters more often than within one, so that most inputs get past the decoding."""
    place = chance.randrange(len(raw) + 1)
    while chance.random() < 0.9 and 0 < place < len(raw) and raw[place] & 0xC0 == 0x80:
        place -= 1
    return place
