"""Ethnic and religious groups of people in text, and numbers of them, found by their form.

A group is named where people are meant by their ethnicity (回族, 少数民族, Hui, ethnic minorities) or their religion
(信教群众, 穆斯林, Buddhists). Names of divisions, villages and institutions that hold the same word are none:
大通回族土族自治县, 土族聚居村, 民族中学, "Hui and Tu Autonomous County". Neither are clergy, pilgrims and visitors:
how many a hall holds, or how many monks a monastery once had, says nothing about those who live in a place.

A number of a group is a count of people or households, or a share, that stands directly beside its name, in either
order, with nothing between but words such as 人口, 约, 占 or "make up"; or a row of groups and numbers
(回族：35；藏族：12), or a table in which groups stand in a row or a column and numbers beside or under them. Digits may
be full-width, numbers may be words (一百, 三成五, 百分之三十, "a dozen"). Money, years, villages and townships are not
people.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_ETHNIC = (
    "汉|回|藏|土|撒拉|蒙古|满|维吾尔|哈萨克|东乡|保安|裕固|苗|彝|壮|布依|朝鲜|侗|"
    "瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|高山|拉祜|水|纳西|景颇|柯尔克孜|达斡尔|仫佬|"
    "羌|布朗|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|京|"
    "塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
"""The fifty-six ethnic groups, without 族."""
_ZH_ETHNIC = rf"(?:(?:{_ETHNIC})族|少数民族)"
_FAITHFUL = "穆斯林|(?:信教|信仰[\u4e00-\u9fff]{1,5}教的?)(?:群众|居民|人口|公民|人员|家庭)|(?:佛|道|伊斯兰|基督|天主)?教徒|信徒|信众"  # noqa: E501
_ZH_WHO = "(?:人口|群众|居民|村民|同胞|学生|儿童|妇女|职工|干部|家庭|农户|户|人)"
_ZH = rf"(?:{_ZH_ETHNIC}{_ZH_WHO}?|{_FAITHFUL})"
_ZH_DIVISION = re.compile(
    rf"(?:{_ZH_ETHNIC}|各族){{1,6}}(?:自治[县州区旗]|民族[乡镇]|[乡镇村](?!民)|聚居[村区地乡镇]|地区|文化|风情|风味|建筑|艺术|服饰|传统|历史|"
    "歌舞|语|文字|医|药|菜|节|中学|小学|学校|学院|宗教事务|事务|工作|团结|所在)"
)
_ZH_NUMBER = r"(?:\d[\d,.]{0,20}\s?(?:多|余)?[十百千万亿]{0,2}(?:多|余)?|[〇零一二两三四五六七八九十百千万亿几数半]{1,12}(?:多|余)?)"  # noqa: E501
_ZH_PEOPLE = r"(?:(?:余|多)?(?:个)?(?:人(?!民|均|口较)|户|名(?!胜|录|单|称|为)|位(?!于)|口人?|家庭)|成|%|％|‰)"
_ZH_COUNT = rf"(?:{_ZH_NUMBER}\s?{_ZH_PEOPLE}(?:[一二三四五六七八九半]|多)?|百分之{_ZH_NUMBER}|半数|一半|[一二两三四五六七八九]成)"  # noqa: E501
_ZH_BETWEEN = r"(?:人口|群众|居民|村民|家庭|同胞|总数|总|户数|户|人数|比例|比重|约|大约|近|超过|共有|共计|共|有|为|占|达到|达|仅|只|计|的|是|其中|全[村乡镇县市]|低收入|困难|贫困|特困|低保|脱贫|受益|受助|搬迁|安置|流动|常住|户籍|外来|就业|参保|新增|[\s:：,，|()（）=-])"  # noqa: E501
_TABLE = r"[\s:：|,，、;；()（）=\t-]"
_NOT_PEOPLE = r"(?![\d,.]{0,20}\s?(?:年|月|日|世纪|个?村|个?乡|个?镇|元|[十百千万亿]+元|公里|米|座|亩|项|个项目|[-/]\d))"  # noqa: E501

_EN_ETHNIC = "Hui|Tibetan|Tu|Monguor|Salar|Mongol(?:ian)?|Han|Uyghur|Kazakh|Dongxiang|Bonan|Yugur|Manchu|(?:ethnic[- ])?minority"  # noqa: E501
_EN_FAITH = "Muslim|Buddhist|Taoist|Daoist|Christian|Catholic|Protestant|religious"
_EN_WHO = "people|persons?|residents?|households?|famil(?:y|ies)|inhabitants?|villagers?|citizens?|pupils?|students?|children|women|men|believers?|population"  # noqa: E501
_EN_PLURAL = "Tibetans|Salars|Mongols|Mongolians|Uyghurs|Kazakhs|Muslims|Buddhists|Taoists|Daoists|Christians|Catholics|Protestants|believers|ethnic minorities"  # noqa: E501
_EN_NUMBER = (
    r"(?:\d[\d,.]{0,20}(?:\s?(?:thousand|million))?|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|half|dozen|hundred|thousand|several|few)(?:[ -](?:a|and|one|two|three|four|five|six|seven|"  # noqa: E501
    r"eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred|thousand|of)){0,8})"
)
_EN_DIVISION = re.compile(rf"\b(?:(?:{_EN_ETHNIC})(?:,| and)? ){{1,6}}(?:Autonomous|Ethnic Township)\b", re.IGNORECASE)
_EN_SHARE = r"(?:\s?%|\s?per ?cent\b)"
_EN_SORT = r"(?:(?:poor|low-income|needy|local|registered|resident|migrant|elderly|unemployed|relocated|more)\s){0,3}"
_EN_GROUP = rf"(?:(?:{_EN_ETHNIC}|{_EN_FAITH})\s(?:ethnic\s)?(?:{_EN_WHO})|{_EN_PLURAL})"
_EN_BETWEEN = r"(?:\b(?:people|population|residents|households|families|persons|makes?|made|up|accounts?|for|are|is|was|were|numbers?|numbered|about|around|nearly|over|some|only|just|in|all|total|of|the|to|come|comes|came)\b|[\s:|,()=-])"  # noqa: E501

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_ZH}{_ZH_BETWEEN}{{0,5}}{_ZH_COUNT}",
        rf"{_ZH_ETHNIC}(?:人数|户数)[\s:=为是约共有]{{0,4}}{_ZH_NUMBER}",
        # One person with a craft is told of, not counted.
        rf"(?!(?:一|1)\s?[名位个]){_ZH_COUNT}(?:以上)?(?:的)?(?:村民|居民|群众|人口|家庭|人)?(?:的|是|为|系|信仰|均为|都是|属于?)?{_ZH}(?!僧|喇嘛|高僧|工匠|学者|艺人|画|诗|作家|大师)",
        rf"\d[\d,.]{{0,20}}\s?(?:个|家)(?:{_FAITHFUL}|{_ZH_ETHNIC}(?:人(?!口较)|家庭|群众|居民|村民|学生|户))",
        # A row of groups and numbers, two and more; a single number beside a name may be anything.
        rf"{_ZH}{_TABLE}{{0,3}}{_NOT_PEOPLE}{_ZH_NUMBER}[人户名口]?{_TABLE}{{0,4}}{_ZH}{_TABLE}{{0,3}}{_NOT_PEOPLE}{_ZH_NUMBER}",
        rf"\b{_EN_NUMBER}{_EN_SHARE}?(?:\s(?:of (?:the |all )?(?:{_EN_WHO})\s)?(?:are|is|were|was|of))?\s{_EN_SORT}(?:\w+\s)?{_EN_GROUP}\b",  # noqa: E501
        rf"\b{_EN_NUMBER}{_EN_SHARE}(?:\s(?:of (?:the |all |its )?(?:{_EN_WHO})))?(?:\s(?:are|is|were|was))?\s(?:{_EN_ETHNIC}|{_EN_FAITH})\b",  # noqa: E501
        rf"\b(?:{_EN_ETHNIC}|{_EN_FAITH}|{_EN_PLURAL})\b{_EN_BETWEEN}{{0,8}}\b{_EN_NUMBER}(?:{_EN_SHARE}|\s(?:{_EN_WHO})\b)",
        rf"\b(?:{_EN_GROUP})\b{_EN_BETWEEN}{{0,6}}(?<![\w-])(?!(?:1[0-9]|20)\d\d\b)\d[\d,.]{{0,20}}(?!\s?(?:villages|townships|yuan|million))",
        rf"\b(?:{_EN_ETHNIC}|{_EN_FAITH}|{_EN_PLURAL})[\s:=]{{1,3}}\d[\d,.]{{0,20}}[\s,;|]+(?:{_EN_ETHNIC}|{_EN_FAITH}|{_EN_PLURAL})[\s:=]{{1,3}}\d",
    )
)
_ANY_ZH, _ANY_EN = re.compile(_ZH), re.compile(rf"\b(?:{_EN_GROUP})\b", re.IGNORECASE)
_MAYBE = re.compile(r"族|穆斯林|教|信徒|信众|Hui\b|Tibetan|\bTu\b|Monguor|Salar|Mongol|\bHan\b|Uyghur|Kazakh|Dongxiang|Bonan|Yugur|Manchu|minorit|Muslim|Buddhist|Taoist|Daoist|Christian|Catholic|Protestant|religious|believer", re.IGNORECASE)  # noqa: E501
"""Without one of these no group is named."""
_STEMS = (
    "族", "教", "徒", "信众", "穆斯林", "hui", "tu", "han", "tibetan", "monguor", "salar", "mongol", "uyghur", "kazakh",
    "dongxiang", "bonan", "yugur", "manchu", "minorit", "muslim", "buddhist", "taoist", "daoist", "christian",
    "catholic", "protestant", "religious", "believer",
)  # fmt: skip
"""Quick, for nearly every text: it has none of these in small letters, and so nothing of :data:`_MAYBE`."""


_SKIPPED = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u00ad*]|__|"
    # What Markdown writes around words: escapes, links (their words stay), lines that go on.
    r"\\(?=[^\w\s])|\[(?=[^\]\n]{0,200}\]\()|\]\([^()\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\)|"
    r"(?<=[\u4e00-\u9fff])(?:[ \t]+|[ \t]*\n[ \t>]*)(?=[\u4e00-\u9fff])"
)
_CELL_GROUP = re.compile(
    rf"(?:其中)?(?:{_ZH}|信教|信仰?[\u4e00-\u9fff]{{1,5}}教){_ZH_BETWEEN}{{0,5}}(?:\([^()]{{0,12}}\))?|"
    rf"(?:(?:number|share|proportion) of )?(?:{_EN_ETHNIC}|{_EN_FAITH}|{_EN_PLURAL}|{_EN_GROUP})"
    rf"(?: (?:{_EN_WHO}|group))?(?:\s?\([^()]{{0,20}}\))?",
    re.IGNORECASE,
)
_CELL_COUNT = re.compile(
    rf"(?:约|近|超过|about |over |nearly )?{_ZH_NUMBER}\s?(?:人|户|名|口|位|个|家|家庭|成|%|‰|per ?cent|{_EN_WHO})?",
    re.IGNORECASE,
)
_OTHER_HEAD = re.compile(
    r"年份|年代|始建|修建|建于|村庄|村数|个村|乡镇数|元|资金|金额|经费|面积|公里|座|项目|工程|学校|寺|场所|编号|代码|"
    r"\byears?\b|\bbuilt\b|villages|townships|yuan|CNY|money|amount|funds?\b|budget|\bkm|area|projects|works\b|schools|temples|mosques",
    re.IGNORECASE,
)
"""Heads of columns, and of rows, under which numbers are not of people."""
_RULE = re.compile(r"\s*:?-+:?\s*")


class Span(NamedTuple):
    """Where a passage stands in a text, by characters."""

    start: int
    end: int


def may_name(text: str) -> bool:
    """Whether there is anything in a text by which a group can be named; told of every text, so it has to be quick."""
    small = text.casefold().replace("ı", "i").replace("\u0307", "")  # what an expression takes for an i without its dot
    for stem in _STEMS:  # a third quicker than `any`
        if stem in small:
            return _MAYBE.search(text) is not None
    return False


def names_group(text: str) -> bool:
    """Whether people of an ethnicity or a religion are named."""
    if not may_name(text):
        return False
    plain, _ = _plain(text)
    return bool(_ANY_ZH.search(plain) or _ANY_EN.search(plain))


@lru_cache(maxsize=4096)
def numbered_group(text: str) -> str:
    """The first passage that counts people of an ethnicity or a religion, or says what share they are; else nothing."""
    found = numbered_groups(text)
    return text[found[0].start : found[0].end].strip() if found else ""


def numbered_groups(text: str) -> tuple[Span, ...]:
    """Every passage that counts people of an ethnicity or a religion, in the order of the text as it is written."""
    # Full-width letters and digits are read as what they are, before anything is looked for.
    if not may_name(_SKIPPED.sub("", unicodedata.normalize("NFKC", text))):
        return ()
    plain, origins = _plain(text)
    found = [Span(*match.span()) for pattern in _PATTERNS for match in pattern.finditer(plain) if match[0]]
    found += _in_tables(plain)
    return tuple(sorted({Span(origins[start], origins[end - 1] + 1) for start, end in found}))


def places_of_groups(text: str) -> Iterator[tuple[int, int]]:
    """Line and column, from 1, of the first such passage of each line."""
    last = 0
    for start, _ in numbered_groups(text):
        line = text.count("\n", 0, start) + 1
        if line > last:
            last = line
            yield line, start - text.rfind("\n", 0, start)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as it is meant, and where each of its characters comes from: characters of one width, marks of Markdown
    gone, names of divisions out of the way."""
    letters: list[str] = []
    origins: list[int] = []
    last = 0
    for skipped in (*_SKIPPED.finditer(text), None):
        for number in range(last, skipped.start() if skipped else len(text)):
            for letter in unicodedata.normalize("NFKC", text[number]):
                letters.append(letter)
                origins.append(number)
        last = skipped.end() if skipped else last
    plain = "".join(letters)
    for division in (_ZH_DIVISION, _EN_DIVISION):
        plain = division.sub(lambda found: "◇" * len(found[0]), plain)
    return plain, origins


