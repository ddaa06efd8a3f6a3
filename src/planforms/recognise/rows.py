"""Which rows of a table are activities, headings, notes or no part of the table at all."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from planforms.marks import starts_mark
from planforms.model import ColumnRole, Text
from planforms.recognise.layout import Table, TableRow
from planforms.text import fold, split_lines
from planforms.timing import parse_timing

_MONTH = r"(?:saus|vasar|kov|baland|geguz|birzel|liep|rugpj|rugsej|spal|lapkri|gruod)\w*"
_NAMED_MONTH = re.compile(rf"\b{_MONTH}")
_SEASON = r"ruduo|ziema|pavasaris|vasara|(?:pirmas|antras|i|ii|1|2)\.?\s+(?:pusmetis|trimestras|ketvirtis)"
_TIME_HEADING = re.compile(
    rf"(?:(?:19|20)\d\d\s*(?:m\.?|metu|metai)?\s*)?(?:{_MONTH}|{_SEASON})"
    rf"(?:\s*(?:[-–—,]|ir)\s*(?:{_MONTH}))*\s*(?:men\.?|menuo|menesio)?(?:\s+(?:veikl|rengin|plan)\w*)?[.:]?"
)
_ROMAN_HEADING = re.compile(r"[IVXL]{1,6}(?:\s+SKYRIUS\b|[.)]\s|\s+[A-ZĄČĘĖĮŠŲŪŽ])")
_COUNTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*(?=[.)\s])")
_NOTE = re.compile(r"(?:(?:is\s+)?viso|suma|pastab(?:a|os)|n\.?\s?b)\b|\*")
_CLOSING = re.compile(
    r"(?:(?:veiklos\s+)?plan\w*\s+)?(?:pa)?reng(?:e|ejas|eja|ejai)\b|sudar(?:e|ytoj\w+)\b|atnaujinta\b"
)
_SIGNATORY = re.compile(
    r"(?:\w+\s+){0,4}(?:direktor(?:ius|e)|pirminink(?:as|e)|vadov(?:as|e)|vedej(?:as|a)|sekretor(?:ius|e))\b"
)
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,3})*[.)]?|[IVX]+[.)]?")
_LONGEST_HEADING = 150
_SIGNATURE_CELLS = 3


class Kind(Enum):
    """What a row of the table is."""

    ACTIVITY = "activity"
    HEADING = "heading"
    NOTE = "note"
    BLANK = "blank"
    EMPTY = "empty"  # a number with nothing beside it
    OUTSIDE = "outside"  # a mark, a signature or a remark below the table


class KnownRow(NamedTuple):
    """A row, and what it is."""

    row: TableRow
    kind: Kind


def classify(table: Table, roles: Sequence[ColumnRole]) -> Iterator[KnownRow]:
    """Each row of *table* and its kind.

    Below the last activity only headings in so many words and notes still belong to the table. A number alone is a
    row prepared and not filled in below the last activity, and an activity with nothing said above it.
    """
    bold = _bold_columns(table)
    kinds = [_kind(row, table, roles, bold) for row in table.rows]
    end = next((i for i, row in enumerate(table.rows) if _marked(row)), len(kinds))
    last = max((i for i in range(end) if kinds[i] is Kind.ACTIVITY), default=-1)
    for i, (row, kind) in enumerate(zip(table.rows, kinds, strict=True)):
        if kind is Kind.BLANK:
            yield KnownRow(row, kind)
        elif i <= last:
            yield KnownRow(row, {Kind.EMPTY: Kind.ACTIVITY, Kind.OUTSIDE: Kind.NOTE}.get(kind, kind))
        else:
            outside = i >= end or (kind is Kind.HEADING and not heading_words(" ".join(row.texts)))
            yield KnownRow(row, Kind.OUTSIDE if outside else kind)


def _marked(row: TableRow) -> bool:
    """Whether marks begin in the row; a word such as „Pritarta“ beside an activity is a remark."""
    return bool(row.own) and all(starts_mark(words.split("\n")[0]) for words in row.texts)


def _bold_columns(table: Table) -> frozenset[int]:
    """The columns whose activities are mostly bold, so that bold tells nothing there."""
    bold: Counter[int] = Counter()
    for row in table.rows:
        if len(row.own) > 1:
            for column, cells in row.cells.items():
                bold[column] += 1 if all(_bold(placed.cell.text) for placed in cells) else -1
    return frozenset(column for column, surplus in bold.items() if surplus > 0)


def _kind(row: TableRow, table: Table, roles: Sequence[ColumnRole], bold: frozenset[int]) -> Kind:
    if not row.own:
        return Kind.BLANK
    if len(row.own) == 1 and not any(placed.joined for cells in row.cells.values() for placed in cells):
        return _alone(row, table, roles, bold)
    if _numbered(row, roles):
        return Kind.HEADING if _numbered_heading(row, roles, bold) else Kind.ACTIVITY
    words = fold(row.texts[0])
    signed = len(row.own) <= _SIGNATURE_CELLS and _SIGNATORY.fullmatch(words)
    if not (signed or _NOTE.match(words) or _CLOSING.match(words)) or is_timed(row, roles):
        return Kind.ACTIVITY
    return Kind.NOTE if _NOTE.match(words) else Kind.OUTSIDE


def _alone(row: TableRow, table: Table, roles: Sequence[ColumnRole], bold: frozenset[int]) -> Kind:
    """The kind of a row with one cell."""
    (cell,) = row.own
    (column,) = row.cells
    words = str(cell.text).strip()
    if _CLOSING.match(fold(words)):
        return Kind.OUTSIDE
    if _NOTE.match(fold(words)):
        return Kind.NOTE
    if roles[column] is ColumnRole.NUMBER and _NUMBER.fullmatch(words) and cell.columns == 1:
        return Kind.EMPTY
    spans = cell.columns > 1 and cell.column + cell.columns > table.columns[-1].first
    if spans or roles[column] is ColumnRole.NUMBER:
        return Kind.HEADING if heading_words(words) or _heading_looks(cell.text) else Kind.NOTE
    if heading_words(words) or (_bold(cell.text) and column not in bold):
        return Kind.HEADING
    return Kind.ACTIVITY


def _numbered(row: TableRow, roles: Sequence[ColumnRole]) -> bool:
    first = min(row.cells)
    return roles[first] is ColumnRole.NUMBER and bool(_NUMBER.fullmatch(row.texts[0].strip()))


def _numbered_heading(row: TableRow, roles: Sequence[ColumnRole], bold: frozenset[int]) -> bool:
    """Whether a row is a number and a heading beside it, and nothing more: „I“, „METODINĖ VEIKLA“."""
    if len(row.own) != 2 or [roles[column] for column in sorted(row.cells)] != [ColumnRole.NUMBER, ColumnRole.TITLE]:  # noqa: PLR2004
        return False
    title = row.own[1].text
    return heading_words(str(title)) or (_bold(title) and max(row.cells) not in bold)


def is_timed(row: TableRow, roles: Sequence[ColumnRole]) -> bool:
    """Whether the row says when."""
    times = (p.cell.text for column, cells in row.cells.items() if roles[column] is ColumnRole.WHEN for p in cells)
    return any(parse_timing(words).understood for words in times)


def heading_words(words: str) -> bool:
    """Whether the words alone say a heading: a month or a half-year, a Roman number, capitals."""
    if len(words) > _LONGEST_HEADING:
        return False
    letters = [c for c in words if c.isalpha()]
    capitals = len(letters) > 3 and all(c.isupper() for c in letters)  # noqa: PLR2004 -- „VGK“ is no heading
    return capitals or bool(_ROMAN_HEADING.match(words.strip()) or _TIME_HEADING.fullmatch(fold(words)))


def _heading_looks(text: Text) -> bool:
    """Whether a row over the whole table looks like a heading: all but long text does."""
    return _bold(text) or len(str(text)) <= _LONGEST_HEADING


def _bold(text: Text) -> bool:
    runs = [run for line in split_lines(text) for run in line.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def names_month(words: str) -> bool:
    """Whether the words name a month: „Spalio mėnesio veiklos planas“ heads a part of a plan."""
    return bool(_NAMED_MONTH.search(fold(words)))


def is_time_heading(words: str) -> bool:
    """Whether the words are a month, a season or a half-year and no more."""
    return bool(_TIME_HEADING.fullmatch(fold(words)))


def heading_form(words: str) -> str:
    """How a heading is written; headings of one form stand on one level."""
    if _ROMAN_HEADING.match(words.strip()):
        return "roman"
    if number := _COUNTED.match(words.strip()):
        return f"number {number[0].strip('.').count('.')}"
    if _TIME_HEADING.fullmatch(fold(words)):
        return "time"
    return "capitals" if words.isupper() else "plain"
