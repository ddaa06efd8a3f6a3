"""From .xlsx to .docx: planforms beside the script that people write today, in one run, by CPU time.

Usage: ``python benchmarks/plans.py [PLANS]`` (300 plans where no number is given). It prints three tables:

1. milliseconds a plan from bytes to bytes with the marks filled, step by step, on plans that all differ (the figure
   that counts) and on longer ones; *naive* is openpyxl and docxtpl as their documentation has them;
2. rendering alone beside docxtpl, the official form against a bare table;
3. the command line from a cold start.

The two ways take turns plan by plan, so that a noisy machine moves both. Each figure is a median.
"""

import datetime as dt
import gc
import io
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
from docx import Document
from docxtpl import DocxTemplate

import planforms
from planforms.readers import source_of
from planforms.recognise import recognise
from planforms.source import Source

TODAY = dt.date(2026, 11, 2)
HEADINGS = ("Eil. Nr.", "Veiklų pavadinimas", "Data", "Vieta", "Atsakingi asmenys")
ROWS = 17
LONGER = ((200, 15), (10_000, 2))  # rows, plans
STARTS = 7
COMMANDS = (("--version",), ("--help",), ("check", "{plan}"), ("convert", "{plan}", "-o", "{out}", "--force"))
Step = Callable[[], object]


class Maker:
    """Plans of invented words, each with its own titles, people, places and dates."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- inputs of a benchmark

    def name(self) -> str:
        """A surname made of syllables."""
        first, middle = self.random.choice(("Ber", "Kal", "Vai", "Gud", "Mor", "Rim")), self.random.choice("žnvkt")
        return first + middle + self.random.choice(("aitė", "ienė", "us", "as", "utė"))

    def person(self) -> str:
        """An initial and a surname."""
        return f"{self.random.choice('ABDEGIJKLMNOPRSTV')}. {self.name()}"

    def when(self, year: int) -> str:
        """A time of the school year that begins in *year*."""
        autumn = self.random.random() < 0.4  # noqa: PLR2004 -- four months of ten
        month = self.random.choice(("rugsėjo spalio lapkričio gruodžio" if autumn else "sausio vasario kovo").split())
        date, day = f"{year + (not autumn)} m. {month}", self.random.randint(1, 14)
        return self.random.choice(
            (f"{date} {day} d.", f"{date} mėn.", f"{date} {day}–{day + 9} d.", "Visus metus", f"Iki {date} {day} d.")
        )

    def rows(self, count: int, year: int) -> Iterator[list[str]]:
        """The rows of a table."""
        kinds = ("Metodinė valanda", "Konkursas", "Paroda", "Edukacinė išvyka", "Seminaras", "Viktorina", "Posėdis")
        for number in range(1, count + 1):
            yield [
                str(number),
                f"{self.random.choice(kinds)} „{self.name()} {self.random.randint(1, 999)}“",
                self.when(year),
                f"{self.random.randint(1, 60)} kabinetas, {self.name()} g. {self.random.randint(1, 90)}",
                ", ".join(self.person() for _ in range(self.random.randint(1, 3))),
            ]

    def workbook(self, number: int, rows: int) -> bytes:
        """The *number*-th plan, of so many rows, as the bytes of a workbook."""
        year = 2015 + number % 12
        school = f"Upėnų {number + 1}-osios gimnazijos"
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None  # noqa: S101 -- a new workbook has a sheet
        above = ("PATVIRTINTA", f"{school} direktoriaus", f"{year} m. rugsėjo __ d. įsakymu Nr. ____", None)
        title = (f"{school.upper()} VEIKLOS PLANAS {year}–{year + 1} M. M.", None, f"Tikslas – {self.name()} kūryba.")
        for line in (*above, *title, None):
            sheet.append([line])
        for row in (HEADINGS, *self.rows(rows, year)):
            sheet.append(list(row))
        for line in (None, "PRITARTA", f"{school} tarybos", f"{year} m. rugsėjo 2 d. posėdžio protokolu Nr. {number}"):
            sheet.append([line])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def naive_template() -> bytes:
    """The template that people make for their script: a mark, a title and a table with a loop."""
    document = Document()
    for line in ("PATVIRTINTA", "{{ by }}", "{{ act }}", "{{ title }}"):
        document.add_paragraph(line)
    table = document.add_table(4, len(HEADINGS))
    table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for row in rows %}", "{%tr endfor %}"
    for index, heading in enumerate(HEADINGS):
        table.cell(0, index).text = heading
        table.cell(2, index).text = f"{{{{ row[{index}] }}}}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def naive(data: bytes, template: bytes) -> bytes:
    """What people write today: openpyxl and docxtpl as their documentation has them."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None  # noqa: S101 -- it was written with a sheet
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    table = [row for row in rows if row[-1]]
    values = {"by": rows[1][0], "act": rows[2][0], "title": rows[4][0], "rows": table[1:]}
    document = DocxTemplate(io.BytesIO(template))
    document.render(values, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cpu(step: Step) -> tuple[float, object]:
    """Milliseconds of CPU time that *step* takes, and its result."""
    start = time.process_time()
    result = step()
    return (time.process_time() - start) * 1000, result


def one_plan(data: bytes, template: bytes) -> dict[str, float]:
    """Milliseconds of each step on one plan."""
    taken: dict[str, float] = {}

    def timed(name: str, step: Step) -> object:
        taken[name], result = cpu(step)
        return result

    timed("naive", lambda: naive(data, template))
    gc.collect()  # the script's garbage is not ours
    source = timed("open", lambda: source_of(planforms.open_file(data, "planas.xlsx")))
    assert isinstance(source, Source)  # noqa: S101 -- what opening gives
    reading = timed("recognise", lambda: recognise(source))
    assert isinstance(reading, planforms.Reading)  # noqa: S101 -- what recognising gives
    day = dt.date(2026, 9, 14)
    filled = timed("fill", lambda: planforms.fill_marks(reading.plan, order_no="V-12", order_date=day))
    assert isinstance(filled, planforms.Plan)  # noqa: S101 -- what filling gives
    timed("write", lambda: planforms.write(filled, "docx"))
    timed("check", lambda: planforms.check(reading, today=TODAY))
    taken["planforms"] = taken["open"] + taken["recognise"] + taken["fill"] + taken["write"]
    return taken


def from_xlsx_to_docx(plans: int) -> None:
    """The first table."""
    template = naive_template()
    print("  rows plans   naive    open recognise  fill   write planforms ratio   check  a row peak MiB")
    for rows, count in ((ROWS, plans), *LONGER):
        maker = Maker(rows)
        one_plan(maker.workbook(count, rows), template)
        taken = [one_plan(maker.workbook(number, rows), template) for number in range(count)]
        ms = {name: statistics.median(each[name] for each in taken) for name in taken[0]}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{rows:>6} {count:>5} {ms['naive']:>7.1f} {ms['open']:>7.2f} {ms['recognise']:>9.2f} {ms['fill']:>5.2f}"
            f" {ms['write']:>7.2f} {ms['planforms']:>9.2f} {ms['naive'] / ms['planforms']:>5.1f} {ms['check']:>7.2f}"
            f" {ms['planforms'] / rows:>6.3f} {peak:>8.0f}"
        )


