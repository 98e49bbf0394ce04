"""Nothing moves while a page is loading, on a slow line and with a clock that is not that of the build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served, serving

WATCH = (
    "window.moved = []; new PerformanceObserver(list => { for (const one of list.getEntries()) window.moved.push("
    "[one.value, ...one.sources.map(source => source.node && (source.node.className || source.node.textContent))]); "
    "}).observe({ type: 'layout-shift', buffered: true })"
)
SLOW = {"offline": False, "latency": 80, "downloadThroughput": 100_000, "uploadThroughput": 100_000}
"""Milliseconds, and bytes a second: some 0.8 Mbit/s."""
STEP = 600
REAL = (
    "sites/taer-monastery/", "sites/dongguan-great-mosque/", "sites/beishan-tulou-temple/",
    "sites/taer-monastery/card/", "routes/xiadu-line/", "events/kumbum-first-month/", "calendar/", "visit/", "",
)  # fmt: skip
GALLERY = ("sites/syn-monastery/", "sites/syn-mosque/", "routes/syn-walk/", "events/syn-everything-event/", "calendar/")
"""With pictures, hours that hold, and a route with a map: made up."""


@pytest.fixture(scope="module")
def served(real_site: Path, gallery_site: Path) -> Iterator[dict[str, Served]]:
    """Both sites, served."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(serving(site, kept=True))
            for name, site in (("real", real_site), ("gallery", gallery_site))
        }


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize(
    ("of", "address"), [*(("real", one) for one in REAL), *(("gallery", one) for one in GALLERY)]
)
def test_nothing_moves_on_a_phone_while_a_page_loads_and_is_read_to_its_end(
    page: Page, served: dict[str, Served], of: str, address: str, language: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(WATCH)
    # What is over and what is coming up has changed since the build.
    page.clock.set_fixed_time(datetime(2027, 3, 1, 2, tzinfo=UTC))
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{served[of].url}/{language}{address}")
    for _ in range(page.evaluate("document.documentElement.scrollHeight") // STEP + 1):
        page.mouse.wheel(0, STEP)
        page.wait_for_timeout(30)
    page.wait_for_timeout(200)
    moved = page.evaluate("window.moved")
    assert sum(value for value, *_ in moved) < 0.001, moved
