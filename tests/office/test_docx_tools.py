"""Documents made by the programs that make them in life: the same plan is read of each."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from planforms.readers.docx import read
from planforms.source import Align, Grid, Line, Source

Convert = Callable[[Path, str], Path]
ROWS = (
    ("Eil. Nr.", "Renginys", "Data"),
    ("1", "Rudens mugė „Derlius“", "2026 m. spalio 2 d."),
    ("2", "Knygų savaitė", "2026 m. lapkričio mėn."),
)
CELLS = {(row, column): words for row, line in enumerate(ROWS, start=1) for column, words in enumerate(line, start=1)}
TITLE = "RENGINIŲ PLANAS 2026–2027 M. M."
MARKDOWN = f"""{TITLE}

1. pirmas
2. antras

- taškas

| {" | ".join(ROWS[0])} |
|----|-----------------------------|------------------------------|
| {" | ".join(ROWS[1])} |
| 2 | *Knygų* savaitė | {ROWS[2][2]} |
"""
HTML_ROWS = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in ROWS)
HTML = f"""<meta charset="utf-8"><p align="center"><b>{TITLE}</b></p><ol><li>pirmas</li><li>antras</li></ol>
<ul><li>taškas</li></ul><table border="1">{HTML_ROWS}</table>
<p>pabaiga<sup>2</sup> <a href="https://mokykla.example/">čia</a></p>"""


def by_python_docx() -> bytes:
    made = docx.Document()
    made.add_paragraph(TITLE).alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("pirmas", style="List Number")
    made.add_paragraph("antras", style="List Number")
    made.add_paragraph("taškas", style="List Bullet")
    table = made.add_table(len(ROWS), len(ROWS[0]))
    for line, row in zip(ROWS, table.rows, strict=True):
        for words, cell in zip(line, row.cells, strict=True):
            cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def words(source: Source) -> list[str]:
    return [str(block.text) for block in source.blocks if isinstance(block, Line) and str(block.text).strip()]


def cells(source: Source) -> dict[tuple[int, int], str]:
    (grid,) = [block for block in source.blocks if isinstance(block, Grid)]
    return {(cell.row, cell.column): str(cell.text).strip() for cell in grid.cells}


def test_python_docx() -> None:
    source = read(by_python_docx(), "planas.docx")
    assert words(source) == [TITLE, "1. pirmas", "2. antras", "• taškas"]
    assert cells(source) == CELLS
    assert source.findings == ()


def test_pandoc(tmp_path: Path) -> None:
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    subprocess.run(["pandoc", "-o", tmp_path / "planas.docx"], input=MARKDOWN.encode(), check=True)
    source = read((tmp_path / "planas.docx").read_bytes(), "planas.docx")
    assert words(source) == [TITLE, "1. pirmas", "2. antras", "• taškas"]
    assert cells(source) == CELLS
    (grid,) = [block for block in source.blocks if isinstance(block, Grid)]
    assert any(
        run.italic and run.text == "Knygų" for cell in grid.cells for p in cell.text.paragraphs for run in p.runs
    )
    assert source.findings == ()


@pytest.mark.parametrize("ending", ["docx:MS Word 2007 XML", "docx:Office Open XML Text"])
def test_libreoffice(soffice: Convert, tmp_path: Path, ending: str) -> None:
    (tmp_path / "planas.html").write_text(HTML, encoding="utf-8")
    odt = soffice(tmp_path / "planas.html", "odt:writer8")
    source = read(soffice(odt, ending).read_bytes(), "planas.docx")
    assert words(source) == [TITLE, "1. pirmas", "2. antras", "• taškas", "pabaiga2 čia"]
    assert cells(source) == CELLS
    title = source.blocks[0]
    assert isinstance(title, Line)
    assert title.align is Align.CENTRE
    assert all(run.bold for paragraph in title.text.paragraphs for run in paragraph.runs)
    last = [block for block in source.blocks if isinstance(block, Line) and block.text][-1]
    assert last.text.paragraphs[0].runs[-1].link == "https://mokykla.example/"


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_documents_with_macros_are_read_like_any_other(kind: str) -> None:
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(by_python_docx())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(plain.encode(), kind.encode()))
    assert cells(read(out.getvalue(), "planas.dotm")) == CELLS
