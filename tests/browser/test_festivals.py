"""Festivals in a browser: how far off they are at the place itself, what is over, and the months on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import Served, serving

PHONE: ViewportSize = {"width": 390, "height": 844}
FIRST_MONTH = "events/kumbum-first-month/"


@pytest.fixture(scope="module")
def real(real_site: Path) -> Iterator[Served]:
    """The real site, served."""
    with serving(real_site, kept=True) as served:
        yield served


def opened(browser: Browser, address: str, now: datetime, *, zone: str = "Asia/Shanghai") -> Page:
    """A page as somebody opens it at a moment, in a time zone of their own."""
    page = browser.new_context(timezone_id=zone).new_page()
    page.clock.set_fixed_time(now)
    page.goto(address)
    return page


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2027, 2, 11, 4, tzinfo=UTC), "还有 2 天"),
        (datetime(2027, 2, 12, 4, tzinfo=UTC), "明天"),
        # Already the 13th in Xining, still the 12th in London and in New York.
        (datetime(2027, 2, 12, 17, tzinfo=UTC), "今天"),
        (datetime(2027, 2, 23, 15, tzinfo=UTC), "正在举行"),
        (datetime(2027, 2, 23, 17, tzinfo=UTC), "已结束"),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_how_far_off_a_festival_is_follows_the_day_where_it_is_held(
    browser: Browser, real: Served, now: datetime, said: str, zone: str
) -> None:
    page = opened(browser, f"{real.url}/{FIRST_MONTH}", now, zone=zone)
    expect(page.locator(".f-coming > li[data-from='2027-02-13'] .f-count")).to_have_text(said)
    page.context.close()


def test_what_is_over_gives_way_to_what_comes_next_on_the_home_page(browser: Browser, real: Served) -> None:
    page = opened(browser, real.url + "/", datetime(2027, 2, 1, tzinfo=UTC))
    shown = page.locator(".f-wide > li:visible")
    before = shown.evaluate_all("items => items.map(item => item.dataset.from)")
    page.context.close()
    page = opened(browser, real.url + "/", datetime(2027, 3, 1, tzinfo=UTC))
    after = page.locator(".f-wide > li:visible").evaluate_all("items => items.map(item => item.dataset.from)")
    assert before[0] == "2027-02-13" and len(before) == len(after) == 3
    assert after[:2] == before[1:]
    page.context.close()


def test_without_a_script_the_dates_stand_and_nothing_more(browser: Browser, real: Served) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{real.url}/{FIRST_MONTH}")
    first = page.locator(".f-coming > li").first
    expect(first).to_contain_text("2027年2月13日（星期六） 至 2月23日（星期二）")
    expect(first.locator(".f-count")).to_have_text("")
    expect(first).to_contain_text("按农历推算")
    page.context.close()


def test_a_day_of_the_month_leads_to_its_festival_and_fits_a_phone(browser: Browser, real: Served) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{real.url}/calendar/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    order = page.evaluate(
        "[...document.querySelector('.f-month-of').children].map(part => part.getBoundingClientRect().top)"
    )
    assert order == sorted(order), "the list comes before the table"
    day = page.locator("td[data-day='2027-02-20'] a")
    box = day.bounding_box()
    assert box and box["width"] >= 36 and box["height"] >= 36
    day.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_contain_text("晚上展出酥油花")
    page.close()
