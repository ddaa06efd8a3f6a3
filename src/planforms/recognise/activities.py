"""The tables of one plan as its columns and rows: activities with their cells, headings inside, notes.

The last pass over rows: every row has its kind. Decided here are the levels of headings, the columns that several
tables have together, and the month of a day that names none: of its heading, its column of months, its sheet.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count, pairwise

from msgspec import Struct
from msgspec.structs import replace

from planforms.findings import Account, Finding, Terms
from planforms.letters import fold
from planforms.model import (
    Activity,
    Cell,
    Column,
    ColumnRole,
    Heading,
    Mark,
    Note,
    Period,
    PeriodKind,
    Row,
    Text,
    Timing,
)
from planforms.paths import cell_type, understand
from planforms.period import month, month_in, month_named, span
from planforms.place import Place
from planforms.recognise.blocks import month_columns
from planforms.recognise.facts import Sentence, Shown, TableColumn
from planforms.recognise.headings import ROLE_NAMES, is_month_column, is_week_column, numbered, of_hours, of_weeks
from planforms.recognise.marks import Placed
from planforms.recognise.plans import KnownTable
from planforms.recognise.rows import KnownRow, RowKind, heading_form, heading_words, heads_rows, leaves_month
from planforms.recognise.tables import TableRow
from planforms.remembered import pattern_of
from planforms.text import beside, tidy_text, without_bold
from planforms.timing import parse_day, parse_timing

_LONGEST_HEADING = 150
# A sheet whose name says nothing of its rows: „Lapas1“, „Planas (2)“, „2025“.
_UNNAMED_SHEET = pattern_of(r"^(?:lapas|sheet|list|table|lentele)|plan|puslap|\bpsl|tesin|\d|^.{0,3}$")
_DAYS = pattern_of(r"(?:menesio )?(?:dien|dat)(?:a|os)\W*$|d\W*$")
_ONE_DAY = pattern_of(r"\d")
_OF_DAYS = pattern_of(r"^\s*\d[\d\s,–-]*d\.?\s*$")
_MESSAGES = {
    "R124": ("Rows with nothing but a number below the last activity are left out: {count}", ""),
    "R125": ("A row that only repeats the headings or counts the columns is left out", ""),
    "S102": (
        "The table has no row of headings; its columns were recognised by their cells: {columns}",
        (
            "Write headings above it: Eil. Nr., Veiklos pavadinimas, Data, Vieta, Atsakingi asmenys; or say what the "
            "columns are with --columns, and where the headings are with --heading-row."
        ),
    ),
    "S102 unknown": (
        "The headings of the table are not known; its columns were recognised by their cells: {columns}",
        "Check the columns; say what they are with --columns, or where the headings are with --heading-row.",
    ),
    "S103": (
        "Tables with different columns were made one: {columns}",
        "Check that every column of the plan is the one you meant; --columns says what the columns are.",
    ),
}


def build_body(
    tables: Sequence[KnownTable], headings: Sequence[Sentence], period: Period | None, top: Collection[str]
) -> "Body":
    """The rows of *tables* in order. *headings* are right above the first; *period* gives missing years.

    What is *top*, the folded lines of the plan's head, above a further table, as on each sheet of a workbook, is
    not a heading.
    """
    body = Body(period, top)
    for sentence in headings:
        body.add_line(sentence)
    names = {known.table.grid.name for known in tables}
    monthly = len(names) > 1
    parts = not any(_UNNAMED_SHEET.search(fold(name)) for name in names)
    sheet = ""
    for known in whole_days(tables):
        name = known.table.grid.name
        body.sheet_month = known.month
        if monthly and name != sheet and (parts or known.month or heading_words(name)):
            body.add_heading(Text.of(name), Place(sheet=name))
        sheet = name
        body.add_lines(known)
        body.add_table(known)
    return body


class Body(Struct):
    """The table of a plan, the marks between its parts, where everything was, and what became of its rows."""

    period: Period | None
    top: Collection[str]
    columns: list[Column] = []
    rows: list[Row] = []
    marks: list[Placed[Mark]] = []
    findings: list[Finding] = []
    places: dict[str, Place] = {}
    account: Account = Account()
    forms: list[str] = []
    times: dict[int, Period | None] = {}  # the month or day of the heading on each level
    sheet_month: int = 0
    column_month: Period | None = None
    month_words: Text = Text()  # above a blank cell of months

    def add_heading(self, text: Text, place: Place) -> None:
        """A heading, its level by its form: the first form is the outermost."""
        form = heading_form(str(text))
        if form in self.forms:
            del self.forms[self.forms.index(form) + 1 :]
        elif self.forms and not (self.rows and isinstance(self.rows[-1], Heading)):
            # A new form that is not right under a heading begins the outermost level anew.
            self.forms = [form]
        else:
            self.forms.append(form)
        level = self.forms.index(form) + 1
        self.times = {known: at for known, at in self.times.items() if known < level}
        self.times[level] = self._time(str(text)) if len(str(text)) <= _LONGEST_HEADING else None
        self._leave_month()
        self._add(Heading(without_bold(text), level), place)

    def _leave_month(self) -> None:
        self.column_month, self.month_words = None, Text()

    def _time(self, words: str) -> Period | None:
        """The day or the month that a heading names."""
        found = parse_timing(words, self.period) if _ONE_DAY.search(fold(words)) else None
        day = parse_day(found.edtf) if found else None
        return span(day, day) if day else self._month(words)

    def _month(self, words: str) -> Period | None:
        """The month that a heading, a sheet or a cell of a column of months names."""
        number = month_named(words)
        if not number:
            return None
        if year := re.search(r"\b(?:19|20)\d\d\b", words):
            return month(int(year[0]), number)
        return month_in(self.period, number) if self.period else None

    def add_lines(self, known: KnownTable) -> None:
        """The lines between two tables: marks, headings of what follows, notes."""
        for mark in known.above.marks:
            if self._is_top(words := str(mark.words)):
                self._leave_out(words, mark.placed.place)
            else:
                self.marks.append(mark.placed)
        for sentence in known.above.rest:
            self.add_line(sentence)

    def add_line(self, line: Sentence) -> None:
        """A line above a table: a heading of what follows, a note, or the title again."""
        text = Text((line.paragraph,))
        if self._is_top(line.words):
            self._leave_out(line.words, line.place)
        elif heads_rows(line):
            self.add_heading(text, line.place)
        else:
            self._add(Note(text), line.place)

    def _is_top(self, words: str) -> bool:
        return all(fold(line) in self.top for line in words.split("\n"))

    def _leave_out(self, words: str, place: Place) -> None:
        message = "What is above the first table is again above another and is left out there: “{words}”"
        self.findings.append(
            Finding(code="R120", message=message, words=words, place=place, arguments={"words": words})
        )

    def add_table(self, known: KnownTable) -> None:
        """The rows of one table."""
        before = {column.id for column in self.columns}
        work = _Columns(known, self._ids(known))
        headings = [c.heading for c, column in zip(known.table.columns, work.ids, strict=True) if column in before]
        if " ".join(headings).strip():
            self._report("R125", known, " ".join(headings))
        empty: list[TableRow] = []
        self._leave_month()
        for row, kind in known.rows:
            match kind:
                case RowKind.ACTIVITY:
                    self._add_activity(row, work)
                case RowKind.CONTINUED:
                    self._continue(row, work)
                case RowKind.HEADING:
                    self.add_heading(_words(row), row.own[0].cell.place)
                case RowKind.NOTE:
                    self._add(Note(_words(row)), row.own[0].cell.place)
                case RowKind.HEADS:
                    self._report("R125", known, " ".join(row.texts))
                case RowKind.EMPTY:
                    empty.append(row)
                case RowKind.OUTSIDE:
                    pass
        self._count(known, empty)

    def _count(self, known: KnownTable, empty: Sequence[TableRow]) -> None:
        """The rows of one table added to the account, and those left out as *empty* reported."""
        if empty:
            words = " ".join(words for row in empty for words in row.texts)
            self._report("R124", known, words, count=len(empty))
        kinds = Counter(kind for _, kind in known.rows)
        self.account = self.account.plus(
            Account(
                activities=kinds[RowKind.ACTIVITY],
                headings=kinds[RowKind.HEADING],
                notes=kinds[RowKind.NOTE],
                heads=kinds[RowKind.HEADS] + len(known.table.heads),
                continued=kinds[RowKind.CONTINUED],
                empty=kinds[RowKind.EMPTY],
            )
        )

    def _add(self, row: Row, place: Place) -> None:
        self.places[f"rows[{len(self.rows)}]"] = place
        self.rows.append(row)

    def _add_activity(self, row: TableRow, work: "_Columns") -> None:
        at = f"rows[{len(self.rows)}]"
        ids, columns = work.ids, work.columns
        words = {i: self._text(shown, columns[i]) for i, shown in row.cells.items()}
        inside = self._month_of(words, work)
        cells = {ids[i]: self._cell(ids[i], text, inside) if i in work.read else text for i, text in words.items()}
        for i, column in enumerate(columns):
            shown = row.cells.get(i)
            self.places[f"{at}.{ids[i]}"] = (
                shown[-1 if column.day else 0].cell.place if shown else row.place_of_blank(column)
            )
        if work.crossed and (crossed := list(work.times_of(words))):
            cells["when"] = self._of_months(crossed)
        if len(work.whens) > 1 or work.of_weeks:
            self._part_times(cells, inside, work)
        self._add(Activity(cells, tuple(ids[i] for i in row.joined)), row.own[0].cell.place)

    def _part_times(self, cells: dict[str, Cell], inside: Period | None, work: "_Columns") -> None:
        """Make the numbers of weeks among *cells*, and the hours beside a date, such."""
        times = {work.ids[i]: work.columns[i].heading for i in work.whens if work.ids[i] in cells}
        for id_, heading in times.items():
            cells[id_] = of_weeks(cells[id_], heading, inside or self.period)
        dates = {id_: cell.edtf for id_, cell in cells.items() if isinstance(cell, Timing) and cell.edtf}
        for id_, heading in times.items():
            if others := [date for other, date in dates.items() if other != id_]:
                cells[id_] = of_hours(cells[id_], heading, on_day=any(map(parse_day, others)))

    def _text(self, cells: Sequence[Shown], column: TableColumn) -> Text:
        """The words of a cell; a day beside a blank month has the month above it."""
        text = cells[0].text if len(cells) == 1 else _joined_text(cells)
        if not column.day:
            return text
        if cells[0].cell.column < column.day:
            self.month_words = _joined_text(cells[:1])
            return text
        return Text((*self.month_words.paragraphs, *text.paragraphs))

    def _of_months(self, crossed: Sequence[tuple[str, str]]) -> Timing:
        """The timing of an activity with crosses, or days, under months or quarters, in the words of those."""
        said = parse_timing(", ".join(words for _, words in crossed), self.period)
        return replace(said, words=Text.of(", ".join(heading for heading, _ in crossed)))

    def _continue(self, row: TableRow, work: "_Columns") -> None:
        """The words of a row that goes on with the activity above it, under the words of that one."""
        above = self.rows[-1]
        if not isinstance(above, Activity):
            return
        cells = dict(above.cells)
        for i, shown in row.cells.items():
            column = work.ids[i]
            whole = Text((*above.text(column).paragraphs, *_joined_text(shown).paragraphs))
            cells[column] = self._cell(column, whole, self._month_of({}, work))
        self.rows[-1] = replace(above, cells=cells)

    def _month_of(self, words: Mapping[int, Text], work: "_Columns") -> Period | None:
        """The month that the days of a row are of: of its column of months, its heading, its sheet or the plan."""
        for i in work.of_months:
            if i in words:
                self.column_month = self._month(str(words[i]))
        if self.column_month:
            return self.column_month
        headed = [at for level, at in sorted(self.times.items()) if at] if self.times else ()
        if headed:
            return headed[-1]
        return month_in(self.period, self.sheet_month) if self.period and self.sheet_month else None

    def _cell(self, column: str, text: Text, inside: Period | None) -> Cell:
        """A cell's value; a day that says no month is one of the month *inside*, an hour one of the day *inside*."""
        if inside and column.startswith("when") and leaves_month(str(text)):
            timing = parse_timing(text, inside)
            if inside.kind is PeriodKind.DAY and not timing.clock:
                timing = parse_timing(text, month(inside.first.year, inside.first.month))
            if timing.edtf and not timing.problem:
                return timing
        return understand(column, text, self.period)

    def _ids(self, known: KnownTable) -> list[str]:
        """The ids of the columns of one table in the plan, columns not met before added."""
        if not self.columns:
            self.columns = list(known.columns)
            if known.table.headed:
                self.places |= {f"columns[{i}]": column.place for i, column in enumerate(known.table.columns)}
            if not known.table.known:
                columns = Terms(tuple(str(ROLE_NAMES[column.role]) for column in known.columns))
                self._report("S102 unknown" if known.table.headed else "S102", known, "", columns=columns)
            return [column.id for column in known.columns]
        if known.columns == tuple(self.columns):
            return [column.id for column in known.columns]
        ids: list[str] = []
        before = {column.id for column in self.columns}
        for column in known.columns:
            same = next((c for c in self.columns if c.id not in ids and _same(c, column)), None)
            if same is None:
                same = Column(self._free_id(column.role), column.role, column.heading)
                self.columns.append(same)
            ids.append(same.id)
        if before != set(ids):
            self._report("S103", known, "", columns=", ".join(f"„{c.heading}“" for c in known.columns))
        return ids

    def _free_id(self, role: ColumnRole) -> str:
        taken = {column.id for column in self.columns}
        if role is not ColumnRole.OTHER and role not in taken:
            return str(role)
        first = 2 if role in taken else 1
        return next(name for n in count(first) if (name := f"{role}-{n}") not in taken)

    def _report(self, kind: str, known: KnownTable, words: str, **arguments: object) -> None:
        message, hint = _MESSAGES[kind]
        place = Place() if not known.table.headed else known.table.columns[0].place
        code = kind.partition(" ")[0]
        finding = Finding(code=code, message=message, hint=hint, words=words, place=place, arguments=arguments)
        self.findings.append(finding)


