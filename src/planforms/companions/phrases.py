"""Capitals and owners of phrases that come from titles: „GIMNAZIJOS METODINĖS GRUPĖS“ in running text.

A word of a title in capitals gets small letters only where it is a common one, and its own capital only where another
part of the plan shows it; any other word stays as it is written, and is told.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planforms.companions.declension import FORMS
from planforms.companions.institutions import (
    MODIFIERS,
    NOUNS,
    SCHOOL_NOUNS,
    WHOSE,
    is_one_of,
    own_noun,
    quoted,
    tokens,
)

_BODIES = """
    grupės tarybos komisijos komiteto būrelio klubo komandos parlamento skyriaus bendruomenės draugijos asociacijos
    pedagogo pedagogės psichologo psichologės logopedo logopedės bibliotekininko bibliotekininkės mokytojo mokytojos
    auklėtojo auklėtojos vadovo vadovės
"""
_WORDS = """
    veiklos veiklų veikla renginių renginiai priemonių priemonės veiksmų darbo darbų posėdžių susirinkimų
    olimpiadų konkursų varžybų švenčių parodų išvykų ekskursijų edukacijų projektų programų pamokų
    metų metams metai mokslo mėnesio mėnesių pusmečio pusmečiui ketvirčio trimestro savaitės dienos
    mokytojų mokinių tėvų vaikų pedagogų auklėtojų specialistų bibliotekininkų vadovų klasių klasės dalykų
    grupių būrelių tarybų savivaldos narių darbuotojų šeimų šeimos direkcijos bendrabučio skaityklos
    metodinės metodinio metodinių edukacinės edukacinių kultūrinės kultūrinių sportinės sportinių
    pažintinės pažintinių prevencinės prevencinių socialinės socialinio socialinių specialiojo specialiųjų
    vaiko gerovės sveikatos stiprinimo ugdymo ugdymui ugdymosi karjerai kvalifikacijos tobulinimo
    korupcijos prevencijos patyčių smurto saugos aplinkos gamtosauginės gamtosauginių pagalbos mokiniui
    įgyvendinimo organizavimo stebėsenos vertinimo įsivertinimo kokybės gerinimo adaptacijos integracijos
    pradinio pradinių pagrindinio vidurinio ikimokyklinio ikimokyklinių priešmokyklinio priešmokyklinių
    neformaliojo švietimo matematikos lietuvių anglų rusų vokiečių prancūzų lenkų kalbos kalbų užsienio
    gamtos tiksliųjų humanitarinių mokslų menų meno dorinio fizinio istorijos geografijos biologijos
    chemijos fizikos informatikos technologijų muzikos dailės šokio teatro kūno kultūros tikybos etikos
    ir bei ar su dėl
"""
# Those within an institution whose plan it may be, in the genitive.
BODIES = frozenset(_BODIES.split())
_COMMON = NOUNS | MODIFIERS | BODIES | FORMS | {WHOSE} | frozenset(_WORDS.split())
_YEAR = re.compile(r".*(?:19|20)\d\d.*")
_OF_YEAR = re.compile(r"m\.?(?:m\.?)?", re.IGNORECASE)
_AS_WRITTEN = re.compile(r"\W*\d.*|[IVXL]+|\W+|\w|\w\.", re.DOTALL)


class Settled(NamedTuple):
    """Words with the capitals of running text, and those of them whose capitals are not certain."""

    words: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


def settled(words: Sequence[str], shown: Iterable[str], *, capitals: bool) -> Settled:
    """*words* of a title as running text has them; *shown* are phrases whose capitals are right.

    *capitals*: the title is all in capitals, so that they tell nothing. In any other title only the first word has
    one for no other reason than its place.
    """
    known = _matched(words, [tokens(phrase) for phrase in shown if not phrase.isupper()])
    if not capitals:
        first = known.get(0) or _first(words)
        return Settled((first, *words[1:]) if first else tuple(words), () if first or not words else (words[0],))
    named = _namers(words, known)
    made: list[str] = []
    doubtful: list[str] = []
    for place, word in enumerate(words):
        if place in known:
            made.append(known[place])
        elif _is_unit_of_year(words, place) or (place not in named and _is_common(word)):
            made.append(word.lower())
        else:
            made.append(word)
            doubtful += [] if _AS_WRITTEN.fullmatch(word) else [word]
    return Settled(tuple(made), tuple(doubtful))


def begun_small(words: str) -> str:
    """A phrase of running text without the capital of a line's beginning, where it is certainly that."""
    cut = tokens(words)
    return " ".join((_first(cut) or cut[0], *cut[1:])) if cut else ""


