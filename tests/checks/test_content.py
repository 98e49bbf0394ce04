"""Hand-written pages: a small, safe Markdown."""

from __future__ import annotations

import pytest

from generator.checks.content import ContentPage, check_page
from generator.findings import Finding, Position
from tests.publications import only, shown

HEAD = "---\ntitle: 关于\n---\n"


def findings(body: str, head: str = HEAD, path: str = "content/zh/guide/about.md") -> list[Finding]:
    return list(check_page(ContentPage(path, head + body)))


GOOD = """\
# 标题 & "引号" © 2026

文字有**重点**、*强调*、`code <b>`，还有 [网页](https://example.org/a?b=1&c=2 "题")、<https://example.org>、
[邮箱](mailto:info@example.org)、<info@example.org>、[另一页](../method.md#how)、[本页](#end) 和 5 < 6、a {b c}。

![桥](../../assets/bridge.jpg "桥")

| 甲 | 乙 |
|---|---|
| 1 | 2 |

!!! note "注意"
    有一条脚注[^1]。

[^1]: 脚注。

1. 一
2. 二

> 引文

```yaml
title: <b> {{ anything }} {: .x }
```

~~~
<script>
~~~

    <b>
"""


def test_everything_that_a_page_may_hold_passes() -> None:
    body = GOOD.replace("../../assets", "../assets").replace("    <b>\n", "")
    assert shown(findings(body)) == []


@pytest.mark.parametrize(
    ("line", "column", "code", "found"),
    [
        ("文 <script>alert(1)</script>", 3, "prose-html", "<script>"),
        ('<img src=x onerror="x">', 1, "prose-html", '<img src=x onerror="x">'),
        ("<div>", 1, "prose-html", "<div>"),
        ("<!-- x -->", 1, "prose-html", "<!-- x -->"),
        ("</p>", 1, "prose-html", "</p>"),
        ("文{: onclick=x }", 2, "prose-markup", "{:"),
        ("# 题 { onclick=x }", 5, "prose-markup", "{ onclick="),
        ("文{#id}", 2, "prose-markup", "{#"),
        ('--8<-- "/etc/passwd"', 1, "prose-markup", "--8<--"),
        ("??? note", 1, "prose-markup", "???"),
        ("{{ config }}", 1, "prose-markup", "{{"),
        ("`{% raw %}`", 2, "prose-markup", "{%"),
        ("    <b>", 5, "prose-html", "<b>"),
        ("``` { .x onclick=y }", 5, "prose-markup", "{ ."),
        ("```\n<b>", 1, "prose-html", "<b>"),
    ],
)
def test_whatever_could_be_more_than_text_is_refused_at_its_place(
    line: str, column: int, code: str, found: str
) -> None:
    finding = only(findings(f"\n{line}\n"))
    row = 5 + line.count("\n")
    assert finding.position == Position(file="content/zh/guide/about.md", line=row, column=column)
    assert (finding.code, finding.arguments) == (code, {"found": found})


def test_alignment_in_tables_would_become_a_style_attribute() -> None:
    finding = only(findings("|甲|乙|\n|:--|--|\n|1|2|\n"))
    assert (finding.code, finding.position.line) == ("prose-markup", 5)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "java&#115;cript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example.org/x",
        "http://user:pw@example.org/", "ftp://example.org/x", "/absolute.md", "../../../etc/passwd",
        "../../en/about.md", "https:no-host", r"..\x.md", "%2e%2e/%2e%2e/x.md",
    ],
)  # fmt: skip
def test_links_lead_to_the_web_or_to_pages_of_the_same_language(target: str) -> None:
    for body in (f"见 [这里]({target})\n", f"见 ![图]({target})\n", f"见 [这里][1]\n\n[1]: {target}\n"):
        assert [finding.code for finding in findings(body)] == ["prose-link"], body


def test_a_link_is_found_at_its_target() -> None:
    finding = only(findings("\n见 [这里](ftp://example.org/x)\n"))
    assert (finding.position.line, finding.position.column) == (5, 8)
    assert finding.arguments == {"target": "ftp://example.org/x"}


