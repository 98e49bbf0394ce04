"""What happened to records, read from repositories made for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.chronicle import Act, Chronicle
from generator.history.cache import Cache
from generator.history.log import message_of
from generator.history.reading import FOLDER, version_of
from tests.history.repositories import BEFORE, FIRST, ROAD, SECOND, THIRD, checked, commit, git, start


def chronicle(root: Path) -> Chronicle:
    """The publication's history, which there must be."""
    state = checked(root)
    assert state.catalogue is not None and state.catalogue.surroundings.chronicle is not None
    return state.catalogue.surroundings.chronicle


def told(root: Path, kind: str = "project") -> list[str]:
    """The steps of the records of a kind, newest first: ``changed road budget.0 120万元 > 121万元``."""
    lines = []
    for step in chronicle(root).steps:
        if step.key[0] == kind:
            changes = [f"{'.'.join(map(str, one.path))} {one.was} > {one.now}" for one in step.changes]
            lines.append(" ".join([step.act, step.then[1], *changes]) + ("" if step.moment else " (uncommitted)"))
    return lines


def test_each_version_that_says_something_else_is_a_step(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST, {"data/projects/road.yml": ROAD.replace("120", "121")}, "Correct the budget")
    commit(root, SECOND, {"data/projects/road.yml": "# a remark\n" + ROAD.replace("120", "121")})
    assert told(root) == ["changed road budget.0 120万元 > 121万元", "added road"]
    step = chronicle(root).steps[0]
    assert step.moment and step.moment.message == "Correct the budget" and len(step.moment.short) == 8
    assert chronicle(root).is_complete


def test_what_is_not_committed_comes_last_and_has_no_moment(tmp_path: Path) -> None:
    root = start(tmp_path)
    (root / "data/projects/road.yml").write_text(ROAD.replace("120", "9"), encoding="utf-8")
    (root / "data/projects/bridge.yml").write_text(ROAD.replace("道路", "桥"), encoding="utf-8")
    assert told(root) == [
        "added bridge (uncommitted)", "changed road budget.0 120万元 > 9万元 (uncommitted)", "added road",
    ]  # fmt: skip


def test_a_renamed_record_keeps_its_history(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST, {"data/projects/road.yml": ROAD.replace("120", "121")})
    git(root, "mv", "data/projects/road.yml", "data/projects/new-road.yml")
    commit(root, SECOND, {"data/projects/new-road.yml": ROAD.replace("120", "122")})
    assert told(root) == [
        "renamed new-road budget.0 121万元 > 122万元", "changed road budget.0 120万元 > 121万元", "added road",
    ]  # fmt: skip
    assert chronicle(root).renamed == {("project", "road"): ("project", "new-road")}
    assert {step.key for step in chronicle(root).steps if step.key[0] == "project"} == {("project", "new-road")}


def test_a_redirect_tells_of_a_rename_that_git_cannot_see_and_denies_one_that_it_guesses(tmp_path: Path) -> None:
    root = start(tmp_path)
    other = "title: {zh: 完全不同, en: Another}\nplaces: ['630100']\nsources: gazette\n"
    redirects = {"site_config/redirects.yml": "projects/road: projects/lane\n"}
    files = {"data/projects/road.yml": None, "data/projects/lane.yml": other, "data/projects/twin.yml": ROAD}
    commit(root, FIRST, {**files, **redirects})
    acts = [line.split(" ")[:2] for line in told(root)]
    assert ["renamed", "lane"] in acts and ["added", "twin"] in acts


def test_a_record_of_another_kind_is_another_record(tmp_path: Path) -> None:
    text = "title: {zh: 甲, en: A}\nsources: gazette\n"
    root = start(tmp_path, {"projects/one": text})
    git(root, "mv", "data/projects/one.yml", "data/sources/one.yml")
    commit(root, FIRST, {"data/sources/one.yml": text.replace("sources: gazette", "type: press")})
    assert told(root) == ["removed one", "added one"]
    assert told(root, "source")[0] == "added one"


