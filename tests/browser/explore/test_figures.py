"""A list that is explored: its counts, sums and files against what the published downloads say."""

from __future__ import annotations

import csv
import json
import unicodedata
from io import StringIO
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import yaml
from playwright.sync_api import Page

from generator.language import Language
from generator.publication import Publication
from generator.values.money import Money
from tests.browser.conftest import Observed, Served
from tests.browser.explore.lists import count, counts, opened, options, sums
from tests.browser.explore.published import Published
from tests.publications import PUBLICATION

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


def test_the_chart_and_its_table_say_the_same(page: Page, site: Served, published: Published) -> None:
    opened(page, site, "?category=infrastructure&by=status")
    drawn = page.locator(".x-chart rect").evaluate_all("bars => bars.map(bar => Number(bar.dataset.value))")
    told = page.locator(".x-chart data").evaluate_all("cells => cells.map(cell => Number(cell.value))")
    assert drawn == told
    assert sum(told) == len(published.selected({"category": {"infrastructure"}}, ""))
