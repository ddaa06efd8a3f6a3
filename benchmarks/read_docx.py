"""How long reading a Word document to a Source takes, against unzipping and parsing its document.xml and no more.

Prints a table; run it alone: ``python benchmarks/read_docx.py``. Ratios are taken round by round in one process, so a
noisy machine moves both figures.
"""

import io
import statistics
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from itertools import cycle, islice

import docx
from lxml import etree

from planforms.readers.docx import read

SIZES = ((17, 15), (200, 11), (2_000, 7), (10_000, 5))
HEADINGS = ("Eil. Nr.", "Veiklų pavadinimas", "Data", "Vieta", "Atsakingi asmenys")
# glibc puts the pieces of a freed tree together when it is next asked for a large block, which takes as long as half of
# the parsing. Asked for one before and after, each call pays for its own tree and for no other's.
LARGE = 1 << 20
WORDS = (
    *("metodinė", "valanda", "skaitymo", "savaitė", "edukacinė", "išvyka", "mokinių", "konferencija", "pilietinio"),
    *("ugdymo", "projektas", "bibliotekos", "paroda", "kūrybinės", "dirbtuvės", "apskritojo", "stalo", "diskusija"),
)


RUN = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/>'
    '<w:szCs w:val="24"/><w:lang w:val="lt-LT"/></w:rPr>'
)
# A paragraph and a run say these things in a table that a person made in Word.
PARAGRAPH = f'<w:p><w:pPr><w:spacing w:before="60" w:after="0"/><w:jc w:val="left"/>{RUN}</w:pPr>'


def document(rows: int, *, formatted: bool) -> bytes:
    """A plan of that many rows by python-docx, bare or with what Word adds; the words of each row differ."""
    made = docx.Document()
    made.add_paragraph("VEIKLOS PLANAS 2026–2027 M. M.")
    table = made.add_table(rows=1, cols=len(HEADINGS))
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = heading
    head = etree.tostring(table.rows[0]._tr, encoding="unicode")  # noqa: SLF001 - add_row is quadratic
    if formatted:
        head = head.replace("<w:p>", PARAGRAPH).replace("<w:r>", f"<w:r>{RUN}")
    words = cycle(WORDS)
    for number in range(1, rows + 1):
        row = head
        title = f"{' '.join(islice(words, 9))} {number * 7919 % 10_007}"
        when, where = f"2026 m. spalio {number % 28 + 1} d.", f"{number % 97} kabinetas"
        for heading, said in zip(HEADINGS, (str(number), title, when, where, "R. Uosė, K. Ąžuolas"), strict=True):
            row = row.replace(f">{heading}<", f">{said}<")
        table._tbl.append(etree.fromstring(row))  # noqa: SLF001
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def floor(data: bytes) -> object:
    """Unzip and parse, the least that any reader does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def timed(work: Callable[[bytes], object], data: bytes) -> float:
    """Milliseconds of processor time of one call and of giving back the memory it took."""
    bytearray(LARGE)
    begun = time.process_time()
    work(data)
    bytearray(LARGE)
    return (time.process_time() - begun) * 1000


def peak(data: bytes) -> float:
    """Megabytes that Python itself holds at most; the parsed tree is lxml's and not counted."""
    tracemalloc.start()
    read(data, "planas.docx")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Measure every size of both documents and print a line for each."""
    for formatted in (True, False):
        print("as Word formats it" if formatted else "bare, as python-docx writes it")
        print(f"{'rows':>7}{'file kB':>9}{'floor ms':>10}{'read ms':>10}{'ratio':>7}{'µs a row':>10}{'MB':>7}")
        for rows, rounds in SIZES:
            data = document(rows, formatted=formatted)
            pairs = [(timed(floor, data), timed(lambda it: read(it, "planas.docx"), data)) for _ in range(rounds)]
            floors, reads = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(ours / least for least, ours in pairs)
            print(
                f"{rows:>7}{len(data) / 1000:>9.0f}{floors:>10.2f}{reads:>10.2f}{ratio:>7.1f}"
                f"{reads / rows * 1000:>10.1f}{peak(data):>7.1f}"
            )


if __name__ == "__main__":
    main()
