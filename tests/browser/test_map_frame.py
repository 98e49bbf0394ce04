"""A map frame as its reader meets it: points, popups, layers, keyboard, addresses."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, expect

from generator.basemaps import Ground, MapSettings
from generator.drawing.lettering import Box
from generator.values.coordinates import Coordinates
from generator.vendored import vendored_files
from generator.writing.map_features import MapFeature
from generator.writing.map_frames import MapLinks, render_map
from tests.browser.conftest import CONTENT_SECURITY_POLICY, Observed, Serve

GENERATOR = Path(__file__).parents[2] / "generator"
SETTINGS = MapSettings()
CENTRE = Coordinates(Decimal("36.6169"), Decimal("101.7781"))
KINDS = {"project": "项目", "site": "文化遗产", "route": "路线", "place": "地点", "organisation": "机构"}
HOSTILE = "{{ 7*7 }} ${window.__xss=1} `</script><img src=x onerror=window.__xss=1>"


def words() -> dict[str, str]:
    lines = (GENERATOR / "i18n" / "maps.zh.yml").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {key: value.strip('"') for key, value in pairs}


def point(kind: str, ident: str, title: str, lat: float, lon: float, **values: object) -> MapFeature:
    place = Coordinates(Decimal(str(lat)), Decimal(str(lon)))
    return MapFeature(kind=kind, id=ident, title=title, url=f"{kind}s/{ident}/", coordinates=place, **values)  # type: ignore[arg-type]


RECORDS = [
    point("site", "taer-monastery", "塔尔寺", 36.49011, 101.56712, precision_m=300, group="湟中区"),
    point("site", "dongguan-great-mosque", "东关清真大寺", 36.6154194, 101.79555),
    point("place", "xining", "西宁市", 36.6169, 101.7781, weight=9),
    point("project", "hostile", HOSTILE, 36.9, 101.2, summary=HOSTILE, group=HOSTILE),
    *(point("project", f"same-{number}", f"同处项目 {number}", 36.7, 101.6) for number in range(3)),
]

Publish = Callable[..., str]


@pytest.fixture
def publish(tmp_path: Path, serve: Serve) -> Publish:
    """``publish(records)`` writes a site with one map, and a page around it, and gives its address."""

    def write(records: list[MapFeature], *, ground: Ground | None = None, policy: str = CONTENT_SECURITY_POLICY) -> str:
        files = render_map(
            "overview", "全部记录的地图", records, lang="zh-Hans", words=words(), kinds=KINDS, settings=SETTINGS,
            ground=ground or Ground(), centre=CENTRE, centre_name="西宁市",
            links=MapLinks(stylesheets=("foundation.css",)),
        )  # fmt: skip
        for path, content in vendored_files().items():
            _write(tmp_path / path, content)
        for path, text in files.items():
            _write(tmp_path / path, text.encode())
        shutil.copytree(GENERATOR / "theme" / "assets" / "map", tmp_path / "assets" / "map")
        for asset in ("map.css", "map-page.js", "foundation.css", "display.js", "components.css"):
            shutil.copy(GENERATOR / "theme" / "assets" / asset, tmp_path / "assets" / asset)
        _write(tmp_path / "map" / "index.html", AROUND.encode())
        _write(tmp_path / "sites" / "taer-monastery" / "index.html", "<!doctype html><title>塔尔寺</title>".encode())
        return serve(tmp_path, policy=policy).url

    return write


AROUND = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>地图</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="../assets/components.css"></head><body>
<p><a href="#site/taer-monastery">在地图上看塔尔寺</a></p>
<iframe class="p-map" data-map title="地图" src="../maps/overview.html" loading="lazy"></iframe>
<script src="../assets/map-page.js"></script></body></html>"""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def ready(page: Page | FrameLocator) -> None:
    page.locator('.m-frame[data-state="ready"]').wait_for()


def open_map(page: Page, url: str, hash: str = "") -> None:
    page.goto(f"{url}/maps/overview.html{hash}")
    ready(page)


def popup(page: Page | FrameLocator) -> Locator:
    return page.locator(".leaflet-popup-content")


def test_each_kind_has_its_points_with_names_and_shapes(page: Page, publish: Publish, observed: Observed) -> None:
    open_map(page, publish(RECORDS))
    expect(page.get_by_role("button", name="塔尔寺（文化遗产）")).to_be_visible()
    expect(page.get_by_role("button", name="项目，3 处，放大查看")).to_be_visible()
    shapes = page.locator(".m-point path, .m-cluster path").evaluate_all("all => all.map(p => p.getAttribute('d'))")
    assert len(set(shapes)) == 3
    expect(page.get_by_role("region", name="全部记录的地图")).to_be_visible()
    assert (observed.errors, observed.refused) == ([], [])


