"""How Chinese names and addresses are said: Hanyu Pinyin with tone marks, in words as GB/T 16159 divides them.

The readings are those of ``pypinyin``; names have readings of their own, so whatever a publication says itself
(``pinyin`` in ``publication.yml``) goes before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
LONGEST_WORD = 4
"""Characters that are set as one word where nothing tells how they are divided."""

_GENERIC = {
    "清真大寺": "Qīngzhēn Dàsì", "清真寺": "Qīngzhēn Sì", "街道办事处": "Jiēdào Bànshìchù",
    "自治州": "", "自治县": "", "自治旗": "", "博物馆": "", "街道": "", "大街": "", "大道": "", "广场": "", "公园": "",
    "古城": "", "古镇": "", "大寺": "",
    "省": "", "市": "", "区": "", "县": "", "镇": "", "乡": "", "村": "", "路": "", "街": "",
    "巷": "", "山": "", "寺": "", "观": "Guàn", "庙": "", "宫": "", "塔": "", "湖": "", "河": "", "号": "",
}  # fmt: skip
"""What a name ends with and is written apart → its reading, where the character's usual one is another."""
_PEOPLES = (
    "回族|土族|藏族|满族|苗族|彝族|壮族|侗族|瑶族|白族|傣族|羌族|撒拉族|蒙古族|哈萨克族|东乡族|保安族|裕固族|维吾尔族|朝鲜族"
)
_NAMED = re.compile(f"([{HAN}]{{2,}}?)({'|'.join(_GENERIC)})")
_RUN = re.compile(f"([{HAN}]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and how it is said; ``reading`` is empty for what is not Chinese."""

    text: str
    reading: str = ""
    ends_name: bool = False
    """Whether it says what the name before it is the name of, so that the two stay on one line."""


def words(text: str, own: Mapping[str, str] | None = None) -> list[Word]:
    """A name or an address in words with their readings; ``own`` maps words to readings that are to be taken."""
    own = {word: reading for word, reading in (own or {}).items() if word}
    if not own:
        return list(_words(text))
    # The longest first: 鲁沙尔镇 is meant before 鲁沙尔.
    known = re.compile("(" + "|".join(re.escape(word) for word in sorted(own, key=len, reverse=True)) + ")")
    found: list[Word] = []
    for part in filter(None, known.split(text)):
        found.extend([Word(part, own[part])] if part in own else _words(part))
    return found


def reading(text: str, own: Mapping[str, str] | None = None) -> str:
    """The whole text in pinyin, its words divided by spaces."""
    said = " ".join(word.reading or word.text.strip() for word in words(text, own))
    return re.sub(r"\s+", " ", re.sub(r"\s*([（(])\s*", r" (", re.sub(r"\s*([）)])", ")", said))).strip()


def _words(text: str) -> Iterator[Word]:
    for run in filter(None, _RUN.split(text)):
        if _RUN.fullmatch(run):
            yield from _divided(run)
        else:
            yield Word(run)


def _divided(run: str) -> Iterator[Word]:
    """Characters in a row: each name, and apart from it what it is the name of."""
    end = 0
    for found in _NAMED.finditer(run):
        if found.start() > end:
            yield from _bare(run[end : found.start()])
        yield from _bare(found[1])
        yield Word(found[2], _GENERIC[found[2]] or said(found[2]), ends_name=True)
        end = found.end()
    if end < len(run):
        # What stands alone behind a street, such as 路南, may be a generic word itself.
        yield from _bare(run[end:])


def _bare(name: str) -> Iterator[Word]:
    from pypinyin.seg import mmseg  # its lists are large: loaded only where something is to be read

    for part in filter(None, re.split(f"({_PEOPLES})", name)):
        if len(part) <= LONGEST_WORD:
            yield Word(part, said(part))
        else:
            for word in mmseg.seg.cut(part):
                yield Word(word, said(word))


def said(word: str) -> str:
    """One word with a capital, its syllables parted by an apostrophe where they could be read otherwise."""
    from pypinyin import Style, pinyin

    syllables = [found[0] for found in pinyin(word, style=Style.TONE, errors="default")]
    joined = syllables[0] if syllables else ""
    for syllable in syllables[1:]:
        joined += ("'" if re.match("[aāáǎàoōóǒòeēéěè]", syllable) else "") + syllable
    return joined[:1].upper() + joined[1:]
