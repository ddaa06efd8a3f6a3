"""The register of a document system: its rows as values. Pure: from a source, which a reader gives.

A register is a table with a row for each plan: the number and date of its order and of its minutes.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import PlanformsError, UsageError
from planforms.language import Speaker
from planforms.letters import fold
from planforms.model import ActKind, Period
from planforms.period import find_period, parse_period
from planforms.remembered import pattern_of
from planforms.source import Grid, GridCell, Source
from planforms.timing import parse_day

_CELL_ERROR = pattern_of(r"#[A-Z0-9/]+[!?]?")
_TOTAL = pattern_of(r"(?:is )?viso(?: \d+)*")  # of folded letters and figures


class RegisterColumn(StrEnum):
    """What a column of a register holds."""

    FILE = "file"
    TITLE = "title"
    PERIOD = "period"
    ORDER_NO = "order-no"
    ORDER_DATE = "order-date"
    APPROVED_BY = "approved-by"
    ACT = "act"
    MINUTES_NO = "minutes-no"
    MINUTES_DATE = "minutes-date"
    ENDORSED_BY = "endorsed-by"
    ENDORSEMENT = "endorsement"


# The headings that document systems write. The first is the usual one; an earlier one wins over a later one.
HEADINGS: Mapping[RegisterColumn, tuple[str, ...]] = {
    RegisterColumn.FILE: ("Failas", "Byla", "Failo pavadinimas", "Failo vardas", "Dokumento failas", "File"),
    RegisterColumn.TITLE: ("Plano pavadinimas", "Planas", "Dokumento pavadinimas", "Pavadinimas", "Antraštė"),
    RegisterColumn.PERIOD: ("Laikotarpis", "Plano laikotarpis", "Mokslo metai"),
    RegisterColumn.ORDER_NO: (
        *("Įsakymo Nr.", "Įsakymo numeris", "Įsak. Nr.", "Registracijos Nr.", "Registracijos numeris", "Reg. Nr."),
        *("Dokumento Nr.", "Dokumento numeris", "Įsakymas Nr."),
    ),
    RegisterColumn.ORDER_DATE: (
        "Įsakymo data",
        "Įsak. data",
        "Registracijos data",
        "Reg. data",
        "Dokumento data",
        "Įsakymas data",
    ),
    RegisterColumn.APPROVED_BY: ("Kas tvirtina", "Tvirtina", "Kas patvirtino", "Patvirtino"),
    RegisterColumn.ACT: ("Dokumento rūšis", "Dokumento rūšis (aktas)", "Aktas", "Akto rūšis", "Rūšis"),
    RegisterColumn.MINUTES_NO: ("Protokolo Nr.", "Protokolo numeris", "Posėdžio protokolo Nr.", "Protokolas Nr."),
    RegisterColumn.MINUTES_DATE: ("Protokolo data", "Posėdžio data", "Posėdžio protokolo data", "Protokolas data"),
    RegisterColumn.ENDORSED_BY: ("Kas pritaria", "Pritaria", "Kas pritarė", "Pritarė"),
    RegisterColumn.ENDORSEMENT: ("Kuri žyma", "Žymos Nr.", "Žyma"),
}
ACTS: Mapping[ActKind, str] = {
    ActKind.ORDER: "įsakymas",
    ActKind.RESOLUTION: "nutarimas",
    ActKind.DECISION: "sprendimas",
    ActKind.ORDINANCE: "potvarkis",
    ActKind.LETTER: "raštas",
    ActKind.MINUTES: "protokolas",
}


class Problem(Struct, frozen=True):
    """Why a plan cannot be made, or a doubt about it: an English message id and its arguments."""

    message: str
    arguments: Mapping[str, object] = {}

    def text(self, language: str = "lt") -> str:
        """The problem as a sentence in *language* (``lt`` or ``en``)."""
        return Speaker(language).say(self.message, **self.arguments)


class Entry(Struct, frozen=True, kw_only=True):
    """A row of the register.

    Attributes:
        row: its number in the file, as people count.
        file: the name of the plan's file, or empty.
        title: the plan's title, or empty.
        period: the period that the row names, in a column or in the title.
        order_no: the number of the act that approves, as written; empty where it is not known yet.
        order_date: its date; ``None`` where it is not known yet.
        approved_by: who approves, in the genitive; empty leaves what the plan says.
        act: the kind of act that approves; ``None`` leaves what the plan says.
        minutes_no: the number of the minutes that endorse, as written.
        minutes_date: their date.
        endorsed_by: who endorses, in the genitive.
        endorsement: which of the plan's endorsements the minutes are for, from 1.
        others: the words of the other columns by their headings, for the report.
        problems: why this row cannot be used; empty where it can.
    """

    row: int
    file: str = ""
    title: str = ""
    period: Period | None = None
    order_no: str = ""
    order_date: dt.date | None = None
    approved_by: str = ""
    act: ActKind | None = None
    minutes_no: str = ""
    minutes_date: dt.date | None = None
    endorsed_by: str = ""
    endorsement: int = 1
    others: Mapping[str, str] = {}
    problems: tuple[Problem, ...] = ()


class Register(Struct, frozen=True, kw_only=True):
    """The rows of a register, and the headings of its other columns, which only go through to the report."""

    entries: tuple[Entry, ...] = ()
    others: tuple[str, ...] = ()


def parse_register(source: Source, name: str) -> Register:
    """The register in *source*, which was read from the file called *name*.

    Raises:
        UsageError: no table, or more than one, has the headings of a register, or one heading is in two columns.
    """
    grids = [grid for grid in source.blocks if isinstance(grid, Grid) and not grid.hidden]
    found = [(rows, head) for grid in grids if (head := _head(rows := _rows(grid), name))]
    if not found:
        raise UsageError(
            "“{name}” is not a register: no table in it has a column “Failas” or “Plano pavadinimas” beside another "
            "that is known. “planforms batch --blank-register FILE” makes an empty one.",
            name=name,
        )
    if len(found) > 1:
        raise UsageError(
            "“{name}” has several tables with the headings of a register; leave the one to be used.", name=name
        )
    rows, head = found[0]
    entries = (
        _Row(number, cells, head).entry()
        for number, cells in sorted(rows.items())
        if number > head.row and any(column in head.known for column in cells) and not _is_total(cells.values())
    )
    return Register(entries=tuple(entries), others=tuple(head.others.values()))


class _Head(Struct, frozen=True):
    """The row of headings: what each column holds, and the headings of the other columns."""

    row: int
    known: Mapping[int, RegisterColumn]
    others: Mapping[int, str]


_Rows = Mapping[int, Mapping[int, GridCell]]


def _rows(grid: Grid) -> _Rows:
    """The cells by row and column; one that is merged downwards counts in each of its rows."""
    rows: dict[int, dict[int, GridCell]] = defaultdict(dict)
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rows):
            rows[row][cell.column] = cell
    return rows


def _is_total(cells: Iterable[GridCell]) -> bool:
    return any(_TOTAL.fullmatch(letters(_words(cell))) for cell in cells)


def _words(cell: GridCell | None) -> str:
    return " ".join(str(cell.text).split()) if cell else ""


def letters(words: str) -> str:
    """*words* for comparison: folded, and of their signs only letters and figures."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(words)).split())


