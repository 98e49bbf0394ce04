"""The gallery: a small synthetic publication of extremes, for page design, golden files and the browser.

Its records are ordinary files in ``gallery_data/``, picked by hand; each is there for one thing (its id says which).
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from generator.records import BY_FOLDER
from tests.synthetic.frame import Fields, Folder

DATA = Path(__file__).parent / "gallery_data"

_HEADLINE: list[Fields] = [
    {
        "record": "project/syn-everything",
        "figure": "budget.0",
        "label": ("合成项目群的资金", "Money of the synthetic programme"),
        "open": ("编造的数字。", "A made-up figure."),
    },
    {"record": "project/syn-everything", "figure": "outputs.0", "label": ("合成村道", "Synthetic village roads")},
    {
        "record": "fund/syn-many-lines",
        "figure": "total.0",
        "label": ("合成专项资金", "The synthetic special fund"),
        "open": ("明细加起来不到总额。", "Its lines come to less than its total."),
    },
    {
        "record": "project/syn-not-stated",
        "figure": "budget.0",
        "label": ("没有数字的项目", "A project without a figure"),
    },
]

_PICTURES = {
    "wide": (1600, 900, "#9db8c9"),
    "tall": (900, 1400, "#c9b79d"),
    "square": (900, 900, "#b3c6b0"),
    "strip": (2000, 500, "#d2c4c9"),
}
"""Name → width and height in pixels, and the colour of the sky."""


def write_gallery(folder: Path, languages: Sequence[str] = ("zh", "en")) -> Counter[str]:
    """Write the publication below ``folder``, with drawn pictures; returns how many records of each kind."""
    Folder(folder, languages).frame(_HEADLINE)
    shutil.copytree(DATA, folder / "data", dirs_exist_ok=True)
    assets = folder / "content" / "assets" / "synthetic"
    assets.mkdir(parents=True, exist_ok=True)
    for name, (width, height, sky) in _PICTURES.items():
        _hills(width, height, sky).save(assets / f"{name}.png")
    return Counter(BY_FOLDER[path.parent.name].name for path in DATA.glob("*/*.yml"))


def _hills(width: int, height: int, sky: str) -> Image.Image:
    """A red house before hills."""
    picture = Image.new("RGB", (width, height), sky)
    pen = ImageDraw.Draw(picture)

    def shape(colour: str, *corners: tuple[float, float]) -> None:
        pen.polygon([(x * width, y * height) for x, y in corners], fill=colour)

    shape("#7d7a5f", (0, 1), (0, 0.67), (0.33, 0.33), (0.6, 0.6), (1, 0.5), (1, 1))
    shape("#8c4a3c", (0.4, 0.6), (0.6, 0.6), (0.6, 0.9), (0.4, 0.9))
    shape("#4a4238", (0.375, 0.6), (0.5, 0.45), (0.625, 0.6))
    return picture
