"""Numbers written in a row are those that are written one by one, however large."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.searching.branches import number
from generator.searching.lists import varint, varints

NUMBERS = st.lists(st.integers(0, 2**40) | st.sampled_from([0, 127, 128, 2**14 - 1, 2**14, 2**21 - 1, 2**21, 2**28]))


@given(NUMBERS)
def test_numbers_in_a_row_are_each_of_them_one_by_one(numbers: list[int]) -> None:
    written, starts = varints(np.asarray(numbers, np.int64))
    content = written.tobytes()
    assert content == b"".join(map(varint, numbers))
    assert [number(content, int(start))[0] for start in starts[:-1]] == numbers
    assert starts[-1] == len(content)
