"""How long the .xlsx reader takes to a Source, beside openpyxl alone and the floor of unzip and parse, in one run.

Usage: ``python benchmarks/read_xlsx.py [ROWS...]``. Workbooks are made here by XlsxWriter (shared strings, as Excel
writes them); rounds go round-robin, figures are medians in milliseconds and ratios to openpyxl in the same run.
"""

import io
import sys
import time
import zipfile
from statistics import median
from typing import TYPE_CHECKING

import openpyxl
import xlsxwriter
from lxml import etree

from planforms.readers import xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 5


def workbook(rows: int) -> bytes:
    """A plan with *rows* activities, no two cells of words alike, dates as real dates."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, italic = book.add_worksheet("Planas"), book.add_format({"italic": True})
        day = book.add_format({"num_format": 'yyyy "m." mmmm d "d."'})
        sheet.write_row(0, 0, ["Eil. Nr.", "Veiklų pavadinimas", "Data", "Vieta", "Atsakingi asmenys"])
        for row in range(1, rows + 1):
            sheet.write_number(row, 0, row)
            sheet.write_rich_string(row, 1, "Popietė „", italic, f"Knygos ir žmonės {row}", "“ skaitykloje")
            sheet.write_number(row, 2, 45170 + row % 300, day)
            sheet.write_string(row, 3, f"Mokyklos biblioteka, {row} kab.")
            sheet.write_string(row, 4, f"A. Pavyzdienė, B. Vardenis {row}")
    return out.getvalue()


def floor(data: bytes) -> None:
    """Unzip, and parse each part with lxml."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


def openpyxl_alone(data: bytes) -> None:
    """What a script would do: load, and look at each cell once."""
    for sheet in openpyxl.load_workbook(io.BytesIO(data), rich_text=True):
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value


def planforms(data: bytes) -> None:
    """The reader, to a Source."""
    xlsx.read(data, "planas.xlsx")


def main() -> None:
    """Print the table for each number of rows."""
    methods: tuple[Callable[[bytes], None], ...] = (floor, openpyxl_alone, planforms)
    print("| rows |" + "".join(f" {method.__name__} ms |" for method in methods) + " planforms / openpyxl |")
    print("|--:|" + "--:|" * (len(methods) + 1))
    for rows in [int(argument) for argument in sys.argv[1:]] or [17, 200, 2000, 10_000]:
        data = workbook(rows)
        times: dict[str, list[float]] = {method.__name__: [] for method in methods}
        for _ in range(_ROUNDS):
            for method in methods:
                start = time.perf_counter()
                method(data)
                times[method.__name__].append((time.perf_counter() - start) * 1000)
        figures = [median(times[method.__name__]) for method in methods]
        print(f"| {rows} |" + "".join(f" {figure:.1f} |" for figure in figures) + f" {figures[2] / figures[1]:.2f} |")


if __name__ == "__main__":
    main()