@pytest.mark.parametrize(
    ("head", "code", "line", "column"),
    [
        ("---\ntitle: 甲\ntemplate: ../x.html\n---\n", "front-matter-key", 3, 1),
        ("---\ntitle: 甲\nicon: ../x\n---\n", "front-matter-key", 3, 1),
        ("---\ntitle: 甲\ntitle: 乙\n---\n", "duplicate-key", 3, 1),
        ("---\ntitle: </title><script>\n---\n", "text-form", 2, 8),
        ("---\ntitle: [甲]\n---\n", "not-text", 2, 8),
        ("---\ndescription: 甲\n---\n", "missing-field", 1, 1),
        ("", "missing-field", 1, 1),
    ],
)
def test_the_head_of_a_page_has_a_title_and_only_known_keys(head: str, code: str, line: int, column: int) -> None:
    finding = only(findings("# 题\n", head))
    assert finding.position == Position(file="content/zh/guide/about.md", line=line, column=column)
    assert finding.code == code


def test_a_misspelt_key_is_met_with_the_right_one() -> None:
    finding = only(findings("文\n", "---\ntitle: 甲\ndescripton: 乙\n---\n"))
    assert finding.arguments["suggestion"] == "description"


def test_personal_data_has_no_place_in_a_page_either() -> None:
    finding = only(findings("\n打 " + "138" + "00000000。\n"))
    assert (finding.code, finding.position.line, finding.position.column) == ("personal-data", 5, 3)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[" * 3000, "prose-markup"), ("[a](\n" * 3000, "prose-markup"), ("![" * 1500, "prose-markup"),
        (">" * 3000, "prose-markup"), ("> " * 500 + "文", "prose-markup"), ("字" * 5000, "text-length"),
        ("一行\n" * 40_000, "text-length"),
        ("# a\n" * 2000, "prose-markup"), ("a\n=\n" * 2000, "prose-markup"),
    ],
)  # fmt: skip
def test_what_would_keep_the_renderer_busy_for_minutes_is_refused_unrendered(body: str, code: str) -> None:
    assert only(findings(body)).code == code


def test_a_page_of_any_bytes_ends_in_findings() -> None:
    for text in (
        "---",
        "---\n",
        "\ufeff---\n",
        "```",
        "[a]: <",
        "|:-",
        "&#0;",
        "[x](http://[)",
        "\x00",
        "---\n: :\n---\n",
    ):
        assert isinstance(findings(text, ""), list)


COUNTED = {
    "村里有藏族群众３５人。": (5, 4),
    "村里有藏族\n三十五户。": (5, 4),
    "| 村 | 户 | 藏族 |\n|---|---|---|\n| 甲村 | 87 | 35 |": (7, 13),
    "| 民族 | 2010年 | 2020年 |\n|---|---|---|\n| 其他 | 12 | 13 |\n| 回族（户） | 8 | 9 |": (8, 11),
    "- 回族：35\n- 藏族：12": (5, 3),
    "Of 87 homes [35 Hui households](x.md) got it.": (5, 14),
    "```\n回族35人\n```": (6, 1),
    "![回族35户](a.jpg)": (5, 3),
    "&#22238;族约35人": (4, 1),
    "| 村 | &#22238;族 |\n|---|---|\n| 甲 | 35 |": (4, 1),
}


@pytest.mark.parametrize("body", COUNTED)
def test_people_are_not_counted_by_ethnicity_or_religion_in_a_page(body: str) -> None:
    finding = only(findings(f"\n{body}\n"))
    assert (finding.code, (finding.position.line, finding.position.column)) == ("people-breakdown-page", COUNTED[body])


def test_the_head_of_a_page_counts_nobody_either() -> None:
    finding = only(findings("文\n", "---\ntitle: 回族35户\n---\n"))
    assert (finding.code, finding.position.line, finding.position.column) == ("people-breakdown-page", 2, 8)


@pytest.mark.parametrize(
    "body",
    ["64个土族聚居村，6.7万户受益", "| 村 | 户 |\n|---|---|\n| 土族聚居村 | 64 |",
     "| 民族 | 村庄数 |\n|---|---|\n| 土族 | 64个 |",
     "| 寺院 | 始建 |\n|---|---|\n| 藏族寺院 | 1560 |", "大通回族土族自治县有46万人"],
)  # fmt: skip
def test_villages_totals_and_dates_may_stand_in_a_page(body: str) -> None:
    assert shown(findings(f"\n{body}\n")) == []
