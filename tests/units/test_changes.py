"""What must change in the words of a file for other words to stand there."""

from collections.abc import Callable

from counting import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from planforms.editors import changes, distribute

WORDS = st.lists(st.sampled_from(["mugė", " ", "  ", "„", "knyga", "\n", ","]), max_size=400).map("".join)


@given(WORDS, WORDS)
def test_the_changes_of_old_words_make_the_new_ones(old: str, new: str) -> None:
    assert distribute([old], changes(old, new)) == [new]


def test_words_that_stay_are_not_touched_in_a_text_of_any_length() -> None:
    old = "".join(f"Mugė {number}, paroda  ir šventė. " for number in range(40))
    edits = changes(old, old.replace("  ", " "))
    assert [(edit.stop - edit.start, edit.words) for edit in edits] == [(1, "")] * 40


def test_a_line_is_made_of_its_own_words() -> None:
    old, new = "A. Uosis “Mugė”\n,,Mugė“", "A. Uosis „Mugė“\n„Mugė“"
    assert [(old[edit.start : edit.stop], edit.words) for edit in changes(old, new)] == [
        *(("“", "„"), ("”", "“"), (",,", "„")),
    ]


def test_a_cell_as_long_as_a_cell_can_be_costs_no_more_than_its_length() -> None:
    def mended(length: int) -> Callable[[], object]:
        old = ('labai  ilgas „žodis" ' * 1600)[:length]
        return lambda: distribute([old], changes(old, old.replace("  ", " ").replace('"', "“")))

    assert grows_linearly(mended, 16_000)
