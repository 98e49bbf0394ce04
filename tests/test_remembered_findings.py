"""What is said again of records that were judged before is what a check of everything would say."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from generator import checks
from generator.findings import Finding
from generator.inspection import check_publication
from tests.edits import EDITS, Edit, commit, record
from tests.publications import COUNTY, SOURCE, write_publication
from tests.synthetic import write_gallery, write_synthetic
from tests.websites import git

DAY = date(2026, 6, 30)


def findings(root: Path, day: date = DAY) -> tuple[Finding, ...]:
    return check_publication(root, day, jobs=1).findings


def whole(root: Path, day: date = DAY) -> tuple[Finding, ...]:
    """What is found where nothing is remembered."""
    aside = root.with_name("aside")
    (root / "build").rename(aside)
    try:
        return findings(root, day)
    finally:
        shutil.rmtree(root / "build", ignore_errors=True)
        aside.rename(root / "build")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many records were judged, check by check."""
    counts: list[int] = []
    really = checks._judged

    def counted(catalogue: object, batches: dict[int, tuple[object, ...]]) -> object:
        counts.append(sum(map(len, batches.values())))
        return really(catalogue, batches)  # type: ignore[arg-type]

    monkeypatch.setattr(checks, "_judged", counted)
    return counts


# ------------------------------------------------------------------------------------------------------------- mistakes


def with_line(line: str, kind: str = "projects") -> Edit:
    """Write a line at the end of a record, in the place of one of that name."""

    def edit(root: Path, rng: Random) -> None:
        path = record(root, rng, kind)
        name, text = line.partition(":")[0], path.read_text(encoding="utf-8")
        text = re.sub(rf"(?ms)^{name}:.*?(?=^\S|\Z)", "", text)
        others = sorted((root / "data" / kind).glob("*.yml"))
        path.write_text(text + line.format(own=path.stem, other=rng.choice(others).stem) + "\n", encoding="utf-8")

    edit.__name__ = line
    return edit


def changed(pattern: str, by: str, kind: str = "*") -> Edit:
    """Replace something in a record that has it."""

    def edit(root: Path, rng: Random) -> None:
        paths = sorted((root / "data").glob(f"{kind}/*.yml"))
        for path in rng.sample(paths, len(paths)):
            text = path.read_text(encoding="utf-8")
            if re.search(pattern, text):
                path.write_text(re.sub(pattern, by, text, count=1), encoding="utf-8")
                return

    edit.__name__ = pattern
    return edit


def copied(root: Path, rng: Random) -> None:
    path = record(root, rng, rng.choice(["projects", "funds", "organisations"]))
    shutil.copy(path, path.with_name(f"{path.stem}-{rng.randrange(100)}.yml"))


def emptied(root: Path, rng: Random) -> None:
    record(root, rng, rng.choice(["projects", "sources", "places"])).write_text("title: [\n", encoding="utf-8")


def lost(root: Path, rng: Random) -> None:
    path = record(root, rng, rng.choice(["projects", "sources", "organisations", "funds"]))
    if len(list(path.parent.glob("*.yml"))) > 1:  # the next edit may want one
        path.unlink()


MISTAKES: tuple[Edit, ...] = (
    with_line("part_of: nowhere"),
    with_line("part_of: {own}"),
    with_line("part_of: {other}"),
    with_line("draft: true"),
    with_line("draft: true", "funds"),
    with_line("draft: true", "sources"),
    with_line("places: ['630100']"),
    changed(r"(\d)( ?万元)", r"\g<1>9\2", "funds"),
    changed(r"(\d)( ?万元)", r"\g<1>0000\2"),
    changed(r"lat: *(\d)", r"lat: 1"),
    changed(r"(?m),? *\ben: [^,}\n]*", ""),
    changed(r"(?m)^retrieved: .*$", "retrieved: 1999-01-01", "sources"),
    changed(r"(?m)^parent: .*$", "parent: '000000'", "places"),
    changed(r"allocations_complete: \w+", "allocations_complete: true", "funds"),
    changed(r"(\d+) *人", "3人"),
    copied, emptied, lost,
)  # fmt: skip


