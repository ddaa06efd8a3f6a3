"""Workbooks that openpyxl, XlsxWriter and LibreOffice make are read to what their user sees."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from workbooks import all_words, cells, codes, grids, lines, words

from planforms.model import Paragraph, Run, Script
from planforms.readers import xlsx
from planforms.source import Line, Precision, Source

Fill = Callable[[Worksheet], object]


def by_openpyxl(*sheets: Fill, **properties: object) -> bytes:
    book = openpyxl.Workbook()
    for index, fill in enumerate(sheets):
        sheet = book.active if index == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = f"Lapas{index + 1}"
        fill(sheet)
    for name, value in properties.items():
        setattr(book, name, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter(
    fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object], **options: object
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet("Planas"))
    return out.getvalue()


moment = dt.datetime.fromisoformat


def read(data: bytes) -> Source:
    return xlsx.read(data, "planas.xlsx")


def test_a_cell_stands_where_its_user_sees_it() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C12"] = "Renginys"

    source = read(by_openpyxl(fill))
    assert str(grids(source)[0].cells[0].place) == "Lapas1!C12"
    assert (grids(source)[0].cells[0].row, grids(source)[0].cells[0].column) == (12, 3)


@pytest.mark.parametrize(
    ("value", "code", "text", "kept", "precision"),
    [
        (dt.date(2025, 10, 9), "yyyy-mm-dd", "2025 m. spalio 9 d.", dt.date(2025, 10, 9), Precision.DAY),
        (dt.date(2025, 10, 9), 'yyyy "m." mmmm', "2025 m. spalio mėn.", dt.date(2025, 10, 9), Precision.MONTH),
        (dt.date(2025, 10, 9), "yyyy", "2025 m.", dt.date(2025, 10, 9), Precision.YEAR),
        (moment("2025-10-09"), "yyyy-mm-dd hh:mm:ss", "2025 m. spalio 9 d.", dt.date(2025, 10, 9), Precision.DAY),
        (
            moment("2025-10-09 14:05"),
            "yyyy-mm-dd hh:mm",
            "2025-10-09 14:05",
            moment("2025-10-09 14:05"),
            Precision.CLOCK,
        ),
        (dt.time(14, 5), "h:mm", "14:05", dt.time(14, 5), Precision.CLOCK),
        (1, "General", "1", 1.0, None),
        (0.3, "0%", "30%", 0.3, None),
        (7, "000", "007", 7.0, None),
        (True, "General", "TAIP", None, None),
    ],
)
def test_a_value_keeps_and_gets_the_words_that_its_format_shows(
    value: object, code: str, text: str, kept: object, precision: Precision | None
) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value  # type: ignore[assignment]
        sheet["A1"].number_format = code

    cell = cells(read(by_openpyxl(fill)))["A1"]
    assert (str(cell.text), cell.value, cell.precision) == (text, kept, precision)


def test_the_epoch_of_1904_moves_no_date() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_datetime(0, 0, moment("2025-10-09"), book.add_format({"num_format": "yyyy-mm-dd"}))

    assert words(read(by_xlsxwriter(fill, date_1904=True))) == {"A1": "2025 m. spalio 9 d."}


def test_looks_inside_a_cell_are_kept() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        looks = [
            {"italic": True},
            {"bold": True},
            {"underline": 1},
            {"font_strikeout": True},
            {"font_script": 1},
            {"font_script": 2},
        ]
        parts = [part for i, look in enumerate(looks) for part in (book.add_format(look), f"k{i}", " ir ")]
        sheet.write_rich_string(0, 0, "Skaitome ", *parts)

    runs = cells(read(by_xlsxwriter(fill)))["A1"].text.paragraphs[0].runs
    assert [run for run in runs if not run.plain] == [
        Run("k0", italic=True),
        Run("k1", bold=True),
        Run("k2", underline=True),
        Run("k3", struck=True),
        Run("k4", script=Script.SUPER),
        Run("k5", script=Script.SUB),
    ]


def test_the_looks_of_a_whole_cell_are_its_words_looks() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Atšaukta"
        sheet["A1"].font = Font(strike=True, italic=True)
        sheet["A2"] = CellRichText("Parodos ", TextBlock(InlineFont(b=True), "atidarymas"))
        sheet["A2"].font = Font(italic=True)

    found = cells(read(by_openpyxl(fill)))
    assert found["A1"].text.paragraphs == (Paragraph((Run("Atšaukta", italic=True, struck=True),)),)
    assert found["A2"].text.paragraphs == (Paragraph((Run("Parodos ", italic=True), Run("atidarymas", bold=True))),)


def test_line_breaks_make_paragraphs() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "pirma\nantra\r\n\ntrečia"

    assert words(read(by_openpyxl(fill))) == {"A1": "pirma\nantra\n\ntrečia"}


def test_a_merge_is_a_span_as_far_as_words_reach() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "PLANAS"
        sheet.merge_cells("A1:Z1")
        sheet.append(["1", "Renginys", "Salė"])
        sheet.append(["2", "Popietė"])
        sheet.merge_cells("C2:C3")

    found = cells(read(by_openpyxl(fill)))
    assert (found["A1"].rows, found["A1"].columns) == (1, 3)
    assert (found["C2"].rows, found["C2"].columns) == (2, 1)


def test_a_formula_gives_the_value_that_the_file_keeps() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, '=A1&" kl."', None, "2 kl.")
        sheet.write_formula(0, 2, "=1/0", None, "#DIV/0!")

    source = read(by_xlsxwriter(fill))
    assert words(source) == {"A1": "2", "B1": "2 kl.", "C1": "#DIV/0!"}
    assert codes(source) == ["R108"]
    assert source.findings[0].words == "#DIV/0!"


def test_a_formula_that_nobody_worked_out_is_told_and_its_words_stay() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = '=A1&" kl."'

    source = read(by_openpyxl(fill))
    assert words(source) == {"B2": '=A1&" kl."'}
    assert [(finding.code, str(finding.place)) for finding in source.findings] == [("R107", "Lapas1!B2")]


def test_hidden_rows_and_columns_are_told_and_hidden_sheets_are_flagged() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 7):
            sheet.append([f"r{row}", "matoma", "slapta"])
        for row in (2, 3, 5):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["C"].hidden = True

    def secret(sheet: Worksheet) -> None:
        sheet["A1"] = "rekvizitai"
        sheet.sheet_state = "veryHidden"

    source = read(by_openpyxl(fill, secret))
    assert [cell.hidden for cell in grids(source)[0].cells if cell.column == 1] == [
        False,
        True,
        True,
        False,
        True,
        False,
    ]
    assert [grid.hidden for grid in grids(source)] == [False, True]
    assert [finding.arguments for finding in source.findings] == [
        {"sheet": "Lapas1", "rows": "2–3, 5"},
        {"sheet": "Lapas1", "columns": "C"},
    ]


def test_rows_that_a_filter_hides_are_told_like_others() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_column(0, 0, ["Veikla", "Mugė", "Popietė"])
        sheet.autofilter("A1:A3")
        sheet.set_row(1, None, None, {"hidden": True})

    assert codes(read(by_xlsxwriter(fill))) == ["R105"]


def test_sheets_come_in_order_and_blank_ones_are_skipped() -> None:
    def words_in(word: str) -> Fill:
        return lambda sheet: sheet.append([word])

    source = read(by_openpyxl(words_in("rugsėjis"), lambda sheet: None, words_in("spalis")))  # noqa: ARG005
    assert [(grid.number, grid.name) for grid in grids(source)] == [(1, "Lapas1"), (3, "Lapas3")]


def test_notes_charts_and_pictures_are_told_with_their_words() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Dalyviai", 5])
        sheet["A1"].comment = Comment("Patikslinti skaičių", "Rasa")
        chart = BarChart()
        chart.title = "Dalyvių gausa"
        chart.add_data(Reference(sheet, min_col=2, min_row=1))
        sheet.add_chart(chart, "D4")

    source = read(by_openpyxl(fill))
    assert [(finding.code, finding.words) for finding in source.findings] == [
        ("R109", "Dalyvių gausa"),
        ("R113", "Patikslinti skaičių"),
    ]
    assert str(source.findings[1].place) == "Lapas1!A1"


def test_a_text_box_is_read_as_paragraphs_before_the_table() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_column(5, 0, ["Veikla", "Mugė"])
        box = {"font": {"bold": True}}
        sheet.insert_textbox(0, 3, "PATVIRTINTA\nMokyklos direktoriaus\nįsakymu Nr. V-1", box)
        sheet.insert_textbox(20, 0, "PRITARTA")

    source = read(by_xlsxwriter(fill))
    assert lines(source) == ["PATVIRTINTA", "Mokyklos direktoriaus", "įsakymu Nr. V-1", "PRITARTA"]
    first = source.blocks[0]
    assert isinstance(first, Line)
    assert first.text.paragraphs[0].runs[0].bold
    assert [type(block).__name__ for block in source.blocks] == ["Line", "Line", "Line", "Grid", "Line"]
    assert codes(source) == ["R103", "R103"]  # one for each box


def test_the_caption_of_a_button_is_told() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "Veikla")
        sheet.write_comment(0, 0, "pastaba")
        sheet.insert_button(2, 2, {"caption": "Spausti čia"})

    assert [(f.code, f.words) for f in read(by_xlsxwriter(fill)).findings] == [
        ("R113", "pastaba"),
        ("R109", "Spausti čia"),
    ]


def test_what_each_page_prints_at_its_edge_is_read_but_not_its_number() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "Veikla")
        sheet.set_header('&L&"Arial,Bold"&12Ąžuolų mokykla && biblioteka&RTVIRTINU')
        sheet.set_footer("&CPuslapis &P iš &N")

    source = read(by_xlsxwriter(fill))
    edge = [(block.place.part, str(block.text)) for block in source.blocks if isinstance(block, Line)]
    assert edge == [("header", "Ąžuolų mokykla & biblioteka"), ("header", "TVIRTINU")]


def test_a_link_is_a_look_of_its_words() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_url(0, 0, "https://muge.example.lt/", string="mugė")
        sheet.write_url(1, 0, "internal:'Planas'!A1", string="pradžia")

    found = cells(read(by_xlsxwriter(fill)))
    assert found["A1"].text.paragraphs[0].runs == (Run("mugė", link="https://muge.example.lt/"),)
    assert found["A2"].text.paragraphs[0].runs[0].link == ""


def test_a_list_object_with_totals_is_read_like_any_table() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["Nr.", "Veikla"], ["1", "Mugė"], ["Iš viso", "1"]):
            sheet.append(row)
        sheet.add_table(Table(displayName="Planas", ref="A1:B3", totalsRowCount=1))

    assert list(words(read(by_openpyxl(fill))).values()) == ["Nr.", "Veikla", "1", "Mugė", "Iš viso", "1"]


def test_libreoffice_writes_what_is_read_the_same(soffice: Callable[[Path, str], Path], tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Nr.", "Veikla", "Data"])
        sheet.append([1, CellRichText("Popietė ", TextBlock(InlineFont(i=True), "„Žodis“")), dt.date(2025, 10, 9)])
        sheet.append([2, "pirma\nantra", dt.date(2025, 11, 1)])
        sheet["C3"].number_format = "yyyy mmmm"
        sheet.merge_cells("A4:C4")
        sheet["A4"] = "Iš viso"

    path = tmp_path / "planas.xlsx"
    path.write_bytes(by_openpyxl(fill))
    again = read(soffice(path, "xlsx").read_bytes())
    assert [c.text for c in cells(again).values()] == [c.text for c in cells(read(path.read_bytes())).values()]
    assert cells(again)["A4"].columns == 3


def test_every_word_of_a_workbook_is_in_the_source_or_told() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_rich_string(0, 0, "vienas ", book.add_format({"bold": True}), "du", " trys")
        sheet.write_comment(0, 0, "keturi")
        sheet.insert_textbox(3, 3, "penki")
        sheet.set_footer("&Cšeši")
        sheet.merge_range(5, 0, 5, 2, "septyni")
        sheet.write(5, 1, "aštuoni")
        sheet.write_formula(7, 7, "=X1", None, "devyni")
        book.add_worksheet("Slapta").write(0, 0, "dešimt")
        book.get_worksheet_by_name("Slapta").hide()

    expected = {"vienas", "du", "trys", "keturi", "penki", "šeši", "septyni", "aštuoni", "devyni", "dešimt"}
    assert all_words(read(by_xlsxwriter(fill))) == expected
