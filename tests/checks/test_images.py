"""Pictures without a word, without an owner, without a file, or with too much in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.findings import Position
from generator.surroundings import Picture
from tests.checks.conftest import Findings
from tests.publications import only, shown

ROAD = "title: {zh: 道路, en: Road}\nsources: gazette\n"
IMAGE = "images:\n  - {file: roads/bridge.jpg, alt: {zh: 桥, en: A bridge}, credit: 某甲, licence: CC BY 4.0}\n"
PICTURE = Picture(width=1600, height=900, format="JPEG", bytes=200_000)
THERE = {"roads/bridge.jpg": PICTURE}


def test_a_picture_with_all_that_belongs_to_it_passes(findings: Findings) -> None:
    assert shown(findings({"projects/road": ROAD + IMAGE}, pictures=THERE)) == []


@pytest.mark.parametrize(
    ("without", "code"),
    [
        (", alt: {zh: 桥, en: A bridge}", "image-alt"),
        (", credit: 某甲", "image-credit"),
        (", licence: CC BY 4.0", "image-licence"),
    ],
)
def test_words_owner_and_licence_are_asked_for(findings: Findings, without: str, code: str) -> None:
    found = only(findings({"projects/road": ROAD + IMAGE.replace(without, "")}, pictures=THERE))
    assert found.position == Position(file="data/projects/road.yml", line=4, column=5)
    assert (str(found.severity), found.code, found.arguments) == ("error", code, {"file": "roads/bridge.jpg"})


@pytest.mark.parametrize(
    ("there", "meant"),
    [("roads/bridges.jpg", "roads/bridges.jpg"), ("photos/bridge.jpg", "photos/bridge.jpg"), ("sites/x.jpg", "")],
)
def test_a_missing_file_is_met_with_the_one_that_was_meant(findings: Findings, there: str, meant: str) -> None:
    found = only(findings({"projects/road": ROAD + IMAGE}, pictures={there: PICTURE}))
    assert found.position == Position(file="data/projects/road.yml", line=4, column=12)
    assert (found.code, found.arguments) == ("image-missing", {"file": "roads/bridge.jpg", "suggestion": meant})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "GIF"}, "image-format"),
        ({"has_location": True}, "image-location"),
        ({"width": 8000, "height": 5001}, "image-size"),
        ({"bytes": 9_000_000}, "image-size"),
    ],
)
def test_a_picture_that_cannot_be_published_is_refused(
    findings: Findings, change: dict[str, object], code: str
) -> None:
    pictures = {"roads/bridge.jpg": replace(PICTURE, **change)}  # type: ignore[arg-type]
    found = only(findings({"projects/road": ROAD + IMAGE}, pictures=pictures))
    assert (found.code, found.position.line, found.position.column) == (code, 4, 12)


def test_drawings_and_broken_files_are_no_pictures(findings: Findings) -> None:
    image = IMAGE.replace(".jpg", ".svg")
    assert only(findings({"projects/road": ROAD + image}, files=["roads/bridge.svg"])).code == "image-format"


def test_no_file_tells_where_it_was_taken_named_by_a_record_or_not(findings: Findings) -> None:
    found = only(findings(pictures={"spare/view.jpg": replace(PICTURE, has_location=True)}))
    assert (found.code, found.position) == ("image-location", Position(file="content/assets/spare/view.jpg"))