def test_a_popup_says_what_and_where_and_leads_to_the_page(page: Page, publish: Publish, observed: Observed) -> None:
    url = publish(RECORDS)
    open_map(page, url)
    page.get_by_role("button", name="塔尔寺（文化遗产）").click()
    expect(popup(page)).to_contain_text("文化遗产 · 湟中区")
    expect(popup(page)).to_contain_text("在西宁市西南方向，直线距离约 24 公里")
    expect(popup(page)).to_contain_text("位置误差可达 300 米")
    expect(page.get_by_role("button", name="关闭")).to_be_visible()
    popup(page).get_by_role("link", name="塔尔寺").click()
    page.wait_for_url(f"{url}/sites/taer-monastery/")
    assert observed.refused == []


def test_text_that_looks_like_code_is_shown_as_text(page: Page, publish: Publish, observed: Observed) -> None:
    open_map(page, publish(RECORDS), "#project/hostile")
    expect(popup(page).get_by_role("link")).to_have_text(HOSTILE)
    expect(popup(page).locator(".m-summary")).to_have_text(HOSTILE)
    assert page.evaluate("window.__xss") is None
    assert page.locator(".m-frame img").count() == 0
    assert observed.errors == []


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize("record", ["site/taer-monastery", "project/same-1"])
def test_an_address_opens_its_record_even_out_of_a_cluster(
    page: Page, publish: Publish, record: str, motion: Literal["reduce", "no-preference"]
) -> None:
    page.emulate_media(reduced_motion=motion)
    open_map(page, publish(RECORDS), f"#{record}")
    title = next(known.title for known in RECORDS if f"{known.kind}/{known.id}" == record)
    expect(popup(page).get_by_role("link")).to_have_text(title)


def test_a_changed_address_opens_another_record(page: Page, publish: Publish) -> None:
    open_map(page, publish(RECORDS), "#site/taer-monastery")
    page.evaluate("location.hash = '#site/dongguan-great-mosque'")
    expect(popup(page).get_by_role("link")).to_have_text("东关清真大寺")


@pytest.mark.parametrize("hash", ["#site/nothing", "#%E0%A4%A", "#__proto__/x", "#"])
def test_an_address_of_nothing_opens_nothing(page: Page, publish: Publish, observed: Observed, hash: str) -> None:
    open_map(page, publish(RECORDS), hash)
    expect(popup(page)).to_have_count(0)
    assert observed.errors == []


def test_opening_a_point_puts_it_into_the_address(page: Page, publish: Publish) -> None:
    open_map(page, publish(RECORDS))
    page.get_by_role("button", name="塔尔寺（文化遗产）").click()
    page.wait_for_function("location.hash === '#site/taer-monastery'")


def test_the_page_around_hands_its_address_to_the_frame_and_takes_it_back(
    page: Page, publish: Publish, observed: Observed
) -> None:
    page.goto(f"{publish(RECORDS)}/map/#site/taer-monastery")
    frame = page.frame_locator("iframe")
    ready(frame)
    expect(popup(frame).get_by_role("link")).to_have_text("塔尔寺")
    frame.locator(".leaflet-popup-close-button").click()
    frame.get_by_role("button", name="西宁市（地点）").press("Enter")
    page.wait_for_url("**/map/#place/xining")
    page.get_by_role("link", name="在地图上看塔尔寺").click()
    expect(popup(frame).get_by_role("link")).to_have_text("塔尔寺")
    assert (observed.errors, observed.refused) == ([], [])


def test_a_link_in_the_frame_leads_the_whole_page_on(page: Page, publish: Publish) -> None:
    url = publish(RECORDS)
    page.goto(f"{url}/map/#site/taer-monastery")
    popup(page.frame_locator("iframe")).get_by_role("link").click()
    page.wait_for_url(f"{url}/sites/taer-monastery/")


def test_layers_are_switched_off_and_on_and_a_link_into_a_hidden_one_shows_it(page: Page, publish: Publish) -> None:
    open_map(page, publish(RECORDS))
    sites = page.get_by_role("checkbox", name="文化遗产")
    expect(page.locator(".m-point.m-site, .m-cluster.m-site")).not_to_have_count(0)
    sites.uncheck()
    expect(page.locator(".m-point.m-site, .m-cluster.m-site")).to_have_count(0)
    expect(page.locator(".m-place")).not_to_have_count(0)
    page.evaluate("location.hash = '#site/taer-monastery'")
    expect(popup(page).get_by_role("link")).to_have_text("塔尔寺")
    expect(sites).to_be_checked()