def rendering_alone(plans: int) -> None:
    """The second table."""
    maker, template = Maker(2), naive_template()
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(plans + 1):
        plan = planforms.read(maker.workbook(number, ROWS), "planas.xlsx").plan
        rows = [[str(activity.text(column.id)) for column in plan.columns] for activity in plan.activities]
        values: dict[str, object] = {"by": plan.marks[0].by, "act": "", "title": str(plan.title), "rows": rows}

        def by_docxtpl(values: dict[str, object] = values) -> bytes:
            document = DocxTemplate(io.BytesIO(template))
            document.render(values, autoescape=True)
            out = io.BytesIO()
            document.save(out)
            return out.getvalue()

        def by_planforms(plan: planforms.Plan = plan) -> bytes:
            return planforms.write(plan, "docx")

        theirs.append(cpu(by_docxtpl)[0])
        gc.collect()
        ours.append(cpu(by_planforms)[0])
    slow, fast = statistics.median(theirs[1:]), statistics.median(ours[1:])
    print(f"docxtpl {slow:.1f} ms, planforms {fast:.2f} ms: {slow / fast:.1f} times")


def cold_starts() -> None:
    """The third table: CPU time of whole processes, with bytecode."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder, "planas.xlsx")
        plan.write_bytes(Maker(3).workbook(1, ROWS))
        for command in (("-c", "pass"), *(("-m", "planforms", *words) for words in COMMANDS)):
            arguments = [word.format(plan=plan, out=Path(folder, "planas.docx")) for word in command]
            taken = []
            for _ in range(STARTS):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                taken.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
            print(f"{statistics.median(taken[1:]):>6.0f} ms  python {' '.join(command)}")


def main() -> None:
    """Print the three tables."""
    plans = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    print("From .xlsx to .docx, milliseconds of CPU time a plan\n")
    from_xlsx_to_docx(plans)
    print("\nRendering alone, 17 rows\n")
    rendering_alone(min(plans, 100))
    print("\nCold starts\n")
    cold_starts()


if __name__ == "__main__":
    main()
