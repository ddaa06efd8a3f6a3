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
    is_named,
    is_one_of,
    own_noun,
    quoted,
    tokens,
)
from planforms.dates import MONTHS_GENITIVE
from planforms.marks.slots import folded, is_genitive

_MEETING = """
    grupės tarybos komisijos komiteto būrelio klubo komandos parlamento bendruomenės draugijos asociacijos susirinkimo
    valdybos seimelio sąjungos konferencijos savivaldos
"""
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
    direktoriaus direktorės pavaduotojo pavaduotojos atestacijos atostogų budėjimo užsiėmimų egzaminų brandos
    valstybinių projekto sąjungos dienų šachmatų kalėdinių konsultacijų stebėjimo savanorių profesinės profesinio
    chemijos fizikos informatikos technologijų muzikos dailės šokio teatro kūno kultūros tikybos etikos
    mokyklų gimnazijų progimnazijų darželių lopšelių centrų bibliotekų įstaigų mėn. ketv.
    ir bei ar su dėl
"""
# Those within an institution whose plan it may be, in the genitive.
BODIES = frozenset(_BODIES.split())
# Those that meet and decide, in the genitive; all else that endorses may be a person.
_COLLEGIAL = frozenset(_MEETING.split())
_COMMON = NOUNS | MODIFIERS | BODIES | FORMS | {WHOSE, *MONTHS_GENITIVE} | frozenset(_WORDS.split())
# Those of the institutions that may be a part of another.
_PARTS = frozenset({"bibliotekos", "muziejaus"})
_LONGEST_RUN = 8  # words compared at once; a longer stretch is found piece by piece
_YEAR = re.compile(r".*(?:19|20)\d\d.*")
_OF_YEAR = re.compile(r"m\.?(?:m\.?)?", re.IGNORECASE)
_NUMBER = re.compile(r"\W*\d.*|[IVXL]+(?:[-–][IVXL]+)?")
_OF_DAY = re.compile(r"d\.?", re.IGNORECASE)
_ORDINAL = re.compile(r"\d+-[^\W\d]+")
_AS_WRITTEN = re.compile(rf"{_NUMBER.pattern}|\W+|\w|\w\.")


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
        elif _ORDINAL.fullmatch(word) or _is_unit_of_year(words, place) or (place not in named and _is_common(word)):
            made.append(word.lower())
        else:
            made.append(word)
            doubtful += [] if _AS_WRITTEN.fullmatch(word) else [word]
    return Settled(tuple(made), tuple(doubtful))


def begun_small(words: str) -> str:
    """A phrase of running text without the capital of a line's beginning, where it is certainly that."""
    cut = tokens(words)
    return " ".join((_first(cut) or cut[0], *cut[1:])) if cut else ""


def holds_meetings(by: str) -> bool:
    """Whether who endorsed, in the genitive, is certainly a body that meets: „mokytojų tarybos“, not its chair."""
    words = [word for word in tokens(by) if not quoted(word)]
    return bool(words) and is_one_of(words[-1], _COLLEGIAL)


def _first(words: Sequence[str]) -> str:
    """The first word as running text has it; nothing where that is not certain."""
    if not words:
        return ""
    abbreviation = words[0].isupper()  # what else is in capitals in a line that is not
    if abbreviation or not words[0][0].isupper() or _AS_WRITTEN.fullmatch(words[0]):
        return words[0]
    namely = any(is_one_of(word, SCHOOL_NOUNS) for word in words[1:])
    return words[0].lower() if _is_common(words[0]) and not namely else ""


def _is_common(word: str) -> bool:
    bare = word.casefold().strip(",;:")
    return bare in _COMMON or ("-" in bare and all(part in _COMMON for part in bare.split("-")))


def _is_unit_of_year(words: Sequence[str], place: int) -> bool:
    """Whether the word is an „M.“ of „2025–2026 M. M.“, or the „D.“ of „KOVO 5 D.“."""
    if place and _OF_DAY.fullmatch(words[place]):
        return bool(_NUMBER.fullmatch(words[place - 1]))
    year = place - 2 if place > 1 and _OF_YEAR.fullmatch(words[place - 1]) else place - 1
    return year >= 0 and bool(_OF_YEAR.fullmatch(words[place]) and _YEAR.fullmatch(words[year]))


def _matched(words: Sequence[str], phrases: Sequence[Sequence[str]]) -> dict[int, str]:
    """The words that stand in one of *phrases*, as they are written there: of several the longest stretch."""
    found: dict[int, str] = {}
    place = 0
    while place < len(words):
        next_ones = words[place : place + _LONGEST_RUN]
        runs = (_run(next_ones, phrase[at : at + _LONGEST_RUN]) for phrase in phrases for at in range(len(phrase)))
        longest = max(runs, key=len, default=[])
        if len(longest) == 1 and _is_common(longest[0]):
            longest = []  # „Menų gimnazijos“ tells nothing of „menų mokytojų“
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
    before = range(_after_years(words), schools[0]) if schools else ()
    return {place for place in before if not is_one_of(words[place], MODIFIERS | FORMS)}


def leading_institution(words: Sequence[str]) -> str:
    """The name of a school, in the genitive, that *words* of a title begin with; nothing where that is not certain."""
    place = next((place for place, word in enumerate(words) if is_one_of(word, SCHOOL_NOUNS)), None)
    if place is None or _is_common(words[0]) or not all(is_genitive(folded(word).text) for word in words[:place]):
        return ""
    end = place + 2 if len(words) > place + 1 and words[place + 1][0] in '„“"' else place + 1
    name = " ".join(words[:end])
    return name if is_named(name) else ""


def owned(words: Sequence[str], institution: str) -> tuple[str, ...]:
    """*words* of running text with *institution* (in the genitive) before them, where they tell only of a part of it.

    „bibliotekos veiklos planas“ becomes „Upėnų gimnazijos bibliotekos …“, and „gimnazijos tarybos“ „Upėnų gimnazijos
    tarybos“. Words that name an institution, or begin with a word that is not common, stay.
    """
    name = tokens(institution)
    first = _after_years(words)
    if not name or len(_run(words[first:], name)) == len(name):
        return tuple(words)
    namely = first + 1 < len(words) and quoted(words[first + 1])
    if first < len(words) and not namely and words[first].casefold() in {WHOSE, own_noun(institution)}:
        return (*words[:first], institution, *words[first + 1 :])
    for start in range(1, len(name)):
        if len(_run(words[first:], name[start:])) == len(name) - start:
            return (*words[:first], institution, *words[first + len(name) - start :])
    begins = first == len(words) or _is_common(words[first])
    elsewhere = any(is_one_of(word, NOUNS - _PARTS) for word in words)
    return tuple(words) if elsewhere or not begins else (institution, *words)


def _after_years(words: Sequence[str]) -> int:
    """The place of the first word after the years that *words* begin with."""
    place = 0
    while place < len(words) and (
        _NUMBER.fullmatch(words[place])
        or _is_unit_of_year(words, place)
        or (place and words[place].casefold() in {"mokslo", "metų"})
    ):
        place += 1
    return place
