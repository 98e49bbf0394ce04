"""Large runs: written down once each, with what would follow for more."""

from __future__ import annotations

from pathlib import Path

from tests.bench import large
from tests.bench.measuring import Timed


def test_a_large_run_is_written_down_with_what_follows_for_a_million(tmp_path: Path) -> None:
    to = tmp_path / "RECORDED.md"
    assert large.main(["--records", "20", "--work", str(tmp_path / "work"), "--to", str(to)]) == 0
    text = to.read_text(encoding="utf-8")
    assert text.startswith("# Large runs\n") and "\n## 20 records\n" in text and "### To a million records" in text
    for name in large.STEPS.values():
        assert f"| {name} |" in text
    assert not (tmp_path / "work").exists()
    assert "\n### 20 records\n" in large.recorded(to) and large.recorded(tmp_path / "none") == ""


def test_the_extrapolation_divides_only_what_can_be_divided() -> None:
    steps = {"begin": 1.0, "load": 4.0, "check": 5.0, "pages": 60.0, "site": 20.0, "finish": 10.0}
    run = large.Large(100_000, 200_000, 400_000, 10**9, steps, Timed(100, 200, 200_000, 900))
    assert large.shared(run, 1) == 1000
    assert large.shared(run, 10) == 10 * (10 + 8 + 10 + 10)
    assert "From 3 machines on" in large.described(run, ["a machine"])
    assert large.spans({"load": 1.0, "begin": 0.0, "check": 3.0}, 6.0) == {"begin": 1, "load": 2, "check": 3}


def test_a_section_takes_the_place_of_the_one_with_its_heading() -> None:
    text = large.with_section(large.with_section(large.HEAD, "## 5 records\n\nold\n"), "## 6 records\n\nsix\n")
    again = large.with_section(text, "## 5 records\n\nnew\n")
    assert "old" not in again and again.count("## ") == 2 and again.endswith("six\n\n## 5 records\n\nnew\n")
    assert "\n\n\n" not in again
