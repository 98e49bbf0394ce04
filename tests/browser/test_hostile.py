"""Text that wants to be more than text stays text: through the checker, and behind it, with and without a policy."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, expect

from generator.findings import Refusal
from generator.inspection import check_publication
from generator.records import KINDS, Kind
from generator.values import prose, text
from generator.values.names import ID, RESERVED, WebAddress
from generator.values.text import LocalizedProse
from tests import websites
from tests.browser.conftest import CONTENT_SECURITY_POLICY, Observed, Served, serving, watched
from tests.browser.sites import pages
from tests.browser.test_third_party import POLICY_TAG
from tests.hostile import texts as hostile
from tests.publications import PUBLICATION

PLAIN = {f"t{number:02}": one for number, one in enumerate(hostile.TEXTS)}
PROSE = {f"p{number:02}": one for number, one in enumerate(hostile.PROSES)}
WITH_PROSE = [kind for kind in KINDS if any(one.annotation == LocalizedProse | None for one in kind.fields.values())]
WORST = (
    f"</title>\"'><script>{hostile.RAN}</script>{{{{1337*1337}}}}${{{hostile.RAN}}}<img src=x onerror={hostile.RAN}>"
)

INTRUDERS = """() => {
    const found = [];
    if (window.__xss !== undefined) found.push("a script of the text has run");
    for (const one of document.querySelectorAll("*")) {
        for (const {name, value} of one.attributes) {
            const own = name === "style" && one.closest(".leaflet-container");
            if (/^(on.*|style|srcdoc)$/.test(name) && !own) found.push(one.tagName + " with " + name);
            if (/^(href|src|action|data)$/.test(name) && /^\\s*(javascript|vbscript|data:text)/i.test(value)) {
                found.push(value);
            }
        }
        const isData = () => one.type === "application/ld+json" && !one.src && typeof JSON.parse(one.text) === "object";
        const mine = { SCRIPT: () => isData() || new URL(one.src).origin === location.origin && !one.text,
            IFRAME: () => new URL(one.src).pathname.includes("/maps/"), BASE: () => false, OBJECT: () => false,
            EMBED: () => false, STYLE: () => false, MATH: () => false,
            IMG: () => new URL(one.src).pathname.includes("/assets/") }[one.tagName];
        if (mine && !mine()) found.push(one.outerHTML.slice(0, 80));
    }
    return found;
}"""
"""What stands in a page that none of our templates has written."""
EVERYTHING = f"""product => [({INTRUDERS})(),
    [document.title, ...["h1", ".p-path li:last-child"].map(where => document.querySelector(where)?.textContent ?? "")],
    document.documentElement.outerHTML.includes(product)]"""
"""That, where the page's title is shown, and whether a template's product is in it."""


def seen(content: str) -> str:
    """A text as the page shows it: in one line."""
    return re.sub(r"\s+", " ", content).strip()


def name_of(kind: Kind, key: str, keys: list[str]) -> str:
    """The id of a kind's record with this text."""
    return f"630121{101 + keys.index(key)}" if kind.name == "place" else f"{kind.name}-{key}"


# --- through the checker


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """A publication with each text in each field of each kind, and the names of the files that the checker refuses."""
    root = websites.write_small(tmp_path_factory.mktemp("checked") / "publication", common={})
    plain = {key: one.text for key, one in PLAIN.items()}
    hostile.write(root, hostile.hostile_records(plain))
    hostile.write(
        root,
        hostile.hostile_records(
            {key: f"Plain words {key}" for key in PROSE},
            {key: one.text for key, one in PROSE.items()},
            start=len(plain),
        ),
    )
    findings = check_publication(root).findings
    refused = {finding.position.file for finding in findings if finding.is_error}
    assert all(finding.position.line > 0 for finding in findings)
    return root, refused


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_checker_refuses_what_is_no_plain_text_in_every_kind(checked: tuple[Path, set[str]], kind: Kind) -> None:
    expected = {name_of(kind, key, list(PLAIN)) for key, one in PLAIN.items() if one.refused}
    found = {Path(file).stem for file in checked[1] if file.startswith(f"data/{kind.folder}/")}
    if kind in WITH_PROSE:
        expected |= {f"{kind.name}-{key}" for key, one in PROSE.items() if one.refused}
    assert found == expected


def test_the_checker_refuses_addresses_that_lead_nowhere_public() -> None:
    for address in hostile.ADDRESSES:
        with pytest.raises(Refusal):
            WebAddress.parse(address)