class _Columns:
    """The columns of one table, and what its rows ask of them again and again."""

    def __init__(self, known: KnownTable, ids: Sequence[str]) -> None:
        self.ids = ids
        self.read = {i for i, id_ in enumerate(ids) if cell_type(id_) is not Text}  # times and people
        self.columns = known.table.columns
        self.whens = [i for i, column in enumerate(known.columns) if column.role is ColumnRole.WHEN]
        self.of_months = [i for i in self.whens if is_month_column(known.columns[i].heading)]
        self.of_weeks = any(is_week_column(self.columns[i].heading) for i in self.whens)
        self.crossed = {} if self.whens else month_columns(known.table.headings)

    def times_of(self, words: Mapping[int, Text]) -> Iterator[tuple[str, str]]:
        """The months with a cross or days in a row, each as its heading has it and as a whole word."""
        for i, text in words.items():
            said = str(text)
            if i in self.crossed and said.strip("-–—−_ .0\n"):
                days = " " + " ".join(said.split()) if _OF_DAYS.search(said) else ""
                yield self.columns[i].heading.split("\n")[-1] + days, self.crossed[i] + days


def whole_days(tables: Sequence[KnownTable]) -> list[KnownTable]:
    """*tables* in which a column of months and one of days beside it are one, „Mėnuo, diena“.

    The days leave the month to the column beside them in most rows.
    """
    at = [_months_beside_days(known) for known in tables]
    days = [
        str(shown.cell.text)
        for known, i in zip(tables, at, strict=True)
        if i >= 0
        for row, _ in known.rows
        for shown in row.cells.get(i + 1, ())
    ]
    if sum(map(leaves_month, days)) * 2 <= len(days):
        return list(tables)
    return [known if i < 0 else _with_whole_days(known, i) for known, i in zip(tables, at, strict=True)]


