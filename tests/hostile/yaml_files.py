"""What a record file can hold besides a record, and every finding that it must lead to: code, line, column."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HostileFile:
    """Bytes of a file, and the findings about it; ``readable`` where its data can be checked further."""

    name: str
    raw: bytes
    expected: tuple[tuple[str, int, int], ...]
    readable: bool = False


def _file(name: str, text: str | bytes, *expected: tuple[str, int, int], readable: bool = False) -> HostileFile:
    return HostileFile(name, text if isinstance(text, bytes) else text.encode("utf-8"), expected, readable)


YAML_FILES = (
    # Encodings
    _file("a Chinese file saved as GBK", "a: b\ntitle: 西宁市图书馆\n".encode("gbk"), ("file-encoding-gbk", 2, 8)),
    _file("UTF-16 with a byte order mark", "title: x\n".encode("utf-16"), ("file-encoding-utf16", 1, 1)),
    _file("UTF-16 without one", "title: x\n".encode("utf-16-le"), ("file-encoding-utf16", 1, 1)),
    _file("half of a surrogate pair", b"a: b\nc: x\xed\xa0\x80\n", ("file-encoding", 2, 5)),
    _file("a byte of no encoding", b"a: \xff\n", ("file-encoding", 1, 4)),
    _file("a byte order mark first", "\ufefftitle: x\n", readable=True),
    _file("a byte order mark inside", "title: x\ufeffy\n", ("control-character", 1, 9), readable=True),
    _file("CRLF line ends", "a: b\r\nc: d\r\nc: e\r\n", ("duplicate-key", 3, 1), readable=True),
    _file("CR line ends", "a: b\rc: d\rc: e\r", ("duplicate-key", 3, 1), readable=True),
    # Characters
    _file("NUL", "a: b\0c\n", ("control-character", 1, 5), readable=True),
    _file("a bell and an escape", "a: \x07\x1b[31m\n",
          ("control-character", 1, 4), ("control-character", 1, 5), readable=True),
    _file("a line separator", "a: b\u2028c\nd: e\nd: f\n",
          ("control-character", 1, 5), ("duplicate-key", 3, 1), readable=True),
    _file("a right-to-left override", "a: b\u202ec\n", ("control-character", 1, 5), readable=True),
    _file("a zero-width space in a name", "ti\u200btle: x\n", ("control-character", 1, 3), readable=True),
    _file("a zero-width space written as an escape", 'a: "b\\u200Bc"\n', ("control-character", 1, 4), readable=True),
    _file("a zero-width joiner between Chinese characters", "a: 西\u200d宁\n",
          ("control-character", 1, 5), readable=True),
    _file("zero-width joiners within Tibetan and Devanagari", "a: ཀ\u200dཁ क्\u200dष\n", readable=True),
    _file("a Mongolian vowel separator in its place", "a: ᠨ\u180eᠠ\n", readable=True),
    _file("a Mongolian vowel separator elsewhere", "a: b\u180ec\n", ("control-character", 1, 5), readable=True),
    _file("a lost character", "a: 西\ufffd\n", ("lost-character", 1, 5), readable=True),
    _file("characters beyond the basic plane", "a: 𠀀😀\nb: 1\nb: 2\n", ("duplicate-key", 3, 1), readable=True),
    # Size and shape
    _file("more than a mebibyte", b"a: " + b"x" * (1 << 20), ("file-too-large", 1, 1)),
    _file("a hundred thousand brackets", "[" * 100_000, ("too-deep", 1, 25)),
    _file("a hundred thousand dashes", "- " * 100_000, ("too-deep", 1, 49)),
    _file("sixty thousand values", "a: [" + "1," * 60_000 + "]\n", ("too-many-values", 1, 99_999)),
    _file("nothing", "", ("empty-file", 1, 1)),
    _file("spaces and comments", "\n  \n# nothing\n", ("empty-file", 1, 1)),
    _file("null", "~\n", ("empty-file", 1, 1)),
    _file("a text", "西宁\n", ("not-a-mapping", 1, 1)),
    _file("a list", "# list\n- a\n- b\n", ("not-a-mapping", 2, 1)),
    _file("two documents", "a: b\n---\nc: d\n", ("second-document", 2, 1), readable=True),
    _file("one document with a beginning and an end", "---\na: b\n...\n", readable=True),
    # What YAML can do and records must not
    _file("a name given twice", "a: 1\nb: 2\na: 3\n", ("duplicate-key", 3, 1), readable=True),
    _file(
        "names given twice on several levels",
        "a: 1\nb: {x: 1, x: {y: 1, y: 2}}\nb: 3\nc:\n  - {d: 1, d: 2}\n",
        ("duplicate-key", 2, 11), ("duplicate-key", 2, 21), ("duplicate-key", 3, 1), ("duplicate-key", 5, 12),
        readable=True,
    ),
    _file("an anchor", "a: &x [1]\n", ("yaml-anchor", 1, 4), readable=True),
    _file("an anchor and its aliases", "a: &x 1\nb: *x\n*x : 2\n",
          ("yaml-anchor", 1, 4), ("yaml-anchor", 2, 4), ("yaml-anchor", 3, 1)),
    _file("a billion laughs", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
          ("yaml-anchor", 1, 4), ("yaml-anchor", 2, 4), ("yaml-anchor", 2, 8), ("yaml-anchor", 2, 12),
          ("yaml-anchor", 3, 5), ("yaml-anchor", 3, 9)),
    _file("an alias to nothing", "a: *x\n", ("yaml-anchor", 1, 4)),
    _file("a tag that runs a command", "a: !!python/object/apply:os.system [ls]\n", ("yaml-tag", 1, 4), readable=True),
    _file("a tag on a text", "a: !!str 1\nb: ! x\n", ("yaml-tag", 1, 4), ("yaml-tag", 2, 4), readable=True),
    _file("a merge key", "<<: {a: b}\n", readable=True),
    _file("a list as a name", "? [a]\n: b\n", ("key-not-text", 1, 3)),
    _file("nothing as a name", "~: a\nb: c\n", ("key-not-text", 1, 1), readable=True),
    _file("template braces", "a: {{ 7*7 }}\n", ("key-not-text", 1, 5)),
    # Slips
    _file("a tab for indentation", "a:\n\tb: c\n", ("yaml-tab", 2, 1)),
    _file("a full-width colon", "title：西宁\nstatus: x\n", ("yaml-fullwidth-colon", 1, 6)),
    _file("full-width colons throughout", "title：西宁\nstatus：x\n",
          ("yaml-fullwidth-colon", 1, 6), ("yaml-fullwidth-colon", 2, 7)),
    _file("a full-width colon in the last field of a group", "a:\n  en: x\n  zh：西宁\nb: c\n",
          ("yaml-fullwidth-colon", 3, 5)),
    _file("a full-width colon that YAML takes for text", "a:\n  zh：西宁\nb: c\n",
          ("yaml-fullwidth-colon", 2, 5), readable=True),
    _file("a full-width colon after a Chinese name", "a: b\n标题：西宁市\nc: d\n", ("yaml-fullwidth-colon", 2, 3)),
    _file("full-width colons within texts", "a: 注：西宁\nb:\n  - ISBN：978\nc: |\n  tel：12345\n", readable=True),
    _file("no space after the colon", "title:西宁\nstatus: x\n", ("yaml-colon-space", 1, 6)),
    _file("no space after the dash", "a:\n  -b\n  -c\n",
          ("yaml-dash-space", 2, 3), ("yaml-dash-space", 3, 3), readable=True),
    _file("a web address on a line of its own", "a:\n  https://www.xining.gov.cn/\n", readable=True),
    _file("a colon within a text", "a: Xining: a city\n", ("yaml-colon-in-text", 1, 10)),
    _file("a quote that is never closed", 'a: "西宁\nb: c\n', ("yaml-quote-open", 1, 4)),
    _file("text after a quote", 'a: "夏都" 西宁\n', ("yaml-quote-rest", 1, 9)),
    _file("a text that begins with @", "a: @x\n", ("yaml-start-character", 1, 4)),
    _file("a text that begins with a bracket", "a: [公示] 标题\n", ("yaml-start-character", 1, 4)),
    _file("bold text as a value", "a: **注意**\n", ("yaml-start-character", 1, 4)),
    _file("an unknown escape", 'a: "C:\\path"\n', ("yaml-escape", 1, 7)),
    _file("half of a character as an escape", 'a: "\\ud800"\n', ("yaml-escape", 1, 5)),
    _file("a full-width comma between pairs", "a: {b: 1，c: 2}\n", ("yaml-fullwidth-comma", 1, 9)),
    _file("a full-width comma in a list", 'a: ["b"，"c"]\n', ("yaml-fullwidth-comma", 1, 8)),
    _file("a bracket that is never closed", "a: [b, c\nd: e\n", ("yaml-bracket-open", 1, 4)),
    _file("a line without a colon", "a: b\nc\nd: e\n", ("yaml-no-colon", 2, 1)),
    _file("uneven indentation", "a:\n    b: c\n  d: e\n", ("yaml-indentation", 3, 3)),
    _file("a field indented below a text", "a: b\n  c: d\n", ("yaml-indentation", 2, 3)),
    _file("an unresolved merge", "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> edit\n",
          ("merge-conflict", 2, 1), ("merge-conflict", 4, 1), ("merge-conflict", 6, 1)),
    _file("a directive of another YAML", "%YAML 3.0\n---\na: b\n", ("yaml-syntax", 1, 1)),
)
