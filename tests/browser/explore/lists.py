"""A list that is explored, as a test reads it."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser.conftest import Served

READY = "[data-explore][data-state=ready]"


def opened(page: Page, site: Served, query: str = "", path: str = "projects/") -> Page:
    page.goto(f"{site.url}/{path}{query}")
    page.locator(READY).wait_for()
    return page


def count(page: Page) -> int:
    """How many there are, as the line says that is read out."""
    found = re.search(r"\d+", page.locator(".x-status").inner_text().replace(",", ""))
    return int(found[0]) if found else 0


def counts(page: Page, key: str) -> dict[str, int]:
    """Option → number, of all that a facet shows, by the number of the option; 0 is "not stated"."""
    script = """key => Object.fromEntries(
      [...document.querySelectorAll(`[data-key="${key}"] .x-options li:not([hidden])`)]
      .map(item => [item.querySelector('input').value, item.querySelector('.x-count').textContent]))"""
    return {code: int(text.replace(",", "")) for code, text in page.evaluate(script, key).items()}


def options(page: Page, site: Served, key: str) -> list[str]:
    """The ids of the options of a facet, the first one being number 1."""
    script = """async address => {
      const answer = await fetch(address);
      const stream = (await answer.blob()).stream().pipeThrough(new DecompressionStream("gzip"));
      return (await new Response(stream).json()).facets.map(facet => [facet.key, facet.options]);
    }"""
    return list(dict(page.evaluate(script, f"{site.url}/projects/explore/columns.bin"))[key])


def sums(page: Page) -> dict[str, int]:
    script = "() => [...document.querySelectorAll('.x-sums > div')].map(one => [one.dataset.basis, one.dataset.fen])"
    return {basis: int(fen) for basis, fen in page.evaluate(script)}