def test_a_deleted_record_has_a_last_step_and_may_come_back(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST, {"data/projects/road.yml": None})
    gone = chronicle(root).removed["project", "road"]
    assert gone.act is Act.REMOVED and gone.title and gone.title.texts["en"] == "Trial road"
    commit(root, SECOND, {"data/projects/road.yml": ROAD.replace("120", "500")})
    assert told(root)[0] == "added road budget.0 120万元 > 500万元"
    assert not chronicle(root).removed


def test_a_draft_is_not_seen_and_what_follows_it_is_held_against_what_was_seen_before(tmp_path: Path) -> None:
    root = start(tmp_path, {"projects/road": ROAD + "draft: true\n"})
    commit(root, FIRST, {"data/projects/road.yml": ROAD.replace("120", "7") + "draft: true\n"})
    commit(root, SECOND, {"data/projects/road.yml": ROAD})
    assert told(root) == ["added road"]
    commit(root, THIRD, {"data/projects/road.yml": ROAD.replace("120", "8") + "draft: true\n"})
    assert told(root)[0] == "removed road"
    commit(root, "2026-05-15T04:00:00Z", {"data/projects/road.yml": ROAD.replace("120", "9")})
    assert told(root)[0] == "added road budget.0 120万元 > 9万元"


def test_what_a_merge_brings_is_one_step_of_the_published_branch(tmp_path: Path) -> None:
    root = start(tmp_path)
    git(root, "checkout", "--quiet", "-b", "side")
    for number in (121, 122):
        commit(root, FIRST, {"data/projects/road.yml": ROAD.replace("120", str(number))})
    git(root, "checkout", "--quiet", "main")
    commit(root, FIRST, {"data/projects/bridge.yml": ROAD})
    when = {f"GIT_{who}_DATE": SECOND for who in ("AUTHOR", "COMMITTER")}
    git(root, "merge", "--quiet", "--no-edit", "side", **when)
    assert told(root)[0] == "changed road budget.0 120万元 > 122万元"
    step = chronicle(root).steps[0]
    assert step.moment and step.moment.message == "" and step.moment.day.isoformat() == "2026-03-15"


def test_a_shallow_clone_says_that_its_history_is_incomplete_and_tells_only_what_it_knows(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST, {"data/projects/road.yml": ROAD.replace("120", "121")})
    commit(root, SECOND, {"data/projects/road.yml": ROAD.replace("120", "122")})
    git(tmp_path, "clone", "--quiet", "--depth", "2", root.as_uri(), "shallow")
    assert told(tmp_path / "shallow") == ["changed road budget.0 121万元 > 122万元"]
    assert not chronicle(tmp_path / "shallow").is_complete


def test_outside_git_and_before_the_first_commit_there_is_no_history(tmp_path: Path) -> None:
    root = start(tmp_path)
    git(root, "update-ref", "-d", "HEAD")
    state = checked(root)
    assert state.is_good and state.catalogue and state.catalogue.surroundings.chronicle is None


def test_names_in_any_writing_and_a_publication_below_the_repository_are_read(tmp_path: Path) -> None:
    root = start(tmp_path)
    below = tmp_path / "总库"
    (below / "网站").parent.mkdir()
    git(below, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "clone", "--quiet", str(root), str(below / "网站"))
    git(below / "网站", "remote", "remove", "origin")
    import shutil

    shutil.rmtree(below / "网站" / ".git")
    commit(below, FIRST, {"网站/data/projects/road.yml": ROAD, "data/projects/no.yml": ROAD, "网站/data/x/中.yml": "1"})
    (below / "网站/data/x/中.yml").unlink()
    (below / "网站/data/x").rmdir()
    commit(below, SECOND, {"网站/data/projects/road.yml": ROAD.replace("120", "3")}, "第二次：改金额")
    assert told(below / "网站") == ["changed road budget.0 120万元 > 3万元", "added road"]
    step = chronicle(below / "网站").steps[0]
    assert step.moment and step.moment.message == "第二次：改金额"


def test_a_version_that_cannot_be_read_is_stepped_over(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST, {"data/projects/road.yml": "budget: [\n"})
    commit(root, SECOND, {"data/projects/road.yml": ROAD.replace("120", "121")})
    assert told(root) == ["changed road budget.0 120万元 > 121万元", "added road"]


