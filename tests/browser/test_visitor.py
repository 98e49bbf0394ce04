"""What a visitor carries: the card, the links into map apps, the sheet of paper and its code, light pages."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from generator.writing.map_apps import HOSTS
from tests import websites
from tests.browser.conftest import Observed, Serve, serving
from tests.browser.sites import LANGUAGES, pages

SITES = ("taer-monastery", "dongguan-great-mosque", "beishan-tulou-temple")
ADDRESS = "https://example.org/xining/"
HEAVIEST = 200_000
"""Bytes of a page with everything that it loads by itself, photographs aside; frames are loaded when reached."""


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real publication as it would be published under an address."""
    root = websites.copy_real(tmp_path_factory.mktemp("addressed") / "publication")
    file = root / "site_config" / "publication.yml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("url:")]
    file.write_text("\n".join([*lines, f"url: {ADDRESS}", ""]), encoding="utf-8")
    return websites.built(root)


@pytest.mark.parametrize("base", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("site", SITES)
def test_a_site_is_one_sheet_of_paper_with_its_card_and_a_code_that_leads_back(
    browser: Browser, addressed: Path, site: str, base: str
) -> None:
    with serving(addressed) as served:
        page = browser.new_page()
        page.goto(f"{served.url}/{base}sites/{site}/")
        expect(page.locator(".v-qr")).to_be_hidden()
        sheet = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
        page.emulate_media(media="print")
        code = page.locator(".v-qr svg").screenshot()
        locator, name = page.locator(".p-locator svg").first, page.locator(".v-card .v-name")
        expect(locator).to_be_visible()
        expect(name).to_be_visible()
        page.close()
    assert len(sheet.pages) == 1
    assert {round(float(side)) for side in sheet.pages[0].mediabox[2:]} == {595, 842}
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(code)).resize((400, 400)))
    assert [one.text for one in found] == [f"{ADDRESS}{base}sites/{site}/"]


def test_without_an_address_there_is_no_code(real_site: Path) -> None:
    text = (real_site / "sites" / SITES[0] / "index.html").read_text(encoding="utf-8")
    assert "v-sheet-end" in text and "v-qr" not in text


def test_the_card_fills_a_phone_without_script_and_leaves_nothing_out_of_sight(
    browser: Browser, serve: Serve, real_site: Path
) -> None:
    served = serve(real_site)
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    for base in LANGUAGES.values():
        for site in SITES:
            page.goto(f"{served.url}/{base}sites/{site}/card/#card")
            card = page.locator("#card").bounding_box()
            for _ in range(40):  # the browser may still be on its way there
                if card and abs(card["y"]) < 20:
                    break
                page.wait_for_timeout(50)
                card = page.locator("#card").bounding_box()
            assert card and abs(card["y"]) < 20 and card["height"] >= 820
            for part in page.locator("#card ruby").all():
                box = part.bounding_box()
                assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390, part.inner_text()
            size = page.locator(".v-name").evaluate("(name) => parseFloat(getComputedStyle(name).fontSize)")
            assert size >= 45
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("base", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("address", [f"sites/{SITES[0]}/card/", "visit/"])
def test_the_card_and_the_page_before_one_goes_have_no_fault_that_axe_knows(
    page: Page, serve: Serve, real_site: Path, address: str, base: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{serve(real_site).url}/{base}{address}")
    page.locator(".p-offline > summary").click()
    expect(page.locator(".p-offline-rows button").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.locator(".p-offline button, .v-apps a, .v-plan-card a, .v-card + p a").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.height < 44).length"
    )
    assert small == 0


def test_map_apps_are_linked_and_never_asked_for_anything(
    page: Page, serve: Serve, real_site: Path, observed: Observed
) -> None:
    page.goto(f"{serve(real_site).url}/sites/taer-monastery/", wait_until="networkidle")
    links = page.locator(".v-apps a").evaluate_all("all => all.map((one) => [one.href, one.rel])")
    assert {urlsplit(href).netloc for href, _ in links} == {*HOSTS, ""}
    assert {rel for _, rel in links} == {"noopener noreferrer"}
    assert observed.refused == [] and observed.errors == []
    # Nothing else of the page may point there: no preconnect, no image, no form.
    text = (real_site / "sites" / "taer-monastery" / "index.html").read_text(encoding="utf-8")
    rest = re.sub(r'<a href="[^"]*" rel="noopener noreferrer">', "", text)
    assert not [host for host in HOSTS if host in rest]


def test_no_page_is_heavier_than_a_slow_network_bears(real_site: Path) -> None:
    heavy = {}
    for address in pages(real_site):
        file = real_site / address if address.endswith(".html") else real_site / address / "index.html"
        text = file.read_text(encoding="utf-8")
        if "m-frame" in text:
            continue  # a map is loaded when its frame is reached, or opened on its own
        named = re.findall(r'<script[^>]* src="([^"?#]+)|<link rel="stylesheet"[^>]* href="([^"?#]+)', text)
        loaded = {(file.parent / (script or style)).resolve() for script, style in named}
        weight = file.stat().st_size + sum(one.stat().st_size for one in loaded if one.is_file())
        if weight >= HEAVIEST:
            heavy[address] = weight
    assert heavy == {}
