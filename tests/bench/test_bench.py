"""The benchmark itself works; how fast things are is not for a test to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.plain import plain
from tests.bench.report import Measured, bars_of, markdown
from tests.bench.steps import Size, Timed


def measured(
    *, seconds: float = 1.0, count: int = 5000, peak: float = 100, stock: float = 2.0, sizes: tuple[Size, ...] = ()
) -> Measured:
    run = Timed(seconds, seconds, count, peak)
    other = Timed(stock * seconds, stock * seconds, count, peak)
    return Measured(count, *[[run] * 3] * 6, run, [run] * 3, [other] * 3, sizes)


def test_a_tiny_run_measures_every_step_and_writes_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--records", "40", "--sample", "20", "--runs", "1", "--to", str(tmp_path / "bench")]) == 0
    report = (tmp_path / "bench" / "report.md").read_text(encoding="utf-8")
    assert report in capsys.readouterr().out
    assert "largest HTML" in report and "peak memory" in report
    for part in ("40 synthetic records", "cores", "Python 3.", "records/s", "pages/s", "make all downloads"):
        assert part in report
    assert "stock Material" in report


def test_a_missed_bar_ends_with_1_only_where_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "measure", lambda *_: measured(seconds=100))
    assert bench.main(["--to", str(tmp_path)]) == 0
    assert bench.main(["--to", str(tmp_path), "--strict"]) == 1
    monkeypatch.setattr(bench, "measure", lambda *_: measured(seconds=1))
    assert bench.main(["--to", str(tmp_path), "--strict"]) == 0
    assert "**missed**" not in capsys.readouterr().out.rpartition("# Benchmark")[2]


def test_each_bar_is_judged_by_itself() -> None:
    page = Size("projects/x/index.html", 70_000)
    assert [bar.is_met for bar in bars_of(measured())] == [True, True, True, True, True]
    assert [bar.is_met for bar in bars_of(measured(count=2000))] == [False, True, True, True, True]
    assert [bar.is_met for bar in bars_of(measured(seconds=6))] == [False, False, True, True, True]
    assert [bar.is_met for bar in bars_of(measured(stock=1.4))] == [True, True, False, True, True]
    assert [bar.is_met for bar in bars_of(measured(peak=1500))] == [True, True, True, False, True]
    assert [bar.is_met for bar in bars_of(measured(sizes=(page,)))] == [True, True, True, True, False]
    assert "1 of its pages" in markdown(measured(sizes=(page,)))


@pytest.mark.parametrize(
    ("path", "long"),
    [
        ("projects/index.html", True),
        ("en/projects/page-2/index.html", True),
        ("search/index.html", True),
        ("maps/overview.html", True),
        ("en/map/index.html", True),
        ("projects/page-turner/index.html", False),
        ("places/990100/index.html", False),
        ("en/index.html", False),
    ],
)
def test_only_the_lists_of_everything_may_be_long(path: str, long: bool) -> None:
    assert Size(path, 1).is_long_list is long


def test_other_builders_are_given_the_same_content_as_plain_markdown() -> None:
    page = (
        '---\ntitle: "路"\nkind: project\n---\n\n<p class="p-kicker"><span>项目</span></p>\n\n# 路 {: #top }\n\n'
        '<table><thead><tr><th scope="col">类 | 别</th><th>金额</th></tr></thead>'
        '<tbody><tr><td><a href="../x/">道</a></td>'
        "<td>1 元</td></tr>\n<tr><td>桥</td><td>2 元</td></tr></tbody></table>\n\n<svg><text>图</text></svg>\n"
    )
    assert plain(page) == (
        '---\ntitle: "路"\n---\n\n项目\n\n# 路\n\n'
        "| 类 \\| 别 | 金额 |\n| --- | --- |\n| [道](../x/) | 1 元 |\n| 桥 | 2 元 |\n"
    )
