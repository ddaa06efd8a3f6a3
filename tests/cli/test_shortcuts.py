"""The quick looks that spare a slower one: each lets through all that the slower one finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforms.marks.slots import find_head, folded, may_begin_mark

PIECES = (
    *("2026 m.", "2026-10-09", "5", "IV", " ", "  ", "-", "–", ".", ",", "/", ":", "\n", "„", "“", "(", ")", "_", "*"),
    *("spalio", "Nr.", "knygos", "A", "B.", "Uosis", "š", "a", "e\u0307", "planas", "[data]", "__"),
    *("PATVIRTINTA", "P A T V I R T I N T A", "tvirtinu", "Suderinta", "derinu", "Pritarta"),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=12)


@given(words=WORDS)
def test_a_line_that_a_mark_begins_has_one_of_its_first_letters(words: str) -> None:
    assert may_begin_mark(words) or find_head(folded(words)) is None


@pytest.mark.parametrize("words", ["PATVIRTINTA", " „Pritarta“", "TVIRTINU", "Suderinta", "d e r i n t a"])
def test_a_mark_s_word_may_begin_a_mark(words: str) -> None:
    assert may_begin_mark(words)


@pytest.mark.parametrize("words", ["", "1.", "Knygų mugė", "A. Uosis", "„Mokykla“"])
def test_most_lines_may_not_begin_a_mark(words: str) -> None:
    assert not may_begin_mark(words)
