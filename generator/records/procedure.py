"""What somebody needs to know to get something done: where to call, what to do in which order, by when, for how much.

Services and policies share these parts. None of them has a place for a person: lines are those of offices, and whoever
is served is named by an audience of the vocabulary.
"""

from __future__ import annotations

from generator.records.visiting import Current
from generator.values.contact import Mailbox
from generator.values.price import Price
from generator.values.stated import Stated
from generator.values.telephone import Telephone
from generator.values.text import LocalizedText


class TelephoneLine(Current[Telephone]):
    """A public line, and what it is for where an office has several."""

    purpose: LocalizedText | None = None


class MailboxLine(Current[Mailbox]):
    """An e-mail address of an office, and what it is for where there are several."""

    purpose: LocalizedText | None = None


class Cost(Current[Price]):
    """What somebody pays: an exact amount, or nothing at all."""

    of: LocalizedText | None = None
    """What the amount is for, where not everything costs the same."""


class Deadline(Stated[LocalizedText]):
    """A time limit as the source puts it: "within 60 days of the decision"."""

    of: LocalizedText
    """What has to be done, or is promised, by then."""
