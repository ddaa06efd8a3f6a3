"""The names of institutions and their heads: the genitive where it is certain, the office, how the head signs."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from planforms.companions.declension import Gender, like
from planforms.letters import CAPITAL, fold
from planforms.marks.slots import folded, is_genitive
from planforms.people.grammar import is_surname
from planforms.remembered import pattern_of


def _pairs(table: str) -> dict[str, str]:
    """The nominatives of a *table* with their genitives."""
    return dict(pair.split() for pair in table.split(","))


_SCHOOLS = _pairs("""
    mokykla mokyklos, gimnazija gimnazijos, progimnazija progimnazijos, darželis darželio, lopšelis lopšelio,
    centras centro, licėjus licėjaus, akademija akademijos, kolegija kolegijos
""")
_OTHERS = _pairs("""
    biblioteka bibliotekos, muziejus muziejaus, tarnyba tarnybos, studija studijos, institutas instituto,
    universitetas universiteto, namai namų, rūmai rūmų, įstaiga įstaigos, savivaldybė savivaldybės,
    administracija administracijos
""")
_ADJECTIVES = _pairs("""
    pagrindinė pagrindinės, pradinė pradinės, vidurinė vidurinės, profesinė profesinės, sanatorinė sanatorinės,
    klasikinė klasikinės, tarptautinė tarptautinės, muzikinė muzikinės, pedagoginė pedagoginės,
    psichologinė psichologinės, technologinė technologinės, specialioji specialiosios, viešoji viešosios,
    aukštesnioji aukštesniosios, privati privačios, daugiafunkcis daugiafunkcio, regioninis regioninio,
    tarptautinis tarptautinio
