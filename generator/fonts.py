"""A font for Tibetan that is served with the site, where the publication asks for it.

The file comes from a package of its makers' releases that ``make fonts`` installs below ``.fonts/``; nothing of it lies
in this repository, and it is used only if it is, byte for byte, what it was when the generator was tried with it. Of
its letters the site gets those that its Tibetan text is made of, with all their stacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from generator.catalogue import Catalogue
from generator.findings import Refusal
from generator.values.text import LocalizedText
from generator.values.tibetan import TIBETAN

FOLDER = ".fonts"
TARGET = "assets/vendor/fonts"
ALWAYS = "\u0f0b\u0f0c\u0f0d\u25cc\u200d "
"""The dot between syllables, the stroke at the end of a sentence, and what a browser may put in by itself."""


@dataclass(frozen=True)
class Font:
    """A font that the generator knows: the package that has it, and what its files must be."""

    name: str
    family: str
    package: str
    version: str
    file: str
    sha256: str
    licence_sha256: str
    home: str


FONTS = {
    font.name: font
    for font in (
        Font(
            name="noto-serif-tibetan",
            family="Noto Serif Tibetan",
            package="@fontsource/noto-serif-tibetan",
            version="5.3.0",
            # Packed with zlib, which every Python can read, rather than as WOFF2.
            file="files/noto-serif-tibetan-tibetan-400-normal.woff",
            sha256="4edb6dc0642ba7df962f0f62a3d3307cd36c39ca87a85e5199bdd35ab4a5fd30",
            licence_sha256="0f2ce09ed114c2710b5d8f8f457ab9485452b003554a130005b59c6f4347a53e",
            home="https://github.com/notofonts/tibetan",
        ),
    )
}


@dataclass(frozen=True)
class Served:
    """What a site gets: files by their place in it, and the licence for its third-party notices."""

    files: dict[str, bytes]
    notice: str = ""


def texts(catalogue: Catalogue, pages: Iterable[str]) -> Iterator[str]:
    """Every text that may stand on a page: of the records, and of the pages written by hand."""
    for _, _, text in catalogue.values(LocalizedText):
        yield from text.texts.values()
    for _, _, line in catalogue.values(str):
        yield line
    yield from pages


def served(root: Path, name: str | None, texts: Iterable[str]) -> Served:
    """The font of that name for these texts; nothing where none is asked for or no text is Tibetan.

    Raises :class:`Refusal` ``font-missing`` or ``font-changed``.
    """
    # Where none is asked for, nobody goes through the texts.
    letters = {sign for text in texts for sign in TIBETAN.findall(text)} if name else set()
    if name is None or not letters:
        return Served({})
    font = FONTS[name]
    raw = _read(root, font, font.file, font.sha256)
    licence = _read(root, font, "LICENSE", font.licence_sha256).decode()
    target = f"{TARGET}/{font.name}.ttf"
    style = (
        f'@font-face{{font-family:"{font.family}";src:url(vendor/fonts/{font.name}.ttf) format("truetype");'
        "font-display:swap;unicode-range:U+0F00-0FFF,U+200C-200D,U+25CC}\n"
    )
    files = {target: reduced(raw, {*letters, *ALWAYS}), "assets/tibetan.css": style.encode()}
    return Served(files, f"{font.family} ({target}), {font.home}\nonly the letters that this site uses\n\n{licence}")


def reduced(raw: bytes, letters: Iterable[str]) -> bytes:
    """The font with these letters and all that it makes of them, as TrueType; always the same bytes for the same."""
    # Loaded only by builds that serve a font: it takes longer than many a page.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.notdef_outline = True
    with TTFont(BytesIO(raw), recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=sorted(map(ord, letters)))
        subsetter.subset(font)
        # Not packed again: how tightly zlib packs differs between systems, and servers pack what they send.
        font.flavor = None
        out = BytesIO()
        font.save(out)
    return out.getvalue()


def _read(root: Path, font: Font, file: str, digest: str) -> bytes:
    path = root / FOLDER / font.name / "package" / file
    try:
        content = path.read_bytes()
    except OSError:
        raise Refusal("font-missing", font=font.name, file=f"{FOLDER}/{font.name}/package/{file}") from None
    if sha256(content).hexdigest() != digest:
        raise Refusal("font-changed", font=font.name, file=f"{FOLDER}/{font.name}/package/{file}")
    return content