def told(found: tuple[Finding, ...]) -> list[str]:
    return [repr((one, sorted(one.arguments.items()))) for one in found]


def forgotten(root: Path, edits: int, seed: int, pick: Callable[[Random], Edit]) -> list[str]:
    """Edits after which what is said is not what a check of everything says; every other mistake is mended."""
    rng, day, wrong = Random(seed), DAY, []
    findings(root)
    before: dict[Path, str] = {}
    for number in range(edits):
        if before and rng.random() < 0.4:  # as it was before the last mistake
            name, mended = "mended", before
            for path in set((root / "data").rglob("*.yml")) - mended.keys():
                path.unlink()
            for path, text in mended.items():
                path.write_text(text, encoding="utf-8")
            before = {}
        else:
            edit = pick(rng)
            before = {path: path.read_text(encoding="utf-8") for path in (root / "data").rglob("*.yml")}
            edit(root, rng)
            name = edit.__name__
        if rng.random() < 0.05:
            day += timedelta(days=1)
        said, there = told(findings(root, day)), told(whole(root, day))
        if said != there:
            wrong.append(f"{number} {name}: {sorted(set(said) ^ set(there)) or 'in another order'}")
    return wrong


def any_edit(rng: Random) -> Edit:
    return rng.choice(EDITS if rng.random() < 0.3 else MISTAKES)


def test_after_every_edit_and_mistake_the_findings_are_those_of_a_check_of_everything(
    tmp_path: Path, judged: list[int]
) -> None:
    root = tmp_path / "publication"
    write_gallery(root)
    git(root, "init", "--quiet")
    commit(root, Random(0))
    assert forgotten(root, 25, 1, any_edit) == []
    assert 0 < sorted(judged)[len(judged) // 4] < max(judged) / 4, "hardly ever is anything remembered"


def test_where_money_goes_many_ways_no_look_up_is_forgotten(tmp_path: Path) -> None:
    root = tmp_path / "publication"
    write_synthetic(root, records=90, seed=5)
    assert forgotten(root, 12, 2, lambda rng: rng.choice(MISTAKES)) == []


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(3, 11))
def test_after_two_hundred_edits_the_findings_are_still_those_of_a_check_of_everything(
    tmp_path: Path, seed: int
) -> None:
    root = tmp_path / "publication"
    write_gallery(root) if seed % 2 else write_synthetic(root, records=150, seed=seed)
    git(root, "init", "--quiet")
    commit(root, Random(0))
    assert forgotten(root, 25, seed, any_edit) == []


# ------------------------------------------------------------------------------------------------------- what is judged

ROAD = "title: {zh: 试验路, en: Trial Road}\nsources: gazette\nplaces: ['630121']\n"


def test_one_changed_record_is_judged_with_those_that_looked_at_what_changed(
    tmp_path: Path, judged: list[int]
) -> None:
    root = write_publication(tmp_path / "it", {f"projects/road-{n}": ROAD.replace("路", f"路{n}") for n in range(60)})
    first = findings(root)
    (root / "data/projects/road-7.yml").write_text(ROAD.replace("路", "街"), encoding="utf-8")
    judged.clear()
    findings(root)
    assert len(judged) == 1 and 0 < judged[0] <= 5
    judged.clear()
    assert findings(root) == findings(root) and judged == [0, 0]
    (root / "data/projects/road-7.yml").write_text(ROAD.replace("路", "路7"), encoding="utf-8")
    assert findings(root) == first


OTHER = ROAD.replace("试验路", "另一条路").replace("Trial Road", "Another Road")
SITE = "names: {zh: 试验寺, en: Trial Temple}\ntype: temple\nplace: '630121'\nsources: gazette\n"


