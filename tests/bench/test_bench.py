"""The benchmark itself works; how fast things are is not for a test to say."""

from __future__ import annotations

import os
import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench import builders, changed, exploring, measuring, plot, report, steps, whole
from tests.bench.bars import bars_of, quoted
from tests.bench.builders import BUILDERS, BY_KEY
from tests.bench.contents import Content
from tests.bench.measuring import FailedError, Timed
from tests.bench.plain import plain
from tests.bench.results import Changed, Edit, Plan, Results, times_as_fast
from tests.bench.steps import NAMES, Size

PLAN = Plan(records=10_000, small=1_000, sizes=(500,), runs=2, linear_runs=2)
SECONDS = {"build": 90, "pages": 30, "build_1": 170, "pages_1": 60, "stock": 180, "zensical": 400, "hugo": 20}
"""At the size that counts; a tenth of it at the small one."""


def timed(seconds: float, count: int = 20_000, peak: float = 900) -> Timed:
    return Timed(seconds, 2 * seconds, count, peak)


def measured() -> Results:
    """Results that meet every bar."""
    of_steps = {name: [timed(1, 5_000)] * 2 for name in NAMES}
    edits = [Edit(timed(4), 40, 40, 1), Edit(timed(3), 44, 44, 0)]
    return Results(
        PLAN, ["a machine"], steps=of_steps, changed=Changed(timed(2), edits, [1.5, 1.7]),
        builds={
            key: {10_000: [timed(seconds), timed(seconds + 2)], 1_000: [timed(seconds / 10, 2_000)]}
            for key, seconds in SECONDS.items()
        },
        sizes={1_000: [Size("projects/index.html", 58_000), Size("projects/x/index.html", 50_000)]},
        exploring=[("usable", "1 ms")],
    )  # fmt: skip


def missed(results: Results) -> list[str]:
    return [bar.name for bar in bars_of(results) if bar.is_met is False]


# --- The whole of it, tiny -------------------------------------------------------------------------------------------


def test_a_tiny_run_measures_builds_steps_and_a_change_and_writes_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Starting a process for each step takes longer than all of them.
    monkeypatch.setattr(steps, "alone", measuring._measured)
    to = tmp_path / "bench"
    size = ["--records", "20", "--small", "20", "--sizes", "--runs", "1", "--linear-runs", "1", "--to", str(to)]
    left_out = ["build_1", "pages_1", "zensical", "hugo", "exploring", "serve"]
    assert bench.main([*size, "--leave-out", *left_out]) == 0
    text = (to / "report.md").read_text(encoding="utf-8")
    assert text in capsys.readouterr().out
    for builder in BUILDERS:
        assert (f"| {builder.label} |" in text) == (builder.key not in left_out)
    for part in ("20 synthetic records", "2 cores" if os.cpu_count() == 2 else "cores", "Python 3.", "commit"):
        assert part in text
    for name, _ in NAMES.values():
        assert f"| {name} |" in text
    assert re.search(r"\| change 1 \| [\d.]+ \| [\d.]+ s \| \d+ MiB \| [\d.]+ \| \d+ \| \d+ \| 0 \|", text)
    ET.parse(to / "plot.svg")

    kept = Results.read(to / "results.json")
    pages = {run.count for sizes in kept.builds.values() for runs in sizes.values() for run in runs}
    content = whole.at(to, 20)
    assert pages == {content.pages}, "all were given the same pages"
    assert all(run.peak_mb > 10 and run.cpu > 0 for run in [*kept.runs("build"), *kept.runs("stock")])
    assert kept.changed and kept.changed.edits[0].written >= 2

    (to / "report.md").unlink()
    assert bench.main(["--report", "--to", str(to)]) == 0
    assert (to / "report.md").read_text(encoding="utf-8") == text

    for code in ("zh", "en"):
        _compare_texts(content, code)


def _compare_texts(content: Content, code: str) -> None:
    """Others have the same words, cell by cell, wherever the tree has a table of facts."""
    page = content.trees / code / "funds" / "syn-fund-001.md"
    body = page.read_text(encoding="utf-8").partition("\n---\n")[2]
    given = (content.plain(code) / "docs" / "funds" / page.name).read_text(encoding="utf-8")
    assert (content.hugo(code) / "content" / "funds" / page.name).read_text(encoding="utf-8") == given
    assert (content.hugo(code) / "content" / "funds" / "_index.md").exists()
    cells = re.findall(r"<t[dh][^>]*>([^<&]+)</t[dh]>", body)
    assert len(cells) > 5
    assert [cell for cell in cells if " ".join(cell.split()).replace("|", "\\|") not in given] == []


