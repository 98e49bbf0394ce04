"""Commands that write: new records, schemas, canonical form, new names, a publication, a published site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.records import BY_NAME, KINDS, Kind
from generator.reports import Wording
from tests import links, websites
from tests.commands.conftest import ROAD, Run, fits, words
from tests.websites import contents


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_new_writes_a_record_that_asks_for_what_is_required_and_never_overwrites(
    kind: Kind, run: Run, root: Path
) -> None:
    id_ = "630122" if kind.name == "place" else "brand-new"
    path = root / "data" / kind.folder / f"{id_}.yml"
    ran = run("new", kind.name, id_, "--root", root)
    assert ran.code == 0 and fits(words("en")["new_written"], ran.out) and path.is_file()
    text = path.read_text(encoding="utf-8")
    checked = json.loads(run("check", "--root", root, "--format", "json").out)
    required = {name for name, field in kind.fields.items() if field.is_required()}
    asked = {found["field"].partition(".")[0] for found in checked if found["file"].endswith(f"{id_}.yml")}
    # The code of a place is its id.
    assert asked == required - ({"code"} if kind.name == "place" else set())
    again = run("new", kind.name, id_, "--root", root)
    assert again.code == 1 and fits(words("en")["new_exists"], again.err)
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "id_", ["x", "Upper", "with space", "路", "-x", "a/b", "../../x", "con", "index", "a" * 64, "a_b"]
)
def test_new_refuses_an_id_that_cannot_be_one(id_: str, run: Run, root: Path) -> None:
    before = contents(root)
    ran = run("new", "project", "--root", root, "--", id_)
    assert ran.code == 2 and fits(words("en")["new_bad_id"], ran.err)
    assert contents(root) == before


@pytest.mark.parametrize("name", ["new", "rename"])
def test_a_kind_that_is_none_is_wrong_usage_and_the_kinds_are_named(name: str, run: Run, root: Path) -> None:
    ran = run(name, "person", *(["x1", "x2"][: 2 if name == "rename" else 1]), "--root", root)
    assert ran.code == 2 and all(kind in ran.err for kind in BY_NAME)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain_knows_every_finding(language: str, run: Run) -> None:
    codes = Wording(language).codes
    assert len(codes) > 60
    for code in codes:
        ran = run("explain", code, "--lang", language)
        assert ran.code == 0 and len(ran.out.strip()) > 20, code


def test_explain_guesses_what_was_meant(run: Run) -> None:
    ran = run("explain", "money-unti")
    assert ran.code == 2 and "Did you mean money-unit?" in ran.err


def test_schema_writes_the_schemas_that_are_committed(run: Run, root: Path, tmp_path: Path) -> None:
    ran = run("schema", "--root", root, "--to", tmp_path / "schemas")
    assert ran.code == 0 and fits(words("en")["schema_written"], ran.out)
    assert {path.stem for path in (tmp_path / "schemas").iterdir()} == set(BY_NAME)
    assert all(json.loads(path.read_text(encoding="utf-8"))["$schema"] for path in (tmp_path / "schemas").iterdir())


def test_fmt_puts_records_in_order_and_says_which(run: Run, root: Path) -> None:
    path = root / "data/projects/road.yml"
    path.write_text("sources: gazette\nbudget: 120 万元\ntitle: {zh: 试验路, en: Trial Road}\n", encoding="utf-8")
    before = path.read_bytes()
    asked = run("fmt", "--check", "--root", root)
    assert asked.code == 1 and fits(words("en")["fmt_would"], asked.out) and path.read_bytes() == before
    done = run("fmt", path, "--root", root)
    assert done.code == 0 and "data/projects/road.yml" in done.out
    assert path.read_text(encoding="utf-8").startswith("title:")
    again = run("fmt", path, "--root", root)
    assert again.code == 0 and fits(words("en")["fmt_same"], again.out)
    assert run("fmt", "--root", root).code == 0 and run("fmt", "--check", "--root", root).code == 0
    assert run("check", "--root", root).code == 0


def test_fmt_reads_gbk_where_it_is_told_to(run: Run, root: Path) -> None:
    path = root / "data/projects/road.yml"
    path.write_bytes(ROAD.encode("gbk"))
    assert "file-encoding-gbk" in run("check", "--root", root, "--format", "json").out
    refused = run("fmt", path, "--root", root)
    assert refused.code == 1 and fits(words("en")["fmt_unreadable"], refused.err)
    assert run("fmt", "--from-gbk", path, "--root", root).code == 0
    assert "试验路" in path.read_text(encoding="utf-8") and run("check", "--root", root).code == 0


def test_fmt_of_a_file_that_is_no_record_changes_nothing(run: Run, root: Path, tmp_path: Path) -> None:
    for path in (root / "mkdocs.yml", root / "site_config/publication.yml", tmp_path / "x.yml"):
        path.touch()
        before = path.read_bytes()
        assert run("fmt", path, "--root", root).code == 1
        assert path.read_bytes() == before


def test_rename_moves_the_record_and_everything_that_names_it(run: Run, root: Path) -> None:
    (root / "data/projects/part.yml").write_text(
        "title: {zh: 一段, en: Part}\npart_of: road # 主项目\nsources: gazette\n", encoding="utf-8"
    )
    ran = run("rename", "project", "road", "long-road", "--root", root)
    assert ran.code == 0 and fits(words("en")["rename_done"], ran.out) and " 1 " in ran.out
    assert not (root / "data/projects/road.yml").exists() and (root / "data/projects/long-road.yml").is_file()
    assert "part_of: long-road # 主项目" in (root / "data/projects/part.yml").read_text(encoding="utf-8")
    assert run("rename", "project", "long-road", "longest-road", "--root", root).code == 0
    assert run("check", "--root", root).code == 0
    assert run("build", "--root", root, "--as-of", websites.DAY).code == 0
    pages = links.read(root / "build/site")
    for old in ("road", "long-road"):
        assert ("a", "href", "../longest-road/") in set(pages[f"projects/{old}/index.html"].ways)


def test_a_name_that_comes_back_is_a_record_again_and_no_redirect(run: Run, root: Path) -> None:
    assert run("rename", "project", "road", "way", "--root", root).code == 0
    assert run("rename", "project", "way", "road", "--root", root).code == 0
    assert run("check", "--root", root).code == 0
    assert run("build", "--root", root, "--as-of", websites.DAY).code == 0
    pages = links.read(root / "build/site")
    assert "试验路" in pages["projects/road/index.html"].text
    assert ("a", "href", "../road/") in set(pages["projects/way/index.html"].ways)


def test_rename_refuses_what_would_lose_something(run: Run, root: Path) -> None:
    before = contents(root)
    assert run("rename", "project", "nothing", "x1", "--root", root).code == 1
    assert run("rename", "organisation", "bureau", "bureau", "--root", root).code == 1
    assert run("rename", "project", "road", "Bad Id", "--root", root).code == 2
    assert run("rename", "project", "../organisations/bureau", "x1", "--root", root).code in (1, 2)
    assert contents(root) == before


# ------------------------------------------------------------------------------------------------------------ init


def test_init_makes_a_publication_that_builds_and_says_on_every_page_that_it_is_made_up(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "新城"
    ran = run("init", folder)
    assert ran.code == 0 and fits(words("en")["init_done"], ran.out)
    built = run("build", "--root", folder, "--as-of", websites.DAY, "--fail-on", "warning")
    assert built.code == 0, built.out + built.err
    pages = links.read(folder / "build/site")
    for path, page in pages.items():
        if "/maps/" not in f"/{path}":
            assert "made up" in page.text.lower() or "synthetic" in page.text.lower() or "编造" in page.text, path
    assert links.dead(folder / "build/site", pages) == []
    others = [page for path, page in pages.items() if "guide/checks/" not in path]  # whose examples are from anywhere
    assert not any("西宁" in page.text or "Xining" in page.text for page in others)
    assert (folder / ".gitignore").is_file() and not (folder / "gitignore").exists()


def test_init_leaves_a_folder_alone_that_holds_something(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    ran = run("init", tmp_path)
    assert ran.code == 1 and fits(words("en")["init_not_empty"], ran.err)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert run("init", tmp_path / "file").code == 2


# --------------------------------------------------------------------------------------------------------- publish


def test_publish_needs_a_site_and_rollback_an_earlier_one(
    run: Run, small_root: Path, root: Path, tmp_path: Path
) -> None:
    to = tmp_path / "server"
    nothing = run("publish", "--root", root, "--to", to)
    assert nothing.code == 1 and fits(words("en")["publish_nothing"], nothing.err) and not to.exists()
    none = run("publish", "--rollback", "--root", root, "--to", to)
    assert none.code == 1 and fits(words("en")["rollback_none"], none.err)
    shutil.copytree(small_root / "build", root / "build")
    done = run("publish", "--root", root, "--to", to)
    assert done.code == 0 and fits(words("en")["publish_done"], done.out)
    again = run("publish", "--root", root, "--to", to)
    assert again.code == 0 and fits(words("en")["publish_same"], again.out)
    assert contents(to / "current") == contents(small_root / "build" / "site")
