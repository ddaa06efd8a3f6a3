"""``planforms roll``: the draft in a document, in the user's own workbook and as JSON, with the list of changes."""

import io
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from conftest import Convert
from lxml import etree
from msgspec.structs import replace
from openpyxl.chart import BarChart, Reference
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from rolling import NEW, activity, plan

import planforms
from planforms.cli import main
from planforms.editors.plan import DraftComment, commented_document
from planforms.marks import BLANK_DATE, BLANK_NUMBER, parse_mark
from planforms.model import Text
from planforms.period import period_words
from planforms.place import Place
from planforms.rollover import roll_over
from planforms.writers.docx import write as write_docx

SAMPLES = Path(__file__).parents[2] / "samples"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "plan.txt"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])


def workbook(*rows: tuple[str, ...]) -> bytes:
    """A workbook as a school keeps it: a title, a table, a formula, a real date, a sheet of its own beside."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Planas"
    sheet["A1"] = "BIBLIOTEKOS VEIKLOS PLANAS 2023–2024 M. M."
    for column, heading in enumerate(("Eil. Nr.", "Veiklos pavadinimas", "Data", "Atsakingi asmenys"), start=1):
        sheet.cell(3, column, heading)
    for index, row in enumerate(rows, start=4):
        for column, value in enumerate(row, start=1):
            sheet.cell(index, column, value)
    sheet.column_dimensions["B"].width = 47
    other = book.create_sheet("Skaičiai")
    other["A1"] = 5
    other["A2"] = "=A1*2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "planas.xlsx"
    path.write_bytes(
        workbook(
            ("1", "Knygų mugė", "2023 m. spalio 19 d.", "V. Uosytė"),
            ("2", "24-oji skaitymo šventė", "2024 m. kovo mėn.", "V. Uosytė"),
            ("3", "Popietė", "Visus metus", "K. Šilinis"),
        )
    )
    return path


def test_the_draft_of_a_workbook_is_the_workbook_with_the_changed_cells_changed(plain: Path, tmp_path: Path) -> None:
    out = tmp_path / "naujas.xlsx"
    result = run("roll", plain, "--to", "2024-2025", "-o", out)
    assert result.exit_code == 0
    old, new = openpyxl.load_workbook(plain), openpyxl.load_workbook(out)
    differ = {
        cell.coordinate
        for row in old["Planas"].iter_rows()
        for cell in row
        if new["Planas"][cell.coordinate].value != cell.value
    }
    assert differ == {"A1", "C4", "C5"}
    assert new["Planas"]["C4"].value == "2024 m. spalio 17 d."
    assert new["Planas"].column_dimensions["B"].width == 47
    assert new["Skaičiai"]["A2"].value == "=A1*2"
    said = {cell.coordinate: cell.comment.text for row in new["Planas"].iter_rows() for cell in row if cell.comment}
    assert "2023 m. spalio 19 d." in said["C4"]
    assert "25-oji skaitymo šventė" in said["B5"]
    assert new["Planas"]["C4"].fill.fgColor.rgb != new["Planas"]["C6"].fill.fgColor.rgb
    assert "C6" not in said


def test_the_parts_of_a_workbook_that_are_not_concerned_stay_byte_for_byte(plain: Path, tmp_path: Path) -> None:
    out = tmp_path / "naujas.xlsx"
    run("roll", plain, "--to", "2024-2025", "-o", out)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(out) as after:
        for part in ("xl/worksheets/sheet2.xml", "xl/theme/theme1.xml", "docProps/core.xml"):
            assert before.read(part) == after.read(part)


def test_the_draft_of_a_workbook_reads_as_the_rolled_plan(plain: Path, tmp_path: Path) -> None:
    out = tmp_path / "naujas.xlsx"
    run("roll", plain, "--to", "2024-2025", "-o", out)
    rolled = planforms.roll(planforms.read(plain.read_bytes(), plain.name).plan, "2024-2025").plan
    assert planforms.diff(rolled, planforms.read(out.read_bytes(), out.name).plan).same


def test_the_sample_workbook_keeps_its_real_dates_and_its_marks_are_blank(tmp_path: Path) -> None:
    out = tmp_path / "naujas.xlsx"
    result = run("roll", SAMPLES / "menu-grupe.xlsx", "--to", "2026-2027", "-o", out)
    assert result.exit_code == 0
    assert "could not be changed" not in result.stderr
    sheet = openpyxl.load_workbook(out)["Planas"]
    assert str(sheet["C14"].value) == "2026-09-08 00:00:00"
    before = openpyxl.load_workbook(SAMPLES / "menu-grupe.xlsx")["Planas"]
    assert sheet["C14"].number_format == before["C14"].number_format
    assert sheet["D3"].value == f"{BLANK_DATE} įsakymu Nr. {BLANK_NUMBER}"
    rolled = planforms.roll(planforms.read((SAMPLES / "menu-grupe.xlsx").read_bytes(), "a.xlsx").plan, "2026-2027").plan
    assert planforms.diff(rolled, planforms.read(out.read_bytes(), "b.xlsx").plan).same


def test_libreoffice_opens_the_draft_of_a_workbook(plain: Path, tmp_path: Path, soffice: Convert) -> None:
    out = tmp_path / "naujas.xlsx"
    run("roll", plain, "--to", "2024-2025", "-o", out)
    again = soffice(out, "xlsx")
    assert openpyxl.load_workbook(again)["Planas"]["C4"].value == "2024 m. spalio 17 d."


def test_a_formula_that_would_have_to_change_is_left_and_told(tmp_path: Path) -> None:
    path, out = tmp_path / "planas.xlsx", tmp_path / "naujas.xlsx"
    data = workbook(("1", "Knygų mugė", "2023 m. spalio 19 d.", "V. Uosytė"), ("2", "Popietė", "spalis", "K. Šilinis"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Planas"]["C4"] = '="2023 m. spalio "&19&" d."'
    book.save(path)
    # The value that a spreadsheet keeps beside its formula.
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    (cell,) = (c for c in sheet.iter("{*}c") if c.get("r") == "C4")
    cell.set("t", "str")
    for value in cell.iter("{*}v"):
        value.text = "2023 m. spalio 19 d."
    parts["xl/worksheets/sheet1.xml"] = etree.tostring(sheet)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    result = run("roll", path, "--to", "2024-2025", "-o", out)
    assert result.exit_code == 0
    assert "Planas!C4" in result.stderr
    assert "could not be changed" in result.stderr


def test_the_draft_of_a_document_has_comments_on_what_moved_and_what_is_doubtful(tmp_path: Path) -> None:
    mark = parse_mark("PATVIRTINTA\nMokyklos direktoriaus\n2023 m. rugsėjo 29 d. įsakymu Nr. V-36")
    assert mark
    rows = (
        activity("2023 m. spalio 19 d.", "Knygų mugė"),
        activity("2024 m. IV ketv.", "Išvyka", number="2"),
        activity("nuolat", "Popietė", number="3"),
    )
    path, out = tmp_path / "planas.docx", tmp_path / "naujas.docx"
    path.write_bytes(write_docx(plan(*rows, marks=(mark,)), None))
    assert run("roll", path, "--to", "2024-2025", "-o", out).exit_code == 0
    commented = _commented_cells(out.read_bytes())
    assert {(row, column) for row, column in commented if row} == {(2, 3), (3, 3)}
    reading = planforms.read(out.read_bytes(), out.name)
    assert planforms.diff(roll_over(plan(*rows, marks=(mark,)), NEW).plan, reading.plan).same


def _commented_cells(data: bytes) -> set[tuple[int, int]]:
    """The rows and columns, from 1, of the table's cells that comments begin in; (0, 0) for other places."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    table = next(body.iter(f"{W}tbl"))
    rows = list(table.iterchildren(f"{W}tr"))
    found = set()
    for start in body.iter(f"{W}commentRangeStart"):
        cell = next(start.iterancestors(f"{W}tc"), None)
        row = next(start.iterancestors(f"{W}tr"), None)
        if cell is None or row is None:
            found.add((0, 0))
        else:
            found.add((rows.index(row) + 1, list(row.iterchildren(f"{W}tc")).index(cell) + 1))
    return found


