"""What lies outside the records, as plain values: pictures, what git knows, what the publication has decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.chronicle import Chronicle, Key
from generator.documents import Document
from generator.duties import DutyList
from generator.needs import Needs
from generator.values.text import LocalizedText


@dataclass(frozen=True)
class Picture:
    """What is known of an image file: its size in pixels as shown, its format, whether it says where it was taken."""

    width: int
    height: int
    format: str
    bytes: int
    has_location: bool = False
    has_transparency: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What lies outside the records, as plain values: images, the files' last changes in git, redirects."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Path below ``content/assets/`` → what is known of it; a file that cannot be read as an image is left out."""
    asset_files: frozenset[str] = frozenset()
    """Every path below ``content/assets/``."""
    changed: Mapping[str, date] = field(default_factory=dict)
    """File → the day of the newest commit that touched it."""
    commits: Mapping[str, str] = field(default_factory=dict)
    """File → the whole hash of that commit, where the file is as it left it."""
    commit: str = ""
    as_of: date | None = None
    unreadable: frozenset[Key] = frozenset()
    """Records whose file cannot be read: they are there, but nothing is known of them."""
    redirects: Mapping[Key, Key] = field(default_factory=dict)
    configuration: Document | None = None
    """``site_config/publication.yml`` as read, for the places of what is wrong with it."""
    duties: Mapping[str, DutyList] = field(default_factory=dict)
    """Lists of what has to be made public, by the name of their file."""
    needs: Needs = field(default_factory=Needs)
    """What people come for, and which records answer it."""
    needs_file: Document | None = None
    """``site_config/needs.yml`` as read, for the places of what is wrong with it."""
    chronicle: Chronicle | None = None
    """What happened to the records; nothing outside git."""
    withheld: frozenset[Key] = frozenset()
    """Records that are not published any more; only their addresses are known."""
    removed: Mapping[Key, LocalizedText] = field(default_factory=dict)
    """Why records were taken away."""
