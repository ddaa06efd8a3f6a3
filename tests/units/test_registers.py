"""The register: its headings and cells, and every case of which row is of which plan."""

import datetime as dt
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

import planforms
from planforms.batches import read_register
from planforms.matching import PlanFile, match
from planforms.model import ActKind
from planforms.registers import HEADINGS, Entry, Register

HEAD = ("Failas", "Plano pavadinimas", "Įsakymo Nr.", "Įsakymo data", "Kas tvirtina", "Dokumento rūšis")
SCHOOL_YEARS = planforms.parse_period("2025-2026")


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def delimited(rows: Sequence[Sequence[object]], sign: str = ";") -> bytes:
    return "\n".join(sign.join("" if cell is None else str(cell) for cell in row) for row in rows).encode()


def entries(*rows: Sequence[object], head: Sequence[str] = HEAD) -> tuple[Entry, ...]:
    return read_register(workbook([head, *rows]), "registras.xlsx").entries


def problems(entry: Entry) -> str:
    return " ".join(problem.text("en") for problem in entry.problems)


def test_a_row_is_read_by_the_headings_in_any_order_and_case() -> None:
    head = ("ĮSAKYMO DATA", "pastaba", "isakymo nr", "Byla", "AKTAS", "Kuri  žyma", "Protokolo nr.", "Protokolo data")
    (entry,) = entries((dt.date(2025, 9, 12), "skubu", "V-1", "a.docx", "Nutarimas", 2, "3", "2025-09-02"), head=head)
    assert entry == Entry(
        row=2,
        file="a.docx",
        order_no="V-1",
        order_date=dt.date(2025, 9, 12),
        act=ActKind.RESOLUTION,
        minutes_no="3",
        minutes_date=dt.date(2025, 9, 2),
        endorsement=2,
        others={"pastaba": "skubu"},
    )


def test_the_same_register_as_a_workbook_and_as_csv_gives_equal_results() -> None:
    head = (*(HEADINGS[column][0] for column in HEADINGS), "Gauta")
    rows = (
        (
            "a.docx",
            "A planas",
            "2025-2026",
            "V-1",
            "2025-09-01",
            "direktoriaus",
            "įsakymas",
            7,
            "2025-08-28",
            "t.",
            1,
            "",
        ),
        ("b.docx", None, None, None, None, None, None, None, None, None, None, "2025-09-03"),
        (None, "C planas 2025–2026 m. m.", None, "12", "2025.09.02", None, None, None, "rytoj", None, None, ""),
    )
    dated = [[dt.date.fromisoformat(str(c)) if str(c).startswith("2025-0") else c for c in row] for row in rows]
    expected = read_register(workbook([head, *dated]), "r.xlsx")
    assert expected.entries[0].order_date == dt.date(2025, 9, 1)
    for sign in ";\t":
        assert read_register(delimited([head, *rows], sign), "r.csv") == expected


def test_rows_above_the_headings_and_blank_rows_are_passed_over() -> None:
    rows: tuple[Sequence[object], ...] = (
        ["Dokumentų registras"],
        ["2025 m."],
        HEAD,
        [],
        ["a.docx", None, "V-1"],
        [],
        ["b.docx", None, "V-2"],
    )
    found = read_register(workbook(rows), "r.xlsx").entries
    assert [(entry.row, entry.file) for entry in found] == [(5, "a.docx"), (7, "b.docx")]


def test_a_cell_merged_downwards_counts_in_each_of_its_rows() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([HEAD, ["a.docx", None, "V-1"], ["b.docx"]])))
    book.worksheets[0].merge_cells("C2:C3")
    out = io.BytesIO()
    book.save(out)
    assert [entry.order_no for entry in read_register(out.getvalue(), "r.xlsx").entries] == ["V-1", "V-1"]


def test_the_usual_heading_wins_over_another_for_the_same_and_the_other_goes_through() -> None:
    (entry,) = entries(("a.docx", "D-77", "V-1"), head=("Failas", "Registracijos Nr.", "Įsakymo Nr."))
    assert (entry.order_no, entry.others) == ("V-1", {"Registracijos Nr.": "D-77"})


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((["Nr.", "Data"], ["1", "2025"]), "is not a register"),
        ((["Failas"], ["a.docx"]), "is not a register"),
        ((["Failas", "Įsakymo Nr.", "Įsakymo Nr."], ["a", "1", "2"]), "in two columns"),
    ],
)
def test_what_is_not_a_register_is_refused(rows: Sequence[Sequence[object]], words: str) -> None:
    with pytest.raises(planforms.UsageError, match=words):
        read_register(workbook(rows), "r.xlsx")