def test_the_draft_says_what_stood_there_and_why_it_moved(tmp_path: Path) -> None:
    path, out = tmp_path / "planas.json", tmp_path / "naujas.docx"
    path.write_bytes(planforms.write(plan(activity("2023 m. spalio 19 d.")), "json"))
    assert run("roll", path, "--to", "2024-2025", "-o", out).exit_code == 0
    with zipfile.ZipFile(out) as archive:
        part = next(name for name in archive.namelist() if "comments" in name)
        said = str(etree.fromstring(archive.read(part)).xpath("string()"))
    assert "2023 m. spalio 19 d." in said
    assert "2023-10-19 → 2024-10-17" in said


def test_the_report_is_json_or_a_page(tmp_path: Path) -> None:
    path = tmp_path / "planas.json"
    row = activity("2023 m. spalio 19 d.", "<b>Mugė</b> & 24-oji šventė", number="7")
    path.write_bytes(planforms.write(plan(row), "json"))
    for ending in ("json", "html"):
        report = tmp_path / f"pakeitimai.{ending}"
        result = run("roll", path, "--to", "2024-2025", "-o", tmp_path / f"{ending}.docx", "--report", report)
        assert result.exit_code == 0, result.stderr
    form = json.loads((tmp_path / "pakeitimai.json").read_text(encoding="utf-8"))
    assert form["format"] == "planforms-changes/1"
    moved = next(change for change in form["changes"] if change["at"] == "rows[0].when")
    assert (moved["kind"], moved["row"], moved["old"], moved["new"]) == (
        "moved",
        "7",
        "2023 m. spalio 19 d.",
        "2024 m. spalio 17 d.",
    )
    assert {"kind": "moved", "reason": moved["reason"], "at": ["rows[0].when"]} in form["reasons"]
    page = (tmp_path / "pakeitimai.html").read_text(encoding="utf-8")
    assert "<b>Mugė" not in page
    assert "<del>19</del>" in page
    HTMLParser().feed(page)