MESSAGES = [
    ("更正预算", "更正预算"), ("Corrected for 13897001234", ""), ("by 630102199001011234", ""),
    ("Merge pull request #3 from somebody/branch", ""), ("Merge branch 'x'", ""), ("thanks @somebody", ""),
    ("mail a.person@qq.com", ""), ("", ""), ("a\x1b[31mb", ""), ("  two   words ", "two words"),
    ("Budget. Signed-off-by: Zhang San", ""), ("¸üÕý½ð¶î", ""), ("Café übernommen", "Café übernommen"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "shown"), MESSAGES)
def test_a_commit_message_is_shown_only_where_it_names_nobody(message: str, shown: str) -> None:
    assert message_of(message) == shown


def test_authors_are_nowhere_in_what_is_read(tmp_path: Path) -> None:
    root = start(tmp_path)
    (root / "data/projects/road.yml").write_text(ROAD.replace("120", "121"), encoding="utf-8")
    git(root, "add", "--all")
    git(root, "-c", "user.name=张三", "-c", "user.email=z@qq.com", "commit", "--quiet", "-m", "x",
        GIT_AUTHOR_NAME="张三", GIT_AUTHOR_EMAIL="z@qq.com")  # fmt: skip
    assert "张三" not in repr(chronicle(root)) and "qq.com" not in repr(chronicle(root))


# ----------------------------------------------------------------------------------------------------------- cache


def test_a_version_has_the_name_that_git_gives_it(tmp_path: Path) -> None:
    root = start(tmp_path)
    name = git(root, "rev-parse", "HEAD:data/projects/road.yml").strip()
    assert version_of((root / "data/projects/road.yml").read_bytes()) == name


def test_a_second_reading_asks_git_for_nothing_that_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = start(tmp_path)
    before = told(root)

    def refuse(*_: object) -> object:
        raise AssertionError("a version was read again")

    monkeypatch.setattr("generator.history.reading.read_blobs", refuse)
    assert told(root) == before
    monkeypatch.undo()
    commit(root, FIRST, {"data/projects/road.yml": ROAD.replace("120", "121")})
    assert told(root) == ["changed road budget.0 120万元 > 121万元", *before]


def test_a_rewritten_branch_is_read_from_its_beginning(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST, {"data/projects/road.yml": ROAD.replace("120", "121")})
    assert len(told(root)) == 2
    git(root, "reset", "--quiet", "--hard", "HEAD~1")
    commit(root, SECOND, {"data/projects/road.yml": ROAD.replace("120", "5")})
    assert told(root) == ["changed road budget.0 120万元 > 5万元", "added road"]


def test_a_damaged_or_foreign_or_older_cache_is_thrown_away(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST, {"data/projects/road.yml": ROAD.replace("120", "121")})
    right = told(root)
    files = sorted((root / FOLDER).iterdir())
    assert files
    for spoil in (
        lambda raw: raw.replace(b"\\u4e07", b"\\u4ebf"),  # 万 made 亿: good JSON, and not what was committed
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"\xff\x00" + raw,
        lambda raw: raw.replace(raw[:8], b"00000000"),
        lambda raw: b"",
    ):
        for file in files:
            file.write_bytes(spoil(file.read_bytes()))
        assert told(root) == right


def test_another_version_of_the_reader_finds_nothing_in_the_cache(tmp_path: Path) -> None:
    Cache(tmp_path, "one").write({"a1": '{"x":"1"}'})
    assert Cache(tmp_path, "one").read(["a1", "a2"]) == {"a1": '{"x":"1"}'}
    assert Cache(tmp_path, "two").read(["a1"]) == {}
    Cache(tmp_path, "one").write({"b1": "{}"})
    assert Cache(tmp_path, "one").read(["a1", "b1"]) == {"b1": "{}"}


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    root = start(tmp_path)
    (root / "build").write_text("in the way", encoding="utf-8")
    assert told(root) == ["added road"]
    assert BEFORE < FIRST
