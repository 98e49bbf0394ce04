"""Pages and calendar files of festivals: what they say without a script, and what other programs read in them."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.catalogue import Catalogue
from generator.language import Language
from generator.loader import load
from generator.render import festivals, home, listings, record_pages
from generator.surroundings import Surroundings
from generator.tabular.bundles import tables_of
from generator.tabular.comma_separated import to_csv
from tests.publications import PUBLICATION, write_publication

with warnings.catch_warnings():
    # It uses names that Python has given up.
    warnings.simplefilter("ignore")
    import vobject

TODAY = date(2026, 11, 22)
TABLE = "events-dates.csv"
HOSTILE = "《节》, 一\\\\二; \"三\": BEGIN:VEVENT { 7 } — 很长很长的名字很长很长的名字很长很长的名字很长很长的名字😀"
SITE = """\
names: {zh: 塔, en: "Tower; the old, one"}
type: TouristAttraction
place: 630121
address: {zh: 河边；大街, en: "By the river, Trial County"}
coordinates: {lat: 36.9012, lon: 101.7034}
visiting: {etiquette: [{topic: touching, value: {zh: 请勿击鼓。, en: Do not beat the drum.}, sources: gazette}]}
sources: gazette
"""
FESTIVAL = f"""\
title: {{zh: '{HOSTILE}', en: Festival of drums}}
summary: {{zh: 楼前击鼓。, en: Drums before the tower.}}
site: tower
calendar: {{value: chinese_lunar, sources: gazette}}
rule: {{first: 1/8, last: {{value: 1/18, alternatives: [{{value: 1/15, sources: gazette}}]}}}}
days:
  - {{value: 1/14, name: {{zh: 舞, en: Dance}}}}
  - {{value: 1/15, name: {{zh: 灯, en: Lamps}}}}
status: unconfirmed
years:
  - {{year: 2027, dates: {{value: 2027-02-14/2027-02-24, sources: gazette}}}}
  - {{year: 2029, status: {{value: cancelled, sources: gazette}}}}
sources: gazette
"""
IN_COUNTY = "place: 630121\nsources: gazette\n"
MOON = IN_COUNTY + "title: {zh: 十五, en: Fifteenth}\ncalendar: tibetan_phugpa\nrule: {first: 1/15}\n"
FAST = IN_COUNTY + "title: {zh: 斋月, en: Ramadan}\ncalendar: islamic\nrule: {first: 9/1}\n"
RECORDS = {"sites/tower": SITE, "events/drums": FESTIVAL, "events/moon": MOON, "events/fast": FAST}
Files = dict[str, str]
Made = Callable[..., Files]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """``made(language)``: path → text of every file in a language's tree."""

    def of(
        code: str = "zh", *, today: date | None = TODAY, url: str = "", records: dict[str, str] | None = None
    ) -> Files:
        written = PUBLICATION + (f"url: {url}\n" if url else "")
        folder = write_publication(tmp_path_factory.mktemp("festivals"), records or RECORDS, publication=written)
        loaded = load(folder)
        assert loaded.publication is not None and not [one for one in loaded.findings if one.is_error]
        around = Surroundings(as_of=today)
        catalogue = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around)
        language = Language(code, catalogue.publication)
        found = {
            file.path: file.content.decode(errors="replace")
            for sort in (festivals, home, listings, record_pages)
            for file in sort.render(catalogue, language)
        }
        (dates,) = (table for table in tables_of(catalogue, language) if table.name == "events-dates")
        return found | {TABLE: to_csv(dates).decode("utf-8-sig")}

    return of


@pytest.fixture(scope="module")
def pages(made: Made) -> Files:
    return made()


# --------------------------------------------------------------------------------------------------------- the pages


def test_in_the_list_of_everything_a_festival_has_the_site_where_it_is_held_as_its_place(made: Made) -> None:
    listed = made("en")["search/index.md"]
    row = re.search(r"<tr[^>]*><th[^>]*><a href=[^>]*events/drums.*?</tr>", listed, re.DOTALL)
    assert row and row[0].endswith('data-values="Tower; the old, one">Tower; the old, one</td></tr>')


