"""A share of a site on its way: one archive, and a manifest that says what it is a share of.

The manifest names what the share was made from, so that shares of different states are told apart, and a hash of the
archive, so that one that was cut short is. It is not signed: whoever may write there may write the site as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from generator import fingerprints
from generator.shards import Share

ARCHIVE, MANIFEST = "pages.zip", "manifest.json"
FORMAT = 1
"""Of the manifest and the archive; other ones are refused."""


class RefusedError(Exception):
    """Something that shares cannot be made or put together with: a key of ``i18n/cli.*.yml``, and what fills its text.

    ``parts`` are names from :data:`fingerprints.PARTS`, each with a word of its own.
    """

    def __init__(self, word: str, *, parts: Iterable[str] = (), **arguments: object) -> None:
        super().__init__(word, arguments)
        self.word, self.arguments, self.parts = word, arguments, tuple(parts)


@dataclass(frozen=True)
class Parcel:
    """A share in a folder: what it is a share of, and what it was made from."""

    folder: Path
    share: Share
    inputs: Mapping[str, str]
    sha256: str

    def open(self) -> IO[bytes]:
        """The archive; raises :class:`RefusedError` where it is not the one that the manifest was written for."""
        try:
            content = (self.folder / ARCHIVE).read_bytes()
        except OSError:
            content = b""
        if sha256(content).hexdigest() != self.sha256:
            raise RefusedError("shard_damaged", shard=self.folder)
        return BytesIO(content)


def pack(made: Path) -> bytes:
    """Everything below a folder as one archive: the same bytes for the same files."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(made.rglob("*")):
            if path.is_file():
                archive.writestr(ZipInfo(path.relative_to(made).as_posix()), path.read_bytes(), ZIP_DEFLATED, 1)
    return target.getvalue()


def unpack(content: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file in an archive. Raises :class:`RefusedError` for what is no archive of ours."""
    try:
        with ZipFile(content) as archive:
            for name in archive.namelist():
                path = PurePosixPath(name)
                if path.is_absolute() or ".." in path.parts or len(path.parts) < 3:
                    raise RefusedError("shard_damaged", shard=name)
                yield name, archive.read(name)
    except BadZipFile as fault:
        raise RefusedError("shard_damaged", shard=fault) from fault


def write(content: bytes, share: Share, inputs: Mapping[str, str], folder: Path) -> None:
    """Leave a share in a folder; the manifest last, so that a share without one is none."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    (folder / ARCHIVE).write_bytes(content)
    facts = {
        "format": FORMAT, "share": asdict(share), "inputs": dict(inputs), "sha256": sha256(content).hexdigest()
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def found(folders: Iterable[Path]) -> list[Parcel]:
    """The shares in these folders, each either one or holding some. Raises :class:`RefusedError`."""
    parcels = []
    for folder in folders:
        manifests = sorted(folder.rglob(MANIFEST))
        if not manifests:
            raise RefusedError("shard_none", folder=folder)
        parcels += [_read(manifest) for manifest in manifests]
    return parcels


def together(parcels: Iterable[Parcel], inputs: Mapping[str, str]) -> list[Parcel]:
    """The shares in their order, if they are all of one whole that was made from ``inputs``; else
    :class:`RefusedError`."""
    known: dict[Share, Parcel] = {}
    for parcel in parcels:
        if parts := fingerprints.differing(parcel.inputs, inputs):
            raise RefusedError("shard_foreign", shard=parcel.folder, parts=parts)
        if parcel.share in known:
            other = known[parcel.share]
            if other.folder.resolve() != parcel.folder.resolve():
                raise RefusedError("shard_twice", share=parcel.share.name, one=other.folder, other=parcel.folder)
        known[parcel.share] = parcel
    wholes = sorted({share.of for share in known})
    if len(wholes) > 1:
        raise RefusedError("shard_mixed", counts=", ".join(map(str, wholes)))
    missing = [share for share in Share(0, 1).parts(wholes[0]) if share not in known]
    if missing:
        raise RefusedError("shard_missing", shares=", ".join(share.name for share in missing))
    return [known[share] for share in sorted(known)]


def _read(manifest: Path) -> Parcel:
    try:
        facts: Any = json.loads(manifest.read_text(encoding="utf-8"))
        share = Share(int(facts["share"]["number"]), int(facts["share"]["of"]))
        inputs = {str(part): str(value) for part, value in facts["inputs"].items()}
        parcel = Parcel(manifest.parent, share, inputs, str(facts["sha256"]))
        is_ours = facts["format"] == FORMAT and 0 <= share.number < share.of
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RefusedError("shard_damaged", shard=manifest.parent) from None
    if not is_ours:
        raise RefusedError("shard_damaged", shard=manifest.parent)
    return parcel
