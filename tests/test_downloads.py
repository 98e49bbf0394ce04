"""Downloads: what they hold, that nothing is lost, and that the same data give the same bytes."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO, StringIO
from itertools import chain
from pathlib import Path
from posixpath import join, normpath
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from generator.addresses import page_of
from generator.basemaps import ground
from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import load
from generator.records import KINDS
from generator.render import render
from generator.surroundings import Surroundings
from generator.tabular import bundles
from tests.publications import COMMON, write_publication
from tests.spreadsheets import read_csv, read_xlsx

COMMIT = "0123abcd" * 5
ROAD = """\
title: {zh: 试验路, en: Trial Road}
form: project
category: roads
status: implementation
places: [630121]
budget:
  - {value: 9949万元, basis: approved, as_of: 2020-05}
  - {value: 1.2亿元, basis: planned, note: {zh: 估算}}
outputs:
  - {value: 3.50公里, counts: {zh: 修的路, en: Road built}}
open_questions:
  - {zh: "=谁来养护？", en: "+who keeps it up?"}
sources: gazette
"""
DRAFT = "title: {zh: 草稿路, en: Draft Road}\ndraft: true\nsources: gazette\n"
BRIDGE = "title: {zh: 试验桥, en: Trial Bridge}\nplaces: [630121]\nsources: gazette\n"
FUND = """\
title: {zh: 试验资金, en: Trial Fund}
total: [{value: 500万元, basis: allocated}]
allocations:
  - {value: 120.50万元, basis: allocated, project: bridge, sources: [{source: gazette, at: 第3页}]}
sources: gazette
"""
TOWER = """\
names: {zh: 试验塔, en: Trial Tower}
type: TouristAttraction
place: 630121
coordinates: {lat: 36.1234567, lon: 101.7654321}
founding:
  - value: 1560
    event: {zh: 建成, en: Built}
    alternatives: [{value: 1577, sources: gazette}]
sources: gazette
"""
RECORDS = {
    "projects/road": ROAD, "projects/bridge": BRIDGE, "projects/draft-road": DRAFT, "funds/fund": FUND,
    "sites/tower": TOWER,
}  # fmt: skip


def catalogue_of(folder: Path) -> Catalogue:
    """The records above, as a publication."""
    loaded = load(write_publication(folder, RECORDS, common=COMMON))
    assert loaded.publication is not None and not [one for one in loaded.findings if one.is_error], loaded.findings
    road = "data/projects/road.yml"
    around = Surroundings(as_of=date(2026, 6, 30), changed={road: date(2026, 3, 4)}, commits={road: COMMIT})
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A small publication."""
    return catalogue_of(tmp_path_factory.mktemp("downloads"))


@pytest.fixture(scope="module")
def files(catalogue: Catalogue) -> dict[str, bytes]:
    """Its downloads by name."""
    return bundles.files(catalogue, Language("zh", catalogue.publication))


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> dict[str, bytes]:
    """Everything that is rendered, as ``en/projects/index.md``."""
    made = {}
    for code in catalogue.publication.languages:
        language = Language(code, catalogue.publication)
        for artifact in render(catalogue, language, ground(catalogue.publication.map, {}, lang=code, shared_url="../")):
            made[f"{code}/{artifact.path}"] = artifact.content
    return made


# --------------------------------------------------------------------------------------------------------- contents


