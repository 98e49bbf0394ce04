"""What points at something else: ids, references to records, words of a vocabulary, addresses on the web, codes."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from generator.findings import Refusal
from generator.values.base import Written, heard_once, text_of

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,61}[a-z0-9]")
RESERVED = {"con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows keeps for devices, and the one that every list of ours has."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of another record and the kind it must be of."""

    kind: str
    id: str

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a vocabulary, by its id."""

    vocabulary: str
    id: str

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Annotation of a :class:`Reference` field: the kind that it leads to."""

    kind: str

    def read(self, data: object) -> Reference:
        """The reference that was written; raises :class:`Refusal`."""
        if isinstance(data, Reference):
            return data
        text = text_of(data).strip()
        if not ID.fullmatch(text):
            raise Refusal("reference-form", given=text[:80], kind=self.kind)
        return Reference(self.kind, text)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _reader(self), serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> Mapping[str, Any]:
        return {"type": ["string", "integer"], "description": self.kind}


@dataclass(frozen=True, slots=True)
class WordOf:
    """Annotation of a :class:`Term` field: the vocabulary that it is taken from."""

    vocabulary: str

    def read(self, data: object) -> Term:
        """The word that was written, whether or not there is one; raises :class:`Refusal`."""
        return data if isinstance(data, Term) else Term(self.vocabulary, text_of(data).strip()[:80])

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _reader(self), serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> Mapping[str, Any]:
        return {"type": "string", "x-vocabulary": self.vocabulary}


@cache
def _reader(annotation: RefersTo | WordOf) -> Callable[[Any], Reference | Term]:
    """One for each kind and vocabulary, and not for each field, so that an id is known wherever it stands."""
    return heard_once(annotation.read)


@dataclass(frozen=True, slots=True)
class WebAddress(Written):
    """An address on the public web, https or http; its host as ASCII."""

    url: str

    json_schema: ClassVar = {"type": "string", "pattern": "^https?://"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read an absolute address; raises :class:`Refusal` for other schemes, credentials and private hosts."""
        text = text_of(data).strip()
        if len(text) > 1000 or re.search(r"[\s<>\"`{}|\\^\x00-\x1f]", text):
            raise Refusal("url-form", given=text[:80])
        try:
            parts = urlsplit(text)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise Refusal("url-form", given=text[:80]) from None
        if parts.scheme not in ("https", "http"):
            raise Refusal("url-scheme", scheme=parts.scheme or text[:20])
        if "@" in parts.netloc:
            raise Refusal("url-userinfo")
        host = _ascii(host)
        if _is_private(host):
            raise Refusal("url-host", host=host or text[:80])
        shown = f"[{host}]" if ":" in host else host
        return cls(parts._replace(netloc=shown + (f":{port}" if port else "")).geturl())

    @property
    def host(self) -> str:
        """The host's name, as shown to a reader who wants to know where a link leads."""
        return urlsplit(self.url).hostname or ""

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class DivisionCode(Written):
    """A GB/T 2260 code (six digits, county level and above) or the nine digits of a township."""

    digits: str

    json_schema: ClassVar = {"type": ["string", "integer"], "pattern": r"^\d{6}(\d{3})?$"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read six or nine digits; raises :class:`Refusal`."""
        text = text_of(data).strip()
        if not re.fullmatch(r"[1-9][0-9]{5}([0-9]{3})?", text):
            raise Refusal("code-form", given=text[:40])
        return cls(text)

    def lies_within(self, other: DivisionCode) -> bool:
        """Whether the digits say so: 630121100 lies within 630121, and that within 630100 and 630000."""
        significant = re.sub(r"(00)+$", "", other.digits) if len(other.digits) == 6 else other.digits
        return self.digits != other.digits and self.digits.startswith(significant)

    def __str__(self) -> str:
        return self.digits


@dataclass(frozen=True, slots=True)
class Sha256(Written):
    """The fingerprint of a document, 64 hexadecimal digits."""

    hexadecimal: str

    json_schema: ClassVar = {"type": "string", "pattern": "^[0-9a-f]{64}$"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read 64 hexadecimal digits; raises :class:`Refusal`."""
        text = text_of(data).strip().lower()
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            raise Refusal("sha256-form")
        return cls(text)

    def __str__(self) -> str:
        return self.hexadecimal


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower() if host else ""
    except UnicodeError:
        raise Refusal("url-form", given=host[:80]) from None


_PRIVATE = {"local", "localhost", "internal", "lan", "home", "arpa"}


def _is_private(host: str) -> bool:
    """Hosts that no reader can reach, or that lead into the reader's own network."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        last = host.rpartition(".")[2]
        # Browsers read a last part of digits as an address of numbers: 127.1 is this very machine.
        return "." not in host or last in _PRIVATE or re.fullmatch(r"[0-9]*|0x[0-9a-f]*", last) is not None
