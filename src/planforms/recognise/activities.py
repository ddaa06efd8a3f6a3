"""The tables of one plan as its columns and rows: activities with their cells, headings inside, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from planforms.cells import understand
from planforms.findings import Finding
from planforms.model import Activity, Cell, Column, ColumnRole, Heading, Mark, Note, Period, Row, Text
from planforms.place import Place
from planforms.recognise.drafts import KnownTable
from planforms.recognise.layout import Placed as PlacedCell
from planforms.recognise.layout import Table, TableRow
from planforms.recognise.prose import Placed, Sentence, sentences, take_marks
from planforms.recognise.rows import Kind, heading_form, heading_words
from planforms.text import beside, fold, tidy_text, without_bold

_LONGEST_HEADING = 150
_SAID = {
    "R124": ("Rows with nothing but a number below the last activity are left out: {count}", ""),
    "R125": ("A row that only repeats the headings or counts the columns is left out", ""),
    "S102": (
        "The table has no row of headings; its columns were told by what stands in them: {columns}",
        "Write headings above it: Eil. Nr., Veiklos pavadinimas, Data, Vieta, Atsakingi asmenys.",
    ),
    "S103": (
        "Tables with different columns were made one: {columns}",
        "Check that every column of the plan is the one you meant.",
    ),
}


class Body(NamedTuple):
    """The table of a plan, the marks that stood between its parts, and where everything stood."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    marks: tuple[Placed[Mark], ...]
    findings: tuple[Finding, ...]
    places: Mapping[str, Place]


def build_body(tables: Sequence[KnownTable], headings: Sequence[Sentence], period: Period | None) -> Body:
    """The rows of *tables* in order. *headings* stood right above the first; *period* gives missing years."""
    work = _Body(period)
    for sentence in headings:
        work.add_heading(Text((sentence.paragraph,)), sentence.place)
    monthly = len({known.table.grid.name for known in tables}) > 1
    sheet = ""
    for known in tables:
        if monthly and known.table.grid.name != sheet and heading_words(known.table.grid.name):
            work.add_heading(Text.of(known.table.grid.name), Place(sheet=known.table.grid.name))
        sheet = known.table.grid.name
        work.add_lines(known)
        work.add_table(known)
    return work.body()


@dataclass
class _Body:
    period: Period | None
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    marks: list[Placed[Mark]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)

    def body(self) -> Body:
        """What was gathered."""
        return Body(tuple(self.columns), tuple(self.rows), tuple(self.marks), tuple(self.findings), self.places)

    def add_heading(self, text: Text, place: Place) -> None:
        """A heading, its level told by its form: the first form is the outermost."""
        form = heading_form(str(text))
        if form in self.forms:
            del self.forms[self.forms.index(form) + 1 :]
        elif self.forms and not (self.rows and isinstance(self.rows[-1], Heading)):
            # A new form that does not stand right under a heading begins the outermost level anew.
            self.forms = [form]
        else:
            self.forms.append(form)
        self._add(Heading(without_bold(text), self.forms.index(form) + 1), place)

    def add_lines(self, known: KnownTable) -> None:
        """The lines between two tables: marks, headings of what follows, notes."""
        marks, rest = take_marks(sentences(known.lines))
        self.marks += marks
        for sentence in rest:
            text = Text((sentence.paragraph,))
            heads = len(sentence.words) <= _LONGEST_HEADING and not sentence.words.endswith((".", ";"))
            if heading_words(sentence.words) or (heads and (sentence.titular or sentence.words.endswith(":"))):
                self.add_heading(text, sentence.place)
            else:
                self._add(Note(text), sentence.place)

    def add_table(self, known: KnownTable) -> None:
        """The rows of one table."""
        before = {column.id for column in self.columns}
        ids = self._ids(known)
        headings = [c.heading for c, column in zip(known.table.columns, ids, strict=True) if column in before]
        for words in (" ".join(headings), known.table.counts):
            if words.strip():
                self._tell("R125", known, words)
        empty: list[TableRow] = []
        for row, kind in known.rows:
            match kind:
                case Kind.ACTIVITY:
                    self._add_activity(row, ids, known.table)
                case Kind.HEADING:
                    self.add_heading(_words(row), row.own[0].place)
                case Kind.NOTE:
                    self._add(Note(_words(row)), row.own[0].place)
                case Kind.EMPTY:
                    empty.append(row)
                case Kind.BLANK | Kind.OUTSIDE:
                    pass
        if empty:
            words = " ".join(words for row in empty for words in row.texts)
            self._tell("R124", known, words, count=len(empty))

    def _add(self, row: Row, place: Place) -> None:
        self.places[f"rows[{len(self.rows)}]"] = place
        self.rows.append(row)

    def _add_activity(self, row: TableRow, ids: Sequence[str], table: Table) -> None:
        at = f"rows[{len(self.rows)}]"
        cells: dict[str, Cell] = {}
        for index, placed in sorted(row.cells.items()):
            cells[ids[index]] = understand(ids[index], _joined_text(placed), self.period)
            self.places[f"{at}.{ids[index]}"] = placed[0].cell.place
        for index, column in enumerate(table.columns):
            if index not in row.cells:
                self.places[f"{at}.{ids[index]}"] = row.place_of_blank(column)
        joined = tuple(ids[i] for i, placed in sorted(row.cells.items()) if all(p.joined for p in placed))
        self._add(Activity(cells, joined), row.own[0].place)

    def _ids(self, known: KnownTable) -> list[str]:
        """The ids of the columns of one table in the plan, columns not met before added."""
        if not self.columns:
            self.columns = list(known.columns)
            if known.table.headed:
                self.places |= {f"columns[{i}]": column.place for i, column in enumerate(known.table.columns)}
            else:
                told = ", ".join(f"{i} – {column.role}" for i, column in enumerate(known.columns, start=1))
                self._tell("S102", known, "", columns=told)
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
            self._tell("S103", known, "", columns=", ".join(f"“{c.heading}”" for c in known.columns))
        return ids

    def _free_id(self, role: ColumnRole) -> str:
        taken = {column.id for column in self.columns}
        if role is not ColumnRole.OTHER and role not in taken:
            return str(role)
        first = 2 if role in taken else 1
        return next(name for n in count(first) if (name := f"{role}-{n}") not in taken)

    def _tell(self, code: str, known: KnownTable, words: str, **arguments: object) -> None:
        message, hint = _SAID[code]
        place = Place() if not known.table.headed else known.table.columns[0].place
        finding = Finding(code=code, message=message, hint=hint, words=words, place=place, arguments=arguments)
        self.findings.append(finding)


def _same(known: Column, column: Column) -> bool:
    if known.role is not column.role:
        return False
    return column.role is not ColumnRole.OTHER or fold(known.heading) == fold(column.heading)


def _joined_text(placed: Sequence[PlacedCell]) -> Text:
    return tidy_text(Text(tuple(paragraph for p in placed for paragraph in p.cell.text.paragraphs)))


def _words(row: TableRow) -> Text:
    """The words of a row that is no activity, its cells one after the other."""
    texts = [tidy_text(cell.text) for cell in row.own]
    if all(len(text.paragraphs) == 1 for text in texts):
        return Text((beside([text.paragraphs[0] for text in texts], " "),))
    return Text(tuple(paragraph for text in texts for paragraph in text.paragraphs))
