"""Histories, the page of changes, tombstones, feeds, and what is withheld from all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from generator.comparing import compared
from generator.language import Language
from generator.media import published_images
from generator.publication import Publication
from generator.reading import read_document
from generator.records import KINDS, Kind
from generator.shapes import Group, Listing, Shape, shape_of
from generator.writing.altered import label
from tests.history.repositories import FIRST, ROAD, SECOND, SINCE, THIRD, checked, codes, commit, git, pages, start

FILE = "data/projects/road.yml"
ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "120 万元"


def wording(number: int) -> str:
    """The road under another summary."""
    return ROAD + f"summary: {{zh: 第 {number} 版, en: Version {number}}}\n"


def test_a_record_that_never_changed_has_no_history_section(tmp_path: Path) -> None:
    tree = pages(start(tmp_path))
    assert "#history" not in tree["projects/road.md"]
    assert "Trial road" in tree["changes/index.md"] and "added" in tree["changes/index.md"]


def test_a_long_history_goes_on_on_a_page_of_its_own(tmp_path: Path) -> None:
    root = start(tmp_path)
    for number in range(7):
        commit(root, f"2026-02-{number + 10}T04:00:00Z", {FILE: wording(number)}, f"第{number}次")
    tree = pages(root)
    assert tree["projects/road.md"].count("Version 6") == 3, "in the front matter, as the summary, as what it is now"
    assert "Changes&#58; 14, latest&#58; 16 February 2026" in tree["projects/road.md"]
    assert 'href="history/"' in tree["projects/road.md"]
    assert "Version 0" in tree["projects/road/history.md"] and "Version 0" not in tree["projects/road.md"]
    assert "第6次" in tree["changes/index.md"]


def test_outside_git_there_is_no_history_and_its_page_says_so(tmp_path: Path) -> None:
    root = start(tmp_path)
    git(root, "update-ref", "-d", "HEAD")
    tree = pages(root)
    assert "built without its history" in tree["changes/index.md"]
    assert not [path for path in tree if path.endswith(".xml") or "/history" in path]
    assert "#history" not in tree["projects/road.md"]


def test_many_changes_are_told_on_as_many_pages_as_they_fill_each_once(tmp_path: Path) -> None:
    root = start(tmp_path)
    names = [f"data/projects/r-{number:03}.yml" for number in range(205)]
    commit(root, FIRST, {name: ROAD for name in names})
    commit(root, SECOND, {name: wording(1) for name in names})
    tree = pages(root)
    further = takewhile(tree.__contains__, (f"changes/page-{number}.md" for number in count(2)))
    told = [tree["changes/index.md"], *(tree[path] for path in further)]
    assert len(told) > 2 and "205 added" in told[-1]
    assert all(30_000 < len(text.encode()) < 46_000 for text in told[:-1])
    rows = [name for text in told for name in re.findall(r'<th scope="row"><a href="[./]*projects/([^/]*)/"', text)]
    assert len(rows) == len(set(rows)) == 206  # one was there from the start
    assert 'alternate: "changes/"' in told[1] and "alternate" not in told[0]


# ------------------------------------------------------------------------------------------------------- tombstones


def test_a_deleted_record_leaves_a_page_that_says_what_was_here_when_it_went_and_why(tmp_path: Path) -> None:
    root = start(tmp_path)
    commit(root, FIRST)
    hash_ = commit(root, SECOND, {FILE: None})
    page = pages(root)["projects/road.md"]
    assert all(words in page for words in ("Trial road", "project", "15 March 2026", hash_[:8], "not stated"))
    reasons = "projects/road: {reason: {zh: 重复录入。, en: Entered twice.}}\n"
    commit(root, THIRD, {"site_config/removed.yml": reasons})
    assert "Entered twice." in pages(root)["projects/road.md"]
    assert "Trial road" in pages(root)["changes/index.md"]


def test_what_was_never_public_leaves_none(tmp_path: Path) -> None:
    draft = ROAD + "draft: true\n"
    root = start(tmp_path, {"projects/early": ROAD, "projects/draft": draft})
    commit(root, "2026-01-20T04:00:00Z", {"data/projects/early.yml": None})
    commit(root, FIRST, {"data/projects/draft.yml": None})
    tree = pages(root)
    assert "projects/early.md" not in tree and "projects/draft.md" not in tree


def test_a_record_that_was_only_renamed_leads_on(tmp_path: Path) -> None:
    root = start(tmp_path)
    git(root, "mv", FILE, "data/projects/lane.yml")
    commit(root, FIRST)
    tree = pages(root)
    assert 'redirect: "../lane/"' in tree["projects/road.md"]
    assert "renamed" in tree["changes/index.md"]


@pytest.mark.parametrize("text", ["projects/x: 1\n", "x: {reason: {zh: 一}}\n", "projects/x: {why: {zh: 一}}\n"])
def test_a_mistake_in_the_reasons_is_a_finding(tmp_path: Path, text: str) -> None:
    root = start(tmp_path)
    (root / "site_config/removed.yml").write_text(text, encoding="utf-8")
    assert codes(root)


# ----------------------------------------------------------------------------------------------------------- feeds


def feed(text: str) -> ElementTree.Element:
    """An Atom feed with everything that RFC 4287 requires of it and its entries."""
    root = ElementTree.fromstring(text)
    assert root.tag == ATOM + "feed"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    for part in (root, *root.findall(ATOM + "entry")):
        assert re.fullmatch(r"tag:[\w.-]+,\d{4}(-\d\d(-\d\d)?)?:\S+", part.findtext(ATOM + "id", ""))
        assert part.findtext(ATOM + "title")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", part.findtext(ATOM + "updated", ""))
        (way,) = [link for link in part.findall(ATOM + "link") if link.get("rel") == "alternate"]
        assert way.get("href")
    assert len([link for link in root.findall(ATOM + "link") if link.get("rel") == "self"]) == 1
    ids = [part.findtext(ATOM + "id") for part in root.iter(ATOM + "entry")]
    assert len(set(ids)) == len(ids)
    return root


def test_the_feeds_are_valid_and_the_ids_stay_the_same(tmp_path: Path) -> None:
    root = start(tmp_path, {"projects/road": ROAD.replace("Trial road", "A & B")})
    commit(root, FIRST, {FILE: wording(1)}, "改写")
    before, tree = feed(pages(root)["changes.xml"]), pages(root)
    for path in ("changes.xml", "places/630100.xml", "places/630121.xml"):
        feed(tree[path])
    assert len(feed(tree["places/630100.xml"])) > len(feed(tree["places/630121.xml"]))
    commit(root, SECOND, {FILE: wording(2)})
    after = feed(pages(root)["changes.xml"])
    old, new = ({one.findtext(ATOM + "id") for one in part.iter(ATOM + "entry")} for part in (before, after))
    assert old < new and len(new - old) == 1
    assert after.findtext(ATOM + "updated") == "2026-03-15T04:00:00Z"
    assert "Version 1 → Version 2" in (after.findtext(f"{ATOM}entry/{ATOM}summary") or "")


def test_links_are_absolute_where_the_publication_has_an_address_and_else_relative_to_the_feed(tmp_path: Path) -> None:
    tree = pages(start(tmp_path / "a"))
    assert 'href="projects/road/"' in tree["changes.xml"]
    assert 'href="../projects/road/"' in tree["places/630121.xml"]
    publication = SINCE + "url: https://example.org/xn/\n"
    tree = pages(start(tmp_path / "b", publication=publication))
    assert 'href="https://example.org/xn/en/projects/road/"' in tree["changes.xml"]
    assert "tag:example.org,2026:en/project/road/" in tree["changes.xml"]


def test_a_place_leads_to_its_feed(tmp_path: Path) -> None:
    page = pages(start(tmp_path))["places/630121.md"]
    assert 'feed: {"title": "Trial County: what has changed", "url": "places/630121.xml"}' in page
    assert 'href="../630121.xml"' in page


def paths_of(shape: Shape | None, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a record of a shape, the first line of each list."""
    if path and isinstance(path[-1], str):
        yield path
    if isinstance(shape, Listing):
        yield from paths_of(shape.item, (*path, 0))
    elif isinstance(shape, Group) and len(path) < 6:
        for name, inner in shape.fields.items():
            yield from paths_of(inner, (*path, name))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_changed_is_called_by_its_name_in_the_readers_language(kind: Kind) -> None:
    document, _ = read_document(SINCE.encode(), "publication.yml")
    assert document
    language = Language("zh", Publication.model_validate(document.data))
    labels = {label(language, kind.name, path) for path in paths_of(shape_of(kind.model))}
    assert sorted(one for one in labels if re.search("[a-z_]{3}", one.replace("sha256", ""))) == []