def test_a_missed_bar_ends_with_1_only_where_that_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = measured()
    results.keep(tmp_path / "results.json")
    assert bench.main(["--report", "--to", str(tmp_path), "--strict"]) == 0
    assert "**missed**" not in capsys.readouterr().out
    results.builds["build"][10_000] = [timed(150)] * 2
    results.keep(tmp_path / "results.json")
    assert bench.main(["--report", "--to", str(tmp_path)]) == 0
    assert "**missed**" in capsys.readouterr().out
    assert bench.main(["--report", "--to", str(tmp_path), "--strict"]) == 1


def test_quick_means_fewer_records_and_whatever_else_is_said_still_counts() -> None:
    parser = bench._parser()
    quick = bench._plan(parser.parse_args(["--quick", "--runs", "2"]))
    assert quick.records < Plan().records and quick.runs == 2
    assert bench._plan(parser.parse_args([])) == Plan()
    with pytest.raises(SystemExit):
        parser.parse_args(["--leave-out", "build"])


# --- What is run -----------------------------------------------------------------------------------------------------


def test_every_builder_has_its_turns() -> None:
    plan = Plan(records=40, small=20, sizes=(30,), runs=3, linear_runs=5, leave_out=("hugo",))
    planned = [(records, builder.key) for _, records, builder in whole.turns(plan)]
    assert planned.count((40, "build")) == planned.count((20, "pages")) == 5
    assert planned.count((40, "stock")) == planned.count((40, "pages_1")) == 3
    assert planned.count((40, "zensical")) == planned.count((40, "build_1")) == planned.count((30, "build")) == 1
    assert "hugo" not in {key for _, key in planned}
    assert planned[0] == (20, "build"), "the tree comes before those who need it"


def test_a_builder_that_is_missing_or_fails_is_left_out_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def measure(builder: builders.Builder, content: Content) -> Timed:
        if builder.key == "stock":
            raise FailedError("it broke\nat length")
        return timed(1, 10)

    monkeypatch.setattr(whole, "measure", measure)
    monkeypatch.setattr(Content, "write_plain", lambda self: None)
    monkeypatch.setattr(builders, "hugo", lambda: None)
    plan = Plan(records=20, small=20, sizes=(), runs=2, linear_runs=2, leave_out=("zensical",))
    results = Results(plan, ["a machine"])
    whole.build_all(results, tmp_path, tmp_path / "results.json")
    assert set(results.builds) == {"build", "pages", "build_1", "pages_1"}
    assert results.left_out[BY_KEY["stock"].label] == "it broke"
    assert "requirements-bench.lock" in results.left_out[BY_KEY["hugo"].label]
    text = report.markdown(results)
    assert "not measured" in text and "it broke" in text and "**missed**" not in text.partition("tree to pages")[0]

    monkeypatch.setattr(whole, "measure", lambda *_: (_ for _ in ()).throw(FailedError("ours")))
    with pytest.raises(FailedError, match="ours"):
        whole.build_all(Results(plan, []), tmp_path / "again", tmp_path / "results.json")


def test_a_builder_that_leaves_pages_out_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = Content(tmp_path)
    for name in ("a.md", "b.md"):
        (content.trees / "zh").mkdir(parents=True, exist_ok=True)
        (content.trees / "zh" / name).write_text("# A\n", encoding="utf-8")
    out = tmp_path / "out"
    script = f"import pathlib; p = pathlib.Path({str(out)!r}); p.mkdir(); [(p / n).touch() for n in NAMES]"

    def builder(names: list[str]) -> builders.Builder:
        command = [sys.executable, "-c", script.replace("NAMES", repr(names))]
        return builders.Builder("x", "x", lambda _: [(tmp_path, command)], lambda _: [out])

    assert builders.measure(builder(["a.html", "b.html"]), content).count == 2
    assert not out.exists()
    with pytest.raises(FailedError, match="1 of 2"):
        builders.measure(builder(["a.html"]), content)


def test_a_process_is_measured_with_those_that_it_starts_and_shared_memory_counts_once() -> None:
    script = (
        "import os, time\nheld = bytearray(120_000_000)\nheld[::4096] = bytes(len(held[::4096]))\n"
        "pid = os.fork()\nif pid == 0:\n    for _ in range(3_000_000): pass\n    time.sleep(0.6)\n    os._exit(0)\n"
        "os.waitpid(pid, 0)\n"
    )
    found = measuring.run([sys.executable, "-c", script])
    assert found.seconds > 0.6 and 0.05 < found.cpu < found.seconds + 1
    assert 100 < found.peak_mb < 220
    with pytest.raises(FailedError, match="ended with 3:\nhey"):
        measuring.run([sys.executable, "-c", "print('hey'); raise SystemExit(3)"])


def test_what_a_change_wrote_is_told_from_what_differs() -> None:
    before = {"a": (1, 1, b"a"), "b": (2, 1, b"b"), "c": (3, 1, b"c"), "d": (4, 1, b"d")}
    after = {"a": (1, 1, b"a"), "b": (5, 2, b"b"), "c": (6, 2, b"C"), "e": (7, 2, b"e")}
    assert changed.edit_of(before, after, timed(1)) == Edit(timed(1), written=3, differing=2, gone=1)


