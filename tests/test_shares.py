"""Pages divided among processes: the same site, whoever made which page."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from generator import shares, site_pages
from generator.runs import Run
from generator.shares import build_languages, run_mkdocs, shares_of
from generator.site_pages import SitePage
from tests.websites import contents

CONFIGURATION = """\
site_name: Trial
site_url: https://example.org/
theme: {name: material, font: false}
plugins: []
"""
OURS = """\
markdown_extensions: [generator.blocks, attr_list, toc]
nav: [index.md]
"""
"""With this the pages are read and converted by :mod:`generator.site_pages`."""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A tree of seven pages and a picture, with a link across."""
    docs = tmp_path / "docs"
    (docs / "part").mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n\n[one](part/page-1.md)\n", encoding="utf-8")
    for number in range(1, 7):
        text = f"# Page {number}\n\n[next](page-{number % 6 + 1}.md) [home](../index.md#home)\n"
        (docs / "part" / f"page-{number}.md").write_text(text, encoding="utf-8")
    (docs / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    return Run(tmp_path / "mkdocs.yml", "en", docs, tmp_path / "site", {}, 1_700_000_000)


@pytest.fixture(autouse=True)
def small_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "LEAST", 1)


@pytest.mark.parametrize("nav", ["", "nav: [{Home: index.md}, part/page-1.md]\n"], ids=["no navigation", "navigation"])
def test_shares_put_together_are_the_site_that_one_run_makes(run: Run, nav: str) -> None:
    run.config_file.write_text(CONFIGURATION + nav, encoding="utf-8")
    assert build_languages([run], 1)["en"].warnings == ()
    whole = contents(run.site)
    divided = replace(run, site=run.site.with_name("divided"))
    assert build_languages([divided], 3)["en"].warnings == ()
    assert contents(divided.site) == {**whole, **{k: v for k, v in contents(divided.site).items() if "sitemap" in k}}
    assert not divided.site.with_name("divided.1").exists()


