"""The card and its links, as they follow from the record: no point, no links; a restricted place gives none away."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry, load
from generator.surroundings import Surroundings
from generator.writing.page import Page
from generator.writing.visitor_card import card, card_page, qr_code, visitor_section
from tests.publications import PUBLICATION, write_publication

SITE = """\
names: {zh: {value: 鲁沙尔寺}, en: {value: Lushar}}
type: BuddhistTemple
address: {zh: 西宁市湟中区鲁沙尔镇}
"""
POINT = "coordinates: {lat: 36.49, lon: 101.57}\nprecision_m: 300\n"


def made(folder: Path, record: str, more: str = "", language: str = "zh") -> tuple[Page, Entry]:
    """A page about the one site of a publication, and the site."""
    loaded = load(write_publication(folder, {"sites/lushar": record}, publication=PUBLICATION + more, common={}))
    assert loaded.publication is not None and not [found for found in loaded.findings if found.is_error]
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings())
    return Page(catalogue, Language(language, loaded.publication), "sites/lushar/"), catalogue.of_kind("site")[0]


def test_the_card_asks_politely_in_chinese_and_says_each_word(tmp_path: Path) -> None:
    page, site = made(tmp_path, SITE)
    shown = card(page, site)
    assert "您好，请带我去这里，谢谢！" in shown
    assert '<ruby>鲁沙尔<rp>(</rp><rt lang="zh-Latn">Lǔshā&#39;ěr</rt><rp>)</rp></ruby>' in shown
    assert 'lang="zh"' in shown and "v-meant" not in shown


def test_in_another_language_the_card_stays_chinese_and_says_below_what_it_means(tmp_path: Path) -> None:
    page, site = made(tmp_path, SITE, language="en")
    shown = card(page, site)
    assert "您好" in shown and "v-meant" in shown and "Please take me" in shown


def test_below_the_card_stand_height_and_last_entry_where_they_are_known(tmp_path: Path) -> None:
    visiting = "altitude: {value: 2400, at_least: true}, last_entry: {value: '16:30', as_of: 2012-04-10}"
    page, site = made(tmp_path / "known", SITE + f"visiting: {{{visiting}}}\n", language="en")
    shown = card_page(page, site)
    assert "more than 2,400 m" in shown and "16&#58;30" in shown and "10 April 2012" in shown
    assert "16&#58;30" not in card(page, site), "the card itself is for the driver"
    assert "v-way" not in card_page(*made(tmp_path / "unknown", SITE))


def test_a_reading_in_the_configuration_corrects_the_card(tmp_path: Path) -> None:
    page, site = made(tmp_path, SITE, "pinyin: {鲁沙尔: Rushar}\n")
    shown = card(page, site)
    assert ">Rushar</rt>" in shown


@pytest.mark.parametrize(
    ("record", "links"),
    [(SITE, 0), (SITE + POINT, 6), (SITE + POINT + "sensitivity: restricted\n", 0)],
    ids=["no point", "a point", "restricted"],
)
def test_map_apps_are_linked_only_where_there_is_a_point_that_may_be_told(
    tmp_path: Path, record: str, links: int
) -> None:
    page, site = made(tmp_path, record)
    shown = visitor_section(page, site)
    assert shown.count('rel="noopener noreferrer"') == links
    assert ("300" in shown) is bool(links)


def test_the_code_is_there_only_when_the_address_of_the_publication_is_known(tmp_path: Path) -> None:
    page, site = made(tmp_path / "one", SITE)
    assert qr_code(page, site) == ""
    page, site = made(tmp_path / "two", SITE, "url: https://example.org/\n")
    assert "https&#58;//example.org/sites/lushar/" in qr_code(page, site)
