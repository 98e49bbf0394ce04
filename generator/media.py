"""Image files: what there is, without decoding it, and the copies that are published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, ImageOps

from generator.catalogue import Picture

MOST_PIXELS = 40_000_000
"""A larger image is never decoded: a file of a hundred kilobytes can claim a thousand megapixels."""
QUALITY = 82

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


def pictures(assets: Path) -> tuple[dict[str, Picture], frozenset[str]]:
    """Path below ``assets`` → what is known of an image, and every file there.

    Links are not followed, hidden files are left out; a file that is no whole image is in the second answer only.
    """
    found: dict[str, Picture] = {}
    files: set[str] = set()
    for path in sorted(assets.rglob("*") if assets.is_dir() else ()):
        name = path.relative_to(assets)
        linked = path.is_symlink() or any((assets / folder).is_symlink() for folder in name.parents)
        if linked or not path.is_file() or any(part.startswith(".") for part in name.parts):
            continue
        files.add(name.as_posix())
        picture = read_picture(path.read_bytes())
        if picture is not None:
            found[name.as_posix()] = picture
    return found, frozenset(files)


def read_picture(raw: bytes) -> Picture | None:
    """What an image file is, or nothing where it is not a whole image."""
    try:
        with _any_size(), Image.open(BytesIO(raw)) as image:
            kind = "JPEG" if image.format == "MPO" else str(image.format)  # telephones put a second picture behind
            width, height = image.size
            if width * height <= MOST_PIXELS and not _is_whole(image, kind, raw):
                return None
            return Picture(width, height, kind, len(raw), has_location=_tells_location(image, raw))
    except (OSError, SyntaxError, ValueError, EOFError):  # what Pillow's readers raise for broken files
        return None


def published_image(path: Path, longest: int = 1600) -> bytes:
    """The image as WebP, upright, at most ``longest`` pixels a side, with nothing in it but the pixels.

    The same file gives the same bytes. Raises :class:`OSError` or :class:`ValueError` for what is no image, and for
    one of more than :data:`MOST_PIXELS`.
    """
    with _any_size(), Image.open(path) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"{path.name}: {image.width} × {image.height}")
        image.draft("RGB", (longest, longest))
        upright = _in_srgb(ImageOps.exif_transpose(image))
        upright.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
        # A canvas of our own has no profile, comment or position to take along.
        canvas = Image.new(upright.mode, upright.size)
        canvas.paste(upright)
        out = BytesIO()
        canvas.save(out, "WEBP", quality=QUALITY, method=4)
        return out.getvalue()


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