@pytest.mark.parametrize(("covers", "named"), [("2023-2024", "2024-2025"), ("2023", "2024"), ("2023-11", "2023-12")])
def test_the_next_period_is_the_one_after_the_plans(covers: str, named: str, plain: Path) -> None:
    result = run("roll", plain, "--period", covers)
    made = plain.with_name(f"planas-{named}.xlsx")
    assert result.stderr.splitlines()[-1] == f"{made}: the draft for {period_words(planforms.parse_period(named))}"
    assert planforms.read(made, period=named).plan.period == planforms.parse_period(named)


def test_after_the_last_years_no_plan_comes(plain: Path) -> None:
    result = run("roll", plain, "--period", "9999")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: After 9999 m. no other period comes.\n",
    )


def test_the_list_is_told_on_standard_error_and_the_draft_goes_beside_the_plan(plain: Path) -> None:
    result = run("roll", plain, "--to", "2024-2025")
    assert result.stdout == ""
    assert plain.with_name("planas-2024-2025.xlsx").exists()
    assert "moved  Moved to the nearest Thursday.\n    row 1, Planas!C4: „2023 m. spalio 19 d.“ → „" in result.stderr
    assert "suggested" in result.stderr
    *_, summed, written = result.stderr.splitlines()
    assert summed.endswith("1 suggestion")
    assert written == f"{plain.with_name('planas-2024-2025.xlsx')}: the draft for 2024–2025 m. m."


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--to", "rytoj"), "is not a period"),
        (("--to", "2024-05"), "cannot be rolled over"),
        (("--to", "2024-2025", "-o", "a.pdf"), "not a supported format of a draft"),
        (("--to", "2024-2025", "--report", "a.txt"), ".json or an .html"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_written(
    plain: Path, arguments: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plain.parent)
    before = sorted(plain.parent.iterdir())
    result = run("roll", plain, *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert sorted(plain.parent.iterdir()) == before


def test_a_workbook_is_no_draft_of_a_document(tmp_path: Path) -> None:
    result = run("roll", SAMPLES / "menu-grupe.docx", "--to", "2026-2027", "-o", tmp_path / "a.xlsx")
    assert result.exit_code == 2
    assert "is not an .xlsx workbook" in result.stderr


def test_an_existing_draft_is_left_alone_without_force(plain: Path, tmp_path: Path) -> None:
    out = tmp_path / "naujas.xlsx"
    out.write_bytes(b"mine")
    assert run("roll", plain, "--to", "2024-2025", "-o", out).exit_code == 2
    assert out.read_bytes() == b"mine"
    assert run("roll", plain, "--to", "2024-2025", "-o", out, "--force").exit_code == 0


def test_rolling_again_to_the_same_period_changes_no_word(plain: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    run("roll", plain, "--to", "2024-2025", "-o", first)
    result = run("roll", first, "--to", "2024-2025", "-o", second)
    assert "nothing changes" in result.stderr
    assert run("diff", first, second).exit_code == 0


def test_a_place_without_a_comment_gets_none() -> None:
    """A comment on a part that the file does not hold is left out, not put somewhere else."""
    made = plan(activity("nuolat"))
    document = commented_document(planforms.write(made, "docx"), [DraftComment(at="marks[3]", words="?")], made)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert not any("comments" in name for name in archive.namelist())
    assert planforms.read(document, "a.docx").place("marks[3]") in {None, Place()}


@pytest.mark.skipif(not SEED.exists(), reason="the real plan is not beside the project")
def test_the_real_plan_rolls_as_a_coordinator_would_roll_it(tmp_path: Path) -> None:
    old = planforms.read(SEED.read_bytes(), "plan.txt")
    result = planforms.roll(old.plan, "2024-2025")
    assert [str(row.when.words) for row in result.plan.activities] == [
        "2024 m. spalio",
        "2024 m. spalio 17 d.",
        "2024 m. lapkričio 19 d.",
        "2024–2025 m.",
        "2024 m. gruodžio mėn.",
        "2025 m. sausio mėn.",
        "2025 m. vasario mėn.",
        "2025 m. vasario mėn.",
        "2025 m. kovo mėn.",
        "2025 m. gegužės mėn.",
        "2025 m. birželio mėn.",
        *["Visus metus"] * 3,
        "Kas du mėn.",
        "2024 m. spalio ar lapkričio mėn.",
        "2024 m. IV ketv.",
    ]
    assert [change.at for change in result.changes if str(change.kind) in {"suggested", "doubtful"}] == [
        "rows[6].title",
        "rows[15].when",
        "rows[16].when",
    ]
    assert [str(row.title) for row in result.plan.activities] == [str(row.title) for row in old.plan.activities]
    out = tmp_path / "naujas.docx"
    out.write_bytes(planforms.write(result.plan, "docx"))
    again = planforms.read(out.read_bytes(), out.name)
    today = result.plan.period.first if result.plan.period else None
    assert today
    new = {finding.name for finding in planforms.check(again, today=today)}
    assert new <= {"mark-part-blank"} | {finding.name for finding in planforms.check(old, today=today)}
    assert "outside-period" not in new


def test_the_title_alone_is_kept_where_nothing_names_a_year() -> None:
    made = replace(plan(activity("nuolat")), title=Text.of("Bibliotekos planas"))
    assert str(roll_over(made, NEW).plan.title) == "Bibliotekos planas"


def yearly_workbook() -> bytes:
    """A workbook whose sheets, properties, formulas and links name the school year."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(("1", "Knygų mugė", "2023 m. spalio 19 d.", "V. Uosytė"))))
    book["Planas"].title = "2023-2024"
    other = book.worksheets[1]
    other.title = "Suvestinė 2023–2024"
    other["A3"] = "=COUNTA('2023-2024'!B4:B9)"
    other["A4"] = '=A1&"2023-2024"'
    other["A5"] = "Planas"
    other["A5"].hyperlink = Hyperlink(ref="A5", location="'2023-2024'!A1")
    book.create_sheet("2022-2023")
    book.defined_names["mugės"] = DefinedName("mugės", attr_text="'2023-2024'!$B$4:$B$9")
    chart = BarChart()
    chart.add_data(Reference(other, min_col=1, min_row=1, max_row=2))
    other.add_chart(chart, "C1")
    book.properties.title = "Bibliotekos planas 2023–2024 m. m."
    book.properties.creator = "V. Uosytė"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_names_of_sheets_and_properties_follow_the_year_and_formulas_and_links_follow_the_sheets(
    tmp_path: Path,
) -> None:
    path, out, report = tmp_path / "planas.xlsx", tmp_path / "naujas.xlsx", tmp_path / "pakeitimai.json"
    path.write_bytes(yearly_workbook())
    result = run("roll", path, "--to", "2024-2025", "-o", out, "--report", report)
    assert result.exit_code == 0, result.stderr
    assert "could not be changed" not in result.stderr
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["planforms", "2024-2025", "Suvestinė 2024–2025", "2022-2023"]
    assert book["2024-2025"]["C4"].value == "2024 m. spalio 17 d."
    assert book["2024-2025"]["C4"].comment is not None
    sums = book["Suvestinė 2024–2025"]
    assert sums["A3"].value == "=COUNTA('2024-2025'!B4:B9)"
    assert sums["A4"].value == '=A1&"2023-2024"'
    assert sums["A5"].hyperlink.location == "'2024-2025'!A1"
    assert book.defined_names["mugės"].attr_text == "'2024-2025'!$B$4:$B$9"
    assert {cell.hyperlink.location for row in book["planforms"].iter_rows() for cell in row if cell.hyperlink} <= {
        f"'2024-2025'!{cell}" for cell in ("A1", "C4")
    }
    assert (book.properties.title, book.properties.creator) == ("Bibliotekos planas 2024–2025 m. m.", "V. Uosytė")
    with zipfile.ZipFile(out) as archive:
        chart = next(name for name in archive.namelist() if "charts/chart" in name)
        assert "'Suvestinė 2024–2025'!" in archive.read(chart).decode()
        assert not any(b"2023-2024'!" in archive.read(name) for name in archive.namelist())
    told = json.loads(report.read_text(encoding="utf-8"))["changes"]
    named = [(change["old"], change["new"]) for change in told if "sheet or a property" in change["reason"]]
    assert ("2023-2024", "2024-2025") in named
    assert ("Bibliotekos planas 2023–2024 m. m.", "Bibliotekos planas 2024–2025 m. m.") in named
    assert planforms.read(out.read_bytes(), out.name).plan.activities[0].when.edtf == "2024-10-17"


def test_a_draft_with_renamed_sheets_rolls_again(tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{name}.xlsx" for name in "abc")
    first.write_bytes(yearly_workbook())
    assert run("roll", first, "--to", "2024-2025", "-o", second).exit_code == 0
    assert run("roll", second, "--to", "2025-2026", "-o", third).exit_code == 0
    book = openpyxl.load_workbook(third)
    assert book.sheetnames == ["planforms", "2025-2026", "Suvestinė 2025–2026", "2022-2023"]
    assert book["Suvestinė 2025–2026"]["A3"].value == "=COUNTA('2025-2026'!B4:B9)"


@pytest.mark.parametrize(
    ("name", "taken"),
    [("2023-2024", "2024-2025"), ("Visas 2023–2024 mokslo metų planas", "Kitas"), ("Planas", "Kitas")],
)
def test_a_sheet_keeps_a_name_whose_new_form_is_taken_or_that_names_no_year(
    name: str, taken: str, tmp_path: Path
) -> None:
    path, out = tmp_path / "planas.xlsx", tmp_path / "naujas.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(workbook(("1", "Knygų mugė", "2023 m. spalio 19 d.", "V. Uosytė"))))
    book["Planas"].title = name[:31]
    book["Skaičiai"].title = taken
    book.save(path)
    assert run("roll", path, "--to", "2024-2025", "-o", out).exit_code == 0
    names = openpyxl.load_workbook(out).sheetnames
    assert names == ["planforms", name[:31] if taken == "2024-2025" or name == "Planas" else names[1], taken]


@pytest.mark.parametrize(
    ("name", "to", "draft"),
    [
        ("planas-2023-2024.xlsx", "2024-2025", "planas-2024-2025.xlsx"),
        ("Planas_2023_2024.xlsx", "2024-2025", "Planas_2024_2025.xlsx"),
        ("Bibliotekos planas 2023–2024 m. m.xlsx", "2024-2025", "Bibliotekos planas 2024–2025 m. m.xlsx"),
        ("planas.xlsx", "2024-2025", "planas-2024-2025.xlsx"),
    ],
)
def test_the_name_of_the_draft_follows_the_year(name: str, to: str, draft: str, plain: Path) -> None:
    path = plain.rename(plain.with_name(name))
    assert run("roll", path, "--to", to).exit_code == 0
    assert {each.name for each in path.parent.iterdir()} == {name, draft}


def test_every_cell_that_differs_is_in_the_list_and_each_reason_is_said_once(plain: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "naujas.xlsx", tmp_path / "pakeitimai.json"
    result = run("roll", plain, "--to", "2024-2025", "-o", out, "--report", report)
    form = json.loads(report.read_text(encoding="utf-8"))
    old, new = openpyxl.load_workbook(plain)["Planas"], openpyxl.load_workbook(out)["Planas"]
    differ = {
        f"Planas!{cell.coordinate}"
        for row in old.iter_rows()
        for cell in row
        if new[cell.coordinate].value != cell.value
    }
    assert differ <= {change.get("where") for change in form["changes"]}
    said = [group["reason"] for group in form["reasons"]]
    assert len(said) == len(set(said))
    assert all(result.stderr.count(reason) == 1 for reason in said)
    assert sum(len(group["at"]) for group in form["reasons"]) == len(form["changes"])
