"""Parts of the frame that are rendered once for many pages stand on each as if they were rendered for it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator import page_parts
from generator.runs import Run
from generator.shares import run_mkdocs
from tests.websites import contents

PAGES = {
    "deep.md": "Projects", "deeper.md": "Projects", "deep/inner.md": "Projects", "deep/other.md": "", "assets.md": "",
    "search-1.md": "Money", "projects/one.md": "Projects", "projects/two.md": "Projects", "projects/three.md": "Money",
}  # fmt: skip
"""Pages, above, beside and below of what the frame leads to, and the section of each."""


@pytest.fixture
def run(small_root: Path, tmp_path: Path) -> Run:
    """The small publication's frame, around pages of our own."""
    shutil.copytree(small_root / "build" / "theme", tmp_path / "build" / "theme")
    shutil.copy(small_root / "build" / "mkdocs.yml", tmp_path / "build")
    configuration = (small_root / "mkdocs.yml").read_text(encoding="utf-8")
    above, _, _ = configuration.partition("\nnav:")
    nav = "[{Home: index.md}, {Projects: [{Projects: projects/index.md}, {Inner: deep/inner.md}]}, {Money: money.md}]"
    (tmp_path / "mkdocs.yml").write_text(f"{above}\nnav: {nav}\n", encoding="utf-8")
    docs = tmp_path / "docs"
    for path, section in ({"index.md": "", "projects/index.md": "Projects", "money.md": "Money"} | PAGES).items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        front = f'title: "Page {path}"\nkind: "project"\n' + (f'section: "{section}"\n' if section else "")
        (docs / path).write_text(f"---\n{front}---\n\n# {path.replace('_', ' ')}\n\n<p>x</p>\n", encoding="utf-8")
    return Run(tmp_path / "mkdocs.yml", "en", docs, tmp_path / "site", {}, 1_700_000_000)


def test_every_page_is_as_if_rendered_by_itself(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    folders = page_parts._folders

    def noted(address: str) -> list[str]:
        rendered.append(address)
        return list(folders(address))

    with monkeypatch.context() as patched:
        patched.setattr(page_parts, "_folders", noted)
        assert run_mkdocs(run).warnings == ()
    assert rendered, "no part was kept"
    with monkeypatch.context() as patched:
        patched.setattr("generator.page_templates.page_parts.render_once", lambda environment: None)
        alone = replace(run, site=run.site.with_name("alone"))
        assert run_mkdocs(alone).warnings == ()
    assert contents(run.site) == contents(alone.site)


def test_a_publication_that_has_a_template_of_its_own_is_given_every_page(run: Run) -> None:
    footer = run.config_file.parent / "build" / "theme" / "partials" / "footer.html"
    footer.write_text("<footer>{{ page.file.src_uri if page }}</footer>", encoding="utf-8")
    assert run_mkdocs(run).warnings == ()
    for path in PAGES:
        page = (run.site / path.removesuffix(".md") / "index.html").read_text(encoding="utf-8")
        assert f"<footer>{path}</footer>" in page