""")
_GENITIVES = _SCHOOLS | _OTHERS | _ADJECTIVES
_ABBREVIATIONS = frozenset({"všį", "bį", "uab", "mb", "iį", "šv."})

# What schools are, and what any institution is, in the genitive.
SCHOOL_NOUNS = frozenset(_SCHOOLS.values())
NOUNS = SCHOOL_NOUNS | frozenset(_OTHERS.values())
# Words before those that are not names themselves.
MODIFIERS = frozenset(_ADJECTIVES.values()) | {"miesto", "rajono", "kaimo", "savivaldybės"}
# An institution that is not named.
WHOSE = "įstaigos"
_NOT_NAMES = NOUNS | MODIFIERS
_COMMON = _NOT_NAMES | {WHOSE}
_OF_ONE_SCHOOL = SCHOOL_NOUNS - {"centro"}

# No name is longer, and longer words are not looked at.
LONGEST = 300
_TOKEN = pattern_of(r"[„“\"][^„“”\"]*[”“\"]\S*|\([^()]*\)\S*|\S+")


def tokens(words: str) -> list[str]:
    """*words* cut at spaces; what is between quotes or in brackets is one."""
    return _TOKEN.findall(words)


def quoted(token: str) -> bool:
    """Whether *token* is between quotes or in brackets."""
    return token[0] in '„“"('


def is_one_of(token: str, nouns: frozenset[str]) -> bool:
    """Whether *token*, or each part of it about its hyphens, is one of *nouns*."""
    return all(part in nouns for part in token.casefold().strip(",;").split("-"))


def genitive(name: str) -> str:
    """The genitive of an institution's *name*, or nothing where it is not certain.

    A name that is in the genitive already stays as it is. What is in brackets may have to be declined too.
    """
    cut = tokens(name) if len(name) <= LONGEST and "(" not in name else []
    last = next((place for place in range(len(cut) - 1, -1, -1) if not quoted(cut[place])), None)
    if last is None or not _declined(cut[last], _SCHOOLS | _OTHERS):
        return ""
    declined = [token if quoted(token) else _genitive(token) for token in cut]
    return " ".join(declined) if all(declined) else ""


def _genitive(token: str) -> str:
    if ordinal := _ORDINAL_NOMINATIVE.fullmatch(token):
        return ordinal["number"] + ("-osios" if ordinal["feminine"] else "-ojo")
    unchanged = token.casefold() in _ABBREVIATIONS or is_genitive(folded(token).text)
    return _declined(token, _GENITIVES) or (token if unchanged else "")


def _declined(token: str, known: Mapping[str, str]) -> str:
    """The genitive of *token*, each part about its hyphens, where one of them is *known* and all are of the lists."""
    parts = token.split("-")
    if not any(_in(part, known) for part in parts):
        return ""
    declined = [
        like(part, _GENITIVES.get(part.casefold(), part.casefold())) if _in(part, _GENITIVES) else "" for part in parts
    ]
    return "-".join(declined) if all(declined) else ""


def _in(part: str, known: Mapping[str, str]) -> bool:
    """Whether *part* is one of *known*, in the nominative or in the genitive."""
    return part.casefold() in known or part.casefold() in known.values()


def nominative(name: str) -> str:
    """The nominative of an institution's *name* in the genitive; the name as it is where that is not certain.

    „Upėnų pagrindinės mokyklos“ gives „Upėnų pagrindinė mokykla“, „Liepų lopšelio-darželio „Pasaka““ gives „Liepų
    lopšelis-darželis „Pasaka““; of „Liepų naujosios mokyklos“ it is not certain what agrees with what.
    """
    cut = tokens(name) if len(name) <= LONGEST and "(" not in name else []
    noun = _noun_place(cut)
    if noun < 0:
        return name
    first = noun
    while first and (_in(cut[first - 1], _ADJECTIVES) or _ORDINAL.fullmatch(cut[first - 1])):
        first -= 1
    if first == noun > 1 and cut[noun - 1] in {"-", "–"} and _in(cut[noun - 2], _SCHOOLS):
        first -= 2  # „lopšelio – darželio“
    for token, follows in pairwise(cut[: first + 1]):
        if _ADJECTIVE.search(token.casefold()) and follows.casefold() not in _OF_WORK:
            return name  # an adjective in the genitive that may belong to the noun
    made = " ".join([*cut[:first], *map(_undeclined, cut[first : noun + 1]), *cut[noun + 1 :]])
    return made if genitive(made) in {name, ""} else name


def _noun_place(cut: Sequence[str]) -> int:
    """The place of the word that says what an institution is, before its name and number only; -1 where none does."""
    place = len(cut) - 1
    while place >= 0 and not _is_noun(cut[place]) and _NAME.fullmatch(cut[place]):
        place -= 1
    return place if place >= 0 and _is_noun(cut[place]) else -1


def _is_noun(token: str) -> bool:
    parts = token.casefold().split("-")
    return any(part in NOUNS for part in parts) and all(part in _NOT_NAMES for part in parts)


def _undeclined(token: str) -> str:
    if ordinal := _ORDINAL.fullmatch(token):
        return ordinal["number"] + ("-oji" if ordinal["feminine"] else "-asis")
    return "-".join(like(part, _NOMINATIVES.get(part.casefold(), part.casefold())) for part in token.split("-"))


_NOMINATIVES = {genitive: nominative for nominative, genitive in _GENITIVES.items()}
_NAME = pattern_of(rf"[„“\"‘'«].*|{CAPITAL}.*|\d+|[IVX]+")  # also „Nr.“
_ADJECTIVE = pattern_of(r"(?:osios|ojo|iškos|iško|inės|inio)$")
_ORDINAL = pattern_of(r"(?P<number>\d+)-(?:(?P<feminine>osios)|ojo)")
_ORDINAL_NOMINATIVE = pattern_of(r"(?P<number>\d+)-(?:(?P<feminine>oji)|asis)")
_OF_WORK = frozenset({"ugdymo", "rengimo", "mokymo", "švietimo", "globos", "priežiūros", "meno", "kultūros", "sporto"})


def is_named(institution: str) -> bool:
    """Whether words in the genitive name an institution: „Mokyklos“ and „Pagrindinės mokyklos“ do not."""
    return any(quoted(token) or not is_one_of(token, _COMMON) for token in tokens(institution))


def school_noun(institution: str) -> str:
    """What *institution*, in the genitive, is: „mokyklos“; nothing where no known word says it before its name."""
    cut = tokens(institution)
    place = _noun_place(cut)
    return cut[place].casefold() if place >= 0 and is_one_of(cut[place], NOUNS) else ""


def is_school(institution: str) -> bool:
    """Whether *institution*, in the genitive, is a school, whose head approves the plans of that school alone.

    The head of a centre approves those of a whole district's groups too.
    """
    noun = school_noun(institution)
    return bool(noun) and is_one_of(noun, _OF_ONE_SCHOOL)


def is_company(institution: str) -> bool:
    """Whether *institution* is only a legal form and a name between quotes: „VšĮ „Saulės gojus““."""
    form, *name = tokens(institution) or [""]
    return form.casefold() in _ABBREVIATIONS and bool(name) and all(map(quoted, name))


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals, accents and spaces."""
    return fold(one) == fold(other)


