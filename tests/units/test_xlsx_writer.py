"""The workbook that is written: it reads back as the same plan, and people can go on working in it."""

import datetime as dt
import io
import re
import subprocess
import zipfile
from contextlib import suppress
from pathlib import Path
from shutil import which

import pytest
from composed import AIM, FIVE, activity, columns, listed, plan, rich, row, text
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from strategies import plans as any_plans
from test_fixed_point import owned, plans

import planforms
from planforms import UsageError
from planforms.model import Details, Heading, Note, Period, PeriodKind, Plan, Run, Script, Text
from planforms.writers import xlsx

HALF = Period(PeriodKind.HALF_YEAR, dt.date(2026, 7, 1), dt.date(2026, 12, 31))
SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.docx"


def opened(written: Plan) -> Workbook:
    return load_workbook(io.BytesIO(xlsx.write(written)))


def sheet_of(written: Plan) -> Worksheet:
    return opened(written)["Planas"]


def read(written: Plan) -> planforms.Reading:
    return planforms.read(xlsx.write(written), "planas.xlsx")


def head_row(sheet: Worksheet) -> int:
    return next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == "Eil. Nr.")


@given(plans())
@settings(max_examples=60)
def test_a_plan_written_as_a_workbook_reads_back_equal(written: Plan) -> None:
    reading = read(written)
    assert reading.plan == owned(written)
    assert reading.findings == ()


def test_the_sample_reads_back_equal() -> None:
    sample = planforms.read(SAMPLE.read_bytes(), SAMPLE.name).plan
    assert read(sample).plan == sample


@given(
    institution=st.sampled_from(["", "Ąžuolyno mokykla", "=1+1"]),
    town=st.sampled_from(["", "Kaunas"]),
    position=st.sampled_from(["", "Direktorė"]),
    name=st.sampled_from(["", "Ona Uosienė"]),
)
@settings(max_examples=10)
def test_details_read_back(institution: str, town: str, position: str, name: str) -> None:
    details = Details(institution=institution, town=town, head_position=position, head_name=name)
    untitled = replace(plan(), title=text("VEIKLOS PLANAS"), marks=(), details=details)
    assert read(untitled).plan.details == details


def test_a_rich_plan_is_in_the_workbook_what_it_is_in_the_document() -> None:
    written = replace(rich(), rows=rich().rows[:3] + rich().rows[4:])  # a link on a part of a cell is lost
    document = planforms.read(planforms.write(written, "docx"), "planas.docx").plan
    assert read(document).plan == document
    assert [line.marker for line in document.activities[0].title.paragraphs] == ["", "1.", "2."]


@given(any_plans)
@settings(max_examples=60)
def test_any_plan_is_written_the_same_twice_and_read_or_refused(written: Plan) -> None:
    with suppress(planforms.PlanformsError):
        made = xlsx.write(written)
        assert xlsx.write(written) == made
        planforms.read(made, "planas.xlsx")


def test_columns_of_one_id_are_each_written() -> None:
    twice = replace(plan(), columns=(*columns("title", "title"),), rows=(activity({"title": "Mugė"}),))
    values = [cell.value for cells in sheet_of(twice).iter_rows() for cell in cells]
    assert values.count("Mugė") == 2


@pytest.mark.parametrize(
    "period", [*map(planforms.parse_period, ("2026-2027", "2026", "2026-03", "2026-03-05")), HALF], ids=str
)
def test_a_period_that_no_title_tells_reads_back(period: Period) -> None:
    written = replace(plan(), title=Text.of("Bibliotekos veiklos planas"), period=period)
    assert read(written).plan.period == period


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_words_that_begin_like_a_formula_are_words_wherever_they_stand(sign: str) -> None:
    said = f"{sign}SUM(A1)"
    written = replace(
        plan(row(1, said), Heading(Text.of(said)), row(2), Note(Text.of(said)), row(3)),
        title=Text.of(said),
        columns=(*columns(*FIVE[:4]), replace(columns("responsible")[0], heading=said)),
        closing=(replace(AIM, label="", text=Text.of(said)),),
        details=Details(institution=said),
    )
    cells = [cell for sheet in opened(written) for line in sheet.iter_rows() for cell in line if cell.value == said]
    assert len(cells) == 7
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}


def test_looks_are_kept_as_rich_text() -> None:
    looks = text(
        "a ", Run("b", italic=True), Run("c", script=Script.SUPER), Run("d", underline=True, struck=True), " e"
    )
    assert read(plan(row(1, looks))).plan.activities[0].title == looks


@pytest.mark.parametrize("link", ["https://upenai.example/planas", "mailto:a@upenai.example"])
def test_a_cell_that_is_a_link_is_one(link: str) -> None:
    linked = text(Run("svetainė", link=link))
    assert read(plan(row(1, linked))).plan.activities[0].title == linked


