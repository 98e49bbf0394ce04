"""What an editor probably meant by hours that are not in the syntax: Chinese, English, and what signs at a gate use."""

from __future__ import annotations

import re
import unicodedata

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CHINESE = dict(zip("一二三四五六日", _DAYS, strict=True)) | {"天": "Su", "1": "Mo", "2": "Tu", "3": "We"}
_ENGLISH = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?s?\b\.?", re.IGNORECASE
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTH = re.compile(
    r"\b(january|february|march|april|june|july|august|september|october|november|december)\b", re.IGNORECASE
)


def rewritten(text: str) -> str:
    """The same in the syntax, as far as it can be told; the caller asks whether it is hours now."""
    text = unicodedata.normalize("NFKC", text)
    # In brackets stand the last entry, which is a remark, and the closing day, which is a rule.
    text = re.sub(r"\(\s*(\d{1,2}:\d{2})\s*停止[\w]{2,4}\s*\)\s*$", r' "最晚入场\1"', text)
    text = re.sub(r"\(([^()]*(?:闭|休|关|closed)[^()]*)\)", r"; \1", text)
    text = re.sub(r"每(?=周|星期|礼拜)|(?<=\d)\s*(?:Uhr|hrs)\b", "", text)
    quoted = re.search(r'\s*["“].*["”]\s*$', text)
    comment = quoted[0].strip().translate(str.maketrans("“”", '""')) if quoted else ""
    text = text[: quoted.start()] if quoted else text
    text = re.sub(r"\s*(?:[-–—−~〜～至到]|\bto\b|\buntil\b)\s*", "-", text)
    text = re.sub(r"[、,]\s*|(?:\s+and\s+|\s*&\s*|和|及)", ",", text)
    text = re.sub(r"[;；。]\s*", "; ", text).strip("; .")
    text = re.sub(r"(\d{4})年", r"\1 ", text)
    text = re.sub(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", lambda m: _date(m[1], m[2], m[3]), text)
    text = re.sub(r"(\d{1,2})月(?:(\d{1,2})[日号])?", lambda m: _month(m[1], m[2]), text)
    text = re.sub(r"([A-Z][a-z]{2} \d{1,2}-)(\d{1,2})[日号]", r"\1\2", text)
    text = re.sub(r"(?:周|星期|礼拜)([一二三四五六日天])", lambda m: f" {_CHINESE[m[1]]} ", text)
    text = re.sub(r"工作日|\bweekdays?\b", " Mo-Fr ", text, flags=re.IGNORECASE)
    text = re.sub(r"周末|\bweekends?\b", " Sa-Su ", text, flags=re.IGNORECASE)
    text = re.sub(r"每天|每日|天天|全年|\b(?:daily|every\s*day|all year)\b", " Mo-Su ", text, flags=re.IGNORECASE)
    text = re.sub(r"24\s*(?:小时|hours|/\s*7)(?:开放)?|全天(?:开放)?", " 00:00-24:00 ", text)
    text = re.sub(
        r"不开放|闭馆|闭寺|关闭|关门|休息|休|\b(?:is |are )?closed\b|\bclose\b|\boff\b",
        " off ",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(
        r"开放时间|营业时间|开放|营业|\b(?:opening hours|hours|open|from)\b[:：]?|[:：](?=\s)",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    text = _ENGLISH.sub(lambda m: m[1][:2].capitalize(), text)
    text = _LONG_MONTH.sub(lambda m: m[1][:3].capitalize(), text)
    text = re.sub(r"\b(noon)\b|中午", "12:00", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(midnight)\b|午夜", "24:00", text, flags=re.IGNORECASE)
    text = re.sub(r"(上午|早上|早|凌晨)\s*(?=\d)", "", text)
    text = re.sub(r"(下午|晚上|晚|傍晚)\s*(\d{1,2})(?:[:点时](\d{2})?)?", lambda m: _clock(m[2], m[3], "pm"), text)
    text = _times(text)
    text = re.sub(r"\s*([-,])\s*", r"\1", re.sub(r"\s+", " ", text)).strip()
    text = re.sub(r"(?<=\d\d:\d\d) ?(?=[A-Z][a-z])", "; ", text)
    text = re.sub(r"\s*;[\s;]*", "; ", text)
    return f"{text} {comment}".strip()


def _times(text: str) -> str:
    """Spans of hours as ``09:00-17:00``: a bare number is an hour only beside another one, behind no month."""
    moment = r"(?<![\d:])(\d{1,2})(?:[:.点时h](\d{2})?分?)?\s*(am|pm|a\.m\.|p\.m\.)?"
    span = re.compile(rf"(?<![A-Za-z] )(?<!\d ){moment}\s*-\s*{moment}(?![\d:])", re.IGNORECASE)
    months = re.compile(rf"(?:{'|'.join(_MONTHS)}) \d{{1,2}}(?:-\d{{1,2}}(?!\d*[:.点时h]))?")
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\ue000{len(kept) - 1}\ue001"

    def put(found: re.Match[str]) -> str:
        first, second = found[3], found[6]
        if second and not first and int(found[1]) <= int(found[4]) and "p" in second.lower() and int(found[1]) != 12:
            first = second if int(found[1]) < int(found[4]) and int(found[4]) != 12 and int(found[1]) < 6 else "am"
        if not first and not second and int(found[4]) < int(found[1]) <= 12:
            second = "pm"  # from nine to five
        return f"{_clock(found[1], found[2], first)}-{_clock(found[4], found[5], second)}"

    text = months.sub(keep, text)
    text = re.sub(r"([A-Z][a-z]) (?=\d)", "\\1\ue002", text)
    text = span.sub(put, text).replace("\ue002", " ")
    return re.sub("\ue000(\\d+)\ue001", lambda found: kept[int(found[1])], text)


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    number = int(hour)
    if half and half.lower().startswith("p") and number < 12:
        number += 12
    if half and half.lower().startswith("a") and number == 12:
        number = 0
    return f"{number:02}:{minute or '00'}"


def _month(month: str, day: str | None) -> str:
    number = int(month)
    name = _MONTHS[number - 1] if 1 <= number <= 12 else month
    return f"{name} {int(day)} " if day else f"{name} "


def _date(year: str, month: str, day: str) -> str:
    return f"{year} {_month(month, day)}"
