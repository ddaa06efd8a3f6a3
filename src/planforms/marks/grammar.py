"""The forms of a mark, found in its words as one joined string: dates, acts, numbers, each with its stretch.

Knows nothing of lines, of the model's marks or of filling. The words are matched folded, letter for letter, so that
every stretch found is a stretch of the words as written.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from planforms.dates import MONTHS_GENITIVE
from planforms.model import ActKind, MarkKind
from planforms.text import fold


class Span(NamedTuple):
    """A stretch ``[start, stop)`` of the words; empty where something is missing at that place."""

    start: int
    stop: int


class Date(NamedTuple):
    """A date, or the blank that stands in its place (``day`` is ``None``)."""

    span: Span
    day: dt.date | None
    iso: bool


class Cited(NamedTuple):
    """The word of an act, with what belongs to it (``posėdžio protokolu``)."""

    span: Span
    kind: ActKind


class Number(NamedTuple):
    """A number after ``Nr.``: ``text`` is empty where it is blank; ``label`` is the stretch of ``Nr.``."""

    label: Span
    span: Span
    text: str


Element = Date | Cited | Number


class Folded(NamedTuple):
    """Words folded for matching; ``at`` gives the place of each folded letter in the words, and their end."""

    words: str
    text: str
    at: Sequence[int]

    def span(self, start: int, stop: int) -> Span:
        """A stretch of the folded text as a stretch of the words, blank ends left out."""
        while start < stop and self.text[start] == " ":
            start += 1
        while stop > start and self.text[stop - 1] == " ":
            stop -= 1
        end = self.at[stop - 1] + 1 if stop > start else self.at[start]
        while end < len(self.words) and stop > start and unicodedata.combining(self.words[end]):
            end += 1
        return Span(self.at[start], end)


_DASHES = frozenset("‐‑‒–—−")


def folded(words: str) -> Folded:
    """Fold *words*: small letters without diacritics, any white space a space, any dash a hyphen."""
    letters = [_plain(letter) for letter in words]
    if all(letters):
        return Folded(words, "".join(letters), range(len(words) + 1))
    places = [place for place, letter in enumerate(letters) if letter]
    return Folded(words, "".join(letters), (*places, len(words)))


@lru_cache(maxsize=1024)
def _plain(letter: str) -> str:
    """One letter for one letter; nothing for a combining mark."""
    if letter.isspace():
        return " "
    if letter in _DASHES:
        return "-"
    bare = unicodedata.normalize("NFD", letter)[0]
    return "" if unicodedata.combining(bare) else bare.lower()[:1]


WORDS = {
    "patvirtint(?:as|a|i|os)": MarkKind.APPROVED,
    "tvirtin(?:u|ama|ta)": MarkKind.APPROVED,
    "pritar(?:ta|iu)": MarkKind.ENDORSED,
    "(?:su)?derint(?:as|a|i|os)": MarkKind.COORDINATED,
}
_USUAL = ("patvirtinta", "tvirtinu", "pritarta", "suderinta")
_SPACED = "|".join(" +".join(word) for word in _USUAL)
_HEAD = re.compile(rf" *[„“\"*]* *({_SPACED}|{'|'.join(WORDS)})(?![a-z0-9])(?P<after>[”“\"*]* *[.:]?)")


class Head(NamedTuple):
    """The mark's word: its stretch, its kind, and the folded place where the rest begins."""

    span: Span
    kind: MarkKind
    rest: int
    signed: bool  # TVIRTINU
    usual: bool  # the word is in the form that rules give it


def find_head(flat: Folded) -> Head | None:
    """The word that begins a mark, or ``None``."""
    found = _HEAD.match(flat.text)
    if not found:
        return None
    bare = found[1].replace(" ", "")
    kind = next(kind for pattern, kind in WORDS.items() if re.fullmatch(pattern, bare))
    return Head(flat.span(*found.span(1)), kind, found.end(), bare == "tvirtinu", bare in _USUAL)


