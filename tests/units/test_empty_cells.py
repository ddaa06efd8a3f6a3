"""A cell or a line in which nobody sees anything is as empty as one without words, in every format."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import Convert

import planforms
from planforms.model import Plan

Table = Sequence[Sequence[str]]

UNSEEN = (
    " ",
    "\u00a0",
    "\u200b",
    "\u200c\u200d",
    "\u2066\u2069",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\u202f \u2003",
    "\u3164",
)
TITLE = ("BIBLIOTEKOS VEIKLOS PLANAS 2024–2025 M. M.", "", "", "", "")
ROWS = (
    ("", "", "", "", ""),
    ("Nr.", "Veikla", "Data", "Atsakingi", ""),
    ("1", "Knygų mugė", "2024 m. spalio 9 d.", "R. Uosytė", ""),
    ("", "Skaitymo valanda", "lapkričio mėn.", "", ""),
    ("", "", "", "", ""),
    ("3", "Viktorina", "2025 m. kovo 4 d.", "J. Klevas", ""),
    ("", "", "", "", ""),
)


def as_xlsx(rows: Table) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (TITLE, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx(rows: Table) -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE[0])
    document.add_paragraph(rows[0][0])
    made = document.add_table(0, 5)
    for row in rows:
        for cell, words in zip(made.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph(rows[-1][0])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(rows: Table) -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{words}</td>' for words in row)}</tr>" for row in rows)
    return f"<p>{TITLE[0]}</p><p>{rows[0][0]}</p><table>{lines}</table><p>{rows[-1][0]}</p>".encode()


def as_csv(rows: Table) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows((TITLE, *rows))
    return out.getvalue().encode()


def as_txt(rows: Table) -> bytes:
    return "\n".join("\t".join(row) for row in (TITLE, *rows)).encode()


def as_md(rows: Table) -> bytes:
    head, *others = (f"| {' | '.join(row)} |" for row in rows[1:])
    return "\n".join([TITLE[0], "", rows[0][0], "", head, "|---|---|---|---|---|", *others]).encode()


MAKERS = {"xlsx": as_xlsx, "docx": as_docx, "html": as_html, "csv": as_csv, "txt": as_txt, "md": as_md}


def filled(words: str) -> Table:
    return [[cell or words for cell in row] for row in ROWS]


def plan(data: bytes, ending: str) -> Plan:
    return planforms.read(data, f"planas.{ending}").plan


@pytest.mark.parametrize("words", UNSEEN, ids=ascii)
@pytest.mark.parametrize("ending", MAKERS)
def test_what_nobody_sees_is_empty_in_the_table_and_beside_it(ending: str, words: str) -> None:
    make = MAKERS[ending]
    assert len(plan(make(ROWS), ending).activities) == 3
    assert plan(make(filled(words)), ending) == plan(make(ROWS), ending)


@pytest.mark.parametrize("words", UNSEEN, ids=ascii)
@pytest.mark.parametrize("ending", MAKERS)
def test_one_such_cell_does_no_harm_wherever_it_is(ending: str, words: str) -> None:
    make, empty = MAKERS[ending], plan(MAKERS[ending](ROWS), ending)
    for row, cells in enumerate(ROWS):
        for column in (column for column, cell in enumerate(cells) if not cell):
            rows = [list(cells) for cells in ROWS]
            rows[row][column] = words
            assert plan(make(rows), ending) == empty, (row, column)


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_the_same_holds_for_workbooks_that_libreoffice_makes(ending: str, soffice: Convert, tmp_path: Path) -> None:
    made = tmp_path / "planas.xlsx"
    made.write_bytes(as_xlsx(filled("\u00a0\u200b")))
    assert plan(soffice(made, ending).read_bytes(), ending) == plan(as_xlsx(ROWS), "xlsx")
