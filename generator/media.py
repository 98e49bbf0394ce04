"""Image files: what there is, without decoding it, and the copies that are published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, ImageOps, features
from PIL import __version__ as pillow_version

from generator.catalogue import Catalogue
from generator.kept import Kept
from generator.surroundings import Picture
from generator.writing.pictures import Copy, address_of, copies_of

MOST_PIXELS = 40_000_000
"""A larger image is never decoded: a file of a hundred kilobytes can claim a thousand megapixels."""
QUALITY = 82
_SETTINGS = f"{QUALITY} {pillow_version} {features.version('webp')} {features.version('libjpeg_turbo')} 1"
"""What decides, beside the image, how its copies come out; the last number is that of this module's own ways."""

_LOCATION_TAGS = frozenset(
    {
        ExifTags.GPS.GPSLatitude,
        ExifTags.GPS.GPSLongitude,
        ExifTags.GPS.GPSDestLatitude,
        ExifTags.GPS.GPSDestLongitude,
        ExifTags.GPS.GPSAreaInformation,
    }
)
_LOCATION_WORDS = (b"GPSLatitude", b"GPSLongitude", b"GPSDestLatitude")
"""What the same is called in XMP, in whichever part of the file that stands."""


def pictures(assets: Path, known: Kept | None = None) -> tuple[dict[str, Picture], frozenset[str]]:
    """Path below ``assets`` → what is known of an image, and every file there.

    Links are not followed, hidden files are left out; a file that is no whole image is in the second answer only.
    """
    known = known or Kept(None)
    found: dict[str, Picture] = {}
    files: set[str] = set()
    for path in sorted(assets.rglob("*") if assets.is_dir() else ()):
        name = path.relative_to(assets)
        linked = path.is_symlink() or any((assets / folder).is_symlink() for folder in name.parents)
        if linked or not path.is_file() or any(part.startswith(".") for part in name.parts):
            continue
        files.add(name.as_posix())
        picture = _known(path.read_bytes(), known)
        if picture is not None:
            found[name.as_posix()] = picture
    return found, frozenset(files)


def _known(raw: bytes, known: Kept) -> Picture | None:
    """:func:`read_picture`, which decodes the whole image, once for each image."""
    key = known.key(raw, "picture", _SETTINGS)
    content = known.find(key)
    if content is None:
        picture = read_picture(raw)
        known.put(key, json.dumps(asdict(picture) if picture else None).encode())
        return picture
    facts = json.loads(content)
    return Picture(**facts) if facts else None


def kept(root: Path) -> Kept:
    """Where a publication keeps what was found out about its images, and their copies."""
    return Kept(root / "build" / "cache" / "images")


def published_images(root: Path, catalogue: Catalogue) -> dict[str, bytes]:
    """The images that records show, made anew without what the camera wrote into them, by their place in the site."""
    assets, made = root / "content" / "assets", {}
    wanted = {image.file: picture for entry in catalogue.published for image, picture in catalogue.images(entry)}
    for name, picture in sorted(wanted.items()):
        for ending, content in published_copies((assets / name).read_bytes(), picture, kept(root)).items():
            made[address_of(name, ending)] = content
    return made


def read_picture(raw: bytes) -> Picture | None:
    """What an image file is, or nothing where it is not a whole image."""
    try:
        with _any_size(), Image.open(BytesIO(raw)) as image:
            kind = "JPEG" if image.format == "MPO" else str(image.format)  # telephones put a second picture behind
            width, height = image.size
            if width * height <= MOST_PIXELS and not _is_whole(image, kind, raw):
                return None
            return Picture(
                *_as_shown(image, width, height),
                kind,
                len(raw),
                has_location=_tells_location(image, raw),
                has_transparency="A" in image.getbands() or "transparency" in image.info,
            )
    except (OSError, SyntaxError, ValueError, EOFError):  # what Pillow's readers raise for broken files
        return None


def published_copies(raw: bytes, picture: Picture, known: Kept | None = None) -> dict[str, bytes]:
    """The copies of an image that pages use, by the end of their name: upright, in sRGB, with nothing but the pixels.

    The same file gives the same bytes. Raises :class:`OSError` or :class:`ValueError` for what is no image, and for
    one of more than :data:`MOST_PIXELS`.
    """
    known = known or Kept(None)
    copies = copies_of(picture)
    keys = {copy.ending: known.key(raw, copy.ending, f"{copy.width}x{copy.height}", _SETTINGS) for copy in copies}
    made = {ending: content for ending, key in keys.items() if (content := known.find(key)) is not None}
    if len(made) < len(copies):
        upright = _upright(raw, max(copy.width for copy in copies))
        for copy in copies:
            if copy.ending not in made:
                made[copy.ending] = known.put(keys[copy.ending], _encoded(upright, copy))
    return {copy.ending: made[copy.ending] for copy in copies}


def _upright(raw: bytes, widest: int) -> Image.Image:
    with _any_size(), Image.open(BytesIO(raw)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"{image.width} × {image.height}")
        image.draft("RGB", (widest, widest))
        return _in_srgb(ImageOps.exif_transpose(image))


def _encoded(image: Image.Image, copy: Copy) -> bytes:
    small = image.resize((copy.width, copy.height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    # A canvas of our own has no profile, comment or position to take along.
    canvas = Image.new(small.mode, small.size)
    canvas.paste(small)
    out = BytesIO()
    if copy.format == "WEBP":
        canvas.save(out, "WEBP", quality=QUALITY, method=4)
    elif copy.format == "PNG":
        canvas.save(out, "PNG", optimize=True)
    else:
        canvas.convert("RGB").save(out, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return out.getvalue()


def _as_shown(image: Image.Image, width: int, height: int) -> tuple[int, int]:
    """The size when the camera's note about how it was held is followed."""
    if width * height > MOST_PIXELS or image.getexif().get(ExifTags.Base.Orientation) not in (5, 6, 7, 8):
        return width, height
    return height, width


def _in_srgb(image: Image.Image) -> Image.Image:
    """The image in plain RGB, with transparency where it has any; colours of wide profiles brought into sRGB."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            there = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(image, there, ImageCms.createProfile("sRGB"), outputMode=mode)
            if changed is not None:
                return changed
        except ImageCms.PyCMSError:
            pass  # an unusable profile is as good as none
    return image.convert(mode)


def _is_whole(image: Image.Image, kind: str, raw: bytes) -> bool:
    """Whether the file can be decoded to its end, found out as cheaply as its format allows."""
    if kind == "WEBP":
        return int.from_bytes(raw[4:8], "little") + 8 <= len(raw)
    if kind == "JPEG":
        image.draft("L", (1, 1))  # an eighth of the size: most of the work is left out
    image.load()
    return True


def _tells_location(image: Image.Image, raw: bytes) -> bool:
    # Of a PNG, asking for this decodes the pixels; one that is too large is refused for that alone.
    if image.width * image.height <= MOST_PIXELS:
        position = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        if _LOCATION_TAGS & position.keys():
            return True
    texts = (value if isinstance(value, bytes) else str(value).encode() for value in image.info.values())
    return any(word in text for text in (raw, *texts) for word in _LOCATION_WORDS)


@contextmanager
def _any_size() -> Iterator[None]:
    """Let the header of a huge image be read, so that it can be refused for its size; nothing is decoded then."""
    usual = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = usual
