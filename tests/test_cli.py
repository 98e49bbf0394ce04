"""The command line: exit codes, words in both languages, and never a traceback."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Xml

import click
import pytest
import yaml

from generator import cli
from generator.records import BY_NAME, KINDS, Kind
from generator.reports import Wording
from tests import links, websites
from tests.publications import PUBLICATION
from tests.websites import REPOSITORY, Ran, contents, generator, write_small

ROAD = "title: {zh: 试验路, en: Trial Road}\nplaces: ['630121']\nbudget: 120 万元\nsources: gazette\n"
BAD = "title: {zh: 坏的, en: Bad}\nbudget: 120万\nstauts: completion\nsources: nowhere\n"
COMMANDS = {
    "check", "build", "merge", "diff", "serve", "new", "explain", "schema", "fmt", "rename", "import", "publish", "init"
}  # fmt: skip
Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``run("check", "--root", folder)`` in this process, with an English locale."""

    def call(*arguments: object) -> Ran:
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        monkeypatch.setattr("sys.argv", ["generator", *map(str, arguments)])
        capsys.readouterr()
        try:
            cli.main()
            code: object = 0
        except SystemExit as end:
            code = end.code or 0
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert isinstance(code, int)
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small publication without a mistake, in one language, so that it is built quickly."""
    settings = PUBLICATION.replace("languages: [zh, en]", "languages: [zh]")
    return write_small(tmp_path / "publication", {"projects/road": ROAD}, publication=settings)


@pytest.fixture
def bad(root: Path) -> Path:
    """The same with a record full of mistakes."""
    (root / "data/projects/bad.yml").write_text(BAD, encoding="utf-8")
    return root


def words(language: str) -> dict[str, str]:
    loaded: dict[str, str] = yaml.safe_load((REPOSITORY / f"generator/i18n/cli.{language}.yml").read_text("utf-8"))
    return loaded


def fits(template: str, said: str) -> bool:
    """Whether a text is this sentence with something filled in."""
    pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(template))
    return re.search(pattern, said) is not None


# ------------------------------------------------------------------------------------------------------ every command


def test_there_are_the_commands_that_the_house_promises() -> None:
    assert set(cli.commands.commands) == COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_for_itself_and_its_options_and_stands_in_the_readme(name: str, run: Run) -> None:
    command = cli.commands.commands[name]
    asked = run(name, "--help")
    assert asked.code == 0 and command.help and command.help in " ".join(asked.out.split())
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert not [
        option.name
        for option in options
        if not option.help and option.name not in ("format_", "fail_on", "host", "port")
    ]
    assert f"generator {name}" in (REPOSITORY / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS - {"explain", "init"}))
def test_every_command_takes_a_root(name: str) -> None:
    command = cli.commands.commands[name]
    for one in command.commands.values() if isinstance(command, click.Group) else [command]:
        assert any(parameter.name == "root" for parameter in one.params)


def test_the_version_is_told(run: Run) -> None:
    assert re.search(r"generator.* \d+\.\d+\.\d+", run("--version").out)


WHERE = {
    "check": (), "build": (), "serve": (), "schema": (), "fmt": (), "new": ("project", "x1"),
    "rename": ("project", "a1", "b1"), "publish": ("--to", "somewhere"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WHERE))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_folder_that_is_no_publication_is_wrong_usage(name: str, language: str, run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    for folder in (empty, tmp_path / "not there"):
        ran = run(name, *WHERE[name], "--root", folder, "--lang", language)
        assert ran.code == 2 and fits(words(language)["no_root"], ran.err)
        empty.mkdir(exist_ok=True)
    assert not list(empty.iterdir())


@pytest.mark.parametrize(
    "given", ["yesterday", "2026-13-01", "2026-02-30", "20260101", "2026-1-1", "", "２０２６-01-01"]
)
def test_a_day_that_is_none_is_wrong_usage(given: str, run: Run, root: Path) -> None:
    for name in ("check", "build"):
        ran = run(name, "--root", root, "--as-of", given)
        assert ran.code == 2 and fits(words("en")["bad_date"], ran.err)


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("check", "--format", "pdf"), ("check", "--fail-on", "luck"), ("serve", "--port", "70000")],
)
def test_what_no_command_understands_is_wrong_usage(arguments: tuple[str, ...], run: Run) -> None:
    assert run(*arguments).code == 2


def test_the_language_is_that_of_the_locale_unless_it_is_asked_for(root: Path) -> None:
    english = generator("check", "--root", root, LC_ALL="C.UTF-8")
    chinese = generator("check", "--root", root, LC_ALL="zh_CN.UTF-8")
    assert fits(words("en")["checked"], english.out) or fits(words("en")["checked_warnings"], english.out)
    assert "条记录" in chinese.out


def test_a_fault_of_the_program_is_told_in_a_sentence(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr("generator.inspection.check_publication", fail)
    ran = run("check", "--root", root)
    assert ran.code == 1 and fits(words("en")["fault"], ran.err) and "no such thing" in ran.err


# -------------------------------------------------------------------------------------------------- check and build


@pytest.mark.parametrize("language", ["zh", "en"])
def test_check_says_that_all_is_well(language: str, run: Run, tmp_path: Path) -> None:
    ran = run("check", "--root", write_small(tmp_path / "publication"), "--lang", language)
    assert (ran.code, ran.err) == (0, "") and fits(words(language)["checked"], ran.out)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_check_shows_every_mistake_with_its_place_and_ends_with_one(language: str, run: Run, bad: Path) -> None:
    ran = run("check", "--root", bad, "--lang", language)
    assert ran.code == 1
    for place in ("data/projects/bad.yml:2:9", "data/projects/bad.yml:3:1"):
        assert place in ran.out
    assert "120 万元" in ran.out and "status" in ran.out and "^" in ran.out


def test_warnings_fail_only_where_they_are_meant_to(run: Run, root: Path) -> None:
    (root / "data/projects/bare.yml").write_text("title: {zh: 没有出处}\nbudget: 5 万元\n", encoding="utf-8")
    assert run("check", "--root", root).code == 0
    assert run("check", "--root", root, "--fail-on", "warning").code == 1
    assert run("build", "--root", root, "--fail-on", "warning").code == 1
    assert not (root / "build" / "site").exists()


def test_every_format_is_what_it_says(run: Run, bad: Path) -> None:
    def printed(name: str) -> str:
        ran = run("check", "--root", bad, "--format", name)
        assert ran.code == 1
        return ran.out

    listed = json.loads(printed("json"))
    assert listed and all(
        found.keys() == {"code", "severity", "file", "line", "column", "field", "message", "hint"} for found in listed
    )
    assert {found["fingerprint"] for found in json.loads(printed("gitlab"))}
    assert json.loads(printed("sarif"))["version"] == "2.1.0"
    assert Xml.fromstring(printed("junit")).tag in ("testsuites", "testsuite")
    assert all(re.match(r"::(error|warning) file=", line) for line in printed("github").splitlines()[:-1])
    assert "data/projects/bad.yml" in printed("text")


def test_every_format_is_valid_where_nothing_is_wrong(run: Run, root: Path) -> None:
    assert isinstance(json.loads(run("check", "--root", root, "--format", "json").out), list)
    assert json.loads(run("check", "--root", root, "--format", "sarif").out)["runs"]
    Xml.fromstring(run("check", "--root", root, "--format", "junit").out)


def test_build_says_what_was_built_how_long_it_took_and_how_to_look_at_it(root: Path) -> None:
    ran = generator("build", "--root", root, "--as-of", websites.DAY)
    assert ran.code == 0 and ran.err == ""
    for word in ("built", "where", "look"):
        assert fits(words("en")[word], ran.out), word
    assert "\r" not in ran.out and "\x1b" not in ran.out
    assert (root / "build/site/index.html").is_file()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_build_with_mistakes_says_that_the_site_was_not_touched(language: str, run: Run, bad: Path) -> None:
    ran = run("build", "--root", bad, "--lang", language)
    assert ran.code == 1 and fits(words(language)["not_built"], ran.err) and "bad.yml" in ran.out


def clutter(root: Path) -> None:
    """Whatever may lie in a folder: links in circles and into nothing, folders for files, bytes that are no text."""
    (root / "data/projects/loop.yml").symlink_to("loop.yml")
    (root / "data/projects/nowhere.yml").symlink_to("/does/not/exist")
    (root / "data/projects/folder.yml").mkdir()
    (root / "data/projects/bytes.yml").write_bytes(bytes(range(256)))
    (root / "data/projects/empty.yml").write_bytes(b"")
    (root / "data/projects/中文.yml").write_text(ROAD, encoding="utf-8")
    (root / "data/nonsense").mkdir()
    (root / "data/readme.txt").write_text("x", encoding="utf-8")
    (root / "content/zh/bytes.md").write_bytes(b"\xff\xfe\x00")
    (root / "content/zh/loop.md").symlink_to("loop.md")
    (root / "content/zh/folder.md").mkdir()
    (root / "site_config/redirects.yml").write_text("- a\n- b\n", encoding="utf-8")
    (root / "site_config/vocabularies/unit.yml").write_text("[", encoding="utf-8")


def test_whatever_lies_in_the_folder_ends_in_findings(run: Run, root: Path) -> None:
    clutter(root)
    for language in ("zh", "en"):
        ran = run("check", "--root", root, "--lang", language)
        assert ran.code == 1 and ran.err == ""
    assert run("build", "--root", root).code == 1
    assert run("fmt", "--root", root).code == 1


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("site_config/publication.yml", ""),
        ("site_config/publication.yml", "[]"),
        ("site_config/publication.yml", "name: x\n"),
        ("site_config/publication.yml", "{"),
        ("site_config/redirects.yml", "projects/a: 1\nb: c\n"),
        ("site_config/redirects.yml", "projects/a: projects/b\nprojects/b: projects/a\n"),
        ("site_config/vocabularies/category.yml", "roads: 1\n"),
        ("mkdocs.yml", "{"),
        ("mkdocs.yml", "[]"),
        ("mkdocs.yml", "site_name: x\nINHERIT: nowhere.yml\n"),
        ("mkdocs.yml", "site_name: x\nplugins: [nothing]\n"),
        ("mkdocs.yml", "site_name: x\nmarkdown_extensions: [nothing]\n"),
        ("mkdocs.yml", "site_name: x\nnav: 5\n"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_told_and_nothing_is_built(
    file: str, text: str, run: Run, root: Path
) -> None:
    (root / file).write_text(text, encoding="utf-8")
    ran = run("build", "--root", root, "--as-of", websites.DAY)
    good = file.endswith("redirects.yml") and "projects/b:" in text
    assert good or (ran.code == 1 and ran.out + ran.err)
    assert "program itself" not in ran.err, ran.err


def test_a_folder_instead_of_a_configuration_is_told(run: Run, root: Path) -> None:
    (root / "site_config/publication.yml").unlink()
    (root / "site_config/publication.yml").mkdir()
    ran = run("check", "--root", root)
    assert ran.code == 1 and "publication.yml" in ran.out and not ran.err


# ------------------------------------------------------------------------------------------------ editing commands


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


# -------------------------------------------------------------------------------------------------------- progress


def test_long_work_shows_how_far_it_is_only_on_a_terminal(root: Path) -> None:
    pty = pytest.importorskip("pty")
    import os
    import subprocess
    import sys

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "generator", "check", "--root", str(root)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=slave, env=websites.environment(), cwd=REPOSITORY
    )
    out, _ = process.communicate(timeout=60)
    os.close(slave)
    shown = os.read(master, 10_000).decode()
    os.close(master)
    assert process.returncode == 0 and words("en")["step_load"] in shown and shown.endswith("\r")
    assert words("en")["step_load"] not in out.decode()
    assert generator("check", "--root", root).err == ""
