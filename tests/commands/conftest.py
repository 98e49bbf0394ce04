"""The command line in this process, and publications to use it on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator import cli
from tests.publications import PUBLICATION
from tests.websites import REPOSITORY, Ran, write_small

ROAD = "title: {zh: 试验路, en: Trial Road}\nplaces: ['630121']\nbudget: 120 万元\nsources: gazette\n"
BAD = "title: {zh: 坏的, en: Bad}\nbudget: 120万\nstauts: completion\nsources: nowhere\n"
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