def test_a_plan_as_json_is_not_a_register() -> None:
    with pytest.raises(planforms.UsageError, match="is not a register"):
        read_register(b'{"format": "planforms/1"}', "r.json")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("a.docx", None, dt.date(2026, 1, 15)), "holds a date"),
        (("a.docx", None, "#N/A"), "shows an error"),
        (("a.docx", None, "V-1", "2025-13-01"), "“2025-13-01” under “Įsakymo data” is not a date"),
        (("a.docx", None, "V-1", "09/12/2025"), "is not a date"),
        (("a.docx", None, "V-1", 45912), "is not a date"),
        (("a.docx", None, "V-1", "2025 m. rugsėjis"), "is not a date"),
        (("a.docx", None, "V-1", None, None, "planas"), "is not a kind of act"),
        ((None, None, "V-1", "2025-09-01"), "names neither a file nor a plan"),
    ],
)
def test_a_cell_that_is_not_certain_is_a_problem_of_its_row(row: Sequence[object], words: str) -> None:
    (entry,) = entries(row)
    assert words in problems(entry)


@pytest.mark.parametrize(
    "words",
    ["2025-09-12", "2025.09.12", "2025 m. rugsėjo 12 d.", "2025-09-12 00:00", dt.datetime(2025, 9, 12, 8)],  # noqa: DTZ001 -- as Excel has it
)
def test_a_date_is_read_as_people_and_systems_write_it(words: object) -> None:
    (entry,) = entries(("a.docx", None, "V-1", words))
    assert (entry.order_date, entry.problems) == (dt.date(2025, 9, 12), ())


@pytest.mark.parametrize(
    ("words", "act"),
    [("įsakymas", ActKind.ORDER), ("Direktoriaus ĮSAKYMAS", ActKind.ORDER), ("potvarkis", ActKind.ORDINANCE)],
)
def test_a_kind_of_act_is_found_in_its_words(words: str, act: ActKind) -> None:
    (entry,) = entries(("a.docx", None, "V-1", None, None, words))
    assert entry.act is act


TITLE = "Alksnių mokyklos veiklos planas"
DECOMPOSED = unicodedata.normalize("NFD", "žalias.docx")
# The files and what names them in the register; then the file of each row (None for none), and files not to be made.
MATCHES: dict[str, tuple[list[str], list[str], list[str | None], list[str]]] = {
    "equal names": (["a.docx"], ["a.docx"], ["a.docx"], []),
    "capitals": (["Planas.DOCX"], ["pLANAS.docx"], ["Planas.DOCX"], []),
    "accents composed in another way": ([DECOMPOSED], ["ŽALIAS.docx"], [DECOMPOSED], []),
    "without its extension": (["a.docx"], ["a"], ["a.docx"], []),
    "a dot in the name": (["a. planas 2025.docx"], ["a. planas 2025"], ["a. planas 2025.docx"], []),
    "without its extension, two of them": (["a.docx", "a.xlsx"], ["a"], [None], ["a.docx", "a.xlsx"]),
    "with its extension, two of them": (["a.docx", "a.xlsx"], ["a.xlsx"], ["a.xlsx"], ["a.docx"]),
    "another extension": (["a.docx"], ["a.pdf"], [None], ["a.docx"]),
    "only alike": (["alksniai.docx"], ["alksniu.docx"], [None], ["alksniai.docx"]),
    "two rows for a file": (["a.docx"], ["a.docx", "A"], ["a.docx", "a.docx"], ["a.docx"]),
    "a folder that chooses": (["x/a.docx", "y/a.docx"], ["y/a.docx", "x\\a.docx"], ["y/a.docx", "x/a.docx"], []),
    "no folder to choose by": (["x/a.docx", "y/a.docx"], ["a.docx"], [None], ["x/a.docx", "y/a.docx"]),
    "another folder": (["x/a.docx"], ["y/a.docx"], [None], ["x/a.docx"]),
    "a path of another computer": (["in/a.docx"], [r"C:\Raštinė\a.docx"], ["in/a.docx"], []),
    "a path of another computer, and one here": (["x/a.docx"], ["x/a.docx", "/y/a.docx"], ["x/a.docx", None], []),
    "a file without a row": (["a.docx", "b.docx"], ["a.docx"], ["a.docx"], ["b.docx"]),
    "a row without a file": (["a.docx"], ["a.docx", "c.docx"], ["a.docx", None], []),
}


