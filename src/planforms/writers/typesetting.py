"""How words are set: where a line must not break, how wide words are, and so the columns of the plan's table.

It knows words, not Word. ``bind`` turns some plain spaces into non-breaking ones and never adds or drops a character.
``settle`` adds the signs that nobody sees, for the file alone: one that forbids a break after the dash of a range, and
one that allows breaks in what is longer than any word. Whoever reads the file back sees the words as they were.

Lengths are in twentieths of a point; those of words in Times New Roman are in thousandths of the type size.

Source: Unicode 15.0, Annex 14 (U+2060 word joiner, U+200B zero width space); Adobe's Core 14 AFM files for Times-Roman
and Times-Bold, whose widths Times New Roman and Liberation Serif share. A letter with a Lithuanian accent is as wide
as its base letter.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Protocol

from msgspec import Struct

from planforms.dates import MONTHS_GENITIVE
from planforms.remembered import pattern_of

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER, ZERO_WIDTH_SPACE = "\u2060", "\u200b"

_CAPITAL = "[" + "".join(chr(code) for code in range(ord("A"), 0x250) if chr(code).isupper()) + "]"
_SMALL = "[" + "".join(chr(code) for code in range(ord("a"), 0x250) if chr(code).islower()) + "]"
# A letter typed as a base and a combining accent (NFD) is still one letter.
_ACCENT = "[\u0300-\u036f]"

# What follows a number and is read with it: ``29 d.``, ``2023 m.``, ``5 kl.``, ``15 proc.``, ``10 Eur``.
_ABBREVIATED_UNITS = (
    "m|d|mėn|sav|val|min|sek|ketv|pusm|trim|kl|gr|gimn|k|p|psl|proc|tūkst|mln|mlrd|vnt|egz|asm|dal|kab|ak|a|g|t|sk"
)
_PLAIN_UNITS = r"(?:%|‰|€|°C|Eur|EUR|ct|km|cm|mm|kg|ha|val|min|mln|mlrd|MB|GB)(?!\w)"
# What a Roman number counts: ``I ketv.``, ``II pusmetis``, ``IV gimnazijos klasė``.
_COUNTED = r"(?:ketv|pusm|trim|kl\.|klas|gimn|gr\.|grup|skyri|sk\.|dal|etap|a\.|aukšt|tur|sem|savait|amž)"
# Words that a number follows: ``Nr. 5``, ``Taikos pr. 5``, ``psl. 12``.
_NUMBERED = ("Nr.", "nr.", "NR.", "g.", "al.", "pr.", "pl.", "psl.", "kab.", "tel.", "str.", "pav.", "kl.")
_MONTH = rf"(?i:{'|'.join(MONTHS_GENITIVE)})"
_MONTH_FORMS = [form(month) for form in (str, str.capitalize, str.upper) for month in MONTHS_GENITIVE]
_DAYS = r"\d{1,2}(?:[–-]\d{1,2})? ?d\."


def _behind(*words: str) -> str:
    """A look behind for any of *words*; one for each length, since ``re`` wants what is behind of one width."""
    alike = groupby(sorted(words, key=len), len)
    return _any(*(rf"(?<=\b{_any(*map(re.escape, same))} )" for _, same in alike))


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


# The letters at a space are looked at first: most spaces are between plain words, and are left after two looks.
_AFTER_A_DIGIT = _any(
    # An abbreviation is short; so only short words are compared with all of them.
    rf"(?=[^\W\d_]{{1,5}}\.)(?=(?i:{_ABBREVIATED_UNITS})\.)",
    rf"(?={_PLAIN_UNITS})",
    # Thousands apart: 1 500; a dash stays at the end of the line it closes.
    r"(?=\d{3}(?!\d))(?<!\d{4} )",
)
_AFTER_A_POINT = _any(
    # Initials and a surname: V. Pavardė, V. P. Pavardė, Dž. Pavardė; also with an accent typed apart.
    rf"(?={_CAPITAL})(?:(?<=\b{_CAPITAL}\. )|(?<=\b{_CAPITAL}{_ACCENT}\. )|{_behind('Dž.', 'Dz.', 'Ch.')})",
    rf"(?=\d){_behind(*_NUMBERED)}",
    rf"{_behind('Nr.', 'nr.', 'NR.')}(?=\S)",
    rf"{_behind('El.', 'el.')}(?=p\.|pašt)",
    # Abbreviations of several letters: m. m., t. y., a. k., pr. m. e.
    rf"(?<=\b{_SMALL}\. )(?={_SMALL}\.)",
    # A day is one word: 2026 m. gegužės 14 d.
    rf"(?<=\d\d\d\d m\. )(?={_MONTH} {_DAYS})",
)
_BEHIND = _any(
    rf"(?<=\d ){_AFTER_A_DIGIT}",
    rf"(?<=[IVX] )(?={_COUNTED})",
    rf"(?<=\. ){_AFTER_A_POINT}",
    # A range with spaces around its dash: 15 – 26 d.
    r"(?<=\d [–—] )(?=\d)",
)
_AHEAD = _any(
    # A surname before its initial: Pavardė V., but not the end of one name and the start of the next.
    rf"(?={_CAPITAL}\.(?:[,;)]|\Z))(?<=\w )",
    r"(?=[–—] )",
    rf"(?={_DAYS}){_behind(*_MONTH_FORMS)}",
)
_UNBROKEN = pattern_of(rf" (?:(?<=[\d.IVX–—] ){_BEHIND}|(?![a-z]){_AHEAD})")


def bind(words: str) -> str:
    """*words* with non-breaking spaces where Lithuanian typography wants no line break.

    Replacing them by plain spaces gives *words* back (their own non-breaking spaces aside). Doubled spaces, tabs
    and line breaks are left as they are.

    Source: „2023 m.“, „29 d.“, „Nr. V-361“, „V. Pavardė“, „m. m.“ and „I ketv.“ of office practice.
    """
    return _UNBROKEN.sub(NO_BREAK_SPACE, words) if " " in words else words


_RANGE = pattern_of(r"(?<=[\w.])–(?=\w)")
LONGEST_WORD = 40  # letters; the longest words of Lithuanian have 37
LONGEST_ADDRESS = 16  # letters of an address that a column may be asked to hold on one line
_PIECE = 10  # letters between two places to break what has no signs
_ADDRESS = pattern_of(r"@|://|\bwww\.", re.IGNORECASE)
_LONG = pattern_of(rf"\S{{{LONGEST_ADDRESS + 1},}}")
_SIGNS = r"/.@?&=:;,_+#~%\-"
_TO_A_SIGN = pattern_of(rf"[^{_SIGNS}]*[{_SIGNS}]+|[^{_SIGNS}]+")


def settle(words: str) -> str:
    """*words* for the file: ranges that do not break after their dash, and places to break what is no word."""
    if "–" in words:
        words = _RANGE.sub(f"–{WORD_JOINER}", words)
    if len(words) <= LONGEST_ADDRESS or max(map(len, words.split()), default=0) <= LONGEST_ADDRESS:
        return words
    return _LONG.sub(lambda found: ZERO_WIDTH_SPACE.join(pieces(found[0])), words)


def pieces(word: str) -> list[str]:
    """The parts of *word* between which a line may break; one, unless it is an address or too long for a word."""
    if len(word) <= LONGEST_ADDRESS or (len(word) <= LONGEST_WORD and not _ADDRESS.search(word)):
        return [word]
    return [
        part[at : at + _PIECE] if len(part) > LONGEST_ADDRESS else part
        for part in _TO_A_SIGN.findall(word)
        for at in range(0, len(part) if len(part) > LONGEST_ADDRESS else 1, _PIECE)
    ]


def plain(words: str) -> str:
    """*words* as they were before ``bind``, with plain spaces."""
    return words.replace(NO_BREAK_SPACE, " ")


_SLACK = 30  # what a program's own measure of words may differ by
_LIST_INDENT = 1600  # that of the template, for lines with a list sign, in thousandths of the type size
_COMFORTABLE_LINES = 9  # more of them in an ordinary cell make a strip of it
_CROWDED = 0.88  # so much of the page taken by words that may not break leaves the texts no room
_ORDINARY = 0.9  # the part of the cells of a column that are ordinary
_LETTER, _LINE = 0.5, 1.2  # a wide letter and a high line, in type sizes


class Line(Protocol):
    """What is measured of a line."""

    @property
    def words(self) -> str:
        """Its words."""

    @property
    def measured(self) -> tuple[int, int] | None:
        """Its widths, where they are known already."""

    def widths(self) -> tuple[int, int]:
        """The width of its longest word and of the whole, in thousandths of the type size."""


class Room(Struct, frozen=True):
    """What the margins of a page leave for text."""

    width: int
    height: int


class Sheet(Struct, frozen=True):
    """The room that a template has for a plan.

    Attributes:
        upright, lying: that of a page upright and lying.
        turned: the template's own page is landscape.
        padding: what the margins of a cell take of its width.
        size: the type size of cells, in points.
    """

    upright: Room
    lying: Room
    turned: bool
    padding: int
    size: float


class Demand(Struct, frozen=True):
    """What a column asks for, margins of cells aside.

    Attributes:
        word: room for its longest word; less would break it.
        line: room for its longest line; more is of no use.
        text: the widths of all its cells, each set on one line, together.
        ordinary: the width on one line that few cells exceed.
    """

    word: float
    line: float
    text: float
    ordinary: float


def demand(heading: str, cells: Iterable[Sequence[Line]], size: float) -> Demand:
    """What a column asks for, by its *heading*, which is bold, and the lines of each cell."""
    word, line = line_widths(heading, bold=True)
    words, lines, lengths = [word], [line], [line]
    for cell in cells:
        length = 0
        for one in cell:
            widest, whole = one.measured or one.widths()
            words.append(widest)
            lines.append(whole)
            length += whole
        lengths.append(length)
    lengths.sort()
    unit = size / 50  # a thousandth of the type size, in twentieths of a point
    ordinary = lengths[int(_ORDINARY * (len(lengths) - 1))]
    return Demand(max(words) * unit, max(lines) * unit, sum(lengths) * unit, ordinary * unit)


@lru_cache(maxsize=512)
def line_widths(words: str, marker: str = "", *, bold: bool) -> tuple[int, int]:
    """The width of the longest of the *words*, and of all as one line behind its *marker*."""
    sizes = [_word_widths(word, bold) for word in words.replace("\t", " ").replace("\n", " ").split(" ")]
    indent = _LIST_INDENT if marker else 0
    return max(sizes)[0] + indent, sum([whole for _, whole in sizes]) + (len(sizes) - 1) * SPACE + indent


@lru_cache(maxsize=2048)
def _word_widths(word: str, bold: bool) -> tuple[int, int]:  # noqa: FBT001 -- the key of the cache
    """The room that *word* asks for, and its width on a line.

    What may break inside asks for the room of its longest piece, and for no more of the table than a long word.
    """
    parts = pieces(word)
    if len(parts) == 1:
        wide = thousandths(word, bold=bold)
        return wide, wide
    return max(thousandths(part, bold=bold) for part in parts), thousandths(word[:LONGEST_WORD], bold=bold)


def needs_to_lie(demands: Sequence[Demand], sheet: Sheet) -> bool:
    """Whether the columns are cramped on an upright page: words leave no room, or ordinary cells are strips."""
    edges = len(demands) * (sheet.padding + _SLACK)
    words = sum(one.word for one in demands)
    needed = sum(max(one.word, min(one.ordinary / _COMFORTABLE_LINES, sheet.upright.width / 2)) for one in demands)
    return words + edges > _CROWDED * sheet.upright.width or needed + edges > sheet.upright.width


def fit(demands: Sequence[Demand], room: int, sheet: Sheet) -> tuple[int, ...]:
    """The widths of the columns, which fill *room*.

    No column is narrower than its longest word, where they all have room for that. The rest is shared so that the
    table is low: the lines of a column are about its text over its width, and the sum of these is least with widths
    as the square roots of the texts.
    """
    edges = sheet.padding + _SLACK
    free = room - edges * len(demands)
    words = sum(one.word for one in demands)
    shares = _shared(demands, free) if words < free else [one.word * max(free, 0) / words for one in demands]
    ends = [round(sum(shares[: i + 1]) + edges * (i + 1)) for i in range(len(shares))]
    if ends:
        ends[-1] = room
    return tuple(end - start for start, end in zip((0, *ends), ends, strict=False))


def _shared(demands: Sequence[Demand], free: float) -> list[float]:
    """Widths in proportion to the square roots of the texts, none less than its word nor more than its line."""
    widths = [one.line for one in demands]
    if sum(widths) > free:
        bounds = [(math.sqrt(one.text), one.word, max(one.line, one.word)) for one in demands]
        share = _share(bounds, free)
        widths = [min(max(share * root, least), most) for root, least, most in bounds]
    # What is left over goes to those that hold most.
    left, whole = free - sum(widths), sum(one.text for one in demands) or 1.0
    return [wide + left * one.text / whole for one, wide in zip(demands, widths, strict=True)]


def _share(bounds: Sequence[tuple[float, float, float]], free: float) -> float:
    """By what roots are multiplied so that widths, each between its *bounds*, fill what is *free*.

    The sum of the widths is a broken line: each column begins to grow at one share and stops at another.
    """
    growing = [(least / root, root, -least) for root, least, _ in bounds if root]
    stopped = [(most / root, -root, most) for root, _, most in bounds if root]
    fixed, slope = sum(least for _, least, _ in bounds), 0.0
    for share, more_slope, more_fixed in sorted(growing + stopped):
        if fixed + slope * share >= free:
            break
        fixed, slope = fixed + more_fixed, slope + more_slope
    return (free - fixed) / slope if slope > 0 else 0.0


def heights_of(rows: Sequence[Sequence[Sequence[Line]]], widths: Sequence[int], sheet: Sheet) -> list[float]:
    """About how high *rows* are whose cells have these lines and *widths*; rather too much than too little."""
    letters = [max(wide - sheet.padding, 1) / (sheet.size * 20 * _LETTER) for wide in widths]
    heights = []
    for cells in rows:
        highs = [1.0]
        for lines, fitting in zip(cells, letters, strict=False):
            high = 0.0
            for line in lines:
                high += 1 + len(line.words) / fitting
            highs.append(high)
        heights.append(max(highs) * sheet.size * 20 * _LINE)
    return heights


REGULAR = {
    180: "'",
    200: "|",
    250: " ,.·\u00a0",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr‘’\u2011",
    350: "•",
    389: "Js",
    400: "°",
    408: '"',
    444: "?acez“”„",
    469: "^",
    480: "{}",
    500: "#$*0123456789_bdghknopquvxy§«»–",
    541: "~",
    556: "FPS",
    564: "+<=>×−",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "&m",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "—…",
}
_BOLD = {
    220: "|",
    250: " ,.·\u00a0",
    278: "'/\\il",
    333: "!()-:;[]`fjt‘’\u2011",
    350: "•",
    389: "Is",
    394: "{}",
    400: "°",
    444: "cerz",
    500: "#$*0123456789?J_agovxy§«»–“”„",
    520: "~",
    555: '"',
    556: "Sbdhknpqu",
    570: "+<=>×−",
    581: "^",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYw",
    778: "GHKOQ",
    833: "&m",
    930: "@",
    944: "M",
    1000: "%W—…",
}
# A letter of another script, an emoji or a sign: a full square, so that nothing is cut.
_UNKNOWN = 1000


def _base(letter: str) -> str:
    """The letter without its accents; nothing for an accent alone."""
    first = unicodedata.normalize("NFD", letter)[0]
    return "" if unicodedata.combining(first) else first


class Widths(dict[str, int]):
    """Widths in thousandths of the type size; a letter not listed takes its base letter's, and is remembered."""

    def __init__(self, listed: dict[int, str]) -> None:
        super().__init__((letter, width) for width, letters in listed.items() for letter in letters)
        self[""] = 0

    def __missing__(self, letter: str) -> int:
        width = self.get(_base(letter), _UNKNOWN)
        if len(self) < _MOST_LETTERS:
            self[letter] = width
        return width


_MOST_LETTERS = 4096
_WIDTHS, _BOLD_WIDTHS = Widths(REGULAR), Widths(_BOLD)


def thousandths(words: str, *, bold: bool = False) -> int:
    """How wide *words* are, in thousandths of the type size."""
    return sum(map((_BOLD_WIDTHS if bold else _WIDTHS).__getitem__, words))


SPACE = thousandths(" ")
