"""Words in their normal form: short ways of making it give the same as the long ones."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforms.letters import bare_words, fold, fold_all, shape, small_words
from planforms.model import Paragraph, Run, Text
from planforms.text import split_lines, tidy, tidy_text

SIGNS = st.sampled_from("ąČę ž\t\n\r.1•)-–„“\u00a0\u00ad\u2002\u200b\u2011\u2060\ufeff\u0307\u0328İßﬁ\x0b\x1c")
WORDS = st.text(SIGNS | st.characters(), max_size=12)
RUNS = st.builds(Run, WORDS, bold=st.booleans())
TEXTS = st.lists(st.builds(Paragraph, st.lists(RUNS, max_size=3).map(tuple), st.sampled_from(["", "1.", "•"]))).map(
    lambda paragraphs: Text(tuple(paragraphs))
)


def folded_by_the_letter(words: str) -> str:
    bare = unicodedata.normalize("NFD", tidy(words.replace("\u200d", "")).casefold())
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


@given(WORDS)
def test_folding_by_a_table_is_folding_by_decomposition(words: str) -> None:
    assert fold(words) == folded_by_the_letter(words)


@given(st.lists(WORDS))
def test_texts_folded_together_are_folded_each(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(words) for words in texts]


@given(st.lists(WORDS).map(" ".join))
def test_small_words_are_the_words_in_small_letters(words: str) -> None:
    assert small_words(words) == [word.lower() for word in re.findall(r"[^\W\d_]+", words)]


@given(st.lists(WORDS).map(" ".join))
def test_bare_words_are_those_of_the_folded_ones(words: str) -> None:
    assert bare_words(words) == re.findall(r"[^\W_]+", fold(words))


@given(WORDS)
def test_a_shape_has_a_sign_for_each_character_and_says_what_it_is(words: str) -> None:
    kinds = {
        "a": "[^\\W\\d_]",
        "A": "[^\\W\\d_]",
        "0": "\\d",
        "<": "„",
        ">": "“",
        '"': '["”‟«»]',
        " ": "\\s",
        "~": "\\W",
        "?": ".",
    }
    form = "".join(kinds.get(sign, re.escape(sign)) for sign in shape(words))
    assert re.fullmatch(form, words, re.DOTALL)


@given(TEXTS)
def test_a_tidy_text_stays_and_its_words_are_tidy(text: Text) -> None:
    once = tidy_text(text)
    assert tidy_text(once) == once
    assert str(once) == "\n".join(str(paragraph) for paragraph in once.paragraphs)
    assert all("\n" not in run.text for line in split_lines(text) for run in line.runs)


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("Mugė\u00a0 ir\u2011 kita", "Mugė  ir- kita"),
        (" Mugė \n antra ", "Mugė\nantra"),
        ("\n\nMugė\n", "Mugė"),
        ("•\tMugė", "• Mugė"),
    ],
)
def test_words_are_made_tidy(written: str, tidied: str) -> None:
    assert str(tidy_text(Text.of(written))) == tidied
