"""Results that take long to make, kept below ``build/cache`` under a hash of all that they were made from.

An entry begins with a hash of its content: one that was cut short, changed or mixed up is thrown away and made again.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile


class Kept:
    """A folder of kept results; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    @staticmethod
    def key(*parts: bytes | str) -> str:
        """The name of what is made from these parts; each is counted in its length, so that none runs into the next."""
        digest = sha256()
        for part in parts:
            raw = part.encode() if isinstance(part, str) else part
            digest.update(f"{len(raw)}:".encode())
            digest.update(raw)
        return digest.hexdigest()

    def find(self, key: str) -> bytes | None:
        """What is kept under this name, if it is what was put there."""
        if self.folder is None:
            return None
        path = self.folder / key
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        content = raw[32:]
        if raw[:32] == sha256(content).digest():
            return content
        with contextlib.suppress(OSError):
            path.unlink()
        return None

    def put(self, key: str, content: bytes) -> bytes:
        """Keep ``content`` and give it back; a folder that cannot be written to is no reason to stop."""
        if self.folder is not None:
            with contextlib.suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                # Two languages are built at once: a name is taken only by a file that is whole.
                with NamedTemporaryFile(dir=self.folder, prefix=".new-", delete=False) as file:
                    file.write(sha256(content).digest() + content)
                os.replace(file.name, self.folder / key)
        return content
