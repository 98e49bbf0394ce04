"""Open now or not, in a browser whose clock and zone are set: the place's own clock decides."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser

import generator
from generator.values.opening import OpeningHours, State
from generator.wordlists import read_words
from generator.writing.opening_data import Data, opening_data
from tests.browser.conftest import serving
from tests.writing.hours_cases import NOT_IN_WORDS, WEEKS
from tests.writing.hours_in_the_wild import WILD

ASSETS = Path(generator.__file__).parent / "theme" / "assets"
SHANGHAI = ZoneInfo("Asia/Shanghai")
XINING = (36.62, 101.78)
BUILT = date(2026, 11, 22)

# hours, instant (UTC), the reader's zone → what is said
INSTANTS = [
    # Sunday 22 November 2026, 10:00 in Xining.
    ("Mo-Su 08:00-17:00", "2026-11-22T02:00:00Z", "Asia/Shanghai", "Open now, until 17:00 (local time 10:00)"),
    ("Mo-Su 08:00-17:00", "2026-11-22T02:00:00Z", "America/Los_Angeles", "Open now, until 17:00 (local time 10:00)"),
    ("Mo-Su 08:00-17:00", "2026-11-22T02:00:00Z", "Pacific/Auckland", "Open now, until 17:00 (local time 10:00)"),
    # The minute of opening and that of closing.
    ("Mo-Su 08:00-17:00", "2026-11-22T00:00:00Z", "UTC", "Open now, until 17:00 (local time 08:00)"),
    ("Mo-Su 08:00-17:00", "2026-11-22T09:00:00Z", "UTC", "Closed now, opens tomorrow at 08:00 (local time 17:00)"),
    ("Mo-Su 08:00-17:00", "2026-11-21T23:59:00Z", "UTC", "Closed now, opens today at 08:00 (local time 07:59)"),
    # Still Sunday for a reader in California, already Monday in Xining.
    ("Mo-Sa 08:00-17:00", "2026-11-23T01:00:00Z", "America/Los_Angeles", "Open now, until 17:00 (local time 09:00)"),
    ("Tu-Su 08:00-17:00", "2026-11-23T01:00:00Z", "UTC", "Closed now, opens tomorrow at 08:00 (local time 09:00)"),
    ("We 08:00-17:00", "2026-11-22T02:00:00Z", "UTC", "Closed now, opens Wednesday at 08:00 (local time 10:00)"),
    # The break at noon.
    ("08:00-12:00,14:00-17:00", "2026-11-22T05:00:00Z", "UTC", "Closed now, opens today at 14:00 (local time 13:00)"),
    # Across midnight: Saturday morning belongs to Friday's night.
    ("Fr 18:00-02:00", "2026-11-27T17:00:00Z", "UTC", "Open now, until 02:00 (local time 01:00)"),
    ("Fr 18:00-02:00", "2026-11-27T12:00:00Z", "UTC", "Open now, until 02:00 tomorrow (local time 20:00)"),
    ("Fr 18:00-02:00", "2026-11-27T18:30:00Z", "UTC", "Closed now, opens Friday at 18:00 (local time 02:30)"),
    # Seasons, also long after the build and over the end of the year.
    ("Apr-Oct 08:00-18:00; Nov-Mar 09:00-16:00", "2031-10-31T09:30:00Z", "UTC",
     "Open now, until 18:00 (local time 17:30)"),
    ("Apr-Oct 08:00-18:00; Nov-Mar 09:00-16:00", "2031-11-01T09:30:00Z", "UTC",
     "Closed now, opens tomorrow at 09:00 (local time 17:30)"),
    ("Nov-Mar 09:00-16:00", "2027-01-01T02:00:00Z", "UTC", "Open now, until 16:00 (local time 10:00)"),
    ("Apr-Oct 08:00-18:00", "2026-11-22T02:00:00Z", "UTC", "Closed now (local time 10:00)"),
    # Dated closures, and the day after them.
    ("Mo-Su 08:00-17:00; 2027 Feb 5-11 off", "2027-02-08T02:00:00Z", "UTC",
     "Closed now, opens Friday at 08:00 (local time 10:00)"),
    ("Mo-Su 08:00-17:00; 2027 Feb 5-11 off", "2027-02-12T02:00:00Z", "UTC", "Open now, until 17:00 (local time 10:00)"),
    ("Mo-Su 08:00-17:00; 2027 Feb 5-20 off", "2027-02-08T02:00:00Z", "UTC",
     "Closed now, opens February 21 at 08:00 (local time 10:00)"),
    ("Mo-Su 08:00-17:00; Dec 25 off", "2029-12-25T02:00:00Z", "UTC",
     "Closed now, opens tomorrow at 08:00 (local time 10:00)"),
    # Once a month: 7 December 2026 is the first Monday, 28 the last.
    ("Mo-Su 08:00-17:00; Mo[1] off", "2026-12-07T02:00:00Z", "UTC",
     "Closed now, opens tomorrow at 08:00 (local time 10:00)"),
    ("Mo-Su 08:00-17:00; Mo[1] off", "2026-12-14T02:00:00Z", "UTC", "Open now, until 17:00 (local time 10:00)"),
    ("Mo-Su 08:00-17:00; Mo[-1] off", "2026-12-28T02:00:00Z", "UTC",
     "Closed now, opens tomorrow at 08:00 (local time 10:00)"),
    # Never, always, nobody knows.
    ("24/7", "2026-11-22T02:00:00Z", "UTC", "Open now (local time 10:00)"),
    ("Mo-Su 08:00-12:00 unknown", "2026-11-22T02:00:00Z", "UTC", "It may be closed now; ask first (local time 10:00)"),
    ("08:00+", "2026-11-22T02:00:00Z", "UTC", "It may be closed now; ask first (local time 10:00)"),
    ('Mo-Fr 08:00-17:00 || "by appointment"', "2026-11-22T02:00:00Z", "UTC",
     "Outside opening hours now; see the note below (local time 10:00)"),
    # The sun, where the place is known: it rises about 07:50 in November.
    ("sunrise-12:00", "2026-11-22T00:30:00Z", "UTC", "Open now, until 12:00 (local time 08:30)"),
    ("sunrise-12:00", "2026-11-21T23:30:00Z", "UTC", "Closed now, opens today at 07:57"),
    # What was only computed ends; the page then says no more than it said before.
    ("week 1-53 08:00-17:00", "2026-11-22T02:00:00Z", "UTC", "Open now, until 17:00 (local time 10:00)"),
    ("week 1-53 08:00-17:00", "2029-11-22T02:00:00Z", "UTC", "Times are China time"),
]  # fmt: skip


def document(hours: str, *, due: str = "2099-01-01") -> str:
    data = opening_data(OpeningHours.parse(hours), BUILT, XINING, SHANGHAI)
    words = escape(json.dumps(read_words("theme.en")["opening"]))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>'
        f'<p id="now" class="p-now" aria-live="polite" data-opening="{escape(json.dumps(data))}" '
        f'data-zone="Asia/Shanghai" data-due="{due}" data-then="Last confirmed long ago">Times are China time</p>'
        f'<script src="opening.js" defer data-words="{words}"></script></html>'
    )


def test_it_is_open_by_the_clock_of_the_place(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "opening.js").write_bytes((ASSETS / "opening.js").read_bytes())
    for number, (hours, _, _, _) in enumerate(INSTANTS):
        (tmp_path / f"{number}.html").write_text(document(hours), encoding="utf-8")
    wrong = []
    with serving(tmp_path) as served:
        for zone in sorted({zone for _, _, zone, _ in INSTANTS}):
            context = browser.new_context(timezone_id=zone)
            page = context.new_page()
            for number, (hours, instant, of, expected) in enumerate(INSTANTS):
                if of != zone:
                    continue
                page.clock.set_fixed_time(instant)
                page.goto(f"{served.url}/{number}.html")
                said = page.locator("#now").inner_text()
                if not said.startswith(expected):
                    wrong.append((hours, instant, zone, said, expected))
            context.close()
    assert not wrong


def test_at_any_moment_the_browser_says_what_the_library_does(browser: Browser, tmp_path: Path) -> None:
    """Some 250 writings at moments of a year, half of them at the minute at which one of them opens or closes."""
    (tmp_path / "opening.js").write_bytes((ASSETS / "opening.js").read_bytes())
    known = {text: OpeningHours.parse(text) for text in (*WEEKS, *NOT_IN_WORDS, *WILD)}
    told = {text: data for text, hours in known.items() if (data := opening_data(hours, BUILT, XINING, SHANGHAI))}
    lines = "".join(
        f'<p data-opening="{escape(json.dumps(data))}" data-zone="Asia/Shanghai">-</p>' for data in told.values()
    )
    words = escape(json.dumps(read_words("theme.en")["opening"]))
    (tmp_path / "all.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>{lines}'
        f'<script src="opening.js" defer data-words="{words}"></script></html>',
        encoding="utf-8",
    )
    chance = Random(20261122)
    moments = [datetime(2026, 11, 22) + timedelta(minutes=chance.randrange(395 * 1440)) for _ in range(20)]
    # The minutes at which most of them open and close.
    full_hours = [timedelta(days=chance.randrange(395), hours=chance.randrange(7, 22)) for _ in range(20)]
    moments += [datetime(2026, 11, 23) + since for since in full_hours]
    wrong = []
    with serving(tmp_path) as served:
        page = browser.new_page()
        page.goto(f"{served.url}/all.html")
        for moment in moments:
            page.clock.set_fixed_time(moment.replace(tzinfo=SHANGHAI))
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            states = page.evaluate("[...document.querySelectorAll('p')].map(one => one.dataset.state)")
            for (text, data), state in zip(told.items(), states, strict=True):
                expected = _expected(known[text], data, moment)
                if state not in expected:
                    wrong.append((text, moment, state, expected))
        page.close()
    assert len(told) > 230
    assert not wrong


def _expected(hours: OpeningHours, data: Data, moment: datetime) -> set[str]:
    """The states that are right: where no end is stated, or only a remark is made, it may also be unsure."""
    no_end = {"unsure"} if re.search(r":\d\d\+", hours.written) else set()
    day = moment.date()
    found = hours.stretches(day - timedelta(days=1), day + timedelta(days=1), XINING, SHANGHAI)
    here = [one for one in found if one.start <= moment < one.end]
    if not here:
        return {"unsure"} if "otherwise" in data else {"closed", *no_end}
    if here[0].state is State.UNKNOWN:
        return {"unsure"}
    return {"open", "unsure"} if here[0].comment else {"open", *no_end}


def test_past_its_day_it_asks_to_verify_and_a_minute_later_it_is_right(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "opening.js").write_bytes((ASSETS / "opening.js").read_bytes())
    (tmp_path / "a.html").write_text(document("Mo-Su 08:00-17:00", due="2027-05-01"), encoding="utf-8")
    with serving(tmp_path) as served:
        page = browser.new_page()
        page.clock.install(time="2027-04-30T08:59:30Z")
        page.goto(f"{served.url}/a.html")
        assert page.locator("#now").inner_text().startswith("Open now")
        page.clock.run_for(60_000)
        assert page.locator("#now").inner_text().startswith("Closed now")
        # The 1st of May begins in Xining eight hours before it does in Greenwich.
        page.clock.run_for(7 * 60 * 60_000)
        assert page.locator("#now").inner_text() == "Last confirmed long ago"
        assert page.locator("#now").get_attribute("data-state") == "due"
        page.close()
