"""The built site asks nothing of another host and needs nothing that its policy forbids, on any page."""

from __future__ import annotations

import html
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Observed, Serve, Visited
from tests.browser.sites import LANGUAGES, one_of_each, pages, policy_of

POLICY_TAG = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def complaints(page: Page, url: str, addresses: list[str], observed: Observed) -> dict[str, list[str]]:
    """Address → what the browser refused or complained of while it opened the page."""
    found = {}
    for address in addresses:
        before = len(observed.errors), len(observed.refused)
        page.goto(f"{url}/{address}", wait_until="load")
        said = observed.errors[before[0] :] + observed.refused[before[1] :]
        if said:
            found[address] = said
    return found


def test_every_page_of_the_real_site_loads_from_its_own_host_alone(visited: dict[str, Visited]) -> None:
    assert len(visited) > 200
    assert {address: page.complaints for address, page in visited.items() if page.complaints} == {}


def test_each_kind_of_page_of_the_gallery_loads_from_its_own_host_alone(
    page: Page, serve: Serve, gallery_root: Path, gallery_site: Path, observed: Observed
) -> None:
    served = serve(gallery_site, policy=policy_of(gallery_root))
    addresses = [address for language in LANGUAGES for address in one_of_each(gallery_site, language).values()]
    assert complaints(page, served.url, addresses, observed) == {}


def test_a_host_that_sends_no_policy_gets_the_same_from_the_page_itself(
    page: Page, serve: Serve, real_site: Path, observed: Observed
) -> None:
    served = serve(real_site, policy="")
    addresses = [address for language in LANGUAGES for address in one_of_each(real_site, language).values()]
    assert complaints(page, served.url, addresses, observed) == {}


def test_every_page_carries_the_policy_that_the_sample_server_sends(real_root: Path, real_site: Path) -> None:
    sent = set(policy_of(real_root).split("; "))
    for address in pages(real_site):
        file = real_site / address / "index.html" if not address.endswith(".html") else real_site / address
        found = POLICY_TAG.search(file.read_text(encoding="utf-8"))
        assert found, address
        carried = set(html.unescape(found[1]).split("; "))
        if "/maps/" in f"/{address}":
            # A map's frame allows itself less.
            assert "script-src 'self'" in carried and "default-src 'none'" in carried, address
        else:
            assert sent - carried == {"frame-ancestors 'self'"} and carried <= sent, address


def test_the_policy_of_the_page_is_in_force(page: Page, serve: Serve, real_site: Path, observed: Observed) -> None:
    page.goto(serve(real_site, policy="").url)
    own = page.locator("body > script").count()
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.org/pixel.png'}))")
    expect(page.locator("body > script")).to_have_count(own + 1)
    assert page.evaluate("window.ran") is None
    assert [re.findall(r"(script|img)-src", said)[0] for said in observed.errors] == ["script", "img"]