# -------------------------------------------------------------------------------------------------------- withheld


def secret_history(tmp_path: Path) -> Path:
    """A publication whose road has changed its budget and its title, and that others refer to."""
    inner = "title: {zh: 一段, en: A stretch}\npart_of: road\nplaces: ['630121']\nsources: gazette\n"
    programme = ROAD + "form: programme\n"
    root = start(tmp_path, {"projects/road": programme, "projects/stretch": inner})
    corrected = programme.replace("120万元", "130万元")
    revision = "revisions: [{date: 2026-02, field: budget.0, was: 120万元, reason: {zh: 更正, en: Corrected}}]\n"
    commit(root, FIRST, {FILE: corrected + revision}, "Correct it")
    commit(root, SECOND, {FILE: corrected.replace("Trial road", "The road") + revision}, "Name it")
    return root


def everything(root: Path) -> str:
    """All that is written in both languages, without the guide."""
    return "\n".join(
        text for code in ("zh", "en") for path, text in pages(root, code).items() if not path.startswith("guide/")
    )


def test_a_withheld_record_is_nowhere_and_what_refers_to_it_stays(tmp_path: Path) -> None:
    root = secret_history(tmp_path)
    assert "Trial road" in everything(root) or "The road" in everything(root)
    (root / "site_config/withheld.yml").write_text("records: [projects/road]\n", encoding="utf-8")
    text = everything(root)
    assert not [words for words in ("Trial road", "The road", "试验道路", "130", "Correct it") if words in text]
    tree = pages(root)
    assert "not published any more" in tree["projects/road.md"]
    assert "A stretch" in tree["projects/stretch.md"] and ">road<" not in text
    commit(root, THIRD, {FILE: None})
    assert "Trial road" not in everything(root) and "not published any more" in pages(root)["projects/road.md"]


