"""Building again after a change: only what differs is made, and the site is the one that a clean build makes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from generator.build import Built, build
from tests.edits import EDITS, commit
from tests.synthetic import write_gallery
from tests.websites import PARTS, contents, git

DAY = date(2026, 6, 30)


class Publication:
    """A publication that is edited and built again and again; every state of it is kept for a clean build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.day = DAY
        self.states: list[tuple[str, Path, date, dict[str, str]]] = []
        """What was edited last, a copy of what the site was built from, the day, and the site's files."""

    def again(self, edit: str) -> None:
        """Build over what there is."""
        built = build(self.root, self.day, jobs=1)
        assert built.is_good, (edit, wrong(built))
        copy = self.root.with_name(f"state-{len(self.states)}")
        for name in (*PARTS, ".git"):
            source = self.root / name
            if source.is_dir():
                shutil.copytree(source, copy / name)
            else:
                shutil.copy2(source, copy / name)
        self.states.append((edit, copy, self.day, hashes(self.root)))


def hashes(root: Path) -> dict[str, str]:
    """The files of a site."""
    return {path: sha256(content).hexdigest() for path, content in contents(root / "build" / "site").items()}


def clean(state: tuple[str, Path, date, dict[str, str]]) -> list[str]:
    """The files in which a site differs from that of a build which knows nothing of an earlier one."""
    edit, root, day, there = state
    built = build(root, day, jobs=1)
    assert built.is_good, (edit, wrong(built))
    expected = hashes(root)
    shutil.rmtree(root)
    return sorted(f"{edit}: {path}" for path in there.keys() | expected.keys() if there.get(path) != expected.get(path))


def wrong(built: Built) -> object:
    return [finding for finding in built.checked.findings if finding.is_error], built.complaints


def publication(folder: Path, languages: Sequence[str]) -> Publication:
    """A built publication with a record of every kind, in a repository."""
    root = folder / "publication"
    write_gallery(root, languages)
    git(root, "init", "--quiet")
    commit(root, Random(0))
    found = Publication(root)
    build(root, DAY, jobs=1)
    return found


def differences(publication: Publication, edits: int, seed: int) -> list[str]:
    """The files that are other than in clean builds after each of so many edits."""
    rng = Random(seed)
    # Each sort of edit comes before one comes again.
    order = [*rng.sample(EDITS, len(EDITS)), *rng.choices(EDITS, k=edits)][:edits]
    for number, edit in enumerate(order):
        edit(publication.root, rng)
        if rng.random() < 0.1:
            publication.day += timedelta(days=1)
        publication.again(f"{number} {edit.__name__}")
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        return [path for found in workers.map(clean, publication.states) for path in found]


def test_after_every_edit_the_site_is_the_one_that_a_clean_build_makes(tmp_path: Path) -> None:
    assert differences(publication(tmp_path, ["zh", "en"]), 25, 1) == []


def test_a_record_that_comes_between_two_others_is_seen_on_the_pages_of_both(tmp_path: Path) -> None:
    found = publication(tmp_path, ["zh"])
    site = found.root / "build" / "site" / "projects"
    paths = sorted((found.root / "data" / "projects").glob("*.yml"))
    first, second = [path for path in paths if (site / path.stem).exists()][:2]
    sources = re.search(r"(?ms)^sources:.*?(?=^\S|\Z)", first.read_text(encoding="utf-8"))
    assert sources
    new = first.with_name(f"{first.stem}-between.yml")
    new.write_text(f"title: {{zh: 夹在中间的, en: Between}}\n{sources[0]}\n", encoding="utf-8")
    assert build(found.root, DAY, jobs=1).is_good
    for neighbour in (first, second):
        page = site / neighbour.stem / "index.html"
        assert f"../{new.stem}/" in page.read_text(encoding="utf-8")


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(2, 10))
def test_after_two_hundred_edits_the_site_is_still_the_one_that_a_clean_build_makes(
    tmp_path: Path, seed: int
) -> None:
    assert differences(publication(tmp_path, ["zh"]), 25, seed) == []
