"""What pages say to machines, in a real browser: data that nothing runs, and that the policy has no objection to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.records import KINDS
from tests.browser.conftest import Observed, Served, serving
from tests.browser.sites import one_of_each

SAID = """[...document.querySelectorAll('script[type="application/ld+json"]')].map((one) => one.textContent)"""


@pytest.fixture(scope="module")
def real(real_site: Path) -> Iterator[Served]:
    """The real site, served with its policy."""
    with serving(real_site, kept=True) as served:
        yield served


def test_blocks_of_data_are_read_as_they_were_written_and_no_policy_is_broken(
    page: Page, real: Served, real_site: Path, observed: Observed
) -> None:
    described = 0
    for language in ("zh", "en"):
        for kind, address in one_of_each(real_site, language).items():
            page.goto(f"{real.url}/{address}")
            said = [json.loads(text) for text in page.evaluate(SAID)]
            types = [one.get("@type") or one["@graph"][0]["@type"] for one in said]
            assert not kind.startswith("one of ") or types[-1] == "BreadcrumbList", address
            described += types[:1] != ["BreadcrumbList"]
    assert described > 2 * len(KINDS)
    assert observed.errors == []
