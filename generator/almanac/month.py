"""A month of any calendar, by the civil days on which its days fall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Month:
    """One month of one year. A day that is not in ``days`` is skipped; one with two dates comes twice."""

    year: int
    """The calendar's own year; for the lunar calendars of China and Tibet that in which most of it falls."""
    number: int
    is_leap: bool
    days: Mapping[int, tuple[date, ...]]