def test_without_a_browser_exploring_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exploring, "CHROMIUM_NAMES", ("no-such-program",))
    with pytest.raises(exploring.NotPossibleError):
        exploring.explored(tmp_path)


# --- What is said of it ----------------------------------------------------------------------------------------------


def test_ratios_are_medians_of_turns() -> None:
    assert times_as_fast([timed(10), timed(30), timed(10)], [timed(20), timed(30), timed(50)]) == 2.0
    assert times_as_fast([timed(10), timed(20)], [timed(30)]) == 3.0
    assert times_as_fast([timed(10)], []) is None


def test_each_bar_is_judged_by_itself() -> None:
    assert missed(measured()) == [], [(bar.name, bar.value) for bar in bars_of(measured())]

    def with_build(key: str, seconds: float, peak: float = 900) -> Results:
        results = measured()
        results.builds[key][10_000] = [timed(seconds, peak=peak)] * 2
        return results

    def with_edit(edit: Edit, served: float = 1.0) -> Results:
        return replace(measured(), changed=Changed(timed(1), [edit], [served]))

    assert missed(with_build("pages_1", 125)) == ["tree to pages, one process, beside stock Material"]
    assert missed(with_build("build", 90, peak=1_600)) == ["memory of a whole build"]
    assert missed(with_build("stock", 100)) == ["whole build, all cores, beside stock Material"]
    assert missed(with_build("pages", 75)) == ["tree to pages, all cores, beside stock Material"]
    assert missed(with_build("zensical", 300)) == ["whole build, all cores, beside Zensical"]
    slow = measured()
    slow.builds["build"][1_000] = [timed(6, 2_000)]
    assert missed(slow) == ["a page at 10,000 records beside one at 1,000, whole build"]
    assert missed(with_edit(Edit(timed(6), 4, 4, 0))) == ["one record changed: `generator build`"]
    assert missed(with_edit(Edit(timed(1), 4, 4, 0), 3.0)) == ["one record changed: until `generator serve` shows it"]
    assert missed(with_edit(Edit(timed(1), 5, 4, 0))) == ["one record changed: files written that do not differ"]
    large_page = replace(measured(), sizes={1_000: [Size("projects/x/index.html", 70_000)]})
    assert missed(large_page) == ["largest page of 1,000 records (`projects/x/index.html`)"]
    assert "1 pages are above" in report.markdown(large_page)
    idle = measured()
    idle.steps["check"] = [timed(3, 5_000)] * 2
    assert missed(idle) == ["reading and checking"]


def test_the_report_has_every_builder_its_ratios_and_lines_to_quote() -> None:
    text = report.markdown(measured(), "## Large runs\n\nOne.\n")
    assert "| `generator build` | 91.0 | 90.0, 92.0 | 4.55 | 182.0 s | 900 MiB | 1.99 | 4.41 |" in text
    assert "| `hugo`, a minimal theme | 21.0 | 20.0, 22.0 |" in text
    assert "| change 2 | 3.00 | 6.00 s | 900 MiB | 0.033 | 44 | 44 | 0 |" in text
    assert "(plot.svg)" in text and text.endswith("One.\n") and "\n\n\n" not in text
    lines = quoted(measured())
    assert lines[0].startswith("| whole build of 10,000 records in two languages (20,000 pages), all cores | 91 s |")
    assert any("5.84 times as fast | ≥ 3.0" in line for line in lines)


def test_the_plot_is_whole_and_names_every_line_without_overlap() -> None:
    drawn = ET.fromstring(report.plot(measured()))
    kind = "{http://www.w3.org/2000/svg}"
    names = [text for text in drawn.iter(f"{kind}text") if " s" in (text.text or "") and float(text.get("x", 0)) > 400]
    assert {str(name.text).partition(":")[0] for name in names} == set(report.ON_PLOT.values())
    places = sorted(float(name.get("y", 0)) for name in names)
    assert all(after - before >= plot.LEADING - 0.1 for before, after in pairwise(places))
    assert len(list(drawn.iter(f"{kind}circle"))) == 2 * len(SECONDS)
    assert all(0 < float(dot.get("cy", 0)) < plot.HEIGHT for dot in drawn.iter(f"{kind}circle"))
    style = next(drawn.iter(f"{kind}style")).text or ""
    assert "prefers-color-scheme: dark" in style


def test_a_plot_of_nothing_is_a_plot() -> None:
    ET.fromstring(report.plot(Results(PLAN, [])))
    assert plot.spread([10, 12, 13], 10, 0, 25) == [5, 15, 25]


# --- The same content for others -------------------------------------------------------------------------------------


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
