"""Timings cut into tokens: numbers, numeric dates, words with their sense, signs; and a scan over them.

The lexer knows what a word can mean (``words``), not what a timing is. It looks at each character a bounded number
of times, so hostile cells cost no more than their length.
"""

import re
import unicodedata
from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from planforms.model import Period, PeriodKind
from planforms.remembered import pattern_of
from planforms.timing.parts import Element, PartKind, Weight
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


class Digits(Struct, frozen=True):
    """A stretch of digits and its place; ``value`` is 0 for a blank."""

    value: int
    start: int
    stop: int


class Token(Struct, frozen=True):
    """One token with its span. ``text`` is folded for a word and as written for anything else."""

    kind: Sign | Sense
    start: int
    stop: int
    value: int = 0
    text: str = ""
    date: tuple[Digits | None, Digits | None, Digits | None] = (None, None, None)  # year, month, day


_SORTED_ENDINGS = sorted(ENDINGS.split(), key=len, reverse=True)
_ENDING = "|".join(_SORTED_ENDINGS)
_LONG_ENDING = "|".join(ending for ending in _SORTED_ENDINGS if len(ending) > 1)
_SHORT_ENDING = "|".join(ending for ending in _SORTED_ENDINGS if len(ending) == 1)
_YEAR_ENDING = "(?i:ųjų|uju|ieji|uosius|aisiais)"  # 2024-ųjų
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
# Soft hyphens, joiners and the accents of NFD belong to the word around them.
_INVISIBLE = (0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, *range(0x300, 0x370))
# One dash for all of them, and one invisible character; of the same length, so that spans hold.
_ALIKE = {**dict.fromkeys(map(ord, _DASHES), "-"), **dict.fromkeys(_INVISIBLE, "\xad")}
_END_OF_WORD = r"(?![^\W_]|\xad)"
# Each quantifier is bounded or takes characters that its neighbours do not: no input makes the search go back far.
_TOKEN = rf"""
    (?P<blank>_{{2,}}|…+|\.{{3,}})
  | (?P<passed>(?:
        (?<=[0-9])[Tt\s]00:00:00(?:\.0{{1,9}})?[Zz]?(?![^\W_]) # the midnight of a day that a program wrote
      | (?<=[0-9])[Tt](?=[0-9]{{2}}:[0-9]{{2}})
      | [:*!?\s]
      | \.(?!\.\.)
    )+)
  | (?P<roman>[IVXivx]{{1,4}}|[IVXl]{{1,4}}|[\u2160-\u216b\u2170-\u217b])(?:\s?-\s?(?P<ending>ENDING))?{_END_OF_WORD}
  | (?P<word>(?:[^\W\d_]|\xad)+)
  | (?<![0-9])(?:
        (?P<year>(?:19|20)[0-9]{{2}})(?:
            (?P<wide>\s{{1,2}})?-\s{{0,2}}(?P<month1>[0-9]{{1,2}})
                (?(wide)\s{{0,2}})-(?(wide)\s{{0,2}})(?P<day1>[0-9]{{1,2}}|_{{2,40}})(?![0-9])
          | -(?P<month8>[0-9]{{1,2}})(?:-\s|\s-)(?P<day8>[0-9]{{2}})(?![0-9])
          | \.\s?(?P<month2>[0-9]{{1,2}})\.\s?(?P<day2>[0-9]{{1,2}})(?![0-9])
          | /(?P<month3>[0-9]{{1,2}})/(?P<day3>[0-9]{{1,2}})(?![0-9])
          | \s(?P<month4>[0-9]{{2}})\s(?P<day4>[0-9]{{2}})(?![0-9.:])
          | (?:\s{{0,2}}-\s{{0,2}}|[./])(?P<month5>[0-9]{{1,2}})(?![0-9])
        )
      | (?P<day6>[0-9]{{1,2}})(?:\.\s?(?P<month6>[0-9]{{1,2}})\.\s?|-(?P<month7>[0-9]{{1,2}})-)
            (?P<year6>(?:19|20)[0-9]{{2}})(?![0-9])
      | (?P<hours>[0-9]{{1,2}})
            (?:[.:](?P<minutes>[0-9]{{2}})(?::[0-9]{{2}})?[Zz]?(?![0-9])|\s?(?P<raised>(?:[¹²³]|[⁰⁴-⁹]|(?!).){{2}}))
      | (?P<ordinal>[0-9]{{1,2}})(?i:(?:\s?-\s?)?(?:LONG)|\s?-\s?(?:SHORT)){_END_OF_WORD}
    )
  | (?P<number>[0-9]+(?:\s?-\s?{_YEAR_ENDING}{_END_OF_WORD})?)
  | (?P<dash>-+)
  | (?P<sign>[,;/()\[\]])
  | (?P<other>(?:(?!…)[^\w\s.:*!?,;/()\[\]\-])+|.)
    """


def _token(ending: str, long_ending: str, short_ending: str) -> re.Pattern[str]:
    endings = _TOKEN.replace("ENDING", ending).replace("LONG", long_ending).replace("SHORT", short_ending)
    return pattern_of(endings, re.VERBOSE | re.DOTALL)


