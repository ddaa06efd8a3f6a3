"""One plan laid out in hundreds of ways, as Word documents and Excel workbooks.

Hypothesis draws a layout: the program, where the marks stand and how, the order and the wording of the columns, blank
rows and columns, a table cut in two, merged titles.
"""

import io
from typing import NamedTuple

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

ROLES = ("number", "title", "when", "place", "responsible")
HEADINGS = {
    "number": ("Eil. Nr.", "Eil.\nNr.", "Nr.", "EIL. NR.", "Eil.Nr."),
    "title": (
        "Veiklos pavadinimas",
        "Veiklų pavadinimas",
        "RENGINYS",
        "Renginiai",
        "Priemonės",
        "Veikla",
        "Planuojama veikla",
    ),
    "when": ("Data", "Laikas", "DATA", "Terminas", "Numatoma data", "Vykdymo laikas", "Įgyvendinimo\nterminai"),
    "place": ("Vieta", "VIETA", "Renginio vieta"),
    "responsible": ("Atsakingi asmenys", "Atsakingas", "Atsakingi", "Atsakingas asmuo", "ATSAKINGI ASMENYS"),
}


class Content(NamedTuple):
    """What the plan says."""

    approval: tuple[str, ...] = (
        "PATVIRTINTA",
        "Žaliosios progimnazijos direktoriaus",
        "2025 m. rugsėjo 3 d. įsakymu Nr. V1-37",
    )
    endorsement: tuple[str, ...] = (
        "PRITARTA",
        "Žaliosios progimnazijos mokytojų tarybos",
        "2025 m. rugpjūčio 29 d. posėdžio protokolu Nr. MT-5",
    )
    title: tuple[str, str, str] = ("ŽALIOSIOS PROGIMNAZIJOS", "SKAITYMO SKATINIMO VEIKLOS PLANAS", "2025–2026 M. M.")
    sections: tuple[tuple[str, str], ...] = (
        ("Tikslas –", "kad skaitytų visi."),
        ("Uždaviniai:", "rinkti knygas; jas aptarti."),
    )
    rows: tuple[tuple[str, ...], ...] = (
        ("1", "Knygų mugė „Versk lapą“", "2025 m. spalio 9 d.", "Skaitykla", "A. Uosis"),
        ("2", "Susitikimas su rašytoja", "2025 m. lapkričio mėn.", "Aktų salė", "B. Klevė, A. Uosis"),
        ("3", "Garsiniai skaitymai", "Visus metus", "Klasės", "Klasių vadovai"),
        ("4", "Tėvų ir vaikų vakaras", "2026-03-05", "Biblioteka", "C. Liepaitė"),
        ("5", "Vasaros skaitymo iššūkis", "2026 m. birželio 1–12 d.", "Lauke", "B. Klevė"),
    )


class Layout(NamedTuple):
    """How the plan is laid out."""

    program: str
    order: tuple[str, ...]
    headings: tuple[str, ...]
    approval: str
    endorsement: str
    title_lines: int
    label_alone: bool
    blanks: int
    left: int
    top: int
    cut: int
    repeat: bool
    bold_rows: bool
    footer: bool


layouts = st.builds(
    Layout,
    program=st.sampled_from(["docx", "xlsx"]),
    order=st.permutations(ROLES).map(tuple),
    headings=st.tuples(*(st.sampled_from(HEADINGS[role]) for role in ROLES)),
    approval=st.sampled_from(["lines", "breaks", "one line", "table", "beside", "colon"]),
    endorsement=st.sampled_from(["lines", "breaks", "one line"]),
    title_lines=st.integers(1, 3),
    label_alone=st.booleans(),
    blanks=st.integers(0, 2),
    left=st.integers(0, 3),
    top=st.integers(0, 4),
    cut=st.integers(0, 4),
    repeat=st.booleans(),
    bold_rows=st.booleans(),
    footer=st.booleans(),
)


def laid_out(mark: tuple[str, ...], how: str) -> list[str]:
    """The paragraphs of a mark."""
    match how:
        case "lines":
            return list(mark)
        case "one line":
            return [" ".join(mark)]
        case "colon":
            return [f"{mark[0]}: {' '.join(mark[1:])}"]
        case _:
            return ["\n".join(mark)]


