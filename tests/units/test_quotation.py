"""Quotation marks that are right at a glance are right when they are looked at one by one."""

from hypothesis import given
from hypothesis import strategies as st

from planforms.text import by_signs, quotation

PIECES = st.lists(
    st.sampled_from(["Mugė", "x", "7", " ", "„", "“", "”", '"', ",,", "''", "«", ",", "–", "(", ".", "_", "\n"]),
    max_size=12,
)


@given(PIECES.map("".join))
def test_signs_that_are_right_at_a_glance_are_right_one_by_one(words: str) -> None:
    assert quotation(words) == by_signs(words)
