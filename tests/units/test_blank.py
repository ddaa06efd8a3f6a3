"""The form to fill in: nothing of its own is read back, and everything that a person types is."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from calc import Step, in_calc
from click.testing import CliRunner, Result
from conftest import Convert
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

import planforms
from planforms import UsageError
from planforms.blankform import EXAMPLE, FIELDS, ROWS, times
from planforms.cli import main
from planforms.model import MarkKind, Period, PeriodKind
from planforms.period import coming_school_year, format_period

TODAY = dt.date(2026, 9, 1)
YEARS = ("2026-2027", "2026-2028", "2026", "2026-03", "2027-01-13")
HALF = Period(PeriodKind.HALF_YEAR, dt.date(2026, 7, 1), dt.date(2026, 12, 31))
FILLED = (
    ("Mokslo metų pradžios šventė", "2026 m. rugsėjo 1 d.", "Mokyklos kiemas", "R. Uosytė, T. Eglinskas"),
    ("Knygų mainų savaitė", "2026 m. spalio mėn.", "Skaitykla", "V. Liepaitė"),
    ("Poezijos skaitymai", "2027 m. kovo 5 d.", "Aktų salė", "Lietuvių kalbos mokytojai"),
)
DETAILS: dict[str, str | dt.date] = {
    "Pavadinimas": "ĄŽUOLYNO PROGIMNAZIJOS 2026–2027 M. M. VEIKLOS PLANAS",
    "Tikslas:": "ugdyti skaitančią bendruomenę.",
    "Uždaviniai:": "Rinkti knygas.\nSkaityti kartu.",
    "Įstaiga": "Ąžuolyno progimnazija",
    "Miestas": "Kaunas",
    "Vadovo pareigos": "Direktorė",
    "Vadovas": "Ona Beržaitė",
    "Patvirtino": "Ąžuolyno progimnazijos direktoriaus",
    "Įsakymo data": dt.date(2026, 8, 31),
    "Įsakymo Nr.": "V-12",
    "Pritarė": "Ąžuolyno progimnazijos mokytojų tarybos",
    "Protokolo data": "2026-08-28",
    "Protokolo Nr.": "5-2",
}


def filled(*changes: Callable[[Workbook], object], year: str = "2026-2027") -> planforms.Reading:
    """The form of *year*, changed as a person would, saved and read."""
    book = load_workbook(io.BytesIO(planforms.blank(year)))
    for change in changes:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return planforms.read(out.getvalue(), "planas.xlsx")


def activities(book: Workbook) -> None:
    """Type the activities beside their numbers."""
    for row, words in enumerate(FILLED, start=3):
        type_row(book["Planas"], row, *words)


def type_row(sheet: Worksheet, row: int, *words: str) -> None:
    for column, said in enumerate(words, start=2):
        sheet.cell(row, column).value = said


def details(book: Workbook) -> None:
    """Type all the details beside their labels."""
    for label, value, *_ in book["Rekvizitai"].iter_rows():
        if label.value in DETAILS:
            value.value = DETAILS[str(label.value)]


def said(reading: planforms.Reading) -> list[tuple[str, ...]]:
    """The words of the activities, numbers first."""
    return [tuple(str(row.text(column.id)) for column in reading.plan.columns) for row in reading.plan.activities]


def codes(reading: planforms.Reading) -> list[str]:
    return [finding.name for finding in planforms.check(reading, today=TODAY)]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_an_untouched_form_is_an_empty_plan_of_its_period(year: str, kind: str) -> None:
    reading = planforms.read(planforms.blank(year, kind), f"planas.{kind}")
    assert reading.plan.period == planforms.parse_period(year)
    assert reading.plan.rows == ()
    assert str(reading.plan.title).endswith("VEIKLOS PLANAS")
    assert reading.findings == ()
    assert set(codes(reading)) <= {"mark-part-blank", "empty-plan"}
    assert "empty-plan" in codes(reading)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_form_of_a_half_year_keeps_it(kind: str) -> None:
    assert planforms.read(planforms.blank(HALF, kind), f"planas.{kind}").plan.period == HALF


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_same_period_gives_the_same_bytes(kind: str) -> None:
    assert planforms.blank("2026-2027", kind) == planforms.blank("2026-2027", kind)


def test_an_untouched_document_has_lines_and_labels_to_fill_in() -> None:
    reading = planforms.read(planforms.blank("2026-2027", "docx"), "planas.docx")
    assert [section.label for section in reading.plan.sections] == ["Tikslas:", "Uždaviniai:"]
    assert [mark.kind for mark in reading.plan.marks] == [MarkKind.APPROVED, MarkKind.ENDORSED]
    assert [column.heading for column in reading.plan.columns] == [
        *("Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta", "Atsakingi asmenys")
    ]


def test_what_is_typed_into_the_workbook_is_what_is_read_and_nothing_else_is() -> None:
    reading = filled(activities, details)
    plan = reading.plan
    assert said(reading) == [(str(number), *words) for number, words in enumerate(FILLED, start=1)]
    assert str(plan.title) == DETAILS["Pavadinimas"]
    assert [(section.label, str(section.text)) for section in plan.sections] == [
        ("Tikslas:", DETAILS["Tikslas:"]),
        ("Uždaviniai:", DETAILS["Uždaviniai:"]),
    ]
    assert plan.details == planforms.Details(
        institution="Ąžuolyno progimnazija", town="Kaunas", head_position="Direktorė", head_name="Ona Beržaitė"
    )
    assert [(mark.word, mark.by, mark.acts[0].date, mark.acts[0].number) for mark in plan.marks] == [
        ("PATVIRTINTA", DETAILS["Patvirtino"], dt.date(2026, 8, 31), "V-12"),
        ("PRITARTA", DETAILS["Pritarė"], dt.date(2026, 8, 28), "5-2"),
    ]
    assert plan.closing == ()
    assert codes(reading) == []


def test_a_filled_form_becomes_the_official_document_with_every_word() -> None:
    plan = filled(activities, details).plan
    back = planforms.read(planforms.write(plan, "docx"), "planas.docx").plan
    assert (back.title, back.marks, back.sections, back.rows) == (plan.title, plan.marks, plan.sections, plan.rows)


def test_a_filled_document_is_what_was_typed() -> None:
    document = docx.Document(io.BytesIO(planforms.blank("2026-2027", "docx")))
    for paragraph in document.paragraphs:
        if "VEIKLOS PLANAS" in paragraph.text:
            paragraph.text = "ĄŽUOLYNO PROGIMNAZIJOS\n2026–2027 M. M. VEIKLOS PLANAS"
        elif paragraph.text == "Tikslas:":
            paragraph.add_run(" skaityti kartu.")
    (table,) = document.tables
    for number, words in enumerate(FILLED, start=1):
        for cell, word in zip(table.rows[number].cells, (str(number), *words), strict=True):
            cell.text = word
    out = io.BytesIO()
    document.save(out)
    reading = planforms.read(out.getvalue(), "planas.docx")
    assert said(reading) == [(str(number), *words) for number, words in enumerate(FILLED, start=1)]
    assert str(reading.plan.title) == "ĄŽUOLYNO PROGIMNAZIJOS\n2026–2027 M. M. VEIKLOS PLANAS"
    assert str(reading.plan.sections[0].text) == "skaityti kartu."
    assert set(codes(reading)) == {"mark-part-blank"}


def test_words_typed_into_the_lines_of_the_document_leave_nothing_of_the_lines() -> None:
    typed = {
        "PATVIRTINTA": "PATVIRTINTA\nĄžuolyno progimnazijos direktoriaus____\n2026 m. __spalio 1_ d. įsakymu Nr. V-2__",
        "VEIKLOS PLANAS": "ĄŽUOLYNO PROGIMNAZIJOS ________\n2026–2027 M. M. VEIKLOS PLANAS",
        "PRITARTA": "PRITARTA\n__Mokytojų tarybos___\n____ m. __________ __ d. posėdžio protokolu Nr. _____",
    }
    document = docx.Document(io.BytesIO(planforms.blank("2026-2027", "docx")))
    for paragraph in document.paragraphs:
        for begun, words in typed.items():
            if begun in paragraph.text:
                paragraph.text = words
                break
    out = io.BytesIO()
    document.save(out)
    plan = planforms.read(out.getvalue(), "planas.docx").plan
    assert str(plan.title) == "ĄŽUOLYNO PROGIMNAZIJOS\n2026–2027 M. M. VEIKLOS PLANAS"
    approved, endorsed = plan.marks
    assert str(approved.words) == (
        "PATVIRTINTA\nĄžuolyno progimnazijos direktoriaus\n2026 m. spalio 1 d. įsakymu Nr. V-2"
    )
    assert (endorsed.by, endorsed.acts) == ("Mokytojų tarybos", ())


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_form_is_a_valid_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"planas.{kind}"
    path.write_bytes(planforms.blank("2026-2027", kind))
    # openpyxl writes words into their cells (ECMA-376, 18.18.11, inlineStr): valid, and Excel moves them when it saves.
    errors = [str(error) for error in OpenXmlValidator().validate(path).errors]
    assert [error for error in errors if "inline-string" not in error] == []


# The example row.


def overtyped(column: int, words: str | None) -> Callable[[Workbook], object]:
    return lambda book: type_cell(book["Planas"], 2, column, words)


def type_cell(sheet: Worksheet, row: int, column: int, words: str | None) -> None:
    sheet.cell(row, column).value = words


def test_the_example_left_as_it_is_is_no_activity_among_the_others() -> None:
    assert len(filled(activities).plan.activities) == len(FILLED)


@pytest.mark.parametrize("column", range(1, 6))
def test_of_an_example_overtyped_in_part_only_what_was_typed_is_read(column: int) -> None:
    reading = filled(overtyped(column, "Savi žodžiai"), activities)
    read = str(planforms.write(reading.plan, "json"), "utf-8")
    assert "Savi žodžiai" in read
    assert not [words for words in EXAMPLE if words and words in read]
    # Words in the column of numbers are a heading or a note; beside any other cell something is missing.
    assert column == 1 or set(codes(reading)) & {"cell-empty", "heading-without-activities", "numbering-broken"}


@pytest.mark.parametrize("column", range(1, 6))
def test_the_example_with_a_cell_cleared_is_still_no_activity(column: int) -> None:
    assert filled(overtyped(column, None)).plan.rows == ()


def test_an_example_that_was_only_numbered_is_still_no_activity() -> None:
    assert said(filled(overtyped(1, "1"), activities))[0] == ("1", *FILLED[0])


def test_an_example_overtyped_is_an_activity() -> None:
    reading = filled(lambda book: type_row(book["Planas"], 2, *FILLED[0]), activities)
    assert said(reading)[0] == ("", *FILLED[0])
    assert len(said(reading)) == len(FILLED) + 1


@pytest.mark.parametrize("column", [1, 2])
def test_pvz_in_any_cell_is_the_persons(column: int) -> None:
    reading = filled(activities, lambda book: type_cell(book["Planas"], 6, column, "Pvz."))
    assert '"Pvz."' in str(planforms.write(reading.plan, "json"), "utf-8")


def test_the_example_may_be_deleted() -> None:
    assert len(filled(activities, lambda book: book["Planas"].delete_rows(2)).plan.activities) == len(FILLED)


def test_an_example_that_stands_below_after_sorting_is_the_example() -> None:
    def sort(book: Workbook) -> None:
        sheet = book["Planas"]
        sheet.delete_rows(2)
        for column, words in enumerate(EXAMPLE, start=1):
            sheet.cell(30, column, words)

    assert len(filled(activities, sort).plan.activities) == len(FILLED)


# Rows and other text.


def test_rows_inserted_and_deleted_are_read_as_they_stand() -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Planas"]
        sheet.insert_rows(4)
        sheet.cell(4, 1, "1a")
        type_row(sheet, 4, "Įterpta veikla", "visus metus", "Kiemas", "V. Liepaitė")
        sheet.delete_rows(6)

    titles = [row[1] for row in said(filled(activities, edit))]
    assert titles == [FILLED[0][0], "Įterpta veikla", FILLED[1][0]]


LAST = ("Mokslo metų pabaigos šventė", "2027 m. birželio 10 d.", "Mokyklos kiemas", "R. Uosytė")


def test_rows_passed_over_are_no_activities_and_the_gap_in_the_numbers_is_told() -> None:
    reading = filled(activities, lambda book: type_row(book["Planas"], 8, *LAST), details)
    assert [row[0] for row in said(reading)] == ["1", "2", "3", "6"]
    assert codes(reading) == ["numbering-broken"]


def test_a_number_beside_a_merged_cell_is_an_activity() -> None:
    def merge(book: Workbook) -> None:
        book["Planas"].merge_cells("B5:B6")

    reading = filled(activities, merge, details)
    assert [row[:2] for row in said(reading)][-2:] == [("3", FILLED[2][0]), ("4", FILLED[2][0])]


def test_a_number_alone_in_another_column_is_kept() -> None:
    reading = filled(activities, lambda book: type_cell(book["Rekvizitai"], 25, 1, "7"))
    assert "7" in {str(section.text) for section in reading.plan.sections}


def test_the_list_of_times_is_known_by_any_name() -> None:
    def rename(book: Workbook) -> None:
        book["Sąrašai"].title = "Laikai"

    assert codes(filled(activities, details, rename)) == []


def test_a_number_that_is_not_the_forms_is_kept_as_a_line_below_the_table() -> None:
    reading = filled(activities, lambda book: book["Planas"].cell(ROWS + 4, 1, 77))
    assert [str(section.text) for section in reading.plan.closing] == ["77"]


def test_activities_below_the_numbered_rows_are_read() -> None:
    reading = filled(lambda book: type_row(book["Planas"], ROWS + 3, *FILLED[0]))
    assert said(reading)[-1] == ("", *FILLED[0])


def test_a_line_below_the_table_is_kept() -> None:
    reading = filled(activities, lambda book: book["Planas"].cell(ROWS + 5, 1, "Parengė Vilija Liepaitė"))
    assert [str(section.text) for section in reading.plan.closing] == ["Parengė Vilija Liepaitė"]


def test_a_column_of_ones_own_is_read() -> None:
    def widen(book: Workbook) -> None:
        book["Planas"].cell(1, 6, "Dalyviai")
        book["Planas"].cell(3, 6, "5–8 klasės")

    reading = filled(activities, widen)
    assert said(reading)[0][-1] == "5–8 klasės"


def test_a_remark_typed_beside_a_detail_is_kept() -> None:
    reading = filled(activities, details, lambda book: book["Rekvizitai"].cell(2, 5, "Pasitarti su direktore!"))
    assert "Pasitarti su direktore!" in str(planforms.write(reading.plan, "json"), "utf-8")


def test_a_second_endorsement_is_a_label_more() -> None:
    def endorse(book: Workbook) -> None:
        sheet = book["Rekvizitai"]
        last = sheet.max_row
        for row, (label, value) in enumerate((("Pritarė", "Ąžuolyno tarybos"), ("Protokolo Nr.", "3")), start=last + 1):
            sheet.cell(row, 1, label)
            sheet.cell(row, 2, value)

    marks = filled(activities, details, endorse).plan.marks
    assert [mark.by for mark in marks[1:]] == [DETAILS["Pritarė"], "Ąžuolyno tarybos"]


def cell_beside(sheet: Worksheet, label: str, column: int = 2) -> str:
    return next(f"{'ABC'[column - 1]}{cells[0].row}" for cells in sheet.iter_rows() if cells[0].value == label)


def findings(reading: planforms.Reading, code: str) -> list[tuple[str, str]]:
    """The words of the findings of *code*, and where they are."""
    found = [finding for finding in planforms.check(reading, today=TODAY) if finding.code == code]
    return [(finding.words, str(finding.place)) for finding in found]


def typed_details(**typed: str | None) -> Callable[[Workbook], object]:
    def change(book: Workbook) -> None:
        sheet = book["Rekvizitai"]
        for label, words in typed.items():
            sheet[cell_beside(sheet, label)] = words

    return change


def test_with_nobody_named_who_approves_the_document_has_a_mark_to_fill_in_by_hand() -> None:
    blank = dict.fromkeys(("Patvirtino", "Įsakymo data", "Įsakymo Nr.", "Pritarė", "Protokolo data", "Protokolo Nr."))
    reading = filled(activities, details, typed_details(**blank))
    (mark,) = reading.plan.marks
    assert (mark.kind, mark.by, mark.acts) == (MarkKind.APPROVED, "", ())
    (finding,) = planforms.check(reading, today=TODAY)
    assert (finding.name, str(reading.place(finding.at))) == ("mark-part-blank", "Rekvizitai!B13")
    lines = [
        line.text.replace("\u00a0", " ").replace("\u2060", "")
        for line in docx.Document(io.BytesIO(planforms.write(reading.plan, "docx"))).paragraphs
    ]
    assert lines[0] == f"PATVIRTINTA\n{'_' * 30}\n____ m. __________ __ d. įsakymu Nr. _____"


def test_a_mark_with_its_number_alone_has_a_line_for_who_approves() -> None:
    reading = filled(activities, details, typed_details(Patvirtino=None))
    words = str(planforms.read(planforms.write(reading.plan, "docx"), "planas.docx").plan.marks[0].words)
    assert words == "PATVIRTINTA\n2026 m. rugpjūčio 31 d. įsakymu Nr. V-12"
    document = docx.Document(io.BytesIO(planforms.write(reading.plan, "docx")))
    assert document.paragraphs[0].text.split("\n")[1] == "_" * 30


def test_a_date_that_is_no_day_is_told_where_it_stands() -> None:
    reading = filled(activities, details, typed_details(**{"Įsakymo data": "rugsėjo pradžioje"}))
    assert findings(reading, "R120") == [("rugsėjo pradžioje", "Rekvizitai!B14")]


@pytest.mark.parametrize(
    ("words", "why"), [("2030–2031 m. m.", "the title names another"), ("kitais metais", "is not understood")]
)
def test_a_period_that_the_title_does_not_name_is_told(words: str, why: str) -> None:
    reading = filled(activities, details, typed_details(Laikotarpis=words))
    assert findings(reading, "R120") == [(words, "Rekvizitai!B4")]
    assert why in reading.findings[0].message


def test_a_remark_beside_a_detail_leaves_the_detail_and_is_told() -> None:
    def remark(book: Workbook) -> None:
        book["Rekvizitai"][cell_beside(book["Rekvizitai"], "Miestas", 3)] = "ar Vilnius?"

    reading = filled(activities, details, remark)
    assert reading.plan.details.town == "Kaunas"
    assert findings(reading, "R120") == [("ar Vilnius?", "Rekvizitai!C9")]


def test_a_detail_given_twice_is_told_and_a_copied_sheet_repeats_no_mark() -> None:
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["Rekvizitai"])["B9"] = "Vilnius"

    reading = filled(activities, details, copy)
    assert reading.plan.details.town == "Kaunas"
    assert findings(reading, "R120") == [("Vilnius", "Rekvizitai Copy!B9")]
    assert [mark.by for mark in reading.plan.marks] == [DETAILS["Patvirtino"], DETAILS["Pritarė"]]


def test_without_its_explanations_the_form_reads_the_same() -> None:
    whole = filled(activities, details)
    bare = filled(activities, details, lambda book: book["Rekvizitai"].delete_cols(3))
    assert bare.plan == whole.plan


words = st.sampled_from(
    ["=1+1", "+370 600 00000", "-5 eurai", "@visi", "5-2", "007", "1", "Pvz.", "2026-10-01", "„Labas“"]
)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_whatever_is_typed_is_in_the_plan(typed: list[tuple[str, str]]) -> None:
    def type_all(book: Workbook) -> None:
        for row, (title, place) in enumerate(typed, start=3):
            type_row(book["Planas"], row, f"Veikla {title}", "visus metus", place, "V. Liepaitė")

    assert [(row[1], row[3]) for row in said(filled(type_all))] == [(f"Veikla {t}", p) for t, p in typed]


# Times to choose from, and the sheets as a program sees them.


@pytest.mark.parametrize("period", [*map(planforms.parse_period, YEARS), HALF], ids=str)
def test_every_time_that_is_offered_is_understood_and_lies_in_the_period(period: Period) -> None:
    for offered in times(period):
        timing = planforms.parse_timing(offered, period)
        assert timing.understood, offered
        assert timing.unread == (), offered


def test_months_are_offered_in_the_order_of_the_school_year() -> None:
    offered = times(planforms.parse_period("2026-2027"))
    assert offered[:2] == ("2026 m. rugsėjo mėn.", "2026 m. spalio mėn.")
    assert offered[11] == "2027 m. rugpjūčio mėn."
    assert "Per mokslo metus" in offered


_BY_THE_CALENDAR = ("in-school-break", "on-public-holiday")  # some days of a month are


@pytest.mark.parametrize("year", YEARS)
def test_a_plan_of_all_the_times_that_are_offered_has_no_fault_in_them(year: str) -> None:
    offered = times(planforms.parse_period(year))

    def choose(book: Workbook) -> None:
        for row, time in enumerate(offered, start=3):
            type_cell(book["Planas"], row, 1, str(row - 2))
            type_row(book["Planas"], row, f"Veikla {row}", time, "Salė", "V. Liepaitė")

    reading = filled(choose, year=year)
    assert [row[2] for row in said(reading)] == list(offered)
    assert set(codes(reading)) <= {"mark-part-blank", *_BY_THE_CALENDAR}


def test_the_list_of_times_offers_and_does_not_forbid() -> None:
    book = load_workbook(io.BytesIO(planforms.blank("2026-2027")))
    (validation,) = [v for v in book["Planas"].data_validations.dataValidation if v.type == "list"]
    assert not validation.showErrorMessage
    assert validation.showInputMessage
    name, _, cells = validation.formula1.rpartition("!")
    offered = [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]
    assert offered == list(times(planforms.parse_period("2026-2027")))


def test_the_heading_stays_in_sight_and_prints_on_every_page_of_a4() -> None:
    sheet = load_workbook(io.BytesIO(planforms.blank("2026-2027")))["Planas"]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToHeight == 0


def test_the_sheets_are_the_plan_the_details_and_a_hidden_list() -> None:
    book = load_workbook(io.BytesIO(planforms.blank("2026-2027")))
    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        "Planas": "visible",
        "Rekvizitai": "visible",
        "Sąrašai": "hidden",
    }


def test_every_detail_is_explained_beside_it() -> None:
    sheet = load_workbook(io.BytesIO(planforms.blank("2026-2027")))["Rekvizitai"]
    rows = {cells[0].value: cells[2].value for cells in sheet.iter_rows() if cells[2].value}
    assert rows == {field.label: field.explanation for group in FIELDS for field in group}


def test_cells_to_type_in_keep_what_is_typed() -> None:
    book = load_workbook(io.BytesIO(planforms.blank("2026-2027")))
    assert {book["Planas"].cell(3, column).number_format for column in (2, 3, 4, 5)} == {"@"}


def test_a_form_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="no form"):
        planforms.blank("2026-2027", "pdf")
    with pytest.raises(UsageError, match="not a period"):
        planforms.blank("kitąmet")


# The year after.


def test_a_filled_form_rolls_over_to_the_form_of_the_next_year() -> None:
    book = load_workbook(io.BytesIO(planforms.blank("2026-2027")))
    activities(book)
    details(book)
    out = io.BytesIO()
    book.save(out)
    reading = planforms.read(out.getvalue(), "planas.xlsx")
    result = planforms.roll(reading.plan, "2027-2028")
    rolled = result.plan
    draft = planforms.draft_file(planforms.open_file(out.getvalue(), "planas.xlsx"), reading, result, "xlsx")
    assert draft.left == ()
    back = planforms.read(draft.data, "planas.xlsx")
    assert (back.plan.title, back.plan.period, back.plan.rows) == (rolled.title, rolled.period, rolled.rows)
    assert [(mark.by, mark.acts) for mark in back.plan.marks] == [
        (DETAILS["Patvirtino"], ()),
        (DETAILS["Pritarė"], ()),
    ]
    sheets = load_workbook(io.BytesIO(draft.data))
    assert sheets["Rekvizitai"]["B4"].value == "2027–2028 m. m."
    offered = [cell.value for (cell,) in sheets["Sąrašai"].iter_rows(min_row=2, max_col=1)]
    assert offered == list(times(planforms.parse_period("2027-2028")))


def test_what_is_wrong_in_the_details_is_told_at_their_cells() -> None:
    def disagree(book: Workbook) -> None:
        book["Rekvizitai"]["B3"] = "VEIKLOS PLANAS 2020–2021 M. M."
        book["Rekvizitai"]["B14"] = None

    reading = filled(activities, details, disagree)
    assert str(reading.place("title")) == "Rekvizitai!B3"
    places = {finding.name: str(reading.place(finding.at)) for finding in planforms.check(reading, today=TODAY)}
    assert places["mark-part-blank"] == "Rekvizitai!B13"


# Filled in by LibreOffice itself.


@pytest.mark.usefixtures("soffice")
def test_a_form_filled_in_by_libreoffice_has_no_fault_and_every_word(tmp_path: Path) -> None:
    form, saved, profile = tmp_path / "forma.xlsx", tmp_path / "planas.xlsx", tmp_path / "profile"
    form.write_bytes(planforms.blank("2026-2027"))
    sheet = load_workbook(form)["Rekvizitai"]
    cells = {cells[0].value: f"B{cells[0].row}" for cells in sheet.iter_rows() if cells[0].value in DETAILS}
    typed = [Step("Planas", f"{'BCDE'[i]}{row}", FILLED[row - 3][i]) for row in range(3, 6) for i in range(4)]
    typed += [Step("Rekvizitai", cells[label], str(words)) for label, words in DETAILS.items()]
    in_calc(form, saved, [*typed, Step("Planas", "A5", command="InsertRowsBefore")], profile)
    reading = planforms.read(saved.read_bytes(), saved.name)
    assert reading.plan == filled(activities, details).plan
    assert codes(reading) == []
    (offering,) = [v for v in load_workbook(saved)["Planas"].data_validations.dataValidation if v.type == "list"]
    assert not offering.showErrorMessage


@pytest.mark.usefixtures("soffice")
def test_an_example_overtyped_or_deleted_in_libreoffice(tmp_path: Path) -> None:
    form, saved = tmp_path / "forma.xlsx", tmp_path / "planas.xlsx"
    form.write_bytes(planforms.blank("2026-2027"))
    typed = [Step("Planas", f"{column}2", words) for column, words in zip("ABCDE", ("1", *FILLED[0]), strict=True)]
    in_calc(form, saved, [*typed, Step("Planas", "A3", command="DeleteRows")], tmp_path / "one")
    assert said(planforms.read(saved.read_bytes(), saved.name)) == [("1", *FILLED[0])]
    in_calc(form, saved, [Step("Planas", "A2", command="DeleteRows")], tmp_path / "two")
    assert planforms.read(saved.read_bytes(), saved.name).plan.rows == ()


def test_a_form_saved_as_an_opendocument_sheet_is_read_the_same(soffice: Convert, tmp_path: Path) -> None:
    form = tmp_path / "planas.xlsx"
    book = load_workbook(io.BytesIO(planforms.blank("2026-2027")))
    activities(book)
    details(book)
    book.save(form)
    reading = planforms.read(soffice(form, "ods").read_bytes(), "planas.ods")
    assert reading.plan == filled(activities, details).plan
    assert codes(reading) == []


# The command.


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", "blank", *map(str, arguments)])


def test_the_command_writes_the_form_that_its_ending_names(tmp_path: Path) -> None:
    for kind in ("xlsx", "docx"):
        path = tmp_path / f"planas.{kind}"
        result = run("--year", "2026-2027", "-o", path)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.startswith(f"{path}: a form for 2026–2027 m. m.\n")
        assert path.read_bytes() == planforms.blank("2026-2027", kind)


def test_without_a_name_the_form_is_called_after_its_period(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--year", "2026/2027").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["planas-2026-2027.xlsx"]


def test_the_period_is_an_argument_and_by_default_the_school_year_that_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("2026", "m.", "gruodis").exit_code == 0
    assert run().exit_code == 0
    coming = coming_school_year(dt.datetime.now().astimezone().date())
    names = {"planas-2026-12.xlsx", f"planas-{format_period(coming)}.xlsx"}
    assert {path.name for path in tmp_path.iterdir()} == names


def test_a_form_goes_to_standard_output() -> None:
    result = run("--year", "2026", "-o", "-")
    assert result.stdout_bytes == planforms.blank("2026")


def test_a_form_is_not_written_over_a_filled_one(tmp_path: Path) -> None:
    path = tmp_path / "planas.xlsx"
    path.write_bytes(b"x")
    assert run("--year", "2026", "-o", path).exit_code == 2
    assert path.read_bytes() == b"x"
    assert run("--year", "2026", "-o", path, "--force").exit_code == 0
    assert path.read_bytes() == planforms.blank("2026")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--year", "26"], "is not a period"),
        (["--year", "2026", "-o", "planas.pdf"], "is not that of a form"),
        (["--year", "2026", "-o", "nera/planas.xlsx"], "no folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments: list[str], reason: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert reason in result.stderr
