"""A build divided into shares: the same bytes as one machine makes, and nothing put together that does not belong."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import merging, parcels, shards
from generator.build import build
from generator.cli import commands
from generator.finishing import prepare
from generator.inspection import check_publication
from generator.parcels import RefusedError
from generator.render import leaves
from generator.shards import Share
from generator.writing.artifacts import made
from tests.synthetic import write_synthetic
from tests.websites import DAY, contents, generator, write_small

TODAY = date.fromisoformat(DAY)


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A publication of 150 records, and its site as one machine makes it."""
    root = tmp_path_factory.mktemp("synthetic") / "publication"
    write_synthetic(root, records=150)
    assert build(root, TODAY).is_good
    return root, contents(root / "build" / "site")


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small publication with its two shares: for copying."""
    root = write_small(tmp_path_factory.mktemp("small") / "publication")
    for share in Share(0, 1).parts(2):
        assert merging.build_share(root, share, TODAY, jobs=1).is_good
    return root


@pytest.fixture
def copy(halves: Path, tmp_path: Path) -> Path:
    """The small publication and its shares, for changing."""
    return Path(shutil.copytree(halves, tmp_path / "copy"))


def run(*arguments: str | Path) -> Result:
    """The command line, in this process."""
    return CliRunner().invoke(commands, [str(one) for one in arguments])


def refused(root: Path, *folders: Path) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        merging.merge(root, folders or [root / merging.FOLDER], TODAY, jobs=1)
    assert not (root / "build" / "site").exists()
    return caught.value


@pytest.mark.parametrize("of", [1, 2, 3])
def test_shares_put_together_are_the_site_of_one_machine(synthetic: tuple[Path, dict[str, bytes]], of: int) -> None:
    root, whole = synthetic
    shutil.rmtree(root / merging.FOLDER, ignore_errors=True)
    shares = [merging.build_share(root, share, TODAY, jobs=of) for share in Share(0, 1).parts(of)]
    assert all(one.is_good and one.pages for one in shares), [one.complaints for one in shares]
    shutil.rmtree(root / "build" / "site")
    merged = merging.merge(root, [root / merging.FOLDER], TODAY)
    assert merged.is_good, merged.complaints
    assert contents(root / "build" / "site") == whole
    assert json.loads(whole["build.json"])["sha256"] == merged.fingerprint


def test_a_build_after_a_merge_takes_over_no_page_of_another_state(copy: Path) -> None:
    assert build(copy, TODAY).is_good
    as_it_was = contents(copy / "build" / "site")
    place = copy / "data" / "places" / "630121.yml"
    before = place.read_text(encoding="utf-8")
    place.write_text(before.replace("试验县", "另一个县"), encoding="utf-8")
    for share in Share(0, 1).parts(2):
        assert merging.build_share(copy, share, TODAY).is_good
    assert merging.merge(copy, [copy / merging.FOLDER], TODAY).is_good
    assert contents(copy / "build" / "site") != as_it_was
    place.write_text(before, encoding="utf-8")
    assert build(copy, TODAY).is_good
    assert contents(copy / "build" / "site") == as_it_was


def test_a_share_of_another_state_is_refused_with_the_names_of_what_differs(copy: Path) -> None:
    road = copy / "data" / "places" / "630121.yml"
    road.write_text(road.read_text(encoding="utf-8").replace("36.9", "36.8"), encoding="utf-8")
    (copy / "content" / "en" / "about.md").write_text("---\ntitle: About\n---\n\n# About\n\nOther.\n", encoding="utf-8")
    error = refused(copy)
    assert (error.word, error.parts) == ("shard_foreign", ("records", "content"))
    ran = generator("merge", copy / merging.FOLDER, "--root", copy, "--as-of", DAY)
    assert ran.code == 1 and "data/, content/" in ran.err


def test_shares_of_another_day_or_program_are_refused(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RefusedError) as caught:
        merging.merge(copy, [copy / merging.FOLDER], date(2026, 7, 1))
    assert caught.value.parts == ("day",)
    monkeypatch.setattr("generator.program.version", lambda: "another")
    assert refused(copy).parts == ("program",)


def test_what_is_missing_is_named(copy: Path) -> None:
    error = refused(copy, copy / merging.FOLDER / "1-of-2")
    assert (error.word, error.arguments["shares"]) == ("shard_missing", "2-of-2")


def test_a_share_that_was_cut_short_or_changed_is_refused(copy: Path) -> None:
    archive = copy / merging.FOLDER / "2-of-2" / parcels.ARCHIVE
    archive.write_bytes(archive.read_bytes()[:-100])
    assert refused(copy).word == "shard_damaged"
    archive.unlink()
    assert refused(copy).word == "shard_damaged"
    (archive.parent / parcels.MANIFEST).write_text('{"format": 1}', encoding="utf-8")
    assert refused(copy).word == "shard_damaged"


def test_the_same_share_twice_and_shares_of_two_divisions_are_refused(copy: Path) -> None:
    folder = copy / merging.FOLDER
    again = Path(shutil.copytree(folder / "1-of-2", copy / "again"))
    assert refused(copy, folder, again).word == "shard_twice"
    manifest = again / parcels.MANIFEST
    facts = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(facts | {"share": {"number": 2, "of": 3}}), encoding="utf-8")
    assert refused(copy, folder, again).word == "shard_mixed"
    (copy / "nothing").mkdir()
    assert refused(copy, copy / "nothing").word == "shard_none"


def test_an_archive_leads_to_no_place_outside(tmp_path: Path) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("site/zh/../../../out.txt", b"x")
    content.seek(0)
    with pytest.raises(RefusedError):
        list(parcels.unpack(content))


def test_what_no_share_can_know_is_judged_when_they_are_put_together(copy: Path) -> None:
    page = copy / "content" / "zh" / "about.md"
    good = page.read_text(encoding="utf-8")
    frame = prepare(copy, check_publication(copy, TODAY))
    language = frame.languages[0]
    of_second = list(leaves(frame.catalogue, language, frame.grounds[language.code]))[1::2]
    there = next(file.path for file in made(of_second) if file.path.endswith("/index.md"))
    page.write_text(good + f"\n[没有](projects/none.md)\n[锚]({there}#nowhere)\n", encoding="utf-8")
    shutil.rmtree(copy / merging.FOLDER)
    for share in Share(0, 1).parts(2):
        assert merging.build_share(copy, share, TODAY).is_good
    merged = merging.merge(copy, [copy / merging.FOLDER], TODAY)
    assert not merged.is_good and not (copy / "build" / "site").exists()
    assert [found.code for found in merged.checked.findings if found.is_error] == ["page-link"]
    assert any("#nowhere" in said for said in merged.complaints)


def test_a_bad_record_fails_every_share(tmp_path: Path) -> None:
    root = write_small(tmp_path / "bad", {"projects/bad": "title: {zh: 坏}\nbudget: 120万\nsources: gazette\n"})
    for share in Share(0, 1).parts(2):
        built = merging.build_share(root, share, TODAY)
        assert not built.is_good and "money-unit" in [found.code for found in built.checked.findings]
    assert run("build", "--shard", "1/2", "--root", root, "--as-of", DAY).exit_code == 1
    assert not (root / merging.FOLDER).exists()


@pytest.mark.parametrize("given", ["0/3", "4/3", "3", "a/b", "1/0", "1/2/3", "-1/2", "１/２"])
def test_what_is_no_share_is_wrong_usage(halves: Path, given: str) -> None:
    ran = run("build", f"--shard={given}", "--root", halves)
    assert ran.exit_code == 2 and given in ran.output


def test_every_page_in_the_navigation_needs_a_title_to_be_divided(copy: Path) -> None:
    file = copy / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("- 首页: index.md", "- index.md"), encoding="utf-8")
    ran = run("build", "--shard", "1/2", "--root", copy, "--as-of", DAY)
    assert ran.exit_code == 2 and "index.md" in ran.output


def test_shares_of_a_share_are_the_share() -> None:
    work = list(range(100))
    parts = Share(1, 3).parts(4)
    assert sorted(one for part in parts for one in work[part.number :: part.of]) == work[1::3]
    assert [share.name for share in Share(0, 1).parts(2)] == ["1-of-2", "2-of-2"]
    assert shards.output_of("projects/road.md") == "projects/road/index.html"
