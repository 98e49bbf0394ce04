"""What a value refuses."""

from __future__ import annotations

import pytest

from generator.findings import Refusal
from generator.values.base import Written


def refusal(kind: type[Written], data: object) -> Refusal:
    """The refusal of what was written; fails where it is read."""
    with pytest.raises(Refusal) as caught:
        kind.parse(data)
    return caught.value
