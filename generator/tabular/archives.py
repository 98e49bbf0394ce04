"""Files in one ZIP that is the same, byte for byte, whenever it is made from them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format can name; it stands for none."""
PACKED = (".xlsx",)
"""Files that are ZIPs themselves."""


@dataclass(frozen=True)
class Member:
    """A file as it lies in an archive: it can be put into another one as it is."""

    content: bytes
    """Deflated, unless the file is an archive itself."""
    size: int
    """Of the file, in bytes."""
    crc: int
    method: int = ZIP_DEFLATED

    def beginning(self, most: int) -> bytes:
        """So many bytes of a deflated file at most."""
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.content, most)

    def whole(self) -> bytes:
        """The deflated file."""
        return zlib.decompress(self.content, -zlib.MAX_WBITS, self.size)


def deflated(content: bytes) -> Member:
    """A file, deflated as an archive deflates it."""
    way = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return Member(way.compress(content) + way.flush(), len(content), zlib.crc32(content))


def members(archive: bytes) -> dict[str, Member]:
    """Name → what lies in an archive that :func:`to_zip` has made."""
    found = {}
    with ZipFile(BytesIO(archive)) as opened:
        for info in opened.infolist():
            start = info.header_offset + len(info.FileHeader())
            content = archive[start : start + info.compress_size]
            found[info.filename] = Member(content, info.file_size, info.CRC, info.compress_type)
    return found


def to_zip(files: Mapping[str, bytes | Member]) -> bytes:
    """Name → content, as an archive in the order of the names."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            content = files[name]
            info = ZipInfo(name, EARLIEST)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
            if isinstance(content, Member):
                _put(archive, buffer, info, content)
            else:
                archive.writestr(info, content)
    return buffer.getvalue()


def _put(archive: ZipFile, buffer: BytesIO, info: ZipInfo, member: Member) -> None:
    """Put a packed file into an archive as it is, behind what is in it."""
    info.compress_type, info.CRC = member.method, member.crc
    info.file_size, info.compress_size = member.size, len(member.content)
    info.header_offset = buffer.tell()
    buffer.write(info.FileHeader() + member.content)
    archive.start_dir = buffer.tell()
    archive.filelist.append(info)
    archive.NameToInfo[info.filename] = info
