"""A list that is explored: its counts, sums and files against what the published downloads say, and how it is used."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from generator.language import Language
from generator.publication import Publication
from generator.values.money import Money
from tests import websites
from tests.browser.conftest import Observed, Serve, Served
from tests.publications import PUBLICATION
from tests.synthetic import write_synthetic

READY = "[data-explore][data-state=ready]"
KILOBYTE = 1024
BUDGET = 400 * KILOBYTE
"""What may be moved until a list can be used."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("explored") / "publication"
    write_synthetic(root, records=420, seed=11)
    return websites.built(root)


@pytest.fixture
def site(folder: Path, serve: Serve) -> Served:
    return serve(folder)


# ------------------------------------------------------- what the downloads say, worked out by other means


@dataclass(frozen=True)
class Published:
    """The projects and places of the published JSON files."""

    projects: dict[str, dict[str, Any]]
    above: dict[str, str]
    budgets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Published:
        def records(name: str) -> list[dict[str, Any]]:
            text = (folder / "downloads" / f"{name}.json").read_text("utf-8")
            return list(json.loads(text)["records"])

        projects = {one["id"]: one["record"] | {"title": one["title"]} for one in records("projects")}
        above = {one["id"]: one["record"].get("parent", "") for one in records("places")}
        found = cls(projects, above)
        for id_, record in projects.items():
            found.budgets[id_] = [
                (amount["basis"], int(amount["value"]["amount"].replace(".", "")))
                for amount in record.get("budget", ())
                if "value" in amount and amount["value"]["currency"] == "CNY"
            ]
        return found

    def values(self, id_: str, key: str) -> set[str]:
        """The options of a project in a facet; ``-`` where nothing is known."""
        record = self.projects[id_]
        found: set[str] = set()
        match key:
            case "places":
                for place in record.get("places", ()):
                    while place:
                        found.add(place)
                        place = self.above.get(place, "")
            case "planned":
                period = record.get("planned", {}).get("value", {})
                ends = [int(period[end][:4]) for end in ("from", "to") if end in period]
                found = {str(year) for year in range(min(ends), max(ends) + 1)} if ends else set()
            case "status":
                found = {value} if (value := record.get("status", {}).get("value")) else set()
            case _:
                found = {value} if (value := record.get(key)) else set()
        return found or {"-"}

    def text(self, id_: str) -> str:
        record = self.projects[id_]
        summary = record.get("summary", {})
        texts = [*record["title"].values(), id_, summary.get("zh") or next(iter(summary.values()), "")]
        return unicodedata.normalize("NFKC", "\n".join(texts)).lower()

    def selected(self, chosen: dict[str, set[str]], q: str, without: str = "") -> set[str]:
        return {
            id_
            for id_ in self.projects
            if all(self.values(id_, key) & ids for key, ids in chosen.items() if key != without)
            and all(part in self.text(id_) for part in q.lower().split())
        }

    def sums(self, selected: set[str]) -> dict[str, int]:
        """Each basis by itself; money of a part that stands in a selected whole on the same basis is not added."""
        found: dict[str, int] = {}
        for id_ in selected:
            covered, whole = set(), self.projects[id_].get("part_of", "")
            while whole:
                if whole in selected:
                    covered |= {basis for basis, _ in self.budgets[whole]}
                whole = self.projects[whole].get("part_of", "")
            for basis, fen in self.budgets[id_]:
                if basis not in covered:
                    found[basis] = found.get(basis, 0) + fen
        return found


@pytest.fixture(scope="module")
def published(folder: Path) -> Published:
    return Published.read(folder)


def opened(page: Page, site: Served, query: str = "", path: str = "projects/") -> Page:
    page.goto(f"{site.url}/{path}{query}")
    page.locator(READY).wait_for()
    return page


def count(page: Page) -> int:
    """How many there are, as the line says that is read out."""
    found = re.search(r"\d+", page.locator(".x-status").inner_text().replace(",", ""))
    return int(found[0]) if found else 0