class Office(NamedTuple):
    """An office, as a man and as a woman holds it."""

    masculine: str
    feminine: str

    def of(self, gender: Gender) -> str:
        """The office of a man or of a woman."""
        return self.masculine if gender is Gender.MASCULINE else self.feminine

    def of_either(self) -> str:
        """The office where it is not known whose it is: „direktorius (-ė)“."""
        return f"{self.masculine} (-{self.feminine[-1]})"


_OFFICES = {
    ("direktoriaus", "direktorės"): Office("direktorius", "direktorė"),
    ("vedėjo", "vedėjos"): Office("vedėjas", "vedėja"),
    ("vadovo", "vadovės"): Office("vadovas", "vadovė"),
    ("viršininko", "viršininkės"): Office("viršininkas", "viršininkė"),
    ("ministro", "ministrės"): Office("ministras", "ministrė"),
}
_BY_GENITIVE = {
    genitive: (office, gender)
    for genitives, office in _OFFICES.items()
    for genitive, gender in zip(genitives, Gender, strict=True)
}
# The words of a position, in the nominative, that distinguish a man from a woman.
_HOLDERS = (
    *_OFFICES.values(),
    Office("pavaduotojas", "pavaduotoja"),
    Office("einantis", "einanti"),
    Office("atliekantis", "atliekanti"),
    Office("laikinasis", "laikinoji"),
)
_GENDERS = {office.of(gender): gender for office in _HOLDERS for gender in Gender}
_OFFICE = pattern_of(rf"(?<!\w)(?P<office>{'|'.join(_BY_GENITIVE)})(?!\w)", re.IGNORECASE)
_ACTING = pattern_of(r"(?:(?:^|(?<!\s)\s+)(?:laikin\w*|einan\w+|atliekan\w+|l\.|e\.|p\.))+$", re.IGNORECASE)
_WOMANS_SURNAME = pattern_of(r"\w+(?:iene|aite|yte|ute)")
_MANS_ENDING = pattern_of(r"\w+(?:as|[^a]us|is|ys)")
_WORD = pattern_of(r"\w+")


class Author(Struct, frozen=True):
    """Who a mark names: whose head, in the genitive and with a name, and the office, where certain."""

    institution: str = ""
    office: Office | None = None
    named: str = ""
    gender: Gender | None = None


def author(by: str) -> Author:
    """The head that the words of a mark's author, in the genitive, name."""
    found = _OFFICE.search(by) if len(by) <= LONGEST else None
    if not found:
        return Author()
    before, rest = by[: found.start()].strip(), by[found.end() :].split()
    whose = _ACTING.sub("", before)
    institution = whose if is_named(whose) else ""
    if whose != before or (by.isupper() and rest) or not all(word[0].isupper() for word in rest):
        return Author(institution)  # a deputy's, or of somebody who acts for the head
    office, gender = _BY_GENITIVE[found["office"].casefold()]
    genders = Gender.FEMININE if gender is Gender.FEMININE else None
    return Author(institution, office, office.of(gender), genders)


def office_of(position: str) -> str:
    """The office in the nominative that a *position* ends in: „Alksnių mokyklos direktorė“; nothing for another."""
    last = "".join(position.casefold().split()[-1:])
    return last if any(last in office for office in _OFFICES.values()) else ""


def head_gender(position: str, name: str, named: Gender | None = None) -> Gender | None:
    """Whether the head is a man or a woman, by all that shows it; ``None`` where nothing does, or it disagrees."""
    genders = {_GENDERS[word] for word in _WORD.findall(position.casefold()) if word in _GENDERS}
    genders |= {gender for gender in (named, _gender_of_name(name)) if gender}
    return genders.pop() if len(genders) == 1 else None


def _gender_of_name(name: str) -> Gender | None:
    """The gender that both parts of a name agree on, or a surname that only men or only women have."""
    words = fold(name).replace("-", " ").split()
    if not words:
        return None
    given, surname = words[0], words[-1]
    alone = given is surname or given.endswith(".")
    womans = any(_WOMANS_SURNAME.fullmatch(word) for word in words)
    if womans or (surname.endswith("e") and not alone and given[-1] in "ae"):
        return Gender.FEMININE
    if _MANS_ENDING.fullmatch(surname) and (is_surname(surname) if alone else _MANS_ENDING.fullmatch(given)):
        return Gender.MASCULINE
    return None
