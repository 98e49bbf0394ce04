"""Files in one ZIP that is the same, byte for byte, whenever it is made from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format can name; it stands for none."""
PACKED = (".xlsx",)
"""Files that are ZIPs themselves."""


def to_zip(files: Mapping[str, bytes], before: bytes | None = None, same: Collection[str] = ()) -> bytes:
    """Name → content, as an archive in the order of the names.

    ``before`` is such an archive of other files; those of them that are the ``same`` are not packed again.
    """
    buffer = BytesIO()
    known = {info.filename: info for info in ZipFile(BytesIO(before)).infolist()} if before else {}
    with ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            if before and name in same and name in known:
                _take_over(archive, buffer, before, known[name])
                continue
            info = ZipInfo(name, EARLIEST)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
            archive.writestr(info, files[name])
    return buffer.getvalue()


def _take_over(archive: ZipFile, buffer: BytesIO, before: bytes, info: ZipInfo) -> None:
    """Put a packed file into an archive as it is, behind what is in it."""
    start = info.header_offset + len(info.FileHeader())
    packed = before[start : start + info.compress_size]
    info.header_offset = buffer.tell()
    buffer.write(info.FileHeader() + packed)
    archive.start_dir = buffer.tell()
    archive.filelist.append(info)
    archive.NameToInfo[info.filename] = info
