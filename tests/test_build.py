"""A build from end to end: what it makes, what it refuses, and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.build import build
from tests import links, websites
from tests.publications import PUBLICATION
from tests.websites import contents, environment, generator, git, times, write_small

DAY = date(2026, 6, 30)
CHINESE = PUBLICATION.replace("languages: [zh, en]", "languages: [zh]")
ROAD = "title: {zh: 试验路, en: Trial Road}\nplaces: ['630121']\nsources: gazette\n"
CHINESE_ONLY = "title: {zh: 只有中文}\nsummary: {zh: 没有英文。}\nsources: gazette\n"
DRAFT = "title: {zh: 还没写完, en: Not finished}\ndraft: true\nsources: gazette\n"
BAD = "title: {zh: 坏的, en: Bad}\nbudget: 120万\nstauts: completion\nsources: nowhere\n"


def publication(folder: Path, settings: str = PUBLICATION) -> Path:
    """A small publication with a draft, a record without English, and a renamed one, built."""
    records = {"projects/road": ROAD, "projects/chinese": CHINESE_ONLY, "projects/draft": DRAFT}
    root = write_small(folder / "publication", records, publication=settings)
    (root / "site_config" / "redirects.yml").write_text("projects/lane: projects/road\n", encoding="utf-8")
    built = build(root, DAY)
    assert built.is_good, (built.checked.findings, built.complaints)
    return root


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication in both languages: for reading only."""
    return publication(tmp_path_factory.mktemp("trial"))


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication in Chinese only, which is built more quickly: for reading only."""
    return publication(tmp_path_factory.mktemp("chinese"), CHINESE)


@pytest.fixture
def copy(chinese: Path, tmp_path: Path) -> Path:
    """The Chinese publication and its site, for changing."""
    return Path(shutil.copytree(chinese, tmp_path / "copy"))


@pytest.fixture
def known(copy: Path) -> Path:
    """The same, with a site of which the next build knows every file: copies lie elsewhere on the disk."""
    assert build(copy, DAY).is_good
    return copy


def site(root: Path) -> Path:
    return root / "build" / "site"


def codes(root: Path) -> list[str]:
    return [finding.code for finding in build(root, DAY).checked.findings]


def test_every_record_has_a_page_in_each_language_and_every_link_is_alive(trial: Path) -> None:
    pages = links.read(site(trial))
    for prefix in ("", "en/"):
        assert f"{prefix}projects/road/index.html" in pages and f"{prefix}places/630121/index.html" in pages
    assert pages["projects/road/index.html"].title.startswith("试验路")
    assert pages["en/projects/road/index.html"].title.startswith("Trial Road")
    assert links.dead(site(trial), pages) == []


def test_a_draft_is_nowhere_in_the_site_but_is_checked(copy: Path) -> None:
    for path, content in contents(site(copy)).items():
        assert "还没写完".encode() not in content and b"Not finished" not in content, path
        assert "projects/draft" not in path
    (copy / "data/projects/draft.yml").write_text(DRAFT + "budget: 120万\n", encoding="utf-8")
    assert "money-unit" in codes(copy)


def test_a_missing_translation_is_a_warning_and_the_other_language_is_shown_marked(trial: Path) -> None:
    built = build(trial, DAY)
    missing = [f for f in built.checked.findings if f.code == "translation-missing" and "chinese" in f.position.file]
    assert missing and not any(finding.is_error for finding in missing)
    page = links.read(site(trial))["en/projects/chinese/index.html"]
    assert page.language == "en"
    assert ("span", "zh") in [(tag, attributes.get("lang")) for tag, attributes in page.elements]


def test_an_old_address_leads_to_the_new_one_in_both_languages(trial: Path) -> None:
    pages = links.read(site(trial))
    for prefix in ("", "en/"):
        old = pages[f"{prefix}projects/lane/index.html"]
        assert any(target == "../road/" for _, _, target in old.ways)
        assert any("../road/" in attributes.get("content", "") for tag, attributes in old.elements if tag == "meta")


def test_bad_records_are_all_named_and_the_site_is_not_touched(copy: Path) -> None:
    before = times(site(copy))
    (copy / "data/projects/bad.yml").write_text(BAD, encoding="utf-8")
    (copy / "data/projects/worse.yml").write_text("title: [\n", encoding="utf-8")
    (copy / "content/zh/about.md").write_text("---\ntitle: 关于\n---\n\n<script>x</script>\n", encoding="utf-8")
    built = build(copy, DAY)
    assert not built.is_good
    found = {(finding.position.file, finding.code) for finding in built.checked.findings if finding.is_error}
    assert {
        ("data/projects/bad.yml", "money-unit"),
        ("data/projects/bad.yml", "unknown-field"),
        ("content/zh/about.md", "prose-html"),
    } <= found
    assert any(file == "data/projects/worse.yml" for file, _ in found)
    assert times(site(copy)) == before


def test_a_dead_link_between_hand_written_pages_stops_the_build_with_a_guess(copy: Path) -> None:
    before = times(site(copy))
    page = copy / "content/zh/about.md"
    page.write_text("---\ntitle: 关于\n---\n\n# 关于\n\n[项目](project/index.md)\n", encoding="utf-8")
    (finding,) = [found for found in build(copy, DAY).checked.findings if found.code == "page-link"]
    assert (finding.position.line, finding.arguments["suggestion"]) == (7, "projects/index.md")
    assert times(site(copy)) == before


def test_a_hand_written_page_may_not_take_the_place_of_a_made_one(copy: Path) -> None:
    page = copy / "content/zh/projects/road.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: 冒名\n---\n\n# 冒名\n", encoding="utf-8")
    assert "page-collision" in codes(copy)


def test_a_page_that_one_language_lacks_is_shown_in_the_other_marked(trial: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(trial, tmp_path / "copy"))
    (copy / "content/zh/only.md").write_text("---\ntitle: 仅此\n---\n\n# 仅此\n\n文字\n", encoding="utf-8")
    built = build(copy, DAY)
    assert built.is_good
    page = links.read(site(copy))["en/only/index.html"]
    assert page.language == "en" and any(attributes.get("lang") == "zh" for _, attributes in page.elements[1:])


def test_what_is_no_longer_a_record_is_no_longer_a_page(copy: Path) -> None:
    assert (site(copy) / "projects/chinese/index.html").is_file()
    (copy / "data/projects/chinese.yml").unlink()
    assert build(copy, DAY).is_good
    assert not list(site(copy).rglob("chinese*"))
    assert not list((copy / "build" / "docs").rglob("chinese*"))


def test_only_pages_that_differ_are_written_again(copy: Path) -> None:
    first = times(copy / "build" / "docs")
    assert build(copy, DAY).written == 0
    assert times(copy / "build" / "docs") == first
    (copy / "data/projects/road.yml").write_text(ROAD + "summary: {zh: 一条路。, en: A road.}\n", encoding="utf-8")
    built = build(copy, DAY)
    changed = {path for path, time in times(copy / "build" / "docs").items() if time != first.get(path)}
    assert built.written == len(changed)
    assert "zh/projects/road.md" in changed and "zh/sources/gazette.md" not in changed


def test_when_the_page_builder_fails_the_old_site_stands(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = times(site(copy))
    own = copy / "site_config" / "theme" / "partials"
    own.mkdir(parents=True)
    (own / "footer.html").write_text("{{ nothing.of.the.sort() }}", encoding="utf-8")
    built = build(copy, DAY)
    assert not built.is_good and any("nothing" in complaint for complaint in built.complaints)
    assert times(site(copy)) == before


@pytest.mark.parametrize("is_remembered", [True, False])
def test_when_the_build_is_cut_off_while_the_site_is_put_together_one_whole_site_stands(
    known: Path, monkeypatch: pytest.MonkeyPatch, is_remembered: bool
) -> None:
    before = contents(site(known))
    if not is_remembered:
        shutil.rmtree(known / "build" / "cache" / "site")
    (known / "data/projects/road.yml").write_text(ROAD.replace("试验路", "新路"), encoding="utf-8")
    step = "write_bytes" if is_remembered else "rename"
    usual: Callable[..., object] = getattr(Path, step)

    def cut(path: Path, *rest: object) -> object:
        if "work" in path.parts:
            raise OSError("no space left on device")
        return usual(path, *rest)

    monkeypatch.setattr(Path, step, cut)
    with pytest.raises(OSError, match="no space"):
        build(known, DAY)
    monkeypatch.undo()
    assert contents(site(known)) == before
    assert build(known, DAY).is_good
    assert "新路" in links.read(site(known))["projects/road/index.html"].text


def test_a_site_that_was_set_aside_by_a_killed_build_comes_back(copy: Path) -> None:
    before = contents(site(copy))
    site(copy).rename(copy / "build" / "site.old")
    (copy / "data/projects/bad.yml").write_text(BAD, encoding="utf-8")
    assert not build(copy, DAY).is_good
    assert contents(site(copy)) == before


@pytest.mark.parametrize("is_finished_by_a_good_build", [True, False])
def test_a_build_that_was_killed_among_the_files_of_the_site_is_finished_by_the_next(
    known: Path, monkeypatch: pytest.MonkeyPatch, is_finished_by_a_good_build: bool
) -> None:
    page = known / "data/projects/road.yml"
    page.write_text(ROAD.replace("试验路", "新路"), encoding="utf-8")
    usual, moved = os.replace, 0

    def cut(source: str | Path, target: str | Path) -> None:
        nonlocal moved
        moved += "work" in Path(source).parts and "site" in Path(target).parts
        if moved == 5:
            raise KeyboardInterrupt
        usual(source, target)

    monkeypatch.setattr(os, "replace", cut)
    with pytest.raises(KeyboardInterrupt):
        build(known, DAY)
    monkeypatch.undo()
    half = contents(site(known))
    if not is_finished_by_a_good_build:
        (known / "data/projects/bad.yml").write_text(BAD, encoding="utf-8")
    assert build(known, DAY).is_good is is_finished_by_a_good_build
    finished, dates = contents(site(known)), times(site(known))
    assert finished != half
    (known / "data/projects/bad.yml").unlink(missing_ok=True)
    assert build(known, DAY).is_good
    assert times(site(known)) == dates, "what was finished is known, and nothing is made again"
    shutil.rmtree(known / "build")
    assert build(known, DAY).is_good
    assert contents(site(known)) == finished


def test_a_site_that_somebody_changed_is_mended(known: Path) -> None:
    before = contents(site(known))
    (site(known) / "projects/road/index.html").write_text("changed", encoding="utf-8")
    (site(known) / "search/index/head.json").unlink()
    (site(known) / "assets/foreign.js").write_text("alert(1)", encoding="utf-8")
    (site(known) / "foreign").symlink_to("index.html")
    assert build(known, DAY).is_good
    assert contents(site(known)) == before and not (site(known) / "foreign").is_symlink()


@pytest.mark.parametrize("file", ["files.json", "pages-zh.json", "texts-zh"])
def test_memory_of_the_site_that_is_damaged_or_not_of_this_program_is_not_trusted(
    known: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    before, cache = contents(site(known)), known / "build" / "cache" / "site"
    content = (cache / file).read_bytes()
    for other in (content[:-3], content.replace("试验路".encode(), "试错路".encode()).replace(b"/", b"|"), b""):
        (cache / file).write_bytes(other)
        assert build(known, DAY).is_good
        assert contents(site(known)) == before
        assert (cache / file).read_bytes() not in (other, b"")


def test_a_plain_mkdocs_build_makes_the_default_languages_site_without_a_warning(copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=copy, env=environment(NO_MKDOCS_2_WARNING="1"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    plain = copy / "build" / "plain"
    assert (plain / "projects/road/index.html").is_file() and not (plain / "en" / "projects").exists()
    ours, theirs = (links.read(folder)["projects/road/index.html"].text for folder in (site(copy), plain))
    assert ours.split() == theirs.split()


def test_images_are_published_small_and_without_what_the_camera_wrote(gallery_site: Path) -> None:
    images = list(gallery_site.rglob("assets/images/**/*.webp"))
    assert images and all(path.stat().st_size < 300_000 for path in images)
    assert not any(b"GPS" in path.read_bytes() or b"Exif" in path.read_bytes() for path in images)


SURROUNDINGS = (
    {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242", "LANGUAGE": "zh_CN"},
)


def test_two_builds_of_one_commit_are_the_same_bytes_wherever_and_whenever_they_run(tmp_path: Path) -> None:
    here = websites.copy_real(tmp_path / "here")
    there = tmp_path / "another folder" / "那里"
    there.parent.mkdir()
    shutil.copytree(here, there)
    sites = []
    for root, around in zip((here, there), SURROUNDINGS, strict=True):
        done = generator("build", "--root", root, **around)
        assert done.code == 0, done.out + done.err
        sites.append(contents(site(root)))
    one, other = sites
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_the_day_that_counts_as_today_is_the_newest_commits_or_the_one_that_is_given(tmp_path: Path) -> None:
    root = write_small(tmp_path / "publication", {"projects/road": ROAD}, publication=CHINESE)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    who = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
    git(root, *who, "commit", "--quiet", "--date", "2026-03-04T12:00:00Z", "-m", "x", when="2026-03-04T12:00:00Z")
    assert build(root).is_good
    facts = json.loads((site(root) / "build.json").read_text(encoding="utf-8"))
    assert (facts["as_of"], facts["commit"]) == ("2026-03-04", git(root, "rev-parse", "HEAD").strip())
    assert "2026年3月4日" in links.read(site(root))["projects/road/index.html"].text
    assert build(root, DAY).is_good
    assert json.loads((site(root) / "build.json").read_text(encoding="utf-8"))["as_of"] == "2026-06-30"


def test_a_publication_outside_git_is_built_too_and_says_that_it_has_no_commit(trial: Path) -> None:
    facts = json.loads((site(trial) / "build.json").read_text(encoding="utf-8"))
    assert facts["commit"] == "" and facts["as_of"] == "2026-06-30"


def test_hostile_text_in_every_plain_field_reaches_no_browser_as_markup(tmp_path: Path) -> None:
    hostile = "x */ &lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; $&{x} [a](javascript:alert(1)) **b** \\\"'"
    quoted = json.dumps(hostile)
    records = {
        "projects/road": f"title: {{zh: {quoted}, en: {quoted}}}\nsummary: {{zh: {quoted}, en: {quoted}}}\n"
        f"places: ['630121']\nbudget: [{{value: 5 元, note: {quoted}, stated_as: {quoted}}}]\n"
        f"open_questions: [{quoted}]\nsources: [{{source: gazette, at: {quoted}}}]\n"
    }
    root = write_small(tmp_path / "publication", records)
    assert build(root, DAY).is_good
    pages = links.read(site(root))
    for path, page in pages.items():
        assert not any(text.strip() for text in page.scripts), path
        assert not any(target.strip().startswith("javascript:") for _, _, target in page.ways), path
    road = pages["projects/road/index.html"]
    assert hostile in road.text and hostile in road.title
    assert hostile in pages["projects/index.html"].text and hostile in pages["places/630121/index.html"].text
    assert re.search(r"<title>[^<]*&", (site(root) / "projects/road/index.html").read_text(encoding="utf-8"))