def title(layout: Layout, content: Content) -> list[str]:
    first, second, third = content.title
    return [[f"{first} {second} {third}"], [first, f"{second} {third}"], [first, second, third]][layout.title_lines - 1]


def text(layout: Layout, content: Content) -> list[str]:
    if layout.label_alone:
        return [words for section in content.sections for words in section]
    return [" ".join(section) for section in content.sections]


def tables(layout: Layout, content: Content) -> list[list[tuple[str, ...]]]:
    """The rows of the table, or of the two that a page made of it."""
    order = [ROLES.index(role) for role in layout.order]
    heads = tuple(layout.headings[i] for i in order)
    rows = [tuple(row[i] for i in order) for row in content.rows]
    if not layout.cut:
        return [[heads, *rows]]
    return [[heads, *rows[: layout.cut]], [*([heads] if layout.repeat else []), *rows[layout.cut :]]]


def as_docx(layout: Layout, content: Content) -> bytes:
    document = docx.Document()
    add_approval(document, layout, content)
    blank(document, layout)
    for words in title(layout, content):
        paragraph = document.add_paragraph()
        paragraph.add_run(words).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    blank(document, layout)
    for words in text(layout, content):
        document.add_paragraph(words)
    for number, rows in enumerate(tables(layout, content)):
        if number:
            blank(document, layout)
        add_table(document, layout, rows)
    blank(document, layout)
    for words in after(layout, content):
        document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def after(layout: Layout, content: Content) -> list[str]:
    """The paragraphs below the table."""
    endorsed = [] if layout.approval == "beside" else laid_out(content.endorsement, layout.endorsement)
    return [*endorsed, *(["Parengė darbo grupės vadovė B. Klevė"] if layout.footer else [])]


def add_approval(document: Document, layout: Layout, content: Content) -> None:
    if layout.approval not in {"table", "beside"}:
        for words in laid_out(content.approval, layout.approval):
            document.add_paragraph(words).paragraph_format.left_indent = Cm(9)
        return
    beside = document.add_table(rows=1, cols=2)
    beside.cell(0, 1).text = "\n".join(content.approval)
    if layout.approval == "beside":
        beside.cell(0, 0).text = "\n".join(content.endorsement)


def blank(document: Document, layout: Layout) -> None:
    for _ in range(layout.blanks):
        document.add_paragraph()


def add_table(document: Document, layout: Layout, rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=0, cols=len(ROLES))
    for cells in rows:
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.paragraphs[0].add_run(words).bold = (words in layout.headings) or None


def as_xlsx(layout: Layout, content: Content) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    left = 1 + layout.left
    at = add_top(sheet, layout, content, 1 + layout.top)
    for rows in tables(layout, content):
        at += layout.blanks
        for cells in rows:
            for column, words in enumerate(cells, start=left):
                sheet.cell(at, column, int(words) if words.isdigit() else words)
            at += 1
    for row, words in enumerate(after(layout, content), start=at + max(layout.blanks, 1)):
        sheet.cell(row, left + 1, words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def add_top(sheet: Worksheet, layout: Layout, content: Content, at: int) -> int:
    """The rows above the table from row *at*; the next free row."""
    left = 1 + layout.left
    if layout.approval == "beside":
        for row, (words, other) in enumerate(zip(content.endorsement, content.approval, strict=True), start=at):
            sheet.cell(row, left, words)
            sheet.cell(row, left + 3, other)
        at += len(content.approval)
    else:
        for words in laid_out(content.approval, "lines" if layout.approval == "table" else layout.approval):
            sheet.cell(at, left + 3, words)
            at += 1
    at += layout.blanks
    for words in title(layout, content):
        sheet.merge_cells(start_row=at, end_row=at, start_column=left, end_column=left + 4)
        sheet.cell(at, left, words).font = Font(bold=True)
        sheet.cell(at, left).alignment = Alignment(horizontal="center")
        at += 1
    at += layout.blanks
    for words in text(layout, content):
        sheet.cell(at, left, words)
        at += 1
    return at


def laid(layout: Layout, content: Content) -> bytes:
    """The file."""
    return as_docx(layout, content) if layout.program == "docx" else as_xlsx(layout, content)
