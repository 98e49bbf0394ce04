"""The benchmark itself works; how fast things are is not for a test to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.report import Measured, bars_of, markdown
from tests.bench.steps import Size, Timed


def measured(*, seconds: float = 1.0, count: int = 5000, peak: float = 100, sizes: tuple[Size, ...] = ()) -> Measured:
    run = Timed(seconds, seconds, count, peak)
    return Measured(count, [run] * 3, [run] * 3, [run] * 3, [run] * 3, run, sizes)


def test_a_tiny_run_measures_every_step_and_writes_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--records", "40", "--sample", "20", "--runs", "1", "--to", str(tmp_path / "bench")]) == 0
    report = (tmp_path / "bench" / "report.md").read_text(encoding="utf-8")
    assert report in capsys.readouterr().out
    for part in ("40 synthetic records", "cores", "Python 3.", "records/s", "pages/s", "peak memory", "largest HTML"):
        assert part in report


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
    assert [bar.is_met for bar in bars_of(measured())] == [True, True, True, True]
    assert [bar.is_met for bar in bars_of(measured(count=2000))] == [False, True, True, True]
    assert [bar.is_met for bar in bars_of(measured(seconds=6))] == [False, False, True, True]
    assert [bar.is_met for bar in bars_of(measured(peak=1500))] == [True, True, False, True]
    assert [bar.is_met for bar in bars_of(measured(sizes=(page,)))] == [True, True, True, False]
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
