"""The reader of .csv and .tsv: the whole file is one Grid, its rows and columns as a spreadsheet would show them.

It ends at a Source and knows nothing of plans. The sign between cells is known from the file: the one that makes most
rows of one width. Cells are words; ``=1+1`` in them is never worked out.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from planforms.model import Text
from planforms.package import DEFAULT_LIMITS, Allowance, Limits
from planforms.place import Place
from planforms.readers.encoding import decode
from planforms.source import Grid, GridCell, Source
from planforms.text import is_blank

_SIGNS = (";", "\t", ",", "|")  # of equals the first: a Lithuanian Excel writes semicolons
_SAMPLE_ROWS = 500
_SAMPLE_CHARACTERS = 200_000


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the delimited text in *data*, the bytes of a file called *name*.

    Raises:
        UnreadableFileError: the bytes are no text, or far more of it than a plan.
    """
    decoded = decode(data, name, limits)
    words, sign = _announced(decoded.words)
    sign = sign or find_sign(words)
    try:
        cells = tuple(_cells(_quoted_rows(words, sign), name, limits))
    except csv.Error:
        # The csv module stops at cells over 131 072 characters: a quotation mark that nothing ends took the rest in.
        cells = tuple(_cells((line.split(sign) for line in words.split("\n")), name, limits))
    grid = Grid(number=1, cells=cells, place=Place(table=1))
    return Source(blocks=(grid,) if cells else (), findings=decoded.findings)


def find_sign(words: str) -> str:
    """The sign between the cells of *words*."""
    sample = words[:_SAMPLE_CHARACTERS]
    return max(_SIGNS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: str, sign: str) -> tuple[int, int]:
    """How many rows have the width that most rows with more than one cell have, and that width."""
    if sign not in sample:
        return 0, 0
    widths: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), _SAMPLE_ROWS):
            if len(row) > 1:
                widths[len(row)] += 1
    except csv.Error:
        pass  # what was counted before the damage still shows the sign
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def _announced(words: str) -> tuple[str, str]:
    """*words* less the first line where it is Excel's ``sep=;``, and the sign it announces."""
    first, _, rest = words.partition("\n")
    first = first.strip('" ')
    return (rest, first[4:]) if len(first) == len("sep=;") and first.lower().startswith("sep=") else (words, "")


def _quoted_rows(words: str, sign: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(words, newline=""), delimiter=sign)


def _cells(rows: Iterable[list[str]], name: str, limits: Limits) -> Iterator[GridCell]:
    allowance = Allowance(limits, name)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if not is_blank(cell):
                allowance.spend()
                yield GridCell(
                    row=number, column=column, text=Text.of(cell.strip()), place=Place(row=number, column=column)
                )
