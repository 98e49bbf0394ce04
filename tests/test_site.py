"""The built site of the real publication: whole, alive, quiet, and strict."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.loader import load
from generator.policy import policy
from generator.wordlists import read_words
from tests import links, websites
from tests.links import Document
from tests.synthetic import write_synthetic


@pytest.fixture(scope="session", params=["real_site", "gallery_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """The site of the real publication, then that of the synthetic one."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def documents(site: Path) -> dict[str, Document]:
    """Its pages."""
    return links.read(site)


def frames(documents: dict[str, Document]) -> set[str]:
    """The pages that are shown in frames."""
    return {path for path in documents if "/maps/" in f"/{path}"}


def offenders(documents: dict[str, Document], is_wrong: object) -> list[str]:
    """The paths of the pages about which something is wrong."""
    assert callable(is_wrong)
    return [path for path, document in documents.items() if is_wrong(document)]


def test_every_link_frame_image_and_anchor_is_alive(site: Path, documents: dict[str, Document]) -> None:
    assert links.dead(site, documents) == []


def test_every_deep_link_leads_to_a_record_that_is_on_the_map(site: Path, documents: dict[str, Document]) -> None:
    wanted = dict.fromkeys(anchor for _, anchor in links.deep_links(documents))
    on_map = {
        f"{feature['properties']['kind']}/{feature['properties']['id']}"
        for path in site.rglob("*.geojson")
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        if feature["properties"].keys() >= {"kind", "id"}
    }
    assert wanted and set(wanted) <= on_map


def test_no_page_asks_anything_of_another_host(site: Path, documents: dict[str, Document]) -> None:
    assert links.elsewhere(documents) == []
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", text) and "@import" not in text, path.name


def test_nothing_runs_or_styles_inside_a_page(documents: dict[str, Document]) -> None:
    assert not offenders(documents, lambda page: any(text.strip() for text in page.scripts))
    for path, document in documents.items():
        for tag, attributes in document.elements:
            handlers = [name for name in attributes if name.startswith("on") or name == "style"]
            assert not handlers and tag != "style", f"{path}: <{tag} {attributes}>"
            assert not any(value.strip().lower().startswith("javascript:") for value in attributes.values()), path


def test_every_page_has_a_policy_a_language_a_title_and_a_viewport(documents: dict[str, Document]) -> None:
    for path, document in documents.items():
        rules = document.meta.get("Content-Security-Policy", "")
        assert rules.startswith("default-src 'none'") and "unsafe" not in rules and "http" not in rules, path
        assert document.language == ("en" if path.startswith("en/") else "zh"), path
        assert document.title and "<" not in document.title, path
        assert "width=device-width" in document.meta.get("viewport", ""), path


def test_the_policy_is_the_one_that_is_declared(real_root: Path, real_site: Path) -> None:
    publication = load(real_root).publication
    assert publication is not None
    declared = policy(publication.map)
    pages = links.read(real_site)
    assert {page.meta["Content-Security-Policy"] for path, page in pages.items() if "maps/" not in path} == {declared}
    assert declared in (real_root / "build" / "nginx.conf").read_text(encoding="utf-8")


def test_no_id_is_on_a_page_twice(documents: dict[str, Document]) -> None:
    twice = {path: [i for i, n in Counter(page.ids).items() if n > 1] for path, page in documents.items()}
    assert not {path: ids for path, ids in twice.items() if ids}


def test_every_page_has_one_heading_of_the_first_level_and_skips_none(documents: dict[str, Document]) -> None:
    for path in documents.keys() - frames(documents):
        levels = [int(tag[1]) for tag, _ in documents[path].elements if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)


def test_every_image_and_frame_says_what_it_is(documents: dict[str, Document]) -> None:
    for path, document in documents.items():
        for tag, attributes in document.elements:
            assert tag != "img" or "alt" in attributes, path
            assert tag != "iframe" or attributes.get("title"), path


def test_a_link_that_leaves_tells_the_other_side_nothing(documents: dict[str, Document]) -> None:
    for path, document in documents.items():
        for tag, attributes in document.elements:
            if tag == "a" and "nofollow" in attributes.get("rel", ""):
                assert {"noopener", "noreferrer"} <= set(attributes["rel"].split()), path


def switch(document: Document) -> Iterator[str]:
    """Where the language switch leads: links that name another language."""
    for tag, attributes in document.elements:
        if tag == "a" and attributes.get("hreflang"):
            yield attributes["href"]


def test_the_language_switch_stays_on_the_page(documents: dict[str, Document]) -> None:
    pages = documents.keys() - frames(documents)
    for path in pages - {"404.html", "en/404.html"}:
        here = re.sub(r"(search/a-z/).+/", r"\1", path)  # other languages have other letters
        # ... and other rows on the further pages of what is cut by weight.
        here = re.sub(r"((?:changes|downloads|map|designations|visit)/(?:.+/)?)page-\d+/", r"\1", here)
        other = here.removeprefix("en/") if path.startswith("en/") else f"en/{here}"
        targets = {
            urlsplit(links.urljoin(links.HOST + path, target)).path.lstrip("/") + "index.html"
            for target in switch(documents[path])
        }
        assert other in pages and other in targets, (path, targets)