@pytest.mark.parametrize("case", MATCHES)
def test_a_row_is_of_a_file_by_its_name(case: str) -> None:
    paths, named, expected, refused = MATCHES[case]
    rows = tuple(Entry(row=number, file=name) for number, name in enumerate(named, start=2))
    matched = match(Register(entries=rows), [PlanFile(path=path) for path in paths])
    unused = {entry.row for entry, _ in matched.unused}
    assert [entry.row in unused for entry in rows] == [file is None for file in expected]
    assert matched.entries == {
        file: entry for file, entry in zip(expected, rows, strict=True) if file and file not in refused
    }
    assert sorted(matched.problems) == sorted(refused)


TITLED: dict[str, tuple[list[tuple[str, planforms.Period]], str, list[int]]] = {
    "title and period equal": ([(TITLE, SCHOOL_YEARS)], f"{TITLE} 2025–2026 m. m.", [0]),
    "capitals and dashes": ([(f"{TITLE.upper()} 2025–2026 M. M.", SCHOOL_YEARS)], f"{TITLE} 2025-2026 m.m.", [0]),
    "another period": ([(TITLE, SCHOOL_YEARS)], f"{TITLE} 2026–2027 m. m.", []),
    "no period in the register": ([(TITLE, SCHOOL_YEARS)], TITLE, []),
    "another title": ([("Beržų mokyklos veiklos planas", SCHOOL_YEARS)], f"{TITLE} 2025–2026 m. m.", []),
    "two plans of one title": ([(TITLE, SCHOOL_YEARS), (TITLE, SCHOOL_YEARS)], f"{TITLE} 2025–2026 m. m.", []),
}


@pytest.mark.parametrize("case", TITLED)
def test_a_row_without_a_file_is_of_a_plan_by_title_and_period(case: str) -> None:
    plans, title, expected = TITLED[case]
    files = [PlanFile(path=f"{n}.docx", plans=(named,)) for n, named in enumerate(plans)]
    (entry,) = entries((None, title, "V-1"))
    matched = match(Register(entries=(entry,)), files)
    assert list(matched.entries) == [files[number].path for number in expected]
    assert len(matched.problems) == len(files) - len(expected)


def test_a_period_in_a_column_of_its_own_counts_too() -> None:
    (entry,) = entries((None, TITLE, "V-1", "2025-2026"), head=(*HEAD[:3], "Mokslo metai"))
    assert entry.period == SCHOOL_YEARS


def test_a_likely_file_is_only_a_hint() -> None:
    rows = (Entry(row=2, file="alksniu_planas.docx"),)
    matched = match(Register(entries=rows), [PlanFile(path="x/alksnių planas.docx")])
    (_, (problem,)) = matched.unused[0]
    assert problem.text("en").endswith("is it “x/alksnių planas.docx”?")


def test_several_rows_and_files_are_all_named() -> None:
    rows = (Entry(row=2, file="a"), Entry(row=5, file="b.docx"), Entry(row=9, file="B.docx"))
    files = [PlanFile(path=path) for path in ("a.docx", "a.xlsx", "b.docx")]
    matched = match(Register(entries=rows), files)
    said = {path: " ".join(each.text("en") for each in found) for path, found in matched.problems.items()}
    assert said["a.docx"] == said["a.xlsx"] == "Row 2 of the register fits several files: a.docx, a.xlsx."
    assert said["b.docx"] == "Several rows of the register are for this file: 5, 9."


def test_the_register_is_read_from_a_path_too(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(delimited([HEAD, ["a.docx", "", "V-1"]]))
    assert read_register(tmp_path / "r.csv").entries[0].order_no == "V-1"


@pytest.mark.parametrize("total", [("Iš viso: 1", None, None), ("IŠ VISO", 1, None), (None, "Viso 1", None)])
def test_a_row_of_totals_is_no_row_of_a_plan(total: Sequence[object]) -> None:
    head = ("Failas", "Įsakymo Nr.", "Įsakymo data")
    (entry,) = entries(("viso-labo.docx", "V-1", "2025-09-12"), total, head=head)
    assert (entry.file, entry.problems) == ("viso-labo.docx", ())


def test_headings_in_two_rows_are_read_together() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("Planų registras",),
        ("Failas", "Įsakymas", None, "Protokolas", None, "Gauta"),
        (None, "Nr.", "data", "Nr.", "data", None),
        ("a.docx", "V-1", "2025-09-12", "3", "2025-09-02", "vakar"),
    ):
        sheet.append(row)
    for merged in ("A1:F1", "A2:A3", "B2:C2", "D2:E2", "F2:F3"):
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    (entry,) = read_register(out.getvalue(), "registras.xlsx").entries
    assert entry == Entry(
        row=4,
        file="a.docx",
        order_no="V-1",
        order_date=dt.date(2025, 9, 12),
        minutes_no="3",
        minutes_date=dt.date(2025, 9, 2),
        others={"Gauta": "vakar"},
    )