def test_processes_that_are_no_copies_make_the_same_site(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build_languages([run], 2)["en"].warnings == ()
    monkeypatch.setattr(shares, "can_copy", lambda: False)
    monkeypatch.setattr(shares, "side_by_side", None)
    other = replace(run, site=run.site.with_name("other"))
    assert build_languages([other], 2)["en"].warnings == ()
    assert contents(other.site) == contents(run.site)


def test_few_pages_are_in_memory_at_once_and_each_is_as_it_would_be(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.config_file.write_text(CONFIGURATION + OURS, encoding="utf-8")
    run = replace(run, number=1, of=2)  # the first one makes a list of all addresses, for which MkDocs wants all pages
    assert run_mkdocs(run).warnings == ()
    held, most = set[str](), 0
    read, let_go = SitePage.read_source, SitePage.let_go

    def reading(page: SitePage, config: MkDocsConfig) -> None:
        nonlocal most
        held.add(page.file.src_uri)
        most = max(most, len(held))
        read(page, config)

    def letting_go(page: SitePage) -> None:
        held.remove(page.file.src_uri)
        let_go(page)

    monkeypatch.setattr(SitePage, "read_source", reading)
    monkeypatch.setattr(SitePage, "let_go", letting_go)
    monkeypatch.setattr(site_pages, "AT_ONCE", 2)
    other = replace(run, site=run.site.with_name("other"))
    assert run_mkdocs(other).warnings == ()
    assert most == 2 and not held
    assert contents(other.site) == contents(run.site)


def test_a_dead_anchor_on_a_page_that_was_made_long_ago_is_told(run: Run) -> None:
    run.config_file.write_text(CONFIGURATION + OURS + "validation: {anchors: warn}\n", encoding="utf-8")
    (run.docs / "part" / "page-2.md").write_text("# Page 2\n\n[gone](page-5.md#gone) [there](page-5.md#page-5)\n")
    assert len(found := run_mkdocs(run).warnings) == 1 and "#gone" in found[0]


def test_each_page_is_made_by_one_share(run: Run) -> None:
    run.config_file.write_text(CONFIGURATION + "nav: [index.md]\n", encoding="utf-8")
    parts = shares_of(run, 3, 7)
    made = []
    for part in parts:
        assert run_mkdocs(part).warnings == ()
        made.append({path for path in contents(part.site) if path.endswith("/index.html")})
    assert sum(map(len, made)) == 6 == len(set.union(*made))
    assert [(part.site / "dot.svg").exists() for part in parts] == [True, False, False]


def test_pages_that_stand_are_not_made_and_yet_links_lead_to_them(run: Run) -> None:
    run.config_file.write_text(CONFIGURATION + "nav: [index.md, part/page-2.md]\n", encoding="utf-8")
    assert build_languages([run], 1)["en"].warnings == ()
    whole = contents(run.site)
    standing = frozenset(f"part/page-{number}.md" for number in (1, 2, 4, 5, 6))
    some = replace(run, site=run.site.with_name("some"), standing=standing)
    outcome = build_languages([some], 1)["en"]
    assert outcome.warnings == ()
    assert set(outcome.pages) == {"index.md", "part/page-2.md", "part/page-3.md"}
    made = {path: content for path, content in contents(some.site).items() if "sitemap" not in path}
    assert "part/page-3/index.html" in made and "dot.svg" in made and "part/page-4/index.html" not in made
    assert made == {path: whole[path] for path in made}
    assert {path.name for path in run.site.parent.iterdir()} == {"docs", "mkdocs.yml", "site", "some"}


def test_a_new_page_gives_way_to_an_index_that_stands(run: Run) -> None:
    run.config_file.write_text(CONFIGURATION + "nav: [{Home: part/page-1.md}]\n", encoding="utf-8")
    (run.docs / "README.md").write_text("# Another\n", encoding="utf-8")
    (message,) = build_languages([replace(run, standing=frozenset({"index.md"}))], 1)["en"].warnings
    assert "README.md" in message and "conflicts" in message


def test_of_every_page_outside_the_navigation_is_complained_where_that_is_asked_for(run: Run) -> None:
    more = "nav: [index.md]\nvalidation: {nav: {omitted_files: warn}}\n"
    run.config_file.write_text(CONFIGURATION + more, encoding="utf-8")
    (message,) = build_languages([replace(run, standing=frozenset({"part/page-1.md"}))], 1)["en"].warnings
    assert "page-1.md" in message and "page-2.md" in message


def test_what_the_site_that_stands_has_is_named_and_not_copied(run: Run) -> None:
    (run.docs / ".hidden.svg").write_text("<svg/>", encoding="utf-8")
    (run.docs / "other.svg").write_text("<svg/>", encoding="utf-8")
    found = build_languages([replace(run, lying=frozenset({"dot.svg", ".hidden.svg", "gone.svg"}))], 3)["en"]
    assert found.warnings == () and found.lying == {"dot.svg"}
    assert {path for path in contents(run.site) if path.endswith(".svg")} == {"other.svg"}


@pytest.mark.parametrize(("plugins", "are_known"), [("[]", True), ("[search]", False)])
def test_pages_are_hashed_as_they_are_written_unless_a_plugin_may_change_them(
    run: Run, plugins: str, are_known: bool
) -> None:
    run.config_file.write_text(CONFIGURATION.replace("plugins: []", f"plugins: {plugins}"), encoding="utf-8")
    hashes = build_languages([run], 2)["en"].hashes
    made = {path: sha256(content).hexdigest() for path, content in contents(run.site).items()}
    assert hashes == {path: sha for path, sha in made.items() if are_known and path.endswith("index.html")}


def test_there_are_no_more_shares_than_pages_are_worth(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(shares_of(run, 100, 7)) == 7
    monkeypatch.setattr(shares, "LEAST", 4)
    assert len(shares_of(run, 100, 7)) == 1


def test_what_is_wrong_with_a_page_is_said_once(run: Run) -> None:
    (run.docs / "part" / "page-3.md").write_text("# 3\n\n[dead](gone.md)\n", encoding="utf-8")
    messages = build_languages([run], 3)["en"].warnings
    assert len(messages) == 1 and "gone.md" in messages[0]
