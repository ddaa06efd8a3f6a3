"""Make the sample files the way a person would type them: python samples/make_samples.py.

Schools, people and plans are invented. The workbooks have real dates; one document has a table that a page break cut
in two, another has cells that go on over several rows. The old .doc is saved by LibreOffice, where that is installed.
"""

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path

import docx
from composed import COUNCIL, FAULTY, KINDERGARTEN, LIBRARY, SCHOOL, UP, Composed
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

HERE = Path(__file__).parent
APPROVED = ("PATVIRTINTA", "Šilagirio gimnazijos direktoriaus", "2025 m. rugsėjo 12 d. įsakymu Nr. V-118")
ENDORSED = (
    "PRITARTA",
    "Šilagirio gimnazijos menų mokytojų metodinės grupės",
    "2025 m. rugsėjo 9 d. posėdžio protokolu Nr. 1",
)
TITLE = ("ŠILAGIRIO GIMNAZIJOS MENŲ MOKYTOJŲ METODINĖS GRUPĖS", "VEIKLOS PLANAS 2025–2026 M. M.")
AIM = (
    "Tikslas – telkti menų mokytojus bendram darbui, kad kiekvienas mokinys per metus bent kartą parodytų savo kūrybą "
    "gimnazijos bendruomenei."
)
OBJECTIVES = (
    "Uždaviniai: rengti bendras parodas ir koncertus; dalytis pamokų medžiaga; lankyti vieni kitų pamokas ir jas kartu "
    "aptarti."
)
PRIORITIES = (
    "Prioritetinės veiklos kryptys jungti dailės, muzikos ir technologijų pamokas, stiprinti mokinių savarankišką "
    "kūrybą ir jos įsivertinimą."
)
TEXT = (AIM, OBJECTIVES, PRIORITIES, "Numatomos veiklos:")
HEADINGS = ("Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta", "Atsakingi asmenys")
DAYS_FORMAT = "yyyy-mm-dd"
ROWS = (
    ("Metodinės grupės posėdis „Ką keičiame šiais metais“.", "2025-09-09", "Gimnazijos biblioteka", "G. Klevienė"),
    (
        "<i>Europos paveldo dienos.</i> Piešinių paroda „Mūsų gatvės langai“.",
        "2025 m. rugsėjo 15–26 d.",
        "Pirmo aukšto fojė",
        "R. Uosytė, M. Liepa",
    ),
    ("Mokytojo dienos koncertas „Ačiū, kad girdite“.", "2025-10-03", "Aktų salė", "T. Eglinskas"),
    ("Atvira pamoka „Ritmas piešinyje ir dainoje“.", "2025 m. spalio mėn.", "12 kabinetas", "R. Uosytė T. Eglinskas"),
    (
        "Edukacinė išvyka į keramikos dirbtuves.",
        "2025-11-18",
        "Molio kiemas, Dirbtuvių g. 4, Šilagiris",
        "A. Beržaitė, M. Liepa",
    ),
    (
        "Seminaras „Vertinimas be pažymio menų pamokose“.",
        "2025 m. lapkričio ar gruodžio mėn.",
        "Švietimo pagalbos centras",
        "G. Klevienė",
    ),
    (
        "Kalėdinių dirbinių mugė: mokinių darbai parduodami, o surinkti pinigai skiriami dažams ir popieriui pirkti.",
        "2025 m. gruodžio 8–12 d.",
        "Pirmo aukšto fojė",
        "A. Beržaitė, R. Uosytė",
    ),
    ("Pirmojo pusmečio darbų aptarimas.", "2026-01-20", "Gimnazijos biblioteka", "G. Klevienė"),
    ("Dailės olimpiados mokyklos etapo darbų atranka.", "iki 2026 m. sausio 30 d.", "12 kabinetas", "R. Uosytė"),
    ("Užgavėnių kaukių dirbtuvės pradinių klasių mokiniams.", "2026-02-17", "Technologijų kabinetas", "A. Beržaitė"),
    (
        "Koncertas „Trys spalvos“ Lietuvos nepriklausomybės atkūrimo dienai.",
        "2026-03-10",
        "Aktų salė",
        "T. Eglinskas, M. Liepa",
    ),
    (
        "Metodinė diena su kaimyninės mokyklos menų mokytojais.",
        "2026 m. kovo mėn.",
        "Upytės progimnazija",
        "G. Klevienė",
    ),
    ("Pavasario koncertas „Skamba girios“.", "2026-05-14", "Gimnazijos kiemas", "T. Eglinskas"),
    (
        "Baigiamoji mokinių darbų paroda.",
        "2026 m. gegužės 25 d. – birželio 5 d.",
        "Pirmo aukšto fojė",
        "R. Uosytė, A. Beržaitė, M. Liepa",
    ),
    ("Konsultacijos mokiniams, besirengiantiems menų egzaminui.", "Visus metus", "Menų kabinetai", "Menų mokytojai"),
    ("Pamokų stebėjimas ir aptarimas.", "Kas mėnesį", "Menų kabinetai", "G. Klevienė, menų mokytojai"),
    ("Metų veiklos ataskaita.", "iki 2026 m. birželio 19 d.", "Gimnazijos biblioteka", "G. Klevienė"),
    ("Rudens pleneras „Nuo ryto iki miglos“.", "2026-10-08", "Šilagirio parkas", "R. Uosytė, T. Eglinskas"),
)
MONTHS = (
    *("sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio"),
    *("liepos", "rugpjūčio", "rugsėjo", "spalio", "lapkričio", "gruodžio"),
)
ROWS_ON_PAGE_ONE = 7


