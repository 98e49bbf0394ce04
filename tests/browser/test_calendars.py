"""The Islamic calendar against the tables that every browser has of it (ICU's ``islamic-umalqura``)."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import Page

from generator.almanac import is_provisional, months

MONTHS = """() => {
  const said = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn",
    { day: "numeric", month: "numeric", year: "numeric", timeZone: "UTC" });
  const found = [];
  for (let day = Date.UTC(2000, 0, 1); day < Date.UTC(2077, 9, 1); day += 864e5) {
    const part = Object.fromEntries(said.formatToParts(day).map(one => [one.type, Number(one.value)]));
    if (part.day === 1) found.push([new Date(day).toISOString().slice(0, 10), part.year, part.month]);
  }
  return found;
}"""


def test_an_islamic_day_that_the_browsers_tables_put_elsewhere_is_provisional(page: Page) -> None:
    found = page.evaluate(MONTHS)
    assert len(found) > 900
    firm = 0
    for first, year, month in found:
        (ours,) = months("islamic", year, month)
        days = [dates[0] for dates in ours.days.values()]
        if days[0].isoformat() == first:
            firm += 1
            continue
        assert date.fromisoformat(first) == days[0] + timedelta(days=1), (year, month)
        assert all(is_provisional("islamic", one) for one in days), (year, month)
        assert days[0] > date(2029, 5, 14), "until the end of 1450 all tables agree"
    assert firm > 700


def test_a_day_about_which_nobody_differs_is_not_provisional(page: Page) -> None:
    for first, year, month in page.evaluate(MONTHS):
        (ours,) = months("islamic", year, month)
        if year <= 1450:
            assert ours.days[1] == (date.fromisoformat(first),)
            assert not any(is_provisional("islamic", dates[0]) for dates in ours.days.values())