def counts(page: Page, key: str) -> dict[str, int]:
    """Option → number, of all that a facet shows, by the number of the option; 0 is "not stated"."""
    script = """key => Object.fromEntries(
      [...document.querySelectorAll(`[data-key="${key}"] .x-options li:not([hidden])`)]
      .map(item => [item.querySelector('input').value, item.querySelector('.x-count').textContent]))"""
    return {code: int(text.replace(",", "")) for code, text in page.evaluate(script, key).items()}


def options(page: Page, site: Served, key: str) -> list[str]:
    """The ids of the options of a facet, the first one being number 1."""
    script = """async address => {
      const answer = await fetch(address);
      const stream = (await answer.blob()).stream().pipeThrough(new DecompressionStream("gzip"));
      return (await new Response(stream).json()).facets.map(facet => [facet.key, facet.options]);
    }"""
    return list(dict(page.evaluate(script, f"{site.url}/projects/explore/columns.bin"))[key])


def sums(page: Page) -> dict[str, int]:
    script = "() => [...document.querySelectorAll('.x-sums > div')].map(one => [one.dataset.basis, one.dataset.fen])"
    return {basis: int(fen) for basis, fen in page.evaluate(script)}


FACETS = ("category", "status", "places", "planned", "responsible", "form")


def test_counts_and_sums_of_random_selections_are_those_of_the_published_records(
    page: Page, site: Served, published: Published, observed: Observed
) -> None:
    rng = Random(20)
    ids = {key: options(opened(page, site), site, key) for key in FACETS}
    words = ["镇01", "学校", "2016", "合成", "syn-project-0001", "道路 2", "ＳＹＮＴＨＥＴＩＣ road", ""]
    for _ in range(20):
        keys = rng.sample(FACETS, rng.choice((1, 2, 2, 3)))
        chosen = {key: {rng.choice([*ids[key], "-"]) for _ in range(rng.choice((1, 1, 2, 4)))} for key in keys}
        q = rng.choice(words) if rng.random() < 0.4 else ""
        query = [(key, id_) for key, listed in chosen.items() for id_ in sorted(listed)] + [("q", q)] * bool(q)
        opened(page, site, "?" + urlencode(query))
        folded = unicodedata.normalize("NFKC", q)
        selected = published.selected(chosen, folded)
        assert count(page) == len(selected), query
        assert sums(page) == published.sums(selected), query
        for key in FACETS:
            among = published.selected(chosen, folded, without=key)
            for code, shown in counts(page, key).items():
                option = ids[key][int(code) - 1] if code != "0" else "-"
                assert shown == sum(option in published.values(id_, key) for id_ in among), (query, key, option)
        assert page.locator(".p-list tbody tr").count() == min(50, len(selected))
    assert observed.errors == []


def test_a_selection_is_in_the_address_and_the_address_gives_the_same_selection(page: Page, site: Served) -> None:
    opened(page, site)
    page.locator('[data-key="category"] input').nth(1).check()
    page.locator('[data-key="status"] input').nth(2).check()
    page.get_by_label("找字").fill("合成")
    page.get_by_label("排序").select_option("-budget")
    expect(page).to_have_url(re.compile(r"\?q=.+&sort=-budget&.*status="))
    page.locator(READY).wait_for()
    before = (count(page), sums(page), page.locator(".p-list tbody th").all_inner_texts())
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(READY).wait_for()
    assert (count(other), sums(other), other.locator(".p-list tbody th").all_inner_texts()) == before
    assert other.get_by_label("找字").input_value() == "合成"
    english = other.locator(".p-languages a").first.evaluate("link => link.href")
    other.goto(english)
    other.locator(READY).wait_for()
    assert "/en/projects/" in other.url
    assert sums(other) == before[1]


def test_back_and_forward_lead_through_the_selections(page: Page, site: Served) -> None:
    opened(page, site)
    whole = count(page)
    box = page.locator('[data-key="category"] input').first
    box.check()
    one = count(page)
    page.locator('[data-key="form"] input').first.check()
    two = count(page)
    assert whole > one > two
    page.go_back()
    expect(page.locator(".x-chip")).to_have_count(1)
    assert count(page) == one
    page.go_back()
    expect(page.locator(".x-chip")).to_have_count(0)
    assert count(page) == whole
    expect(box).not_to_be_checked()
    page.go_forward()
    page.go_forward()
    expect(page.locator(".x-chip")).to_have_count(2)
    assert count(page) == two


