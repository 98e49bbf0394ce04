"""What a visitor finds on the page of a site: names, history, listings, neighbours, money, pictures, and no position
that is not to be told."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from generator.basemaps import ground
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import load
from generator.render import designations, downloads, map_pages, record_pages
from generator.surroundings import Picture, Surroundings
from generator.writing.neighbourhood import neighbours
from tests.publications import write_publication

TOWER = """\
names:
  zh:
    value: 鼓楼
    sources: gazette
    alternatives: [{value: 老鼓楼, sources: gazette, note: {zh: 旧称。, en: Its old name.}}]
  en: Drum Tower
  bo: {value: རྔ་ཁང་, wylie: rnga khang, spoken: Ngakhang, sources: gazette}
type: TouristAttraction
place: 630121
coordinates: {value: {lat: 36.9012, lon: 101.7034}}
precision_m: 100
founding:
  - event: {zh: 建塔, en: A stupa}
    value: 1379
    calendar: {zh: 明洪武十二年, en: Ming}
    confidence: low
    alternatives: [{value: 1377}]
  - {event: {zh: 动工, en: Begun}, value: 1560, confidence: high}
  - {event: {zh: 成寺, en: Grown}, value: 1577}
designations:
  - {type: national-protected, batch: 7, number: 7-1472, date: 2013-03-05}
projects: [road]
sources: gazette
"""
GATE = """\
names: {zh: 东门, en: East Gate}
type: TouristAttraction
place: 630121
coordinates: {value: {lat: 36.95, lon: 101.76}}
precision_m: 300
designations:
  - {type: national-protected, batch: 1, number: not-stated, date: 1961-03-04}
  - {type: scenic-rating, detail: {zh: 5A级, en: 5A}}
sources: gazette
"""
ROAD = """\
title: {zh: 石板路, en: Paved road}
budget: {value: 90万元, basis: approved}
places: [630121]
sources: gazette
"""
FUND = """\
title: {zh: 修路钱, en: Road money}
total: {value: 500万元, basis: allocated}
allocations:
  - {project: road, value: 60万元, basis: allocated}
  - {place: 630121, value: 40万元, basis: allocated}
sources: gazette
"""
RECORDS = {"sites/tower": TOWER, "sites/gate": GATE, "projects/road": ROAD, "funds/roads": FUND}


def catalogue_of(folder: Path, records: Mapping[str, str], **around: object) -> Catalogue:
    loaded = load(write_publication(folder, records))
    assert loaded.publication is not None and not [one for one in loaded.findings if one.is_error]
    surroundings = Surroundings(as_of=date(2026, 6, 30), **around)  # type: ignore[arg-type]
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, surroundings)


def pages_of(catalogue: Catalogue, code: str) -> dict[str, str]:
    language = Language(code, catalogue.publication)
    made = [*record_pages.render(catalogue, language), *designations.render(catalogue, language)]
    return {artifact.path: unescape(artifact.content.decode()) for artifact in made}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_of(tmp_path_factory.mktemp("sites"), RECORDS)


@pytest.fixture(scope="module")
def zh(catalogue: Catalogue) -> dict[str, str]:
    return pages_of(catalogue, "zh")


@pytest.fixture(scope="module")
def en(catalogue: Catalogue) -> dict[str, str]:
    return pages_of(catalogue, "en")


def read(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", markup))


def test_a_tibetan_name_is_marked_as_that_and_its_transcription_is_not(zh: dict[str, str]) -> None:
    page = zh["sites/tower.md"]
    assert '<span lang="bo" class="p-name-bo">རྔ་ཁང་</span>' in page
    assert '<span lang="bo-Latn" class="p-wylie">rnga khang</span>' in page and "Ngakhang" in page


def test_every_name_is_in_the_text_with_what_is_said_of_it(zh: dict[str, str], en: dict[str, str]) -> None:
    assert "老鼓楼" in zh["sites/tower.md"] and "旧称。" in zh["sites/tower.md"]
    assert "老鼓楼" in en["sites/tower.md"] and "Its old name." in en["sites/tower.md"]


def test_the_calendar_date_of_the_source_stands_with_the_date_and_before_what_others_say(zh: dict[str, str]) -> None:
    page = zh["sites/tower.md"]
    page = page[page.index('<table class="p-ledger"><caption>来源中的年代') :]
    assert page.index("1379年") < page.index("明洪武十二年") < page.index("其他说法") < page.index("1377年")
    assert "可信度低" in page[page.index("明洪武十二年") : page.index("其他说法")]


def test_a_history_of_several_dates_is_drawn_and_the_dates_not_chosen_are_in_the_drawing(zh: dict[str, str]) -> None:
    page = zh["sites/tower.md"]
    drawing = page[page.index('<svg class="d-timeline"') : page.index("</svg>", page.index("d-timeline"))]
    assert [year in drawing for year in (">1379<", ">1377<", ">1560<", ">1577<")] == [True] * 4
    assert "d-when-low" in drawing and "d-when-other" in drawing
    assert "d-timeline" not in zh["sites/gate.md"]


def test_a_listing_leads_to_the_page_of_all_that_are_listed_so(zh: dict[str, str], en: dict[str, str]) -> None:
    assert 'href="../../designations/national-protected/"' in zh["sites/tower.md"]
    listed = read(zh["designations/national-protected.md"])
    assert listed.index("东门") < listed.index("第一批") < listed.index("鼓楼") < listed.index("第七批"), "by batch"
    assert "7-1472" in listed and "2013年3月5日" in listed and "来源未说明" in listed
    assert "Batch 7" in read(en["designations/national-protected.md"])
    rated = read(zh["designations/scenic-rating.md"])
    assert "5A级" in rated and "批次" not in rated, "nor columns that nobody fills"
    assert set(zh) >= {"designations/index.md"} and "designations/provincial-protected.md" not in zh


def test_a_neighbour_is_given_with_distance_and_direction(
    catalogue: Catalogue, zh: dict[str, str], en: dict[str, str]
) -> None:
    tower = catalogue.by_key["site", "tower"]
    [gate] = neighbours(catalogue, tower)
    # 0.0488° of latitude are 5.42 km, 0.0566° of longitude at 36.9° are 5.04 km.
    assert gate.metres == pytest.approx(7400, abs=30) and gate.direction == "ne"
    assert "东北约7.4公里" in read(zh["sites/tower.md"]) and "西南约7.4公里" in read(zh["sites/gate.md"])
    assert "about 7.4 km north-east" in read(en["sites/tower.md"])


def test_no_direction_is_told_that_the_points_are_too_rough_for(tmp_path: Path) -> None:
    rough = GATE.replace("precision_m: 300", "precision_m: 9000")
    found = catalogue_of(tmp_path, RECORDS | {"sites/gate": rough})
    [gate] = neighbours(found, found.by_key["site", "tower"])
    assert gate.direction == ""


def test_the_public_money_here_is_summed_by_basis_with_the_way_back(zh: dict[str, str]) -> None:
    page = zh["sites/tower.md"]
    money = page[page.index("{: #money }") :]
    assert 'href="../../projects/road/"' in money and 'href="../../funds/roads/"' in money
    assert 'href="../../places/630121/"' in money
    said = read(money)
    assert "60 万元" in said and "100 万元" in said and "下达" in said
    assert "用于整个地区的钱不等于花在这里的钱" in said
    assert "石板路" not in read(zh["sites/gate.md"][zh["sites/gate.md"].index("{: #money }") :]).split("用于")[0]
    assert 'href="../../sites/tower/"' in zh["projects/road.md"], "and from the project back to the site"


IMAGES = """\
images:
  - file: tower.jpg
    alt: {zh: 鼓楼正面, en: The tower}
    credit: 某甲
    licence: CC BY 4.0
    taken: 2024-05
    source: https://example.org/p
  - {file: drum.png, alt: {zh: 一面鼓, en: A drum}, credit: 某乙, licence: CC0}