def test_no_hostile_id_is_an_id() -> None:
    assert [one for one in hostile.IDS if ID.fullmatch(one) and one not in RESERVED] == []


@pytest.fixture(scope="module")
def accepted(checked: tuple[Path, set[str]]) -> Iterator[Served]:
    """The site of what the checker let through, without its policy."""
    root, refused = checked
    for file in refused:
        (root / file).unlink()
    with serving(_without_policy(websites.built(root)), policy="", kept=True) as served:
        yield served


def test_what_the_checker_accepts_is_shown_as_it_is_and_runs_nothing(
    browser: Browser, checked: tuple[Path, set[str]], accepted: Served
) -> None:
    addresses = {
        f"{kind.folder}/{name_of(kind, key, [*PLAIN, *PROSE])}/": one.text if key in PLAIN else "Plain words"
        for number, (key, one) in enumerate([*PLAIN.items(), *PROSE.items()])
        if not one.refused
        for kind in (KINDS[number % len(KINDS)], *WITH_PROSE)
    }
    assert judge(browser, accepted, addresses) == {}


# --- behind the checker


@pytest.fixture(scope="module")
def let_through(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a publication that nothing was refused of: each text in each field of each kind."""
    root = tmp_path_factory.mktemp("through") / "publication"
    configuration = yaml.safe_load(PUBLICATION) | {
        **{name: {"zh": WORST, "en": WORST} for name in ("name", "tagline", "introduction", "centre_name")},
        "publisher": {"official": True, **{name: {"zh": WORST} for name in ("organiser", "undertaker", "contact")}},
        "headline": [
            {"record": "project/project-t00", "figure": "budget.0", "label": {"zh": WORST}, "open": {"zh": WORST}}
        ],
        "navigation": {"en": {"首页": WORST, "项目": WORST}},
        "version": WORST,
        "licence_data": WORST,
        "synthetic": False,  # or machines would be told nothing
    }
    websites.write_small(root, common={}, publication=yaml.safe_dump(configuration, allow_unicode=True))
    worst = yaml.safe_dump({"roads": {"zh": WORST, "en": WORST}})
    (root / "site_config" / "vocabularies" / "category.yml").write_text(worst, encoding="utf-8")
    everything = {key: one.text for key, one in {**PLAIN, **PROSE}.items()}
    hostile.write(root, hostile.hostile_records(everything, everything))
    with pytest.MonkeyPatch.context() as patch:
        # Whoever holds these functions already, in a model's declaration, holds them still: so their insides go.
        for function in (text.plain_text, text.prose, prose.refuse_unsafe):
            patch.setattr(function, "__code__", (lambda data: str(data)).__code__)
        patch.setattr("generator.inspection._found", lambda root, catalogue, jobs: ())
        return websites.built(root)


@pytest.fixture(scope="module")
def unguarded(let_through: Path) -> Iterator[Served]:
    """That site without its policy, so that the escaping is tested and not the net below it."""
    with serving(_without_policy(let_through), policy="", kept=True) as served:
        yield served


@pytest.fixture
def bare(browser: Browser) -> Iterator[BrowserContext]:
    """A phone's browser."""
    with watched(browser, Observed(), viewport={"width": 390, "height": 844}, reduced_motion="reduce") as context:
        yield context


def test_behind_the_checker_every_page_still_shows_text(browser: Browser, unguarded: Served) -> None:
    everything = {**PLAIN, **PROSE}
    addresses = {
        f"{('', 'en/', '')[(number + turn) % 3]}{kind.folder}/{name_of(kind, key, list(everything))}/": one.text
        for number, (key, one) in enumerate(everything.items())
        for turn, kind in enumerate(KINDS if key in PLAIN else WITH_PROSE)
    }
    lists = {f"{base}{kind.folder}/": "" for kind in KINDS for base in ("", "en/")}
    others = dict.fromkeys(("", "en/", "map/", "en/map/", "404.html", "search/", "search/page-2/", "guide/fields/"), "")
    assert judge(browser, unguarded, {**addresses, **lists, **others}) == {}


def test_behind_the_checker_the_policy_is_not_even_called_upon(browser: Browser, let_through: Path) -> None:
    observed, keys = Observed(), [*PLAIN, *PROSE]
    with (
        serving(let_through, policy=CONTENT_SECURITY_POLICY, kept=True) as served,
        watched(browser, observed, viewport={"width": 390, "height": 844}) as context,
    ):
        page = context.new_page()
        for number, key in enumerate(keys):
            kind = KINDS[number % len(KINDS)]
            page.goto(f"{served.url}/{kind.folder}/{name_of(kind, key, keys)}/")
        page.goto(f"{served.url}/map/")
        page.frame_locator("iframe[data-map]").locator('.m-frame[data-state="ready"]').wait_for()
    assert (observed.errors, observed.refused) == ([], [])


def test_every_popup_of_the_map_shows_text(bare: BrowserContext, unguarded: Served) -> None:
    page = bare.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{unguarded.url}/maps/overview.html")
    page.locator('.m-frame[data-state="ready"]').wait_for()
    keys = [*PLAIN, *PROSE]
    for kind in (kind for kind in KINDS if kind.name in ("site", "place")):
        for key in keys:
            page.evaluate("hash => { location.hash = hash; }", f"#{kind.name}/{name_of(kind, key, keys)}")
            title = page.locator(".leaflet-popup-content .m-name a")
            expect(title).to_have_text(seen({**PLAIN, **PROSE}[key].text))
    assert page.evaluate(INTRUDERS) == []


def test_the_search_shows_text_whatever_is_typed(bare: BrowserContext, unguarded: Served) -> None:
    page = bare.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{unguarded.url}/search/")
    for one in hostile.TEXTS[::4]:
        page.locator("#finder").fill(seen(one.text))
        page.locator("#finder").press("Enter")
        page.wait_for_function(
            "text => [...document.querySelectorAll('.p-hits a')]"
            ".some(link => link.textContent.replace(/\\s+/g, ' ').trim() === text)",
            arg=seen(one.text),
        )
        assert page.evaluate(INTRUDERS) == [], one.text


@pytest.mark.parametrize("address", ["en/projects/"])
def test_lists_show_text_whatever_is_typed(bare: BrowserContext, unguarded: Served, address: str) -> None:
    page = bare.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for one in hostile.TEXTS[::4]:
        page.goto(f"{unguarded.url}/{address}?sort=title")
        page.locator(".x-search input, .p-list-tools input").fill(seen(one.text))
        page.wait_for_function("location.search.includes('q=')")
        page.wait_for_function(
            "text => [...document.querySelectorAll('.p-list tbody th a')]"
            ".some(link => link.textContent.replace(/\\s+/g, ' ').trim() === text)",
            arg=seen(one.text),
        )
        assert page.evaluate(INTRUDERS) == [], one.text
    page.reload()
    assert page.evaluate(INTRUDERS) == []


def test_the_files_behind_the_pages_hold_the_texts_as_data(let_through: Path) -> None:
    records = json.loads((let_through / "search" / "records.json").read_text(encoding="utf-8"))["rows"]
    points = json.loads((let_through / "maps" / "overview.geojson").read_text(encoding="utf-8"))["features"]
    wanted = {one.text.strip() for one in hostile.TEXTS}
    assert wanted <= {row[0]["text"].strip() for row in records}
    assert wanted <= {point["properties"]["title"].strip() for point in points}
    for script in let_through.glob("**/maps/*.js"):
        assert hostile.RAN not in script.read_text(encoding="utf-8")


def judge(browser: Browser, served: Served, addresses: dict[str, str]) -> dict[str, list[str]]:
    """Address → what is wrong with the page, which should have the text as its title and nothing of it as more."""
    wrong: dict[str, list[str]] = {}
    with watched(browser, Observed(), viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: wrong.setdefault(page.url, []).append(f"dialog {dialog.message}"))
        for address, title in addresses.items():
            page.goto(f"{served.url}/{address}", wait_until="load")
            found, titles, reckoned = page.evaluate(EVERYTHING, hostile.PRODUCT)
            if not page.url.endswith("/" + address):
                found.append(f"led to {page.url}")
            if title:
                found += [f"shows {shown}" for shown in titles if seen(title) not in seen(shown)]
            if reckoned:
                found.append("something was reckoned")
            if found:
                wrong[address] = found
    return wrong


def _without_policy(site: Path) -> Path:
    bare = shutil.copytree(site, site.with_name("bare"))
    for address in pages(bare):
        file = bare / address / "index.html" if not address.endswith(".html") else bare / address
        file.write_text(POLICY_TAG.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
    return bare
