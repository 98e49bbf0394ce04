"""Routes to take along, read back by libraries that did not write them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import gpx
import pytest
from fastkml import KML, Placemark
from fastkml.utils import find_all
from fastkml.validator import validate
from lxml import etree  # type: ignore[import-untyped]

from generator.writing.route_files import Journey, Waypoint, to_geojson, to_gpx, to_kml

HOSTILE = [
    "a & b < c > d \"e\" 'f'",
    "]]> <![CDATA[ x ]]>",
    "&lt;b&gt; &amp; &#60;",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "夏都西宁 སྐུ་འབུམ 🚌",
    "</name><name>x",
    "\u0000\u0008\ufffe\ud800 x",
]
STOPS = (Waypoint("1: 鼓楼", (101.7, 36.9), "门口"), Waypoint("2: 桥", (101.71, 36.91)))
PATH = ((101.7, 36.9, 2400.0), (101.705, 36.905, 2452.5), (101.71, 36.91, 2448.0))


def journey(name: str = "步道", *, path: tuple[tuple[float, ...], ...] = PATH, ordered: bool = True) -> Journey:
    return Journey(
        name=name, text=name, page=f"https://example.org/?a=1&b=2#{len(name)}", publication=name, licence="CC BY 4.0",
        waypoints=(*STOPS, Waypoint(name, (101.72, 36.92), name)), is_ordered=ordered, path=path,
        properties={"length_m": 1424},
    )  # fmt: skip


def kept(name: str) -> str:
    """What XML can hold of a text; an attempt at CDATA is broken by a blank in KML."""
    return "".join(sign for sign in name if sign.isprintable() and sign not in "\ufffe\ud800").strip()


def shapes(raw: bytes) -> list[str]:
    tags = [str(etree.QName(one).localname) for one in etree.fromstring(raw)]
    return [tag for tag in tags if tag != "metadata"]


def test_the_line_of_a_kml_has_a_colour_and_a_width_and_what_has_no_line_has_no_style() -> None:
    document = etree.fromstring(to_kml(journey()))[0]
    style = document.find("{*}Style")
    (link,) = document.iterfind(".//{*}styleUrl")
    assert link.text == f"#{style.get('id')}" and link.getparent().find("{*}LineString") is not None
    assert (style.findtext("{*}LineStyle/{*}color"), style.findtext("{*}LineStyle/{*}width")) == ("ff7a5317", "4")
    assert b"<Style" not in to_kml(journey(path=(), ordered=False)) and b"href" not in to_kml(journey())


@pytest.mark.parametrize("name", HOSTILE)
def test_gpx_is_valid_and_says_the_same_to_another_library(name: str) -> None:
    raw = to_gpx(journey(name))
    result = gpx.validate(raw.decode())
    assert result.is_valid, result.issues
    read = gpx.from_string(raw.decode())
    assert [point.name for point in read.wpt] == ["1: 鼓楼", "2: 桥", kept(name)]
    assert [(float(p.lon), float(p.lat), float(p.ele or 0)) for p in read.trk[0].trkseg[0].trkpt] == list(PATH)
    (link,) = etree.fromstring(raw).iterfind(".//{*}metadata/{*}link")
    assert link.get("href") == journey(name).page


def test_gpx_has_a_track_for_a_path_a_route_for_an_order_and_points_only_without_either() -> None:
    assert shapes(to_gpx(journey())) == ["wpt", "wpt", "wpt", "trk"]
    assert shapes(to_gpx(journey(path=()))) == ["wpt", "wpt", "wpt", "rte"]
    assert shapes(to_gpx(journey(path=(), ordered=False))) == ["wpt", "wpt", "wpt"]


@pytest.mark.parametrize("name", HOSTILE)
def test_kml_follows_the_schema_and_says_the_same_to_another_library(name: str) -> None:
    raw = to_kml(journey(name))
    assert validate(element=etree.fromstring(raw))
    read = KML.from_string(raw.decode())
    marks: list[Any] = list(find_all(read, of_type=Placemark))
    expected = kept(name).replace("<![CDATA[", "<! [CDATA[")
    assert [mark.name for mark in marks] == [expected, "1: 鼓楼", "2: 桥", expected]
    assert [tuple(place[:2]) for place in marks[0].geometry.coords] == [point[:2] for point in PATH]


def test_kml_and_geojson_have_no_line_where_there_is_no_order() -> None:
    loose = journey(path=(), ordered=False)
    assert b"LineString" not in to_kml(loose)
    assert {one["geometry"]["type"] for one in json.loads(to_geojson(loose))["features"]} == {"Point"}
    assert all("stop" not in one["properties"] for one in json.loads(to_geojson(loose))["features"])


def test_geojson_says_whether_its_line_is_a_path_or_only_an_order() -> None:
    lines = [json.loads(to_geojson(one))["features"][0] for one in (journey(), journey(path=()))]
    assert [line["properties"]["line"] for line in lines] == ["path", "order"]
    assert lines[0]["geometry"]["coordinates"] == [list(point) for point in PATH]
    assert lines[0]["properties"]["length_m"] == 1424


@pytest.mark.parametrize("write", [to_gpx, to_kml, to_geojson])
def test_the_same_route_gives_the_same_bytes_and_no_time(write: object) -> None:
    assert callable(write)
    first = write(journey())
    write(journey("other", path=()))
    assert write(journey()) == first
    assert b"<time>" not in first and b"20" not in first.split(b"CC BY")[0].replace(b"2.0", b"")[:60]


def test_another_process_writes_the_same_bytes() -> None:
    script = (
        "import hashlib; from tests.writing.test_route_files import *; "
        "print(hashlib.sha256(to_gpx(journey()) + to_kml(journey()) + to_geojson(journey())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1 and digests != {""}
