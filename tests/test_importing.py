"""GPX files, as watches, phones and programs write them and as nobody should, and the routes that are made of them."""

from __future__ import annotations

import math
import tracemalloc
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import commands
from generator.findings import Refusal
from generator.gpx import MOST_BYTES, read_gpx
from generator.importing import id_from
from tests.publications import findings_of, write_publication
from tests.test_routes import SITES

NS11 = "http://www.topografix.com/GPX/1/1"
NS10 = "http://www.topografix.com/GPX/1/0"
GARMIN = (
    "<extensions><t:TrackPointExtension xmlns:t='http://www.garmin.com/xmlschemas/TrackPointExtension/v1'>"
    "<t:hr>142</t:hr><t:trkpt lat='1' lon='1'/></t:TrackPointExtension></extensions>"
)


def point(index: int, *, ele: bool = True, more: str = "", tag: str = "trkpt") -> str:
    """One of the points of a way from the mill to the tower and on, 15 metres apart, wavering a little."""
    lon, lat = 101.70 + index * 0.0001, 36.90 + index * 0.0001 + 0.00001 * math.sin(index)
    height = f"<ele>{2400 + index / 2:.2f}</ele>" if ele else ""
    return f'<{tag} lat="{lat:.6f}" lon="{lon:.6f}">{height}<time>2026-05-01T08:00:00Z</time>{more}</{tag}>'


def points(start: int = 0, end: int = 120, **how: object) -> str:
    return "".join(point(index, **how) for index in range(start, end))  # type: ignore[arg-type]


def gpx(inside: str, *, ns: str = NS11, version: str = "1.1") -> str:
    return f'<gpx xmlns="{ns}" version="{version}" creator="Li Ming\'s watch">{inside}</gpx>'


def track(*segments: str) -> str:
    return "<trk><name>Li Ming goes home</name>" + "".join(f"<trkseg>{one}</trkseg>" for one in segments) + "</trk>"