def test_a_text_in_another_language_is_marked_as_that(gallery_site: Path) -> None:
    for path, tag in (
        ("en/projects/syn-chinese-only/index.html", "zh"),
        ("projects/syn-english-only/index.html", "en"),
    ):
        marked = [a for name, a in links.read(gallery_site)[path].elements if a.get("lang") == tag and name != "html"]
        assert marked, path


def test_the_synthetic_publication_says_so_on_every_page(gallery_site: Path) -> None:
    for path, document in links.read(gallery_site).items():
        if "/maps/" not in f"/{path}":
            assert ("Synthetic" if path.startswith("en/") else "合成") in document.text, path


def test_an_unofficial_publication_says_so_on_every_page_and_shows_no_official_mark(real_site: Path) -> None:
    for path, document in links.read(real_site).items():
        if "/maps/" not in f"/{path}":
            said = read_words("theme.en" if path.startswith("en/") else "theme.zh")["unofficial"]
            assert said in document.text, path
            assert not {"SiteName", "SiteDomain", "SiteIDCode"} & document.meta.keys(), path


def test_every_record_of_the_real_publication_has_a_page_in_both_languages(real_root: Path, real_site: Path) -> None:
    for entry in load(real_root).entries:
        for prefix in ("", "en/"):
            page = real_site / prefix / entry.kind.folder / entry.id / "index.html"
            assert entry.record.draft != page.is_file(), page


def test_the_pages_that_the_house_promises_are_there(documents: dict[str, Document]) -> None:
    lists = ("projects", "funds", "sites", "places", "organisations", "sources")
    others = ("map", "about", "method", "data-protection", "accessibility", "guide")
    for prefix in ("", "en/"):
        assert {f"{prefix}{name}/index.html" for name in (*lists, *others)} <= documents.keys()
        assert {f"{prefix}index.html", f"{prefix}404.html"} <= documents.keys()


def test_build_json_names_the_commit_the_day_the_tools_and_a_hash_over_all_files(
    real_root: Path, real_site: Path
) -> None:
    facts = json.loads((real_site / "build.json").read_text(encoding="utf-8"))
    files = sorted(path for path in real_site.rglob("*") if path.is_file() and path.name != "build.json")
    digest = hashlib.sha256()
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{content}  {path.relative_to(real_site).as_posix()}\n".encode())
    assert facts["sha256"] == digest.hexdigest() and facts["files"] == len(files)
    assert re.fullmatch(r"[0-9a-f]{40}", facts["commit"]) or not (real_root / ".git").exists()
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", facts["as_of"])
    assert {"python", "mkdocs", "mkdocs-material"} <= facts["tools"].keys()


@pytest.mark.parametrize(
    ("page", "here"),
    [
        ("projects/index.html", "项目"),
        ("funds/state-support-funds/index.html", "资金"),
        ("en/money/index.html", "Money"),
    ],
)
def test_a_page_of_a_section_has_the_sections_entries_beside_it(real_site: Path, page: str, here: str) -> None:
    text = (real_site / page).read_text(encoding="utf-8")
    row = re.search(r'<nav class="p-subnav".*?</nav>', text, re.DOTALL)
    assert row
    assert len(re.findall("<a ", row[0])) == 4
    assert re.findall(r'class="p-here"[^>]*>([^<]*)<', row[0]) == [here]


def test_a_page_of_no_section_has_no_second_row(real_site: Path) -> None:
    for page in ("index.html", "map/index.html", "about/index.html", "places/630121/index.html"):
        assert "p-subnav" not in (real_site / page).read_text(encoding="utf-8")


def test_the_site_holds_third_party_notices_and_no_leftovers(site: Path) -> None:
    assert "Leaflet" in (site / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    names = {path.name for path in site.rglob("*")}
    assert not {name for name in names if name.endswith((".md", ".jinja", ".py", ".yml", ".map", "~"))}


def heavy(site: Path) -> dict[str, int]:
    """The pages whose HTML is larger than any should be, in bytes."""
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")}
    return {path: size for path, size in sizes.items() if size > 60_000}


def test_no_page_is_heavy(real_site: Path) -> None:
    assert heavy(real_site) == {}


def test_no_page_of_many_records_is_heavy(tmp_path: Path) -> None:
    write_synthetic(tmp_path, records=500)
    site = websites.built(tmp_path)
    further = {path.parent.parent.relative_to(site).as_posix() for path in site.rglob("page-2/index.html")}
    assert {"projects", "en/projects", "search", "downloads/sites"} <= further
    assert heavy(site) == {}


def test_no_clock_and_no_folder_of_this_machine_is_in_the_site(real_root: Path, real_site: Path) -> None:
    for path in real_site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".js", ".json", ".xml", ".css", ".txt", ".geojson"):
            text = path.read_text(encoding="utf-8")
            assert str(real_root) not in text and "/tmp/" not in text, path.relative_to(real_site)
