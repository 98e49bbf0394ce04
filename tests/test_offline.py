"""What can be kept for offline use: the list of files that each page needs, and the worker that is written with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import offline, pieces
from generator.language import Language
from generator.publication import Publication
from tests import websites

PAGE = '<link rel="stylesheet" href="../../assets/a.css"><script src="../../assets/a.js?v=1#x"></script>'
FILES = {
    "index.html": '<img src="assets/home.webp">',
    "sites/index.html": '<link rel="stylesheet" href="../assets/a.css"><a href="one/">',
    "sites/one/index.html": PAGE
    + '<img src="../../assets/s.webp" srcset="../../assets/s.webp 1x, ../../assets/l.webp 2x">',
    "sites/one/card/index.html": '<link rel="stylesheet" href="../../../assets/a.css">',
    "sites/two/index.html": PAGE + '<a href="https://example.org/x.gpx">',
    "routes/r/index.html": PAGE + '<a href="../r.gpx" download>GPX</a><a href="../../assets/data/all.geojson">',
    "routes/r.gpx": "<gpx/>",
    "map/index.html": '<iframe src="../maps/overview.html"></iframe><a href="../assets/data/all.geojson">',
    "maps/overview.html": '<script src="overview.js"></script><script src="//example.org/x.js"></script>',
    "maps/overview.js": 'showRecords({"data":"overview.geojson","ground":{"outlines":"../assets/lines.geojson"}})',
    "maps/overview.geojson": "{}",
    "assets/lines.geojson": "{}",
    "assets/data/all.geojson": "{}" * 1000,
    "assets/a.css": "p { background: url(pattern.png) } q { background: url('data:x') }",
    "assets/pattern.png": "png",
    "assets/a.js": "import { b } from './more/b.js'; fetch('offline.json')",
    "assets/more/b.js": 'import "../c.js";\nexport const b = () => import("./d.js");',
    "assets/c.js": "", "assets/more/d.js": "",
    "assets/s.webp": "small", "assets/l.webp": "larger", "assets/home.webp": "home",
    "money/index.html": "<p>money</p>",
    "en/sites/one/index.html": '<link rel="stylesheet" href="../../assets/a.css">',
    "en/assets/a.css": "p {}",
}  # fmt: skip
SHARED = {"map/", "maps/overview.html", "maps/overview.js", "maps/overview.geojson", "assets/lines.geojson"}
LOOKS = {"assets/a.css", "assets/pattern.png", "assets/a.js", "assets/more/b.js", "assets/c.js", "assets/more/d.js"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A finished site of a few files."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def held(site: Path) -> dict[str, set[str]]:
    """Group → the addresses in it."""
    plan = offline.manifest(pieces.below(site), ["", "en/"], {})
    return {name: {plan["files"][index][0] for index in group["files"]} for name, group in plan["groups"].items()}


def test_a_site_is_kept_with_its_card_its_pictures_and_the_map(site: Path) -> None:
    own = {"sites/one/", "sites/one/card/", "assets/s.webp", "assets/l.webp"}
    assert held(site)["sites/one/"] == own | SHARED | LOOKS


def test_a_route_is_kept_with_the_files_that_a_phone_opens_but_not_with_the_downloads_of_everything(site: Path) -> None:
    assert held(site)["routes/r/"] == {"routes/r/", "routes/r.gpx"} | SHARED | LOOKS


def test_everything_is_the_cultural_part_of_one_language_and_no_page_about_money(site: Path) -> None:
    groups = held(site)
    assert set(groups) == {"*", "sites/one/", "sites/two/", "routes/r/", "en/*", "en/sites/one/"}
    assert {"sites/", "sites/one/", "sites/two/", "routes/r/"} < groups["*"]
    assert not {"money/", "", "assets/home.webp"} & groups["*"]
    assert groups["en/*"] == {"en/sites/one/", "en/assets/a.css"}


LOADS = """<!doctype html><html><head><link rel="icon" href="a.svg"><LINK REL='stylesheet' HREF='b.css'>
<link rel="canonical" href="c/"><script type="application/ld+json">{"x": "<img src='no.png'>"}</script>
<style>a > b::after { content: "<img src=no.png>" }</style><!-- <img src="no.png"> --></head><body>
<img alt="a > b" src="d.png" srcset="d.png 1x,
 e.png 2x"><picture><source srcset="f.webp 480w"><img src="g.png"/></picture><iframe title='"' src="h.html"></iframe>
