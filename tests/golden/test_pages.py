"""A page of every kind in both languages, as Markdown: the records beside it, and what is made of them.

``pytest tests/golden --regenerate-golden`` writes the pages anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.basemaps import ground
from generator.catalogue import Catalogue
from generator.checks import check
from generator.language import Language
from generator.loader import load
from generator.records import KINDS
from generator.render import render
from generator.surroundings import Surroundings
from tests.publications import PUBLICATION, write_publication

HERE = Path(__file__).parent
RECORDS, PAGES = HERE / "records", HERE / "pages"
LANGUAGES = ("zh", "en")
WHOLE = PUBLICATION + "root: '630100'\nrepository: {edit: 'https://example.org/edit/{path}'}\n"
CHANGED = date(2026, 3, 4)
BESIDES = ("index.md", "map/index.md", "projects/old-path.md")
"""Pages that belong to no kind; those of the guide are made of the declarations and would change with each of them."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The records beside this file, as a publication."""
    records = {f"{p.parent.name}/{p.stem}": p.read_text(encoding="utf-8") for p in RECORDS.glob("*/*.yml")}
    loaded = load(write_publication(tmp_path_factory.mktemp("golden"), records, publication=WHOLE, common={}))
    around = Surroundings(
        changed={f"data/{name}.yml": CHANGED for name in records},
        as_of=date(2026, 6, 30),
        redirects={("project", "old-path"): ("project", "river-path")},
    )
    assert loaded.publication is not None
    made = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around)
    errors = [finding for finding in (*loaded.findings, *check(made)) if finding.is_error]
    assert not errors
    return made


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> dict[str, str]:
    """``zh/projects/x.md`` → its Markdown, for the pages that are compared."""
    return dict(written(catalogue))


def written(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The pages of records and lists, and a few others."""
    folders = {kind.folder for kind in KINDS}
    for code in LANGUAGES:
        language = Language(code, catalogue.publication)
        for artifact in render(catalogue, language, ground(catalogue.publication.map, {}, lang=code, shared_url="../")):
            if artifact.path.endswith(".md") and (artifact.path.split("/")[0] in folders or artifact.path in BESIDES):
                yield f"{code}/{artifact.path}", artifact.content.decode()


def test_every_page_is_as_its_golden_file_has_it(pages: dict[str, str], regenerate_golden: bool) -> None:
    if regenerate_golden:
        for name, text in pages.items():
            path = PAGES / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name, text in pages.items():
        path = PAGES / name
        assert path.is_file(), f"{name} has no golden file: pytest tests/golden --regenerate-golden"
        assert text == path.read_text(encoding="utf-8"), (
            f"{name}: if it is meant, pytest tests/golden --regenerate-golden"
        )


def test_no_golden_file_is_an_orphan(pages: dict[str, str], regenerate_golden: bool) -> None:
    orphans = {path.relative_to(PAGES).as_posix() for path in PAGES.rglob("*.md")} - pages.keys()
    if regenerate_golden:
        for name in orphans:
            (PAGES / name).unlink()
        orphans = set()
    assert not orphans, f"no page is made for {sorted(orphans)}: pytest tests/golden --regenerate-golden"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_a_golden_page_and_a_golden_list_in_both_languages(kind: object, pages: dict[str, str]) -> None:
    folder = getattr(kind, "folder", "")
    for code in LANGUAGES:
        assert f"{code}/{folder}/index.md" in pages
        assert any(name.startswith(f"{code}/{folder}/") and not name.endswith("index.md") for name in pages)
