"""Old, binary and OpenDocument spreadsheets are read to the same words as the .xlsx they were made from."""

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from workbooks import all_words, cells, codes, grids, lines, rels, words

from planforms.errors import PlanformsError, UnreadableFileError
from planforms.model import Paragraph, Run
from planforms.package import Limits
from planforms.readers import ods, sheets, xlsx
from planforms.readers.binary import sheet_looks
from planforms.source import Precision, Source

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan as .xlsx: dates, a merge, italics, a hidden row and a hidden sheet, a note, a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Planas"
    sheet.append(["VEIKLOS PLANAS"])
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:D1")
    sheet.append(["Nr.", "Veikla", "Data", "Kas"])
    italic = TextBlock(InlineFont(i=True), "„Žodis“")
    sheet.append([1, CellRichText("Popietė ", italic, " čia"), dt.date(2025, 10, 9), "A. Uosis\nB. Klevė"])
    sheet.append([2, "Mugė  ir klubas", dt.datetime.fromisoformat("2025-11-05 14:30"), 2.5])
    sheet["C4"].number_format = "yyyy-mm-dd hh:mm"
    sheet.append(["=A4+1", "Iš viso", dt.time(9, 5), True])
    sheet["A3"].comment = Comment("Patikslinti", "Rasa")
    sheet.row_dimensions[4].hidden = True
    hidden = book.create_sheet("Rekvizitai")
    hidden["B2"] = "Įstaiga"
    hidden.sheet_state = "hidden"
    path = tmp_path_factory.mktemp("book") / "planas.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def converted(soffice: Convert, workbook: Path) -> dict[str, Path]:
    """The same plan as LibreOffice saves it, by its ending."""
    return {ending: soffice(workbook, ending) for ending in ("xls", "ods")}


FORMATS: tuple[tuple[dt.date | dt.datetime | int | str, str, str | None], ...] = (
    (dt.date(2025, 3, 7), "mmmm", "kovo mėn."),
    (dt.date(2025, 3, 7), 'yyyy "m." mmmm', "2025 m. kovo mėn."),
    (dt.date(2025, 3, 7), "d mmmm", "kovo 7 d."),
    (dt.date(2025, 3, 7), "dddd", "penktadienis"),
    (dt.date(2025, 3, 7), '"iki "yyyy-mm-dd', "iki 2025 m. kovo 7 d."),
    (dt.datetime.fromisoformat("2025-03-07 14:30"), "h:mm", "14:30"),
    (0, '#,##0;-#,##0;"–"', "–"),
    (0, "#,##0;-#,##0;", None),
    (1, '"Yra";"Nėra"', "Yra"),
    (2, 'General" val."', "2 val."),
    (7, "000", "007"),
    (7, ";;;", None),
    ("12", '"Nr. "@', "Nr. 12"),
)


@pytest.mark.parametrize("since_1904", [False, True])
def test_number_formats_show_the_same_in_every_workbook(
    soffice: Convert,
    tmp_path: Path,
    since_1904: bool,  # noqa: FBT001 -- a parameter of the test
) -> None:
    book = openpyxl.Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    for row, (value, code, _) in enumerate(FORMATS, start=1):
        cell = book.active.cell(row, 1, value)
        cell.number_format, cell.font = code, Font(bold=row == 1, italic=row == 2)
    book.active.row_dimensions[3].hidden = True
    made = tmp_path / "planas.xlsx"
    book.save(made)
    for source in (xlsx.read(made.read_bytes(), ""), *(read(soffice(made, ending)) for ending in ("xls", "ods"))):
        expected = {f"A{row}": words for row, (_, _, words) in enumerate(FORMATS, start=1) if words is not None}
        assert words(source) == expected
        found = cells(source)
        assert [cell.text.paragraphs[0].runs[0].bold for cell in found.values()][:2] == [True, False]
        assert [cell.text.paragraphs[0].runs[0].italic for cell in found.values()][:2] == [False, True]
        assert [cell.hidden for cell in found.values()][:4] == [False, False, True, False]
        assert sorted(set(codes(source)) - {"R116"}) == ["R105", "R112"]


