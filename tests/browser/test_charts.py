"""Charts in a browser: words inside the drawing, apart from each other, large enough and of enough contrast."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Observed, Serve, watched
from tests.browser.theme_site import built
from tests.drawing.charts import EXAMPLES

SMALLEST = 12.0
"""CSS pixels."""
LOOKS = [
    {"theme": theme, "text": "normal", "contrast": contrast}
    for theme in ("light", "dark")
    for contrast in ("normal", "high")
]

MEASURE = """() => {
  const lit = (c) => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(Number)
      .map(x => x / 255).map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
  const contrast = (a, b) => { const [x, y] = [lit(a), lit(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  return [...document.querySelectorAll('svg.c-chart')].map(svg => {
    const frame = svg.getBoundingClientRect(), scale = frame.width / svg.viewBox.baseVal.width;
    const tile = svg.querySelector('.c-tile');
    const ground = tile ? getComputedStyle(tile).fill : getComputedStyle(svg.closest('figure')).backgroundColor;
    const lines = [...svg.querySelectorAll('text')].flatMap(t =>
      t.querySelector('tspan') ? [...t.querySelectorAll('tspan')] : [t]);
    return { name: svg.querySelector('title').id, width: frame.width, texts: lines.map(line => {
      const range = document.createRange(); range.selectNodeContents(line);
      const box = range.getBoundingClientRect(), style = getComputedStyle(line);
      return { text: line.textContent, left: box.left - frame.left, right: frame.right - box.right,
        top: box.top - frame.top, bottom: frame.bottom - box.bottom, x: box.left, y: box.top, w: box.width,
        h: box.height, size: parseFloat(style.fontSize) * scale, contrast: contrast(style.fill, ground) };
    }) };
  });
}"""


@pytest.fixture(scope="module")
def chart_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose page has every example in a figure."""
    figures = "\n\n".join(
        f'<figure class="p-figure p-chart" aria-labelledby="{name}-name">'
        f'<p class="p-figure-title" id="{name}-name">{name}</p>{draw()}<figcaption>来源：示例</figcaption></figure>'
        for name, draw in EXAMPLES.items()
    )
    return built(tmp_path_factory.mktemp("charts"), f"# 图\n\n{figures}\n")


@contextmanager
def opened(
    browser: Browser, observed: Observed, url: str, width: int, look: dict[str, str], **options: Any
) -> Iterator[Page]:
    with watched(browser, observed, viewport={"width": width, "height": 844}, **options) as context:
        display = json.dumps(json.dumps(look))
        context.add_init_script(f"if (origin !== 'null') localStorage.setItem('display', {display})")
        page = context.new_page()
        page.goto(f"{url}/page/")
        yield page


def meet(a: dict[str, float], b: dict[str, float]) -> bool:
    """Whether two rendered texts meet; the room above and below the letters may."""
    across = min(a["x"] + a["w"], b["x"] + b["w"]) - max(a["x"], b["x"])
    down = min(a["y"] + a["h"], b["y"] + b["h"]) - max(a["y"], b["y"])
    return across > 0.5 and down > 0.45 * min(a["h"], b["h"])


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look['theme']}-{look['contrast']}")
@pytest.mark.parametrize("width", [390, 1280])
def test_words_are_inside_their_drawing_apart_large_and_of_enough_contrast(
    browser: Browser, observed: Observed, serve: Serve, chart_folder: Path, width: int, look: dict[str, str]
) -> None:
    with opened(browser, observed, serve(chart_folder).url, width, look) as page:
        measured = page.evaluate(MEASURE)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert len(measured) == len(EXAMPLES)
    enough = 7.0 if look["contrast"] == "high" else 4.5
    for chart in measured:
        assert chart["texts"], chart["name"]
        for text in chart["texts"]:
            assert min(text["left"], text["right"], text["bottom"]) >= -1 and text["top"] >= -3, (chart["name"], text)
            assert text["size"] >= SMALLEST, (chart["name"], text)
            assert text["contrast"] >= enough, (chart["name"], text)
        pairs = [
            (a["text"], b["text"])
            for number, a in enumerate(chart["texts"])
            for b in chart["texts"][:number]
            if meet(a, b)
        ]
        assert not pairs, chart["name"]
    assert observed.errors == [] and observed.refused == []


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look['theme']}-{look['contrast']}")
def test_charts_have_no_barrier(
    browser: Browser, observed: Observed, serve: Serve, chart_folder: Path, look: dict[str, str]
) -> None:
    with opened(browser, observed, serve(chart_folder).url, 390, look, bypass_csp=True) as page:
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


def test_with_the_reader_s_own_colours_bars_and_words_stay_visible(
    browser: Browser, observed: Observed, serve: Serve, chart_folder: Path
) -> None:
    look = {"theme": "auto", "text": "normal", "contrast": "normal"}
    with opened(browser, observed, serve(chart_folder).url, 390, look, forced_colors="active") as page:
        fills = page.evaluate(
            """() => {
              const of = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
              return [of('rect.c-1', 'fill'), of('.c-node', 'fill'), of('.c-chart text', 'fill'),
                of('.c-line', 'stroke'), of('figure', 'backgroundColor')];
            }"""
        )
    *inks, ground = fills
    assert len(set(inks)) == 1 and ground not in inks


def test_on_paper_every_text_is_inside_and_dark_on_white(
    browser: Browser, observed: Observed, serve: Serve, chart_folder: Path
) -> None:
    look = {"theme": "dark", "text": "normal", "contrast": "normal"}
    with opened(browser, observed, serve(chart_folder).url, 720, look) as page:
        page.emulate_media(media="print")
        measured = page.evaluate(MEASURE)
    texts = [text for chart in measured for text in chart["texts"]]
    assert min(text["contrast"] for text in texts) >= 7
    assert min(min(text["left"], text["right"]) for text in texts) >= -1
