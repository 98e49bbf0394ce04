"""Files in one ZIP that is the same, byte for byte, whenever it is made from them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format can name; it stands for none."""
PACKED = (".xlsx",)
"""Files that are ZIPs themselves."""


def to_zip(files: Mapping[str, bytes]) -> bytes:
    """Name → content, as an archive in the order of the names."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            info = ZipInfo(name, EARLIEST)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
            archive.writestr(info, files[name])
    return buffer.getvalue()