def _in_tables(plain: str) -> Iterator[Span]:
    """Cells of Markdown tables that count a group: beside its name in a row, or below it in a column."""
    rows: list[list[Span]] = []
    start = 0
    for line in plain.split("\n"):
        if "|" in line:
            rows.append(_cells(line, start))
        elif rows:
            yield from _in_table(plain, rows)
            rows = []
        start += len(line) + 1
    yield from _in_table(plain, rows)


def _cells(line: str, start: int) -> list[Span]:
    found, begin = [], start
    for part in line.split("|"):
        found.append(Span(begin, begin + len(part)))
        begin += len(part) + 1
    return found[1 if not line.partition("|")[0].strip() else 0 : -1 if not line.rpartition("|")[2].strip() else None]


def _in_table(plain: str, rows: list[list[Span]]) -> Iterator[Span]:
    words = [[plain[cell.start : cell.end].strip() for cell in row] for row in rows]
    has_head = len(rows) > 1 and all(_RULE.fullmatch(cell) for cell in words[1])
    head = words[0] if has_head else []
    for row, texts in list(zip(rows, words, strict=True))[2 if has_head else 0 :]:
        of_group = any(map(_CELL_GROUP.fullmatch, texts))
        for number, (cell, text) in enumerate(zip(row, texts, strict=True)):
            above = head[number] if number < len(head) else ""
            is_below = bool(_CELL_GROUP.fullmatch(above)) and not _OTHER_HEAD.search(texts[0])
            is_beside = of_group and not _OTHER_HEAD.search(above)
            if (is_below or is_beside) and _CELL_COUNT.fullmatch(text):
                start = plain.index(text, cell.start)
                yield Span(start, start + len(text))