_STEMS = tuple(re.sub("(?:[zc]?io|o|es|os)$", "", fold(month)) for month in MONTHS_GENITIVE)
MONTH = rf"(?:{'|'.join(_STEMS)})[a-z]*"
BLANK = r"(?:_++|\.{3,}+|…++)"
# The office of one who signs, in the nominative; an author of an act stands in the genitive.
POSITION = re.compile(
    r"(?<!\w)(?:direktor(?:ius|e)|[a-z]*(?:vedej|pirminink|vadov|toj|seniun)(?:as|a|e)|mer[ae]s?|ministr(?:as|e))(?!\w)"
)
_FULL_DATE = (
    rf"(?<![\w.…-])(?P<year>\d{{4}}|\d{{0,2}}{BLANK}) *+(?:m\b\.?|met[uai]+\b)"
    rf"(?: *+(?P<month>{MONTH}|{BLANK})(?: *+men(?:esio)?\b\.?)?)?"
    rf"(?: *+(?P<day>\d{{1,2}}|{BLANK}) *+(?:d\b\.?|dien[a-z]*))?"
)
_ISO_DATE = (
    r"(?<![\w.…-])(?P<iso>\d{4}(?: ?[-.] ?| )\d{1,2}(?: ?[-.] ?| )\d{1,2}(?!\d)|\d{2,4}_*-_++-_++)(?: *+d\b\.?)?"
)
_ACTS = {
    "isakym(?:u|o|as)|isak\\.|isk\\.": ActKind.ORDER,
    "nutarim(?:u|o|as)|nut\\.": ActKind.RESOLUTION,
    "sprendim(?:u|o|as)|spr\\.": ActKind.DECISION,
    "potvark(?:iu|io|is)": ActKind.ORDINANCE,
    "protokol(?:u|o|as)|prot\\.": ActKind.MINUTES,
}
_ACT = (
    rf"(?<![a-z])(?:(?:posedzio|protokolin(?:iu|io|is)|rasytin(?:iu|io)) +){{0,3}}"
    rf"(?P<act>(?:{'|'.join(_ACTS)}))(?![a-z])"
)
_INDEX = r"\([\w./-]*\d[\w./-]*\)"  # the register's file index: (1.5), (2.1.4E-BEU)
_NUMBER = (
    r"(?<![a-z])(?P<label>(?:reg\. *+)?nr(?:\.|(?![a-z])))(?: *+:)? *+"
    rf"(?P<number>{BLANK}|(?:{_INDEX} ?-? ?)?\w[\w./]*+"
    rf"(?: ?- ?(?=[^ ]{{0,40}}[\d_…(.])(?:{_INDEX}|[\w./…]++)|-[\w./…]++| ?{_INDEX}| \d[\w.]*-\w+\))*+)?"
)
_ELEMENT = re.compile(f"{_FULL_DATE}|{_ISO_DATE}|{_ACT}|{_NUMBER}")
_BLANK_INSIDE = re.compile(r"__|\.\.\.|…|^_$")


def elements(flat: Folded, start: int, stop: int) -> Iterator[Element]:
    """The dates, acts and numbers between two folded places, left to right."""
    for found in _ELEMENT.finditer(flat.text, start, stop):
        if found["label"]:
            yield _number(flat, found)
        elif found["act"]:
            kind = next(kind for pattern, kind in _ACTS.items() if re.fullmatch(pattern, found["act"]))
            yield Cited(flat.span(*found.span()), kind)
        else:
            yield Date(flat.span(*found.span()), _day(found), iso=bool(found["iso"]))


def _number(flat: Folded, found: re.Match[str]) -> Number:
    label = flat.span(*found.span("label"))
    missing = Number(label, Span(label.stop, label.stop), "")
    if not found["number"]:
        return missing
    span = flat.span(*found.span("number"))
    text = flat.words[span.start : span.stop]
    if _BLANK_INSIDE.search(text):
        return Number(label, span, "")
    text = text.rstrip(".,;/")
    if not any(letter.isdigit() for letter in text) and not text.isupper():
        return missing
    return Number(label, Span(span.start, span.start + len(text)), text)


def _day(found: re.Match[str]) -> dt.date | None:
    if found["iso"]:
        digits = re.findall(r"\d+", found["iso"])
    elif found["month"] and found["month"][0].isalpha():
        digits = [found["year"], str(month_number(found["month"])), found["day"] or ""]
    else:
        return None
    try:
        year, month, day = map(int, digits)
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_number(word: str) -> int:
    """The number of a month from any of its case forms, folded."""
    return next(number for number, stem in enumerate(_STEMS, start=1) if word.startswith(stem))


_GENITIVE = re.compile(
    rf"(?:\w*(?:o|os|es|aus|u|ies|ens|ers|posedyje)|ir|bei|ar|[a-z]{{1,6}}\.|\w?-?|[\w/.-]*\d[\w/.-]*|{BLANK})[,;)]?"
)
_QUOTED = re.compile(r"[„“\"][^„“”\"]*[”“\"]|\([^()]*\)|[„“”\"]")


def is_author(words: str) -> bool:
    """Whether folded *words* are all in the genitive (or between quotes): the author of an act. Blank words are."""
    return all(_GENITIVE.fullmatch(word) for word in _QUOTED.sub(" ", words).strip(" .,:;").split())