@pytest.mark.parametrize("words", ["=1+1", "+370 600 00000", "-5 eurai", "@visi", "=HYPERLINK(1)"])
def test_words_that_a_program_would_take_for_a_formula_are_words(words: str) -> None:
    written = plan(row(1, words, place=words))
    sheet = sheet_of(written)
    cell = sheet.cell(head_row(sheet) + 1, 2)
    assert (cell.value, cell.data_type) == (words, "s")
    assert cell.quotePrefix
    assert read(written).plan.activities[0].title == Text.of(words)


def test_a_number_in_the_first_column_is_a_number_and_no_other_is() -> None:
    sheet = sheet_of(plan(row(7, "12", place="007")))
    values = [cell.value for cell in sheet[head_row(sheet) + 1]]
    assert (values[0], values[1], values[3]) == (7, "12", "007")


def test_joined_cells_are_merged_and_headings_stand_over_all_columns() -> None:
    written = plan(
        Heading(Text.of("I. Renginiai")),
        row(1),
        activity({"number": "2", "title": "Viktorina", "place": "Skaitykla"}, "place"),
        activity({"number": "3", "title": "Šokiai", "place": "Skaitykla"}, "place"),
        Note(Text.of("Iš viso: 3 renginiai.")),
    )
    sheet = sheet_of(written)
    head = head_row(sheet)
    merged = {str(merge) for merge in sheet.merged_cells.ranges}
    assert {f"A{head + 1}:E{head + 1}", f"D{head + 2}:D{head + 4}", f"A{head + 5}:E{head + 5}"} <= merged


def test_the_heading_stays_in_sight_and_comes_again_on_each_page() -> None:
    sheet = sheet_of(plan())
    head = head_row(sheet)
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"


def test_where_much_stands_above_the_table_nothing_is_frozen_that_would_fill_the_screen() -> None:
    sections = tuple(replace(plan().sections[0], text=Text.of("daug žodžių " * 300)) for _ in range(2))
    assert sheet_of(replace(plan(), sections=sections)).freeze_panes is None


def test_it_prints_on_a4_as_wide_as_the_page() -> None:
    sheet = sheet_of(plan())
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.page_setup.orientation == "portrait"
    assert load_workbook(io.BytesIO(xlsx.write(plan(), landscape=True)))["Planas"].page_setup.orientation == "landscape"


def test_columns_are_as_wide_as_their_words_need() -> None:
    sheet = sheet_of(plan(row(1, "Ilgas renginio pavadinimas, kuriam reikia daug vietos " * 3)))
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDE"]
    assert widths[0] < widths[3] < widths[1]


def test_a_wrapped_row_is_high_enough_and_goes_on_fitting_its_words() -> None:
    written = plan(row(1, "Ilgas renginio pavadinimas " * 20))
    sheet = sheet_of(written)
    number = head_row(sheet) + 1
    assert (sheet.row_dimensions[number].height or 0) > 60
    with zipfile.ZipFile(io.BytesIO(xlsx.write(written))) as archive:
        tag = re.search(f'<row r="{number}"[^>]*>', archive.read("xl/worksheets/sheet1.xml").decode())
    assert tag
    assert "customHeight" not in tag[0]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert xlsx.write(rich()) == xlsx.write(rich())


def test_a_plan_without_a_table_or_words_is_written_too() -> None:
    assert opened(Plan()).sheetnames == ["Planas", "Rekvizitai"]


def test_a_single_column_needs_no_merging() -> None:
    written = replace(plan(), columns=columns("title"), rows=(activity({"title": "Mugė"}), Heading(Text.of("RUDUO"))))
    assert "Mugė" in [cell.value for cells in sheet_of(written).iter_rows() for cell in cells]


def test_characters_that_no_file_can_hold_are_left_out() -> None:
    written = plan(row(1, Text.of("Mu\x00gė\x0b _x0041_\r\nantra")))
    assert str(read(written).plan.activities[0].title) == "Mugė _x0041_\nantra"


def test_a_text_that_no_cell_can_hold_is_refused_in_plain_words() -> None:
    with pytest.raises(UsageError, match="longer than a cell"):
        xlsx.write(plan(row(1, "ž" * 40_000)))


def test_a_list_keeps_its_signs() -> None:
    lists = Text((listed("•", "pasakos;"), listed("2.", "žaidimai;"), listed("c)", "dainos.")))
    assert read(plan(row(1, lists))).plan.activities[0].title == lists


def test_libreoffice_prints_the_heading_on_every_page(tmp_path: Path) -> None:
    if which("soffice") is None or which("pdftotext") is None:
        pytest.skip("LibreOffice or poppler is not installed")
    (tmp_path / "planas.xlsx").write_bytes(xlsx.write(plan(*(row(n) for n in range(1, 90)))))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "planas.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
    pages = subprocess.run(["pdftotext", "-layout", str(tmp_path / "planas.pdf"), "-"], check=True, capture_output=True)
    printed = [page for page in pages.stdout.decode().split("\f") if "Knygų mugė" in page]
    assert len(printed) > 1
    assert all("Veiklos pavadinimas" in page for page in printed)