ROUTE = gpx("<rte><name>plan</name>" + points(tag="rtept") + "</rte>")
PLACES = gpx("<rte>" + "".join(point(index, tag="rtept") for index in (10, 50, 90)) + "</rte>")
PREFIXED = (
    f'<g:gpx xmlns:g="{NS10}" version="1.0">'
    + track(points()).replace("<", "<g:").replace("<g:/", "</g:")
    + "</g:gpx>"
)
GOOD: dict[str, bytes] = {
    "plain": gpx(track(points())).encode(),
    "two segments": gpx(track(points(0, 60), points(60, 120))).encode(),
    "an empty segment": gpx(track("", points())).encode(),
    "version 1.0": gpx(track(points()), ns=NS10, version="1.0").encode(),
    "prefixes": PREFIXED.encode(),
    "no namespace": ("<gpx>" + track(points()) + "</gpx>").encode(),
    "watch extensions": gpx(track(points(more=GARMIN))).encode(),
    "foreign elements among the points": gpx(
        track("<x:trkpt xmlns:x='urn:x' lat='1' lon='1'/>" + points(more="<x:ele xmlns:x='urn:x'>9</x:ele>"))
    ).encode(),
    "waypoints beside": gpx('<wpt lat="1" lon="1"><name>Home</name></wpt>' + track(points())).encode(),
    "no heights": gpx(track(points(ele=False))).encode(),
    "one height missing": gpx(track(points(0, 60) + point(60, ele=False) + points(61))).encode(),
    "half of the heights missing": gpx(track(points(0, 60) + points(60, ele=False))).encode(),
    "a route": ROUTE.encode(),
    "utf-8 with a mark": b"\xef\xbb\xbf" + gpx(track(points())).encode(),
    "utf-16": ('<?xml version="1.0" encoding="UTF-16"?>' + gpx(track(points()))).encode("utf-16"),
    "utf-16 without a mark": gpx(track(points())).encode("utf-16-le"),
    "utf-8 that says utf-16": ('<?xml version="1.0" encoding="UTF-16"?>' + gpx(track(points()))).encode(),
    "gbk": ('<?xml version="1.0" encoding="GBK"?>' + gpx(track(points()).replace("Li Ming", "李明"))).encode("gbk"),
    "a point within a point": gpx(track(points(more="<trkpt lat='1' lon='1'><ele>1</ele></trkpt>"))).encode(),
    "carriage returns": gpx(track(points().replace("</trkpt>", "</trkpt>\r\n"))).encode(),
    "the other order of two bytes": gpx(track(points())).encode("utf-16-be"),
    "times of another zone": gpx(track(points()).replace("08:00:00Z", "03:00:00.123-05:30")).encode(),
    "points that repeat": gpx(track(points(0, 1) * 40 + points())).encode(),
    "heights that are none": gpx(track(points().replace("<ele>2400.00", "<ele>-32768"))).encode(),
    "blank lines first": b"\n\n" + gpx(track(points())).encode(),
}
BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "gpx-unreadable"),
    "half a file": (gpx(track(points()))[:2000].encode(), "gpx-unreadable"),
    "no xml": (b"lat,lon\n1,2\n", "gpx-unreadable"),
    "bytes": (bytes(range(256)) * 20, "gpx-unreadable"),
    "wrong encoding": (b"<?xml version='1.0' encoding='UTF-8'?><gpx>" + "塔尔寺</gpx>".encode("gbk"), "gpx-unreadable"),
    "unknown encoding": (b"<?xml version='1.0' encoding='zlib_codec'?><gpx/>", "gpx-unreadable"),
    "another language": (b"<kml xmlns='http://www.opengis.net/kml/2.2'/>", "gpx-other"),
    "entities": (b"<!DOCTYPE gpx [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><gpx><name>&b;</name></gpx>", "gpx-doctype"),
    "an outside entity": (b"<!DOCTYPE gpx [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><gpx>&a;</gpx>", "gpx-doctype"),
    "a document type alone": (b"<!DOCTYPE gpx SYSTEM 'http://example.org/gpx.dtd'><gpx/>", "gpx-doctype"),
    "points outside a segment": (gpx(points()).encode(), "gpx-no-track"),
    "points of a track without a segment": (gpx("<trk>" + points() + "</trk>").encode(), "gpx-no-track"),
    "nothing in it": (gpx("").encode(), "gpx-no-track"),
    "decimal commas": (gpx(track(points()).replace('lat="36.', 'lat="36,')).encode(), "gpx-point"),
    "latitude and longitude exchanged": (gpx(track('<trkpt lat="101.7" lon="36.9"/>' * 2)).encode(), "gpx-point"),
    "four bytes a character": (gpx(track(points())).encode("utf-32"), "gpx-unreadable"),
    "two files in one": ((gpx(track(points())) * 2).encode(), "gpx-unreadable"),
    "a page that says that there is no file": (b"<!doctype html><html><body>404</body></html>", "gpx-unreadable"),
    "waypoints only": (gpx('<wpt lat="36.9" lon="101.7"/>').encode(), "gpx-no-track"),
    "one point": (gpx(track(point(1))).encode(), "gpx-no-track"),
    "the same point": (gpx(track(point(1) + point(1))).encode(), "line-still"),
    "no number": (gpx(track('<trkpt lat="nan" lon="101.7"/>' + points())).encode(), "gpx-point"),
    "no latitude": (gpx(track('<trkpt lon="101.7"/>' + points())).encode(), "gpx-point"),
    "not on earth": (gpx(track('<trkpt lat="136.9" lon="101.7"/>' + points())).encode(), "gpx-point"),
    "far away": (gpx(track(points()).replace('lat="36', 'lat="46')).encode(), "gpx-outside"),
    "a leap": (gpx(track(points(0, 60) + points(60).replace('lon="101.7', 'lon="101.9'))).encode(), "line-jump"),
    "too large": (b"<gpx>" + b" " * MOST_BYTES, "gpx-size"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = write_publication(tmp_path / "publication", SITES)
    (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    return folder


def run(root: Path, raw: bytes, *options: str, name: str = "walk.gpx") -> tuple[int, str, str]:
    """Exit code, what was said, and the record, where there is one."""
    file = root.parent / name
    file.write_bytes(raw)
    done = CliRunner().invoke(commands, ["import", "route", str(file), "--root", str(root), "--lang", "en", *options])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    record = root / "data" / "routes" / "walk.yml"
    return done.exit_code, done.output, record.read_text(encoding="utf-8") if record.exists() else ""


@pytest.mark.parametrize("name", GOOD)
def test_a_recording_becomes_a_route_that_the_checker_accepts_as_a_draft(root: Path, name: str) -> None:
    code, said, record = run(root, GOOD[name])
    assert code == 0, said
    assert record.index("site: mill") < record.index("site: tower")
    assert 2 <= record.count("      - [") < 20
    for private in ("Li Ming", "李明", "2026-05-01", "08:00", "142", "Home", "watch", "home"):
        assert private not in record
    assert not [one for one in findings_of(root) if one.is_error]


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_recording_is_refused_in_words_and_leaves_nothing(root: Path, name: str) -> None:
    raw, expected = BAD[name]
    code, said, record = run(root, raw)
    assert (code, record) == (1, "")
    assert f"[{expected}]" in said and "{" not in said
    assert said.startswith("walk.gpx")


@pytest.mark.parametrize("name", ["plain", "no heights", "one height missing", "half of the heights missing"])
def test_the_record_is_in_canonical_order(root: Path, name: str) -> None:
    run(root, GOOD[name])
    done = CliRunner().invoke(commands, ["fmt", "--check", "--root", str(root), str(root / "data/routes/walk.yml")])
    assert done.exit_code == 0, done.output


def test_heights_are_taken_over_filled_in_or_left_out_and_that_is_said(root: Path) -> None:
    assert ", 2400]" in run(root, GOOD["plain"])[2]
    assert "1 points had no height" in run(root, GOOD["one height missing"], "--force")[2]
    none = run(root, GOOD["half of the heights missing"], "--force")[2]
    assert "Too many points have no height" in none and ", 24" not in none


def test_places_that_are_only_listed_become_stops_without_a_path(root: Path) -> None:
    _, _, record = run(root, PLACES.encode())
    assert "geometry: not-stated" in record and "LineString" not in record
    assert "site: mill" in record and "site: tower" in record


def test_the_ends_are_cut_off_by_metres(root: Path) -> None:
    whole = run(root, GOOD["plain"])[2]
    cut = run(root, GOOD["plain"], "--cut", "200", "--cut-end", "50", "--force")[2]
    assert "[101.7, 36.9, 2400]" in whole and "[101.7, 36.9," not in cut
    assert "200 m were cut off at the start and 50 m at the end" in cut
    code, said, _ = run(root, GOOD["plain"], "--cut", "5000", "--force")
    assert code == 1 and "[gpx-short]" in said


def test_of_several_tracks_the_longest_is_taken_or_the_one_that_is_asked_for(root: Path) -> None:
    several = gpx(track(points(0, 20)) + track(points()) + track(points(0, 30))).encode()
    assert "this is number 2" in run(root, several)[2]
    assert "this is number 3" in run(root, several, "--track", "3", "--force")[2]
    code, said, _ = run(root, several, "--track", "4", "--force")
    assert code == 1 and "[gpx-no-such-track]" in said


def test_parts_with_an_unknown_way_between_them_are_not_joined(root: Path) -> None:
    _, _, record = run(root, gpx(track(points(0, 60), points(90, 110))).encode())
    assert "1 parts that do not join were left out" in record


def test_a_record_that_is_there_is_only_replaced_when_told_to(root: Path) -> None:
    run(root, GOOD["plain"])
    record = root / "data" / "routes" / "walk.yml"
    record.write_text("mine\n", encoding="utf-8")
    assert run(root, GOOD["plain"])[0] == 1
    assert record.read_text(encoding="utf-8") == "mine\n"
    assert run(root, GOOD["plain"], "--force")[0] == 0


@pytest.mark.parametrize(
    "options", [["--id", "../x"], ["--id", "CON"], ["--track", "0"], ["--cut", "x"], ["--tolerance", "0"], ["--what"]]
)
def test_wrong_usage_is_told_apart_from_a_bad_file(root: Path, options: list[str]) -> None:
    assert run(root, GOOD["plain"], *options)[0] == 2
    assert run(root, GOOD["plain"], name="路线.gpx")[0] == 2


def test_an_id_is_made_of_the_file_name() -> None:
    named = {"Lake Walk (2).gpx": "lake-walk-2", "Übung.gpx": "ubung", "路线.gpx": "", "con.gpx": "", ".gpx": "gpx"}
    assert {name: id_from(name) for name in named} == named


def test_what_is_deeply_nested_or_endlessly_long_stays_cheap() -> None:
    began = process_time()
    tracemalloc.start()
    deep = b"<gpx>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</gpx>"
    assert read_gpx(deep).lines == []
    with pytest.raises(Refusal) as caught:
        read_gpx(b"<gpx><trk><trkseg>" + b'<trkpt lat="1" lon="1"/>' * 100_001 + b"</trkseg></trk></gpx>")
    assert caught.value.code == "gpx-size"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000 and process_time() - began < 20


@given(st.binary(max_size=400), st.integers(0, 2000))
def test_whatever_the_bytes_it_is_read_or_refused(noise: bytes, place: int) -> None:
    plain = GOOD["watch extensions"]
    for raw in (noise, plain[:place] + noise + plain[place:]):
        try:
            read_gpx(raw)
        except Refusal as refusal:
            assert refusal.code.startswith("gpx-")