_RANKS = {letters(heading): (column, rank) for column, known in HEADINGS.items() for rank, heading in enumerate(known)}


def _head(rows: _Rows, name: str) -> _Head | None:
    """The first row that has the headings of a register, alone or with what is written over them in the row above."""
    for number, joined in product(sorted(rows), (False, True)):
        headings = _headings(rows, number, joined=joined)
        ranked = sorted(
            (rank, column, holds)
            for column, words in headings.items()
            for holds, rank in [_RANKS.get(letters(words), (None, 0))]
            if holds
        )
        chosen: dict[RegisterColumn, tuple[int, int]] = {}
        for rank, column, holds in ranked:
            first, _ = chosen.setdefault(holds, (rank, column))
            if chosen[holds] != (rank, column) and first == rank:
                raise UsageError(
                    "“{name}” has the heading “{heading}” in two columns; rename one of them.",
                    name=name,
                    heading=headings[column],
                )
        if len(chosen) > 1 and {RegisterColumn.FILE, RegisterColumn.TITLE} & chosen.keys():
            known = {column: holds for holds, (_, column) in chosen.items()}
            others = {column: words for column, words in headings.items() if column not in known}
            return _Head(number, known, others)
    return None


def _headings(rows: _Rows, number: int, *, joined: bool) -> Mapping[int, str]:
    """The headings in a row by their columns; *joined* with those above that are merged over several columns."""
    above = [cell for cell in rows.get(number - 1, {}).values() if joined and cell.rows == 1]
    over = {column: _words(cell) for cell in above for column in range(cell.column, cell.column + cell.columns)}
    own = {column: words for column, cell in rows[number].items() if (words := _words(cell))}
    return {column: f"{over.get(column, '')} {words}".strip() for column, words in own.items()}


