"""The cultural part without a network: what was saved opens and says of which day it is, the rest what there is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator import offline, pieces
from tests.browser.conftest import Observed, Serve, Served, serving
from tests.browser.sites import policy_of

SITE = "sites/taer-monastery/"
OTHER = "sites/dongguan-great-mosque/"

Cut = Callable[[], None]


@pytest.fixture
def folder(real_site: Path, tmp_path: Path) -> Path:
    """The real site in a folder of its own below the server's root, for changing."""
    shutil.copytree(real_site, tmp_path / "host" / "xining")
    return tmp_path / "host" / "xining"


@pytest.fixture
def online(folder: Path, real_root: Path, context: BrowserContext) -> Iterator[tuple[Served, Cut]]:
    """The site below a path of a host, and what cuts the network: the host is gone, and the browser knows it."""
    with ExitStack() as stack:
        served = stack.enter_context(serving(folder.parent, policy=policy_of(real_root)))

        def cut() -> None:
            stack.close()
            context.set_offline(True)

        yield served, cut


def until(page: Page, promise: str, *arguments: object) -> None:
    """Wait until what a script promises is true."""
    for _ in range(100):
        if page.evaluate(promise, *arguments):
            return
        page.wait_for_timeout(50)
    raise AssertionError(promise)


KEPT = """async ([address, text]) => {
  for (const name of await caches.keys()) {
    const found = await (await caches.open(name)).match(new URL(address, location.href).href);
    if (found && (await found.text()).includes(text)) return true;
  }
  return false;
}"""
"""Whether a page is kept, with that text."""


def ready(page: Page) -> None:
    """Wait until the worker has taken over."""
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def save(page: Page, row: str) -> None:
    """Open the box at the end of the page, and save what its row says."""
    page.locator(".p-offline > summary").click()
    page.locator(".p-offline-rows > li", has_text=row).get_by_role("button").click()
    expect(page.locator(".p-offline-status")).to_have_text(re.compile("存好了|Saved"))


def test_a_saved_site_opens_with_its_look_its_card_and_its_map_when_the_host_is_gone(
    page: Page, online: tuple[Served, Cut], observed: Observed
) -> None:
    served, cut = online
    page.goto(f"{served.url}/xining/{SITE}")
    save(page, "本页和地图")
    expect(page.locator(".p-offline-rows")).to_have_text(re.compile(r"塔尔寺（\d{4}年\d+月\d+日 存，\d+ ?kB）"))
    cut()
    observed.errors.clear()
    page.goto(f"{served.url}/xining/{SITE}?from=bookmark")
    expect(page.locator(".p-saved-copy")).to_have_text(re.compile(r"\d{4}年\d+月\d+日.*副本"))
    expect(page.locator("h1")).to_have_text("塔尔寺")
    assert page.locator(".v-card").evaluate("(card) => getComputedStyle(card).borderTopWidth") == "2px"
    expect(page.locator(".p-locator svg")).to_be_visible()
    assert page.evaluate("[...document.images].every((image) => image.loading === 'lazy' || image.naturalWidth > 0)")
    page.get_by_role("link", name="全屏显示").click()
    expect(page.locator("#card .v-name")).to_contain_text("塔尔")
    page.goto(f"{served.url}/xining/map/")
    expect(page.frame_locator("iframe").locator(".m-point").first).to_be_visible()
    page.goto(f"{served.url}/xining/visit")  # without its slash: sent on, so that its links lead somewhere
    assert page.url == f"{served.url}/xining/visit/"


def test_without_a_network_a_page_that_was_not_saved_says_what_there_is_instead(
    page: Page, online: tuple[Served, Cut], observed: Observed
) -> None:
    served, cut = online
    page.goto(f"{served.url}/xining/en/{SITE}")
    save(page, "This page and the map")
    cut()
    for address in (f"en/{OTHER}", "en/money/", "en/projects/"):
        answer = page.goto(f"{served.url}/xining/{address}")
        assert answer is not None and answer.status == 503
        expect(page.locator("h1")).to_have_text("No network")
        expect(page.locator(".p-kept a", has_text="Kumbum Monastery").first).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".p-kept a", has_text=re.compile("^Kumbum Monastery$")).click()
    expect(page.locator("h1")).to_have_text("Kumbum Monastery")
    page.goto(f"{served.url}/xining/{OTHER}")
    expect(page.locator("h1")).to_have_text("没有网络")
    assert not [said for said in observed.errors if "Content Security Policy" in said]


