"""``planforms check --annotate`` and ``--fix``: where copies go, what is refused, and what is told."""

import json
import re
from pathlib import Path

import furnished
import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from docx import Document

import planforms
from planforms.cli import main

CSV = "Eil. Nr.;Veiklos pavadinimas;Data;Vieta;Atsakingi asmenys\n" + "\n".join(";".join(row) for row in furnished.ROWS)


def run(*arguments: str | Path, lang: str = "en", stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, "check", *map(str, arguments)], input=stdin)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "planas.xlsx"
    path.write_bytes(furnished.workbook())
    return path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "planas.docx"
    path.write_bytes(furnished.document())
    return path


def test_the_findings_are_in_the_copy_and_the_file_is_as_it_was(workbook: Path, tmp_path: Path) -> None:
    before = workbook.read_bytes()
    copy = tmp_path / "pazymeta.xlsx"
    result = run(workbook, "--annotate", copy, lang="lt")
    assert (result.exit_code, workbook.read_bytes()) == (1, before)
    assert result.stderr == f"Įrašyta: {copy}\n"
    book = openpyxl.load_workbook(copy)
    said = book["Planas"]["C6"].comment.text
    assert said.startswith("T106 (klaida): Laikas nepatenka į plano laikotarpį")
    assert "Patikrinkite metus" in said
    assert book["Planas"]["C6"].fill.fgColor.rgb == "FFF8CBAD"
    first = book["planforms"]
    assert first["A1"].value == "planas.xlsx: 1 klaida, 7 įspėjimai, 6 patarimai"
    (row,) = [row for row in first.iter_rows(min_row=5) if row[4].value == "T106 outside-period"]
    assert row[0].hyperlink
    assert (row[0].value, row[0].hyperlink.location, row[1].value) == ("Planas!C6", "'Planas'!C6", "klaida")


def test_word_comments_stand_on_the_cells(document: Path, tmp_path: Path) -> None:
    copy = tmp_path / "pazymeta.docx"
    run(document, "--annotate", copy)
    made = Document(str(copy))
    own = [comment.text for comment in made.comments if comment.author == "planforms"]
    assert [text[:4] for text in own if text.startswith("T106")] == ["T106"]
    assert [comment.text for comment in made.comments if comment.author == "Ona"] == ["Ar ne per trumpai?"]
    cell = made.tables[0].cell(3, 2)._tc  # noqa: SLF001 (python-docx does not tell where a comment stands)
    assert cell.xpath(".//w:commentRangeStart")


def test_the_report_of_an_annotated_copy_is_that_of_the_file(workbook: Path, tmp_path: Path) -> None:
    copy = tmp_path / "pazymeta.xlsx"
    told = run(workbook, "--annotate", copy).stdout
    assert run(copy).stdout == told.replace(str(workbook), str(copy))


def test_what_is_mended_is_told_old_and_new_and_the_rest_is_left_to_the_person(workbook: Path, tmp_path: Path) -> None:
    before = workbook.read_bytes()
    copy = tmp_path / "taisyta.xlsx"
    result = run(workbook, "--fix", copy)
    assert (result.exit_code, workbook.read_bytes()) == (1, before)
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert "mended  P102  „A. Uosis B. Klevė“ → „A. Uosis, B. Klevė“" in lines
    assert "mended  W104  „Poezijos  popietė“ → „Poezijos popietė“" in lines
    assert any(line.startswith("error    T106") for line in lines)
    assert not any(line.startswith(("advice   W", "warning  P102")) for line in lines)
    assert lines[-1] == "1 file checked: 1 error, 5 warnings, 2 pieces of advice, 7 places mended"
    assert openpyxl.load_workbook(copy)["Planas"]["E7"].value == '="D. Eglė"'


def test_a_second_run_mends_nothing(document: Path, tmp_path: Path) -> None:
    once, twice = tmp_path / "1.docx", tmp_path / "2.docx"
    run(document, "--fix", once)
    result = run(once, "--fix", twice)
    assert "mended" not in result.stdout
    assert twice.read_bytes() == once.read_bytes()