def day(words: str) -> dt.date | None:
    """The day of an ISO date, else nothing."""
    return dt.date.fromisoformat(words) if re.fullmatch(r"\d{4}-\d\d-\d\d", words) else None


def long_day(words: str) -> str:
    """An ISO date as people write it in a document."""
    date = day(words)
    return f"{date.year} m. {MONTHS[date.month - 1]} {date.day} d." if date else words


def make_workbook(path: Path) -> None:
    """The plan as a coordinator keeps it: everything on one sheet, days as real dates."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Planas"
    for letter, width in zip("ABCDE", (6, 46, 24, 24, 26), strict=True):
        sheet.column_dimensions[letter].width = width
    for row, words in enumerate(APPROVED, start=1):
        sheet.cell(row, 4, words)
    for row, words in enumerate(TITLE, start=5):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        sheet.cell(row, 1, words).font = Font(bold=True)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    for row, words in enumerate(TEXT, start=8):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        sheet.cell(row, 1, words).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 15 if len(words) < len(TITLE[0]) else 32
    thin = Side(style="thin")
    first = 13
    for row, cells in enumerate((HEADINGS, *((i, *cells) for i, cells in enumerate(ROWS, start=1))), start=first):
        for column, words in enumerate(cells, start=1):
            cell = sheet.cell(row, column)
            cell.border = Border(thin, thin, thin, thin)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == first)
            if isinstance(words, str) and (date := day(words)):
                cell.value = date
                cell.number_format = 'yyyy "m." mmmm d "d."'
            elif isinstance(words, str) and words.startswith("<i>"):
                slanted, plain = words.removeprefix("<i>").split("</i>")
                cell.value = CellRichText(TextBlock(InlineFont(i=True), slanted), plain)
            else:
                cell.value = words
    for row, words in enumerate(ENDORSED, start=first + len(ROWS) + 2):
        sheet.cell(row, 2, words)
    book.save(path)


def make_document(path: Path) -> None:
    """The plan as an old Word file: spaces for layout, and a table that a page break cut in two."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    for words in APPROVED:
        document.add_paragraph(words).paragraph_format.left_indent = Cm(9)
    for words in TITLE:
        paragraph = document.add_paragraph()
        paragraph.add_run(words).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in TEXT:
        document.add_paragraph(words)
    add_table(document, (HEADINGS, *numbered(1, ROWS[:ROWS_ON_PAGE_ONE])))
    document.add_page_break()
    add_table(document, tuple(numbered(ROWS_ON_PAGE_ONE + 1, ROWS[ROWS_ON_PAGE_ONE:])))
    document.add_paragraph()
    document.add_paragraph("\n".join(ENDORSED))
    document.save(path)