def test_a_page_names_the_calendar_and_says_of_each_date_whether_it_is_computed(pages: Files) -> None:
    page = pages["events/drums.md"]
    when = page[page.index('id="when"') : page.index('id="rule"')]
    assert re.findall(r'<li data-from="([\d-]+)" data-to="([\d-]+)"><p class="f-when">', when) == [
        ("2027-02-14", "2027-02-24"),
        ("2028-02-02", "2028-02-12"),
        ("2029-02-20", "2029-03-02"),
        ("2030-02-10", "2030-02-20"),
    ]
    assert when.count("f-basis-announced") == 1 and when.count("按农历推算") == 3 + 1
    assert "农历正月初八" in page and "农历正月十五" in page
    assert '<span class="f-status f-status-cancelled">取消</span>' in when


def test_dates_stand_with_their_day_of_the_week_in_either_language(made: Made, pages: Files) -> None:
    assert "2028年2月2日（星期三）" in pages["events/drums.md"]
    english = made("en")["events/drums.md"]
    assert "Wednesday, 2 February</time> to <time" in english and "Saturday, 12 February 2028" in english
    assert "15th day of the 1st lunar month" in english


def test_a_skipped_day_is_explained_and_is_no_date(pages: Files) -> None:
    page = pages["events/moon.md"]
    assert "这一年没有藏历一月十五（缺日），来源没有说改在哪一天。" in page
    assert "遇到缺日的年份，来源没有说改在哪一天，本站不推算。" in page
    assert "2028年3月" in page and 'datetime="2028' not in page


def test_a_calendar_that_depends_on_sighting_says_so(pages: Files) -> None:
    assert "以见新月为准" in pages["events/fast.md"]
    assert "以见新月为准" not in pages["events/drums.md"]


def test_what_a_site_asks_of_its_guests_stands_on_the_page_of_its_festival(pages: Files) -> None:
    assert "请勿击鼓。" in pages["events/drums.md"]


LOOKED_AT = ("index.md", "events/index.md", "places/630121.md", "sites/tower.md", "calendar/index.md")


@pytest.mark.parametrize("path", LOOKED_AT)
def test_what_is_coming_up_stands_where_people_look(pages: Files, path: str) -> None:
    assert 'data-from="2027-02-14"' in pages[path]


def test_nothing_that_is_over_is_to_come(made: Made) -> None:
    for path, text in made(today=date(2027, 2, 25)).items():
        if path.endswith(".md"):
            ends = re.findall(r'<li[^>]* data-to="([\d-]+)"><p class="f-when">', text)
            assert all(end >= "2027-02-25" for end in ends), path


def test_without_a_day_that_counts_as_today_no_date_is_computed(made: Made) -> None:
    files = made(today=None)
    assert "不知道今天是哪一天" in files["events/drums.md"]
    assert "BEGIN:VEVENT" not in files["calendar/festivals.ics"]
    assert "f-coming" not in files["index.md"] + files["calendar/index.md"]


def test_a_month_is_a_table_of_weeks_whose_festival_days_lead_to_the_list(pages: Files) -> None:
    page = pages["calendar/index.md"]
    table = page[page.index('id="m-2027-02"') if 'id="m-2027-02"' in page else page.index("#m-2027-02") :]
    table = table[table.index("<table") : table.index("</table>")]
    days = re.findall(r'data-day="(2027-02-\d\d)"><a href="#drums-2027"', table)
    assert days == [f"2027-02-{day}" for day in range(14, 25)]
    assert 'id="drums-2027"' in page
    # On one day two are held: the cell leads to the one that began first and names both.
    (both,) = re.findall(r'data-day="2027-02-20"><a href="#drums-2027" aria-label="([^"]+)"', table)
    assert "十五" in both
    assert len(re.findall("<tr>", table)) == 1 + 4


def test_many_festivals_keep_the_calendar_small_and_say_so(made: Made) -> None:
    many = {f"events/fair-{n}": FAST.replace("9/1}", f"{n % 12 + 1}/{n % 28 + 1}}}") for n in range(200)}
    page = made(records=many)["calendar/index.md"]
    assert "这里只列出前150次" in page and len(page.encode()) < 200_000


# ---------------------------------------------------------------------------------------------------- calendar files


