"""Which rows a file itself marks as headings or freezes reaches the grid, from every format that can say so."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import Convert
from docx.oxml import OxmlElement
from openpyxl.worksheet.table import Table
from wordml import archive as archive_of

from planforms.package import DEFAULT_LIMITS
from planforms.readers import bounded, html, ods, text, xlsx
from planforms.readers import docx as word
from planforms.source import Grid, Source

ROWS = (
    ("RENGINIŲ PLANAS", "", ""),
    ("Mėnuo", "Renginys", "Dalyviai"),
    ("Spalis", "Rudens mugė", "Visi"),
    ("Gruodis", "Koncertas", "5–8 klasės"),
)


def grid(source: Source) -> Grid:
    (found,) = (block for block in bounded(source, "", DEFAULT_LIMITS).blocks if isinstance(block, Grid))
    return found


def workbook(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Planas '24"
    for row in ROWS:
        book.active.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(book: openpyxl.Workbook, reference: str = "A2:C4", headings: int = 1) -> None:
    made = Table(displayName="Veiklos", ref=reference, headerRowCount=headings)
    if not headings:
        made.autoFilter = None
    book.active.add_table(made)  # type: ignore[union-attr]


WORKBOOKS: dict[str, tuple[Callable[[openpyxl.Workbook], object], tuple[int, ...]]] = {
    "nothing": (lambda _: None, ()),
    "a filter": (lambda book: setattr(book.active.auto_filter, "ref", "A2:C4"), (2,)),  # type: ignore[union-attr]
    "print titles": (lambda book: setattr(book.active, "print_title_rows", "1:2"), (1, 2)),
}


@pytest.mark.parametrize(("change", "headings"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_workbook_and_its_copy_by_libreoffice_mark_the_same_rows(
    change: Callable[[openpyxl.Workbook], object], headings: tuple[int, ...], soffice: Convert, tmp_path: Path
) -> None:
    made = tmp_path / "planas.xlsx"
    made.write_bytes(workbook(change))
    copies = [soffice(made, ending).read_bytes() for ending in ("xlsx", "ods")]
    found = [xlsx.read(data, "") for data in (made.read_bytes(), copies[0])] + [ods.read(copies[1], "")]
    assert [grid(source).heading_rows for source in found] == [headings] * 3


@pytest.mark.parametrize(("corner", "rows"), [("B3", 2), ("A2", 1), ("B1", 0), (None, 0)])
def test_rows_frozen_in_excel_are_counted(corner: str | None, rows: int) -> None:
    made = workbook(lambda book: setattr(book.active, "freeze_panes", corner))
    assert grid(xlsx.read(made, "")).frozen_rows == rows


@pytest.mark.parametrize(("mode", "rows"), [("2", 2), ("1", 0)], ids=["frozen", "split"])
def test_rows_frozen_in_libreoffice_are_counted(mode: str, rows: int, soffice: Convert, tmp_path: Path) -> None:
    made = tmp_path / "planas.xlsx"
    made.write_bytes(workbook(lambda _: None))
    with zipfile.ZipFile(soffice(made, "ods")) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    # LibreOffice keeps views only of windows that were open, as these two settings of a sheet.
    said = "".join(
        f'<config:config-item config:name="VerticalSplit{name}" config:type="short">{value}</config:config-item>'
        for name, value in (("Mode", mode), ("Position", "2"))
    )
    sheet = f'<config:config-item-map-entry config:name="Planas \'24">{said}</config:config-item-map-entry>'
    parts["settings.xml"] = parts["settings.xml"].replace(
        "</config:config-item-set>", f"{sheet}</config:config-item-set>", 1
    )
    assert grid(ods.read(archive_of(parts), "")).frozen_rows == rows


def test_the_first_row_of_an_excel_table_is_marked_where_it_has_headings() -> None:
    assert grid(xlsx.read(workbook(table), "")).heading_rows == (2,)
    assert grid(xlsx.read(workbook(lambda book: table(book, "A3:C4", headings=0)), "")).heading_rows == ()


def test_rows_that_are_frozen_below_the_top_of_the_view_end_where_they_end() -> None:
    def scrolled(book: openpyxl.Workbook) -> None:
        book.active.freeze_panes = "A3"  # type: ignore[union-attr]
        view = book.active.sheet_view  # type: ignore[union-attr]
        view.topLeftCell, view.pane.ySplit = "A2", 1  # type: ignore[union-attr]

    assert grid(xlsx.read(workbook(scrolled), "")).frozen_rows == 2


@pytest.mark.parametrize(("marked", "headings"), [((), ()), ((0,), (1,)), ((0, 1), (1, 2)), ((0, 1, 2, 3), ())])
def test_rows_that_word_repeats_on_each_page_are_marked(marked: tuple[int, ...], headings: tuple[int, ...]) -> None:
    document = docx.Document()
    made = document.add_table(0, 3)
    for index, words in enumerate(ROWS):
        row = made.add_row()
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said
        if index in marked:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it
    out = io.BytesIO()
    document.save(out)
    assert grid(word.read(out.getvalue(), "")).heading_rows == headings


def cells(tag: str, *words: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{word}</{tag}>' for word in words)}</tr>"


HEAD, BODY, GROUP = cells("th", *ROWS[1]), cells("td", *ROWS[2]), cells("th", "Spalis")


@pytest.mark.parametrize(
    ("page", "headings"),
    [
        (f"<table>{HEAD}{BODY}</table>", (1,)),
        (f"<table><thead>{cells('td', *ROWS[1])}</thead><tbody>{BODY}</tbody></table>", (1,)),
        (f"<table><thead>{HEAD}{HEAD}</thead>{BODY}</table>", (1, 2)),
        (f"<table>{BODY}{GROUP}{BODY}</table>", ()),
        (f"<table>{HEAD}{HEAD}</table>", ()),
        ("<table><tr><th>Spalis</th><td>Mugė</td></tr><tr><th>Kovas</th><td>Turnyras</td></tr></table>", ()),
    ],
)
def test_rows_of_th_and_of_thead_are_marked(page: str, headings: tuple[int, ...]) -> None:
    assert grid(html.read(page.encode(), "")).heading_rows == headings


@pytest.mark.parametrize(
    ("words", "headings"),
    [
        ("| Mėnuo | Renginys |\n|---|---|\n| Spalis | Mugė |", (1,)),
        ("| Spalis | Mugė |\n| Kovas | Turnyras |", ()),
        ("Spalis\tMugė\nKovas\tTurnyras", ()),
    ],
)
def test_the_row_above_the_dashes_of_markdown_is_marked(words: str, headings: tuple[int, ...]) -> None:
    assert grid(text.read(words.encode(), "planas.md")).heading_rows == headings