def test_every_row_names_its_record_its_sources_its_date_the_licence_and_the_page(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if not name.endswith(".csv"):
            continue
        for row in read_csv(content):
            assert row["id"] and row["title.zh"] and row["as_of"] and row["page"] and row["page.en"], name
            assert row["licence"] == "CC BY 4.0"
            assert row["sources"] == "gazette" or "sources/gazette/" in row["page"], (name, row)


def test_a_row_has_the_day_of_its_record_where_git_knows_it(files: dict[str, bytes]) -> None:
    days = {row["id"]: row["as_of"] for row in read_csv(files["projects.csv"])}
    assert days == {"bridge": "2026-06-30", "road": "2026-03-04"}


def test_a_row_has_the_commit_of_its_record_where_git_knows_it(files: dict[str, bytes]) -> None:
    assert {row["id"]: row["version"] for row in read_csv(files["projects.csv"])} == {"bridge": "", "road": COMMIT}
    records = json.loads(files["projects.json"])["records"]
    assert {record["id"]: record["version"] for record in records} == {"bridge": None, "road": COMMIT}


def test_drafts_are_in_no_file(files: dict[str, bytes]) -> None:
    with ZipFile(BytesIO(files["all.zip"])) as archive:
        inside = [archive.read(name) for name in archive.namelist()]
    with ZipFile(BytesIO(files["all.xlsx"])) as archive:
        inside += [archive.read(name) for name in archive.namelist()]
    assert not [content for content in inside if b"draft-road" in content or "草稿路".encode() in content]


def test_what_a_record_has_several_of_is_a_table_whose_rows_repeat_the_id(files: dict[str, bytes]) -> None:
    first, second = read_csv(files["projects-budget.csv"])
    assert (first["id"], first["path"], first["budget.basis"]) == ("road", "budget.0", "approved")
    assert (first["budget.value"], first["budget.value.step"], first["budget.stated_as"]) == (
        "99490000.00", "10000.00", "9949万元",
    )  # fmt: skip
    assert (second["budget.value"], second["budget.note.zh"], second["budget.value.currency"]) == (
        "120000000.00", "估算", "CNY",
    )  # fmt: skip
    (output,) = read_csv(files["projects-outputs.csv"])
    assert (output["outputs.value"], output["outputs.value.unit.en"]) == ("3.5", "km")


def test_text_that_looks_like_a_formula_is_written_with_one_quote(files: dict[str, bytes]) -> None:
    assert "'=谁来养护？".encode() in files["projects-open-questions.csv"]
    (row,) = read_csv(files["projects-open-questions.csv"])
    assert (row["open_questions.zh"], row["open_questions.en"]) == ("=谁来养护？", "+who keeps it up?")


def test_citations_have_the_place_in_the_source_and_alternatives_what_others_say(files: dict[str, bytes]) -> None:
    cited = {(row["kind"], row["id"], row["path"]): row["citation.at"] for row in read_csv(files["citations.csv"])}
    assert cited["fund", "fund", "allocations.0"] == "第3页"
    (other,) = read_csv(files["alternatives.csv"])
    assert (other["path"], other["alternative.value"]) == ("founding.0.alternatives.0", "1577")


def test_no_file_has_more_digits_of_a_point_than_the_map(catalogue: Catalogue, files: dict[str, bytes]) -> None:
    (entry,) = catalogue.of_kind("site")
    point = catalogue.point_of(entry)
    assert point is not None
    (row,) = read_csv(files["sites.csv"])
    assert (row["coordinates.value.lat"], row["coordinates.value.lon"]) == (str(point.lat), str(point.lon))
    (feature,) = json.loads(files["sites.geojson"])["features"]
    assert feature["geometry"]["coordinates"] == [float(point.lon), float(point.lat)]
    stated = json.loads(files["sites.json"])["records"][0]["record"]["coordinates"]["value"]
    assert stated == {"lat": str(point.lat), "lon": str(point.lon), "datum": "wgs84"}
    assert not [name for name, content in files.items() if b"36.1234567" in content]


def test_json_has_exact_numbers_as_text_and_everything_that_was_written(files: dict[str, bytes]) -> None:
    _, road = json.loads(files["projects.json"])["records"]
    assert (road["id"], road["sources"], road["page"]) == (
        "road", ["gazette"], {"zh": "projects/road/", "en": "en/projects/road/"},
    )  # fmt: skip
    money = road["record"]["budget"][0]["value"]
    assert money == {"amount": "99490000.00", "currency": "CNY", "step": "10000.00", "written": "9949万元"}
    assert "draft" not in road["record"]


# ---------------------------------------------------------------------------------------------- the same everywhere


def amounts_shown(page: str) -> dict[str, str]:
    """Record → fen, as the table of a list sorts by them."""
    rows = re.findall(r"<tr[^>]*><th scope=\"row\"><a href=\"([\w-]+)/\".*?data-value=\"(\d*)\"", page)
    return {id_: fen for id_, fen in rows if fen}


def test_list_and_every_download_have_the_same_amount_of_a_record(
    files: dict[str, bytes], pages: dict[str, bytes]
) -> None:
    shown = {id_: Decimal(fen) / 100 for id_, fen in amounts_shown(pages["zh/projects/index.md"].decode()).items()}
    assert shown == {"road": Decimal("99490000"), "bridge": Decimal("1205000")}
    for rows in (read_csv(files["projects.csv"]), read_xlsx(files["projects.xlsx"], "projects")):
        assert {row["id"]: Decimal(str(row["amount.value"])) for row in rows} == shown
    english, chinese = (amounts_shown(pages[f"{code}/projects/index.md"].decode()) for code in ("en", "zh"))
    assert english == chinese
    given = {row["id"]: row["amount.record"] for row in read_csv(files["projects.csv"])}
    assert given == {"road": "project/road", "bridge": "fund/fund"}


def test_chart_its_table_and_the_download_have_the_same_numbers(
    files: dict[str, bytes], pages: dict[str, bytes]
) -> None:
    page = unescape(pages["zh/funds/fund.md"].decode())
    drawn = {Decimal(number) for number in re.findall(r'data-value="(\d[\d.]*)"', page)}
    tabled = {Decimal(number) for number in re.findall(r'<data value="(\d[\d.]*)"', page)}
    (line,) = read_csv(files["funds-allocations.csv"])
    (total,) = read_csv(files["funds-total.csv"])
    downloaded = {Decimal(line["allocations.value"]), Decimal(total["total.value"])}
    assert drawn and drawn == tabled
    assert {Decimal(line["allocations.value"]) * 100} <= drawn
    assert downloaded == {Decimal("1205000.00"), Decimal("5000000.00")}


# ------------------------------------------------------------------------------------------------- files and columns


def test_the_same_records_give_the_same_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    again = catalogue_of(tmp_path)
    assert bundles.files(again, Language("zh", again.publication)) == files


def test_the_archive_holds_every_other_file_in_the_order_of_their_names(files: dict[str, bytes]) -> None:
    with ZipFile(BytesIO(files["all.zip"])) as archive:
        names = archive.namelist()
        assert names == sorted(files.keys() - {"all.zip"})
        assert all(archive.read(name) == files[name] for name in names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_each_kind_has_its_files_and_a_sheet_in_the_workbook_of_all(files: dict[str, bytes]) -> None:
    for kind in KINDS:
        assert set(bundles.names_of(kind)) <= files.keys()
    sheets = CalamineWorkbook.from_filelike(BytesIO(files["all.xlsx"])).sheet_names
    assert sheets[2:] == [kind.folder for kind in KINDS]


def test_every_column_has_a_key_of_its_own_and_a_label_in_every_language(catalogue: Catalogue) -> None:
    for table in bundles.tables_of(catalogue, Language("zh", catalogue.publication)):
        keys = [column.key for column in table.columns]
        assert len(keys) == len(set(keys)), table.name
        assert len(table.name) <= 31, "longer than the name of a sheet may be"
        for column in table.columns:
            assert re.search("[\u4e00-\u9fff]", column.labels["zh"]), column.key
            assert not re.search(r"_|\.\w", column.labels["en"]), column.key


def test_the_page_about_downloads_names_every_file_and_every_column(
    catalogue: Catalogue, files: dict[str, bytes], pages: dict[str, bytes]
) -> None:
    for code, root in (("zh", ""), ("en", "en/")):
        start = f"{code}/downloads/"
        names = [*(kind.folder for kind in KINDS), "mixed"]
        files_of = {
            name: sorted(path for path in pages if re.fullmatch(rf"{start}{name}(/page-\d+)?\.md", path))
            for name in names
        }
        assert len(files_of["sites"]) == 2 and len(files_of["places"]) == 1
        inner = {name: unescape("".join(pages[path].decode() for path in found)) for name, found in files_of.items()}
        overview = unescape(pages[f"{start}index.md"].decode())
        linked = {
            normpath(join(root + page_of(path.removeprefix(f"{code}/")), way))
            for path in (f"{start}index.md", *chain(*files_of.values()))
            for way in re.findall(r'href="([^"#]*)" download=', unescape(pages[path].decode()))
        }
        assert {f"downloads/{name}" for name in files if name != "README.txt"} == linked
        for table in bundles.tables_of(catalogue, Language("zh", catalogue.publication)):
            page = overview + inner[table.name.split("-")[0] if table.kind else "mixed"]
            assert all(f"<code>{column.key}</code>" in page for column in table.columns), table.name


def test_files_lie_beside_the_pages_of_the_default_language_only(
    files: dict[str, bytes], pages: dict[str, bytes]
) -> None:
    assert all(pages[f"zh/downloads/{name}"] == content for name, content in files.items())
    assert not [name for name in pages if name.startswith("en/downloads/") and not name.endswith(".md")]


def test_each_list_and_the_map_lead_to_their_files(pages: dict[str, bytes]) -> None:
    for kind in KINDS:
        for code, way in (("zh", "../downloads/"), ("en", "../../downloads/")):
            page = unescape(pages[f"{code}/{kind.folder}/index.md"].decode())
            assert all(f'href="{way}{name}"' in page for name in bundles.names_of(kind)), kind.name
    assert 'href="../../downloads/sites.geojson"' in unescape(pages["en/map/index.md"].decode())


def test_the_schema_describes_each_csv_file_as_it_is(files: dict[str, bytes]) -> None:
    described = json.loads(files["datapackage.json"])["resources"]
    assert {one["path"] for one in described} == {name for name in files if name.endswith(".csv")}
    for one in described:
        head = next(csv.reader(StringIO(files[one["path"]].decode("utf-8-sig"))))
        assert [column["name"] for column in one["schema"]["fields"]] == head
