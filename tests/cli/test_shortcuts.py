"""The quick looks that spare a slower one: each lets through all that the slower one finds."""

# ruff: noqa: SLF001 -- the quick looks are nobody else's business

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforms.marks.slots import find_head, folded, may_begin_mark
from planforms.rules import timing, wording

PIECES = (
    *("2026", "1999", "2026-10-9", "2026.10.09", "2026/1/2", "09", "9", "5", "3", "14", "8:30", "1600", "IV", "07-07"),
    *(" ", "  ", "-", "–", ".", ",", ";", "/", ":", "!", "\n", "„", "“", "(", ")", "_", "*"),
    *(
        "m",
        "m.",
        "d",
        "d.",
        "mėn",
        "mėnesio",
        "mėn.",
        "MĖN.",
        "val",
        "sav",
        "ketv",
        "kl",
        "pusm",
        "t",
        "y.",
        "k.",
        "š",
        "a",
    ),
    *("spalio", "Rugsėjo", "KOVO", "spalis", "Nr.", "knygos", "A", "B.", "Uosis", "mugė", "tą", "ų", "oji", "e\u0307"),
    *("PATVIRTINTA", "P A T V I R T I N T A", "tvirtinu", "Suderinta", "derinu", "Pritarta", "planas", "[data]", "__"),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=12)

SIGNS = (
    (wording._HYPHEN_SIGN, wording._HYPHEN),
    (wording._ORDINAL_SIGN, wording._ORDINAL),
    (wording._TWO_SPACES, wording._SPACES),
    (wording._GLUED_SIGN, wording._GLUED),
    (wording._SPACE_AND_SIGN, wording._BEFORE_SIGN),
    (wording._ACCENT, wording._MARKED),
    (wording._NO_STOP, wording._STOPLESS),
    (wording._CLOCK_SIGN, wording._CLOCK),
    *((timing._MAY_BE_UNOFFICIAL, pattern.form) for pattern in timing._PATTERNS),
)


@pytest.mark.parametrize(("sign", "form"), SIGNS)
@given(words=WORDS)
def test_what_a_wording_matches_has_its_sign(sign: re.Pattern[str], form: re.Pattern[str], words: str) -> None:
    assert sign.search(words) or not form.search(words)


@pytest.mark.parametrize(("sign", "form"), SIGNS)
def test_the_pieces_make_what_each_wording_matches(sign: re.Pattern[str], form: re.Pattern[str]) -> None:
    samples = (
        *("Spalis - mugė", "2025-2026 m. m.", "5-tų", "a  b", "G.Klevienė", "spalio9 d.", "2025m.", "14val.", "Nr.6"),
        *("mugė , paroda", "e\u0307", "spalio mėn 3", "8:30-9:30", "1600 val.", "2025.10.09", "2025-9-1"),
        *("2025-10-09 d.", "spalio mėn. 9 d.", "spalio 09 d.", "2025 spalio 9", "2025 spalis"),
    )
    assert any(form.search(words) and sign.search(words) for words in samples)


@given(words=WORDS)
def test_a_line_that_a_mark_begins_has_one_of_its_first_letters(words: str) -> None:
    assert may_begin_mark(words) or find_head(folded(words)) is None


@pytest.mark.parametrize("words", ["PATVIRTINTA", " „Pritarta“", "TVIRTINU", "Suderinta", "d e r i n t a"])
def test_a_mark_s_word_may_begin_a_mark(words: str) -> None:
    assert may_begin_mark(words)


@pytest.mark.parametrize("words", ["", "1.", "Knygų mugė", "A. Uosis", "„Mokykla“"])
def test_most_lines_may_not_begin_a_mark(words: str) -> None:
    assert not may_begin_mark(words)
