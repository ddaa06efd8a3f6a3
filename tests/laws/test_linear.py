"""Work grows with the size of the input: the calls that Python makes are counted for an input and for its double."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
from counting import grows_linearly

import planforms
from planforms.marks import parse_mark
from planforms.package import Limits
from planforms.people import parse_responsible
from planforms.timing import parse_timing

HEADINGS = ["Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta", "Atsakingi asmenys"]
TITLE = "VEIKLOS PLANAS 2025–2026 M. M."
TODAY = dt.date(2026, 1, 15)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def rows(count: int, title: str = "Popietė", when: str = "spalis", who: str = "A. Uosis") -> list[list[str]]:
    return [HEADINGS, *([str(n), f"{title} {n}", when, "salė", who] for n in range(1, count + 1))]


def text(table: list[list[str]], sign: str = ";") -> bytes:
    return "\n".join([TITLE, *(sign.join(row) for row in table)]).encode()


def page(table: list[list[str]], style: str = "") -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in table)
    return (
        f"<html><head><style>{style}</style></head><body><h1>{TITLE}</h1><table>{cells}</table></body></html>".encode()
    )


def workbook(table: list[list[str]], sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for number in range(sheets):
        sheet = book.worksheets[0] if not number else book.create_sheet(f"L{number}")
        for row in [[TITLE], *table]:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def document(table: list[list[str]]) -> bytes:
    made = docx.Document()
    made.add_paragraph(TITLE)
    out = io.BytesIO()
    made.save(out)
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>" for words in row) + "</w:tr>"
        for row in table
    )
    return with_part(out.getvalue(), "word/document.xml", b"</w:p>", f"</w:p><w:tbl>{cells}</w:tbl>".encode())


def with_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """*data* with the first *old* of *part* replaced by *new*."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new, 1) if name == part else before.read(name))
    return out.getvalue()


