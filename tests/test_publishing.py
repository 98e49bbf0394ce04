"""Publishing to one's own server: whole releases, one switch, a way back, and nothing half done."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publishing import KEPT, current, publish, roll_back
from tests.websites import REPOSITORY, contents, environment

Site = Callable[..., Path]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """``site("a", files=20)`` writes a site whose page says so."""

    def write(name: str, files: int = 3) -> Path:
        folder = tmp_path / f"site-{name}"
        folder.mkdir()
        (folder / "page.html").write_text(name, encoding="utf-8")
        for number in range(files - 2):
            (folder / f"{number}.html").write_text(name * 1000, encoding="utf-8")
        fingerprint = hashlib.sha256(name.encode()).hexdigest()
        facts = {"commit": fingerprint[:40], "sha256": fingerprint}
        (folder / "build.json").write_text(json.dumps(facts), encoding="utf-8")
        return folder

    return write


def served(to: Path) -> str:
    """What a reader of the page gets."""
    return (to / "current" / "page.html").read_text(encoding="utf-8")


def releases(to: Path) -> set[str]:
    return {path.name for path in (to / "releases").iterdir()}


def test_a_release_is_a_whole_copy_and_the_link_points_at_it(site: Site, tmp_path: Path) -> None:
    to = tmp_path / "server"
    name, is_new = publish(site("a"), to)
    assert is_new and current(to) == name and releases(to) == {name}
    assert contents(to / "current") == contents(tmp_path / "site-a")
    assert os.readlink(to / "current") == f"releases/{name}", "a link that survives moving the folder"


def test_the_name_of_a_release_says_its_commit_and_what_is_in_it(site: Site, tmp_path: Path) -> None:
    folder = site("a")
    facts = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    name, _ = publish(folder, tmp_path / "server")
    assert name == f"{facts['commit'][:12]}-{facts['sha256'][:12]}"


def test_the_same_site_again_changes_nothing(site: Site, tmp_path: Path) -> None:
    to, folder = tmp_path / "server", site("a")
    publish(folder, to)
    before = os.lstat(to / "current").st_mtime_ns
    assert publish(folder, to)[1] is False
    assert os.lstat(to / "current").st_mtime_ns == before


def test_the_last_ten_releases_are_kept_and_the_way_back_goes_one_by_one(site: Site, tmp_path: Path) -> None:
    to = tmp_path / "server"
    names = []
    for letter in "abcdefghijklm":
        name, _ = publish(site(letter), to)
        names.append(name)
        os.utime(to / "releases" / name, ns=(len(names), len(names)))
    assert releases(to) == set(names[-KEPT:]) and served(to) == "m"
    for expected in "lkjihgfed":
        assert roll_back(to) is not None and served(to) == expected
    assert roll_back(to) is None and served(to) == "d"
    assert len(releases(to)) == KEPT


def test_after_going_back_the_newer_site_can_be_published_again(site: Site, tmp_path: Path) -> None:
    to, old, new = tmp_path / "server", site("a"), site("b")
    publish(old, to)
    publish(new, to)
    assert roll_back(to) and served(to) == "a"
    name, is_new = publish(new, to)
    assert is_new and served(to) == "b" and current(to) == name
    assert roll_back(to) and served(to) == "a"


def test_going_back_never_leads_to_a_release_that_was_tidied_away(site: Site, tmp_path: Path) -> None:
    to = tmp_path / "server"
    for letter in "abc":
        publish(site(letter), to)
    while roll_back(to):
        assert (to / "current").resolve().is_dir()
    for letter in "defghijklmn":
        publish(site(letter), to)
        assert served(to) == letter and len(releases(to)) <= KEPT


def test_what_a_killed_publisher_left_behind_is_cleared_away(site: Site, tmp_path: Path) -> None:
    to = tmp_path / "server"
    publish(site("a"), to)
    (to / "releases" / ".filling-x").mkdir()
    (to / ".current-next").symlink_to("releases/nowhere")
    publish(site("b"), to)
    assert served(to) == "b" and not [name for name in releases(to) if name.startswith(".")]
    assert not (to / ".current-next").is_symlink()


def test_a_site_that_cannot_be_copied_leaves_the_old_one(site: Site, tmp_path: Path) -> None:
    to, broken = tmp_path / "server", site("b")
    publish(site("a"), to)
    (broken / "gone.html").symlink_to("nowhere")
    with pytest.raises(OSError):
        publish(broken, to)
    assert served(to) == "a"


def test_killed_after_any_step_whatever_the_current_link_leads_to_is_whole(site: Site, tmp_path: Path) -> None:
    to, old, new = tmp_path / "server", site("old", 12), site("new", 12)
    publish(old, to)
    done = subprocess.run(
        [sys.executable, "-m", "tests.cut_off", str(new), str(to)], cwd=REPOSITORY, env=environment(),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = [line.split() for line in done.stdout.splitlines()]
    assert len(found) > 30, "every step was tried"
    assert {(page, files) for _, page, files in found} == {("old", "12"), ("new", "12")}
    pages = [page for _, page, _ in found]
    assert pages == sorted(pages, reverse=True), "once switched, it stays switched"
    assert found[-1] == ["False", "new", "12"] and contents(to / "current") == contents(new)


def test_killed_at_any_moment_the_site_stands(site: Site, tmp_path: Path) -> None:
    to, sites = tmp_path / "server", [site(name, 150) for name in ("one", "two", "three")]
    publish(sites[0], to)
    forever = (
        "import sys, itertools, pathlib\nfrom generator.publishing import publish\n"
        "print('begun', flush=True)\n"
        "for site in itertools.cycle(sys.argv[2:]): publish(pathlib.Path(site), pathlib.Path(sys.argv[1]))\n"
    )
    whole = {name: contents(tmp_path / f"site-{name}") for name in ("one", "two", "three")}
    chance = random.Random(7)
    for _ in range(8):
        command = [sys.executable, "-c", forever, str(to), *map(str, sites)]
        process = subprocess.Popen(command, cwd=REPOSITORY, env=environment(), stdout=subprocess.PIPE)
        assert process.stdout is not None and process.stdout.readline() == b"begun\n"
        time.sleep(chance.uniform(0.0, 0.08))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert contents(to / "current") == whole[served(to)]