def _months_beside_days(known: KnownTable) -> int:
    """The index of a column „Mėnuo“ that has a column „Diena“ or „Data“ to its right; -1 where there is none."""
    for i, (one, other) in enumerate(pairwise(known.columns)):
        if one.role is other.role is ColumnRole.WHEN and is_month_column(one.heading):
            return i if _DAYS.match(fold(other.heading.rpartition("\n")[2])) else -1
    return -1


def _with_whole_days(known: KnownTable, at: int) -> KnownTable:
    """*known* with its columns *at* and after it as one."""
    table, columns = known.table, known.columns
    months, days = table.columns[at : at + 2]
    (above, line, one), (beside, _, other) = (column.heading.rpartition("\n") for column in columns[at : at + 2])
    words = f"{one}, {other}" if f"{one}{other}".isupper() else f"{one}, {other.lower()}"
    heading = f"{above}{line}{words}" if above == beside else f"{columns[at].heading}, {columns[at + 1].heading}"
    whole = months._replace(last=days.last, heading=heading if months.heading else "", part="", day=days.first)
    rows = []
    for row, kind in known.rows:
        cells: dict[int, tuple[Shown, ...]] = {}
        for index, shown in row.cells.items():
            cells[index - (index > at)] = (*cells.get(index - (index > at), ()), *shown)
        joined = tuple(i for i, shown in cells.items() if all(each.cell.row < row.number for each in shown))
        rows.append(KnownRow(replace(row, cells=cells, joined=joined), kind))
    return replace(
        known,
        table=replace(table, columns=(*table.columns[:at], whole, *table.columns[at + 2 :])),
        columns=numbered((*columns[:at], replace(columns[at + 1], heading=heading), *columns[at + 2 :])),
        rows=tuple(rows),
    )


def _same(known: Column, column: Column) -> bool:
    if known.role is not column.role:
        return False
    return column.role is not ColumnRole.OTHER or fold(known.heading) == fold(column.heading)


def _joined_text(cells: Sequence[Shown]) -> Text:
    return tidy_text(Text(tuple(paragraph for shown in cells for paragraph in shown.cell.text.paragraphs)))


def _words(row: TableRow) -> Text:
    """The words of a row that is no activity, its cells one after the other."""
    texts = [shown.text for shown in row.own]
    if all(len(text.paragraphs) == 1 for text in texts):
        return Text((beside([text.paragraphs[0] for text in texts], " "),))
    return Text(tuple(paragraph for text in texts for paragraph in text.paragraphs))
