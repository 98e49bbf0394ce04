"""What things are called to machines, in which language and at which address; the publication itself and its data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from generator.catalogue import Catalogue
from generator.language import Language
from generator.render import downloads, home
from generator.surroundings import Picture
from tests.linked_data import schema_org
from tests.linked_data.publications import REAL, TEMPLE, catalogue_of, data, main, told_of


def test_a_thing_has_one_name_in_all_languages_and_whole_addresses_where_there_is_one(tmp_path: Path) -> None:
    records = {"sites/temple": TEMPLE + "  {}\n"}
    whole = catalogue_of(tmp_path / "whole", records)
    zh, en = data(whole, "site", "temple"), data(whole, "site", "temple", "en")
    assert zh["@id"] == en["@id"] == zh["url"] == "https://city.example/view/sites/temple/"
    assert en["url"] == "https://city.example/view/en/sites/temple/"
    assert en["containedInPlace"]["@id"] == "https://city.example/view/places/630121/"
    part = catalogue_of(tmp_path / "part", records, publication=REAL.replace("url: https://city.example/view/\n", ""))
    zh, en = data(part, "site", "temple"), data(part, "site", "temple", "en")
    assert (zh["@id"], zh["url"]) == ("./", "./")
    assert (en["@id"], en["url"]) == ("../../../sites/temple/", "./")


def test_names_are_marked_with_their_language_unless_it_is_the_page_s(told: Any) -> None:
    whole = told("")
    assert whole["@context"][1]["@language"] == "zh" and whole["name"] == "鼓寺"
    assert whole["alternateName"] == [
        {"@language": "en", "@value": "Drum Temple"}, {"@language": "en", "@value": "Bell Temple"},
    ]  # fmt: skip


def test_a_temple_that_schema_org_has_no_class_for_is_a_landmark(tmp_path: Path) -> None:
    taoist = TEMPLE.replace("type: BuddhistTemple", "type: LandmarksOrHistoricalBuildings\ntradition: taoist")
    assert main(told_of(tmp_path, "", temple=taoist))["@type"] == "LandmarksOrHistoricalBuildings"


def test_pages_about_the_same_thing_elsewhere_are_told(tmp_path: Path) -> None:
    elsewhere = TEMPLE.replace("visiting:", "same_as: [https://www.example.org/item/Q1]\nvisiting:")
    assert main(told_of(tmp_path, "", temple=elsewhere))["sameAs"] == "https://www.example.org/item/Q1"


def test_a_picture_is_told_with_its_credit_and_its_licence(tmp_path: Path) -> None:
    image = "images: [{file: a.jpg, alt: {zh: 鼓, en: A drum}, credit: 王某, licence: CC BY-SA 4.0, taken: 2020-05}]\n"
    picture = Picture(800, 600, "JPEG", 1000)
    records = {"sites/temple": image + TEMPLE + "  {}\n"}
    catalogue = catalogue_of(tmp_path, records, pictures={"a.jpg": picture}, asset_files=frozenset({"a.jpg"}))
    assert data(catalogue, "site", "temple", "en")["image"] == {
        "@type": "ImageObject",
        "contentUrl": "https://city.example/view/assets/images/a-jpg-800.jpg",
        "description": "A drum",
        "creditText": "王某",
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "dateCreated": "2020-05",
    }


def test_home_is_a_website_and_the_downloads_are_a_data_set(many: Catalogue) -> None:
    language = Language("en", many.publication)
    front = {a.path: _front(a.content) for a in (*home.render(many, language), *downloads.render(many, language))}
    site, whole = (json.loads(front[path]["linked"]) for path in ("index.md", "downloads/index.md"))
    for node in (site, whole):
        assert not list(schema_org.wrong({name: value for name, value in node.items() if name != "@context"}))
    assert site["url"] == "https://city.example/view/en/" and "potentialAction" not in site
    files = {one["contentUrl"]: one["encodingFormat"] for one in whole["distribution"]}
    assert files["https://city.example/view/downloads/projects.csv"] == "text/csv"
    assert whole["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert re.fullmatch(r"\d{4}/\d{4}", whole["temporalCoverage"])


def _front(content: bytes) -> Any:
    text = content.decode()
    return yaml.safe_load(text.split("---\n")[1]) if text.startswith("---\n") else {}
