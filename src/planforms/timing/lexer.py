"""Timings cut into tokens: numbers, numeric dates, words with their sense, signs; each with its span.

The lexer knows what a word can mean (``words``), not what a timing is. It looks at each character a bounded number
of times, so hostile cells cost no more than their length.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from planforms.remembered import pattern_of
from planforms.timing.words import ENDINGS, ROMAN, SENSES, Sense, mistyped


class Sign(Enum):
    """A token that is not a word of the table."""

    DATE = auto()  # 2023-10-19, 2023-10, 19.10.2023; its parts in ``date``
    PAIR = auto()  # 10.30 or 10:30, a clock time or a short date; value is the first number × 100 + the second
    NUMBER = auto()
    ROMAN = auto()
    DASH = auto()
    COMMA = auto()
    SLASH = auto()
    OPEN = auto()
    CLOSE = auto()
    BLANK = auto()  # a line to fill in: ___
    WORD = auto()  # not in the table
    NOTHING = auto()  # after the last token


class Digits(NamedTuple):
    """A stretch of digits and its place; ``value`` is 0 for a blank."""

    value: int
    start: int
    stop: int


class Token(NamedTuple):
    """One token with its span. ``text`` is folded for a word and as written for anything else."""

    kind: Sign | Sense
    start: int
    stop: int
    value: int = 0
    text: str = ""
    date: tuple[Digits | None, Digits | None, Digits | None] = (None, None, None)  # year, month, day


_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SORTED_ENDINGS = sorted(ENDINGS.split(), key=len, reverse=True)
_ENDING = "|".join(_SORTED_ENDINGS)
_LONG_ENDING = "|".join(ending for ending in _SORTED_ENDINGS if len(ending) > 1)
_YEAR_ENDING = "ųjų|uju|ieji|uosius|aisiais"  # 2024-ųjų
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f"  # soft hyphens, joiners; the accents of NFD
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # 10⁰⁰ val.
_END_OF_WORD = rf"(?![^\W_]|[{_INVISIBLE}])"
# Each quantifier is bounded or takes characters that its neighbours do not: no input makes the search go back far.
_TOKEN = pattern_of(
    rf"""
    (?P<blank>_{{2,}}|…+|\.{{3,}})
  | (?P<passed>(?:
        (?<=[0-9])[T\s]00:00:00(?:\.0{{1,9}})?Z?(?![^\W_]) # the midnight of a day that a program wrote
      | (?<=[0-9])T(?=[0-9]{{2}}:[0-9]{{2}})
      | [:*!?\s]
      | \.(?!\.\.)
    )+)
  | (?P<roman>[IVX]{{1,4}}|(?-i:[IVXl]{{1,4}})|[\u2160-\u216b])
        (?:\s?[{_DASH}]\s?(?P<ending>(?-i:{_ENDING})))?{_END_OF_WORD}
  | (?P<word>(?:[^\W\d_]|[{_INVISIBLE}])+)
  | (?<![0-9])(?:
        (?P<year>(?:19|20)[0-9]{{2}})(?:
            (?P<wide>\s{{1,2}})?[{_DASH}]\s{{0,2}}(?P<month1>[0-9]{{1,2}})
                (?(wide)\s{{0,2}})[{_DASH}](?(wide)\s{{0,2}})(?P<day1>[0-9]{{1,2}}|_{{2,40}})(?![0-9])
          | [{_DASH}](?P<month8>[0-9]{{1,2}})(?:[{_DASH}]\s|\s[{_DASH}])(?P<day8>[0-9]{{2}})(?![0-9])
          | \.\s?(?P<month2>[0-9]{{1,2}})\.\s?(?P<day2>[0-9]{{1,2}})(?![0-9])
          | /(?P<month3>[0-9]{{1,2}})/(?P<day3>[0-9]{{1,2}})(?![0-9])
          | \s(?P<month4>[0-9]{{2}})\s(?P<day4>[0-9]{{2}})(?![0-9.:])
          | (?:\s{{0,2}}[{_DASH}]\s{{0,2}}|[./])(?P<month5>[0-9]{{1,2}})(?![0-9])
        )
      | (?P<day6>[0-9]{{1,2}})(?:\.\s?(?P<month6>[0-9]{{1,2}})\.\s?|[{_DASH}](?P<month7>[0-9]{{1,2}})[{_DASH}])
            (?P<year6>(?:19|20)[0-9]{{2}})(?![0-9])
      | (?P<hours>[0-9]{{1,2}})
            (?:[.:](?P<minutes>[0-9]{{2}})(?::[0-9]{{2}})?Z?(?![0-9])|\s?(?P<raised>[{_RAISED}]{{2}}))
      | (?P<ordinal>[0-9]{{1,2}})(?:\s?[{_DASH}]\s?(?:{_ENDING})|(?:{_LONG_ENDING})){_END_OF_WORD}
    )
  | (?P<number>[0-9]+(?:\s?[{_DASH}]\s?(?:{_YEAR_ENDING}){_END_OF_WORD})?)
  | (?P<dash>[{_DASH}]+)
  | (?P<sign>[,;/()\[\]])
  | (?P<other>[^\w\s.:*!?,;/()\[\]{_DASH}…]+|.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# Digits that were typed or read as letters, among digits: l2 d., 2O23. Of the same length, so that spans hold.
_MISREAD = pattern_of(r"(?<![^\W_])(?=[lIO]{1,3}[0-9]|[0-9]{1,3}[lIO])[0-9lIO]{2,8}(?![^\W_])")
_DIGITS = str.maketrans("lIO", "110")
_SIGNS = {
    **dict.fromkeys(",;", Sign.COMMA),
    "/": Sign.SLASH,
    **dict.fromkeys("([", Sign.OPEN),
    **dict.fromkeys(")]", Sign.CLOSE),
}
_LETTERS = str.maketrans("ąčęėįšųūž", "aceeisuuz")
_LONGEST_NUMBER = 8
_TENS = {20, 30}


def tokens(words: str, most: int) -> list[Token]:
    """The first *most* tokens of *words* in order. White space, full stops and asterisks are passed over."""
    cut: list[Token] = []
    for match in _TOKEN.finditer(_MISREAD.sub(_as_digits, words)):
        if len(cut) == most:
            break
        group = match.lastgroup or ""
        if group == "word":
            word = _word(match)
            if cut and word.kind is Sense.ORDINAL and cut[-1].value in _TENS and cut[-1].kind is Sense.COUNT:
                tens = cut.pop()  # dvidešimt trečiąją
                word = word._replace(start=tens.start, value=tens.value + word.value)
            cut.append(word)
        elif group != "passed":
            cut.append(_CUTTERS[group](match))
    return cut


def _as_digits(match: re.Match[str]) -> str:
    return match[0].translate(_DIGITS)


def _word(match: re.Match[str]) -> Token:
    text = _folded(match[0])
    name = match.start() > 0 and match[0].istitle()
    sense, value = SENSES.get(text) or (None if name else mistyped(text)) or (Sign.WORD, 0)
    return Token(sense, *match.span(), value, text)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """A single word as ``planforms.text.fold`` gives it, sooner: letters alone, small and bare."""
    text = word.casefold().translate(_LETTERS)
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if letter.isalpha())


