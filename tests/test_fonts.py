"""The font for Tibetan, with a font of a few boxes that is made here."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from generator import fonts
from generator.findings import Refusal
from generator.fonts import FONTS, reduced, served

NAME = "noto-serif-tibetan"
LETTERS = "ཀཁགང་"


def made_font() -> bytes:
    """Boxes for four letters and the dot, packed as WOFF; ka and the dot become a wider box of their own."""
    glyphs = [".notdef", *(f"box{ord(letter):x}" for letter in LETTERS), "kadot"]
    pen = TTGlyphPen(None)
    for number, corner in enumerate(((0, 0), (0, 700), (500, 700), (500, 0))):
        (pen.lineTo if number else pen.moveTo)(corner)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(letter): f"box{ord(letter):x}" for letter in LETTERS})
    builder.setupGlyf(dict.fromkeys(glyphs, box))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupPost()
    builder.addOpenTypeFeatures("feature liga { sub boxf40 boxf0b by kadot; } liga;")
    builder.font.flavor = "woff"
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def font() -> bytes:
    return made_font()


@pytest.fixture
def installed(tmp_path: Path, font: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication's folder with the font where ``make fonts`` puts it."""
    known = replace(
        FONTS[NAME], sha256=sha256(font).hexdigest(), licence_sha256=sha256(b"SIL Open Font License").hexdigest()
    )
    monkeypatch.setattr(fonts, "FONTS", {NAME: known})
    folder = tmp_path / ".fonts" / NAME / "package"
    (folder / known.file).parent.mkdir(parents=True)
    (folder / known.file).write_bytes(font)
    (folder / "LICENSE").write_bytes(b"SIL Open Font License")
    return tmp_path


def test_a_site_gets_the_letters_of_its_texts_with_what_the_font_makes_of_them(font: bytes) -> None:
    small = TTFont(BytesIO(reduced(font, "ཀ་")))
    assert set(small.getBestCmap()) == {ord("ཀ"), ord("་")}
    assert len(small.getGlyphOrder()) == 4, "nothing, two letters, and the two joined"
    assert small.flavor is None


def test_the_same_texts_give_the_same_bytes(installed: Path) -> None:
    one = served(installed, NAME, ["ཀ་ཁ", "Kumbum"])
    assert one == served(installed, NAME, ["ཁ", "ཀ་"])
    assert set(one.files) == {"assets/vendor/fonts/noto-serif-tibetan.ttf", "assets/tibetan.css"}
    assert b"url(vendor/fonts/noto-serif-tibetan.ttf)" in one.files["assets/tibetan.css"]
    assert "SIL Open Font License" in one.notice


def test_nothing_is_served_that_nobody_asked_for_or_needs(tmp_path: Path) -> None:
    assert served(tmp_path, None, ["ཀ་"]).files == {}
    assert served(tmp_path, NAME, ["塔尔寺", "Kumbum"]).files == {}


def test_a_font_that_is_asked_for_and_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        served(tmp_path, NAME, ["ཀ་"])
    assert (caught.value.code, caught.value.arguments["font"]) == ("font-missing", NAME)


def test_another_file_than_the_one_that_was_tried_is_refused(installed: Path) -> None:
    path = installed / ".fonts" / NAME / "package" / FONTS[NAME].file
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(Refusal, match="font-changed"):
        served(installed, NAME, ["ཀ་"])
