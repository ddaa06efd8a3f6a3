"""How wide each column of the plan's table is, and whether the page is landscape: from what the cells hold.

It knows lines of words and the room on the page, and no format. Lengths are in twentieths of a point; those of words
in Times New Roman are in thousandths of the type size.

Source: Adobe's Core 14 AFM files for Times-Roman and Times-Bold, whose widths Times New Roman and Liberation Serif
share. A letter with a Lithuanian accent is as wide as its base letter.
"""

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from planforms.writers.linebreaks import LONGEST_ADDRESS, LONGEST_WORD, pieces

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

    def widths(self) -> tuple[int, int]:
        """The width of its longest word and of the whole, in thousandths of the type size."""


class Room(NamedTuple):
    """What the margins of a page leave for text."""

    width: int
    height: int


class Sheet(NamedTuple):
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


class Demand(NamedTuple):
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
    lengths = [line]
    for cell in cells:
        length = 0
        for one in cell:
            widest, whole = one.widths()
            length += whole
            word = max(word, widest)
            line = max(line, whole)
        lengths.append(length)
    lengths.sort()
    unit = size / 50  # a thousandth of the type size, in twentieths of a point
    return Demand(word * unit, line * unit, sum(lengths) * unit, lengths[int(_ORDINARY * (len(lengths) - 1))] * unit)


def line_widths(words: str, marker: str = "", *, bold: bool) -> tuple[int, int]:
    """The width of the longest of the *words*, and of all as one line behind its *marker*."""
    widest, whole = _widths(words, bold_thousandths if bold else thousandths)
    return (widest + _LIST_INDENT, whole + _LIST_INDENT) if marker else (widest, whole)


def _widths(line: str, measure: Callable[[str], int]) -> tuple[int, int]:
    words = line.replace("\t", " ").replace("\n", " ").split(" ")
    widest, whole = 0, (len(words) - 1) * _SPACE
    if max(map(len, words)) <= LONGEST_ADDRESS:
        widths = [measure(word) for word in words]
        return max(widths), whole + sum(widths)
    for word in words:
        # What may break inside asks for the room of its longest piece, and for no more of the table than a long word.
        wide = measure(word) if len(word) <= LONGEST_ADDRESS else 0
        parts = [word] if wide else pieces(word)
        widest = max(widest, wide or max(map(measure, parts)))
        whole += wide or measure(word[:LONGEST_WORD] if len(parts) > 1 else word)
    return widest, whole


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
        most = 1.0
        for lines, fitting in zip(cells, letters, strict=False):
            high = 0.0
            for line in lines:
                high += 1 + len(line.words) / fitting
            most = max(most, high)
        heights.append(most * sheet.size * 20 * _LINE)
    return heights


_REGULAR = {
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


class _Widths(dict[str, int]):
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
_WIDTHS, _BOLD_WIDTHS = _Widths(_REGULAR), _Widths(_BOLD)


@lru_cache(maxsize=2048)
def thousandths(word: str) -> int:
    """How wide *word* is, in thousandths of the type size."""
    return sum(map(_WIDTHS.__getitem__, word))


@lru_cache(maxsize=2048)
def bold_thousandths(word: str) -> int:
    """How wide *word* is when bold, in thousandths of the type size."""
    return sum(map(_BOLD_WIDTHS.__getitem__, word))


_SPACE = thousandths(" ")
