"""Tables of plans as people make them: each kind drawn with any columns in any order, and what must be read of it.

A drawn table is rows of cells; ``FORMATS`` makes a Word document, a workbook, a page or a text of it.
"""

import csv
import html
import io
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from typing import NamedTuple

import docx
import openpyxl
from build import Merged
from hypothesis import strategies as st

Row = Sequence[str | Merged]
TITLE = "ŽALIOSIOS PROGIMNAZIJOS RENGINIŲ PLANAS 2025–2026 M. M."
HEADINGS: Mapping[str, Sequence[str]] = {
    "number": ("Eil. Nr.", "Nr.", "EIL. NR.", "E. Nr."),
    "title": ("Veiklos pavadinimas", "Renginys", "Priemonės", "Veiklos turinys", "Planuojama veikla", "VEIKLA"),
    "when": ("Data", "Laikas", "Terminas", "Vykdymo laikas", "Įgyvendinimo terminai", "DATA", "Kada"),
    "place": ("Vieta", "Renginio vieta", "VIETA"),
    "responsible": ("Atsakingi asmenys", "Atsakingas", "Vadovas", "Rengėjas", "Koordinatorius"),
    "participants": ("Dalyviai", "Klasės", "Tikslinė grupė"),
    "result": ("Laukiamas rezultatas", "Rezultatas"),
    "funding": ("Lėšos", "Finansavimas"),
    "remarks": ("Pastabos", "Žymos apie įvykdymą"),
    "other": ("Valandų skaičius", "Kodas"),
}
FOREIGN: Sequence[Mapping[str, str]] = (
    {"number": "No.", "title": "Activity", "when": "Date", "place": "Place", "responsible": "Responsible",
     "participants": "Participants", "result": "Outcome", "funding": "Budget", "remarks": "Notes", "other": "Code"},
    {"number": "Lp.", "title": "Działanie", "when": "Termin", "place": "Miejsce", "responsible": "Odpowiedzialny",
     "participants": "Uczestnicy", "result": "Efekt", "funding": "Koszt", "remarks": "Uwagi", "other": "Kod"},
    {"number": "№", "title": "Мероприятие", "when": "Дата", "place": "Место", "responsible": "Ответственные",
     "participants": "Участники", "result": "Результат", "funding": "Средства", "remarks": "Примечания",
     "other": "Код"},
)  # fmt: skip
ACTIVITIES = (
    "Rudens mugė", "Tolerancijos diena", "Tėvų susirinkimas", "Koncertas", "Veiklos plano aptarimas", "Paroda",
    "Ekskursija į muziejų", "Sporto šventė", "Posėdis „Vertinimas“", "Skaitymo savaitė",
)  # fmt: skip
TIMES = {
    "spalio 9 d.": "2025-10-09", "lapkričio mėn.": "2025-11", "2026-03-05": "2026-03-05", "Gruodis": "2025-12",
    "Visus metus": "2025-09/2026-08", "balandžio 7–9 d.": "2026-04-07/2026-04-09",
}  # fmt: skip
CELLS: Mapping[str, Sequence[str]] = {
    "place": ("Salė", "Skaitykla", "12 kab."),
    "responsible": ("A. Uosis", "Klasių vadovai", "B. Klevė, A. Uosis"),
    "participants": ("5–8 klasės", "Visi", "Mokiniai"),
    "result": ("Pagerės skaitymas.", "Mokiniai žinos daugiau"),
    "funding": ("100 Eur", "–"),
    "remarks": ("Įvykdyta", "–"),
    "other": ("4", "A"),
}
DAYS = {"12 d.": "12", "3": "03", "8 (III)": "08", "14–16": "14/16", "4, 18": "04,18"}


class Drawn(NamedTuple):
    """Sheets of rows, or one table, and what must be read: titles and days of activities, headings, notes.

    ``rows`` counts the rows of the plan's table, its headings among them; ``above`` are rows over it on a sheet.
    """

    sheets: Sequence[tuple[str, Sequence[Row]]]
    titles: Sequence[str]
    days: Sequence[str]
    headings: Sequence[str] = ()
    notes: Sequence[str] = ()
    rows: int = 0
    merged: bool = False


class Table(NamedTuple):
    """The roles, the headings and the rows of data of a table that is to be laid out."""

    roles: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def titles(self) -> list[str]:
        """What is done, row by row."""
        return [row[self.roles.index("title")] for row in self.rows]

    @property
    def days(self) -> list[str]:
        """When, row by row."""
        return [TIMES[row[self.roles.index("when")]] for row in self.rows]

    def across(self, words: str) -> Row:
        """A row of one cell over all columns."""
        return [Merged(words, columns=len(self.roles))]