def test_a_cell_of_an_old_workbook_has_the_looks_of_its_style_unless_its_words_have_others(
    soffice: Convert, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    bold, plain = InlineFont(b=True), InlineFont(b=False)
    for row in range(1, 400):  # more strings than one record of the format holds, narrow and wide ones
        said = f"Veikla {row} " + ("mokykloje " * (row % 40) if row % 3 else "žaidžiame " * (row % 30))
        mixed = CellRichText(TextBlock(bold, "Tikslas"), TextBlock(plain, f" – {said}"))
        cell = book.active.cell(row, 1, mixed if row % 5 == 0 else said)
        cell.font = Font(bold=row % 2 == 0)
    made = tmp_path / "planas.xlsx"
    book.save(made)
    found = cells(read(soffice(made, "xls")))
    looks = {int(place[1:]): cell.text.paragraphs[0].runs[0].bold for place, cell in found.items()}
    assert looks == {row: row % 2 == 0 and row % 5 > 0 for row in range(1, 400)}


@given(st.lists(st.tuples(st.integers(0, 12_000), st.integers(0, 255)), max_size=20), st.integers(0, 12_000))
def test_a_damaged_old_workbook_only_loses_its_formats(
    converted: dict[str, Path], changes: list[tuple[int, int]], kept: int
) -> None:
    whole = converted["xls"].read_bytes()
    assert len(sheet_looks(whole)) == 2
    data = bytearray(whole[:kept])
    for at, byte in changes:
        data[at : at + 1] = bytes([byte]) if at < len(data) else b""
    assert isinstance(sheet_looks(bytes(data)), list)


def read(path: Path) -> Source:
    return sheets.read(path.read_bytes(), path.name)


EXPECTED = {
    "A1": "VEIKLOS PLANAS",
    "A2": "Nr.",
    "B2": "Veikla",
    "C2": "Data",
    "D2": "Kas",
    "A3": "1",
    "B3": "Popietė „Žodis“ čia",
    "C3": "2025 m. spalio 9 d.",
    "D3": "A. Uosis\nB. Klevė",
    "A4": "2",
    "B4": "Mugė  ir klubas",
    "C4": "2025-11-05 14:30",
    "A5": "3",
    "B5": "Iš viso",
    "C5": "09:05",
}


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_the_words_are_those_of_the_workbook(converted: dict[str, Path], ending: str) -> None:
    source = read(converted[ending])
    found = {str(cell.place): str(cell.text) for grid in grids(source)[:1] for cell in grid.cells}
    assert {place: found.get(f"Planas!{place}") for place in EXPECTED} == EXPECTED
    assert [(grid.name, grid.hidden) for grid in grids(source)] == [("Planas", False), ("Rekvizitai", True)]


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_values_and_spans_are_kept(converted: dict[str, Path], ending: str) -> None:
    found = cells(read(converted[ending]))
    assert (found["A1"].columns, found["A3"].value) == (4, 1.0)
    assert (found["C3"].value, found["C3"].precision) == (dt.date(2025, 10, 9), Precision.DAY)
    assert (found["C4"].value, found["C4"].precision) == (
        dt.datetime.fromisoformat("2025-11-05 14:30"),
        Precision.CLOCK,
    )
    assert found["C5"].value == dt.time(9, 5)


def test_an_old_workbook_says_what_is_not_read_of_it(converted: dict[str, Path]) -> None:
    assert "R116" in codes(read(converted["xls"]))


def test_opendocument_keeps_looks_notes_and_hidden_rows(converted: dict[str, Path]) -> None:
    source = read(converted["ods"])
    runs = (Run("Popietė "), Run("„Žodis“", italic=True), Run(" čia"))
    assert cells(source)["B3"].text.paragraphs == (Paragraph(runs),)
    assert cells(source)["A1"].text.paragraphs == (Paragraph((Run("VEIKLOS PLANAS", bold=True),)),)
    assert cells(source)["A4"].hidden
    assert ("R113", "Patikslinti") in [(finding.code, finding.words) for finding in source.findings]


def test_every_word_of_an_opendocument_sheet_is_in_the_source_or_told(
    converted: dict[str, Path], workbook: Path
) -> None:
    assert all_words(xlsx.read(workbook.read_bytes(), "planas.xlsx")) - all_words(read(converted["ods"])) <= {
        *("=A4+1", "TAIP", "2,5")  # worked out, and displayed in LibreOffice's own language
    }


_NAMES = ("office", "table", "text", "style", "number", "fo", "draw")
_URIS = ("office", "table", "text", "style", "datastyle", "xsl-fo-compatible", "drawing")
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"' for name, uri in zip(_NAMES, _URIS, strict=True)
)


