"""Which rows of a table are activities, headings, notes, headings again, or no part of the table at all.

The third pass: from a table with its columns and their roles. Every row gets a kind; no row is dropped here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from planforms.letters import CAPITAL, closed_up, fold
from planforms.marks import starts_mark
from planforms.model import ColumnRole, Text
from planforms.period import month_label, month_named
from planforms.recognise.facts import Kind, Sentence, is_bold, kind_of
from planforms.recognise.headings import guess
from planforms.recognise.tables import Table, TableRow
from planforms.remembered import pattern_of
from planforms.timing import parse_timing

_MONTH = (
    r"(?:saus(?:is|io)|vasar(?:is|io)|kov(?:as|o)|baland(?:is|zio)|geguz(?:e|es)|birzel(?:is|io)|liep(?:a|os)"
    r"|rugpju(?:tis|cio)|rugsej(?:is|o)|spal(?:is|io)|lapkri(?:tis|cio)|gruod(?:is|zio))"
)
_NAMED_MONTH = pattern_of(rf"\b{_MONTH}\b(?!\s*\d)")
_SEASON = r"ruduo|ziema|pavasaris|vasara|(?:pirmas|antras|i|ii|iii|iv|1|2)\.?\s+(?:pusmetis|trimestras|ketvirtis|ketv)"
_WEEKDAY = r"(?:pirmadienis|antradienis|treciadienis|ketvirtadienis|penktadienis|sestadienis|sekmadienis)"
_TIME_HEADING = pattern_of(
    rf"(?:(?:19|20)\d\d\s*(?:m\.?|metu|metai)?\s*)?(?:{_MONTH}|{_SEASON})"
    rf"(?:\s*(?:[-–—,]|ir)\s*(?:{_MONTH}))*\s*(?:men\.?|menuo|menesio)?(?:\s+(?:veikl|rengin|plan)\w*)?"
    rf"(?:\s*,?\s*(?:19|20)\d\d(?:\s*(?:m\.?|metai|metu))?)?[.:]?|{_WEEKDAY}",
    needs=(
        *("saus", "vasar", "kov", "baland", "geguz", "birzel", "liep", "rugpju", "rugsej", "spal", "lapkri", "gruod"),
        *("ruduo", "ziema", "pusmetis", "trimestras", "ketv", "adien"),
    ),
)
# A week or a weekday with its dates, alone in a row: „II savaitė (10–14 d.)“, „Antradienis, lapkričio 4 d.“
_DAYS_HEADING = pattern_of(rf"(?:{_WEEKDAY}|(?:[ivx]+|\d)(?:\s?-\s?\w+)?\.?\s+sav(?:aite\b|\.)).{{0,60}}")
_HOURS = pattern_of(r"\s*\d{1,2}[.:]\d\d(?!\.?\d)|\s*\d{1,2}\s*(?:val|h)\b")
_ROMAN_HEADING = pattern_of(rf"[IVXL]{{1,6}}(?:\s+SKYRIUS\b|[.)]\s|\s+{CAPITAL})", needs=tuple("IVXL"))
_ROMAN = pattern_of(r"[IVXL]{1,6}[.)]?")
_COUNTED = pattern_of(r"\d{1,3}(?:\.\d{1,3})*(?=[.)\s])")
# „1. Projektinė veikla“ and „Projektai:“, alone where no activity is written so.
_GROUP = pattern_of(r"\d{1,2}\.\s+[^\W\d_]|[^:\n]{3,60}:$")
_NOTE = pattern_of(r"(?:(?:is\s+)?viso|suma|pastab(?:a|os)|n\.?\s?b)\b|\*")
_CLOSING = pattern_of(
    r"(?:(?:veiklos\s+)?plan\w*\s+)?(?:pa)?reng(?:e|ejas|eja|ejai)\b|sudar(?:e|ytoj\w+)\b|atnaujinta\b",
    needs=("reng", "sudar", "atnaujinta"),
)
_SIGNATORY = pattern_of(
    r"(?:\w+\s+){0,4}(?:direktor(?:ius|e)|pirminink(?:as|e)|vadov(?:as|e)|vedej(?:as|a)|sekretor(?:ius|e))\b"
)
_NUMBER = pattern_of(r"\d{1,4}(?:\.\d{1,3})*[.)]?|[IVX]+[.)]?")
# Words that say their own month, year or stretch, so that the month above them gives nothing.
_OWN_TIME = pattern_of(
    r"\b(?:19|20)\d\d\b|\b\d\d-\d\d-\d\d\b|saus|vasar|\bkov|baland|geguz|birzel|liep|rugpj|rugs|spal|lapkr|gruod|ruden"
    r"|ziem|pavasar|metus|met[ua]\b|ketv|pusm|trimestr|atostog|velyk|kaled|uzgav|\bkas menes|\bkiekvien\w* menes"
)
_DAY = pattern_of(r"\d|dien|\bsav\b|savait|menes|pradzi|pabaig|vidur")
_LONGEST_HEADING = 150
_SIGNATURE_CELLS = 3
_LONGEST_LABEL = 12
_FEW = 4  # half-years, quarters, classes; a number of them is no month
_NUMBERED_MOSTLY = 0.8


class RowKind(StrEnum):
    """What a row of the table is."""

    ACTIVITY = "activity"
    CONTINUED = "continued"  # the rest of the activity above, typed on in the next row
    HEADING = "heading"
    NOTE = "note"
    HEADS = "heads"  # the headings again, or a row that counts the columns
    EMPTY = "empty"  # a number with nothing beside it
    OUTSIDE = "outside"  # a mark, a signature or a remark below the table


class KnownRow(NamedTuple):
    """A row, and what it is."""

    row: TableRow
    kind: RowKind


def classify(table: Table) -> tuple[KnownRow, ...]:
    """Each row of *table* and its kind.

    Below the last activity only headings in so many words and notes still belong to the table. A number alone is a
    row prepared and not filled in below the last activity, and an activity with nothing said above it. A mark ends the
    table, unless activities come after it.
    """
    rows = table.rows
    looks = _Looks(table)
    kinds = [_kind(row, looks) for row in rows]
    for i, (kind, below) in enumerate(pairwise(kinds)):
        if below is RowKind.HEADS and kind is RowKind.ACTIVITY and len(rows[i].own) == 1 and 0 in rows[i].cells:
            kinds[i] = RowKind.HEADING  # a group's name above the headings again
    for i in _months_left_empty(table):
        kinds[i] = RowKind.ACTIVITY
    upwards = [i for i in range(len(rows) - 1, -1, -1) if kinds[i] is RowKind.ACTIVITY]
    marked = [i for i, row in enumerate(rows) if _marked(row)]
    sure = next((i for i in upwards if i not in marked and _surely(rows[i], table.roles)), -1)
    planned = next((i for i in upwards if looks.could_be_planned(rows[i])), -1)
    end = min((i for i in (*marked, _gap_below(table, planned)) if sure < i), default=len(rows))
    end = min(end, _other_headings(table))
    last = next((i for i in upwards if i < end), -1)
    for i, kind in enumerate(kinds):
        if i in marked:
            kinds[i] = RowKind.OUTSIDE
        elif i <= last:
            kinds[i] = _ABOVE_LAST_ACTIVITY.get(kind, kind)
        elif (i >= end and kind is not RowKind.HEADS) or (
            kind is RowKind.HEADING and not heading_words(" ".join(rows[i].texts))
        ):
            kinds[i] = RowKind.OUTSIDE
    return tuple(_with_rests([KnownRow(row, kind) for row, kind in zip(rows, kinds, strict=True)], table.roles))


_ABOVE_LAST_ACTIVITY = {RowKind.EMPTY: RowKind.ACTIVITY, RowKind.OUTSIDE: RowKind.NOTE}


def _months_left_empty(table: Table) -> Iterator[int]:
    """The rows with a month alone in a column where the activities, from the next row on, have months of their own."""
    lone = [i for i, row in enumerate(table.rows) if len(row.cells) == 1]
    for column in (i for i, role in enumerate(table.roles) if role is ColumnRole.WHEN):
        first = table.columns[column].first
        alone = [i for i in lone if _month_alone(table.rows[i], first)]
        if not alone:
            continue
        months = [_month_alone(row, first) for row in table.rows]
        if any(month and _narrow_cells(row) > 1 for month, row in zip(months, table.rows, strict=True)):
            yield from (i for i in alone if i + 1 == len(months) or 0 < months[i + 1] != months[i])


def _narrow_cells(row: TableRow) -> int:
    return sum(shown.cell.columns == 1 for shown in row.own)


def _month_alone(row: TableRow, column: int) -> int:
    """The number of the month that is all a row's cell in a *column* of the grid says."""
    shown = next((each for each in row.own if each.cell.column == column and each.cell.columns == 1), None)
    return month_named(shown.words) if shown and is_time_heading(shown.words) else 0