# The many endings of ordinals take half of the time to compile, and few timings have any.
_WITH_ORDINALS = _token(_ENDING, _LONG_ENDING, f"{_SHORT_ENDING}|(?!).")
_WITHOUT = _token("(?!)", "(?!)", "(?!)")
_MAY_HAVE_ORDINAL = pattern_of(r"[^\W_]\s?-\s?[^\W\d_]|[0-9][^\W\d_]")
# Digits that were typed or read as letters, among digits: l2 d., 2O23. Of the same length, so that spans hold.
_MISREAD = pattern_of(
    r"(?<![^\W_])(?=[lIO]{1,3}[0-9]|[0-9]{1,3}[lIO])[0-9lIO]{2,8}(?![^\W_])", needs=tuple("0123456789")
)
_DIGITS = str.maketrans("lIO", "110")
_KINDS = {
    **dict.fromkeys(",;", Sign.COMMA),
    "/": Sign.SLASH,
    **dict.fromkeys("([", Sign.OPEN),
    **dict.fromkeys(")]", Sign.CLOSE),
    "dash": Sign.DASH,
    "blank": Sign.BLANK,
}
_LETTERS = str.maketrans("ąčęėįšųūž", "aceeisuuz")
_LONGEST_NUMBER = 8
_TENS = {20, 30}


def tokens(words: str, most: int) -> list[Token]:
    """The first *most* tokens of *words* in order. White space, full stops and asterisks are passed over."""
    words = _MISREAD.sub(lambda match: match[0].translate(_DIGITS), words)
    cut: list[Token] = []
    alike = words.translate(_ALIKE)
    token = _WITH_ORDINALS if _MAY_HAVE_ORDINAL.search(alike) else _WITHOUT
    for match in token.finditer(alike):
        if len(cut) == most:
            break
        group = match.lastgroup or ""
        if group == "passed":
            continue
        start, stop = match.span()
        written = words[start:stop]
        if group == "word":
            word = _word(written, start, stop)
            if cut and word.kind is Sense.ORDINAL and cut[-1].value in _TENS and cut[-1].kind is Sense.COUNT:
                tens = cut.pop()  # dvidešimt trečiąją
                word = replace(word, start=tens.start, value=tens.value + word.value)
            cut.append(word)
        elif kind := _KINDS.get(written if group == "sign" else group):
            cut.append(Token(kind, start, stop))
        else:
            cut.append(_number(match, group, written))
    return cut


def _word(written: str, start: int, stop: int) -> Token:
    text = _folded(written)
    name = start > 0 and written.istitle()
    sense, value = SENSES.get(text) or (None if name else mistyped(text)) or (Sign.WORD, 0)
    return Token(sense, start, stop, value, text)


@lru_cache(maxsize=1024)
def _folded(word: str) -> str:
    """A single word as ``planforms.text.fold`` gives it, sooner: letters alone, small and bare."""
    text = word.casefold().translate(_LETTERS)
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if letter.isalpha())


def _number(match: re.Match[str], group: str, written: str) -> Token:
    """The token of digits, Roman ones too; and that of a sign which is none of the table."""
    start, stop = match.span()
    match group:
        case "number":
            digits = written if written.isdigit() else written[:4]
            return Token(Sign.NUMBER, start, stop, _int(digits), digits)
        case "minutes" | "raised":
            minutes = match["minutes"] or unicodedata.normalize("NFKC", match["raised"])
            return Token(Sign.PAIR, start, stop, int(match["hours"]) * 100 + int(minutes), written)
        case "ordinal":
            return Token(Sense.ORDINAL, start, stop, int(match["ordinal"]), written)
        case "roman" | "ending":
            numeral = unicodedata.normalize("NFKC", match["roman"]).replace("l", "I").upper()
            kind = Sense.ORDINAL if match["ending"] else Sign.ROMAN
            return Token(kind if numeral in ROMAN else Sign.WORD, start, stop, ROMAN.get(numeral, 0), written)
        case "other":
            return Token(Sign.WORD, start, stop, 0, written)
        case _:
            parts = {
                name.rstrip("12345678"): Digits(_int(text), *match.span(name))
                for name, text in match.groupdict().items()
                if text
            }
            date = (parts.get("year"), parts.get("month"), parts.get("day"))
            return Token(Sign.DATE, start, stop, 0, written, date)


def _int(text: str) -> int:
    # A longer number is not part of a date, and Python refuses to convert very long ones.
    return int(text) if len(text) <= _LONGEST_NUMBER and text.isdigit() else 0


