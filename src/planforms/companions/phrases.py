"""Phrases of titles in running text: capitals, owners, and a plan's title in another case.

„GIMNAZIJOS METODINĖS GRUPĖS“ becomes „gimnazijos metodinės grupės“; what is not certain stays as it was written.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from msgspec import Struct

from planforms.companions.declension import FORMS, Case, Gender, agrees, declined, noun_gender
from planforms.companions.institutions import (
    LONGEST,
    MODIFIERS,
    NOUNS,
    SCHOOL_NOUNS,
    WHOSE,
    genitive,
    is_named,
    is_one_of,
    quoted,
    school_noun,
    tokens,
)
from planforms.dates import MONTHS_GENITIVE
from planforms.letters import DASH
from planforms.marks.slots import folded, is_genitive
from planforms.model import Text
from planforms.remembered import pattern_of

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
_YEAR = pattern_of(r".*(?:19|20)\d\d.*")
_OF_YEAR = pattern_of(r"m\.?(?:m\.?)?", re.IGNORECASE)
_NUMBER = pattern_of(r"\W*\d.*|[IVXL]+(?:[-–][IVXL]+)?")
_OF_DAY = pattern_of(r"d\.?", re.IGNORECASE)
_ORDINAL = pattern_of(r"\d+-[^\W\d]+")
_AS_WRITTEN = pattern_of(rf"{_NUMBER.pattern}|\W+|\w|\w\.")


class Settled(Struct, frozen=True):
    """Words with the capitals of running text, and those of them whose capitals are not certain."""

    words: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


def settled(words: Sequence[str], shown: Iterable[str], *, capitals: bool) -> Settled:
    """*words* of a title as running text has them; *shown* are phrases whose capitals are right.

    *capitals*: the title is all in capitals, so that they show nothing. In any other title only the first word has
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
    """The words that are in one of *phrases*, as they are written there: of several the longest stretch."""
    found: dict[int, str] = {}
    place = 0
    while place < len(words):
        next_ones = words[place : place + _LONGEST_RUN]
        runs = (_run(next_ones, phrase[at : at + _LONGEST_RUN]) for phrase in phrases for at in range(len(phrase)))
        longest = max(runs, key=len, default=[])
        if len(longest) == 1 and _is_common(longest[0]):
            longest = []  # „Menų gimnazijos“ shows nothing of „menų mokytojų“
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
    words = words[_after_years(words) :]
    place = next((place for place, word in enumerate(words) if is_one_of(word, SCHOOL_NOUNS)), None)
    if place is None or _is_common(words[0]) or not all(is_genitive(folded(word).text) for word in words[:place]):
        return ""
    end = place + 2 if len(words) > place + 1 and words[place + 1][0] in '„“"' else place + 1
    name = " ".join(words[:end])
    return name if is_named(name) else ""


def owned(words: Sequence[str], institution: str) -> tuple[str, ...]:
    """*words* of running text with *institution* (in the genitive) before them, where they name only a part of it.

    „bibliotekos veiklos planas“ becomes „Upėnų gimnazijos bibliotekos …“, and „gimnazijos tarybos“ „Upėnų gimnazijos
    tarybos“. Words that name an institution, or begin with a word that is not common, stay.
    """
    name = tokens(institution)
    first = _after_years(words)
    if not name or len(_run(words[first:], name)) == len(name):
        return tuple(words)
    namely = first + 1 < len(words) and quoted(words[first + 1])
    if first < len(words) and not namely and words[first].casefold() in {WHOSE, school_noun(institution)}:
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


