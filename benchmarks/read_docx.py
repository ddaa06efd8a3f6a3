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
WORDS = (
    *("metodinė", "valanda", "skaitymo", "savaitė", "edukacinė", "išvyka", "mokinių", "konferencija", "pilietinio"),
    *("ugdymo", "projektas", "bibliotekos", "paroda", "kūrybinės", "dirbtuvės", "apskritojo", "stalo", "diskusija"),
)


def document(rows: int) -> bytes:
    """A plan of that many rows as python-docx writes it; the words of each row differ."""
    made = docx.Document()
    made.add_paragraph("VEIKLOS PLANAS 2026–2027 M. M.")
    table = made.add_table(rows=1, cols=len(HEADINGS))
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = heading
    head = etree.tostring(table.rows[0]._tr, encoding="unicode")  # noqa: SLF001 - add_row is quadratic
    words = cycle(WORDS)
    for number in range(1, rows + 1):
        row = head
        title = f"{' '.join(islice(words, 9))} {number * 7919 % 10_007}"
        said = (
            str(number),
            title,
            f"2026 m. spalio {number % 28 + 1} d.",
            f"{number % 97} kabinetas",
            "R. Uosė, K. Ąžuolas",
        )
        for heading, words_of_cell in zip(HEADINGS, said, strict=True):
            row = row.replace(f">{heading}<", f">{words_of_cell}<")
        table._tbl.append(etree.fromstring(row))  # noqa: SLF001
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def floor(data: bytes) -> object:
    """Unzip and parse, the least that any reader does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def timed(work: Callable[[bytes], object], data: bytes) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    work(data)
    return (time.perf_counter() - begun) * 1000


def peak(data: bytes) -> float:
    """Megabytes that Python itself holds at most; the parsed tree is lxml's and not counted."""
    tracemalloc.start()
    read(data, "planas.docx")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Measure every size and print a line for each."""
    print(f"{'rows':>7}{'file kB':>9}{'floor ms':>10}{'read ms':>10}{'ratio':>7}{'µs a row':>10}{'MB':>7}")
    for rows, rounds in SIZES:
        data = document(rows)
        pairs = [(timed(floor, data), timed(lambda it: read(it, "planas.docx"), data)) for _ in range(rounds)]
        floors, reads = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(ours / least for least, ours in pairs)
        print(
            f"{rows:>7}{len(data) / 1000:>9.0f}{floors:>10.2f}{reads:>10.2f}{ratio:>7.1f}"
            f"{reads / rows * 1000:>10.1f}{peak(data):>7.1f}"
        )


if __name__ == "__main__":
    main()
