"""Small builders: a source in a line, so that a test says only what it is about."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planforms.model import Activity, Heading, Note, Paragraph, Plan, Run, Text, words_of
from planforms.place import Place
from planforms.source import Align, Grid, GridCell, Line, Source

HEADINGS = ("Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta", "Atsakingi asmenys")
FAIR = ("1", "Knygų mugė", "2025 m. spalio 9 d.", "Skaitykla", "A. Uosis")
TALK = ("2", "Pokalbis prie arbatos", "2025 m. lapkričio mėn.", "Klubas", "B. Klevė")
CLUB = ("3", "Būrelio popietė", "2026 m. kovo 5 d.", "Salė", "C. Liepa")
TITLE = "BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M."


class Merged(NamedTuple):
    """A cell over several rows or columns."""

    words: str
    rows: int = 1
    columns: int = 1


def bold(words: str) -> Text:
    """Bold text, a paragraph a line."""
    return Text(tuple(Paragraph((Run(line, bold=True),)) for line in words.split("\n")))


def line(words: str | Text, *, align: Align = Align.START, outline: int = 0) -> Line:
    """A paragraph outside tables."""
    return Line(text=_text(words), align=align, outline=outline)


def grid(*rows: Sequence[str | Text | Merged], number: int = 1, name: str = "", hidden: bool = False) -> Grid:
    """A table, or with a name a sheet; a merged cell takes the place of the cells it covers in its own row."""
    return Grid(number=number, cells=tuple(_cells(rows, number, name)), name=name, hidden=hidden)


def _cells(rows: Sequence[Sequence[str | Text | Merged]], number: int, name: str) -> Iterable[GridCell]:
    for row, cells in enumerate(rows, start=1):
        column = 1
        for cell in cells:
            tall, wide = (cell.rows, cell.columns) if isinstance(cell, Merged) else (1, 1)
            text = _text(cell.words if isinstance(cell, Merged) else cell)
            place = Place(sheet=name, row=row, column=column) if name else Place(table=number, row=row, column=column)
            if text:
                yield GridCell(row=row, column=column, text=text, rows=tall, columns=wide, place=place)
            column += wide


def source(*blocks: Line | Grid) -> Source:
    """A file of these blocks."""
    return Source(blocks=blocks)


def _text(words: str | Text) -> Text:
    return words if isinstance(words, Text) else Text.of(words)


def rows_of(plan: Plan) -> list[object]:
    """The rows in short: a heading ``# text`` with a sign a level, a note ``* text``, an activity its words."""
    return [_short(row) for row in plan.rows]


def _short(row: Heading | Activity | Note) -> object:
    match row:
        case Heading():
            return f"{'#' * row.level} {row.text}"
        case Note():
            return f"* {row.text}"
        case Activity():
            return tuple(str(words_of(cell)) for cell in row.cells.values())