def _gap_below(table: Table, last: int) -> int:
    """The first row below a gap under the activity *last*: signatures, a list of staff; the end without a gap."""
    below = range(max(last + 1, 1), len(table.rows))
    return next((i for i in below if table.rows[i].number > table.rows[i - 1].number + 1), len(table.rows))


def _other_headings(table: Table) -> int:
    """The row in which headings of another kind of table begin; the end without such a row.

    They say „Eil. Nr.“ or, below a gap, other words where the rows above have their numbers.
    """
    numbers, gap = 0, False
    for i, row in enumerate(table.rows):
        above = table.rows[i - 1] if i else row
        gap = row.number > above.number + 1 or (gap and len(above.own) == 1)
        first = row.own[0]
        if row.heads or len(row.own) < 3 or table.roles[row.first] is not ColumnRole.NUMBER:  # noqa: PLR2004
            continue
        if first.kind is Kind.NUMBER:
            numbers += 1
            continue
        worded = gap and first.kind is Kind.WORDS and all(shown.kind is not Kind.NUMBER for shown in row.own)
        if numbers and (worded or guess(first.words).role is ColumnRole.NUMBER):
            return i
    return len(table.rows)


class _Looks:
    """What is usual in a table, against which its rows are looked at; found when a row asks for it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.roles = table.roles
        counted = [row for row in table.rows if _number_first(row, table.roles)]
        self.counted = {row.number for row in counted}
        self.several = [row for row in counted if len(row.own) > 1]

    @cached_property
    def numbered(self) -> bool:
        """Whether most activities have a number."""
        return len(self.several) >= _NUMBERED_MOSTLY * sum(len(row.own) > 2 for row in self.table.rows)  # noqa: PLR2004

    @cached_property
    def plain_titles(self) -> bool:
        """Whether no activity is written as the name of a group is."""
        rows = (row for row in self.table.rows if len(row.own) > 1)
        titles = [words for row in rows if (words := _title_of(row, self.roles))]
        return len(titles) > 1 and not any(map(_GROUP.match, titles))

    @cached_property
    def arabic(self) -> bool:
        """Whether most activities are counted in Arabic numbers."""
        whole = [row.own[0].words for row in self.several if len(row.own) > 2]  # noqa: PLR2004
        return sum(words[0].isdigit() for words in whole) * 2 > len(whole)

    @cached_property
    def bold(self) -> frozenset[int]:
        """The columns whose activities are mostly bold, so that bold means nothing there."""
        bold: Counter[int] = Counter()
        for row in self.table.rows:
            if len(row.own) > 1:
                for column, cells in row.cells.items():
                    bold[column] += 1 if all(shown.bold for shown in cells) else -1
        return frozenset(column for column, surplus in bold.items() if surplus > 0)

    @cached_property
    def hours(self) -> bool:
        """Whether most times are hours alone, of a day that is named above them."""
        when = {i for i, role in enumerate(self.roles) if role is ColumnRole.WHEN}
        cells = [shown.cell for row in self.table.rows for i in when & row.cells.keys() for shown in row.cells[i]]
        return sum(bool(_HOURS.match(str(cell.text))) for cell in cells) * 2 > len(cells)

    def could_be_planned(self, row: TableRow) -> bool:
        """Whether the row can be an activity of this table: an activity's words with a number, a time or most cells.

        Words where the other rows have their numbers are of another kind of row.
        """
        counted = row.number in self.counted
        if self.numbered and self.roles[row.first] is ColumnRole.NUMBER and not counted:
            return False
        titled = any(self.roles[column] is ColumnRole.TITLE for column in row.cells)
        whole = counted or is_timed(row, self.roles) or len(row.own) * 2 > len(self.roles)
        return titled and whole


def _number_first(row: TableRow, roles: Sequence[ColumnRole]) -> bool:
    """Whether the row begins with a number in the column of numbers."""
    return roles[row.first] is ColumnRole.NUMBER and bool(_NUMBER.fullmatch(row.own[0].words))


def _title_of(row: TableRow, roles: Sequence[ColumnRole]) -> str:
    """The words of the activity in *row*."""
    return next((str(cells[0].cell.text).strip() for i, cells in row.cells.items() if roles[i] is ColumnRole.TITLE), "")


def _with_rests(known: Sequence[KnownRow], roles: Sequence[ColumnRole]) -> list[KnownRow]:
    """*known* with the rows that only go on with the activity above them marked as its rest."""
    activities = [row for row, kind in known if kind is RowKind.ACTIVITY]
    if ColumnRole.NUMBER not in roles or ColumnRole.TITLE not in roles:
        return list(known)
    number, title = roles.index(ColumnRole.NUMBER), roles.index(ColumnRole.TITLE)
    bare = [row for row in activities if number not in row.cells]
    rests = [row.number for row in bare if _goes_on(row, title, roles)]
    if not rests or len(activities) - len(bare) < _NUMBERED_MOSTLY * (len(activities) - len(rests)):
        return list(known)
    made: list[KnownRow] = []
    for row, kind in known:
        after = made and made[-1].kind in {RowKind.ACTIVITY, RowKind.CONTINUED}
        rest = kind is RowKind.ACTIVITY and row.number in rests and after
        made.append(KnownRow(row, RowKind.CONTINUED if rest else kind))
    return made


def _goes_on(row: TableRow, title: int, roles: Sequence[ColumnRole]) -> bool:
    """Whether a row without a number goes on with the activity above it."""
    if row.joined:
        return False
    times = [shown.cell.text for i, cells in row.cells.items() if roles[i] is ColumnRole.WHEN for shown in cells]
    if title not in row.cells:
        return not times
    words = str(row.cells[title][0].cell.text).strip()
    return (words[:1].islower() or words.startswith("(")) and all(leaves_month(str(said)) for said in times)


def _marked(row: TableRow) -> bool:
    """Whether marks begin in the row; a word such as „Pritarta“ beside an activity is a remark."""
    return all(starts_mark(shown.words.partition("\n")[0]) for shown in row.own)


def _surely(row: TableRow, roles: Sequence[ColumnRole]) -> bool:
    """Whether the row can only be an activity: several cells, numbered or with a time."""
    numbered = roles[row.first] is ColumnRole.NUMBER and row.own[0].kind is Kind.NUMBER
    return len(row.own) > 2 and (numbered or is_timed(row, roles))  # noqa: PLR2004


def _kind(row: TableRow, looks: _Looks) -> RowKind:
    if row.heads:
        return RowKind.HEADS
    if len(row.own) == 1:
        (column,) = row.cells.keys() - set(row.joined)
        group = looks.roles[column] is ColumnRole.NUMBER and row.own[0].kind is not Kind.NUMBER
        if group or len(row.cells) == 1:
            return _alone(row, column, looks)
    if row.number in looks.counted:
        return RowKind.HEADING if _numbered_heading(row, looks) else RowKind.ACTIVITY
    words = row.own[0].folded
    note = _NOTE.match(words)
    if not (note or _CLOSING.match(words) or _is_signature(row, looks)) or is_timed(row, looks.roles):
        return RowKind.ACTIVITY
    return RowKind.NOTE if note else RowKind.OUTSIDE


def _is_signature(row: TableRow, looks: _Looks) -> bool:
    """Whether a row begins with the office of somebody who signs, and has no activity beside it."""
    if len(row.own) > _SIGNATURE_CELLS or not _SIGNATORY.fullmatch(row.own[0].folded):
        return False
    return not any(looks.roles[column] is ColumnRole.TITLE for column in row.cells if column != row.first)


def _alone(row: TableRow, column: int, looks: _Looks) -> RowKind:
    """The kind of a row with one cell of its own, in *column*."""
    (shown,) = row.own
    cell, words = shown.cell, shown.words
    if _CLOSING.match(shown.folded):
        return RowKind.OUTSIDE
    if _NOTE.match(shown.folded):
        return RowKind.NOTE
    if looks.roles[column] is ColumnRole.NUMBER and _NUMBER.fullmatch(words) and cell.columns == 1:
        return RowKind.EMPTY
    spans = cell.columns > 1 and cell.column + cell.columns > looks.table.columns[-1].first
    if spans or looks.roles[column] is ColumnRole.NUMBER:
        return RowKind.HEADING if heading_words(words) or _heading_looks(cell.text) else RowKind.NOTE
    group = looks.plain_titles and looks.roles[column] is ColumnRole.TITLE and _GROUP.match(words)
    days = column == 0 and looks.roles[0] is ColumnRole.WHEN and _DAYS_HEADING.fullmatch(shown.folded)
    dated = shown.kind is Kind.TIME and (looks.hours or looks.roles[column] is not ColumnRole.WHEN)
    if days or dated or group or heading_words(words) or (shown.bold and column not in looks.bold):
        return RowKind.HEADING
    # Words alone at the left edge, where the activities are in another column, are a group's.
    grouping = column == 0 and looks.roles[0] is not ColumnRole.TITLE and shown.kind is Kind.WORDS
    return RowKind.HEADING if grouping and len(words) <= _LONGEST_HEADING else RowKind.ACTIVITY


def _numbered_heading(row: TableRow, looks: _Looks) -> bool:
    """Whether a row is a number and a heading beside it, and nothing more: „I“, „METODINĖ VEIKLA“."""
    if len(row.own) != 2 or row.joined:  # noqa: PLR2004
        return False
    number, title = row.own
    columns = looks.table.columns
    over = len(columns) > 2 and title.cell.column + title.cell.columns > columns[-1].first and title.cell.columns > 1  # noqa: PLR2004
    if over and max(row.cells) <= row.first + 1:
        return len(title.words) <= _LONGEST_HEADING
    if looks.roles[max(row.cells)] is not ColumnRole.TITLE:
        return False
    roman = bool(_ROMAN.fullmatch(number.words)) and looks.arabic
    return roman or heading_words(title.words) or (title.bold and max(row.cells) not in looks.bold)


def is_timed(row: TableRow, roles: Sequence[ColumnRole]) -> bool:
    """Whether the row says when."""
    for column, cells in row.cells.items():
        if roles[column] is ColumnRole.WHEN and any(parse_timing(shown.cell.text).understood for shown in cells):
            return True
    return False


def heading_words(words: str) -> bool:
    """Whether the words alone say a heading: a month or a half-year, a Roman number, capitals."""
    if len(words) > _LONGEST_HEADING:
        return False
    letters = [c for c in words if c.isalpha()]
    capitals = len(letters) > 3 and all(c.isupper() for c in letters)  # noqa: PLR2004 -- „VGK“ is no heading
    return capitals or bool(_ROMAN_HEADING.match(words.strip()) or is_time_heading(words))


def heads_rows(line: Sentence) -> bool:
    """Whether a line between tables heads the rows that follow it."""
    if line.listing:
        return False
    short = len(line.words) <= _LONGEST_HEADING and not line.words.endswith((".", ";"))
    timed = kind_of(line.words, line.folded) is Kind.TIME
    return timed or heading_words(line.words) or (short and (line.titular or line.words.endswith(":")))


def _heading_looks(text: Text) -> bool:
    """Whether a row over the whole table looks like a heading: all but long text does."""
    return is_bold(text) or len(str(text)) <= _LONGEST_HEADING


def leaves_month(words: str) -> bool:
    """Whether a timing leaves its month to what is above or beside it."""
    folded = fold(words)
    return bool(_DAY.search(folded)) and not _OWN_TIME.search(folded)


def names_month(words: str) -> bool:
    """Whether the words name a month: „Spalio mėnesio veiklos planas“ heads a part of a plan."""
    return bool(_NAMED_MONTH.search(fold(words)))


def is_time_heading(words: str) -> bool:
    """Whether the words are a month, a season, a half-year or a weekday and no more."""
    folded = fold(closed_up(words))
    return " d." not in folded and bool(_TIME_HEADING.fullmatch(folded))  # before a day nothing need be compiled


def sheet_months(names: Iterable[str]) -> dict[str, int]:
    """The months that sheets are of by their *names*; a bare number is one only where another name surely is."""
    months = {name: month_label(name) for name in names if is_time_heading(name) or len(name) <= _LONGEST_LABEL}
    sure = [name for name, number in months.items() if number and (number > _FEW or len(name.strip(" .")) > _FEW)]
    return {name: number for name, number in months.items() if number and (sure or name.startswith("0"))}


def heading_form(words: str) -> str:
    """How a heading is written; headings of one form are on one level."""
    if _ROMAN_HEADING.match(words.strip()):
        return "roman"
    if number := _COUNTED.match(words.strip()):
        return f"number {number[0].strip('.').count('.')}"
    if is_time_heading(words):
        return "time"
    return "capitals" if words.isupper() else "plain"