def test_amounts_sort_by_value_whatever_their_unit_and_those_without_one_come_last(
    page: Page, site: Served, published: Published
) -> None:
    opened(page, site, "?category=infrastructure&sort=-budget")
    chosen = published.selected({"category": {"infrastructure"}}, "")
    shown = [link.rpartition("/projects/")[2].strip("/") for link in page.evaluate(
        "() => [...document.querySelectorAll('.p-list tbody th a')].map(link => link.href)"
    )]  # fmt: skip
    stated = [published.budgets[id_][0][1] for id_ in shown if published.budgets[id_]]
    assert stated == sorted(stated, reverse=True)
    assert max(amounts[0][1] for id_ in chosen if (amounts := published.budgets[id_])) == stated[0]


def test_amounts_are_written_as_the_pages_write_them(page: Page, site: Served) -> None:
    rng = Random(3)
    amounts = [(rng.randrange(1, 10 ** rng.randint(2, 15)), 10 ** rng.randint(0, 9)) for _ in range(200)]
    amounts += [(fen * 100_000_000, 10**8) for fen in range(1, 40)] + [(0, 1), (-123_456_700, 100), (10**10, 10**10)]
    publication = Publication.model_validate(yaml.safe_load(PUBLICATION))
    for code, path in (("zh", ""), ("en", "en/")):
        language = Language(code, publication)
        opened(page, site, path=f"{path}projects/")
        script = """async ([amounts, base, folder]) => {
          const { written } = await import(base + "assets/explore/money.js");
          const stream = (await (await fetch(folder + "labels.bin")).blob()).stream();
          const labels = await new Response(stream.pipeThrough(new DecompressionStream("gzip"))).json();
          return amounts.map(([fen, step]) => written(BigInt(fen), step, labels.money));
        }"""
        given = [[str(fen), step] for fen, step in amounts]
        made = page.evaluate(script, [given, f"{site.url}/{path}", f"{site.url}/{path}projects/explore/"])
        for (fen, step), shown in zip(amounts, made, strict=True):
            expected = language.money(Money(fen, step, "", ""))
            assert tuple(shown) == (expected.lead, expected.number, expected.unit), (fen, step)


def test_files_hold_exactly_what_is_selected_in_the_form_of_the_whole_download(
    page: Page, site: Served, folder: Path, published: Published
) -> None:
    opened(page, site, "?status=implementation&places=990102&places=990103")
    chosen = published.selected({"status": {"implementation"}, "places": {"990102", "990103"}}, "")
    with page.expect_download() as download:
        page.locator("[data-save=csv]").click()
    content = Path(download.value.path()).read_bytes()
    whole = (folder / "downloads" / "projects.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    expected = list(csv.reader(StringIO(whole.decode("utf-8-sig"), newline="")))
    assert rows == [expected[0], *(row for row in expected[1:] if row[0] in chosen)]
    assert {row[0] for row in rows[1:]} == chosen and chosen
    assert download.value.suggested_filename == f"projects-{len(chosen)}.csv"


def test_a_geojson_file_holds_the_points_of_what_is_selected(page: Page, site: Served, folder: Path) -> None:
    opened(page, site, "?q=0005", "places/")
    opened(page, site, "?level=town", "places/")
    with page.expect_download() as download:
        page.locator("[data-save=geojson]").click()
    found = json.loads(Path(download.value.path()).read_text("utf-8"))
    whole = json.loads((folder / "downloads" / "places.geojson").read_text("utf-8"))
    towns = [one for one in whole["features"] if len(one["properties"]["id"]) == 9]
    assert found["features"] == towns and towns


def test_everything_can_be_done_by_keyboard(page: Page, site: Served) -> None:
    opened(page, site)
    whole = count(page)
    page.locator('[data-key="category"] input').first.focus()
    page.keyboard.press("Space")
    assert count(page) < whole
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-key=category] input')")
    expect(page.locator(".x-status")).to_have_attribute("role", "status")
    chip = page.locator(".x-chip").first
    chip.focus()
    page.keyboard.press("Enter")
    assert count(page) == whole
    assert page.evaluate("document.activeElement.matches('.x-status')")  # not lost with the chip


