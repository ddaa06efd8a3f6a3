"""What each cell and row of a grid shows, found once: words, looks, kind; and the columns that rows of headings make.

The first pass. It decides nothing about plans: the passes after it read these facts and make none of their own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from planforms.model import Text
from planforms.place import Place
from planforms.source import Grid, GridCell
from planforms.text import fold, tidy


class Kind(Enum):
    """What a cell says, by its form alone."""

    NUMBER = "number"  # 1., 12, IV
    TIME = "time"  # spalis, 2025-10-09, visus metus
    NAME = "name"  # A. Uosis
    SIGN = "sign"  # +, x, ✓
    BLANK = "blank"  # a line to fill in
    WORDS = "words"


_NUMBER = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[ivxl]{1,6})[.)]?")
_SIGNS = frozenset("+xv✓✔☑☒•*-–—√●■✗✘")
_INITIAL = re.compile(r"\b[A-ZĄČĘĖĮŠŲŪŽ]\.\s?[A-ZĄČĘĖĮŠŲŪŽ]|\b[A-ZĄČĘĖĮŠŲŪŽ]\w+\s[A-ZĄČĘĖĮŠŲŪŽ]\.")
_LONGEST_NUMBER = 8  # digits of a date; those of a telephone are more
_TOKEN = re.compile(r"[^\W_]+")
_MONTH = re.compile(
    r"(?:saus|vasari|kov[oa]|baland|geguz|birzel|liepo?[as]|rugpj|rugsej|spal[ i]|lapkri|gruod|spali|kovas)\w*|"
    r"(?:saus|vas|kov|bal|geg|birz|liep|rugp|rugs|spal|lapkr|gruod)"
)
_ALWAYS = frozenset({
    "nuolat", "kasmet", "kasdien", "kiekviena", "kiekvieno", "kiekvienais", "kiekvienas", "visus", "visa",
    "poreiki", "pirmadienis", "antradienis", "treciadienis", "ketvirtadienis", "penktadienis",
    "sestadienis", "sekmadienis", "pirmadieniais", "antradieniais", "treciadieniais", "ketvirtadieniais",
    "penktadieniais", "rudeni", "ziema", "pavasari", "vasara",
})  # fmt: skip
_UNITS = frozenset({
    "m", "d", "men", "menuo", "menesio", "menesi", "menesiais", "val", "min", "h", "metu", "metai", "metus",
    "metais", "savaite", "savaites", "savaiti", "ketv", "ketvirtis", "ketvirti", "ketvirciais", "pusmetis",
    "pusmeti", "pusmecio", "pusmetyje", "trimestras", "trimestra", "diena", "dienos", "dienomis", "dieniai",
})  # fmt: skip
_SMALL = frozenset({
    "nuo", "iki", "per", "kas", "pagal", "karta", "kartai", "kartus", "k", "pradzia", "pabaiga", "pradzioje",
    "pabaigoje", "ir", "ar", "arba", "bei", "laikotarpiu", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "pirma", "antra", "trecia", "ketvirta", "paskutine", "pirmoji", "antroji", "puse", "a", "b", "plana",
    "atskira", "reikalui", "esant", "prireikus", "visas", "mokslo", "eigoje", "metams", "po", "paskutini",
})  # fmt: skip


def kind_of(words: str, folded: str) -> Kind:
    """The kind of a cell that says *words*."""
    if folded in _SIGNS:
        return Kind.SIGN
    if _NUMBER.fullmatch(folded):
        return Kind.NUMBER
    tokens = _TOKEN.findall(folded)
    if not tokens:
        return Kind.BLANK if "_" in words or "…" in words else Kind.SIGN
    if _is_time(tokens):
        return Kind.TIME
    return Kind.NAME if _INITIAL.search(words) else Kind.WORDS


def _is_time(tokens: list[str]) -> bool:
    core = digits = units = 0
    for token in tokens:
        if token.isdigit() and len(token) <= _LONGEST_NUMBER:
            digits += 1
        elif token in _ALWAYS or _MONTH.fullmatch(token):
            core += 1
        elif token in _UNITS:
            units += 1
        elif token not in _SMALL:
            return False
    return bool(core or digits or (units and any(token in _SMALL for token in tokens)))


class Shown:
    """A cell with words, and what it shows."""

    def __init__(self, cell: GridCell, words: str) -> None:
        self.cell = cell
        self.words = words

    @cached_property
    def folded(self) -> str:
        """The words for comparison."""
        return fold(self.words)

    @cached_property
    def kind(self) -> Kind:
        """What the cell says by its form."""
        return kind_of(self.words, self.folded)

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return is_bold(self.cell.text)


class ShownRow(Struct, frozen=True):
    """A row of a grid with at least one cell that says something."""

    number: int
    cells: tuple[Shown, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the cells, in order."""
        return tuple(shown.words for shown in self.cells)