def test_what_cannot_be_changed_in_place_is_told(tmp_path: Path) -> None:
    source = tmp_path / "planas.xlsx"
    with xlsxwriter.Workbook(source) as book:
        sheet = book.add_worksheet("Planas")
        sheet.write("A1", furnished.TITLE)
        for row, cells in enumerate((furnished.HEADINGS, *furnished.ROWS), start=2):
            sheet.write_row(row, 0, cells)
        sheet.write_formula("E4", '=B1&"A. Uosis B. Klevė"', None, "A. Uosis B. Klevė")
    result = run(source, "--fix", tmp_path / "taisyta.xlsx", "--select", "P102,W104")
    assert [line.strip() for line in result.stdout.splitlines()[2:]] == [
        *("Planas!B5", "mended  W104  „Poezijos  popietė“ → „Poezijos popietė“"),
        *("Planas!E4", "to be mended by hand  P102  „A. Uosis B. Klevė“ → „A. Uosis, B. Klevė“"),
        "warning  P102 names-unseparated  Nothing separates the names but spaces",
        *(
            "Put commas between them.",
            "– Planas!E4: „A. Uosis B. Klevė“",
            "",
            "1 file checked: 1 warning, 1 place mended",
        ),
    ]


def test_a_fix_that_can_be_made_only_in_part_is_not_made(tmp_path: Path) -> None:
    source = tmp_path / "planas.xlsx"
    with xlsxwriter.Workbook(source) as book:
        sheet = book.add_worksheet("Planas")
        sheet.write("A1", furnished.TITLE)
        for row, cells in enumerate((furnished.HEADINGS, *furnished.ROWS), start=2):
            sheet.write_row(row, 0, cells)
        sheet.write_column("A4", [1, 3])
        sheet.write_formula("A6", "=A5+1", None, 4)
    result = run(source, "--fix", tmp_path / "taisyta.xlsx", "--select", "S109,W104")
    assert [line.strip() for line in result.stdout.splitlines()[2:]] == [
        *("Planas!B5", "mended  W104  „Poezijos  popietė“ → „Poezijos popietė“"),
        *("Planas!A5", "to be mended by hand  S109  „3“ → „2“"),
        *("Planas!A6", "to be mended by hand  S109  „4“ → „3“"),
        "warning  S109 numbering-broken  The numbers of the rows do not follow one another: 1 → 3",
        *("Number the rows anew.", "– Planas!A5", "", "1 file checked: 1 warning, 1 place mended"),
    ]


def test_json_tells_what_was_mended(document: Path, tmp_path: Path) -> None:
    result = run(document, "--fix", tmp_path / "taisyta.docx", "--format", "json", "--select", "P102")
    (file,) = json.loads(result.stdout)["files"]
    assert file["findings"] == []
    assert file["fixed"] == [
        {
            "at": "rows[0].responsible",
            "where": "table 1, row 2, column “Atsakingi asmenys”",
            "codes": ["P102"],
            "old": "A. Uosis B. Klevė",
            "new": "A. Uosis, B. Klevė",
        }
    ]


@pytest.mark.parametrize("ending", ["json", "docx", "xlsx"])
def test_a_file_that_is_not_edited_is_mended_in_a_plan_made_of_it(ending: str, tmp_path: Path) -> None:
    source = tmp_path / "planas.csv"
    source.write_text(CSV, encoding="utf-8")
    copy = tmp_path / f"taisyta.{ending}"
    result = run(source, "--fix", copy)
    assert "mended" in result.stdout
    plan = planforms.read(copy.read_bytes(), copy.name).plan
    assert str(plan.activities[0].responsible.words) == "A. Uosis, B. Klevė"
    assert plan.activities[0].responsible.parties == ("A. Uosis", "B. Klevė")


def test_several_files_go_to_a_folder_under_their_names(workbook: Path, document: Path, tmp_path: Path) -> None:
    csv = tmp_path / "kitas.csv"
    csv.write_text(CSV, encoding="utf-8")
    folder = tmp_path / "taisyta"
    result = run(workbook, document, csv, "--fix", folder)
    assert result.exit_code == 1
    assert sorted(path.name for path in folder.iterdir()) == ["kitas.xlsx", "planas.docx", "planas.xlsx"]


def test_a_name_that_ends_as_a_folder_is_one(workbook: Path, tmp_path: Path) -> None:
    assert run(workbook, "--fix", f"{tmp_path}/nauji/").exit_code == 1
    assert [path.name for path in (tmp_path / "nauji").iterdir()] == ["planas.xlsx"]


