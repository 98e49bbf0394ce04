"""The command line: exit codes, words in both languages, and never a traceback."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import click
import pytest

from generator import cli
from tests import websites
from tests.commands.conftest import ROAD, Run, fits, words
from tests.websites import REPOSITORY, generator, write_small

COMMANDS = {
    "check", "build", "merge", "diff", "serve", "new", "explain", "schema", "fmt", "rename", "import", "publish", "init"
}  # fmt: skip


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
