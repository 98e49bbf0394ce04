"""The theme as MkDocs is given it: the same files and the same templates."""

from __future__ import annotations

from collections import UserDict
from pathlib import Path

import jinja2
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from generator.page_templates import LeanTheme


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    """Material with files of a publication's own, a hidden one among them."""
    own = tmp_path / "own"
    for path in ("assets/own.css", "assets/.hidden/x.css", ".hidden/y.css", ".z.css", "main.html"):
        (own / path).parent.mkdir(parents=True, exist_ok=True)
        (own / path).write_text("one", encoding="utf-8")
    return Theme(name="material", custom_dir=str(own))


def files(theme: Theme, tmp_path: Path) -> list[tuple[str, str | None]]:
    config = MkDocsConfig()
    config.load_dict({"site_name": "t", "docs_dir": str(tmp_path), "site_dir": str(tmp_path / "site")})
    config.validate()
    config.theme = theme
    found = Files([])
    found.add_files_from_theme(theme.get_env(), config)
    return [(file.src_uri, file.abs_src_path) for file in found]


def test_mkdocs_takes_the_same_files_from_it(theme: Theme, tmp_path: Path) -> None:
    expected = files(theme, tmp_path)
    assert ("assets/own.css", str(tmp_path / "own/assets/own.css")) in expected
    assert files(LeanTheme(theme), tmp_path) == expected
    assert len(LeanTheme(theme).get_env().list_templates()) < 0.1 * len(theme.get_env().list_templates())


def test_it_is_the_theme_that_it_was_made_of(theme: Theme) -> None:
    lean = LeanTheme(theme)
    assert dict(lean) == dict(theme)
    assert (lean.name, lean.dirs, lean.static_templates) == (theme.name, theme.dirs, theme.static_templates)


@pytest.mark.parametrize("kind", [dict, UserDict])
def test_templates_find_in_it_what_they_would_find_without_it(theme: Theme, kind: type) -> None:
    values = {"name": "a", "items": [1], "keys": 2, "none": None, "dirs": 3}
    thing = kind(values)
    names = ("name", "none", "gone is defined", "dirs", "items is callable", "keys is callable")
    template = " ".join(f"{{{{ t.{name} }}}}" for name in names)
    expected = theme.get_env().from_string(template).render(t=thing)
    assert LeanTheme(theme).get_env().from_string(template).render(t=thing) == expected
    assert expected == "a None False 3 True True"


def test_a_template_is_compiled_once_and_anew_when_it_changed(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str | None] = []
    compile_ = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, name: str | None = None, *rest: object) -> object:
        compiled.append(name)
        return compile_(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    lean = LeanTheme(theme)
    assert [lean.get_env().get_template("main.html").render() for _ in range(2)] == ["one", "one"]
    assert compiled == ["main.html"]
    (tmp_path / "own" / "main.html").write_text("two", encoding="utf-8")
    assert lean.get_env().get_template("main.html").render() == "two"
    assert compiled == ["main.html", "main.html"]