def test_on_a_phone_the_choices_are_a_dialog_and_the_views_are_one_at_a_time(
    browser: Browser, site: Served, observed: Observed
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = opened(context.new_page(), site)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opener = page.locator(".x-open")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.locator('[data-key="status"] input').first.check()
    found = count(page)
    expect(dialog.get_by_role("button", name=f"看这 {found} 条")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.x-open')")
    expect(page.locator(".x-view-chart")).to_be_hidden()
    page.get_by_role("button", name="图表", exact=True).click()
    expect(page.locator(".x-view-chart svg")).to_be_visible()
    expect(page.locator(".p-list")).to_be_hidden()
    page.get_by_role("button", name="地图", exact=True).click()
    page.frame_locator(".x-frame").locator(".m-cluster, .m-point").first.wait_for()
    page.go_back()
    expect(page.locator(".x-view-chart svg")).to_be_visible()
    assert errors == []
    context.close()


def test_the_map_shows_what_is_selected_with_few_signs_and_names_what_is_opened(
    page: Page, site: Served, observed: Observed
) -> None:
    opened(page, site, "?category=infrastructure&show=map")
    frame = page.frame_locator(".x-frame")
    frame.locator(".m-cluster, .m-point").first.wait_for()
    assert 0 < frame.locator(".leaflet-marker-icon").count() < 500
    placed, missing = map(int, re.findall(r"(\d+) 条", page.locator(".x-view-map .x-note").inner_text()))
    assert placed + missing == count(page)
    for _ in range(8):
        sign = frame.locator(".m-cluster, .m-point").first
        sign.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(150)
        if frame.locator(".m-popup a").count():
            break
    link = frame.locator(".m-popup a").first
    expect(link).to_have_attribute("target", "_top")
    assert "/projects/syn-project-" in (link.get_attribute("href") or "")
    assert observed.errors == []


def test_the_chart_and_its_table_say_the_same(page: Page, site: Served, published: Published) -> None:
    opened(page, site, "?category=infrastructure&by=status")
    drawn = page.locator(".x-chart rect").evaluate_all("bars => bars.map(bar => Number(bar.dataset.value))")
    told = page.locator(".x-chart data").evaluate_all("cells => cells.map(cell => Number(cell.value))")
    assert drawn == told
    assert sum(told) == len(published.selected({"category": {"infrastructure"}}, ""))


def test_nothing_moves_while_the_tools_are_written(page: Page, site: Served) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) "
        "window.moved += one.value; }).observe({ type: 'layout-shift', buffered: true })"
    )
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        opened(page, site)
        page.wait_for_timeout(200)
        assert page.evaluate("window.moved") < 0.01, width


def test_without_script_the_list_is_whole_and_no_empty_room_is_left(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{site.url}/projects/")
    expect(page.locator(".p-list tbody tr")).to_have_count(50)
    expect(page.locator(".x-side, .x-tools, .x-views").first).to_be_hidden()
    page.locator(".p-pages a").first.click()
    expect(page.locator(".p-list tbody tr").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("look", [{}, {"theme": "dark"}, {"text": "large", "contrast": "high"}])
def test_an_explored_list_has_no_barrier_and_no_sideways_scrolling(
    browser: Browser, site: Served, width: int, look: dict[str, str]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, bypass_csp=True)
    choice = json.dumps({"theme": "light", "text": "normal", "contrast": "normal"} | look)
    context.add_init_script(f"localStorage.setItem('display', {json.dumps(choice)})")
    page = opened(context.new_page(), site, "?status=completion&status=-&places=990102")
    if width == 390:
        page.locator(".x-open").click()
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.fixture
def moved(page: Page) -> Iterator[Callable[[], int]]:
    """How many bytes have come over the network so far."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    yield lambda: sum(sizes)


def test_little_is_moved_until_a_list_can_be_used(page: Page, site: Served, moved: Callable[[], int]) -> None:
    opened(page, site)
    assert moved() < BUDGET * 0.6  # with ten thousand records, columns and labels are some 100 KB more
