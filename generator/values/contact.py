"""Ways to write to an office: its e-mail address, and the address of a form that is filled in beforehand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from generator.findings import Refusal
from generator.privacy import find_personal_data
from generator.values.base import Written, text_of
from generator.values.names import WebAddress

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._+-]{{0,63}}@(?:{_LABEL}\.){{1,8}}[A-Za-z]{{2,24}}")
PLACES = ("{page}", "{record}")
"""What is filled in: the page's address, and the record's name, such as ``projects/example-road``."""
EXAMPLE = "https://example.org/new?page={page}&about={record}"


@dataclass(frozen=True, slots=True)
class Mailbox(Written):
    """The e-mail address of an office; those of persons are refused as they are in texts."""

    address: str

    json_schema: ClassVar = {"type": "string", "format": "email"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``info@example.org``; raises :class:`Refusal`."""
        text = text_of(data).strip()
        if not _MAILBOX.fullmatch(text):
            raise Refusal("email-form", given="")
        if any(find_personal_data(text)):
            raise Refusal("email-personal", given="")
        return cls(text)

    def __str__(self) -> str:
        return self.address


@dataclass(frozen=True, slots=True)
class FormAddress(Written):
    """The https address of a form, with ``{page}`` and ``{record}`` in its path or query, where they are filled in."""

    pattern: str

    json_schema: ClassVar = {"type": "string", "pattern": "^https://"}

    @classmethod
    def parse(cls, data: object) -> Self:
        """Read ``https://example.org/new?page={page}&about={record}``; raises :class:`Refusal`."""
        text = text_of(data).strip()
        plain, marked = text, text
        for number, place in enumerate(PLACES):
            plain, marked = plain.replace(place, "x"), marked.replace(place, f"y{number}")
        address, other = WebAddress.parse(plain), WebAddress.parse(marked)
        if not address.url.startswith("https://"):
            raise Refusal("form-scheme")
        if address.host != other.host or not any(place in text for place in PLACES):
            # Nothing of a page may decide where its readers are led to; and without a place nothing is filled in.
            raise Refusal("form-places", places=" ".join(PLACES), example=EXAMPLE)
        return cls(text)

    @property
    def host(self) -> str:
        """The host's name, as shown to a reader who wants to know where a link leads."""
        return WebAddress.parse(self.pattern.replace(PLACES[0], "x").replace(PLACES[1], "x")).host

    def __str__(self) -> str:
        return self.pattern