def _first(words: Sequence[str]) -> str:
    """The first word as running text has it; nothing where that is not certain."""
    if not words:
        return ""
    if not words[0][0].isupper() or _AS_WRITTEN.fullmatch(words[0]):
        return words[0]
    namely = any(is_one_of(word, SCHOOL_NOUNS) for word in words[1:])
    return words[0].lower() if _is_common(words[0]) and not namely else ""


def _is_common(word: str) -> bool:
    bare = word.casefold().strip(",;:.")
    return bare in _COMMON or ("-" in bare and all(part in _COMMON for part in bare.split("-")))


def _is_unit_of_year(words: Sequence[str], place: int) -> bool:
    """Whether the word is an „M.“ of „2025–2026 M. M.“."""
    if not _OF_YEAR.fullmatch(words[place]) or place == 0:
        return False
    return _YEAR.fullmatch(words[place - 1]) is not None or _is_unit_of_year(words, place - 1)


def _matched(words: Sequence[str], phrases: Sequence[Sequence[str]]) -> dict[int, str]:
    """The words that stand in one of *phrases*, as they are written there: of several the longest stretch."""
    found: dict[int, str] = {}
    place = 0
    while place < len(words):
        runs = (_run(words[place:], phrase[start:]) for phrase in phrases for start in range(len(phrase)))
        longest = max(runs, key=len, default=[])
        found |= {place + index: word for index, word in enumerate(longest)}
        place += len(longest) or 1
    return found


def _run(words: Sequence[str], phrase: Sequence[str]) -> list[str]:
    """The beginning of *phrase* that *words* begin with."""
    run: list[str] = []
    for word, other in zip(words, phrase, strict=False):
        if word.casefold() != other.casefold():
            break
        run.append(other)
    return run


def _namers(words: Sequence[str], known: dict[int, str]) -> set[int]:
    """The places of words that may be the name of a school which nothing else shows: those before what it is."""
    schools = [place for place, word in enumerate(words) if place not in known and is_one_of(word, SCHOOL_NOUNS)]
    return {place for place in range(schools[0]) if not is_one_of(words[place], MODIFIERS)} if schools else set()


def owned(words: Sequence[str], institution: str) -> tuple[str, ...]:
    """*words* of running text with *institution* (in the genitive) before them, where they tell only of a part of it.

    „bibliotekos veiklos planas“ becomes „Upėnų gimnazijos bibliotekos …“, and „gimnazijos tarybos“ „Upėnų gimnazijos
    tarybos“. Words that name an institution, or begin with a word that is not common, stay.
    """
    if not institution or len(_run([w for w in words if w], tokens(institution))) == len(tokens(institution)):
        return tuple(words)
    first = _after_years(words)
    if first == len(words) or not _is_common(words[first]):
        return tuple(words)
    if words[first].casefold() in {WHOSE, own_noun(institution)}:
        return (*words[:first], institution, *words[first + 1 :])
    if any(is_one_of(word, NOUNS - {"bibliotekos", "muziejaus"}) for word in words) or quoted(words[first]):
        return tuple(words)
    return (institution, *words)


def _after_years(words: Sequence[str]) -> int:
    """The place of the first word after the years that *words* begin with."""
    place = 0
    while place < len(words) and (
        _AS_WRITTEN.fullmatch(words[place])
        or _is_unit_of_year(words, place)
        or (place and words[place].casefold() in {"mokslo", "metų"})
    ):
        place += 1
    return place