def read(text: str) -> dict[str, Any]:
    """A calendar file's entries by UID, as a library reads it that did not write it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = vobject.readOne(text)
    assert calendar.validate()
    events = list(calendar.contents.get("vevent", ()))
    found = {event.uid.value: event for event in events}
    assert len(found) == len(events), "UIDs are not unique"
    return found


def test_another_library_reads_each_festival_and_each_of_its_days(pages: Files) -> None:
    events = sorted(read(pages["events/drums.ics"]).values(), key=lambda event: event.dtstart.value)
    # Whole days: dates without a time. The end is the day after the last.
    assert all(type(event.dtstart.value) is date is type(event.dtend.value) for event in events)
    lasting = {event.uid.value: event.dtend.value - event.dtstart.value for event in events}
    named = {event.dtstart.value: event for event in events if lasting[event.uid.value] == timedelta(days=1)}
    assert named[date(2028, 2, 9)].summary.value == f"{HOSTILE}：灯"
    whole = {event.dtstart.value: event for event in events if lasting[event.uid.value] > timedelta(days=1)}
    first = whole[date(2027, 2, 14)]
    assert first.dtend.value == date(2027, 2, 25)
    assert first.location.value == "塔、河边；大街" and "日期已公布。来源：试验公报" in first.description.value
    assert "历法：农历正月初八" in first.description.value and first.geo.value == "36.9012;101.7034"
    status = {day.year: event.status.value for day, event in whole.items()}
    assert (status[2027], status[2028], status[2029]) == ("CONFIRMED", "TENTATIVE", "CANCELLED")


def test_the_file_of_all_festivals_holds_those_of_each(pages: Files) -> None:
    everything = read(pages["calendar/festivals.ics"]).keys()
    for name in ("drums", "moon", "fast"):
        assert read(pages[f"events/{name}.ics"]).keys() <= everything


def test_an_entry_keeps_its_uid_when_its_date_is_announced_and_in_every_language(made: Made, pages: Files) -> None:
    other = FESTIVAL.replace("2027-02-14/2027-02-24", "2027-02-15/2027-02-25")
    before = made(records=RECORDS | {"events/drums": other})
    uids = set(read(pages["events/drums.ics"]))
    assert set(read(before["events/drums.ics"])) == uids
    assert set(read(made("en")["events/drums.ics"])) == uids
    later = set(read(made(today=date(2027, 6, 1))["events/drums.ics"]))
    assert len(uids & later) >= 12


def test_the_same_records_give_the_same_bytes(made: Made, pages: Files) -> None:
    assert {path: text for path, text in made().items() if path.endswith(".ics")} == {
        path: text for path, text in pages.items() if path.endswith(".ics")
    }


def test_files_are_written_as_the_standard_asks(made: Made) -> None:
    for path, text in made(url="https://example.org/").items():
        if not path.endswith(".ics"):
            continue
        assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), path
        unfolded = text.replace("\r\n ", "")
        assert unfolded.count("BEGIN:VEVENT\r\n") == unfolded.count("END:VEVENT\r\n") == unfolded.count("\r\nUID:")
        for line in unfolded.split("\r\n"):
            if line.startswith(("SUMMARY:", "LOCATION:", "DESCRIPTION:")):
                assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", line), line
        assert set(re.findall(r"^DT(?:START|END).*$", unfolded, re.MULTILINE)) == set(
            re.findall(r"^DT(?:START|END);VALUE=DATE:\d{8}\r?$", unfolded, re.MULTILINE)
        )
        assert re.search(r"^DTSTAMP:\d{8}T\d{6}Z\r?$", unfolded, re.MULTILINE) or "VEVENT" not in unfolded


def test_an_entry_leads_to_its_page_only_where_the_publication_has_an_address(made: Made, pages: Files) -> None:
    assert "\nURL" not in pages["events/drums.ics"]
    public = made("en", url="https://example.org/city")["events/drums.ics"].replace("\r\n ", "")
    assert "URL:https://example.org/city/en/events/drums/" in public


# ---------------------------------------------------------------------------------------------------------- the table


def test_the_table_marks_every_date_as_computed_or_announced(pages: Files) -> None:
    rows = list(csv.DictReader(io.StringIO(pages[TABLE])))
    by_path = {(row["id"], row["path"]): row for row in rows}
    announced, computed = by_path["drums", "rule.2027"], by_path["drums", "rule.2028"]
    assert (announced["occasion.start"], announced["occasion.standing"]) == ("2027-02-14", "announced")
    assert (computed["occasion.start"], computed["occasion.standing"]) == ("2028-02-02", "computed")
    assert by_path["drums", "days.1.2028"]["occasion.named.en"] == "Lamps"
    skipped = by_path["moon", "rule.2028"]
    assert (skipped["occasion.start"], skipped["occasion.oddities"]) == ("", "skipped")


def test_addresses_of_files_are_below_their_language(pages: Files, tmp_path: Path) -> None:
    assert {"calendar/festivals.ics", "events/drums.ics"} <= pages.keys()
    assert 'href="../drums.ics" download="drums.ics"' in pages["events/drums.md"]