def shown_rows(grid: Grid) -> list[ShownRow]:
    """The rows of *grid* in order; cells that only look like cells (a space, zero width signs) are not in them."""
    rows: dict[int, list[Shown]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        if words := tidy(str(cell.text)).strip():
            rows.setdefault(cell.row, []).append(Shown(cell, words))
    return [ShownRow(number, tuple(cells)) for number, cells in rows.items()]


def cells_of(rows: Iterable[ShownRow]) -> list[GridCell]:
    """The cells of *rows* in order."""
    return [shown.cell for row in rows for shown in row.cells]


def is_bold(text: Text) -> bool:
    """Whether all words of *text* are bold."""
    bold = False
    for paragraph in text.paragraphs:
        for run in paragraph.runs:
            if run.bold:
                bold = bold or bool(run.text.strip())
            elif run.text.strip():
                return False
    return bold


class TableColumn(NamedTuple):
    """A column of the table: the grid columns ``first`` to ``last``, both included, and its heading as written.

    ``part`` is the lowest part of a heading whose upper part is over several columns: „Data“ under „Laikas ir vieta“.
    ``day`` is the first grid column of the days where the column was two, of months and of days; else 0.
    """

    first: int
    last: int
    heading: str
    place: Place
    part: str = ""
    day: int = 0


def columns_of(heads: Sequence[GridCell], body: Sequence[ShownRow]) -> list[TableColumn]:
    """Columns of the heading cells, read down column by column, and of body cells that no heading covers."""
    stacks: dict[int, list[GridCell]] = {}
    for head in sorted(heads, key=lambda head: (head.row, head.column)):
        for column in range(head.column, head.column + head.columns):
            stacks.setdefault(column, []).append(head)
    made: list[TableColumn] = []
    lowest: GridCell | None = None
    under: list[GridCell] = []
    for column in sorted(stacks):
        stack = stacks[column]
        if made and stack[-1] is lowest and made[-1].last == column - 1:
            under += [head for head in stack if head not in under]
            made[-1] = made[-1]._replace(last=column, heading=_heading(under))
        else:
            lowest, under = stack[-1], list(stack)
            shared = any(head.columns > lowest.columns for head in stack[:-1])
            part = str(lowest.text) if shared else ""
            made.append(TableColumn(column, column, _heading(under), lowest.place, part))
    parts = _starts_under(made, body)
    divided = [part for i, column in enumerate(made) for part in _parted(column, parts.get(i, ()))]
    bare: set[int] = set()
    for row in body:
        starts = {shown.cell.column for shown in row.cells if shown.cell.columns == 1}
        if len(starts & stacks.keys()) > 1:  # a signature beside a name is no row of the table
            bare |= starts - stacks.keys()
    return sorted([*divided, *(TableColumn(column, column, "", Place()) for column in bare)])


def _heading(stack: Sequence[GridCell]) -> str:
    return "\n".join(str(head.text) for head in sorted(stack, key=lambda head: (head.row, head.column)))


def _starts_under(columns: Sequence[TableColumn], body: Sequence[ShownRow]) -> dict[int, set[int]]:
    """For each wide column under which some row has several cells, where they start."""
    index = {grid: i for i, c in enumerate(columns) if c.last > c.first for grid in range(c.first, c.last + 1)}
    starts: dict[int, set[int]] = {}
    several: set[int] = set()
    if not index:
        return {}
    for row in body:
        seen: set[int] = set()
        for shown in row.cells:
            wide = index.get(shown.cell.column)
            if wide is not None:
                starts.setdefault(wide, set()).add(shown.cell.column)
                several.update({wide} & seen)
                seen.add(wide)
    return {wide: starts[wide] for wide in several}


def _parted(column: TableColumn, starts: set[int] | tuple[()]) -> Iterator[TableColumn]:
    bounds = [column.first, *sorted(start for start in starts if start > column.first), column.last + 1]
    for i, (first, after) in enumerate(pairwise(bounds)):
        yield column._replace(first=first, last=after - 1, heading="" if i else column.heading)
