"""What git says about the publication's files, in repositories made for the test."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest

from generator.history import last_changes, last_commits, newest_commit

SHANGHAI = timezone(timedelta(hours=8))


def git(folder: Path, *arguments: str, **extra: str) -> str:
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}
    who = {f"GIT_{role}_{what}": "nobody" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True, capture_output=True, text=True, env={**os.environ, **settings, **who, **extra},
    )  # fmt: skip
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "库"
    folder.mkdir()
    git(folder, "init", "--quiet")
    return folder


def commit(folder: Path, when: str, files: dict[str, str]) -> None:
    """Write the files and commit everything, at ``2020-01-31T12:00:00Z`` or so."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)


def test_each_file_has_the_day_of_the_newest_commit_that_changed_it(repository: Path) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"data/projects/水.yml": "1", "data/projects/b.yml": "1", "x.txt": "1"})
    commit(repository, "2021-02-01T12:00:00Z", {"data/projects/水.yml": "2", "content/zh/a.md": "1"})
    commit(repository, "2022-02-01T12:00:00Z", {"x.txt": "2"})
    assert last_changes(repository) == {
        "data/projects/水.yml": date(2021, 2, 1), "data/projects/b.yml": date(2020, 1, 31),
        "content/zh/a.md": date(2021, 2, 1),
    }  # fmt: skip


def test_each_file_has_the_commit_that_its_text_can_be_got_back_from(repository: Path) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"data/a.yml": "1", "data/水.yml": "1"})
    first = git(repository, "rev-parse", "HEAD").strip()
    commit(repository, "2021-02-01T12:00:00Z", {"data/水.yml": "2"})
    second = git(repository, "rev-parse", "HEAD").strip()
    (repository / "data" / "a.yml").write_text("3", encoding="utf-8")
    found = last_commits(repository)
    assert {file: (one.hash, one.dirty) for file, one in found.items()} == {
        "data/a.yml": (first, True), "data/水.yml": (second, False),
    }  # fmt: skip
    assert git(repository, "show", f"{found['data/水.yml'].hash}:data/水.yml") == "2"


def test_the_day_is_that_of_the_publications_clock(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    commit(repository, "2020-01-31T20:00:00Z", {"data/a.yml": "1"})
    assert last_changes(repository, zone=UTC) == {"data/a.yml": date(2020, 1, 31)}
    assert last_changes(repository, zone=SHANGHAI) == {"data/a.yml": date(2020, 2, 1)}
    newest = newest_commit(repository, SHANGHAI)
    assert newest and newest.date == date(2020, 2, 1)


def test_a_publication_may_be_a_folder_of_a_larger_repository(repository: Path) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"web/data/a.yml": "1", "data/b.yml": "1"})
    assert last_changes(repository / "web") == {"data/a.yml": date(2020, 1, 31)}
    newest = newest_commit(repository / "web")
    assert newest and newest.hash == git(repository, "rev-parse", "HEAD").strip()


def test_a_file_that_was_only_moved_keeps_its_day(repository: Path) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"data/projects/old.yml": "title: a road\n"})
    git(repository, "mv", "data/projects/old.yml", "data/projects/new.yml")
    commit(repository, "2021-01-31T12:00:00Z", {})
    assert last_changes(repository) == {"data/projects/new.yml": date(2020, 1, 31)}


def test_a_file_that_was_moved_and_changed_has_a_new_day(repository: Path) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"data/old.yml": "title: a road\n"})
    git(repository, "mv", "data/old.yml", "data/new.yml")
    commit(repository, "2021-01-31T12:00:00Z", {"data/new.yml": "title: a long road\n", "data/old.yml": "another\n"})
    commit(repository, "2022-01-31T12:00:00Z", {"data/old.yml": "yet another\n"})
    assert last_changes(repository) == {"data/new.yml": date(2021, 1, 31), "data/old.yml": date(2022, 1, 31)}


def test_a_deleted_file_has_no_day(repository: Path) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"data/a.yml": "1", "data/b.yml": "1"})
    (repository / "data/a.yml").unlink()
    commit(repository, "2021-01-31T12:00:00Z", {})
    assert list(last_changes(repository)) == ["data/b.yml"]


def test_changes_that_came_with_a_merge_count_with_their_own_day(repository: Path) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"data/a.yml": "1"})
    git(repository, "checkout", "--quiet", "-b", "side")
    commit(repository, "2020-03-01T12:00:00Z", {"data/a.yml": "2"})
    git(repository, "checkout", "--quiet", "-")
    commit(repository, "2020-04-01T12:00:00Z", {"data/b.yml": "1"})
    late = "2020-05-01T12:00:00Z"
    git(repository, "merge", "--quiet", "--no-edit", "side", GIT_AUTHOR_DATE=late, GIT_COMMITTER_DATE=late)
    assert last_changes(repository) == {"data/a.yml": date(2020, 3, 1), "data/b.yml": date(2020, 4, 1)}


def test_a_shallow_clone_says_nothing_about_what_it_does_not_know(repository: Path, tmp_path: Path) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"data/a.yml": "1"})
    commit(repository, "2021-01-31T12:00:00Z", {"data/b.yml": "1"})
    commit(repository, "2022-01-31T12:00:00Z", {"data/c.yml": "1"})
    git(tmp_path, "clone", "--quiet", "--depth", "2", repository.as_uri(), "shallow")
    assert last_changes(tmp_path / "shallow") == {"data/c.yml": date(2022, 1, 31)}
    newest = newest_commit(tmp_path / "shallow")
    assert newest and newest.date == date(2022, 1, 31)


def test_a_folder_with_uncommitted_changes_is_dirty(repository: Path) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"data/a.yml": "1"})
    clean = newest_commit(repository)
    (repository / "data/b.yml").write_text("1", encoding="utf-8")
    dirty = newest_commit(repository)
    assert clean and not clean.dirty
    assert dirty and dirty.dirty


def test_outside_git_before_the_first_commit_and_without_git_there_is_no_history(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert (last_changes(tmp_path), newest_commit(tmp_path)) == ({}, None)
    assert (last_changes(repository), newest_commit(repository)) == ({}, None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (last_changes(repository), newest_commit(repository)) == ({}, None)


def test_a_hook_of_another_repository_does_not_lead_astray(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, "2020-01-31T12:00:00Z", {"data/a.yml": "1"})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert last_changes(repository) == {"data/a.yml": date(2020, 1, 31)}