# Words that stay whatever the noun does: cases that no adjective of its could be in, numbers, abbreviations.
_NOT_CHANGED = pattern_of(
    r"\w+(?:aus|ui|ei|ais|omis|ėmis|imis)|ir|bei|ar|arba|su|karjerai|[IVX]+|\w|(?:\w{1,6}\.)+"
    r"|[\d\W]*\d[\d\W]*(?:\w\.?){0,2}",
    re.IGNORECASE,
)
# How an adjective or a noun in the nominative ends; what ends otherwise depends on another word.
_NOMINATIVE = pattern_of(r".*(?:as|is|ys|us|a|ė|i|uo)", re.IGNORECASE)
_BROKEN = pattern_of(r"[-–—−]|.*[:;.!?]")
_YEARS = pattern_of(
    rf"(?:19|20)\d\d(?:\s?(?:{DASH}|/)\s?(?:19|20)?\d\d)?\s*(?:m\.?\s*m\.?|mokslo\s+metų|m\.|metų)"
    rf"(?:\s+(?:(?:I{{1,3}}|IV)\s+(?:pusmečio|trimestro|ketvirčio|ketv\.)|(?:{'|'.join(MONTHS_GENITIVE)})\s+mėn(?:\.|esio)))?",
    re.IGNORECASE,
)
_ENDS_OF_YEARS = ("m.", "m", "metų", "pusmečio", "trimestro", "ketvirčio", "ketv.", "mėn.", "mėnesio")
_LONGEST = 2 * LONGEST  # a longer title is left as it is
# Years as people write them, and what is around those that end a title.
_SPAN = pattern_of(
    rf"((?:19|20)\d\d)\s*{DASH}\s*((?:19|20)?\d\d)(?=\s*(?:m\b|mokslo\b|met))", re.IGNORECASE, needs=("19", "20")
)
_SCHOOL_YEARS = pattern_of(r"(?<=\d)\s*(m)\.?\s*(m)\b\.?", re.IGNORECASE)
_AROUND_YEARS = frozenset(",()")  # what is taken away from those at the end
_AT_END = pattern_of(rf",?\s+\(?({_YEARS.pattern})\)?$", re.IGNORECASE, needs=("19", "20"))


class Title(NamedTuple):
    """A title cut about the word that says what the plan is."""

    before: tuple[str, ...]
    noun: str
    after: tuple[str, ...]

    @property
    def gender(self) -> Gender:
        """The gender of the word for the plan."""
        return noun_gender(self.noun) or Gender.MASCULINE

    def words(self, case: Case) -> str:
        """The title in *case*."""
        before = (declined(word, case) if agrees(word, self.gender) else word for word in self.before)
        return " ".join((*before, declined(self.noun, case), *self.after))

    def years_first(self) -> Self:
        """The title with years that come last put before the noun: „… 2025–2026 m. m. veiklos planas“."""
        if not _YEARS.fullmatch(" ".join(self.after)):
            return self
        place = _place_of_years(self.before, self.gender)
        return self._replace(before=(*self.before[:place], *self.after, *self.before[place:]), after=())


def title_words(title: Text) -> list[str]:
    """The words of a title; an institution that is in the nominative on a separate line is put in the genitive.

    „ŠILAGIRIO GIMNAZIJA ⏎ VEIKLOS PLANAS“ says whose plan it is. Years get the dash and the spaces that they should
    have („2025 - 2026 m.m.“), those at the end no brackets, and the word for the plan at the end no full stop.
    """
    lines = [line for line in (" ".join(str(paragraph).split()) for paragraph in title.paragraphs) if line]
    if len(lines) > 1 and (whose := genitive(lines[0])):
        lines[0] = whose
    whole = " ".join(lines)
    if len(whole) <= _LONGEST:
        whole = _SCHOOL_YEARS.sub(r" \1. \2.", _SPAN.sub(r"\1–\2", whole))
        around = not _AROUND_YEARS.isdisjoint(whole)
        if around and whole.casefold().rstrip(")").endswith(_ENDS_OF_YEARS):
            whole = _AT_END.sub(r" \1", whole)
    cut = tokens(whole)
    if cut and noun_gender(last := cut[-1].removesuffix(".")):
        cut[-1] = last
    return cut


def parse_title(words: Sequence[str]) -> Title | None:
    """The title of these *words* about the word for the plan; ``None`` where its parts are not certain."""
    places = [place for place, word in enumerate(words) if not quoted(word) and noun_gender(word)]
    if len(places) != 1:
        return None
    before, noun, after = words[: places[0]], words[places[0]], words[places[0] + 1 :]
    gender = noun_gender(noun)
    if gender is None or not all(agrees(word, gender) or _depends(word) for word in before):
        return None
    if not all(map(_depends, after)):
        return None
    return Title(tuple(before), noun, tuple(after))


def _depends(word: str) -> bool:
    """Whether a *word* hangs on another, and so stays as it is when the noun is declined."""
    if word.startswith("("):
        return all(map(_depends, word.strip("(),").split()))
    if quoted(word) or _NOT_CHANGED.fullmatch(word):
        return True
    return not _BROKEN.fullmatch(word) and not _NOMINATIVE.fullmatch(word.rstrip(","))


def _place_of_years(before: Sequence[str], gender: Gender) -> int:
    """Where years that came last are put before the noun: behind those whose plan it is, else first."""
    owners = [place for place, word in enumerate(before) if is_one_of(word, NOUNS | BODIES)]
    place = owners[-1] + 1 if owners else 0
    if any(agrees(word, gender) for word in before[:place]):
        return 0
    while place and place < len(before) and quoted(before[place]):
        place += 1
    return place