def _date(match: re.Match[str]) -> Token:
    found = {
        name.rstrip("12345678"): Digits(_int(text), *match.span(name))
        for name, text in match.groupdict().items()
        if text
    }
    date = (found.get("year"), found.get("month"), found.get("day"))
    return Token(Sign.DATE, match.start(), match.end(), 0, match[0], date)


def _pair(match: re.Match[str]) -> Token:
    minutes = match["minutes"] or unicodedata.normalize("NFKC", match["raised"])
    value = int(match["hours"]) * 100 + int(minutes)
    return Token(Sign.PAIR, match.start(), match.end(), value, match[0])


def _ordinal(match: re.Match[str]) -> Token:
    return Token(Sense.ORDINAL, match.start(), match.end(), int(match["ordinal"]), match[0])


def _roman(match: re.Match[str]) -> Token:
    numeral = unicodedata.normalize("NFKC", match["roman"]).replace("l", "I").upper()
    value = ROMAN.get(numeral)
    if value is None:
        return _other(match)
    kind = Sense.ORDINAL if match["ending"] else Sign.ROMAN
    return Token(kind, match.start(), match.end(), value, match[0])


def _number(match: re.Match[str]) -> Token:
    digits = match[0] if match[0].isdigit() else match[0][:4]
    return Token(Sign.NUMBER, match.start(), match.end(), _int(digits), digits)


def _sign(match: re.Match[str]) -> Token:
    return Token(_SIGNS[match[0]], match.start(), match.end())


def _dash(match: re.Match[str]) -> Token:
    return Token(Sign.DASH, match.start(), match.end())


def _blank(match: re.Match[str]) -> Token:
    return Token(Sign.BLANK, match.start(), match.end())


def _other(match: re.Match[str]) -> Token:
    return Token(Sign.WORD, match.start(), match.end(), 0, match[0])


def _int(text: str) -> int:
    # A longer number is not part of a date, and Python refuses to convert very long ones.
    return int(text) if len(text) <= _LONGEST_NUMBER and text.isdigit() else 0


_CUTTERS: Mapping[str, Callable[[re.Match[str]], Token]] = {
    **dict.fromkeys(("day1", "day2", "day3", "day4", "day8", "month5", "year6"), _date),
    **dict.fromkeys(("minutes", "raised"), _pair),
    "ordinal": _ordinal,
    **dict.fromkeys(("roman", "ending"), _roman),
    "number": _number,
    "sign": _sign,
    "dash": _dash,
    "blank": _blank,
    "other": _other,
}