@pytest.mark.parametrize("option", ["--annotate", "--fix"])
def test_a_name_without_an_ending_is_refused_in_a_sentence(option: str, workbook: Path, tmp_path: Path) -> None:
    result = run(workbook, option, tmp_path / "kopija")
    assert result.exit_code == 2
    assert re.search(r"end (?:it|its name) in [.\w, ]+\.\n", result.stdout)
    assert not (tmp_path / "kopija").exists()


@pytest.mark.parametrize("out", ["-", "kopija.xlsx"])
def test_two_copies_do_not_go_to_one_place(out: str, workbook: Path) -> None:
    result = run(workbook, "--annotate", out, "--fix", out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is named for two results" in result.stderr


def test_files_of_one_name_do_not_take_each_others_place(workbook: Path, tmp_path: Path) -> None:
    other = tmp_path / "kitur" / "planas.xlsx"
    other.parent.mkdir()
    other.write_bytes(furnished.workbook())
    result = run(workbook, other, "--annotate", tmp_path / "pazymeta", "--force")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is named for two results" in result.stderr
    assert not (tmp_path / "pazymeta").exists()


@pytest.mark.parametrize(
    ("option", "name", "told"),
    [
        ("--annotate", "planas.xlsx", "is the file that is read"),
        ("--fix", "planas.xlsx", "is the file that is read"),
        ("--annotate", "yra.xlsx", "exists already"),
        ("--annotate", "nera/kopija.xlsx", "There is no folder"),
    ],
)
def test_a_place_that_must_not_be_written_is_refused_before_the_work(
    option: str, name: str, told: str, workbook: Path, tmp_path: Path
) -> None:
    (tmp_path / "yra.xlsx").write_bytes(b"mine")
    before = workbook.read_bytes()
    result = run(workbook, option, tmp_path / name, *(["--force"] if name == "planas.xlsx" else []))
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert (workbook.read_bytes(), (tmp_path / "yra.xlsx").read_bytes()) == (before, b"mine")


@pytest.mark.parametrize(
    ("option", "source", "out", "told"),
    [
        ("--annotate", "planas.csv", "kopija.xlsx", "is neither; save it as one of them"),
        ("--annotate", "planas.xlsm", "kopija.xlsx", "end its name in .xlsm"),
        ("--fix", "planas.xlsm", "kopija.xlsx", "end its name in .xlsm"),
        ("--annotate", "planas.docx", "kopija.xlsx", "end its name in .docx"),
        ("--fix", "planas.docx", "kopija.pdf", "is not one that a mended plan is written in"),
    ],
)
def test_a_copy_that_no_program_would_open_is_refused(
    option: str, source: str, out: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "planas.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "planas.xlsm").write_bytes(furnished.workbook(macros=True))
    (tmp_path / "planas.docx").write_bytes(furnished.document())
    result = run(tmp_path / source, option, tmp_path / out)
    assert result.exit_code == 2
    assert told in result.stdout
    assert "1 copy not written" in result.stdout
    assert "S109" in result.stdout, "what was found is told all the same"
    assert not (tmp_path / out).exists()


def test_a_copy_on_standard_output_leaves_the_report_to_standard_error(workbook: Path) -> None:
    result = run("-", "--fix", "-", stdin=workbook.read_bytes())
    assert "7 places mended" in result.stderr
    plan = planforms.read(result.stdout_bytes, "planas.xlsx").plan
    assert str(plan.activities[0].responsible.words) == "A. Uosis, B. Klevė"


def test_several_files_do_not_fit_on_standard_output(workbook: Path, document: Path) -> None:
    result = run(workbook, document, "--annotate", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name a folder" in result.stderr


def test_the_page_tells_what_was_mended_and_shows_the_copy(document: Path, tmp_path: Path) -> None:
    page = run(document, "--fix", tmp_path / "taisyta.docx", "--format", "html").stdout
    assert "<h3>Mended</h3>" in page
    assert "„A. Uosis B. Klevė“ → „A. Uosis, B. Klevė“" in page
    assert "P102 names-unseparated" not in page


def test_the_page_tells_that_a_copy_could_not_be_written_and_what_was_found(document: Path, tmp_path: Path) -> None:
    page = run(document, "--annotate", tmp_path / "kopija.xlsx", "--format", "html").stdout
    assert "end its name in .docx" in page
    assert "outside-period" in page
