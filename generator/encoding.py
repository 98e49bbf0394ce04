"""Bytes → text that holds nothing unseen: UTF-8 only, GBK and UTF-16 recognised by name, invisible characters found.

Which characters are refused, and why:

* control characters (tab, LF and CR excepted): they reach terminals, logs and XML, where they do harm;
* marks that turn the writing direction (U+200E/F, U+202A-202E, U+2066-2069, U+061C): text would not read as it is;
* zero-width space, byte order mark and other invisible signs inside text: two ids that look alike would differ;
* U+0085, U+2028 and U+2029, which YAML counts as ends of line but editors do not;
* U+FFFD, the trace of an earlier conversion that lost a character.

Zero-width joiners (U+200C/D) and the Mongolian vowel separator (U+180E) are the letters' own business in Arabic,
Indic, Tibetan and Mongolian writing and are allowed after such a character; anywhere else they are refused.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import Final

from generator.findings import Finding, Position, error

MAX_UNFIT: Final = 100
"""Characters reported in one file; the rest is the same mistake over again."""

_JOINING: Final = r"\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1800-\u18af"
_UNFIT: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\uffff\U000e0000-\U000e007f]"
    rf"|(?<![{_JOINING}])[\u180e\u200c\u200d]"
)
_UNCOMMON: Final = re.compile(r"[^\t\n\r -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")  # quick, for nearly every file
_BREAK: Final = re.compile(r"\r\n|\n|\r")
_NAMES: Final[dict[str, str]] = {
    "\x00": "NULL", "\x07": "BELL", "\x08": "BACKSPACE", "\x1b": "ESCAPE", "\x7f": "DELETE", "\x85": "NEXT LINE",
}  # fmt: skip
_BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_GUESS_LENGTH: Final = 60


def decode(raw: bytes, file: str) -> str | Finding:
    """The text of UTF-8 bytes, without a leading byte order mark, or what is wrong with its encoding."""
    if raw.startswith(_BYTE_ORDER_MARKS) or _looks_like_utf16(raw):
        return error("file-encoding-utf16", Position(file=file))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = raw[: problem.start].decode("utf-8")
        position = _position(before, len(before), file)
        if guess := _gbk_line(raw, position.line):
            return error("file-encoding-gbk", position, guess=guess, file=file)
        return error("file-encoding", position, byte=f"0x{raw[problem.start]:02X}")
    return str(text.removeprefix("\ufeff"))


def clean(text: str, file: str) -> tuple[str, list[Finding]]:
    """The text with each unfit character replaced by a visible one, so that all places stay, and what was found."""
    if not _UNCOMMON.search(text) or not _UNFIT.search(text):
        return text, []
    places = ((_position(text, found.start(), file), found[0]) for found in _UNFIT.finditer(text))
    findings = [unfit(character, position) for position, character in islice(places, MAX_UNFIT)]
    return _UNFIT.sub("\ufffd", text), findings


def find_unfit(text: str) -> str:
    """The first unfit character, empty where there is none: for text that came out of an escape such as ``\\u200B``."""
    found = _UNFIT.search(text)
    return found[0] if found else ""


def unfit(character: str, position: Position) -> Finding:
    """The finding about an unfit character."""
    code = "lost-character" if character == "\ufffd" else "control-character"
    return error(code, position, code_point=f"U+{ord(character):04X}", name=character_name(character))


def character_name(character: str) -> str:
    """The name of a character as Unicode gives it, for control characters the usual one."""
    return _NAMES[character] if character in _NAMES else unicodedata.name(character, "CONTROL CHARACTER")


def from_gbk(raw: bytes) -> bytes:
    """GBK or GB18030 bytes as UTF-8 without a byte order mark; UTF-8 and UTF-16 files are taken for what they are.

    Raises UnicodeDecodeError where the bytes are none of these.
    """
    if raw.startswith(_BYTE_ORDER_MARKS):
        text = raw.decode("utf-16")
    else:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
    return text.removeprefix("\ufeff").encode("utf-8")


def _looks_like_utf16(raw: bytes) -> bool:
    """Whether every other byte of the beginning is zero, as in UTF-16 without a byte order mark."""
    head = raw[:64]
    return len(head) > 3 and (not any(head[1::2]) or not any(head[::2]))


def _gbk_line(raw: bytes, line: int) -> str:
    """The line as GBK, where the whole file decodes and reads like Chinese; empty otherwise."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    foreign = [character for character in text if character > "\x7f"]
    common = sum(_is_common(character) for character in foreign)
    if common < 0.9 * len(foreign):
        return ""
    return _BREAK.split(text)[line - 1].strip()[:_GUESS_LENGTH]


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _position(text: str, index: int, file: str) -> Position:
    breaks = list(_BREAK.finditer(text, 0, index))
    start = breaks[-1].end() if breaks else 0
    return Position(file=file, line=len(breaks) + 1, column=index - start + 1)
