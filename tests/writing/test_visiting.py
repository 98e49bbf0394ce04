"""What a visitor plans by: told as it is while it may be relied on, with its date first when it may not."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import Entry, load
from generator.surroundings import Surroundings
from generator.writing.page import Page
from generator.writing.visiting import is_doubtful, manners, open_now, visiting_section, ways
from tests.publications import write_publication

SITE = "names: {{zh: 塔, en: Tower}}\ntype: TouristAttraction\nvisiting:\n  {}\nsources: gazette\n"


def made(folder: Path, visiting: str, today: date = date(2026, 11, 22)) -> tuple[Page, Entry]:
    loaded = load(write_publication(folder, {"sites/tower": SITE.format(visiting)}))
    assert not loaded.findings and loaded.publication
    catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, Surroundings(as_of=today))
    entry = next(one for one in catalogue.everything if one.id == "tower")
    return Page(catalogue, Language("en", loaded.publication), "sites/tower/"), entry


def words(markup: object) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", str(markup))).split())


def test_hours_confirmed_lately_are_told_and_computed_in_the_browser(tmp_path: Path) -> None:
    page, entry = made(tmp_path, "hours: {value: Tu-Su 09:00-17:00, as_of: 2026-05-01, verify_by: 2027-04-30}")
    shown = str(visiting_section(page, entry))
    assert 'data-due="2027-05-01"' in shown and "data-opening=" in shown
    assert "Mon closed Tue–Sun 09:00–17:00 Confirmed 1 May 2026" in words(shown)
    assert not is_doubtful(page, entry)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        # Low confidence and long ago: the date first, and no word on whether it is open now.
        ("{value: Mo-Su 08:00-17:00, as_of: 2012-04-10, confidence: low}", "As said on 10 April 2012: Daily"),
        # Two years are over on the day, not before.
        ("{value: Mo-Su 08:00-17:00, as_of: 2024-11-21}", "As said on 21 November 2024: Daily"),
        ("{value: Mo-Su 08:00-17:00, as_of: 2026-05-01, verify_by: 2026-11-21}", "Last confirmed on 1 May 2026;"),
        ("{value: Mo-Su 08:00-17:00}", "The source is undated; please verify"),
    ],
)
def test_hours_past_their_date_are_no_promise(tmp_path: Path, fact: str, said: str) -> None:
    page, entry = made(tmp_path, f"hours: {fact}")
    assert said in words(visiting_section(page, entry))
    assert not open_now(page, entry)
    assert is_doubtful(page, entry)


def test_a_note_that_several_manners_share_stands_once_with_what_it_is_about(tmp_path: Path) -> None:
    note = "note: {zh: 一般的礼节, en: Good manners everywhere}"
    rows = (
        f"{{topic: direction, value: Walk clockwise, {note}}}",
        "{topic: dress, value: Long sleeves, note: A custom here}",
        f"{{topic: smoking, value: No smoking, {note}}}",
    )
    page, entry = made(tmp_path, f"etiquette: [{', '.join(rows)}]")
    shown = str(manners(page, entry))
    assert shown.count("<li>") == 3 and shown.count("Good manners everywhere") == 1
    assert words(shown).endswith("Which way to walk, Smoking: Good manners everywhere")
    assert shown.count("A custom here") == 1


def test_hours_that_are_not_put_into_words_are_introduced_and_have_their_next_days(tmp_path: Path) -> None:
    page, entry = made(tmp_path, "hours: {value: week 1-53/2 Mo 10:00-12:00, as_of: 2026-11-01}")
    shown = words(visiting_section(page, entry))
    assert "not easily put into words. As written: week 1-53/2 Mo 10:00-12:00" in shown
    assert "the next seven days are: Sun 22 November" in shown or "22 November" in shown


def test_two_years_to_the_day_are_not_over(tmp_path: Path) -> None:
    page, entry = made(tmp_path, "hours: {value: Mo-Su 08:00-17:00, as_of: 2024-11-22}")
    assert open_now(page, entry)


def test_a_closed_site_is_not_open_now_whatever_its_hours(tmp_path: Path) -> None:
    facts = "status: {value: closed, as_of: 2026-11}\n  hours: {value: Mo-Su 08:00-17:00, as_of: 2026-11}"
    page, entry = made(tmp_path, facts)
    assert not open_now(page, entry)
    assert "Closed to visitors" in words(visiting_section(page, entry))


def test_what_cannot_be_confirmed_is_folded_away_and_nothing_stands_in_its_place(tmp_path: Path) -> None:
    other = "alternatives: [{value: '09:00-17:00', confidence: low}, {value: '08:00-12:00', confidence: low}]"
    page, entry = made(tmp_path, f"hours: {{absence: not-stated, {other}}}")
    shown = str(visiting_section(page, entry))
    before, folded = shown.split("<details", 1)
    assert "No reliable opening hours are known." in words(before) and "09:00" not in words(before)
    assert "Daily 09:00–17:00" in words(folded) and "Daily 08:00–12:00" in words(folded)


def test_fees_say_for_whom_and_when_and_free_is_a_price(tmp_path: Path) -> None:
    fees = (
        "fees: [{value: 60元, audience: adult, season: Apr-Oct, as_of: 2026-11}, "
        "{value: free, audience: child, as_of: 2026-11}]"
    )
    page, entry = made(tmp_path, fees)
    text = words(visiting_section(page, entry))
    assert "Adults, April to October CNY 60" in text and "Children free" in text


def test_a_way_names_its_line_and_stops(tmp_path: Path) -> None:
    way = 'transport: [{mode: bus, line: "909", stops: [Station, Gate], fare: 4元, value: {zh: 一小时, en: An hour.}}]'
    page, entry = made(tmp_path, way)
    assert "Bus 909 · Station → Gate · CNY 4 An hour." in words(ways(page, entry)[0])
