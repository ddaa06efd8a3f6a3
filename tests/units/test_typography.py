"""Where a line of the document must not break."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planforms.writers import typesetting as lb
from planforms.writers.typesetting import NO_BREAK_SPACE, bind

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


CAPITAL, SMALL = lb._CAPITAL, lb._SMALL  # noqa: SLF001 -- the letters, not how they are looked for
MONTHS = lb._MONTH_FORMS  # noqa: SLF001
# Where a space is bound: what is before it and what is after it, each rule alone and none sooner than another.
BOUND = [
    (r"\d", rf"(?i:{lb._ABBREVIATED_UNITS})\.|{lb._PLAIN_UNITS}"),  # noqa: SLF001
    (r"[IVX]", lb._COUNTED),  # noqa: SLF001
    *((rf"\b{re.escape(word)}", r"\d") for word in lb._NUMBERED),  # noqa: SLF001
    *((rf"\b{word}\.", r"\S") for word in ("Nr", "nr", "NR")),
    *((rf"\b{word}\.", r"p\.|pašt") for word in ("El", "el")),
    *((rf"\b{initial}\.", CAPITAL) for initial in (CAPITAL, f"{CAPITAL}[\u0300-\u036f]", "Dž", "Dz", "Ch")),
    (r"\w", rf"{CAPITAL}\.(?:[,;)]|\Z)"),
    (rf"\b{SMALL}\.", rf"{SMALL}\."),
    (r"(?<!\d\d\d)\d", r"\d{3}(?!\d)"),
    ("", "[–—] "),
    (r"\d [–—]", r"\d"),
    (r"\d\d\d\d m\.", rf"{lb._MONTH} {lb._DAYS}"),  # noqa: SLF001
    *((rf"\b{month}", lb._DAYS) for month in MONTHS),  # noqa: SLF001
]
PLACES = [re.compile(rf"(?<={before} )(?={after})" if before else rf"(?<= )(?={after})") for before, after in BOUND]
ODD = (
    "spalio",
    "Spalio",
    "SPALIO",
    "14 d.",
    "1500",
    "2026",
    "El.",
    "el. p.",
    "paštas",
    "Dž.",
    "%",
    "m.",
    "Uosis V.,",
    "X",
)


@given(
    st.lists(st.sampled_from((*FRAGMENTS, *ODD)), max_size=14).map(" ".join) | st.text("aV.1 –dmN\u030c", max_size=20)
)
@example("2026 m. spalio 14 d. Dž. Uosis, Nr. V-1, 15 – 26 d., 1 500 Eur")
def test_a_space_is_bound_where_one_of_the_rules_binds_it(words: str) -> None:
    """The pattern looks first at what is before a space; it finds what the rules find one by one."""
    bound = {place.start() - 1 for rule in PLACES for place in rule.finditer(words)}
    expected = "".join(NO_BREAK_SPACE if at in bound else letter for at, letter in enumerate(words))
    assert bind(words) == expected


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