"""


def test_pictures_come_in_several_widths_keep_their_place_and_only_the_first_is_loaded_at_once(tmp_path: Path) -> None:
    known = {
        "tower.jpg": Picture(2000, 1000, "JPEG", 900_000),
        "drum.png": Picture(300, 200, "PNG", 9_000, has_transparency=True),
    }
    pages = pages_of(catalogue_of(tmp_path, RECORDS | {"sites/tower": TOWER + IMAGES}, pictures=known), "en")
    page = pages["sites/tower.md"]
    first, second = re.findall(r"<picture>.*?</figure>", page)
    assert 'srcset="../../../assets/images/tower-jpg-480.webp 480w, ' in first and "tower-jpg-1600.webp 1600w" in first
    assert 'src="../../../assets/images/tower-jpg-960.jpg" width="960" height="480"' in first
    assert 'alt="The tower"' in first and "loading" not in first
    assert all(words in first for words in ("某甲", "CC BY 4.0", "May 2024", "https://example.org/p"))
    assert 'drum-png-300.png" width="300" height="200" loading="lazy"' in second


def test_without_a_photograph_there_is_a_drawn_locator(zh: dict[str, str]) -> None:
    assert "<img" not in zh["sites/tower.md"] and 'class="d-locator"' in zh["sites/tower.md"]


def test_of_a_restricted_site_no_page_map_or_download_says_more_than_two_decimals(tmp_path: Path) -> None:
    hidden = TOWER.replace("lat: 36.9012, lon: 101.7034", "lat: 36.90, lon: 101.70") + "sensitivity: restricted\n"
    found = catalogue_of(tmp_path, RECORDS | {"sites/tower": hidden})
    language = Language("zh", found.publication)
    base = ground(found.publication.map, {}, lang="zh", shared_url="../")
    made = [
        *record_pages.render(found, language),
        *map_pages.render(found, language, base),
        *downloads.render(found, language),
    ]
    assert found.precision_m(found.by_key["site", "tower"]) == 1000
    for artifact in made:
        text = artifact.content.decode("utf-8", "replace")
        assert not re.search(r"\b(?:36\.90|101\.70)\d", text), artifact.path
    page = next(one.content.decode() for one in made if one.path == "sites/tower.md")
    assert "只标大致位置" in unescape(page)
    features = next(json.loads(one.content) for one in made if one.path == "maps/overview.geojson")
    [tower] = [one for one in features["features"] if one["id"] == "site/tower"]
    assert tower["properties"]["precision_m"] >= 1000