def styled(count: int) -> bytes:
    """A document with a chain of so many styles, each used once."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(count)
    )
    made = with_part(document(rows(2)), "word/styles.xml", b"</w:styles>", f"{styles}</w:styles>".encode())
    lines = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' for n in range(count))
    return with_part(made, "word/document.xml", b"<w:tbl>", f"{lines}<w:tbl>".encode())


def with_parts(count: int) -> bytes:
    """A document with so many parts beside those that are read."""
    out = io.BytesIO(document(rows(2)))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(count):
            archive.writestr(f"customXml/own{number}.xml", "<a/>")
    return out.getvalue()


def wide(count: int) -> list[list[str]]:
    table = rows(3)
    return [table[0] + [f"Pastaba {n}" for n in range(count)], *(row + ["x"] * count for row in table[1:])]


def read(data: bytes, name: str) -> planforms.Reading:
    return planforms.read(data, name)


def annotated(data: bytes, name: str) -> object:
    reading = read(data, name)
    findings = planforms.check(reading, today=TODAY)
    return planforms.annotate(data, findings, name=name, reading=reading)


STAFF = (
    b"<p>Nariai</p><table><tr><td>Vardas</td><td>Pareigos</td></tr><tr><td>Ona</td><td>Sekretorius</td></tr></table>"
)


def dated(columns: int, count: int = 5) -> list[list[str]]:
    """Rows with so many columns of dates."""
    heads = [*HEADINGS, *(f"Atsiskaitymo data {n}" for n in range(columns))]
    return [heads, *([*row, *(f"spalio {n % 28 + 1} d." for n in range(columns))] for row in rows(count)[1:])]


def plan(count: int) -> planforms.Plan:
    return read(text(rows(count)), "a.csv").plan


Step = Callable[[int], Callable[[], object]]


def reading(make: Callable[[int], bytes], name: str) -> Step:
    def made(size: int) -> Callable[[], object]:
        data = make(size)
        return lambda: read(data, name)

    return made


def on_plan(step: Callable[[planforms.Plan], object]) -> Step:
    def made(size: int) -> Callable[[], object]:
        subject = plan(size)
        return lambda: step(subject)

    return made


def on_words(parse: Callable[[str], object], words: Callable[[int], str]) -> Step:
    return lambda size: lambda: parse(words(size))


def checking(words: Callable[[int], str], column: str) -> Step:
    """Check a plan that has such words in one cell."""

    def made(size: int) -> Callable[[], object]:
        given = {"title": "Popietė", "when": "spalis", "who": "A. Uosis", column: words(size)}
        found = read(text(rows(2, **given)), "a.csv")
        return lambda: planforms.check(found, today=TODAY)

    return made


def annotating(make: Callable[[int], bytes], name: str) -> Step:
    def made(size: int) -> Callable[[], object]:
        data = make(size)
        return lambda: annotated(data, name)

    return made


INPUTS: dict[str, tuple[int, Step]] = {
    "rows of csv": (100, reading(lambda n: text(rows(n)), "a.csv")),
    "rows of txt": (100, reading(lambda n: text(rows(n), "\t"), "a.txt")),
    "rows of html": (100, reading(lambda n: page(rows(n)), "a.html")),
    "rows of xlsx": (100, reading(lambda n: workbook(rows(n)), "a.xlsx")),
    "rows of docx": (100, reading(lambda n: document(rows(n)), "a.docx")),
    "sheets": (8, reading(lambda n: workbook(rows(5), n), "a.xlsx")),
    "columns of csv": (100, reading(lambda n: text(wide(n)), "a.csv")),
    "columns of xlsx": (100, reading(lambda n: workbook(wide(n)), "a.xlsx")),
    "columns of docx": (100, reading(lambda n: document(wide(n)), "a.docx")),
    "columns of times": (40, reading(lambda n: text(dated(n)), "a.csv")),
    "rows of many times": (20, reading(lambda n: text(dated(30, n)), "a.csv")),
    "rows of two hundred columns": (20, reading(lambda n: text(dated(200, n)), "a.csv")),
    "tables beside the plan": (20, reading(lambda n: page(rows(3)) + STAFF * n, "a.html")),
    "paragraphs": (200, reading(lambda n: ("Pirma pastraipa\n\n" * n).encode() + text(rows(3), "\t"), "a.txt")),
    "headings": (
        100,
        reading(lambda n: text([HEADINGS, *([f"{m} skyrius"] for m in range(n)), *rows(2)[1:]]), "a.csv"),
    ),
    "chain of styles": (100, reading(styled, "a.docx")),
    "rules of css": (100, reading(lambda n: page(rows(10), ".a{color:red}" * n), "a.html")),
    "long word": (2000, reading(lambda n: text(rows(2, title="a" * n)), "a.csv")),
    "long line before the table": (
        2000,
        reading(lambda n: f"{'žodis ' * n}\n\n".encode() + text(rows(2), "\t"), "a.txt"),
    ),
    "long label": (2000, reading(lambda n: f"{'a' * n}: b\n\n".encode() + text(rows(2), "\t"), "a.txt")),
    "initials": (500, reading(lambda n: text(rows(2, who="A. " * n)), "a.csv")),
    "names": (200, reading(lambda n: text(rows(2, who="A. Uosis, " * n)), "a.csv")),
    "numbers of acts": (300, on_words(parse_mark, lambda n: "PATVIRTINTA direktoriaus įsakymu " + "Nr. " * n)),
    "acts": (100, on_words(parse_mark, lambda n: "PATVIRTINTA direktoriaus " + "2025-01-02 įsakymu Nr. 1, " * n)),
    "initials of a mark": (300, on_words(parse_mark, lambda n: "PATVIRTINTA direktoriaus " + "A. " * n)),
    "days": (300, on_words(parse_timing, lambda n: "2025-10-01, " * n)),
    "months": (300, on_words(parse_timing, lambda n: "spalis, " * n)),
    "unknown words of a time": (500, on_words(parse_timing, lambda n: "xyz " * n)),
    "parties": (300, on_words(parse_responsible, lambda n: "direktorius, " * n)),
    "capitals": (500, on_words(parse_responsible, lambda n: "Žodis " * n)),
    "check of rows": (100, on_plan(lambda p: planforms.check(p, today=TODAY))),
    "check of a long title": (500, checking(lambda n: "žodis „a“ " * n, "title")),
    "check of many days": (100, checking(lambda n: "2025-10-01, " * n, "when")),
    "check of many names": (100, checking(lambda n: "A. Uosis " * n, "who")),
    "fix of rows": (100, on_plan(lambda p: planforms.fix(p, today=TODAY))),
    "roll of rows": (100, on_plan(lambda p: planforms.roll(p, "2026-2027"))),
    "diff of rows": (60, on_plan(lambda p: planforms.diff(p, p))),
    "document of rows": (100, on_plan(lambda p: planforms.write(p, "docx"))),
    "workbook of rows": (100, on_plan(lambda p: planforms.write(p, "xlsx"))),
    "annotated docx": (60, annotating(lambda n: document(rows(n)), "a.docx")),
    "annotated xlsx": (60, annotating(lambda n: workbook(rows(n)), "a.xlsx")),
    "parts of an annotated file": (200, annotating(with_parts, "a.docx")),
}


@pytest.mark.parametrize(("size", "step"), INPUTS.values(), ids=INPUTS)
def test_twice_the_input_is_no_more_than_about_twice_the_work(size: int, step: Step) -> None:
    assert grows_linearly(step, size)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_more_styles_than_the_bound_are_refused(name: str) -> None:
    data = document(rows(2)) if name == "a.docx" else workbook(rows(2))
    with pytest.raises(planforms.UnreadableFileError, match="more than 0 styles"):
        planforms.read(data, name, limits=Limits(styles=0))