def test_everything_can_be_done_by_keyboard(page: Page, publish: Publish) -> None:
    open_map(page, publish(RECORDS))
    names = []
    for _ in range(30):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label') || ''"))
        if names[-1] == "塔尔寺（文化遗产）":
            break
    assert names[0] == "全部记录的地图"
    assert names[-1] == "塔尔寺（文化遗产）"
    page.keyboard.press("Enter")
    expect(popup(page).get_by_role("link", name="塔尔寺")).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup(page)).to_have_count(0)
    expect(page.get_by_role("button", name="塔尔寺（文化遗产）")).to_be_focused()
    page.keyboard.press("Space")
    expect(popup(page).get_by_role("link", name="塔尔寺")).to_be_visible()


def test_a_cluster_opens_by_keyboard_and_the_focus_is_not_lost(page: Page, publish: Publish) -> None:
    open_map(page, publish(RECORDS))
    page.get_by_role("button", name="项目，3 处，放大查看").focus()
    for _ in range(8):
        if page.get_by_role("button", name="同处项目 1（项目）").count():
            break
        page.get_by_role("button", name="项目，3 处，放大查看").press("Enter")
        page.wait_for_timeout(150)
    expect(page.get_by_role("button", name="同处项目 1（项目）")).to_be_visible()
    assert page.evaluate("document.activeElement !== document.body")


def test_zoom_scale_and_the_way_back_to_everything_are_in_the_readers_language(page: Page, publish: Publish) -> None:
    open_map(page, publish(RECORDS))
    expect(page.get_by_role("button", name="放大", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="缩小", exact=True)).to_be_visible()
    expect(page.locator(".leaflet-control-scale-line")).to_contain_text("公里")
    page.get_by_role("button", name="放大", exact=True).click(click_count=3)
    page.get_by_role("button", name="全部显示").click()
    expect(page.get_by_role("button", name="塔尔寺（文化遗产）")).to_be_visible()


def test_no_flag_and_no_promotion_stand_on_the_map(page: Page, publish: Publish) -> None:
    open_map(page, publish(RECORDS))
    expect(page.locator(".leaflet-control-attribution, .leaflet-attribution-flag")).to_have_count(0)
    assert "Leaflet" not in page.locator("body").inner_text()


def test_names_of_places_are_written_and_do_not_overlap(page: Page, publish: Publish) -> None:
    open_map(page, publish(RECORDS))
    labels = page.locator(".m-label")
    expect(labels.filter(has_text="塔尔寺")).to_be_visible()
    boxes = [
        Box(box["left"], box["top"], box["right"], box["bottom"])
        for box in labels.evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
    ]
    assert len(boxes) > 2
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]


def test_without_records_the_map_says_so(page: Page, publish: Publish, observed: Observed) -> None:
    open_map(page, publish([]))
    expect(page.get_by_role("status")).to_have_text("还没有标明位置的记录。")
    assert observed.errors == []


def test_without_its_data_the_map_points_to_the_list(page: Page, publish: Publish, tmp_path: Path) -> None:
    url = publish(RECORDS)
    (tmp_path / "maps" / "overview.geojson").unlink()
    page.goto(f"{url}/maps/overview.html")
    expect(page.get_by_role("status")).to_contain_text("查看地图下方的列表")


def test_tiles_of_the_site_itself_and_the_approval_number_are_shown(
    page: Page, publish: Publish, tmp_path: Path, observed: Observed
) -> None:
    ground = Ground(tiles=("../assets/ground/{z}/{x}/{y}.png",), max_zoom=12, approval_number="青S（2024）000号")
    url = publish(RECORDS, ground=ground)
    open_map(page, url)
    expect(page.get_by_text("审图号：青S（2024）000号")).to_be_visible()
    box = page.get_by_text("审图号：青S（2024）000号").bounding_box()
    assert box is not None
    assert box["x"] < 100
    assert box["y"] > 700
    assert page.locator("img.leaflet-tile").count() > 0
    assert observed.refused == []


def test_a_tile_service_is_not_asked_unless_the_policy_names_it(
    page: Page, publish: Publish, observed: Observed
) -> None:
    ground = Ground(tiles=("https://tiles.example.org/{z}/{x}/{y}.png",))
    stopped_by: list[str | None] = []
    page.on("requestfailed", lambda request: stopped_by.append(request.failure))
    open_map(page, publish(RECORDS, ground=ground))
    page.wait_for_timeout(200)
    # The page's own policy stops each of them before anything leaves the browser.
    assert observed.refused and set(stopped_by) == {"csp"}
    assert any("Content Security Policy" in message for message in observed.errors)