@pytest.mark.parametrize(
    ("of", "changed", "before", "after", "codes"),
    [
        (ROAD + "form: programme\nbudget: 100 万元\n", "projects/part", OTHER, OTHER + "part_of: road\n",
         "ledger-no-items"),
        (ROAD + "part_of: part\n", "projects/part", OTHER, OTHER + "draft: true\n", "reference-draft"),
        (ROAD + "part_of: part\n", "projects/part", OTHER, None, "reference-unknown"),
        (ROAD + "part_of: part\n", "projects/part", OTHER, OTHER + "part_of: road\n", "reference-cycle"),
        (ROAD + "budget: {value: 3万元, as_of: 2026-01}\n", "sources/gazette", SOURCE,
         SOURCE.replace("2026-01-15", "2025-01-15"), "date-after-source"),
        (ROAD + "coordinates: {lat: 36.9, lon: 101.7}\n", "places/630121", COUNTY,
         COUNTY.replace("36.9", "36.1").replace("101.7", "101.0"), "coordinates-far"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.islower() and "\n" not in value else "",
)  # fmt: skip
def test_what_changes_elsewhere_is_found_in_a_record_that_did_not_change(
    tmp_path: Path, of: str, changed: str, before: str, after: str | None, codes: str
) -> None:
    kind = "sites" if "coordinates" in of else "projects"
    of = SITE + of[len(ROAD) :] if kind == "sites" else of
    others = {f"projects/other-{n}": OTHER.replace("路", f"路{n}") for n in range(3)}
    root = write_publication(tmp_path / "it", {**others, changed: before, f"{kind}/road": of})
    file = root / f"data/{changed}.yml"

    def of_the_record() -> bool:
        found = findings(root)
        assert told(found) == told(whole(root))
        return any(one.code == codes and f"data/{kind}/road.yml" in _places(one) for one in found)

    def _places(one: Finding) -> set[str]:
        return {one.position.file, *(place.file for place in one.related)}

    there = of_the_record()
    file.unlink() if after is None else file.write_text(after, encoding="utf-8")
    assert of_the_record() is not there
    file.write_text(before, encoding="utf-8")
    assert of_the_record() is there


def test_a_record_with_the_name_of_another_is_found_though_only_one_of_them_is_judged(tmp_path: Path) -> None:
    root = write_publication(tmp_path / "it", {"projects/road": ROAD})
    assert not [one for one in findings(root) if one.code == "title-repeated"]
    (root / "data/projects/way.yml").write_text(ROAD, encoding="utf-8")
    [found] = [one for one in findings(root) if one.code == "title-repeated"]
    assert found.arguments["other"] == "data/projects/road.yml"
    (root / "data/projects/road.yml").unlink()
    assert not [one for one in findings(root) if one.code == "title-repeated"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"",
        lambda raw: b"0" * 64 + raw[64:],
        lambda raw: raw[:-3] + b"x" + raw[-2:],
        lambda raw: json.dumps({"surroundings": "", "questions": [], "batches": []}).encode(),
    ],
)
def test_a_memory_that_is_damaged_foreign_or_of_another_version_is_thrown_away(
    tmp_path: Path, judged: list[int], damage: Callable[[bytes], bytes]
) -> None:
    root = write_publication(tmp_path / "it", {"projects/road": ROAD + "part_of: nowhere\n"})
    first = findings(root)
    file = root / "build/cache/checks.json"
    file.write_bytes(damage(file.read_bytes()))
    judged.clear()
    assert findings(root) == first and judged == [5]
    assert findings(root) == first and judged == [5, 0], "what was thrown away is made anew"


def test_a_memory_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    root = write_publication(tmp_path / "it", {"projects/road": ROAD})
    first = findings(root)
    file = root / "build/cache/checks.json"
    file.unlink()
    file.mkdir()
    assert findings(root) == first


def test_another_setting_has_everything_judged_again(tmp_path: Path, judged: list[int]) -> None:
    root = write_publication(tmp_path / "it", {"projects/road": ROAD})
    findings(root)
    judged.clear()
    findings(root, DAY + timedelta(days=1))
    (root / "site_config/vocabularies/unit.yml").write_text("cow: {zh: 头, en: head}\n", encoding="utf-8")
    findings(root, DAY + timedelta(days=1))
    assert judged == [5, 5]