def raw(table: str, styles: str = "", **parts: str) -> bytes:
    """The smallest OpenDocument spreadsheet with what *table* holds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f'<office:body><office:spreadsheet><table:table table:name="Planas">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def cell(words: str, **attributes: str) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell{said}><text:p>{words}</text:p></table:table-cell>"


def row(inside: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


BLANK = '<table:table-cell table:number-columns-repeated="16384"/>'


def test_repeated_blank_rows_cost_nothing_and_repeated_words_are_written_out() -> None:
    table = row(cell("a", number_columns_repeated="3")) + row(BLANK, 1_000_000) + row(cell("b"), 2)
    found = words(ods.read(raw(table), "planas.ods"))
    assert list(found.values()) == ["a", "a", "a", "b", "b"]
    assert list(found)[-1] == "A1000003"


def test_words_repeated_without_end_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="was not read"):
        ods.read(raw(row(cell("a", number_columns_repeated="999999999"), 1_000_000_000)), "planas.ods")
    with pytest.raises(UnreadableFileError, match="was not read"):
        ods.read(raw(row(cell("a")) * 5), "planas.ods", Limits(cells=4))


def test_a_date_is_shown_as_its_style_says() -> None:
    styles = (
        '<number:date-style style:name="N1"><number:year/><number:month/></number:date-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    date = '<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2025-10-09"/>'
    found = cells(ods.read(raw(row(date), styles), "planas.ods"))["A1"]
    assert (str(found.text), found.value, found.precision) == (
        "2025 m. spalio mėn.",
        dt.date(2025, 10, 9),
        Precision.MONTH,
    )


def test_a_text_box_and_a_picture_are_not_passed_over() -> None:
    shapes = "<table:shapes><draw:frame><draw:text-box><text:p>PATVIRTINTA</text:p></draw:text-box></draw:frame>"
    shapes += "<draw:frame><draw:image/></draw:frame></table:shapes>"
    source = ods.read(raw(shapes + row(cell("a"))), "planas.ods")
    assert (lines(source), codes(source)) == (["PATVIRTINTA"], ["R103", "R109"])


def test_words_under_a_merge_are_told() -> None:
    covered = "<table:covered-table-cell><text:p>slapta</text:p></table:covered-table-cell>"
    source = ods.read(raw(row(cell("a", number_columns_spanned="2") + covered)), "planas.ods")
    assert [(f.code, f.words) for f in source.findings] == [("R112", "slapta")]
    assert cells(source)["A1"].columns == 2


def test_styles_that_rest_on_themselves_end() -> None:
    styles = '<style:style style:name="a" style:family="table-cell" style:parent-style-name="a"/>'
    assert words(ods.read(raw(row(cell("x", style_name="a")), styles), "planas.ods")) == {"A1": "x"}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (raw("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "password"),
        (b"", "empty|damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "damaged"),
        (b"\xfd\x00\x0a\x00\x00\x00\xff\xff", "damaged"),
        (raw("")[:-40], "damaged"),
    ],
)
def test_what_is_no_sheet_is_refused_by_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        sheets.read(data, "planas.xls")


def record(kind: int, body: bytes = b"") -> bytes:
    return (bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])) + bytes([len(body)]) + body


def uints(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(4, "little") for number in numbers)


def shorts(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(2, "little") for number in numbers)


def wide(words: str) -> bytes:
    return uints(len(words)) + words.encode("utf-16-le")


def binary(*sheet: bytes, codes: Sequence[str] = ()) -> bytes:
    """The smallest .xlsb: one sheet with the records *sheet* among its data, a cell style for each of *codes*."""
    formats = b"".join(record(44, shorts(200 + at) + wide(code)) for at, code in enumerate(codes))
    cell_styles = b"".join(record(47, shorts(0, code, 0, 0) + bytes(8)) for code in (0, *range(200, 200 + len(codes))))
    masters = record(626) + record(47, shorts(0, 14, 0, 0) + bytes(8)) + record(627)
    styles = (
        record(278)
        + record(615, uints(len(codes)))
        + formats
        + record(616)
        + masters
        + record(617, uints(1 + len(codes)))
        + cell_styles
        + record(618)
    )
    book = record(143) + record(156, uints(0, 1) + wide("r1") + wide("Planas")) + record(144)
    begin = record(129) + record(148, uints(0, 9, 0, 9)) + record(145)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", rels(("r1", "officeDocument", "xl/workbook.bin")))
        archive.writestr("xl/workbook.bin", record(131) + book + record(132))
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            rels(("r1", "worksheet", "worksheets/sheet1.bin"), ("r2", "styles", "styles.bin")),
        )
        archive.writestr("xl/styles.bin", styles + record(279))
        archive.writestr("xl/worksheets/sheet1.bin", begin + b"".join(sheet))
    return out.getvalue()


def binary_row(row: int, *words: str) -> bytes:
    cells = (record(6, uints(column, 0) + wide(word)) for column, word in enumerate(words))
    return record(0, uints(row, 0, 0, 0)) + b"".join(cells)


def test_a_binary_workbook_is_read_with_its_merges() -> None:
    merge = record(146) + record(177, uints(1)) + record(176, uints(0, 0, 0, 2)) + record(178) + record(130)
    source = sheets.read(binary(binary_row(0, "PLANAS"), binary_row(2, "1", "Mugė", "salė"), merge), "planas.xlsb")
    assert words(source) == {"A1": "PLANAS", "A3": "1", "B3": "Mugė", "C3": "salė"}
    assert cells(source)["A1"].columns == 3
    assert codes(source) == ["R116"]


def test_the_number_formats_of_a_binary_workbook_show_its_numbers() -> None:
    shown = [(45_723.0, "mmmm"), (45_723.0, "yyyy\\-mm\\-dd"), (0.0, '0;-0;"–"'), (2.0, 'General" val."')]
    numbers = b"".join(record(5, uints(at, at + 1) + struct.pack("<d", value)) for at, (value, _) in enumerate(shown))
    row = record(0, uints(0, 0, 0, 0)) + numbers + record(146) + record(130)
    source = sheets.read(binary(row, codes=[code for _, code in shown]), "planas.xlsb")
    assert list(words(source).values()) == ["kovo mėn.", "2025 m. kovo 7 d.", "–", "2 val."]


def test_a_binary_workbook_that_would_lose_words_or_memory_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="was not read"):
        sheets.read(binary(binary_row(0, "a"), binary_row(1_048_575, *["b"] * 9)), "planas.xlsb")
    with pytest.raises(UnreadableFileError, match="not every program"):
        sheets.read(binary(binary_row(0, "a"), record(17, uints(0) + wide("b"))), "planas.xlsb")


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_file_with_bytes_changed_is_read_or_refused(converted: dict[str, Path], ending: str) -> None:
    contents = converted[ending].read_bytes()

    @settings(max_examples=30, deadline=None, database=None)
    @given(st.lists(st.tuples(st.integers(0, len(contents) - 1), st.integers(0, 255)), min_size=1, max_size=6))
    def changed(changes: list[tuple[int, int]]) -> None:
        data = bytearray(contents)
        for at, byte in changes:
            data[at] = byte
        with suppress(PlanformsError):
            sheets.read(bytes(data), f"planas.{ending}")

    changed()
