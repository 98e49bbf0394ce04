"""What the checker has to say: places in files, and findings about them, without any words.

The words are put on at the edge, in the reader's language, from ``generator/i18n/findings.<lang>.yml``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error stops publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True, order=True)
class Position:
    """A place in a file of the publication: path from its root, line and column from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing an editor should know about one place in one file."""

    code: str
    """A stable slug, explained by ``generator explain CODE``."""
    severity: Severity
    position: Position
    field: str = ""
    """Dotted path of the field within the record, empty for the whole file."""
    arguments: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What the sentence about it will name; values only, no wording."""
    related: tuple[Position, ...] = ()
    """The other side, where two places do not fit together."""

    @property
    def is_error(self) -> bool:
        """Whether this alone keeps the publication from being built."""
        return self.severity is Severity.ERROR


def error(
    code: str, position: Position, field: str = "", *, related: tuple[Position, ...] = (), **arguments: object
) -> Finding:
    """A finding that stops publication."""
    return Finding(
        code=code, severity=Severity.ERROR, position=position, field=field, related=related, arguments=_texts(arguments)
    )


def warning(
    code: str, position: Position, field: str = "", *, related: tuple[Position, ...] = (), **arguments: object
) -> Finding:
    """A finding that is shown but lets the publication be built."""
    return Finding(
        code=code,
        severity=Severity.WARNING,
        position=position,
        field=field,
        related=related,
        arguments=_texts(arguments),
    )


class Refusal(ValueError):  # noqa: N818 - it is what the editor gets to hear, not a fault of the program
    """A value that cannot be read as what its field asks for: a finding's code and arguments, not yet its place."""

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = _texts(arguments)


def _texts(arguments: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in arguments.items()}