def test_a_withheld_field_is_nowhere_neither_as_it_is_nor_as_it_was(tmp_path: Path) -> None:
    root = secret_history(tmp_path)
    assert "1.30 million" in everything(root) and "1.20 million" in everything(root)
    withheld = "fields:\n  - {record: projects/road, field: budget.0}\n"
    (root / "site_config/withheld.yml").write_text(withheld, encoding="utf-8")
    text = everything(root)
    text += re.sub(r"<[^>]+>", "", text)
    figures = ("1.30 million", "1.20 million", "130 万元", "120 万元", "130万元", "120万元", "Corrected</")
    assert not [words for words in figures if words in text]
    assert "Withheld by rule" in pages(root)["projects/road.md"]
    assert "The road" in text
    (root / FILE).write_text(ROAD.replace("120万元", "7万元") + "form: programme\n", encoding="utf-8")
    assert codes(root) == [], "a withheld figure need not be explained"


def test_a_withheld_revision_is_not_told(tmp_path: Path) -> None:
    root = secret_history(tmp_path)
    hash_ = git(root, "rev-parse", "HEAD").strip()
    assert hash_[:8] in everything(root)
    (root / "site_config/withheld.yml").write_text(f"revisions: [{{commit: {hash_[:10]}}}]\n", encoding="utf-8")
    text = everything(root)
    assert hash_[:8] not in text and "Name it" not in text and "Correct it" in text


