"""How wide each column of the plan's table is, and whether the page is landscape: from what the cells hold.

It knows lines of words and the room on the page, and no format. All lengths are in twentieths of a point.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from planforms.remembered import remembered
from planforms.writers.linebreaks import LONGEST_ADDRESS, LONGEST_WORD, pieces
from planforms.writers.metrics import bold_thousandths, thousandths

_SLACK = 30  # what a program's own measure of words may differ by
_SPACE = thousandths(" ")
_LIST_INDENT = 1600  # that of the template, for lines with a list sign, in thousandths of the type size
_COMFORTABLE_LINES = 9  # more of them in an ordinary cell make a strip of it
_CROWDED = 0.88  # so much of the page taken by words that may not break leaves the texts no room
_ORDINARY = 0.9  # the part of the cells of a column that are ordinary
_HALVINGS = 40
_LETTER, _LINE = 0.5, 1.2  # a wide letter and a high line, in type sizes


class Line(Protocol):
    """What is measured of a line."""

    @property
    def words(self) -> str:
        """Its words."""

    @property
    def marker(self) -> str:
        """The sign of its list."""

    @property
    def bold(self) -> bool:
        """Whether some of it is bold."""


class Room(NamedTuple):
    """What the margins of a page leave for text."""

    width: int
    height: int


class Sheet(NamedTuple):
    """The room that a template has for a plan.

    Attributes:
        upright, lying: that of a page upright and lying.
        turned: the template's own page is lying.
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


def demand(heading: Line, cells: Iterable[Sequence[Line]], size: float) -> Demand:
    """What a column asks for, by its heading, which is bold, and the lines of each cell."""
    word, line = _measured(heading, bold=True)
    lengths = [line]
    for cell in cells:
        length = 0
        for one in cell:
            widest, whole = _measured(one, bold=one.bold)
            word, line, length = max(word, widest), max(line, whole), length + whole
        lengths.append(length)
    lengths.sort()
    unit = size / 50  # a thousandth of the type size, in twentieths of a point
    return Demand(word * unit, line * unit, sum(lengths) * unit, lengths[int(_ORDINARY * (len(lengths) - 1))] * unit)


def _measured(line: Line, *, bold: bool) -> tuple[int, int]:
    """The width of the longest word of *line*, and of the whole, in thousandths of the type size."""
    indent = _LIST_INDENT if line.marker else 0
    widest, whole = _widths(line.words, bold_thousandths if bold else thousandths)
    return widest + indent, whole + indent


@remembered
def _widths(line: str, measure: Callable[[str], int]) -> tuple[int, int]:
    words = line.replace("\t", " ").replace("\n", " ").split(" ")
    widest, whole = 0, (len(words) - 1) * _SPACE
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
    low, high = 0.0, free
    roots = [math.sqrt(one.text) for one in demands]
    if sum(one.line for one in demands) > free:
        bounds = [(root, one.word, max(one.line, one.word)) for one, root in zip(demands, roots, strict=True)]
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if sum([min(max(middle * root, least), most) for root, least, most in bounds]) > free:
                high = middle
            else:
                low = middle
        widths = [_within(one, low * root) for one, root in zip(demands, roots, strict=True)]
    else:
        widths = [one.line for one in demands]
    # What is left over goes to those that say most.
    left, said = free - sum(widths), sum(one.text for one in demands) or 1.0
    return [one + left * demand.text / said for one, demand in zip(widths, demands, strict=True)]


def _within(one: Demand, wanted: float) -> float:
    return min(max(wanted, one.word), max(one.line, one.word))


def height(cells: Iterable[tuple[Sequence[Line], int]], sheet: Sheet) -> float:
    """About how high a row is whose *cells* have these lines and widths; rather too much than too little."""
    most = 1.0
    for lines, wide in cells:
        letters = max(wide - sheet.padding, 1) / (sheet.size * 20 * _LETTER)
        most = max(most, sum(1 + len(line.words) / letters for line in lines))
    return most * sheet.size * 20 * _LINE