def test_outlines_of_the_operator_lie_under_the_points(page: Page, publish: Publish, tmp_path: Path) -> None:
    outline = {"type": "Polygon", "coordinates": [[[101.0, 36.2], [102.2, 36.2], [102.2, 37.2], [101.0, 36.2]]]}
    approved = Ground(outlines="../assets/ground/outlines.geojson", approval_number="青S（2024）000号")
    url = publish(RECORDS, ground=approved)
    _write(tmp_path / "assets" / "ground" / "outlines.geojson", json.dumps(outline).encode())
    open_map(page, url)
    expect(page.locator("path.m-outline")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_wrong_with_an_open_map(page: Page, publish: Publish, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_map(page, publish(RECORDS), "#site/taer-monastery")
    expect(popup(page)).to_be_visible()
    assert page.locator("html").get_attribute("data-theme") == scheme
    # The tool is put into the page by the test itself, past the policy.
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_colours_follow_what_the_reader_chose_on_the_page_around(page: Page, publish: Publish) -> None:
    page.goto(f"{publish(RECORDS)}/map/")
    frame = page.frame_locator("iframe")
    ready(frame)
    page.evaluate("localStorage.setItem('display', JSON.stringify({theme: 'dark', contrast: 'high'}))")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    expect(frame.locator("html")).to_have_attribute("data-contrast", "high")


def test_ten_thousand_points_are_shown_quickly_with_few_of_them_in_the_document(page: Page, publish: Publish) -> None:
    chance = random.Random(1)
    many = [
        point(kind, f"r{number}", f"合成记录 {number}", round(chance.gauss(36.6, 0.2), 5), round(lon, 5))
        for number, kind in enumerate(["project", "site", "place", "organisation"] * 2500)
        for lon in (chance.gauss(101.7, 0.2),)
    ]
    url = publish(many)
    started = time.monotonic()
    open_map(page, url)
    assert time.monotonic() - started < 5
    assert page.locator(".leaflet-marker-icon").count() < 500
    assert page.locator(".m-label").count() <= 60


WAY = ((101.5671, 36.4901), (101.6, 36.52), (101.65, 36.51), (101.7955, 36.6154))


def route(ident: str, title: str, **values: object) -> MapFeature:
    return point("route", ident, title, 36.4901, 101.5671, **values)


def test_routes_are_lines_that_open_by_hand_key_and_address_and_can_be_taken_off(
    page: Page, publish: Publish, observed: Observed
) -> None:
    url = publish([*RECORDS[:2], route("lake-walk", HOSTILE, line=WAY, summary=HOSTILE)])
    open_map(page, url, "#route/lake-walk")
    expect(popup(page).get_by_role("link")).to_have_text(HOSTILE)
    page.keyboard.press("Escape")
    line = page.locator("path.m-route-touch")
    expect(line).to_have_attribute("aria-label", HOSTILE + "（路线）")
    line.focus()
    page.keyboard.press("Enter")
    expect(popup(page)).to_contain_text("路线")
    page.keyboard.press("Escape")
    expect(popup(page)).to_have_count(0)
    box = line.bounding_box()
    assert box and box["width"] > 40
    page.get_by_role("checkbox", name="路线").uncheck()
    expect(page.locator("path.m-route")).to_have_count(0)
    assert page.evaluate("window.__xss") is None
    assert (observed.errors, observed.refused) == ([], [])


def test_without_an_order_places_have_rings_and_no_line_joins_them(
    page: Page, publish: Publish, observed: Observed
) -> None:
    open_map(page, publish([*RECORDS[:2], route("two", "两处", scattered=WAY[:1] + WAY[-1:])]))
    expect(page.locator("path.m-route-ring")).to_have_count(2)
    expect(page.locator("path.m-route, path.m-route-touch")).to_have_count(0)
    page.locator("path.m-route-ring[tabindex]").focus()
    page.keyboard.press("Enter")
    expect(popup(page).get_by_role("link", name="两处")).to_be_visible()
    assert (observed.errors, observed.refused) == ([], [])


def test_the_stops_of_a_route_show_their_numbers_even_side_by_side(
    page: Page, publish: Publish, observed: Observed
) -> None:
    stops = [
        point("site", f"s{4 - number}", f"第{number}处", 36.6 + number / 500, 101.7, sign=str(number))
        for number in (1, 2, 3)
    ]
    open_map(page, publish([route("walk", "步道", line=WAY), *stops]))
    expect(page.locator(".m-sign")).to_have_text(["1", "2", "3"])
    expect(page.get_by_role("button", name="2 第2处（文化遗产）")).to_be_visible()
    assert (observed.errors, observed.refused) == ([], [])