def test_a_record_is_withheld_under_every_name_that_it_has_had(tmp_path: Path) -> None:
    root = secret_history(tmp_path)
    git(root, "mv", FILE, "data/projects/lane.yml")
    commit(root, THIRD, {"data/projects/stretch.yml": None})
    for name in ("road", "lane"):
        (root / "site_config/withheld.yml").write_text(f"records: [projects/{name}]\n", encoding="utf-8")
        text = everything(root)
        assert not [words for words in ("Trial road", "The road", "试验道路", "130") if words in text]
        assert "not published any more" in pages(root)["projects/lane.md"]
        assert "lane" not in compared(root, "HEAD~2", "", "text", "en")
        assert "road" not in compared(root, "HEAD~2", "", "text", "en")


def test_a_commit_that_touched_what_is_withheld_does_not_say_what_it_did(tmp_path: Path) -> None:
    stretch = "title: {zh: 一段, en: A stretch}\nplaces: ['630121']\nsources: gazette\n"
    root = start(tmp_path, {"projects/road": ROAD, "projects/stretch": stretch})
    files = {FILE: wording(1), "data/projects/stretch.yml": stretch.replace("A stretch", "Another stretch")}
    commit(root, FIRST, files, "Tell where the widow lives")
    assert "widow" in everything(root)
    for withheld in ("records: [projects/road]\n", "fields: [{record: projects/road, field: summary}]\n"):
        (root / "site_config/withheld.yml").write_text(withheld, encoding="utf-8")
        assert "widow" not in everything(root) and "Another stretch" in pages(root)["changes/index.md"]


def test_the_images_of_a_withheld_record_go_and_hand_written_pages_that_name_it_are_pointed_out(tmp_path: Path) -> None:
    picture = "images:\n  - {file: road.jpg, alt: {zh: 路, en: Road}, credit: x, licence: CC BY 4.0}\n"
    root = start(tmp_path, {"projects/road": ROAD + picture})
    assets = root / "content" / "assets"
    assets.mkdir(parents=True)
    Image.new("RGB", (800, 600), (10, 90, 40)).save(assets / "road.jpg")
    page = root / "content" / "zh" / "about-roads.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("---\ntitle: 路\n---\n\n见试验道路。\n\n[它](projects/road.md)\n", encoding="utf-8")

    def made() -> tuple[int, list[tuple[str, int]]]:
        state = checked(root)
        assert state.catalogue
        named = [one for one in state.findings if one.code == "notice-mentioned"]
        return len(published_images(root, state.catalogue)), [(one.position.file, one.position.line) for one in named]

    images, named = made()
    assert images > 0 and named == []
    (root / "site_config/withheld.yml").write_text("records: [projects/road]\n", encoding="utf-8")
    assert made() == (0, [("content/zh/about-roads.md", 5), ("content/zh/about-roads.md", 7)])


MISTAKES = [
    ("records: [road]\n", "notice-record"), ("records: [projects/../x]\n", "notice-record"),
    ("record: [projects/road]\n", "unknown-field"), ("revisions: [{commit: xyz}]\n", "notice-commit"),
    ("fields: [{record: projects/road, field: bugdet}]\n", "notice-field"), ("- x\n", "not-a-mapping"),
    ("records: [projects/raod]\n", "notice-unknown"), ("records: [projects/not-there-at-all]\n", "notice-unknown"),
    ("fields: [{record: projects/raod, field: budget}]\n", "notice-unknown"),
    ("fields: [{record: projects/road, field: budget.1}]\n", "notice-nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), MISTAKES)
def test_with_a_mistake_in_what_is_withheld_nothing_is_published(tmp_path: Path, text: str, code: str) -> None:
    root = start(tmp_path)
    (root / "site_config/withheld.yml").write_text(text, encoding="utf-8")
    assert codes(root) == [code]


def test_every_page_of_the_website_names_the_feed_and_a_place_its_own(real_site: Path) -> None:
    for path, ways in {
        "index.html": ["changes.xml"], "en/places/630121/index.html": ["../../changes.xml", "../630121.xml"],
    }.items():  # fmt: skip
        text = (real_site / path).read_text(encoding="utf-8")
        assert re.findall(r'type="application/atom\+xml" title="[^"]+" href="([^"]+)"', text) == ways
        for way in ways:
            feed((real_site / path).parent.joinpath(way).resolve().read_text(encoding="utf-8"))