@st.composite
def tables(draw: st.DrawFn, *, blanks: bool = False) -> Table:
    """Three to eight columns in any order, and four to six rows; *blanks* leaves cells empty."""
    more = sorted(set(HEADINGS) - {"title", "when"})
    more = sorted(set(HEADINGS) - {"title", "when"})
    others = draw(st.lists(st.sampled_from(more), min_size=1, max_size=6, unique=True))
    roles = draw(st.permutations(["title", "when", *others]))
    titles = draw(st.lists(st.sampled_from(ACTIVITIES), min_size=4, max_size=6, unique=True))
    heads = [draw(st.sampled_from(HEADINGS[role])) for role in roles]
    rows = []
    for number, title in enumerate(titles, start=1):
        made = {"number": str(number), "title": title, "when": draw(st.sampled_from(sorted(TIMES)))}
        empty = st.just("") if blanks else st.nothing()
        made |= {role: draw(st.sampled_from(CELLS[role]) | empty) for role in roles if role not in made}
        rows.append([made[role] for role in roles])
    return Table(roles, heads, rows)


def _sheet(rows: Sequence[Row], made: Table, *, heads: int = 1, merged: bool = False) -> Drawn:
    return Drawn([("", rows)], made.titles, made.days, rows=len(made.rows) + heads, merged=merged)


def plain(made: Table) -> Drawn:
    return _sheet([made.heads, *made.rows], made)


def note_signs(made: Table) -> Drawn:
    return _sheet([[f"{head}*" if i % 2 else f"{head}¹" for i, head in enumerate(made.heads)], *made.rows], made)


def counted(made: Table) -> Drawn:
    count = [str(i) for i, _ in enumerate(made.roles, start=1)]
    return _sheet([made.heads, count, *made.rows], made, heads=2)


def repeated(made: Table) -> Drawn:
    return _sheet([made.heads, *made.rows[:2], made.heads, *made.rows[2:]], made, heads=2)


def repeated_under_a_group(made: Table) -> Drawn:
    rows = [made.heads, *made.rows[:2], made.across("II. Kiti renginiai"), made.heads, *made.rows[2:]]
    drawn = _sheet(rows, made, heads=2, merged=True)
    return drawn._replace(headings=["II. Kiti renginiai"], rows=drawn.rows + 1)


def year_above(made: Table) -> Drawn:
    return _sheet([made.across("2025–2026 m. m."), made.heads, *made.rows], made, merged=True)


def over_two_rows(made: Table) -> Drawn:
    i = made.roles.index("when")
    first = [Merged("Vykdymas", columns=2) if j == i else Merged(head, rows=2) for j, head in enumerate(made.heads)]
    second = [*[""] * i, "Data", "Valanda"]
    rows = [[*row[: i + 1], "", *row[i + 1 :]] for row in made.rows]
    return _sheet([first, second, *rows], made, heads=2, merged=True)


def groups(made: Table) -> Drawn:
    names = ["I. Metodinė veikla", "II. Projektai"]
    rows = [made.heads, made.across(names[0]), *made.rows[:2], made.across(names[1]), *made.rows[2:]]
    return _sheet(rows, made, merged=True)._replace(headings=names, rows=len(rows))


def blank_row(made: Table) -> Drawn:
    return _sheet([made.heads, *made.rows[:2], [""] * len(made.roles), *made.rows[2:]], made)


def blank_looking_cells(made: Table) -> Drawn:
    blank = ["\u00a0", " ", "\u200b", *["\u00a0"] * len(made.roles)][: len(made.roles)]
    return _sheet([made.heads, *made.rows[:2], blank, *made.rows[2:]], made)


def total(made: Table) -> Drawn:
    rows = [made.heads, *made.rows, made.across("Iš viso: keli renginiai")]
    return _sheet(rows, made, merged=True)._replace(notes=["Iš viso: keli renginiai"], rows=len(rows))


def _days_of(made: Table, month: str) -> tuple[list[list[str]], list[str]]:
    """The rows of *made* with days alone, and what they are in *month*."""
    when = made.roles.index("when")
    rows = [[*row[:when], day, *row[when + 1 :]] for row, day in zip(made.rows, cycle(DAYS), strict=False)]
    return rows, [_edtf(DAYS[row[when]], month) for row in rows]