<a href="i.gpx?x=1&amp;y=2" download>GPX</a> <a href="j/">j</a> <abbr title="k.gpx">k</abbr>
<a title=".ics" href="l">l</a>
<a data-x="1>2" href='m.ics'>m</a><script src="n.js" defer></script><img><image src="o.png">< img src="p.png"></body>"""


def test_what_a_page_loads_is_what_a_parser_of_the_whole_page_finds(gallery_site: Path) -> None:
    texts = [LOADS, *(path.read_text(encoding="utf-8") for path in sorted(gallery_site.rglob("*.html"))[::7])]
    for text in texts:
        whole = offline.Loads()
        whole.feed(text)
        assert offline.loads(text) == (whole.found, whole.data)
    assert offline.loads(LOADS)[0] == ["a.svg", "b.css", "d.png", "d.png", "e.png", "f.webp", "g.png", "h.html", "n.js"]


def test_a_group_says_how_large_it_is_and_counts_shared_files_once(site: Path) -> None:
    plan = offline.manifest(pieces.below(site), [""], {})
    sizes = {path: size for path, size, _ in plan["files"]}
    assert sizes["sites/one/"] == (site / "sites/one/index.html").stat().st_size
    everything = plan["groups"]["*"]
    assert len(set(everything["files"])) == len(everything["files"])
    assert everything["bytes"] == sum(plan["files"][index][1] for index in everything["files"])


def test_the_hash_of_a_file_changes_with_it_and_with_nothing_else(site: Path) -> None:
    before = {path: hash_ for path, _, hash_ in offline.manifest(pieces.below(site), [""], {})["files"]}
    (site / "assets/s.webp").write_text("other", encoding="utf-8")
    after = {path: hash_ for path, _, hash_ in offline.manifest(pieces.below(site), [""], {})["files"]}
    assert {path for path in after if after[path] != before[path]} == {"assets/s.webp"}


def test_the_worker_has_a_new_version_whenever_a_file_that_is_kept_has_changed(site: Path) -> None:
    publication = Publication.model_validate(
        {
            "name": {"zh": "试", "en": "Trial"}, "tagline": {"zh": "试"}, "languages": ["zh", "en"],
            "centre": {"lat": "36", "lon": "101"}, "centre_name": {"zh": "试"},
            "bounds": {"south": "35", "west": "100", "north": "37", "east": "102"},
        }
    )  # fmt: skip
    languages = [Language(code, publication) for code in ("zh", "en")]
    workers = []
    for text in ("one", "one", "two"):
        (site / "assets/s.webp").write_text(text, encoding="utf-8")
        made = offline.files_for(pieces.below(site), publication, languages, "default-src 'none'", {})
        workers.append(made[offline.WORKER].decode())
    assert workers[0] == workers[1] != workers[2]
    assert "@settings@" not in workers[0] and '"en/": "Trial"' in workers[0]
    assert json.loads(made[offline.MANIFEST])["groups"]


def test_what_is_switched_off_is_named_by_no_page_and_its_worker_removes_itself(tmp_path: Path) -> None:
    root = websites.write_small(tmp_path / "publication", publication=websites.PUBLICATION + "offline: false\n")
    site = websites.built(root)
    named = [path for path in site.rglob("*.html") if "offline" in path.read_text(encoding="utf-8")]
    assert not named and not (site / offline.MANIFEST).exists()
    assert "unregister()" in (site / offline.WORKER).read_text(encoding="utf-8")


def test_build_json_covers_the_worker_and_the_list(small_site: Path) -> None:
    files = sum(path.is_file() and path.name != "build.json" for path in small_site.rglob("*"))
    assert (small_site / offline.WORKER).is_file() and (small_site / offline.MANIFEST).is_file()
    assert json.loads((small_site / "build.json").read_text(encoding="utf-8"))["files"] == files