def test_a_page_that_was_only_visited_opens_again_without_a_network(page: Page, online: tuple[Served, Cut]) -> None:
    served, cut = online
    page.goto(f"{served.url}/xining/{SITE}")
    ready(page)
    until(page, KEPT, [".", "塔尔寺"])
    cut()
    page.reload()
    expect(page.locator("h1")).to_have_text("塔尔寺")
    expect(page.locator(".p-saved-copy")).to_be_visible()


def test_before_the_reader_asks_nothing_is_fetched_that_the_page_itself_does_not_load(
    browser_contexts: Callable[[str], BrowserContext], online: tuple[Served, Cut]
) -> None:
    served, _ = online
    asked: dict[str, set[str]] = {}
    for workers in ("block", "allow"):
        page = browser_contexts(workers).new_page()
        served.requests.clear()
        page.goto(f"{served.url}/xining/{SITE}", wait_until="networkidle")
        if workers == "allow":
            ready(page)
        page.wait_for_load_state("networkidle")
        asked[workers] = set(served.requests)
    assert asked["allow"] - asked["block"] == {"/xining/sw.js"}


@pytest.fixture
def browser_contexts(browser: object) -> Iterator[Callable[[str], BrowserContext]]:
    """``make("block")`` or ``make("allow")``: a fresh context without or with service workers."""
    with ExitStack() as stack:

        def make(workers: str) -> BrowserContext:
            context = browser.new_context(service_workers=workers)  # type: ignore[attr-defined]
            stack.callback(context.close)
            return context  # type: ignore[no-any-return]

        yield make


def test_a_new_edition_is_fetched_quietly_and_only_what_has_changed(
    page: Page, online: tuple[Served, Cut], folder: Path
) -> None:
    served, cut = online
    page.goto(f"{served.url}/xining/{SITE}")
    save(page, "本页和地图")
    changed = folder / SITE / "card" / "index.html"
    changed.write_text(changed.read_text(encoding="utf-8").replace("</h1>", "（新）</h1>"), encoding="utf-8")
    plan = offline.manifest(pieces.below(folder), ["", "en/"], {})
    (folder / offline.MANIFEST).write_text(json.dumps(plan), encoding="utf-8")
    worker = folder / offline.WORKER
    worker.write_text(re.sub(r'"version": "\w+"', '"version": "next"', worker.read_text(encoding="utf-8")), "utf-8")
    served.requests.clear()
    page.evaluate("navigator.serviceWorker.getRegistration().then((worker) => worker.update()).then(() => 0)")
    until(page, KEPT, ["card/", "（新）"])
    assert set(served.requests) == {f"/xining/{SITE}card/", f"/xining/{offline.MANIFEST}", "/xining/sw.js"}
    cut()
    page.goto(f"{served.url}/xining/{SITE}card/")
    expect(page.locator("h1")).to_contain_text("（新）")


def test_the_reader_can_take_away_what_was_saved(page: Page, online: tuple[Served, Cut]) -> None:
    served, cut = online
    page.goto(f"{served.url}/xining/{SITE}")
    save(page, "本页和地图")
    for row in ("塔尔寺", "看过的页面"):
        page.locator(".p-offline-rows > li", has_text=row).last.get_by_role("button", name="删除").click()
        expect(page.locator(".p-offline-status")).to_have_text("已经删除。")
    cut()
    page.goto(f"{served.url}/xining/{SITE}")
    expect(page.locator("h1")).to_have_text("没有网络")


def test_switched_off_in_the_configuration_the_worker_goes_and_takes_everything_with_it(
    page: Page, online: tuple[Served, Cut], folder: Path
) -> None:
    served, _ = online
    page.goto(f"{served.url}/xining/{SITE}")
    save(page, "本页和地图")
    page.evaluate("caches.open('offline:/elsewhere/:saved').then(() => 0)")
    for path, content in offline.switched_off().items():
        (folder / path).write_bytes(content)
    page.goto(f"{served.url}/xining/money/")  # any page: the browser looks for a new worker by itself
    until(page, "() => navigator.serviceWorker.getRegistration().then((found) => !found)")
    # Another publication's, on the same host, stays.
    assert page.evaluate("caches.keys()") == ["offline:/elsewhere/:saved"]


def test_a_browser_that_cannot_keep_anything_says_so_in_the_same_place(
    page: Page, serve: Serve, real_site: Path
) -> None:
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(f"{serve(real_site).url}/{SITE}")
    expect(page.locator(".p-offline-unable")).to_be_visible()
    expect(page.locator(".p-offline button")).to_have_count(0)
