"""Image files, all made here."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from generator.kept import Kept
from generator.media import pictures, published_copies, read_picture
from generator.surroundings import Picture


def photograph(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """A picture in which every corner is another colour."""
    image = Image.new("RGB", size)
    across, down = size
    for x, y, colour in (
        (0, 0, "red"),
        (across // 2, 0, "lime"),
        (0, down // 2, "blue"),
        (across // 2, down // 2, "white"),
    ):
        image.paste(colour, (x, y, across, down) if x and y else (x, y, x + across // 2, y + down // 2))
    return image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_position() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "a camera"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitude] = (36.0, 29.0, 24.0)
    gps[ExifTags.GPS.GPSLongitude] = (101.0, 33.0, 57.0)
    return exif


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="36,29.4N"/></x:xmpmeta>'


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_size_and_format_are_known_and_a_plain_picture_tells_no_place(kind: str) -> None:
    raw = encoded(photograph(), kind)
    found = read_picture(raw)
    assert found
    assert (found.width, found.height, found.format, found.bytes) == (120, 80, kind, len(raw))
    assert not found.has_location


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_position_is_found_wherever_a_camera_writes_it(kind: str) -> None:
    in_exif = read_picture(encoded(photograph(), kind, exif=with_position()))
    assert in_exif and in_exif.has_location
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
        raw = encoded(photograph(), kind, pnginfo=text)
    else:
        raw = encoded(photograph(), kind, xmp=XMP)
    in_xmp = read_picture(raw)
    assert in_xmp and in_xmp.has_location


def test_a_camera_that_knew_no_position_tells_none() -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSVersionID] = b"\2\3\0\0"
    exif[ExifTags.Base.Make] = "a camera"
    found = read_picture(encoded(photograph(), "JPEG", exif=exif))
    assert found and not found.has_location


def test_the_two_pictures_of_a_telephone_are_a_jpeg() -> None:
    raw = encoded(photograph(), "MPO", save_all=True, append_images=[photograph()])
    found = read_picture(raw)
    assert found and found.format == "JPEG"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_file_is_no_picture(kind: str) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    raw = encoded(noise, kind)
    assert read_picture(raw) is not None
    for cut in (len(raw) // 2, 20, 4):
        assert read_picture(raw[:cut]) is None


@pytest.mark.parametrize(
    "raw", [b"", b"text", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_is_none(raw: bytes) -> None:
    assert read_picture(raw) is None


def test_a_small_file_that_claims_to_be_huge_is_measured_and_never_decoded() -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    raw = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
    found = read_picture(raw)
    assert found and found.width * found.height == 900_000_000


def copies(raw: bytes, kept: Kept | None = None) -> dict[str, bytes]:
    picture = read_picture(raw)
    assert picture
    return published_copies(raw, picture, kept)


def opened(raw: bytes) -> Image.Image:
    image = Image.open(BytesIO(raw))
    image.load()
    return image


def test_a_huge_picture_is_not_published() -> None:
    raw = encoded(Image.new("1", (9000, 5000)), "PNG")
    with pytest.raises(ValueError, match="9000"):
        published_copies(raw, Picture(9000, 5000, "PNG", len(raw)))


def test_a_folder_is_read_with_all_below_it_and_no_links_or_hidden_files(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    (assets / "sites").mkdir(parents=True)
    (assets / "sites" / "塔.jpg").write_bytes(encoded(photograph(), "JPEG"))
    (assets / "broken.png").write_bytes(b"\x89PNG")
    (assets / "plan.svg").write_text("<svg/>", encoding="utf-8")
    (assets / ".hidden.png").write_bytes(encoded(photograph(), "PNG"))
    outside = tmp_path / "outside.png"
    outside.write_bytes(encoded(photograph(), "PNG"))
    (assets / "link.png").symlink_to(outside)
    (assets / "folder").symlink_to(tmp_path)
    found, files = pictures(assets)
    assert list(found) == ["sites/塔.jpg"]
    assert files == {"sites/塔.jpg", "broken.png", "plan.svg"}


def test_without_a_folder_there_are_no_pictures(tmp_path: Path) -> None:
    assert pictures(tmp_path / "assets") == ({}, frozenset())


def test_the_published_copies_hold_nothing_but_pixels_and_are_always_the_same() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raw = encoded(
        photograph((1000, 600)), "JPEG", exif=with_position(), comment=b"by somebody", xmp=XMP, icc_profile=profile
    )
    made = copies(raw)
    assert made == copies(raw)
    assert list(made) == ["-480.webp", "-960.webp", "-1000.webp", "-960.jpg"]
    for ending, copy in made.items():
        image = opened(copy)
        assert image.format == ("WEBP" if ending.endswith("webp") else "JPEG")
        assert image.width == int(ending[1:].split(".")[0])
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
        assert b"GPS" not in copy and b"somebody" not in copy and b"camera" not in copy


def test_a_small_picture_is_never_made_larger() -> None:
    assert list(copies(encoded(photograph(), "JPEG"))) == ["-120.webp", "-120.jpg"]


def test_a_large_picture_is_cut_down() -> None:
    assert list(copies(encoded(photograph((4000, 300)), "PNG")))[:3] == ["-480.webp", "-960.webp", "-1600.webp"]


def test_a_picture_of_a_camera_held_on_its_side_is_upright_and_keeps_its_place_on_the_page() -> None:
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6  # turn right by 90°
    raw = encoded(photograph((1200, 800)), "JPEG", exif=turned, quality=95)
    picture = read_picture(raw)
    assert picture and (picture.width, picture.height) == (800, 1200)
    image = opened(copies(raw)["-480.webp"])
    assert image.size == (480, 720)
    red, green, blue = image.convert("RGB").getpixel((360, 90))  # type: ignore[misc]
    assert red > 200 and green < 60 and blue < 60, "what was top left is top right now"


def test_transparency_stays() -> None:
    made = copies(encoded(Image.new("LA", (40, 40), (255, 0)), "PNG"))
    assert {ending: opened(copy).mode for ending, copy in made.items()} == {"-40.webp": "RGBA", "-40.png": "RGBA"}


def test_what_was_made_once_is_taken_from_where_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, kept = encoded(photograph((600, 400)), "JPEG"), Kept(tmp_path / "kept")
    made = copies(raw, kept)
    monkeypatch.setattr("generator.media._encoded", lambda *_: b"made again")
    assert copies(raw, kept) == made


def test_a_damaged_copy_is_made_again(tmp_path: Path) -> None:
    raw, kept = encoded(photograph((600, 400)), "JPEG"), Kept(tmp_path / "kept")
    made = copies(raw, kept)
    for number, path in enumerate(sorted((tmp_path / "kept").iterdir())):
        content = path.read_bytes()
        path.write_bytes([content[:-1], b"", content[:40] + b"x" + content[41:]][number % 3])
    assert copies(raw, kept) == made


def test_a_picture_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assets, kept = tmp_path / "assets", Kept(tmp_path / "kept")
    assets.mkdir()
    (assets / "tower.jpg").write_bytes(encoded(photograph(), "JPEG", exif=with_position()))
    (assets / "broken.jpg").write_bytes(b"\xff\xd8\xff")
    first = pictures(assets, kept)
    monkeypatch.setattr("generator.media.read_picture", lambda raw: pytest.fail("looked at again"))
    assert pictures(assets, kept) == first
    assert list(first[0]) == ["tower.jpg"] and first[0]["tower.jpg"].has_location
