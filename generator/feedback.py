"""Where readers can report a mistake or ask: ``feedback`` in ``publication.yml``. Links only, no server of ours."""

from __future__ import annotations

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.values.contact import FormAddress, Mailbox
from generator.values.stated import Part
from generator.values.telephone import Telephone
from generator.values.text import LocalizedText


class FeedbackChannel(Part):
    """One way: a public telephone line, the mailbox of an office, or a form that is filled in beforehand."""

    name: LocalizedText
    """Whose it is, and what it is for."""
    telephone: Telephone | None = None
    email: Mailbox | None = None
    form: FormAddress | None = None

    @model_validator(mode="after")
    def _is_one(self) -> FeedbackChannel:
        if sum(way is not None for way in (self.telephone, self.email, self.form)) != 1:
            raise PydanticCustomError("feedback-channel", "refused")
        return self


class Feedback(Part):
    """All ways, and what happens with what was reported."""

    channels: tuple[FeedbackChannel, ...] = ()
    next: LocalizedText | None = None
    """What happens next: who reads it, and when there is an answer."""

    @property
    def is_open(self) -> bool:
        """Whether there is any way."""
        return bool(self.channels)