class _Row:
    """A row as it is read: its cells, and the problems found in them."""

    def __init__(self, number: int, cells: Mapping[int, GridCell], head: _Head) -> None:
        self._number = number
        self._known = {holds: cells[column] for column, holds in head.known.items() if column in cells}
        self._others = {words: _shown(cells[column]) for column, words in head.others.items() if column in cells}
        self._problems: list[Problem] = []

    def entry(self) -> Entry:
        """The row as a value."""
        made = Entry(
            row=self._number,
            file=self._text(RegisterColumn.FILE),
            title=self._text(RegisterColumn.TITLE),
            period=self._period(),
            order_no=self._text(RegisterColumn.ORDER_NO),
            order_date=self._date(RegisterColumn.ORDER_DATE),
            approved_by=self._text(RegisterColumn.APPROVED_BY),
            act=self._act(),
            minutes_no=self._text(RegisterColumn.MINUTES_NO),
            minutes_date=self._date(RegisterColumn.MINUTES_DATE),
            endorsed_by=self._text(RegisterColumn.ENDORSED_BY),
            endorsement=self._count(),
            others=self._others,
            problems=tuple(self._problems),
        )
        if made.file or made.title:
            return made
        nameless = Problem("Row {row} of the register names neither a file nor a plan.", {"row": self._number})
        return replace(made, problems=(*made.problems, nameless))

    def _refuse(self, column: RegisterColumn, message: str, **arguments: object) -> None:
        words, heading = _words(self._known[column]), HEADINGS[column][0]
        self._problems.append(Problem(message, {"row": self._number, "words": words, "heading": heading, **arguments}))

    def _text(self, column: RegisterColumn) -> str:
        cell = self._known.get(column)
        words = _words(cell)
        if _CELL_ERROR.fullmatch(words):
            self._refuse(column, "Row {row} of the register: “{heading}” shows an error, {words}.")
        elif cell and isinstance(cell.value, dt.date | dt.time):
            self._refuse(
                column,
                "Row {row} of the register: “{heading}” holds a date, “{words}”, in place of text; Excel makes dates "
                "of numbers such as 1-15. Format the column as text and type it again.",
            )
        return words

    def _date(self, column: RegisterColumn) -> dt.date | None:
        cell = self._known.get(column)
        if cell is None:
            return None
        if isinstance(cell.value, dt.date):
            return cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value
        day = parse_day(_words(cell))
        if day is None:
            self._refuse(
                column,
                "Row {row} of the register: “{words}” under “{heading}” is not a date; write it as 2026-09-29.",
            )
        return day

    def _period(self) -> Period | None:
        words = _words(self._known.get(RegisterColumn.PERIOD))
        if not words:
            return find_period(_words(self._known.get(RegisterColumn.TITLE)))
        try:
            return parse_period(words)
        except PlanformsError:
            self._refuse(
                RegisterColumn.PERIOD,
                "Row {row} of the register: “{words}” under “{heading}” is not a period; write it as 2026-2027.",
            )
            return None

    def _act(self) -> ActKind | None:
        words = _words(self._known.get(RegisterColumn.ACT))
        stems = {act: fold(name).removesuffix("as").removesuffix("is") for act, name in ACTS.items()}
        named = [act for act, stem in stems.items() if re.search(rf"\b{stem}", fold(words))]
        if len(named) == 1:
            return named[0]
        if words:
            self._refuse(
                RegisterColumn.ACT,
                "Row {row} of the register: “{words}” under “{heading}” is not a kind of act; write one of {known}.",
                known=", ".join(ACTS.values()),
            )
        return None

    def _count(self) -> int:
        words = _words(self._known.get(RegisterColumn.ENDORSEMENT)) or "1"
        if words.isascii() and words.isdecimal() and int(words[:4]) > 0 and len(words) <= 4:  # noqa: PLR2004 -- signs
            return int(words)
        self._refuse(
            RegisterColumn.ENDORSEMENT,
            "Row {row} of the register: “{words}” under “{heading}” is not the number of a mark; write 1, 2, ….",
        )
        return 1


def _shown(cell: GridCell) -> str:
    """The words of a cell, a date as ``2026-09-29``, so that a workbook and a .csv file give the same."""
    value = cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value
    return value.isoformat() if isinstance(value, dt.date) else _words(cell)