# Recognisers may ask for this many tokens past the last one.
_LOOKAHEAD = 40
_NOTHING = [Token(Sign.NOTHING, 0, 0)] * _LOOKAHEAD
_YEAR = 366
# What joins the numbers of a list or a range.
LINKS = {
    Sign.DASH: PartKind.RANGE,
    Sense.UNTIL: PartKind.RANGE,
    Sign.COMMA: PartKind.COMMA,
    Sense.AND: PartKind.AND,
    Sense.OR: PartKind.OR,
    Sign.SLASH: PartKind.OR,
}
_ABBREVIATIONS = {"m", "d", "men", "val", "min", "sav", "ketv", "pusm", "trim", "dek"}
_PREPOSITIONS = {Sense.APART, Sense.AFTER, Sense.BEFORE, Sense.PER, Sense.INTO, Sense.ACCORDING}
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Scan:
    """Tokens on the left, elements on the right."""

    __slots__ = (
        *("_words", "ambiguous", "dotted", "impossible", "length", "long", "month", "out", "plan", "terms", "tokens"),
        "uncounted",
    )

    def __init__(self, words: str, tokens: list[Token], period: Period | None) -> None:
        self._words = words
        self.length = len(tokens)
        self.tokens = tokens + _NOTHING
        self.out: list[Element] = []
        self.plan = period.kind if period else None
        self.long = period is not None and (period.last - period.first).days > _YEAR
        self.month = period.first.month if period and period.kind is PeriodKind.MONTH else 0
        self.ambiguous = False
        self.impossible = False  # whether there is an impossible clock time: 25 val.
        self.dotted = 0  # where the last day in digits with a full stop ends
        self.terms = False
        self.uncounted = 0  # numerals before this token are known to count nothing

    def kind(self, at: int) -> Sign | Sense:
        """The kind of the token at *at*."""
        return self.tokens[at].kind

    def kinds(self, at: int, *kinds: Sign | Sense) -> bool:
        """Whether the tokens from *at* are of *kinds*."""
        return all(self.tokens[at + i].kind is kind for i, kind in enumerate(kinds))

    def add(  # noqa: PLR0913 - the fields of an element
        self,
        kind: PartKind,
        at: int,
        last: int,
        weight: Weight = Weight.LIGHT,
        *,
        number: int = 0,
        second: int = -1,
        text: str = "",
    ) -> int:
        """Append an element over the tokens *at* to *last*; the index after it."""
        self.out.append(Element(kind, self.tokens[at].start, self.tokens[last].stop, number, second, text, weight))
        return last + 1

    def unread(self, at: int) -> int:
        """Append the token at *at* as unread; a timing before a preposition is not the attribute of what follows."""
        return self.add(PartKind.UNREAD, at, at, text="preposition" if self.kind(at) in _PREPOSITIONS else "")

    def end(self, at: int) -> int:
        """Where the token at *at* ends, with its full stop where it is an abbreviation."""
        token = self.tokens[at]
        dotted = token.text in _ABBREVIATIONS and self._words[token.stop : token.stop + 1] == "."
        return token.stop + dotted

    def dash_of_range(self, place: int) -> bool:
        """Whether the sign at *place* in the words is a dash, not a hyphen."""
        return self._words[place : place + 1] in {"–", "—"}

    def pass_course(self, at: int) -> int:
        """Past ``eigoje`` or ``metu`` (during) at *at*."""
        during = self.kind(at) is Sense.COURSE or self.tokens[at].text == "metu"
        return at + 1 if during else at

    @property
    def seen_day(self) -> bool:
        """Whether a day has been found already."""
        return any(element.kind is PartKind.DAY for element in self.out[-_LOOKAHEAD:])

    @property
    def seen_month(self) -> bool:
        """Whether a month has been found already."""
        return any(element.kind is PartKind.MONTH for element in self.out[-_LOOKAHEAD:])

    @property
    def after_dotted_day(self) -> bool:
        """Whether the last element is a day written as ``10.07``."""
        return bool(self.out) and self.dotted > 0 and self.out[-1].stop == self.dotted

    @property
    def after_written_day(self) -> bool:
        """Whether a day has been found that is not one of a list or range that goes on."""
        return self.seen_day and self.out[-1].kind is not PartKind.RANGE and not self.after_dotted_day

    @property
    def after_weekdays(self) -> bool:
        """Whether what comes every day or week is before: penktadieniais, 12.30."""
        before = [element for element in self.out[-2:] if element.kind not in {PartKind.COMMA, PartKind.OPEN}]
        return bool(before) and before[-1].kind is PartKind.RECURRENCE and before[-1].text in {"WEEKLY", "DAILY"}

    def after(self, *kinds: PartKind) -> bool:
        """Whether the element before is of one of *kinds*."""
        return bool(self.out) and self.out[-1].kind in kinds

    @property
    def after_month(self) -> bool:
        """Whether the element before is a month, or only a bracket is between."""
        for element in reversed(self.out[-2:]):
            if element.kind is not PartKind.OPEN:
                return element.kind is PartKind.MONTH
        return False

    @staticmethod
    def is_year(number: int) -> bool:
        """Whether a plan may be of the year *number*."""
        return 1900 <= number <= 2099  # noqa: PLR2004 - the centuries of plans

    @staticmethod
    def is_day(month: int, day: int) -> bool:
        """Whether some year has this day."""
        return 1 <= month <= len(_DAYS_IN) and 1 <= day <= _DAYS_IN[month - 1]

    def short_date(self, month: Token, day: Token) -> None:
        """Append a month and a day in the tokens *month* and *day* as digits."""
        self.out.append(Element(PartKind.MONTH, month.start, month.stop, month.value))
        self.out.append(Element(PartKind.DAY, day.start, day.stop, day.value))
