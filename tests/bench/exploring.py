"""How an explored list does on a slow line: ``python -m tests.bench.exploring SITE`` prints a table in Markdown.

SITE is a built site of about 10,000 synthetic records (``tests.synthetic``). The server sends files as they are,
without compression; the browser is held to 10 Mbit/s and 40 ms, on the loopback of the machine that it runs on.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.browser.conftest import CHROMIUM_NAMES, serving

LINE = {"offline": False, "latency": 40, "downloadThroughput": 10_000_000 / 8, "uploadThroughput": 10_000_000 / 8}
READY = "[data-explore][data-state=ready]"
TIMES = 3

# From the click to the frame in which every count is on the page.
ANSWER = """key => new Promise(done => {
  const box = document.querySelector(`[data-key="${key}"] input`);
  const before = performance.now();
  box.click();
  const made = performance.now() - before;
  requestAnimationFrame(() => setTimeout(() => done([made, performance.now() - before]), 0));
})"""
WATCH = """window.tasks = []; new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.tasks.push(one.duration);
}).observe({ type: 'longtask', buffered: true });"""


class NotPossibleError(RuntimeError):
    """There is no browser, or the site has no list of the size that this is about; the message says which."""


class Opened:
    """A page of a fresh browser, and what has come over its line."""

    def __init__(self, browser: Browser, width: int, slower: int = 1) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 844})
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.session = self.context.new_cdp_session(self.page)
        self.session.send("Network.enable")
        self.session.send("Network.emulateNetworkConditions", LINE)
        if slower > 1:
            self.session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        self.bytes = 0
        self.session.on("Network.loadingFinished", self._count)

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def ready(self, address: str) -> tuple[float, int]:
        """Milliseconds until the list can be used, and the bytes that it took."""
        self.page.goto(address)
        self.page.locator(READY).wait_for()
        at = self.page.evaluate("performance.getEntriesByName('explore-ready')[0].startTime")
        return float(at), self.bytes

    def idle(self) -> int:
        """Bytes so far, when nothing more comes."""
        self.page.wait_for_load_state("networkidle")
        return self.bytes


def measured(browser: Browser, base: str) -> list[tuple[str, str]]:
    """What was measured, and what came out."""
    rows: list[tuple[str, str]] = []
    for name, query, width, slower in (
        ("the whole list, desktop", "", 1280, 1),
        ("the whole list, phone (4 times slower)", "", 390, 4),
        ("a link with two choices, sorted by amount", "?status=completion&places=990102&sort=-budget", 1280, 1),
        ("sorted by amount", "?sort=-budget", 1280, 1),
    ):
        times, sizes = [], []
        for _ in range(TIMES):
            opened = Opened(browser, width, slower)
            time, size = opened.ready(f"{base}/projects/{query}")
            times.append(time)
            sizes.append(size)
            opened.context.close()
        rows.append((f"usable: {name}", f"{median(times):.0f} ms, {max(sizes) / 1000:.0f} KB moved"))
    opened = Opened(browser, 1280)
    opened.ready(f"{base}/projects/")
    page = opened.page
    answers = [page.evaluate(ANSWER, key) for key in ("category", "status", "places", "planned", "amount", "category")]
    rows.append(("a facet answers: script", f"{max(made for made, _ in answers):.0f} ms at most"))
    rows.append(("a facet answers: painted", f"{max(shown for _, shown in answers):.0f} ms at most"))
    opened.idle()
    before = opened.bytes
    page.locator(".x-chip").first.wait_for()
    page.locator(".x-line > .x-link").first.click()
    page.get_by_label("找字").fill("小学")
    page.locator(".x-status", has_text="符合条件").wait_for()
    rows.append(("first search in text", f"{(opened.idle() - before) / 1000:.0f} KB moved"))
    opened.context.close()
    rows += _map(browser, base)
    return rows


def _map(browser: Browser, base: str) -> list[tuple[str, str]]:
    opened = Opened(browser, 1280)
    opened.ready(f"{base}/projects/?show=map")
    page = opened.page
    frame = page.frame_locator(".x-frame")
    frame.locator(".m-cluster").first.wait_for()
    size = opened.idle()
    inside = next(one for one in page.frames if "maps/explore" in one.url)
    page.evaluate("window.tasks = []")
    inside.evaluate("window.tasks = []")
    most = inside.evaluate("document.querySelectorAll('.leaflet-marker-icon').length")
    page.locator(".x-frame").scroll_into_view_if_needed()
    box = page.locator(".x-frame").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for step in range(6):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (80, -80)[step % 2], y + 50, steps=8)
        page.mouse.up()
        page.mouse.wheel(0, -240 if step < 4 else 240)
        page.wait_for_timeout(500)
        most = max(most, inside.evaluate("document.querySelectorAll('.leaflet-marker-icon').length"))
    tasks = [*page.evaluate("window.tasks"), *inside.evaluate("window.tasks")]
    opened.context.close()
    return [
        ("with the map open", f"{size / 1000:.0f} KB moved"),
        ("longest task while the map is moved", f"{max(tasks):.0f} ms" if tasks else "none over 50 ms"),
        ("signs in the document at most", str(most)),
    ]


def explored(site: Path) -> list[tuple[str, str]]:
    """What was measured of a built site, and what came out. Raises :class:`NotPossibleError`."""
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        raise NotPossibleError("there is no Chromium")
    try:
        with serving(site) as served, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            rows = measured(browser, served.url)
            browser.close()
            return rows
    except Error as failure:
        raise NotPossibleError(failure.message.partition("\n")[0]) from failure


def main() -> None:
    """Measure the site that is named, and print it."""
    print("| what | measured |\n|---|---|")
    for name, value in explored(Path(sys.argv[1])):
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
