"""The same plan laid out in hundreds of ways reads to the same plan.

Hypothesis draws a layout: the program, where the marks stand and how, the order and the wording of the columns, blank
rows and columns, a table cut in two, merged titles. The plan that comes back is compared part by part.
"""

import io
from typing import NamedTuple

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

import planforms
from planforms.model import Activity, Plan

APPROVAL = ("PATVIRTINTA", "Žaliosios progimnazijos direktoriaus", "2025 m. rugsėjo 3 d. įsakymu Nr. V1-37")
ENDORSEMENT = (
    "PRITARTA",
    "Žaliosios progimnazijos mokytojų tarybos",
    "2025 m. rugpjūčio 29 d. posėdžio protokolu Nr. MT-5",
)
TITLE = ("ŽALIOSIOS PROGIMNAZIJOS", "SKAITYMO SKATINIMO VEIKLOS PLANAS", "2025–2026 M. M.")
SECTIONS = (("Tikslas –", "kad skaitytų visi."), ("Uždaviniai:", "rinkti knygas; jas aptarti."))
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
ROWS = (
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


def title(layout: Layout) -> list[str]:
    first, second, third = TITLE
    return [[f"{first} {second} {third}"], [first, f"{second} {third}"], [first, second, third]][layout.title_lines - 1]


def text(layout: Layout) -> list[str]:
    if layout.label_alone:
        return [words for section in SECTIONS for words in section]
    return [" ".join(section) for section in SECTIONS]


def tables(layout: Layout) -> list[list[tuple[str, ...]]]:
    """The rows of the table, or of the two that a page made of it."""
    order = [ROLES.index(role) for role in layout.order]
    heads = tuple(layout.headings[i] for i in order)
    rows = [tuple(row[i] for i in order) for row in ROWS]
    if not layout.cut:
        return [[heads, *rows]]
    return [[heads, *rows[: layout.cut]], [*([heads] if layout.repeat else []), *rows[layout.cut :]]]


def as_docx(layout: Layout) -> bytes:
    document = docx.Document()
    add_approval(document, layout)
    blank(document, layout)
    for words in title(layout):
        paragraph = document.add_paragraph()
        paragraph.add_run(words).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    blank(document, layout)
    for words in text(layout):
        document.add_paragraph(words)
    for number, rows in enumerate(tables(layout)):
        if number:
            blank(document, layout)
        add_table(document, layout, rows)
    blank(document, layout)
    for words in after(layout):
        document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def after(layout: Layout) -> list[str]:
    """The paragraphs below the table."""
    endorsed = [] if layout.approval == "beside" else laid_out(ENDORSEMENT, layout.endorsement)
    return [*endorsed, *(["Parengė darbo grupės vadovė B. Klevė"] if layout.footer else [])]


def add_approval(document: Document, layout: Layout) -> None:
    if layout.approval not in {"table", "beside"}:
        for words in laid_out(APPROVAL, layout.approval):
            document.add_paragraph(words).paragraph_format.left_indent = Cm(9)
        return
    beside = document.add_table(rows=1, cols=2)
    beside.cell(0, 1).text = "\n".join(APPROVAL)
    if layout.approval == "beside":
        beside.cell(0, 0).text = "\n".join(ENDORSEMENT)


def blank(document: Document, layout: Layout) -> None:
    for _ in range(layout.blanks):
        document.add_paragraph()


def add_table(document: Document, layout: Layout, rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=0, cols=len(ROLES))
    for cells in rows:
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.paragraphs[0].add_run(words).bold = (words in layout.headings) or None


def as_xlsx(layout: Layout) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    left = 1 + layout.left
    at = add_top(sheet, layout, left, 1 + layout.top)
    for rows in tables(layout):
        at += layout.blanks
        for cells in rows:
            for column, words in enumerate(cells, start=left):
                sheet.cell(at, column, int(words) if words.isdigit() else words)
            at += 1
    for row, words in enumerate(after(layout), start=at + max(layout.blanks, 1)):
        sheet.cell(row, left + 1, words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def add_top(sheet: Worksheet, layout: Layout, left: int, at: int) -> int:
    """The rows above the table from row *at*; the next free row."""
    if layout.approval == "beside":
        for row, (words, other) in enumerate(zip(ENDORSEMENT, APPROVAL, strict=True), start=at):
            sheet.cell(row, left, words)
            sheet.cell(row, left + 3, other)
        at += len(APPROVAL)
    else:
        for words in laid_out(APPROVAL, "lines" if layout.approval == "table" else layout.approval):
            sheet.cell(at, left + 3, words)
            at += 1
    at += layout.blanks
    for words in title(layout):
        sheet.merge_cells(start_row=at, end_row=at, start_column=left, end_column=left + 4)
        sheet.cell(at, left, words).font = Font(bold=True)
        sheet.cell(at, left).alignment = Alignment(horizontal="center")
        at += 1
    at += layout.blanks
    for words in text(layout):
        sheet.cell(at, left, words)
        at += 1
    return at


def said(plan: Plan) -> list[tuple[str, ...]]:
    """The activities, their cells in the order of the roles."""
    assert all(isinstance(row, Activity) for row in plan.rows)
    return [tuple(str(activity.text(role)) for role in ROLES) for activity in plan.activities]


@given(layouts)
@settings(max_examples=150)
def test_every_layout_of_a_plan_reads_to_the_same_plan(layout: Layout) -> None:
    data = as_docx(layout) if layout.program == "docx" else as_xlsx(layout)
    reading = planforms.read(data, f"planas.{layout.program}")
    plan = reading.plan
    assert [column.role.value for column in plan.columns] == list(layout.order)
    assert said(plan) == list(ROWS)
    assert " ".join(str(plan.title).split()) == " ".join(TITLE)
    assert plan.period == planforms.parse_period("2025-2026")
    assert [(s.label, " ".join(str(s.text).split())) for s in plan.sections] == list(SECTIONS)
    approval, endorsement = plan.marks
    assert (approval.by, str(approval.acts[0].date), approval.acts[0].number) == (APPROVAL[1], "2025-09-03", "V1-37")
    assert (endorsement.by, str(endorsement.acts[0].date)) == (ENDORSEMENT[1], "2025-08-29")
    assert [" ".join(str(section.text).split()) for section in plan.closing] == (
        ["Parengė darbo grupės vadovė B. Klevė"] if layout.footer else []
    )
    assert [finding.code for finding in reading.findings] == (["R125"] if layout.cut and layout.repeat else [])
    assert planforms.read(planforms.write(plan, "docx"), "").plan == plan
