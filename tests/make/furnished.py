"""Files of one faulty plan with all that a library would lose in saving them: what a school keeps beside its table."""

import datetime as dt
import io
import struct
import zlib

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

TITLE = "UPĖNŲ MOKYKLOS BIBLIOTEKOS VEIKLOS PLANAS 2025-2026 M. M."
HEADINGS = ("Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta", "Atsakingi asmenys")
# A date in a wrong form, names that run together, doubled spaces, a gap in the numbers, a time outside the plan.
ROWS = (
    ("1", 'Knygų mugė "Versk lapą"', "2025.10.09", "Skaitykla", "A. Uosis B. Klevė"),
    ("2", "Poezijos  popietė", "2025 m. lapkričio mėn.", "Klubas", "B. Klevė"),
    ("4", "Pavasario viktorina", "2027 m. kovo 4 d.", "Salė", "C. Liepa"),
)


def picture() -> bytes:
    """The smallest PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def workbook(*, macros: bool = False) -> bytes:
    """A workbook with pictures, a chart, formulas, rules, drop-downs, protection, people's comments, other sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        if macros:
            book.add_vba_project(io.BytesIO(b"no macro that runs"), is_stream=True)
        sheet, other, sums = (book.add_worksheet(name) for name in ("Planas", "Biudžetas", "Suvestinė"))
        bold, italic = book.add_format({"bold": True}), book.add_format({"italic": True, "font_color": "#336699"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "bg_color": "#EEEEEE"})
        sheet.merge_range("A1:E1", TITLE, bold)
        sheet.write_row("A3", HEADINGS, bold)
        for row, cells in enumerate(ROWS, start=3):
            sheet.write(row, 0, int(cells[0]))
            sheet.write_row(row, 1, cells[1:])
        sheet.write_rich_string("B5", "Poezijos  ", italic, "popietė")
        sheet.write(6, 0, 5)
        sheet.write(6, 1, "Knygos diena")
        sheet.write_datetime(6, 2, dt.datetime(2026, 4, 23), day)  # noqa: DTZ001 (a workbook has no zones)
        sheet.write(6, 3, "Kiemas")
        sheet.write_formula(6, 4, '="D. Eglė"', None, "D. Eglė")
        sheet.insert_image("H2", "logotipas.png", {"image_data": io.BytesIO(picture())})
        sheet.conditional_format("A4:A7", {"type": "cell", "criteria": ">", "value": 3, "format": italic})
        sheet.data_validation(
            "C4:C7", {"validate": "list", "source": ["spalio mėn.", "kovo mėn."], "error_type": "stop"}
        )
        sheet.write_comment("B4", "Ar tikrai salėje?", {"author": "Ona"})
        sheet.protect("slaptas")
        other.write_column("A1", [10, 20, 30])
        other.write_formula("A4", "=SUM(A1:A3)", None, 60)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Biudžetas!$A$1:$A$3"})
        other.insert_chart("C2", chart)
        sums.add_table("A1:B3", {"columns": [{"header": "Mėnuo"}, {"header": "Kiek"}]})
        book.define_name("Planas!Lentelė", "=Planas!$A$3:$E$7")
        book.set_custom_property("Savininkas", "Ona")
    return out.getvalue()


def document() -> bytes:
    """A document with a header, a footer, a picture, a person's comment, a revision and a content control."""
    made = docx.Document()
    section = made.sections[0]
    section.header.paragraphs[0].text = "Upėnų mokykla"
    section.footer.paragraphs[0].text = "Atnaujinta 2025-09-01"
    made.add_paragraph().add_run(TITLE).bold = True
    made.add_picture(io.BytesIO(picture()), width=Mm(5))
    aim = made.add_paragraph("Tikslas – skaityti ")
    aim._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="90" w:author="Ona"><w:r><w:t>visiems.</w:t></w:r></w:ins>'))  # noqa: SLF001
    made.add_comment(aim.runs, text="Ar ne per trumpai?", author="Ona", initials="O")
    table = made.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
    for cells in (HEADINGS, *ROWS, ("5", "Knygos diena", "2026-04-23", "Kiemas", "D. Eglė")):
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    title = table.cell(2, 1).paragraphs[0]
    title.clear()
    title.add_run("Poezijos  ")
    title.add_run("popietė").italic = True
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>'
        "<w:p><w:r><w:t>Parengė bibliotekininkė D. Eglė</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    table._tbl.addnext(control)  # noqa: SLF001
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
