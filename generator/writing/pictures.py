"""Pictures on a page: copies in several widths, their place kept before they are loaded, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from generator.language import Language
from generator.records.base import Image
from generator.surroundings import Picture
from generator.values.names import WebAddress
from generator.writing.escaping import assembled, element, escape, trusted

WIDTHS = (480, 960, 1600)
FOLDER = "assets/images/"
SIZES = "(min-width: 72em) 51rem, 100vw"
"""How wide a picture is shown: the column of running text on a large screen, else the whole screen."""


class Page(Protocol):
    """What a page has to know to show a picture."""

    language: Language

    def word(self, key: str, /, **arguments: object) -> str: ...

    def to_root(self, file: str) -> str: ...

    def outward(self, address: WebAddress) -> Markup: ...


@dataclass(frozen=True)
class Copy:
    """A published copy of an image: its size in pixels, its format, and how its file's name ends."""

    width: int
    height: int
    format: str

    @property
    def ending(self) -> str:
        """``-480.webp``"""
        return f"-{self.width}.{'jpg' if self.format == 'JPEG' else self.format.lower()}"


def copies_of(picture: Picture) -> tuple[Copy, ...]:
    """The copies that are made of an image: never larger than itself; last the one for browsers without WebP."""
    widths = [width for width in WIDTHS if width < picture.width] or [picture.width]
    if widths[-1] < picture.width and picture.width < WIDTHS[-1]:
        widths.append(picture.width)
    sizes = [(width, max(1, round(picture.height * width / picture.width))) for width in widths]
    fallback = sizes[min(1, len(sizes) - 1)]
    plain = "PNG" if picture.has_transparency else "JPEG"
    return (*(Copy(*size, "WEBP") for size in sizes), Copy(*fallback, plain))


def address_of(file: str, ending: str) -> str:
    """Where a copy lies, below the site's root; two files that differ in their ending only keep apart."""
    stem, _, kind = file.rpartition(".")
    return f"{FOLDER}{stem}-{kind.lower()}{ending}" if stem else f"{FOLDER}{file}{ending}"


def figures(page: Page, images: Sequence[tuple[Image, Picture]], *, first: bool = False) -> Markup:
    """Images with what they show, whose they are and when they were taken; the ``first`` on a page is not put off."""
    return assembled(
        [_figure(page, image, picture, lazy=not first or number > 0) for number, (image, picture) in enumerate(images)],
        "\n\n",
    )


def _figure(page: Page, image: Image, picture: Picture, *, lazy: bool) -> Markup:
    *modern, plain = copies_of(picture)
    several = ", ".join(f"{page.to_root(address_of(image.file, one.ending))} {one.width}w" for one in modern)
    source = f'<source type="image/webp" srcset="{escape(several)}" sizes="{escape(SIZES)}">'
    later = ' loading="lazy"' if lazy else ""
    shown = (
        f'<img src="{escape(page.to_root(address_of(image.file, plain.ending)))}" width="{plain.width}" '
        f'height="{plain.height}"{later} decoding="async" '
        f'alt="{escape(page.language.plain(image.alt)) if image.alt else ""}">'
    )
    said = [page.word("photo_credit", credit=image.credit)] if image.credit else []
    parts: list[object] = [*said]
    if image.licence:
        parts.append(page.word("licence", licence=image.licence))
    if image.taken:
        parts.append(page.word("taken", date=page.language.date(image.taken)))
    if image.source:
        parts.append(page.outward(image.source))
    caption = element("figcaption", assembled(parts, " · "))
    return element("figure", trusted(f"<picture>{source}{shown}</picture>") + caption, class_="p-figure p-photo")
