"""A real plan, as text, as a workbook and as a document, becomes one plan and one official document.

The plan is not ours to publish, so these tests read it from beside the repository and are skipped where it is absent.
"""

import datetime as dt
import io
import re
from collections import Counter
from pathlib import Path

import docx
import pdfplumber
import pytest
from conftest import Convert
from docx.document import Document
from docx.shared import Cm
from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openxml_audit import FileFormat, OpenXmlValidator

import planforms
from planforms.model import ActKind, Mark, Plan, SectionRole, Text, words_of
from planforms.period import school_years

SEED = Path(__file__).parents[3] / "shared" / "seed" / "plan.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the real plan lies beside the repository, not in it")

Rows = list[list[str]]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planforms.read(SEED.read_bytes(), "plan.txt").plan


def parts() -> tuple[list[str], Rows, list[str]]:
    """The paragraphs above the table, its rows, and the paragraphs below."""
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", SEED.read_text(encoding="utf-8"))]
    rows = [line.split("\t") for block in blocks if "\t" in block for line in block.split("\n")]
    first = next(i for i, block in enumerate(blocks) if "\t" in block)
    plain = [block for block in blocks if "\t" not in block]
    return plain[:first], rows, plain[first:]


def test_the_text_is_understood(plan: Plan) -> None:
    assert len(plan.activities) == 17
    assert [column.id for column in plan.columns] == ["number", "title", "when", "place", "responsible"]
    approval, endorsement = plan.marks
    (order,), (minutes,) = approval.acts, endorsement.acts
    assert (order.kind, order.date, order.number) == (ActKind.ORDER, dt.date(2023, 9, 29), "V-361")
    assert (minutes.kind, minutes.date, minutes.number) == (ActKind.MINUTES, dt.date(2023, 9, 19), "1")
    assert plan.period == school_years(2023)
    assert [section.role for section in plan.sections] == [
        SectionRole.AIM,
        SectionRole.OBJECTIVES,
        SectionRole.PRIORITIES,
        SectionRole.LEAD_IN,
    ]


def workbook(*, title_column: int) -> bytes:
    """The plan typed into a sheet that begins at *title_column*, a paragraph or a row of the table a row."""
    above, rows, below = parts()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    at = 3
    for block in above:
        for words in block.replace("**", "").split("\n"):
            sheet.cell(at, title_column, words)
            at += 1
        at += 1
    for cells in rows:
        for column, words in enumerate(cells, start=title_column):
            slanted, _, plain = words.removeprefix("<i>").rpartition("</i>")
            rich = CellRichText(TextBlock(InlineFont(i=True), slanted), plain)
            number = column == title_column and words.isdigit()
            sheet.cell(at, column, rich if slanted else int(words) if number else words)
        at += 1
    for block in below:
        for words in block.split("\n"):
            at += 1
            sheet.cell(at, title_column + 1, words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def document(*, one_table: bool) -> bytes:
    """The plan typed into Word; the table whole, or cut in two as the page cut it."""
    above, rows, below = parts()
    made = docx.Document()
    for block in above:
        paragraph = made.add_paragraph()
        paragraph.add_run(block.replace("**", "")).bold = "**" in block
        if block.startswith("PATVIRTINTA") or block == above[1]:
            paragraph.paragraph_format.left_indent = Cm(8.5)
    cut = len(rows) if one_table else 6
    for part in (rows[:cut], rows[cut:]):
        if part:
            add_table(made, part)
            made.add_paragraph()
    for block in below:
        made.add_paragraph(block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def add_table(made: Document, rows: Rows) -> None:
    table = made.add_table(rows=0, cols=5)
    for cells in rows:
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            slanted, _, plain = words.removeprefix("<i>").rpartition("</i>")
            cell.paragraphs[0].add_run(slanted).italic = True
            cell.paragraphs[0].add_run(plain)


@pytest.mark.parametrize("column", [1, 3])
def test_the_same_plan_in_a_workbook_is_equal(plan: Plan, column: int) -> None:
    assert planforms.read(workbook(title_column=column), "planas.xlsx").plan == plan


@pytest.mark.parametrize("one_table", [True, False])
def test_the_same_plan_in_a_document_is_equal(plan: Plan, *, one_table: bool) -> None:
    assert planforms.read(document(one_table=one_table), "planas.docx").plan == plan


def test_the_official_document_has_the_words_of_the_source_and_no_other(plan: Plan) -> None:
    source = re.sub(r"</?i>|\*\*", "", SEED.read_text(encoding="utf-8"))
    written = planforms.write(plan, "docx")
    assert Counter(source.split()) == Counter(word.replace("\u2060", "") for word in words_of_document(written))
    assert Counter(source.split()) == Counter(" ".join(all_words(plan)).split())


def words_of_document(data: bytes) -> list[str]:
    """The words of the body, read with nothing of planforms; white space of any kind parts them."""
    body = docx.Document(io.BytesIO(data)).element.body
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    gaps = {f"{w}p": "\n", f"{w}br": "\n", f"{w}tab": "\t", f"{w}tc": "\n"}
    return "".join(etree_words(body, gaps, f"{w}t")).split()


def etree_words(root: etree._Element, gaps: dict[str, str], text: str) -> list[str]:
    return [(node.text or "") if node.tag == text else gaps.get(str(node.tag), "") for node in root.iter()]


def all_words(plan: Plan) -> list[str]:
    texts: list[str | Text | Mark] = [plan.title, *(mark.words for mark in plan.marks)]
    for section in (*plan.sections, *plan.closing):
        texts += [section.label, section.text]
    texts += [column.heading for column in plan.columns]
    for activity in plan.activities:
        texts += [words_of(cell) for cell in activity.cells.values()]
    return [str(text) for text in texts]


def test_the_official_document_reads_back_to_an_equal_plan_and_is_a_fixed_point(plan: Plan) -> None:
    written = planforms.write(plan, "docx")
    again = planforms.read(written, "planas.docx")
    assert again.plan == plan
    assert again.findings == ()
    assert planforms.write(again.plan, "docx") == written


def test_the_official_document_takes_two_pages(plan: Plan, soffice: Convert, tmp_path: Path) -> None:
    file = tmp_path / "planas.docx"
    file.write_bytes(planforms.write(plan, "docx"))
    with pdfplumber.open(soffice(file, "pdf")) as pdf:
        first, second = pdf.pages
        assert "PATVIRTINTA" in first.extract_text()
        assert "PRITARTA" in second.extract_text()


def test_the_official_document_is_valid(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "planas.docx"
    file.write_bytes(planforms.write(plan, "docx"))
    for office in (FileFormat.OFFICE_2010, FileFormat.OFFICE_2019, FileFormat.MICROSOFT_365):
        assert OpenXmlValidator(office).validate(str(file)).errors == []