def _edtf(days: str, month: str) -> str:
    if "/" in days:
        return "/".join(f"{month}-{day}" for day in days.split("/"))
    several = [f"{month}-{day}" for day in days.split(",")]
    return f"{{{','.join(several)}}}" if len(several) > 1 else several[0]


def days_under_months(made: Table) -> Drawn:
    rows, october = _days_of(made, "2025-10")
    november = _days_of(made, "2025-11")[1]
    laid = [made.heads, made.across("Spalis"), *rows[:2], made.across("LAPKRITIS"), *rows[2:]]
    days = [*october[:2], *november[2:]]
    return Drawn([("", laid)], made.titles, days, ["Spalis", "LAPKRITIS"], rows=len(laid), merged=True)


def sheet_a_month(made: Table) -> Drawn:
    rows, october = _days_of(made, "2025-10")
    january = _days_of(made, "2026-01")[1]
    sheets = [("Spalis", [made.heads, *rows[:2]]), ("Sausis", [made.heads, *rows[2:]])]
    days = [*october[:2], *january[2:]]
    return Drawn(sheets, made.titles, days, ["Spalis", "Sausis"], rows=len(rows) + 2)


def month_column(made: Table) -> Drawn:
    rows, october = _days_of(made, "2025-10")
    november = _days_of(made, "2025-11")[1]
    months = ["Spalis", "", "Lapkritis", *[""] * len(rows)]
    heads = ["Diena" if role == "when" else head for role, head in zip(made.roles, made.heads, strict=True)]
    laid = [["Mėnuo", *heads], *([month, *row] for month, row in zip(months, rows, strict=False))]
    return Drawn([("", laid)], made.titles, [*october[:2], *november[2:]], rows=len(laid))


def months_as_columns(made: Table) -> Drawn:
    when = made.roles.index("when")
    months = {"IX": "2025-09", "X": "2025-10", "XI": "2025-11", "XII": "2025-12"}
    crossed = [list(months)[i % 4] for i in range(len(made.rows))]
    heads = [*made.heads[:when], *months, *made.heads[when + 1 :]]
    rows = [[*row[:when], *("x" if month == at else "" for month in months), *row[when + 1 :]]
            for at, row in zip(crossed, made.rows, strict=True)]  # fmt: skip
    return Drawn([("", [heads, *rows])], made.titles, [months[at] for at in crossed], rows=len(rows) + 1)


def side_by_side(made: Table) -> Drawn:
    half = len(made.rows) // 2
    left, right = made.rows[:half], made.rows[half : 2 * half]
    laid = [[*made.heads, "", *made.heads], *([*one, "", *two] for one, two in zip(left, right, strict=True))]
    return Drawn([("", laid)], made.titles[: 2 * half], made.days[: 2 * half], rows=2 * half + 2)


def letters_apart(made: Table) -> Drawn:
    rows, october = _days_of(made, "2025-10")
    laid = [made.heads, made.across("S P A L I S"), *rows]
    return Drawn([("", laid)], made.titles, october, ["S P A L I S"], rows=len(laid), merged=True)


def hours_under_days(made: Table) -> Drawn:
    when = made.roles.index("when")
    rows = [[*row[:when], f"{hour}.00", *row[when + 1 :]] for hour, row in enumerate(made.rows, start=9)]
    names = ["Spalio 6 d.", "Pirmadienis, spalio 13 d."]
    laid = [made.heads, made.across(names[0]), *rows[:2], made.across(names[1]), *rows[2:]]
    days = ["2025-10-06" if i < 2 else "2025-10-13" for i, _ in enumerate(rows)]
    return Drawn([("", laid)], made.titles, days, names, rows=len(laid), merged=True)


def twice(made: Table) -> Drawn:
    return _sheet([made.heads, *made.rows, ["Kopija"], made.heads, *made.rows], made)


def numbered_sheets(made: Table) -> Drawn:
    rows, october = _days_of(made, "2025-10")
    january = _days_of(made, "2026-01")[1]
    sheets = [("10", [made.heads, *rows[:2]]), ("01", [made.heads, *rows[2:]])]
    return Drawn(sheets, made.titles, [*october[:2], *january[2:]], ["10", "01"], rows=len(rows) + 2)


def numbers_without_a_heading(made: Table) -> Drawn:
    return _sheet([["", *made.heads], *([f"{i}.", *row] for i, row in enumerate(made.rows, start=1))], made)


