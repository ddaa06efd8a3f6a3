"""Where a line of the document must not break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforms.writers.linebreaks import NO_BREAK_SPACE, bind

FRAGMENTS = (
    *(
        "2026 m.",
        "29 d.",
        "Nr.",
        "V-361",
        "V.",
        "Pavardė",
        "m. m.",
        "IV",
        "ketv.",
        "5",
        "kl.",
        "t. y.",
        "Š.",
        "–",
        " ",
        "  ",
    ),
    *("\t", "\n", "proc.", "1", "000", "Eur", "A.", "\u0160", "S\u030c.", ".", "(", "„"),
)


@given(st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join))
def test_binding_changes_spaces_and_nothing_else(words: str) -> None:
    bound = bind(words)
    assert len(bound) == len(words)
    assert bound.replace(NO_BREAK_SPACE, " ") == words.replace(NO_BREAK_SPACE, " ")


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join))
def test_binding_twice_is_binding_once(words: str) -> None:
    assert bind(bind(words)) == bind(words)


@pytest.mark.parametrize(
    "bound",
    [
        "2026~m.~spalio~19~d.",
        "iki GEGUŽĖS~14~d., Gegužės~14–16~d.",
        "2026~m. gegužės mėn.",
        "15~–~26~d.",
        "2026–2027~m.~m.",
        "PLANAS 2026–2027~M.~M.",
        "įsakymu Nr.~V-12",
        "nuo 14.00~val. iki 16~val. 30~min.",
        "V.~Uosytė, Kęstutis Šilinis ir J.~P.~Beržas",
        "Dž.~Liepa",
        "S\u030c.~Klevas",
        "Uosytė~V.",
        "Uosytė~V., Šilinis~K.",
        "t.~y. visi",
        "a.~k. 3",
        "I~ketv.",
        "2026~m. IV~ketv.",
        "II~pusmetis",
        "III~gimnazijos klasė",
        "5–8~kl. mokiniai",
        "60~proc.",
        "10~%",
        "1~500~Eur",
        "Taikos pr.~5, Liepų g.~12",
        "212~kab.",
        "El.~p., kitos priemonės",
        "sausio~29~d.~– vasario~2~d.",
    ],
)
def test_what_is_read_together_stays_together(bound: str) -> None:
    assert bind(bound.replace("~", " ")).replace(NO_BREAK_SPACE, "~") == bound


@pytest.mark.parametrize(
    "words",
    [
        "Visus metus",
        "mokyklos biblioteka ir skaitykla",
        "2025 2026",  # two years side by side
        "per 3 dienas",
        "Planas A tinka visiems",
        "a  5  b",  # doubled spaces may separate names
        "Knygų mugė.\nV-12",
    ],
)
def test_other_words_part_freely(words: str) -> None:
    assert bind(words) == words
