"""The head of an institution: the office a mark names, how the head signs, and whether that is a man or a woman.

„… direktoriaus“ in a mark is the name of the office, whoever holds it; „direktorės“ tells of a woman.
"""

import re
from typing import NamedTuple

from planforms.companions.declension import Gender
from planforms.companions.institutions import LONGEST, is_named
from planforms.people.grammar import is_surname
from planforms.text import fold


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
# The words of a position, in the nominative, that tell a man from a woman.
_HOLDERS = (
    *_OFFICES.values(),
    Office("pavaduotojas", "pavaduotoja"),
    Office("einantis", "einanti"),
    Office("atliekantis", "atliekanti"),
    Office("laikinasis", "laikinoji"),
)
_GENDERS = {office.of(gender): gender for office in _HOLDERS for gender in Gender}
_OFFICE = re.compile(rf"(?<!\w)(?P<office>{'|'.join(_BY_GENITIVE)})(?!\w)", re.IGNORECASE)
_ACTING = re.compile(r"(?:(?:^|\s+)(?:laikin\w*|einan\w+|atliekan\w+|l\.|e\.|p\.))+$", re.IGNORECASE)
_WOMANS_SURNAME = re.compile(r"\w+(?:iene|aite|yte|ute)")
_MANS_ENDING = re.compile(r"\w+(?:as|[^a]us|is|ys)")
_WORD = re.compile(r"\w+")


class Author(NamedTuple):
    """Who a mark names: whose head, in the genitive and with a name of its own, and the office, where certain."""

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
    told = Gender.FEMININE if gender is Gender.FEMININE else None
    return Author(institution, office, office.of(gender), told)


def office_of(position: str) -> str:
    """The office in the nominative that a *position* ends in: „Alksnių mokyklos direktorė“; nothing for another."""
    last = "".join(position.casefold().split()[-1:])
    return last if any(last in office for office in _OFFICES.values()) else ""


def head_gender(position: str, name: str, named: Gender | None = None) -> Gender | None:
    """Whether the head is a man or a woman, by all that tells it; ``None`` where nothing does, or it disagrees."""
    told = {_GENDERS[word] for word in _WORD.findall(position.casefold()) if word in _GENDERS}
    told |= {gender for gender in (named, _gender_of_name(name)) if gender}
    return told.pop() if len(told) == 1 else None


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