def staff_above(made: Table) -> Drawn:
    staff = [["Vardas, pavardė", "Pareigos", "Telefonas"], ["Rasa Uosė", "mokytoja", "861111111"],
             ["Jonas Uosis", "vadovas", "862222222"], ["Planuojamos veiklos:"]]  # fmt: skip
    return _sheet([*staff, made.heads, *made.rows], made)


def empty_first_column(made: Table) -> Drawn:
    return _sheet([["", *row] for row in (made.heads, *made.rows)], made)


KINDS: Sequence[Callable[[Table], Drawn]] = (
    plain, note_signs, counted, repeated, repeated_under_a_group, year_above, over_two_rows, groups, blank_row,
    blank_looking_cells, total, days_under_months, sheet_a_month, month_column, months_as_columns, side_by_side,
    letters_apart, hours_under_days, twice, numbered_sheets, numbers_without_a_heading, staff_above, empty_first_column,
)  # fmt: skip


def _grid(rows: Sequence[Row]) -> list[list[str | Merged | None]]:
    """*rows* with a place for every column: ``None`` where a merged cell of the row covers it."""
    return [[place for cell in row for place in (cell, *[None] * (_width(cell) - 1))] for row in rows]


def _width(cell: str | Merged) -> int:
    return cell.columns if isinstance(cell, Merged) else 1


def _words(cell: str | Merged | None) -> str:
    return cell.words if isinstance(cell, Merged) else cell or ""


def as_docx(drawn: Drawn) -> bytes:
    document = docx.Document()
    document.add_paragraph().add_run(TITLE).bold = True
    for name, rows in drawn.sheets:
        if name:
            document.add_paragraph().add_run(name).bold = True
        laid = _grid(rows)
        table = document.add_table(rows=len(laid), cols=max(map(len, laid)))
        for i, row in enumerate(laid):
            for j, cell in enumerate(row):
                if not _words(cell):
                    continue
                place = table.cell(i, j)
                if isinstance(cell, Merged):
                    place = place.merge(table.cell(i + cell.rows - 1, j + cell.columns - 1))
                place.paragraphs[0].add_run(_words(cell))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_xlsx(drawn: Drawn) -> bytes:
    book = openpyxl.Workbook()
    for number, (name, rows) in enumerate(drawn.sheets):
        sheet = book.worksheets[0] if not number else book.create_sheet()
        sheet.title = name or "Planas"
        if not number:
            sheet.cell(1, 1, TITLE)
        for i, row in enumerate(_grid(rows), start=3):
            for j, cell in enumerate(row, start=1):
                words = _words(cell)
                if words:
                    sheet.cell(i, j, int(words) if words.isascii() and words.isdigit() else words)
                if isinstance(cell, Merged):
                    sheet.merge_cells(None, i, j, i + cell.rows - 1, j + cell.columns - 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_html(drawn: Drawn) -> bytes:
    parts = [f"<h1>{TITLE}</h1>"]
    for name, rows in drawn.sheets:
        parts.append(f"<h2>{name}</h2><table>" if name else "<table>")
        covered: set[tuple[int, int]] = set()
        for i, row in enumerate(_grid(rows)):
            parts.append("<tr>")
            for j, cell in enumerate(row):
                if cell is None or (i, j) in covered:
                    continue
                tall, wide = (cell.rows, cell.columns) if isinstance(cell, Merged) else (1, 1)
                covered |= {(i + down, j + right) for down in range(tall) for right in range(wide)}
                parts.append(f'<td rowspan="{tall}" colspan="{wide}">{html.escape(_words(cell))}</td>')
            parts.append("</tr>")
        parts.append("</table>")
    return f"<html><meta charset='utf-8'><body>{''.join(parts)}</body></html>".encode()


def _as_text(drawn: Drawn, sign: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator="\n")
    writer.writerow([TITLE])
    for _, rows in drawn.sheets:
        writer.writerows([_words(cell) for cell in row] for row in _grid(rows))
    return out.getvalue().encode()


FORMATS: Mapping[str, Callable[[Drawn], bytes]] = {
    "docx": as_docx,
    "xlsx": as_xlsx,
    "html": as_html,
    "csv": lambda drawn: _as_text(drawn, ";"),
    "txt": lambda drawn: _as_text(drawn, "\t"),
}
TEXTS = frozenset({"csv", "txt"})  # they hold no merged cells and no sheets
