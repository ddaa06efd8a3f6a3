"""The cases of the few words that are declined with certainty: what plans call themselves, and what qualifies that.

Closed lists, no guess from an ending. A word keeps its capitals.
"""

from collections.abc import Iterator
from enum import Enum
from itertools import chain

from msgspec import Struct


class Case(Enum):
    """A case, and its place in a row of forms."""

    NOMINATIVE = 0
    GENITIVE = 1
    DATIVE = 2
    ACCUSATIVE = 3


class Gender(Enum):
    """The gender of a noun, or of a person."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


class Word(Struct, frozen=True):
    """The forms of a word in the order of cases, small letters."""

    forms: tuple[str, ...]
    gender: Gender


_M, _F = Gender.MASCULINE, Gender.FEMININE
_NOUNS = (
    Word(("planas", "plano", "planui", "planą"), _M),
    Word(("programa", "programos", "programai", "programą"), _F),
    Word(("tvarkaraštis", "tvarkaraščio", "tvarkaraščiui", "tvarkaraštį"), _M),
    Word(("grafikas", "grafiko", "grafikui", "grafiką"), _M),
    Word(("kalendorius", "kalendoriaus", "kalendoriui", "kalendorių"), _M),
)
# Adjectives by declension: their stems, and the endings of either gender.
_LIKE_METINIS = """
    metin pusmetin mėnesin ketvirtin trimestrin savaitin strategin perspektyvin kalendorin temin metodin edukacin
    prevencin kultūrin sportin pažintin praktin informacin pagrindin kompleksin projektin orientacin integracin
    ilgalaik trumpalaik
"""
_LIKE_BENDRAS = "bendr papildom atnaujint patikslint"
_LIKE_DETALUS = "individual detal preliminar"
_LIKE_BENDRASIS = "bendr"
_DECLENSIONS = (
    (_LIKE_METINIS, ("is", "io", "iam", "į"), ("ė", "ės", "ei", "ę")),
    (_LIKE_BENDRAS, ("as", "o", "am", "ą"), ("a", "os", "ai", "ą")),
    (_LIKE_BENDRASIS, ("asis", "ojo", "ajam", "ąjį"), ("oji", "osios", "ajai", "ąją")),
    (_LIKE_DETALUS, ("us", "aus", "iam", "ų"), ("i", "ios", "iai", "ią")),
)


def _adjectives() -> Iterator[Word]:
    for stems, masculine, feminine in _DECLENSIONS:
        for stem in stems.split():
            yield Word(tuple(stem + ending for ending in masculine), _M)
            yield Word(tuple(stem + ending for ending in feminine), _F)


NOUNS = {word.forms[0]: word for word in _NOUNS}
ADJECTIVES = {word.forms[0]: word for word in _adjectives()}
FORMS = frozenset(chain.from_iterable(word.forms for word in (*NOUNS.values(), *ADJECTIVES.values())))


def noun_gender(word: str) -> Gender | None:
    """The gender of what a plan calls itself, in the nominative: „planas“, „planas-grafikas“; else ``None``."""
    parts = [NOUNS.get(part.casefold()) for part in word.split("-")]
    last = parts[-1]
    return last.gender if last and all(parts) else None


def agrees(word: str, gender: Gender) -> bool:
    """Whether *word* is an adjective in the nominative that is known, of that gender."""
    known = ADJECTIVES.get(word.casefold())
    return known is not None and known.gender is gender


def declined(word: str, case: Case) -> str:
    """A known noun or adjective in *case*; it comes in the nominative."""
    return "-".join(_declined(part, case) for part in word.split("-"))


def _declined(word: str, case: Case) -> str:
    known = NOUNS.get(word.casefold()) or ADJECTIVES[word.casefold()]
    return like(word, known.forms[case.value])


def like(word: str, form: str) -> str:
    """*form* with the capitals of *word*."""
    if word.isupper():
        return form.upper()
    return capitalised(form) if word[:1].isupper() else form


def capitalised(words: str) -> str:
    """*words* beginning with a capital; the other letters stay."""
    return words[:1].upper() + words[1:]
