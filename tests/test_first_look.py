"""A first look at what was saved: the pages that the build will make, and only where nothing else was changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from generator.first_look import FirstLook, edited, marks_of
from tests.websites import DAY, git, write_small

FUND = "title: {zh: 试验资金, en: Trial Fund}\nsources: gazette\nallocations:\n" + "".join(
    f"  - {{value: {number}万元, basis: allocated, project: road}}\n" for number in range(1, 31)
)
RECORDS = {
    "projects/road": "title: {zh: 试验路, en: Trial Road}\nplaces: [630121]\nbudget: 120 万元\nsources: gazette\n",
    "projects/bridge": "title: {zh: 试验桥, en: Trial Bridge}\npart_of: road\nsources: gazette\n",
    "projects/draft": "title: 草稿\ndraft: true\nsources: gazette\n",
    "projects/secret": "title: {zh: 保密渠, en: Secret Canal}\nbudget: 77 万元\nsources: gazette\n",
    "sites/tower": "names: {zh: 试验塔, en: Trial Tower}\ntype: TouristAttraction\nplace: 630121\nsources: gazette\n",
    "funds/fund": FUND,
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FirstLook]:
    """A publication, and what its build knew."""
    root = write_small(tmp_path_factory.mktemp("first") / "publication", RECORDS)
    withheld = "fields: [{record: projects/secret, field: budget}]\n"
    (root / "site_config" / "withheld.yml").write_text(withheld, encoding="utf-8")
    looked = FirstLook(root, date.fromisoformat(DAY), 1)
    assert looked.build().is_good
    looked.make_ready()
    return root, looked


@contextmanager
def saved(root: Path, **texts: str) -> Iterator[None]:
    """Files below ``data`` as they are saved, and afterwards as they were; a name is ``projects__road``."""
    before = {}
    for name, text in texts.items():
        file = root / "data" / f"{name.replace('__', '/')}.yml"
        before[file] = file.read_bytes(), os.stat(file).st_atime_ns, os.stat(file).st_mtime_ns
        file.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        for file, (content, *times) in before.items():
            file.write_bytes(content)
            os.utime(file, ns=(times[0], times[1]))


def site_of(root: Path) -> dict[str, tuple[str, int]]:
    """Every file of the site that stands: a hash, and which file it is."""
    site = root / "build" / "site"
    return {
        path.relative_to(site).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_ino)
        for path in site.rglob("*") if path.is_file()
    }  # fmt: skip


ROAD = RECORDS["projects/road"].replace("试验路", "改名的路").replace("120", "340")


def test_the_pages_are_those_that_the_build_makes_then_and_the_site_is_not_touched(tmp_path: Path) -> None:
    root = write_small(tmp_path / "publication", RECORDS)
    looked = FirstLook(root, date.fromisoformat(DAY), 1)
    assert looked.look() is None and looked.build().is_good
    before = site_of(root)
    fund, tower = FUND.replace("30万元", "33万元"), RECORDS["sites/tower"].replace("试验", "改名")
    for name, text in (("projects/road", ROAD), ("funds/fund", fund), ("sites/tower", tower)):
        (root / "data" / f"{name}.yml").write_text(text, encoding="utf-8")
    seen = looked.look()
    assert seen is not None and site_of(root) == before
    assert not (root / "build" / "preview").exists()
    pages = ("projects/road/", "funds/fund/", "funds/fund/lines-2/", "sites/tower/", "sites/tower/card/")
    assert seen.keys() == {f"{code}{page}index.html" for code in ("", "en/") for page in pages}
    assert "改名的路" in seen["projects/road/index.html"].decode("utf-8")
    assert looked.build().is_good
    for file, content in seen.items():
        assert content == (root / "build" / "site" / file).read_bytes(), file
        assert before[file][0] != hashlib.sha256(content).hexdigest(), file
    assert looked.look() == {}, "there is nothing that this build did not see"


def test_only_records_that_were_saved_are_looked_at(first: tuple[Path, FirstLook]) -> None:
    root, looked = first
    swap = root / "data" / "projects" / ".road.yml.swp"
    swap.write_bytes(b"an editor's own")
    assert looked.look() == {}
    with saved(root, projects__road=ROAD):
        assert list(looked.look() or ()) == ["projects/road/index.html", "en/projects/road/index.html"]
    swap.unlink()
    assert looked.look() == {}


def test_what_is_withheld_is_not_seen(first: tuple[Path, FirstLook]) -> None:
    root, looked = first
    with saved(root, projects__secret=RECORDS["projects/secret"].replace("保密", "机密")):
        page = (looked.look() or {})["projects/secret/index.html"].decode("utf-8")
    assert "机密渠" in page and "77" not in page.split("<main", 1)[1].split("</main>")[0]


@pytest.mark.parametrize(
    "texts",
    [
        {"projects__road": ROAD.replace("340 万元", "340万")},
        {"projects__road": ROAD + "title: again\n"},
        {"projects__road": "\x00"},
        {"projects__road": ROAD + "draft: true\n"},
        {"projects__draft": RECORDS["projects/draft"].replace("draft: true\n", "")},
        {"projects__road": ROAD, "projects__secret": "[]"},
    ],
    ids=["mistake", "twice", "no text", "becomes a draft", "was a draft", "one of two"],
)  # fmt: skip
def test_with_a_mistake_or_a_draft_there_is_no_first_look(
    first: tuple[Path, FirstLook], texts: dict[str, str]
) -> None:
    root, looked = first
    with saved(root, **texts):
        assert looked.look() is None


@pytest.mark.parametrize("file", ["data/projects/new.yml", "content/zh/new.md", "site_config/new.yml"])
def test_where_more_was_changed_there_is_no_first_look(first: tuple[Path, FirstLook], file: str) -> None:
    root, looked = first
    with saved(root, projects__road=ROAD):
        (root / file).write_text(ROAD, encoding="utf-8")
        try:
            assert looked.look() is None
        finally:
            (root / file).unlink()


def test_a_link_in_the_place_of_a_record_is_not_followed(first: tuple[Path, FirstLook], tmp_path: Path) -> None:
    root, looked = first
    (tmp_path / "elsewhere.yml").write_text(ROAD, encoding="utf-8")
    road = root / "data" / "projects" / "road.yml"
    road.rename(tmp_path / "road.yml")
    road.symlink_to(tmp_path / "elsewhere.yml")
    try:
        assert looked.look() is None
    finally:
        road.unlink()
        (tmp_path / "road.yml").rename(road)


def test_of_what_is_not_committed_no_commit_is_told_and_its_history_follows_later(tmp_path: Path) -> None:
    root, file = write_small(tmp_path / "publication", RECORDS), "projects/road/index.html"
    (root / ".gitignore").write_text("build\n", encoding="utf-8")
    by = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (["init", "-q"], ["add", "."], [*by, "commit", "-qm", "all"]):
        git(root, *command, when="2026-06-01T00:00:00Z")
    commit = git(root, "rev-parse", "--short=7", "HEAD").strip()
    looked = FirstLook(root, None, 1)
    assert looked.build().is_good
    before = (root / "build" / "site" / file).read_text(encoding="utf-8")
    with saved(root, projects__road=ROAD):
        seen = (looked.look() or {})[file].decode("utf-8")
        assert looked.build().is_good
        page = (root / "build" / "site" / file).read_text(encoding="utf-8")
    assert commit in before and commit not in seen and 'id="history"' in page
    section = page[page.index('<h2 id="history">') :]
    section = section[: section.index("</details>\n") + len("</details>\n")]
    kept = [line for line in page.replace(section, "").splitlines() if "#history" not in line and line.strip()]
    assert kept == [line for line in seen.splitlines() if line.strip()]


def test_with_a_plugin_nobody_knows_what_a_page_is_made_of(tmp_path: Path) -> None:
    root = write_small(tmp_path / "publication", RECORDS)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("plugins: []", "plugins: [search]")
    assert "search]" in settings
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    looked = FirstLook(root, date.fromisoformat(DAY), 1)
    assert looked.build().is_good
    with saved(root, projects__road=ROAD):
        assert looked.look() is None


def test_a_build_that_fails_leaves_what_was_known(tmp_path: Path) -> None:
    root = write_small(tmp_path / "publication", RECORDS)
    looked = FirstLook(root, date.fromisoformat(DAY), 1)
    assert looked.build().is_good
    road = root / "data" / "projects" / "road.yml"
    road.write_text(ROAD + "part_of: nowhere\n", encoding="utf-8")
    assert looked.look(), "whether a reference leads somewhere is seen later"
    assert not looked.build().is_good
    road.write_text(ROAD, encoding="utf-8")
    assert list(looked.look() or ()) == ["projects/road/index.html", "en/projects/road/index.html"]


def test_files_that_differ_are_told_from_those_that_come_and_go(tmp_path: Path) -> None:
    root = write_small(tmp_path / "publication", RECORDS)
    marks = dict(marks_of(root))
    road, about = "data/projects/road.yml", "content/zh/about.md"
    assert {road, about, "mkdocs.yml"} <= marks.keys()
    other = (0, 0, 0)
    assert edited(marks, marks) == []
    assert edited(marks, marks | {road: other}) == [road]
    assert edited(marks, marks | {road: other, about: other}) is None
    assert edited(marks, marks | {"mkdocs.yml": other}) is None
    assert edited(marks, marks | {road: other, "data/projects/x.yml": other}) is None
    assert edited(marks, {file: mark for file, mark in marks.items() if file != road}) is None