def numbered(first: int, rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    """Rows with their number before them."""
    return [(str(i), *cells) for i, cells in enumerate(rows, start=first)]


def add_table(document: docx.document.Document, rows: tuple[tuple[str, ...], ...]) -> None:
    """A table with a grid, its first row bold where it holds the headings."""
    table = document.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
    for cells in rows:
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            slanted, _, plain = long_day(words).removeprefix("<i>").rpartition("</i>")
            paragraph = cell.paragraphs[0]
            paragraph.add_run(slanted).italic = True
            paragraph.add_run(plain).bold = cells is HEADINGS or None


def typed(words: str) -> str | dt.date:
    """What a spreadsheet makes of a cell: an ISO date is a date."""
    return day(words) or words


def composed_workbook(plan: Composed, path: Path) -> None:
    """A composed plan as a coordinator keeps it, each heading over the whole table joined."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Planas"
    last = len(plan.headings)
    for number, words in enumerate(plan.headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(7, min(44, 2 * len(words)))
    row = 1
    for words in plan.approved:
        sheet.cell(row, last - 1, words)
        row += 1
    for words in (*plan.title, *plan.texts):
        row += words in {plan.title[0], plan.texts[0]}
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        cell = sheet.cell(row, 1, words)
        cell.font = Font(bold=words in plan.title)
        cell.alignment = Alignment(horizontal="center" if words in plan.title else None, wrap_text=True)
        row += 1
    thin = Side(style="thin")
    for cells in (plan.headings, *plan.rows):
        row += cells is plan.headings
        bold = cells is plan.headings or len(cells) == 1
        for column, words in enumerate(cells, start=1):
            cell = sheet.cell(row, column, typed(words))
            cell.number_format = DAYS_FORMAT if day(words) else cell.number_format
            cell.border, cell.font = Border(thin, thin, thin, thin), Font(bold=bold)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if len(cells) == 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        row += 1
    for mark in plan.below:
        for row, words in enumerate(mark, start=row + 1):  # noqa: B020 (goes on under the mark before)
            sheet.cell(row, 2, words)
        row += 1
    book.save(path)


def composed_document(plan: Composed, path: Path) -> None:
    """A composed plan as a Word file, each cell of ``"`` joined with the cell above it."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    for words in plan.approved:
        document.add_paragraph(words).paragraph_format.left_indent = Cm(9)
    for words in plan.title:
        paragraph = document.add_paragraph()
        paragraph.add_run(words).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in plan.texts:
        document.add_paragraph(words)
    table = document.add_table(rows=0, cols=len(plan.headings), style="Table Grid")
    for cells in (plan.headings, *plan.rows):
        row = table.add_row().cells
        if len(cells) == 1:
            row[0].merge(row[-1])
        for column, words in enumerate(cells):
            if words == UP:
                table.cell(len(table.rows) - 2, column).merge(row[column])
            else:
                row[column].paragraphs[0].add_run(words).bold = cells is plan.headings or len(cells) == 1 or None
    for mark in plan.below:
        document.add_paragraph()
        document.add_paragraph("\n".join(mark))
    document.save(path)


def old_word(path: Path) -> None:
    """The document saved once more as the old .doc, beside it."""
    if office := shutil.which("soffice"):
        command = [office, "--headless", "--convert-to", "doc", "--outdir", str(path.parent), str(path)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        path.unlink()


if __name__ == "__main__":
    make_workbook(HERE / "menu-grupe.xlsx")
    make_document(HERE / "menu-grupe.docx")
    composed_workbook(KINDERGARTEN, HERE / "darzelio-menuo.xlsx")
    composed_document(COUNCIL, HERE / "mokyklos-taryba.docx")
    composed_workbook(LIBRARY, HERE / "biblioteka.xlsx")
    composed_document(LIBRARY, HERE / "biblioteka-sena.docx")
    old_word(HERE / "biblioteka-sena.docx")
    composed_document(SCHOOL, HERE / "mokykla.docx")
    composed_workbook(FAULTY, HERE / "su-trukumais.xlsx")
