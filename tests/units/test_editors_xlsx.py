"""The editor of workbooks: what was asked for changes, and every other part stays byte for byte."""

import datetime as dt
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
import xlsxwriter
from furnished import picture
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.comments import Comment as OpenpyxlComment
from openpyxl.styles import Font

from planforms.editors import Change, Comment, Edited, SummaryRow
from planforms.editors.xlsx import edit
from planforms.errors import UnreadableFileError, UsageError
from planforms.place import Place
from planforms.readers.xlsx import read
from planforms.source import Grid, Source

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx"
RED = "F8CBAD"


def midnight(year: int, month: int, day: int) -> dt.datetime:
    return dt.datetime.combine(dt.date(year, month, day), dt.time())


@pytest.fixture(scope="module")
def rich() -> bytes:
    """A workbook with all that a library would lose: pictures, a chart, macros, rules, comments, two sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet("Lapas1"), book.add_worksheet("Kitas lapas")
        italic = book.add_format({"italic": True, "font_color": "#336699", "font_name": "Georgia"})
        day = book.add_format({"num_format": 'yyyy "m." mmmm d "d."', "bg_color": "#EEEEEE"})
        sheet.write_row("A1", ["Eil. Nr.", "Veiklos pavadinimas", "Data"])
        sheet.write("A2", 1)
        sheet.write_rich_string("B2", "Knygų ", italic, "mugė 2025", " Vilniuje")
        sheet.write_datetime("C2", midnight(2025, 10, 9), day)
        sheet.write("A3", 2)
        sheet.write("B3", "Pokalbis  prie\narbatos")
        sheet.write("C3", "spalio mėn.")
        sheet.write_formula("A4", "=A3+1", None, 3)
        sheet.write_formula("B4", '="Viktorina"', None, "Viktorina")
        sheet.insert_image("H2", "a.png", {"image_data": io.BytesIO(picture())})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Lapas1!$A$2:$A$4"})
        sheet.insert_chart("H8", chart)
        sheet.conditional_format("A2:A4", {"type": "cell", "criteria": ">", "value": 1, "format": italic})
        sheet.data_validation("C2:C9", {"validate": "list", "source": ["spalis", "kovas"]})
        sheet.protect("slaptas")
        sheet.write_comment("B3", "Ar tikrai arbata?", {"author": "Ona"})
        sheet.write_comment("D9", "Kita pastaba", {"author": "Ona"})
        other.write("A1", "Nieko")
        other.insert_image("B2", "b.png", {"image_data": io.BytesIO(picture())})
        book.define_name("Lapas1!Diapazonas", "=Lapas1!$A$1:$C$4")
        book.set_custom_property("Savininkas", "Ona")
    return out.getvalue()


def at(reference: str, sheet: str = "Lapas1") -> Place:
    found = re.fullmatch(r"([A-Z])(\d+)", reference)
    assert found
    return Place(sheet=sheet, row=int(found[2]), column=ord(found[1]) - 64)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def changed_parts(before: bytes, after: bytes) -> set[str]:
    old, new = parts_of(before), parts_of(after)
    assert not old.keys() - new.keys()
    return {name for name in new if new[name] != old.get(name)}


def cells(source: Source, sheet: str = "Lapas1") -> dict[str, str]:
    return {
        str(cell.place).rpartition("!")[2]: str(cell.text)
        for block in source.blocks
        if isinstance(block, Grid) and block.name == sheet
        for cell in block.cells
    }


def change(data: bytes, reference: str, old: str, new: str, date: dt.date | None = None) -> Edited:
    return edit(data, "a.xlsx", changes=[Change(place=at(reference), old=old, new=new, date=date)])


def test_words_change_in_the_run_that_holds_them(rich: bytes) -> None:
    after = change(rich, "B2", "Knygų mugė 2025 Vilniuje", "Knygų mugė 2026 Vilniuje").data
    assert changed_parts(rich, after) == {"xl/worksheets/sheet1.xml"}
    (value,) = [load_workbook(io.BytesIO(after), rich_text=True)["Lapas1"]["B2"].value]
    assert isinstance(value, CellRichText)
    assert [str(block) for block in value] == ["Knygų ", "mugė 2026", " Vilniuje"]
    look = next(block.font for block in value if isinstance(block, TextBlock))
    assert (look.rFont, look.i) == ("Georgia", True)


def test_only_that_cell_changes_in_its_sheet(rich: bytes) -> None:
    after = parts_of(change(rich, "C3", "spalio mėn.", "kovo mėn.").data)["xl/worksheets/sheet1.xml"].decode()
    before = parts_of(rich)["xl/worksheets/sheet1.xml"].decode()
    cell = re.compile(r'<c r="C3".*?</c>')
    assert cell.sub("", after) == cell.sub("", before)


def test_a_real_date_gets_another_date_and_keeps_its_format(rich: bytes) -> None:
    after = change(rich, "C2", "2025 m. spalio 9 d.", "2026 m. spalio 8 d.", dt.date(2026, 10, 8)).data
    assert changed_parts(rich, after) == {"xl/worksheets/sheet1.xml"}
    cell = load_workbook(io.BytesIO(after))["Lapas1"]["C2"]
    assert cell.value == midnight(2026, 10, 8)
    assert cell.number_format == 'yyyy "m." mmmm d "d."'
    assert cells(read(after, "a.xlsx"))["C2"] == "2026 m. spalio 8 d."


def test_a_real_date_that_becomes_a_month_becomes_words(rich: bytes) -> None:
    after = change(rich, "C2", "2025 m. spalio 9 d.", "2026 m. spalio mėn.").data
    assert cells(read(after, "a.xlsx"))["C2"] == "2026 m. spalio mėn."


def test_a_date_counted_from_1904_is_counted_so_again() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": True}) as book:
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("Lapas1").write_datetime("A1", midnight(2025, 10, 9), form)
    after = change(out.getvalue(), "A1", "2025 m. spalio 9 d.", "2026 m. kovo 1 d.", dt.date(2026, 3, 1)).data
    assert load_workbook(io.BytesIO(after))["Lapas1"]["A1"].value == midnight(2026, 3, 1)


def test_a_number_stays_a_number(rich: bytes) -> None:
    after = change(rich, "A3", "2", "7").data
    assert load_workbook(io.BytesIO(after))["Lapas1"]["A3"].value == 7


def test_spaces_and_line_ends_that_do_not_change_stay_as_they_are(rich: bytes) -> None:
    after = change(rich, "B3", "Pokalbis  prie\narbatos", "Pokalbis  prie\nkavos").data
    assert load_workbook(io.BytesIO(after))["Lapas1"]["B3"].value == "Pokalbis  prie\nkavos"


@pytest.mark.parametrize(
    ("reference", "old", "new"),
    [
        ("A4", "3", "9"),  # a formula
        ("B4", "Viktorina", "Šventė"),
        ("C3", "kovo mėn.", "gegužės mėn."),  # the cell says something else
        ("F20", "kažkas", "nieko"),  # no cell
    ],
)
def test_what_is_not_certain_is_left_and_told(rich: bytes, reference: str, old: str, new: str) -> None:
    edited = change(rich, reference, old, new)
    assert edited.data == rich
    assert [told.place for told in edited.left] == [at(reference)]


def test_cells_that_something_else_makes_or_repeats_are_left() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Lapas1")
        sheet.add_table("A1:B3", {"columns": [{"header": "Nr."}, {"header": "Vieta  ir laikas"}]})
        sheet.write_row("A2", [1, "Salė"])
        sheet.write_array_formula("D1:D3", "{=ROW(A1:A3)*ROW(A1:A3)}", None, 1)
        sheet.write("D2", 4)
    data = out.getvalue()
    for reference, old, new in [("B1", "Vieta  ir laikas", "Vieta ir laikas"), ("D2", "4", "2")]:
        edited = change(data, reference, old, new)
        assert edited.data == data
        assert [told.place for told in edited.left] == [at(reference)]
    assert cells(read(change(data, "B2", "Salė", "Klubas").data, "a.xlsx"))["B2"] == "Klubas"


@pytest.mark.parametrize(
    "damaged",
    [
        lambda _: b'<xml xmlns:v="urn:schemas-microsoft-com:vml"/>',
        lambda _: b"",
        lambda drawing: drawing.decode().encode("utf-16"),
        lambda drawing: drawing.replace(b"<xml", b"<drawing").replace(b"</xml", b"</drawing"),
        lambda drawing: drawing.replace(b"_x0000_s", b"_x0000_s" + b"9" * 5000),
        lambda drawing: drawing.replace(b"<v:shape ", b'<v:shape id="_x0000_s1099"/><v:shape ', 1),
        lambda drawing: drawing.replace(b"<v:shape ", b"<v:shape/>" * 20000 + b"<v:shape ", 1),
    ],
    ids=["no end tag", "empty", "UTF-16", "another root", "huge number", "a shape of one tag", "many shapes"],
)
def test_a_drawing_of_any_kind_is_stood(rich: bytes, damaged: Callable[[bytes], bytes]) -> None:
    parts = parts_of(rich)
    parts["xl/drawings/vmlDrawing1.vml"] = damaged(parts["xl/drawings/vmlDrawing1.vml"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    once = noted(out.getvalue())
    assert parts_of(noted(once)) == parts_of(once)
    assert read(once, "a.xlsx").findings == read(out.getvalue(), "a.xlsx").findings
    boxes = parts_of(once)["xl/drawings/vmlDrawing1.vml"]
    assert not boxes or etree.fromstring(boxes).tag in {"xml", "drawing"}


def test_a_sheet_of_the_users_with_the_name_of_planforms_own_is_not_joined_by_another() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Planforms")
    with pytest.raises(UsageError, match="called “Planforms”"):
        edit(out.getvalue(), "a.xlsx", summary=[SummaryRow(cells=("Viskas gerai",))])


@pytest.mark.parametrize(("reference", "new", "value"), [("A5", "4", 4), ("F20", "4.", "4."), ("D3", "Salė", "Salė")])
def test_a_blank_cell_takes_words_and_whole_numbers(rich: bytes, reference: str, new: str, value: object) -> None:
    edited = change(rich, reference, "", new)
    assert changed_parts(rich, edited.data) == {"xl/worksheets/sheet1.xml"}
    assert load_workbook(io.BytesIO(edited.data))["Lapas1"][reference].value == value
    assert change(edited.data, reference, "", "dar").left


def test_a_blank_cell_that_has_a_form_keeps_it() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"].font = Font(italic=True)
    sheet["B1"] = "Mugė"
    out = io.BytesIO()
    book.save(out)
    after = edit(out.getvalue(), "a.xlsx", changes=[Change(place=at("A1", "Sheet"), old="", new="7")]).data
    cell = load_workbook(io.BytesIO(after))["Sheet"]["A1"]
    assert (cell.value, cell.font.i) == (7, True)


def test_a_part_of_a_cell_changes_where_it_stands_there_once(rich: bytes) -> None:
    assert (
        cells(read(change(rich, "B2", "2025 Vilniuje", "2026 Kaune").data, "a.xlsx"))["B2"] == "Knygų mugė 2026 Kaune"
    )
    assert change(rich, "B2", "02", "03").left


def test_nothing_asked_for_gives_the_very_bytes(rich: bytes) -> None:
    assert edit(rich, "a.xlsx").data is rich


def noted(data: bytes) -> bytes:
    comments = [
        Comment(place=at("C2"), words="Ne ta diena.\nPatikrinkite.", colour=RED),
        Comment(place=at("B3"), words="Du tarpai.", colour="FFE699"),
        Comment(place=at("E30"), words="Tuščia.", colour=RED),
        Comment(place=at("A1", "Kitas lapas"), words="<Čia> & ten.", colour=RED),
    ]
    summary = [SummaryRow(cells=("Vieta", "Trūkumas"), heading=True), SummaryRow(cells=("C2", "Bloga"), place=at("C2"))]
    return edit(data, "a.xlsx", comments=comments, summary=summary).data


def test_comments_and_colours_come_and_those_of_people_stay(rich: bytes) -> None:
    book = load_workbook(io.BytesIO(noted(rich)))
    sheet = book["Lapas1"]
    assert sheet["C2"].comment.text == "Ne ta diena.\nPatikrinkite."
    assert sheet["C2"].comment.author == "planforms"
    assert sheet["C2"].fill.fgColor.rgb == f"FF{RED}"
    assert sheet["C2"].number_format == 'yyyy "m." mmmm d "d."'
    assert sheet["B3"].comment.text.startswith("Ar tikrai arbata?")
    assert sheet["B3"].comment.text.endswith("Du tarpai.")
    assert sheet["D9"].comment.text == "Kita pastaba"
    assert sheet["E30"].fill.fgColor.rgb == f"FF{RED}"
    assert book["Kitas lapas"]["A1"].comment.text == "<Čia> & ten."


def test_the_summary_is_the_first_sheet_and_links_to_the_cells(rich: bytes) -> None:
    book = load_workbook(io.BytesIO(noted(rich)))
    assert book.sheetnames == ["planforms", "Lapas1", "Kitas lapas"]
    assert b'activeTab="1"' in parts_of(noted(rich))["xl/workbook.xml"]
    assert book["planforms"]["A2"].hyperlink.location == "'Lapas1'!C2"
    assert list(book["Lapas1"].defined_names) == ["Diapazonas"]


def test_parts_that_are_not_concerned_stay_byte_for_byte(rich: bytes) -> None:
    changed = changed_parts(rich, noted(rich))
    assert {name for name in changed if name in parts_of(rich)} == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }


def test_reading_leaves_out_what_planforms_wrote(rich: bytes) -> None:
    before, after = read(rich, "a.xlsx"), read(noted(rich), "a.xlsx")
    assert after.findings == before.findings
    assert cells(after) == cells(before)


def test_a_second_round_takes_the_place_of_the_first(rich: bytes) -> None:
    again = edit(
        noted(rich),
        "a.xlsx",
        comments=[Comment(place=at("A2"), words="Kita.", colour=RED)],
        summary=[SummaryRow(cells=("1",))],
    ).data
    book = load_workbook(io.BytesIO(again))
    sheet = book["Lapas1"]
    assert book.sheetnames == ["planforms", "Lapas1", "Kitas lapas"]
    assert sheet["C2"].comment is None
    assert sheet["C2"].fill.fgColor.rgb == "FFEEEEEE"
    assert sheet["B3"].comment.text == "Ar tikrai arbata?"
    assert sheet["B3"].fill.fill_type is None
    assert sheet["A2"].comment.text == "Kita."
    assert book["planforms"]["A1"].value == "1"
    boxes = parts_of(again)["xl/drawings/vmlDrawing1.vml"].decode()
    assert boxes.count("<v:shape ") == 3


def test_a_second_round_of_the_same_reads_the_same(rich: bytes) -> None:
    once, twice = parts_of(noted(rich)), parts_of(noted(noted(rich)))
    for part in (
        "xl/worksheets/sheet3.xml",
        "xl/comments1.xml",
        "xl/workbook.xml",
        "[Content_Types].xml",
    ):
        assert twice[part] == once[part]


def test_rounds_without_end_do_not_make_the_file_grow(rich: bytes) -> None:
    twice = noted(noted(rich))
    assert parts_of(noted(twice)) == parts_of(twice)


def test_what_another_program_saved_again_is_taken_out_too(rich: bytes) -> None:
    book = load_workbook(io.BytesIO(noted(rich)))
    out = io.BytesIO()
    book.save(out)
    again = edit(out.getvalue(), "a.xlsx", comments=[Comment(place=at("A2"), words="Kita.", colour=RED)]).data
    sheet = load_workbook(io.BytesIO(again))["Lapas1"]
    assert sheet["C2"].comment is None
    assert sheet["B3"].comment.text == "Ar tikrai arbata?"
    assert sheet["D9"].comment.text == "Kita pastaba"


def test_the_same_gives_the_same_bytes(rich: bytes) -> None:
    assert noted(rich) == noted(rich)


def test_a_workbook_of_openpyxl_without_comments_gets_its_first() -> None:
    data = edit(SAMPLE.read_bytes(), "a.xlsx", comments=[Comment(place=at("C15", "Planas"), words="Čia.", colour=RED)])
    comment = load_workbook(io.BytesIO(data.data))["Planas"]["C15"].comment
    assert isinstance(comment, OpenpyxlComment)
    assert comment.text == "Čia."


def test_prefixed_and_strict_names_are_kept(rich: bytes) -> None:
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in parts_of(rich).items()
    }
    sheet = strict["xl/worksheets/sheet1.xml"].decode()
    prefixed = re.sub(r"(</?)(?=\w)", r"\1s:", sheet.replace(" xmlns=", " xmlns:s="))
    strict["xl/worksheets/sheet1.xml"] = prefixed.replace("<s:?", "<?").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in strict.items():
            archive.writestr(name, part)
    changes = [Change(place=at("B2"), old="Knygų mugė 2025 Vilniuje", new="Knygų mugė 2026 Vilniuje")]
    comments = [Comment(place=at("C2"), words="Ne ta diena.", colour=RED)]
    after = edit(out.getvalue(), "a.xlsx", changes=changes, comments=comments)
    assert after.left == ()
    assert cells(read(after.data, "a.xlsx"))["B2"] == "Knygų mugė 2026 Vilniuje"
    made = {name: data for name, data in parts_of(after.data).items() if name.endswith(".xml") and "[" not in name}
    assert len(made) > len([name for name in strict if name.endswith(".xml")]) - 1
    assert [name for name, data in made.items() if b"schemas.openxmlformats.org/spreadsheetml" in data] == []


def test_a_word_document_is_refused() -> None:
    document = (SAMPLE.parent / "menu-grupe.docx").read_bytes()
    with pytest.raises(UnreadableFileError, match="not an Excel workbook"):
        edit(document, "a.xlsx", comments=[Comment(place=at("A1"), words="x")])


@pytest.fixture
def converted(rich: bytes, tmp_path: Path) -> bytes:
    if which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    source = tmp_path / "pazymeta.xlsx"
    source.write_bytes(noted(rich))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (tmp_path / "pazymeta.ods").read_bytes()


def test_libreoffice_opens_it_with_its_comments_and_sheets(converted: bytes) -> None:
    content = parts_of(converted)["content.xml"].decode()
    assert content.count("<office:annotation ") == 5
    assert re.findall(r'<table:table table:name="([^"]*)"', content) == ["planforms", "Lapas1", "Kitas lapas"]
